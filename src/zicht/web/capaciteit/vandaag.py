"""De rij zoals zij nu is: wat er wacht en loopt, uit dezelfde cijfers als het dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.core.periodes import lees_periode
from zicht.core.uitslagen import Uitslag
from zicht.web import cijferbron

WACHTLIJST, WERKVOORRAAD = "wachtlijst-beoordeling", "werkvoorraad-vervolgdiensten"


@dataclass(frozen=True)
class Rij:
    """Wat er op de peildatum wacht en loopt."""

    peildatum: date
    niet_beoordeeld: int
    niet_opgepakt: int
    wacht_op_start: int
    loopt: int


def rij() -> Rij | None:
    """De rij van de laatste cijfers; None als er nog geen cijfers zijn."""
    try:
        stand = cijferbron.stand()
    except cijferbron.GeenStand:
        return None
    wacht, voorraad = (_uitslag(stand, code) for code in (WACHTLIJST, WERKVOORRAAD))
    return Rij(
        stand.peildatum, wacht.noemer, _deel(wacht, "niet_opgepakt"), _deel(voorraad, "wacht_op_start"),
        _deel(voorraad, "loopt"),
    )  # fmt: skip


def regionormen() -> Mapping[str, Fraction]:
    """De normen van de regio over de termijnindicatoren, als deel van 1; zonder cijfers zijn zij er niet."""
    try:
        stand = cijferbron.stand()
    except cijferbron.GeenStand:
        return {}
    uitslagen = {code: _uitslag(stand, code) for code in INDICATOREN}
    return {code: Fraction(u.afspraak.waarde) for code, u in uitslagen.items() if u.afspraak is not None}


def _uitslag(stand: cijferbron.Stand, code: str) -> Uitslag:
    dag = stand.peildatum
    periode = lees_periode(f"{dag.year}-burap{(dag.month + 3) // 4}")
    (uitkomst,) = stand.reeks([periode], codes=[WACHTLIJST, WERKVOORRAAD, *INDICATOREN])
    return uitkomst.van(code)


def _deel(uitslag: Uitslag, naam: str) -> int:
    waarde = uitslag.extra.get(naam)
    return int(waarde) if isinstance(waarde, int | float) else 0
