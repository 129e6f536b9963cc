"""Wat de toets op effect belooft: een echt effect vindt zij zo vaak als zij zegt, en toeval noemt zij zelden een effect.

De reeksen zijn geloot met een vast zaad. Het bereik bij elk gemeten deel is dat van Wilson, 95 procent.
"""

from datetime import date
from math import pi, sin, sqrt
from random import Random

import pytest

from zicht.core.effect import LOOS_ALARM, TREFKANS, Effect, Maand, Uitspraak, aandeel, effect
from zicht.core.parameters import Richting

ERVOOR, ERNA = 24, 12
KEREN = 600


def maanden(aantal: int) -> list[date]:
    return [date(2022 + nr // 12, nr % 12 + 1, 1) for nr in range(aantal)]


def loot(kans: Random, *, deel: float = 0.6, gevallen: int = 80, spreiding: float = 2.0, samenhang: float = 0.0,
         sprong: float = 0.0, seizoen: float = 0.0) -> list[Maand]:  # fmt: skip
    """Een reeks waarin maanden meer schommelen dan losse gevallen (`spreiding` maal) en op elkaar lijken (`samenhang`)."""
    eigen = sqrt((spreiding - 1) * deel * (1 - deel) / gevallen)
    golf, uit = kans.gauss(0, 1), []
    for nr, maand in enumerate(maanden(ERVOOR + ERNA)):
        golf = samenhang * golf + sqrt(1 - samenhang**2) * kans.gauss(0, 1)
        p = min(max(deel + eigen * golf + (sprong if nr >= ERVOOR else 0) + seizoen * sin(nr * pi / 6), 0.01), 0.99)
        noemer = gevallen + kans.randint(-15, 15)
        uit.append(aandeel(maand, sum(kans.random() < p for _ in range(noemer)), noemer))
    return uit


def uitspraken(zaad: str, **hoe: float) -> list[Effect]:
    kans, begin = Random(zaad), maanden(ERVOOR + 1)[-1]
    return [effect(loot(kans, **hoe), begin, Richting.MINIMAAL) for _ in range(KEREN)]  # type: ignore[arg-type]


def bereik(keer: int, totaal: int) -> tuple[float, float]:
    """Het bereik van een deel (Wilson)."""
    z, p = 1.96, keer / totaal
    midden, breed = p + z * z / (2 * totaal), z * sqrt(p * (1 - p) / totaal + z * z / (4 * totaal**2))
    return (midden - breed) / (1 + z * z / totaal), (midden + breed) / (1 + z * z / totaal)


def beweert(gevonden: Effect) -> bool:
    """Of er op een van de drie momenten een effect is gemeld."""
    return any(moment.uitspraak is not Uitspraak.TOEVAL for moment in gevonden.momenten)


@pytest.mark.parametrize("spreiding", [1.0, 3.0])
def test_zonder_verandering_meldt_de_toets_zelden_een_effect(spreiding: float) -> None:
    """Over drie momenten samen hoogstens 1 op de 20; ook de bovenkant van het bereik blijft daaronder."""
    keer = sum(map(beweert, uitspraken(f"niets {spreiding}", spreiding=spreiding)))
    assert bereik(keer, KEREN)[1] <= LOOS_ALARM


def test_ook_als_maanden_op_elkaar_lijken_is_loos_alarm_niet_hoger_dan_beloofd() -> None:
    keer = sum(map(beweert, uitspraken("samenhang", samenhang=0.3)))
    assert bereik(keer, KEREN)[0] <= LOOS_ALARM


def test_een_seizoen_is_geen_effect() -> None:
    """Elk voorjaar beter en elk najaar slechter: de toets vergelijkt dezelfde maanden."""
    keer = sum(map(beweert, uitspraken("seizoen", seizoen=0.2)))
    assert bereik(keer, KEREN)[1] <= LOOS_ALARM


@pytest.mark.parametrize("moment", [0, 2])
def test_een_echt_effect_wordt_zo_vaak_gevonden_als_de_toets_zegt(moment: int) -> None:
    """Het verschil dat de toets ‘vindbaar’ noemt, vindt zij minstens 8 van de 10 keer."""
    vindbaar = sorted(gevonden.momenten[moment].vindbaar for gevonden in uitspraken("hoe groot"))[KEREN // 2]
    keer = sum(g.momenten[moment].uitspraak is Uitspraak.BETER for g in uitspraken("effect", sprong=vindbaar))
    assert bereik(keer, KEREN)[1] >= TREFKANS
    assert bereik(keer, KEREN)[0] >= TREFKANS - 0.05


def test_een_verslechtering_heet_geen_verbetering() -> None:
    gevonden = uitspraken("slechter", sprong=-0.25)
    assert sum(g.uitspraak is Uitspraak.SLECHTER for g in gevonden) >= 0.95 * KEREN
    assert not any(g.uitspraak is Uitspraak.BETER for g in gevonden)


def test_een_plan_na_een_slechte_periode_krijgt_geen_effect_cadeau() -> None:
    """Een plan begint als de norm gemist is: na vier slechte maanden gaat het vanzelf weer gewoon."""
    kans, keer, gedaan = Random("na een slechte tijd"), 0, 0
    while gedaan < KEREN:
        reeks = loot(kans)
        slecht = reeks[ERVOOR - 4 : ERVOOR]
        if sum(m.som for m in slecht) >= 0.6 * sum(m.aantal for m in slecht):
            continue
        gedaan += 1
        keer += beweert(effect(reeks, reeks[ERVOOR].maand, Richting.MINIMAAL))
    assert bereik(keer, KEREN)[1] <= LOOS_ALARM + 0.01
