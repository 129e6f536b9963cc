"""Wat de pagina's delen: de rechten, de stand van de cijfers, en een formulier met toelichting."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import GeenStand, Stand, stand
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

__all__ = ["formulier_over", "wie_wanneer"]

NORM, LEZEN, BESPREKEN, VASTSTELLEN, SOORT = "norm.inzien", "norm.lezen", "norm.bespreken", "norm.vaststellen", "norm"
PLAN, PLAN_BEWERKEN, PLANSOORT = "verbeterplan.inzien", "verbeterplan.bewerken", "verbeterplan"


def vandaag() -> date:
    """De dag van vandaag, op de klok van hier."""
    return timezone.localdate()


def met_stand(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Geef de pagina de cijfers; zonder cijfers zegt de pagina wat te doen."""

    @wraps(view)
    def antwoord(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            cijfers: Stand = stand()
        except GeenStand as fout:
            return render(request, "normen/geen_cijfers.html", {"regels": fout.regels})
        return view(request, cijfers, *args, **kwargs)

    return antwoord


def bladzijde(request: Verzoek, sjabloon: str, cijfers: Stand, **context: Any) -> HttpResponse:
    """Een bladzijde met waar de cijfers vandaan komen."""
    return render(request, f"normen/{sjabloon}.html", {"cijfers": cijfers, "vandaag": vandaag(), **context})


def formulier_over(
    request: Verzoek, formulier: forms.BaseForm, *, titel: str, doe: Any, gelukt: str, terug: str, pad: tuple[tuple[str, str], ...],
    knop: str = "Opslaan", toelichting: str = "",
) -> HttpResponse:  # fmt: skip
    """Een formulier; `pad` is de weg ernaartoe, als adres en woord."""
    return formulierpagina(
        request, formulier, titel=titel, doe=doe, gelukt=gelukt, terug=terug, knop=knop, sjabloon="normen/formulier.html",
        extra={"toelichting": toelichting, "pad": pad},
    )  # fmt: skip
