"""Zo kent Django deze app."""

from django.apps import AppConfig


class Bord(AppConfig):
    """Het dashboard Beleidsinformatie."""

    name = "zicht.web.bord"
    label = "bord"

    def ready(self) -> None:
        """Zet de pagina's in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("bord", "Dashboard", "bord.inzien", 55, Groep.STURING))
