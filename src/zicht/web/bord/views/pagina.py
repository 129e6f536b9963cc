"""Wat de pagina's van het dashboard delen: het recht, de stand van de cijfers en de keuzes uit het adres."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.keuze import Keuze, lees_keuze
from zicht.web.cijferbron import GeenStand, stand

RECHT, ONTVOUWEN, BEHEREN, SOORT = "bord.inzien", "bord.ontvouwen", "bord.beheren", "bord"


def met_keuze(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Geef de pagina haar keuzes; zonder cijfers zegt de pagina wat te doen."""

    @wraps(view)
    def antwoord(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            keuze = lees_keuze(stand(), request.GET)
        except GeenStand as fout:
            return render(
                request, "bord/geen_cijfers.html", {"regels": fout.regels, "mag_beheren": request.user.mag(BEHEREN)}
            )
        return view(request, keuze, *args, **kwargs)

    return antwoord


def bladzijde(request: Verzoek, sjabloon: str, keuze: Keuze, **context: Any) -> HttpResponse:
    """Een bladzijde met haar keuzes en met waar de cijfers vandaan komen."""
    vast = {
        "keuze": keuze,
        "definitieversie": keuze.stand.definitieversie,
        "mag_beheren": request.user.mag(BEHEREN),
        **context,
    }
    return render(request, f"bord/{sjabloon}.html", vast)
