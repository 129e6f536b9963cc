"""Het register van organisaties en professionals, en de informanten van een dossier."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.netwerk import Informantformulier, Organisatieformulier, Professionalformulier
from zicht.web.registratie.handelingen import netwerk as handelingen
from zicht.web.registratie.opslag import eenheid
from zicht.web.registratie.selecties import netwerk as selecties
from zicht.web.registratie.taken import werk_bij
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.registratie.views.personen import haal


@recht("netwerk.inzien", "netwerk")
def netwerk(request: Verzoek) -> HttpResponse:
    """Zoeken in het register."""
    vraag, ook_gestopt = request.GET.get("vraag", "").strip()[:80], "gestopt" in request.GET
    context = {
        "vraag": vraag,
        "ook_gestopt": ook_gestopt,
        "register": selecties.register(vraag, ook_gestopt=ook_gestopt),
        "mag_bewerken": request.user.mag("netwerk.bewerken"),
    }
    return render(request, "registratie/netwerk/register.html", context)


@recht("netwerk.bewerken", "organisatie")
def organisatie(request: Verzoek, pk: UUID | None = None) -> HttpResponse:
    """Een organisatie vastleggen of verbeteren."""
    rij = _rij(m.Organisatie, pk)
    formulier = Organisatieformulier(rij, request.POST or None)

    def doe(f: Any) -> None:
        handelingen.organisatie_vastleggen(rij, **f.cleaned_data, **wie_wanneer(request))

    titel = str(rij) if rij else "Organisatie toevoegen"
    return formulierpagina(
        request,
        formulier,
        titel=titel,
        doe=doe,
        terug=reverse("netwerk"),
        gelukt="De organisatie staat in het register.",
    )


@recht("netwerk.bewerken", "professional")
def professional(request: Verzoek, pk: UUID | None = None) -> HttpResponse:
    """Een professional vastleggen of verbeteren."""
    rij = _rij(m.Professional, pk)
    formulier = Professionalformulier(rij, request.POST or None)

    def doe(f: Any) -> None:
        handelingen.professional_vastleggen(rij, **f.cleaned_data, **wie_wanneer(request))

    titel = rij.naam if rij else "Professional toevoegen"
    return formulierpagina(
        request,
        formulier,
        titel=titel,
        doe=doe,
        terug=reverse("netwerk"),
        gelukt="De professional staat in het register.",
    )


def _rij(soort: Any, pk: UUID | None) -> Any:
    if pk is None:
        return None
    rij = soort.objects.filter(pk=pk).first()
    if rij is None:
        raise Http404
    return rij


# -------------------------------------------------------------------------------------------------------- informanten


def _naar(dossier: m.Dossier) -> str:
    return reverse("informanten", args=[dossier.kenmerk])


@recht("zaak.inzien", "informant")
def informanten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wie in dit dossier informatie gaf of hulp geeft."""
    dossier = haal(request, kenmerk, "zaak.inzien")
    context = {
        "dossier": dossier,
        "informanten": selecties.informanten(dossier),
        "mag_bewerken": request.user.mag("zaak.bewerken") and dossier.gesloten_op is None,
        "mag_verbeteren": request.user.mag("zaak.corrigeren") and dossier.gesloten_op is None,
    }
    return render(request, "registratie/netwerk/informanten.html", context)


@recht("zaak.bewerken", "informant")
def informant_nieuw(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen wat aan een professional is gevraagd."""
    dossier = haal(request, kenmerk, "zaak.bewerken")
    formulier = Informantformulier(
        None, request.POST or None, mag_register=request.user.mag("netwerk.bewerken"),
        initial={"op": timezone.localdate(), "rol": "informant"},
    )  # fmt: skip
    return formulierpagina(
        request, formulier, titel="Informatie van een professional", terug=_naar(dossier), gelukt="Dat is vastgelegd.",
        doe=lambda f: _leg_vast(request, dossier, f),
        extra={"dossier": dossier, "toelichting": "Dit komt niet in een brief aan het gezin, behalve als deze professional de hulp overneemt."},
    )  # fmt: skip


def _leg_vast(request: Verzoek, dossier: m.Dossier, f: Informantformulier) -> None:
    """De informant, en op verzoek de professional in het register: allebei, of geen van beide."""
    wie, informatie = wie_wanneer(request), f.informatie()
    with eenheid(werk_bij):
        if f.cleaned_data.get("bewaar") and informatie.professional is None:
            nieuw = handelingen.professional_vastleggen(
                None, naam=informatie.naam, functie=informatie.functie, organisatie=informatie.organisatie,
                telefoon=informatie.telefoon, **wie,
            )  # fmt: skip
            informatie = replace(informatie, professional=nieuw)
        handelingen.informant_vastleggen(dossier, informatie, **wie)


@recht("zaak.corrigeren", "informant")
def informant(request: Verzoek, kenmerk: str, pk: UUID) -> HttpResponse:
    """Verbeteren wat over een informant vastligt."""
    dossier = haal(request, kenmerk, "zaak.corrigeren")
    rij = dossier.informanten.filter(pk=pk).first()
    if rij is None:
        raise Http404
    formulier = Informantformulier(rij, request.POST or None, mag_register=False)

    def doe(f: Informantformulier) -> None:
        velden = f.cleaned_data
        handelingen.informant_vastleggen(
            dossier,
            f.informatie(),
            informant=rij,
            reden=velden["reden"],
            versie=velden["versie"],
            **wie_wanneer(request),
        )

    return formulierpagina(
        request, formulier, titel="Informant verbeteren", doe=doe, terug=_naar(dossier), gelukt="Dat is verbeterd.",
        extra={"dossier": dossier, "toelichting": "Wat er stond blijft bewaard, met uw reden."},
    )  # fmt: skip
