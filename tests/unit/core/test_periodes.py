"""Perioden: hoe ze heten, waar ze beginnen en eindigen, en wat een verkeerde naam oplevert."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode, korte_datum, laatste_dag, lange_datum, lees_datum, lees_periode, maandnaam

DAGEN = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    "tekst, begin, eind",
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-burap1", "2025-01-01", "2025-04-30"),
        ("2025-burap2", "2025-01-01", "2025-08-31"),
        ("2025-burap3", "2025-01-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-K1", "2025-01-01", "2025-03-31"),
        ("2025-K3", "2025-07-01", "2025-09-30"),
        ("2025-K4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-01-01/2025-04-30", "2025-01-01", "2025-04-30"),
        ("2025-03-03/2025-03-03", "2025-03-03", "2025-03-03"),
    ],
)
def test_een_periode_begint_en_eindigt_waar_haar_naam_zegt(tekst: str, begin: str, eind: str) -> None:
    periode = lees_periode(tekst)
    assert (periode.begin.isoformat(), periode.eind.isoformat(), periode.code) == (begin, eind, tekst)


@pytest.mark.parametrize(
    "tekst", ["", "2025-burap4", "2025-13", "2025-00", "2025-K5", "2025-H3", "25", "0000", "burap1", "2025-3", "2025 "]
)
def test_een_onbekende_periode_zegt_wat_er_mag(tekst: str) -> None:
    with pytest.raises(AanroepFout, match="Verwacht bijvoorbeeld 2025-burap1"):
        lees_periode(tekst)


@pytest.mark.parametrize(
    "tekst, woorden",
    [
        ("2025-04-30/2025-01-01", "eindigt voor ze begint"),
        ("2025-04-31/2025-05-01", "'2025-04-31' is geen datum"),
        ("1-1-2025/2025-05-01", "jjjj-mm-dd"),
        ("2025-01-01/2025-02-01/2025-03-01", "is geen datum"),
    ],
)
def test_een_onmogelijke_reeks_dagen_wordt_geweigerd(tekst: str, woorden: str) -> None:
    with pytest.raises(AanroepFout, match=woorden):
        lees_periode(tekst)


def test_een_lange_foute_tekst_wordt_afgekapt() -> None:
    with pytest.raises(AanroepFout) as fout:
        lees_periode("x" * 500)
    assert "x" * 80 in fout.value.regels[0]
    assert "x" * 81 not in fout.value.regels[0]


def test_datums_en_maanden_in_woorden() -> None:
    assert lange_datum(date(2025, 3, 3)) == "3 maart 2025"
    assert korte_datum(date(2025, 3, 3)) == "03-03-2025"
    assert [maandnaam(1), maandnaam(12)] == ["januari", "december"]
    assert str(lees_periode("2025-burap1")) == "1 januari 2025 tot en met 30 april 2025"
    assert lees_datum("2024-02-29") == date(2024, 2, 29)
    assert laatste_dag(2024, 2) == date(2024, 2, 29)
    assert laatste_dag(2025, 12) == date(2025, 12, 31)


@given(begin=DAGEN, lengte=st.integers(0, 800), dag=DAGEN)
def test_een_periode_bevat_haar_eerste_en_laatste_dag_en_niets_erbuiten(begin: date, lengte: int, dag: date) -> None:
    periode = Periode(begin, begin + timedelta(days=lengte), "x")
    assert periode.bevat(periode.begin)
    assert periode.bevat(periode.eind)
    assert not periode.bevat(periode.tot)
    assert not periode.bevat(begin - timedelta(days=1))
    assert periode.bevat(dag) == (0 <= (dag - begin).days <= lengte)


@given(begin=DAGEN, lengte=st.integers(0, 800))
def test_de_maanden_dekken_de_periode_precies_een_keer(begin: date, lengte: int) -> None:
    periode = Periode(begin, begin + timedelta(days=lengte), "x")
    maanden = list(periode.maanden())
    assert (maanden[0].begin, maanden[-1].eind) == (periode.begin, periode.eind)
    for eerste, volgende in itertools.pairwise(maanden):
        assert eerste.tot == volgende.begin
        assert volgende.begin.day == 1
    assert all(maand.code == f"{maand.begin:%Y-%m}" == f"{maand.eind:%Y-%m}" for maand in maanden)
