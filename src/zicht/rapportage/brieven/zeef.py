"""Wat van een brief op het scherm mag: opmaak, en niets dat een browser uitvoert.

Pandoc laat HTML in de getypte tekst door, ook zonder de uitbreiding raw_html, en maakt van accolades attributen.
"""

from html import escape
from html.parser import HTMLParser

_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i br hr blockquote div span section table thead tbody tr th td "
    "colgroup col caption code pre a".split()
)
_ATTRIBUTEN = frozenset({"class", "id", "colspan", "rowspan", "scope"})
_ADRESSEN = ("https://", "http://", "mailto:")


class _Zeef(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.uit: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            return
        gehouden = "".join(f' {naam}="{escape(waarde or "")}"' for naam, waarde in attrs if _mag(naam, waarde or ""))
        self.uit.append(f"<{tag}{gehouden}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _TAGS:
            self.uit.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.uit.append(escape(data, quote=False))


def _mag(naam: str, waarde: str) -> bool:
    return naam in _ATTRIBUTEN or (naam == "href" and waarde.lower().startswith(_ADRESSEN))


def zeef(html: str) -> str:
    """Dezelfde brief zonder wat een browser kan uitvoeren; de woorden blijven staan."""
    lezer = _Zeef()
    lezer.feed(html)
    lezer.close()
    return "".join(lezer.uit)
