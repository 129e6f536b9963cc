"""`zicht regiobestand`: the safe figures of a region in one file, to lay beside those of others."""

from argparse import Namespace
from pathlib import Path

from zicht.cli import schrijf_json
from zicht.core.periodes import lees_periode


def run(args: Namespace) -> int:
    """Write one file for each region in the facts."""
    from zicht.cli.feiten import open_cijfers
    from zicht.rapportage.burap.maak import plaats_bestanden
    from zicht.rapportage.opdracht import map_voor
    from zicht.rapportage.regios.bestand import regiobestanden

    periode, uit = lees_periode(args.periode), map_voor(args.uit)
    gemaakt = [bestand for cijfers in open_cijfers(args) for bestand in regiobestanden(cijfers, periode)]
    paden = plaats_bestanden({_naam(b.regio, b.periode): b.als_json().encode() for b in gemaakt}, uit)
    if args.json:
        schrijf_json({"bestanden": [str(pad) for pad in paden]})
        return 0
    print(f"Klaar: {len(paden)} regiobestanden in {uit}. Er staan alleen cijfers in die gepubliceerd mogen worden.")
    return 0


def _naam(regio: str, periode: str) -> str:
    veilig = "".join(teken if teken.isalnum() else "-" for teken in f"{regio}-{periode}")
    return str(Path(f"{veilig}.json"))
