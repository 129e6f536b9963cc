"""Wat de pagina's van een begroting delen: het stuk openen, en een formulier erover."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from zicht.web.begroting.stukken import Stuk, open_stuk
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.views.pagina import formulierpagina, probeer, wie_wanneer

__all__ = ["formulier_over", "open_van", "probeer", "wie_wanneer"]

RECHT, BEWERKEN, SOORT = "begroting.inzien", "begroting.bewerken", "begroting"


def open_van(request: Verzoek, kenmerk: str) -> Stuk:
    """Het stuk van deze pagina, in de versie die in het adres staat."""
    nummer = request.GET.get("versie", "")
    if nummer and not (nummer.isdigit() and len(nummer) < 9):
        raise Http404("Deze versie bestaat niet.")
    return open_stuk(kenmerk, int(nummer) if nummer else None)


def formulier_over(
    request: Verzoek, stuk: Stuk, formulier: forms.BaseForm, *, titel: str, doe: Any, gelukt: str, knop: str = "Opslaan",
    toelichting: str = "", sjabloon: str = "begroting/formulier.html",
) -> HttpResponse:  # fmt: skip
    """Een formulier over een begroting; klaar is terug naar de begroting."""
    return formulierpagina(
        request, formulier, titel=titel, doe=doe, gelukt=gelukt, knop=knop, terug=reverse("begroting", args=[stuk.kenmerk]),
        sjabloon=sjabloon, extra={"stuk": stuk, "toelichting": toelichting},
    )  # fmt: skip
