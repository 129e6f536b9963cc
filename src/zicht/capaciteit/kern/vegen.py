"""Uitkomsten van herhalingen bij elkaar vegen in tellingen die niet groeien met het aantal herhalingen.

Elke reeks heeft een eigen rij vakken. Tot en met 255 heeft elk getal zijn eigen vak; daarboven is een vak hoogstens 0,8 procent
breed en staat het midden voor het hele vak. Gemiddelde en spreiding komen van hele sommen, dus precies, en in elke volgorde gelijk.
"""

import numpy as np

from zicht.capaciteit.kern.compileer import blad, snel

PRECIES = 256  # onder deze waarde een vak per getal
PER_VERDUBBELING = PRECIES // 2
BITS = 8  # zoveel bits heeft de grootste waarde met een eigen vak


def breedte_voor(hoogste: int) -> int:
    """Hoeveel vakken een reeks nodig heeft die niet boven `hoogste` komt."""
    return PRECIES + PER_VERDUBBELING * max(hoogste.bit_length() - BITS, 0)


@blad
def vak_van(waarde):
    """Het vak van een waarde."""
    schuif = 0
    while (waarde >> schuif) >= PRECIES:
        schuif += 1
    if schuif == 0:
        return waarde
    return PRECIES + (schuif - 1) * PER_VERDUBBELING + (waarde >> schuif) - PER_VERDUBBELING


@blad
def waarde_van(vak):
    """De waarde waar een vak voor staat: het midden."""
    if vak < PRECIES:
        return float(vak)
    schuif = (vak - PRECIES) // PER_VERDUBBELING + 1
    laagste = ((vak - PRECIES) % PER_VERDUBBELING + PER_VERDUBBELING) << schuif
    return laagste + ((1 << schuif) - 1) / 2.0


@snel
def veeg(waarden, vakken, sommen, kwadraten, aantal, recht):
    """Tel waarden [herhaling, reeks] op; -1 is onbekend en telt niet mee. `recht`: een vak per getal, ook boven de 255."""
    herhalingen, reeksen = waarden.shape
    laatste = vakken.shape[1] - 1
    for reeks in range(reeksen):
        for herhaling in range(herhalingen):
            waarde = np.int64(waarden[herhaling, reeks])
            if waarde >= 0:
                vakken[reeks, min(waarde if recht else vak_van(waarde), laatste)] += 1
                sommen[reeks] += waarde
                kwadraten[reeks] += waarde * waarde
                aantal[reeks] += 1


@snel
def zoek_kwantielen(vakken, aantal, delen, recht):
    """Per reeks de waarden waar zoveel van de herhalingen niet boven komen; NaN zonder herhalingen."""
    uit = np.full((len(vakken), len(delen)), np.nan)
    for reeks in range(len(vakken)):
        if aantal[reeks] == 0:
            continue
        vak, geteld = 0, np.int64(vakken[reeks, 0])
        for plaats in range(len(delen)):
            while geteld < delen[plaats] * aantal[reeks]:
                vak += 1
                geteld += vakken[reeks, vak]
            uit[reeks, plaats] = float(vak) if recht else waarde_van(vak)
    return uit
