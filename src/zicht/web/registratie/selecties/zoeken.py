"""Zoeken buiten een gesprek: op naam, geboortedatum, adres of BSN, en op het kenmerk van een dossier, melding of dienst."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import dossiers
from zicht.web.registratie.selecties.dossiers import met_kenmerk
from zicht.web.registratie.selecties.intake import Gevonden, als_gevonden

HOOGSTENS = 25
# Ruimer dan in een gesprek: wie zoekt kijkt zelf wie het is. Een naam die klinkt zoals getypt telt dan ook mee.
_MINSTENS = 0.0005
_KENMERK = re.compile(r"[A-Z]-\d{2}-[0-9A-Z]{8}")


@dataclass(frozen=True)
class Treffer:
    """Iemand die gevonden is, met de dossiers erbij die deze gebruiker mag openen."""

    gevonden: Gevonden
    te_openen: frozenset[str]


def is_kenmerk(tekst: str) -> bool:
    """Of dit een kenmerk is, zoals M-26-K7M4QXRT."""
    return _KENMERK.fullmatch(tekst.strip().upper()) is not None


def op_kenmerk(tekst: str, gebruiker: Gebruiker, nu: datetime) -> m.Dossier | None:
    """Het dossier van dit kenmerk, ook van een melding, dienst of huisverbod erin; wat iemand niet mag zien is er niet."""
    return dossiers(gebruiker, nu).filter(pk__in=met_kenmerk(tekst.strip().upper())).first()


def op_persoon(vraag: Persoonsgegevens, gebruiker: Gebruiker, nu: datetime) -> Sequence[Treffer]:
    """Wie lijkt op wat er getypt is, de meest gelijkende eerst."""
    bekenden = herkenning.zoek(vraag, gebruiker=gebruiker, nu=nu, hoogstens=HOOGSTENS, minstens=_MINSTENS)
    pks = {b.dossier_id for bekende in bekenden for b in bekende.betrokkenheden}
    open_ = frozenset(dossiers(gebruiker, nu).filter(pk__in=pks).values_list("kenmerk", flat=True))
    return [Treffer(als_gevonden(b), open_) for b in bekenden]
