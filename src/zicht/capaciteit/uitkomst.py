"""Wat een reeks herhalingen zegt: per week en gebied de mediaan en de banden, en over het hele tijdvak de kans op elke norm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

KWANTIELEN = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)

INDICATOREN = (
    "beoordeling-tijdig-na-ontvangst",
    "beoordeling-tijdig-na-oppakken",
    "vv-tijdig-na-ontvangst",
    "vv-tijdig-na-beoordeling",
    "vv-tijdig-na-start",
    "onderzoek-tijdig-na-ontvangst",
    "onderzoek-tijdig-na-beoordeling",
    "onderzoek-tijdig-na-start",
)


class Maat(IntEnum):
    """Wat er per week en gebied geteld wordt. Een stand is aan het einde van de week, een stroom over de week."""

    ONTVANGEN = 0  # meldingen, hermeldingen tijdens het wachten meegeteld
    HERMELD = 1
    BEOORDEELD = 2
    WACHT_BEOORDELING = 3  # stand: nog niet beoordeeld (de indicator wachtlijst-beoordeling)
    NIET_OPGEPAKT = 4  # stand: daarvan nog niet opgepakt
    WACHTDAGEN = 5  # stand: gemiddelde leeftijd in kalenderdagen van wat niet is opgepakt
    OUDSTE = 6  # stand: kalenderdagen
    CONTROLES = 7  # controles bij wachtenden die deze week nodig zijn
    WACHT_VV = 8  # stand: toegewezen, niet gestart
    WACHT_ONDERZOEK = 9
    LOOPT_VV = 10  # stand
    LOOPT_ONDERZOEK = 11
    AF_VV = 12
    AF_ONDERZOEK = 13


class Jaarmaat(IntEnum):
    """Wat er per herhaling over het hele tijdvak geteld wordt, naast de acht indicatoren."""

    WACHT_GEMIDDELD = 0  # gemiddelde stand van WACHT_BEOORDELING over de weken
    WACHT_EIND = 1
    WACHTTIJD = 2  # gemiddelde kalenderdagen van ontvangst tot oppakken, van wat is opgepakt
    ONTVANGEN = 3
    BEOORDEELD = 4
    AF_VV = 5
    AF_ONDERZOEK = 6
    CONTROLES = 7
    WEG_IN_WEEK = 8  # eerste week waarin de rij hooguit een gewone week instroom is; -1: niet


@dataclass(frozen=True, slots=True)
class Band:
    """De kwantielen van KWANTIELEN en het gemiddelde, over de herhalingen."""

    kwantielen: tuple[float, ...]
    gemiddelde: float
    fout: float  # standaardfout van het gemiddelde

    @property
    def midden(self) -> float:
        """De mediaan."""
        return self.kwantielen[KWANTIELEN.index(0.50)]

    @property
    def laag(self) -> float:
        """Ondergrens van de band waarin acht van de tien herhalingen vallen."""
        return self.kwantielen[KWANTIELEN.index(0.10)]

    @property
    def hoog(self) -> float:
        """Bovengrens van de band waarin acht van de tien herhalingen vallen."""
        return self.kwantielen[KWANTIELEN.index(0.90)]


@dataclass(frozen=True, slots=True)
class Kans:
    """Een kans in de herhalingen, met het interval van Wilson (95 procent)."""

    waarde: float
    laag: float
    hoog: float


@dataclass(frozen=True)
class Uitkomst:
    """Alles wat van een model en een aantal herhalingen bewaard wordt. Groep None is de hele regio.

    Reeksen hebben een Band per week; `weekeinde` is de laatste dag van elke week.
    """

    herhalingen: int
    zaad: int
    weekeinde: tuple[date, ...]
    groepen: tuple[str, ...]
    reeksen: Mapping[tuple[Maat, str | None], tuple[Band, ...]]
    tijdig: Mapping[tuple[str, str | None], Band]  # aandeel op tijd over het tijdvak (0-1), per indicator en gebied
    tijdig_per_week: Mapping[str, tuple[Band, ...]]  # regio
    jaar: Mapping[Jaarmaat, Band]
    uren: Mapping[str, tuple[Band, ...]]  # per team: beschikbare uren per week
    bezet: Mapping[str, tuple[Band, ...]]  # per team: uren aan zaken en vast werk per week
    fte: Mapping[str, tuple[Band, ...]]  # per team: werkende fte, gemiddeld over de week (extra mensen meegeteld)
    boven: Mapping[
        str, tuple[int, ...]
    ]  # per indicator: hoeveel herhalingen op 0, 1, ... 100 procent of hoger uitkwamen
    rekentijd: float = 0.0  # seconden; hoort niet bij de vingerafdruk

    def kans(self, indicator: str, norm: float) -> Kans:
        """De kans dat het aandeel op tijd over het tijdvak minstens de norm is (op hele procenten)."""
        raise NotImplementedError
