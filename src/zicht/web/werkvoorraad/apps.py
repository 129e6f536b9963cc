"""Zo kent Django deze app."""

from django.apps import AppConfig

from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe


class Werkvoorraad(AppConfig):
    """Werkvoorraad."""

    name = "zicht.web.werkvoorraad"
    label = "werkvoorraad"

    def ready(self) -> None:
        """Zet de eigen bladzijden in het menu."""
        voeg_toe(
            Menupunt("begin", "Mijn werk", "eigen", 0),
            Menupunt("werklijst", "Werklijst", "werk.inzien", 10),
            Menupunt("wachtlijst", "Wachtlijst", "wachtlijst.inzien", 12),
            Menupunt("dagplan", "Dagplan", "werk.toewijzen", 14),
            Menupunt("marge", "Marge", "cijfers.inzien", 60, Groep.STURING),
        )
