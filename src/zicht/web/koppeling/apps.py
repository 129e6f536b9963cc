from django.apps import AppConfig


class Koppeling(AppConfig):
    """Koppeling."""

    name = "zicht.web.koppeling"
    label = "koppeling"
