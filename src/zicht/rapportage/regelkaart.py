"""Regelkaart: gemiddelde en grenzen van een reeks, en punten die niet bij gewone schommeling passen.

XmR-kaart volgens Shewhart en Wheeler: het gemiddelde, en grenzen op 2,66 maal de gemiddelde stap tussen twee punten.
Zo past de kaart zich aan bij elke reeks (aantallen, percentages, cijfers), ook als die meer schommelt dan de kansrekening
van een p-kaart toelaat. Signalen: een punt buiten de grenzen, en negen punten op een rij aan dezelfde kant (regels 1 en
2 van Nelson, 1984). Meer regels geven meer loos alarm; de grens staat in `LOOS_ALARM` en wordt getoetst.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from zicht.core.bronnen import Bron

BRON_GRENZEN = Bron("wheeler-xmr", "constante 2,66 voor losse waarden")
BRON_SIGNALEN = Bron("nelson-1984", "toetsen 1 en 2")

STAP = 2.66  # 3 / d2, met d2 = 1,128 voor stappen van twee punten
OP_RIJ = 9
MINSTENS = 12  # met minder punten zijn de grenzen te onzeker
LOOS_ALARM = 0.05  # hoogstens dit deel van de kaarten van een stabiele reeks toont in een jaar een signaal

LOOS_ALARM_IN_WOORDEN = (
    "Bij een reeks waarin niets verandert, geeft hoogstens 1 op de 20 kaarten in een jaar toch een signaal."
)


@dataclass(frozen=True)
class Signaal:
    """Een punt dat niet bij gewone schommeling past, en waarom."""

    plaats: int
    reden: str


@dataclass(frozen=True)
class Regelkaart:
    """Een reeks met haar gemiddelde, grenzen en signalen."""

    midden: float
    onder: float
    boven: float
    signalen: tuple[Signaal, ...]


def regelkaart(
    waarden: Sequence[float | None], *, laagste: float | None = 0.0, hoogste: float | None = None
) -> Regelkaart | None:
    """De regelkaart van een reeks; punten zonder waarde doen niet mee. Te weinig punten geeft geen kaart."""
    bekend = [(plaats, waarde) for plaats, waarde in enumerate(waarden) if waarde is not None]
    if len(bekend) < MINSTENS:
        return None
    getallen = [waarde for _, waarde in bekend]
    midden, stap = fmean(getallen), fmean(abs(b - a) for a, b in pairwise(getallen))
    onder, boven = midden - STAP * stap, midden + STAP * stap
    if laagste is not None:
        onder = max(onder, laagste)
    if hoogste is not None:
        boven = min(boven, hoogste)
    return Regelkaart(midden, onder, boven, _signalen(bekend, midden, onder, boven))


def _signalen(bekend: Sequence[tuple[int, float]], midden: float, onder: float, boven: float) -> tuple[Signaal, ...]:
    uit: list[Signaal] = []
    kant, lengte = 0, 0
    for plaats, waarde in bekend:
        nieuwe_kant = (waarde > midden) - (waarde < midden)
        lengte = lengte + 1 if nieuwe_kant == kant and kant else 1
        kant = nieuwe_kant
        if waarde > boven or waarde < onder:
            uit.append(Signaal(plaats, "boven de bovengrens" if waarde > boven else "onder de ondergrens"))
        elif kant and lengte >= OP_RIJ:
            waar = "boven" if kant > 0 else "onder"
            uit.append(Signaal(plaats, f"{OP_RIJ} of meer punten op rij {waar} het gemiddelde"))
    return tuple(uit)
