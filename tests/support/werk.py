"""Veel verzonnen werk voor de tests van de werklijst: rijen zonder handelingen, want het gaat hier om lezen en tellen."""

from datetime import timedelta
from itertools import count
from random import Random

from support.web import VANDAAG
from zicht.catalogus import load
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie import models as m
from zicht.web.registratie.opslag import Opslag
from zicht.web.registratie.taken import van_dossier

_nummers = count(1)
URGENTIES = ("hoog", "midden", "laag", "")
GEMEENTEN = ("GM0361", "GM0400", "")


def volgend_kenmerk(letter: str) -> str:
    """Een kenmerk dat nog niet bestaat; bij tienduizend willekeurige zijn er geregeld twee gelijk."""
    return f"{letter}-26-{next(_nummers):06d}"


def maak_melding(
    door: Gebruiker, *, team: Team | None = None, kenmerk: str = "", dossier: m.Dossier | None = None, **anders
) -> m.Melding:
    """Een melding met haar dossier, nog nergens bewaard."""
    team = team or door.team
    dossier = dossier or m.Dossier(
        kenmerk=volgend_kenmerk("D"), team=team, gemeente=anders.pop("gemeente", "GM0361"),
        geopend_op=anders.get("ontvangen_op", VANDAAG),
    )  # fmt: skip
    velden = {
        "ontvangen_op": VANDAAG, "bron": "telefoon", "ter_registratie": False, "volgende_controle_op": VANDAAG,
        "laatste_controle_op": VANDAAG, "eigenaar": door,
    } | anders  # fmt: skip
    return m.Melding(kenmerk=kenmerk or volgend_kenmerk("M"), dossier=dossier, team=team, **velden)


def taken_van(melding: m.Melding, *pauzes: m.Schorsing, diensten: tuple[m.Dienst, ...] = ()) -> list[m.Taak]:
    """Het werk van een melding dat nog niet in de databank staat, zoals de registratie het afleidt."""
    opslag = Opslag()
    for rij in (melding.dossier, melding, *diensten, *pauzes):
        rij.versie = 0
        opslag.bewaar(rij, handeling="test", door=melding.eigenaar, om=None)
    return [m.Taak(dossier=melding.dossier, **vars(werk)) for werk in van_dossier(opslag, melding.dossier)]


def bewaar(meldingen: list[m.Melding], *pauzes: m.Schorsing, diensten: tuple[m.Dienst, ...] = ()) -> None:
    """Zet meldingen met hun dossier, pauzes, diensten en taken in de databank."""
    taken = [
        taak for melding in meldingen
        for taak in taken_van(
            melding, *(p for p in pauzes if p.melding_id == melding.pk),
            diensten=tuple(d for d in diensten if d.melding_id == melding.pk),
        )
    ]  # fmt: skip
    m.Dossier.objects.bulk_create({melding.dossier.pk: melding.dossier for melding in meldingen}.values())
    m.Melding.objects.bulk_create(meldingen)
    m.Dienst.objects.bulk_create(diensten)
    m.Schorsing.objects.bulk_create(pauzes)
    m.Taak.objects.bulk_create(taken)


def veel_werk(aantal: int, collegas: list[Gebruiker], zaad: int = 1) -> None:
    """Zoveel wachtende en opgepakte meldingen, verdeeld over collega's, gemeenten en dagen."""
    dobbel, kalender = Random(zaad), load.kalender()
    meldingen = []
    for _ in range(aantal):
        ontvangen = VANDAAG - timedelta(days=dobbel.randrange(40))
        opgepakt = ontvangen + timedelta(days=dobbel.randrange(5)) if dobbel.random() < 0.5 else None
        meldingen.append(
            maak_melding(
                dobbel.choice(collegas), ontvangen_op=ontvangen, urgentie=dobbel.choice(URGENTIES),
                opgepakt_op=min(opgepakt, VANDAAG) if opgepakt else None, gemeente=dobbel.choice(GEMEENTEN),
                volgende_controle_op=kalender.plus_werkdagen(ontvangen, dobbel.choice((1, 3, 5, 30))),
            )
        )  # fmt: skip
    bewaar(meldingen)
