"""Het stuk voor de gemeenten: dezelfde getallen in Word, PDF en HTML, en wat onbekend is blijft onbekend."""

import io
import re
from dataclasses import replace
from functools import cache

import docx as python_docx
import pypdf
import pytest

from zicht.catalogus import begrotingen
from zicht.rapportage.begroting import tabellen, vergelijking
from zicht.rapportage.begroting.papier import bestanden, rapport
from zicht.rapportage.begroting.stuk import Stuk, maak_stuk, uit_catalogus
from zicht.rapportage.begroting.trechterschema import svg, zinnen
from zicht.rapportage.blokken import Grafiek, Tabel

STAPPEN = ["doorrekenen", "Excel", "Word", "PDF", "HTML", "JSON"]
DELEN = ("8.677.500", "8.654.639", "8.051.400", "8.351.700", "69.263", "60,79", "6.506", "250.551", "13 staan nergens",
         "Winterswijk", "Loon stijgt 5,25 procent", "applicatiebeheer", "5.3, kostentabel, Begroot 2025", "6.81")  # fmt: skip


@cache
def stuk(regio: str) -> Stuk:
    return uit_catalogus(regio, None, begrotingen.scenarios(regio))


@cache
def gemaakt(regio: str) -> tuple[dict[str, bytes], list[str]]:
    stappen = list[str]()
    return dict(bestanden(stuk(regio), stappen.append)), stappen


def woorden(tekst: str) -> str:
    """De tekst zonder afbreken en met gewone spaties."""
    return re.sub(r"\s+", " ", tekst.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " "))


@cache
def pdf_tekst(regio: str) -> str:
    lezer = pypdf.PdfReader(io.BytesIO(gemaakt(regio)[0]["begroting.pdf"]))
    return woorden(" ".join(blad.extract_text() for blad in lezer.pages))


@cache
def docx_tekst(regio: str) -> str:
    boek = python_docx.Document(io.BytesIO(gemaakt(regio)[0]["begroting.docx"]))
    cellen = [cel.text for tabel in boek.tables for rij in tabel.rows for cel in rij.cells]
    return woorden(" ".join([*(alinea.text for alinea in boek.paragraphs), *cellen]))


@cache
def html_tekst(regio: str) -> str:
    return woorden(re.sub(r"<[^>]+>", " ", gemaakt(regio)[0]["begroting.html"].decode()))


@pytest.mark.parametrize("lees", [pdf_tekst, docx_tekst, html_tekst])
@pytest.mark.parametrize("deel", DELEN)
def test_elke_vorm_zegt_hetzelfde(lees: object, deel: str) -> None:
    assert deel in lees("nog")  # type: ignore[operator]


def test_wie_kijkt_hoort_bij_welke_stap_het_is() -> None:
    assert gemaakt("nog")[1] == STAPPEN


def test_de_pdf_is_gelabeld_en_nederlands() -> None:
    wortel = pypdf.PdfReader(io.BytesIO(gemaakt("nog")[0]["begroting.pdf"])).trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert str(wortel["/Lang"]).startswith("nl")


def test_de_tekening_heeft_dezelfde_boodschap_in_woorden() -> None:
    tekening = next(blok for blok in rapport(stuk("nog")).blokken if isinstance(blok, Grafiek))
    assert tekening.alternatief == " ".join(zinnen(stuk("nog").model))
    for getal in ("3.250", "2.294", "1.331", "963", "751", "212", "33", "910", "13"):
        assert f">{getal}<" in svg(stuk("nog").model)
        assert getal in tekening.alternatief


def test_wat_nhn_niet_geeft_staat_er_als_niet_bekend() -> None:
    tekst = html_tekst("nhn")
    assert "Hoeveel uur en fte het werk vraagt, is niet te berekenen" in tekst
    assert "De normtijd van 8 kernprestaties is niet bekend" in tekst
    laag = next(rij for rij in vergelijking.scenarios(stuk("nhn")).rijen if rij[0].tekst.endswith("laag"))
    assert [cel.tekst for cel in laag[1:]] == ["niet bekend"] * 4


def test_geen_kop_komt_twee_keer_en_elke_tabel_heeft_rijen() -> None:
    blokken = rapport(stuk("nog")).blokken
    tabellen_ = [blok for blok in blokken if isinstance(blok, Tabel)]
    assert len({tabel.titel for tabel in tabellen_}) == len(tabellen_) >= 10
    assert all(tabel.rijen and all(len(rij) == len(tabel.kolommen) for rij in tabel.rijen) for tabel in tabellen_)


def test_de_taakveldtabel_volgt_het_taakveld_bij_de_post() -> None:
    b = begrotingen.begroting("nog")
    posten = tuple(replace(post, taakveld="0.4" if post.groep.value == "overhead" else "6.81") for post in b.posten)
    tabel = tabellen.taakvelden(maak_stuk(replace(b, posten=posten)))
    assert [(rij[0].tekst, rij[1].tekst, woorden(rij[2].tekst)) for rij in tabel.rijen] == [
        ("6.81", "3", "€ 7.231.400"),
        ("0.4", "7", "€ 1.446.100"),
    ]


def test_de_kerntabel_is_die_van_de_meerjarenbegroting() -> None:
    tabel = tabellen.kernprestaties(stuk("nog"))
    assert [kolom.titel for kolom in tabel.kolommen[3:6]] == ["Realisatie 2023", "Begroot 2024", "Begroot 2025"]
    onderzoek = next(rij for rij in tabel.rijen if rij[1].tekst == "Onderzoek")
    assert [cel.tekst for cel in onderzoek] == ["7", "Onderzoek", "casussen", "162", "223", "212", "40", "8.480"]


def test_de_bijdragen_in_een_scenario_zijn_samen_het_totaal() -> None:
    hoog = replace(stuk("nog"), scenarios=tuple(s for s in begrotingen.scenarios("nog") if s.code == "hoog"))
    tabel = vergelijking.bijdragen(hoog)
    assert tabel is not None
    assert [woorden(cel.tekst) for cel in tabel.rijen[-1]] == [
        "Samen",
        "100 %",
        "€ 8.677.500",
        "€ 10.269.096",
        "+€ 1.591.596",
    ]
