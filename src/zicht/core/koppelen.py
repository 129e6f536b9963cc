"""Wat er uit het koppelen van een hele verzameling mensen komt, en hoe goed het was als de waarheid bekend is.

Een verzameling zonder gedeelde sleutel: een uitvoer van een ander systeem, waarin dezelfde mens meer keren kan staan.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zicht.core.herkenning import Reden

KOLOMMEN = (
    "id", "voornamen", "voorvoegsel", "achternaam", "geslacht", "geboortejaar", "geboortemaand", "geboortedag", "postcode",
    "huisnummer", "bsn", "mens",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Twee rijen die over een mens kunnen gaan, met per gegeven waarom; een mens beslist."""

    een: str
    ander: str
    kans: float
    redenen: tuple[Reden, ...]


class Koppeling(ABC):
    """De uitkomst: elke rij met het nummer van haar mens, en de paren waar een mens naar moet kijken."""

    @abstractmethod
    def clusters(self) -> Iterator[tuple[str, int]]:
        """Elke rij met het nummer van haar mens."""

    @abstractmethod
    def kandidaten(self, hoogstens: int = 1_000_000) -> Iterator[Kandidaat]:
        """De paren waar een mens naar moet kijken, de waarschijnlijkste eerst."""

    @abstractmethod
    def opnieuw(self, samen_vanaf: float) -> "Koppeling":
        """Dezelfde paren met een andere grens; wat eerder is gevraagd geldt dan niet meer."""

    @abstractmethod
    def aantal_kandidaten(self) -> int:
        """Hoeveel paren dat zijn."""


@dataclass(frozen=True, slots=True)
class Kwaliteit:
    """Hoe goed de clusters zijn, geteld in paren: van alle paren die samen zijn gezet, en van alle die samen horen."""

    goed: int
    gevonden: int
    echt: int

    @property
    def precisie(self) -> float | None:
        """Welk deel van wat samen is gezet ook samen hoort."""
        return self.goed / self.gevonden if self.gevonden else None

    @property
    def vangst(self) -> float | None:
        """Welk deel van wat samen hoort ook samen is gezet."""
        return self.goed / self.echt if self.echt else None

    @property
    def f1(self) -> float | None:
        """Het harmonisch gemiddelde van de twee."""
        return 2 * self.goed / (self.gevonden + self.echt) if self.gevonden + self.echt else None


def kwaliteit(paren: Iterable[tuple[object, object]]) -> Kwaliteit:
    """De kwaliteit uit per rij het gevonden cluster en de echte mens."""
    cel = Counter(paren)
    gevonden: Counter[object] = Counter()
    echt: Counter[object] = Counter()
    for (cluster, mens), aantal in cel.items():
        gevonden[cluster] += aantal
        echt[mens] += aantal
    return Kwaliteit(_paren(cel.values()), _paren(gevonden.values()), _paren(echt.values()))


def _paren(aantallen: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in aantallen)
