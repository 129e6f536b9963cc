"""`zicht jaarbeeld`: het jaar op een A4, als HTML en PDF, met dezelfde cijfers als de burap."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from support.burapfeiten import burapfeiten
from zicht.cli import main


@pytest.fixture(scope="module")
def jaarbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("jaarbeeld")
    assert (
        main(["jaarbeeld", str(burapfeiten(tmp_path_factory.mktemp("feiten"))), "--periode", "2025", "--uit", str(uit)])
        == 0
    )
    return uit


def test_de_pdf_is_een_bladzijde_en_getagd(jaarbeeld: Path):
    lezer = pypdf.PdfReader(jaarbeeld / "jaarbeeld.pdf")
    wortel: Any = lezer.trailer["/Root"]
    assert len(lezer.pages) == 1
    assert [round(float(maat)) for maat in lezer.pages[0].mediabox[2:]] == [595, 842]
    assert b"pdfuaid" in wortel["/Metadata"].get_data()


def test_html_en_pdf_tonen_dezelfde_grote_getallen(jaarbeeld: Path):
    html = (jaarbeeld / "jaarbeeld.html").read_text("utf-8")
    pdf = " ".join(pypdf.PdfReader(jaarbeeld / "jaarbeeld.pdf").pages[0].extract_text().split())
    groot = re.findall(r'<p class="groot"><strong>([^<]+)</strong>', html)
    assert len(groot) >= 10
    assert "550" in groot  # meldingen van 2025, op vijf afgerond
    for getal in groot:
        assert " ".join(getal.split()) in pdf


def test_bron_en_peildatum_staan_erbij(jaarbeeld: Path):
    html = (jaarbeeld / "jaarbeeld.html").read_text("utf-8")
    assert "Peildatum 31 december 2025" in html
    assert "vingerafdruk" in html
    assert "<script" not in html


@pytest.mark.browser
def test_axe_vindt_niets_en_gedrukt_blijft_het_een_bladzijde(jaarbeeld: Path, tmp_path: Path, chromium: str):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    from support.browser import FLAGS

    with sync_playwright() as spelen:
        browser = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        blad = browser.new_page()
        blad.goto((jaarbeeld / "jaarbeeld.html").as_uri())
        uitslag = Axe().run(blad)
        blad.pdf(path=str(tmp_path / "druk.pdf"), prefer_css_page_size=True)
        browser.close()
    assert uitslag.violations_count == 0, uitslag.generate_report()
    assert len(pypdf.PdfReader(tmp_path / "druk.pdf").pages) == 1


@pytest.mark.parametrize("periode", ["2025-burap1", "2025-H1", "2025-03"])
def test_een_jaarbeeld_gaat_over_een_heel_jaar(tmp_path: Path, capsys: pytest.CaptureFixture[str], periode: str):
    assert main(["jaarbeeld", str(tmp_path), "--periode", periode, "--uit", str(tmp_path / "uit")]) == 2
    assert "gaat over een kalenderjaar" in capsys.readouterr().err
