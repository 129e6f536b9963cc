"""Wanneer een rij in het systeem is ingevoerd: meestal dezelfde dag, soms later, en na een nieuw systeem veel later."""

import numpy as np

from zicht.synthetisch.kolommen import Getallen
from zicht.synthetisch.toeval import binnen, trek
from zicht.synthetisch.wereld import Wereld

# Keuze: deel dat dezelfde dag, de dag erna, binnen een week, binnen een maand en later wordt ingevoerd.
_KANSEN = (0.78, 0.12, 0.07, 0.025, 0.005)
_VANAF = np.array([0, 1, 2, 8, 31], np.int32)
_TOT = np.array([1, 2, 8, 31, 61], np.int32)
_VOOR_OVERGANG, _KANS_BLEEF_LIGGEN = (
    60,
    0.8,
)  # wat zo kort voor een nieuw systeem gebeurde, wordt er vaak pas na ingevoerd
_NA_OVERGANG = (20, 75)


def invoerdag(wereld: Wereld, thema: str, dag: Getallen) -> Getallen:
    """De dag van invoer bij de dag van de gebeurtenis; nooit na de peildatum, want dan stond de rij er niet in."""
    rng = wereld.toeval(f"invoer {thema}")
    soort = trek(rng, _KANSEN, len(dag))
    later = rng.integers(_VANAF[soort], _TOT[soort], dtype=np.int32)
    uit = dag + later
    if wereld.migratie:
        tot_overgang = wereld.migratiedag - dag
        lag = (tot_overgang > 0) & (tot_overgang <= _VOOR_OVERGANG) & binnen(rng, _KANS_BLEEF_LIGGEN, len(dag))
        uit = np.where(lag, wereld.migratiedag + rng.integers(*_NA_OVERGANG, len(dag), dtype=np.int32), uit)
    return np.minimum(uit, np.maximum(wereld.peildatum, dag)).astype(np.int32)
