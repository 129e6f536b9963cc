"""Hoe vaak een norm gehaald zou zijn, op exacte aantallen, en wat er per periode aan ontbrak."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor

from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Doorlooptijd, Eenheid, Gemiddelde, Indicator, eenheid
from zicht.core.parameters import EENHEDEN, Norm, Richting, Versie
from zicht.core.periodes import Periode
from zicht.core.uitslagen import Tellingen, exacte_waarde

KEUZES = (
    "Een periode zonder gevallen telt niet mee: daar was niets te halen of te missen.",
    "Burap 2 en 3 beginnen in januari en bevatten dus burap 1; drie keer gehaald in een jaar zijn geen drie losse successen.",
    "Gelijk aan de norm is gehaald.",
)

EENHEID_VAN_NORM = {Eenheid.AANDEEL: "procent", Eenheid.CIJFER: "cijfer", Eenheid.DAGEN: "dagen"}
_STAP = {"procent": Decimal(1), "cijfer": Decimal("0.1"), "dagen": Decimal(1)}


@dataclass(frozen=True)
class Meting:
    """Wat er in een periode en een gebied geteld is; `voorlopig` als de periode nog niet voorbij was."""

    periode: Periode
    gebied: str | None
    tellingen: Tellingen
    waarde: Fraction | None
    voorlopig: bool = False

    def gehaald(self, norm: Norm) -> bool | None:
        """Of de norm gehaald zou zijn; None als er niets te meten was."""
        if self.waarde is None:
            return None
        return norm.gehaald(self.waarde.numerator, self.waarde.denominator)


@dataclass(frozen=True)
class Proef:
    """Een norm tegen de geschiedenis van een gebied."""

    norm: Norm
    metingen: tuple[Meting, ...]

    @property
    def meetbaar(self) -> int:
        """In hoeveel perioden er iets te meten was."""
        return sum(meting.waarde is not None for meting in self.metingen)

    @property
    def gehaald(self) -> int:
        """In hoeveel perioden de norm gehaald zou zijn."""
        return sum(meting.gehaald(self.norm) is True for meting in self.metingen)


@dataclass(frozen=True)
class Drempel:
    """De strengste norm die in minstens `keer` van de perioden gehaald zou zijn."""

    keer: int
    waarde: Decimal


def meting(indicator: Indicator, periode: Periode, gebied: str | None, tellingen: Tellingen, *,
           voorlopig: bool = False) -> Meting:  # fmt: skip
    """Een meting van exacte tellingen."""
    return Meting(periode, gebied, tellingen, exacte_waarde(indicator, tellingen), voorlopig)


def kandidaat(indicator: Indicator, getal: Decimal, richting: Richting, versie: Versie) -> Norm:
    """Een norm om te proberen; een getal dat niet kan is een fout die de grenzen noemt."""
    soort = soort_norm(indicator)
    laagste, hoogste = EENHEDEN[soort]
    if not laagste <= getal <= hoogste:
        raise AanroepFout(f"Een norm in {soort} ligt tussen {laagste} en {hoogste}; gevraagd is {getal}.")
    return Norm(getal / 100 if soort == "procent" else getal, richting, soort, versie)


def soort_norm(indicator: Indicator) -> str:
    """De eenheid van een norm bij deze indicator: procent, cijfer of dagen."""
    match indicator:
        case Aandeel() | Gemiddelde() | Doorlooptijd():
            return EENHEID_VAN_NORM[eenheid(indicator)]
        case _:
            raise AanroepFout(f"{indicator.titel} is een aantal; daarbij hoort geen norm.")


def drempels(metingen: Sequence[Meting], richting: Richting, soort: str) -> tuple[Drempel, ...]:
    """Per aantal perioden de strengste norm, in hele stappen, die zo vaak gehaald zou zijn; de vaakste eerst."""
    bekend = sorted((m.waarde for m in metingen if m.waarde is not None), reverse=richting is Richting.MINIMAAL)
    uit = [Drempel(keer, _in_stappen(waarde, richting, soort)) for keer, waarde in enumerate(bekend, start=1)]
    return tuple(reversed(uit))


def _in_stappen(waarde: Fraction, richting: Richting, soort: str) -> Decimal:
    stap = _STAP[soort]
    maal = waarde * (100 if soort == "procent" else 1) / Fraction(stap)
    return stap * (floor(maal) if richting is Richting.MINIMAAL else ceil(maal))


def tekort(meting: Meting, norm: Norm) -> int | None:
    """Hoeveel gevallen er anders hadden moeten uitkomen om de norm te halen; None als dat niet in gevallen te zeggen is."""
    if norm.eenheid != "procent" or meting.waarde is None:
        return None
    teller, noemer = meting.tellingen.teller, meting.tellingen.noemer
    if norm.richting is Richting.MINIMAAL:
        nodig = int((norm.waarde * noemer).to_integral_value(ROUND_CEILING))
        return max(nodig - teller, 0)
    return max(teller - int((norm.waarde * noemer).to_integral_value(ROUND_FLOOR)), 0)
