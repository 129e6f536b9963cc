"""Zo kent Django deze app."""

from django.apps import AppConfig


class Registratie(AppConfig):
    """Advies, melding, dossier: het dagelijkse werk."""

    name = "zicht.web.registratie"
    label = "registratie"

    def ready(self) -> None:
        """Zet de pagina's in het menu, en vul na een migratie aan wat is afgeleid."""
        from django.db.models.signals import post_migrate

        from zicht.web.registratie.zoeksleutels import na_migratie
        from zicht.web.vormgeving.menu import Groep, Menupunt, voeg_toe

        post_migrate.connect(na_migratie, sender=self)
        voeg_toe(
            Menupunt("intake_begin", "Nieuw contact", "advies.registreren", 5),
            Menupunt("zoeken", "Zoeken", "persoon.zoeken", 8),
            Menupunt("adviezen", "Adviezen", "advies.inzien", 25),
            Menupunt("dossiers", "Dossiers", "zaak.inzien", 30),
            Menupunt("leeslijst", "Meelezen", "beoordeling.lezen", 40),
            Menupunt("huisverboden", "Huisverboden", "zaak.inzien", 50),
            Menupunt("klachten", "Klachten", "klacht.behandelen", 55),
            Menupunt("tevredenheid", "Tevredenheid", "tevredenheid.vragen", 60),
            Menupunt("activiteiten", "Activiteiten", "activiteit.registreren", 65),
            Menupunt("noodlijst", "Noodtoegang", "nood.nakijken", 75, Groep.BEHEER),
            Menupunt("politie", "Politiemeldingen", "melding.registreren", 45),
            Menupunt("cijfers", "Cijfers", "cijfers.inzien", 60, Groep.STURING),
        )
