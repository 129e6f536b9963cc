"""Filters van de werklijst bewaren, delen en weggooien."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.selecties.werk import Werkfilter
from zicht.web.registratie.views.pagina import probeer, wie_wanneer
from zicht.web.werkvoorraad.views.werklijst import filteradres


class Filterformulier(forms.Form):
    """Hoe een filter heet, en of het team het ook ziet."""

    naam = forms.CharField(
        label="Naam van het filter",
        max_length=60,
        required=False,
        help_text="Laat leeg om de werklijst voortaan zo te openen. Schrijf geen namen van mensen op.",
    )
    gedeeld = forms.BooleanField(label="Ook voor mijn team", required=False)
    gevraagd = forms.CharField(widget=forms.HiddenInput, required=False)


def filter_uit(tekst: str) -> Werkfilter:
    """Het filter zoals het in een adres staat."""
    vraag = QueryDict(tekst)
    return Werkfilter.van({**vraag.dict(), "kolommen": vraag.getlist("kolommen")})


@recht("werk.inzien", "werklijst")
def bewaren(request: Verzoek) -> HttpResponse:
    """Bewaar het filter dat nu in beeld is."""
    formulier = Filterformulier(request.POST or None, initial={"gevraagd": request.GET.urlencode()})
    filter_ = filter_uit(str(formulier["gevraagd"].value() or ""))
    if (
        request.method == "POST"
        and formulier.is_valid()
        and probeer(formulier, lambda: _bewaar(request, formulier.cleaned_data))
    ):
        messages.success(request, "Het filter is bewaard.")
        return redirect(filteradres(filter_))
    return render(request, "werkvoorraad/filter.html", {"formulier": formulier, "terug": filteradres(filter_)})


def _bewaar(request: Verzoek, gegevens: dict[str, Any]) -> None:
    handelingen.filter_bewaren(
        naam=gegevens["naam"].strip(),
        filters=filter_uit(gegevens["gevraagd"]).als_gegevens(),
        gedeeld=gegevens["gedeeld"],
        **wie_wanneer(request),
    )


@require_POST
@recht("werk.inzien", "werklijst")
def verwijderen(request: Verzoek, pk: str) -> HttpResponse:
    """Gooi een eigen filter weg."""
    formulier = forms.Form({})
    formulier.full_clean()
    if probeer(formulier, lambda: handelingen.filter_verwijderen(pk, **wie_wanneer(request))):
        messages.success(request, "Het filter is weg.")
    else:
        messages.error(request, formulier.non_field_errors().as_text().lstrip("* "))
    return redirect("werklijst")
