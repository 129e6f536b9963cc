"""De routes van het logboek. Deze app kent de rechten niet; wie haar opneemt geeft mee hoe een bladzijde haar recht krijgt."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from zicht.web.logboek import views


def paden(recht: Callable[..., Callable[[Any], Any]]) -> list[URLPattern]:
    """De routes, elk met het recht 'logboek.inzien'."""
    mag = recht("logboek.inzien", "logboek")
    return [
        path("", mag(views.logboek), name="logboek"),
        path("bestand/", mag(views.downloaden), name="logboek_bestand"),
        path("dossier/<str:kenmerk>/", mag(views.wie_zag), name="logboek_dossier"),
        path("keten/", mag(views.keten), name="logboek_keten"),
    ]
