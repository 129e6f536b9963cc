"""Hoe wij compileren: zonder de globale vergrendeling van Python, en met de vertaling in de cache van Zicht."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numba
from numba.core import config

from zicht.engines.voorraadkast import gewone_kast

Functie = TypeVar("Functie", bound=Callable[..., object])


def _map() -> str:
    """De map voor de vertaling; leeg als er geen cache is.

    numba ziet wel dat het bestand van een functie veranderde, maar niet dat van een functie die zij aanroept. Daarom hangt de map
    af van de tekst van de hele kern. `NUMBA_CACHE_DIR` gaat voor, zoals overal waar numba gebruikt wordt.
    """
    kast = gewone_kast()
    gegeven = os.environ.get("NUMBA_CACHE_DIR")
    if not gegeven and kast is None:
        return ""
    basis = Path(gegeven) if gegeven else Path(kast.map) / "numba" if kast else Path()
    map_ = basis / afdruk()
    try:
        map_.mkdir(parents=True, exist_ok=True)
    except OSError:  # een cache is nooit een fout: dan is er geen
        return ""
    return str(map_) if os.access(map_, os.W_OK) else ""


def afdruk() -> str:
    """De vingerafdruk van alles wat gecompileerd wordt."""
    hier = Path(__file__).parent
    som = sha256()
    for pad in (
        *sorted(hier.glob("*.py")),
        *(hier.parent / naam for naam in ("toeval.py", "uitkomst.py")),
    ):
        som.update(pad.read_bytes())
    return som.hexdigest()[:16]


MAP = _map()
if MAP:
    config.CACHE_DIR = MAP  # type: ignore[attr-defined]


def snel(functie: Functie) -> Functie:
    """Compileer een functie bij de eerste aanroep. Een fout in de kern mag geen deling door nul zijn: dat toetst de rechter."""
    return numba.njit(cache=bool(MAP), nogil=True, error_model="numpy")(functie)  # type: ignore[return-value]


def blad(functie: Functie) -> Functie:
    """Compileer een functie die geen geheugen vraagt.

    numba telt dan niet mee wie een array vasthoudt. Dat tellen kost bij elke aanroep meer dan het werk zelf; met is de lus twintig
    keer zo langzaam. De arrays zijn van de aanroeper en blijven dus bestaan.
    """
    return numba.njit(_nrt=False, nogil=True, error_model="numpy")(functie)  # type: ignore[return-value]


def ingevoegd(functie: Functie) -> Functie:
    """Laat de compiler de tekst van een functie invoegen waar zij wordt aangeroepen.

    Voor functies die alle tafels meekrijgen: zoveel arrays doorgeven kost per aanroep meer dan het werk zelf. Zo'n functie wordt maar
    op een plaats aangeroepen, anders groeit de vertaling.
    """
    return numba.njit(inline="always", nogil=True, error_model="numpy")(functie)  # type: ignore[return-value]
