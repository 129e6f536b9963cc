"""Activiteiten: voorlichting, overleg en bereikbaarheid."""

from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling


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


def activiteit_verbeteren(
    activiteit: m.Activiteit,
    *,
    op: date,
    soort: str,
    aantal: int,
    gemeente: str,
    omschrijving: str,
    reden: str,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Verbeter een activiteit met een reden; aantal nul is: zij ging niet door."""
    with handeling("activiteit_verbeteren", "activiteit.registreren", door=door, om=om, over=activiteit,
                   reden=reden[:200]) as h:  # fmt: skip
        controleer_versie(activiteit, versie)
        eis(reden.strip(), "Schrijf op wat er niet klopte.")
        eis(soort, "Kies een soort activiteit.")
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        activiteit.datum, activiteit.soort, activiteit.aantal = op, soort, aantal
        activiteit.gemeente, activiteit.omschrijving = gemeente, omschrijving
        h.bewaar(activiteit)
