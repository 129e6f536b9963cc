"""De inhoudelijke duiding: wie er melden, waarover, en wat er daarna gebeurt."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.safestring import mark_safe

from zicht.rapportage.bord.verdeling import KOP, Verdeling, balken, rijen, verdeling
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.views.pagina import RECHT, SOORT, bladzijde, met_keuze
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
def bestand(request: Verzoek, keuze: Keuze) -> HttpResponseBase:
    """Dezelfde aantallen als CSV."""
    naam = f"duiding-{keuze.gebied.code}-{keuze.periode.code.replace('/', '_')}.csv"
    return csv_antwoord(naam, KOP, rijen(_verdelingen(keuze)))


def _verdelingen(keuze: Keuze) -> list[Verdeling]:
    alle = keuze.stand.onthoud(
        ("duiding", keuze.periode.code, keuze.gebied.per), lambda c: c.duiding(keuze.periode, per=keuze.gebied.per)
    )
    return [verdeling(uitgesplitst, keuze.gebied.code) for uitgesplitst in alle]
