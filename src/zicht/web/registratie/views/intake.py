"""Nieuw contact: het scherm tijdens het gesprek, wie al bekend is, nakijken, opslaan en wat er dan volgt."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import concepten
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.intake import (
    MELDING,
    Dossierkeuze,
    Intakeformulier,
    Mensen,
    Mensformulier,
    advies_uit,
    melding_uit,
)
from zicht.web.registratie.handelingen import adviezen, meldingen
from zicht.web.registratie.selecties import adviezen as adviesselecties
from zicht.web.registratie.selecties import intake as selecties
from zicht.web.registratie.selecties.dossiers import melding_of_niets
from zicht.web.registratie.views.pagina import probeer, wie_wanneer

RIJEN, PREFIX = "mensen-TOTAL_FORMS", "mensen"


def plek_van(pk: UUID) -> str:
    """De plek van het concept van dit contact."""
    return f"intake/{pk}"


@dataclass
class Scherm:
    """Het formulier van een contact met zijn mensen."""

    formulier: Intakeformulier
    mensen: Any

    def geldig(self) -> bool:
        """Kijk alles na, ook of er in een advies namen staan."""
        mensen_goed, soort_gekozen = self.mensen.is_valid(), self.formulier.is_valid() and self.velden["soort"]
        self.formulier.keur_namen(self.mensen.namen())
        # Bij een advies verdwijnen de mensen; een typfout daarin houdt niets tegen.
        return self.formulier.is_valid() and (mensen_goed or soort_gekozen != MELDING)

    @property
    def velden(self) -> dict[str, Any]:
        """De nagekeken velden."""
        return self.formulier.cleaned_data

    @property
    def is_melding(self) -> bool:
        """Of voor een melding is gekozen."""
        return self.velden["soort"] == MELDING

    def personen(self, request: Verzoek) -> dict[UUID, m.Persoon]:
        """De bekende personen die zijn aangewezen, voor zover deze gebruiker hen mag vinden."""
        gekozen = [f.cleaned_data["persoon"] for f in self.mensen.ingevuld if f.cleaned_data.get("persoon")]
        return selecties.bekende_personen(gekozen, request.user, timezone.now())


def scherm(gegevens: QueryDict | None) -> Scherm:
    """Het formulier, leeg of met wat er getypt is."""
    begin = {"op": timezone.localdate(), "kanaal": "telefoon"}
    return Scherm(
        Intakeformulier(gegevens, gemeenten=selecties.gemeenten(), initial=begin), Mensen(gegevens, prefix=PREFIX)
    )


@recht("advies.registreren", "contact")
def begin(request: Verzoek) -> HttpResponse:
    """Een nieuw contact beginnen; wie nog iets half getypt heeft, kan daarmee verder."""
    eigen = concepten.alle(request.user, "intake", om=timezone.now())
    if not eigen or "nieuw" in request.GET:
        return redirect("intake", pk=uuid4())
    lijst = [(concept, concept.plek.partition("/")[2]) for concept in eigen]
    return render(request, "registratie/intake_begin.html", {"concepten": lijst})


@recht("advies.registreren", "contact")
def intake(request: Verzoek, pk: UUID) -> HttpResponse:
    """Het scherm tijdens het gesprek. Elke knop bewaart eerst wat er getypt is."""
    if request.method == "POST":
        return _verwerk(request, pk)
    gegevens = concepten.lees(request.user, plek_van(pk))
    getoond = scherm(gegevens)
    if gegevens is not None and "nakijken" in request.GET:
        getoond.geldig()
    elif gegevens is not None:
        getoond.formulier.zonder_fouten()
        getoond.mensen.zonder_fouten()
    return _toon(request, pk, getoond)


def _toon(request: Verzoek, pk: UUID, getoond: Scherm) -> HttpResponse:
    zoeken = "zoek" in request.GET and getoond.formulier.is_bound
    rijen = [
        (rij, _aangewezen(request, rij), _bekenden(request, rij, getoond.formulier.data) if zoeken else None)
        for rij in getoond.mensen.forms
    ]
    melder_open = any(getoond.formulier[naam].value() for naam in Intakeformulier.MELDER)
    radar_open = any(getoond.formulier[naam].value() for naam in Intakeformulier.RADAR)
    context = {
        "radar_open": radar_open or any(naam in getoond.formulier.errors for naam in Intakeformulier.RADAR),
        "pk": pk, "formulier": getoond.formulier, "mensen": getoond.mensen, "rijen": rijen, "melder_open": melder_open,
        "concept": reverse("concept", args=[plek_van(pk)]), "gezocht": zoeken,
    }  # fmt: skip
    return render(request, "registratie/intake.html", context)


def _aangewezen(request: Verzoek, rij: forms.Form) -> m.Persoon | None:
    """De bekende persoon die bij deze rij is aangewezen."""
    try:
        pk = UUID(str(rij["persoon"].value() or ""))
    except ValueError:
        return None
    return selecties.bekende_personen([pk], request.user, timezone.now()).get(pk)


def _bekenden(request: Verzoek, rij: Any, gegevens: Any) -> list[selecties.Gevonden]:
    adres = {naam: gegevens.get(naam, "") for naam in ("postcode", "huisnummer")}
    vraag = type(rij)(rij.data, prefix=rij.prefix).zoekvraag(adres)
    return selecties.bekenden(vraag, request.user, timezone.now()) if vraag else []


def _verwerk(request: Verzoek, pk: UUID) -> HttpResponse:
    actie, _, rest = request.POST.get("actie", "verder").partition(":")
    if actie == "weg":
        concepten.verwijder(request.user, plek_van(pk))
        messages.success(request, "Het concept is weggegooid.")
        return redirect("/")
    velden = concepten.velden_van(request.POST)
    anker = _pas_aan(velden, actie, rest)
    concepten.bewaar(request.user, plek_van(pk), velden, om=timezone.now())
    if actie != "verder":
        vraag = "?zoek" if actie == "zoek" else ""
        return redirect(f"{reverse('intake', args=[pk])}{vraag}#{anker}")
    getoond = scherm(concepten.als_formulier(velden))
    return redirect("intake_controle", pk=pk) if getoond.geldig() else _toon(request, pk, getoond)


def _pas_aan(velden: dict[str, list[str]], actie: str, rest: str) -> str:
    """Een rij erbij, een bekende aanwijzen of juist niet; het antwoord is de plek op het scherm om verder te gaan."""
    nummer, _, persoon = rest.partition(":")
    if actie == "rij":
        aantal = velden.get(RIJEN, ["0"])[0]
        nummer = aantal if aantal.isdigit() else "0"
        velden[RIJEN] = [str(int(nummer) + 1)]
        velden[f"{PREFIX}-{nummer}-woont_hier"] = ["on"]
    elif actie in ("koppel", "los") and nummer.isdigit():
        velden[f"{PREFIX}-{nummer}-persoon"] = [persoon]
    return f"mens-{nummer}" if nummer.isdigit() else "mensen"


@recht("persoon.zoeken", "persoon")
@require_POST
def bekend(request: Verzoek) -> HttpResponse:
    """Terwijl iemand typt: wie is hier al bekend, en in welke dossiers."""
    nummer = request.POST.get("rij", "")
    if not nummer.isdigit():
        return HttpResponseBadRequest()
    rij = Mensformulier(request.POST, prefix=f"{PREFIX}-{nummer}")
    context = {"nummer": nummer, "bekenden": _bekenden(request, rij, request.POST), "gezocht": True}
    return render(request, "registratie/intake_bekenden.html", context)


# ---------------------------------------------------------------------------------------------------- nakijken, opslaan


@recht("advies.registreren", "contact")
def controle(request: Verzoek, pk: UUID) -> HttpResponse:
    """Nakijken wat er wordt opgeslagen en wat niet, en dan opslaan."""
    gegevens = concepten.lees(request.user, plek_van(pk))
    if gegevens is None:
        messages.info(request, "Dit contact is al opgeslagen of weggegooid.")
        return redirect("intake_begin")
    klaar = scherm(gegevens)
    if not klaar.geldig():
        return redirect(f"{reverse('intake', args=[pk])}?nakijken")
    personen = klaar.personen(request) if klaar.is_melding else {}
    gevonden = selecties.dossiers_van(personen.values(), request.user, timezone.now()) if personen else []
    post = request.POST if request.method == "POST" else None
    keuze = Dossierkeuze([d for d in gevonden if not d.gesloten_op], post)
    if keuze.is_valid():
        uit: list[m.Geversioneerd] = []
        if probeer(keuze, lambda: uit.append(_sla_op(request, pk, klaar, personen, gevonden, keuze))):
            return _klaar(request, uit[0])
    return render(request, "registratie/intake_controle.html", _overzicht(pk, klaar, personen, gevonden, keuze))


def _overzicht(
    pk: UUID, klaar: Scherm, personen: dict[UUID, m.Persoon], gevonden: list[m.Dossier], keuze: Dossierkeuze
) -> dict[str, Any]:
    rijen = [
        {"velden": rij.cleaned_data, "bekend": personen.get(rij.cleaned_data.get("persoon") or UUID(int=0)), "rij": rij}
        for rij in klaar.mensen.ingevuld
    ]
    getoond = {
        naam: dict(_plat(klaar.formulier.fields[naam].choices)).get(klaar.velden[naam], "")
        for naam in ("soort", "kanaal", "hoedanigheid", "gemeente", "urgentie")
    }
    melding = melding_uit(klaar.velden, ())
    return {
        "pk": pk, "v": klaar.velden, "woorden": getoond, "mensen": rijen, "is_melding": klaar.is_melding,
        "adres": melding.adres, "melder": melding.melder, "keuze": keuze,
        "vlaggen": [m.Contactvlag.Soort(soort).label for soort, _ in melding.vlaggen],
        "gesloten": [dossier for dossier in gevonden if dossier.gesloten_op],
    }  # fmt: skip


def _plat(keuzes: Any) -> list[tuple[Any, str]]:
    """De keuzes zonder hun groepen."""
    uit: list[tuple[Any, str]] = []
    for code, woorden in keuzes:
        uit += woorden if isinstance(woorden, (list, tuple)) else [(code, woorden)]
    return uit


def _sla_op(
    request: Verzoek,
    pk: UUID,
    klaar: Scherm,
    personen: dict[UUID, m.Persoon],
    gevonden: list[m.Dossier],
    keuze: Dossierkeuze,
) -> m.Geversioneerd:
    """Sla het contact op en gooi het concept weg: allebei, of geen van beide."""
    with concepten.verbruik(request.user, plek_van(pk)):
        if not klaar.is_melding:
            return adviezen.advies_registreren(advies_uit(klaar.velden), **wie_wanneer(request))
        gekozen = keuze.cleaned_data.get("dossier", Dossierkeuze.NIEUW)
        dossier = next((d for d in gevonden if d.kenmerk == gekozen and not d.gesloten_op), None)
        eerdere = [d for d in gevonden if d.gesloten_op] if dossier is None else []
        mensen = [rij.betrokkenheid(personen) for rij in klaar.mensen.ingevuld]
        invoer = melding_uit(klaar.velden, mensen, eerdere)
        advies = adviesselecties.advies_of_niets(klaar.velden["uit_advies"])
        if advies is None:
            return meldingen.melding_registreren(invoer, dossier=dossier, **wie_wanneer(request))
        reden = klaar.velden["reden_omzetten"]
        return adviezen.advies_omzetten(advies, invoer, reden=reden, dossier=dossier, **wie_wanneer(request))


def _klaar(request: Verzoek, rij: m.Geversioneerd) -> HttpResponse:
    if isinstance(rij, m.Advies):
        messages.success(request, f"Het advies is vastgelegd met kenmerk {rij.kenmerk}. Namen zijn niet bewaard.")
        return redirect("advies", kenmerk=rij.kenmerk)
    assert isinstance(rij, m.Melding)
    return redirect("intake_klaar", kenmerk=rij.kenmerk)


@recht("melding.registreren", "melding")
def klaar(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De bevestiging: het kenmerk, de klokken en wat er nu gebeurt."""
    melding = selecties.eigen_melding(request.user, kenmerk, timezone.now())
    if melding is None:
        raise Http404
    request.dossier_kenmerk = melding.dossier.kenmerk
    context = {
        "melding": melding,
        "klokken": selecties.klokken_van(melding, timezone.localdate()),
        # Een regioteam neemt aan voor Team Toegang, en ziet dat dossier daarna niet.
        "mag_openen": melding_of_niets(request.user, kenmerk, timezone.now()) is not None,
    }
    return render(request, "registratie/intake_klaar.html", context)


@recht("eigen", "concept")
@require_POST
def concept(request: Verzoek, plek: str) -> HttpResponse:
    """Bewaar wat er getypt is, terwijl het getypt wordt."""
    concepten.bewaar(request.user, plek, concepten.velden_van(request.POST), om=timezone.now())
    return HttpResponse(status=204)
