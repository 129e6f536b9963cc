"""Het geraamte van een pagina met een formulier in het beheer."""

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


def formulierpagina(
    request: Verzoek,
    formulier: forms.BaseForm,
    *,
    titel: str,
    doe: Callable[[dict[str, Any]], object],
    terug: str,
    gelukt: str,
    **extra: Any,
) -> HttpResponse:
    """Toon het formulier, of voer het uit en ga terug. Een wachtwoord als antwoord staat een keer in beeld."""
    if request.method == "POST" and formulier.is_valid():
        try:
            antwoord = doe(formulier.cleaned_data)
        except GeenToegang:
            raise
        except ZichtFout as fout:
            formulier.add_error(None, ValidationError(list(fout.regels)))
        else:
            return _klaar(request, antwoord, terug=terug, gelukt=gelukt)
    return render(
        request, "beheer/formulierpagina.html", {"formulier": formulier, "titel": titel, "terug": terug, **extra}
    )


def _klaar(request: Verzoek, antwoord: object, *, terug: str, gelukt: str) -> HttpResponse:
    if isinstance(antwoord, str) and antwoord:
        return render(request, "beheer/wachtwoord.html", {"wachtwoord": antwoord, "terug": terug, "gelukt": gelukt})
    messages.success(request, gelukt)
    return redirect(terug)


def wie_wanneer(request: Verzoek) -> dict[str, Any]:
    """Wie dit doet en wanneer."""
    return {"door": request.user, "om": timezone.now()}
