"""Een periode vaststellen: haar cijfers blijven zoals nu bekend, tot een volgende uitgave."""

from datetime import datetime

from zicht.core.periodes import lees_periode
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling


def periode_vaststellen(periode: str, *, toelichting: str = "", door: Gebruiker, om: datetime) -> m.Vaststelling:
    """Stel een periode vast die voorbij is; een volgende keer is een volgende uitgave, met wat er anders is."""
    gelezen = lees_periode(periode)
    eerdere = m.Vaststelling.objects.filter(periode=gelezen.code).order_by("-uitgave").first()
    uitgave = eerdere.uitgave + 1 if eerdere else 1
    vaststelling = m.Vaststelling(
        periode=gelezen.code, uitgave=uitgave, om=om, door=door, toelichting=toelichting[:200]
    )
    with handeling("periode_vaststellen", "periode.vaststellen", door=door, om=om) as h:
        eis(gelezen.eind < om.date(), f"De periode {gelezen.code} loopt nog. Stel haar vast als zij voorbij is.")
        eis(uitgave == 1 or toelichting.strip(), "Schrijf op waarom er een nieuwe uitgave komt.")
        h.opslag.voeg_toe(vaststelling)
    return vaststelling
