"""Advies en ondersteuning: anoniem, meer contacten zijn een advies.

Keuzes bij omzetten. Van advies naar melding: het advies blijft staan als gegeven en verwijst nergens heen; alleen de
tijdlijn van het dossier noemt het kenmerk van het advies. Terug: was het advies eerst zelf een melding, dan gaat die
melding verder, met haar eigen nummer en haar eigen dag van ontvangst (de klok heeft doorgelopen).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zicht.core.bsn import bevat_bsn
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.meldingen import NieuweMelding, melding_registreren
from zicht.web.registratie.handelingen.team import team_van

BSN_IN_TEKST = (
    "In de tekst staan negen cijfers die een BSN kunnen zijn. Een advies is anoniem: haal het nummer weg, "
    "of leg dit vast als melding."
)
NAAM_IN_TEKST = (
    "In de tekst staat een naam van iemand om wie het gaat ({}). Een advies is anoniem: schrijf in plaats daarvan "
    "bijvoorbeeld ‘moeder’ of ‘het kind’, of leg dit vast als melding."
)


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
        eis_anoniem(invoer.vraag, invoer.reactie)
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
        eis_anoniem(vraag, reactie)
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
        eis(advies.gestart_op <= op <= om.date(), "De dag ligt voor het eerste contact of in de toekomst.")
        advies.afgesloten_op = op
        h.bewaar(advies)
        h.gebeurtenis("advies afgesloten", op, advies=advies, kenmerk=advies.kenmerk)


# ---------------------------------------------------------------------------------------------------------- omzetten


def advies_omzetten(
    advies: m.Advies,
    invoer: NieuweMelding,
    *,
    reden: str,
    door: Gebruiker,
    om: datetime,
    dossier: m.Dossier | None = None,
) -> m.Melding:
    """Maak van een advies een melding: wat in het advies stond blijft staan, de melding begint met een eigen klok."""
    with handeling("advies_omzetten", "advies.registreren", door=door, om=om, over=advies, reden=reden) as h:
        _eis_om_te_zetten(advies, reden)
        melding = melding_registreren(invoer, door=door, om=om, dossier=dossier)
        advies.omgezet_op = invoer.ontvangen_op
        advies.afgesloten_op = advies.afgesloten_op or invoer.ontvangen_op
        h.bewaar(advies)
        h.gebeurtenis("advies omgezet in een melding", invoer.ontvangen_op, advies=advies, kenmerk=advies.kenmerk)
        h.gebeurtenis("begon als advies", invoer.ontvangen_op, dossier=melding.dossier, kenmerk=advies.kenmerk)
    return melding


def omzetting_terugdraaien(
    advies: m.Advies, melding: m.Melding, *, reden: str, op: date, door: Gebruiker, om: datetime
) -> None:
    """Laat een melding die een advies was geworden weer melding zijn; een dossier dat daardoor sloot gaat weer open."""
    dossier = melding.dossier
    with handeling(
        "omzetting_terugdraaien", "zaak.bewerken", door=door, om=om, dossier=dossier, over=melding, reden=reden
    ) as h:
        _eis_om_te_zetten(advies, reden)
        eis(melding.omgezet_in_id == advies.pk, "Deze melding is niet in dit advies omgezet.")
        melding.omgezet_op = melding.omgezet_in = None
        advies.omgezet_op = op
        if dossier.gesloten_op is not None:
            dossier.gesloten_op, dossier.sluitroute = None, ""
            h.bewaar(dossier)
            h.gebeurtenis("dossier heropend", op, dossier=dossier, kenmerk=dossier.kenmerk)
        h.bewaar(melding, advies)
        h.gebeurtenis("advies is weer een melding", op, dossier=dossier, kenmerk=melding.kenmerk)
        h.gebeurtenis("advies omgezet in een melding", op, advies=advies, kenmerk=advies.kenmerk)


def _eis_om_te_zetten(advies: m.Advies, reden: str) -> None:
    eis(advies.omgezet_op is None, "Dit advies is al een melding geworden.")
    eis(reden.strip(), "Schrijf op waarom dit advies een melding wordt.")


def melding_omzetten(
    melding: m.Melding, *, reden: str, vraag: str, reactie: str, op: date, door: Gebruiker, om: datetime
) -> m.Advies:
    """Maak van een melding een advies: de melding en de mensen blijven staan, het advies is nieuw en anoniem.

    Keuzes: wat in de melding staat gaat niet vanzelf mee, want daar staan namen in; de melder blijft in zijn eigen
    tabel; een dossier waarin niets meer loopt sluit met sluitroute overig.
    """
    dossier = melding.dossier
    with handeling(
        "melding_omzetten", "zaak.bewerken", door=door, om=om, dossier=dossier, over=melding, reden=reden
    ) as h:
        eis(reden.strip(), "Schrijf op waarom deze melding een advies wordt.")
        eis(melding.omgezet_op is None, "Deze melding is al omgezet in een advies.")
        eis(melding.beoordeeld_op is None, "Deze melding is al beoordeeld. Zij kan geen advies meer worden.")
        eis(melding.ontvangen_op <= op <= om.date(), "De dag ligt voor de ontvangst van de melding of in de toekomst.")
        mensen = [betrokkene.persoon for betrokkene in h.opslag.rijen(m.Betrokkene, dossier)]
        melders = [rij.naam for rij in h.opslag.rijen(m.Melder, dossier) if rij.melding_id == melding.pk]
        eis_anoniem(vraag, reactie, namen=[*(deel for p in mensen for deel in (p.voornamen, p.achternaam)), *melders])
        advies = advies_registreren(_uit_melding(melding, vraag, reactie, op), door=door, om=om)
        melding.omgezet_op, melding.omgezet_in = op, advies
        h.bewaar(melding)
        h.gebeurtenis("melding omgezet in een advies", op, dossier=dossier, kenmerk=melding.kenmerk)
        if not any(_loopt(h.opslag.rijen(soort, dossier)) for soort in (m.Melding, m.Dienst, m.Huisverbod)):
            dossier.gesloten_op, dossier.sluitroute = op, "overig"
            h.bewaar(dossier)
            h.gebeurtenis("dossier gesloten", op, dossier=dossier, kenmerk=dossier.kenmerk)
    return advies


def _uit_melding(melding: m.Melding, vraag: str, reactie: str, op: date) -> NieuwAdvies:
    return NieuwAdvies(
        op=op,
        kanaal="telefoon" if melding.bron == m.Melding.Bron.TELEFOON else "overig",
        hoedanigheid=melding.hoedanigheid,
        gemeente=melding.dossier.gemeente,
        aanleiding=tuple(melding.aanleiding),
        aard=tuple(melding.aard),
        vraag=vraag,
        reactie=reactie,
    )


def _loopt(rijen: Iterable[m.Geversioneerd]) -> bool:
    """Of er iets is dat niet is omgezet, ingetrokken of nooit opgelegd: dan sluit het dossier niet vanzelf."""
    return any(
        not any(getattr(rij, einde, None) for einde in ("omgezet_op", "ingetrokken_op", "niet_opgelegd_op"))
        for rij in rijen
    )


# ------------------------------------------------------------------------------------------------------------ anoniem


def eis_anoniem(*teksten: str, namen: Iterable[str] = ()) -> None:
    """Houd een advies tegen waarin een BSN staat, of een naam die hier bekend is."""
    eis(not any(bevat_bsn(tekst) for tekst in teksten), BSN_IN_TEKST)
    gevonden = namen_in(" ".join(teksten), namen)
    eis(not gevonden, NAAM_IN_TEKST.format(", ".join(gevonden)))


def namen_in(tekst: str, namen: Iterable[str]) -> list[str]:
    """Welke van deze namen als heel woord in een tekst staan; namen van een of twee letters niet, die zijn ook woord."""
    woorden = {woord.casefold() for naam in namen for woord in re.findall(r"\w+", naam) if len(woord) > 2}
    return sorted({woord for woord in re.findall(r"\w+", tekst) if woord.casefold() in woorden})
