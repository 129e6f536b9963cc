"""Wat in een kolom hoort te staan, als deel van een zin, met een tip bij wat er wel stond."""

import re
from difflib import get_close_matches
from typing import assert_never

from zicht.core.feiten import TABELLEN
from zicht.core.voorwaarden import Soort, Veld

_VEEL = 8
_AMERIKAANS = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_TWEE_CIJFERS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")


def verwachting(tabel: str | None, naam: str | None, waarde: str) -> str:
    """Wat er in deze kolom wordt verwacht; leeg als de kolom niet bij het Feitenformaat hoort."""
    kolommen = TABELLEN[tabel].kolommen if tabel in TABELLEN else ()
    kolom = next((kolom for kolom in kolommen if kolom.naam == naam), None)
    return _verwacht(kolom, waarde) if kolom else ""


def _verwacht(kolom: Veld, waarde: str) -> str:
    match kolom.soort:
        case Soort.DATUM:
            return "een bestaande dag als 2025-04-17 of 17-04-2025" + _datumtip(waarde)
        case Soort.MAAND:
            return "een maand als 2025-03"
        case Soort.GEHEEL:
            return "een heel getal" + _bereik(kolom)
        case Soort.GETAL:
            return "een getal zonder punten tussen de duizendtallen" + _bereik(kolom)
        case Soort.JANEE:
            return "ja, nee, onbekend of een lege cel"
        case Soort.CODE | Soort.CODES:
            return _codes(kolom, waarde)
        case Soort.ID | Soort.TEKST:
            return "tekst"
        case _:
            assert_never(kolom.soort)


def _datumtip(waarde: str) -> str:
    if _AMERIKAANS.fullmatch(waarde):
        return "; met schuine strepen is niet te zien wat dag en wat maand is"
    return "; schrijf het jaar met vier cijfers" if _TWEE_CIJFERS.fullmatch(waarde) else ""


def _bereik(kolom: Veld) -> str:
    return f" van {kolom.bereik[0]} tot en met {kolom.bereik[1]}" if kolom.bereik else ""


def _codes(kolom: Veld, waarde: str) -> str:
    codes = [code for code, _ in kolom.codes.codes] if kolom.codes else []
    lijkt = get_close_matches(waarde.lower().replace(" ", "_"), codes, n=1, cutoff=0.6)
    tip = f"; bedoelt u {lijkt[0]}?" if lijkt else ""
    if len(codes) <= _VEEL:
        return f"{', '.join(codes[:-1])} of {codes[-1]}" + tip
    return f"een van de {len(codes)} codes van de lijst {kolom.codes.naam if kolom.codes else ''}" + tip
