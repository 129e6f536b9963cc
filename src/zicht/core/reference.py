"""The reference engine: evaluates a condition on one fact, in plain Python. It is the judge of the SQL engines."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from zicht.core.codelijsten import ONBEKEND
from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Benoemd, Telregel
from zicht.core.periodes import Periode
from zicht.core.voorwaarden import (
    Bevat,
    Constante,
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
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
    Waarde,
)

Rij = Mapping[str, Constante | None]
Uiterste = Callable[[UitersteDatum, Rij], date | None]


def geen_uiterste(knoop: UitersteDatum, _rij: Rij) -> date | None:
    """For conditions without a clock; a clock is then a mistake of the caller."""
    raise LookupError(f"no deadline known for {knoop.klok}")


@dataclass(frozen=True)
class Omgeving:
    """What a condition may look at beside the fact: period, peildatum and the deadline of a clock."""

    peildatum: date
    periode: Periode | None = None
    uiterste: Uiterste = geen_uiterste


def bekend(feit: type[Feit], rij: Rij, peildatum: date,
           velden: Iterable[Veld] | None = None) -> dict[str, Constante | None] | None:  # fmt: skip
    """The row (or only these fields of it) as known on the peildatum; None when it did not exist yet (leesregel 2)."""
    if feit.bestaat_op is not None and _later(rij.get(feit.bestaat_op), peildatum):
        return None
    return {veld.naam: _bekend(veld, rij, peildatum) for veld in (feit.velden() if velden is None else velden)}


def _later(waarde: object, peildatum: date) -> bool:
    return isinstance(waarde, date) and waarde > peildatum


def _bekend(veld: Veld, rij: Rij, peildatum: date) -> Constante | None:
    waarde = rij.get(veld.naam)
    gedateerd = rij.get(veld.gedateerd_door) if veld.gedateerd_door else None
    is_code = veld.soort in (Soort.CODE, Soort.JANEE)
    if (is_code and waarde == ONBEKEND) or _later(waarde, peildatum) or _later(gedateerd, peildatum):
        return None
    return waarde


def bereken(waarde: Waarde, rij: Rij, omgeving: Omgeving) -> Constante | None:
    """The value of a value node; None is unknown."""
    match waarde:
        case Veld(naam=naam):
            return rij[naam]
        case Vast(waarde=constante):
            return constante
        case Peildatum():
            return omgeving.peildatum
        case UitersteDatum(begin=begin):
            return None if rij[begin.naam] is None else omgeving.uiterste(waarde, rij)
        case DagenTussen(van=van, tot=tot):
            return _dagen(rij[van.naam], bereken(tot, rij, omgeving))
        case _:
            assert_never(waarde)


def _dagen(van: object, tot: object) -> int | None:
    return (tot - van).days if isinstance(van, date) and isinstance(tot, date) else None


def evalueer(voorwaarde: Voorwaarde, rij: Rij, omgeving: Omgeving) -> bool | None:
    """True, False or None (unknown) for one fact; and, or and not follow Kleene."""
    match voorwaarde:
        case Gelijk(links=links, rechts=rechts):
            return _vergelijk(bereken(links, rij, omgeving), bereken(rechts, rij, omgeving), kleiner=False)
        case Kleiner(links=links, rechts=rechts):
            return _vergelijk(bereken(links, rij, omgeving), bereken(rechts, rij, omgeving), kleiner=True)
        case EenVan(waarde=waarde, codes=codes):
            gevonden = bereken(waarde, rij, omgeving)
            return None if gevonden is None else gevonden in codes
        case Bevat(veld=veld, code=code):
            lijst = rij[veld.naam]
            return None if lijst is None else f";{code};" in str(lijst)
        case Ingevuld(waarde=waarde):
            return bereken(waarde, rij, omgeving) is not None
        case InPeriode(veld=veld):
            return _in_periode(rij[veld.naam], omgeving.periode)
        case En(delen=delen):
            return alle(evalueer(deel, rij, omgeving) for deel in delen)
        case Of(delen=delen):
            return _omgekeerd(alle(_omgekeerd(evalueer(deel, rij, omgeving)) for deel in delen))
        case Niet(deel=deel):
            return _omgekeerd(evalueer(deel, rij, omgeving))
        case _:
            assert_never(voorwaarde)


def _vergelijk(links: Constante | None, rechts: Constante | None, *, kleiner: bool) -> bool | None:
    if links is None or rechts is None:
        return None
    return bool(links < rechts) if kleiner else bool(links == rechts)  # type: ignore[operator]  # same kind by contract


def _in_periode(waarde: object, periode: Periode | None) -> bool:
    if periode is None:
        raise LookupError("this condition needs a period")
    return isinstance(waarde, date) and periode.bevat(waarde)


def alle(antwoorden: Iterable[bool | None]) -> bool | None:
    """Kleene's and: False wins, then unknown; nothing at all is True."""
    gezien = set(antwoorden)
    return False if False in gezien else None if None in gezien else True


def _omgekeerd(antwoord: bool | None) -> bool | None:
    return None if antwoord is None else not antwoord


def antwoord(regel: Telregel, rij: Rij, omgeving: Omgeving) -> Antwoord:
    """What one case does in an indicator: exactly one answer, in the order of `Telregel`."""

    def vraag(benoemd: Benoemd) -> bool | None:
        return alle(evalueer(voorwaarde, rij, omgeving) for voorwaarde in benoemd.values())

    noemer = vraag(regel.noemer)
    if vraag(regel.periode) is not True or noemer is False:
        return Antwoord.TELT_NIET
    if noemer is None or vraag(regel.bepaalbaar) is not True:
        return Antwoord.NIET_TE_BEPALEN
    if regel.open and (open_ := vraag(regel.open)) is not False:
        return Antwoord.NOG_OPEN if open_ else Antwoord.NIET_TE_BEPALEN
    if regel.teller and (teller := vraag(regel.teller)) is not False:
        return Antwoord.TELLER if teller else Antwoord.NIET_TE_BEPALEN
    return Antwoord.NOEMER
