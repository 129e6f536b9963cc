"""Wat een gemeente van de normen ziet: wat is afgesproken en besproken, naast wat er is vrijgegeven."""

from django.http import HttpResponse

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import Stand
from zicht.web.normen import selecties
from zicht.web.normen.views.pagina import LEZEN, SOORT, bladzijde, met_stand, vandaag


@recht(LEZEN, SOORT)
@met_stand
def afspraken(request: Verzoek, cijfers: Stand) -> HttpResponse:
    """Elke afgesproken norm, wat erover loopt, en wat met opzet geen norm heeft; zonder een exact cijfer."""
    regio = cijfers.regios[0]
    return bladzijde(
        request, "afspraken", cijfers, regels=selecties.afspraken(regio, request.user.gemeente, vandaag()),
        zonder=selecties.zonder_norm(regio),
    )  # fmt: skip
