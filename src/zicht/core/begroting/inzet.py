"""Wat een scenario verandert buiten de paden van de begroting om: mensen, beleid en instroom. De simulatie volgt het."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from zicht.core.periodes import Periode, laatste_dag

KEUZES = (
    "Een deel van een jaar telt in twaalfden: elke maand is een twaalfde, een deel van een maand naar zijn dagen.",
    "Extra mensen kosten de prijs van een fte in dienst of inhuur, naar rato van hun tijd, zonder overhead erover.",
)
MAANDEN = 12

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

    Zonder `van` beginnen zij met het tijdvak, of `na_maanden` later; zonder einde blijven zij. `maanden` is een einde zonder
    datum. `ieder_jaar` is een venster dat elk jaar terugkomt, zoals 06-15 tot en met 08-31; het mag over de jaarwisseling.
    """

    team: str  # de code van een team, of de naam van een dienst: dan het team dat die dienst doet
    fte: Decimal
    soort: Dienstverband
    van: date | None = None
    tot_en_met: date | None = None
    na_maanden: int | None = None
    maanden: int | None = None
    ieder_jaar: tuple[str, str] | None = None  # mm-dd, van en tot en met
    inwerk_werkdagen: int | None = None  # None: zoals gebruikelijk bij dit team
    waarom: str = ""

    def perioden(self, begin: date, eind: date) -> Iterator[tuple[date, date]]:
        """Van en tot en met wanneer zij er zijn, binnen een tijdvak."""
        for van, tot_en_met in self._vensters(begin, eind):
            eerste, laatste = max(van, begin), min(tot_en_met, eind)
            if eerste <= laatste:
                yield eerste, laatste

    def _vensters(self, begin: date, eind: date) -> Iterator[tuple[date, date]]:
        if self.ieder_jaar:
            yield from (_venster(jaar, *self.ieder_jaar) for jaar in range(begin.year - 1, eind.year + 1))
            return
        van = self.van or (plus_maanden(begin, self.na_maanden) + timedelta(days=1) if self.na_maanden else begin)
        yield van, self.tot_en_met or (plus_maanden(van, self.maanden) if self.maanden else max(eind, van))


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
    stil_maanden: int | None = None  # in plaats van een laatste dag
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


def plus_maanden(van: date, maanden: int) -> date:
    """De laatste dag van zoveel maanden vanaf een dag."""
    jaar, maand = divmod(van.year * MAANDEN + van.month - 1 + maanden, MAANDEN)
    dag = min(van.day, laatste_dag(jaar, maand + 1).day)
    return date(jaar, maand + 1, dag) - timedelta(days=1)


def jaardeel(van: date, tot_en_met: date) -> Decimal:
    """Welk deel van een jaar een periode is, in twaalfden."""
    maanden = (
        Decimal((deel.eind - deel.begin).days + 1) / laatste_dag(deel.begin.year, deel.begin.month).day
        for deel in Periode(van, tot_en_met, "").maanden()
    )
    return sum(maanden, Decimal(0)) / MAANDEN


def _venster(jaar: int, van: str, tot_en_met: str) -> tuple[date, date]:
    """Een venster dat in dit jaar begint."""
    return _dag(jaar, van), _dag(jaar + (tot_en_met < van), tot_en_met)


def _dag(jaar: int, maand_dag: str) -> date:
    """Een dag van het jaar; 29 februari is in een gewoon jaar de 28e."""
    maand, dag = (int(deel) for deel in maand_dag.split("-"))
    return date(jaar, maand, min(dag, laatste_dag(jaar, maand).day))
