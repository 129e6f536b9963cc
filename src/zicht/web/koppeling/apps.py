"""Zo kent Django deze app."""

from django.apps import AppConfig


class Koppeling(AppConfig):
    """Meldingen van systeem naar systeem."""

    name = "zicht.web.koppeling"
    label = "koppeling"

    def ready(self) -> None:
        """Zet de pagina's in het menu, en zeg tot wanneer sleutels gelden."""
        from zicht.web.koppeling.sleutels import laatste_dagen
        from zicht.web.kwaliteit.inrichting import meld_sleutels_aan
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(
            Menupunt("sleutels", "Koppelingen", "gebruiker.beheren", 86, Groep.BEHEER),
            Menupunt("berichten", "Berichten", "berichten.beheren", 85, Groep.BEHEER),
            Menupunt("wijzigingen", "Wijzigingen", "zaak.bewerken", 24),
        )
        meld_sleutels_aan(laatste_dagen)
