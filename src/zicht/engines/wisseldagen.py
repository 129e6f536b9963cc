"""On which days the answer of a case can change, and to which month it belongs: what the cube is made of.

A period always ends on or after the peildatum, so `datum in periode` means: not before its first day, and known. What
a case does in an indicator is then a step function of the peildatum alone. The steps are the dates in the case itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Telregel
from zicht.core.voorwaarden import (
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    InPeriode,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    Soort,
    Veld,
    Voorwaarde,
    Waarde,
    klokken,
    velden,
)
from zicht.engines.tellen import Teltaak
from zicht.engines.venster import uiterste_kolom

OOIT = date(1900, 1, 1)  # the first day that the Feitenformaat knows
_OOIT = f"DATE '{OOIT.isoformat()}'"


@dataclass(frozen=True)
class Groep:
    """Tasks over one fact that place a case in time by the same date; without a date they count a stock."""

    feit: type[Feit]
    plaats: tuple[Veld, ...]
    taken: tuple[Teltaak, ...]


class Wisseldag(NamedTuple):
    """A column with a day on which a case may change: on that day, or the day after."""

    kolom: str
    dag_erna: bool = False

    @property
    def sql(self) -> str:
        """The day in SQL."""
        return f'("{self.kolom}" + 1)' if self.dag_erna else f'"{self.kolom}"'


def groepeer(taken: Sequence[tuple[type[Feit], Teltaak]]) -> list[Groep]:
    """The tasks by fact and date; a task that does not fit in a cube is left out."""
    gevonden: dict[tuple[type[Feit], tuple[Veld, ...]], list[Teltaak]] = {}
    for feit, taak in taken:
        plaats = plaats_in_tijd(taak.regel)
        if plaats is not None and past_in_kubus(taak):
            gevonden.setdefault((feit, plaats), []).append(taak)
    return [Groep(feit, plaats, tuple(rij)) for (feit, plaats), rij in gevonden.items()]


def plaats_in_tijd(regel: Telregel) -> tuple[Veld, ...] | None:
    """The dates that place a case in a period, the first that is known counts; None for a form not known here."""
    match tuple(regel.periode.values()):
        case ():
            return ()
        case (InPeriode(veld=veld),):
            return (veld,)
        case (
            Of(delen=(InPeriode(veld=begin), En(delen=(Niet(deel=Ingevuld(waarde=anders)), InPeriode(veld=einde))))),
        ) if begin == anders:
            return (begin, einde)
        case _:
            return None


def past_in_kubus(taak: Teltaak) -> bool:
    """Whether the answer changes on dates of the case only: a number of days up to the peildatum changes every day."""
    regel = taak.regel
    buiten_periode = [v for v in regel.voorwaarden() if all(v is not deel for deel in regel.periode.values())]
    return not any(
        isinstance(knoop, InPeriode) or (isinstance(knoop, DagenTussen) and isinstance(knoop.tot, Peildatum))
        for knoop in (*_knopen(buiten_periode), taak.verdeling_van)
    )


def wisseldagen(groep: Groep, gebieden: Sequence[Veld]) -> list[Wisseldag]:
    """Every day on which a case of this group may change; the date that places it comes first."""
    nodig = _nodig(groep)
    gebruikt = (*groep.plaats, *velden(*nodig), *gebieden)
    dagen = [Wisseldag(veld.naam) for veld in gebruikt if veld.soort is Soort.DATUM]
    dagen += [Wisseldag(veld.gedateerd_door) for veld in gebruikt if veld.gedateerd_door]
    for vergeleken in _met_peildatum(nodig):
        dagen += [Wisseldag(vergeleken), Wisseldag(vergeleken, dag_erna=True)]
    return list(dict.fromkeys(dagen))


def begin_sql(feit: type[Feit]) -> str:
    """The day from which a case exists."""
    return f'coalesce("{feit.bestaat_op}", {_OOIT})' if feit.bestaat_op else _OOIT


def maand_sql(dag: str) -> str:
    """The number of a month: months since the year zero."""
    return f"CAST(year({dag}) * 12 + month({dag}) - 1 AS INTEGER)"


def _nodig(groep: Groep) -> list[Voorwaarde | Waarde]:
    """The conditions and values that the tasks look at."""
    nodig: list[Voorwaarde | Waarde] = [v for taak in groep.taken for v in taak.regel.voorwaarden()]
    return nodig + [taak.verdeling_van for taak in groep.taken if taak.verdeling_van is not None]


def _met_peildatum(nodig: Sequence[Voorwaarde | Waarde]) -> Iterator[str]:
    """The dates that are compared with the peildatum: there the answer changes on the day itself or the next."""
    for knoop in _knopen(nodig):
        match knoop:
            case Gelijk(links=links, rechts=rechts) | Kleiner(links=links, rechts=rechts):
                if isinstance(links, Peildatum) or isinstance(rechts, Peildatum):
                    yield from (veld.naam for veld in velden(links, rechts))
                    yield from (uiterste_kolom(klok.klok) for klok in klokken(links, rechts))
            case _:
                pass


def _knopen(nodig: Iterable[Voorwaarde | Waarde]) -> Iterator[Voorwaarde | Waarde]:
    """Every node, however deep."""
    for knoop in nodig:
        yield knoop
        match knoop:
            case Gelijk(links=links, rechts=rechts) | Kleiner(links=links, rechts=rechts):
                yield from (links, rechts)
            case EenVan(waarde=waarde) | Ingevuld(waarde=waarde):
                yield waarde
            case En(delen=delen) | Of(delen=delen):
                yield from _knopen(delen)
            case Niet(deel=deel):
                yield from _knopen((deel,))
            case _:
                pass
