"""Het geraamte van een pagina met een formulier: tonen, uitvoeren, fouten bij het formulier met de getypte tekst erin."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.opslag import Versieverschil


def formulierpagina(
    request: Verzoek,
    formulier: forms.BaseForm,
    *,
    titel: str,
    doe: Callable[[Any], object],
    terug: str,
    gelukt: str,
    knop: str = "Opslaan",
    sjabloon: str = "registratie/formulierpagina.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Toon het formulier, of voer het uit en ga terug; wat het werkproces tegenhoudt komt als fout bovenaan."""
    if request.method == "POST" and formulier.is_valid() and probeer(formulier, lambda: doe(formulier)):
        messages.success(request, gelukt)
        return redirect(terug)
    context = {"formulier": formulier, "titel": titel, "terug": terug, "knop": knop, **(extra or {})}
    return render(request, sjabloon, context)


def probeer(formulier: forms.BaseForm, doe: Callable[[], object]) -> bool:
    """Voer een handeling uit; wat haar tegenhoudt komt bij het formulier."""
    try:
        doe()
    except GeenToegang:
        raise
    except Versieverschil as fout:
        formulier.add_error(None, ValidationError([*fout.regels, *verschillen(fout)]))
        return False
    except ZichtFout as fout:
        formulier.add_error(None, ValidationError(list(fout.regels)))
        return False
    return True


def verschillen(fout: Versieverschil) -> list[str]:
    """Wat er nu in de databank staat, voor de velden die anders zijn dan wat u zag."""
    nu = type(fout.rij)._default_manager.filter(pk=fout.rij.pk).first()
    if nu is None:
        return []
    uit: list[str] = []
    for veld in nu._meta.concrete_fields:
        anders = getattr(nu, veld.attname) != getattr(fout.rij, veld.attname)
        if anders and veld.name not in ("versie", "werkstand", "afwijkingen"):
            uit.append(
                f"{veld.verbose_name}: nu staat er ‘{getattr(nu, veld.name) or 'niets'}’, u had ‘{getattr(fout.rij, veld.name) or 'niets'}’."
            )
    return uit


def wie_wanneer(request: Verzoek) -> dict[str, Any]:
    """Wie dit doet en wanneer, voor een handeling."""
    return {"door": request.user, "om": timezone.localtime()}
