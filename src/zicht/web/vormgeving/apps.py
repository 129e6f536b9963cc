"""Zo kent Django deze app."""

from django.apps import AppConfig


class Vormgeving(AppConfig):
    """Templates, style and the rendering of forms."""

    name = "zicht.web.vormgeving"
    label = "vormgeving"
