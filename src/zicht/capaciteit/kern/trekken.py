"""Alle loting van een herhaling, vooraf: wat er binnenkomt, hoeveel werk het is, welke kant het op gaat, en wie er werkt.

De lus hierna bevat geen toeval. Zo kunnen de rechter en andere bibliotheken met precies dezelfde invoer rekenen.
"""

from typing import NamedTuple

import numpy as np

from zicht.capaciteit.kern.bezetting import trek_bezetting
from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.kern.getallen import deel, keuze, kwantiel, ln, meng, poisson, verder, weekfactor
from zicht.capaciteit.tafels import MICRO, NOOIT, ONBEKEND, UREN_PER_DAG, Getallen, Kommagetallen, Startkolom
from zicht.capaciteit.toeval import Bron, Veld

MELDING, WEEKRUIS, VASTWERK, STARTZAAK = (
    int(bron) for bron in (Bron.MELDING, Bron.WEEKRUIS, Bron.VASTWERK, Bron.STARTZAAK)
)
MOMENT, URGENTIE, GROEP, DUUR, INSPANNING, SAMEN, VERVOLG, DIENST_DUUR, DIENST_INSPANNING, HERMELD, HERMELD_HOOG = (
    int(veld) for veld in Veld
)
K_POST, K_URGENTIE, K_GROEP, K_DAG, K_GESTART = (
    Startkolom.POST, Startkolom.URGENTIE, Startkolom.GROEP, Startkolom.DAG, Startkolom.GESTART,
)  # fmt: skip
DAGEN_PER_WEEK = 7


class Trekking(NamedTuple):
    """De invoer van een herhaling. Zaken staan op volgnummer: eerst de startlijst, dan op moment van aankomst."""

    moment: Kommagetallen  # ontvangen, in werkdagen
    dag: Getallen  # ontvangen, in kalenderdagen
    urgentie: Getallen
    groep: Getallen
    duur: Kommagetallen  # werkdagen op de eerste post; voor wie al loopt: wat er nog van over is
    uren: Kommagetallen  # inspanning op de eerste post
    beslag: Getallen  # miljoensten per werkdag; alleen voor wie al loopt
    u_vervolg: Kommagetallen
    u_duur: Kommagetallen  # voor V&V of onderzoek
    u_uren: Kommagetallen
    hermeld_dag: Getallen  # werkdag waarop een wachtende opnieuw gemeld wordt
    hermeld_hoog: Getallen  # of zij daar urgentie hoog van krijgt
    ruis: Getallen  # [team, werkdag] miljoensten wisselend vast werk
    vol: Getallen  # [team, werkdag] ingewerkte mensen
    nieuw: Getallen  # [team, werkdag] mensen in hun inwerktijd


@snel
def trek(T, zaad, herhaling):
    """Loot de herhaling met dit nummer."""
    sleutel = verder(meng(np.uint64(zaad)), herhaling)
    oud = len(T.start)
    aantallen = trek_aantallen(T, sleutel)
    totaal = oud + aantallen.sum()
    sleutels, dagen, stromen = np.zeros(totaal, np.uint64), np.zeros(totaal, np.int64), np.zeros(totaal, np.int64)
    moment = np.zeros(totaal)
    kom_aan(T, sleutel, aantallen, sleutels, moment, dagen, stromen)
    vol, nieuw = trek_bezetting(T, sleutel)
    D = Trekking(
        moment, dagen, np.zeros(totaal, np.int64), np.zeros(totaal, np.int64), np.zeros(totaal), np.zeros(totaal),
        np.zeros(totaal, np.int64), np.zeros(totaal), np.zeros(totaal), np.zeros(totaal),
        np.full(totaal, NOOIT), np.zeros(totaal, np.int64), trek_ruis(T, sleutel), vol, nieuw,
    )  # fmt: skip
    for zaak in range(oud):
        trek_startzaak(T, D, verder(verder(sleutel, STARTZAAK), zaak), zaak)
    for zaak in range(oud, totaal):
        trek_melding(T, D, sleutels[zaak], stromen[zaak], zaak)
    return D


# ---------------------------------------------------------------------------------------------------------- aankomst


@snel
def trek_aantallen(T, sleutel):
    """Hoeveel er per dag en stroom binnenkomt."""
    stromen, dagen = T.per_dag.shape
    uit = np.zeros((dagen, stromen), np.int64)
    for stroom in range(stromen):
        van_stroom = verder(verder(sleutel, MELDING), T.stroom_bron[stroom])
        van_ruis = verder(verder(sleutel, WEEKRUIS), T.stroom_bron[stroom])
        factor = 1.0
        for dag in range(dagen):
            if T.weekruis[stroom] > 0.0 and dag % DAGEN_PER_WEEK == 0:
                factor = weekfactor(deel(van_ruis, dag // DAGEN_PER_WEEK), T.weekruis[stroom])
            uit[dag, stroom] = poisson(deel(verder(van_stroom, dag), 0), T.per_dag[stroom, dag] * factor)
    return uit


@snel
def kom_aan(T, sleutel, aantallen, sleutels, moment, dagen, stromen):
    """Geef elke melding haar sleutel en moment, en zet ze per werkdag op volgorde van aankomst."""
    van_meldingen = verder(sleutel, MELDING)
    eerste = plaats = len(T.start)
    for dag in range(T.dagen):
        if dag > 0 and T.dag_werkdag[dag] != T.dag_werkdag[dag - 1]:
            sorteer(sleutels, moment, dagen, stromen, eerste, plaats)
            eerste = plaats
        for stroom in range(aantallen.shape[1]):
            van_dag = verder(verder(van_meldingen, T.stroom_bron[stroom]), dag)
            for nummer in range(aantallen[dag, stroom]):
                eigen = verder(van_dag, nummer + 1)
                sleutels[plaats], dagen[plaats], stromen[plaats] = eigen, dag, stroom
                moment[plaats] = T.dag_werkdag[dag]
                if T.dag_vrij[dag] == 0:
                    moment[plaats] += deel(eigen, MOMENT)
                plaats += 1
    sorteer(sleutels, moment, dagen, stromen, eerste, plaats)


@snel
def sorteer(sleutels, moment, dagen, stromen, van, tot):
    """Zet een stuk op volgorde van moment. Invoegen houdt gelijke momenten op volgorde; boven de grens eerst een ruwe ordening."""
    if tot - van > 64:  # invoegen kost een kwadraat; een grote regio heeft zoveel meldingen op een dag
        orde = van + np.argsort(moment[van:tot], kind="mergesort")
        sleutels[van:tot], moment[van:tot] = sleutels[orde], moment[orde]
        dagen[van:tot], stromen[van:tot] = dagen[orde], stromen[orde]
        return
    for n in range(van + 1, tot):
        s, m, d, b = sleutels[n], moment[n], dagen[n], stromen[n]
        plaats = n
        while plaats > van and moment[plaats - 1] > m:
            vorige = plaats - 1
            sleutels[plaats], moment[plaats] = sleutels[vorige], moment[vorige]
            dagen[plaats], stromen[plaats] = dagen[vorige], stromen[vorige]
            plaats = vorige
        sleutels[plaats], moment[plaats], dagen[plaats], stromen[plaats] = s, m, d, b


# ------------------------------------------------------------------------------------------------------------- zaken


@snel
def trek_melding(T, D, sleutel, stroom, zaak):
    """Alles wat er over een nieuwe melding te loten valt."""
    urgentie = keuze(T.urgentie[stroom], deel(sleutel, URGENTIE))
    D.urgentie[zaak] = urgentie
    D.groep[zaak] = keuze(T.groep[stroom], deel(sleutel, GROEP)) if T.groepen > 1 else 0
    trek_beoordeling(T, D, sleutel, zaak)
    trek_hermelding(T, D, sleutel, zaak, int(D.moment[zaak]) + 1)


@snel
def trek_startzaak(T, D, sleutel, zaak):
    """Een zaak die er al ligt: zij wacht, of loopt al en heeft dus een deel van haar doorlooptijd achter de rug."""
    rij = T.start[zaak]
    D.moment[zaak], D.dag[zaak] = T.start_moment[zaak], rij[K_DAG]
    D.urgentie[zaak], D.groep[zaak] = rij[K_URGENTIE], rij[K_GROEP]
    trek_beoordeling(T, D, sleutel, zaak)
    if rij[K_GESTART] != ONBEKEND:
        trek_restant(T, D, sleutel, zaak, rij[K_POST])
    elif rij[K_POST] == 0:
        trek_hermelding(T, D, sleutel, zaak, 0)


@snel
def trek_beoordeling(T, D, sleutel, zaak):
    """Duur en inspanning van de beoordeling, en het toeval voor wat erna komt."""
    D.duur[zaak] = kwantiel(T.kwantielen[0], T.lengte[0], deel(sleutel, DUUR))
    D.uren[zaak] = kwantiel(T.kwantielen[1], T.lengte[1], deel(sleutel, INSPANNING))
    if T.samen > 0.0 and deel(sleutel, SAMEN) < T.samen:
        D.uren[zaak] *= T.samen_inspanning
    D.u_vervolg[zaak] = deel(sleutel, VERVOLG)
    D.u_duur[zaak] = deel(sleutel, DIENST_DUUR)
    D.u_uren[zaak] = deel(sleutel, DIENST_INSPANNING)


@snel
def trek_restant(T, D, sleutel, zaak, post):
    """Wat er van een lopende zaak nog over is, gegeven hoe lang zij al loopt."""
    duren, lengte = T.kwantielen[2 * post], T.lengte[2 * post]
    verstreken, voorbij = T.start_verstreken[zaak], T.start_voorbij[zaak]
    u = deel(sleutel, DUUR)
    if voorbij >= 1.0:
        rest = u * gemiddelde(duren, lengte)
    else:
        rest = max(kwantiel(duren, lengte, voorbij + (1.0 - voorbij) * u) - verstreken, 0.0)
    D.duur[zaak] = rest
    if T.vast_beslag[post] > 0:
        D.beslag[zaak] = T.vast_beslag[post]
    else:
        uren = kwantiel(T.kwantielen[2 * post + 1], T.lengte[2 * post + 1], deel(sleutel, INSPANNING))
        D.beslag[zaak] = per_werkdag(uren, max(verstreken + rest, uren / UREN_PER_DAG))


@snel
def trek_hermelding(T, D, sleutel, zaak, vanaf):
    """De eerste werkdag vanaf `vanaf` waarop een wachtende zaak opnieuw gemeld wordt."""
    per_dag = T.hermeld_ln[D.urgentie[zaak]]
    if per_dag == 0.0:
        return
    D.hermeld_dag[zaak] = vanaf + int(min(ln(deel(sleutel, HERMELD)) / per_dag, float(NOOIT)))
    D.hermeld_hoog[zaak] = 1 if deel(sleutel, HERMELD_HOOG) < T.wordt_hoog else 0


@snel
def gemiddelde(kwantielen, lengte):
    """Het gemiddelde van een verdeling."""
    if lengte == 1:
        return kwantielen[0]
    som = 0.0
    for n in range(lengte - 1):
        som += kwantielen[n] + kwantielen[n + 1]
    return som / 2.0 / (lengte - 1)


@snel
def per_werkdag(uren, duur):
    """De inspanning uitgesmeerd over de doorlooptijd, in miljoensten van een uur per werkdag."""
    return int(uren / duur * MICRO + 0.5) if duur > 0.0 else 0


# ---------------------------------------------------------------------------------------------------------- vast werk


@snel
def trek_ruis(T, sleutel):
    """Per team en werkdag het vaste werk waarvan het aantal keren wisselt."""
    uit = np.zeros(T.uren.shape, np.int64)
    for werk in range(len(T.ruis_bron)):
        eigen = verder(verder(sleutel, VASTWERK), T.ruis_bron[werk])
        for dag in range(T.dagen):
            werkdag = T.dag_werkdag[dag]
            if werkdag < T.werkdagen:
                keren = poisson(deel(eigen, dag), T.ruis_keren[werk, dag])
                uit[T.ruis_team[werk], werkdag] += keren * T.ruis_stap[werk]
    return uit
