"""De leesbare uitleg van de koppeling, en de pagina waarop de beheerder sleutels maakt en intrekt."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import open_pagina, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.koppeling.api import beschrijving
from zicht.web.koppeling.models import Sleutel
from zicht.web.koppeling.sleutels import HOOGSTENS_DAGEN, lijst, sleutel_intrekken, sleutel_maken
from zicht.web.koppeling.uitleg import bewerkingen
from zicht.web.registratie.selecties.aanleveringen import STATUSSEN
from zicht.web.registratie.views.pagina import probeer
from zicht.web.vormgeving.velden import Datumveld


class Sleutelformulier(forms.Form):
    """Voor wie een sleutel is, en tot wanneer."""

    aanleveraar = forms.CharField(
        label="Korte naam van de aanleveraar",
        max_length=40,
        help_text="Kleine letters, cijfers en streepjes, zoals politie-noord. Bestaat deze naam al, dan komt de sleutel erbij.",
    )
    titel = forms.CharField(label="Naam zoals wij haar lezen", max_length=80)
    verloopt_op = Datumveld(label="Geldig tot en met")


@open_pagina
def uitleg(request: HttpRequest) -> HttpResponse:
    """Wat de koppeling kan, voor wie haar bouwt."""
    return render(
        request, "koppeling/uitleg.html", {"bewerkingen": bewerkingen(beschrijving()), "statussen": STATUSSEN.items()}
    )


@recht("gebruiker.beheren", "sleutel")
def sleutels(request: Verzoek) -> HttpResponse:
    """De sleutels, en een formulier voor een nieuwe; de nieuwe sleutel staat een keer op deze pagina."""
    nu = timezone.localtime()
    begin = {"verloopt_op": nu.date() + timedelta(days=HOOGSTENS_DAGEN - 1)}
    formulier = Sleutelformulier(request.POST or None, initial=begin)
    gemaakt: list[Any] = []
    if request.method == "POST" and formulier.is_valid():
        gegevens = formulier.cleaned_data
        if probeer(formulier, lambda: gemaakt.extend(sleutel_maken(**gegevens, door=request.user, om=nu))):
            formulier = Sleutelformulier(initial=begin)
    sleutel, geheim = gemaakt or (None, "")
    context = {"formulier": formulier, "rijen": lijst(), "vandaag": nu.date(), "sleutel": sleutel, "geheim": geheim}
    return render(request, "koppeling/sleutels.html", context)


@recht("gebruiker.beheren", "sleutel")
def intrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    """Vraag het nog een keer, en trek de sleutel dan in."""
    sleutel = get_object_or_404(Sleutel.objects.select_related("gebruiker"), pk=pk)
    if request.method == "POST":
        try:
            sleutel_intrekken(sleutel, door=request.user, om=timezone.localtime())
            messages.success(request, f"De sleutel van {sleutel.gebruiker} is ingetrokken en werkt niet meer.")
        except ZichtFout as fout:
            messages.error(request, " ".join(fout.regels))
        return redirect("sleutels")
    return render(request, "koppeling/intrekken.html", {"sleutel": sleutel})
