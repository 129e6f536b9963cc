"""Sleutels maken, intrekken en herkennen.

Keuzes: een sleutel heeft 256 bits en is dus niet te raden; een gewone SHA-256 als afdruk is dan genoeg. Per sleutel
mogen er een aantal verzoeken per minuut zijn, geteld in de databank, zodat het ook met meer processen klopt.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Max

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.koppeling.models import Sleutel
from zicht.web.registratie.handelingen.team import team_toegang

RECHT = "gebruiker.beheren"
PER_MINUUT = 120
HOOGSTENS_DAGEN = 366
_VOORAAN = "zicht_"
_NAAM = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


@dataclass(frozen=True)
class Toegang:
    """Een geldige sleutel, en het hoeveelste verzoek dit is in deze minuut."""

    gebruiker: Gebruiker
    aantal: int


def afdruk(sleutel: str) -> str:
    """De afdruk waaronder een sleutel bekend is."""
    return sha256(sleutel.encode(errors="replace")).hexdigest()


def lijst() -> Sequence[Sleutel]:
    """Alle sleutels, per aanleveraar de nieuwste eerst."""
    return list(Sleutel.objects.select_related("gebruiker", "gemaakt_door"))


def laatste_dagen() -> dict[UUID, date]:
    """Per systeem tot wanneer een sleutel nog geldt."""
    geldig = Sleutel.objects.filter(ingetrokken_om=None).order_by()
    return dict(geldig.values_list("gebruiker").annotate(tot=Max("verloopt_op")))


def sleutel_maken(
    *, aanleveraar: str, titel: str, verloopt_op: date, door: Gebruiker, om: datetime
) -> tuple[Sleutel, str]:
    """Maak een sleutel voor een aanleveraar, die er zo nodig bij komt; de sleutel staat alleen in het antwoord."""
    with beheer("sleutel_maken", RECHT, door=door, om=om, soort="sleutel", over=aanleveraar):
        eis(_NAAM.fullmatch(aanleveraar), "De naam bestaat uit 2 tot 40 kleine letters, cijfers en streepjes.")
        eis(om.date() <= verloopt_op, "De laatste dag ligt in het verleden.")
        eis(
            verloopt_op <= om.date() + timedelta(days=HOOGSTENS_DAGEN),
            "Een sleutel is hoogstens een jaar geldig. Maak daarna een nieuwe.",
        )
        _eis_ontvanger()
        gebruiker = _aanleveraar(aanleveraar, titel)
        geheim = _VOORAAN + secrets.token_urlsafe(32)
        sleutel = Sleutel.objects.create(
            gebruiker=gebruiker,
            begin=geheim[: len(_VOORAAN) + 4],
            afdruk=afdruk(geheim),
            gemaakt_om=om,
            gemaakt_door=door,
            verloopt_op=verloopt_op,
        )
    return sleutel, geheim


def _eis_ontvanger() -> None:
    team = team_toegang(Gebruiker())
    if team.verantwoordelijke is None:
        raise ZichtFout(
            f"Team {team} heeft nog geen verantwoordelijke. Wijs eerst iemand aan: die krijgt wat binnenkomt op naam."
        )


def _aanleveraar(naam: str, titel: str) -> Gebruiker:
    """Het gekoppelde systeem met deze naam; een mens met die naam wordt nooit een systeem."""
    gebruiker = Gebruiker.objects.filter(username__iexact=naam).first()
    if gebruiker is None:
        gebruiker = Gebruiker(username=naam, last_name=titel, koppeling=True)
        gebruiker.set_unusable_password()
        gebruiker.save()
    eis(gebruiker.koppeling, "Deze naam is van een medewerker. Kies een andere naam voor de aanleveraar.")
    eis(gebruiker.is_active, "Deze aanleveraar is afgesloten.")
    return gebruiker


def sleutel_intrekken(sleutel: Sleutel, *, door: Gebruiker, om: datetime) -> None:
    """Trek een sleutel in; hij werkt bij het volgende verzoek al niet meer."""
    over = sleutel.gebruiker.username
    with beheer("sleutel_intrekken", RECHT, door=door, om=om, soort="sleutel", over=over):
        eis(
            Sleutel.objects.filter(pk=sleutel.pk, ingetrokken_om=None).update(ingetrokken_om=om),
            "Deze sleutel is al ingetrokken.",
        )


def herken(geheim: str, om: datetime) -> Toegang | None:
    """Van wie deze sleutel is; een onbekende, verlopen of ingetrokken sleutel is van niemand."""
    geldig = Sleutel.objects.filter(
        afdruk=afdruk(geheim),
        ingetrokken_om=None,
        verloopt_op__gte=om.date(),
        gebruiker__koppeling=True,
        gebruiker__is_active=True,
    )
    sleutel = geldig.select_related("gebruiker").first()
    return Toegang(sleutel.gebruiker, _tel(sleutel, om)) if sleutel else None


def _tel(sleutel: Sleutel, om: datetime) -> int:
    """Tel dit verzoek mee; een nieuwe minuut begint opnieuw."""
    rij, minuut = Sleutel.objects.filter(pk=sleutel.pk), om.replace(second=0, microsecond=0)
    if not rij.filter(minuut=minuut).update(aantal=F("aantal") + 1, gebruikt_om=om):
        rij.update(minuut=minuut, aantal=1, gebruikt_om=om)
    return rij.values_list("aantal", flat=True).get()
