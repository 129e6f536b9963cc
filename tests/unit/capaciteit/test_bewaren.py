"""Een studieverslag wordt bewaard zonder verlies, en gelijke verslagen zijn gelijke bytes."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from support.studieverslag import studieverslag
from zicht.capaciteit.studie.bewaren import als_json, uit_json, vingerafdruk
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.core.fouten import OnleesbaarFout


def test_een_verslag_komt_terug_zoals_het_was() -> None:
    verslag = studieverslag()
    terug = uit_json(Studieverslag, als_json(verslag))
    assert terug == verslag
    assert isinstance(terug.keuzes[0].kosten.euro, Decimal)
    assert als_json(terug) == als_json(verslag)


def test_de_rekentijd_hoort_er_niet_bij_en_al_het_andere_wel() -> None:
    verslag = studieverslag()
    assert als_json(replace(verslag, rekentijd=99.0)) == als_json(verslag)
    anders = replace(verslag, studie=replace(verslag.studie, zaad=8))
    assert vingerafdruk(anders) != vingerafdruk(verslag)


def test_een_bedrag_blijft_op_de_cent() -> None:
    plat = json.loads(als_json(studieverslag()))
    assert plat["keuzes"][0]["kosten"]["mensen"] == "9176.92"


@pytest.mark.parametrize("bytes_", [b"", b"[]", b"{}", b'{"studie": 3}', b"nee", b'{"onbekend": 1}'])
def test_wat_geen_verslag_is_wordt_geweigerd_in_woorden(bytes_: bytes) -> None:
    with pytest.raises(OnleesbaarFout, match="Verwacht een bewaard studieverslag"):
        uit_json(Studieverslag, bytes_)


def test_een_halve_waarde_wordt_niet_stil_gelezen() -> None:
    plat = json.loads(als_json(studieverslag()))
    plat["studie"]["dagen"] = "28"
    with pytest.raises(OnleesbaarFout):
        uit_json(Studieverslag, json.dumps(plat))
