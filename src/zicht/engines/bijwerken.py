"""Brings wide facts and cubes up to date after a change in a few dossiers, without building all of them again.

What a change can touch is small: the dossiers themselves, those that share a person with one that is closed before or
after the change (recidive looks at closed dossiers), and services that stand on one of their reports. Of those the wide
rows are built again, in a schema of their own with only the facts they look at. A cube is additive: of the rows that
differ the old ones go out and the new ones are added, counted without a database.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from zicht.core.feiten import TABELLEN
from zicht.engines.inlezen import leesvraag
from zicht.engines.kubus import Kubus
from zicht.engines.kubusverschil import werk_blad_bij
from zicht.engines.wijzer import Wijzer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEITEN = {
    "ruw.dossier": ("dossier_id",),
    "ruw.betrokkene": ("dossier_id", "persoon_id"),
    "ruw.melding": ("dossier_id",),
    "ruw.dienst": ("dossier_id", "melding_id"),
}
_BREED = {
    "main.feit_melding": ("dossier_id",),
    "main.feit_dienst": ("dossier_id",),
    "main.feit_overdracht": ("overdracht_id",),
}
_OP_RIJ = "rowid IN (SELECT unnest(?::BIGINT[]))"
_OVER = "over_id IN (SELECT melding_id FROM deel.melding UNION ALL SELECT dienst_id FROM deel.dienst)"
_ELDERS = "SELECT melding_id FROM deel.dienst WHERE melding_id NOT IN (SELECT melding_id FROM deel.melding)"
# of the people in these dossiers those of a closed one: nobody's recidive looks at a dossier that is open
_VAN_GESLOTEN = (
    f"SELECT DISTINCT hash(persoon_id) FROM ruw.betrokkene WHERE {_OP_RIJ} AND persoon_id IS NOT NULL "
    f"AND dossier_id IN (SELECT dossier_id FROM ruw.dossier WHERE {_OP_RIJ} AND gesloten_op IS NOT NULL)"
)
_BUREN = (
    f"SELECT dossier_id FROM ruw.betrokkene WHERE {_OP_RIJ} UNION SELECT dossier_id FROM ruw.dienst WHERE {_OP_RIJ} "
    "AND dossier_id IS NOT NULL"
)
_ALLEEN = {
    "feit_melding": "dossier_id IN (FROM geraakt)",
    "feit_dienst": "dossier_id IN (FROM geraakt)",
    "feit_overdracht": "CASE herkomst WHEN 'melding' THEN overdracht_id IN (SELECT melding_id FROM deel.feit_melding) "
    "ELSE overdracht_id IN (SELECT dienst_id FROM deel.feit_dienst) END",
}
Rij = dict[str, Any]


class Bijwerker:
    """Brings the facts of one connection up to date; from one time to the next it remembers where rows are."""

    def __init__(self, verbinding: "DuckDBPyConnection") -> None:
        self._verbinding = verbinding
        self._wijzers: dict[str, Wijzer] = {}
        self._gezien: dict[str, tuple[int, int]] = {}
        self._hashes: dict[str, int] = {}  # of the keys in this update

    def werk_bij(self, dossiers: Sequence[str], wijzig: Callable[[], object], bouw_deel: Callable[[], None],
                 kubussen: Sequence[Kubus], peildatum: date) -> None:  # fmt: skip
        """Let `wijzig` change the facts of these dossiers and of no other, and bring what follows from them up to date.

        The change is made as a whole or not at all. `bouw_deel` builds the wide tables of dossiers from the tables
        that the connection sees.
        """
        self._zoek_tabellen()
        geraakt = set(dossiers) | self._raakt(dossiers)
        eigen = {naam: self._rijen(naam, dossiers) for naam in _FEITEN}
        with self._transactie():
            wijzig()
        for naam, rijen in eigen.items():
            self._wijzers[naam].ververs(rijen)
        geraakt |= self._raakt(dossiers)
        with self._schema("deel"):
            self._deel_van_de_feiten(geraakt)
            bouw_deel()
            with self._transactie():
                vervangen = self._vervang(geraakt, kubussen, peildatum)
        for naam in (naam for naam in _BREED if naam in vervangen):  # a row has its number when it is committed
            self._wijzers[naam].ververs()
        self._gezien, self._hashes = self._tabellen(), {}

    def _vraag(self, tekst: str, *lijsten: Iterable[Any]) -> list[tuple[Any, ...]]:
        return self._verbinding.execute(tekst, [list(lijst) for lijst in lijsten]).fetchall()

    def _zoek_tabellen(self) -> None:
        """Look where the rows are, unless a table is as it was left the last time."""
        for naam in (naam for (naam,) in self._vraag("SELECT view_name FROM duckdb_views() WHERE schema_name = 'ruw'")):
            if f"ruw.{naam}" in (*_FEITEN, "ruw.schorsing"):  # what changes must be a table, not a view on a file
                self._vraag(f"CREATE TEMP TABLE overzetten AS FROM ruw.{naam}")
                self._vraag(f"DROP VIEW ruw.{naam}; CREATE TABLE ruw.{naam} AS FROM overzetten; DROP TABLE overzetten")
        nu = self._tabellen()
        for naam, kolommen in (_FEITEN | _BREED).items():
            if naam not in self._wijzers or self._gezien.get(naam) != nu[naam]:
                self._wijzers[naam] = Wijzer(self._verbinding, naam, kolommen)

    def _tabellen(self) -> dict[str, tuple[int, int]]:
        """Every table with its number and how many rows it has: another table or another size is not as it was left."""
        vraag = "SELECT schema_name || '.' || table_name, table_oid, estimated_size FROM duckdb_tables()"
        return {naam: (nummer, aantal) for naam, nummer, aantal in self._vraag(vraag)}

    @contextmanager
    def _transactie(self) -> Generator[None]:
        self._verbinding.begin()
        try:
            yield
        except BaseException:
            self._verbinding.rollback()
            raise
        self._verbinding.commit()

    @contextmanager
    def _schema(self, naam: str) -> Generator[None]:
        """A fresh schema that is looked in first, and where new tables go."""
        self._verbinding.execute(f"DROP SCHEMA IF EXISTS {naam} CASCADE; CREATE SCHEMA {naam}")
        [(zoekpad,)] = self._vraag("SELECT current_setting('search_path')")
        self._verbinding.execute(f"SET search_path = '{naam},main'")
        try:
            yield
        finally:
            self._verbinding.execute(f"SET search_path = '{zoekpad or 'main'}'; DROP SCHEMA IF EXISTS {naam} CASCADE")

    def _rijen(self, tabel: str, sleutels: Iterable[str]) -> set[int]:
        """The rows with one of these keys in the first column that the table is looked up by."""
        gevraagd = set(sleutels)
        if nieuw := list(gevraagd - self._hashes.keys()):
            hashes = self._vraag("SELECT hash(unnest(?::VARCHAR[]))", nieuw)
            self._hashes |= {sleutel: getal for sleutel, (getal,) in zip(nieuw, hashes, strict=True)}
        return self._wijzers[tabel].rijen((_FEITEN | _BREED)[tabel][0], (self._hashes[sleutel] for sleutel in gevraagd))

    def _raakt(self, dossiers: Iterable[str]) -> set[str]:
        """What looks at these dossiers as they are now: through a person, or with a service on one of their reports."""
        mensen = self._vraag(
            _VAN_GESLOTEN, self._rijen("ruw.betrokkene", dossiers), self._rijen("ruw.dossier", dossiers)
        )
        meldingen = self._vraag(
            f"SELECT hash(melding_id) FROM ruw.melding WHERE {_OP_RIJ}", self._rijen("ruw.melding", dossiers)
        )
        met_mens = self._wijzers["ruw.betrokkene"].rijen("persoon_id", (mens for (mens,) in mensen))
        met_dienst = self._wijzers["ruw.dienst"].rijen("melding_id", (melding for (melding,) in meldingen))
        return {dossier for (dossier,) in self._vraag(_BUREN, met_mens, met_dienst)}

    def _deel_van_de_feiten(self, geraakt: set[str]) -> None:
        """The facts that the touched wide rows look at."""
        betrokken = self._rijen("ruw.betrokkene", geraakt)
        mensen = self._vraag(f"SELECT DISTINCT hash(persoon_id) FROM ruw.betrokkene WHERE {_OP_RIJ}", betrokken)
        betrokken |= self._wijzers["ruw.betrokkene"].rijen("persoon_id", (mens for (mens,) in mensen))
        self._neem_over("betrokkene", _OP_RIJ, betrokken)
        dossiers = geraakt | {dossier for (dossier,) in self._vraag("SELECT DISTINCT dossier_id FROM deel.betrokkene")}
        self._neem_over("dossier", _OP_RIJ, self._rijen("ruw.dossier", dossiers))
        for naam in ("melding", "dienst"):
            self._neem_over(naam, _OP_RIJ, self._rijen(f"ruw.{naam}", geraakt))
        if self._vraag(f"{_ELDERS} LIMIT 1"):  # a service may stand on a report of another dossier
            self._vraag(f"INSERT INTO deel.melding FROM main.melding WHERE melding_id IN ({_ELDERS})")
        self._neem_over("schorsing", _OVER)

    def _neem_over(self, naam: str, waar: str, *rijen: Iterable[int]) -> None:
        self._vraag(f"CREATE TABLE deel.{naam} AS {leesvraag(self._verbinding, TABELLEN[naam])} WHERE {waar}", *rijen)

    def _vervang(self, geraakt: set[str], kubussen: Sequence[Kubus], peildatum: date) -> set[str]:
        """Put the new wide rows in the place of the old, and add the difference to the cubes; gives what is replaced."""
        self._vraag("CREATE OR REPLACE TEMP TABLE geraakt AS SELECT unnest(?::VARCHAR[]) AS dossier_id", geraakt)
        gewijzigd: dict[str, tuple[list[Rij], list[Rij]]] = {}
        oud: set[tuple[str, str]] = set()  # what was handed over points at these
        for feit in ("melding", "dienst"):
            rijen = self._vervang_rijen(f"feit_{feit}", geraakt, lambda rij: rij["dossier_id"] in geraakt, gewijzigd)
            oud |= {(rij[f"{feit}_id"], feit) for rij in rijen}
        self._vervang_rijen(
            "feit_overdracht", {id_ for id_, _ in oud},
            lambda rij: (rij["overdracht_id"], rij["herkomst"]) in oud, gewijzigd,
        )  # fmt: skip
        for kubus in kubussen:
            werk_blad_bij(kubus, gewijzigd, peildatum)
        return {f"main.{naam}" for naam, (weg, erbij) in gewijzigd.items() if weg or erbij}

    def _vervang_rijen(self, naam: str, sleutels: Iterable[str], hoort: Callable[[Rij], bool],
                       gewijzigd: dict[str, tuple[list[Rij], list[Rij]]]) -> list[Rij]:  # fmt: skip
        """Replace what belongs to these keys, note what differs, and give the rows that were there."""
        self._vraag(f"DELETE FROM deel.{naam} WHERE ({_ALLEEN[naam]}) IS NOT TRUE")
        kandidaten = self._tabel(
            f"SELECT rowid, * FROM main.{naam} WHERE {_OP_RIJ}", self._rijen(f"main.{naam}", sleutels)
        )
        oud = {rij.pop("rowid"): rij for rij in kandidaten if hoort(rij)}
        nieuw = self._tabel(f"FROM deel.{naam}")
        kolommen = tuple(nieuw[0] if nieuw else next(iter(oud.values()), ()))
        weg, erbij = (Counter(tuple(map(rij.get, kolommen)) for rij in rijen) for rijen in (oud.values(), nieuw))
        if weg != erbij:
            self._vraag(f"DELETE FROM main.{naam} WHERE {_OP_RIJ}", oud)
            self._vraag(f"INSERT INTO main.{naam} BY NAME FROM deel.{naam}")
        gewijzigd[naam] = (
            [dict(zip(kolommen, rij, strict=True)) for rij in (weg - erbij).elements()],
            [dict(zip(kolommen, rij, strict=True)) for rij in (erbij - weg).elements()],
        )
        return list(oud.values())

    def _tabel(self, tekst: str, *lijsten: Iterable[Any]) -> list[Rij]:
        resultaat = self._verbinding.execute(tekst, [list(lijst) for lijst in lijsten])
        namen = [naam for naam, *_ in resultaat.description]
        return [dict(zip(namen, rij, strict=True)) for rij in resultaat.fetchall()]
