"""De volgorde van de toetsen zelf: niets valt weg, een module blijft heel, en elk proces begint met het zware."""

from itertools import pairwise
from random import Random

import pytest

from support.volgorde import lang_eerst

Toets = tuple[str, int, int]  # module, nummer, zwaarte


def in_volgorde(toetsen: list[Toets], processen: int) -> list[Toets]:
    return lang_eerst(toetsen, processen, lambda toets: toets[0], lambda toets: toets[2])


def test_elk_proces_begint_met_het_zwaarste() -> None:
    licht = [("licht", nummer, 0) for nummer in range(6)]
    uit = in_volgorde([*licht, ("klein", 0, 1), ("groot", 0, 9), ("midden", 0, 5)], 2)
    assert [uit[0][0], uit[len(uit) // 2][0]] == ["groot", "midden"]


@pytest.mark.parametrize("processen", [1, 2, 5])
def test_er_valt_niets_weg_en_een_zware_module_blijft_bij_elkaar(processen: int) -> None:
    kans = Random(processen)
    toetsen = [(kans.choice("abcdef"), nummer, kans.choice((0, 0, 0, 3))) for nummer in range(60)]
    uit = in_volgorde(toetsen, processen)
    assert sorted(uit) == sorted(toetsen)
    zwaar = {module for module, _, zwaarte in toetsen if zwaarte}
    rijtje = [module for module, _, _ in uit if module in zwaar]
    assert sum(een != ander for een, ander in pairwise(rijtje)) == len(zwaar) - 1
