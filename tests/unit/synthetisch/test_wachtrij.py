"""De wachtlijst: wie eerder komt gaat eerder, dringend gaat voor, en de achterstand groeit als het werk stilligt."""

import numpy as np
import pytest

from zicht.synthetisch.kalenderritme import maak_raster
from zicht.synthetisch.toeval import stroom
from zicht.synthetisch.wachtrij import golf, pak_op

RASTER = maak_raster(2023, 2025, "midden")


@pytest.fixture(scope="module")
def instroom() -> tuple[np.ndarray, np.ndarray]:
    rng = stroom(2, "", "")
    dag = np.sort(rng.integers(RASTER.begin, RASTER.begin + 800, 6000))
    return dag, rng.integers(0, 3, 6000)


def test_niemand_wordt_opgepakt_voor_de_melding_er_is(instroom: tuple[np.ndarray, np.ndarray]) -> None:
    dag, urgentie = instroom
    opgepakt = pak_op(RASTER, dag, urgentie, np.full(len(RASTER.jaar), 3.0))
    assert np.all(opgepakt >= dag)
    assert np.array_equal(opgepakt[urgentie == 0], dag[urgentie == 0])


def test_binnen_een_urgentie_gaat_wie_eerder_kwam_voor(instroom: tuple[np.ndarray, np.ndarray]) -> None:
    dag, urgentie = instroom
    opgepakt = pak_op(RASTER, dag, urgentie, np.full(len(RASTER.jaar), 5.0))
    for klasse in range(3):
        assert np.all(np.diff(opgepakt[urgentie == klasse]) >= 0)


def test_gewoon_werk_wordt_alleen_op_werkdagen_opgepakt(instroom: tuple[np.ndarray, np.ndarray]) -> None:
    dag, urgentie = instroom
    opgepakt = pak_op(RASTER, dag, urgentie, np.full(len(RASTER.jaar), 3.0))
    assert RASTER.werkdag[opgepakt[urgentie > 0] - RASTER.begin].all()


def test_een_hoger_streefniveau_geeft_langer_wachten(instroom: tuple[np.ndarray, np.ndarray]) -> None:
    dag, urgentie = instroom
    kort, lang = (pak_op(RASTER, dag, urgentie, np.full(len(RASTER.jaar), niveau)) for niveau in (1.0, 8.0))
    assert (lang - dag).mean() > (kort - dag).mean() + 3


def test_na_een_stilstand_is_er_achterstand_die_weer_verdwijnt(instroom: tuple[np.ndarray, np.ndarray]) -> None:
    dag, urgentie = instroom
    niveau = np.full(len(RASTER.jaar), 2.0)
    dicht = (RASTER.dagen >= RASTER.begin + 400) & (RASTER.dagen < RASTER.begin + 421)
    opgepakt, gewoon = pak_op(RASTER, dag, urgentie, niveau, dicht), pak_op(RASTER, dag, urgentie, niveau)
    laag = urgentie == 2
    tijdens = laag & (dag >= RASTER.begin + 400) & (dag < RASTER.begin + 421)
    later = laag & (dag >= RASTER.begin + 550)
    assert (opgepakt - gewoon)[tijdens].mean() > 7
    assert abs((opgepakt - gewoon)[later].mean()) < 0.5
    assert not dicht[opgepakt[urgentie > 0] - RASTER.begin].any()


def test_het_niveau_verschilt_per_jaar_en_is_laag_rond_de_jaarwisseling() -> None:
    niveau = golf(RASTER, stroom(1, "", ""), 1.0, 4.0)
    zomer = [niveau[(RASTER.jaar == jaar) & (RASTER.maand == 7)].mean() for jaar in (2023, 2024, 2025)]
    winter = niveau[RASTER.maand == 1].mean()
    assert max(zomer) - min(zomer) > 0.5
    assert winter < min(zomer)
