"""Een rapport als bestand: van een concept zoals het nu is, van een bevroren rapport zoals het is bewaard."""

from django.http import Http404, HttpResponse

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import opmaak, selecties
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.soorten import soort as welke
from zicht.web.rapporten.volgorde import LEZEN

_OFFICE = "application/vnd.openxmlformats-officedocument"
INHOUD = {
    "html": "text/html; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "json": "application/json",
}


@recht(LEZEN, "rapport")
def bestand(request: Verzoek, kenmerk: str, soort: str) -> HttpResponse:
    """Het bestand; een concept zegt op elke bladzijde dat het er een is."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    if soort not in welke(rij.soort).bestanden:
        raise Http404("Zo'n bestand is er niet.")
    naam = f"{rij.soort}-{rij.periode}-uitgave-{rij.uitgave}{'' if rij.vast else '-concept'}.{soort}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return HttpResponse(_inhoud(rij, soort), content_type=INHOUD[soort], headers=koppen)


def _inhoud(rij: Rapport, soort: str) -> bytes:
    if rij.vast:
        return bytes(rij.bestanden.get(soort=soort).inhoud)
    stuk = selecties.stuk_van(rij)
    boek = rij.cijfers.conceptwerkboek
    return opmaak.bestand(stuk, soort, None if boek is None else bytes(boek))
