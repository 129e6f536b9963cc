"""Toeval per thema, en trekken zonder loten waar een totaal vastligt."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zicht.synthetisch.toeval import kies, precies, stroom


def test_een_thema_verschuift_een_ander_thema_niet() -> None:
    eerst = stroom(7, "NOG", "klachten").random(5)
    stroom(7, "NOG", "iets nieuws").random(1000)
    assert np.array_equal(eerst, stroom(7, "NOG", "klachten").random(5))


def test_seed_regio_en_thema_geven_elk_een_andere_stroom() -> None:
    stromen = [stroom(1, "NOG", "a"), stroom(2, "NOG", "a"), stroom(1, "NHN", "a"), stroom(1, "NOG", "b")]
    assert len({stroom_.random() for stroom_ in stromen}) == 4


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=6), st.integers(0, 500), st.integers(0, 99))
def test_precies_geeft_elk_aandeel_op_een_na_zijn_deel(aandelen: list[float], aantal: int, seed: int) -> None:
    getrokken = precies(stroom(seed, "", ""), aandelen, aantal)
    keren = np.bincount(getrokken, minlength=len(aandelen))
    assert keren.sum() == aantal
    assert np.all(np.abs(keren - np.array(aandelen) / sum(aandelen) * aantal) < 1)


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 99))
def test_kies_geeft_verschillende_kandidaten_en_nooit_meer_dan_er_zijn(van: int, aantal: int, seed: int) -> None:
    gekozen = kies(stroom(seed, "", ""), np.arange(100, 100 + van), aantal)
    assert len(set(gekozen.tolist())) == len(gekozen) == min(van, aantal)
    assert set(gekozen.tolist()) <= set(range(100, 100 + van))


def test_kies_neemt_zware_kandidaten_vaker() -> None:
    gewicht = np.where(np.arange(1000) < 500, 9.0, 1.0)
    gekozen = kies(stroom(3, "", ""), np.arange(1000), 300, gewicht)
    assert np.mean(gekozen < 500) > 0.8
