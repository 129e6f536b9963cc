"""Noodtoegang vragen, sluiten en nakijken."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import noodtoegang as handelingen
from zicht.web.registratie.selecties import noodtoegang as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import KeuzeVeld


class Noodformulier(forms.Form):
    """Welk dossier, en waarom nu."""

    kenmerk = forms.CharField(label="Kenmerk van het dossier", max_length=14)
    reden = forms.CharField(
        label="Waarom moet u dit dossier nu openen?", widget=forms.Textarea({"rows": 3}),
        help_text="Een ander leest dit na. Schrijf een hele zin, zonder namen.",
    )  # fmt: skip


@recht("nood.openen", "dossier")
def openen(request: Verzoek) -> HttpResponse:
    """Een dossier van een ander team openen, met een reden. Voor elk kenmerk ziet deze pagina er hetzelfde uit."""
    geopend: list[str] = []

    def doe(f: Any) -> None:
        d = f.cleaned_data
        geopend.append(
            handelingen.noodtoegang_openen(d["kenmerk"], reden=d["reden"], **wie_wanneer(request)).dossier.kenmerk
        )

    formulier = Noodformulier(request.POST or None, initial={"kenmerk": request.GET.get("kenmerk", "")[:14]})
    antwoord = formulierpagina(
        request, formulier, titel="Noodtoegang", doe=doe, terug=reverse("dossiers"), knop="Dossier openen",
        gelukt="U kunt dit dossier zestig minuten openen. Een ander kijkt dit na.",
        extra={"toelichting": "Hiermee opent u een dossier van een ander team, zestig minuten lang. Wie de melder is blijft afgeschermd. "
        "Alles wat u opent staat in het logboek, en een ander kijkt binnen twee werkdagen na of het nodig was."},
    )  # fmt: skip
    return redirect("dossier", geopend[0]) if geopend else antwoord


@recht("nood.openen", "dossier")
@require_POST
def sluiten(request: Verzoek) -> HttpResponse:
    """De eigen noodtoegang sluiten voor de tijd om is."""
    nood = handelingen.lopende(request.user, timezone.now())
    if nood is not None:
        handelingen.noodtoegang_sluiten(nood, **wie_wanneer(request))
        messages.success(request, "Uw noodtoegang is gesloten.")
    return redirect("dossiers")


@recht("nood.nakijken", "noodtoegang")
def nakijklijst(request: Verzoek) -> HttpResponse:
    """De noodtoegangen die op nakijken wachten, en de laatste die zijn nagekeken."""
    vandaag = timezone.localdate()
    context = {
        "rijen": selecties.na_te_kijken(request.user, vandaag),
        "eerder": selecties.nagekeken(request.user, vandaag),
    }
    return render(request, "registratie/noodlijst.html", context)


class Oordeelformulier(forms.Form):
    """Het oordeel over een noodtoegang."""

    terecht = KeuzeVeld(label="Was deze noodtoegang nodig?", choices=[("ja", "ja"), ("nee", "nee")], naast_elkaar=True)
    opmerking = forms.CharField(
        label="Opmerking", max_length=200, required=False, help_text="Bij nee: wat klopte er niet, en wat doet u?"
    )


@recht("nood.nakijken", "noodtoegang")
def nakijken(request: Verzoek, pk: str) -> HttpResponse:
    """Een noodtoegang nakijken, zonder het dossier te zien."""
    regel = selecties.noodtoegang(request.user, pk, timezone.localdate())
    if regel is None:
        raise Http404
    request.dossier_kenmerk = regel.nood.dossier.kenmerk

    def doe(f: Any) -> None:
        handelingen.noodtoegang_nakijken(
            regel.nood, terecht=f.cleaned_data["terecht"] == "ja", opmerking=f.cleaned_data["opmerking"],
            op=timezone.localdate(), **wie_wanneer(request),
        )  # fmt: skip

    return formulierpagina(
        request, Oordeelformulier(request.POST or None), titel="Noodtoegang nakijken", doe=doe, terug=reverse("noodlijst"),
        gelukt="Uw oordeel is vastgelegd.", sjabloon="registratie/noodnakijken.html",
        extra={"regel": regel, "bekeken": selecties.bekeken(regel.nood)},
    )  # fmt: skip


def balk(request: Verzoek) -> m.Noodtoegang | None:
    """De noodtoegang waarmee deze gebruiker dit dossier nu ziet, voor de balk boven de pagina."""
    kenmerk = getattr(request, "dossier_kenmerk", "")
    nood = handelingen.lopende(request.user, timezone.now()) if kenmerk else None
    return nood if nood is not None and nood.dossier.kenmerk == kenmerk else None
