"""Gebruikers en hun rollen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer import handelingen, selecties
from zicht.web.beheer.forms import Bevestiging, Dagformulier, Naamformulier, Nieuwformulier, Rolformulier
from zicht.web.beheer.models import Gebruiker, Roltoewijzing
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.beheer.views.pagina import formulierpagina, wie_wanneer

PER_BLADZIJDE = 100


@recht("gebruiker.beheren", "gebruiker")
def gebruikers(request: Verzoek) -> HttpResponse:
    """Wie er een account heeft, met team en rollen."""
    gesloten = request.GET.get("stand") == "gesloten"
    lijst = selecties.gebruikers(timezone.localdate(), gesloten=gesloten)
    bladzijde = Paginator(lijst, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return render(request, "beheer/gebruikers.html", {"bladzijde": bladzijde, "gesloten": gesloten})


@recht("gebruiker.beheren", "gebruiker")
def gebruiker(request: Verzoek, pk: str) -> HttpResponse:
    """Een gebruiker: rollen nu en vroeger, en wat u kunt doen."""
    wie = get_object_or_404(Gebruiker.objects.select_related("team"), pk=pk)
    vandaag = timezone.localdate()
    context = {
        "wie": wie,
        "toewijzingen": [(rij, Rol(rij.rol).titel, rij.tot is None or rij.tot > vandaag) for rij in _rollen(wie)],
        "zelf": wie.pk == request.user.pk,
        "tweede_factor": wie.authenticator_set.exclude(type="recovery_codes").exists(),
    }
    return render(request, "beheer/gebruiker.html", context)


def _rollen(wie: Gebruiker) -> Any:
    return wie.roltoewijzingen.order_by("-van")


@recht("gebruiker.beheren", "gebruiker")
def nieuw(request: Verzoek) -> HttpResponse:
    """Een gebruiker maken."""

    def doe(d: dict[str, Any]) -> str:
        rollen = [Rol(code) for code in d.pop("rollen")]
        return handelingen.gebruiker_maken(rollen=rollen, **d, **wie_wanneer(request))[1]

    formulier = Nieuwformulier(request.POST or None, initial={"van": timezone.localdate()})
    return formulierpagina(
        request,
        formulier,
        titel="Gebruiker maken",
        doe=doe,
        terug=reverse("gebruikers"),
        gelukt="De gebruiker is gemaakt.",
    )


@recht("gebruiker.beheren", "gebruiker")
def wijzigen(request: Verzoek, pk: str) -> HttpResponse:
    """Naam en team wijzigen."""
    wie = get_object_or_404(Gebruiker, pk=pk)
    begin = {"voornaam": wie.first_name, "achternaam": wie.last_name, "team": wie.team_id, "gemeente": wie.gemeente}
    return formulierpagina(
        request, Naamformulier(request.POST or None, initial=begin), titel="Naam en team wijzigen", wie=wie, terug=naar(wie),
        doe=lambda d: handelingen.gebruiker_wijzigen(wie, **d, **wie_wanneer(request)), gelukt="De wijziging is opgeslagen.",
    )  # fmt: skip


@recht("gebruiker.beheren", "gebruiker")
def rol_geven(request: Verzoek, pk: str) -> HttpResponse:
    """Een rol erbij."""
    wie = get_object_or_404(Gebruiker, pk=pk)

    def doe(d: dict[str, Any]) -> None:
        handelingen.rol_geven(wie, Rol(d["rol"]), van=d["van"], tot=d["tot"], **wie_wanneer(request))

    formulier = Rolformulier(request.POST or None, initial={"van": timezone.localdate()})
    return formulierpagina(
        request, formulier, titel="Rol geven", doe=doe, wie=wie, terug=naar(wie), gelukt="De rol is gegeven."
    )


@recht("gebruiker.beheren", "gebruiker")
def rol_beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    """Een rol beëindigen."""
    toewijzing = get_object_or_404(Roltoewijzing.objects.select_related("gebruiker"), pk=pk)
    wie = toewijzing.gebruiker
    return formulierpagina(
        request, Dagformulier(request.POST or None, initial={"op": timezone.localdate()}), wie=wie, terug=naar(wie),
        titel=f"Rol beëindigen: {Rol(toewijzing.rol).titel}",
        doe=lambda d: handelingen.rol_beeindigen(toewijzing, tot=d["op"], **wie_wanneer(request)), gelukt="De rol is beëindigd.",
    )  # fmt: skip


def _bevestig(
    request: Verzoek,
    pk: str,
    titel: str,
    doe: Callable[..., object],
    *,
    gelukt: str,
    toelichting: str,
    knop: str = "",
) -> HttpResponse:
    """Een pagina die eerst zegt wat er gebeurt; de knop doet het."""
    wie = get_object_or_404(Gebruiker, pk=pk)

    def voer_uit(_: dict[str, Any]) -> object:
        return doe(wie, **wie_wanneer(request))

    return formulierpagina(
        request, Bevestiging(request.POST if request.method == "POST" else None), titel=titel, wie=wie, terug=naar(wie),
        doe=voer_uit, gelukt=gelukt, toelichting=toelichting, knop=knop or titel,
    )  # fmt: skip


@recht("gebruiker.beheren", "gebruiker")
def sluiten(request: Verzoek, pk: str) -> HttpResponse:
    """Een account sluiten."""
    doe = partial(handelingen.gebruiker_sluiten, op=timezone.localdate())
    gevolg = "Wie nog is ingelogd is dat meteen niet meer. Alle rollen eindigen vandaag. "
    return _bevestig(
        request, pk, "Account sluiten", doe, gelukt="Het account is gesloten.",
        toelichting=f"{gevolg}Wijs het werk van deze collega eerst toe aan een ander.",
    )  # fmt: skip


@recht("gebruiker.beheren", "gebruiker")
def openen(request: Verzoek, pk: str) -> HttpResponse:
    """Een gesloten account weer openen."""
    return _bevestig(
        request, pk, "Account openen", handelingen.gebruiker_openen, gelukt="Het account is open. Geef nu de rollen.",
        toelichting="Er komen geen rollen terug; die geeft u opnieuw.",
    )  # fmt: skip


@recht("gebruiker.beheren", "gebruiker")
def wachtwoord(request: Verzoek, pk: str) -> HttpResponse:
    """Een nieuw tijdelijk wachtwoord."""
    return _bevestig(
        request, pk, "Nieuw wachtwoord", handelingen.wachtwoord_vernieuwen, gelukt="Er is een nieuw wachtwoord.",
        toelichting="Weet u zeker wie dit vraagt? Bel terug op het nummer dat u kent. Het oude wachtwoord werkt daarna niet meer.",
        knop="Nieuw wachtwoord maken",
    )  # fmt: skip


@recht("gebruiker.beheren", "gebruiker")
def tweede_factor(request: Verzoek, pk: str) -> HttpResponse:
    """De tweede factor wissen."""
    return _bevestig(
        request, pk, "Tweede factor wissen", handelingen.tweede_factor_wissen, gelukt="De tweede factor is gewist.",
        toelichting="Doe dit alleen als deze collega zijn telefoon of sleutel kwijt is, en u zeker weet wie u spreekt.",
    )  # fmt: skip


def naar(wie: Gebruiker) -> str:
    """De pagina van een gebruiker."""
    return reverse("gebruiker", args=[wie.pk])
