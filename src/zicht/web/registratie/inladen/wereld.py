"""Wat de verhalen delen: de feiten, wie er werkt, wie er al bekend is, en de klok."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zicht.catalogus import load
from zicht.web.registratie import models as m
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.bezetting import Bezetting
from zicht.web.registratie.inladen.bron import Feiten

_ZONE = ZoneInfo("Europe/Amsterdam")
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
