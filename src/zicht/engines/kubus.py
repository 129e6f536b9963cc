"""The cube: additive counts per area and month, made once from the wide facts; every period is a sum over months.

A case is a step function of the peildatum (`wisseldagen`). Each step is an event: from this month on it counts here.
The cube holds the events, summed per area, month of the case (`xm`) and month of the event (`dm`). What was known on
the last day of a month about a period that began on the first of a month is the sum of the events up to that month
of cases from that month on: exactly the direct count, also for what changes later (a complaint that is decided, a case
that was still open, a date that turns out impossible). Most cases have their last event in their own month; only the
others go through the general form.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.periodes import Periode, laatste_dag
from zicht.core.uitslagen import Tellingen
from zicht.engines.kubusblad import Blad
from zicht.engines.tellen import GETELD, Gebied, Teltaak
from zicht.engines.wisseldagen import groepeer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GEBIEDEN = ("gemeente", "regio")
SLEUTEL = "gemeente, regio, xm, dm"
Venstermaanden = tuple[int, int]


@dataclass(frozen=True)
class Kolom:
    """A column of the cube: how often one task gave one answer, or one of its separate counts."""

    naam: str
    taak: Teltaak
    antwoord: Antwoord | None
    apart: str | None = None


def kolommen(taak: Teltaak) -> list[Kolom]:
    """The columns of a task; an answer that its questions cannot give has none."""
    eigen = [Kolom(f"{taak.code}:{int(a)}", taak, a) for a in GETELD if _kan(taak.regel, a)]
    return eigen + [Kolom(f"{taak.code}:{naam}", taak, None, naam) for naam in taak.regel.apart]


def _kan(regel: Telregel, antwoord: Antwoord) -> bool:
    match antwoord:
        case Antwoord.TELLER:
            return bool(regel.teller)
        case Antwoord.NOG_OPEN:
            return bool(regel.open)
        case Antwoord.NIET_TE_BEPALEN:
            return bool(regel.noemer or regel.bepaalbaar or regel.open or regel.teller)
        case _:
            return True


def maandnummer(dag: date) -> int:
    """The number of a month, as in the cube: months since the year zero."""
    return dag.year * 12 + dag.month - 1


def in_maanden(periode: Periode, peildatum: date, laatste: date) -> Venstermaanden | None:
    """First and last month that the cube must sum; None when the days do not fall on the edges of months.

    The last day of the facts is an edge too: the cube holds no event after it.
    """
    hele_maand = peildatum == laatste or peildatum == laatste_dag(peildatum.year, peildatum.month)
    return (maandnummer(periode.begin), maandnummer(peildatum)) if periode.begin.day == 1 and hele_maand else None


class Kubus:
    """The cube of one way of counting over the facts in a DuckDB connection; `naam` keeps two cubes apart."""

    def __init__(
        self, verbinding: "DuckDBPyConnection", taken: Sequence[tuple[type[Feit], Teltaak]], naam: str
    ) -> None:
        self._verbinding = verbinding
        self.groepen = groepeer(taken)
        self.naam = f"kubus_{naam}"
        self.codes = frozenset(taak.code for groep in self.groepen for taak in groep.taken)
        self.blad: Blad | None = None  # there is one after `maak`, or when a kept one is found

    def maak(self, peildatum: date) -> Blad:
        """Count all events that were known on the peildatum of the facts."""
        from zicht.engines.kubusbouw import tel_kubus

        geteld = tel_kubus(self._verbinding, self.groepen, peildatum)
        from zicht.engines.kubusbladbouw import maak_blad  # numpy comes in while the database counts

        self.blad = maak_blad(geteld)
        return self.blad

    def tellingen(self, codes: Iterable[str], vensters: Sequence[Venstermaanden], gebied: str,
                  alleen: Collection[Gebied] | None = None) -> list[dict[str, dict[Gebied, Tellingen]]]:  # fmt: skip
        """The exact counts per window, task and area (`alleen` these areas)."""
        assert self.blad is not None
        gevraagd = frozenset(codes)
        uit: list[dict[str, dict[Gebied, Tellingen]]] = [{code: {} for code in gevraagd} for _ in vensters]
        verdelingen = self._verdelingen(self.blad, gevraagd, vensters, gebied, alleen)
        plaatsen = [(plek, naam) for plek, naam in self.blad.plaatsen(gebied) if alleen is None or naam in alleen]
        for stand in (False, True):
            namen = (self.blad.stand if stand else self.blad.stroom).namen
            taken = [taak for taak in self._taken(stand=stand) if taak.code in gevraagd]
            for nr, (begin, eind) in enumerate(vensters) if taken else ():
                alles = self.blad.tel(begin, eind, stand=stand)
                for plek, naam in plaatsen:
                    getallen = alles[plek * len(namen) : (plek + 1) * len(namen)]
                    if any(getallen):
                        per_kolom = dict(zip(namen, getallen, strict=True))
                        for taak in taken:
                            verdeling = verdelingen.get((nr, naam, taak.code), {})
                            uit[nr][taak.code][naam] = _tellingen(taak, per_kolom, verdeling)
        return uit

    def _taken(self, *, stand: bool) -> list[Teltaak]:
        return [taak for groep in self.groepen if (not groep.plaats) is stand for taak in groep.taken]

    def _verdelingen(self, blad: Blad, codes: frozenset[str], vensters: Sequence[Venstermaanden], gebied: str,
                     alleen: Collection[Gebied] | None) -> dict[tuple[int, Gebied, str], dict[Decimal, int]]:  # fmt: skip
        met_waarde = [t.code for groep in self.groepen for t in groep.taken if t.verdeling_van and t.code in codes]
        return {
            (nr, naam, code): verdeling
            for code in met_waarde
            for (nr, naam), verdeling in blad.verdelingen(code, vensters, gebied, alleen).items()
        }


def _tellingen(taak: Teltaak, getallen: Mapping[str, int], verdeling: Mapping[Decimal, int]) -> Tellingen:
    onbepaald, open_, noemer, teller = (getallen.get(f"{taak.code}:{int(antwoord)}", 0) for antwoord in GETELD)
    apart = {naam: getallen[f"{taak.code}:{naam}"] for naam in taak.regel.apart}
    return Tellingen(noemer + teller, teller, onbepaald, open_, apart, verdeling)
