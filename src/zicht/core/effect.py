"""Effect of toeval: is een reeks na een maatregel anders dan ervoor, meer dan zij vanzelf al schommelt?

De toets vergelijkt volle maanden: hoogstens een jaar erna met dezelfde kalendermaanden van de twee jaar ervoor, zodat het
seizoen niet meedoet. Zijn er geen twee jaar, dan met alle maanden ervoor. Hoeveel maanden vanzelf schommelen komt uit de
reeks zelf, en is nooit minder dan het toeval van losse gevallen. Hangen maanden met elkaar samen (een wachtlijst werkt
door), dan tellen zij voor minder. De uitspraak valt op drie momenten: na vier, acht en twaalf volle maanden, zoals de
burap. Over de drie momenten samen zegt de toets bij een reeks waarin niets verandert hoogstens een op de twintig keer toch
‘meer dan toeval’; `tests/spec/normen/test_effect_of_toeval.py` meet dat na.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import sqrt

from zicht.core.parameters import Richting
from zicht.core.uitslagen import student_t

MOMENTEN = (4, 8, 12)  # volle maanden na de maatregel
ERVOOR = 24
MINSTENS_ERVOOR = 12
MINSTENS_GEVALLEN = 20  # ervoor en erna elk
LOOS_ALARM = 0.05  # over alle momenten samen
TREFKANS = 0.8  # bij het verschil dat de toets noemt, als maanden los van elkaar staan
_RUIM = 0.88  # waarmee dat verschil wordt berekend: de schommeling zelf is ook maar geschat

LOOS_ALARM_IN_WOORDEN = (
    "Verandert er niets, dan zegt deze toets hoogstens 1 op de 20 keer toch dat er meer dan toeval is."
)
KEUZES = (
    (
        "Ervoor: de laatste 24 volle maanden voor de maatregel (minstens 12). Erna: hoogstens 12 volle maanden; de maand van "
        "de maatregel zelf telt niet mee."
    ),
    "Zijn er twee volle jaren ervoor, dan vergelijkt de toets dezelfde kalendermaanden: het seizoen doet dan niet mee.",
    "De uitspraak valt na 4, 8 en 12 volle maanden. Elk moment krijgt een derde van de kans op loos alarm.",
    "Een plan begint vaak na een slechte periode, en daarna gaat het ook zonder plan beter. Daarom telt twee jaar ervoor.",
)


class Uitspraak(Enum):
    """Wat de toets zegt."""

    TE_VROEG = "te vroeg om te zeggen"
    BETER = "meer dan toeval: beter"
    SLECHTER = "meer dan toeval: slechter"
    TOEVAL = "niet meer dan toeval"


@dataclass(frozen=True)
class Maand:
    """Een maand: hoeveel gevallen, de som van hun waarden, en de som van de kwadraten (bij ja of nee gelijk aan de som)."""

    maand: date
    aantal: int
    som: float
    kwadraten: float

    @property
    def waarde(self) -> float | None:
        """Het aandeel of het gemiddelde van de maand."""
        return self.som / self.aantal if self.aantal else None


def aandeel(maand: date, teller: int, noemer: int) -> Maand:
    """Een maand van een aandeel."""
    return Maand(maand, noemer, teller, teller)


@dataclass(frozen=True)
class Moment:
    """De uitspraak op een moment, met het verschil, de grens en het verschil dat de toets meestal vindt."""

    maanden: int
    ervoor: float
    erna: float
    grens: float
    vindbaar: float
    uitspraak: Uitspraak
    zelfde_maanden: bool  # ervoor telt dezelfde kalendermaanden als erna, zodat het seizoen niet meedoet

    @property
    def verschil(self) -> float:
        """Erna min ervoor."""
        return self.erna - self.ervoor


@dataclass(frozen=True)
class Effect:
    """De uitspraak van nu, met alle momenten tot nu toe; bij ‘te vroeg’ zegt `wacht` waarop."""

    uitspraak: Uitspraak
    momenten: tuple[Moment, ...]
    nog_maanden: int = 0
    wacht: str = ""

    @property
    def laatste(self) -> Moment | None:
        """Het laatste moment, of None als het nog te vroeg is."""
        return self.momenten[-1] if self.momenten else None


def effect(maanden: Sequence[Maand], begin: date, richting: Richting) -> Effect:
    """De uitspraak over een maatregel die op `begin` inging; `maanden` zijn volle maanden, op volgorde."""
    ervoor = [m for m in maanden if m.maand < begin.replace(day=1)][-ERVOOR:]
    erna = [m for m in maanden if m.maand > begin]
    if begin.day == 1:
        erna = [m for m in maanden if m.maand >= begin]
    reden = _te_weinig(ervoor, erna)
    momenten = () if reden else tuple(_moment(ervoor, erna[:n], richting) for n in MOMENTEN if n <= len(erna))
    if momenten:
        volgend = next((n for n in MOMENTEN if n > len(erna)), len(erna))
        return Effect(momenten[-1].uitspraak, momenten, volgend - len(erna))
    return Effect(Uitspraak.TE_VROEG, (), max(MOMENTEN[0] - len(erna), 0), reden)


def _te_weinig(ervoor: Sequence[Maand], erna: Sequence[Maand]) -> str:
    """Waarom er nog geen uitspraak kan zijn, of niets."""
    if len(ervoor) < MINSTENS_ERVOOR:
        return f"er zijn {len(ervoor)} volle maanden van voor de maatregel en de toets vraagt er minstens {MINSTENS_ERVOOR}"
    if len(erna) < MOMENTEN[0]:
        return f"er zijn {len(erna)} volle maanden na de maatregel en de toets vraagt er minstens {MOMENTEN[0]}"
    for groep, wanneer in ((ervoor, "voor"), (erna[: MOMENTEN[0]], "na")):
        aantal = sum(m.aantal for m in groep)
        if aantal < MINSTENS_GEVALLEN:
            return (
                f"er zijn {aantal} gevallen {wanneer} de maatregel en de toets vraagt er minstens {MINSTENS_GEVALLEN}"
            )
    return ""


def _moment(ervoor: Sequence[Maand], erna: Sequence[Maand], richting: Richting) -> Moment:
    """De uitspraak over deze maanden: het verschil met wat die kalendermaanden ervoor waren, tegen hun schommeling."""
    gewoon = _gewoon(ervoor)
    verschil = _gewogen([(m.aantal, m.som / m.aantal - gewoon[m.maand.month].waarde) for m in _gevuld(erna)])
    fout, vrijheid = _fout(ervoor, erna, gewoon, verschil)
    kritiek = student_t(vrijheid, 1 - LOOS_ALARM / len(MOMENTEN))
    grens, vindbaar = kritiek * fout, (kritiek + student_t(vrijheid, 2 * _RUIM - 1)) * fout
    na = _gewogen([(m.aantal, m.som / m.aantal) for m in _gevuld(erna)])
    zelfde = len({id(een) for een in gewoon.values()}) > 1
    return Moment(len(erna), na - verschil, na, grens, vindbaar, _uitspraak(verschil, grens, richting), zelfde)


@dataclass(frozen=True)
class _Gewoon:
    """Wat een kalendermaand voor de maatregel was, en over hoeveel gevallen."""

    waarde: float
    aantal: int


def _gewoon(ervoor: Sequence[Maand]) -> Mapping[int, _Gewoon]:
    """Per kalendermaand het gemiddelde ervoor; zonder twee volle jaren is elke maand het gemiddelde van alles."""
    vol = _gevuld(ervoor)
    per_maand = {nr: [m for m in vol if m.maand.month == nr] for nr in range(1, 13)}
    seizoen = all(len(groep) == ERVOOR // 12 for groep in per_maand.values())
    if not seizoen:
        return dict.fromkeys(per_maand, _samengevat(vol))
    return {nr: _samengevat(groep) for nr, groep in per_maand.items()}


def _samengevat(groep: Sequence[Maand]) -> _Gewoon:
    aantal = sum(m.aantal for m in groep)
    return _Gewoon(sum(m.som for m in groep) / aantal, aantal)


def _gevuld(maanden: Sequence[Maand]) -> list[Maand]:
    return [m for m in maanden if m.aantal]


def _gewogen(paren: Sequence[tuple[int, float]]) -> float:
    return sum(n * waarde for n, waarde in paren) / sum(n for n, _ in paren)


def _uitspraak(verschil: float, grens: float, richting: Richting) -> Uitspraak:
    if abs(verschil) <= grens:
        return Uitspraak.TOEVAL
    return Uitspraak.BETER if (verschil > 0) is (richting is Richting.MINIMAAL) else Uitspraak.SLECHTER


def _fout(ervoor: Sequence[Maand], erna: Sequence[Maand], gewoon: Mapping[int, _Gewoon],
          verschil: float) -> tuple[float, int]:  # fmt: skip
    """De standaardfout van het verschil en haar vrijheidsgraden: schommeling van maanden, met hun samenhang."""
    resten = [
        [sqrt(m.aantal) * (m.som / m.aantal - gewoon[m.maand.month].waarde - erbij) for m in _gevuld(groep)]
        for groep, erbij in ((ervoor, 0.0), (erna, verschil))
    ]
    geschat = len({id(een) for een in gewoon.values()}) + 1
    vrijheid = max(sum(len(rest) for rest in resten) - geschat, 1)
    maanden = sum(r * r for rest in resten for r in rest) / vrijheid
    alle = [m for groep in (ervoor, erna) for m in groep]
    los = sum(_los(groep) for groep in (ervoor, erna)) / max(sum(m.aantal for m in alle) - 2, 1)
    rek = _rek(resten)
    return sqrt(max(maanden, los) * _onzekerheid(erna, gewoon) * rek), max(int(vrijheid / rek), 3)


def _onzekerheid(erna: Sequence[Maand], gewoon: Mapping[int, _Gewoon]) -> float:
    """Hoe onzeker het verschil is bij een schommeling van een: door wat erna is geteld, en door wat ervoor gewoon was."""
    totaal = sum(m.aantal for m in erna)
    gewicht: dict[int, float] = {}
    for m in erna:
        sleutel = id(gewoon[m.maand.month])
        gewicht[sleutel] = gewicht.get(sleutel, 0.0) + m.aantal / totaal
    aantal = {id(een): een.aantal for een in gewoon.values()}
    return 1 / totaal + sum(w * w / aantal[sleutel] for sleutel, w in gewicht.items())


def _los(maanden: Sequence[Maand]) -> float:
    """De kwadraatsom van losse gevallen om hun gemiddelde: wat toeval alleen al geeft."""
    aantal, som = sum(m.aantal for m in maanden), sum(m.som for m in maanden)
    return sum(m.kwadraten for m in maanden) - som * som / aantal


def _rek(resten: Sequence[Sequence[float]]) -> float:
    """Hoeveel groter de fout is doordat maanden op elkaar lijken; nooit kleiner dan een."""
    kwadraten = sum(r * r for rest in resten for r in rest)
    paren = [(a, b) for rest in resten for a, b in itertools.pairwise(rest)]
    if not kwadraten or not paren:
        return 1.0
    ruw = sum(a * b for a, b in paren) / kwadraten
    n = sum(len(rest) for rest in resten)
    samenhang = min(max(ruw + (1 + 3 * ruw) / n, 0.0), 0.8)  # een korte reeks schat de samenhang te laag
    return (1 + samenhang) / (1 - samenhang)
