"""Wat iedereen mag zien, zonder aanmelden: de bladzijden, de bestanden en de API, alle drie alleen om te lezen.

Er is geen koekje en geen sleutel. Andere websites mogen de antwoorden niet vanuit een browser opvragen (geen CORS): wie
de cijfers gebruikt haalt ze met een programma of een download, en zo blijft deze server alleen antwoorden op eigen naam.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from zicht.core.publicatie import keuzes
from zicht.web.beheer.toegang import open_pagina
from zicht.web.publicaties import uitvoer
from zicht.web.publicaties.beeld import beeld
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import cijfers_van, titel, vrijgegeven

_BEWAREN = "public, max-age=300"  # kort: wat wordt ingetrokken is binnen vijf minuten overal weg
_API_VERSIE = "1"


def _bestand(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Een antwoord dat een tussenstation even mag bewaren; wie het al heeft krijgt het niet nog eens."""

    def stempel(request: HttpRequest, kenmerk: str = "") -> str | None:
        rijen = vrijgegeven().filter(kenmerk=kenmerk) if kenmerk else vrijgegeven()
        wat = "|".join(
            [
                request.get_full_path(),
                request.get_host(),
                *(f"{rij.kenmerk}:{rij.nummer}" for rij in rijen.only("kenmerk", "nummer")),
            ]
        )
        return quote_etag(sha256(wat.encode()).hexdigest()[:32])

    @wraps(view)
    @require_safe
    @condition(etag_func=stempel)
    def antwoord(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    @wraps(view)
    def met_bewaren(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = antwoord(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["Cache-Control"] = _BEWAREN
        return response

    return open_pagina(met_bewaren)


def _open(kenmerk: str) -> Publicatie:
    """Een openbare publicatie; wat niet openbaar is bestaat hier niet."""
    return get_object_or_404(vrijgegeven(), kenmerk=kenmerk)


def _adres(request: HttpRequest, naam: str, *waarden: str) -> str:
    return request.build_absolute_uri(reverse(naam, args=waarden))


def _organisatie() -> str:
    return settings.INSTELLINGEN.organisatie


@open_pagina
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Alles wat gepubliceerd is."""
    return render(
        request, "publicaties/open_lijst.html", {"rijen": vrijgegeven().defer("inhoud"), "licentie": uitvoer.LICENTIE}
    )


@open_pagina
@require_safe
def publicatie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Een publicatie met haar tabellen; van een ingetrokken publicatie alleen dat zij er was en waarom zij weg is."""
    rij = get_object_or_404(
        Publicatie.objects.filter(voor_wie=Publicatie.OPENBAAR, stand__in=(Publicatie.VRIJ, Publicatie.INGETROKKEN)), kenmerk=kenmerk
    )  # fmt: skip
    if rij.stand == Publicatie.INGETROKKEN:
        return render(request, "publicaties/open_ingetrokken.html", {"publicatie": rij}, status=410)
    cijfers = cijfers_van(rij)
    return render(request, "publicaties/open_publicatie.html", {
        "publicatie": rij, "beeld": beeld(rij, met_verschil=False), "regels": keuzes(cijfers[0].beleid) if cijfers else (),
        "weggelaten": [(titel(code), reden) for code, reden in rij.weggelaten.items()], "licentie": uitvoer.LICENTIE,
    })  # fmt: skip


@_bestand
def als_csv(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """De cijfers als CSV, op een adres dat blijft."""
    kop = {
        "Content-Disposition": f'inline; filename="{kenmerk}.csv"',
        "Link": f'<{_adres(request, "open_csvw", kenmerk)}>; rel="describedby"; type="application/csvm+json"',
    }
    return HttpResponse(
        uitvoer.als_csv(cijfers_van(_open(kenmerk))),
        content_type="text/csv; charset=utf-8; header=present",
        headers=kop,
    )


@_bestand
def csvw(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """De beschrijving van het bestand, voor een programma."""
    inhoud = uitvoer.csvw(_open(kenmerk), _adres(request, "open_publicatie", kenmerk))
    return _json(inhoud, "application/csvm+json")


@_bestand
def catalogus(request: HttpRequest) -> HttpResponse:
    """Alles wat open is, in de woorden van DCAT."""
    rijen = [(rij, _adres(request, "open_publicatie", rij.kenmerk)) for rij in vrijgegeven().defer("inhoud")]
    return _json(uitvoer.dcat(rijen, _organisatie(), _adres(request, "open_catalogus")), "application/ld+json")


@_bestand
def api_lijst(request: HttpRequest) -> HttpResponse:
    """De publicaties, de nieuwste eerst."""
    return _json(
        {"versie": _API_VERSIE, "publicaties": [_metadata(request, rij) for rij in vrijgegeven().defer("inhoud")]}
    )


@_bestand
def api_publicatie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Een publicatie, met haar indicatoren en wat er weggelaten is."""
    rij = _open(kenmerk)
    codes = dict.fromkeys(cijfer.indicator for cijfer in cijfers_van(rij))
    return _json({
        "versie": _API_VERSIE, **_metadata(request, rij), "indicatoren": [{"code": c, "titel": titel(c)} for c in codes],
        "weggelaten": [{"code": code, "titel": titel(code), "reden": reden} for code, reden in rij.weggelaten.items()],
    })  # fmt: skip


@_bestand
def api_cijfers(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """De cijfers van een publicatie; te kiezen op indicator, gebied en periode."""
    rij = _open(kenmerk)
    filters = {naam: request.GET.get(naam, "")[:60] for naam in ("indicator", "gebied", "periode")}
    if onbekend := sorted(set(request.GET) - set(filters)):
        return _json(
            {"fout": f"Onbekend filter: {', '.join(onbekend)[:80]}. Kies uit: indicator, gebied, periode."}, status=400
        )
    return _json(
        {"versie": _API_VERSIE, "kenmerk": kenmerk, "cijfers": list(uitvoer.rijen(uitvoer.gekozen(rij, **filters)))}
    )


def _metadata(request: HttpRequest, rij: Publicatie) -> dict[str, Any]:
    return uitvoer.metadata(
        rij, _adres(request, "open_publicatie", rij.kenmerk), _adres(request, "open_api_cijfers", rij.kenmerk)
    )


def _json(inhoud: dict[str, Any], soort: str = "application/json", status: int = 200) -> HttpResponse:
    return JsonResponse(
        inhoud, json_dumps_params={"ensure_ascii": False}, content_type=f"{soort}; charset=utf-8", status=status
    )
