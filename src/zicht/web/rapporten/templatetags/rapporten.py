"""De tags van rapporten: hoe een rapport heet, zijn stand in woord en teken, en een zin met haar stukken."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zicht.rapportage.burap.toets import Zin
from zicht.web.rapporten.models import Rapport, Status
from zicht.web.rapporten.soorten import naam
from zicht.web.vormgeving.templatetags.vormgeving import pictogram

register: Any = template.Library()

_TEKENS = {
    Status.CONCEPT: ("leeg", "pen"), Status.TER_TOETSING: ("letop", "zandloper"), Status.GETOETST: ("letop", "zandloper"),
    Status.GOEDGEKEURD: ("info", "ok"), Status.BEVROREN: ("rust", "slot"), Status.GEPUBLICEERD: ("goed", "ok"),
}  # fmt: skip


@register.filter
def rapportnaam(rapport: Rapport) -> str:
    """Burap 2 van 2026, of jaarbeeld 2025."""
    return naam(rapport.soort, rapport.periode)


@register.filter
def rapportstatus(rapport: Rapport) -> SafeString:
    """De status als woord met een teken."""
    toon, teken = _TEKENS[Status(rapport.status)]
    return format_html(
        '<span class="badge toon-{}">{}<span>{}</span></span>', toon, pictogram(teken), rapport.get_status_display()
    )


@register.filter
def met_stukken(zin: Zin) -> SafeString:
    """De zin; wat aan een cijfer hangt is onderstreept, wat geweigerd wordt doorgestreept en omrand."""
    return format_html_join("", "{}", ((_stuk(stuk),) for stuk in zin.stukken))


def _stuk(stuk: Any) -> str:
    if stuk.bezwaar:
        return format_html('<del class="geweigerd">{}</del>', stuk.tekst)
    return format_html('<b class="gebonden">{}</b>', stuk.tekst) if stuk.binding else stuk.tekst.replace("**", "")
