"""De marge tot de norm."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit.selecties import vooruitblik
from zicht.web.registratie.selecties import marge as selecties


@recht("cijfers.inzien", "cijfers")
def marge(request: Verzoek) -> HttpResponse:
    """Hoeveel er nog te laat mogen komen; de zaken zelf alleen voor wie met zaken werkt."""
    gebruiker = request.user
    stand = selecties.marges(gebruiker, settings.INSTELLINGEN.regio, timezone.now(), timezone.localdate())
    context = {"stand": stand, "met_zaken": gebruiker.mag("werk.inzien"), "vooruitblik": vooruitblik(gebruiker)}
    return render(request, "werkvoorraad/marge.html", context)
