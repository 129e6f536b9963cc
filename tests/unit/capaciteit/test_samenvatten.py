"""Wanneer de achterstand weg is, en de kans op een norm: uit de herhalingen, met wat er niet is apart."""

from datetime import date, timedelta

import numpy as np
import pytest

from zicht.capaciteit.studie.samenvatten import wegwerken
from zicht.capaciteit.studie.zekerheid import gepaard, waarde

WEKEN = tuple(date(2025, 1, 12) + timedelta(days=7 * week) for week in range(4))


def weg(*weken: int) -> tuple[float, date | None, date | None, date | None]:
    gevonden = wegwerken(np.array(weken, np.float64), WEKEN)
    return gevonden.kans.waarde, gevonden.vroeg, gevonden.midden, gevonden.laat


def test_een_datum_die_zoveel_herhalingen_niet_halen_is_er_niet() -> None:
    assert weg(0, 1, 2, 3) == (1.0, WEKEN[0], WEKEN[1], WEKEN[3])
    assert weg(0, 1, 4, 4) == (0.5, WEKEN[0], WEKEN[1], None)
    assert weg(1, 4, 4, 4) == (0.25, WEKEN[1], None, None)
    assert weg(4, 4) == (0.0, None, None, None)


def test_een_verschil_telt_alleen_herhalingen_die_beide_een_waarde_hebben() -> None:
    verschil = gepaard("x", np.array([1.0, np.nan, 3.0]))
    assert (verschil.gemiddelde, verschil.zeker) == (2.0, True)
    assert verschil.hoog - verschil.gemiddelde == pytest.approx(1.96, abs=0.01)
    assert gepaard("x", np.array([np.nan])).zeker is False


def test_een_maat_zonder_gevallen_heeft_geen_waarde() -> None:
    assert waarde(np.array([np.nan, np.nan])) is None
    gevonden = waarde(np.array([0.0, 1.0, 2.0, np.nan]))
    assert gevonden is not None
    assert (gevonden.midden, gevonden.laag, gevonden.hoog, gevonden.gemiddelde) == (1.0, 0.2, 1.8, 1.0)
