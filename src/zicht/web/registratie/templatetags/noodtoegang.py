"""De balk die zegt dat u een dossier met noodtoegang ziet, en tot hoe laat."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from zicht.web.registratie.views.noodtoegang import balk

register = template.Library()


@register.filter
def mag(gebruiker: Any, code: str) -> bool:
    """Of deze gebruiker een recht heeft, voor een knop die anders nergens heen gaat."""
    return gebruiker.mag(code)


@register.inclusion_tag("registratie/delen/noodbalk.html", takes_context=True)
def noodbalk(context: Context) -> dict[str, Any]:
    """De noodtoegang van deze pagina, als die er is."""
    nood = balk(context["request"])
    minuten = int((nood.tot - timezone.now()).total_seconds() // 60) if nood else 0
    return {"nood": nood, "minuten": minuten, "csrf_token": context.get("csrf_token", "")}
