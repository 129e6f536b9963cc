"""The cube: additive counts per area and month, made once from the wide facts; every period is a sum over months.

A case is a step function of the peildatum (`wisseldagen`). Each step is an event: from this month on it counts here.
The cube holds the events, summed per area, month of the case (`xm`) and month of the event (`dm`). What was known on
the last day of a month about a period that began on the first of a month is the sum of the events up to that month
of cases from that month on: exactly the direct count, also for what changes later (a complaint that is decided, a case
that was still open, a date that turns out impossible). Most cases have their last event in their own month; only the
others go through the general form.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Kubustabellen(NamedTuple):
    """The tables that hold a cube: flows, stocks, and values with their number."""

    stroom: str
    stand: str
    waarden: str


class Kubus:
    """The cube of one way of counting in a DuckDB connection; `naam` keeps two cubes apart."""

    def __init__(
        self, verbinding: "DuckDBPyConnection", taken: Sequence[tuple[type[Feit], Teltaak]], naam: str
    ) -> None:
        self._verbinding = verbinding
        self.groepen = groepeer(taken)
        self.naam = f"kubus_{naam}"
        self.tabellen = Kubustabellen(f"stroom_{naam}", f"stand_{naam}", f"waarden_{naam}")
        self.codes = frozenset(taak.code for groep in self.groepen for taak in groep.taken)
        self.blad: Blad | None = None  # with a leaf the tables are not needed

    def maak(self, peildatum: date) -> None:
        """Count all events that were known on the peildatum of the facts."""
        from zicht.engines.kubusbouw import bouw_kubus

        bouw_kubus(self._verbinding, self.groepen, self.tabellen, peildatum)

    def maak_blad(self) -> Blad | None:
        """The leaf of the tables, to keep; None when it would be too large."""
        from zicht.engines.kubusbladbouw import maak_blad

        return maak_blad(self._verbinding, self.tabellen)

    def tellingen(self, codes: Iterable[str], vensters: Sequence[Venstermaanden], gebied: str,
                  alleen: Collection[Gebied] | None = None) -> list[dict[str, dict[Gebied, Tellingen]]]:  # fmt: skip
        """The exact counts per window, task and area (`alleen` these areas): one question for flows, one for stocks, one for values."""
        gevraagd = frozenset(codes)
        uit: list[dict[str, dict[Gebied, Tellingen]]] = [{code: {} for code in gevraagd} for _ in vensters]
        verdelingen = self._verdelingen(gevraagd, vensters, gebied, alleen)
        for stand in (False, True):
            taken = [taak for taak in self._taken(stand=stand) if taak.code in gevraagd]
            for nr, naam, getallen in self._rijen(taken, vensters, gebied, alleen, stand=stand):
                for taak in taken:
                    verdeling = verdelingen.get((nr, naam, taak.code), {})
                    uit[nr][taak.code][naam] = _tellingen(taak, getallen, verdeling)
        return uit

    def _taken(self, *, stand: bool) -> list[Teltaak]:
        return [taak for groep in self.groepen if (not groep.plaats) is stand for taak in groep.taken]

    def _rijen(self, taken: Sequence[Teltaak], vensters: Sequence[Venstermaanden], gebied: str,
               alleen: Collection[Gebied] | None, *, stand: bool) -> Iterator[tuple[int, Gebied, Mapping[str, int]]]:  # fmt: skip
        if not taken:
            return
        if self.blad is not None:
            yield from self._rijen_van_blad(self.blad, vensters, gebied, alleen, stand=stand)
            return
        namen = [kolom.naam for taak in taken for kolom in kolommen(taak)]
        vraag = self.vraag(namen, vensters, [gebied], stand=stand)
        for nr, naam, *getallen in self._verbinding.execute(vraag).fetchall():
            if alleen is None or naam in alleen:
                yield nr, naam, dict(zip(namen, getallen, strict=True))

    def _rijen_van_blad(self, blad: Blad, vensters: Sequence[Venstermaanden], gebied: str,
                        alleen: Collection[Gebied] | None, *, stand: bool) -> Iterator[tuple[int, Gebied, Mapping[str, int]]]:  # fmt: skip
        plaatsen = [(plek, naam) for plek, naam in blad.plaatsen(gebied) if alleen is None or naam in alleen]
        namen = (blad.stand if stand else blad.stroom).namen
        for nr, (begin, eind) in enumerate(vensters):
            alles = blad.tel(begin, eind, stand=stand)
            for plek, naam in plaatsen:
                getallen = alles[plek * len(namen) : (plek + 1) * len(namen)]
                if any(getallen):
                    yield nr, naam, dict(zip(namen, getallen, strict=True))

    def vraag(self, namen: Sequence[str], vensters: Sequence[Venstermaanden], gebieden: Sequence[str], *,
              stand: bool) -> str:  # fmt: skip
        """The query that gives per window and area (one column, or more together) the sum of these columns."""
        per = ", ".join(f"k.{gebied}" for gebied in gebieden)
        if stand:
            return _standvraag(self.tabellen.stand, namen, vensters, per)
        sommen = ", ".join(f'CAST(sum("{naam}") AS INTEGER) AS "{naam}"' for naam in namen)
        return (
            f"SELECT v.nr, {per}, {sommen} FROM {self.tabellen.stroom} k JOIN {_maanden(vensters)} "
            f"ON k.xm = v.maand AND k.dm <= v.eind GROUP BY v.nr, {per}"
        )

    def _verdelingen(self, codes: frozenset[str], vensters: Sequence[Venstermaanden], gebied: str,
                     alleen: Collection[Gebied] | None) -> dict[tuple[int, Gebied, str], dict[Decimal, int]]:  # fmt: skip
        met_waarde = [t.code for groep in self.groepen for t in groep.taken if t.verdeling_van and t.code in codes]
        if not met_waarde:
            return {}
        if self.blad is not None:
            return {
                (nr, naam, code): verdeling
                for code in met_waarde
                for (nr, naam), verdeling in self.blad.verdelingen(code, vensters, gebied, alleen).items()
            }
        rijen: list[tuple[int, Gebied, str, Any, int]] = self._verbinding.execute(
            f"SELECT v.nr, k.{gebied}, k.code, k.waarde, CAST(sum(k.aantal) AS INTEGER) AS n FROM {self.tabellen.waarden} k "
            f"JOIN {_vensters(vensters)} ON k.xm >= v.begin AND k.dm <= v.eind "
            "WHERE k.code IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL HAVING n <> 0",
            [met_waarde],
        ).fetchall()
        uit: dict[tuple[int, Gebied, str], dict[Decimal, int]] = {}
        for nr, naam, code, waarde, aantal in rijen:
            uit.setdefault((nr, naam, code), {})[Decimal(waarde)] = aantal
        return uit


def _vensters(vensters: Sequence[Venstermaanden]) -> str:
    rijen = ", ".join(f"({nr}, {begin}, {eind})" for nr, (begin, eind) in enumerate(vensters))
    return f"(VALUES {rijen}) v(nr, begin, eind)"


def _maanden(vensters: Sequence[Venstermaanden]) -> str:
    """Every month of every window: looking months up costs less than comparing them."""
    rijen = ", ".join(
        f"({nr}, {maand}, {eind})"
        for nr, (begin, eind) in enumerate(vensters)
        for maand in range(begin, max(begin, eind) + 1)
    )
    return f"(VALUES {rijen}) v(nr, maand, eind)"


def _standvraag(tabel: str, namen: Sequence[str], vensters: Sequence[Venstermaanden], per: str) -> str:
    """A stock is all that came in minus all that went out: a running sum per area, read off at the end of a window."""
    sommen = ", ".join(f'sum("{naam}") AS "{naam}"' for naam in namen)
    lopend = ", ".join(f'CAST(sum("{naam}") OVER w AS INTEGER) AS "{naam}"' for naam in namen)
    kolommen_ = ", ".join(f'k."{naam}"' for naam in namen)
    return (
        f"SELECT v.nr, {per}, {kolommen_} FROM "
        f"(SELECT {per}, dm, lead(dm) OVER w AS na, {lopend} FROM "
        f"(SELECT {per}, dm, {sommen} FROM {tabel} k GROUP BY {per}, dm) k "
        f"WINDOW w AS (PARTITION BY {per} ORDER BY dm)) k "
        f"JOIN {_vensters(vensters)} ON k.dm <= v.eind AND (k.na IS NULL OR k.na > v.eind)"
    )


def _tellingen(taak: Teltaak, getallen: Mapping[str, int], verdeling: Mapping[Decimal, int]) -> Tellingen:
    onbepaald, open_, noemer, teller = (getallen.get(f"{taak.code}:{int(antwoord)}", 0) for antwoord in GETELD)
    apart = {naam: getallen[f"{taak.code}:{naam}"] for naam in taak.regel.apart}
    return Tellingen(noemer + teller, teller, onbepaald, open_, apart, verdeling)
