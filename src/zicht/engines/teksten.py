"""Texts that follow from the program alone, such as compiled queries: made once, then read from the cache.

Making them takes the library that knows the dialects; importing that costs more time than a small region's figures.
"""

import atexit
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.core.periodes import Periode
from zicht.engines.venster import Venster
from zicht.engines.voorraadkast import gewone_kast, pakketafdruk

if TYPE_CHECKING:
    from sqlglot import Expr

# Days that stand in a compiled query for the days of a question: no fact is that old.
PEILDATUM, BEGIN, EIND = date(1, 1, 1), date(1, 1, 2), date(1, 1, 3)


class Teksten:
    """Texts by name; new ones are kept when the program ends."""

    def __init__(self) -> None:
        self._kast = gewone_kast()
        self._bestand = f"teksten-{pakketafdruk()}.json"
        self._teksten = self._lees()
        self._nieuw = False

    def geef(self, naam: str, maak: Callable[[], str]) -> str:
        """The text with this name, made when it is not there yet."""
        if naam not in self._teksten:
            self._teksten[naam] = maak()
            if not self._nieuw:
                self._nieuw = True
                atexit.register(self._bewaar)
        return self._teksten[naam]

    def _lees(self) -> dict[str, str]:
        pad = self._kast.zoek(self._bestand) if self._kast else None
        try:
            gelezen: object = json.loads(pad.read_text("utf-8")) if pad else {}
        except (OSError, ValueError):
            return {}
        if not isinstance(gelezen, dict):
            return {}
        paren: dict[object, object] = dict(gelezen)  # pyright: ignore[reportUnknownArgumentType]
        return {naam: tekst for naam, tekst in paren.items() if isinstance(naam, str) and isinstance(tekst, str)}

    def _bewaar(self) -> None:
        if self._kast:
            alles = json.dumps(self._lees() | self._teksten, ensure_ascii=False)
            self._kast.bewaar(self._bestand, lambda pad: _schrijf(pad, alles))


def _schrijf(pad: Path, tekst: str) -> None:
    pad.write_text(tekst, "utf-8")


@cache
def _teksten() -> Teksten:
    return Teksten()


def vaste_tekst(naam: str, maak: Callable[[], str]) -> str:
    """A text that depends on nothing but the program."""
    return _teksten().geef(naam, maak)


def vraagtekst(naam: str, maak: Callable[[Venster], "Expr"], venster: Venster, dialect: str) -> str:
    """The text of a query for this window; only the days differ between windows."""
    leeg = Venster(PEILDATUM, Periode(BEGIN, EIND, "") if venster.periode else None)
    tekst = vaste_tekst(
        f"{dialect} {'' if venster.periode else 'zonder periode '}{naam}", lambda: maak(leeg).sql(dialect)
    )
    tekst = tekst.replace(f"'{PEILDATUM.isoformat()}'", f"'{venster.peildatum.isoformat()}'")
    if venster.periode is None:
        return tekst
    begin, eind = venster.periode.begin.isoformat(), venster.periode.eind.isoformat()
    return tekst.replace(f"'{BEGIN.isoformat()}'", f"'{begin}'").replace(f"'{EIND.isoformat()}'", f"'{eind}'")


def tekst_van(boom: "Expr | str", dialect: str) -> str:
    """The text of a query that may be compiled already."""
    return boom if isinstance(boom, str) else boom.sql(dialect=dialect)
