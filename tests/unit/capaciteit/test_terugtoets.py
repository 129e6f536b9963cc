"""De terugtoets: wat het model gezegd had naast wat de indicatoren zeggen, en een fout die eerlijk is."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from unit.capaciteit.conftest import PEILDATUM
from zicht.capaciteit.ijken import IjkFout, Ijking, ijk
from zicht.capaciteit.terugtoets import (
    NIET_OPGEPAKT,
    WACHTLIJST,
    Punt,
    Reeks,
    Terugtoets,
    terugtoets,
    terugtoets_uit_json,
    vergelijk,
)
from zicht.capaciteit.uitkomst import INDICATOREN, KWANTIELEN, Band, Maat, Uitkomst
from zicht.cijfers import Cijfers
from zicht.core.periodes import Periode

DAGEN = 70


def band(midden: float, breedte: float) -> Band:
    """Een band om een midden."""
    return Band(tuple(midden + (kwantiel - 0.5) * breedte for kwantiel in KWANTIELEN), midden, 0.0)


@pytest.fixture(scope="module")
def toen(feiten: Cijfers) -> Ijking:
    """Het model van de peildatum, tien weken vooruit."""
    return ijk(feiten, PEILDATUM, dagen=DAGEN, groepen="regio")


@pytest.fixture(scope="module")
def gezegd(toen: Ijking) -> Uitkomst:
    """Een uitkomst met ronde getallen: overal 40, met een band van 32 tot en met 48."""
    weken = tuple(toen.model.begin + timedelta(days=7 * week + 6) for week in range(DAGEN // 7))
    return Uitkomst(
        herhalingen=10, zaad=1, weekeinde=weken, groepen=("NHN",),
        reeksen={(maat, None): (band(40, 20),) * len(weken) for maat in Maat},
        tijdig={(code, None): band(0.5, 0.2) for code in INDICATOREN}, tijdig_per_week={}, jaar={}, uren={}, bezet={},
        fte={}, boven={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def toets(feiten: Cijfers, toen: Ijking, gezegd: Uitkomst) -> Terugtoets:
    """De toets van die uitkomst."""
    return vergelijk(feiten, toen, gezegd)


def test_wat_het_werd_komt_van_de_indicatoren(feiten: Cijfers, toets: Terugtoets):
    for punt, niet in zip(toets.reeks(WACHTLIJST).punten, toets.reeks(NIET_OPGEPAKT).punten, strict=True):
        dag = Periode(punt.weekeinde, punt.weekeinde, f"{punt.weekeinde}/{punt.weekeinde}")
        uitslag = feiten.uitslagen(dag, codes=[WACHTLIJST]).van(WACHTLIJST)
        assert punt.werkelijk == uitslag.noemer > niet.werkelijk == uitslag.tellingen.apart["niet_opgepakt"]
    eind = toets.tot_en_met
    heel = feiten.uitslagen(Periode(PEILDATUM + timedelta(days=1), eind, f"{PEILDATUM}/{eind}"))
    ontvangen = sum(punt.werkelijk for punt in toets.reeks("instroom-meldingen").punten)
    assert ontvangen == heel.van("instroom-meldingen").noemer
    for aandeel in toets.aandelen:
        uitslag = heel.van(aandeel.code)
        assert (aandeel.noemer, aandeel.werkelijk) == (uitslag.noemer, uitslag.waarde)
    assert {aandeel.code for aandeel in toets.aandelen} == set(INDICATOREN)


def test_de_fout_is_die_van_de_weken():
    punten = [
        Punt(date(2025, 1, 5), 8, 10, 12, 11),
        Punt(date(2025, 1, 12), 8, 10, 12, 16),
        Punt(date(2025, 1, 19), 8, 10, 12, 8),
    ]
    reeks = Reeks("x", "X", tuple(punten))
    assert reeks.ernaast == pytest.approx(3)
    assert reeks.scheef == pytest.approx(-5 / 3)
    assert reeks.binnen == pytest.approx(2 / 3)
    assert reeks.gemiddeld == pytest.approx(35 / 3)


def test_de_zin_noemt_wat_er_gezegd_was_wat_het_werd_en_de_fout(toets: Terugtoets):
    eind = toets.reeks(WACHTLIJST).punten[-1]
    assert toets.zin.startswith(
        "Op 30 juni 2025 had dit model voor 08-09-2025 een wachtlijst van 40 gezegd (tussen 32 en 48); het werd "
    )
    assert f"het werd {eind.werkelijk}." in toets.zin
    jaar = replace(toets, tot_en_met=PEILDATUM + timedelta(days=365))
    assert jaar.zin.startswith("Een jaar geleden (30-06-2025) had dit model")


def test_een_aandeel_zonder_zaken_is_onbekend_en_niet_nul(toets: Terugtoets):
    gewoon = toets.aandelen[0]
    assert gewoon.binnen is not None
    leeg = replace(gewoon, werkelijk=None, noemer=0)
    assert leeg.binnen is None
    assert leeg.ernaast is None


def test_de_toets_komt_heel_terug_uit_json(toets: Terugtoets):
    assert terugtoets_uit_json(json.loads(json.dumps(toets.als_json()))) == toets


def test_een_te_korte_toets_wordt_geweigerd(feiten: Cijfers):
    with pytest.raises(IjkFout, match="minstens 28 dagen voor 31-12-2025"):
        terugtoets(feiten, date(2025, 12, 20))


@pytest.mark.traag
def test_een_model_op_eigen_feiten_voorspelt_de_instroom(feiten: Cijfers):
    """Het hele pad: ijken, spelen, vergelijken. De instroom heeft geen trend en valt dus meestal in de band."""
    toets = terugtoets(feiten, PEILDATUM, dagen=DAGEN, herhalingen=50)
    instroom = toets.reeks("instroom-meldingen")
    assert len(instroom.punten) == 10
    assert instroom.ernaast < 3 * instroom.gemiddeld**0.5
    assert instroom.binnen >= 0.4  # 8 op de 10 verwacht; minder dan 4 van de 10 weken heeft een kans van 1 op 1.000
    assert toets == terugtoets(feiten, PEILDATUM, dagen=DAGEN, herhalingen=50)
