"""Lezen in het register van organisaties en professionals, en de informanten van een dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from zicht.web.registratie import models as m

HOOGSTENS = 100


@dataclass(frozen=True)
class Register:
    """Wat er bij een zoekvraag past; wie gestopt is staat er alleen op verzoek bij."""

    organisaties: Sequence[m.Organisatie]
    professionals: Sequence[m.Professional]
    meer: bool


def register(vraag: str, *, ook_gestopt: bool = False) -> Register:
    """Zoek op een deel van een naam, functie of organisatie; elk woord moet passen."""
    woorden = vraag.split()[:5]
    organisaties = m.Organisatie.objects.filter(_elk(woorden, "naam"))
    professionals = m.Professional.objects.filter(_elk(woorden, "naam", "functie", "organisatie__naam"))
    if not ook_gestopt:
        organisaties, professionals = organisaties.filter(gestopt_op=None), professionals.filter(gestopt_op=None)
    gevonden = list(organisaties[: HOOGSTENS + 1]), list(professionals.select_related("organisatie")[: HOOGSTENS + 1])
    meer = any(len(lijst) > HOOGSTENS for lijst in gevonden)
    return Register(gevonden[0][:HOOGSTENS], gevonden[1][:HOOGSTENS], meer)


def _elk(woorden: Sequence[str], *velden: str) -> Q:
    per_woord = [Q(*[(f"{veld}__icontains", woord) for veld in velden], _connector=Q.OR) for woord in woorden]
    return reduce(and_, per_woord, Q())


def organisaties() -> QuerySet[m.Organisatie]:
    """De organisaties die er nog zijn, om uit te kiezen."""
    return m.Organisatie.objects.filter(gestopt_op=None)


def professionals() -> QuerySet[m.Professional]:
    """De professionals die nog werken waar zij werkten, om uit te kiezen."""
    return m.Professional.objects.filter(gestopt_op=None).select_related("organisatie")


def informanten(dossier: m.Dossier) -> list[m.Informant]:
    """Wie in dit dossier informatie gaf of hulp geeft, de laatste boven."""
    return list(dossier.informanten.select_related("organisatie", "professional").order_by("-op", "pk"))
