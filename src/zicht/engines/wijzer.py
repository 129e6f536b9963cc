"""Where the rows of a table with some key are, for who looks up a few of millions and changes them time and again.

A scan for a few hundred keys reads every key of the table; here they are looked up in memory, without a statement. A key
goes by its hash of 64 bits: among ten million keys the chance that any two share one is one in four hundred thousand. The
rows that were there at first stand in the order of their hash, with per leading bits of a hash the place where they begin;
what changed since stands beside them. As long as every change is told (`ververs`), exactly the rows are found that are there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt
    from duckdb import DuckDBPyConnection

    Getallen = npt.NDArray[Any]

GEEN = 0  # the key of a row that has none
_WEINIG = 20  # so few rows are read faster when they stand in the question itself
_RUIMTE = 1 << 16  # rows that may come before the arrays must grow


def sleutel_sql(tekst: str) -> str:
    """The key that a row is known by in SQL."""
    return f"if({tekst} IS NULL, {GEEN}, hash({tekst}))"


def sleutels_van(verbinding: "DuckDBPyConnection", teksten: Sequence[str]) -> set[int]:
    """The keys of these texts."""
    if not teksten:
        return set()
    vraag = f"SELECT {sleutel_sql('tekst')} FROM (SELECT unnest(?::VARCHAR[]) AS tekst)"
    return {sleutel for (sleutel,) in verbinding.execute(vraag, [teksten]).fetchall()}


def nummers(rijen: Iterable[Mapping[str, Any]]) -> list[int]:
    """The numbers of rows as `lees` and `ververs` give them."""
    return [rij["rowid"] for rij in rijen]


class Wijzer:
    """The rows of a table by the keys in some of its columns, and the keys and some numbers of every row."""

    def __init__(self, verbinding: "DuckDBPyConnection", tabel: str, sleutels: Sequence[str],
                 getallen: Mapping[str, str] | None = None) -> None:  # fmt: skip
        import numpy as np

        self._verbinding, self._tabel = verbinding, tabel
        self._telt = {naam: sleutel_sql(naam) for naam in sleutels} | dict(getallen or {})
        waarden = ", ".join(f"{sql} AS k{nr}" for nr, sql in enumerate(self._telt.values()))
        alles: dict[str, Getallen] = verbinding.execute(f"SELECT rowid AS rij, {waarden} FROM {tabel}").fetchnumpy()  # type: ignore[assignment]  # duckdb also tells of categories, which numbers are not
        rijen = alles.pop("rij")
        self._laatste = int(np.max(rijen, initial=-1))
        self._waarden: dict[str, Getallen] = {}
        for nr, naam in enumerate(self._telt):
            gelezen = alles.pop(f"k{nr}")
            self._waarden[naam] = np.zeros(self._laatste + _RUIMTE, gelezen.dtype)
            self._waarden[naam][rijen] = gelezen
        self._bits = max(self._laatste, 1).bit_length()
        self._vast = {naam: self._sorteer(naam, rijen.astype(np.uint64)) for naam in sleutels}
        self._los: dict[str, dict[int, list[int]]] = {naam: {} for naam in sleutels}

    def _sorteer(self, naam: str, rijen: "Getallen") -> "tuple[Getallen, Getallen]":
        """Per leading bits of the key where its rows begin, and the rows in that order."""
        import numpy as np

        bits = np.uint64(self._bits)
        gepakt = self._waarden[naam][rijen] >> bits << bits | rijen  # sorting numbers is faster than sorting an order
        gepakt.sort()
        kop = np.bincount((gepakt >> np.uint64(64 - self._bits)).astype(np.int64), minlength=1 << self._bits)
        begin = np.concatenate(([0], kop.cumsum())).astype(np.int32)
        return begin, (gepakt & np.uint64((1 << self._bits) - 1)).astype(np.int32)

    @cached_property
    def kolommen(self) -> dict[str, str]:
        """The columns of the table with their types."""
        rijen = self._verbinding.execute(f"DESCRIBE {self._tabel}").fetchall()
        return {naam: soort for naam, soort, *_ in rijen}

    def rijen(self, kolom: str, sleutels: Collection[int]) -> list[int]:
        """The rows with one of these keys."""
        import numpy as np

        begin, volgorde = self._vast[kolom]
        kop = np.fromiter({sleutel >> (64 - self._bits) for sleutel in sleutels}, np.int64)
        van, aantal = begin[kop], begin[kop + 1] - begin[kop]
        plaats = (van + aantal - aantal.cumsum()).repeat(aantal) + np.arange(int(aantal.sum()))
        los, gevraagd = self._los[kolom], set(sleutels) - {GEEN}
        rijen: list[int] = volgorde[plaats].tolist()
        rijen += [rij for sleutel in los.keys() & gevraagd for rij in los[sleutel]]
        return sorted(
            {rij for rij, sleutel in zip(rijen, self.waarden(kolom, rijen), strict=True) if sleutel in gevraagd}
        )

    def waarden(self, naam: str, rijen: Sequence[int]) -> list[int]:
        """The key in this column, or this number, of every one of these rows."""
        return self._waarden[naam][rijen].tolist()

    def lees(self, rijen: Sequence[int], velden: Mapping[str, str]) -> list[dict[str, Any]]:
        """These fields (each with its SQL) of these rows, and their number as `rowid`."""
        if not rijen or not velden:
            return [{"rowid": rij} for rij in rijen]
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

    def voeg_toe(self, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Put rows in the table; `ververs` afterwards. What is the same in all of them is given once."""
        if not rijen:
            return
        kolommen = {naam: [rij[naam] for rij in rijen] for naam in self.kolommen}
        lijst = {naam for naam, waarden in kolommen.items() if len(set(waarden)) > 1}
        if not lijst and len(rijen) > 1:
            lijst = {next(iter(kolommen))}
        velden = ", ".join(
            f"unnest(?::{soort}[])" if naam in lijst else f"?::{soort}" for naam, soort in self.kolommen.items()
        )
        namen = ", ".join(f'"{naam}"' for naam in kolommen)
        self._verbinding.execute(
            f"INSERT INTO {self._tabel} ({namen}) SELECT {velden}",
            [waarden if naam in lijst else waarden[0] for naam, waarden in kolommen.items()],
        )

    def _maak_plaats(self) -> None:
        import numpy as np

        for naam, waarden in self._waarden.items():
            if self._laatste >= len(waarden):
                erbij = np.zeros(self._laatste - len(waarden) + _RUIMTE, waarden.dtype)
                self._waarden[naam] = np.concatenate((waarden, erbij))

    def _vraag(self, rijen: Sequence[int], velden: Collection[str], *, nieuw: bool = False) -> list[tuple[Any, ...]]:
        tekst = f"SELECT {', '.join(('rowid', *velden))}"
        with self._verbinding.cursor() as eigen:  # someone may be asking another table something
            return eigen.execute(*self._waar(tekst, rijen, nieuw=nieuw)).fetchall()

    def _waar(self, tekst: str, rijen: Sequence[int], *, nieuw: bool = False) -> tuple[str, list[Sequence[int]]]:
        """The text for these rows, and if asked those that came after the last time."""
        van, na = f"{tekst} FROM {self._tabel} WHERE", f"rowid > {self._laatste}"
        if len(rijen) <= _WEINIG:  # with the comparison in front DuckDB leaves out what lies elsewhere
            return f"{van} {na} OR rowid IN ({', '.join(map(str, (-1, *rijen)))})", []
        erbij = f" UNION ALL SELECT rowid FROM {self._tabel} WHERE {na}" if nieuw else ""
        return f"{van} rowid IN (SELECT unnest(?::BIGINT[]){erbij})", [rijen]


class Wijzers(dict[str, Wijzer]):
    """A `Wijzer` per table; one is made again when its table is not as it was left."""

    def __init__(self, verbinding: "DuckDBPyConnection", sleutels: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.getallen: dict[str, Mapping[str, str]] = {}
        self._verbinding, self._sleutels = verbinding, sleutels
        self._gezien: dict[str, tuple[int, int]] = {}

    def zoek(self) -> None:
        """Look where the rows are, unless a table is as it was left."""
        nu = self._tabellen()
        for naam, sleutels in self._sleutels.items():
            if naam not in self or self._gezien.get(naam) != nu[naam]:
                self[naam] = Wijzer(self._verbinding, naam, sleutels, self.getallen.get(naam))

    def onthoud(self) -> None:
        """Remember how the tables are left."""
        self._gezien = self._tabellen()

    def _tabellen(self) -> dict[str, tuple[int, int]]:
        """Every table with its number and how many rows it has: another table or another size is not as it was left."""
        vraag = "SELECT schema_name || '.' || table_name, table_oid, estimated_size FROM duckdb_tables()"
        return {naam: (nummer, aantal) for naam, nummer, aantal in self._verbinding.execute(vraag).fetchall()}
