"""De beginpagina van capaciteit: hoe het nu staat, wat er verwacht wordt, en wat er eerder is gevraagd."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import selecties, vandaag, werk
from zicht.web.capaciteit.models import Stand
from zicht.web.capaciteit.views.pagina import INZIEN, REKENEN, SOORT


@recht(INZIEN, SOORT)
def capaciteit(request: Verzoek) -> HttpResponse:
    """De rij van vandaag, de vooruitblik van de laatste doorrekening, en de geschiedenis."""
    werk.wek()
    nu = timezone.now()
    regels = selecties.geschiedenis(request.user, nu)
    context: dict[str, Any] = {
        "rij": vandaag.rij(),
        "verslag": selecties.laatste_verslag(),
        "eigen": [regel for regel in regels if regel.stand == Stand.CONCEPT],
        "regels": [regel for regel in regels if regel.stand != Stand.CONCEPT],
        "klaar": [regel for regel in regels if regel.stand == Stand.KLAAR],
        "mag_rekenen": request.user.mag(REKENEN),
    }
    return render(request, "capaciteit/capaciteit.html", context)
