"""Tags en filters van normen en verbeterplannen."""

from decimal import Decimal
from typing import Any

from django import template

from zicht.catalogus.definitieversies import VERSIES
from zicht.cijfers import zinnen
from zicht.cijfers.brug import Afspraakstap, Kant, bron_in_woorden
from zicht.core.bronnen import Bron
from zicht.core.brug import Stap
from zicht.core.indicatoren import Antwoord
from zicht.core.parameters import Norm
from zicht.core.periodes import Periode, lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.rapportage import getallen
from zicht.rapportage.bord import verloop
from zicht.web.begroting.getalveld import schrijf_getal
from zicht.web.normen.keuze import Keuze
from zicht.web.normen.werkbank import normtekst_

register: Any = template.Library()


@register.filter
def heeft_versies(code: str) -> bool:
    """Of er van een definitie meer versies zijn om te vergelijken."""
    return code in VERSIES


@register.filter
def normwoorden(norm: Norm) -> str:
    """Minimaal 60 %, hoogstens 30 %, minimaal een 7, hoogstens 5 dagen."""
    return normtekst_(norm)


@register.filter
def normgetal(norm: Norm) -> str:
    """De norm zoals iemand haar typt: 60 of 7,5."""
    return schrijf_getal(norm.waarde * 100 if norm.eenheid == "procent" else norm.waarde)


@register.filter
def getaltekst(waarde: Decimal) -> str:
    """Een getal met alle cijfers die het heeft."""
    return schrijf_getal(waarde)


@register.filter
def euro(waarde: Decimal | str | None) -> str:
    """Hele euro's, of dat het onbekend is."""
    return "onbekend" if waarde is None else getallen.euro(Decimal(waarde))


@register.filter
def bronzin(bron: Bron) -> str:
    """De bron met haar plaats."""
    return bron_in_woorden(bron)


@register.filter
def periodekort(periode: Periode) -> str:
    """Burap 2 2026."""
    return verloop.periodenaam(periode)


@register.filter
def periodenaam(code: str) -> str:
    """Een periode uit haar code."""
    return verloop.periodenaam(lees_periode(code))


@register.filter
def stapzin(stap: Stap) -> str:
    """Een stap van de brug in een zin."""
    return zinnen.stapzin(stap)


@register.filter
def afspraakzin(stap: Afspraakstap) -> str:
    """Een ander nummer of een andere norm in een zin."""
    return zinnen.afspraakzin(stap)


@register.filter
def verschil(aantal: int) -> str:
    """Een verschil met plus of min."""
    return zinnen.met_teken(aantal)


@register.filter
def aandeeltekst(tellingen: Tellingen) -> str:
    """61% (11 van 18)."""
    return zinnen.aandeeltekst(tellingen)


@register.filter
def normzin(kant: Kant) -> str:
    """De norm met het oordeel."""
    return zinnen.normzin(kant)


@register.filter
def aansluiting(kant: Kant) -> str:
    """Of deze kant gelijk is aan het cijfer in de rapportage."""
    woorden = {True: "; gelijk aan het cijfer in de rapportage", False: "; WIJKT AF van het cijfer in de rapportage"}
    return "" if kant.gelijk_aan_cijfer is None else woorden[kant.gelijk_aan_cijfer]


@register.filter
def antwoord(waarde: Antwoord) -> str:
    """Wat een geval doet, in woorden."""
    return zinnen.ANTWOORD[waarde]


@register.filter
def versiekiezers(van: str, naar: str) -> list[tuple[str, str, str]]:
    """De twee keuzelijsten van de tijdmachine."""
    return [("van", van, "Van"), ("naar", naar, "Naar")]


@register.simple_tag
def keuzevraag(keuze: Keuze, **anders: str) -> str:
    """De keuzes als vraag achter een adres."""
    return keuze.vraag(**anders)


@register.simple_tag
def metnorm(keuze: Keuze, norm: Decimal | str) -> str:
    """De keuzes met een andere norm."""
    return keuze.vraag(norm=norm if isinstance(norm, str) else schrijf_getal(norm))
