"""De tekeningen van een doorrekening als SVG zonder script en zonder stijl: de klassen kleurt het stijlblad van de bladzijde.

Elke tekening zegt in woorden waar zij over gaat en heeft een tabel ernaast; geen enkele zegt iets alleen met kleur.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import floor, log10

from zicht.core.periodes import maandnaam
from zicht.rapportage import getallen

BREED, HOOG = 360, 190
_LINKS, _RECHTS, _BOVEN, _ONDER = 44, 44, 12, 26
PUNTBREED, PUNTHOOG = 720, 360


@dataclass(frozen=True)
class Lijn:
    """Een maat per week: het midden, en de band waar acht van de tien herhalingen in vallen."""

    midden: Sequence[float | None]
    laag: Sequence[float | None]
    hoog: Sequence[float | None]


@dataclass(frozen=True)
class Schaal:
    """De schaal die alle vakken delen, zodat zij naast elkaar te lezen zijn."""

    dagen: Sequence[date]
    top: float
    procent: bool = False

    def x(self, plaats: int) -> float:
        """Waar een week staat."""
        return round(_LINKS + plaats * (BREED - _LINKS - _RECHTS) / max(len(self.dagen) - 1, 1), 1)

    def y(self, waarde: float) -> float:
        """Hoe hoog een waarde staat."""
        return round(HOOG - _ONDER - waarde / self.top * (HOOG - _ONDER - _BOVEN), 1)

    def tekst(self, waarde: float) -> str:
        """Een waarde langs de as."""
        return getallen.procent(waarde) if self.procent else getallen.getal(waarde)


def schaal(dagen: Sequence[date], lijnen: Sequence[Lijn], *, procent: bool = False) -> Schaal:
    """Een schaal waar alle lijnen op passen, vanaf nul."""
    if procent:
        return Schaal(dagen, 1.0, procent=True)
    top = max((hoog for lijn in lijnen for hoog in lijn.hoog if hoog is not None), default=1.0)
    return Schaal(dagen, max(top, 1.0) * 1.05)


def band(lijn: Lijn, op: Schaal, woorden: str, naast: Lijn | None = None, norm: float | None = None) -> str:
    """Een vak: de band als vlak, het midden als lijn, gestippeld waar het naast ligt, en de norm."""
    delen = [*_raster(op), _vlak(lijn, op)]
    if norm is not None:
        delen.append(f'<line class="norm" x1="{_LINKS}" x2="{BREED - _RECHTS}" y1="{op.y(norm)}" y2="{op.y(norm)}"/>')
    if naast is not None:
        delen.append(f'<polyline class="naast" points="{_punten(naast.midden, op)}"/>')
    delen += [f'<polyline class="midden" points="{_punten(lijn.midden, op)}"/>', *_eind(lijn, op)]
    return _svg("capaciteitkaart", BREED, HOOG, woorden, delen)


def _svg(klasse: str, breed: int, hoog: int, woorden: str, delen: Sequence[str]) -> str:
    return (
        f'<svg class="{klasse}" viewBox="0 0 {breed} {hoog}" role="img" aria-label="{escape(woorden)}">'
        f"{''.join(delen)}</svg>"
    )


def _punten(waarden: Sequence[float | None], op: Schaal) -> str:
    return " ".join(f"{op.x(n)},{op.y(w)}" for n, w in enumerate(waarden) if w is not None)


def _vlak(lijn: Lijn, op: Schaal) -> str:
    boven = [f"{op.x(n)},{op.y(w)}" for n, w in enumerate(lijn.hoog) if w is not None]
    onder = [f"{op.x(n)},{op.y(w)}" for n, w in enumerate(lijn.laag) if w is not None]
    return f'<polygon class="band" points="{" ".join([*boven, *reversed(onder)])}"/>'


def _raster(op: Schaal) -> Iterator[str]:
    for waarde in _stappen(op.top):
        y = op.y(waarde)
        yield f'<line class="raster" x1="{_LINKS}" x2="{BREED - _RECHTS}" y1="{y}" y2="{y}"/>'
        yield f'<text class="as eind" x="{_LINKS - 6}" y="{y + 4}">{op.tekst(waarde)}</text>'
    yield from (_maand(op, plaats) for plaats in _maanden(op.dagen))


def _stappen(top: float) -> list[float]:
    ruw = top / 4
    macht = 10 ** floor(log10(ruw))
    stap = next(macht * keer for keer in (1, 2, 2.5, 5, 10) if macht * keer >= ruw * 0.999)
    return [nummer * stap for nummer in range(floor(top / stap + 1e-9) + 1)]


def _maanden(dagen: Sequence[date]) -> list[int]:
    """De weken waarin een maand begint; bij een lang tijdvak elke derde."""
    begin = [n for n in range(1, len(dagen)) if dagen[n].month != dagen[n - 1].month]
    stap = 1 if len(begin) <= 6 else 3
    return begin[::stap]


def _maand(op: Schaal, plaats: int) -> str:
    naam = maandnaam(op.dagen[plaats].month)[:3]
    return f'<text class="as midden" x="{op.x(plaats)}" y="{HOOG - 8}">{naam}</text>'


def _eind(lijn: Lijn, op: Schaal) -> Iterator[str]:
    """Waar het op uitkomt, als getal naast de lijn."""
    laatste = next((n for n in reversed(range(len(lijn.midden))) if lijn.midden[n] is not None), None)
    if laatste is not None and (waarde := lijn.midden[laatste]) is not None:
        x, y = op.x(laatste), op.y(waarde)
        yield f'<circle class="eindpunt" cx="{x}" cy="{y}" r="3.5"/>'
        yield f'<text class="eindgetal" x="{x + 7}" y="{y + 4}">{op.tekst(waarde)}</text>'


@dataclass(frozen=True, slots=True)
class Punt:
    """Een keuze op de grens: haar letter, wat zij kost, welk deel op tijd is, en of een andere beter is."""

    letter: str
    euro: float
    tijdig: float
    beter: bool  # of er een goedkopere is die minstens zo goed is


def puntenkaart(punten: Sequence[Punt], woorden: str) -> str:
    """Kosten naar rechts, aandeel op tijd omhoog; een keuze die nooit te verkiezen is, is een open rondje."""
    laag, hoog = min(p.euro for p in punten), max(p.euro for p in punten)
    breed = (hoog - laag) or 1.0

    def x(euro: float) -> float:
        return round(64 + (euro - laag) / breed * (PUNTBREED - 64 - 40), 1)

    def y(deel: float) -> float:
        return round(PUNTHOOG - 46 - deel * (PUNTHOOG - 46 - 16), 1)

    delen = [
        f'<line class="raster" x1="64" x2="{PUNTBREED - 40}" y1="{y(d / 4)}" y2="{y(d / 4)}"/>'
        f'<text class="as eind" x="56" y="{y(d / 4) + 4}">{d * 25} %</text>'
        for d in range(5)
    ]
    goed = sorted((p for p in punten if not p.beter), key=lambda p: p.euro)
    delen.append(f'<polyline class="naast" points="{" ".join(f"{x(p.euro)},{y(p.tijdig)}" for p in goed)}"/>')
    delen += [_punt(p, x(p.euro), y(p.tijdig)) for p in punten]
    delen += [
        f'<text class="as {anker}" x="{plek}" y="{PUNTHOOG - 14}">{getallen.euro(bedrag)}</text>'
        for bedrag, plek, anker in ((laag, 64, "begin"), (hoog, PUNTBREED - 40, "eind"))
    ]
    return _svg("capaciteitkaart breed", PUNTBREED, PUNTHOOG, woorden, delen)


def _punt(punt: Punt, x: float, y: float) -> str:
    klasse = "punt open" if punt.beter else "punt"
    return f'<circle class="{klasse}" cx="{x}" cy="{y}" r="6"/><text class="eindgetal" x="{x + 10}" y="{y - 8}">{escape(punt.letter)}</text>'
