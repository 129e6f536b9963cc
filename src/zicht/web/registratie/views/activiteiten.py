"""Activiteiten: snel vastleggen, en wat er in een maand is gedaan."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import ACTIVITEIT
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.klachten import Gemeenteveld
from zicht.web.registratie.handelingen import activiteiten as handelingen
from zicht.web.registratie.selecties import activiteiten as selecties
from zicht.web.registratie.selecties.intake import gemeenten
from zicht.web.registratie.views.pagina import formulierpagina, probeer, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

RECHT = "activiteit.registreren"


class Activiteitformulier(forms.Form):
    """Een activiteit, in een paar tikken."""

    soort = KeuzeVeld(label="Wat?", choices=[code for code in ACTIVITEIT.codes if code[0] != "onbekend"])
    op = Datumveld(label="Wanneer?")
    aantal = forms.IntegerField(label="Hoeveel keer?", min_value=1, max_value=100, initial=1,
                                widget=forms.NumberInput({"class": "invoer-kort"}))  # fmt: skip
    gemeente = Gemeenteveld()
    omschrijving = forms.CharField(
        label="Waar of voor wie?", max_length=200, required=False, help_text="Geen namen van gezinnen."
    )


class Verbeterformulier(Activiteitformulier):
    """Een activiteit verbeteren."""

    aantal = forms.IntegerField(label="Hoeveel keer?", min_value=0, max_value=100, help_text="Nul als het niet doorging.",
                                widget=forms.NumberInput({"class": "invoer-kort"}))  # fmt: skip
    reden = forms.CharField(label="Wat klopte er niet?", max_length=200)
    versie = forms.IntegerField(widget=forms.HiddenInput)


@recht(RECHT, "activiteit")
def lijst(request: Verzoek) -> HttpResponse:
    """De activiteiten van een maand, met het formulier ernaast."""
    vandaag = timezone.localdate()
    formulier = Activiteitformulier(request.POST or None, initial={"op": vandaag, "aantal": 1})

    def doe() -> None:
        handelingen.activiteit_registreren(**formulier.cleaned_data, **wie_wanneer(request))

    if request.method == "POST" and formulier.is_valid() and probeer(formulier, doe):
        messages.success(request, "De activiteit is vastgelegd.")
        return redirect(f"{reverse('activiteiten')}?maand={formulier.cleaned_data['op']:%Y-%m}")
    maand = selecties.maand(selecties.lees_maand(request.GET.get("maand", ""), vandaag))
    context = {"formulier": formulier, "maand": maand, "gemeenten": dict(gemeenten())}
    return render(request, "registratie/activiteiten/lijst.html", context)


@recht(RECHT, "activiteit")
def verbeteren(request: Verzoek, pk: str) -> HttpResponse:
    """Een activiteit verbeteren; de oude stand blijft bewaard."""
    rij = m.Activiteit.objects.filter(pk=pk).first()
    if rij is None:
        raise Http404
    begin = {"soort": rij.soort, "op": rij.datum, "aantal": rij.aantal, "gemeente": rij.gemeente,
             "omschrijving": rij.omschrijving, "versie": rij.versie}  # fmt: skip

    def doe(f: Any) -> None:
        handelingen.activiteit_verbeteren(rij, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Verbeterformulier(request.POST or None, initial=begin), titel="Activiteit verbeteren", doe=doe,
        terug=f"{reverse('activiteiten')}?maand={rij.datum:%Y-%m}", gelukt="De activiteit is verbeterd.",
    )  # fmt: skip
