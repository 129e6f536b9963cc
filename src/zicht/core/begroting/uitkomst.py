"""Een getal dat zijn opbouw bij zich draagt: elke uitkomst is open te klappen tot de ingevoerde getallen en hun bron."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from zicht.core.bronnen import Bron

HONDERD = Decimal(100)


class Bewerking(Enum):
    """Hoe een uitkomst uit haar delen ontstaat; de waarde is het teken tussen de delen."""

    GEGEVEN = ""
    SOM = "+"
    VERSCHIL = "−"
    PRODUCT = "×"
    DEELSOM = "÷"
    GELIJK = "="


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """Een waarde met eenheid en opbouw; `waarde` is None als zij niet te berekenen is, en dan zegt `noot` waarom."""

    code: str
    titel: str
    waarde: Decimal | None
    eenheid: str
    bewerking: Bewerking = Bewerking.GEGEVEN
    delen: tuple["Uitkomst", ...] = ()
    bron: Bron | None = None
    noot: str = ""

    @property
    def getal(self) -> Decimal:
        """De waarde; alleen voor wie weet dat zij bekend is."""
        assert self.waarde is not None, f"{self.code}: {self.noot}"
        return self.waarde

    def als(self, code: str, titel: str, noot: str = "") -> "Uitkomst":
        """Dezelfde uitkomst onder een andere naam, bijvoorbeeld een volume dat uit de trechter komt."""
        return replace(self, code=code, titel=titel, noot=noot or self.noot)

    def alle(self) -> Iterator["Uitkomst"]:
        """Deze uitkomst en alles eronder, van boven naar beneden."""
        yield self
        for deel in self.delen:
            yield from deel.alle()


def gegeven(code: str, titel: str, waarde: Decimal | None, eenheid: str, bron: Bron | None = None,
            noot: str = "") -> Uitkomst:  # fmt: skip
    """Een ingevoerd getal, of de reden waarom het er niet is."""
    return Uitkomst(code, titel, waarde, eenheid, bron=bron, noot=noot)


def som(code: str, titel: str, eenheid: str, delen: Iterable[Uitkomst], noot: str = "") -> Uitkomst:
    """De delen opgeteld; een onbekend deel maakt de som onbekend."""
    stukken = tuple(delen)
    return _uit(code, titel, eenheid, Bewerking.SOM, stukken, sum(_waarden(stukken), Decimal(0)), noot)


def verschil(code: str, titel: str, eenheid: str, geheel: Uitkomst, *delen: Uitkomst, noot: str = "") -> Uitkomst:
    """Het geheel min de delen."""
    stukken = (geheel, *delen)
    waarde = None if _onbekend(stukken) else geheel.getal - sum(_waarden(delen), Decimal(0))
    return _uit(code, titel, eenheid, Bewerking.VERSCHIL, stukken, waarde, noot)


def product(code: str, titel: str, eenheid: str, *delen: Uitkomst, noot: str = "") -> Uitkomst:
    """De delen vermenigvuldigd; een deel in procenten telt als honderdste."""
    waarde = Decimal(1)
    for deel in delen:
        waarde *= (deel.waarde or Decimal(0)) / (HONDERD if deel.eenheid == "procent" else 1)
    return _uit(code, titel, eenheid, Bewerking.PRODUCT, delen, waarde, noot)


def deling(code: str, titel: str, eenheid: str, teller: Uitkomst, noemer: Uitkomst, noot: str = "") -> Uitkomst:
    """Teller gedeeld door noemer; in procenten als de eenheid dat zegt; delen door nul is onbekend."""
    delen = (teller, noemer)
    if _onbekend(delen) or not noemer.getal:
        return Uitkomst(code, titel, None, eenheid, Bewerking.DEELSOM, delen, noot=_waarom(delen))
    waarde = teller.getal / noemer.getal * (HONDERD if eenheid == "procent" else 1)
    return Uitkomst(code, titel, waarde, eenheid, Bewerking.DEELSOM, delen, noot=noot)


def _uit(code: str, titel: str, eenheid: str, bewerking: Bewerking, delen: tuple[Uitkomst, ...],
         waarde: Decimal | None, noot: str) -> Uitkomst:  # fmt: skip
    if _onbekend(delen):
        return Uitkomst(code, titel, None, eenheid, bewerking, delen, noot=_waarom(delen))
    return Uitkomst(code, titel, waarde, eenheid, bewerking, delen, noot=noot)


def _waarden(delen: Iterable[Uitkomst]) -> Iterator[Decimal]:
    return (deel.waarde for deel in delen if deel.waarde is not None)


def _onbekend(delen: Iterable[Uitkomst]) -> bool:
    return any(deel.waarde is None for deel in delen)


def _waarom(delen: Iterable[Uitkomst]) -> str:
    """De redenen van de onbekende delen, of dat door nul delen niet gaat."""
    onbekend = [deel for deel in delen if deel.waarde is None]
    return (
        "; ".join(dict.fromkeys(deel.noot or f"{deel.titel} is niet bekend" for deel in onbekend)) or "delen door nul"
    )
