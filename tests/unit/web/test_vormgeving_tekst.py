"""Datums in woorden en woorden die een datum zijn."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.catalogus.load import kalender
from zicht.web.vormgeving.tekst import MAANDEN, DatumFout, kort, lang, lees_datum, over_werkdagen

DINSDAG = date(2025, 4, 22)  # na Pasen; vrijdag 18 en maandag 21 april zijn geen werkdag
DATUMS = st.dates(date(1900, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "tekst",
    ["03-10-2024", "3-10-2024", "3/10/2024", "3.10.2024", "3 10 2024", "3 okt 2024", "3 okt. 2024", "3 Oktober  2024",
     "3okt2024", "3-okt-2024", "03102024", "2024-10-03", " 3-10-2024 "],
)  # fmt: skip
def test_een_datum_mag_op_veel_manieren_worden_geschreven(tekst: str):
    assert lees_datum(tekst) == date(2024, 10, 3)


@pytest.mark.parametrize("tekst,maand", [("1 mrt 2024", 3), ("1 sept 2024", 9), ("1 mei 2024", 5), ("1 aug 2024", 8)])
def test_een_afgekorte_maand_wordt_begrepen(tekst: str, maand: int):
    assert lees_datum(tekst).month == maand


@pytest.mark.parametrize(
    "tekst,zin",
    [
        ("3/10/24", "2024 in plaats van 24"),
        ("3-10-87", "1987 in plaats van 87"),
        ("3 okt 09", "2009 in plaats van 09"),
        ("30-02-2024", "bestaat niet"),
        ("32-1-2024", "bestaat niet"),
        ("morgen", "dag-maand-jaar"),
        ("3 ju 2024", "dag-maand-jaar"),
        ("10-2024", "dag-maand-jaar"),
    ],
)
def test_wat_geen_datum_is_zegt_hoe_het_wel_moet(tekst: str, zin: str):
    with pytest.raises(DatumFout, match=zin):
        lees_datum(tekst)


@given(DATUMS)
def test_wat_wij_tonen_lezen_wij_ook(dag: date):
    assert lees_datum(kort(dag)) == lees_datum(lang(dag)) == lees_datum(dag.isoformat()) == dag
    assert lees_datum(f"{dag.day} {MAANDEN[dag.month - 1][:3] if dag.month != 3 else 'mrt'} {dag.year}") == dag


@pytest.mark.parametrize(
    "dag,verwacht",
    [
        (date(2025, 4, 24), "over 2 werkdagen (do 24 april)"),
        (date(2025, 4, 23), "over 1 werkdag (wo 23 april)"),
        (DINSDAG, "vandaag (di 22 april)"),
        (date(2025, 4, 17), "1 werkdag te laat (do 17 april)"),
        (date(2025, 4, 16), "2 werkdagen te laat (wo 16 april)"),
        # 183 maandagen tot en met vrijdagen, min 5 en 29 mei, 9 juni, 25 en 26 december en 1 januari
        (date(2026, 1, 2), "over 177 werkdagen (vr 2 januari 2026)"),
    ],
)
def test_de_afstand_tot_een_datum_staat_in_werkdagen(dag: date, verwacht: str):
    assert over_werkdagen(dag, DINSDAG, kalender()) == verwacht


def test_in_het_weekend_staat_de_afstand_in_gewone_dagen():
    zaterdag = date(2025, 5, 10)
    assert over_werkdagen(date(2025, 5, 11), zaterdag, kalender()) == "over 1 dag (zo 11 mei)"
    assert over_werkdagen(zaterdag, date(2025, 5, 11), kalender()) == "1 dag te laat (za 10 mei)"
