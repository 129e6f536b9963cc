"""In welke volgorde de stappen van een dag worden gezet."""

from enum import IntEnum


class Fase(IntEnum):
    """De volgorde op een dag."""

    MELDEN = 0
    OPPAKKEN = 1
    CONTACT = 2
    BEOORDELEN = 3
    NAAR_TEAM = 4
    INZETTEN = 5
    STARTEN = 6
    WERKEN = 7
    AFRONDEN = 8
    AANBIEDEN = 9
    AANVAARDEN = 10
    MONITOREN = 11
    MOMENT = 12
    MONITOREN_KLAAR = 13
    TERUGKOPPELEN = 14
    SLUITEN = 20
