"""The flow chart: everything of the catalogue is on it, nothing overlaps, and the words say what the picture says."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from zicht.catalogus import load
from zicht.catalogus.diensten import diensten
from zicht.core.werkproces import SIGNALEN, Werkproces
from zicht.rapportage.stroomschema import BREED, HOOG, Schema, indeling, stappen, stroomschema

SVG = "{http://www.w3.org/2000/svg}"
DUREN = {code: duur.lengte for code in load.termijncodes() if (duur := load.duur_of_niets(code))}
PROCES = diensten(date(2026, 1, 1))
SCHEMA: Schema = indeling(PROCES, DUREN)
TEKENING = stroomschema(PROCES, DUREN)


def test_every_service_has_one_box_and_signals_come_first() -> None:
    codes = [vak.code for vak in SCHEMA.vakken]
    assert sorted(codes) == sorted({SIGNALEN, *PROCES.per_code})
    assert SCHEMA.vakken[0].x == min(vak.x for vak in SCHEMA.vakken)


def test_no_two_boxes_overlap_and_all_are_inside() -> None:
    for a, b in combinations(SCHEMA.vakken, 2):
        assert abs(a.x - b.x) >= BREED or abs(a.y - b.y) >= HOOG, (a.code, b.code)
    for vak in SCHEMA.vakken:
        assert vak.x >= 0
        assert vak.y >= 0
        assert vak.x + BREED <= SCHEMA.breedte
        assert vak.y + HOOG <= SCHEMA.hoogte


def test_an_arrow_goes_right_and_is_a_step_that_may_be_taken() -> None:
    plaats = {vak.code: vak for vak in SCHEMA.vakken}
    assert len(SCHEMA.pijlen) >= 11
    for van, naar in SCHEMA.pijlen:
        assert plaats[van].x + BREED < plaats[naar].x
        assert van in PROCES.dienst(naar).volgt_op


def test_the_arrows_of_the_flow_chart_of_2019_are_drawn() -> None:
    assert {
        (SIGNALEN, "advies"), (SIGNALEN, "melding"), ("melding", "veiligheidsbeoordeling"),
        ("veiligheidsbeoordeling", "overdracht_na_beoordeling"), ("veiligheidsbeoordeling", "onderzoek"),
        ("veiligheidsbeoordeling", "voorwaarden_en_vervolg"), ("voorwaarden_en_vervolg", "overdracht_na_dienst"),
        ("onderzoek", "overdracht_na_dienst"), ("overdracht_na_dienst", "monitoren"),
    } <= set(SCHEMA.pijlen)  # fmt: skip


def test_regional_services_stand_below_the_band() -> None:
    for vak in SCHEMA.vakken:
        assert (vak.y > SCHEMA.band) == vak.regionaal


def test_the_drawing_has_a_title_and_a_text_alternative_and_no_inline_style() -> None:
    wortel = ET.fromstring(TEKENING)
    assert wortel.get("role") == "img"
    assert [wortel.findtext(f"{SVG}{naam}") for naam in ("title", "desc")] == [
        "Stroomschema Veilig Thuis",
        " ".join(stappen(PROCES, DUREN)),
    ]
    assert "style=" not in TEKENING
    assert len(wortel.findall(f"{SVG}rect")) == len(SCHEMA.vakken) + 1


def test_the_words_fit_in_their_boxes() -> None:
    wortel = ET.fromstring(TEKENING)
    for tekst in wortel.findall(f"{SVG}text"):
        breedte = len(tekst.text or "") * int(tekst.get("font-size", "0")) * 0.58  # Liberation Sans, semi-bold
        assert breedte <= BREED, tekst.text


def test_every_possible_step_stands_in_the_text() -> None:
    regels = dict(zip([SIGNALEN, *PROCES.per_code], stappen(PROCES, DUREN), strict=True))
    for soort in PROCES.diensten:
        for van in soort.volgt_op:
            assert re.search(rf"(tot|,|of):? {re.escape(soort.titel)}", regels[van]), (van, soort.code)


def test_a_title_is_escaped() -> None:
    assert "Voorwaarden &amp;" in TEKENING
    assert '<title id="sv-titel">a &lt; b</title>' in stroomschema(PROCES, DUREN, "a < b")


@pytest.mark.parametrize("regio", [None, "nhn", "nog"])
@pytest.mark.parametrize("jaar", [2015, 2019, 2026])
def test_it_can_be_drawn_for_every_region_and_year(regio: str | None, jaar: int) -> None:
    proces = diensten(date(jaar, 1, 1), regio)
    assert len(indeling(proces, DUREN).vakken) == len(proces.diensten) + 1


def test_a_service_whose_normal_road_is_regional_stands_after_another_road() -> None:
    wegen = {"monitoren": ("huisverbod_uitvoering", "overdracht_na_dienst")}
    anders = tuple(replace(soort, volgt_op=wegen.get(soort.code, soort.volgt_op)) for soort in PROCES.diensten)
    plaats = {vak.code: vak for vak in indeling(Werkproces(anders), DUREN).vakken}
    assert plaats["monitoren"].x > plaats["overdracht_na_dienst"].x


def test_a_service_without_any_road_on_the_chart_is_still_drawn() -> None:
    weg = [soort for soort in PROCES.diensten if soort.code not in ("voorwaarden_en_vervolg", "onderzoek")]
    proces = Werkproces(tuple(weg))
    assert {vak.code for vak in indeling(proces, DUREN).vakken} == {SIGNALEN, *proces.per_code}
