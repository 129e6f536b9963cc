"""Adviezen: de lijst, een advies met zijn contacten, en het omzetten in een melding en terug."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import concepten
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.adviezen import Adviesfilter, Naaradviesformulier, Redenformulier, Sluitformulier
from zicht.web.registratie.forms.intake import MELDING, Adviescontactformulier
from zicht.web.registratie.handelingen import adviezen as handelingen
from zicht.web.registratie.poort import dossier_of_404
from zicht.web.registratie.selecties import adviezen as selecties
from zicht.web.registratie.selecties.dossiers import melding_of_niets
from zicht.web.registratie.views.pagina import formulierpagina, probeer, wie_wanneer

PER_BLADZIJDE = 50


def haal(kenmerk: str) -> m.Advies:
    """Het advies, of 404."""
    advies = selecties.advies_of_niets(kenmerk)
    if advies is None:
        raise Http404
    return advies


def naar(advies: m.Advies) -> str:
    """De pagina van een advies."""
    return reverse("advies", args=[advies.kenmerk])


@recht("advies.inzien", "advies")
def adviezen(request: Verzoek) -> HttpResponse:
    """De adviezen van de eigen organisatie, met filters."""
    filters = Adviesfilter(request.GET)
    bladzijde = Paginator(selecties.adviezen(**filters.vraag()), PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return render(request, "registratie/advies_lijst.html", {"filters": filters, "bladzijde": bladzijde})


@recht("advies.inzien", "advies")
def advies(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een advies met zijn contacten."""
    gevonden = haal(kenmerk)
    contacten = gevonden.contacten.select_related("door")
    return render(request, "registratie/advies.html", {"advies": gevonden, "contacten": contacten})


@recht("advies.registreren", "advies")
def contact(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Nog een contact over dezelfde vraag."""
    gevonden = haal(kenmerk)
    begin = {"op": timezone.localdate(), "kanaal": gevonden.kanaal}
    plek = f"advies/{kenmerk}"
    bewaard = concepten.lees(request.user, plek) if request.method == "GET" else None
    formulier = Adviescontactformulier(request.POST or bewaard, initial=begin)
    if bewaard is not None:
        formulier.zonder_fouten()

    def doe(f: Any) -> None:
        velden = dict(f.cleaned_data)
        afgesloten = not velden.pop("vervolg")
        handelingen.adviescontact_toevoegen(gevonden, **velden, afgesloten=afgesloten, **wie_wanneer(request))
        concepten.verwijder(request.user, plek)

    return formulierpagina(
        request, formulier, titel="Nog een contact", doe=doe, terug=naar(gevonden), gelukt="Het contact is vastgelegd.",
        extra={"zaak": gevonden, "concept": reverse("concept", args=[plek])}, sjabloon="registratie/advies_contact.html",
    )  # fmt: skip


@recht("advies.registreren", "advies")
def afsluiten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een advies afsluiten."""
    gevonden = haal(kenmerk)
    formulier = Sluitformulier(request.POST or None, initial={"op": timezone.localdate(), "versie": gevonden.versie})
    return formulierpagina(
        request, formulier, titel="Advies afsluiten", terug=naar(gevonden), gelukt="Het advies is afgesloten.",
        doe=lambda f: handelingen.advies_afsluiten(gevonden, **f.cleaned_data, **wie_wanneer(request)),
        knop="Afsluiten", extra={"zaak": gevonden},
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------- omzetten


@recht("advies.registreren", "advies", post="melding.registreren")
def naar_melding(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een advies wordt een melding: was het er eerst een, dan gaat die verder; anders vult u Nieuw contact aan."""
    gevonden = haal(kenmerk)
    eerder = selecties.melding_van(gevonden)
    formulier = Redenformulier(request.POST or None)
    if request.method == "POST" and formulier.is_valid() and eerder is None and gevonden.omgezet_op is None:
        return redirect("intake", pk=_begin_melding(request, gevonden, formulier.cleaned_data["reden"]))
    if request.method == "POST" and formulier.is_valid():
        melding = _draai_terug(request, gevonden, eerder, formulier)
        if melding is not None:
            messages.success(request, f"Melding {melding.kenmerk} gaat verder, met haar eigen klok.")
            return redirect("dossier", kenmerk=melding.dossier.kenmerk)
    context = {
        "formulier": formulier, "titel": "Van advies naar melding", "terug": naar(gevonden), "knop": "Verder",
        "zaak": gevonden, "toelichting": _toelichting(eerder),
    }  # fmt: skip
    return render(request, "registratie/formulierpagina.html", context)


def _toelichting(eerder: m.Melding | None) -> str:
    if eerder is not None:
        return "Dit advies was eerst een melding. Die melding gaat verder, met haar eigen nummer en dag van ontvangst."
    return "Hierna vult u aan om wie het gaat. Het advies zelf blijft anoniem en blijft staan."


def _draai_terug(request: Verzoek, advies: m.Advies, eerder: m.Melding | None, formulier: Any) -> m.Melding | None:
    if eerder is not None:
        dossier_of_404(request.user, eerder.dossier.kenmerk, timezone.now(), "zaak.bewerken")
        request.dossier_kenmerk = eerder.dossier.kenmerk
    reden = formulier.cleaned_data["reden"]

    def doe() -> None:
        handelingen.eis(eerder is not None, "Dit advies is al een melding geworden.")
        assert eerder is not None
        op = timezone.localdate()
        handelingen.omzetting_terugdraaien(advies, eerder, reden=reden, op=op, **wie_wanneer(request))

    return eerder if probeer(formulier, doe) else None


def _begin_melding(request: Verzoek, advies: m.Advies, reden: str) -> Any:
    """Zet wat in het advies staat klaar in Nieuw contact, zodat niets twee keer wordt gevraagd."""
    pk = uuid4()
    vragen = [tekst for contact in advies.contacten.all() for tekst in (contact.vraag, contact.reactie) if tekst]
    velden = {
        "op": [f"{timezone.localdate():%d-%m-%Y}"], "kanaal": [advies.kanaal], "hoedanigheid": [advies.hoedanigheid],
        "gemeente": [advies.gemeente], "aanleiding": advies.aanleiding, "aard": advies.aard, "soort": [MELDING],
        "situatie": ["\n\n".join(vragen)], "uit_advies": [advies.kenmerk], "reden_omzetten": [reden],
        "mensen-TOTAL_FORMS": ["2"], "mensen-INITIAL_FORMS": ["0"],
        "mensen-0-woont_hier": ["on"], "mensen-1-woont_hier": ["on"],
    }  # fmt: skip
    concepten.bewaar(request.user, f"intake/{pk}", velden, om=timezone.now())
    return pk


@recht("zaak.bewerken", "melding")
def naar_advies(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een melding wordt een advies, met een reden."""
    melding = melding_of_niets(request.user, kenmerk, timezone.now())
    if melding is None:
        raise Http404
    request.dossier_kenmerk = melding.dossier.kenmerk
    formulier = Naaradviesformulier(request.POST or None, initial={"op": timezone.localdate()})
    return formulierpagina(
        request, formulier, titel="Van melding naar advies", terug=reverse("dossier", args=[melding.dossier.kenmerk]),
        gelukt="De melding is een advies geworden.", knop="Omzetten in een advies",
        doe=lambda f: handelingen.melding_omzetten(melding, **f.cleaned_data, **wie_wanneer(request)),
        extra={"dossier": melding.dossier, "toelichting": (
            "De melding en de mensen blijven in het dossier staan, maar tellen niet meer mee. Het advies is nieuw en "
            "anoniem. Loopt er verder niets in dit dossier, dan sluit het.")},
    )  # fmt: skip
