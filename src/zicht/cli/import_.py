"""`zicht import`: eigen feiten zonder namen in een lege registratie zetten, door ze na te spelen."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Speel een map met feiten na."""
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import klaar, weiger_demo

    weiger_demo(klaar(args.data))
    from django.utils import timezone

    from zicht.web.registratie.inladen.naspelen import laad

    with voortgang("import") as meld:
        uitslag = laad(Path(args.map), timezone.now(), verzin=False, verschuif=False, meld=meld)
    if args.json:
        schrijf_json(asdict(uitslag))
        return 0
    print(f"Klaar: {uitslag.meldingen} meldingen in {uitslag.dossiers} dossiers en {uitslag.adviezen} adviezen.")
    for wat, aantal in uitslag.aangevuld.items():
        print(f"  {aantal} keer: {wat}")
    return 0
