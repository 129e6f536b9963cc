"""Het overzicht, een indicator, en haar bestanden."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.safestring import mark_safe

from zicht.core.indicatoren import Aantal, heeft_twee_tellingen
from zicht.core.uitleg import definitie
from zicht.rapportage.bord.bestand import csv_rijen, kop, werkboek
from zicht.rapportage.bord.tekening import lijnkaart
from zicht.rapportage.bord.verloop import KEUZES, Stap
from zicht.rapportage.bord.zin import kopzin
from zicht.web.beheer.rechten import Bereik
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import cijfers, kanttekeningen
from zicht.web.bord.keuze import Keuze, met_telling
from zicht.web.bord.keuze import indicator as zoek_indicator
from zicht.web.bord.views import vrijgegeven
from zicht.web.bord.views.pagina import ONTVOUWEN, RECHT, SOORT, bladzijde, herkomst, met_keuze, xlsx_antwoord
from zicht.web.vormgeving.csvbestand import csv_antwoord


@recht(RECHT, SOORT)
def bord(request: Verzoek) -> HttpResponse:
    """Het begin van het dashboard: voor de eigen organisatie het overzicht, voor een gemeente wat is vrijgegeven."""
    return vrijgegeven.overzicht(request) if request.user.bereik(RECHT) is Bereik.GEMEENTE else overzicht(request)


@met_keuze
def overzicht(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """Alle indicatoren van een gebied in een periode."""
    groepen = cijfers.overzicht(keuze)
    return bladzijde(request, "overzicht", keuze, groepen=groepen, telzin=cijfers.telzin(groepen))


@recht(RECHT, SOORT)
@met_keuze
def indicator(request: Verzoek, keuze: Keuze, code: str) -> HttpResponse:
    """Een indicator: zin, grafiek, tabel, gemeenten en definitie."""
    gevraagd = zoek_indicator(code)
    verloop = cijfers.verloop_van(keuze, gevraagd)
    notities = kanttekeningen.bij_verloop(keuze.stand, verloop)
    with keuze.stand.rekenen() as c:
        woorden = definitie(gevraagd, c.regel(gevraagd, met_telling(gevraagd, keuze)), c.duurteksten)
    return bladzijde(
        request,
        "indicator",
        keuze,
        indicator=gevraagd,
        verloop=verloop,
        zin=kopzin(verloop),
        grafiek=mark_safe(lijnkaart(verloop, [(plaats, nummer) for nummer, _, plaats in notities])),  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
        notities=[(nummer, notitie) for nummer, notitie, _ in notities],
        stappen=list(Stap),
        gemeenten=list(cijfers.per_gemeente(keuze, gevraagd)) if not keuze.gebied.is_gemeente else [],
        met_inwoners=isinstance(gevraagd, Aantal),
        twee_tellingen=heeft_twee_tellingen(gevraagd),
        definitie=woorden,
        leeskeuzes=KEUZES,
        mag_ontvouwen=request.user.mag(ONTVOUWEN),
    )


@recht(RECHT, SOORT)
@met_keuze
def bestand(request: Verzoek, keuze: Keuze, code: str, soort: str) -> HttpResponseBase:
    """De tabel onder de grafiek als CSV of XLSX, met dezelfde cijfers als op de bladzijde."""
    verloop = cijfers.verloop_van(keuze, zoek_indicator(code))
    naam = f"{code}-{keuze.gebied.code}-{keuze.stap.value}"
    if soort == "csv":
        return csv_antwoord(f"{naam}.csv", kop(), csv_rijen(verloop, herkomst(keuze)))
    if soort == "xlsx":
        return xlsx_antwoord(f"{naam}.xlsx", werkboek(verloop, herkomst(keuze)))
    raise Http404("Dit soort bestand bestaat niet: kies csv of xlsx.")
