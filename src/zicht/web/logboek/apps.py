"""Zo kent Django deze app."""

from django.apps import AppConfig


class Logboek(AppConfig):
    """Logboek."""

    name = "zicht.web.logboek"
    label = "logboek"
