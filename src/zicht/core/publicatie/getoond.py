"""Hoe een aantal naar buiten mag: een afgeronde waarde of een reden, en wat een lezer daaruit weet."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from zicht.core.publicatie.beleid import Beleid

ONBEGRENSD = 10**9


class Reden(Enum):
    """Waarom een aantal niet zichtbaar is."""

    KLEIN = "klein"
    BESCHERMT = "beschermt"
    SAMEN = "samen"  # een klein aantal en zijn dekking, met opzet niet te onderscheiden
    GEHEEL = "geheel"  # zegt niets over hoe groot het aantal is
    REGIO = "regio"  # niet gepubliceerd per gemeente, hoe groot het aantal ook is


@dataclass(frozen=True)
class Getoond:
    """Een aantal zoals het naar buiten mag: een afgeronde waarde of een reden; nooit het exacte aantal."""

    waarde: int | None
    reden: Reden | None = None

    @property
    def zichtbaar(self) -> bool:
        """Of er een getal staat."""
        return self.waarde is not None


def reden_in_woorden(reden: Reden, beleid: Beleid) -> str:
    """De reden zoals die in een rapport staat."""
    match reden:
        case Reden.KLEIN:
            return f"verborgen: minder dan {beleid.drempel}"
        case Reden.BESCHERMT:
            return "verborgen om een andere cel te beschermen"
        case Reden.SAMEN:
            return f"verborgen: dit of een ander aantal is minder dan {beleid.drempel}"
        case Reden.GEHEEL:
            return "verborgen: hier of in dezelfde rij of kolom is een aantal te klein"
        case Reden.REGIO:
            return "alleen voor de regio"


def is_klein(aantal: int, beleid: Beleid) -> bool:
    """Of een aantal onder de drempel ligt; nul is alleen klein als de nulregel dat zegt."""
    return beleid.kleinste <= aantal < beleid.drempel


def rond_af(aantal: int, beleid: Beleid) -> int:
    """Het dichtstbijzijnde veelvoud van de afronding; de helft gaat omhoog."""
    return (2 * aantal + beleid.afronding) // (2 * beleid.afronding) * beleid.afronding


def toon(aantal: int, beleid: Beleid | None) -> Getoond:
    """Een los aantal, zonder totalen waaruit het te herleiden is; zonder beleid (intern) blijft het exact."""
    if beleid is None:
        return Getoond(aantal)
    return Getoond(None, Reden.KLEIN) if is_klein(aantal, beleid) else Getoond(rond_af(aantal, beleid))


_ZEGT = (None, Reden.KLEIN, Reden.BESCHERMT, Reden.SAMEN, Reden.GEHEEL, Reden.REGIO)  # van veel naar weinig


def ruimste(een: Getoond, ander: Getoond) -> Getoond:
    """Wat van twee manieren om hetzelfde aantal te tonen het minst zegt."""
    return max(een, ander, key=lambda getoond: _ZEGT.index(getoond.reden))


def grenzen(getoond: Getoond, beleid: Beleid) -> tuple[int, int]:
    """Wat een lezer uit een gedrukt aantal alleen al weet: het kleinste en het grootste mogelijke exacte aantal."""
    match getoond:
        case Getoond(waarde=0):
            return 0, 0
        case Getoond(waarde=int(waarde)):
            onder = max(waarde - beleid.afronding // 2, beleid.drempel)
            return onder, max(onder, waarde + (beleid.afronding - 1) // 2)
        case Getoond(reden=Reden.KLEIN):
            return beleid.kleinste, beleid.drempel - 1
        case Getoond(reden=Reden.BESCHERMT):
            return beleid.drempel, ONBEGRENSD
        case Getoond(reden=Reden.SAMEN):
            return beleid.kleinste, ONBEGRENSD
        case _:
            return 0, ONBEGRENSD


@dataclass(frozen=True)
class Percentage:
    """Een aandeel (0 tot 1) op gedrukte aantallen, met het bereik waarin het exacte aandeel zeker ligt."""

    waarde: Fraction
    laag: Fraction
    hoog: Fraction

    @property
    def breedte(self) -> Fraction:
        """Hoe ver laag en hoog uit elkaar liggen."""
        return self.hoog - self.laag


def percentage(teller: Getoond, rest: Getoond, noemer: Getoond, beleid: Beleid | None) -> Percentage | None:
    """Het percentage, alleen als teller, rest en noemer alle drie zichtbaar zijn en de noemer niet nul is."""
    if teller.waarde is None or rest.waarde is None or not noemer.waarde:
        return None
    waarde = min(Fraction(teller.waarde, noemer.waarde), Fraction(1))
    if beleid is None:
        return Percentage(waarde, waarde, waarde)
    (teller_laag, teller_hoog), (rest_laag, rest_hoog) = grenzen(teller, beleid), grenzen(rest, beleid)
    laag = Fraction(teller_laag, max(teller_laag + rest_hoog, 1))
    hoog = Fraction(teller_hoog, max(teller_hoog + rest_laag, 1))
    return Percentage(min(max(waarde, laag), hoog), laag, hoog)
