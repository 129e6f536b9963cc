"""Hoe zeker een uitkomst van herhalingen is: kansen met het interval van Wilson, verschillen per herhaling met hun interval."""

from math import sqrt

import numpy as np
import numpy.typing as npt

from zicht.capaciteit import uitkomst
from zicht.capaciteit.studie.verslag import Verschil, Waarde
from zicht.capaciteit.uitkomst import Z_95 as Z95
from zicht.capaciteit.uitkomst import Band, Kans

Getallen = npt.NDArray[np.float64]
Z99 = 2.5758293035489004
CIJFERS = 5


def wilson(gehaald: int, herhalingen: int, z: float = Z95) -> Kans:
    """De kans in de herhalingen zoals het verslag haar bewaart; zonder herhalingen nul, en alles nog mogelijk."""
    kans = uitkomst.wilson(gehaald, herhalingen, z)
    return Kans(rond(kans.waarde) if herhalingen else 0.0, rond(kans.laag), rond(kans.hoog))


def gepaard(maat: str, verschillen: Getallen) -> Verschil:
    """Het gemiddelde verschil per herhaling met het interval van 95 procent; herhalingen zonder waarde tellen niet mee."""
    bekend = verschillen[~np.isnan(verschillen)]
    if not len(bekend):
        return Verschil(maat, 0.0, 0.0, 0.0)
    gemiddelde = float(bekend.mean())
    fout = float(bekend.std(ddof=1)) / sqrt(len(bekend)) if len(bekend) > 1 else 0.0
    return Verschil(maat, rond(gemiddelde), rond(gemiddelde - Z95 * fout), rond(gemiddelde + Z95 * fout))


def waarde(getallen: Getallen) -> Waarde | None:
    """Mediaan, band, gemiddelde en fout van een maat over de herhalingen; None als geen herhaling haar heeft."""
    bekend = getallen[~np.isnan(getallen)]
    if not len(bekend):
        return None
    laag, midden, hoog = (float(q) for q in np.quantile(bekend, (0.10, 0.50, 0.90)))
    fout = float(bekend.std(ddof=1)) / sqrt(len(bekend)) if len(bekend) > 1 else 0.0
    return Waarde(rond(midden), rond(laag), rond(hoog), rond(float(bekend.mean())), rond(fout))


def van_band(band: Band) -> Waarde:
    """Een band van de simulatie zoals het verslag hem bewaart."""
    return Waarde(rond(band.midden), rond(band.laag), rond(band.hoog), rond(band.gemiddelde), rond(band.fout))


def rond(getal: float) -> float:
    """Op vijf cijfers achter de komma, en nooit min nul."""
    return round(float(getal), CIJFERS) + 0.0
