"""Finds the first fault in a CSV file that DuckDB refuses: slow, row by row, and only to say where it is."""

import csv
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zicht.core.regels import Leesfout, Vondst
from zicht.engines.bestanden import Bestand

CELGRENS = 1_000_000
_ONGELEZEN = re.compile("[\udc80-\udcff]")


def zoek_csvfout(bestand: Bestand) -> Vondst | None:
    """The first fault that explains why the file cannot be read, or None."""
    csv.field_size_limit(1 << 30)
    breedte = len(bestand.kop)
    nummer = 1
    try:
        for nummer, rij in enumerate(_rijen(bestand), start=1):
            fout = _rijfout(bestand, nummer, rij, breedte)
            if fout:
                return fout
    except csv.Error:
        return bestand.vondst(Leesfout.AANHALING, rij=nummer + 1)
    return None


def _rijfout(bestand: Bestand, nummer: int, rij: list[str], breedte: int) -> Vondst | None:
    for kolom, cel in zip(bestand.kop, rij, strict=False):
        if _ONGELEZEN.search(cel):
            plaats = f"rij {nummer}, kolom {kolom}"
            return bestand.vondst(
                Leesfout.CODERING, rij=nummer, kolom=kolom, plaats=plaats, codering="Windows of Latin-1"
            )
        if len(cel) > CELGRENS:
            return bestand.vondst(Leesfout.CEL_TE_LANG, rij=nummer, kolom=kolom, lengte=str(len(cel)))
    if rij and len(rij) != breedte and not _alleen_leeg(rij, breedte):
        return bestand.vondst(Leesfout.RAFELIG, rij=nummer, breedte=str(breedte), gevonden=str(len(rij)))
    return None


def _alleen_leeg(rij: list[str], breedte: int) -> bool:
    return len(rij) > breedte and not any(rij[breedte:])


def _rijen(bestand: Bestand) -> Iterator[list[str]]:
    with bestand.pad.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stroom:
        yield from csv.reader(stroom, delimiter=bestand.scheiding, strict=True)


def herschrijf(bestand: Bestand) -> Bestand:
    """The same rows in a plain way of writing, for a file that is fine but mixes line ends."""
    with tempfile.NamedTemporaryFile(
        "w", suffix=f"-{bestand.pad.name}", encoding="utf-8", newline="", delete=False
    ) as stroom:
        schrijver = csv.writer(stroom, delimiter=bestand.scheiding, lineterminator="\n")
        schrijver.writerows(rij[: len(bestand.kop)] for rij in _rijen(bestand) if rij)
    return replace(bestand, pad=Path(stroom.name))
