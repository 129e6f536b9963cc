"""Roep `zicht indicatoren` aan zoals een gebruiker dat doet, in hetzelfde proces."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Afloop:
    """Wat een aanroep opleverde."""

    status: int
    uit: str
    fout: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.uit)


def zicht(*argumenten: str | Path) -> Afloop:
    """Voer `zicht` uit met deze argumenten; een verkeerde aanroep mag ook met SystemExit eindigen."""
    from zicht.cli import main

    uit, fout = io.StringIO(), io.StringIO()
    with redirect_stdout(uit), redirect_stderr(fout):
        try:
            status = main([str(a) for a in argumenten])
        except SystemExit as einde:
            status = einde.code if isinstance(einde.code, int) else 2
    return Afloop(status, uit.getvalue(), fout.getvalue())


def indicatoren(map_: str | Path, *argumenten: str) -> dict[str, Any]:
    """De JSON van `zicht indicatoren`; elke andere afloop dan 0 is een fout van de test of van de motor."""
    afloop = zicht("indicatoren", map_, *argumenten, "--json")
    assert afloop.status == 0, f"status {afloop.status}: {afloop.fout}"
    return afloop.json
