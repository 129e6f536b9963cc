"""Wat een keuze kost, uit het begrotingsmodel: mensen, prijzen, en wat het zou kosten om het werk bij te houden."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zicht.capaciteit.studie.scenario import Toegepast
from zicht.capaciteit.studie.verslag import Kosten, Kostenregel
from zicht.core.begroting import scenario as kern
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.inzet import Dienstverband, Inzet, jaardeel
from zicht.core.begroting.inzetkosten import WOORD, inzetkosten, kort, prijs_van, tijd
from zicht.core.begroting.rekenen import Model as Rekening
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijziging, effect
from zicht.core.begroting.uitkomst import product
from zicht.core.periodes import korte_datum

KEUZES = (
    "Een bedrag geldt voor het tijdvak; wat de begroting per jaar rekent, telt naar rato van het tijdvak.",
    "Uitgegeven worden de extra mensen en wat een prijs of een bedrag verandert.",
    "Wat meer werk of meer verzuim aan formatie zou vragen, staat apart: de simulatie laat zien wat er zonder die mensen gebeurt.",
)
NUL = Decimal(0)
GEEN_BEGROTING = "Er is geen begroting bij deze studie."


def kosten(basis: Rekening | None, keuze: Toegepast, begin: date, eind: date) -> Kosten:
    """Wat een keuze in een tijdvak kost."""
    heel = jaardeel(begin, eind)
    mensen = keuze.scenario.mensen
    fte = rond(sum((inzet.fte * tijd(inzet, begin, eind) for inzet in mensen), NUL) / heel)
    if basis is None or keuze.rekening is None:
        leeg = None if mensen else NUL
        return Kosten(fte, leeg, NUL, None, None, waarom_onbekend=GEEN_BEGROTING if mensen else "")
    begroting = keuze.rekening.begroting
    regels = tuple(_regel(begroting, inzet, begin, eind) for inzet in mensen)
    prijs, alles = _prijs(basis, keuze.scenario), effect(basis, _zonder_mensen(keuze.rekening))
    bijhouden = None if prijs is None or alles is None else alles - prijs
    waarom = _onbekend(begroting, mensen) if any(regel.euro is None for regel in regels) else ""
    return Kosten(
        fte, opgeteld(regel.euro for regel in regels), naar_rato(prijs, heel), _fte_erbij(basis, keuze.rekening),
        naar_rato(bijhouden, heel), regels, waarom,
    )  # fmt: skip


def is_geld(wijziging: Wijziging) -> bool:
    """Of een wijziging alleen verandert wat dezelfde mensen kosten; de rest vraagt andere mensen."""
    return not (
        wijziging.pad.startswith(("dienst.", "stroom.", "verzuim.", "verloop."))
        or wijziging.pad == "formatie.productieve_uren"
    )


def _prijs(basis: Rekening, scenario: Scenario) -> Decimal | None:
    alleen = replace(scenario, wijzigingen=tuple(filter(is_geld, scenario.wijzigingen)), mensen=())
    if not alleen.wijzigingen:
        return NUL
    return effect(basis, reken(kern.pas_toe(basis.begroting, alleen)))


def _zonder_mensen(rekening: Rekening) -> Rekening:
    return reken(replace(rekening.begroting, inzet=())) if rekening.begroting.inzet else rekening


def _fte_erbij(basis: Rekening, ander: Rekening) -> Decimal | None:
    """De formatie die het werk meer vraagt, met wat verzuim en verloop boven het begrote aan vervanging vragen."""
    oud, nieuw = basis["fte.primair"].waarde, ander["fte.primair"].waarde
    if oud is None or nieuw is None:
        return None
    vervangen = (
        ander.uitkomsten[code] for code in ("vervanging.verzuim", "vervanging.verloop") if code in ander.uitkomsten
    )
    fte = (
        product("fte", "", "fte", *(deel for deel in uitkomst.delen if deel.eenheid != "euro"))
        for uitkomst in vervangen
    )
    return rond(nieuw - oud + sum((deel.waarde or NUL for deel in fte), NUL))


def _regel(begroting: Begroting, inzet: Inzet, begin: date, eind: date) -> Kostenregel:
    euro = inzetkosten(begroting, inzet, begin, eind).waarde
    prijs = prijs_van(begroting, inzet.soort).waarde
    return Kostenregel(
        naam(inzet, begin, eind),
        inzet.fte,
        prijs,
        rond(tijd(inzet, begin, eind), 6),
        None if euro is None else rond(euro),
    )


def naam(inzet: Inzet, begin: date, eind: date) -> str:
    """Een inzet in woorden, met haar dagen."""
    perioden = [f"{korte_datum(van)} tot en met {korte_datum(tot)}" for van, tot in inzet.perioden(begin, eind)]
    return f"{kort(inzet.fte)} fte {WOORD[inzet.soort]}, {' en '.join(perioden) or 'buiten dit tijdvak'}"


def _onbekend(begroting: Begroting, mensen: Iterable[Inzet]) -> str:
    zonder = dict.fromkeys(inzet.soort for inzet in mensen if prijs_van(begroting, inzet.soort).waarde is None)
    return "; ".join(f"de prijs van een fte {WOORD[soort]} staat niet in de begroting" for soort in zonder)


def per_jaar(begroting: Begroting | None, mensen: Iterable[Inzet]) -> Decimal | None:
    """Wat mensen kosten als zij een heel jaar blijven."""
    return opgeteld(_jaarbedragen(begroting, mensen))


def _jaarbedragen(begroting: Begroting | None, mensen: Iterable[Inzet]) -> Iterator[Decimal | None]:
    for inzet in mensen:
        prijs = prijs_van(begroting, inzet.soort).waarde if begroting else None
        yield None if prijs is None else rond(prijs * inzet.fte)


def prijzen(begroting: Begroting | None) -> dict[Dienstverband, Decimal | None]:
    """De prijs van een fte in een jaar, per soort."""
    return {soort: prijs_van(begroting, soort).waarde if begroting else None for soort in Dienstverband}


def opgeteld(bedragen: Iterable[Decimal | None]) -> Decimal | None:
    """De som; een onbekend bedrag maakt haar onbekend."""
    alle = list(bedragen)
    bekend = [bedrag for bedrag in alle if bedrag is not None]
    return rond(sum(bekend, NUL)) if len(bekend) == len(alle) else None


def naar_rato(bedrag: Decimal | None, deel: Decimal) -> Decimal | None:
    """Een bedrag per jaar als bedrag voor een deel van een jaar, op de cent."""
    return None if bedrag is None else rond(bedrag * deel)


def rond(getal: Decimal, cijfers: int = 2) -> Decimal:
    """Een getal op zoveel cijfers achter de komma; een half gaat omhoog."""
    return getal.quantize(Decimal(1).scaleb(-cijfers), ROUND_HALF_UP)
