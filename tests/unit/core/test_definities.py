"""Versies van definities: de keten sluit, en een versie is te vinden op naam en op dag."""

from dataclasses import replace
from datetime import date

import pytest

from zicht.catalogus.definitieversies import VERSIES
from zicht.catalogus.indicatoren.kwaliteit import KLACHTEN_GEGROND
from zicht.catalogus.indicatoren.snelheid import BEOORDELING_TIJDIG_NA_ONTVANGST
from zicht.core.bronnen import Bron
from zicht.core.definities import Definitieversie, geldende, register, zoek_versie
from zicht.core.fouten import AanroepFout

OUD = Definitieversie(
    indicator="x", code="oud", titel="oud", definitie=KLACHTEN_GEGROND, bron=Bron("zicht-keuze", "a"),
    vanaf=date(2019, 1, 1), tot_en_met=date(2021, 12, 31),
)  # fmt: skip
NIEUW = replace(OUD, code="nieuw", titel="nieuw", vanaf=date(2022, 1, 1), tot_en_met=None)
LEZING = replace(OUD, code="lezing", vanaf=None, tot_en_met=None)


def test_de_versies_staan_op_begindag_met_de_lezingen_erna() -> None:
    assert register([LEZING, NIEUW, OUD])["x"] == (OUD, NIEUW, LEZING)


@pytest.mark.parametrize(
    "versies, woorden",
    [
        ([OUD, replace(NIEUW, vanaf=date(2022, 1, 2))], "zit een gat"),
        ([OUD, replace(NIEUW, vanaf=date(2021, 12, 31))], "overlappen"),
        ([replace(OUD, tot_en_met=None), NIEUW], "overlappen"),
        ([OUD], "geen versie die nu geldt"),
        ([LEZING], "geen versie die nu geldt"),
        ([NIEUW, replace(LEZING, code="nieuw")], "heten hetzelfde"),
        ([NIEUW, replace(LEZING, definitie=BEOORDELING_TIJDIG_NA_ONTVANGST)], "tellen niet allemaal hetzelfde"),
    ],
)  # fmt: skip
def test_een_keten_die_niet_klopt_wordt_geweigerd(versies: list[Definitieversie], woorden: str) -> None:
    with pytest.raises(ValueError, match=woorden):
        register(versies)


def test_op_een_dag_geldt_precies_een_versie() -> None:
    keten = register([OUD, NIEUW, LEZING])["x"]
    assert geldende(keten, date(2018, 12, 31)) is None
    assert geldende(keten, date(2021, 12, 31)) is OUD
    assert geldende(keten, date(2022, 1, 1)) is NIEUW


def test_een_versie_is_te_vinden_op_naam_en_op_dag() -> None:
    keten = register([OUD, NIEUW, LEZING])["x"]
    assert zoek_versie(keten, "lezing") is LEZING
    assert zoek_versie(keten, "2020-06-01") is OUD
    for onbekend in ("2018-01-01", "bestaat-niet"):
        with pytest.raises(AanroepFout, match="Kies uit: oud, nieuw, lezing, of een dag"):
            zoek_versie(keten, onbekend)


def test_de_definitie_van_de_cijfers_is_in_elke_keten_de_laatste_die_geldt() -> None:
    from zicht.catalogus.indicatoren import INDICATOREN

    for code, versies in VERSIES.items():
        laatste = geldende(versies, date(2030, 1, 1))
        assert laatste is not None
        assert laatste.definitie is INDICATOREN[code]
        assert laatste.kalender is None


def test_elke_versie_heeft_een_bron_een_kalender_en_een_set_die_bestaan() -> None:
    from zicht.catalogus import load

    for versies in VERSIES.values():
        for versie in versies:
            assert load.titel(versie.bron)
            assert versie.bron.vindplaats
            assert versie.kalender is None or load.kalender(versie.kalender)
            assert versie.indicatorset is None or load.indicatorset(versie.indicatorset).nummer(versie.indicator)
            assert versie.termijn is None or versie.termijn in load.termijncodes()
