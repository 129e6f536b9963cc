"""Zo kent Django deze app."""

from django.apps import AppConfig


class Capaciteit(AppConfig):
    """Doorrekeningen: wat er met de wachtlijst gebeurt als."""

    name = "zicht.web.capaciteit"
    label = "capaciteit"

    def ready(self) -> None:
        """Zet de pagina in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("capaciteit", "Capaciteit", "capaciteit.inzien", 62, Groep.STURING))
