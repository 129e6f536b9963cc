"""The funnel as SVG: a point per region, the mean, and limits that narrow as a region has more cases."""

from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10

from zicht.rapportage.getallen import getal, procent
from zicht.rapportage.grafieken import ACCENT, GRIJS, INKT, LICHT
from zicht.rapportage.regios.trechter import Punt, Trechter

BREED, HOOG = 640, 300
_LINKS, _RECHTS, _BOVEN, _ONDER = 62, 40, 14, 46
_STAPPEN = 60


class _Vlak:
    """Where a number of cases and a value stand in the drawing."""

    def __init__(self, trechter: Trechter) -> None:
        noemers, waarden = [p.noemer for p in trechter.punten], [p.waarde for p in trechter.punten]
        self.breedst = max(noemers) * 1.05
        kleinst = max(min(noemers) * 0.9, self.breedst / 400)
        self.begin = kleinst
        laag, hoog = min(*waarden, trechter.midden), max(*waarden, trechter.midden)
        rand = (hoog - laag) * 0.35 or 0.05
        self.laag = max(0.0, laag - rand)
        self.hoog = min(1.0, hoog + rand) if trechter.is_aandeel else hoog + rand

    def x(self, noemer: float) -> float:
        return round(_LINKS + noemer / self.breedst * (BREED - _LINKS - _RECHTS), 1)

    def y(self, waarde: float) -> float:
        deel = (min(max(waarde, self.laag), self.hoog) - self.laag) / ((self.hoog - self.laag) or 1)
        return round(HOOG - _ONDER - deel * (HOOG - _ONDER - _BOVEN), 1)


def teken(trechter: Trechter, onder: str) -> str:
    """The whole drawing; `onder` says what the cases on the axis are."""
    vlak = _Vlak(trechter)
    delen = [
        *_assen(trechter, vlak, onder),
        *_grenzen(trechter, vlak),
        *(_punt(trechter, vlak, p) for p in trechter.punten),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="12">{"".join(delen)}</svg>'
    )


def woord(trechter: Trechter, waarde: float) -> str:
    """A value as it is written."""
    return procent(waarde) if trechter.is_aandeel else getal(waarde, 1)


def _assen(trechter: Trechter, vlak: _Vlak, onder: str) -> Iterator[str]:
    rechts, bodem = BREED - _RECHTS, HOOG - _ONDER
    for waarde in _rond(vlak.laag, vlak.hoog):
        y = vlak.y(waarde)
        yield f'<line x1="{_LINKS}" x2="{rechts}" y1="{y}" y2="{y}" stroke="{LICHT}"/>'
        yield f'<text x="{_LINKS - 8}" y="{y + 4}" text-anchor="end" fill="{INKT}">{woord(trechter, waarde)}</text>'
    for noemer in _rond(0, vlak.breedst):
        yield f'<text x="{vlak.x(noemer)}" y="{bodem + 18}" text-anchor="middle" fill="{INKT}">{getal(noemer)}</text>'
    yield f'<text x="{(_LINKS + rechts) / 2}" y="{HOOG - 6}" text-anchor="middle" fill="{INKT}">{escape(onder)}</text>'


def _rond(laag: float, hoog: float) -> list[float]:
    ruw = (hoog - laag) / 4
    macht = 10 ** floor(log10(ruw))
    stap = next(macht * keer for keer in (1, 2, 2.5, 5, 10) if macht * keer >= ruw * 0.999)
    return [nummer * stap for nummer in range(ceil(laag / stap - 1e-9), floor(hoog / stap + 1e-9) + 1)]


def _grenzen(trechter: Trechter, vlak: _Vlak) -> Iterator[str]:
    y = vlak.y(trechter.midden)
    yield f'<line x1="{_LINKS}" x2="{BREED - _RECHTS}" y1="{y}" y2="{y}" stroke="{GRIJS}" stroke-width="1.4"/>'
    plekken = [vlak.begin + (vlak.breedst - vlak.begin) * (stap / _STAPPEN) ** 2 for stap in range(_STAPPEN + 1)]
    for kant in (0, 1):
        hoogtes = [(n, trechter.grenzen(n)[kant]) for n in plekken]
        lijn = " ".join(f"{vlak.x(n)},{vlak.y(waarde)}" for n, waarde in hoogtes if vlak.laag <= waarde <= vlak.hoog)
        yield f'<polyline points="{lijn}" fill="none" stroke="{GRIJS}" stroke-dasharray="5 4"/>'


def _punt(trechter: Trechter, vlak: _Vlak, punt: Punt) -> str:
    """A circle; outside the limits a diamond with the name beside it, so that colour alone says nothing."""
    x, y = vlak.x(punt.noemer), vlak.y(punt.waarde)
    titel = f"<title>{escape(punt.naam)}: {woord(trechter, punt.waarde)}</title>"
    if not trechter.buiten(punt):
        return f'<circle cx="{x}" cy="{y}" r="4" fill="{INKT}">{titel}</circle>'
    hoeken = f"{x},{y - 7} {x + 7},{y} {x},{y + 7} {x - 7},{y}"
    kant, plek = ("end", x - 10) if x > BREED * 0.7 else ("start", x + 10)
    naam = f'<text x="{plek}" y="{y + 4}" text-anchor="{kant}" fill="{INKT}">{escape(punt.naam)}</text>'
    return f'<polygon points="{hoeken}" fill="{ACCENT}">{titel}</polygon>{naam}'
