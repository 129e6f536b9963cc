"""Mensen in woorden: de naam en de rol zoals zij getypt zijn."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zicht.core.codelijsten import ROL
from zicht.core.herkenning import Reden
from zicht.web.registratie.selecties.intake import Gevonden
from zicht.web.registratie.templatetags.registratie import geboren
from zicht.web.vormgeving.templatetags.vormgeving import naam

register = template.Library()
_KORT = {"bsn": "BSN"}


@register.simple_tag(takes_context=True)
def mensnaam(context: Context, velden: Mapping[str, Any]) -> SafeString:
    """De naam die in een rij getypt is; met verborgen namen alleen de rol."""
    delen = (velden.get(deel) for deel in ("voornamen", "voorvoegsel", "achternaam"))
    rol = ROL.titel(velden["rol"]) if velden.get("rol") else "iemand"
    return naam(context, " ".join(deel for deel in delen if deel) or f"{rol} zonder naam", rol)


@register.simple_tag(takes_context=True)
def reden(context: Context, wie: Gevonden, waarom: Reden) -> SafeString | str:
    """Een reden in woorden; gaat zij over vroeger, dan met wat er toen vastgelegd was."""
    eerder = wie.eerder
    if eerder is None or waarom.veld not in wie.eerder_in:
        return waarom.uitleg
    if waarom.veld in ("voornamen", "achternaam"):
        namen = (eerder.voornamen,) if waarom.veld == "voornamen" else (eerder.voorvoegsel, eerder.achternaam)
        bekend_als = naam(context, " ".join(filter(None, namen)), "een andere naam")
        return format_html("eerder bekend als {} ({})", bekend_als, waarom.uitleg)
    wat = geboren(eerder) if waarom.veld == "geboortedatum" else f"dit {_KORT.get(waarom.veld, waarom.veld)}"
    return f"eerder vastgelegd met {wat} ({waarom.uitleg})"


@register.filter
def rolnaam(rij: Any) -> str:
    """De rol die in een rij gekozen is."""
    code = rij.cleaned_data.get("rol")
    return ROL.titel(code) if code else "niet bekend"
