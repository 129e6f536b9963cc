"""`zicht daglijst`: de daglijst van elke medewerker als bestand, elke nacht klaargezet."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Maak de lijsten, met dezelfde rechten als de bladzijde."""
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from django.utils import timezone

    from zicht.web.werkvoorraad.dagbladen import maak_daglijsten

    with voortgang("daglijst") as meld:
        uitslag = maak_daglijsten(Path(args.uit), args.team, timezone.now(), meld)
    if args.json:
        schrijf_json(asdict(uitslag))
        return 0
    print(f"{uitslag.lijsten} daglijsten in {uitslag.map}, elk als HTML en PDF.")
    if uitslag.weg:
        print(f"{uitslag.weg} lijsten van wie er geen meer heeft zijn weg.")
    return 0
