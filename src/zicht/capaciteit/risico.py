"""Risico's uitloten: honderdduizend jaren waarin elk risico wel of niet gebeurt, met steeds hetzelfde antwoord bij hetzelfde zaad.

De precieze verdeling staat in `core.begroting.kansverdeling`; die kan geen bereiken van bedragen aan. Loten kan dat wel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.uitkomst import wilson
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.kansverdeling import Kansbedrag

TREKKINGEN = 100_000
ZAAD = 1
BANDZEKERHEID = 99.0
Bedragen: TypeAlias = npt.NDArray[np.float64]

KEUZES = (
    "Honderdduizend jaren, zaad 1: wie het overdoet krijgt hetzelfde antwoord.",
    "Risico's gebeuren los van elkaar. Een bedrag met laag en hoog valt in een driehoek met het bedrag zelf als top.",
)


@dataclass(frozen=True, slots=True)
class Band:
    """Een uitkomst van het loten met de grenzen waar de ware waarde met grote zekerheid tussen ligt."""

    waarde: float
    laag: float
    hoog: float

    def bevat(self, waarde: float) -> bool:
        """Of een waarde binnen de band valt."""
        return self.laag <= waarde <= self.hoog


@dataclass(frozen=True, slots=True)
class Vak:
    """Een staaf van de verdeling: van (en met) tot (zonder), en het deel van de jaren."""

    van: float
    tot: float
    deel: float


@dataclass(frozen=True, slots=True)
class Simulatie:
    """De schade in elk geloot jaar, oplopend."""

    zaad: int
    schade: Bedragen = field(repr=False)

    @property
    def trekkingen(self) -> int:
        """Hoeveel jaren er geloot zijn."""
        return len(self.schade)

    def gemiddelde(self, zekerheid: float = BANDZEKERHEID) -> Band:
        """De gemiddelde schade."""
        midden = float(self.schade.mean())
        marge = _z(zekerheid) * float(self.schade.std(ddof=1)) / sqrt(self.trekkingen)
        return Band(midden, midden - marge, midden + marge)

    def kwantiel(self, procent: float, zekerheid: float = BANDZEKERHEID) -> Band:
        """Het bedrag waar zoveel procent van de jaren niet boven komt; de band komt van de rangnummers eromheen."""
        n, deel = self.trekkingen, procent / 100
        marge = _z(zekerheid) * sqrt(n * deel * (1 - deel))
        return Band(self._op_rang(n * deel), self._op_rang(n * deel - marge), self._op_rang(n * deel + marge))

    def kans_hooguit(self, bedrag: float, zekerheid: float = BANDZEKERHEID) -> Band:
        """De kans in procenten dat de schade niet boven het bedrag komt, met het interval van Wilson."""
        raak = int(np.searchsorted(self.schade, bedrag, side="right"))
        kans = wilson(raak, self.trekkingen, _z(zekerheid))
        return Band(kans.waarde * 100, kans.laag * 100, kans.hoog * 100)

    def verdeling(self, vakken: int = 20) -> tuple[Vak, ...]:
        """De verdeling in gelijke vakken, om te tekenen of in een tabel te zetten."""
        aantallen, grenzen = np.histogram(self.schade, bins=vakken)
        paren = zip(grenzen[:-1], grenzen[1:], aantallen, strict=True)
        return tuple(Vak(float(van), float(tot), int(aantal) / self.trekkingen) for van, tot, aantal in paren)

    def _op_rang(self, rang: float) -> float:
        return float(self.schade[min(max(ceil(rang) - 1, 0), self.trekkingen - 1)])


def simuleer(risicos: Sequence[Kansbedrag], trekkingen: int = TREKKINGEN, zaad: int = ZAAD) -> Simulatie:
    """Loot de schade van de risico's; elk risico heeft zijn eigen stroom toeval, dus een risico erbij verandert de andere niet."""
    if trekkingen < 2:
        raise BegrotingFout(f"Loten vraagt minstens 2 trekkingen, gevonden: {trekkingen}.")
    schade: Bedragen = np.zeros(trekkingen)
    for nummer, risico in enumerate(risicos):
        toeval = np.random.default_rng([zaad, nummer])
        gebeurt = toeval.random(trekkingen) < float(risico.kans) / 100
        schade[gebeurt] += _bedragen(toeval, risico, int(gebeurt.sum()))
    schade.sort()
    return Simulatie(zaad, schade)


def _bedragen(toeval: np.random.Generator, risico: Kansbedrag, aantal: int) -> Bedragen | float:
    if risico.vast:
        return float(risico.bedrag)
    laag, hoog = (float(grens) for grens in risico.grenzen)
    return toeval.triangular(laag, float(risico.bedrag), hoog, aantal)


def _z(zekerheid: float) -> float:
    return NormalDist().inv_cdf(0.5 + zekerheid / 200)
