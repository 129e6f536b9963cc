"""Counts a few cases for the cube without a database: for what changes in an update, where planning costs more than counting.

The questions are those of the indicators, answered by the reference engine; the steps are those of `kubusbouw`. Cases
that look alike to an indicator are counted once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import Periode
from zicht.core.reference import Omgeving, Rij, antwoord, bekend, bereken, evalueer
from zicht.core.voorwaarden import Constante, UitersteDatum, Veld, klokken, velden
from zicht.engines.kubus import GEBIEDEN, Kubus, kolommen, maandnummer
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


def werk_blad_bij(kubus: Kubus, gewijzigd: Gewijzigd, peildatum: date) -> None:
    """Take the cases that go out of the leaf of a cube, and add those that come."""
    assert kubus.blad is not None
    telt = _Tellingen({}, {}, Counter())
    for groep in kubus.groepen:
        teller = _Groepsteller(groep, peildatum)
        for rijen, aantal in zip(gewijzigd.get(tabelnaam(groep.feit), ((), ())), (-1, 1), strict=True):
            for rij in rijen:
                teller.tel(rij, aantal, telt)
    kubus.blad.voeg_toe(telt.stroom, telt.stand, telt.waarden)


class _Groepsteller:
    """Counts cases of one group."""

    def __init__(self, groep: Groep, peildatum: date) -> None:
        self._groep, self._peildatum = groep, peildatum
        waarden = [taak.verdeling_van for taak in groep.taken if taak.verdeling_van is not None]
        nodig = [*(v for taak in groep.taken for v in taak.regel.voorwaarden()), *waarden]
        self._gebieden = [veld for veld in groep.feit.velden() if veld.naam in GEBIEDEN]
        self._velden = tuple(dict.fromkeys((*groep.plaats, *velden(*nodig))))
        self._dagen = [(dag.kolom, dag.dag_erna) for dag in wisseldagen(groep, self._gebieden)]
        kolommen_ = [groep.feit.bestaat_op] if groep.feit.bestaat_op else []
        kolommen_ += [veld.naam for veld in self._velden if veld not in self._gebieden]
        kolommen_ += [veld.gedateerd_door for veld in self._velden if veld.gedateerd_door]
        kolommen_ += [uiterste_kolom(knoop.klok) for knoop in klokken(*nodig)] + [kolom for kolom, _ in self._dagen]
        self._kolommen = tuple(dict.fromkeys(kolommen_))
        self._gezien: dict[tuple[Constante | None, ...], list[_Stap]] = {}

    def tel(self, rij: Rij, aantal: int, telt: _Tellingen) -> None:
        """Add a case to the counts, so many times."""
        alike = tuple(map(rij.get, self._kolommen))
        if alike not in self._gezien:
            self._gezien[alike] = list(self._stappen(rij))
        rijen, vorige = telt.stroom if self._groep.plaats else telt.stand, None
        for stap in self._gezien[alike]:
            for van, factor in ((vorige, -aantal), (stap, aantal)):
                if van is not None and (van.telt or van.waarden):
                    gebieden = zip(GEBIEDEN, van.bekend, strict=True)
                    gemeente, regio = (
                        str(rij[naam]) if weet and rij.get(naam) is not None else None for naam, weet in gebieden
                    )
                    sleutel = (gemeente, regio, van.xm, stap.maand)
                    telling = rijen.setdefault(sleutel, Counter())
                    for kolom in van.telt:
                        telling[kolom] += factor
                    for code, waarde in van.waarden:
                        telt.waarden[sleutel, code, waarde] += factor
            vorige = stap

    def _stappen(self, rij: Rij) -> Iterator[_Stap]:
        """What the case does at the end of every month in which it may change."""
        ergens = {
            **rij,
            **dict.fromkeys(GEBIEDEN, "ergens"),
        }  # which area it is does not matter, only whether it is known
        for maand, dag in {maandnummer(dag): dag for dag in sorted(self._wanneer(rij))}.items():
            gezien = bekend(self._groep.feit, rij, dag, self._velden)
            xm = _maand(self._groep.plaats, gezien) if gezien is not None else None
            if gezien is None or xm is None:
                yield _Stap(maand, 0, (), (), ())
            else:
                gebieden = bekend(self._groep.feit, ergens, dag, self._gebieden) or {}
                weet = tuple(gebieden.get(naam) is not None for naam in GEBIEDEN)
                yield _Stap(maand, xm, weet, *self._antwoorden(rij, gezien, dag))

    def _wanneer(self, rij: Rij) -> Iterator[date]:
        begin = rij.get(self._groep.feit.bestaat_op) if self._groep.feit.bestaat_op else None
        eerste = begin if isinstance(begin, date) else OOIT
        for dag in (eerste, *(_dag(rij.get(kolom), dag_erna) for kolom, dag_erna in self._dagen)):
            if dag is not None and max(dag, eerste) <= self._peildatum:
                yield max(dag, eerste)

    def _antwoorden(self, rij: Rij, gezien: Rij, dag: date) -> tuple[tuple[str, ...], tuple[tuple[str, Decimal], ...]]:
        """The columns that the case counts in on this day, and its values."""

        def uiterste(knoop: UitersteDatum, _: Rij) -> date | None:
            gevonden = rij.get(uiterste_kolom(knoop.klok))
            return gevonden if isinstance(gevonden, date) else None

        omgeving = Omgeving(dag, Periode(BEGIN, dag, ""), uiterste)
        telt, waarden = list[str](), list[tuple[str, Decimal]]()
        for taak in self._groep.taken:
            gegeven = antwoord(taak.regel, gezien, omgeving)
            telt += _telt(taak, gegeven, gezien, omgeving)
            if taak.verdeling_van is not None and gegeven >= Antwoord.NOEMER:
                waarde = bereken(taak.verdeling_van, gezien, omgeving)
                if isinstance(waarde, int | Decimal):
                    waarden.append((taak.code, Decimal(waarde)))
        return tuple(telt), tuple(waarden)


def _dag(waarde: Constante | None, dag_erna: bool) -> date | None:
    if not isinstance(waarde, date):
        return None
    return waarde + _EEN_DAG if dag_erna else waarde


def _maand(plaats: Sequence[Veld], gezien: Rij) -> int | None:
    """The month of a case as in the cube; zero for a stock, None while no date places it."""
    dagen = [dag for veld in plaats if isinstance(dag := gezien[veld.naam], date)]
    return maandnummer(dagen[0]) if dagen else None if plaats else 0


def _telt(taak: Teltaak, gegeven: Antwoord, gezien: Rij, omgeving: Omgeving) -> Iterator[str]:
    """The columns of the cube that a case with this answer counts in."""
    for kolom in kolommen(taak):
        if kolom.apart is None:
            if kolom.antwoord is gegeven:
                yield kolom.naam
        elif gegeven >= Antwoord.NOEMER and evalueer(taak.regel.apart[kolom.apart], gezien, omgeving):
            yield kolom.naam
