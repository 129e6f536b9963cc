"""Klachten: vastleggen in onderdelen, per onderdeel een oordeel, en een oordeel over het geheel."""

from collections.abc import Sequence
from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling


def klacht_registreren(
    *,
    op: date,
    omschrijving: str,
    onderdelen: Sequence[str] = (),
    gemeente: str = "",
    dossier: m.Dossier | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Klacht:
    """Leg een klacht vast; zonder onderdelen is de hele klacht een onderdeel."""
    klacht = m.Klacht(
        kenmerk=m.nieuw_kenmerk("K", op.year), gemeente=gemeente, dossier=dossier, ingediend_op=op,
        omschrijving=omschrijving, behandelaar=door,
    )  # fmt: skip
    # Over het dossier wordt niets geschreven, en een klachtenfunctionaris hoeft het niet te mogen zien.
    with handeling("klacht_registreren", "klacht.behandelen", door=door, om=om, over=klacht) as h:
        eis(omschrijving.strip(), "Schrijf op waar de klacht over gaat.")
        eis(op <= om.date(), "De dag van indienen ligt in de toekomst.")
        h.bewaar(klacht)
        h.bewaar(*(m.Klachtonderdeel(klacht=klacht, omschrijving=tekst) for tekst in onderdelen or (omschrijving,)))
    return klacht


def klachtonderdeel_beoordelen(
    onderdeel: m.Klachtonderdeel, *, oordeel: str, toelichting: str = "", door: Gebruiker, om: datetime
) -> None:
    """Geef een oordeel over een onderdeel."""
    with handeling("klachtonderdeel_beoordelen", "klacht.behandelen", door=door, om=om, over=onderdeel.klacht) as h:
        eis(onderdeel.klacht.afgehandeld_op is None, "Deze klacht is al afgehandeld.")
        eis(oordeel, "Kies een oordeel.")
        onderdeel.oordeel, onderdeel.toelichting = oordeel, toelichting
        h.bewaar(onderdeel)


def klacht_afhandelen(
    klacht: m.Klacht, *, oordeel: str, op: date, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Rond een klacht af met een oordeel over het geheel."""
    with handeling("klacht_afhandelen", "klacht.behandelen", door=door, om=om, over=klacht) as h:
        controleer_versie(klacht, versie)
        eis(klacht.afgehandeld_op is None, "Deze klacht is al afgehandeld.")
        eis(oordeel, "Kies een oordeel over de hele klacht.")
        eis(klacht.ingediend_op <= op <= om.date(), "De dag ligt voor het indienen of in de toekomst.")
        klacht.oordeel, klacht.afgehandeld_op = oordeel, op
        h.bewaar(klacht)
