"""De schrijvers: wat een gebruiker typt is nooit opmaak, en elk rapport is heel."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf

from zicht.rapportage.blokken import (
    Alinea,
    Cel,
    Grafiek,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Rapport,
    Tabel,
    Tekst,
    Uitlijning,
    alinea,
    rij,
    tekst,
)
from zicht.rapportage.docx import docx
from zicht.rapportage.html import html
from zicht.rapportage.pdf import pdf

GEMEEN = '<b>&"#\\{}$*_ [x](y) #let x = 1 <script>alert(1)</script>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
RAPPORT = Rapport(
    titel=GEMEEN,
    ondertitel="Proef",
    kenmerken=(("Periode", GEMEEN),),
    merk=GEMEEN,
    datum="2025-04-30",
    blokken=(
        Kop(2, GEMEEN, "een"),
        Alinea((Tekst(GEMEEN, vet=True, cursief=True), Tekst("180", cijfer="instroom"))),
        alinea(GEMEEN, klein=True),
        Lijst((tekst(GEMEEN), tekst("twee")), genummerd=True),
        Tabel(
            GEMEEN,
            (Kolom("Naam"), Kolom("Aantal", Uitlijning.RECHTS)),
            (rij(GEMEEN, Cel("minder dan 10", grijs=True)),),
            GEMEEN,
        ),
        Grafiek("grafiek", GEMEEN, SVG, GEMEEN),
        Kader(GEMEEN, (alinea(GEMEEN),)),
        Kop(3, "Slot", nieuwe_pagina=True),
    ),
)


def test_in_html_is_alles_tekst():
    pagina = html(RAPPORT)
    assert "<script" not in pagina
    assert pagina.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10
    assert '<span class="cijfer" data-cijfer="instroom">180</span>' in pagina


def test_in_pdf_is_alles_tekst():
    gelezen = "".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf(RAPPORT))).pages)
    assert re.sub(r"\s", "", gelezen).count(re.sub(r"\s", "", GEMEEN)) >= 8


def test_in_word_is_alles_tekst_en_elk_deel_is_goede_xml(tmp_path: Path):
    (tmp_path / "proef.docx").write_bytes(docx(RAPPORT))
    with zipfile.ZipFile(tmp_path / "proef.docx") as boek:
        for naam in boek.namelist():
            if naam.endswith((".xml", ".rels")):
                ET.fromstring(boek.read(naam))
        xml = boek.read("word/document.xml").decode()
        voet = boek.read("word/footerzicht.xml").decode()
    woorden = "".join(ET.fromstring(xml).itertext())
    assert woorden.count(GEMEEN) >= 8
    assert "alert(1)" in voet
    assert 'w:tblStyle w:val="ZichtTabel"' in xml
    assert 'w:w="11906"' in xml


def test_een_rij_van_een_tabel_staat_in_word_op_een_bladzijde(tmp_path: Path):
    (tmp_path / "proef.docx").write_bytes(docx(RAPPORT))
    with zipfile.ZipFile(tmp_path / "proef.docx") as boek:
        rijen = boek.read("word/document.xml").decode().split("<w:tr>")[1:]
    assert rijen
    assert all(rij_.startswith("<w:trPr><w:cantSplit />") for rij_ in rijen)


def test_dezelfde_blokken_geven_dezelfde_bytes():
    assert docx(RAPPORT) == docx(RAPPORT)
    assert pdf(RAPPORT) == pdf(RAPPORT)
