"""Het dashboard van een gemeente: alleen wat is vrijgegeven, de eigen gemeente naast de regio."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import mark_safe

from zicht.catalogus import load
from zicht.core.periodes import Periode
from zicht.core.publicatie import keuzes as beleid_in_woorden
from zicht.rapportage.bord.bestand import tabelboek
from zicht.rapportage.bord.tekening import lijnkaart
from zicht.rapportage.bord.verloop import periodenaam
from zicht.rapportage.bord.zin import kopzin
from zicht.web.beheer.rechten import Bereik
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import vrijgegeven as cijfers
from zicht.web.bord.keuze import indicator as zoek_indicator
from zicht.web.bord.views.pagina import RECHT, SOORT, xlsx_antwoord
from zicht.web.vormgeving.csvbestand import csv_antwoord


def _met_periode(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Geef de pagina de gemeente van wie kijkt en de gekozen periode; zonder publicatie zegt de pagina dat."""

    @wraps(view)
    def antwoord(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.bereik(RECHT) is not Bereik.GEMEENTE:
            raise Http404("Deze bladzijde is er voor gemeenten.")
        keuzes = cijfers.keuzes(request.user.gemeente)
        if not keuzes:
            return render(request, "bord/niets_vrijgegeven.html")
        gevraagd = request.GET.get("periode") or keuzes[0].code
        periode = next((keuze for keuze in keuzes if keuze.code == gevraagd), None)
        if periode is None:
            raise Http404("Van deze periode is niets vrijgegeven.")
        return view(request, periode, *args, **kwargs)

    return antwoord


def _bladzijde(request: Verzoek, sjabloon: str, periode: Periode, **context: Any) -> HttpResponse:
    gemeente = request.user.gemeente
    publicatie = cijfers.publicatie_van(periode, gemeente)
    vast = {
        "periode": periode, "perioden": [(p.code, periodenaam(p)) for p in cijfers.keuzes(gemeente)],
        "publicatie": publicatie, "gemeentenaam": publicatie.namen.get(gemeente, gemeente),
        "beleid": beleid_in_woorden(load.publicatiebeleid(publicatie.peildatum)),
    }  # fmt: skip
    return render(request, f"bord/{sjabloon}.html", {**vast, **context})


@_met_periode
def overzicht(request: Verzoek, periode: Periode) -> HttpResponse:
    """De vrijgegeven indicatoren van de eigen gemeente, naast de regio."""
    return _bladzijde(request, "vrijgegeven", periode, groepen=cijfers.overzicht(request.user.gemeente, periode))


@recht(RECHT, SOORT)
@_met_periode
def indicator(request: Verzoek, periode: Periode, code: str) -> HttpResponse:
    """Een vrijgegeven indicator over de jaren: eerst de eigen gemeente, dan de regio."""
    gevraagd = zoek_indicator(code)
    delen = [
        (naam, verloop, kopzin(verloop), mark_safe(lijnkaart(verloop)))  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
        for naam, verloop in cijfers.verlopen(request.user.gemeente, code, periode)
    ]
    if not delen:
        raise Http404("Van deze indicator is niets vrijgegeven.")
    return _bladzijde(
        request,
        "vrijgegeven_indicator",
        periode,
        indicator=gevraagd,
        delen=delen,
        definitie=cijfers.definitie_van(code),
    )


@recht(RECHT, SOORT)
@_met_periode
def bestand(request: Verzoek, periode: Periode, soort: str) -> HttpResponseBase:
    """Wat op de bladzijde staat, als CSV of XLSX."""
    gemeente = request.user.gemeente
    naam, rijen = f"{gemeente}-{periode.code.replace('/', '_')}", cijfers.rijen(gemeente, periode)
    if soort == "csv":
        return csv_antwoord(f"{naam}.csv", cijfers.KOP, rijen)
    if soort == "xlsx":
        publicatie = cijfers.publicatie_van(periode, gemeente)
        herkomst = {"publicatie": publicatie.kenmerk, "peildatum": f"{publicatie.peildatum:%d-%m-%Y}",
                    "definitieversie": publicatie.definitieversie}  # fmt: skip
        return xlsx_antwoord(f"{naam}.xlsx", tabelboek(f"Vrijgegeven cijfers {gemeente}", cijfers.KOP, rijen, herkomst))
    raise Http404("Dit soort bestand bestaat niet: kies csv of xlsx.")
