"""Een rij met voorrang: een binaire hoop van plaatsen (sleutel, zaak). De kleinste staat vooraan; bij gelijke sleutels het volgnummer."""

from zicht.capaciteit.kern.compileer import blad


@blad
def eerder(sleutel, zaak, andere_sleutel, andere_zaak):
    """Of de eerste voor de tweede gaat. Zonder sprongen: de uitkomst is niet te raden, en fout raden kost meer dan rekenen."""
    return (sleutel < andere_sleutel) | ((sleutel == andere_sleutel) & (zaak < andere_zaak))


@blad
def stijg(rij, plaats, sleutel, zaak):
    """Zet iemand neer vanaf een lege plaats, zo ver omhoog als hoort. Achteraan toevoegen begint bij de lengte van de rij."""
    while plaats > 0:
        ouder = (plaats - 1) >> 1
        if not eerder(sleutel, zaak, rij[ouder].sleutel, rij[ouder].zaak):
            break
        rij[plaats].sleutel, rij[plaats].zaak = rij[ouder].sleutel, rij[ouder].zaak
        plaats = ouder
    rij[plaats].sleutel, rij[plaats].zaak = sleutel, zaak


@blad
def daal(rij, lengte, plaats, sleutel, zaak):
    """Zet iemand neer vanaf een lege plaats, zo ver omlaag als hoort."""
    kind = 2 * plaats + 1
    while kind < lengte:
        ander = kind + 1
        if ander < lengte:
            kind += int(eerder(rij[ander].sleutel, rij[ander].zaak, rij[kind].sleutel, rij[kind].zaak))
        if not eerder(rij[kind].sleutel, rij[kind].zaak, sleutel, zaak):
            break
        rij[plaats].sleutel, rij[plaats].zaak = rij[kind].sleutel, rij[kind].zaak
        plaats, kind = kind, 2 * kind + 1
    rij[plaats].sleutel, rij[plaats].zaak = sleutel, zaak


@blad
def haal_eerste(rij, lengte):
    """Haal de eerste weg uit een rij die nu zo lang is."""
    laatste = lengte - 1
    daal(rij, laatste, 0, rij[laatste].sleutel, rij[laatste].zaak)


@blad
def verander(rij, lengte, zaak, sleutel):
    """Geef iemand in de rij een andere sleutel. Zoeken kost de lengte van de rij; het gebeurt zelden."""
    for plaats in range(lengte):
        if rij[plaats].zaak == zaak:
            if sleutel < rij[plaats].sleutel:
                stijg(rij, plaats, sleutel, zaak)
            else:
                daal(rij, lengte, plaats, sleutel, zaak)
            return
