"""De codelijsten: gesloten, zonder dubbele, en in de schrijfwijze van de afspraak."""

import re

import pytest

from zicht.core.codelijsten import BEROEPSMATIG, CODELIJSTEN, HOEDANIGHEID, JANEE, ONBEKEND, RECIDIVEROUTE, SLUITROUTE
from zicht.core.voorwaarden import Codelijst


@pytest.mark.parametrize("lijst", CODELIJSTEN.values(), ids=CODELIJSTEN)
def test_elke_code_komt_een_keer_voor_met_een_omschrijving(lijst: Codelijst) -> None:
    codes = [code for code, _ in lijst.codes]
    assert len(set(codes)) == len(codes)
    assert len({titel for _, titel in lijst.codes}) == len(codes)
    for code, titel in lijst.codes:
        assert re.fullmatch(r"[a-z0-9_]+", code)  # een puntkomma zou een lijst met meer codes breken
        assert titel


@pytest.mark.parametrize("lijst", CODELIJSTEN.values(), ids=CODELIJSTEN)
def test_onbekend_mag_overal_en_staat_achteraan(lijst: Codelijst) -> None:
    assert lijst.codes[-1][0] == ONBEKEND


def test_ja_en_nee_zijn_de_enige_antwoorden_naast_onbekend() -> None:
    assert [code for code, _ in JANEE.codes] == ["ja", "nee", "onbekend"]


def test_beroepsmatig_zijn_de_vijftien_melders_met_een_beroep() -> None:
    assert len(BEROEPSMATIG) == 15
    assert {"politie", "huisarts", "beroepsmatig_anders"} <= BEROEPSMATIG
    assert not {"familielid", "niet_beroepsmatig_anders", "vrijwilliger", "direct_betrokkene_jeugdige"} & BEROEPSMATIG
    assert all(code in HOEDANIGHEID for code in BEROEPSMATIG)


def test_elke_recidiveroute_is_een_sluitroute_of_geen() -> None:
    assert {code for code, _ in RECIDIVEROUTE.codes} - {code for code, _ in SLUITROUTE.codes} == {"geen"}
