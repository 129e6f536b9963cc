"""A spreadsheet recalculated by LibreOffice: the second implementation behind the formulas of the budget workbook."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

Cells = dict[tuple[str, str], object]


def soffice() -> str:
    """The LibreOffice of this machine; without it the test says why it skips."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("no LibreOffice here: install libreoffice-calc to recalculate the workbook")
    return found


def recalculated(books: Mapping[str, tuple[bytes, Mapping[str, object]]], folder: Path) -> dict[str, Cells]:
    """Every value after a recalculation, per book with its changed input cells; openpyxl forgets the stored values on the way."""
    program = soffice()
    for name, (book, changes) in books.items():
        (folder / f"{name}.xlsx").write_bytes(book)
        opened = openpyxl.load_workbook(folder / f"{name}.xlsx")
        for address, value in changes.items():
            sheet, cell = split(address)
            opened[sheet][cell] = value
        opened.save(folder / f"{name}.xlsx")
    sources = [str(folder / f"{name}.xlsx") for name in books]
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "uit"),
    ]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    return {name: values((folder / "uit" / f"{name}.xlsx").read_bytes()) for name in books}


def values(book: bytes) -> Cells:
    """The stored value of every cell."""
    opened = openpyxl.load_workbook(io.BytesIO(book), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def split(address: str) -> tuple[str, str]:
    """Sheet and cell of an address such as 'Scenario''s'!C4."""
    sheet, _, cell = address.rpartition("!")
    return sheet.strip("'").replace("''", "'"), cell
