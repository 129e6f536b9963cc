"""Where the rows of a table with some key are, for who looks up a few of millions and changes them time and again.

A scan for a few hundred keys reads every key of the table; here it is a search in sorted numbers, without a statement. A
key goes by its hash of 64 bits: among ten million keys the chance that any two share one is one in four hundred thousand.
What was there at first stands sorted, hash and row packed in one number; what changed since stands beside it. As long as
every change is told (`ververs`), exactly the rows are found that are there.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from duckdb import DuckDBPyConnection

    Sleutels = npt.NDArray[np.uint64]

GEEN = 0  # the key of a row that has none
_WEINIG = 20  # so few rows are read faster when they stand in the question itself
_RUIMTE = 1 << 16  # rows that may come before the arrays must grow


def sleutel_sql(tekst: str) -> str:
    """The key that a row is known by in SQL."""
    return f"if({tekst} IS NULL, {GEEN}, hash({tekst}))"


class Wijzer:
    """The rows of a table by the keys in some of its columns, and the keys and some numbers of every row."""

    def __init__(self, verbinding: "DuckDBPyConnection", tabel: str, sleutels: Sequence[str],
                 getallen: Mapping[str, str] | None = None) -> None:  # fmt: skip
        import numpy as np

        self._verbinding, self._tabel = verbinding, tabel
        self._telt = {naam: sleutel_sql(naam) for naam in sleutels} | dict(getallen or {})
        kolommen = ", ".join(f"{sql} AS k{nr}" for nr, sql in enumerate(self._telt.values()))
        alles = verbinding.execute(f"SELECT rowid AS rij, {kolommen} FROM {tabel}").fetchnumpy()
        rijen = alles.pop("rij")
        self._laatste = int(rijen.max(initial=-1))
        self._breed = np.uint64(max(self._laatste, 1).bit_length())
        self._waarden = {
            naam: np.zeros(self._laatste + _RUIMTE, alles[f"k{nr}"].dtype) for nr, naam in enumerate(self._telt)
        }
        for nr, waarden in enumerate(self._waarden.values()):
            waarden[rijen] = alles.pop(f"k{nr}")
        self._vast = {naam: self._sorteer(naam, rijen.astype(np.uint64)) for naam in sleutels}
        self._los: dict[str, dict[int, list[int]]] = {naam: {} for naam in sleutels}

    def _sorteer(self, naam: str, rijen: "Sleutels") -> "Sleutels":
        gepakt = self._waarden[naam][rijen] >> self._breed << self._breed | rijen
        gepakt.sort()
        return gepakt

    @cached_property
    def velden(self) -> dict[str, str]:
        """The columns of the table with their types."""
        rijen = self._verbinding.execute(f"DESCRIBE {self._tabel}").fetchall()
        return {naam: soort for naam, soort, *_ in rijen}

    def rijen(self, kolom: str, sleutels: Collection[int]) -> list[int]:
        """The rows with one of these keys."""
        import numpy as np

        if not sleutels:
            return []
        gevraagd = np.fromiter(sleutels, np.uint64, len(sleutels))
        gevraagd.sort()  # who looks up in order stays in the same corner of memory
        vast, laag = self._vast[kolom], (np.uint64(1) << self._breed) - np.uint64(1)
        kop = gevraagd >> self._breed << self._breed
        aantal = (tot := np.searchsorted(vast, kop | laag, side="right")) - np.searchsorted(vast, kop)
        plaats = np.repeat(tot - aantal.cumsum(), aantal) + np.arange(aantal.sum())
        rijen: list[int] = (vast[plaats] & laag).tolist()
        rijen += [rij for sleutel in sleutels for rij in self._los[kolom].get(sleutel, ())]
        alle = set(sleutels) - {GEEN}
        return sorted({rij for rij, sleutel in zip(rijen, self.waarden(kolom, rijen), strict=True) if sleutel in alle})

    def waarden(self, naam: str, rijen: Sequence[int]) -> list[int]:
        """The key in this column, or this number, of every one of these rows."""
        return self._waarden[naam][rijen].tolist()

    def lees(self, rijen: Sequence[int], velden: Mapping[str, str]) -> list[dict[str, Any]]:
        """These fields (each with its SQL) of these rows, and their number as `rowid`."""
        if not rijen or not velden:
            return []
        uit = self._vraag(rijen, velden.values())
        return [dict(zip(("rowid", *velden), rij, strict=True)) for rij in uit]

    def ververs(self, rijen: Sequence[int] = (), velden: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """Look again at these rows, and at the rows that came after the last time; gives what is there now as `lees` does."""
        import numpy as np

        velden = velden or {}
        uit = self._vraag(rijen, (*self._telt.values(), *velden.values()), nieuw=True)
        self._laatste = max(self._laatste, *(rij[0] for rij in uit)) if uit else self._laatste
        self._maak_plaats()
        gelezen = [rij[0] for rij in uit]
        for nr, (naam, waarden) in enumerate(self._waarden.items(), 1):
            oud, nieuw = waarden[gelezen].tolist(), [rij[nr] for rij in uit]
            waarden[rijen] = GEEN
            waarden[gelezen] = np.array(nieuw, waarden.dtype)
            for rij, was, sleutel in zip(gelezen, oud, nieuw, strict=True):
                if naam in self._los and sleutel != was:
                    self._los[naam].setdefault(sleutel, []).append(rij)
        return [dict(zip(("rowid", *velden), (rij[0], *rij[len(self._telt) + 1 :]), strict=True)) for rij in uit]

    def verwijder(self, rijen: Sequence[int]) -> None:
        """Take these rows out of the table; `ververs` afterwards."""
        if rijen:
            self._verbinding.execute(*self._waar("DELETE", rijen))

    def _maak_plaats(self) -> None:
        import numpy as np

        for naam, waarden in self._waarden.items():
            if self._laatste >= len(waarden):
                erbij = np.zeros(self._laatste - len(waarden) + _RUIMTE, waarden.dtype)
                self._waarden[naam] = np.concatenate((waarden, erbij))

    def _vraag(self, rijen: Sequence[int], velden: Collection[str], *, nieuw: bool = False) -> list[tuple[Any, ...]]:
        tekst = f"SELECT {', '.join(('rowid', *velden))}"
        return self._verbinding.execute(*self._waar(tekst, rijen, nieuw=nieuw)).fetchall()

    def _waar(self, tekst: str, rijen: Sequence[int], *, nieuw: bool = False) -> tuple[str, list[Sequence[int]]]:
        """The text for these rows, and if asked those that came after the last time."""
        van, na = f"{tekst} FROM {self._tabel} WHERE", f"rowid > {self._laatste}"
        if len(rijen) <= _WEINIG:  # with the comparison in front DuckDB leaves out what lies elsewhere
            return f"{van} {na} OR rowid IN ({', '.join(map(str, (-1, *rijen)))})", []
        erbij = f" UNION ALL SELECT rowid FROM {self._tabel} WHERE {na}" if nieuw else ""
        return f"{van} rowid IN (SELECT unnest(?::BIGINT[]){erbij})", [rijen]
