"""Wat de pagina's van het dashboard delen: het recht, de stand van de cijfers en de keuzes uit het adres."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from zicht.web.beheer.rechten import Bereik
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.keuze import Keuze, lees_keuze
from zicht.web.cijferbron import GeenStand, stand

RECHT, ONTVOUWEN, BEHEREN, SOORT = "bord.inzien", "bord.ontvouwen", "bord.beheren", "bord"


def met_keuze(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Geef een pagina met exacte cijfers haar keuzes; voor wie van buiten is bestaat zij niet, zonder cijfers zegt zij wat te doen."""

    @wraps(view)
    def antwoord(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.bereik(RECHT) is not Bereik.ORGANISATIE:
            raise Http404("Deze bladzijde is er voor de eigen organisatie.")
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


def herkomst(keuze: Keuze) -> dict[str, str]:
    """Waar de cijfers van een bestand vandaan komen."""
    return {
        "gebied": keuze.gebied.naam, "peildatum": f"{keuze.stand.peildatum:%d-%m-%Y}",
        "definitieversie": keuze.stand.definitieversie, "feiten": keuze.stand.vingerafdruk,
    }  # fmt: skip


def xlsx_antwoord(naam: str, inhoud: bytes) -> HttpResponse:
    """Een rekenblad om te bewaren."""
    return HttpResponse(
        inhoud,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )
