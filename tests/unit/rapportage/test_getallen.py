"""Getallen in een Nederlands rapport."""

from fractions import Fraction

import pytest

from zicht.rapportage.getallen import afgerond, euro, getal, met_teken, procent, punten

VAST = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "waarde,decimalen,tekst",
    [
        (0, 0, "0"), (1234567, 0, "1.234.567"), (Fraction(5, 2), 0, "3"), (-1234.5, 1, "−1.234,5"), (0.05, 1, "0,1"),
        (Fraction(-1, 3), 0, "0"),
    ],
)  # fmt: skip
def test_getallen_hebben_een_punt_bij_duizend_en_een_komma(waarde: float, decimalen: int, tekst: str):
    assert getal(waarde, decimalen) == tekst


def test_een_halve_gaat_van_nul_af():
    assert [str(afgerond(Fraction(n, 2), 0)) for n in (1, 3, 5, -1, -3)] == ["1", "2", "3", "-1", "-2"]


def test_procenten_euro_s_en_punten():
    assert procent(Fraction(11, 18)) == f"61{VAST}%"
    assert procent(Fraction(59, 122), 1) == f"48,4{VAST}%"
    assert punten(Fraction(41, 1000)) == f"4,1{VAST}procentpunt"
    assert punten(Fraction(4, 100)) == f"4{VAST}procentpunt"
    assert euro(-55645) == f"−€{VAST}55.645"
    assert met_teken("5", 5) == "+5"
