"""De regio's en gemeenten."""

import re

import pytest

from zicht.core.fouten import AanroepFout
from zicht.synthetisch.regios import kies_regios, lees_regios


def test_er_zijn_25_regios_met_samen_342_gemeenten_met_elk_een_eigen_cbs_code() -> None:
    regios = lees_regios().values()
    codes = [gemeente.code for regio in regios for gemeente in regio.gemeenten]
    assert len(regios) == 25
    assert len(codes) == len(set(codes)) == 342
    assert all(re.fullmatch(r"GM\d{4}", code) for code in codes)


def test_nog_telt_de_22_gemeenten_en_842065_inwoners_van_de_meerjarenbegroting() -> None:
    nog = lees_regios()["NOG"]
    assert len(nog.gemeenten) == 22
    assert nog.inwoners(2023).sum() == 842_065


def test_uitgeest_hoort_bij_noord_holland_noord() -> None:
    assert "Uitgeest" in [gemeente.naam for gemeente in lees_regios()["NHN"].gemeenten]


def test_een_onbekende_regio_wordt_geweigerd_met_wat_er_wel_kan() -> None:
    with pytest.raises(AanroepFout, match="nog, nhn of landelijk, gevonden 'utrecht'"):
        kies_regios("utrecht")
