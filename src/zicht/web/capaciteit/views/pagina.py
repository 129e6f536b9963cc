"""Wat de bladzijden van capaciteit delen: een doorrekening openen, en de stappen van een nieuwe."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import handelingen, selecties
from zicht.web.capaciteit.invoer import Invoer, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand

INZIEN, REKENEN, SOORT = handelingen.INZIEN, handelingen.REKENEN, handelingen.SOORT


@dataclass(frozen=True, slots=True)
class Stap:
    """Een bladzijde van een nieuwe doorrekening."""

    route: str
    titel: str


_VRAAG, _KEUZES = Stap("capaciteit_vraag", "De vraag"), Stap("capaciteit_keuzes", "De keuzes")
_MENSEN, _NORM = Stap("capaciteit_mensen", "De mensen"), Stap("capaciteit_norm", "De norm")
_SLOT = (
    Stap("capaciteit_vooruit", "Hoe ver vooruit"),
    Stap("capaciteit_precies", "Hoe precies"),
    Stap("capaciteit_controle", "Controleren"),
)
STAPPEN = {
    Vraag.KEUZES: (_VRAAG, _KEUZES, *_SLOT),
    Vraag.BEELD: (_VRAAG, _KEUZES, *_SLOT),
    Vraag.GRENS: (_VRAAG, _MENSEN, *_SLOT),
    Vraag.FORMATIE: (_VRAAG, _MENSEN, _NORM, *_SLOT),
}


def volgende(invoer: Invoer, route: str, kenmerk: str) -> str:
    """Het adres van de bladzijde na deze."""
    routes = [stap.route for stap in STAPPEN[invoer.vraag]]
    return reverse(routes[routes.index(route) + 1], args=[kenmerk])


def vorige(invoer: Invoer, route: str, kenmerk: str) -> str:
    """Het adres van de bladzijde voor deze; voor de eerste is dat de lijst."""
    routes = [stap.route for stap in STAPPEN[invoer.vraag]]
    plek = routes.index(route)
    return reverse(routes[plek - 1], args=[kenmerk]) if plek else reverse("capaciteit")


def hoort_erbij(invoer: Invoer, route: str) -> bool:
    """Of een bladzijde bij deze vraag hoort."""
    return route in [stap.route for stap in STAPPEN[invoer.vraag]]


def stapcontext(rij: Doorrekening | None, invoer: Invoer, route: str) -> dict[str, Any]:
    """Waar iemand is in de rij van vragen."""
    stappen = STAPPEN[invoer.vraag]
    nummer = [stap.route for stap in stappen].index(route) + 1
    return {"rij": rij, "stappen": stappen, "stap": stappen[nummer - 1], "nummer": nummer}


def concept_van(request: Verzoek, kenmerk: str) -> Doorrekening:
    """De eigen vraag die nog niet gestart is."""
    rij = selecties.doorrekening_of_404(kenmerk)
    if rij.stand != Stand.CONCEPT or rij.door_id != request.user.pk:
        raise Http404("Deze vraag is er niet meer, of is al gestart.")
    return rij
