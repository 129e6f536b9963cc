"""Klachten: vastleggen in onderdelen, per onderdeel een oordeel, een oordeel over het geheel, en de reactie daarop."""

from collections.abc import Collection, Sequence
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


def voorgesteld_oordeel(oordelen: Collection[str]) -> str:
    """Het oordeel over het geheel dat uit de onderdelen volgt; leeg zolang er een onderdeel open is.

    Keuze, want de bronnen noemen geen regel: alles gegrond is gegrond, iets (deels) gegrond is deels gegrond, alles
    niet ontvankelijk is niet ontvankelijk, de rest is ongegrond. Een ingetrokken onderdeel telt niet mee.
    """
    tellend = {oordeel for oordeel in oordelen if oordeel != "ingetrokken"}
    if not all(oordelen) or not oordelen:
        return ""
    if len(tellend) < 2 and tellend <= {"gegrond", "deels_gegrond", "ongegrond", "niet_ontvankelijk"}:
        return next(iter(tellend), "ingetrokken")
    return "deels_gegrond" if tellend & {"gegrond", "deels_gegrond"} else "ongegrond"


def klachtonderdeel_beoordelen(
    onderdeel: m.Klachtonderdeel,
    *,
    oordeel: str,
    toelichting: str = "",
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Geef een oordeel over een onderdeel."""
    with handeling("klachtonderdeel_beoordelen", "klacht.behandelen", door=door, om=om, over=onderdeel.klacht) as h:
        controleer_versie(onderdeel, versie)
        eis(onderdeel.klacht.afgehandeld_op is None, "Deze klacht is al afgehandeld.")
        eis(oordeel, "Kies een oordeel.")
        onderdeel.oordeel, onderdeel.toelichting = oordeel, toelichting
        h.bewaar(onderdeel)


def klacht_afhandelen(
    klacht: m.Klacht, *, oordeel: str, op: date, reden: str = "", door: Gebruiker, om: datetime, versie: int | None = None
) -> None:  # fmt: skip
    """Leg het oordeel over het geheel vast; anders dan uit de onderdelen volgt mag met een reden.

    Een klacht met een onderdeel is dat onderdeel: het oordeel over het geheel is dan ook het oordeel daarover.
    """
    with handeling("klacht_afhandelen", "klacht.behandelen", door=door, om=om, over=klacht, reden=reden[:200]) as h:
        controleer_versie(klacht, versie)
        _nog_open(klacht, op, om)
        eis(oordeel, "Kies een oordeel over de hele klacht.")
        onderdelen = h.opslag.bij(m.Klachtonderdeel, "klacht", klacht)
        if len(onderdelen) == 1 and not onderdelen[0].oordeel:
            onderdelen[0].oordeel = oordeel
            h.bewaar(onderdelen[0])
        voorstel = voorgesteld_oordeel([onderdeel.oordeel for onderdeel in onderdelen])
        eis(voorstel or not onderdelen, "Geef eerst een oordeel over elk onderdeel.")
        eis(oordeel == voorstel or not voorstel or reden.strip(),
            "Dit oordeel volgt niet uit de onderdelen. Schrijf op waarom u ervan afwijkt.")  # fmt: skip
        klacht.oordeel, klacht.afgehandeld_op = oordeel, op
        h.bewaar(klacht)


def klacht_intrekken(
    klacht: m.Klacht, *, op: date, reden: str, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """De klager trekt de klacht in; een oordeel dat al over een onderdeel was gegeven blijft staan."""
    with handeling("klacht_intrekken", "klacht.behandelen", door=door, om=om, over=klacht, reden=reden[:200]) as h:
        controleer_versie(klacht, versie)
        _nog_open(klacht, op, om)
        eis(reden.strip(), "Schrijf op hoe u weet dat de klager de klacht intrekt.")
        for onderdeel in h.opslag.bij(m.Klachtonderdeel, "klacht", klacht):
            if not onderdeel.oordeel:
                onderdeel.oordeel = "ingetrokken"
                h.bewaar(onderdeel)
        klacht.oordeel, klacht.afgehandeld_op = "ingetrokken", op
        h.bewaar(klacht)


def klacht_beantwoorden(
    klacht: m.Klacht, *, op: date, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Leg vast dat Veilig Thuis aan klager en commissie liet weten wat het met het oordeel doet."""
    with handeling("klacht_beantwoorden", "klacht.behandelen", door=door, om=om, over=klacht) as h:
        controleer_versie(klacht, versie)
        eis(klacht.afgehandeld_op is not None, "Er is nog geen oordeel om op te reageren.")
        eis(klacht.oordeel != "ingetrokken", "Deze klacht is ingetrokken. Een reactie is niet nodig.")
        eis(klacht.reactie_op is None, "De reactie is al vastgelegd.")
        assert klacht.afgehandeld_op is not None
        eis(klacht.afgehandeld_op <= op <= om.date(), "De dag ligt voor het oordeel of in de toekomst.")
        klacht.reactie_op = op
        h.bewaar(klacht)


def _nog_open(klacht: m.Klacht, op: date, om: datetime) -> None:
    eis(klacht.afgehandeld_op is None, "Deze klacht is al afgehandeld.")
    eis(klacht.ingediend_op <= op <= om.date(), "De dag ligt voor het indienen of in de toekomst.")
