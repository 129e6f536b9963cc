"""`zicht logboek`: is het logboek heel, en waar eindigt het?"""

from argparse import Namespace
from pathlib import Path

from zicht.cli import meld, schrijf_json


def run(args: Namespace) -> int:
    """Loop de keten na, ook tegen een anker dat elders bewaard is; zet daarna desgevraagd een nieuw anker."""
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from django.utils import timezone

    from zicht.web.logboek.keten import breuken, zet_anker
    from zicht.web.logboek.models import Logregel

    anker = Path(args.anker) if args.anker else None
    gevonden = list(breuken(anker))
    aantal = Logregel.objects.count()
    if args.json:
        schrijf_json({"regels": aantal, "breuken": gevonden})
    elif not gevonden:
        print(f"Het logboek is heel: {aantal} regels, elke regel sluit aan op de vorige.")
    if gevonden:
        meld(gevonden)
        return 1
    if anker is not None:
        zet_anker(anker, timezone.now())
        if not args.json:
            print(f"Anker gezet in {anker}. Bewaar dat bestand op een andere plek dan de databank.")
    return 0
