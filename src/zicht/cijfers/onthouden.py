"""Uitkomsten die een keer per stand van de feiten worden uitgerekend, en daarna onthouden.

De sleutel is de vingerafdruk van de feiten met de versie van de definities en de normen: veranderen de feiten, een definitie
of een norm, dan verandert de sleutel en wordt er opnieuw gerekend. Er wordt een vast aantal uitkomsten bewaard; de langst ongebruikte gaat weg.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

_T = TypeVar("_T")
HOOGSTENS = 512
_bewaard: "OrderedDict[Hashable, Any]" = OrderedDict()
_slot = Lock()


def onthoud(cijfers: "Cijfers", wat: Hashable, maak: Callable[[], _T]) -> _T:
    """De uitkomst van `maak` voor deze feiten; `wat` noemt de vraag met alles wat het antwoord kan veranderen."""
    sleutel = (cijfers.feitenset.vingerafdruk, cijfers.definitieversie, wat)
    with _slot:
        if sleutel in _bewaard:
            _bewaard.move_to_end(sleutel)
            return _bewaard[sleutel]
    uitkomst = maak()
    with _slot:
        _bewaard[sleutel] = uitkomst
        while len(_bewaard) > HOOGSTENS:
            _bewaard.popitem(last=False)
    return uitkomst


def vergeet() -> None:
    """Vergeet alles; voor metingen en tests."""
    with _slot:
        _bewaard.clear()
