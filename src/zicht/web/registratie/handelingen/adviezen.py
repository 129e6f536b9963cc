"""Advies en ondersteuning: anoniem, meer contacten zijn een advies."""

from dataclasses import dataclass
from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.team import team_van


@dataclass(frozen=True)
class NieuwAdvies:
    """Wat van een advies wordt vastgelegd; nooit wie het gezin is."""

    op: date
    soort: str = "advies"
    kanaal: str = "telefoon"
    hoedanigheid: str = ""
    gemeente: str = ""
    aanleiding: tuple[str, ...] = ()
    aard: tuple[str, ...] = ()
    vraag: str = ""
    reactie: str = ""
    afgesloten: bool = True


def advies_registreren(invoer: NieuwAdvies, *, door: Gebruiker, om: datetime) -> m.Advies:
    """Leg een advies met zijn eerste contact vast; afgesloten als de adviesvrager verder kan."""
    advies = m.Advies(
        kenmerk=m.nieuw_kenmerk("A", invoer.op.year),
        gemeente=invoer.gemeente,
        gestart_op=invoer.op,
        afgesloten_op=invoer.op if invoer.afgesloten else None,
        soort=invoer.soort,
        kanaal=invoer.kanaal,
        hoedanigheid=invoer.hoedanigheid,
        aanleiding=list(invoer.aanleiding),
        aard=list(invoer.aard),
        door=door,
        team=team_van(door),
    )
    with handeling("advies_registreren", "advies.registreren", door=door, om=om, over=advies) as h:
        eis(invoer.op <= om.date(), "De dag van het contact ligt in de toekomst.")
        contact = m.Adviescontact(
            advies=advies, op=invoer.op, kanaal=invoer.kanaal, vraag=invoer.vraag, reactie=invoer.reactie, door=door
        )
        h.bewaar(advies, contact)
        h.gebeurtenis("advies gegeven", invoer.op, advies=advies, kenmerk=advies.kenmerk)
    return advies


def adviescontact_toevoegen(
    advies: m.Advies,
    *,
    op: date,
    kanaal: str,
    vraag: str,
    reactie: str,
    afgesloten: bool,
    door: Gebruiker,
    om: datetime,
) -> m.Adviescontact:
    """Nog een contact over dezelfde vraag; het blijft een advies."""
    with handeling("adviescontact_toevoegen", "advies.registreren", door=door, om=om, over=advies) as h:
        eis(advies.omgezet_op is None, "Dit advies is een melding geworden. Werk verder in de melding.")
        eis(
            advies.gestart_op <= op <= om.date(),
            "De dag van het contact ligt voor het eerste contact of in de toekomst.",
        )
        contact = m.Adviescontact(advies=advies, op=op, kanaal=kanaal, vraag=vraag, reactie=reactie, door=door)
        advies.afgesloten_op = op if afgesloten else None
        h.bewaar(contact, advies)
        h.gebeurtenis("vervolgcontact over het advies", op, advies=advies, kenmerk=advies.kenmerk)
    return contact


def advies_afsluiten(advies: m.Advies, *, op: date, door: Gebruiker, om: datetime, versie: int | None = None) -> None:
    """Sluit een advies: in overleg met de adviesvrager was dit het laatste contact."""
    with handeling("advies_afsluiten", "advies.registreren", door=door, om=om, over=advies) as h:
        controleer_versie(advies, versie)
        eis(advies.afgesloten_op is None, "Dit advies is al afgesloten.")
        advies.afgesloten_op = op
        h.bewaar(advies)
        h.gebeurtenis("advies afgesloten", op, advies=advies, kenmerk=advies.kenmerk)
