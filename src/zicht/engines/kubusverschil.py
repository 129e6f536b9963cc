"""Counts a few cases for the cube without a database: for what changes in an update, where planning costs more than counting.

The questions are those of the indicators, answered by the reference engine; the steps are those of `kubusbouw`. Cases
that look alike to an indicator are counted once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import Periode
from zicht.core.reference import Omgeving, Rij, antwoord, bekend, bereken, evalueer
from zicht.core.voorwaarden import Constante, UitersteDatum, Veld, klokken, velden
from zicht.engines.kubus import GEBIEDEN, Kolom, Kubus, kolommen, maandnummer
from zicht.engines.kubusblad import Sleutel
from zicht.engines.teksten import BEGIN
from zicht.engines.tellen import Teltaak
from zicht.engines.venster import tabelnaam, uiterste_kolom
from zicht.engines.wisseldagen import OOIT, Groep, wisseldagen

Gewijzigd = Mapping[str, tuple[Sequence[Rij], Sequence[Rij]]]  # per wide table the rows that go and that come
_EEN_DAG = timedelta(days=1)


class _Stap(NamedTuple):
    """What a case does from a month on: month of the case, whether its areas are known, what it counts in, its values."""

    maand: int
    xm: int
    bekend: tuple[bool, ...]
    telt: tuple[str, ...]
    waarden: tuple[tuple[str, Decimal], ...]


@dataclass
class _Tellingen:
    """What must be added to the leaf of a cube."""

    stroom: dict[Sleutel, Counter[str]]
    stand: dict[Sleutel, Counter[str]]
    waarden: Counter[tuple[Sleutel, str, Decimal]]


class Kubusteller:
    """Counts what changed for one cube."""

    def __init__(self, kubus: Kubus, peildatum: date) -> None:
        self._kubus = kubus
        self._groepen = [_Groepsteller(groep, peildatum) for groep in kubus.groepen]

    def werk_bij(self, gewijzigd: Gewijzigd) -> None:
        """Take the cases that go out of the cube, and add those that come."""
        telt = _Tellingen({}, {}, Counter())
        for groep in self._groepen:
            groep.tel(gewijzigd.get(groep.tabel, ((), ())), telt)
        assert self._kubus.blad is not None
        self._kubus.blad.voeg_toe(telt.stroom, telt.stand, telt.waarden)


class _Groepsteller:
    """Counts cases of one group."""

    def __init__(self, groep: Groep, peildatum: date) -> None:
        self._groep, self._peildatum = groep, peildatum
        self.tabel, self.plaatst = tabelnaam(groep.feit), bool(groep.plaats)
        self._kolommen_van = [(taak, kolommen(taak)) for taak in groep.taken]
        waarden = [taak.verdeling_van for taak in groep.taken if taak.verdeling_van is not None]
        nodig = [*(v for taak in groep.taken for v in taak.regel.voorwaarden()), *waarden]
        self._gebieden = [veld for veld in groep.feit.velden() if veld.naam in GEBIEDEN]
        self._velden = tuple(dict.fromkeys((*groep.plaats, *velden(*nodig))))
        self._dagen = [(dag.kolom, dag.dag_erna) for dag in wisseldagen(groep, self._gebieden)]
        kolommen_ = [groep.feit.bestaat_op] if groep.feit.bestaat_op else []
        kolommen_ += [veld.naam for veld in self._velden if veld not in self._gebieden]
        kolommen_ += [veld.gedateerd_door for veld in self._velden if veld.gedateerd_door]
        self._uitersten = [uiterste_kolom(knoop.klok) for knoop in klokken(*nodig)]
        kolommen_ += [*self._uitersten, *(kolom for kolom, _ in self._dagen)]
        self._kolommen = tuple(dict.fromkeys(kolommen_))

    def tel(self, gewijzigd: tuple[Sequence[Rij], Sequence[Rij]], telt: _Tellingen) -> None:
        """Take the cases that go off the counts, and add those that come."""
        gezien: dict[tuple[Constante | None, ...], list[_Stap]] = {}
        for rijen, aantal in zip(gewijzigd, (-1, 1), strict=True):
            for rij in rijen:
                if self.plaatst and all(rij.get(veld.naam) is None for veld in self._groep.plaats):
                    continue  # no date will ever place it
                alike = tuple(map(rij.get, self._kolommen))
                if alike not in gezien:
                    gezien[alike] = list(self._stappen(rij))
                self._tel_stappen(rij, gezien[alike], aantal, telt)

    def _tel_stappen(self, rij: Rij, stappen: Sequence[_Stap], aantal: int, telt: _Tellingen) -> None:
        rijen, vorige = telt.stroom if self.plaatst else telt.stand, None
        for stap in stappen:
            for van, factor in ((vorige, -aantal), (stap, aantal)):
                if van is not None and (van.telt or van.waarden):
                    gemeente, regio = (
                        rij.get(naam) if weet else None for naam, weet in zip(GEBIEDEN, van.bekend, strict=True)
                    )
                    sleutel = (_naam(gemeente), _naam(regio), van.xm, stap.maand)
                    telling = rijen.setdefault(sleutel, Counter())
                    for kolom in van.telt:
                        telling[kolom] += factor
                    for code, waarde in van.waarden:
                        telt.waarden[sleutel, code, waarde] += factor
            vorige = stap

    def _stappen(self, rij: Rij) -> Iterator[_Stap]:
        """What the case does at the end of every month in which it may change."""
        # which area it is does not matter, only whether it is known
        ergens = {**rij, **dict.fromkeys(GEBIEDEN, "ergens")}
        for maand, dag in {maandnummer(dag): dag for dag in sorted(self._wanneer(rij))}.items():
            gezien = bekend(self._groep.feit, rij, dag, self._velden)
            xm = _maand(self._groep.plaats, gezien) if gezien is not None else None
            if gezien is None or xm is None:
                yield _Stap(maand, 0, (), (), ())
            else:
                gebieden = bekend(self._groep.feit, ergens, dag, self._gebieden) or {}
                weet = tuple(gebieden.get(naam) is not None for naam in GEBIEDEN)
                gezien |= {kolom: rij.get(kolom) for kolom in self._uitersten}
                yield _Stap(maand, xm, weet, *self._antwoorden(gezien, dag))

    def _wanneer(self, rij: Rij) -> Iterator[date]:
        begin = rij.get(self._groep.feit.bestaat_op) if self._groep.feit.bestaat_op else None
        eerste = begin if isinstance(begin, date) else OOIT
        for dag in (eerste, *(_dag(rij.get(kolom), dag_erna) for kolom, dag_erna in self._dagen)):
            if dag is not None and max(dag, eerste) <= self._peildatum:
                yield max(dag, eerste)

    def _antwoorden(self, gezien: Rij, dag: date) -> tuple[tuple[str, ...], tuple[tuple[str, Decimal], ...]]:
        """The columns that the case counts in on this day, and its values."""
        omgeving = _omgeving(dag)
        telt, waarden = list[str](), list[tuple[str, Decimal]]()
        for taak, eigen in self._kolommen_van:
            gegeven = antwoord(taak.regel, gezien, omgeving)
            telt += _telt(taak, eigen, gegeven, gezien, omgeving)
            if taak.verdeling_van is not None and gegeven >= Antwoord.NOEMER:
                waarde = bereken(taak.verdeling_van, gezien, omgeving)
                if isinstance(waarde, int | Decimal):
                    waarden.append((taak.code, Decimal(waarde)))
        return tuple(telt), tuple(waarden)


def _uiterste(knoop: UitersteDatum, rij: Rij) -> date | None:
    gevonden = rij[uiterste_kolom(knoop.klok)]
    return gevonden if isinstance(gevonden, date) else None


@lru_cache(maxsize=4096)
def _omgeving(dag: date) -> Omgeving:
    return Omgeving(dag, Periode(BEGIN, dag, ""), _uiterste)


def _naam(gebied: Constante | None) -> str | None:
    return None if gebied is None else str(gebied)


def _dag(waarde: Constante | None, dag_erna: bool) -> date | None:
    if not isinstance(waarde, date):
        return None
    return waarde + _EEN_DAG if dag_erna else waarde


def _maand(plaats: Sequence[Veld], gezien: Rij) -> int | None:
    """The month of a case as in the cube; zero for a stock, None while no date places it."""
    dagen = [dag for veld in plaats if isinstance(dag := gezien[veld.naam], date)]
    return maandnummer(dagen[0]) if dagen else None if plaats else 0


def _telt(taak: Teltaak, eigen: Sequence[Kolom], gegeven: Antwoord, gezien: Rij, omgeving: Omgeving) -> Iterator[str]:
    """The columns of the task that a case with this answer counts in."""
    for kolom in eigen:
        if kolom.apart is None:
            if kolom.antwoord is gegeven:
                yield kolom.naam
        elif gegeven >= Antwoord.NOEMER and evalueer(taak.regel.apart[kolom.apart], gezien, omgeving):
            yield kolom.naam
