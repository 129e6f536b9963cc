"""`zicht burap`: vijf bestanden die hetzelfde zeggen, veilig naar buiten kunnen en dezelfde bytes geven."""

import json
import os
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from support.burapfeiten import burapfeiten
from zicht.cli import main

BESTANDEN = ("burap.html", "burap.docx", "burap.pdf", "burap.xlsx", "burap.json")


def maak(feiten: Path, uit: Path, *extra: str, periode: str = "2025-burap1") -> int:
    return main(["burap", str(feiten), "--periode", periode, "--uit", str(uit), *extra])


def lees(uit: Path) -> dict[str, Any]:
    return json.loads((uit / "burap.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def feiten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return burapfeiten(tmp_path_factory.mktemp("feiten"))


@pytest.fixture(scope="module")
def met_tekst(feiten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dezelfde feiten met duiding en een verbeterplan ernaast."""
    map_ = tmp_path_factory.mktemp("met") / "feiten"
    shutil.copytree(feiten, map_)
    (map_ / "duiding-2025-burap1.md").write_text(
        "# Blok 1\n\nEr kwamen {{instroom-meldingen}} meldingen, ofwel **180**{{= instroom-meldingen}}.\n\n"
        "- Sinds 1 maart 2025 is er een tweede team.\n- Zie [de regiovisie](https://voorbeeld.nl/visie).\n\n"
        "# Blok 4\n\nDe norm van indicator <!-- nagekeken --> een is {{gehaald beoordeling-tijdig-na-ontvangst}}.\n",
        "utf-8",
    )
    (map_ / "verbeterplan.toml").write_text(
        '[[plan]]\nindicator = "onderzoek-tijdig-na-start"\noorzaak = "ziekte in het onderzoeksteam"\n'
        'maatregel = "tijdelijk een extra onderzoeker"\neigenaar = "teamleider"\ndatum = 2025-09-01\n',
        "utf-8",
    )
    return map_


@pytest.fixture(scope="module")
def burap(met_tekst: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """De burap over 2025-burap1; elke test leest, geen test schrijft."""
    uit = tmp_path_factory.mktemp("burap")
    assert maak(met_tekst, uit) == 0
    return uit


# ------------------------------------------------------------------------------------------------------------ bestanden


def test_er_komen_precies_vijf_bestanden(burap: Path):
    assert sorted(pad.name for pad in burap.iterdir()) == sorted(BESTANDEN)


def test_dezelfde_feiten_geven_dezelfde_bytes_en_geen_nieuwe_uitgave(
    met_tekst: Path, burap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Eerst in een nieuwe map, dan nog eens in dezelfde: alle vijf de bestanden zijn gelijk tot op de byte."""
    uit = tmp_path / "nieuw" / "map"
    for _ in range(2):
        assert maak(met_tekst, uit, "--json") == 0
        uitvoer = capsys.readouterr()
        assert [Path(pad).name for pad in json.loads(uitvoer.out)["bestanden"]] == list(BESTANDEN)
        assert "burap: de feiten" in uitvoer.err
        for naam in BESTANDEN:
            assert (uit / naam).read_bytes() == (burap / naam).read_bytes(), naam
    assert len(list(uit.iterdir())) == 5
    assert lees(uit)["uitgave"] == 1


# ------------------------------------------------------------------------------------------------------------------ HTML


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.koppen: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.koppen.append(int(tag[1]))


@pytest.fixture(scope="module")
def pagina(burap: Path) -> _Lezer:
    lezer = _Lezer()
    lezer.feed((burap / "burap.html").read_text("utf-8"))
    return lezer


def test_de_html_heeft_taal_landmarks_en_koppen_op_volgorde(pagina: _Lezer):
    tags = [tag for tag, _ in pagina.tags]
    assert ("html", {"lang": "nl"}) in pagina.tags
    assert all(tags.count(tag) == 1 for tag in ("header", "nav", "main", "footer", "h1"))
    assert pagina.koppen[0] == 1
    assert all(later <= eerder + 1 for eerder, later in zip(pagina.koppen, pagina.koppen[1:], strict=False))


def test_de_html_laadt_niets_van_buiten_en_heeft_geen_script(pagina: _Lezer):
    assert not {"script", "link", "iframe", "img", "object"} & {tag for tag, _ in pagina.tags}
    assert not [kenmerken for _, kenmerken in pagina.tags if any(naam.startswith("on") for naam in kenmerken)]


def test_elke_tabel_heeft_een_bijschrift_en_kopcellen_met_scope(pagina: _Lezer):
    tags = [tag for tag, _ in pagina.tags]
    assert tags.count("table") == tags.count("caption") > 20
    assert all(kenmerken.get("scope") in ("col", "row") for tag, kenmerken in pagina.tags if tag == "th")


def test_elke_grafiek_heeft_een_tekst_en_een_tabel_eronder(burap: Path):
    html = (burap / "burap.html").read_text("utf-8")
    figuren = re.findall(r"<figure>.*?</figure>.*?<(?:table|figure|h2)", html, re.DOTALL)
    assert len(figuren) >= 8
    assert all('role="img" aria-label="Lijngrafiek van ' in figuur and figuur.endswith("<table") for figuur in figuren)


@pytest.mark.browser
def test_axe_vindt_niets_in_de_html(burap: Path, chromium: str):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    from support.browser import FLAGS

    with sync_playwright() as spelen:
        browser = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        blad = browser.new_page()
        blad.goto((burap / "burap.html").as_uri())
        uitslag = Axe().run(blad)
        blad.set_viewport_size({"width": 320, "height": 800})  # WCAG 1.4.10: zonder zijwaarts schuiven
        breedte = blad.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert breedte == 320
    assert uitslag.violations_count == 0, uitslag.generate_report()


# ---------------------------------------------------------------------------------------------------- PDF, Word en Excel


def test_de_pdf_is_getagd_en_noemt_zich_pdf_ua(burap: Path):
    lezer = pypdf.PdfReader(burap / "burap.pdf")
    wortel: Any = lezer.trailer["/Root"]
    assert wortel["/Lang"].startswith("nl")
    assert wortel["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in wortel
    assert b"pdfuaid" in wortel["/Metadata"].get_data()
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Burap Veilig Thuis NHN, Eerste burap: 1 januari 2025 tot en met 30 april 2025"


def test_de_pdf_zegt_hetzelfde_als_de_html(burap: Path):
    tekst = " ".join(" ".join(blad.extract_text() for blad in pypdf.PdfReader(burap / "burap.pdf").pages).split())
    for woorden in ("Samenvatting", "Blok 4. Prestatie-indicatoren", "ziekte in het onderzoeksteam", "de regiovisie"):
        assert woorden in tekst


def test_word_heeft_echte_koppen_tabelkoppen_en_beschreven_plaatjes(burap: Path):
    document = docx.Document(str(burap / "burap.docx"))
    koppen = [
        alinea.text for alinea in document.paragraphs if alinea.style is not None and alinea.style.name == "Heading 1"
    ]
    assert [kop.partition(".")[0] for kop in koppen][:6] == [
        "Samenvatting",
        "Blok 1",
        "Blok 2",
        "Blok 3",
        "Blok 4",
        "Per gemeente",
    ]
    xml = document.element.xml
    assert len(document.tables) > 20
    assert xml.count("<w:tblHeader") >= len(document.tables)
    beschrijvingen = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', xml)
    assert len(beschrijvingen) >= 8
    assert all(woorden.startswith("Lijngrafiek van ") for woorden in beschrijvingen)
    assert document.sections[0].page_width is not None
    assert round(document.sections[0].page_width.mm) == 210


def test_excel_rekent_zelf_en_komt_op_hetzelfde_uit(burap: Path):
    formules = openpyxl.load_workbook(burap / "burap.xlsx")
    waarden = openpyxl.load_workbook(burap / "burap.xlsx", data_only=True)
    assert formules.sheetnames == ["Leeswijzer", "1 Beschrijvend", "2 Financiën", "3 Duiding", "4 Prestatie", "Trend",
                                   "Gemeenten", "Definities"]  # fmt: skip
    blad, cijfers = waarden["4 Prestatie"], lees(burap)["cijfers"]
    for rij in range(4, blad.max_row + 1):
        teller, noemer, uitkomst = (blad.cell(rij, kolom).value for kolom in (3, 4, 5))
        if (
            isinstance(teller, (int, float))
            and isinstance(noemer, (int, float))
            and noemer
            and uitkomst != "te klein aantal"
        ):
            assert uitkomst == pytest.approx(teller / noemer)
            assert str(formules["4 Prestatie"].cell(rij, 5).value).startswith("=IF(")
    assert waarden["1 Beschrijvend"]["B5"].value == cijfers["instroom-meldingen"]["waarde"]


def test_excel_verraadt_geen_verborgen_aantal_in_een_formule_of_waarde(burap: Path):
    boek = openpyxl.load_workbook(burap / "burap.xlsx", data_only=True)
    for blad in ("1 Beschrijvend", "3 Duiding", "Gemeenten"):
        for rij in boek[blad].iter_rows(min_row=4):
            aantallen = [cel.value for cel in rij if cel.number_format == "#,##0" and cel.value is not None]
            assert all(aantal == 0 or (aantal >= 10 and aantal % 5 == 0) for aantal in aantallen)


# ---------------------------------------------------------------------------------------------------------------- cijfers


def exact(feiten: Path, capsys: pytest.CaptureFixture[str], *extra: str) -> dict[str, Any]:
    assert main(["indicatoren", str(feiten), "--periode", "2025-burap1", "--json", *extra]) == 0
    return {
        u["code"] + (f"@{u['gebied']}" if extra else ""): u for u in json.loads(capsys.readouterr().out)["uitslagen"]
    }


def test_elk_aantal_in_json_is_afgerond_of_verborgen(burap: Path):
    gegevens = lees(burap)
    mensen = [c for c in gegevens["cijfers"].values() if c["soort"] in ("aantal", "aandeel", "cijfer")]
    normen = {"normen", "normen-gehaald", "normen-niet-gehaald", "normen-niet-te-bepalen", "gemeenten"}
    for sleutel, cijfer in gegevens["cijfers"].items():
        if (
            cijfer["soort"] == "aantal"
            and cijfer["waarde"] is not None
            and sleutel not in normen
            and "begroting" not in sleutel
        ):
            assert cijfer["waarde"] == 0 or (cijfer["waarde"] >= 10 and cijfer["waarde"] % 5 == 0), sleutel
    for cijfer in mensen:
        for deel in ("teller", "noemer"):
            assert cijfer.get(deel) is None or cijfer[deel] == 0 or (cijfer[deel] >= 10 and cijfer[deel] % 5 == 0)
    assert gegevens["publicatie"] == {"drempel": 10, "afronding": 5}


def test_een_percentage_dat_op_papier_verborgen_is_rekent_het_rekenblad_niet_uit(burap: Path):
    blad = openpyxl.load_workbook(burap / "burap.xlsx", data_only=True)["4 Prestatie"]
    uitkomsten = {str(rij[1]): rij[4] for rij in blad.iter_rows(min_row=4, values_only=True)}
    cijfers = lees(burap)["cijfers"]
    for code, titel in (("klachten-gegrond", "Gegrond verklaarde klachten"),
                        ("onderzoek-tijdig-na-start", "Onderzoek afgerond binnen 10 weken na de start van de dienst")):  # fmt: skip
        assert cijfers[code]["waarde"] is None
        assert uitkomsten[titel] == "te klein aantal"
    assert any(isinstance(uitkomst, float) for uitkomst in uitkomsten.values())


def test_een_kleine_gemeente_heeft_verborgen_cijfers_met_een_reden(burap: Path):
    cijfers = lees(burap)["cijfers"]
    texel = {sleutel: c for sleutel, c in cijfers.items() if sleutel.endswith("@GM0448")}
    verborgen = [c["tekst"] for c in texel.values() if c["waarde"] is None]
    assert "verborgen: minder dan 10" in verborgen
    assert all(tekst for tekst in verborgen)


def test_het_oordeel_is_op_exacte_aantallen_en_de_regio_klopt_met_de_indicatoren(
    feiten: Path, burap: Path, capsys: pytest.CaptureFixture[str]
):
    cijfers = lees(burap)["cijfers"]
    for code, uitslag in exact(feiten, capsys).items():
        gedrukt = cijfers[code]
        if uitslag["eenheid"] == "aantal" and gedrukt["waarde"] is not None:
            assert abs(gedrukt["waarde"] - uitslag["waarde"]) <= 2
        if uitslag["eenheid"] == "aandeel" and gedrukt["waarde"] is not None:
            assert gedrukt["waarde"] == pytest.approx(uitslag["waarde"], abs=0.05)
            assert gedrukt.get("laag", 0) - 1e-6 <= uitslag["waarde"] <= gedrukt.get("hoog", 1) + 1e-6
        if uitslag["norm"] is not None:
            woorden = {"gehaald": "gehaald", "niet_gehaald": "niet gehaald", None: "niet te bepalen"}[
                uitslag["oordeel"]
            ]
            assert cijfers[f"{code}|oordeel"]["tekst"] == woorden


def test_intern_zijn_de_aantallen_exact_en_staat_dat_op_elke_bladzijde(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert maak(feiten, tmp_path, "--intern") == 0
    capsys.readouterr()
    cijfers = lees(tmp_path)["cijfers"]
    for code, uitslag in (exact(feiten, capsys) | exact(feiten, capsys, "--per", "gemeente")).items():
        if uitslag["eenheid"] == "aantal":
            assert cijfers[code]["waarde"] == uitslag["waarde"], code
        if uitslag["teller"] is not None and uitslag["noemer"]:
            assert (cijfers[code]["teller"], cijfers[code]["noemer"]) == (uitslag["teller"], uitslag["noemer"]), code
    for blad in pypdf.PdfReader(tmp_path / "burap.pdf").pages:
        assert "INTERN" in blad.extract_text()


# ------------------------------------------------------------------------------------------------- de tekst van de schrijver


def test_de_duiding_en_het_verbeterplan_staan_in_de_burap(burap: Path):
    html = (burap / "burap.html").read_text("utf-8")
    assert "Er kwamen 180 meldingen, ofwel <strong>180</strong>." in html
    assert '<a href="https://voorbeeld.nl/visie">de regiovisie</a>' in html
    assert "is gehaald." in html
    assert "nagekeken" not in html
    assert "tijdelijk een extra onderzoeker" in html
    assert "Plaats voor uw duiding" in html  # bij blok 2 en 3 is nog niets geschreven


def test_een_foute_zin_houdt_de_hele_burap_tegen(feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    map_ = tmp_path / "feiten"
    shutil.copytree(feiten, map_)
    (map_ / "duiding-2025-burap1.md").write_text(
        "# Blok 1\n\nEr kwamen 190{{= instroom-meldingen}} meldingen.\n", "utf-8"
    )
    assert maak(map_, tmp_path / "uit") == 1
    uitvoer = capsys.readouterr()
    assert "duiding-2025-burap1.md, regel 3: verwacht 180, gevonden 190 (instroom-meldingen)." in uitvoer.err
    assert not (tmp_path / "uit").exists()
    assert uitvoer.out == ""


# ------------------------------------------------------------------------------------------------------- momentopname


def leestekst(html: str) -> str:
    """De woorden van het rapport, een blok per regel; zonder tekeningen, en zonder wat met elke definitie verandert."""
    html = html[html.index("<header") : html.index('<h2 id="definities"')]
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    html = re.sub(r"</t[hd]><t[hd]", "</td> | <td", html).replace("</dt><dd>", ": ")
    html = re.sub(r"</(?:p|li|tr|h\d|caption|figcaption|div)>", "\n", html)
    woorden = unescape(re.sub(r"<[^>]+>", "", html)).replace("\N{NO-BREAK SPACE}", " ")
    woorden = re.sub(r"\b[0-9a-f]{12,64}\b", "…", woorden)
    return "\n".join(" ".join(regel.split()) for regel in woorden.splitlines() if regel.strip()) + "\n"


def test_de_burap_leest_zoals_de_vorige_keer(burap: Path):
    """Verandert er iets met opzet: `make snapshots`, en een mens leest het verschil."""
    bestand = Path(__file__).parents[1] / "snapshots" / "burap-2025-burap1.txt"
    gelezen = leestekst((burap / "burap.html").read_text("utf-8"))
    if os.environ.get("ZICHT_SNAPSHOTS") == "schrijf":
        bestand.write_text(gelezen, "utf-8")
    assert gelezen == bestand.read_text("utf-8")
