"""Tags en filters van het dashboard."""

from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.gevallen import Geval
from zicht.core import uitleg
from zicht.core.bronnen import Bron
from zicht.core.indicatoren import Indicator
from zicht.core.periodes import Periode
from zicht.rapportage import getallen
from zicht.rapportage.bord import tekening
from zicht.rapportage.bord.verloop import Punt, Verloop, periodenaam
from zicht.rapportage.getallen import procent
from zicht.web.bord.keuze import Keuze

register: Any = template.Library()


@register.filter
def klein(verloop: Verloop) -> SafeString:
    """Het verloop als kleine lijn."""
    return mark_safe(tekening.klein(verloop))  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt


@register.filter
def periodevoluit(periode: Periode) -> str:
    """Burap 2 2026 (1 januari 2026 tot en met 31 augustus 2026)."""
    return f"{periodenaam(periode)} ({periode})"


@register.filter
def laatste_voorlopig(punten: tuple[Punt, ...]) -> bool:
    """Of het laatste punt nog kan veranderen."""
    return bool(punten) and punten[-1].voorlopig


@register.simple_tag
def keuzevraag(keuze: Keuze, **anders: str) -> str:
    """De keuzes als vraag achter een adres, met wat er anders moet."""
    return keuze.vraag(**anders)


@register.filter
def ja_of_nee(antwoord: bool | None) -> str:
    """Ja, nee of onbekend."""
    return uitleg.ja_of_nee(antwoord)


@register.filter
def bronzin(bron: Bron) -> str:
    """De bron met haar plaats."""
    return f"{load.titel(bron)}, {bron.vindplaats}" if bron.vindplaats else load.titel(bron)


@register.simple_tag
def geval_adres(geval: Geval, indicator: Indicator, keuze: Keuze) -> str:
    """Het adres van een geval."""
    return f"{reverse('bord_geval', args=[indicator.telt.tabelnaam(), geval.id])}?{keuze.vraag()}"


@register.filter
def deel(waarde: Any, decimalen: int = 0) -> str:
    """Een deel tussen nul en een als percentage; leeg als het onbekend is."""
    return "" if waarde is None else procent(waarde, decimalen)


@register.simple_tag
def deel_van(teller: int, noemer: int) -> str:
    """Een deel van een geheel als percentage."""
    return procent(Fraction(teller, noemer)) if noemer else ""


@register.filter
def band(punt: Any) -> str:
    """De band van 95% om het deel met een nieuwe melding."""
    return f"{procent(1 - punt.hoog, 1)} tot {procent(1 - punt.laag, 1)}"


@register.filter
def met_teken(bedrag: int) -> str:
    """Een verschil met plus of min."""
    return getallen.met_teken(getallen.getal(bedrag), bedrag)


@register.filter
def indicatornaam(code: str) -> str:
    """De titel van een indicator; een andere tekst blijft wat zij is."""
    return INDICATOREN[code].titel if code in INDICATOREN else code


@register.filter
def halfjaar(code: str) -> str:
    """2023-H1 als 1e halfjaar 2023."""
    jaar, _, welk = code.partition("-H")
    return f"{welk}e halfjaar {jaar}" if welk else f"heel {jaar}"
