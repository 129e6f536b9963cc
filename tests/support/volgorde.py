"""In welke volgorde de toetsen gaan: wat lang duurt begint, bij elk proces, zodat alle processen tegelijk klaar zijn.

pytest-xdist geeft elk proces bij het begin een even groot aaneengesloten stuk van de lijst. Een module blijft bij elkaar, want
zij deelt vaak iets dat duur is om te maken.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

_Item = TypeVar("_Item")


def lang_eerst(
    items: Sequence[_Item], processen: int, module: Callable[[_Item], Any], zwaarte: Callable[[_Item], int]
) -> list[_Item]:
    """Dezelfde toetsen; aan het begin van elk stuk staan de modules met zware toetsen, de zwaarste eerst."""
    modules: dict[Any, list[_Item]] = {}
    for item in items:
        modules.setdefault(module(item), []).append(item)
    zwaar = sorted((m for m in modules.values() if max(map(zwaarte, m))), key=lambda m: -sum(map(zwaarte, m)))
    licht = [item for m in modules.values() if not max(map(zwaarte, m)) for item in m]
    stapels = [[item for m in zwaar[nummer::processen] for item in m] for nummer in range(processen)]
    return [item for stapel in _vol(stapels, licht, len(items)) for item in stapel]


def _vol(stapels: Iterable[list[_Item]], licht: list[_Item], alle: int) -> Iterable[list[_Item]]:
    """Vul elke stapel aan tot het stuk dat haar proces krijgt; wat over is komt bij de laatste."""
    stapels = list(stapels)
    for nummer, stapel in enumerate(stapels):
        laatste = nummer == len(stapels) - 1
        ruimte = len(licht) if laatste else max(0, alle // len(stapels) - len(stapel))
        yield stapel + licht[:ruimte]
        licht = licht[ruimte:]
