"""Een rij met voorrang: een binaire hoop van plaatsen (sleutel, zaak). De kleinste staat vooraan; bij gelijke sleutels het volgnummer.

Hier gaat de meeste tijd heen. Daarom zonder sprongen waar de uitkomst niet te raden is (fout raden kost meer dan rekenen), met plaatsen
zonder teken (anders kijkt numba bij elke plaats of er van achteren geteld wordt), en met een gat dat eerst helemaal naar beneden zakt:
wie het vult komt van onderaan, en hoort daar meestal ook.
"""

import numpy as np

from zicht.capaciteit.kern.compileer import blad

EEN = np.uint64(1)


@blad
def eerder(sleutel, zaak, andere_sleutel, andere_zaak):
    """Of de eerste voor de tweede gaat."""
    return (sleutel < andere_sleutel) | ((sleutel == andere_sleutel) & (zaak < andere_zaak))


@blad
def stijg(rij, plaats, sleutel, zaak):
    """Zet iemand neer vanaf een lege plaats, zo ver omhoog als hoort. Achteraan toevoegen begint bij de lengte van de rij."""
    hier = np.uint64(plaats)
    while hier > 0:
        ouder = (hier - EEN) >> EEN
        if not eerder(sleutel, zaak, rij[ouder].sleutel, rij[ouder].zaak):
            break
        rij[hier].sleutel, rij[hier].zaak = rij[ouder].sleutel, rij[ouder].zaak
        hier = ouder
    rij[hier].sleutel, rij[hier].zaak = sleutel, zaak


@blad
def zak(rij, lengte, plaats):
    """Laat een lege plaats zakken tot er niets meer onder zit; geeft waar zij dan is."""
    hier, tot = np.uint64(plaats), np.uint64(lengte)
    kind = hier + hier + EEN
    while kind < tot:
        ander = kind + EEN
        if ander < tot:
            kind += np.uint64(eerder(rij[ander].sleutel, rij[ander].zaak, rij[kind].sleutel, rij[kind].zaak))
        rij[hier].sleutel, rij[hier].zaak = rij[kind].sleutel, rij[kind].zaak
        hier = kind
        kind = hier + hier + EEN
    return hier


@blad
def haal_eerste(rij, lengte):
    """Haal de eerste weg uit een rij die nu zo lang is; de laatste vult het gat."""
    laatste = lengte - 1
    sleutel, zaak = rij[laatste].sleutel, rij[laatste].zaak
    stijg(rij, zak(rij, laatste, 0), sleutel, zaak)


@blad
def verander(rij, lengte, zaak, sleutel):
    """Geef iemand in de rij een andere sleutel. Zoeken kost de lengte van de rij; het gebeurt zelden."""
    for plaats in range(lengte):
        if rij[plaats].zaak == zaak:
            stijg(rij, zak(rij, lengte, plaats), sleutel, zaak)
            return
