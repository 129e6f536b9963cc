"""Nummers en normen van NHN, overgeschreven uit de twee versies van de notitie (seeds 000 en 001)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

NUMMERS: dict[str, dict[str, str]] = {
    "nhn-2022": {
        "beoordeling-tijdig-na-ontvangst": "1a",
        "beoordeling-tijdig-na-oppakken": "1b",
        "vv-tijdig-na-ontvangst": "2a",
        "vv-tijdig-na-start": "2b",
        "onderzoek-tijdig-na-ontvangst": "3a",
        "onderzoek-tijdig-na-start": "3b",
        "tevredenheid-betrokkenen": "4",
        "klachten-gegrond": "5",
        "tevredenheid-ketenpartners": "6",
        "recidive-na-overdracht": "7a",
        "recidive-na-vervolgdienst": "7b",
    },
    "nhn-bijlage5": {
        "beoordeling-tijdig-na-ontvangst": "1",
        "vv-tijdig-na-ontvangst": "2a",
        "vv-tijdig-na-start": "2b",
        "onderzoek-tijdig-na-ontvangst": "3a",
        "onderzoek-tijdig-na-start": "3b",
        "klachten-gegrond": "4",
        "tevredenheid-betrokkenen": "5",
        "tevredenheid-ketenpartners": "6",
        "recidive-na-overdracht": "7a",
        "recidive-na-vervolgdienst": "7b",
    },
}
# Minimaal, behalve bij klachten: daar is de norm een maximum. Recidive heeft met opzet geen norm.
NORMEN: dict[str, Fraction] = {
    "beoordeling-tijdig-na-ontvangst": Fraction(60, 100),
    "beoordeling-tijdig-na-oppakken": Fraction(80, 100),
    "vv-tijdig-na-ontvangst": Fraction(50, 100),
    "vv-tijdig-na-start": Fraction(90, 100),
    "onderzoek-tijdig-na-ontvangst": Fraction(40, 100),
    "onderzoek-tijdig-na-start": Fraction(90, 100),
    "tevredenheid-betrokkenen": Fraction(7),
    "tevredenheid-ketenpartners": Fraction(7),
    "klachten-gegrond": Fraction(30, 100),
}
MAXIMAAL = ("klachten-gegrond",)


def nummer_en_norm(code: str, set_: str | None) -> tuple[str | None, Fraction | None]:
    """Een indicator zonder nummer in de set heeft ook geen norm."""
    nummer = NUMMERS.get(set_ or "", {}).get(code)
    return nummer, NORMEN.get(code) if nummer else None


def oordeel(code: str, waarde: Fraction | Decimal | None, norm: Fraction | None) -> str | None:
    """Gelijk aan de norm is gehaald."""
    if waarde is None or norm is None:
        return None
    gehaald = Fraction(waarde) <= norm if code in MAXIMAAL else Fraction(waarde) >= norm
    return "gehaald" if gehaald else "niet_gehaald"
