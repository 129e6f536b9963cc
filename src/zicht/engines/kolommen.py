"""Whole columns of the facts as known on a peildatum, for who fits a model on them instead of counting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zicht.core.feiten import Feit, Inzet, Monitormoment
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines import sql
from zicht.engines.tellen import Motor

Kolommen = Mapping[str, list[Any]]
"""Per column its values: a date as days since 1970, a code as its text, unknown as None."""

_SMAL = (Monitormoment, Inzet)  # without joins to make, so they have no wide table


def lees_kolommen(motor: Motor, feit: type[Feit], velden: Sequence[Veld], peildatum: date) -> Kolommen:
    """The columns in the order of the key, so that the same facts in another order give the same columns."""
    namen = [veld.naam for veld in velden]
    volgorde = feit.sleutel or tuple(namen)
    gezocht = list(dict.fromkeys([*namen, *volgorde]))
    boom = sql.bekend(feit, gezocht, {}, peildatum)
    if feit in _SMAL:
        boom = boom.from_(feit.tabelnaam())
    rijen = motor.vraag(boom.order_by(*(sql.kolom(naam) for naam in volgorde)))
    kolommen = list(zip(*rijen, strict=True)) if rijen else [() for _ in gezocht]
    return {veld.naam: _waarden(veld, kolommen[gezocht.index(veld.naam)]) for veld in velden}


def _waarden(veld: Veld, kolom: Sequence[Any]) -> list[Any]:
    if veld.soort is not Soort.DATUM:
        return list(kolom)
    tijdperk = date(1970, 1, 1).toordinal()
    return [None if dag is None else dag.toordinal() - tijdperk for dag in kolom]
