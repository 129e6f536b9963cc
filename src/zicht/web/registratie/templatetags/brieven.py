"""Bij brieven: de naam van een soort, en wie iets mag."""

from typing import Any

from django import template

from zicht.web.registratie.brieven.keuze import NAMEN

register = template.Library()


@register.filter
def briefnaam(soort: str) -> str:
    """De soort brief in woorden."""
    return NAMEN.get(soort, soort)


@register.simple_tag
def mag(gebruiker: Any, recht: str) -> bool:
    """Of deze gebruiker een recht heeft; de bladzijde zelf toetst het opnieuw."""
    return gebruiker.mag(recht)
