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


@dataclass(frozen=True, slots=True)
class Kolom:
    """Een staande staaf: wat eronder staat, hoe hoog, en wat erboven staat."""

    onder: str
    hoogte: float
    boven: str


@dataclass(frozen=True, slots=True)
class Streep:
    """Een verticale streep op een plek (0 tot 1 over de breedte), met haar naam."""

    plek: float
    naam: str


_HOOG, _ONDER, _BOVEN = 300, 46, 56


def kolommen(titel: str, rijen: Sequence[Kolom], strepen: Sequence[Streep] = ()) -> SafeString:
    """Staande staven naast elkaar, met verticale strepen eroverheen."""
    hoogste = max((rij.hoogte for rij in rijen), default=0) or 1
    breed = (BREED - 2 * RAND) / max(len(rijen), 1)
    vlak = _HOOG - _ONDER - _BOVEN
    staafjes = format_html_join(
        "", "{}", ((_kolom(r, RAND + n * breed, breed, vlak * r.hoogte / hoogste),) for n, r in enumerate(rijen))
    )
    lijnen = format_html_join("", "{}", ((_streep(s, n),) for n, s in enumerate(strepen)))
    bodem = _HOOG - _ONDER
    return format_html(
        '<svg class="staven kolommen" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<line class="nullijn" x1="{}" x2="{}" y1="{}" y2="{}"/>{}</svg>',
        BREED, _HOOG, titel, staafjes, RAND, BREED - RAND, bodem, bodem, lijnen,
    )  # fmt: skip


def _kolom(rij: Kolom, x: float, breed: float, hoog: float) -> SafeString:
    bodem, midden = _HOOG - _ONDER, x + breed / 2
    return format_html(
        '<g><rect class="staaf plus" x="{}" y="{}" width="{}" height="{}"/><text class="kolomnaam" x="{}" y="{}">{}</text>'
        '<text class="kolomnaam" x="{}" y="{}">{}</text></g>',
        f"{x + 2:.1f}", f"{bodem - hoog:.1f}", f"{breed - 4:.1f}", f"{hoog:.1f}", f"{midden:.1f}", bodem + 18, rij.onder,
        f"{midden:.1f}", f"{bodem - hoog - 5:.1f}", rij.boven,
    )  # fmt: skip


def _streep(streep: Streep, nummer: int) -> SafeString:
    x = RAND + min(max(streep.plek, 0), 1) * (BREED - 2 * RAND)
    anker = "start" if streep.plek < 0.5 else "end"
    y = 16 + 18 * nummer
    return format_html(
        '<line class="streep streep-{}" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="kolomnaam {}" x="{}" y="{}">{}</text>',
        nummer, f"{x:.1f}", f"{x:.1f}", y + 4, _HOOG - _ONDER, anker, f"{x + (4 if anker == 'start' else -4):.1f}", y, streep.naam,
    )  # fmt: skip


def _r(getal: Decimal) -> str:
    return f"{getal:.1f}"
