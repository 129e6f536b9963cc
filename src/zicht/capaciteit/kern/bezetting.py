"""Wie er werkt: per team en werkdag het aantal mensen dat er is, na ziekte en verloop.

Elke plaats in een team heeft een eigen stroom toeval. Ziekte gaat van dag tot dag: wie gezond is wordt ziek met een kleine kans, wie
ziek is wordt beter met een vaste kans. Zo geeft hetzelfde toeval bij meer verzuim alleen ziektedagen erbij. Wie vertrekt laat een lege
plaats achter tot de opvolger er is, en die werkt zich in. Alles begint in evenwicht, dus het gemiddelde is elke dag hetzelfde.
"""

from zicht.capaciteit.kern.compileer import blad
from zicht.capaciteit.kern.getallen import deel, exponentieel, verder
from zicht.capaciteit.kern.tafels import NOOIT, ZIEKTEDUUR
from zicht.capaciteit.toeval import Bron

ZIEKTE, VERLOOP = int(Bron.ZIEKTE), int(Bron.VERLOOP)
WEER_BETER = 1.0 / ZIEKTEDUUR
HALVERWEGE = 0.5  # een plaats telt zoals zij er halverwege de werkdag voor staat


@blad
def trek_bezetting(tafels, sleutel, bezetting, ziek):
    """Vul per team en werkdag hoeveel ingewerkten er zijn, en hoeveel nieuwen."""
    for nummer in range(len(tafels.team)):
        team, dagen = tafels.team[nummer], bezetting[nummer]
        if team.verzuim == 0.0 and team.blijft == 0.0:
            for werkdag in range(tafels.werkdagen):
                dagen[werkdag].vol = team.personen
            continue
        sleutel_ziekte = verder(verder(sleutel, ZIEKTE), team.bron)
        sleutel_verloop = verder(verder(sleutel, VERLOOP), team.bron)
        for plaats in range(team.personen):
            trek_ziekte(ziek, verder(sleutel_ziekte, plaats), team.verzuim)
            loop_plaats(dagen, ziek, verder(sleutel_verloop, plaats), team.blijft, team.werving, team.inwerken)


@blad
def trek_ziekte(ziek, sleutel, verzuim):
    """De ziektedagen van een plaats; `verzuim` is het deel van de dagen waar het op uitkomt."""
    wordt_ziek = WEER_BETER * verzuim / (1.0 - verzuim)
    toestand = deel(sleutel, 0) < verzuim
    for werkdag in range(len(ziek)):
        if werkdag > 0:
            u = deel(sleutel, werkdag)
            toestand = u < 1.0 - WEER_BETER if toestand else u < wordt_ziek
        ziek[werkdag] = toestand


@blad
def loop_plaats(dagen, ziek, sleutel, blijft, werving, inwerken):
    """Een plaats door het tijdvak: bezet, leeg, opnieuw bezet. Blijft iedereen (0), dan is zij altijd bezet."""
    in_dienst, begon, wissel = True, float(-NOOIT), float(NOOIT)
    if blijft > 0.0:
        in_dienst = deel(sleutel, 0) < blijft / (blijft + werving)
        if in_dienst:
            begon, wissel = -exponentieel(deel(sleutel, 1), blijft), exponentieel(deel(sleutel, 2), blijft)
        else:
            wissel = werving * deel(sleutel, 1)
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
            if nu - begon < inwerken:
                dagen[werkdag].nieuw += 1
            else:
                dagen[werkdag].vol += 1
