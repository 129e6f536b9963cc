"""`zicht regiovergelijking`: regions side by side, from the files that each of them delivered."""

from argparse import Namespace
from pathlib import Path

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Make the report as HTML and PDF."""
    from zicht.rapportage.burap.maak import plaats_bestanden
    from zicht.rapportage.html import html
    from zicht.rapportage.opdracht import map_voor
    from zicht.rapportage.pdf import pdf
    from zicht.rapportage.regios.bestand import lees_bestanden
    from zicht.rapportage.regios.vergelijking import rapport

    uit, bestanden = map_voor(args.uit), lees_bestanden(Path(args.map))
    gemaakt = rapport(bestanden)
    inhoud = {"regiovergelijking.html": html(gemaakt).encode(), "regiovergelijking.pdf": pdf(gemaakt)}
    paden = plaats_bestanden(inhoud, uit)
    if args.json:
        schrijf_json({"regios": [bestand.regio for bestand in bestanden], "bestanden": [str(pad) for pad in paden]})
        return 0
    print(f"{len(bestanden)} regio's, {bestanden[0].periode}:")
    for pad in paden:
        print(pad)
    return 0
