"""De daglijst om af te drukken."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.selecties import daglijst as selecties
from zicht.web.registratie.selecties.werk import SOORTEN


@recht("werk.inzien", "daglijst")
def daglijst(request: Verzoek) -> HttpResponse:
    """Het eigen werk en dat van het team, op papier voor als het systeem niet werkt."""
    gebruiker = request.user
    lijst = selecties.daglijst(gebruiker, timezone.now(), timezone.localdate())
    context = {"lijst": lijst, "soorten": SOORTEN, "om": timezone.localtime()}
    return render(request, "werkvoorraad/daglijst.html", context)
