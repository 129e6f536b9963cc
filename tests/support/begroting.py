"""Een eigen begroting in de toetsen: een kopie van het voorbeeld van Noord Oost Gelderland."""

from typing import Any

from support.web import NU, maak_gebruiker
from zicht.web.begroting import handelingen
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import open_stuk
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol

TITEL = "Begroting 2026 van ons"


def maak_controller(naam: str = "coen") -> Gebruiker:
    """Iemand die begrotingen maakt."""
    return maak_gebruiker(naam, Rol.CONTROLLER)


def kopie(door: Gebruiker, titel: str = TITEL, van: str = "nog-2025", **opties: Any) -> Begrotingsstuk:
    """Een concept met de getallen van een voorbeeld."""
    gegevens = {"titel": titel, "organisatie": "Veilig Thuis Verzinhoven", "reden": "om te proberen", **opties}
    return handelingen.begroting_kopieren(open_stuk(van), **gegevens, door=door, om=NU)
