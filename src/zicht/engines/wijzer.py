"""Where the rows of a table with some key are, for who looks up a few of millions and changes them time and again.

A scan for a few hundred keys reads every key of the table. Here hash and row number of each stand packed in one number,
sorted, eight bytes a row. A row that is gone, or whose key has changed, may still be found: who looks, looks at the row
itself. A row that is there is always found, as long as every change is told (`ververs`).
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Wijzer:
    """The rows of a table by the keys in some of its columns; a key goes by its hash."""

    def __init__(self, verbinding: "DuckDBPyConnection", tabel: str, kolommen: Sequence[str]) -> None:
        self._verbinding, self._tabel, self._kolommen = verbinding, tabel, tuple(kolommen)
        self._laatste = self._hoogste()
        self._breed = max(self._laatste, 1).bit_length()
        self._vast = {kolom: self._lees(kolom) for kolom in kolommen}
        self._los: dict[str, dict[int, set[int]]] = {kolom: {} for kolom in kolommen}

    def _hoogste(self) -> int:
        [(hoogste,)] = self._verbinding.execute(f"SELECT coalesce(max(rowid), -1) FROM {self._tabel}").fetchall()
        return hoogste

    def _lees(self, kolom: str) -> "array[int]":
        uit, breed = array("Q"), self._breed
        rijen = self._verbinding.execute(
            f"SELECT list_sort(list(x)) FROM (SELECT (hash({kolom}) >> {breed} << {breed}) | CAST(rowid AS UBIGINT) AS x "
            f"FROM {self._tabel} WHERE {kolom} IS NOT NULL) GROUP BY x >> 56 ORDER BY x >> 56"
        )
        while rij := rijen.fetchone():
            uit.extend(rij[0])
        return uit

    def rijen(self, kolom: str, sleutels: Iterable[int]) -> set[int]:
        """The rows that may hold one of these keys."""
        vast, los, breed = self._vast[kolom], self._los[kolom], self._breed
        uit = set[int]()
        for sleutel in sleutels:
            kop = sleutel >> breed
            nr = bisect_left(vast, kop << breed)
            while nr < len(vast) and vast[nr] >> breed == kop:
                uit.add(vast[nr] & ((1 << breed) - 1))
                nr += 1
            uit |= los.get(sleutel, set())
        return uit

    def ververs(self, rijen: Iterable[int] = ()) -> None:
        """Look again at these rows, and at the rows that came after the last time."""
        sleutels = ", ".join(f"hash({kolom})" for kolom in self._kolommen)
        nieuw = self._verbinding.execute(
            f"SELECT rowid, {sleutels} FROM {self._tabel} WHERE rowid > ? UNION ALL "
            f"SELECT rowid, {sleutels} FROM {self._tabel} WHERE rowid IN (SELECT unnest(?::BIGINT[]))",
            [self._laatste, list(rijen)],
        ).fetchall()
        for rij, *eigen in nieuw:
            self._laatste = max(self._laatste, rij)
            for kolom, sleutel in zip(self._kolommen, eigen, strict=True):
                self._los[kolom].setdefault(sleutel, set()).add(rij)
