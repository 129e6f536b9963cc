"""Een rij met voorrang: een binaire hoop van (sleutel, volgnummer) in twee arrays; de kleinste staat op plaats 0."""

from zicht.capaciteit.kern.compileer import snel


@snel
def eerder(sleutel, nummer, andere_sleutel, ander_nummer):
    """Of de eerste voor de tweede gaat; bij een gelijke sleutel beslist het volgnummer."""
    return sleutel < andere_sleutel or (sleutel == andere_sleutel and nummer < ander_nummer)


@snel
def voeg_toe(sleutels, nummers, lengte, sleutel, nummer):
    """Zet iemand in de rij die nu zo lang is."""
    stijg(sleutels, nummers, lengte, sleutel, nummer)


@snel
def haal_eerste(sleutels, nummers, lengte):
    """Haal de eerste uit de rij die nu zo lang is."""
    laatste = lengte - 1
    if laatste > 0:
        daal(sleutels, nummers, laatste, 0, sleutels[laatste], nummers[laatste])


@snel
def verander(sleutels, nummers, lengte, nummer, sleutel):
    """Geef iemand in de rij een andere sleutel. Zoeken kost de lengte van de rij; het gebeurt zelden."""
    for plaats in range(lengte):
        if nummers[plaats] == nummer:
            if sleutel < sleutels[plaats]:
                stijg(sleutels, nummers, plaats, sleutel, nummer)
            else:
                daal(sleutels, nummers, lengte, plaats, sleutel, nummer)
            return


@snel
def stijg(sleutels, nummers, plaats, sleutel, nummer):
    """Schuif vanaf een lege plaats omhoog tot de juiste plek."""
    while plaats > 0:
        ouder = (plaats - 1) >> 1
        if not eerder(sleutel, nummer, sleutels[ouder], nummers[ouder]):
            break
        sleutels[plaats], nummers[plaats] = sleutels[ouder], nummers[ouder]
        plaats = ouder
    sleutels[plaats], nummers[plaats] = sleutel, nummer


@snel
def daal(sleutels, nummers, lengte, plaats, sleutel, nummer):
    """Schuif vanaf een lege plaats omlaag tot de juiste plek."""
    kind = 2 * plaats + 1
    while kind < lengte:
        ander = kind + 1
        if ander < lengte and eerder(sleutels[ander], nummers[ander], sleutels[kind], nummers[kind]):
            kind = ander
        if not eerder(sleutels[kind], nummers[kind], sleutel, nummer):
            break
        sleutels[plaats], nummers[plaats] = sleutels[kind], nummers[kind]
        plaats, kind = kind, 2 * kind + 1
    sleutels[plaats], nummers[plaats] = sleutel, nummer
