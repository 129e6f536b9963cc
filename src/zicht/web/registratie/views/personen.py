"""Mensen in een dossier: wie, waar zij wonen en hoe zij veilig te bereiken zijn."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import een_keer
from zicht.web.registratie.forms.personen import (
    Eindeformulier,
    Toevoegformulier,
    Verhuisformulier,
    Vlagformulier,
    Wijzigformulier,
)
from zicht.web.registratie.handelingen import personen as handelingen
from zicht.web.registratie.handelingen.personen import Betrokkenheid
from zicht.web.registratie.poort import dossier_of_404
from zicht.web.registratie.selecties import personen as selecties
from zicht.web.registratie.selecties.intake import gemeenten
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.context import privacy_aan


def haal(request: Verzoek, kenmerk: str, code: str) -> m.Dossier:
    """Het dossier, of 404 als het er niet is of deze gebruiker het niet mag zien."""
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), code)
    request.dossier_kenmerk = dossier.kenmerk
    return dossier


def haal_betrokkene(dossier: m.Dossier, pk: UUID) -> m.Betrokkene:
    """Iemand in dit dossier, of 404."""
    betrokkene = selecties.betrokkene_of_niets(dossier, pk)
    if betrokkene is None:
        raise Http404
    return betrokkene


def naar(dossier: m.Dossier) -> str:
    """De pagina van de mensen in een dossier."""
    return reverse("mensen", args=[dossier.kenmerk])


@recht("zaak.inzien", "persoon")
def mensen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De mensen, hun huishoudens en de contactaanwijzingen."""
    dossier = haal(request, kenmerk, "zaak.inzien")
    return _toon(request, dossier)


def _toon(request: Verzoek, dossier: m.Dossier, getoond: m.Betrokkene | None = None) -> HttpResponse:
    context = {
        "p": selecties.mensenpagina(dossier, request.user, timezone.now()),
        "getoond": getoond,
        "mag_bsn": request.user.mag("persoon.bsn"),
        "mag_verbinden": request.user.mag("persoon.verbinden"),
        "mag_bewerken": request.user.mag("zaak.bewerken") and dossier.gesloten_op is None,
    }
    return render(request, "registratie/persoon_lijst.html", context)


@recht("persoon.bsn", "persoon")
@require_POST
def bsn(request: Verzoek, kenmerk: str, pk: UUID) -> HttpResponse:
    """Breng het BSN van een mens in beeld; dat staat met het doel in het logboek, het nummer niet."""
    dossier = haal(request, kenmerk, "persoon.bsn")
    return _toon(request, dossier, haal_betrokkene(dossier, pk))


@recht("zaak.bewerken", "persoon")
def toevoegen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Iemand toevoegen aan een dossier."""
    dossier = haal(request, kenmerk, "zaak.bewerken")
    huizen = {str(huis.pk): huis for huis in selecties.huishoudens(dossier, request.user)}
    formulier = Toevoegformulier(huizen.values(), request.POST or None)

    def doe(f: Toevoegformulier) -> None:
        velden = f.cleaned_data
        invoer = Betrokkenheid(velden["rol"], f.mens(), toelichting=velden["toelichting"])
        handelingen.betrokkene_toevoegen(
            dossier, invoer, plek=None, huishouden=huizen.get(velden["huis"]), op=timezone.localdate(),
            **wie_wanneer(request),
        )  # fmt: skip

    return formulierpagina(
        request, formulier, titel="Iemand toevoegen", doe=doe, terug=naar(dossier), gelukt="Toegevoegd aan het dossier.",
        extra={"dossier": dossier},
    )  # fmt: skip


@recht("zaak.corrigeren", "persoon")
def wijzigen(request: Verzoek, kenmerk: str, pk: UUID) -> HttpResponse:
    """Verbeteren wat van iemand bekend is."""
    dossier = haal(request, kenmerk, "zaak.corrigeren")
    betrokkene = haal_betrokkene(dossier, pk)
    formulier = Wijzigformulier(betrokkene, request.POST or None)

    def doe(f: Wijzigformulier) -> None:
        velden = f.cleaned_data
        handelingen.persoon_wijzigen(
            betrokkene, f.mens(), rol=velden["rol"], toelichting=velden["toelichting"], reden=velden["reden"],
            versie=velden["versie"], **wie_wanneer(request),
        )  # fmt: skip

    return formulierpagina(
        request, formulier, titel="Gegevens verbeteren", doe=doe, terug=naar(dossier), gelukt="De gegevens zijn verbeterd.",
        extra={"dossier": dossier, "toelichting": "De oude gegevens blijven bewaard, met uw reden."},
    )  # fmt: skip


def keuzes(request: Verzoek, betrokkenen: list[m.Betrokkene]) -> list[tuple[str, str]]:
    """De mensen als keuze; met verborgen namen alleen hun rol."""
    verborgen = privacy_aan(request)
    return [(str(b.pk), (b.get_rol_display() or "rol niet bekend") if verborgen else str(b)) for b in betrokkenen]


@recht("zaak.bewerken", "persoon")
def verhuizing(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen dat mensen verhuizen."""
    dossier = haal(request, kenmerk, "zaak.bewerken")
    betrokkenen = een_keer(list(dossier.betrokkenen.select_related("persoon")))
    formulier = Verhuisformulier(
        keuzes(request, betrokkenen), selecties.huishoudens(dossier, request.user), gemeenten(), request.POST or None,
        initial={"op": timezone.localdate()},
    )  # fmt: skip

    def doe(f: Verhuisformulier) -> None:
        gekozen = [b for b in betrokkenen if str(b.pk) in f.cleaned_data["wie"]]
        handelingen.verhuizen(dossier, gekozen, naar=f.doel(), op=f.cleaned_data["op"], **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Verhuizing vastleggen", doe=doe, terug=naar(dossier), gelukt="De verhuizing is vastgelegd.",
        extra={"dossier": dossier},
    )  # fmt: skip


@recht("zaak.bewerken", "contactaanwijzing")
def vlag_zetten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Zetten waar een collega op moet letten."""
    dossier = haal(request, kenmerk, "zaak.bewerken")
    betrokkenen = {str(b.pk): b for b in dossier.betrokkenen.select_related("persoon")}
    formulier = Vlagformulier(
        keuzes(request, list(betrokkenen.values())), request.POST or None, initial={"op": timezone.localdate()}
    )

    def doe(f: Any) -> None:
        velden = dict(f.cleaned_data)
        wie = betrokkenen.get(velden.pop("wie"))
        handelingen.contactvlag_zetten(dossier, **velden, betrokkene=wie, **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Aanwijzing voor contact", doe=doe, terug=naar(dossier), gelukt="De aanwijzing is gezet.",
        extra={"dossier": dossier},
    )  # fmt: skip


@recht("zaak.bewerken", "contactaanwijzing")
def vlag_beeindigen(request: Verzoek, kenmerk: str, pk: UUID) -> HttpResponse:
    """Een aanwijzing weghalen, met de reden."""
    dossier = haal(request, kenmerk, "zaak.bewerken")
    vlag = selecties.vlag_of_niets(dossier, pk)
    if vlag is None:
        raise Http404
    formulier = Eindeformulier(request.POST or None, initial={"op": timezone.localdate()})
    return formulierpagina(
        request, formulier, titel="Aanwijzing beëindigen", terug=naar(dossier), gelukt="De aanwijzing is beëindigd.",
        doe=lambda f: handelingen.contactvlag_beeindigen(vlag, **f.cleaned_data, **wie_wanneer(request)),
        extra={"dossier": dossier, "toelichting": f"{vlag.get_soort_display().capitalize()}. {vlag.tekst}".strip()},
    )  # fmt: skip
