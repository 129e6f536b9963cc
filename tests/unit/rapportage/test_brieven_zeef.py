"""Een brief op het scherm voert niets uit, wat er ook in is getypt."""

import pytest

from zicht.rapportage.brieven.uitvoer import maak_html
from zicht.rapportage.brieven.zeef import zeef

KWAAD = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "hoi <b onclick=alert(1)>x</b> <svg onload=alert(2)>",
    "[klik]{onclick=alert(1)} en [x](javascript:alert(1)) en [y](JaVaScRiPt:alert(1))",
    "# kop {onclick=alert(1) style=color:red}",
    "<iframe src=//kwaad.example></iframe><form action=//kwaad.example><input></form>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<style>*{display:none}</style><base href=//kwaad.example>",
)


@pytest.mark.parametrize("tekst", KWAAD)
def test_wat_een_browser_uitvoert_komt_niet_in_de_brief(tekst: str) -> None:
    html = maak_html(tekst).lower()
    for verboden in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<form",
        "<style",
        "<base",
        "onclick=",
        "style=",
        'href="javascript',
        'href="data',
    ):
        assert verboden not in html


def test_gewone_opmaak_en_woorden_blijven() -> None:
    html = maak_html("# Kop\n\nBeste **mevrouw**, 3 < 4 & [site](https://www.voorbeeld.example).\n\n- een\n- twee\n")
    assert "<h2>Kop</h2>" in html
    assert "<strong>mevrouw</strong>, 3 &lt; 4 &amp;" in html
    assert '<a href="https://www.voorbeeld.example">site</a>' in html
    assert html.count("<li>") == 2


def test_zeven_van_een_gezeefde_brief_verandert_niets() -> None:
    for tekst in KWAAD:
        eens = maak_html(tekst)
        assert zeef(eens) == eens
