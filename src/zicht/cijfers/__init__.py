"""De cijfers: de catalogus, uitgerekend op een gegevensset. Rapport, scherm en opdrachtregel vragen ze alleen hier."""

from zicht.cijfers.cijfers import Cijfers, Gemeente, Uitgesplitst, Uitkomst

__all__ = [
    "Cijfers",
    "Gemeente",
    "Uitgesplitst",
    "Uitkomst",
]
