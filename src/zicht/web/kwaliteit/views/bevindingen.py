"""De lijst met bevindingen, een bevinding met haar geschiedenis, en wat iemand ermee doet."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.kwaliteit import handelingen, selecties
from zicht.web.kwaliteit import nakijken as controle
from zicht.web.kwaliteit.forms import Accepteerformulier, Toewijsformulier, Versieformulier
from zicht.web.kwaliteit.models import Bevinding, Nagekeken
from zicht.web.kwaliteit.selecties import BEWERKEN, INZIEN, VERDELEN, Filter
from zicht.web.registratie import poort
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

SOORT = "bevinding"
LABELS = {"stand": "Stand", "niveau": "Vraagt", "bron": "Bron", "regel": "Regel", "eigenaar": "Van wie", "team": "Team"}


def _bladnummer(request: Verzoek) -> int:
    gevraagd = request.GET.get("bladzijde", "1")
    return min(max(1, int(gevraagd)), 100_000) if gevraagd.isdecimal() and len(gevraagd) < 7 else 1


@recht(INZIEN, SOORT)
def lijst(request: Verzoek) -> HttpResponse:
    """De bevindingen, met filters in het adres."""
    nu, filter_ = timezone.now(), Filter.van(request.GET.dict())
    gevonden = selecties.lijst(request.user, filter_, _bladnummer(request), nu, timezone.localdate())
    keuzes = selecties.keuzes(request.user, nu)
    context = {
        "lijst": gevonden,
        "pagina": Paginator(range(gevonden.totaal), selecties.PER_BLADZIJDE).get_page(_bladnummer(request)),
        "velden": [(naam, label, getattr(filter_, naam), keuzes[naam]) for naam, label in LABELS.items()],
        "gevraagd": urlencode(filter_.als_gegevens()),
        "mag_verdelen": request.user.mag(VERDELEN),
        "hoogstens": handelingen.HOOGSTENS,
        "vandaag": timezone.localdate(),
        "nagekeken": Nagekeken.objects.filter(bron=controle.REGELS).values_list("om", flat=True).first(),
        "mag_overzicht": request.user.mag(selecties.OVERZICHT),
    }
    return render(request, "kwaliteit/lijst.html", context)


def _zoek(request: Verzoek, kenmerk: str, code: str = INZIEN) -> Bevinding:
    """De bevinding, door de poort; wie haar niet mag zien krijgt hetzelfde antwoord als wanneer zij niet bestaat."""
    rijen = selecties.zichtbaar(request.user, timezone.now(), code)
    rij = rijen.filter(kenmerk=kenmerk).select_related("dossier", "eigenaar", "team", "geaccepteerd_door").first()
    if rij is None:
        raise Http404("Deze bevinding bestaat niet, of u kunt haar niet zien.")
    if rij.dossier is not None:
        request.dossier_kenmerk = rij.dossier.kenmerk
    return rij


@recht(INZIEN, SOORT)
def bevinding(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een bevinding met haar geschiedenis, en de weg naar de zaak voor wie die mag openen."""
    rij, nu = _zoek(request, kenmerk), timezone.now()
    mag_zaak = rij.dossier_id is not None and poort.dossiers(request.user, nu).filter(pk=rij.dossier_id).exists()
    context = {
        "b": rij,
        "titel": selecties.titel(rij.regel),
        "bron": selecties.BRONNEN.get(rij.bron, rij.bron),
        "stappen": rij.stappen.select_related("door"),
        "mag_zaak": mag_zaak,
        "mag_bewerken": selecties.zichtbaar(request.user, nu, BEWERKEN).filter(pk=rij.pk).exists(),
        "meteen": rij.bron == controle.REGELS and rij.dossier_id is not None,
        "verder": rij.regel in controle.VERDER_DAN_EEN_DOSSIER,
        "vandaag": timezone.localdate(),
    }
    return render(request, "kwaliteit/bevinding.html", context)


@recht(BEWERKEN, SOORT)
def toewijzen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een eigenaar en een dag."""
    rij = _open(request, kenmerk)
    begin = {"naar": str(rij.eigenaar_id or ""), "uiterlijk_op": rij.uiterlijk_op, "versie": rij.versie}
    formulier = Toewijsformulier(request.POST or None, initial=begin, collegas=selecties.collegas(timezone.localdate()))
    return _over(
        request, rij, formulier, titel="Bevinding toewijzen", knop="Toewijzen", gelukt="De bevinding is toegewezen.",
        doe=lambda f: handelingen.toewijzen(rij, **f.cleaned_data, **wie_wanneer(request)),
    )  # fmt: skip


@recht(BEWERKEN, SOORT)
def accepteren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Laten staan, met een reden."""
    rij = _open(request, kenmerk)
    formulier = Accepteerformulier(request.POST or None, initial={"versie": rij.versie})
    return _over(
        request, rij, formulier, titel="Bevinding accepteren", knop="Accepteren",
        gelukt="De bevinding is geaccepteerd. Zij komt terug als het feit verandert.",
        doe=lambda f: handelingen.accepteren(rij, **f.cleaned_data, **wie_wanneer(request)),
    )  # fmt: skip


@recht(BEWERKEN, SOORT)
@require_POST
def heropenen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een acceptatie intrekken."""
    rij, formulier = _zoek(request, kenmerk, BEWERKEN), Versieformulier(request.POST)
    versie = formulier.cleaned_data["versie"] if formulier.is_valid() else 0
    return _doe(
        request,
        rij,
        lambda: handelingen.heropenen(rij, versie=versie, **wie_wanneer(request)),
        "De bevinding staat weer open.",
    )


@recht(BEWERKEN, SOORT)
@require_POST
def nakijken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Kijk dit dossier meteen na."""
    rij = _zoek(request, kenmerk, BEWERKEN)
    if rij.dossier_id is None or rij.bron != controle.REGELS:
        raise Http404("Deze bevinding hoort niet bij een dossier.")
    controle.dossier_nu(rij, timezone.now())
    rij.refresh_from_db()
    if not rij.is_open:
        messages.success(request, "Nagekeken: deze bevinding is hersteld.")
    else:
        messages.info(request, "Nagekeken: deze bevinding staat er nog.")
    return redirect("bevinding", rij.kenmerk)


@recht(VERDELEN, SOORT)
@require_POST
def alles_nakijken(request: Verzoek) -> HttpResponse:
    """Kijk de laatste cijfers en de inrichting helemaal na."""
    controle.alles(timezone.now())  # het aantal noemen we niet: daarin telt mee wat deze gebruiker niet mag zien
    messages.success(request, "Alles is nagekeken. De lijst is bijgewerkt.")
    return redirect("bevindingen")


def _open(request: Verzoek, kenmerk: str) -> Bevinding:
    rij = _zoek(request, kenmerk, BEWERKEN)
    if not rij.is_open:
        raise Http404("Deze bevinding is niet meer open.")
    return rij


def _over(request: Verzoek, rij: Bevinding, formulier: Any, **wat: Any) -> HttpResponse:
    return formulierpagina(
        request, formulier, terug=reverse("bevinding", args=[rij.kenmerk]), sjabloon="kwaliteit/formulier.html",
        extra={"b": rij}, **wat,
    )  # fmt: skip


def _doe(request: Verzoek, rij: Bevinding, doe: Any, gelukt: str) -> HttpResponse:
    try:
        doe()
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
    else:
        messages.success(request, gelukt)
    return redirect("bevinding", rij.kenmerk)
