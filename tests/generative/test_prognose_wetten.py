"""Wetten van de prognose en de waarschuwing, voor willekeurige reeksen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.core.begroting.prognose import Methode, Prognose, voorspel
from zicht.core.begroting.waarschuwing import Oordeel, Regel, Volume, beoordeel

MAAND = st.integers(0, 100_000).map(Decimal)
JAAR = st.lists(MAAND, min_size=12, max_size=12).map(tuple)
EERDER = st.lists(JAAR, max_size=5).map(lambda jaren: {2020 + n: jaar for n, jaar in enumerate(jaren)})
BEGIN = st.lists(MAAND, min_size=1, max_size=12).map(tuple)
BEDRAG = st.integers(1, 10_000_000).map(Decimal)
EEN_DAG = date(2025, 4, 30)


@given(BEGIN, EERDER)
def test_een_prognose_is_nooit_negatief_en_ligt_in_haar_band(
    tot_nu: tuple[Decimal, ...], eerder: dict[int, tuple[Decimal, ...]]
):
    prognose = voorspel(tot_nu, eerder)
    assert prognose.waarde >= 0
    assert 0 <= prognose.gewicht <= 1
    band = prognose.band()
    assert (band is None) == (prognose.fout is None)
    assert band is None or band.laag <= prognose.waarde <= band.hoog


@given(BEGIN, EERDER, st.integers(2, 50).map(Decimal))
def test_in_andere_munt_is_het_dezelfde_prognose(
    tot_nu: tuple[Decimal, ...], eerder: dict[int, tuple[Decimal, ...]], keer: Decimal
):
    gewoon = voorspel(tot_nu, eerder)
    groot = voorspel([m * keer for m in tot_nu], {j: [m * keer for m in jaar] for j, jaar in eerder.items()})
    assert float(groot.waarde) == pytest.approx(float(gewoon.waarde * keer))
    assert (groot.fout is None) == (gewoon.fout is None)
    assert groot.fout is None or float(groot.fout) == pytest.approx(float((gewoon.fout or 0) * keer), abs=1e-6)


@given(JAAR, EERDER)
def test_na_twaalf_maanden_is_het_de_som(jaar: tuple[Decimal, ...], eerder: dict[int, tuple[Decimal, ...]]):
    assert voorspel(jaar, eerder).waarde == sum(jaar)


@given(BEDRAG, BEDRAG, BEDRAG, BEDRAG)
def test_volume_en_prijs_zijn_samen_het_hele_verschil(
    begroot: Decimal, prognose: Decimal, aantal: Decimal, ander: Decimal
):
    regel = Regel("a", "A", begroot, _prognose(prognose, Decimal(0)), Volume(aantal, ander))
    assert regel.volume_effect is not None
    assert regel.prijs_effect is not None
    assert float(regel.volume_effect + regel.prijs_effect) == pytest.approx(float(regel.verschil), abs=1e-6)


@given(BEDRAG, BEDRAG, BEDRAG, st.integers(0, 100_000).map(Decimal))
def test_een_hogere_prognose_geeft_nooit_een_milder_oordeel(
    begroot: Decimal, waarde: Decimal, erbij: Decimal, fout: Decimal
):
    zwaarte = list(Oordeel)
    laag, hoog = (
        beoordeel(EEN_DAG, [Regel("a", "A", begroot, p)], p).oordeel
        for p in (_prognose(waarde, fout), _prognose(waarde + erbij, fout))
    )
    assert zwaarte.index(hoog) >= zwaarte.index(laag)


@given(BEDRAG, BEDRAG, st.integers(0, 100_000).map(Decimal), st.integers(0, 100_000).map(Decimal))
def test_meer_onzekerheid_geeft_nooit_een_strenger_oordeel(
    begroot: Decimal, waarde: Decimal, fout: Decimal, erbij: Decimal
):
    zwaarte = list(Oordeel)
    zeker, vaag = (
        beoordeel(EEN_DAG, [Regel("a", "A", begroot, p)], p).oordeel
        for p in (_prognose(waarde, fout), _prognose(waarde, fout + erbij))
    )
    assert zwaarte.index(vaag) <= zwaarte.index(zeker)


def _prognose(waarde: Decimal, fout: Decimal) -> Prognose:
    return Prognose(waarde, Methode.SEIZOEN, 4, (2024,), fout, 30)
