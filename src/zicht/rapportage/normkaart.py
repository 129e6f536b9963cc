"""Punten per periode met lijnen erdoor: een norm die wordt geprobeerd, of het gemiddelde voor en na een maatregel.

Zelf getekend, zonder script en zonder stijl in de tekening: klassen voor het stijlblad van de bladzijde. Een punt dat de
norm haalt is dicht, een punt dat haar mist is open: de vorm zegt het, niet de kleur.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from zicht.rapportage.getallen import procent

BREED, HOOG = 720, 280
_LINKS, _RECHTS, _BOVEN, _ONDER = 52, 150, 16, 36
_MINSTE_AFSTAND = 15


@dataclass(frozen=True)
class Kaartpunt:
    """Een periode met haar waarde tussen nul en de top; zonder waarde blijft de plaats leeg."""

    naam: str
    waarde: float | None
    voluit: str
    dicht: bool = True


@dataclass(frozen=True)
class Kaartlijn:
    """Een waagrechte lijn met haar naam, over de hele breedte of van en tot een plaats."""

    naam: str
    waarde: float
    soort: str
    van: int = 0
    tot: int | None = None


@dataclass(frozen=True)
class Kaart:
    """Alles wat er in de tekening staat; `streep` is de plaats waar iets begon."""

    omschrijving: str
    punten: tuple[Kaartpunt, ...]
    lijnen: tuple[Kaartlijn, ...]
    top: float
    eenheid: str
    streep: int | None = None
    streepnaam: str = ""

    def teken(self) -> str:
        """De tekening als SVG."""
        delen = [*self._raster(), *self._namen(), *self._streep(), *self._lijnen(), *self._verloop()]
        return (
            f'<svg class="normkaart" viewBox="0 0 {BREED} {HOOG}" role="img" '
            f'aria-label="{escape(self.omschrijving)}">{"".join(delen)}</svg>'
        )

    def _x(self, plaats: float) -> float:
        return round(_LINKS + (plaats + 0.5) * (BREED - _LINKS - _RECHTS) / max(len(self.punten), 1), 1)

    def _y(self, waarde: float) -> float:
        return round(HOOG - _ONDER - min(waarde / self.top, 1) * (HOOG - _ONDER - _BOVEN), 1)

    def _raster(self) -> Iterator[str]:
        for kwart in range(5):
            waarde = self.top * kwart / 4
            y = self._y(waarde)
            yield f'<line class="raster" x1="{_LINKS}" x2="{BREED - _RECHTS}" y1="{y}" y2="{y}"/>'
            yield f'<text class="eind" x="{_LINKS - 8}" y="{y + 4}">{_as(waarde, self.eenheid)}</text>'

    def _namen(self) -> Iterator[str]:
        stap = max(1, -(-len(self.punten) // 8))
        for plaats in range(0, len(self.punten), stap):
            naam = escape(self.punten[plaats].naam)
            yield f'<text class="midden" x="{self._x(plaats)}" y="{HOOG - _ONDER + 20}">{naam}</text>'

    def _streep(self) -> Iterator[str]:
        if self.streep is None:
            return
        x = self._x(self.streep - 0.5)
        yield f'<line class="streep" x1="{x}" x2="{x}" y1="{_BOVEN}" y2="{HOOG - _ONDER}"/>'
        yield f'<text class="streepnaam" x="{x + 5}" y="{_BOVEN + 8}">{escape(self.streepnaam)}</text>'

    def _lijnen(self) -> Iterator[str]:
        bezet: list[float] = []
        for lijn in sorted(self.lijnen, key=lambda lijn: -lijn.waarde):
            y, tot = self._y(lijn.waarde), len(self.punten) if lijn.tot is None else lijn.tot
            x1, x2 = self._x(lijn.van - 0.5), self._x(tot - 0.5)
            yield f'<line class="{escape(lijn.soort)}" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>'
            naam_y = max([y + 4, *(ander + _MINSTE_AFSTAND for ander in bezet)])
            bezet.append(naam_y)
            yield f'<text class="lijnnaam" x="{BREED - _RECHTS + 6}" y="{naam_y:.1f}">{escape(lijn.naam)}</text>'

    def _verloop(self) -> Iterator[str]:
        for stuk in _stukken(self.punten):
            pad = " ".join(f"{self._x(plaats)},{self._y(self.punten[plaats].waarde or 0)}" for plaats in stuk)
            yield f'<polyline class="verloop" points="{pad}"/>'
        for plaats, punt in enumerate(self.punten):
            if punt.waarde is not None:
                soort = "punt" if punt.dicht else "punt open"
                yield (
                    f'<circle class="{soort}" cx="{self._x(plaats)}" cy="{self._y(punt.waarde)}" r="4.5">'
                    f"<title>{escape(f'{punt.naam}: {punt.voluit}')}</title></circle>"
                )


def _stukken(punten: Sequence[Kaartpunt]) -> list[list[int]]:
    """De plaatsen van punten die aan elkaar vast zitten."""
    stukken: list[list[int]] = [[]]
    for plaats, punt in enumerate(punten):
        if punt.waarde is None:
            stukken.append([])
        else:
            stukken[-1].append(plaats)
    return [stuk for stuk in stukken if len(stuk) > 1]


def _as(waarde: float, eenheid: str) -> str:
    if eenheid == "procent":
        return procent(waarde)
    return f"{waarde:.1f}".rstrip("0").rstrip(".").replace(".", ",")
