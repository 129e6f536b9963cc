from django.apps import AppConfig


class Beheer(AppConfig):
    """Beheer."""

    name = "zicht.web.beheer"
    label = "beheer"
