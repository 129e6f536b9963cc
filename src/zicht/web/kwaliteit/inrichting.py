"""De inrichting zoals zij nu is: de catalogus, met de rollen, teams, gemeenten en sleutels van deze organisatie."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

import zicht
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.inrichting import CONTROLES, van_catalogus
from zicht.core.inrichting import (
    Gebrek,
    Gebruikerinrichting,
    Inrichting,
    Inrichtingscontrole,
    Koppelinginrichting,
    Rolinrichting,
    Teaminrichting,
    gebreken,
)
from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team, geldt_op
from zicht.web.beheer.rechten import Rol
from zicht.web.kwaliteit.models import Niveau
from zicht.web.kwaliteit.overnemen import Gevonden
from zicht.web.registratie.selecties.kwaliteit import gemeentecodes

NIET_OVERAL = frozenset({Rol.GEMEENTE})  # niet elke regio laat gemeenten zelf kijken

Geldig = Callable[[], Mapping[UUID, date]]
_SLEUTELS: set[Geldig] = set()


def meld_sleutels_aan(geef: Geldig) -> None:
    """Van wie sleutels uitgeeft: per systeem de laatste dag waarop een sleutel geldt."""
    _SLEUTELS.add(geef)


def inrichting(vandaag: date) -> Inrichting:
    """Alles wat is ingericht."""
    return replace(
        van_catalogus(vandaag, settings.INSTELLINGEN.regio, getoetste_codes()),
        rollen=tuple(_rollen(vandaag)),
        teams=tuple(_teams()),
        gebruikers=tuple(_gebruikers(vandaag)),
        koppelingen=tuple(_koppelingen()),
        gemeenten=tuple(gemeentecodes()) or None,
        gemeenten_van_teams=frozenset(code for team in Team.objects.all() for code in team.gemeenten),
    )


def gevonden(vandaag: date) -> list[tuple[Inrichtingscontrole, Gebrek]]:
    """Wat er aan de inrichting mankeert."""
    return list(gebreken(CONTROLES, inrichting(vandaag)))


def taken(vandaag: date) -> Iterator[Gevonden]:
    """Elk gebrek als taak voor het functioneel beheer."""
    for controle, gebrek in gevonden(vandaag):
        niveau = Niveau.BLOKKEERT if controle.blokkeert else Niveau.UITLEG
        yield Gevonden(controle.code, gebrek.waar[:120], gebrek.zin, niveau)


@cache
def getoetste_codes() -> frozenset[str] | None:
    """Indicatoren waarvan de uitgeschreven toetsen bij de broncode staan; None waar alleen het programma staat."""
    map_ = Path(zicht.__file__).parents[2] / "tests" / "spec"
    if not map_.is_dir():
        return None
    tekst = "\n".join(bestand.read_text("utf-8") for bestand in map_.rglob("*.py"))
    namen = {code: code.replace("-", "_").upper() for code in INDICATOREN}
    return frozenset(code for code, naam in namen.items() if f'"{code}"' in tekst or naam in tekst)


def _rollen(vandaag: date) -> Iterator[Rolinrichting]:
    geldig = Roltoewijzing.objects.filter(geldt_op(vandaag), gebruiker__is_active=True)
    aantal = dict(geldig.values_list("rol").annotate(n=Count("gebruiker", distinct=True)))
    for rol in Rol:
        yield Rolinrichting(rol.titel, aantal.get(rol.value, 0), rol not in NIET_OVERAL)


def _teams() -> Iterator[Teaminrichting]:
    for team in Team.objects.annotate(leden=Count("gebruiker", filter=Q(gebruiker__is_active=True))):
        yield Teaminrichting(team.naam, team.verantwoordelijke_id is not None, team.leden, team.toegang)


def _gebruikers(vandaag: date) -> Iterator[Gebruikerinrichting]:
    met_rol = Roltoewijzing.objects.filter(geldt_op(vandaag)).values("gebruiker")
    for gebruiker in Gebruiker.objects.filter(is_active=True, koppeling=False).exclude(pk__in=met_rol):
        yield Gebruikerinrichting(gebruiker.username, 0, gebruiker.team_id is not None)


def _koppelingen() -> Iterator[Koppelinginrichting]:
    tot = {pk: dag for geef in _SLEUTELS for pk, dag in geef().items()}
    for gebruiker in Gebruiker.objects.filter(is_active=True, koppeling=True):
        yield Koppelinginrichting(gebruiker.username, tot.get(gebruiker.pk))
