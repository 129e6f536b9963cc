"""A sheet of a workbook as rows of text; a real date is written as ISO, whatever the sheet shows."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from zicht.core.fouten import OnleesbaarFout


def schrijf_als_csv(bron: Path, blad: str | None, decimaal: str, uit: Path) -> None:
    """Write a sheet as CSV, from its first row, with every row as wide as the first."""
    with uit.open("w", encoding="utf-8", newline="") as stroom:
        csv.writer(stroom, lineterminator="\n").writerows(_rijen(bron, blad, decimaal))


def _rijen(bron: Path, blad: str | None, decimaal: str) -> Iterator[list[str]]:
    werkboek = _open(bron)
    try:
        namen = list(werkboek.sheetnames)
        if blad is not None and blad not in namen:
            raise OnleesbaarFout(f"{bron.name}: er is geen blad '{blad}'. Er zijn: {', '.join(namen)}.")
        rijen = werkboek[blad or namen[0]].iter_rows(values_only=True)
        breedte = 0
        for rij in rijen:
            breedte = max(breedte, len(rij))
            tekst = [_tekst(cel, decimaal) for cel in rij]
            yield tekst + [""] * (breedte - len(tekst))
    finally:
        werkboek.close()


def _open(bron: Path) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(bron, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fout:
        raise OnleesbaarFout(f"{bron.name} is niet te lezen als Excel-bestand. Sla het op als .xlsx.") from fout


def _tekst(cel: object, decimaal: str) -> str:
    match cel:
        case None:
            return ""
        case bool():
            return "ja" if cel else "nee"
        case datetime():
            return f"{cel:%Y-%m-%d}" if cel.time() == time() else f"{cel:%Y-%m-%d %H:%M:%S}"
        case date():
            return cel.isoformat()
        case float():
            return str(int(cel)) if cel.is_integer() else repr(cel).replace(".", decimaal)
        case _:
            return str(cel)
