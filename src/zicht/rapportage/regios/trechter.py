"""Trechter: welke regio's verder van het gemiddelde liggen dan toeval verklaart, gegeven hoeveel gevallen zij hebben.

Spiegelhalter (2005): grenzen op drie standaardfouten, breder naarmate een regio minder gevallen heeft. Regio's verschillen
altijd meer dan toeval alleen (andere bevolking, andere afspraken): daarom worden de grenzen verbreed met de spreiding
tussen de regio's zelf, berekend op z-scores waarvan de uiterste tien procent aan elke kant is bijgesneden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from zicht.core.bronnen import Bron

BRON = Bron("spiegelhalter-2005", "trechters voor aandelen en aantallen, met overspreiding")
BREEDTE = 3.0
MINSTENS = 8  # regio's; met minder is de spreiding tussen regio's niet te schatten
GENOEG = 5.0  # verwachte gevallen in en buiten de teller: minder is te weinig voor deze grenzen
_SNOEI = 0.1
LOOS_ALARM = 0.10  # hoogstens dit deel van de trechters van gelijke regio's toont toch een regio buiten de grenzen
LOOS_ALARM_IN_WOORDEN = (
    "Zijn 26 regio's in werkelijkheid gelijk, dan wijst hoogstens 1 op de 10 trechters toch een regio aan."
)


@dataclass(frozen=True)
class Punt:
    """Een regio in de trechter."""

    naam: str
    teller: float
    noemer: float

    @property
    def waarde(self) -> float:
        """Het aandeel, of het aantal per eenheid."""
        return self.teller / self.noemer


@dataclass(frozen=True)
class Trechter:
    """Het gemiddelde van alle regio's samen, de spreiding, en wie er buiten de grenzen ligt."""

    punten: tuple[Punt, ...]
    midden: float
    spreiding: float  # 1 of meer: zo veel breder dan toeval alleen, in het kwadraat
    is_aandeel: bool

    def grenzen(self, noemer: float) -> tuple[float, float]:
        """Onder- en bovengrens bij zo veel gevallen."""
        marge = BREEDTE * sqrt(self.spreiding * _variantie(self.midden, noemer, is_aandeel=self.is_aandeel))
        return max(0.0, self.midden - marge), min(1.0, self.midden + marge) if self.is_aandeel else self.midden + marge

    def buiten(self, punt: Punt) -> str:
        """`boven`, `onder`, of leeg als de regio binnen de grenzen ligt of te weinig gevallen heeft."""
        onder, boven = self.grenzen(punt.noemer)
        if not _genoeg(self.midden, punt.noemer, is_aandeel=self.is_aandeel):
            return ""
        return "boven" if punt.waarde > boven else "onder" if punt.waarde < onder else ""


def trechter(punten: Sequence[Punt], *, is_aandeel: bool) -> Trechter | None:
    """De trechter van deze regio's, of niets als het er te weinig zijn of als er niets te verdelen valt."""
    gevuld = tuple(punt for punt in punten if punt.noemer > 0)
    if len(gevuld) < MINSTENS:
        return None
    midden = sum(punt.teller for punt in gevuld) / sum(punt.noemer for punt in gevuld)
    if midden <= 0 or (is_aandeel and midden >= 1):
        return None
    z = sorted((p.waarde - midden) / sqrt(_variantie(midden, p.noemer, is_aandeel=is_aandeel)) for p in gevuld)
    weg = int(len(z) * _SNOEI)
    gesnoeid = [min(max(waarde, z[weg]), z[-1 - weg]) for waarde in z]
    return Trechter(gevuld, midden, max(1.0, fmean(waarde**2 for waarde in gesnoeid)), is_aandeel)


def _variantie(midden: float, noemer: float, *, is_aandeel: bool) -> float:
    return midden * (1 - midden) / noemer if is_aandeel else midden / noemer


def _genoeg(midden: float, noemer: float, *, is_aandeel: bool) -> bool:
    return noemer * min(midden, 1 - midden if is_aandeel else midden) >= GENOEG
