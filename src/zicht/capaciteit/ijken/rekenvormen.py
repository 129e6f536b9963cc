"""De vormen waarin het ijken rekent: rijen getallen, en een lege datum."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from zicht.core.fouten import ZichtFout

Getallen: TypeAlias = NDArray[np.int64]
Kommagetallen: TypeAlias = NDArray[np.float64]
Waarheden: TypeAlias = NDArray[np.bool_]

LEEG = -(10**9)
"""Een dag, code of verwijzing die er niet is."""


class IjkFout(ZichtFout):
    """Er is te weinig om een model op te ijken, of het gevraagde kan niet."""


def dagen(kolom: list[Any]) -> Getallen:
    """Een kolom met datums, als dagen sinds 1970; leeg is LEEG."""
    return np.array([LEEG if dag is None else dag for dag in kolom], np.int64)


def nummers(kolom: list[Any], codes: dict[str, int]) -> Getallen:
    """Een kolom met codes, als nummers; wat onbekend is of niet in de lijst staat is LEEG."""
    return np.array([codes.get(code, LEEG) for code in kolom], np.int64)
