"""Overleving volgens Kaplan en Meier: welk deel na een aantal dagen nog niets heeft meegemaakt, ook als niet ieder even lang is gevolgd.

Wie korter is gevolgd telt mee zolang hij is gevolgd, en daarna niet meer. De band is die van Greenwood op de schaal van de
dubbele logaritme: zo blijft zij tussen nul en een, ook bij weinig gevallen.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, log, sqrt

from zicht.core.bronnen import Bron

BRON_KROMME = Bron("kaplan-meier-1958", "productlimiet")
BRON_BAND = Bron("kalbfleisch-prentice-1980", "band op de schaal van de dubbele logaritme, variantie volgens Greenwood")

Z = 1.959963984540054  # 95%


@dataclass(frozen=True)
class Waarneming:
    """Zoveel gevallen die zo lang zijn gevolgd: tot het gebeurde, of tot het einde van de waarneming."""

    dagen: int
    gebeurd: bool
    aantal: int = 1


@dataclass(frozen=True)
class Stap:
    """Een dag waarop iets gebeurde, met het deel dat daarna nog over is."""

    dag: int
    onder_risico: int
    gebeurd: int
    over: float
    som: float  # som van Greenwood tot en met deze dag


@dataclass(frozen=True)
class Punt:
    """De kromme op een dag: het deel dat nog niets meemaakte, met band, en hoeveel er dan nog worden gevolgd."""

    dag: int
    over: float
    laag: float | None
    hoog: float | None
    onder_risico: int
    gebeurd: int

    @property
    def wel(self) -> float:
        """Het deel dat het wel meemaakte."""
        return 1 - self.over


@dataclass(frozen=True)
class Kromme:
    """Een overlevingskromme."""

    aantal: int
    gebeurd: int
    stappen: tuple[Stap, ...]
    gevolgd: tuple[tuple[int, int], ...]  # (dagen, aantal): hoe lang ieder is gevolgd, oplopend

    @cached_property
    def _dagen(self) -> list[int]:
        return [dagen for dagen, _ in self.gevolgd]

    @cached_property
    def _nog_gevolgd(self) -> list[int]:
        """Hoeveel er minstens zo lang zijn gevolgd als elke dag van `_dagen`, en daarna niemand meer."""
        return [*accumulate((-aantal for _, aantal in self.gevolgd), initial=self.aantal)]

    @cached_property
    def _gebeurd(self) -> list[int]:
        return [*accumulate((stap.gebeurd for stap in self.stappen), initial=0)]

    @cached_property
    def _stapdagen(self) -> list[int]:
        return [stap.dag for stap in self.stappen]

    def onder_risico(self, dag: int) -> int:
        """Hoeveel er op deze dag nog worden gevolgd zonder dat er iets gebeurde."""
        return self._nog_gevolgd[bisect_left(self._dagen, dag)]

    def op(self, dag: int) -> Punt | None:
        """De stand op een dag; niets als niemand zo lang is gevolgd."""
        if not self.gevolgd or self._dagen[-1] < dag:
            return None
        nr = bisect_right(self._stapdagen, dag)
        over, som = (self.stappen[nr - 1].over, self.stappen[nr - 1].som) if nr else (1.0, 0.0)
        laag, hoog = band(over, som)
        return Punt(dag, over, laag, hoog, self.onder_risico(dag), self._gebeurd[nr])


def kromme(waarnemingen: Iterable[Waarneming]) -> Kromme:
    """De kromme van gevallen die elk een tijd zijn gevolgd; een duur onder nul is een fout van wie haar meet."""
    per_dag: dict[int, list[int]] = {}
    for waarneming in waarnemingen:
        if waarneming.dagen < 0 or waarneming.aantal < 0:
            raise ValueError(f"een waarneming van {waarneming.dagen} dagen bestaat niet")
        per_dag.setdefault(waarneming.dagen, [0, 0])[waarneming.gebeurd] += waarneming.aantal
    aantal = sum(zonder + met for zonder, met in per_dag.values())
    stappen: list[Stap] = []
    risico, over, som = aantal, 1.0, 0.0
    for dag, (zonder, met) in sorted(per_dag.items()):
        if met:
            over *= 1 - met / risico
            som += met / (risico * (risico - met)) if risico > met else 0.0
            stappen.append(Stap(dag, risico, met, over, som))
        risico -= zonder + met
    gevolgd = tuple((dag, sum(delen)) for dag, delen in sorted(per_dag.items()) if sum(delen))
    return Kromme(aantal, sum(met for _, met in per_dag.values()), tuple(stappen), gevolgd)


def band(over: float, som: float) -> tuple[float | None, float | None]:
    """De band van 95% om een deel; zonder gebeurtenis of zonder overlevende is zij niet te geven."""
    if not 0 < over < 1:
        return None, None
    breedte = Z * sqrt(som) / -log(over)
    return exp(-exp(log(-log(over)) + breedte)), exp(-exp(log(-log(over)) - breedte))
