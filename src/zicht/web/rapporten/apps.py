"""Zo kent Django deze app."""

from django.apps import AppConfig


class Rapporten(AppConfig):
    """Burap en jaarbeeld: schrijven, toetsen, goedkeuren, bevriezen en publiceren."""

    name = "zicht.web.rapporten"
    label = "rapporten"

    def ready(self) -> None:
        """Zet de pagina's in het menu."""
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(Menupunt("rapporten", "Burap en jaarbeeld", "rapport.lezen", 61, Groep.STURING))
