"""Zo kent Django deze app."""

from django.apps import AppConfig


class Kwaliteit(AppConfig):
    """Bevindingen over de kwaliteit van de feiten, als werk."""

    name = "zicht.web.kwaliteit"
    label = "kwaliteit"

    def ready(self) -> None:
        """Zet de pagina's in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(
            Menupunt("bevindingen", "Kwaliteit", "kwaliteit.inzien", 45),
            Menupunt("kwaliteit_overzicht", "Kwaliteit in cijfers", "kwaliteit.overzicht", 61, Groep.STURING),
            Menupunt("inrichting", "Inrichting", "inrichting.inzien", 87, Groep.BEHEER),
        )
