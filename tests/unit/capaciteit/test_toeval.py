"""Toeval dat je kunt opzoeken: gelijk in Python en in de kern, en gedeeld tussen modellen."""

from dataclasses import replace
from math import exp, log
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.doorstroom import een_post, exponentieel
from zicht.capaciteit import toeval
from zicht.capaciteit.kern.tafels import maak_tafels

kansen = st.floats(1e-12, 1 - 1e-12)


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**33), kansen, st.floats(0, 500))
@settings(max_examples=50)
def test_python_en_kern_geven_dezelfde_bits(zaad: int, nummer: int, u: float, verwacht: float) -> None:
    from zicht.capaciteit.kern import getallen

    sleutel = np.uint64(zaad)
    assert int(getallen.verder(sleutel, nummer)) == toeval.verder(zaad, nummer)
    assert getallen.deel(sleutel, nummer) == toeval.deel(zaad, nummer)
    assert getallen.ln(u) == toeval.ln(u)
    assert getallen.e_macht(-verwacht) == toeval.e_macht(-verwacht)
    assert getallen.normaal(u) == toeval.normaal(u)
    assert getallen.weekfactor(u, 0.2) == toeval.weekfactor(u, 0.2)
    assert getallen.poisson(u, verwacht) == toeval.poisson(u, verwacht)


@given(kansen, st.floats(-600, 5))
def test_eigen_functies_kloppen_met_de_bibliotheek(u: float, x: float) -> None:
    assert toeval.ln(u) == pytest.approx(log(u), rel=1e-14, abs=1e-15)
    assert toeval.e_macht(x) == pytest.approx(exp(x), rel=1e-12)
    assert toeval.normaal(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1e-12, abs=1e-13)


@given(kansen, st.floats(0, 300), st.floats(0, 50))
def test_een_hogere_verwachting_geeft_nooit_minder(u: float, verwacht: float, erbij: float) -> None:
    assert toeval.poisson(u, verwacht) <= toeval.poisson(u, verwacht + erbij)


def test_getallen_zijn_gelijk_verdeeld_en_hangen_niet_samen() -> None:
    getallen = np.array([[toeval.deel(toeval.verder(1, zaak), veld) for veld in range(2)] for zaak in range(4000)])
    vakken = np.histogram2d(getallen[:, 0], getallen[:, 1], bins=10, range=((0, 1), (0, 1)))[0]
    chi_kwadraat = float(((vakken - 40) ** 2 / 40).sum())
    assert 50 < chi_kwadraat < 163  # 99 vrijheidsgraden: gemiddeld 99, spreiding 14; viereneenhalf keer de spreiding


def test_meer_instroom_voegt_alleen_meldingen_toe() -> None:
    from zicht.capaciteit.kern.trekken import trek

    weinig = een_post(2.0, 3, exponentieel(1.0), dagen=60, opwarm=0)
    (stroom,) = weinig.stromen
    veel = replace(weinig, stromen=(replace(stroom, per_dag=tuple(1.5 * n for n in stroom.per_dag)),))
    eerst, later = (trek(maak_tafels(model), 1, 0).zaak.tolist() for model in (weinig, veel))
    assert len(eerst) < len(later)
    assert set(eerst) < set(later)


def test_een_stroom_erbij_verandert_de_andere_niet() -> None:
    from zicht.capaciteit.kern.trekken import trek

    een = een_post(2.0, 3, exponentieel(1.0), dagen=60, opwarm=0)
    (stroom,) = een.stromen
    twee = replace(een, stromen=(replace(stroom, code="nieuw"), stroom))
    eerst, later = (trek(maak_tafels(model), 1, 0).zaak.tolist() for model in (een, twee))
    assert set(eerst) < set(later)
