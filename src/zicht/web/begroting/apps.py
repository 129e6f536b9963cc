"""Zo kent Django deze app."""

from django.apps import AppConfig


class Begroting(AppConfig):
    """Begrotingen, scenario's en risico's."""

    name = "zicht.web.begroting"
    label = "sturing"  # zo heten de tabellen van oudsher

    def ready(self) -> None:
        """Zet de pagina's in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("begrotingen", "Begrotingen", "begroting.inzien", 62, Groep.STURING))
