"""The control chart of the dashboard as SVG: drawn on the server in a millisecond, without script and without style.

Vega (`rapportage.grafieken`) draws the charts of a report and takes a tenth of a second each; a page has several, and
its content policy allows no inline style. So this draws the little it needs itself: classes for the page's stylesheet.
Order of attention: points and their limits, then the norm, then numbers; nothing is said by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from zicht.rapportage.bord.verloop import Punt, Stap, Verloop, met_eenheid
from zicht.rapportage.bord.zin import in_woorden

BREED, HOOG = 720, 300
_LINKS, _RECHTS, _BOVEN, _ONDER = 56, 92, 18, 34
_KLEIN_BREED, _KLEIN_HOOG, _KLEIN_RAND = 160, 36, 5


@dataclass(frozen=True)
class _Vlak:
    """Where a value and a place stand in the drawing."""

    aantal: int
    laag: float
    hoog: float
    links: float = _LINKS
    rechts: float = BREED - _RECHTS
    boven: float = _BOVEN
    onder: float = HOOG - _ONDER

    def x(self, plaats: float) -> float:
        return round(self.links + (plaats + 0.5) * (self.rechts - self.links) / max(self.aantal, 1), 1)

    def y(self, waarde: float) -> float:
        deel = (waarde - self.laag) / ((self.hoog - self.laag) or 1)
        return round(self.onder - deel * (self.onder - self.boven), 1)


def lijnkaart(verloop: Verloop, notities: Sequence[tuple[int, int]] = ()) -> str:
    """The whole chart: grid, limits, norm, line, points; a preliminary point is open, a signal is a diamond.

    `notities` are the place and number of each note that is written out under the chart.
    """
    vlak = _vlak(verloop)
    delen = [*_raster(verloop, vlak), *_jaren(verloop, vlak), *_grenzen(verloop, vlak), *_norm(verloop, vlak)]
    delen += [*_notities(notities, vlak), *_lijnen(verloop.punten, vlak), *_punten(verloop, vlak)]
    return (
        f'<svg class="kaart-verloop" viewBox="0 0 {BREED} {HOOG}" role="img" aria-label="{escape(in_woorden(verloop))}">'
        f"{''.join(delen)}</svg>"
    )


def klein(verloop: Verloop) -> str:
    """The same line, small enough for a row of a table; the row itself tells the numbers."""
    rand = _KLEIN_RAND
    vol = _vlak(verloop)
    vlak = _Vlak(len(verloop.punten), vol.laag, vol.hoog, 0, _KLEIN_BREED, rand, _KLEIN_HOOG - rand)
    delen = [*_norm(verloop, vlak, met_naam=False), *_lijnen(verloop.punten, vlak)]
    laatste = next((n for n in reversed(range(len(verloop.punten))) if verloop.punten[n].waarde is not None), None)
    if laatste is not None:
        delen.append(_rondje(vlak, laatste, verloop.punten[laatste], 3))
    return (
        f'<svg class="kaart-klein" viewBox="0 0 {_KLEIN_BREED} {_KLEIN_HOOG}" aria-hidden="true" focusable="false">'
        f"{''.join(delen)}</svg>"
    )


def _vlak(verloop: Verloop) -> _Vlak:
    """From zero, so that a small change does not look large; shares to 100 % and grades from 5 to 10."""
    if verloop.eenheid == "aandeel":
        return _Vlak(len(verloop.punten), 0, 1)
    waarden = [float(punt.waarde) for punt in verloop.punten if punt.waarde is not None]
    if verloop.eenheid == "cijfer":
        return _Vlak(len(verloop.punten), min(5.0, *waarden, 5.0), 10)
    grens = verloop.kaart.boven if verloop.kaart else 0.0
    return _Vlak(len(verloop.punten), 0, max([*waarden, grens, 1.0]) * 1.05)


def _stappen(vlak: _Vlak) -> list[float]:
    """Four to six round values for the grid."""
    ruw = (vlak.hoog - vlak.laag) / 4
    macht = 10 ** floor(log10(ruw))
    stap = next(macht * keer for keer in (1, 2, 2.5, 5, 10) if macht * keer >= ruw * 0.999)
    eerste = ceil(vlak.laag / stap)
    return [nummer * stap for nummer in range(eerste, floor(vlak.hoog / stap + 1e-9) + 1)]


def _raster(verloop: Verloop, vlak: _Vlak) -> Iterator[str]:
    for waarde in _stappen(vlak):
        y = vlak.y(waarde)
        yield f'<line class="raster" x1="{vlak.links}" x2="{vlak.rechts}" y1="{y}" y2="{y}"/>'
        yield f'<text class="as eind" x="{vlak.links - 8}" y="{y + 4}">{_astekst(waarde, verloop.eenheid)}</text>'


def _astekst(waarde: float, eenheid: str) -> str:
    return f"{round(waarde * 100)} %" if eenheid == "aandeel" else met_eenheid(Fraction(waarde), "aantal")


def _jaren(verloop: Verloop, vlak: _Vlak) -> Iterator[str]:
    """A line where each year begins, with its number; few points get their own name."""
    if verloop.stap is Stap.JAAR or len(verloop.punten) <= 6:
        for plaats, punt in enumerate(verloop.punten):
            yield _onder(vlak.x(plaats), vlak, punt.naam)
        return
    for jaar, groep in groupby(enumerate(verloop.punten), key=lambda paar: paar[1].periode.begin.year):
        plaatsen = [plaats for plaats, _ in groep]
        x = vlak.x(plaatsen[0] - 0.5)
        yield f'<line class="jaar" x1="{x}" x2="{x}" y1="{vlak.boven}" y2="{vlak.onder + 5}"/>'
        if (vlak.x(plaatsen[-1]) - vlak.x(plaatsen[0])) > 20 or len(verloop.punten) < 40:
            yield _onder((vlak.x(plaatsen[0]) + vlak.x(plaatsen[-1])) / 2, vlak, str(jaar))


def _onder(x: float, vlak: _Vlak, tekst: str) -> str:
    return f'<text class="as midden" x="{x:.1f}" y="{vlak.onder + 22}">{escape(tekst)}</text>'


def _grenzen(verloop: Verloop, vlak: _Vlak) -> Iterator[str]:
    if verloop.kaart is None:
        return
    for soort, naam, waarde in (
        ("midden", "gemiddelde", verloop.kaart.midden),
        ("grens", "bovengrens", verloop.kaart.boven),
        ("grens", "ondergrens", verloop.kaart.onder),
    ):
        y = vlak.y(waarde)
        yield f'<line class="{soort}" x1="{vlak.links}" x2="{vlak.rechts}" y1="{y}" y2="{y}"/>'
        yield f'<text class="bijschrift" x="{vlak.rechts + 6}" y="{y + 4}">{naam}</text>'


def _notities(notities: Sequence[tuple[int, int]], vlak: _Vlak) -> Iterator[str]:
    """A dotted line where a note begins, with its number; those of one place share a line."""
    for plaats, groep in groupby(sorted(notities), key=lambda notitie: notitie[0]):
        x, nummers = vlak.x(plaats), ", ".join(str(nummer) for _, nummer in groep)
        yield f'<line class="kanttekening-lijn" x1="{x}" x2="{x}" y1="{vlak.boven - 4}" y2="{vlak.onder}"/>'
        yield f'<text class="kanttekening-nummer" x="{x}" y="{vlak.boven - 7}">{nummers}</text>'


def _norm(verloop: Verloop, vlak: _Vlak, *, met_naam: bool = True) -> Iterator[str]:
    """The norm as it was in each period: a stair where it changed, a gap where there was none."""
    if verloop.beschrijvend:
        return
    trap = [(plaats, float(punt.norm.waarde)) for plaats, punt in enumerate(verloop.punten) if punt.norm]
    for _, groep in groupby(enumerate(trap), key=lambda paar: (paar[1][1], paar[1][0] - paar[0])):
        stuk = [plaats for _, (plaats, _) in groep]
        y = vlak.y(float(verloop.punten[stuk[0]].norm.waarde))  # type: ignore[union-attr]
        yield f'<line class="norm" x1="{vlak.x(stuk[0] - 0.5)}" x2="{vlak.x(stuk[-1] + 0.5)}" y1="{y}" y2="{y}"/>'
    if trap and met_naam:
        _, waarde = trap[-1]
        y = vlak.y(waarde) + 4
        bezet = [vlak.y(verloop.kaart.midden) + 4] if verloop.kaart else []
        y += next((14 if y >= ander else -14 for ander in bezet if abs(y - ander) < 14), 0)
        yield f'<text class="normnaam" x="{vlak.rechts + 6}" y="{y:.1f}">norm {_astekst(waarde, verloop.eenheid)}</text>'


def _lijnen(punten: Sequence[Punt], vlak: _Vlak) -> Iterator[str]:
    """The line, broken where a value is missing."""
    for bekend, groep in groupby(enumerate(punten), key=lambda paar: paar[1].waarde is not None):
        if bekend:
            pad = " ".join(f"{vlak.x(plaats)},{vlak.y(float(punt.waarde or 0))}" for plaats, punt in groep)
            yield f'<polyline class="lijn" points="{pad}"/>'


def _punten(verloop: Verloop, vlak: _Vlak) -> Iterator[str]:
    signalen = {signaal.plaats for signaal in verloop.kaart.signalen} if verloop.kaart else set[int]()
    for plaats, punt in enumerate(verloop.punten):
        if punt.waarde is None:
            continue
        if plaats in signalen:
            yield _ruit(vlak.x(plaats), vlak.y(float(punt.waarde)), f"{punt.naam}: {punt.voluit}")
        else:
            yield _rondje(vlak, plaats, punt, 3 if len(verloop.punten) > 24 else 4)


def _rondje(vlak: _Vlak, plaats: int, punt: Punt, straal: int) -> str:
    soort = "punt voorlopig" if punt.voorlopig else "punt"
    titel = escape(f"{punt.naam}: {punt.voluit}")
    return (
        f'<circle class="{soort}" cx="{vlak.x(plaats)}" cy="{vlak.y(float(punt.waarde or 0))}" r="{straal}">'
        f"<title>{titel}</title></circle>"
    )


def _ruit(x: float, y: float, titel: str) -> str:
    hoeken = f"{x},{y - 7:.1f} {x + 7:.1f},{y} {x},{y + 7:.1f} {x - 7:.1f},{y}"
    return f'<polygon class="signaal" points="{hoeken}"><title>{escape(titel)}</title></polygon>'
