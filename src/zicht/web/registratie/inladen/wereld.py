"""Wat de verhalen delen: de feiten, wie er werkt, wie er al bekend is, en de klok."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from zicht.catalogus import load
from zicht.core.fouten import ZichtFout
from zicht.web.registratie import models as m
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.bezetting import Bezetting
from zicht.web.registratie.inladen.bron import Feiten

_ZONE = ZoneInfo("Europe/Amsterdam")
_Ding = TypeVar("_Ding")
_BEGIN, _PER_STAP = time(8, 30), timedelta(minutes=7)


@dataclass
class Wereld:
    """De stand tijdens het naspelen."""

    feiten: Feiten
    bezetting: Bezetting
    nu: datetime
    verzin: bool = True  # namen, adressen en zinnen verzinnen; anders blijven zij leeg
    plaatsen: dict[str, str] = field(default_factory=dict)
    personen: dict[str, m.Persoon] = field(default_factory=dict)
    gezinnen: dict[str, str] = field(default_factory=dict)  # persoon -> het eerste dossier, dat zijn naam geeft
    eerder: dict[str, list[m.Dossier]] = field(default_factory=dict)  # persoon -> dossiers waarin hij voorkwam

    gezien: dict[str, m.Dossier] = field(default_factory=dict)
    _ongedaan: list[Callable[[], object]] = field(default_factory=list)

    def onthoud(self, tabel: dict[str, Any], sleutel: str, waarde: object) -> None:
        """Onthoud iets onder een nieuwe sleutel, tot de groep wordt geweigerd."""
        tabel[sleutel] = waarde
        self._ongedaan.append(lambda: tabel.pop(sleutel))

    def kwam_voor(self, persoon: str, dossier: m.Dossier) -> None:
        """Onthoud dat iemand in een dossier voorkwam, tot de groep wordt geweigerd."""
        lijst = self.eerder.setdefault(persoon, [])
        lijst.append(dossier)
        self._ongedaan.append(lijst.pop)

    def terug(self) -> None:
        """De groep is niet weggeschreven: vergeet wat er sinds de vorige is onthouden."""
        for doe in reversed(self._ongedaan):
            doe()
        self._ongedaan.clear()

    def vast(self) -> None:
        """De groep is weggeschreven."""
        self._ongedaan.clear()

    @property
    def vandaag(self) -> date:
        """De laatste dag waarop iets kan zijn gebeurd."""
        return self.nu.date()

    def om(self, dag: date, stap: int) -> datetime:
        """Het tijdstip van een stap op een dag, nooit later dan nu."""
        return min(datetime.combine(dag, _BEGIN, _ZONE) + stap * _PER_STAP, self.nu)

    def zin(self, soort: str, sleutel: str) -> str:
        """Een verzonnen zin, of waar de gegevens vandaan komen."""
        return verzinsel.zin(soort, sleutel) if self.verzin else "Overgenomen uit het vorige systeem."

    def werkdag(self, dag: date) -> date:
        """Die dag, of de eerste werkdag erna."""
        return load.kalender().plus_werkdagen(dag - timedelta(days=1), 1)


def lokaal(nu: datetime) -> datetime:
    """Een tijdstip in Nederlandse tijd, zodat de dag ervan de Nederlandse dag is."""
    return nu.astimezone(_ZONE)


def eerste(gemaakt: Sequence[_Ding], wat: str) -> _Ding:
    """Wat een eerdere stap maakte; is die stap er nog niet, dan kloppen de datums niet."""
    if not gemaakt:
        raise ZichtFout(f"{wat} is er op deze dag nog niet. Kijk de datums na: zij staan in een andere volgorde.")
    return gemaakt[0]
