"""Alle loting van een herhaling, vooraf: wat er binnenkomt, hoeveel werk het is, welke kant het op gaat, en wie er werkt.

De lus hierna bevat geen toeval. Zo kunnen de rechter en andere bibliotheken met precies dezelfde invoer rekenen.
"""

from typing import NamedTuple

import numpy as np

from zicht.capaciteit.kern.bezetting import trek_bezetting
from zicht.capaciteit.kern.compileer import blad, ingevoegd, snel
from zicht.capaciteit.kern.getallen import deel, keuze, kwantiel, ln, meng, poisson, verder, weekfactor
from zicht.capaciteit.kern.indeling import BEZETTING, PLAATS, ZAAK
from zicht.capaciteit.kern.rij import haal_eerste, stijg
from zicht.capaciteit.kern.tafels import MICRO, NOOIT, ONBEKEND, UREN_PER_DAG, Records
from zicht.capaciteit.toeval import Bron, Veld

MELDING, WEEKRUIS, VASTWERK, STARTZAAK, JAARRUIS = (
    int(bron) for bron in (Bron.MELDING, Bron.WEEKRUIS, Bron.VASTWERK, Bron.STARTZAAK, Bron.JAARRUIS)
)
MOMENT, URGENTIE, GROEP, DUUR, INSPANNING, SAMEN, VERVOLG, DIENST_DUUR, DIENST_INSPANNING, HERMELD, HERMELD_HOOG = (
    int(veld) for veld in Veld
)
DAGEN_PER_WEEK = 7
VEEL = 64  # zoveel meldingen op een dag is een grote regio: daar loont een ander soort sorteren


class Trekking(NamedTuple):
    """De invoer van een herhaling. Zaken staan op volgnummer: eerst de startlijst, dan op moment van aankomst.

    Van een zaak die al loopt is `duur` wat er nog van over is, en staat haar beslag vast.
    """

    zaak: Records  # indeling ZAAK
    bezetting: Records  # indeling BEZETTING, [team, werkdag]


@snel
def trek(tafels, zaad, herhaling):
    """Loot de herhaling met dit nummer."""
    sleutel = verder(meng(np.uint64(zaad)), herhaling)
    aantallen = np.zeros((tafels.dagen, len(tafels.stroom)), np.int64)
    trek_aantallen(tafels, sleutel, aantallen)
    totaal = len(tafels.start) + aantallen.sum()
    zaken, bezetting = np.zeros(totaal, ZAAK), np.zeros(tafels.rooster.shape, BEZETTING)
    sleutels, stromen = np.zeros(totaal, np.uint64), np.zeros(totaal, np.int64)
    kom_aan(tafels, sleutel, aantallen, zaken, sleutels, stromen)
    trek_zaken(tafels, sleutel, zaken, sleutels, stromen)
    trek_bezetting(tafels, sleutel, bezetting, np.zeros(tafels.werkdagen, np.bool_))
    trek_ruis(tafels, sleutel, bezetting)
    return Trekking(zaken, bezetting)


# ---------------------------------------------------------------------------------------------------------- aankomst


@blad
def trek_aantallen(tafels, sleutel, aantallen):
    """Hoeveel er per dag en stroom binnenkomt."""
    for nummer in range(len(tafels.stroom)):
        stroom = tafels.stroom[nummer]
        van_stroom = verder(verder(sleutel, MELDING), stroom.bron)
        van_ruis = verder(verder(sleutel, WEEKRUIS), stroom.bron)
        factor = jaarfactor = 1.0
        if stroom.jaarruis > 0.0:
            jaarfactor = weekfactor(deel(verder(verder(sleutel, JAARRUIS), stroom.bron), 0), stroom.jaarruis)
        for dag in range(tafels.dagen):
            if stroom.weekruis > 0.0 and dag % DAGEN_PER_WEEK == 0:
                factor = weekfactor(deel(van_ruis, dag // DAGEN_PER_WEEK), stroom.weekruis)
            verwacht = tafels.per_dag[nummer, dag] * factor * jaarfactor
            aantallen[dag, nummer] = poisson(deel(verder(van_stroom, dag), 0), verwacht)


@snel
def kom_aan(tafels, sleutel, aantallen, zaken, sleutels, stromen):
    """Geef elke melding haar sleutel en moment, en zet ze per werkdag op volgorde van aankomst."""
    eerste = plaats = len(tafels.start)
    for dag in range(tafels.dagen):
        if dag > 0 and tafels.dag[dag].werkdag != tafels.dag[dag - 1].werkdag:
            sorteer(zaken, sleutels, stromen, eerste, plaats)
            eerste = plaats
        for stroom in range(aantallen.shape[1]):
            van_dag = verder(verder(verder(sleutel, MELDING), tafels.stroom[stroom].bron), dag)
            for nummer in range(aantallen[dag, stroom]):
                eigen = verder(van_dag, nummer + 1)
                sleutels[plaats], stromen[plaats], zaken[plaats].dag = eigen, stroom, dag
                zaken[plaats].moment = tafels.dag[dag].werkdag
                if tafels.dag[dag].vrij == 0:
                    zaken[plaats].moment += deel(eigen, MOMENT)
                plaats += 1
    sorteer(zaken, sleutels, stromen, eerste, plaats)


@snel
def sorteer(zaken, sleutels, stromen, van, tot):
    """Zet een stuk op volgorde van moment; gelijke momenten blijven op hun volgorde."""
    if tot - van > VEEL:
        sorteer_veel(zaken, sleutels, stromen, van, tot)
        return
    for n in range(van + 1, tot):
        moment, dag, sleutel, stroom = zaken[n].moment, zaken[n].dag, sleutels[n], stromen[n]
        plaats = n
        while plaats > van and zaken[plaats - 1].moment > moment:
            zaken[plaats].moment, zaken[plaats].dag = zaken[plaats - 1].moment, zaken[plaats - 1].dag
            sleutels[plaats], stromen[plaats] = sleutels[plaats - 1], stromen[plaats - 1]
            plaats -= 1
        zaken[plaats].moment, zaken[plaats].dag, sleutels[plaats], stromen[plaats] = moment, dag, sleutel, stroom


@snel
def sorteer_veel(zaken, sleutels, stromen, van, tot):
    """Hetzelfde voor veel meldingen: invoegen kost een kwadraat, een rij met voorrang niet."""
    aantal = tot - van
    rij, oud = np.empty(aantal, PLAATS), zaken[van:tot].copy()
    oude_sleutels, oude_stromen = sleutels[van:tot].copy(), stromen[van:tot].copy()
    for n in range(aantal):
        stijg(rij, n, oud[n].moment, n)
    for n in range(aantal):
        eerste = rij[0].zaak
        haal_eerste(rij, aantal - n)
        zaken[van + n].moment, zaken[van + n].dag = oud[eerste].moment, oud[eerste].dag
        sleutels[van + n], stromen[van + n] = oude_sleutels[eerste], oude_stromen[eerste]


# ------------------------------------------------------------------------------------------------------------- zaken


@blad
def trek_zaken(tafels, sleutel, zaken, sleutels, stromen):
    """Alles wat er over de zaken te loten valt: eerst de startlijst, dan wie aankomt."""
    oud = len(tafels.start)
    for nummer in range(len(zaken)):
        if nummer < oud:
            sleutels[nummer] = verder(verder(sleutel, STARTZAAK), nummer)
            neem_over(zaken[nummer], tafels.start[nummer])
        else:
            stroom, eigen = stromen[nummer], sleutels[nummer]
            zaken[nummer].urgentie = keuze(tafels.urgentiekans[stroom], deel(eigen, URGENTIE))
            if tafels.groepen > 1:
                zaken[nummer].groep = keuze(tafels.groepkans[stroom], deel(eigen, GROEP))
        trek_zaak(tafels, zaken[nummer], sleutels[nummer])
        if nummer < oud and tafels.start[nummer].gestart != ONBEKEND:
            trek_restant(tafels, zaken[nummer], tafels.start[nummer], sleutels[nummer])


@blad
def neem_over(zaak, start):
    """Wat van een zaak op de startlijst vaststaat."""
    zaak.moment, zaak.dag, zaak.urgentie, zaak.groep = start.moment, start.dag, start.urgentie, start.groep


@ingevoegd
def trek_zaak(tafels, zaak, sleutel):
    """Duur en inspanning van de beoordeling, een hermelding, en het toeval voor wat erna komt."""
    zaak.duur = kwantiel(tafels.kwantielen[0], tafels.post[0].duren, deel(sleutel, DUUR))
    zaak.uren = kwantiel(tafels.kwantielen[1], tafels.post[0].urens, deel(sleutel, INSPANNING))
    if tafels.samen > 0.0 and deel(sleutel, SAMEN) < tafels.samen:
        zaak.uren *= tafels.samen_inspanning
    zaak.u_vervolg = deel(sleutel, VERVOLG)
    zaak.u_duur, zaak.u_uren = deel(sleutel, DIENST_DUUR), deel(sleutel, DIENST_INSPANNING)
    zaak.hermeld_dag = NOOIT
    per_dag = tafels.urgentie[zaak.urgentie].hermeld_ln
    if per_dag != 0.0:  # op de eerste werkdag na de ontvangst kan het voor het eerst
        vanaf = max(int(zaak.moment) + 1, 0)
        zaak.hermeld_dag = vanaf + int(min(ln(deel(sleutel, HERMELD)) / per_dag, float(NOOIT)))
        zaak.hermeld_hoog = 1 if deel(sleutel, HERMELD_HOOG) < tafels.wordt_hoog else 0


@ingevoegd
def trek_restant(tafels, zaak, start, sleutel):
    """Wat er van een lopende zaak nog over is, gegeven hoe lang zij al loopt."""
    post = tafels.post[start.post]
    duren = tafels.kwantielen[2 * start.post]
    u = deel(sleutel, DUUR)
    if start.voorbij >= 1.0:
        rest = u * gemiddelde(duren, post.duren)
    else:
        rest = max(kwantiel(duren, post.duren, start.voorbij + (1.0 - start.voorbij) * u) - start.verstreken, 0.0)
    zaak.duur, zaak.beslag = rest, post.vast_beslag
    if post.vast_beslag == 0:
        uren = kwantiel(tafels.kwantielen[2 * start.post + 1], post.urens, deel(sleutel, INSPANNING))
        zaak.beslag = per_werkdag(uren, max(start.verstreken + rest, uren / UREN_PER_DAG))


@blad
def gemiddelde(kwantielen, lengte):
    """Het gemiddelde van een verdeling."""
    if lengte == 1:
        return kwantielen[0]
    som = 0.0
    for n in range(lengte - 1):
        som += kwantielen[n] + kwantielen[n + 1]
    return som / 2.0 / (lengte - 1)


@blad
def per_werkdag(uren, duur):
    """De inspanning uitgesmeerd over de doorlooptijd, in miljoensten van een uur per werkdag."""
    return int(uren / duur * MICRO + 0.5) if duur > 0.0 else 0


# ---------------------------------------------------------------------------------------------------------- vast werk


@blad
def trek_ruis(tafels, sleutel, bezetting):
    """Vul per team en werkdag het vaste werk waarvan het aantal keren wisselt."""
    for nummer in range(len(tafels.ruis)):
        werk = tafels.ruis[nummer]
        eigen = verder(verder(sleutel, VASTWERK), werk.bron)
        for dag in range(tafels.dagen):
            werkdag = tafels.dag[dag].werkdag
            if werkdag < tafels.werkdagen:
                keren = poisson(deel(eigen, dag), tafels.ruis_keren[nummer, dag])
                bezetting[werk.team, werkdag].ruis += keren * werk.stap
