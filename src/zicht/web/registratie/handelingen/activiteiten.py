"""Activiteiten: voorlichting, overleg en bereikbaarheid."""

from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling


def activiteit_registreren(
    *,
    op: date,
    soort: str,
    aantal: int = 1,
    gemeente: str = "",
    omschrijving: str = "",
    door: Gebruiker,
    om: datetime,
) -> m.Activiteit:
    """Leg een activiteit vast."""
    activiteit = m.Activiteit(
        datum=op, soort=soort, aantal=aantal, gemeente=gemeente, omschrijving=omschrijving, door=door
    )
    with handeling("activiteit_registreren", "activiteit.registreren", door=door, om=om, over=activiteit) as h:
        eis(soort, "Kies een soort activiteit.")
        eis(aantal > 0, "Het aantal is minstens een.")
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        h.bewaar(activiteit)
    return activiteit
