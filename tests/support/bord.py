"""Cijfers voor het dashboard: een kleine verzonnen regio, een keer gemaakt voor alle processen samen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from support import gedeeld
from zicht.synthetisch import maak


def feitenmap() -> Path:
    """Drie jaar van een kleine regio NHN, als feiten; alleen om te lezen."""
    return gedeeld.een_keer("bordfeiten", _maak) / "feiten"


def _maak(map_: Path) -> None:
    maak("nhn", 3, 1, map_ / "feiten", 0.05)


@contextmanager
def instellingen(**anders: str) -> Iterator[None]:
    """Andere instellingen, zolang het duurt."""
    with override_settings(INSTELLINGEN=replace(settings.INSTELLINGEN, **anders)):
        yield


@contextmanager
def met_cijfers(data: Path) -> Iterator[None]:
    """Het dashboard rekent in de verzonnen regio, met een eigen datamap voor wat het bewaart."""
    with instellingen(feiten=str(feitenmap()), data=str(data)):
        yield
