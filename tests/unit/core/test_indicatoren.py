"""Elke soort indicator wordt dezelfde vijf vragen; de telling kiest waar een geval in de tijd bij hoort."""

from dataclasses import replace

import pytest

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.bronnen import Bron
from zicht.core.feiten import Melding
from zicht.core.indicatoren import (
    Aandeel,
    Aantal,
    Eenheid,
    Telling,
    eenheid,
    heeft_twee_tellingen,
    register,
    telregel,
)
from zicht.core.voorwaarden import InPeriode, klokken, velden

KLOKINDICATOR = INDICATOREN["beoordeling-tijdig-na-oppakken"]


def namen(code: str, telling: Telling = Telling.AFGEROND) -> dict[str, list[str]]:
    regel = telregel(INDICATOREN[code], telling)
    return {deel: list(getattr(regel, deel)) for deel in ("periode", "noemer", "bepaalbaar", "open", "teller", "apart")}


def test_een_klok_telt_naar_afronding_zonder_open_vraag() -> None:
    assert namen("beoordeling-tijdig-na-oppakken") == {
        "periode": ["beoordeeld op valt in de periode"],
        "noemer": ["de melding is niet alleen ter registratie"],
        "bepaalbaar": ["het begin van de klok is bekend", "het einde ligt niet voor het begin"],
        "open": [],
        "teller": ["afgerond binnen de termijn"],
        "apart": [],
    }


def test_een_klok_telt_naar_ontvangst_met_een_open_vraag() -> None:
    gevonden = namen("beoordeling-tijdig-na-oppakken", Telling.ONTVANGEN)
    assert gevonden["periode"] == ["de klok begon in de periode"]
    assert gevonden["open"] == ["nog niet afgerond", "de termijn is nog niet verstreken"]
    assert gevonden["teller"] == ["afgerond", "afgerond binnen de termijn"]


def test_wie_geen_twee_tellingen_kent_telt_altijd_naar_afronding() -> None:
    for code, indicator in INDICATOREN.items():
        gelijk = namen(code) == namen(code, Telling.ONTVANGEN)
        assert gelijk is not heeft_twee_tellingen(indicator), code
    assert sum(map(heeft_twee_tellingen, INDICATOREN.values())) == 8


def test_zonder_vastgestelde_termijn_is_er_geen_teller() -> None:
    regel = telregel(INDICATOREN["terugkoppeling-melder-tijdig"], Telling.AFGEROND, heeft_termijn=False)
    assert not regel.teller
    assert regel.bepaalbaar
    assert not klokken(*regel.voorwaarden())


@pytest.mark.parametrize(
    "code, deel, verwacht",
    [
        ("instroom-adviezen", "periode", ["gestart op valt in de periode"]),
        ("klachten-gegrond", "open", ["er is nog geen oordeel"]),
        ("klachten-gegrond", "apart", ["deels_gegrond"]),
        ("tevredenheid-betrokkenen", "bepaalbaar", ["cijfer is bekend"]),
        (
            "overdracht-snelheid",
            "bepaalbaar",
            ["het begin van de duur is bekend", "het einde ligt niet voor het begin"],
        ),
        ("wachtlijst-beoordeling", "periode", []),
        ("wachtlijst-beoordeling", "apart", ["niet_opgepakt", "opgepakt"]),
        ("recidive-na-overdracht", "teller", ["het eerdere dossier sloot na directe overdracht"]),
    ],
)
def test_elke_soort_heeft_de_vragen_die_erbij_horen(code: str, deel: str, verwacht: list[str]) -> None:
    assert namen(code)[deel] == verwacht


def test_voorwaarden_zijn_die_van_alle_vragen_ook_de_aparte() -> None:
    regel = telregel(INDICATOREN["klachten-gegrond"], Telling.AFGEROND)
    assert len(regel.voorwaarden()) == 4
    assert isinstance(regel.voorwaarden()[0], InPeriode)
    assert {veld.naam for veld in velden(*regel.voorwaarden())} == {"ingediend_op", "oordeel"}


def test_een_aandeel_heeft_een_klok_of_een_datum_nodig() -> None:
    assert isinstance(KLOKINDICATOR, Aandeel)
    with pytest.raises(ValueError, match="heeft een klok of een datum nodig"):
        telregel(replace(KLOKINDICATOR, klok=None), Telling.AFGEROND)


def test_eenheden_volgen_uit_de_soort() -> None:
    gevonden = {code: eenheid(indicator) for code, indicator in INDICATOREN.items()}
    assert gevonden["klachten-gegrond"] is Eenheid.AANDEEL
    assert gevonden["tevredenheid-betrokkenen"] is Eenheid.CIJFER
    assert gevonden["overdracht-snelheid"] is Eenheid.DAGEN
    assert gevonden["instroom-meldingen"] is gevonden["wachtlijst-beoordeling"] is Eenheid.AANTAL


def test_een_dubbele_code_is_een_fout_in_de_catalogus() -> None:
    een = Aantal(code="x", titel="X", bron=Bron("a", "b"), telt=Melding, periode_op=Melding.ontvangen_op)
    assert register([een]) == {"x": een}
    with pytest.raises(ValueError, match="twee keer"):
        register([een, een])
