"""Politiemeldingen in bulk: een bestand kiezen, per rij het oordeel zien, inlezen, en de afgekeurde rijen ophalen."""

import json
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import concepten, politiebestand
from zicht.web.registratie.handelingen.politie import Oordeel, Rijoordeel, politiemeldingen_inlezen
from zicht.web.registratie.views.pagina import probeer, wie_wanneer


class Bestandformulier(forms.Form):
    """Een bestand met politiemeldingen."""

    bestand = forms.FileField(label="Bestand met politiemeldingen (CSV)", help_text="Ten hoogste 500 rijen en 1 MB.")


@recht("melding.registreren", "melding")
def politie(request: Verzoek) -> HttpResponse:
    """Een bestand kiezen; er wordt nog niets vastgelegd."""
    formulier = Bestandformulier(request.POST or None, request.FILES or None)
    pk = uuid4()
    if request.method == "POST" and formulier.is_valid():
        bestand: UploadedFile = formulier.cleaned_data["bestand"]
        if probeer(formulier, lambda: _bewaar(request, pk, _lees(bestand))):
            return redirect("politie_nakijken", pk=pk)
    return render(request, "registratie/intake_politie.html", {"formulier": formulier})


def _lees(bestand: Any) -> list[dict[str, str]]:
    return politiebestand.lees(bestand.read(politiebestand.HOOGSTENS_BYTES + 1))


def _bewaar(request: Verzoek, pk: UUID, regels: list[dict[str, str]]) -> None:
    concepten.bewaar(request.user, f"politie/{pk}", {"regels": [json.dumps(regels)]}, om=timezone.now())


def _regels(request: Verzoek, pk: UUID) -> list[dict[str, str]]:
    gegevens = concepten.lees(request.user, f"politie/{pk}")
    if gegevens is None:
        raise Http404
    return json.loads(gegevens["regels"])


def _beoordeel(request: Verzoek, regels: list[dict[str, str]], *, proef: bool) -> list[Rijoordeel]:
    return politiemeldingen_inlezen(politiebestand.als_rijen(regels), proef=proef, **wie_wanneer(request))


@recht("melding.registreren", "melding")
def nakijken(request: Verzoek, pk: UUID) -> HttpResponse:
    """Het oordeel per rij; pas met de knop wordt er iets vastgelegd."""
    regels = _regels(request, pk)
    formulier = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "weg" in request.POST:
        concepten.verwijder(request.user, f"politie/{pk}")
        messages.success(request, "Het bestand is weggegooid.")
        return redirect("politie")
    proef = request.method != "POST"
    oordelen = _beoordeel(request, regels, proef=proef)
    if not proef:
        _houd_afgekeurde(request, pk, regels, oordelen)
    telling = {oordeel.name.lower(): sum(rij.oordeel is oordeel for rij in oordelen) for oordeel in Oordeel}
    context = {"pk": pk, "formulier": formulier, "oordelen": oordelen, "telling": telling, "proef": proef}
    return render(request, "registratie/intake_politie_nakijken.html", context)


def _houd_afgekeurde(request: Verzoek, pk: UUID, regels: list[dict[str, str]], oordelen: list[Rijoordeel]) -> None:
    """Na het inlezen blijven alleen de afgekeurde rijen over, om op te halen en te verbeteren."""
    over = [regels[rij.nummer - 1] for rij in oordelen if rij.oordeel is Oordeel.AFGEKEURD]
    if over:
        _bewaar(request, pk, over)
    else:
        concepten.verwijder(request.user, f"politie/{pk}")


@recht("melding.registreren", "melding")
def afgekeurd(request: Verzoek, pk: UUID) -> HttpResponse:
    """De afgekeurde rijen met de reden, als bestand."""
    regels = _regels(request, pk)
    oordelen = _beoordeel(request, regels, proef=True)
    return _bestand(politiebestand.afgekeurd(regels, oordelen), "afgekeurde-politiemeldingen.csv")


@recht("melding.registreren", "melding")
def voorbeeld(request: Verzoek) -> HttpResponse:
    """Een voorbeeld van het bestand, met een verzonnen rij."""
    return _bestand(politiebestand.voorbeeld(), "voorbeeld-politiemeldingen.csv")


def _bestand(tekst: str, naam: str) -> HttpResponse:
    antwoord = HttpResponse(tekst, content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
