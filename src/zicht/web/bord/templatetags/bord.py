"""Tags en filters van het dashboard."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zicht.catalogus import load
from zicht.cijfers import Geval
from zicht.core import uitleg
from zicht.core.bronnen import Bron
from zicht.core.indicatoren import Indicator
from zicht.core.periodes import Periode
from zicht.rapportage.bord import tekening
from zicht.rapportage.bord.verloop import Punt, Verloop, periodenaam
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
