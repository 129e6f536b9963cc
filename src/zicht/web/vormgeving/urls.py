"""De routes van de vormgeving. Zij kent de rechten niet; wie haar opneemt geeft mee hoe een bladzijde haar recht krijgt."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from zicht.web.vormgeving import views


def paden(recht: Callable[[str], Callable[[Any], Any]]) -> list[URLPattern]:
    """De routes, elk met het recht 'eigen': `*paden(toegang.recht)`."""
    eigen = recht("eigen")
    return [
        path("privacy/", eigen(views.privacy), name="privacy"),
        path("sessie/", eigen(views.sessie), name="sessie"),
        path("hulp/", eigen(views.hulp), name="hulp"),
        path("vormgeving/", eigen(views.vormgeving), name="vormgeving"),
        path("vormgeving/zoek/", eigen(views.zoekvoorbeeld), name="vormgeving-zoek"),
    ]
