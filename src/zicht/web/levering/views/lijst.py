"""Welke halfjaren open staan, wat al geleverd is, en de indelingen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.catalogus import load
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.levering import handelingen, selecties
from zicht.web.levering.forms import Beginformulier, Indelingformulier
from zicht.web.levering.models import Indelingbestand, Levering
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

INZIEN, MAKEN, BESTAND, SOORT = "levering.inzien", handelingen.MAKEN, handelingen.BESTAND, handelingen.SOORT


@recht(INZIEN, SOORT)
def leveringen(request: Verzoek) -> HttpResponse:
    """De open halfjaren en de geschiedenis."""
    return render(request, "levering/leveringen.html", {
        "openstaand": selecties.openstaand(timezone.localdate()), "geschiedenis": selecties.zonder_inhoud(),
        "mag_maken": request.user.mag(MAKEN), "eigen_indeling": not Indelingbestand.objects.exists(),
    })  # fmt: skip


@recht(MAKEN, SOORT)
def beginnen(request: Verzoek) -> HttpResponse:
    """Begin aan een levering, of aan een correctie."""
    vrij = [een for een in selecties.openstaand(timezone.localdate()) if not een.bezig]
    keuzes = [
        (een.periode.code, f"{een.periode.code}: {een.periode}{' (correctie)' if een.laatste else ''}") for een in vrij
    ]
    eerste = {
        "periode": request.GET.get("periode") or (keuzes[0][0] if keuzes else ""),
        "indeling": Indelingbestand.objects.first(),
    }
    formulier = Beginformulier(keuzes, request.POST or None, initial=eerste)
    begonnen: list[Levering] = []

    def doe(f: Any) -> None:
        begonnen.append(handelingen.levering_beginnen(**f.cleaned_data, **wie_wanneer(request)))

    antwoord = formulierpagina(
        request, formulier, titel="Aan een levering beginnen", doe=doe, terug=reverse("leveringen"), knop="Beginnen",
        gelukt="De levering staat klaar om te bouwen.", sjabloon="levering/formulier.html",
        extra={"toelichting": "" if keuzes else "Over beide open halfjaren is al een levering in voorbereiding."},
    )  # fmt: skip
    return redirect("levering", begonnen[0].kenmerk) if begonnen else antwoord


@recht(INZIEN, SOORT)
def indelingen(request: Verzoek) -> HttpResponse:
    """De indeling van Zicht, en wat is ingelezen."""
    return render(request, "levering/indelingen.html", {
        "referentie": load.leverindeling(), "ingelezen": Indelingbestand.objects.select_related("door").defer("inhoud"),
        "mag_maken": request.user.mag(MAKEN),
    })  # fmt: skip


@recht(MAKEN, SOORT)
def inlezen(request: Verzoek) -> HttpResponse:
    """Een bestandsdefinitie inlezen."""
    formulier = Indelingformulier(request.POST or None, request.FILES or None)

    def doe(f: Any) -> None:
        naam, inhoud = f.cleaned_data["bestand"]
        handelingen.indeling_inlezen(naam=naam, inhoud=inhoud, **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Indeling inlezen", doe=doe, terug=reverse("levering_indelingen"), knop="Inlezen",
        gelukt="De indeling is ingelezen en is te kiezen bij een nieuwe levering.", sjabloon="levering/formulier.html",
        extra={"toelichting": "Zicht leest bladen met de kolommen recordsoort, record, veld, begin, lengte en soort, en met codelijst, code en betekenis."},
    )  # fmt: skip
