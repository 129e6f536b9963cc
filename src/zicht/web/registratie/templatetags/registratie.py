"""Woorden bij de codes van de registratie."""

from collections.abc import Iterable

from django import template

from zicht.core import codelijsten
from zicht.web.registratie.models import EerderBekend, Persoon
from zicht.web.vormgeving.templatetags.vormgeving import deeldatum
from zicht.web.vormgeving.velden import Deeldatum

register = template.Library()

_LIJSTEN = {
    "aanleiding": codelijsten.AANLEIDING,
    "aard": codelijsten.AARD,
    "overdracht_aan": codelijsten.OVERDRACHT_AAN,
    "resultaat": codelijsten.RESULTAAT,
}


@register.filter
def codes(waarden: Iterable[str] | None, lijst: str) -> str:
    """Een of meer codes in gewone woorden, met puntkomma's ertussen: in een woord zelf kan een komma staan."""
    return "; ".join(_LIJSTEN[lijst].titel(code) for code in waarden or ())


@register.filter
def periodenaam(code: str) -> str:
    """2026-burap3 als 'burap 3 van 2026'; een andere periode zoals zij heet."""
    jaar, _, deel = code.partition("-burap")
    return f"burap {deel} van {jaar}" if deel else code


@register.filter
def geboren(persoon: Persoon | EerderBekend) -> str:
    """De geboortedatum voor zover bekend."""
    return deeldatum(Deeldatum(persoon.geboortejaar, persoon.geboortemaand, persoon.geboortedag, persoon.ongeboren))
