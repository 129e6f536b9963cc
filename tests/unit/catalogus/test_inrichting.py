"""Elke controle op de inrichting zwijgt bij haar goede voorbeeld en spreekt bij haar foute; de catalogus zelf klopt."""

from datetime import date

import pytest

from zicht.catalogus.inrichting import CONTROLES, van_catalogus
from zicht.core.inrichting import Definitie, Inrichting, gebreken

VANDAAG = date(2026, 11, 29)


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
def test_een_controle_zwijgt_bij_goed_en_spreekt_bij_fout(controle):
    assert controle.goed
    assert controle.fout
    assert [gebrek.zin for goed in controle.goed for gebrek in controle.zoek(goed)] == []
    for fout in controle.fout:
        assert list(controle.zoek(fout)), "het foute voorbeeld valt niet op"


def test_een_fout_voorbeeld_valt_alleen_bij_zijn_eigen_controle_op():
    for controle in CONTROLES:
        for fout in controle.fout:
            assert {een.code for een, _ in gebreken(CONTROLES, fout)} == {controle.code}, controle.code


@pytest.mark.parametrize("regio", ["NHN", "NOG"])
def test_de_catalogus_is_goed_ingericht(regio):
    assert [gebrek.zin for _, gebrek in gebreken(CONTROLES, van_catalogus(VANDAAG, regio, None))] == []


def test_een_waarde_die_niemand_meer_nakijkt_valt_over_drie_jaar_op():
    later = gebreken(CONTROLES, van_catalogus(date(2029, 11, 30), "NHN", None))
    assert {controle.code for controle, _ in later} == {"IN-02"}


def test_wat_hier_niet_te_zien_is_heet_geen_gebrek():
    onbekend = Inrichting(VANDAAG, indicatoren=(Definitie("x", getoetst=None),), feestdagen_tot=2100)
    assert not list(gebreken(CONTROLES, onbekend))
