"""A sheet of a workbook as rows of text; a real date is written as ISO, whatever the sheet shows."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

from zicht.core.fouten import OnleesbaarFout


@contextmanager
def open_blad(
    bron: Path, blad: str | None, kopregel: int, decimaal: str
) -> Generator[tuple[list[str], Iterator[list[str]]]]:
    """The names in the header, and every row from the first, each as wide as the header."""
    werkboek = _open(bron)
    try:
        namen = list(werkboek.sheetnames)
        if blad is not None and blad not in namen:
            raise OnleesbaarFout(f"{bron.name}: er is geen blad '{blad}'. Er zijn: {', '.join(namen)}.")
        rijen = (
            [_tekst(cel, decimaal) for cel in rij] for rij in werkboek[blad or namen[0]].iter_rows(values_only=True)
        )
        begin = list(islice(rijen, kopregel))
        kop = begin[-1] if len(begin) == kopregel else []
        yield [naam.strip() for naam in kop], (_breed(rij, len(kop)) for rij in chain(begin, rijen))
    finally:
        werkboek.close()


def _breed(rij: list[str], breedte: int) -> list[str]:
    return rij[:breedte] + [""] * (breedte - len(rij))


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
