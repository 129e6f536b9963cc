"""Makes the leaf of a cube, with numpy; only who makes a cube needs this."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zicht.engines.kubusblad import Blad, Reeks
from zicht.engines.kubusbouw import Kolommen, Kubusrijen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Getallen = NDArray[np.integer]

_HOOGSTENS_CELLEN = 30_000_000  # of the running sums; strange dates make many months, and then the emptiest stand apart
_HOOGST = np.iinfo(np.intc).max
_APART = 6  # of what stands apart: month of the case, of the event, municipality, region, column, number


class _Groep(NamedTuple):
    """The rows of one group: numbers of its areas, month of the case and of the event, and its columns."""

    gemeente: "Getallen"
    regio: "Getallen"
    xm: "Getallen"
    dm: "Getallen"
    geteld: "Sequence[Getallen]"


def maak_blad(rijen: Kubusrijen) -> Blad:
    """The leaf of what was counted; OverflowError when a number would not fit."""
    stroom, stand = (
        _reeks(delen, len(rijen.vakken), stand=stand) for stand, delen in ((False, rijen.stroom), (True, rijen.stand))
    )
    return Blad(rijen.vakken, stroom, stand, *_waarden(rijen.waarden))


def _groep(namen: Sequence[str], kolommen: Kolommen | None) -> _Groep:
    leeg = np.zeros(0, np.intc)
    gemeente, regio, xm, dm, *geteld = kolommen or [leeg] * (4 + len(namen))
    for naam, getallen in zip(namen, geteld, strict=True):
        if np.abs(getallen, dtype=np.int64).sum() > _HOOGST:
            raise OverflowError(f"{naam}: more cases than a leaf can hold")
    return _Groep(gemeente, regio, xm, dm, geteld)


def _reeks(delen: Sequence[tuple[list[str], Kolommen | None]], vakken: int, *, stand: bool) -> Reeks:
    """Every month added to the months before it, and what stands apart."""
    groepen = [_groep(*deel) for deel in delen]
    namen, land = [naam for eigen, _ in delen for naam in eigen], vakken - 1
    gewoon = [np.full(len(groep.dm), fill_value=True) if stand else _in_eigen_maand(groep) for groep in groepen]
    maanden = _maanden([groep.dm[wel] for groep, wel in zip(groepen, gewoon, strict=True)], vakken * len(namen))
    per_kolom = np.zeros((len(namen), len(maanden), vakken), np.intc)
    apart, kolom = [np.zeros((_APART, 0), np.int64)], 0
    for groep, kan in zip(groepen, gewoon, strict=True):
        wel = kan & np.isin(groep.dm, maanden)
        maand = np.searchsorted(maanden, groep.dm[wel]) * vakken
        cel, niet = np.concatenate((maand + groep.gemeente[wel], maand + groep.regio[wel])), ~wel
        for getallen in groep.geteld:
            geteld = getallen[wel].astype(np.float64)
            som = np.bincount(cel, np.concatenate((geteld, geteld)), len(maanden) * vakken)
            per_kolom[kolom] = som.reshape(len(maanden), vakken)
            per_kolom[kolom, :, land] = np.bincount(maand // vakken, geteld, len(maanden))
            (rij,) = np.nonzero(niet & (getallen != 0))
            waar = [groep.xm[rij], groep.dm[rij], groep.gemeente[rij], groep.regio[rij]]
            apart.append(np.array([*waar, np.full(len(rij), kolom), getallen[rij]]))
            kolom += 1
    lopend = np.ascontiguousarray(per_kolom.cumsum(axis=1, dtype=np.intc).transpose(1, 2, 0))
    paren, los = _los(np.concatenate(apart, axis=1), vakken, len(namen))
    return Reeks(namen, maanden.tolist(), _bytes(lopend), _bytes(paren), _bytes(los))


def _in_eigen_maand(groep: _Groep) -> "NDArray[np.bool_]":
    """Which rows happened in the month of their case, and only add."""
    wel = groep.xm == groep.dm
    for getallen in groep.geteld:
        wel &= getallen >= 0
    return wel


def _maanden(per_groep: "Sequence[Getallen]", cellen: int) -> "Getallen":
    """The months that get a running sum: all that occur, or as many as there is room for, the fullest first."""
    maanden, rijen = np.unique(np.concatenate([np.zeros(0, np.intc), *per_groep]), return_counts=True)
    return np.sort(maanden[np.argsort(-rijen, kind="stable")[: max(_HOOGSTENS_CELLEN // max(cellen, 1), 1)]])


def _los(apart: "Getallen", vakken: int, kolommen: int) -> "tuple[Getallen, Getallen]":
    """As columns: the pairs of months and where each ends, and the cells that count with their number."""
    xm, dm, gemeente, regio, kolom, aantal = apart
    cellen = vakken * kolommen
    _, eerste, paar = np.unique((xm << 32) + dm, return_index=True, return_inverse=True)
    cel = [paar * cellen + vak * kolommen + kolom for vak in (gemeente, regio, vakken - 1)]
    plekken, eigen = np.unique(np.concatenate(cel), return_inverse=True)
    som = np.bincount(eigen, np.tile(aantal, 3))
    tot = np.searchsorted(plekken, np.arange(1, len(eerste) + 1) * cellen)
    return np.concatenate((xm[eerste], dm[eerste], tot)), np.concatenate((plekken % max(cellen, 1), som))


def _waarden(per_code: Mapping[str, Kolommen]) -> tuple[list[str], dict[str, memoryview]]:
    """The different values, and per code the rows as columns of numbers, with for each value its number."""
    alle: list[Getallen] = [np.zeros(0, np.int64)]
    alle.extend(kolommen[4] for kolommen in per_code.values())
    uniek = np.unique(np.concatenate(alle))
    delen: dict[str, memoryview] = {}
    for code, kolommen in per_code.items():
        alle = list(kolommen)
        alle[4] = np.searchsorted(uniek, alle[4])
        delen[code] = _bytes(np.concatenate(alle))
    return [str(Decimal(int(waarde)).scaleb(-6)) for waarde in uniek], delen


def _bytes(getallen: "Getallen") -> memoryview:
    return getallen.astype(np.intc, copy=False).reshape(-1).view(np.uint8).data
