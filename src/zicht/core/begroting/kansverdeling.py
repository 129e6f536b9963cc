"""De verdeling van de schade van onafhankelijke risico's, zonder loten: gemiddelde en spreiding precies, de verdeling op hele euro's.

Elk risico gebeurt wel of niet. De verdeling ontstaat door de risico's een voor een op te tellen: bij elk bedrag dat tot dan
mogelijk was komt het risico er met zijn kans bij, of met de rest van de kans niet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.uitkomst import HONDERD

MEESTE_BEDRAGEN = 20_000
MEESTE_RASTER = 1_000_000

KEUZES = (
    "Risico's gebeuren los van elkaar; in werkelijkheid gaan hoge werkdruk, verzuim en vertrek vaak samen.",
    "Bij veel risico's rondt de verdeling elk bedrag af op een raster van 10, 100 of meer euro; gemiddelde en spreiding blijven precies.",
)


@dataclass(frozen=True, slots=True)
class Kansbedrag:
    """Een bedrag dat met een kans (in procenten) valt; met `laag` en `hoog` ligt het in een driehoek daartussen."""

    code: str
    kans: Decimal
    bedrag: Decimal
    laag: Decimal | None = None
    hoog: Decimal | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.kans <= HONDERD:
            raise BegrotingFout(f"Risico '{self.code}': een kans ligt tussen 0 en 100 procent, gevonden: {self.kans}.")
        laag, hoog = self.grenzen
        if not 0 <= laag <= self.bedrag <= hoog:
            raise BegrotingFout(
                f"Risico '{self.code}': verwacht 0 ≤ laag ≤ bedrag ≤ hoog, gevonden: {laag}, {self.bedrag}, {hoog}."
            )

    @property
    def grenzen(self) -> tuple[Decimal, Decimal]:
        """Het laagste en het hoogste bedrag."""
        return (self.bedrag if self.laag is None else self.laag, self.bedrag if self.hoog is None else self.hoog)

    @property
    def vast(self) -> bool:
        """Of het bedrag een getal is en geen bereik."""
        return self.grenzen == (self.bedrag, self.bedrag)

    @property
    def gemiddeld(self) -> Decimal:
        """Het gemiddelde bedrag als het risico gebeurt."""
        return self.bedrag if self.vast else (self.bedrag + sum(self.grenzen)) / 3

    @property
    def verwacht(self) -> Decimal:
        """Kans maal bedrag."""
        return self.kans / HONDERD * self.gemiddeld

    @property
    def variantie(self) -> Decimal:
        """De variantie van wat dit risico kost, gebeurd of niet."""
        laag, hoog = self.grenzen
        midden = self.bedrag
        binnen = (laag**2 + midden**2 + hoog**2 - laag * midden - laag * hoog - midden * hoog) / 18
        return self.kans / HONDERD * (binnen + self.gemiddeld**2) - self.verwacht**2


@dataclass(frozen=True, slots=True)
class Kansverdeling:
    """De mogelijke bedragen, oplopend, met hun kans (0 tot 1); `raster` zegt op hoeveel euro afgerond is."""

    kansen: Mapping[Decimal, Decimal]
    raster: int

    def kans_hooguit(self, bedrag: Decimal) -> Decimal:
        """De kans dat de schade niet boven het bedrag komt."""
        return sum((kans for schade, kans in self.kansen.items() if schade <= bedrag), Decimal(0))

    def kwantiel(self, zekerheid: Decimal) -> Decimal:
        """Het kleinste bedrag waar de schade met deze zekerheid (procent) niet boven komt."""
        if not 0 < zekerheid <= HONDERD:
            raise BegrotingFout(f"Een zekerheid ligt boven 0 en tot en met 100 procent, gevonden: {zekerheid}.")
        tot_nu = Decimal(0)
        for schade, kans in self.kansen.items():
            tot_nu += kans
            if tot_nu * HONDERD >= zekerheid - _KRUIMEL:
                return schade
        return max(self.kansen)


_KRUIMEL = Decimal("1e-15")  # wat het rekenen in 28 cijfers kan laten liggen


def verwacht(risicos: Iterable[Kansbedrag]) -> Decimal:
    """Wat de risico's samen naar verwachting kosten: kans maal bedrag, opgeteld."""
    return sum((risico.verwacht for risico in risicos), Decimal(0))


def variantie(risicos: Iterable[Kansbedrag]) -> Decimal:
    """De variantie van de schade samen; de risico's zijn los van elkaar, dus zij tellen op."""
    return sum((risico.variantie for risico in risicos), Decimal(0))


def verdeling(risicos: Iterable[Kansbedrag], raster: int = 0) -> Kansverdeling:
    """De hele verdeling; zonder raster op hele euro's zolang dat vlot gaat. Een bereik telt als zijn gemiddelde."""
    alle = tuple(risicos)
    raster = raster or _raster(alle)
    kansen = {0: Decimal(1)}
    for risico in alle:
        kansen = _erbij(kansen, int((risico.gemiddeld / raster).to_integral_value()), risico.kans / HONDERD)
    return Kansverdeling({Decimal(vak * raster): kans for vak, kans in sorted(kansen.items())}, raster)


def _erbij(kansen: Mapping[int, Decimal], bedrag: int, kans: Decimal) -> dict[int, Decimal]:
    nieuw = dict[int, Decimal]()
    for schade, deel in kansen.items():
        nieuw[schade] = nieuw.get(schade, Decimal(0)) + deel * (1 - kans)
        nieuw[schade + bedrag] = nieuw.get(schade + bedrag, Decimal(0)) + deel * kans
    return {schade: deel for schade, deel in nieuw.items() if deel}


def _raster(risicos: tuple[Kansbedrag, ...]) -> int:
    """Het fijnste raster waarop de verdeling niet te groot wordt."""
    hoogste, raster = sum(risico.gemiddeld for risico in risicos), 1
    while 2 ** len(risicos) > MEESTE_BEDRAGEN and hoogste / raster > MEESTE_BEDRAGEN and raster < MEESTE_RASTER:
        raster *= 10
    return raster
