"""De tags van de bladzijden van capaciteit."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zicht.web.capaciteit.models import Stand
from zicht.web.vormgeving.templatetags.vormgeving import pictogram

register = template.Library()

_TEKENS = {
    Stand.CONCEPT: ("leeg", "pen"), Stand.WACHT: ("rust", "pauze"), Stand.BEZIG: ("info", "zandloper"), Stand.KLAAR: ("goed", "ok"),
    Stand.GESTOPT: ("letop", "kruis"), Stand.MISLUKT: ("fout", "waarschuwing"),
}  # fmt: skip


@register.simple_tag
def rekenstand(stand: Stand) -> SafeString:
    """De stand van een doorrekening in woord, pictogram en toon."""
    toon, teken = _TEKENS[Stand(stand)]
    return format_html(
        '<span class="badge toon-{}">{}<span>{}</span></span>', toon, pictogram(teken), Stand(stand).label
    )


@register.filter
def als_dag(tekst: str) -> date | None:
    """Een dag die als tekst bewaard is."""
    return date.fromisoformat(tekst) if tekst else None
