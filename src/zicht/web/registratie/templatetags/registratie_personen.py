"""Mensen in woorden: de naam en de rol zoals zij getypt zijn."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from zicht.core.codelijsten import ROL
from zicht.web.vormgeving.templatetags.vormgeving import naam

register = template.Library()


@register.simple_tag(takes_context=True)
def mensnaam(context: Context, velden: Mapping[str, Any]) -> SafeString:
    """De naam die in een rij getypt is; met verborgen namen alleen de rol."""
    delen = (velden.get(deel) for deel in ("voornamen", "voorvoegsel", "achternaam"))
    rol = ROL.titel(velden["rol"]) if velden.get("rol") else "iemand"
    return naam(context, " ".join(deel for deel in delen if deel) or f"{rol} zonder naam", rol)


@register.filter
def rolnaam(rij: Any) -> str:
    """De rol die in een rij gekozen is."""
    code = rij.cleaned_data.get("rol")
    return ROL.titel(code) if code else "niet bekend"
