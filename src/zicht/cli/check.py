"""`zicht check`: what is wrong with a folder of facts, in Dutch lines or as JSON."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json

if TYPE_CHECKING:
    from zicht.core.regels import Bevinding


def run(args: Namespace) -> int:
    """Check MAP, or each region folder in it; 0 when nothing blocks, 1 when something does, 2 when unreadable."""
    from zicht.uitwisseling.controle import controleer_mappen, status

    gevonden = controleer_mappen(Path(args.map))
    if args.json:
        schrijf_json({"bevindingen": [asdict(bevinding) for bevinding in gevonden]})
    else:
        meld([_regel(bevinding) for bevinding in gevonden])
        _vat_samen(args.map, gevonden)
    return status(gevonden)


def _regel(bevinding: "Bevinding") -> str:
    soort = "BLOKKEERT" if bevinding.blokkeert else "let op"
    return f"{bevinding.regel} {soort}: {bevinding.boodschap}"


def _vat_samen(map_: str, gevonden: Sequence["Bevinding"]) -> None:
    if not gevonden:
        print(f"{map_}: geen bevindingen. De feiten zijn klaar voor gebruik.")
        return
    blokkeert = sum(bevinding.blokkeert for bevinding in gevonden)
    print(f"{map_}: {len(gevonden)} bevindingen, waarvan {blokkeert} die blokkeren.")
    for (regel, titel), aantal in sorted(Counter((b.regel, _titel(b.regel)) for b in gevonden).items()):
        print(f"  {regel}  {aantal:>7}  {titel}")
    print(
        "Herstel eerst wat blokkeert; tot dan komen er geen cijfers."
        if blokkeert
        else "Niets blokkeert: cijfers kunnen. Gevallen met een onbekende waarde tellen als niet te bepalen."
    )


def _titel(code: str) -> str:
    from zicht.uitwisseling.controle import titel

    return titel(code)
