"""Klachten: de lijst, een nieuwe klacht, en wat de klachtenfunctionaris ermee doet."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import klokken
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.klachten import (
    Intrekformulier,
    Klachtformulier,
    Onderdeelformulier,
    Oordeelformulier,
    Reactieformulier,
)
from zicht.web.registratie.handelingen import klachten as handelingen
from zicht.web.registratie.selecties import klachten as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

RECHT, PER_BLADZIJDE = "klacht.behandelen", 50


@recht(RECHT, "klacht")
def lijst(request: Verzoek) -> HttpResponse:
    """De klachten met hun klok."""
    stand = request.GET.get("stand", "open")
    stand = stand if stand in selecties.STANDEN else "open"
    bladzijde = Paginator(selecties.klachten(stand), PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    context = {
        "bladzijde": bladzijde,
        "regels": selecties.regels(bladzijde, timezone.localdate()),
        "stand": stand,
        "standen": selecties.STANDEN,
    }
    return render(request, "registratie/klachten/lijst.html", context)


@recht(RECHT, "klacht")
def nieuw(request: Verzoek) -> HttpResponse:
    """Een klacht vastleggen."""
    formulier = Klachtformulier(request.POST or None, initial={"op": timezone.localdate()})
    gemaakt: list[m.Klacht] = []

    def doe(f: Any) -> None:
        gemaakt.append(handelingen.klacht_registreren(**f.cleaned_data, **wie_wanneer(request)))

    antwoord = formulierpagina(
        request, formulier, titel="Klacht vastleggen", doe=doe, terug=reverse("klachten"), gelukt="De klacht is vastgelegd.",
        sjabloon="registratie/klachten/formulier.html",
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("klacht", args=[gemaakt[0].kenmerk])
    return antwoord


def _haal(request: Verzoek, kenmerk: str) -> m.Klacht:
    rijen = m.Klacht.objects.select_related("dossier", "behandelaar").prefetch_related("onderdelen")
    klacht = rijen.filter(kenmerk=kenmerk).first()
    if klacht is None:
        raise Http404
    request.dossier_kenmerk = klacht.dossier.kenmerk if klacht.dossier else ""
    return klacht


@recht(RECHT, "klacht")
def klacht(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De pagina van een klacht."""
    gevonden = _haal(request, kenmerk)
    vandaag = timezone.localdate()
    klok = selecties.reactieklok(gevonden, vandaag)
    context = {
        "klacht": gevonden,
        "klok": klok,
        "uitleg": klokken.uitleg(klok.taak, vandaag) if klok else "",
        "wacht_op": selecties.wacht_op(gevonden),
        "voorstel": dict(m.Klacht._meta.get_field("oordeel").flatchoices).get(selecties.voorstel(gevonden), ""),
        "mag_dossier": selecties.mag_dossier_zien(gevonden, request.user, timezone.now()),
    }
    return render(request, "registratie/klachten/klacht.html", context)


@recht(RECHT, "klacht")
def onderdeel(request: Verzoek, pk: str) -> HttpResponse:
    """Een oordeel over een onderdeel."""
    rij = m.Klachtonderdeel.objects.filter(pk=pk).select_related("klacht__dossier").first()
    if rij is None:
        raise Http404
    begin = {"oordeel": rij.oordeel, "toelichting": rij.toelichting, "versie": rij.versie}

    def doe(f: Any) -> None:
        handelingen.klachtonderdeel_beoordelen(rij, **f.cleaned_data, **wie_wanneer(request))

    return _formulier(request, rij.klacht, Onderdeelformulier, begin, doe, "Onderdeel beoordelen",
                      "Het oordeel is vastgelegd.", rij.omschrijving)  # fmt: skip


@recht(RECHT, "klacht")
def afhandelen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het oordeel over de hele klacht."""
    rij = _haal(request, kenmerk)
    voorstel = selecties.voorstel(rij)
    begin = {"oordeel": voorstel, "op": timezone.localdate(), "versie": rij.versie}

    def doe(f: Any) -> None:
        handelingen.klacht_afhandelen(rij, **f.cleaned_data, **wie_wanneer(request))

    zin = "Het oordeel dat uit de onderdelen volgt is al gekozen." if voorstel else ""
    return _formulier(request, rij, Oordeelformulier, begin, doe, "Oordeel vastleggen",
                      "Het oordeel is vastgelegd. De klok van de reactie loopt.", zin)  # fmt: skip


@recht(RECHT, "klacht")
def reactie(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De reactie op het oordeel."""
    rij = _haal(request, kenmerk)
    begin = {"op": timezone.localdate(), "versie": rij.versie}

    def doe(f: Any) -> None:
        handelingen.klacht_beantwoorden(rij, **f.cleaned_data, **wie_wanneer(request))

    zin = "Veilig Thuis laat klager en commissie weten wat het met het oordeel doet."
    return _formulier(
        request, rij, Reactieformulier, begin, doe, "Reactie vastleggen", "De reactie is vastgelegd.", zin
    )


@recht(RECHT, "klacht")
def intrekken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De klager trekt de klacht in."""
    rij = _haal(request, kenmerk)
    begin = {"op": timezone.localdate(), "versie": rij.versie}

    def doe(f: Any) -> None:
        handelingen.klacht_intrekken(rij, **f.cleaned_data, **wie_wanneer(request))

    return _formulier(request, rij, Intrekformulier, begin, doe, "Klacht intrekken", "De klacht is ingetrokken.", "")


def _formulier(
    request: Verzoek, rij: m.Klacht, soort: Any, begin: dict[str, Any], doe: Any, titel: str, gelukt: str, zin: str
) -> HttpResponse:
    return formulierpagina(
        request, soort(request.POST or None, initial=begin), titel=titel, doe=doe, gelukt=gelukt,
        terug=reverse("klacht", args=[rij.kenmerk]), sjabloon="registratie/klachten/formulier.html",
        extra={"klacht": rij, "toelichting": zin},
    )  # fmt: skip
