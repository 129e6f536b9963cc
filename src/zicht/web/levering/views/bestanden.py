"""Bestanden van een levering: het bestand zelf, de rapporten en wat het CBS terugstuurde."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from zicht.rapportage.levering.maak import SOORTEN, VORMEN
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.levering import selecties
from zicht.web.levering.bouwen import staat
from zicht.web.levering.models import Retour
from zicht.web.levering.views.levering import zoek
from zicht.web.levering.views.lijst import BESTAND, INZIEN, SOORT

_INHOUD = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@recht(BESTAND, SOORT)
def bestand(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het bestand voor het CBS. Het komt de deur niet uit zolang iets het tegenhoudt."""
    rij = zoek(kenmerk, met_inhoud=True)
    if not rij.inhoud:
        raise Http404("Er is nog geen bestand gebouwd.")
    tegen = () if rij.is_geleverd else rij.keuring.open(selecties.verklaringen(rij.periode))
    if tegen:
        messages.error(
            request,
            f"Er zijn nog {len(tegen)} bevindingen die de levering tegenhouden. Daarna kunt u het bestand ophalen.",
        )
        return redirect("levering", kenmerk)
    return _stuur(rij.bytes, "application/octet-stream", f"levering-{rij.periode}-{rij.volgnummer}.txt")


@recht(INZIEN, SOORT)
def rapport(request: Verzoek, kenmerk: str, soort: str, vorm: str) -> HttpResponse:
    """Het eigen spiegelrapport of kwaliteitsrapport."""
    rij = zoek(kenmerk, met_inhoud=True)
    if soort not in SOORTEN or vorm not in VORMEN or not rij.inhoud:
        raise Http404("Zo'n rapport is er niet.")
    inhoud = VORMEN[vorm](SOORTEN[soort](staat(rij, selecties.verklaringen(rij.periode))))
    return _stuur(inhoud, _INHOUD[vorm], f"{soort}-{rij.periode}-{rij.volgnummer}.{vorm}")


@recht(BESTAND, SOORT)
def retour(request: Verzoek, kenmerk: str, sleutel: str) -> HttpResponse:
    """Wat het CBS terugstuurde, zoals het kwam."""
    rij = get_object_or_404(Retour, pk=sleutel, levering__kenmerk=kenmerk)
    naam = re.sub(r"[^A-Za-z0-9._-]", "-", rij.bestandsnaam)
    return _stuur(rij.inhoud.encode("latin-1"), "application/octet-stream", naam)


def _stuur(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "no-store"}
    return HttpResponse(inhoud, content_type=soort, headers=koppen)
