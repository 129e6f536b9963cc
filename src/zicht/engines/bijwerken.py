"""Brings wide facts and cubes up to date after a change in a few dossiers, without building all of them again.

What a change can touch is small: the dossiers themselves, those that share a person with one that as an earlier dossier
is not what it was, and those with a service on one of their reports. Where all of these stand, and what recidive looks
at, is found in memory (`Wijzer`); their wide rows are built without a database (`brederijen`). A cube is additive: of the
rows that differ the old ones go out and the new ones are added (`kubusverschil`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from zicht.core.feiten import TABELLEN, Dienst, Melding
from zicht.core.kalender import Kalender
from zicht.engines.brederijen import Rij, Rijbouwer, openingen, overdrachten
from zicht.engines.breed import Klok, gepakt_sql, schorsingen
from zicht.engines.inlezen import rijnummer
from zicht.engines.kubus import Kubus
from zicht.engines.kubusverschil import Kubusteller, voeg_toe
from zicht.engines.venster import tabelnaam
from zicht.engines.wijzer import GEEN, Wijzer, sleutel_sql
from zicht.engines.wisseldagen import OOIT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEITEN = {
    "ruw.dossier": ("dossier_id",),
    "ruw.betrokkene": ("dossier_id", "persoon_id"),
    "ruw.melding": ("dossier_id", "melding_id"),
    "ruw.dienst": ("dossier_id", "melding_id"),
}
_OVERGEDRAGEN = "overdracht_id || ' ' || herkomst"
_BREED = {
    "main.feit_melding": ("dossier_id",),
    "main.feit_dienst": ("dossier_id",),
    "main.feit_overdracht": (_OVERGEDRAGEN,),
}
_TELT_NIET = -1  # for a dossier that nobody's recidive looks at
_ROUTES = {3: "vervolgdienst", 2: "directe_overdracht", 1: "overig", 0: None}  # `_ROUTE` in `breed`
Sleutels = Collection[int]  # keys of dossiers, people or reports, as a `Wijzer` has them


@dataclass(frozen=True)
class _Aanblik:
    """What other dossiers see of some: what each is as an earlier dossier, with its people, and the reports on them."""

    eerder: Mapping[int, tuple[int, int, frozenset[int]]]
    meldingen: frozenset[int]


class Bijwerker:
    """Brings the facts of one connection up to date; from one time to the next it remembers where rows are."""

    def __init__(self, verbinding: "DuckDBPyConnection", regios: Sequence[str], klokken: Sequence[Klok],
                 kalender: Kalender, peildatum: date) -> None:  # fmt: skip
        self._verbinding, self._peildatum = verbinding, peildatum
        regio_van = dict(verbinding.execute("SELECT gemeente, regio FROM gemeenteregio").fetchall())
        self._bouwer = Rijbouwer(regios, klokken, kalender, peildatum, regio_van)
        self._getallen = {"gepakt": f"coalesce({gepakt_sql('dossier', peildatum)}, {_TELT_NIET})"}
        self._regio_van: dict[int, int] = {}
        if len(regios) > 1:  # else every dossier is of that one region
            self._getallen |= {naam: sleutel_sql(naam) for naam in ("regio", "gemeente")}
            paren = f"SELECT {sleutel_sql('gemeente')}, {sleutel_sql('regio')} FROM gemeenteregio"
            self._regio_van = dict(verbinding.execute(paren).fetchall())
        self._wijzers: dict[str, Wijzer] = {}
        self._gezien: dict[str, tuple[int, int]] = {}
        self._tellers: dict[Kubus, Kubusteller] = {}

    def werk_bij(self, dossiers: Sequence[str], wijzig: Callable[[], object], kubussen: Sequence[Kubus]) -> bool:
        """Let `wijzig` change the facts of these dossiers and of no other, and bring what follows from them up to date.

        The change is made as a whole or not at all. False when the rest cannot follow in parts: all must be built again.
        """
        self._zoek_tabellen()
        zelf = self._hashes(dossiers)
        rijen = self._rijen(zelf)
        voor = self._bekijk(rijen)
        with self._transactie():
            wijzig()
        gelezen = {naam: self._wijzers[naam].ververs(nrs, self._velden(naam)) for naam, nrs in rijen.items()}
        rijen = self._rijen(zelf)
        buren = self._buren(voor, self._bekijk(rijen)) - zelf
        feiten = {naam: _alleen(gelezen[naam], nrs) for naam, nrs in rijen.items()}
        for naam, nrs in self._rijen(buren).items():
            feiten[naam] += self._wijzers[naam].lees(nrs, self._velden(naam))
        if not _kan_in_delen(feiten):
            return False
        self._vervang(zelf | buren, self._bouw(feiten), kubussen)
        self._gezien = self._tabellen()
        return True

    def _zoek_tabellen(self) -> None:
        """Look where the rows are, unless a table is as it was left the last time."""
        nu = self._tabellen()
        for naam in {*_FEITEN, "ruw.schorsing"} - nu.keys():  # what changes must be a table, not a view on a file
            self._verbinding.execute(
                f"CREATE TEMP TABLE overzetten AS FROM {naam}; DROP VIEW {naam}; "
                f"CREATE TABLE {naam} AS FROM overzetten; DROP TABLE overzetten"
            )
        for naam, sleutels in (_FEITEN | _BREED).items():
            if naam not in self._wijzers or self._gezien.get(naam) != nu.get(naam):
                getallen = self._getallen if naam == "ruw.dossier" else {}
                self._wijzers[naam] = Wijzer(self._verbinding, naam, sleutels, getallen)

    def _tabellen(self) -> dict[str, tuple[int, int]]:
        """Every table with its number and how many rows it has: another table or another size is not as it was left."""
        vraag = "SELECT schema_name || '.' || table_name, table_oid, estimated_size FROM duckdb_tables()"
        return {naam: (nummer, aantal) for naam, nummer, aantal in self._verbinding.execute(vraag).fetchall()}

    @contextmanager
    def _transactie(self) -> Generator[None]:
        self._verbinding.begin()
        try:
            yield
        except BaseException:
            self._verbinding.rollback()
            raise
        self._verbinding.commit()

    def _hashes(self, teksten: Sequence[str]) -> set[int]:
        """What a `Wijzer` knows these keys by."""
        vraag = f"SELECT {sleutel_sql('t')} FROM (SELECT unnest(?::VARCHAR[]) AS t)"
        return {getal for (getal,) in self._verbinding.execute(vraag, [teksten]).fetchall()} if teksten else set()

    def _rijen(self, dossiers: Sleutels) -> dict[str, list[int]]:
        """Per table of facts the rows of these dossiers."""
        return {naam: self._wijzers[naam].rijen("dossier_id", dossiers) if dossiers else [] for naam in _FEITEN}

    def _velden(self, tabel: str) -> dict[str, str]:
        """The columns of a table of facts that the wide rows look at, each with its SQL."""
        if tabel in ("ruw.dossier", "ruw.betrokkene"):
            namen = ("dossier_id", "gemeente", "regio", "geopend_op", "gesloten_op") if tabel == "ruw.dossier" else ()
            return {naam: naam for naam in namen}
        naam = tabel.removeprefix("ruw.")
        breed = self._wijzers[f"main.feit_{naam}"].velden
        eigen = [kolom.naam for kolom in TABELLEN[naam].kolommen if kolom.naam in breed or kolom.naam == "melding_id"]
        return {naam: naam for naam in eigen} | {"rij": rijnummer(self._wijzers[tabel].velden)}

    def _bekijk(self, rijen: Mapping[str, list[int]]) -> _Aanblik:
        """What other dossiers see of the dossiers that these rows are of."""
        mensen = self._mensen(rijen["ruw.betrokkene"])
        eerder = {
            dossier: (*eigen, frozenset(mensen.get(dossier, ())))
            for dossier, eigen in self._als_eerder(rijen["ruw.dossier"]).items()
            if eigen[0] != _TELT_NIET
        }
        return _Aanblik(eerder, frozenset(self._wijzers["ruw.melding"].waarden("melding_id", rijen["ruw.melding"])))

    def _als_eerder(self, dossiers: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Of the dossiers in these rows what recidive looks at: day and route in one number, and the region."""
        wijzer = self._wijzers["ruw.dossier"]
        sleutels, *getallen = (wijzer.waarden(naam, dossiers) for naam in ("dossier_id", *self._getallen))
        gepakt, *plaats = getallen
        regios = (regio or self._regio_van.get(gemeente, GEEN) for regio, gemeente in zip(*plaats, strict=True))
        return dict(zip(sleutels, zip(gepakt, regios if plaats else repeat(GEEN)), strict=True))

    def _mensen(self, betrokkenen: Sequence[int]) -> dict[int, set[int]]:
        """Per dossier the people in these rows."""
        wijzer, uit = self._wijzers["ruw.betrokkene"], dict[int, set[int]]()
        paren = zip(*(wijzer.waarden(naam, betrokkenen) for naam in ("dossier_id", "persoon_id")), strict=True)
        for dossier, persoon in paren:
            if persoon != GEEN:
                uit.setdefault(dossier, set()).add(persoon)
        return uit

    def _buren(self, voor: _Aanblik, na: _Aanblik) -> set[int]:
        """The dossiers that look at what changed: through a person, or with a service on one of the reports."""
        anders = [d for d in voor.eerder.keys() | na.eerder.keys() if voor.eerder.get(d) != na.eerder.get(d)]
        mensen = {persoon for blik in (voor, na) for d in anders if d in blik.eerder for persoon in blik.eerder[d][2]}
        uit = set[int]()
        for naam, kolom, sleutels in (
            ("ruw.betrokkene", "persoon_id", mensen),
            ("ruw.dienst", "melding_id", voor.meldingen | na.meldingen),
        ):
            wijzer = self._wijzers[naam]
            uit |= set(wijzer.waarden("dossier_id", wijzer.rijen(kolom, sleutels)))
        return uit - {GEEN}

    def _bouw(self, feiten: Mapping[str, list[Rij]]) -> dict[str, list[Rij]]:
        """The wide rows of these facts."""
        dossiers = {rij["dossier_id"]: rij for rij in feiten["ruw.dossier"]}
        meldingen, diensten = feiten["ruw.melding"], feiten["ruw.dienst"]
        opent = openingen(meldingen)
        routes = self._recidiveroutes(dossiers.values(), opent)
        pauzes = schorsingen(
            self._verbinding, self._peildatum,
            [*(rij["melding_id"] for rij in meldingen), *(rij["dienst_id"] for rij in diensten)],
        )  # fmt: skip
        op_id = {rij["melding_id"]: rij for rij in (*meldingen, *self._van_elders(diensten, meldingen))}
        return {
            "feit_melding": [
                self._bouwer.melding(
                    rij, dossiers.get(rij["dossier_id"]), pauzes,
                    opent=(eerste := opent.get(rij["dossier_id"]) is rij),
                    recidiveroute=routes.get(rij["dossier_id"], "geen") if eerste else "geen",
                )
                for rij in meldingen
            ],
            "feit_dienst": [
                self._bouwer.dienst(rij, dossiers.get(rij["dossier_id"]), pauzes, melding=op_id.get(rij["melding_id"]))
                for rij in diensten
            ],
        }  # fmt: skip

    def _van_elders(self, diensten: Sequence[Rij], meldingen: Sequence[Rij]) -> list[Rij]:
        """The reports of other dossiers that these services stand on."""
        eigen = {rij["melding_id"] for rij in meldingen} | {None}
        rijen = [rij["rowid"] for rij in diensten if rij["melding_id"] not in eigen]
        if not rijen:
            return []
        wijzer = self._wijzers["ruw.melding"]
        sleutels = self._wijzers["ruw.dienst"].waarden("melding_id", rijen)
        return wijzer.lees(wijzer.rijen("melding_id", sleutels), self._velden("ruw.melding"))

    def _recidiveroutes(self, dossiers: Collection[Rij], opent: Mapping[str, Rij]) -> dict[str, str | None]:
        """Per dossier that comes after one of its people had an earlier dossier: how the last of those closed (`_RECIDIVE`)."""
        van_dossier, van_persoon = self._wijzers["ruw.dossier"], self._wijzers["ruw.betrokkene"]
        sleutels = van_dossier.waarden("dossier_id", [rij["rowid"] for rij in dossiers])
        mensen = self._mensen(van_persoon.rijen("dossier_id", sleutels))
        alle = self._mensen(van_persoon.rijen("persoon_id", set().union(*mensen.values())))
        dossiers_van = dict[int, list[int]]()
        for dossier, eigen in alle.items():
            for persoon in eigen:
                dossiers_van.setdefault(persoon, []).append(dossier)
        rijen = van_dossier.rijen("dossier_id", alle.keys() | set(sleutels))
        als_eerder = self._als_eerder(rijen)
        uit: dict[str, str | None] = {}
        for rij, sleutel in zip(dossiers, sleutels, strict=True):
            if (opening := opent.get(rij["dossier_id"])) is not None:
                voor_de_dag, hier = (opening["ontvangen_op"] - OOIT).days * 4, als_eerder[sleutel][1]
                eerdere = {dossier for persoon in mensen.get(sleutel, ()) for dossier in dossiers_van[persoon]}
                gepakt = [
                    nummer for nummer, regio in (als_eerder.get(dossier, (_TELT_NIET, hier)) for dossier in eerdere - {sleutel})
                    if _TELT_NIET < nummer < voor_de_dag and regio == hier
                ]  # fmt: skip
                if gepakt:
                    uit[rij["dossier_id"]] = _ROUTES[max(gepakt) % 4]
        return uit

    def _vervang(self, dossiers: Sleutels, nieuw: Mapping[str, list[Rij]], kubussen: Sequence[Kubus]) -> None:
        """Put the new wide rows of these dossiers in the place of the old, and add the difference to the cubes."""
        anders: dict[str, tuple[list[Rij], list[Rij]]] = {}
        overgedragen: tuple[list[Rij], list[Rij]] = ([], [])
        for feit in (Melding, Dienst):
            naam = tabelnaam(feit)
            wijzer = self._wijzers[f"main.{naam}"]
            oud = wijzer.lees(wijzer.rijen("dossier_id", dossiers), {kolom: f'"{kolom}"' for kolom in wijzer.velden})
            anders[naam] = _verschil(oud, nieuw[naam], wijzer.velden)
            for alle, rijen in zip(overgedragen, anders[naam], strict=True):
                alle.extend(overdrachten(feit, rijen))
        wijzer = self._wijzers["main.feit_overdracht"]
        anders["feit_overdracht"] = _verschil(*overgedragen, wijzer.velden)
        rijen = {naam: [rij["rowid"] for rij in anders[naam][0]] for naam in nieuw}
        sleutels = self._hashes([f"{rij['overdracht_id']} {rij['herkomst']}" for rij in anders["feit_overdracht"][0]])
        rijen["feit_overdracht"] = wijzer.rijen(_OVERGEDRAGEN, sleutels)
        with self._transactie():
            for naam, (_, erbij) in anders.items():
                self._wijzers[f"main.{naam}"].verwijder(rijen[naam])
                voeg_toe(self._verbinding, f"main.{naam}", self._wijzers[f"main.{naam}"].velden, erbij)
            for kubus in kubussen:
                self._tellers.setdefault(kubus, Kubusteller(kubus, self._peildatum)).werk_bij(self._verbinding, anders)
        for naam, verschil in anders.items():
            if any(verschil):  # a row has its number when it is committed
                self._wijzers[f"main.{naam}"].ververs(rijen[naam])


def _kan_in_delen(feiten: Mapping[str, list[Rij]]) -> bool:
    """Not when recidive depends on the peildatum, or when a key is there twice: then joins make more rows."""
    if any(
        rij["gesloten_op"] and rij["geopend_op"] and rij["gesloten_op"] < rij["geopend_op"]
        for rij in feiten["ruw.dossier"]
    ):
        return False
    sleutels = (("ruw.dossier", "dossier_id"), ("ruw.melding", "melding_id"), ("ruw.dienst", "dienst_id"))
    return all(len({rij[sleutel] for rij in feiten[naam]}) == len(feiten[naam]) for naam, sleutel in sleutels)


def _alleen(gelezen: Sequence[Rij], rijen: Collection[int]) -> list[Rij]:
    nummers = set(rijen)
    return [rij for rij in gelezen if rij["rowid"] in nummers]


def _verschil(oud: Sequence[Rij], nieuw: Sequence[Rij], kolommen: Collection[str]) -> tuple[list[Rij], list[Rij]]:
    """The rows that go, and those that come."""
    lees = itemgetter(*kolommen)
    over = Counter(map(lees, nieuw))
    weg: list[Rij] = []
    for rij in oud:
        if over[waarden := lees(rij)]:
            over[waarden] -= 1
        else:
            weg.append(rij)
    return weg, [dict(zip(kolommen, waarden, strict=True)) for waarden in over.elements()]
