"""De brieven als bestand: dezelfde woorden in Markdown, Word en PDF, en nergens een geheim, ook niet in de kenmerken."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx as worddocument
import pypdf
import pytest

from support.brieven import AAN, BRIEVEN, KOP, OVERDRACHT, UITNODIGING
from zicht.core.bronbescherming import Geheim, Lezer, controleer
from zicht.core.sporen import Soort
from zicht.rapportage.brieven import Afspraak, Brief, Briefbestanden, maak_brief
from zicht.rapportage.brieven.uitvoer import maak_docx, maak_pdf

ALLE = pytest.mark.parametrize("brief", BRIEVEN.values(), ids=list(BRIEVEN))
GEMEEN = '<b>&"#\\{}$*_ [x](y) #let x = 1 | ::: <script>alert(1)</script> @x ~a~ `c`'
GEHEIMEN = [
    Geheim(Soort.NAAM, "Willemijn van der Zijden"),
    Geheim(Soort.TELEFOON, "06 98765432"),
    Geheim(Soort.EMAIL, "w.zijden@bronschool.example"),
    Geheim(Soort.ADRES, "Verzonnenlaan 17b, 9876 ZX Nergenshuizen"),
    Geheim(Soort.ORGANISATIE, "Basisschool De Regenboogvlinder"),
]


def tekst_van_pdf(inhoud: bytes) -> str:
    return "\n".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(inhoud)).pages)


def tekst_van_docx(inhoud: bytes) -> str:
    """De woorden van elk deel van het bestand: ook kop, voet, kenmerken en opmerkingen."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
        delen = [boek.read(naam).decode() for naam in boek.namelist() if naam.endswith((".xml", ".rels"))]
    return "\n".join(re.sub(r"<w:p[ >]", "\n<w:p ", deel) for deel in delen)


def woorden(tekst: str) -> list[str]:
    return re.findall(r"\w+", tekst)


def lees_docx(inhoud: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
        return " ".join(deel for deel in ET.fromstring(boek.read("word/document.xml")).itertext() if deel.strip())


@ALLE
def test_elke_vorm_zegt_hetzelfde(brief: Brief):
    bestanden = maak_brief(brief, [])
    bron = set(woorden(re.sub(r":::.*|\\", "", bestanden.markdown)))
    assert bron - set(woorden(lees_docx(bestanden.docx))) == set()
    assert bron - set(woorden(tekst_van_pdf(bestanden.pdf))) == set()


@ALLE
def test_de_kenmerken_van_het_bestand_zeggen_niets(brief: Brief):
    bestanden = maak_brief(brief, [])
    eigenschappen = worddocument.Document(io.BytesIO(bestanden.docx)).core_properties
    assert (eigenschappen.title, eigenschappen.author) == ("Brief van Veilig Thuis", "Veilig Thuis")
    assert (eigenschappen.subject, eigenschappen.keywords, eigenschappen.comments, eigenschappen.last_modified_by) == (
        "",
        "",
        "",
        "",
    )
    kenmerken = pypdf.PdfReader(io.BytesIO(bestanden.pdf)).metadata
    assert kenmerken is not None
    assert (kenmerken.title, kenmerken.author, kenmerken.subject) == ("Brief van Veilig Thuis", "Veilig Thuis", None)
    assert KOP.kenmerk not in str(dict(kenmerken))


@ALLE
def test_de_pdf_is_toegankelijk_en_nederlands(brief: Brief):
    lezer = pypdf.PdfReader(io.BytesIO(maak_brief(brief, []).pdf))
    wortel = lezer.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert str(wortel["/Lang"]).startswith("nl")
    assert "pdfuaid:part>1<" in wortel["/Metadata"].get_data().decode().replace(" ", "")


@ALLE
def test_dezelfde_brief_geeft_dezelfde_bytes(brief: Brief):
    assert maak_brief(brief, []) == maak_brief(brief, [])


@ALLE
def test_een_schone_brief_blijft_schoon_als_hij_weer_gelezen_wordt(brief: Brief):
    bestanden = maak_brief(brief, GEHEIMEN)
    for tekst in (bestanden.markdown, tekst_van_docx(bestanden.docx), tekst_van_pdf(bestanden.pdf)):
        assert controleer(tekst, GEHEIMEN, Lezer.DIRECT_BETROKKENE) == ()


@pytest.mark.parametrize("geheim", GEHEIMEN, ids=[geheim.soort.value for geheim in GEHEIMEN])
def test_wat_in_markdown_een_geheim_is_is_dat_ook_in_word_en_pdf(geheim: Geheim):
    """Dezelfde plaats die de bewaker in Markdown vindt, vindt hij terug in wat de lezer opent."""
    lang = f"Dit is een lange aanloop naar een gegeven dat over de regel heen kan lopen {geheim.waarde} en verder."
    brief = replace(
        OVERDRACHT,
        afspraken=(*OVERDRACHT.afspraken, Afspraak(lang, geheim.waarde, "nu")),
        veiligheidsvoorwaarden=(lang,),
    )
    open_ = maak_brief(brief, [])
    for tekst in (open_.markdown, lees_docx(open_.docx), tekst_van_pdf(open_.pdf)):
        assert len(controleer(tekst, [geheim], Lezer.OVERDRACHTSPARTIJ)) >= 3


def test_wat_iemand_typt_is_nooit_opmaak():
    brief = replace(
        UITNODIGING, plaats=GEMEEN, tijd="1. punt", duur="\n- streep\n\n# kop", met_wie=(GEMEEN,),
        aan=replace(AAN, naam=GEMEEN, adresregels=("+ plus", ":::", "3) haak", "\\")),
    )  # fmt: skip
    brieven = [
        maak_brief(brief, []),
        maak_brief(replace(OVERDRACHT, afspraken=(Afspraak(GEMEEN, GEMEEN, "- x\n| y |"),)), []),
    ]
    for bestanden in brieven:
        assert "\n# kop" not in bestanden.markdown
        kaal = re.sub(r"\s", "", GEMEEN)  # een lang adres mag in een cel breken op een teken zonder breedte
        assert re.sub(r"\s", "", lees_docx(bestanden.docx)).count(kaal) >= 2
        assert re.sub(r"[\s\u200b]", "", tekst_van_pdf(bestanden.pdf)).count(kaal) >= 2
    assert "- Duur: **\\- streep \\# kop**" in brieven[0].markdown
    koppen = [
        p.text
        for p in worddocument.Document(io.BytesIO(brieven[0].docx)).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert koppen[0] == "Wij willen graag met u praten"
    assert "kop" not in koppen
    for regel in ("+ plus", ":::", "3) haak", "1. punt", "- streep # kop"):
        assert regel in lees_docx(brieven[0].docx)


def test_word_opent_met_de_eigen_stijlen_en_een_tabel_met_kop():
    document = worddocument.Document(io.BytesIO(maak_brief(OVERDRACHT, []).docx))
    stijlen = {alinea.style.name for alinea in document.paragraphs}
    assert {"Afzender", "Gegevens", "Ondertekening"} <= stijlen
    assert [cel.text for cel in document.tables[0].rows[0].cells] == ["Afspraak", "Wie", "Wanneer"]
    assert document.tables[0].style.name == "ZichtTabel"
    assert round(document.sections[0].page_width.cm, 1) == 21.0


def test_een_tekst_met_ruwe_opmaak_van_buiten_wordt_geen_code():
    ruw = "# Kop\n\n<script>alert(1)</script>\n\n```{=typst}\n#panic()\n```\n\n`#panic()`{=typst}\n"
    assert maak_pdf(ruw, KOP.datum, "merk").startswith(b"%PDF")
    assert lees_docx(maak_docx(ruw, KOP.datum, "merk")).count("#panic()") == 2


def test_de_afdruk_van_een_resultaat_toont_geen_inhoud():
    bestanden = maak_brief(OVERDRACHT, [])
    assert isinstance(bestanden, Briefbestanden)
    assert repr(bestanden) == "Briefbestanden()"


def test_pandoc_met_een_fout_bestaat_niet_voor_de_lezer():
    """Ook heel lange invoer komt eruit, zonder een fout van een hulpprogramma."""
    lang = replace(OVERDRACHT, regie="w" * 5000)
    try:
        assert maak_brief(lang, []).pdf
    except subprocess.CalledProcessError:  # pragma: no cover - alleen als het misgaat
        pytest.fail("pandoc kon een lang woord niet aan")
