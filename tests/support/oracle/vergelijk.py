"""Vergelijk uitslagen van de motor met die van het orakel: aantallen exact, waarden tot op 1e-12."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isclose
from typing import Any

Uitslag = Mapping[str, Any]
EXACT = ("nummer", "noemer", "teller", "niet_te_bepalen", "nog_open", "oordeel")
OP_WAARDE = ("waarde", "norm")


def verschillen(verwacht: Iterable[Uitslag], gekregen: Iterable[Uitslag]) -> list[str]:
    """Per verschil een regel; leeg als alles gelijk is. Codes buiten het orakel en eigen `extra` blijven buiten beeld."""
    links, rechts = _op_sleutel(verwacht), _op_sleutel(gekregen)
    codes = {code for code, _, _ in links}
    uit = [f"{sleutel}: ontbreekt bij de motor" for sleutel in links if sleutel not in rechts]
    uit += [f"{sleutel}: kent het orakel niet" for sleutel in rechts if sleutel[0] in codes and sleutel not in links]
    for sleutel, orakel in links.items():
        if sleutel in rechts:
            uit += [f"{sleutel}: {regel}" for regel in _rijverschillen(orakel, rechts[sleutel])]
    return uit


def _op_sleutel(uitslagen: Iterable[Uitslag]) -> dict[tuple[str, str | None, str | None], Uitslag]:
    uit: dict[tuple[str, str | None, str | None], Uitslag] = {}
    for uitslag in uitslagen:
        sleutel = (uitslag["code"], uitslag["gebied"], uitslag["maand"])
        assert sleutel not in uit, f"{sleutel} staat er twee keer"
        uit[sleutel] = uitslag
    return uit


def _rijverschillen(orakel: Uitslag, motor: Uitslag) -> list[str]:
    paren = [(veld, orakel[veld], motor[veld]) for veld in EXACT + OP_WAARDE]
    paren += [
        (f"extra.{veld}", waarde, motor["extra"].get(veld, "ontbreekt")) for veld, waarde in orakel["extra"].items()
    ]
    return [
        f"{veld}: orakel {links!r}, motor {rechts!r}" for veld, links, rechts in paren if not _gelijk(links, rechts)
    ]


def _gelijk(links: Any, rechts: Any) -> bool:
    if isinstance(links, bool) or isinstance(rechts, bool):
        return False
    if isinstance(links, (int, float)) and isinstance(rechts, (int, float)):
        return isclose(links, rechts, rel_tol=1e-12, abs_tol=1e-12)
    return links == rechts
