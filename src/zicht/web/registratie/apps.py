from django.apps import AppConfig


class Registratie(AppConfig):
    """Registratie."""

    name = "zicht.web.registratie"
    label = "registratie"
