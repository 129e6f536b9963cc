"""Teams."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zicht.web.beheer import handelingen
from zicht.web.beheer.forms import Teamformulier
from zicht.web.beheer.models import Team
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.beheer.views.pagina import formulierpagina, wie_wanneer


@recht("gebruiker.beheren", "team")
def teams(request: Verzoek) -> HttpResponse:
    """De teams met hun verantwoordelijke en aantal collega's."""
    lijst = Team.objects.select_related("verantwoordelijke").annotate(
        aantal=Count("gebruiker", filter=Q(gebruiker__is_active=True))
    )
    return render(request, "beheer/teams.html", {"teams": lijst})


@recht("gebruiker.beheren", "team")
def nieuw(request: Verzoek) -> HttpResponse:
    """Een team maken."""
    return _teampagina(request, None, {}, "Team maken")


@recht("gebruiker.beheren", "team")
def wijzigen(request: Verzoek, pk: str) -> HttpResponse:
    """Een team wijzigen."""
    team = get_object_or_404(Team, pk=pk)
    begin = {"naam": team.naam, "toegang": team.toegang, "verantwoordelijke": team.verantwoordelijke_id,
             "gemeenten": ", ".join(team.gemeenten)}  # fmt: skip
    return _teampagina(request, team, begin, "Team wijzigen")


def _teampagina(request: Verzoek, team: Team | None, begin: dict[str, Any], titel: str) -> HttpResponse:
    return formulierpagina(
        request, Teamformulier(request.POST or None, initial=begin), titel=titel, terug=reverse("teams"),
        doe=lambda d: handelingen.team_opslaan(team, **d, **wie_wanneer(request)), gelukt="Het team is opgeslagen.",
    )  # fmt: skip
