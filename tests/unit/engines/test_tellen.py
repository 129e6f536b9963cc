"""Counting on a handful of rows: what is counted, where, and which cases come back."""

from datetime import date
from decimal import Decimal

import pytest

from support.brede import Brede, maak_breed
from support.maak import dienst, klacht, melding, met_dossiers, tevredenheid
from support.spec import regel_van
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.duiding import VORMEN_VAN_GEWELD, WACHTLIJST_LEEFTIJD
from zicht.core.feiten import Klacht, Melding, Overdracht, Tevredenheid
from zicht.core.indicatoren import Antwoord, Gemiddelde, Telling
from zicht.core.periodes import lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.engines.duckdb import DuckDB
from zicht.engines.sql import Venster
from zicht.engines.tellen import Teltaak, gevallen, tel, verdeel

VENSTER = Venster(date(2025, 4, 30), lees_periode("2025-burap1"))
KLACHTEN = INDICATOREN["klachten-gegrond"]
TEVREDEN = INDICATOREN["tevredenheid-betrokkenen"]


@pytest.fixture(scope="module")
def brede() -> Brede:
    tabellen = {
        "klacht": [
            klacht("K1", "2025-02-03", "gegrond", afgehandeld_op="2025-03-03"),
            klacht("K2", "2025-02-03", "deels_gegrond", afgehandeld_op="2025-03-03", gemeente="GM0400"),
            klacht("K3", "2025-02-03", gemeente=None),
            klacht("K4", "2024-02-03", "gegrond", afgehandeld_op="2024-03-03"),
        ],
        "tevredenheid": [tevredenheid("T1", "2025-02-03", 7.5), tevredenheid("T2", "2025-02-03", 7.5),
                         tevredenheid("T3", "2025-02-03", 9, gemeente="GM0400")],
        "melding": [
            melding("M1", "2025-04-29", aard=["psychisch_geweld", "anders_onveilig"], ter_registratie="nee"),
            melding("M2", "2025-04-16", aard=["onbekend"]),
            melding("X", "2025-01-06", "2025-01-10", overgedragen_op="2025-01-13", dossier_id="D-X"),
        ],
        "dienst": [dienst("X", dossier_id="D-X", afgerond_op="2025-03-03", overgedragen_op="2025-03-04")],
    }  # fmt: skip
    return maak_breed(met_dossiers(tabellen))


def taak(code: str) -> Teltaak:
    indicator = INDICATOREN[code]
    van = indicator.van if isinstance(indicator, Gemiddelde) else None
    return Teltaak(code, regel_van(indicator, Telling.AFGEROND), van)


def test_counts_come_per_area_also_for_rows_without_one(brede: Brede) -> None:
    counted = tel(DuckDB(brede.verbinding), Klacht, [taak(KLACHTEN.code)], VENSTER, "gemeente")[KLACHTEN.code]
    assert counted == {
        "GM0361": Tellingen(1, 1, 0, 0, {"deels_gegrond": 0}, {}),
        "GM0400": Tellingen(1, 0, 0, 0, {"deels_gegrond": 1}, {}),
        None: Tellingen(0, 0, 0, 1, {"deels_gegrond": 0}, {}),
    }
    per_region = tel(DuckDB(brede.verbinding), Klacht, [taak(KLACHTEN.code)], VENSTER, "regio")[KLACHTEN.code]
    assert per_region == {"NHN": Tellingen(2, 1, 0, 1, {"deels_gegrond": 1}, {})}


def test_values_are_tabulated_exactly(brede: Brede) -> None:
    counted = tel(DuckDB(brede.verbinding), Tevredenheid, [taak(TEVREDEN.code)], VENSTER, "gemeente")[TEVREDEN.code]
    assert counted["GM0361"].verdeling == {Decimal("7.5"): 2}
    assert counted["GM0400"].verdeling == {Decimal(9): 1}


def test_several_tasks_share_one_answer_and_none_is_an_empty_one(brede: Brede) -> None:
    codes = ("beoordelingen-uitgevoerd", "instroom-meldingen", "wachtlijst-beoordeling")
    counted = tel(DuckDB(brede.verbinding), Melding, [taak(code) for code in codes], VENSTER, "regio")
    assert {code: counted[code]["NHN"].noemer for code in codes} == dict(zip(codes, (1, 3, 2), strict=True))
    nobody = Venster(date(2024, 1, 1), lees_periode("2023"))
    assert tel(DuckDB(brede.verbinding), Melding, [taak(codes[0])], nobody, "regio") == {codes[0]: {}}


def test_a_breakdown_has_a_total_and_a_number_per_group(brede: Brede) -> None:
    motor = DuckDB(brede.verbinding)
    per_groep = verdeel(motor, VORMEN_VAN_GEWELD, VENSTER, "regio")["NHN"]
    namen = ["totaal", *(groep.code for groep in VORMEN_VAN_GEWELD.groepen)]
    gevuld = {naam: aantal for naam, aantal in zip(namen, per_groep, strict=True) if aantal}
    assert gevuld == {"totaal": 3, "psychisch_geweld": 1, "anders_onveilig": 1, "niet_ingevuld": 2}
    assert verdeel(motor, WACHTLIJST_LEEFTIJD, VENSTER, "regio")["NHN"] == (2, 1, 1, 0, 0, 0)


def test_the_cases_are_those_in_the_picture_in_the_order_of_their_key(brede: Brede) -> None:
    rows = gevallen(DuckDB(brede.verbinding), Klacht, taak(KLACHTEN.code).regel, VENSTER, sleutel="klacht_id")
    assert [(row["klacht_id"], Antwoord(row["antwoord"])) for row in rows] == [
        ("K1", Antwoord.TELLER), ("K2", Antwoord.NOEMER), ("K3", Antwoord.NOG_OPEN),
    ]  # fmt: skip
    assert rows[0]["teller: het oordeel is gegrond"] is True
    assert rows[0]["oordeel"] == "gegrond"


def test_one_case_comes_back_also_when_it_does_not_count(brede: Brede) -> None:
    motor, regel = DuckDB(brede.verbinding), taak(KLACHTEN.code).regel
    [row] = gevallen(motor, Klacht, regel, VENSTER, "K4", sleutel="klacht_id")
    assert row["antwoord"] == Antwoord.TELT_NIET
    assert row["periode: ingediend op valt in de periode"] is False
    assert gevallen(motor, Klacht, regel, VENSTER, "K4'; DROP TABLE feit_klacht; --", sleutel="klacht_id") == []
    assert brede.rijen(Klacht)


def test_a_report_and_a_service_with_the_same_id_are_two_cases(brede: Brede) -> None:
    regel = regel_van(INDICATOREN["overdracht-snelheid"], Telling.AFGEROND)
    motor = DuckDB(brede.verbinding)
    rows = gevallen(motor, Overdracht, regel, VENSTER, "X", sleutel="overdracht_id", toon=("herkomst",))
    assert {row["herkomst"] for row in rows} == {"melding", "dienst"}
