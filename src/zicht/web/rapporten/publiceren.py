"""De ene naad naar het register van wat naar buiten is gegaan."""

from datetime import datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.rapporten.models import Rapport


def leg_vast(rapport: Rapport, *, door: Gebruiker, om: datetime) -> None:
    """Leg vast dat dit rapport naar buiten gaat."""
