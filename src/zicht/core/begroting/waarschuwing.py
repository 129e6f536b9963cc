"""De vroege waarschuwing: past de prognose van het jaar nog bij de begroting, en zo niet, waardoor en sinds wanneer?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from zicht.core.begroting.prognose import MAANDEN, Band, Methode, Prognose, optellen, voorspel
from zicht.core.begroting.uitkomst import HONDERD

DREMPEL = Decimal(1)
LET_OP_ZEKERHEID, WAARSCHUWING_ZEKERHEID = Decimal(80), Decimal(95)
BURAPS = (4, 8, 12)

KEUZES = (
    "Er wordt pas gewaarschuwd als de prognose meer dan 1 procent boven de begroting ligt.",
    "Let op: ook de onderkant van de band van 80 procent ligt boven de begroting. Waarschuwing: ook die van 95 procent.",
    "Is de band onbekend, dan is het hoogstens let op.",
    "De baten zijn zoals begroot; wat de lasten meer zijn, is dus een even groot tekort.",
)
KEUZES_SPLITSING = (
    "Volume-effect: het verschil in aantal tegen de begrote prijs. Prijseffect: het verschil in prijs over het verwachte aantal.",
)


class Oordeel(Enum):
    """Hoe ernstig het is."""

    GEEN = "geen waarschuwing"
    LET_OP = "let op"
    WAARSCHUWING = "waarschuwing"


@dataclass(frozen=True, slots=True)
class Volume:
    """Het aantal waar een post van afhangt: begroot en verwacht."""

    begroot: Decimal
    prognose: Decimal
    eenheid: str = "aantal"


@dataclass(frozen=True, slots=True)
class Regel:
    """Een post van de begroting met haar prognose; met een volume is het verschil te splitsen."""

    code: str
    titel: str
    begroot: Decimal
    prognose: Prognose
    volume: Volume | None = None
    realisatie: Decimal = Decimal(0)
    begroot_tot_nu: Decimal | None = None

    @property
    def verschil(self) -> Decimal:
        """Hoeveel de prognose boven de begroting ligt."""
        return self.prognose.waarde - self.begroot

    @property
    def volume_effect(self) -> Decimal | None:
        """Wat het andere aantal kost tegen de begrote prijs; None zonder begroot aantal."""
        if self.volume is None or not self.volume.begroot:
            return None
        return (self.volume.prognose - self.volume.begroot) * self.begroot / self.volume.begroot

    @property
    def prijs_effect(self) -> Decimal | None:
        """Wat de andere prijs kost over het verwachte aantal; samen met het volume-effect is dit het hele verschil."""
        return None if self.volume_effect is None else self.verschil - self.volume_effect

    @property
    def tot_nu_verschil(self) -> Decimal | None:
        """Hoeveel er tot nu toe meer is uitgegeven dan begroot."""
        return None if self.begroot_tot_nu is None else self.realisatie - self.begroot_tot_nu


@dataclass(frozen=True, slots=True)
class Waarschuwing:
    """Het oordeel op een dag, met het verwachte tekort en de posten die het maken, de grootste eerst."""

    op: date
    oordeel: Oordeel
    begroot: Decimal
    prognose: Prognose
    regels: tuple[Regel, ...]

    @property
    def bedrag(self) -> Decimal:
        """Het verwachte tekort; onder nul is het een overschot."""
        return self.prognose.waarde - self.begroot

    @property
    def band(self) -> Band | None:
        """Tussen welke bedragen het tekort met 80 procent zekerheid ligt."""
        band = self.prognose.band(LET_OP_ZEKERHEID)
        return Band(band.laag - self.begroot, band.hoog - self.begroot) if band else None

    @property
    def oorzaken(self) -> tuple[Regel, ...]:
        """De posten die meer kosten dan begroot, de grootste eerst."""
        return tuple(regel for regel in self.regels if regel.verschil > 0)

    @property
    def reden(self) -> str:
        """Waarom dit het oordeel is, in een zin."""
        if self.prognose.methode is Methode.GEREALISEERD:
            past = self.oordeel is Oordeel.GEEN
            return "de lasten van het jaar passen bij de begroting" if past else "de lasten van het jaar liggen erboven"
        if self.bedrag <= self.begroot * DREMPEL / HONDERD:
            return "de prognose past bij de begroting"
        if self.oordeel is Oordeel.GEEN:
            return "de prognose ligt boven de begroting, maar nog binnen de gewone schommeling"
        if self.band is None:
            return "de prognose ligt boven de begroting; hoe zeker dat is, is niet bekend"
        return "de prognose ligt verder boven de begroting dan de gewone schommeling verklaart"


def beoordeel(op: date, regels: Iterable[Regel], prognose: Prognose) -> Waarschuwing:
    """Het oordeel over de regels samen; `prognose` is die van het totaal."""
    alle = tuple(sorted(regels, key=lambda regel: (-regel.verschil, regel.code)))
    begroot = sum((regel.begroot for regel in alle), Decimal(0))
    return Waarschuwing(op, _oordeel(begroot, prognose), begroot, prognose, alle)


def _oordeel(begroot: Decimal, prognose: Prognose) -> Oordeel:
    if prognose.waarde - begroot <= begroot * DREMPEL / HONDERD:
        return Oordeel.GEEN
    ruim, smal = prognose.band(WAARSCHUWING_ZEKERHEID), prognose.band(LET_OP_ZEKERHEID)
    if ruim is None or smal is None:
        return Oordeel.LET_OP
    if ruim.laag > begroot:
        return Oordeel.WAARSCHUWING
    return Oordeel.LET_OP if smal.laag > begroot else Oordeel.GEEN


def eerste(waarschuwingen: Iterable[Waarschuwing], vanaf: Oordeel = Oordeel.WAARSCHUWING) -> date | None:
    """De eerste dag waarop dit oordeel viel (of een zwaarder); None als dat niet gebeurde."""
    zwaarte = list(Oordeel)
    zwaar = [w.op for w in waarschuwingen if zwaarte.index(w.oordeel) >= zwaarte.index(vanaf)]
    return min(zwaar, default=None)


# ----------------------------------------------------------------------------------------------------- een jaar naspelen


@dataclass(frozen=True, slots=True)
class Jaarverloop:
    """Een post in een jaar: begroot, de maanden zoals ze kwamen, de jaren ervoor, en eventueel het volume."""

    code: str
    titel: str
    begroot: Decimal
    maanden: Sequence[Decimal]
    eerder: Mapping[int, Sequence[Decimal]]
    volume_begroot: Decimal | None = None
    volume_maanden: Sequence[Decimal] = ()
    volume_eerder: Mapping[int, Sequence[Decimal]] | None = None
    ritme: Sequence[Decimal] = ()  # begroot per maand; leeg is gelijk over twaalf maanden

    def tot(self, maand: int) -> Regel:
        """De regel zoals zij na deze maand bekend was."""
        return Regel(
            code=self.code,
            titel=self.titel,
            begroot=self.begroot,
            prognose=voorspel(self.maanden[:maand], self.eerder),
            volume=self._volume(maand),
            realisatie=sum(self.maanden[:maand], Decimal(0)),
            begroot_tot_nu=begroot_tot(self.begroot, maand, self.ritme),
        )

    def _volume(self, maand: int) -> Volume | None:
        if self.volume_begroot is None or not self.volume_maanden:
            return None
        verwacht = voorspel(self.volume_maanden[:maand], self.volume_eerder or {}).waarde
        return Volume(self.volume_begroot, verwacht)


def begroot_tot(begroot: Decimal, maanden: int, ritme: Sequence[Decimal] = ()) -> Decimal:
    """Wat er tot en met deze maand begroot is: volgens het ritme van de begroting, en anders naar rato."""
    if ritme:
        return begroot * sum(ritme[:maanden], Decimal(0)) / sum(ritme, Decimal(0))
    return begroot * maanden / MAANDEN


def speel_na(jaar: int, posten: Iterable[Jaarverloop], momenten: Iterable[int] = BURAPS) -> tuple[Waarschuwing, ...]:
    """Wat de waarschuwing op elk moment van een jaar zou zeggen, met alleen wat toen bekend was."""
    alle = tuple(posten)
    return tuple(_op_moment(jaar, alle, maand) for maand in momenten)


def _op_moment(jaar: int, posten: Sequence[Jaarverloop], maand: int) -> Waarschuwing:
    regels = [post.tot(maand) for post in posten]
    jaren = [j for j in (posten[0].eerder if posten else ()) if all(j in post.eerder for post in posten)]
    totaal = voorspel(
        _som([post.maanden[:maand] for post in posten]), {j: _som([post.eerder[j] for post in posten]) for j in jaren}
    )
    return beoordeel(_einde(jaar, maand), regels, optellen((regel.prognose for regel in regels), totaal))


def _som(rijen: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    return tuple(sum(maand, Decimal(0)) for maand in zip(*rijen, strict=True))


def _einde(jaar: int, maand: int) -> date:
    return date(jaar + maand // MAANDEN, maand % MAANDEN + 1, 1) - timedelta(days=1)
