"""Wat een scenario verandert buiten de paden van de begroting om: mensen, beleid en instroom. De simulatie volgt het."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

URGENTIES = ("hoog", "midden", "laag")
DIENSTEN_MET_RESERVE = ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")


class Dienstverband(Enum):
    """Hoe iemand meewerkt; de prijs van een fte verschilt."""

    IN_DIENST = "in_dienst"
    INHUUR = "inhuur"


class Voorrang(Enum):
    """Wie van de wachtenden het eerst aan de beurt is."""

    URGENTIE = "urgentie"  # een hogere urgentie gaat altijd voor
    ONTVANGST = "ontvangst"  # wie het eerst kwam
    GEMENGD = "gemengd"  # hoog gaat altijd voor, midden heeft tien werkdagen voorsprong op laag


class Tempo(Enum):
    """Hoe een groei van de instroom over haar dagen loopt."""

    METEEN = "meteen"
    GELEIDELIJK = "geleidelijk"  # van niets op de eerste dag naar het hele percentage op de laatste


@dataclass(frozen=True, slots=True)
class Inzet:
    """Mensen erbij (of, met een negatief getal, eraf) bij een team.

    Zonder `van` beginnen zij met het tijdvak; zonder einde blijven zij. `maanden` is een einde zonder datum.
    """

    team: str  # de code van een team, of de naam van een dienst: dan het team dat die dienst doet
    fte: Decimal
    soort: Dienstverband
    van: date | None = None
    tot_en_met: date | None = None
    maanden: int | None = None
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class Deel:
    """Een deel, in procenten, van een dienst."""

    dienst: str
    procent: Decimal


@dataclass(frozen=True, slots=True)
class Beleidskeuze:
    """Wat een organisatie anders doet met dezelfde mensen; None laat het zoals het is."""

    voorrang: Voorrang | None = None
    voorsprong: tuple[Decimal, Decimal, Decimal] | None = None  # werkdagen, per urgentie; in plaats van `voorrang`
    samen_oppakken: Decimal | None = None  # procent van de beoordelingen, samen met het lokale team
    samen_inspanning: Decimal | None = None  # procent van de gewone uren die zo'n beoordeling kost
    reserve: tuple[Deel, ...] = ()
    stilgelegd: Decimal | None = None  # procent van het werk dat uitgesteld kan worden
    stil_van: date | None = None
    stil_tot_en_met: date | None = None
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class Groei:
    """Meer (of minder) instroom dan verwacht, waar de begroting geen pad voor heeft."""

    procent: Decimal
    stroom: str = ""  # een bron van meldingen in de simulatie; leeg is alle
    van: date | None = None
    tot_en_met: date | None = None
    tempo: Tempo = Tempo.METEEN
    waarom: str = ""
