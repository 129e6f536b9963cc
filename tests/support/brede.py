"""Brede feiten voor tests: ruwe tabellen in DuckDB, gebouwd door de motor, en dezelfde rijen met een eigen uiterste datum.

De rijen komen uit de motor, maar de uiterste datums niet: die rekent `core.termijnen` hier nog eens per rij uit, met de
schorsingen erbij. Zo vergelijkt een test ook de kolommen `uiterste_*`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from support.maak import MEERVOUDIG, STANDAARDGEMEENTEN, Rij, dag
from zicht.catalogus import load
from zicht.catalogus.termijnen import KLOKKEN
from zicht.core.duur import Duur, Schorsing
from zicht.core.feiten import FEITEN, TABELLEN, Dienst, Feit, Melding
from zicht.core.reference import Rij as FeitRij
from zicht.core.reference import Uiterste, bekend
from zicht.core.termijnen import uiterste_datum
from zicht.core.voorwaarden import Soort, UitersteDatum
from zicht.engines.breed import Klok, bouw
from zicht.engines.sql import tabelnaam
from zicht.engines.typering import kolomtype

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SLEUTELS = {"melding": Melding.melding_id, "dienst": Dienst.dienst_id}


@dataclass(frozen=True, repr=False)
class Brede:
    """Een verbinding met brede feiten, en wat een test erover moet weten."""

    verbinding: "DuckDBPyConnection"
    peildatum: date
    schorsingen: Sequence[Rij] = ()
    regio: str | None = None
    _gelezen: dict[type[Feit], list[dict[str, Any]]] = field(default_factory=dict)

    def rijen(self, feit: type[Feit]) -> list[dict[str, Any]]:
        """De brede rijen van een feit, zonder de uiterste datums."""
        if feit not in self._gelezen:
            self._gelezen[feit] = self._lees(feit)
        return self._gelezen[feit]

    def _lees(self, feit: type[Feit]) -> list[dict[str, Any]]:
        namen = [veld.naam for veld in feit.velden()]
        kolommen = ", ".join(f'"{naam}"' for naam in namen)
        gevonden = self.verbinding.execute(f"SELECT {kolommen} FROM {tabelnaam(feit)}").fetchall()
        return [dict(zip(namen, rij, strict=True)) for rij in gevonden]

    def bekend(self, feit: type[Feit], op: date) -> list[dict[str, Any]]:
        """De rijen zoals ze op een dag bekend waren, volgens de referentie."""
        return [rij for ruw in self.rijen(feit) if (rij := bekend(feit, ruw, op)) is not None]

    def uiterste(self) -> Uiterste:
        """De uiterste datum per rij, uitgerekend door `core.termijnen`; een dag buiten de kalender heeft er geen."""
        kalender = load.kalender()
        pauzes = {k: tuple(v) for k, v in _pauzes(self.schorsingen, self.peildatum).items()}

        def uiterste(knoop: UitersteDatum, rij: FeitRij) -> date | None:
            duur, begin = self._duur(knoop), rij[knoop.begin.naam]
            if duur is None or not isinstance(begin, date) or not kalender.eerste <= begin <= kalender.laatste:
                return None
            eigen = pauzes.get((knoop.schorsing, str(rij[_SLEUTELS[knoop.begin.feit].naam])), ())
            return uiterste_datum(duur, begin, kalender, eigen, bekend_tot=self.peildatum)

        return uiterste

    def _duur(self, knoop: UitersteDatum) -> Duur | None:
        return load.duur_of_niets(knoop.duur, regio=self.regio)


def _pauzes(schorsingen: Sequence[Rij], peildatum: date) -> dict[tuple[str, str], list[Schorsing]]:
    pauzes: dict[tuple[str, str], list[Schorsing]] = {}
    for rij in schorsingen:
        van, tot = dag(rij["van"]), dag(rij["tot"])
        if van is not None and van <= peildatum and (tot is None or tot >= van):
            pauzes.setdefault((rij["termijn"], rij["over_id"]), []).append(Schorsing(van, tot, str(rij["grond"])))
    return pauzes


def klokken(regio: str | None = None) -> list[Klok]:
    """De klokken van de catalogus met hun duur."""
    feiten = {feit.tabelnaam(): feit for feit in FEITEN}
    return [Klok(k, feiten[k.begint_bij.feit], load.duur_of_niets(k.duur, regio=regio)) for k in KLOKKEN]


def maak_breed(
    tabellen: Mapping[str, Sequence[Rij]], peildatum: date = date(2025, 12, 31), regios: Sequence[str] = ("NHN",)
) -> Brede:
    """Zet de rijen in getypeerde tabellen en laat de motor er brede feiten van maken."""
    import duckdb

    regio = regios[0] if len(regios) == 1 else None
    verbinding = duckdb.connect()
    alles = {"gemeente": STANDAARDGEMEENTEN, **tabellen}
    for naam in TABELLEN:
        vul(verbinding, naam, alles.get(naam, ()))
    alle_velden = frozenset(veld for feit in FEITEN for veld in feit.velden())
    bouw(verbinding, regios, klokken(regio), load.kalender(), peildatum, alle_velden)
    return Brede(verbinding, peildatum, tuple(alles.get("schorsing", ())), regio)


def vul(verbinding: "DuckDBPyConnection", naam: str, rijen: Sequence[Rij]) -> None:
    """Een ruwe tabel met deze rijen, in een opdracht."""
    kolommen = TABELLEN[naam].kolommen
    definitie = ", ".join(f'"{kolom.naam}" {kolomtype(kolom)}' for kolom in kolommen)
    verbinding.execute(f"CREATE TABLE {naam} ({definitie}, rij INTEGER)")
    lijsten = [[_cel(kolom.naam, rij.get(kolom.naam)) for rij in rijen] for kolom in kolommen]
    waarden = ", ".join(f"unnest(?::{'VARCHAR' if k.soort is Soort.GETAL else kolomtype(k)}[])" for k in kolommen)
    teksten = [
        [None if w is None else str(w) for w in lijst] if kolom.soort is Soort.GETAL else lijst
        for kolom, lijst in zip(kolommen, lijsten, strict=True)
    ]
    verbinding.execute(f"INSERT INTO {naam} SELECT {waarden}, unnest(range(2, {len(rijen) + 2}))", teksten)


def _cel(kolom: str, waarde: Any) -> Any:
    """Meer codes staan in de motor als `;a;b;`, gesorteerd."""
    if kolom in MEERVOUDIG and isinstance(waarde, list | tuple):
        return f";{';'.join(sorted(waarde))};" if waarde else None
    return waarde or None
