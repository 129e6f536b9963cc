"""De inhoudelijke duiding: wie er melden, waarover, en wat er daarna gebeurt."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.safestring import mark_safe

from zicht.rapportage.bord.bestand import tabelboek
from zicht.rapportage.bord.verdeling import KOP, Verdeling, balken, rijen, verdeling
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.views.pagina import RECHT, SOORT, bladzijde, herkomst, met_keuze, xlsx_antwoord
from zicht.web.vormgeving.csvbestand import csv_antwoord


@recht(RECHT, SOORT)
@met_keuze
def duiding(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """Elke uitsplitsing van een gebied in een periode."""
    delen = [
        (deze, mark_safe(balken(deze)))  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
        for deze in _verdelingen(keuze)
    ]
    return bladzijde(request, "duiding", keuze, delen=delen)


@recht(RECHT, SOORT)
@met_keuze
def bestand(request: Verzoek, keuze: Keuze, soort: str) -> HttpResponseBase:
    """Dezelfde aantallen als CSV of XLSX."""
    naam, alle = f"duiding-{keuze.gebied.code}-{keuze.periode.code.replace('/', '_')}", rijen(_verdelingen(keuze))
    if soort == "csv":
        return csv_antwoord(f"{naam}.csv", KOP, alle)
    if soort == "xlsx":
        return xlsx_antwoord(f"{naam}.xlsx", tabelboek(f"Duiding {keuze.gebied.naam}", KOP, alle, herkomst(keuze)))
    raise Http404("Dit soort bestand bestaat niet: kies csv of xlsx.")


def _verdelingen(keuze: Keuze) -> list[Verdeling]:
    alle = keuze.stand.onthoud(
        ("duiding", keuze.periode.code, keuze.gebied.per), lambda c: c.duiding(keuze.periode, per=keuze.gebied.per)
    )
    return [verdeling(uitgesplitst, keuze.gebied.code) for uitgesplitst in alle]
