"""Waar de standen van de cijfers liggen."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

_VORM = "stand-%Y%m%dT%H%M%S.%fZ"
HALF = "half-"
BEWAARD = 3  # standen die blijven staan: wie midden in een vraag zit, houdt de zijne


def wortel() -> Path:
    """De map van de cijfers, in de datamap."""
    return settings.INSTELLINGEN.datamap / "cijfers"


def voorraadmap() -> Path:
    """De map met wat opnieuw te maken is: brede feiten en kubussen."""
    return wortel() / "voorraad"


def nieuwe_map(om: datetime) -> Path:
    """Hoe de map van een stand heet."""
    return wortel() / om.astimezone(UTC).strftime(_VORM)


def gemaakt_om(map_: Path) -> datetime:
    """Wanneer de stand is gemaakt."""
    return datetime.strptime(map_.name, _VORM).replace(tzinfo=UTC)


def standen() -> list[Path]:
    """De mappen van alle standen, de nieuwste eerst."""
    return sorted(wortel().glob("stand-*Z"), reverse=True)
