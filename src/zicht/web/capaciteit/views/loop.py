"""Een doorrekening die loopt: hoe ver zij is, stoppen, en opnieuw beginnen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import GeenToegang, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import aanbod, handelingen, selecties, werk, woorden
from zicht.web.capaciteit.invoer import Invoer
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.capaciteit.views import uitkomst
from zicht.web.capaciteit.views.pagina import INZIEN, REKENEN, SOORT
from zicht.web.registratie.views.pagina import wie_wanneer


@recht(INZIEN, SOORT)
def doorrekening(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De uitkomst, of hoe ver het rekenen is."""
    rij = selecties.doorrekening_of_404(kenmerk)
    if rij.stand == Stand.CONCEPT:
        return redirect("capaciteit_controle", kenmerk=kenmerk)
    if rij.stand == Stand.KLAAR:
        return uitkomst.toon(request, rij)
    werk.wek()
    context = _voortgang(rij) | {
        "regels": woorden.samenvatting(Invoer.van(rij.invoer), aanbod.titels()),
        "mag_rekenen": request.user.mag(REKENEN),
    }
    return render(request, "capaciteit/loopt.html", context)


@recht(INZIEN, SOORT)
def stand(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe ver het is, voor wie op de bladzijde wacht; loopt het niet meer, dan laadt de hele bladzijde."""
    rij = selecties.doorrekening_of_404(kenmerk)
    context = _voortgang(rij)
    if not context["loopt"]:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("doorrekening", args=[kenmerk])})
    werk.wek()
    return render(request, "capaciteit/delen/voortgang.html", context)


def _voortgang(rij: Doorrekening) -> dict[str, object]:
    nu = timezone.now()
    return {
        "rij": rij,
        "loopt": selecties.loopt(rij, nu),
        "stand": selecties.getoonde_stand(rij, nu),
        "voor_haar": selecties.voor_haar(rij),
        "procent": int(100 * rij.deel),
        "nog": woorden.nog(rij, nu),
    }


@recht(REKENEN, SOORT)
@require_POST
def stoppen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Stop het rekenen."""
    return _doe(request, kenmerk, handelingen.doorrekening_stoppen)


@recht(REKENEN, SOORT)
@require_POST
def opnieuw(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Begin opnieuw met wat stopte of mislukte."""
    return _doe(request, kenmerk, handelingen.doorrekening_starten)


@recht(REKENEN, SOORT)
@require_POST
def kopie(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een nieuwe vraag die begint met de antwoorden van deze."""
    van = selecties.doorrekening_of_404(kenmerk)
    gemaakt = handelingen.doorrekening_beginnen(Invoer.van(van.invoer), **wie_wanneer(request))
    return redirect("capaciteit_vraag", kenmerk=gemaakt.kenmerk)


def _doe(request: Verzoek, kenmerk: str, handeling: handelingen.Handeling) -> HttpResponse:
    rij = selecties.doorrekening_of_404(kenmerk)
    try:
        gedaan = handeling(rij, **wie_wanneer(request)) or rij
    except GeenToegang:
        raise
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
        gedaan = rij
    werk.wek()
    return redirect("doorrekening", kenmerk=gedaan.kenmerk)
