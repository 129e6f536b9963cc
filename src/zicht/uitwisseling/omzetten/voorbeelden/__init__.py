"""Drie uitgewerkte voorbeelden: een verzonnen export met de vertaling erbij."""

import csv
import re
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from zicht.core.fouten import AanroepFout

VOORBEELDEN = ("brede-lijst", "gebeurtenissen", "werkboek")
_WERKBOEK = "werkboek"
_GETAL = re.compile(r"\d+([.]\d+)?")


def schrijf_voorbeeld(naam: str, uit: Path) -> None:
    """Zet een voorbeeld neer in een nieuwe map."""
    if naam not in VOORBEELDEN:
        raise AanroepFout(f"Onbekend voorbeeld '{naam[:80]}'. Kies uit: {', '.join(VOORBEELDEN)}.")
    if uit.exists():
        raise AanroepFout(f"--uit: {uit} bestaat al. Kies een nieuwe map voor het voorbeeld.")
    uit.mkdir(parents=True)
    delen = sorted((files(__name__) / naam).iterdir(), key=lambda deel: deel.name)
    bladen = [deel for deel in delen if naam == _WERKBOEK and deel.name.endswith(".csv")]
    if bladen:
        _schrijf_werkboek(uit / "werkboek.xlsx", bladen)
    for deel in delen:
        if deel not in bladen:
            (uit / deel.name).write_bytes(deel.read_bytes())


def _schrijf_werkboek(pad: Path, bladen: list[Traversable]) -> None:
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    boek: Any = xlsxwriter.Workbook(str(pad), {"default_date_format": "dd-mm-yyyy"})
    with boek as werkboek:
        for deel in bladen:
            blad = werkboek.add_worksheet(deel.name.removesuffix(".csv"))
            for rij, cellen in enumerate(csv.reader(deel.read_text("utf-8").splitlines())):
                for kolom, cel in enumerate(cellen):
                    blad.write(rij, kolom, _cel(cel))


def _cel(tekst: str) -> str | float | datetime:
    """Een echte datum of een echt getal, zoals een werkboek die heeft; een BSN staat er als getal in."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", tekst):
        dag = date.fromisoformat(tekst)
        return datetime(dag.year, dag.month, dag.day)  # noqa: DTZ001  (a sheet knows no time zones)
    return float(tekst) if _GETAL.fullmatch(tekst) else tekst
