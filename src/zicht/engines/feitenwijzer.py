"""What a change in a few dossiers touches, found in memory: where facts are, and which dossiers look at which.

A dossier looks at another through a person (recidive looks at dossiers that closed before), or with a service that stands
on a report of the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zicht.core.feiten import TABELLEN
from zicht.engines.brederijen import Rij
from zicht.engines.breed import gepakt_sql
from zicht.engines.inlezen import rijnummer
from zicht.engines.verbinding import twee_tegelijk
from zicht.engines.wijzer import GEEN, Wijzers, nummers, sleutel_sql
from zicht.engines.wisseldagen import OOIT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FEITEN = {
    "ruw.dossier": ("dossier_id",),
    "ruw.betrokkene": ("dossier_id", "persoon_id"),
    "ruw.melding": ("dossier_id", "melding_id"),
    "ruw.dienst": ("dossier_id", "melding_id"),
}
_TELT_NIET = -1  # the number of a dossier that recidive does not look at
_ROUTES = {3: "vervolgdienst", 2: "directe_overdracht", 1: "overig", 0: None}  # `_ROUTE` in `breed`
Feiten = dict[str, list[Rij]]  # per table
Rijen = Mapping[str, Sequence[int]]  # per table the numbers of rows
Sleutels = Collection[int]  # dossiers, people or reports by their key


@dataclass(frozen=True)
class Aanblik:
    """What others see of some dossiers: of each its number and region as an earlier dossier and its people; their reports."""

    eerder: Mapping[int, tuple[int, int, frozenset[int]]]
    meldingen: frozenset[int]


class Feitenwijzer:
    """Where the facts of dossiers are, and which dossiers look at each other."""

    def __init__(
        self, verbinding: "DuckDBPyConnection", wijzers: Wijzers, regios: Sequence[str], peildatum: date
    ) -> None:
        self._wijzers = wijzers
        self._regio_van: dict[int, int] = {}
        self._plaats: tuple[str, ...] = ()
        getallen = {"gepakt": f"coalesce({gepakt_sql('dossier', peildatum)}, {_TELT_NIET})"}
        if len(regios) > 1:  # else every dossier is of that one region
            self._plaats = ("regio", "gemeente")
            getallen |= {naam: sleutel_sql(naam) for naam in self._plaats}
            paren = f"SELECT {sleutel_sql('gemeente')}, {sleutel_sql('regio')} FROM gemeenteregio"
            self._regio_van = dict(verbinding.execute(paren).fetchall())
        wijzers.getallen["ruw.dossier"] = getallen
        for (naam,) in verbinding.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'ruw'").fetchall():
            if f"ruw.{naam}" in (*FEITEN, "ruw.schorsing"):  # what changes must be a table, not a view on a file
                verbinding.execute(
                    f"CREATE TEMP TABLE overzetten AS FROM ruw.{naam}; DROP VIEW ruw.{naam}; "
                    f"CREATE TABLE ruw.{naam} AS FROM overzetten; DROP TABLE overzetten"
                )

    def rijen(self, dossiers: Sleutels) -> dict[str, list[int]]:
        """Per table the rows of these dossiers."""
        return {naam: self._wijzers[naam].rijen("dossier_id", dossiers) for naam in FEITEN}

    def lees(self, dossiers: Sleutels) -> Feiten:
        """The facts of these dossiers."""
        return {naam: self._wijzers[naam].lees(nrs, self._velden(naam)) for naam, nrs in self.rijen(dossiers).items()}

    def ververs(self, dossiers: Sleutels, rijen: Rijen) -> Feiten:
        """The facts of these dossiers, after a change that touched no others; `rijen` are their rows before it."""
        velden = {naam: self._velden(naam) for naam in FEITEN}

        def ververs(naam: str) -> list[Rij]:
            gelezen = self._wijzers[naam].ververs(rijen[naam], velden[naam])
            van = self._wijzers[naam].waarden("dossier_id", nummers(gelezen))
            return [rij for rij, dossier in zip(gelezen, van, strict=True) if dossier in dossiers]

        return dict(zip(FEITEN, twee_tegelijk(ververs, FEITEN), strict=True))

    def _velden(self, tabel: str) -> dict[str, str]:
        """The columns of a table that the wide rows look at, each with its SQL."""
        naam = tabel.removeprefix("ruw.")
        if naam not in ("melding", "dienst"):
            nodig = ("dossier_id", "regio", "gemeente", "geopend_op", "gesloten_op") if naam == "dossier" else ()
            return {veld: veld for veld in nodig}
        nodig = {*self._wijzers[f"main.feit_{naam}"].kolommen, "melding_id"}
        eigen = {kolom.naam: kolom.naam for kolom in TABELLEN[naam].kolommen if kolom.naam in nodig}
        return eigen | {"rij": rijnummer(self._wijzers[tabel].kolommen)}

    def aanblik(self, rijen: Rijen) -> Aanblik:
        """What others see of the dossiers that these are all the rows of."""
        mensen = self._per("dossier_id", "persoon_id", rijen["ruw.betrokkene"])
        eerder = {
            dossier: (gepakt, regio, frozenset(mensen.get(dossier, ())))
            for dossier, (gepakt, regio) in self._als_eerder(rijen["ruw.dossier"]).items()
            if gepakt != _TELT_NIET
        }
        return Aanblik(eerder, frozenset(self._wijzers["ruw.melding"].waarden("melding_id", rijen["ruw.melding"])))

    def _per(self, een: str, ander: str, betrokkenen: Sequence[int]) -> dict[int, set[int]]:
        """Of these rows the people per dossier, or the dossiers per person."""
        wijzer, uit = self._wijzers["ruw.betrokkene"], dict[int, set[int]]()
        for van, naar in zip(*(wijzer.waarden(naam, betrokkenen) for naam in (een, ander)), strict=True):
            if GEEN not in (van, naar):
                uit.setdefault(van, set()).add(naar)
        return uit

    def _als_eerder(self, dossiers: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Of the dossiers in these rows the number as an earlier dossier, and the region."""
        sleutels, gepakt, *plaats = (
            self._wijzers["ruw.dossier"].waarden(naam, dossiers) for naam in ("dossier_id", "gepakt", *self._plaats)
        )
        regios = [eigen or self._regio_van.get(gemeente, GEEN) for eigen, gemeente in zip(*plaats, strict=True)]
        return dict(zip(sleutels, zip(gepakt, regios or [GEEN] * len(gepakt), strict=True), strict=True))

    def buren(self, voor: Aanblik, na: Aanblik) -> set[int]:
        """The dossiers that look at what changed, and those with a service on one of the reports."""
        anders = {dossier for dossier, _ in voor.eerder.items() ^ na.eerder.items()}
        mensen = {
            mens for blik in (voor, na) for dossier in anders & blik.eerder.keys() for mens in blik.eerder[dossier][2]
        }
        van_mens, van_melding = self._wijzers["ruw.betrokkene"], self._wijzers["ruw.dienst"]
        uit = {*van_mens.waarden("dossier_id", van_mens.rijen("persoon_id", mensen))}
        uit |= {*van_melding.waarden("dossier_id", van_melding.rijen("melding_id", voor.meldingen | na.meldingen))}
        return uit - {GEEN}

    def meldingen_elders(self, feiten: Feiten) -> list[Rij]:
        """The reports of other dossiers that a service stands on."""
        eigen = {rij["melding_id"] for rij in feiten["ruw.melding"]} | {None}
        diensten = [rij["rowid"] for rij in feiten["ruw.dienst"] if rij["melding_id"] not in eigen]
        wijzer = self._wijzers["ruw.melding"]
        rijen = wijzer.rijen("melding_id", self._wijzers["ruw.dienst"].waarden("melding_id", diensten))
        return wijzer.lees(rijen, self._velden("ruw.melding"))

    def recidiveroutes(self, feiten: Feiten, geopend: Mapping[str, date]) -> dict[str, str | None]:
        """How the last earlier dossier of the people closed, for the dossiers that have one when they open (`_RECIDIVE`)."""
        van_mens, van_dossier = self._wijzers["ruw.betrokkene"], self._wijzers["ruw.dossier"]
        mensen = self._per("dossier_id", "persoon_id", nummers(feiten["ruw.betrokkene"]))
        rijen = van_mens.rijen("persoon_id", set[int]().union(*mensen.values()))
        dossiers_van = self._per("persoon_id", "dossier_id", rijen)
        zelf = van_dossier.waarden("dossier_id", nummers(feiten["ruw.dossier"]))
        alle = {*zelf, *van_mens.waarden("dossier_id", rijen)}
        als_eerder = self._als_eerder(van_dossier.rijen("dossier_id", alle))
        uit: dict[str, str | None] = {}
        for dossier, sleutel in zip((rij["dossier_id"] for rij in feiten["ruw.dossier"]), zelf, strict=True):
            if dossier in geopend:
                voor_opening = (geopend[dossier] - OOIT).days * 4
                anderen = {ander for mens in mensen.get(sleutel, ()) for ander in dossiers_van[mens]} - {sleutel}
                eerder = [als_eerder[ander] for ander in anderen & als_eerder.keys()]
                regio = als_eerder[sleutel][1]
                if gepakt := [nr for nr, waar in eerder if waar == regio and _TELT_NIET < nr < voor_opening]:
                    uit[dossier] = _ROUTES[max(gepakt) % 4]
        return uit
