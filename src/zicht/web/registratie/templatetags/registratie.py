"""Woorden bij de codes van de registratie."""

from collections.abc import Iterable

from django import template

from zicht.core import codelijsten

register = template.Library()

_LIJSTEN = {
    "aanleiding": codelijsten.AANLEIDING,
    "aard": codelijsten.AARD,
    "overdracht_aan": codelijsten.OVERDRACHT_AAN,
    "resultaat": codelijsten.RESULTAAT,
}


@register.filter
def codes(waarden: Iterable[str] | None, lijst: str) -> str:
    """Een of meer codes in gewone woorden, met komma's ertussen."""
    return ", ".join(_LIJSTEN[lijst].titel(code) for code in waarden or ())
