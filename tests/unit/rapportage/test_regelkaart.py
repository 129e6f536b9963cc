"""De regelkaart: grenzen met de hand na te rekenen, en het aangekondigde loos alarm."""

import random

import pytest

from zicht.rapportage.regelkaart import LOOS_ALARM, MINSTENS, OP_RIJ, regelkaart


def test_de_grenzen_staan_op_2_66_maal_de_gemiddelde_stap():
    kaart = regelkaart([10, 12] * 6)
    assert kaart is not None
    assert kaart.midden == 11
    assert kaart.boven == pytest.approx(11 + 2.66 * 2)
    assert kaart.onder == pytest.approx(11 - 2.66 * 2)
    assert kaart.signalen == ()


def test_te_weinig_punten_geeft_geen_kaart():
    assert regelkaart([1.0] * (MINSTENS - 1)) is None
    assert regelkaart([1.0] * (MINSTENS - 1) + [None] * 5) is None


def test_een_uitschieter_is_een_signaal():
    kaart = regelkaart([10, 16] * 8 + [60])
    assert kaart is not None
    assert [(s.plaats, s.reden) for s in kaart.signalen] == [(16, "boven de bovengrens")]


def test_een_verschuiving_is_een_signaal_vanaf_het_negende_punt():
    kaart = regelkaart([10, 12] * 8 + [13, 14] * 8)
    assert kaart is not None
    assert {s.plaats for s in kaart.signalen} >= {15, 31}
    assert "op rij boven" in kaart.signalen[-1].reden


def test_acht_punten_op_rij_is_nog_geen_signaal():
    kaart = regelkaart([9, 11] * 6 + [11] * (OP_RIJ - 2) + [9, 11] * 6)
    assert kaart is not None
    assert kaart.signalen == ()


def test_een_percentage_komt_niet_boven_de_honderd_of_onder_nul():
    kaart = regelkaart([0.95, 0.2] * 6, hoogste=1.0)
    assert kaart is not None
    assert (kaart.onder, kaart.boven) == (0.0, 1.0)


def test_een_lege_maand_verschuift_de_plaats_van_een_signaal_niet():
    kaart = regelkaart([10, None, *[16, 10] * 8, 60])
    assert kaart is not None
    assert [s.plaats for s in kaart.signalen] == [18]


@pytest.mark.parametrize("maanden", [24, 36, 48])
def test_bij_een_stabiele_reeks_is_er_niet_vaker_loos_alarm_dan_aangekondigd(maanden: int):
    """Van tweeduizend reeksen waarin niets gebeurt, met een toevalsfout van de telling zelf (drie standaardfouten)."""
    toeval = random.Random(20250417)
    proeven = 2000
    loos = 0
    for _ in range(proeven):
        kaart = regelkaart([toeval.gauss(370, 370**0.5) for _ in range(maanden)])
        assert kaart is not None
        loos += any(signaal.plaats >= maanden - 12 for signaal in kaart.signalen)
    marge = 3 * (LOOS_ALARM * (1 - LOOS_ALARM) / proeven) ** 0.5
    assert loos / proeven <= LOOS_ALARM + marge
