"""Een blok herhalingen achter elkaar, buiten de vergrendeling van Python om; de uitkomsten naast elkaar in vaste arrays."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.kern.lus import speel
from zicht.capaciteit.kern.stand import INDICATORTAL, MATEN, UREN, VERVOLGEN
from zicht.capaciteit.kern.tafels import Getallen, Tafels
from zicht.capaciteit.kern.trekken import trek


class Blok(NamedTuple):
    """Wat elke herhaling van een blok opleverde; zie `stand.Uit`."""

    week: npt.NDArray[np.int32]  # [herhaling, week, maat, groep]
    team: Getallen  # [herhaling, week, team, kolom]
    termijn_week: Getallen
    termijn_groep: Getallen
    vervolg: Getallen
    som: Getallen


def draai_blok(tafels: Tafels, zaad: int, eerste: int, aantal: int) -> Blok:
    """De herhalingen vanaf nummer `eerste`."""
    teams = len(tafels.team)
    blok = Blok(
        np.zeros((aantal, tafels.weken, MATEN, tafels.groepen), np.int32),
        np.zeros((aantal, tafels.weken, teams, UREN), np.int64),
        np.zeros((aantal, tafels.weken, INDICATORTAL, 2), np.int64),
        np.zeros((aantal, tafels.groepen, INDICATORTAL, 2), np.int64),
        np.zeros((aantal, tafels.weken, VERVOLGEN), np.int64),
        np.zeros((aantal, 2), np.int64),
    )
    _speel_alle(tafels, np.uint64(zaad), eerste, blok)
    return blok


@snel
def _speel_alle(tafels, zaad, eerste, blok):
    for n in range(len(blok.som)):
        uit = speel(tafels, trek(tafels, zaad, eerste + n))
        blok.week[n], blok.team[n], blok.som[n] = uit.week, uit.team, uit.som
        blok.termijn_week[n], blok.termijn_groep[n], blok.vervolg[n] = uit.termijn_week, uit.termijn_groep, uit.vervolg
