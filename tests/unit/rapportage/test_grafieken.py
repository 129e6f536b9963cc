"""De grafieken van een rapport: assen die iets laten zien, en namen van lijnen die niet over elkaar staan."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest

from zicht.rapportage.cijferlijst import Soort
from zicht.rapportage.grafieken import namen_uiteen, regelkaart_spec, rond, svg
from zicht.rapportage.reeksen import Punt, Reeks
from zicht.rapportage.regelkaart import regelkaart


def reeks(soort: Soort, waarden: list[Fraction], norm: Fraction | None = None) -> Reeks:
    punten = tuple(Punt(f"{2023 + nr // 12}-{nr % 12 + 1:02}", waarde) for nr, waarde in enumerate(waarden))
    return Reeks("x", "X", soort, "maand", punten, regelkaart([float(w) for w in waarden]), norm)


def op_de_as(getekend: str) -> list[int]:
    """De getallen langs de assen, zonder de jaartallen."""
    return [int(getal) for getal in re.findall(r"<text[^>]*>(\d{1,3})</text>", getekend)]


def test_een_rapportcijfer_begint_niet_bij_nul():
    cijfers = reeks(Soort.RAPPORTCIJFER, [Fraction(72, 10), Fraction(75, 10)] * 8, Fraction(7))
    assert (min(op_de_as(svg(regelkaart_spec(cijfers)))), max(op_de_as(svg(regelkaart_spec(cijfers))))) == (5, 10)


def test_een_klein_aandeel_vult_de_grafiek_en_begint_bij_nul():
    as_ = op_de_as(svg(regelkaart_spec(reeks(Soort.AANDEEL, [Fraction(6, 100), Fraction(8, 100)] * 8))))
    assert min(as_) == 0
    assert max(as_) <= 20


def test_een_aandeel_gaat_nooit_boven_de_honderd_procent():
    assert max(op_de_as(svg(regelkaart_spec(reeks(Soort.AANDEEL, [Fraction(99, 100), Fraction(1)] * 8))))) == 100


@pytest.mark.parametrize("top, einde", [(0, 1), (7, 8), (12, 15), (47, 50), (100, 100), (560, 600), (1234, 1500)])
def test_een_as_eindigt_op_een_rond_getal(top: float, einde: float):
    assert rond(top) == einde


@pytest.mark.parametrize("hoogten", [[76, 99, 122, 114], [80, 80, 80], [10, 100], [5, 50, 55, 58], []])
def test_de_namen_van_lijnen_staan_niet_over_elkaar(hoogten: list[float]):
    uit = namen_uiteen(hoogten)
    assert all(b - a >= 12.9 for a, b in pairwise(sorted(uit)))
    assert sorted(range(len(uit)), key=lambda nr: (hoogten[nr], nr)) == sorted(range(len(uit)), key=lambda nr: uit[nr])


def test_namen_die_elkaar_niet_raken_staan_bij_hun_lijn():
    assert namen_uiteen([10, 100]) == [10, 100]
