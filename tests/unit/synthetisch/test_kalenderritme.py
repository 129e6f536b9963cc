"""Werkdagen, weekritme en schoolvakanties."""

from datetime import date

import numpy as np

from zicht.core.kalender import dagnummer
from zicht.synthetisch.kalenderritme import gewichten, maak_raster, verdeel
from zicht.synthetisch.toeval import stroom

RASTER = maak_raster(2024, 2025, "noord")


def dag(jaar: int, maand: int, dag_: int) -> np.ndarray:
    return np.array([dagnummer(date(jaar, maand, dag_))])


def test_vijf_werkdagen_na_17_april_2025_is_28_april() -> None:
    """Goede Vrijdag, Pasen en Koningsdag (op zaterdag) tellen niet: het gouden geval van het Feitenformaat."""
    assert RASTER.plus_werkdagen(dag(2025, 4, 17), np.array([5])) == dag(2025, 4, 28)


def test_nul_werkdagen_is_de_dag_zelf_ook_in_het_weekend() -> None:
    assert RASTER.plus_werkdagen(dag(2025, 3, 1), np.array([0])) == dag(2025, 3, 1)


def test_op_werkdag_schuift_een_zaterdag_naar_maandag() -> None:
    assert RASTER.op_werkdag(dag(2025, 3, 1)) == dag(2025, 3, 3)


def test_de_kerstvakantie_is_overal_vrij_en_de_weken_ervoor_niet() -> None:
    kerst, vooraf = dag(2024, 12, 27) - RASTER.begin, dag(2024, 12, 13) - RASTER.begin
    for deel in ("noord", "midden", "zuid"):
        raster = maak_raster(2024, 2025, deel)
        assert raster.vakantie[kerst].all()
        assert raster.voor_vakantie[vooraf].all()


def test_politie_meldt_in_het_weekend_en_anderen_vooral_voor_de_vakantie() -> None:
    politie, anderen = (gewichten(RASTER, stroom(1, "", ""), politie=ja) for ja in (True, False))
    weekend = RASTER.weekdag >= 5
    assert politie[weekend].mean() > 0.6 * politie[~weekend].mean()
    assert anderen[weekend].mean() < 0.2 * anderen[~weekend].mean()
    werk = RASTER.werkdag
    assert anderen[werk & RASTER.voor_vakantie].mean() > 1.5 * anderen[werk & RASTER.vakantie].mean()


def test_verdelen_houdt_het_jaartotaal_precies() -> None:
    dagen = verdeel(stroom(1, "", ""), RASTER, np.ones(len(RASTER.jaar)), {2024: 123, 2025: 7})
    assert np.bincount(RASTER.jaar_van(dagen))[2024:].tolist() == [123, 7]
    assert np.all(np.diff(dagen) >= 0)
