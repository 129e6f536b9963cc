"""Wat er in een blad staat, als gebeurtenissen: welke indeling het blad ook kiest, gelijke kubussen geven gelijke inhoud."""

from collections import Counter
from decimal import Decimal

import numpy as np

from zicht.engines.kubusblad import Blad, Reeks

Inhoud = dict[tuple[object, ...], int]


def inhoud(blad: Blad) -> Inhoud:
    """Per soort, gebied, kolom, maand van het geval en maand van de gebeurtenis het aantal; nullen staan er niet bij."""
    uit: Counter[tuple[object, ...]] = Counter()
    for soort, reeks in (("stroom", blad.stroom), ("stand", blad.stand)):
        breed = len(reeks.namen)
        for cel, xm, dm, aantal in _gebeurtenissen(reeks, eigen_maand=soort == "stroom"):
            uit[soort, *blad.vakken[cel // breed], reeks.namen[cel % breed], xm, dm] += aantal
    for code in {*blad.per_code, *blad.erbij}:
        kolommen = np.frombuffer(blad.per_code.get(code, b""), np.intc).reshape(6, -1)
        for gemeente, regio, xm, dm, waarde, aantal in [*kolommen.T.tolist(), *blad.erbij.get(code, ())]:
            plaats = blad.vakken[gemeente][1], blad.vakken[regio][1]
            uit["waarde", code, *plaats, xm, dm, Decimal(blad.waarden[waarde])] += aantal
    return {sleutel: aantal for sleutel, aantal in uit.items() if aantal}


def _gebeurtenissen(reeks: Reeks, *, eigen_maand: bool) -> list[tuple[int, int, int, int]]:
    """Cel, maand van het geval, maand van de gebeurtenis en aantal, uit elke plek waar het kan staan."""
    uit: list[tuple[int, int, int, int]] = []
    per_maand = np.diff(np.frombuffer(reeks.lopend, np.intc).reshape(len(reeks.maanden) or 1, -1), axis=0, prepend=0)
    for maand, cel in zip(*map(np.ndarray.tolist, np.nonzero(per_maand)), strict=True):
        dm = reeks.maanden[maand]
        uit.append((cel, dm if eigen_maand else 0, dm, int(per_maand[maand, cel])))
    van, los = 0, np.frombuffer(reeks.los, np.intc).reshape(2, -1)
    for xm, dm, tot in np.frombuffer(reeks.paren, np.intc).reshape(3, -1).T.tolist():
        uit += [(cel, xm, dm, aantal) for cel, aantal in los[:, van:tot].T.tolist()]
        van = tot
    for (xm, dm), per_cel in reeks.erbij.items():
        uit += [(cel, xm, dm, aantal) for cel, aantal in per_cel.items()]
    return uit
