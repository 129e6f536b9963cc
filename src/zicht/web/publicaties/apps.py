"""Zo kent Django deze app."""

from django.apps import AppConfig


class Publicaties(AppConfig):
    """Veilige cijfers voor gemeenten en publiek."""

    name = "zicht.web.publicaties"
    label = "publicaties"

    def ready(self) -> None:
        """Zet de pagina in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("publicaties", "Publicaties", "publicatie.inzien", 59, Groep.STURING))
