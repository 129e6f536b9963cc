"""Tellen met de referentie: dezelfde uitkomst als `engines.tellen`, rij voor rij en zonder SQL."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from support.brede import Brede
from zicht.core.indicatoren import Antwoord, Indicator
from zicht.core.reference import Omgeving, antwoord, bereken, evalueer
from zicht.core.uitslagen import Tellingen
from zicht.core.uitsplitsingen import Uitsplitsing
from zicht.core.voorwaarden import InPeriode
from zicht.engines.sql import Venster
from zicht.engines.tellen import Gebied, Teltaak


@dataclass
class _Stapel:
    antwoorden: Counter[Antwoord] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    verdeling: Counter[Decimal] = field(default_factory=Counter)

    def tellingen(self, taak: Teltaak) -> Tellingen:
        a = self.antwoorden
        return Tellingen(
            a[Antwoord.NOEMER] + a[Antwoord.TELLER], a[Antwoord.TELLER], a[Antwoord.NIET_TE_BEPALEN],
            a[Antwoord.NOG_OPEN], {naam: self.apart[naam] for naam in taak.regel.apart}, dict(self.verdeling),
        )  # fmt: skip


def omgeving(brede: Brede, venster: Venster) -> Omgeving:
    """Wat de referentie naast de rij mag zien."""
    return Omgeving(venster.peildatum, venster.periode, brede.uiterste())


def tel(brede: Brede, indicator: Indicator, taak: Teltaak, venster: Venster,
        gebied: str = "gemeente") -> dict[Gebied, Tellingen]:  # fmt: skip
    """De tellingen van een indicator per gebied, ook voor gebieden met alleen gevallen die niet tellen."""
    stapels: dict[Gebied, _Stapel] = {}
    wereld = omgeving(brede, venster)
    for rij in brede.bekend(indicator.telt, venster.peildatum):
        stapel = stapels.setdefault(rij[gebied], _Stapel())
        doet = antwoord(taak.regel, rij, wereld)
        stapel.antwoorden[doet] += 1
        if doet >= Antwoord.NOEMER:
            stapel.apart.update(naam for naam, v in taak.regel.apart.items() if evalueer(v, rij, wereld))
            if taak.verdeling_van is not None:
                stapel.verdeling[Decimal(str(bereken(taak.verdeling_van, rij, wereld)))] += 1
    return {naam: stapel.tellingen(taak) for naam, stapel in stapels.items()}


def verdeel(brede: Brede, uitsplitsing: Uitsplitsing, venster: Venster) -> dict[Gebied, tuple[int, ...]]:
    """Een uitsplitsing per gemeente: het totaal en het aantal per groep; een lege gemeente ontbreekt."""
    wereld = omgeving(brede, venster)
    noemer = list(uitsplitsing.noemer.values())
    if uitsplitsing.periode_op is not None:
        noemer.append(InPeriode(uitsplitsing.periode_op))
    geteld: dict[Gebied, Counter[int]] = {}
    for rij in brede.bekend(uitsplitsing.telt, venster.peildatum):
        if all(evalueer(voorwaarde, rij, wereld) for voorwaarde in noemer):
            groepen = (nr for nr, g in enumerate(uitsplitsing.groepen, 1) if evalueer(g.voorwaarde, rij, wereld))
            geteld.setdefault(rij["gemeente"], Counter()).update((0, *groepen))
    aantal = len(uitsplitsing.groepen) + 1
    return {naam: tuple(teller[nr] for nr in range(aantal)) for naam, teller in geteld.items()}


def samen(delen: Iterable[Tellingen]) -> Tellingen:
    """De som van tellingen."""
    alle = list(delen)
    return Tellingen(
        sum(t.noemer for t in alle), sum(t.teller for t in alle), sum(t.niet_te_bepalen for t in alle),
        sum(t.nog_open for t in alle), _opgeteld([t.apart for t in alle]), _opgeteld([t.verdeling for t in alle]),
    )  # fmt: skip


def _opgeteld(delen: Sequence[Mapping[Any, int]]) -> dict[Any, int]:
    uit: Counter[Any] = Counter()
    for deel in delen:
        uit.update(deel)
    return dict(uit)
