"""Competenties en caseload: wat wacht kan worden gewogen, en elke functie heeft een norm."""

from datetime import date
from decimal import Decimal

import pytest

from zicht.catalogus import competenties, load
from zicht.core.codelijsten import DIENST

DAG = date(2026, 3, 4)


def test_elke_dienst_en_de_beoordeling_is_een_competentie_met_gewicht_en_beginuren():
    codes = {code for code, _ in competenties.COMPETENTIE.codes}
    assert codes == {"beoordeling", *(code for code, _ in DIENST.codes if code != "onbekend")}
    for code in codes:
        assert competenties.gewicht(code, DAG) > 0
        assert competenties.beginuren(code, DAG) > 0


@pytest.mark.parametrize("functie", competenties.FUNCTIES)
def test_elke_functie_heeft_een_norm(functie):
    assert competenties.caseloadnorm(functie, DAG) > 0


def test_de_norm_volgt_uit_de_productieve_uren_en_de_normtijd():
    per_week, vv = Decimal(1312) / 52, Decimal(18) / 10
    assert competenties.caseloadnorm("medewerker_regioteam", DAG) == round(per_week / vv)
    assert competenties.gewicht("onderzoek", DAG) == round(Decimal(40) / 10 / vv * 2) / Decimal(2)
    assert competenties.deel_nieuw(DAG) == Decimal("0.5")
    assert competenties.volle_week(DAG) == 36


def test_er_is_niets_wat_op_een_mens_slaat():
    woorden = " ".join(parameter.naam for parameter in load.parameters().thema("caseload"))
    assert not {"leeftijd", "geslacht", "verzuim", "ziek", "geloof"} & set(woorden.replace("-", " ").split())
