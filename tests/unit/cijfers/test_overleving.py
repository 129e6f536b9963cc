"""De overlevingskromme, tegen een gedrukt voorbeeld en tegen een tweede, heel andere berekening."""

from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.cijfers.overleving import Waarneming, kromme

# Freireich e.a. (1963), duur van remissie in weken in de groep met 6-MP; het vaste voorbeeld van de leerboeken.
REMISSIE = [
    (6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0), (19, 0), (20, 0),
    (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0),
]  # fmt: skip


def _waarnemingen(paren: list[tuple[int, int]]) -> list[Waarneming]:
    return [Waarneming(dagen, bool(gebeurd)) for dagen, gebeurd in paren]


@pytest.mark.parametrize(
    "week, over, laag, hoog, onder_risico",
    [
        (6, 0.857, 0.620, 0.952, 21),
        (10, 0.753, 0.503, 0.889, 15),
        (16, 0.627, 0.368, 0.805, 11),
        (23, 0.448, 0.188, 0.680, 6),
    ],
)
def test_het_voorbeeld_uit_de_leerboeken(week: int, over: float, laag: float, hoog: float, onder_risico: int) -> None:
    punt = kromme(_waarnemingen(REMISSIE)).op(week)

    assert punt is not None
    assert (punt.over, punt.laag, punt.hoog) == pytest.approx((over, laag, hoog), abs=0.0006)
    assert punt.onder_risico == onder_risico
    assert punt.wel == pytest.approx(1 - over, abs=0.0006)


def test_zonder_gebeurtenis_zonder_gevallen_en_als_alles_gebeurde() -> None:
    stil = kromme([Waarneming(30, gebeurd=False, aantal=5)]).op(20)
    alles = kromme([Waarneming(10, gebeurd=True, aantal=5)]).op(10)

    assert stil is not None
    assert (stil.over, stil.laag, stil.hoog, stil.onder_risico, stil.gebeurd) == (1, None, None, 5, 0)
    assert alles is not None
    assert (alles.over, alles.laag, alles.hoog, alles.gebeurd) == (0, None, None, 5)
    assert kromme([]).op(0) is None
    assert kromme([Waarneming(30, gebeurd=False)]).op(31) is None
    with pytest.raises(ValueError, match="bestaat niet"):
        kromme([Waarneming(-1, gebeurd=True)])


# --------------------------------------------------------------------------------------- een tweede berekening, met breuken


def herverdeeld(paren: list[tuple[int, int]], dag: int) -> Fraction:
    """Efron (1967): wie uit beeld raakt, geeft zijn gewicht aan wie dan nog wordt gevolgd. Geen product, geen risicogroep."""
    rij = sorted(paren, key=lambda paar: (paar[0], -paar[1]))
    gewicht = [Fraction(1, len(rij))] * len(rij)
    for plaats, (_, gebeurd) in enumerate(rij):
        later = len(rij) - plaats - 1
        if not gebeurd and later:
            for n in range(plaats + 1, len(rij)):
                gewicht[n] += gewicht[plaats] / later
            gewicht[plaats] = Fraction(0)
    return 1 - sum(
        (g for g, (dagen, gebeurd) in zip(gewicht, rij, strict=True) if gebeurd and dagen <= dag), Fraction()
    )


def band_van(paren: list[tuple[int, int]], dag: int) -> tuple[float, float]:
    """De band, dag voor dag geteld uit de losse gevallen."""
    som = 0.0
    for d in range(dag + 1):
        n = sum(dagen >= d for dagen, _ in paren)
        e = sum(dagen == d and gebeurd == 1 for dagen, gebeurd in paren)
        som += e / (n * (n - e)) if e and n > e else 0.0
    over = float(herverdeeld(paren, dag))
    midden, breed = log(-log(over)), 1.959963984540054 * sqrt(som) / abs(log(over))
    return exp(-exp(midden + breed)), exp(-exp(midden - breed))


PAREN = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 1)), min_size=1, max_size=40)


@given(PAREN, st.integers(0, 60))
def test_gelijk_aan_de_tweede_berekening(paren: list[tuple[int, int]], dag: int) -> None:
    punt = kromme(_waarnemingen(paren)).op(dag)

    if dag > max(dagen for dagen, _ in paren):
        assert punt is None
        return
    assert punt is not None
    assert punt.over == pytest.approx(float(herverdeeld(paren, dag)), abs=1e-12)
    assert punt.onder_risico == sum(dagen >= dag for dagen, _ in paren)
    assert punt.gebeurd == sum(dagen <= dag and gebeurd == 1 for dagen, gebeurd in paren)
    if 1e-9 < punt.over < 1 - 1e-9:
        assert (punt.laag, punt.hoog) == pytest.approx(band_van(paren, dag), abs=1e-9)


@given(PAREN)
def test_de_kromme_daalt_en_ligt_in_haar_band(paren: list[tuple[int, int]]) -> None:
    gemaakt = kromme(_waarnemingen(paren))
    punten = [punt for dag in range(61) if (punt := gemaakt.op(dag))]

    assert all(een.over >= twee.over and een.onder_risico >= twee.onder_risico for een, twee in pairwise(punten))
    assert all(p.laag <= p.over <= p.hoog for p in punten if p.laag is not None and p.hoog is not None)


@given(PAREN, st.integers(2, 5))
def test_samengetelde_waarnemingen_geven_dezelfde_kromme(paren: list[tuple[int, int]], keer: int) -> None:
    los = kromme(_waarnemingen(paren * keer))
    samen = kromme(Waarneming(dagen, bool(gebeurd), keer) for dagen, gebeurd in paren)

    assert los == samen
