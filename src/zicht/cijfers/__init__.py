"""De cijfers: de catalogus, uitgerekend op een gegevensset. Rapport, scherm en opdrachtregel vragen ze alleen hier."""

from zicht.cijfers.bedrijfsvoering import Bedrijfsvoering, Inzetregel, Postregel
from zicht.cijfers.cijfers import Cijfers, Gemeente, Uitgesplitst, Uitkomst
from zicht.cijfers.gevallen import Geval

__all__ = [
    "Bedrijfsvoering",
    "Cijfers",
    "Gemeente",
    "Geval",
    "Inzetregel",
    "Postregel",
    "Uitgesplitst",
    "Uitkomst",
]
