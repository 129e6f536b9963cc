"""De dagen van een tijdvak als rijen getallen: weekdag, feestdag, schoolvakantie, jaargetijde en werkdagnummer."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from zicht.capaciteit.ijken.rekenvormen import Getallen, Kommagetallen, Waarheden
from zicht.core.kalender import Kalender, dagnummer
from zicht.core.schoolvakanties import VOORAF_DAGEN, schoolvakanties


@dataclass(frozen=True)
class Raster:
    """Alle dagen van een tijdvak."""

    begin: int
    weekdag: Getallen
    werkdag: Waarheden
    vakantie: Waarheden
    voor_vakantie: Waarheden
    deel_van_jaar: Kommagetallen  # 0 op 1 januari, bijna 1 op 31 december

    @property
    def lengte(self) -> int:
        """Het aantal dagen."""
        return len(self.weekdag)

    @property
    def feestdag(self) -> Waarheden:
        """Doordeweekse dagen waarop niet gewerkt wordt."""
        return ~self.werkdag & (self.weekdag < 5)

    def tel(self, dagen: Getallen) -> Kommagetallen:
        """Hoe vaak elke dag van het raster voorkomt; wat erbuiten valt telt niet."""
        plaats = dagen - self.begin
        binnen = plaats[(plaats >= 0) & (plaats < self.lengte)]
        return np.bincount(binnen, minlength=self.lengte).astype(np.float64)


def maak_raster(van: date, tot_en_met: date, kalender: Kalender, deel: str) -> Raster:
    """Het raster van een tijdvak, met de schoolvakanties van een deel van het land."""
    dagen = [van + timedelta(days=n) for n in range((tot_en_met - van).days + 1)]
    vrij, vooraf = _vakanties(van, len(dagen), deel)
    return Raster(
        begin=dagnummer(van),
        weekdag=np.array([dag.weekday() for dag in dagen], np.int64),
        werkdag=np.array([kalender.is_werkdag(dag) for dag in dagen], np.bool_),
        vakantie=vrij,
        voor_vakantie=vooraf & ~vrij,
        deel_van_jaar=np.array([(dag.timetuple().tm_yday - 1) / 365.25 for dag in dagen]),
    )


def _vakanties(van: date, aantal: int, deel: str) -> tuple[Waarheden, Waarheden]:
    vrij, vooraf = np.zeros(aantal, np.bool_), np.zeros(aantal, np.bool_)
    for jaar in range(van.year - 1, van.year + aantal // 365 + 3):
        for eerste, laatste in schoolvakanties(jaar, deel):
            begin, eind = (eerste - van).days, (laatste - van).days + 1
            vrij[max(begin, 0) : max(eind, 0)] = True
            vooraf[max(begin - VOORAF_DAGEN, 0) : max(begin, 0)] = True
    return vrij, vooraf


@cache
def werkdagtelling(kalender: Kalender) -> tuple[int, Getallen]:
    """De eerste dag van de kalender, en per dag het aantal werkdagen tot en met die dag."""
    dagen = range((kalender.laatste - kalender.eerste).days + 1)
    telling = [kalender.werkdagnummer(kalender.eerste + timedelta(days=n)) for n in dagen]
    return dagnummer(kalender.eerste), np.array(telling, np.int64)


def werkdagnummers(dagen: Getallen, kalender: Kalender) -> Getallen:
    """Het werkdagnummer van elke dag; een dag buiten de kalender krijgt het nummer van haar rand."""
    eerste, telling = werkdagtelling(kalender)
    return telling[np.clip(dagen - eerste, 0, len(telling) - 1)]
