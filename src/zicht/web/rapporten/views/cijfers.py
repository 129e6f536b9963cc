"""De cijfers van een rapport ophalen, en zien hoe ver dat is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import handelingen, selecties, werk
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.views.rapport import pagina_van
from zicht.web.rapporten.volgorde import INZIEN, SCHRIJVEN
from zicht.web.registratie.views.pagina import wie_wanneer


@recht(INZIEN, "rapport", post=SCHRIJVEN)
def ophalen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Van wanneer de cijfers zijn, en de cijfers van nu ophalen."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    fout: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            werk.begin(handelingen.opdracht_geven(rij, **wie_wanneer(request)))
            return redirect("rapport_cijfers", kenmerk=kenmerk)
        except ZichtFout as gevonden:
            fout = gevonden.regels
    context = _voortgang(rij) | {
        "fout": fout,
        "veranderd": selecties.is_veranderd(rij),
        "getekend": selecties.handtekeningen(rij),
        "mag_schrijven": request.user.mag(SCHRIJVEN) and not rij.vast,
    }
    return render(request, "rapporten/cijfers.html", context)


@recht(INZIEN, "rapport")
def stand(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe ver het ophalen is, voor wie op de pagina wacht; is het klaar, dan laadt de hele pagina."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    context = _voortgang(rij)
    if not context["loopt"]:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("rapport_cijfers", args=[kenmerk])})
    return render(request, "rapporten/delen/voortgang.html", context)


def _voortgang(rij: Rapport) -> dict[str, object]:
    opdracht, nu = selecties.opdracht_van(rij), timezone.now()
    loopt = selecties.loopt(opdracht, nu)
    gestopt = opdracht is not None and opdracht.klaar_om is None and not loopt
    return pagina_van(rij) | {"opdracht": opdracht, "loopt": loopt, "gestopt": gestopt}
