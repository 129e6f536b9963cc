"""Charts as Vega-Lite specifications, drawn to SVG and PNG without a browser; legible in grey, never colour alone."""

import re
from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from zicht.core.periodes import maandnaam
from zicht.rapportage.cijferlijst import Soort
from zicht.rapportage.reeksen import Punt, Reeks

INKT, GRIJS, LICHT, ACCENT = "#1b2a41", "#5c6670", "#c8d0d8", "#0b5a8a"
_LETTER = "Liberation Sans, Arial, Helvetica, sans-serif"
Spec = dict[str, Any]


def regelkaart_spec(reeks: Reeks, breedte: int = 620, hoogte: int = 160) -> Spec:
    """The control chart of a series: line with points, mean, limits, norm, and signals as filled diamonds."""
    signalen = {signaal.plaats for signaal in reeks.kaart.signalen} if reeks.kaart else set[int]()
    rijen = [
        {"maand": f"{punt.maand}-01", "waarde": _schaal(reeks, punt), "signaal": plaats in signalen}
        for plaats, punt in enumerate(reeks.punten)
    ]
    x = {
        "field": "maand",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": {"interval": "year", "step": 1}, "grid": True, "gridColor": LICHT},
    }
    schaal = _bereik(reeks, rijen)
    y = {"field": "waarde", "type": "quantitative", "title": _eenheid(reeks), "scale": schaal}
    lijn = {"mark": {"type": "line", "color": INKT, "strokeWidth": 1.6}, "encoding": {"x": x, "y": y}}
    punten = {
        "mark": {"type": "point", "filled": True, "color": INKT, "size": 26, "opacity": 1},
        "transform": [{"filter": "!datum.signaal"}],
        "encoding": {"x": x, "y": y},
    }
    signaal = {
        "mark": {"type": "point", "shape": "diamond", "filled": True, "color": ACCENT, "size": 150, "opacity": 1},
        "transform": [{"filter": "datum.signaal"}],
        "encoding": {"x": x, "y": y},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": breedte,
        "height": hoogte,
        "background": "white",
        "data": {"values": rijen},
        "layer": [*_lijnen(reeks, schaal, hoogte), lijn, punten, signaal],
        "config": _CONFIG,
    }


_CONFIG: Spec = {
    "aria": False,
    "font": _LETTER,
    "view": {"stroke": None},
    "axis": {"labelColor": INKT, "titleColor": INKT, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
             "gridColor": "#e6eaee", "domainColor": GRIJS, "tickColor": GRIJS},
    "text": {"font": _LETTER},
}  # fmt: skip


def _lijnen(reeks: Reeks, schaal: Spec, hoogte: int) -> list[Spec]:
    lijnen: list[tuple[float, str, str, list[int], float]] = []
    if reeks.kaart:
        lijnen.append((_maal(reeks, reeks.kaart.midden), "gemiddelde", GRIJS, [], 1.4))
        lijnen.append((_maal(reeks, reeks.kaart.boven), "bovengrens", GRIJS, [5, 4], 1.1))
        lijnen.append((_maal(reeks, reeks.kaart.onder), "ondergrens", GRIJS, [5, 4], 1.1))
    if reeks.norm is not None:
        lijnen.append((_maal(reeks, float(reeks.norm)), "norm", ACCENT, [2, 3], 2.2))
    onder, boven = schaal["domain"]
    hoogten = namen_uiteen([hoogte * (boven - lijn[0]) / (boven - onder) for lijn in lijnen])
    return [laag for lijn, op in zip(lijnen, hoogten, strict=True) for laag in _lijn(*lijn, schaal, op)]


def namen_uiteen(hoogten: Sequence[float], tussen: float = 13) -> list[float]:
    """Where the names of lines stand, in pixels from the top: at their line, and moved apart where they would overlap."""
    volgorde = sorted(range(len(hoogten)), key=lambda nr: hoogten[nr])
    groepen: list[tuple[float, list[int]]] = []  # the middle of a group of names that touch, and the names in it
    for nr in volgorde:
        midden, leden = hoogten[nr], [nr]
        while groepen and groepen[-1][0] + len(groepen[-1][1]) * tussen / 2 > midden - len(leden) * tussen / 2:
            ander, erbij = groepen.pop()
            leden = [*erbij, *leden]
            midden = (ander * len(erbij) + midden * (len(leden) - len(erbij))) / len(leden)
        groepen.append((midden, leden))
    uit = [0.0] * len(hoogten)
    for midden, leden in groepen:
        for plaats, nr in enumerate(leden):
            uit[nr] = midden + (plaats - (len(leden) - 1) / 2) * tussen
    return uit


def _lijn(
    waarde: float, naam: str, kleur: str, streep: list[int], dikte: float, schaal: Spec, op: float
) -> tuple[Spec, Spec]:
    een: Spec = {"values": [{}]}  # one mark, not one for every row of the data
    regel: Spec = {
        "data": een,
        "mark": {"type": "rule", "color": kleur, "strokeDash": streep, "strokeWidth": dikte},
        "encoding": {"y": {"datum": waarde, "type": "quantitative", "scale": schaal}},
    }
    tekst: Spec = {
        "data": een,
        "mark": {
            "type": "text", "align": "left", "baseline": "middle", "color": kleur, "fontSize": 12, "text": naam,
            "x": "width", "dx": 5, "y": round(op, 1),
        },
    }  # fmt: skip
    return regel, tekst


def _maal(reeks: Reeks, waarde: float) -> float:
    return waarde * 100 if reeks.soort is Soort.AANDEEL else waarde


def _schaal(reeks: Reeks, punt: Punt) -> float | None:
    return None if punt.waarde is None else _maal(reeks, float(punt.waarde))


def _eenheid(reeks: Reeks) -> str:
    return {Soort.AANDEEL: "procent", Soort.RAPPORTCIJFER: "cijfer"}.get(reeks.soort, "aantal")


def _bereik(reeks: Reeks, rijen: Sequence[Spec]) -> Spec:
    """From zero for counts and shares, so that a small change does not look large; a grade uses its own range."""
    waarden = [rij["waarde"] for rij in rijen if rij["waarde"] is not None]
    if reeks.soort is Soort.RAPPORTCIJFER:
        return {"domain": [min(5, *waarden), 10]}
    top = max([*waarden, _maal(reeks, reeks.kaart.boven) if reeks.kaart else 0, _maal(reeks, float(reeks.norm or 0))])
    return {"domain": [0, min(rond(top), 100) if reeks.soort is Soort.AANDEEL else rond(top * 1.05)]}


def rond(top: float) -> float:
    """The round number at or above `top` where an axis with some five steps ends."""
    if top <= 0:
        return 1
    tiental = 10 ** floor(log10(top / 5))
    stap = next(deel * tiental for deel in (1, 2, 5, 10) if deel * tiental * 5 >= top * (1 - 1e-9))
    return ceil(top / stap - 1e-9) * stap


def alternatief(reeks: Reeks) -> str:
    """The chart in words, for who does not see it."""
    bekend = [punt for punt in reeks.punten if punt.waarde is not None]
    begin, eind = bekend[0], bekend[-1]
    aantal = len(reeks.kaart.signalen) if reeks.kaart else 0
    signalen = "geen signalen" if not aantal else "1 signaal" if aantal == 1 else f"{aantal} signalen"
    kaart = f" Regelkaart met {signalen}." if reeks.kaart else " Zonder grenzen."
    return (
        f"Lijngrafiek van {reeks.titel.lower()} per {reeks.stap}, van {vaknaam(reeks, begin)} tot en met "
        f"{vaknaam(reeks, eind)}.{kaart} De getallen staan in de tabel onder de grafiek."
    )


def vaknaam(reeks: Reeks, punt: Punt) -> str:
    """The name of a point in time: maart 2025, 1e kwartaal 2025."""
    jaar, maand = punt.maand.split("-")
    match reeks.stap:
        case "kwartaal":
            return f"{(int(maand) - 1) // 3 + 1}e kwartaal {jaar}"
        case "halfjaar":
            return f"{(int(maand) - 1) // 6 + 1}e halfjaar {jaar}"
        case _:
            return f"{maandnaam(int(maand))} {jaar}"


def svg(spec: Spec) -> str:
    """Draw a specification as SVG; Vega's English roles go, for the drawing as a whole gets one Dutch sentence."""
    import vl_convert

    tekening = vl_convert.vegalite_to_svg(spec, format_locale="nl-NL", time_format_locale="nl-NL")
    return re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", tekening)


def png(tekst: str, schaal: float = 2.0) -> bytes:
    """The same drawing as PNG, for Word."""
    import vl_convert

    return vl_convert.svg_to_png(tekst, scale=schaal)
