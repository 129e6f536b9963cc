"""De normen die de organisatie zelf heeft vastgesteld, voor elk cijfer in de applicatie.

De normen staan in de databank bij het onderdeel normen. Dat onderdeel meldt hier zijn tekst aan, in de vorm van een
parameterbestand; wie rekent vraagt haar hier en hoeft dat onderdeel niet te kennen.
"""

from collections.abc import Callable
from functools import lru_cache

from zicht.catalogus import load
from zicht.core.parameters import Thema

_PLAATS = "eigen normen van de organisatie"


def _geen() -> str:
    return ""


_bron: list[Callable[[], str]] = [_geen]


def meld_aan(bron: Callable[[], str]) -> None:
    """Zeg waar de tekst met eigen normen vandaan komt; vanuit `ready` van een app."""
    _bron[0] = bron


def tekst() -> str:
    """De eigen normen van nu als parameterbestand; leeg als er geen zijn."""
    return _bron[0]()


@lru_cache(maxsize=8)
def lees(inhoud: str) -> Thema:
    """De normen in een tekst."""
    return load.lees_normen(inhoud, _PLAATS) if inhoud else {}


def normen() -> Thema:
    """De eigen normen van nu."""
    return lees(tekst())
