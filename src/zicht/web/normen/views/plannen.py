"""Verbeterplannen: wat er gemist is, wat er gebeurt, en of dat meer doet dan toeval."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zicht.core.effect import KEUZES, LOOS_ALARM_IN_WOORDEN
from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import Stand
from zicht.web.normen import plannen as handelingen
from zicht.web.normen.effect import gemeten
from zicht.web.normen.forms import Keuzeformulier, Maatregelformulier, Maatregelwijziging, Sluitformulier
from zicht.web.normen.keuze import indicator
from zicht.web.normen.models import Verbeterplan
from zicht.web.normen.selecties import gemiste_normen
from zicht.web.normen.views.pagina import (
    NORM,
    PLAN,
    PLAN_BEWERKEN,
    PLANSOORT,
    bladzijde,
    formulier_over,
    met_stand,
    wie_wanneer,
)


@recht(PLAN, PLANSOORT)
@met_stand
def plannen(request: Verzoek, cijfers: Stand) -> HttpResponse:
    """Elke gemiste norm zonder plan, en de plannen die er zijn."""
    gemist = gemiste_normen(cijfers)
    rijen = list(Verbeterplan.objects.prefetch_related("maatregelen"))
    return bladzijde(
        request, "plannen", cijfers, te_openen=[g for g in gemist if g.plan is None],
        rijen=[(rij, indicator(rij.indicator)) for rij in rijen], mag_bewerken=request.user.mag(PLAN_BEWERKEN),
    )  # fmt: skip


@recht(PLAN_BEWERKEN, PLANSOORT)
@require_POST
@met_stand
def openen(request: Verzoek, cijfers: Stand, periode: str, code: str) -> HttpResponse:
    """Een plan openen bij een gemiste norm."""
    gemist = next((g for g in gemiste_normen(cijfers) if (g.periode.code, g.uitslag.code) == (periode, code)), None)
    if gemist is None:
        raise Http404("Deze norm is in deze periode niet gemist.")
    try:
        rij = handelingen.plan_openen(gemist.uitslag, periode, gemist.aanleiding[:200], **wie_wanneer(request))
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
        return redirect("verbeterplannen")
    messages.success(request, "Het plan is geopend. Zet er een maatregel in, of leg het bestuur een keuze voor.")
    return redirect("verbeterplan", rij.kenmerk)


def _zoek(kenmerk: str) -> Verbeterplan:
    return get_object_or_404(Verbeterplan.objects.select_related("door"), kenmerk=kenmerk)


@recht(PLAN, PLANSOORT)
@met_stand
def plan(request: Verzoek, cijfers: Stand, kenmerk: str) -> HttpResponse:
    """Een plan met zijn maatregelen, en per maatregel of er meer dan toeval veranderde."""
    rij = _zoek(kenmerk)
    return bladzijde(
        request, "plan", cijfers, plan=rij, indicator=indicator(rij.indicator),
        maatregelen=[(m, gemeten(cijfers, m)) for m in rij.maatregelen.select_related("plan")], leeskeuzes=KEUZES,
        loos_alarm=LOOS_ALARM_IN_WOORDEN, mag_bewerken=request.user.mag(PLAN_BEWERKEN), mag_normen=request.user.mag(NORM),
    )  # fmt: skip


@recht(PLAN_BEWERKEN, PLANSOORT)
def maatregel(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een maatregel erbij."""
    rij = _open(kenmerk)
    return _over(
        request, rij, Maatregelformulier(request.POST or None), titel="Maatregel toevoegen", gelukt="De maatregel staat in het plan.",
        doe=lambda f: handelingen.maatregel_toevoegen(rij, f.cleaned_data, **wie_wanneer(request)),
    )  # fmt: skip


@recht(PLAN_BEWERKEN, PLANSOORT)
def bijwerken(request: Verzoek, kenmerk: str, nummer: int) -> HttpResponse:
    """Een maatregel bijwerken."""
    rij = _open(kenmerk)
    gevraagd = get_object_or_404(rij.maatregelen.select_related("plan"), pk=nummer)
    velden = list(Maatregelformulier.base_fields)
    formulier = Maatregelwijziging(
        request.POST or None, initial={naam: getattr(gevraagd, naam) for naam in (*velden, "versie")}
    )

    def doe(f: Any) -> None:
        versie = f.cleaned_data.pop("versie")
        handelingen.maatregel_bijwerken(gevraagd, f.cleaned_data, versie=versie, **wie_wanneer(request))

    return _over(request, rij, formulier, titel="Maatregel bijwerken", gelukt="De maatregel is bijgewerkt.", doe=doe)


@recht(PLAN_BEWERKEN, PLANSOORT)
def keuze(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het bestuur een keuze voorleggen."""
    rij = _open(kenmerk)
    formulier = Keuzeformulier(request.POST or None, initial={"keuze": rij.bestuurlijke_keuze, "versie": rij.versie})
    return _over(
        request, rij, formulier, titel="Keuze voor het bestuur", gelukt="De keuze staat in het plan en komt in de burap.",
        doe=lambda f: handelingen.keuze_voorleggen(rij, **f.cleaned_data, **wie_wanneer(request)),
        toelichting="De notitie: bij het niet behalen van de norm wordt een verbeterplan opgesteld, dan wel worden "
        "bestuurlijke keuzes voorgelegd.",
    )  # fmt: skip


@recht(PLAN_BEWERKEN, PLANSOORT)
def sluiten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een plan sluiten."""
    rij = _open(kenmerk)
    formulier = Sluitformulier(request.POST or None, initial={"versie": rij.versie})
    return _over(
        request, rij, formulier, titel="Plan sluiten", knop="Sluiten", gelukt="Het plan is gesloten.",
        doe=lambda f: handelingen.plan_sluiten(rij, **f.cleaned_data, **wie_wanneer(request)),
        toelichting="Een gesloten plan blijft te lezen en verandert niet meer.",
    )  # fmt: skip


def _open(kenmerk: str) -> Verbeterplan:
    rij = _zoek(kenmerk)
    if not rij.open:
        raise Http404("Dit plan is gesloten.")
    return rij


def _over(request: Verzoek, rij: Verbeterplan, formulier: Any, **wat: Any) -> HttpResponse:
    adres = reverse("verbeterplan", args=[rij.kenmerk])
    return formulier_over(request, formulier, terug=adres, pad=((adres, f"Plan {rij.kenmerk}"),), **wat)
