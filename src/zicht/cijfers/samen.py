"""Mappen per regio samen: een rij per gebied, ook voor de gevallen zonder gemeente."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from hashlib import sha256
from operator import add

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.cijfers import Uitkomst
from zicht.core.uitslagen import Uitslag, uitslag


def voeg_samen(uitkomsten: Sequence[Uitkomst]) -> Uitkomst:
    """De uitkomsten van meer mappen als een uitkomst, met een vingerafdruk die niet van de volgorde afhangt."""
    if len(uitkomsten) == 1:
        return uitkomsten[0]
    afdrukken = "\n".join(sorted(uitkomst.vingerafdruk for uitkomst in uitkomsten))
    sets = {uitkomst.indicatorset for uitkomst in uitkomsten}
    return replace(
        uitkomsten[0],
        peildatum=min(uitkomst.peildatum for uitkomst in uitkomsten),
        vingerafdruk=sha256(afdrukken.encode()).hexdigest(),
        indicatorset=sets.pop() if len(sets) == 1 else None,
        uitslagen=_per_gebied([rij for uitkomst in uitkomsten for rij in uitkomst.uitslagen]),
    )


def _per_gebied(uitslagen: Sequence[Uitslag]) -> tuple[Uitslag, ...]:
    """Op code; rijen over hetzelfde gebied en dezelfde maand worden opgeteld."""
    groepen: dict[tuple[str, str | None, str | None], list[Uitslag]] = {}
    for rij in uitslagen:
        groepen.setdefault((rij.code, rij.gebied, rij.maand), []).append(rij)
    volgorde = {code: nr for nr, code in enumerate(INDICATOREN)}
    samen = [groep[0] if len(groep) == 1 else _som(groep) for groep in groepen.values()]
    return tuple(sorted(samen, key=lambda rij: volgorde[rij.code]))


def _som(groep: Sequence[Uitslag]) -> Uitslag:
    """Een rij over meer regio's; een nummer of norm alleen als ze allemaal dezelfde hebben."""
    eerste = groep[0]
    return uitslag(
        INDICATOREN[eerste.code],
        reduce(add, (rij.tellingen for rij in groep)),
        gebied=eerste.gebied,
        maand=eerste.maand,
        nummer=eerste.nummer if len({rij.nummer for rij in groep}) == 1 else None,
        norm=eerste.afspraak if all(rij.afspraak == eerste.afspraak for rij in groep) else None,
        heeft_termijn=all(rij.waarde is not None or rij.teller is not None or not rij.noemer for rij in groep),
    )
