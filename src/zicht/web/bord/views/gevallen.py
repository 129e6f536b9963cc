"""Van een cijfer naar de gevallen, van een geval naar waarom, en van een geval naar elke indicator waarin het telt."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import ontvouwen
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.keuze import indicator as zoek_indicator
from zicht.web.bord.views.pagina import ONTVOUWEN, SOORT, bladzijde, met_keuze

PER_BLADZIJDE = 50


@recht(ONTVOUWEN, SOORT)
@met_keuze
def gevallen(request: Verzoek, keuze: Keuze, code: str) -> HttpResponse:
    """De gevallen achter een cijfer, voorwaarde voor voorwaarde."""
    gevraagd = zoek_indicator(code)
    uit = ontvouwen.achter(keuze, gevraagd)
    kies = request.GET.get("antwoord", "")
    rijen = uit.met(kies)
    if kies and rijen is None:
        raise Http404("Deze groep bestaat niet.")
    pagina = Paginator(rijen or uit.gevallen, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return bladzijde(
        request, "gevallen", keuze, indicator=gevraagd, uit=uit, pagina=pagina, kies=kies,
        uitleg=ontvouwen.leg_uit(keuze, gevraagd, list(pagina)),
    )  # fmt: skip


@recht(ONTVOUWEN, SOORT)
@met_keuze
def geval(request: Verzoek, keuze: Keuze, tabel: str, kenmerk: str) -> HttpResponse:
    """Een geval in elke indicator waarin het kan tellen."""
    delen = ontvouwen.in_elke_indicator(keuze, tabel, kenmerk)
    if not delen:
        raise Http404("Dit geval bestaat niet in deze cijfers.")
    return bladzijde(request, "geval", keuze, tabel=tabel, kenmerk=kenmerk, delen=delen,
                     mag_openen=request.user.mag("zaak.inzien") and keuze.stand.om is not None)  # fmt: skip
