"""Het keuzeblad als bestanden: twee bladzijden, hetzelfde in elke vorm, en geen getal dat niet in het verslag staat."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from support.keuzeverslag import GEVALLEN, Geval, keuzeverslag
from zicht.capaciteit.studie.uitvoeren import Studieverslag, uit_json
from zicht.core.fouten import BlokkerendeFout
from zicht.core.publicatie import Beleid
from zicht.rapportage.blokken import Alinea, platte_tekst
from zicht.rapportage.keuzeblad.maak import bestanden, op_twee_bladzijden
from zicht.rapportage.keuzeblad.opbouw import keuzestand

BESTANDEN = {"keuzeblad.html", "keuzeblad.docx", "keuzeblad.pdf", "simulatie.json"}


def schrijf(verslag: Studieverslag, uit: Path) -> Path:
    uit.mkdir(exist_ok=True)
    for naam, inhoud in bestanden(verslag, Beleid(), lambda _: None):
        (uit / naam).write_bytes(inhoud)
    return uit


@pytest.fixture(scope="module")
def blad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return schrijf(keuzeverslag(), tmp_path_factory.mktemp("keuzeblad"))


# ------------------------------------------------------------------------------------------------------------ bestanden


def test_er_komen_vier_bestanden_met_steeds_dezelfde_bytes(blad: Path, tmp_path: Path) -> None:
    assert {pad.name for pad in blad.iterdir()} == BESTANDEN
    nog_eens = schrijf(keuzeverslag(), tmp_path)
    assert all((blad / naam).read_bytes() == (nog_eens / naam).read_bytes() for naam in BESTANDEN)


def test_het_verslag_komt_terug_als_hetzelfde_verslag(blad: Path) -> None:
    assert uit_json(Studieverslag, (blad / "simulatie.json").read_bytes()) == keuzeverslag()


def test_de_pdf_is_precies_twee_bladzijden_a4_en_getagd(blad: Path) -> None:
    lezer = pypdf.PdfReader(blad / "keuzeblad.pdf")
    wortel: Any = lezer.trailer["/Root"]
    assert len(lezer.pages) == 2
    assert [round(float(maat)) for maat in lezer.pages[0].mediabox[2:]] == [595, 842]
    assert wortel["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in wortel
    assert b"pdfuaid" in wortel["/Metadata"].get_data()


LANG = "Een keuze met een titel van veel woorden, zoals een bestuur die soms kiest omdat alles gezegd moet worden"


@pytest.mark.parametrize(
    "gevallen",
    [GEVALLEN[:1], GEVALLEN[:2], (*GEVALLEN, Geval("zes", "Nog een keuze", 900.0, 0.2, "12.50", "1491250.00")),
     (GEVALLEN[0], *(replace(geval, titel=LANG) for geval in GEVALLEN[1:3]))],
    ids=["alleen niets doen", "een keuze", "zes keuzes", "lange titels"],
)  # fmt: skip
def test_ook_met_minder_meer_of_langere_keuzes_blijft_het_twee_bladzijden(gevallen: tuple[Geval, ...]) -> None:
    stuk = op_twee_bladzijden(keuzestand(keuzeverslag(gevallen), Beleid()))
    assert len(pypdf.PdfReader(io.BytesIO(stuk.pdf)).pages) == 2


def test_wat_niet_past_wordt_geweigerd_en_niet_afgeknipt() -> None:
    veel = tuple(replace(geval, titel=" ".join([LANG] * 5)) for geval in GEVALLEN)
    with pytest.raises(BlokkerendeFout, match="past niet op 2 bladzijden"):
        op_twee_bladzijden(keuzestand(keuzeverslag(veel), Beleid()))


def test_aannames_die_niet_passen_staan_geteld_op_het_blad() -> None:
    verslag = keuzeverslag()
    veel = replace(verslag, aannames=verslag.aannames * 5)
    stuk = op_twee_bladzijden(keuzestand(veel, Beleid()))
    woorden = " ".join(platte_tekst(blok.delen) for blok in stuk.rapport.blokken if isinstance(blok, Alinea))
    assert re.search(r"En verder\. Nog \d+ aannames staan in simulatie\.json", woorden)


def test_word_heeft_echte_koppen_tabelkoppen_en_een_beschreven_plaatje(blad: Path) -> None:
    document = docx.Document(str(blad / "keuzeblad.docx"))
    koppen = [a.text for a in document.paragraphs if a.style is not None and a.style.name == "Heading 1"]
    assert koppen == ["De vraag", "Het antwoord in het kort", "Door het jaar en op tijd", "Wat kan tegenvallen",
                      "Hoe zeker is dit?", "Waar wij van uitgaan"]  # fmt: skip
    xml = document.element.xml
    assert xml.count("<w:tblHeader") >= len(document.tables) == 4  # kenmerken en drie tabellen
    (beschrijving,) = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', xml)
    assert "B. Vier maanden 2 fte inhuur: 141 (99–183)" in unescape(beschrijving)


# ------------------------------------------------------------------------------------- elk getal is een getal van het verslag


def getallen_van(verslag: Studieverslag, json_: str) -> set[str]:
    """Alles wat het blad aan getallen mag tonen, uit het bewaarde verslag en niet uit de code van het blad."""
    mag = {vorm for getal in _getallen(_op_momenten(json.loads(json_))) for vorm in _vormen(getal)}
    eind = [int(_rond(Decimal(str(keuze.reeks("wacht_beoordeling").midden[-1])))) for keuze in verslag.alle]
    mag |= {_nederlands(Decimal(abs(een - eind[0]))) for een in eind}  # verschil met niets doen
    mag.add(_nederlands(Decimal(5 * round(verslag.wacht_vandaag / 5))))  # geteld, dus op vijf afgerond
    return mag | {"1", "8", "10", "19", "20"}  # acht van de tien keer, een van de tien, een van de twintig


def _op_momenten(deel: Any) -> Any:
    """Het verslag zonder de weken die niet op het blad staan: alleen elk kwart van het jaar, en niet de gemeenten."""
    match deel:
        case {"maat": "wacht_beoordeling", "over": "", "midden": midden, "laag": laag, "hoog": hoog}:
            return [reeks[12::13] for reeks in (midden, laag, hoog)]
        case dict():
            return {naam: _op_momenten(binnen) for naam, binnen in deel.items()}  # pyright: ignore[reportUnknownVariableType]
        case list():
            return [_op_momenten(binnen) for binnen in deel]  # pyright: ignore[reportUnknownVariableType]
        case _:
            return deel


def _getallen(deel: Any) -> Iterator[Decimal]:
    match deel:
        case dict() | list():
            for binnen in deel.values() if isinstance(deel, dict) else deel:  # pyright: ignore[reportUnknownVariableType]
                yield from _getallen(binnen)
        case bool() | None:
            return
        case str() if re.fullmatch(r"-?\d+(\.\d+)?", deel):
            yield Decimal(deel)
        case int() | float():
            yield Decimal(str(deel))
        case _:
            return


def _rond(getal: Decimal, stap: str = "1") -> Decimal:
    return getal.quantize(Decimal(stap), ROUND_HALF_UP)


def _vormen(getal: Decimal) -> Iterator[str]:
    """Heel, op een decimaal (fte), als percentage, en als kans op tienden."""
    yield _nederlands(_rond(abs(getal)))
    yield _nederlands(_rond(abs(getal), "0.1"))
    if 0 <= getal <= 1:
        yield _nederlands(_rond(getal * 100))
        yield _nederlands(_rond(getal * 10))


def _nederlands(getal: Decimal) -> str:
    return f"{getal:,}".replace(",", "x").replace(".", ",").replace("x", ".")


def _teksten(deel: Any) -> Iterator[str]:
    if isinstance(deel, str):
        yield deel
    for binnen in deel.values() if isinstance(deel, dict) else deel if isinstance(deel, list) else ():  # pyright: ignore[reportUnknownVariableType]
        yield from _teksten(binnen)


MAANDEN = "jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec"


def gedrukt(tekst: str, json_: str) -> list[str]:
    """De getallen in een tekst, zonder datums, nummers van indicatoren, en wat woordelijk uit het verslag komt."""
    woordelijk = sorted({deel.lower() for deel in _teksten(json.loads(json_))}, key=len, reverse=True)
    tekst = " ".join(tekst.replace("\N{SOFT HYPHEN}", "").lower().split())
    for woorden in (w for w in woordelijk if re.search(r"\d", w) and not re.fullmatch(r"-?[\d.]+", w)):
        tekst = tekst.replace(woorden, " ").replace(woorden[:12], " ")
    tekst = re.sub(rf"\b\d{{1,2}}[ -](?:(?:{MAANDEN})\w*|\d\d)(?:[ -]\d{{4}})?\b", " ", tekst)
    tekst = re.sub(r"\b[123][ab]\b|bladzijde \d van \d|simulatie\.json|verslag [0-9a-f]{12}", " ", tekst)
    return re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", tekst)


def pdftekst(pad: Path) -> str:
    return " ".join(bladzij.extract_text() for bladzij in pypdf.PdfReader(pad).pages)


def htmltekst(pad: Path) -> str:
    zonder = re.sub(r"<style>.*?</style>|<svg.*?</svg>", " ", pad.read_text("utf-8"), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:span|strong)[^>]*>", "", zonder)))


def docxtekst(pad: Path) -> str:
    document = docx.Document(str(pad))
    cellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
    return " ".join([*(alinea.text for alinea in document.paragraphs), *cellen])


@pytest.mark.parametrize("naam, lees", [("keuzeblad.html", htmltekst), ("keuzeblad.docx", docxtekst)])
def test_elk_gedrukt_getal_staat_in_het_verslag(blad: Path, naam: str, lees: Any) -> None:
    json_ = (blad / "simulatie.json").read_text("utf-8")
    mag = getallen_van(keuzeverslag(), json_)
    gevonden = gedrukt(lees(blad / naam), json_)
    assert len(gevonden) > 150
    assert [getal for getal in gevonden if getal not in mag] == []
    assert len(mag) < 500, "een ruime verzameling zou elk getal toestaan"


def test_een_getal_dat_niet_in_het_verslag_staat_valt_op(blad: Path) -> None:
    json_ = (blad / "simulatie.json").read_text("utf-8")
    tekst = htmltekst(blad / "keuzeblad.html").replace("269 meldingen", "271 meldingen")
    mag = getallen_van(keuzeverslag(), json_)
    assert [getal for getal in gedrukt(tekst, json_) if getal not in mag] == ["271"]


def test_pdf_en_html_tonen_dezelfde_getallen(blad: Path) -> None:
    def getallen(tekst: str) -> set[str]:
        return set(re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", tekst))

    in_pdf = getallen(pdftekst(blad / "keuzeblad.pdf"))
    assert getallen(htmltekst(blad / "keuzeblad.html")) - in_pdf == set()


def test_zaad_herhalingen_terugtoets_en_vingerafdrukken_staan_erop(blad: Path) -> None:
    tekst = " ".join(htmltekst(blad / "keuzeblad.html").split())
    assert "zaad 7 · herhalingen 1.000 · feiten abababababab · model cdcdcdcdcdcd · begroting efefefefefef" in tekst
    assert "Dan had dit model na een jaar 161 wachtende meldingen verwacht" in tekst
    assert "Het werden er 145." in tekst  # 147 geteld, afgerond zoals in de burap
    assert not re.search(r"\b147 meldingen|er 147\b", tekst)
    assert "Per gemeente zijn de aantallen te klein" in tekst


# -------------------------------------------------------------------------------------------------------------- in de browser


@pytest.mark.browser
def test_axe_vindt_niets_en_gedrukt_is_het_ook_twee_bladzijden(blad: Path, tmp_path: Path, chromium: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    from support.browser import FLAGS

    with sync_playwright() as spelen:
        browser = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        pagina = browser.new_page()
        pagina.goto((blad / "keuzeblad.html").as_uri())
        uitslag = Axe().run(pagina)
        pagina.pdf(path=str(tmp_path / "druk.pdf"), prefer_css_page_size=True)
        browser.close()
    assert uitslag.violations_count == 0, uitslag.generate_report()
    assert len(pypdf.PdfReader(tmp_path / "druk.pdf").pages) == 2
