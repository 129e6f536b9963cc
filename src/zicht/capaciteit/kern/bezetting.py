"""Wie er werkt: per team en werkdag het aantal mensen dat er is, na ziekte en verloop.

Elke plaats in een team heeft een eigen stroom toeval. Ziekte gaat van dag tot dag: wie gezond is wordt ziek met een kleine kans, wie
ziek is wordt beter met een vaste kans. Zo geeft hetzelfde toeval bij meer verzuim alleen ziektedagen erbij. Wie vertrekt laat een lege
plaats achter tot de opvolger er is, en die werkt zich in. Alles begint in evenwicht, dus het gemiddelde is elke dag hetzelfde.
"""

import numpy as np

from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.kern.getallen import deel, exponentieel, verder
from zicht.capaciteit.tafels import ZIEKTEDUUR
from zicht.capaciteit.toeval import Bron

ZIEKTE, VERLOOP = int(Bron.ZIEKTE), int(Bron.VERLOOP)
WEER_BETER = 1.0 / ZIEKTEDUUR
HALVERWEGE = 0.5  # een plaats telt zoals zij er halverwege de werkdag voor staat


@snel
def trek_bezetting(T, herhaling):
    """Per team en werkdag: hoeveel ingewerkten er zijn, en hoeveel nieuwen."""
    teams, werkdagen = T.uren.shape
    vol, nieuw = np.zeros((teams, werkdagen), np.int64), np.zeros((teams, werkdagen), np.int64)
    ziek = np.zeros(werkdagen, np.bool_)
    for team in range(teams):
        if T.verzuim[team] == 0.0 and T.blijft[team] == 0.0:
            vol[team, :] = T.personen[team]
            continue
        sleutel_ziekte = verder(verder(herhaling, ZIEKTE), T.team_bron[team])
        sleutel_verloop = verder(verder(herhaling, VERLOOP), T.team_bron[team])
        for plaats in range(T.personen[team]):
            trek_ziekte(ziek, verder(sleutel_ziekte, plaats), T.verzuim[team])
            if T.blijft[team] == 0.0:
                vol[team] += ~ziek
            else:
                loop_plaats(T, team, verder(sleutel_verloop, plaats), ziek, vol[team], nieuw[team])
    return vol, nieuw


@snel
def trek_ziekte(ziek, sleutel, verzuim):
    """De ziektedagen van een plaats; `verzuim` is het deel van de dagen waar het op uitkomt."""
    wordt_ziek = WEER_BETER * verzuim / (1.0 - verzuim)
    toestand = deel(sleutel, 0) < verzuim
    for werkdag in range(len(ziek)):
        if werkdag > 0:
            u = deel(sleutel, werkdag)
            toestand = u < 1.0 - WEER_BETER if toestand else u < wordt_ziek
        ziek[werkdag] = toestand


@snel
def loop_plaats(T, team, sleutel, ziek, vol, nieuw):
    """Een plaats door het tijdvak: bezet, leeg, opnieuw bezet."""
    blijft, werving = T.blijft[team], T.werving[team]
    in_dienst = deel(sleutel, 0) < blijft / (blijft + werving)
    if in_dienst:
        begon = -exponentieel(deel(sleutel, 1), blijft)
        wissel = exponentieel(deel(sleutel, 2), blijft)
    else:
        begon, wissel = 0.0, werving * deel(sleutel, 1)
    nummer = 3
    for werkdag in range(len(ziek)):
        nu = werkdag + HALVERWEGE
        while wissel <= nu:
            if in_dienst:
                in_dienst, wissel = False, wissel + werving
            else:
                in_dienst, begon = True, wissel
                wissel = begon + exponentieel(deel(sleutel, nummer), blijft)
                nummer += 1
        if in_dienst and not ziek[werkdag]:
            if nu - begon < T.inwerken[team]:
                nieuw[werkdag] += 1
            else:
                vol[werkdag] += 1

