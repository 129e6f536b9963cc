"""Een periode vaststellen: haar cijfers blijven zoals nu bekend, tot een volgende uitgave."""

from datetime import datetime

from zicht.core.periodes import lees_periode
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling


def volgende_uitgave(periode: str) -> int:
    """Het nummer dat een volgende vaststelling van een periode krijgt."""
    eerdere = m.Vaststelling.objects.filter(periode=lees_periode(periode).code).order_by("-uitgave").first()
    return eerdere.uitgave + 1 if eerdere else 1


def periode_vaststellen(
    periode: str, *, toelichting: str = "", door: Gebruiker, om: datetime, stand_op: datetime | None = None
) -> m.Vaststelling:
    """Stel een periode vast die voorbij is, zoals bekend op `stand_op`; een volgende keer is een volgende uitgave."""
    gelezen = lees_periode(periode)
    uitgave = volgende_uitgave(periode)
    vaststelling = m.Vaststelling(
        periode=gelezen.code, uitgave=uitgave, om=stand_op or om, door=door, toelichting=toelichting[:200]
    )
    with handeling("periode_vaststellen", "rapport.publiceren", door=door, om=om) as h:
        eis(gelezen.eind < om.date(), f"De periode {gelezen.code} loopt nog. Stel haar vast als zij voorbij is.")
        eis(uitgave == 1 or toelichting.strip(), "Schrijf op waarom er een nieuwe uitgave komt.")
        h.opslag.voeg_toe(vaststelling)
    return vaststelling
