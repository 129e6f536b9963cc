"""Van voorstel naar gesprek naar besluit."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zicht.catalogus.normen import geen_norm
from zicht.core.normproef import soort_norm
from zicht.core.termijnen import plus_maanden
from zicht.web.begroting.getalveld import schrijf_getal
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import Stand
from zicht.web.normen import handelingen
from zicht.web.normen.forms import Besluitformulier, Gespreksformulier, Intrekformulier, Voorstelformulier
from zicht.web.normen.keuze import Keuze, indicator, lees_keuze
from zicht.web.normen.models import Normvoorstel
from zicht.web.normen.selecties import richting_van
from zicht.web.normen.views.pagina import (
    BESPREKEN,
    NORM,
    SOORT,
    VASTSTELLEN,
    formulier_over,
    met_stand,
    vandaag,
    wie_wanneer,
)
from zicht.web.normen.werkbank import als_bewijs, maak_werkbank


@recht(BESPREKEN, SOORT)
@met_stand
def voorstellen(request: Verzoek, cijfers: Stand, code: str) -> HttpResponse:
    """Een norm voorstellen; de geschiedenis van de werkbank komt er vanzelf bij."""
    gevraagd = indicator(code)
    if geen_norm(gevraagd, cijfers.regios[0]) is not None:
        raise Http404("Bij deze indicator hoort met opzet geen norm.")
    keuze = lees_keuze(cijfers, gevraagd, request.GET)
    begin = vandaag().replace(month=1, day=1, year=vandaag().year + 1)
    formulier = Voorstelformulier(
        soort_norm(gevraagd), request.POST or None,
        initial={"waarde": keuze.norm, "vanaf": begin, "evaluatie_op": plus_maanden(begin, 12)},
    )  # fmt: skip
    gemaakt: list[Normvoorstel] = []

    def doe(f: Any) -> None:
        richting = richting_van(code, cijfers.regios[0], vandaag())
        nieuw = handelingen.Voorstel(code, richting=richting, **f.cleaned_data)
        handelingen.keur(nieuw)
        bank = maak_werkbank(cijfers, gevraagd, _met(keuze, f.cleaned_data["waarde"]), vandaag())
        gemaakt.append(handelingen.norm_voorstellen(nieuw, als_bewijs(bank, cijfers), **wie_wanneer(request)))

    werkbank = f"{reverse('normwerkbank', args=[code])}?{keuze.vraag()}"
    antwoord = formulier_over(
        request, formulier, titel="Norm voorstellen", doe=doe, terug=werkbank, knop="Voorstellen",
        gelukt="Het voorstel staat klaar om te bespreken.", pad=((werkbank, gevraagd.titel),),
        toelichting="Een voorstel verandert nog niets. Het gesprek met de gemeenten en het besluit komen erbij te staan.",
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("norm_voorstel", args=[gemaakt[0].kenmerk])
    return antwoord


def _met(keuze: Keuze, waarde: Decimal) -> Keuze:
    return replace(keuze, norm=waarde, getypt=str(waarde), fout="")


def _zoek(kenmerk: str) -> Normvoorstel:
    return get_object_or_404(Normvoorstel.objects.select_related("door", "besluit__door"), kenmerk=kenmerk)


@recht(NORM, SOORT)
def voorstel(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een voorstel met zijn geschiedenis, gesprekken en besluit."""
    rij = _zoek(kenmerk)
    return render(request, "normen/voorstel.html", {
        "rij": rij, "indicator": indicator(rij.indicator), "eenheid": soort_norm(indicator(rij.indicator)),
        "gesprekken": list(rij.gesprekken.select_related("door")), "mag_bespreken": request.user.mag(BESPREKEN),
        "mag_vaststellen": request.user.mag(VASTSTELLEN),
    })  # fmt: skip


@recht(BESPREKEN, SOORT)
def gesprek(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een gesprek met de gemeenten vastleggen."""
    rij = _zoek(kenmerk)
    return _over(
        request, rij, Gespreksformulier(request.POST or None), titel="Gesprek vastleggen",
        doe=lambda f: handelingen.gesprek_vastleggen(rij, **f.cleaned_data, **wie_wanneer(request)),
        gelukt="Het gesprek is vastgelegd.",
        toelichting="De notitie vraagt een open gesprek over hoe er gemeten wordt, een onderbouwing met historische data, en "
        "overeenstemming over de norm.",
    )  # fmt: skip


@recht(VASTSTELLEN, SOORT)
def besluit(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het besluit vastleggen."""
    rij = _zoek(kenmerk)
    formulier = Besluitformulier(request.POST or None, initial={"vanaf": rij.vanaf, "evaluatie_op": rij.evaluatie_op})
    return _over(
        request, rij, formulier, titel="Norm vaststellen", knop="Vaststellen",
        doe=lambda f: handelingen.norm_vaststellen(rij, **f.cleaned_data, **wie_wanneer(request)),
        gelukt="De norm is vastgesteld. Vanaf haar ingangsdatum wordt elk cijfer hieraan getoetst.",
        toelichting=f"U stelt vast: {rij.richting} {schrijf_getal(rij.waarde)} {soort_norm(indicator(rij.indicator))} bij ‘"
        f"{indicator(rij.indicator).titel}’. Daarna verandert deze norm niet meer; een andere norm is een nieuw voorstel.",
    )  # fmt: skip


@recht(BESPREKEN, SOORT)
def intrekken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een voorstel intrekken."""
    rij = _zoek(kenmerk)
    return _over(
        request, rij, Intrekformulier(request.POST or None), titel="Voorstel intrekken", knop="Intrekken",
        doe=lambda f: handelingen.voorstel_intrekken(rij, **f.cleaned_data, **wie_wanneer(request)),
        gelukt="Het voorstel is ingetrokken. Het blijft te lezen.",
    )  # fmt: skip


def _over(request: Verzoek, rij: Normvoorstel, formulier: Any, **wat: Any) -> HttpResponse:
    if not rij.loopt:
        raise Http404("Over dit voorstel is al besloten.")
    adres = reverse("norm_voorstel", args=[rij.kenmerk])
    return formulier_over(request, formulier, terug=adres, pad=((adres, f"Voorstel {rij.kenmerk}"),), **wat)
