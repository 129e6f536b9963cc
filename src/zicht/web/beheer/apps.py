"""Zo kent Django deze app."""

from django.apps import AppConfig


class Beheer(AppConfig):
    """Gebruikers, rechten en aanmelden."""

    name = "zicht.web.beheer"
    label = "beheer"

    def ready(self) -> None:
        """Luister naar het aanmelden, en zet de pagina's in het menu."""
        from zicht.web.beheer import seinen  # noqa: F401
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(
            Menupunt("gebruikers", "Gebruikers", "gebruiker.beheren", 80, Groep.BEHEER),
            Menupunt("werktijden", "Werktijden", "werktijden.beheren", 82, Groep.BEHEER),
            Menupunt("rechten", "Rechten", "rechten.inzien", 85, Groep.BEHEER),
            Menupunt("logboek", "Logboek", "logboek.inzien", 88, Groep.BEHEER),
        )
