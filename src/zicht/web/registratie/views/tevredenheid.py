"""Tevredenheid: een link maken, de respons zien, en de bladzijde voor wie antwoordt."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import open_pagina, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.tevredenheid import Antwoordformulier, Vraagformulier
from zicht.web.registratie.handelingen import tevredenheid as handelingen
from zicht.web.registratie.opslag import Versieverschil
from zicht.web.registratie.selecties import tevredenheid as selecties
from zicht.web.registratie.views.pagina import wie_wanneer

RECHT, JAAR = "tevredenheid.vragen", timedelta(days=365)


@recht(RECHT, "tevredenheid")
def overzicht(request: Verzoek) -> HttpResponse:
    """De respons van het afgelopen jaar, naast de cijfers, en de links die nog open zijn."""
    return _overzicht(request, Vraagformulier())


def _overzicht(
    request: Verzoek, formulier: Vraagformulier, link: str = "", vraag: m.Tevredenheidsvraag | None = None
) -> HttpResponse:
    vandaag = timezone.localdate()
    regels = selecties.respons(vandaag - JAAR, vandaag)
    context = {
        "formulier": formulier,
        "link": link,
        "vraag": vraag,
        "regels": selecties.woorden(regels),
        "teksten": selecties.teksten(regels, vandaag - JAAR, vandaag),
        "open_vragen": selecties.open_vragen(vandaag),
        "te_weinig": selecties.TE_WEINIG,
    }
    return render(request, "registratie/tevredenheid/overzicht.html", context)


@recht(RECHT, "tevredenheid")
def vragen(request: Verzoek) -> HttpResponse:
    """Een link maken. Hij staat alleen in dit antwoord, en daarna nergens meer."""
    if request.method != "POST":
        return redirect("tevredenheid")
    formulier = Vraagformulier(request.POST)
    if not formulier.is_valid():
        return _overzicht(request, formulier)
    vraag, code = handelingen.tevredenheid_vragen(
        **formulier.gekozen(), op=timezone.localdate(), **wie_wanneer(request)
    )
    link = request.build_absolute_uri(reverse("oordeel", args=[code]))
    return _overzicht(request, Vraagformulier(), link, vraag)


@recht(RECHT, "tevredenheid")
def intrekken(request: Verzoek, pk: str) -> HttpResponse:
    """Een link ongeldig maken."""
    vraag = m.Tevredenheidsvraag.objects.filter(pk=pk).first()
    if vraag is None:
        raise Http404
    if request.method == "POST":
        try:
            handelingen.tevredenheid_intrekken(vraag, op=timezone.localdate(), **wie_wanneer(request))
            messages.success(request, "De link is ingetrokken.")
        except ZichtFout as fout:
            messages.error(request, " ".join(fout.regels))
    return redirect("tevredenheid")


# Zonder sessie en zonder koekje: wie antwoordt laat op een gedeeld toestel geen spoor na. De code in het adres is de
# sleutel, en die heeft een andere website niet; een extra code tegen vervalste formulieren voegt dus niets toe.
@csrf_exempt
@open_pagina
def oordeel(request: HttpRequest, code: str) -> HttpResponse:
    """De bladzijde voor wie antwoordt: niets over een zaak, en altijd dezelfde zin als een link niet meer geldt."""
    vraag, vandaag = selecties.bij_code(code), timezone.localdate()
    if vraag is None or not handelingen.is_open(vraag, vandaag):
        return _bladzijde(request, "dicht", status=404)
    formulier = Antwoordformulier(request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        try:
            handelingen.tevredenheid_antwoorden_per_link(vraag, **formulier.cleaned_data, op=vandaag, om=timezone.now())
        except Versieverschil:
            return _bladzijde(request, "dicht", status=404)
        return _bladzijde(request, "dank")
    return _bladzijde(request, "vraag", formulier=formulier)


def _bladzijde(request: HttpRequest, deel: str, *, status: int = 200, **context: object) -> HttpResponse:
    response = render(request, "registratie/tevredenheid/oordeel.html", {"deel": deel, **context}, status=status)
    response["Referrer-Policy"] = "no-referrer"  # het adres van deze bladzijde is een sleutel
    return response
