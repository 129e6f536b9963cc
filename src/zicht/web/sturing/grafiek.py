"""Staven als tekening zonder script: vaste SVG, met dezelfde getallen in een tabel eronder."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BREED, RIJ, NAAM, RAND = 720, 30, 300, 8
_LANG = 42


@dataclass(frozen=True, slots=True)
class Staaf:
    """Een balk van onder nul tot boven nul, met wat het is en wat erbij staat."""

    naam: str
    omlaag: Decimal
    omhoog: Decimal
    tekst: str


def staven(titel: str, rijen: Sequence[Staaf]) -> SafeString:
    """Liggende staven om een nullijn; de langste vult de breedte."""
    uiterste = max((max(abs(r.omlaag), abs(r.omhoog)) for r in rijen), default=Decimal(0)) or Decimal(1)
    vlak = Decimal(BREED - NAAM - 2 * RAND)
    nul = NAAM + RAND + vlak / 2
    delen = format_html_join("", "{}", ((_staaf(r, n, nul, vlak / 2 / uiterste),) for n, r in enumerate(rijen)))
    hoog = RIJ * len(rijen) + 2 * RAND
    return format_html(
        '<svg class="staven" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<line class="nullijn" x1="{}" x2="{}" y1="0" y2="{}"/></svg>',
        BREED, hoog, titel, delen, _r(nul), _r(nul), hoog,
    )  # fmt: skip


def _staaf(rij: Staaf, nummer: int, nul: Decimal, schaal: Decimal) -> SafeString:
    y = RAND + nummer * RIJ
    links, rechts = min(rij.omlaag, rij.omhoog, Decimal(0)), max(rij.omlaag, rij.omhoog, Decimal(0))
    naam = rij.naam if len(rij.naam) <= _LANG else f"{rij.naam[: _LANG - 1]}…"
    return format_html(
        '<g><text class="staafnaam" x="{}" y="{}">{}</text>'
        '<rect class="staaf min" x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="staaf plus" x="{}" y="{}" width="{}" height="{}"/></g>',
        NAAM - RAND, y + 19, naam,
        _r(nul + links * schaal), y + 4, _r(-links * schaal), RIJ - 10,
        _r(nul), y + 4, _r(rechts * schaal), RIJ - 10,
    )  # fmt: skip


def _r(getal: Decimal) -> str:
    return f"{getal:.1f}"
