"""Elke controle van het werkproces: haar goede voorbeelden zijn in orde, haar foute staan open, met een hele zin."""

from collections import defaultdict
from datetime import date

import pytest

from zicht.catalogus import load
from zicht.catalogus.diensten import DIENSTEN, DOSSIER_SLUITEN
from zicht.core.bronnen import zoek_bron
from zicht.core.reference import Omgeving, evalueer
from zicht.core.regels import Voorbeeld
from zicht.core.voorwaarden import Constante
from zicht.core.werkfeiten import werkrij
from zicht.core.werkproces import Controle, openstaand

VANDAAG = Omgeving(date(2025, 12, 31))
_ALLE = [*(controle for soort in DIENSTEN for controle in soort.controles), *DOSSIER_SLUITEN]
CONTROLES = [controle for plaats, controle in enumerate(_ALLE) if controle not in _ALLE[:plaats]]
GOED = [pytest.param(c, v, id=f"{c.code}-{i}") for c in CONTROLES for i, v in enumerate(c.goed)]
FOUT = [pytest.param(c, v, id=f"{c.code}-{i}") for c in CONTROLES for i, v in enumerate(c.fout)]


def rij(controle: Controle, voorbeeld: Voorbeeld) -> dict[str, Constante | None]:
    """Het voorbeeld als volledige rij; een naam die het werkfeit niet heeft, is een fout."""
    return werkrij(controle.over, **voorbeeld)


@pytest.mark.parametrize("controle, voorbeeld", GOED)
def test_een_goed_voorbeeld_staat_niet_open(controle: Controle, voorbeeld: Voorbeeld) -> None:
    assert openstaand((controle,), rij(controle, voorbeeld), VANDAAG) == ()


@pytest.mark.parametrize("controle, voorbeeld", FOUT)
def test_een_fout_voorbeeld_staat_open_met_een_hele_zin(controle: Controle, voorbeeld: Voorbeeld) -> None:
    [bevinding] = openstaand((controle,), rij(controle, voorbeeld), VANDAAG)
    assert bevinding.regel == controle.code
    assert bevinding.kolom in {veld.naam for veld in controle.over.velden()}
    assert "{" not in bevinding.boodschap
    assert bevinding.boodschap.endswith(".")
    assert bevinding.blokkeert is not controle.te_overrulen


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
def test_een_lege_werkstand_is_nooit_in_orde_als_de_controle_altijd_geldt(controle: Controle) -> None:
    assert evalueer(controle.eis, rij(controle, {}), VANDAAG) is not True


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
def test_een_controle_heeft_een_bron_en_voorbeelden(controle: Controle) -> None:
    assert zoek_bron(load.bronnen(), controle.bron).titel
    assert controle.bron.vindplaats
    assert controle.goed
    assert controle.fout
    assert controle.boodschap.endswith(".")
    assert not controle.titel.endswith(".")


def test_een_code_hoort_bij_een_controle() -> None:
    per_code: dict[str, set[str]] = defaultdict(set)
    for controle in CONTROLES:
        per_code[controle.code].add(controle.titel)
    assert {code: titels for code, titels in per_code.items() if len(titels) > 1} == {}
    assert len(per_code) == len(CONTROLES)


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
def test_een_zin_is_kort(controle: Controle) -> None:
    for zin in controle.boodschap.split(". "):
        assert len(zin.split()) <= 20, zin
