"""Concepten: getypte tekst die nog niet is opgeslagen. Op de server, versleuteld, alleen voor wie het typt.

Keuze: na zeven dagen is een concept weg. Daarin staan namen van mensen over wie nog niets is besloten; wie er dan nog
niet aan toe kwam, typt het opnieuw.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m

BEWAARTIJD = timedelta(days=7)
HOOGSTENS_TEKENS = 2_000_000
_NIET = frozenset({"csrfmiddlewaretoken", "actie"})


class AlOpgeslagen(ZichtFout):
    """Dit concept is er niet meer."""

    status = 1


def bewaar(gebruiker: Gebruiker, plek: str, velden: Mapping[str, list[str]], *, om: datetime) -> None:
    """Bewaar wat er nu op een plek getypt staat; het vorige concept van die plek vervalt."""
    tekst = json.dumps({naam: waarden for naam, waarden in velden.items() if naam not in _NIET})
    if len(tekst) > HOOGSTENS_TEKENS:
        raise ZichtFout("Dit is te veel tekst om te bewaren. Maak de tekst korter.")
    m.Concept.objects.update_or_create(eigenaar=gebruiker, plek=plek, defaults={"velden": tekst, "gewijzigd_om": om})


def velden_van(post: QueryDict) -> dict[str, list[str]]:
    """Alle velden van een verstuurd formulier."""
    return {naam: post.getlist(naam) for naam in post}


def lees(gebruiker: Gebruiker, plek: str) -> QueryDict | None:
    """Wat er op een plek getypt stond, of None."""
    concept = m.Concept.objects.filter(eigenaar=gebruiker, plek=plek).first()
    return als_formulier(json.loads(concept.velden)) if concept else None


def als_formulier(velden: Mapping[str, Iterable[Any]]) -> QueryDict:
    """Bewaarde velden zoals een formulier ze verwacht."""
    gegevens = QueryDict(mutable=True)
    for naam, waarden in velden.items():
        gegevens.setlist(naam, list(waarden))
    return gegevens


def alle(gebruiker: Gebruiker, soort: str, *, om: datetime) -> list[m.Concept]:
    """De eigen concepten van een soort, de nieuwste eerst; wat te oud is verdwijnt."""
    m.Concept.objects.filter(eigenaar=gebruiker, gewijzigd_om__lt=om - BEWAARTIJD).delete()
    eigen = m.Concept.objects.filter(eigenaar=gebruiker, plek__startswith=f"{soort}/")
    return list(eigen.defer("velden").order_by("-gewijzigd_om"))


def verwijder(gebruiker: Gebruiker, plek: str) -> bool:
    """Gooi een concept weg; of het er nog was."""
    return bool(m.Concept.objects.filter(eigenaar=gebruiker, plek=plek).delete()[0])


@contextmanager
def verbruik(gebruiker: Gebruiker, plek: str) -> Iterator[None]:
    """Een transactie waarin dit concept precies een keer wordt opgeslagen: tweemaal klikken is een keer opslaan."""
    with transaction.atomic():
        if not verwijder(gebruiker, plek):
            raise AlOpgeslagen("Dit is al opgeslagen of weggegooid. Kijk in uw werklijst of bij de adviezen.")
        yield
