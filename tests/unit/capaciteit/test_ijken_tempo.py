"""Volgen, reageren en vakantie: aan een rij weken is te zien of een team meer doet als er meer ligt, en anders niet."""

import numpy as np
import pytest

from zicht.capaciteit.ijken.bezetting import MEESTE_REACTIE, Tempo, Weekreeks, ijk_tempo
from zicht.capaciteit.ijken.regressie import lineair, poisson

WEKEN, GEWOON, INSTROOM = 260, 40.0, 90.0


def weken(zaad: int, reactie: float, vakantie: float = 0.0) -> Weekreeks:
    """Weken van een team dat per verdubbeling van de rij dit deel meer begint, en in een vakantieweek dit deel erbij of eraf."""
    rng = np.random.default_rng(zaad)
    vrij = (np.arange(WEKEN) % 13 == 0).astype(np.float64)
    rij, instroom, gestart = np.zeros(WEKEN), rng.poisson(INSTROOM, WEKEN).astype(np.float64), np.zeros(WEKEN)
    ligt = GEWOON
    for nr in range(WEKEN):
        rij[nr] = ligt
        kan = INSTROOM * (1 + reactie * np.log2((ligt + 1) / (GEWOON + 1))) * (1 + vakantie * vrij[nr])
        gestart[nr] = min(max(round(kan + rng.normal(0, 3)), 0), ligt + instroom[nr])
        ligt += instroom[nr] - gestart[nr]
    werkdagen = np.full(WEKEN, 5.0) - (np.arange(WEKEN) % 17 == 3)
    return Weekreeks(gestart / 5, rij, vrij, werkdagen, instroom, gestart)


@pytest.mark.parametrize("zaad", range(1, 6))
def test_een_team_dat_reageert_wordt_herkend(zaad: int):
    tempo = ijk_tempo(weken(zaad, 0.2), 52)
    assert tempo.rijeffect.zeker
    assert (
        abs(tempo.rijeffect.waarde - 0.2) < 4 * tempo.rijeffect.fout + 0.05
    )  # tegen het halfjaar eromheen is de maat iets anders
    assert 0.1 < tempo.reactie <= MEESTE_REACTIE
    assert tempo.met_rij > 26
    assert 15 < tempo.rij < 90


def test_een_team_met_vaste_uren_reageert_niet():
    """Vijf organisaties zonder reactie: hooguit een ervan lijkt er bij toeval een te hebben, en dan een kleine."""
    gevonden = [ijk_tempo(weken(zaad, 0.0), 52).reactie for zaad in range(1, 6)]
    assert sum(reactie > 0 for reactie in gevonden) <= 1
    assert max(gevonden) < 0.1


def test_minder_werk_in_de_vakantie_wordt_gemeten():
    tempo = ijk_tempo(weken(1, 0.2, vakantie=-0.15), 52)
    assert tempo.vakantie.zeker
    assert abs(tempo.vakantie.waarde + 0.15) < 4 * tempo.vakantie.fout
    assert not ijk_tempo(weken(1, 0.2), 52).vakantie.zeker


def test_een_korte_reeks_zegt_niets_over_reageren():
    kort = weken(1, 0.2)
    kort = Weekreeks(*(getattr(kort, naam)[:20] for naam in kort.__dataclass_fields__))
    assert ijk_tempo(kort, 20).reactie == 0.0
    assert ijk_tempo(Weekreeks(*(np.zeros(0) for _ in range(6))), 52) == Tempo(0.0, 0, 0, 0.0)


def test_poissonregressie_vindt_de_gewichten_terug():
    rng = np.random.default_rng(7)
    x = np.column_stack([np.ones(4000), rng.normal(size=4000), rng.integers(0, 2, 4000)])
    waar = np.array([0.5, 0.3, -0.6])
    pas = poisson(x, rng.poisson(np.exp(x @ waar)).astype(np.float64))
    fout = np.sqrt(np.diag(pas.samenhang))
    assert np.all(np.abs(pas.gewichten - waar) < 4 * fout)
    assert np.all(fout < 0.05)


def test_de_fout_rekent_mee_dat_weken_op_elkaar_lijken():
    rng = np.random.default_rng(3)
    ruis = np.convolve(rng.normal(size=420), np.ones(8))[8:408]
    kenmerk = np.convolve(rng.normal(size=420), np.ones(8))[8:408]
    x = np.column_stack([np.ones(400), kenmerk])
    los, samen = lineair(x, ruis, vertragingen=0), lineair(x, ruis, vertragingen=8)
    assert samen.samenhang[1, 1] > 2 * los.samenhang[1, 1]
    assert samen.gewichten == pytest.approx(los.gewichten)
