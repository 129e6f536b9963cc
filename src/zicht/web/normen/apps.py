"""Zo kent Django deze app."""

from django.apps import AppConfig


class Normen(AppConfig):
    """Normen afspreken, definities vergelijken en verbeterplannen."""

    name = "zicht.web.normen"
    label = "normen"

    def ready(self) -> None:
        """Zet de pagina's in het menu, en geef vastgestelde normen aan wie rekent."""
        from zicht.web import eigennormen
        from zicht.web.normen.normtekst import normtekst
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        voeg_toe(
            Menupunt("normen", "Normen", "norm.inzien", 57, Groep.STURING),
            Menupunt("normafspraken", "Normen", "norm.lezen", 57, Groep.STURING),
            Menupunt("verbeterplannen", "Verbeterplannen", "verbeterplan.inzien", 58, Groep.STURING),
        )
        eigennormen.meld_aan(normtekst)
