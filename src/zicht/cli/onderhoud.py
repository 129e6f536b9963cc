"""`zicht onderhoud`: het nachtelijke opruimen, met een logregel van wat er weg is."""

from argparse import Namespace
from dataclasses import asdict

from zicht.cli import meld, schrijf_json


def run(args: Namespace) -> int:
    """Ruim op; twee keer draaien kan geen kwaad."""
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from django.utils import timezone

    from zicht.web.registratie.onderhoud import onderhoud

    uitslag = onderhoud(timezone.now())
    if args.json:
        schrijf_json(asdict(uitslag))
    else:
        weg = [soort for soort in uitslag.opgeruimd if soort.aantal]
        print("\n".join(f"{soort.aantal} {soort.wat}" for soort in weg) if weg else "Er was niets op te ruimen.")
    if uitslag.noodtoegang_te_laat:
        meld([f"{uitslag.noodtoegang_te_laat} noodtoegangen wachten te lang op nakijken. Zie in Zicht: Noodtoegang."])
    return 0
