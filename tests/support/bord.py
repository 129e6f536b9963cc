"""Cijfers voor het dashboard: een kleine verzonnen regio, per proces een keer gemaakt."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from zicht.synthetisch import maak

_MAP = tempfile.TemporaryDirectory(prefix="zicht-bord-")


@cache
def feitenmap() -> Path:
    """Drie jaar van een kleine regio NHN, als feiten."""
    map_ = Path(_MAP.name) / "feiten"
    maak("nhn", 3, 1, map_, 0.05)
    return map_


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
