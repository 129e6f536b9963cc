"""Drawings with more than one line: the two views of the same work, and how long until something happened. No script, no style.

A line is told apart by its pattern, not by its colour; a band is a plain grey surface behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

BREED, HOOG = 720, 300
_LINKS, _RECHTS, _BOVEN, _ONDER = 56, 20, 22, 34

Plek = tuple[float, float | None]  # place on the x-axis, value (None is a gap)


@dataclass(frozen=True)
class Lijn:
    """A line; `tweede` is drawn dashed. With `trap` the value holds until the next place."""

    naam: str
    punten: Sequence[Plek]
    tweede: bool = False
    trap: bool = False


@dataclass(frozen=True)
class Band:
    """A surface between a lowest and a highest value."""

    punten: Sequence[tuple[float, float, float]]  # place, lowest, highest
    trap: bool = False


@dataclass(frozen=True)
class Merk:
    """A numbered dotted line: what it says stands under the chart."""

    plek: float
    nummer: int


@dataclass(frozen=True)
class As:
    """The axes: how far they go, what stands at the bottom and on the left."""

    tot: float
    onder: Sequence[tuple[float, str]]
    hoogste: float = 1.0
    links: Sequence[tuple[float, str]] = tuple((deel / 4, f"{25 * deel} %") for deel in range(5))


def tekening(
    titel: str, as_: As, lijnen: Sequence[Lijn], banden: Sequence[Band] = (), merken: Sequence[Merk] = ()
) -> str:
    """The whole drawing as SVG; `titel` says in a sentence what is to be seen."""
    delen = [*_raster(as_), *(_band(band, as_) for band in banden), *_merken(merken, as_)]
    delen += [deel for lijn in lijnen for deel in _lijn(lijn, as_)]
    return f'<svg class="kaart-verloop" viewBox="0 0 {BREED} {HOOG}" role="img" aria-label="{escape(titel)}">{"".join(delen)}</svg>'


def _x(plek: float, as_: As) -> float:
    return round(_LINKS + plek / (as_.tot or 1) * (BREED - _LINKS - _RECHTS), 1)


def _y(waarde: float, as_: As) -> float:
    return round(HOOG - _ONDER - waarde / (as_.hoogste or 1) * (HOOG - _ONDER - _BOVEN), 1)


def _raster(as_: As) -> Iterator[str]:
    for waarde, tekst in as_.links:
        y = _y(waarde, as_)
        yield f'<line class="raster" x1="{_LINKS}" x2="{BREED - _RECHTS}" y1="{y}" y2="{y}"/>'
        yield f'<text class="as eind" x="{_LINKS - 8}" y="{y + 4}">{escape(tekst)}</text>'
    for plek, tekst in as_.onder:
        x = _x(plek, as_)
        yield f'<line class="jaar" x1="{x}" x2="{x}" y1="{HOOG - _ONDER}" y2="{HOOG - _ONDER + 5}"/>'
        yield f'<text class="as midden" x="{x}" y="{HOOG - _ONDER + 22}">{escape(tekst)}</text>'


def _band(band: Band, as_: As) -> str:
    boven = _hoeken([(plek, hoog) for plek, _, hoog in band.punten], trap=band.trap)
    onder = _hoeken([(plek, laag) for plek, laag, _ in band.punten], trap=band.trap)
    hoeken = " ".join(f"{_x(plek, as_)},{_y(waarde, as_)}" for plek, waarde in [*boven, *reversed(onder)])
    return f'<polygon class="band" points="{hoeken}"/>' if len(band.punten) > 1 else ""


def _lijn(lijn: Lijn, as_: As) -> Iterator[str]:
    soort = "lijn tweede" if lijn.tweede else "lijn"
    for bekend, groep in groupby(lijn.punten, key=lambda punt: punt[1] is not None):
        if bekend:
            hoeken = _hoeken([(plek, waarde or 0.0) for plek, waarde in groep], trap=lijn.trap)
            pad = " ".join(f"{_x(plek, as_)},{_y(waarde, as_)}" for plek, waarde in hoeken)
            yield f'<polyline class="{soort}" points="{pad}"/>'


def _hoeken(punten: Sequence[tuple[float, float]], *, trap: bool) -> list[tuple[float, float]]:
    if not trap:
        return list(punten)
    uit: list[tuple[float, float]] = []
    for plek, waarde in punten:
        uit += [(plek, uit[-1][1])] if uit else []
        uit.append((plek, waarde))
    return uit


def _merken(merken: Sequence[Merk], as_: As) -> Iterator[str]:
    for merk in merken:
        x = _x(merk.plek, as_)
        yield f'<line class="kanttekening-lijn" x1="{x}" x2="{x}" y1="{_BOVEN - 6}" y2="{HOOG - _ONDER}"/>'
        yield f'<text class="kanttekening-nummer" x="{x}" y="{_BOVEN - 10}">{merk.nummer}</text>'
