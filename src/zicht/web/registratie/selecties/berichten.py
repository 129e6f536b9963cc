"""Wat er aan berichten in en uit gaat, door de poort; nooit de uitkomst of de inhoud, behalve voor wie de zaak behandelt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from zicht.core.codelijsten import AANLEIDING, AARD, HOEDANIGHEID
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import door_de_poort
from zicht.web.registratie.uitgaand import GEBREKEN

BEHEREN, BEHANDELEN = "berichten.beheren", "zaak.bewerken"
STANDEN: Mapping[str, str] = dict(m.Uitkomstbericht.Stand.choices)
_LIJSTEN: Mapping[str, Mapping[str, str]] = {
    "hoedanigheid": dict(HOEDANIGHEID.codes),
    "aanleiding": dict(AANLEIDING.codes),
    "aard": dict(AARD.codes),
}
_TITELS = {"situatie": "Wat is er gemeld", "hoedanigheid": "Wie meldt", "aanleiding": "Aanleiding", "aard": "Aard"}


def uitgaand(gebruiker: Gebruiker, nu: datetime, stand: str = "") -> QuerySet[m.Uitkomstbericht]:
    """De uitkomstberichten, de nieuwste eerst."""
    rijen = m.Uitkomstbericht.objects.select_related("melding", "aanleveraar")
    gezien = door_de_poort(rijen, gebruiker, nu, BEHEREN, "melding__dossier__")
    return gezien.filter(stand=stand) if stand in STANDEN else gezien


def tellingen(gebruiker: Gebruiker, nu: datetime) -> list[tuple[str, str, int]]:
    """Per stand hoeveel uitkomstberichten."""
    geteld = dict(uitgaand(gebruiker, nu).order_by().values_list("stand").annotate(n=Count("pk")))
    return [(code, woord, geteld.get(code, 0)) for code, woord in STANDEN.items()]


def gebrek(code: str) -> str:
    """Waarom het niet lukte, in gewone woorden."""
    return GEBREKEN.get(code, "")


def voorstellen(
    gebruiker: Gebruiker, nu: datetime, code: str = BEHANDELEN, *, alleen_nieuw: bool = False
) -> QuerySet[m.Berichtvoorstel]:
    """Wat aanleveraars willen wijzigen of intrekken."""
    rijen = m.Berichtvoorstel.objects.select_related("melding__dossier", "melding__eigenaar", "door", "behandeld_door")
    gezien = door_de_poort(rijen, gebruiker, nu, code, "melding__dossier__")
    return gezien.filter(stand=m.Berichtvoorstel.Stand.NIEUW) if alleen_nieuw else gezien


@dataclass(frozen=True)
class Vergelijking:
    """Een veld zoals het nu is en zoals de aanleveraar het voorstelt."""

    titel: str
    nu: str
    straks: str

    @property
    def anders(self) -> bool:
        """Of er iets verandert."""
        return self.nu != self.straks


def vergelijk(voorstel: m.Berichtvoorstel) -> Sequence[Vergelijking]:
    """Elk veld van een voorstel naast wat er nu is vastgelegd."""
    velden = velden_van(voorstel)
    return [
        Vergelijking(titel, _woorden(naam, getattr(voorstel.melding, naam)), _woorden(naam, velden[naam]))
        for naam, titel in _TITELS.items()
        if naam in velden
    ]


def velden_van(voorstel: m.Berichtvoorstel) -> dict[str, Any]:
    """Wat er in het voorstel staat."""
    return json.loads(voorstel.velden or "{}")


def _woorden(naam: str, waarde: Any) -> str:
    lijst = _LIJSTEN.get(naam)
    if lijst is None:
        return str(waarde)
    codes = [str(code) for code in (waarde if isinstance(waarde, list) else [waarde]) if code]
    return ", ".join(lijst.get(code) or code for code in codes)


def aanleveraars() -> list[tuple[Gebruiker, m.Ontvanger | None]]:
    """Elk gekoppeld systeem met zijn ontvanger, als die er is."""
    systemen = Gebruiker.objects.filter(koppeling=True, is_active=True).order_by("username")
    ontvangers = {een.gebruiker_id: een for een in m.Ontvanger.objects.all()}
    return [(systeem, ontvangers.get(systeem.pk)) for systeem in systemen]


def aanleveraar(pk: UUID) -> tuple[Gebruiker, m.Ontvanger | None] | None:
    """Een gekoppeld systeem met zijn ontvanger."""
    systeem = Gebruiker.objects.filter(pk=pk, koppeling=True).first()
    return (systeem, m.Ontvanger.objects.filter(gebruiker=systeem).first()) if systeem else None
