"""Cellen van begrotingstabellen: een getal in zijn eenheid, of dat het niet bekend is."""

from decimal import Decimal

from zicht.rapportage.begroting.namen import waarde
from zicht.rapportage.blokken import Cel

Rij = tuple[Cel, ...]


def cel(getal: Decimal | None, eenheid: str, *, vet: bool = False) -> Cel:
    """Een cel met een getal; onbekend staat er als woord."""
    return Cel(waarde(getal, eenheid), vet=vet, grijs=getal is None)
