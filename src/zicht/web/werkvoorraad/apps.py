from django.apps import AppConfig


class Werkvoorraad(AppConfig):
    """Werkvoorraad."""

    name = "zicht.web.werkvoorraad"
    label = "werkvoorraad"
