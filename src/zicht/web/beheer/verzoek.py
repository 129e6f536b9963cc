"""The request as our views get it: someone who is signed in, and the dossier that the log should name."""

from django.http import HttpRequest

from zicht.web.beheer.models import Gebruiker


class Verzoek(HttpRequest):
    """A request that the middleware let through; only for the type checker."""

    user: Gebruiker  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleMethodOverride]
    dossier_kenmerk: str
