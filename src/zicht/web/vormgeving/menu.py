"""Het menu: elke app meldt hier haar bladzijden aan; wie een recht niet heeft, ziet het punt niet."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Menupunt:
    """Een bladzijde in het menu: de naam van haar route, het woord, het recht en haar plaats."""

    route: str
    label: str
    recht: str
    plaats: int = 50


class Getoond(NamedTuple):
    """Een menupunt zoals het op deze bladzijde staat."""

    url: str
    label: str
    actief: bool


_PUNTEN: dict[str, Menupunt] = {}


def voeg_toe(*punten: Menupunt) -> None:
    """Meld bladzijden aan, vanuit `ready` van een app; tweemaal aanmelden is eenmaal."""
    _PUNTEN.update({punt.route: punt for punt in punten})


def menu_voor(request: HttpRequest) -> list[Getoond]:
    """De punten die deze gebruiker mag openen, in volgorde van plaats."""
    gebruiker = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated:
        return []
    mag = [punt for punt in _PUNTEN.values() if gebruiker.mag(punt.recht)]
    return [getoond for punt in sorted(mag, key=lambda punt: punt.plaats) if (getoond := _getoond(punt, request.path))]


def _getoond(punt: Menupunt, pad: str) -> Getoond | None:
    try:
        url = reverse(punt.route)
    except NoReverseMatch:
        return None
    return Getoond(url, punt.label, pad == url or (url != "/" and pad.startswith(url)))
