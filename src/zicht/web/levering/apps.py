"""Zo kent Django deze app."""

from django.apps import AppConfig


class Levering(AppConfig):
    """De halfjaarlijkse levering aan het CBS."""

    name = "zicht.web.levering"
    label = "levering"

    def ready(self) -> None:
        """Zet de pagina in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("leveringen", "Levering CBS", "levering.inzien", 58, Groep.STURING))
