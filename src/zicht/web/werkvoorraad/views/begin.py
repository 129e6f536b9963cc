"""De beginpagina: wat iemand vandaag moet doen, naar zijn rol."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit.selecties import vooruitblik
from zicht.web.registratie.selecties import wachtlijst as wachtselecties
from zicht.web.registratie.selecties import werk
from zicht.web.registratie.selecties.werk import IK, MIJN, Werkfilter
from zicht.web.vormgeving.menu import punten_voor
from zicht.web.werkvoorraad.views.werklijst import filteradres

_EERSTE = 15


@recht("eigen")
def begin(request: Verzoek) -> HttpResponse:
    """Mijn werk; wie geen zaken doet ziet zijn eigen bladzijden."""
    gebruiker = request.user
    context = _werk(gebruiker) if gebruiker.mag("werk.inzien") else {"lijst": None, "punten": punten_voor(request)}
    context |= {"vooruitblik": vooruitblik(gebruiker)}
    return render(request, "werkvoorraad/begin.html", context)


def _werk(gebruiker: Gebruiker) -> dict[str, Any]:
    nu, vandaag = timezone.now(), timezone.localdate()
    lijst = werk.werklijst(gebruiker, Werkfilter(eigenaar=IK), 1, nu, vandaag)
    stappen = wachtselecties.stappen(gebruiker, nu, vandaag)
    return {
        "lijst": lijst,
        "regels": lijst.regels[:_EERSTE],
        "meer": lijst.totaal - min(lijst.totaal, _EERSTE),
        "alles_adres": filteradres(Werkfilter(eigenaar=IK)),
        "eigen": _tellers(lijst, eigenaar=IK),
        "team": _tellers(lijst, team=MIJN) if gebruiker.team_id else (),
        "stappen": stappen,
        "controle_voorbij": sum(stap.controle_voorbij for stap in stappen),
    }


def _tellers(lijst: werk.Werklijst, **wie: str) -> list[tuple[str, int, str]]:
    """Per stand van de klok het aantal en de lijst erachter."""
    filters = [Werkfilter.van({**wie, "stand": stand}) for stand in ("te_laat", "bijna_te_laat", "op_tijd")]
    return [(filter_.stand, lijst.aantal(filter_), filteradres(filter_)) for filter_ in filters]
