"""Het menu: elke app meldt hier haar bladzijden aan; wie een recht niet heeft, ziet het punt niet.

Wie veel mag, krijgt een lang menu. Dan klapt wat niet bij het gewone werk hoort per groep in; wie vooral stuurt houdt de
bladzijden van de sturing gewoon in beeld.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

_PAST = 10  # zo veel punten passen naast elkaar op een gewoon scherm
_KLEINSTE = 3  # minder punten inklappen maakt het menu niet korter


class Groep(Enum):
    """Waar een bladzijde bij hoort."""

    WERK = "Werk"
    STURING = "Sturing"
    BEHEER = "Beheer"


@dataclass(frozen=True, slots=True)
class Menupunt:
    """Een bladzijde in het menu: de naam van haar route, het woord, het recht en haar plaats."""

    route: str
    label: str
    recht: str
    plaats: int = 50
    groep: Groep = Groep.WERK


class Getoond(NamedTuple):
    """Een menupunt zoals het op deze bladzijde staat."""

    url: str
    label: str
    actief: bool
    groep: Groep


class Ingeklapt(NamedTuple):
    """Een groep die met een knop open gaat."""

    label: str
    punten: tuple[Getoond, ...]
    actief: bool


_PUNTEN: dict[str, Menupunt] = {}


def voeg_toe(*punten: Menupunt) -> None:
    """Meld bladzijden aan, vanuit `ready` van een app; tweemaal aanmelden is eenmaal."""
    _PUNTEN.update({punt.route: punt for punt in punten})


def menu_voor(request: HttpRequest) -> list[Getoond | Ingeklapt]:
    """De punten die deze gebruiker mag openen, in volgorde van plaats."""
    gebruiker = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated:
        return []
    mag = [punt for punt in _PUNTEN.values() if gebruiker.mag(punt.recht)]
    alle = [getoond for punt in sorted(mag, key=lambda punt: punt.plaats) if (getoond := _getoond(punt, request.path))]
    return list(_ingeklapt(alle)) if len(alle) > _PAST else [*alle]


def _ingeklapt(alle: Sequence[Getoond]) -> Iterator[Getoond | Ingeklapt]:
    """Elke kleinere groep in een, op de plaats van haar eerste punt."""
    per_groep = {groep: tuple(punt for punt in alle if punt.groep is groep) for groep in Groep}
    dicht = {g for g, punten in per_groep.items() if g is not Groep.WERK and _KLEINSTE <= len(punten) < len(alle) / 2}
    for punt in alle:
        if punt.groep not in dicht:
            yield punt
        elif punt is per_groep[punt.groep][0]:
            punten = per_groep[punt.groep]
            yield Ingeklapt(punt.groep.value, punten, any(een.actief for een in punten))


def _getoond(punt: Menupunt, pad: str) -> Getoond | None:
    try:
        url = reverse(punt.route)
    except NoReverseMatch:
        return None
    return Getoond(url, punt.label, pad == url or (url != "/" and pad.startswith(url)), punt.groep)
