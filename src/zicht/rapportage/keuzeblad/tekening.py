"""Het verloop van de wachtlijst, een vak per keuze: een lijn, een band, en gestippeld wat er zonder keuze gebeurt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from textwrap import wrap
from typing import Any

from zicht.rapportage.grafieken import GRIJS, INKT, LICHT, svg

BREED, HOOG = 660, 235  # van alle vakken samen
_ASRUIMTE, _TUSSEN, _LABEL, _RIJRUIMTE = 34, 16, 26, 42
_LETTERBREED, _REGELHOOG = 6.1, 14
Spec = dict[str, Any]


@dataclass(frozen=True)
class Weekstand:
    """De wachtlijst aan het einde van een week: het midden en de band, in hele meldingen."""

    op: date
    midden: int
    laag: int
    hoog: int


@dataclass(frozen=True)
class Verloop:
    """De wachtlijst van een keuze, week na week."""

    naam: str
    weken: tuple[Weekstand, ...]


@dataclass(frozen=True)
class Maat:
    """Hoe groot een vak is en tot hoever de schaal loopt."""

    breed: float
    hoog: float
    top: int


def tekening(verlopen: Sequence[Verloop]) -> str:
    """Alle keuzes in vakken met dezelfde schaal, als SVG; het eerste verloop is de lijn om mee te vergelijken."""
    top = max(week.hoog for verloop in verlopen for week in verloop.weken) or 1
    kolommen = naast_elkaar(len(verlopen))
    breed = (BREED - _ASRUIMTE - (kolommen - 1) * _TUSSEN) / kolommen - _LABEL
    rijen = ceil(len(verlopen) / kolommen)
    maat = Maat(breed, (HOOG - rijen * _RIJRUIMTE) / rijen, top)
    vakken = [_vak(verlopen, nummer, maat, as_=nummer % kolommen == 0) for nummer in range(len(verlopen))]
    return svg({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "columns": kolommen,
        "spacing": {"row": 10, "column": _TUSSEN},
        "concat": vakken,
        "config": _CONFIG,
    })  # fmt: skip


def naast_elkaar(aantal: int) -> int:
    """Hoeveel vakken er op een rij staan."""
    return {1: 1, 2: 2, 4: 4}.get(aantal, 3)


def _vak(verlopen: Sequence[Verloop], nummer: int, maat: Maat, *, as_: bool) -> Spec:
    verloop = verlopen[nummer]
    y = _y(maat.top, as_=as_)
    streep = [_streep(verlopen[0], y)] if nummer else []
    lagen = [*_band(verloop, y), *streep, *_eind(verloop, y), _kop(verloop, maat)]
    return {"width": maat.breed, "height": maat.hoog, "layer": lagen}


def _kop(verloop: Verloop, maat: Maat) -> Spec:
    """De naam boven het vak, in hoogstens twee regels; een titel van Vega zou per kolom op een andere hoogte staan."""
    regels = wrap(verloop.naam, int((maat.breed + _LABEL) / _LETTERBREED), max_lines=2, placeholder=" …")
    y = -14 - _REGELHOOG * (len(regels) - 1)
    merk: Spec = {"type": "text", "x": 0, "y": y, "align": "left", "fontSize": 12, "fontWeight": "bold", "color": INKT}
    return {"data": {"values": [{}]}, "mark": merk | {"text": regels, "lineHeight": _REGELHOOG}}


def _y(top: int, *, as_: bool) -> Spec:
    as_van_vak: Spec = {"tickCount": 4, "labels": as_, "ticks": False, "domain": False, "title": None}
    return {
        "field": "midden",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": True},
        "axis": as_van_vak,
    }


_X: Spec = {
    "field": "op", "type": "temporal", "title": None,
    "axis": {"format": "%b", "tickCount": {"interval": "month", "step": 3}, "grid": False, "labelFlush": False},
}  # fmt: skip


def _rijen(verloop: Verloop) -> Spec:
    return {
        "values": [
            {"op": week.op.isoformat(), "midden": week.midden, "laag": week.laag, "hoog": week.hoog}
            for week in verloop.weken
        ]
    }


def _band(verloop: Verloop, y: Spec) -> list[Spec]:
    gegevens = _rijen(verloop)
    grenzen = {"x": _X, "y": y | {"field": "laag"}, "y2": {"field": "hoog"}}
    return [
        {"data": gegevens, "mark": {"type": "area", "color": LICHT, "opacity": 1}, "encoding": grenzen},
        {"data": gegevens, "mark": {"type": "line", "color": INKT, "strokeWidth": 2}, "encoding": {"x": _X, "y": y}},
    ]


def _streep(verloop: Verloop, y: Spec) -> Spec:
    merk: Spec = {"type": "line", "color": GRIJS, "strokeWidth": 1.4, "strokeDash": [4, 3]}
    return {"data": _rijen(verloop), "mark": merk, "encoding": {"x": _X, "y": y}}


def _eind(verloop: Verloop, y: Spec) -> list[Spec]:
    """Waar het op uitkomt, als getal naast de lijn."""
    laatste = _rijen(Verloop(verloop.naam, verloop.weken[-1:]))
    merk: Spec = {"type": "text", "align": "left", "dx": 4, "fontSize": 12, "fontWeight": "bold", "color": INKT}
    plaats = {"x": _X, "y": y, "text": {"field": "midden", "type": "quantitative", "format": ",d"}}
    return [{"data": laatste, "mark": merk, "encoding": plaats}]


_LETTER = "Liberation Sans, Arial, Helvetica, sans-serif"
_CONFIG: Spec = {
    "aria": False,
    "font": _LETTER,
    "view": {"stroke": None},
    "axis": {"labelColor": INKT, "labelFontSize": 11, "gridColor": "#e6eaee", "domainColor": GRIJS, "tickColor": GRIJS},
    "text": {"font": _LETTER},
}  # fmt: skip


def alternatief(verlopen: Sequence[Verloop], woorden: Mapping[str, str]) -> str:
    """De tekening in woorden; `woorden` zegt per keuze waar de wachtlijst op uitkomt."""
    delen = "; ".join(f"{verloop.naam}: {woorden[verloop.naam]}" for verloop in verlopen)
    return f"Lijngrafiek van de wachtlijst per week, een vak per keuze. Aan het einde: {delen}. De getallen staan in de tabel."
