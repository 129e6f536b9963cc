"""Wat er met een zaak gebeurt: zij komt in de rij, wordt opgepakt, wordt afgerond, en wordt onderweg opnieuw gemeld of gecontroleerd."""

from math import ceil

from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.kern.getallen import keuze, kwantiel
from zicht.capaciteit.kern.rij import eerder, haal_eerste, verander, voeg_toe
from zicht.capaciteit.kern.stand import (
    AF, BEZIG, BEZIG_DIENST, DIENST_LOOPT, DIENST_WACHT, IN_BEOORDELING, LOPEND, POSTEN, WACHT, WACHT_AANTAL, WACHT_DIENST,
    WACHT_SOM, week_op,
)  # fmt: skip
from zicht.capaciteit.kern.trekken import per_werkdag
from zicht.capaciteit.model import Post, Vervolg
from zicht.capaciteit.tafels import ONBEKEND, UREN_PER_DAG
from zicht.capaciteit.uitkomst import Maat

BEOORDELING = int(Post.BEOORDELING)
NAAR_DIENST = int(Vervolg.ONDERZOEK)  # tot en met dit vervolg volgt er een dienst
NA_DIENST = len(Vervolg)  # de plaats van het nawerk na een dienst
ONTVANGEN, HERMELD, BEOORDEELD, CONTROLES = (
    int(maat) for maat in (Maat.ONTVANGEN, Maat.HERMELD, Maat.BEOORDEELD, Maat.CONTROLES)
)
AF_VV = int(Maat.AF_VV)
# De indicatoren: twee van de beoordeling, en per dienst drie.
NA_ONTVANGST, NA_OPPAKKEN, EERSTE_DIENST, PER_DIENST = 0, 1, 2, 3
HOOG = 0


# ------------------------------------------------------------------------------------------------------------- de rij


@snel
def in_de_rij(T, D, S, zaak, post, werkdag_in):
    """Zet een zaak in de rij van haar post; `werkdag_in` is het moment waarop zij daar begon te wachten."""
    S.post[zaak] = post
    if post == BEOORDELING:
        S.fase[zaak] = WACHT
        zet_werk(T, S, zaak, post, D.duur[zaak], D.uren[zaak])
    else:
        S.fase[zaak] = WACHT_DIENST
        S.groep[D.groep[zaak], DIENST_WACHT + post - 1] += 1
        duur = kwantiel(T.kwantielen[2 * post], T.lengte[2 * post], D.u_duur[zaak])
        uren = kwantiel(T.kwantielen[2 * post + 1], T.lengte[2 * post + 1], D.u_uren[zaak])
        zet_werk(T, S, zaak, post, duur, uren)
    sleutel = D.moment[zaak] - T.voorsprong[S.urgentie[zaak]]
    voeg_toe(S.rij_sleutel[post], S.rij_zaak[post], S.n[post], sleutel, zaak)
    S.n[post] += 1
    plan_controle(T, S, zaak, werkdag_in)


@snel
def zet_werk(T, S, zaak, post, duur, uren):
    """Hoe lang de zaak duurt, en hoeveel uur per werkdag zij vraagt."""
    if T.vast_beslag[post] > 0:
        S.duur[zaak], S.beslag[zaak] = duur, T.vast_beslag[post]
    else:
        S.duur[zaak] = max(duur, uren / UREN_PER_DAG)
        S.beslag[zaak] = per_werkdag(uren, S.duur[zaak])


@snel
def past(T, S, post):
    """Of de eerste zaak van een post vandaag kan beginnen, met het gereserveerde deel van anderen eraf."""
    team = T.post_team[post]
    bezet = vrijgehouden = 0
    for ander in range(POSTEN):
        if T.post_team[ander] == team:
            bezet += S.bezet[ander]
            if ander != post:
                vrijgehouden += max(S.vrijgehouden[ander] - S.bezet[ander], 0)
    if bezet == 0:  # een team dat niets omhanden heeft, begint altijd; anders kan een grote zaak een klein team stilzetten
        return S.ruimte[team] > 0
    return S.beslag[S.rij_zaak[post, 0]] <= S.ruimte[team] - bezet - vrijgehouden


@snel
def pak_op(T, D, S, U, moment, dag):
    """Laat beginnen wie past, de voorste eerst, tot niemand meer past."""
    while True:
        beste = -1
        for post in range(POSTEN):
            if S.n[post] > 0 and past(T, S, post):
                if beste < 0 or eerder(
                    S.rij_sleutel[post, 0], S.rij_zaak[post, 0], S.rij_sleutel[beste, 0], S.rij_zaak[beste, 0]
                ):
                    beste = post
        if beste < 0:
            return
        zaak = S.rij_zaak[beste, 0]
        haal_eerste(S.rij_sleutel[beste], S.rij_zaak[beste], S.n[beste])
        S.n[beste] -= 1
        tel_oppakken(T, D, S, U, zaak, beste, dag)
        begin(D, S, zaak, beste, moment + S.duur[zaak])


@snel
def begin(D, S, zaak, post, klaar_op):
    """Een zaak loopt vanaf nu, tot `klaar_op`."""
    groep = D.groep[zaak]
    if post == BEOORDELING:
        S.fase[zaak] = BEZIG
        S.groep[groep, IN_BEOORDELING] += meldingen(S, zaak)
    else:
        S.fase[zaak] = BEZIG_DIENST
        S.groep[groep, DIENST_LOOPT + post - 1] += 1
    S.bezet[post] += S.beslag[zaak]
    voeg_toe(S.klaar_op, S.klaar_zaak, S.n[LOPEND], klaar_op, zaak)
    S.n[LOPEND] += 1


@snel
def tel_oppakken(T, D, S, U, zaak, post, dag):
    """De dag van oppakken of starten, en hoe lang de melding daarop wachtte."""
    S.oppak_dag[zaak] = dag
    if post != BEOORDELING:
        S.groep[D.groep[zaak], DIENST_WACHT + post - 1] -= 1
    elif week_op(T, dag) >= 0:
        U.som[WACHT_SOM] += dag - D.dag[zaak]
        U.som[WACHT_AANTAL] += 1
        if S.hermeld_op[zaak] != ONBEKEND:
            U.som[WACHT_SOM] += dag - S.hermeld_op[zaak]
            U.som[WACHT_AANTAL] += 1


@snel
def meldingen(S, zaak):
    """Hoeveel meldingen een zaak telt: twee na een hermelding."""
    return 1 if S.hermeld_op[zaak] == ONBEKEND else 2


# ------------------------------------------------------------------------------------------------------------ afronden


@snel
def rond_af(T, D, S, U, zaak, moment, dag):
    """Een zaak is klaar op haar post."""
    post, groep = S.post[zaak], D.groep[zaak]
    S.bezet[post] -= S.beslag[zaak]
    if post == BEOORDELING:
        S.groep[groep, IN_BEOORDELING] -= meldingen(S, zaak)
        besluit(T, D, S, U, zaak, moment, dag)
    else:
        S.groep[groep, DIENST_LOOPT + post - 1] -= 1
        S.fase[zaak] = AF
        week = week_op(T, dag)
        if week >= 0:
            U.week[week, AF_VV + post - 1, groep] += 1
        eerste = EERSTE_DIENST + PER_DIENST * (post - 1)
        tel_termijn(T, U, eerste, post, groep, D.dag[zaak], dag)
        tel_termijn(T, U, eerste + 1, post, groep, S.besluit_dag[zaak], dag)
        tel_termijn(T, U, eerste + 2, post, groep, S.oppak_dag[zaak], dag)
        plan_nawerk(T, S, NA_DIENST, int(moment))


@snel
def besluit(T, D, S, U, zaak, moment, dag):
    """De veiligheidsbeoordeling is klaar: tel haar, en loot het vervolg."""
    groep, week = D.groep[zaak], week_op(T, dag)
    S.besluit_dag[zaak] = dag
    tel_beoordeling(T, S, U, zaak, groep, D.dag[zaak], dag)
    if S.hermeld_op[zaak] != ONBEKEND:
        tel_beoordeling(T, S, U, zaak, groep, S.hermeld_op[zaak], dag)
    vervolg = keuze(T.vervolg[S.urgentie[zaak]], D.u_vervolg[zaak])
    if week >= 0:
        U.vervolg[week, vervolg] += 1
    plan_nawerk(T, S, vervolg, int(moment))
    if vervolg <= NAAR_DIENST:
        in_de_rij(T, D, S, zaak, vervolg + 1, moment)
    else:
        S.fase[zaak] = AF


@snel
def tel_beoordeling(T, S, U, zaak, groep, ontvangen, dag):
    """Een beoordeelde melding: het aantal en de twee termijnen."""
    week = week_op(T, dag)
    if week >= 0:
        U.week[week, BEOORDEELD, groep] += 1
    tel_termijn(T, U, NA_ONTVANGST, BEOORDELING, groep, ontvangen, dag)
    tel_termijn(T, U, NA_OPPAKKEN, BEOORDELING, groep, S.oppak_dag[zaak], dag)


@snel
def tel_termijn(T, U, indicator, post, groep, van, tot):
    """Of een termijn gehaald is: het besluit valt op of voor de uiterste datum. Zonder begindag telt zij niet."""
    week = week_op(T, tot)
    if week < 0 or van == ONBEKEND:
        return
    U.termijn_week[week, indicator, 0] += 1
    U.termijn_groep[groep, indicator, 0] += 1
    if tot <= T.uiterste[post, van + T.voor]:
        U.termijn_week[week, indicator, 1] += 1
        U.termijn_groep[groep, indicator, 1] += 1


@snel
def plan_nawerk(T, S, soort, werkdag):
    """De uren die na dit besluit volgen, op hun werkdag; niet eerder dan de volgende."""
    for nummer in range(T.nawerk_van[soort], T.nawerk_van[soort + 1]):
        op = werkdag + T.nawerk_na[nummer]
        if op < T.werkdagen:
            S.komt_erbij[T.nawerk_team[nummer], op] += T.nawerk_uren[nummer]


# ------------------------------------------------------------------------------------------- hermelding en controle


@snel
def hermeld(T, D, S, U, werkdag):
    """Wie vandaag opnieuw gemeld wordt en nog wacht: een melding erbij, misschien urgenter, en wat meer werk."""
    dag = T.werkdag_dag[werkdag]
    week = week_op(T, dag)
    zaak = S.hermeld_eerste[werkdag]
    while zaak >= 0:
        if S.fase[zaak] == WACHT:
            S.hermeld_op[zaak] = dag
            if week >= 0:
                U.week[week, ONTVANGEN, D.groep[zaak]] += 1
                U.week[week, HERMELD, D.groep[zaak]] += 1
            zet_werk(T, S, zaak, BEOORDELING, D.duur[zaak], D.uren[zaak] + T.hermeld_uren)
            if D.hermeld_hoog[zaak] == 1 and S.urgentie[zaak] != HOOG:
                S.urgentie[zaak] = HOOG
                sleutel = D.moment[zaak] - T.voorsprong[HOOG]
                verander(S.rij_sleutel[BEOORDELING], S.rij_zaak[BEOORDELING], S.n[BEOORDELING], zaak, sleutel)
        zaak = S.hermeld_volgende[zaak]


@snel
def plan_controle(T, S, zaak, werkdag_in):
    """De eerste controle van wie begint te wachten; wie al wachtte houdt zijn ritme."""
    om = T.controle_om[S.urgentie[zaak]]
    if om <= 0.0:
        return
    op = werkdag_in + om
    while op < 0.0:
        op += om
    zet_controle(T, S, zaak, op)


@snel
def zet_controle(T, S, zaak, op):
    """Zet een controle op de eerste werkdag die op dat moment of erna begint."""
    werkdag, soort = int(ceil(op)), 0 if S.post[zaak] == BEOORDELING else 1
    S.controle_op[zaak] = op
    if werkdag < T.werkdagen:
        S.controle_volgende[soort, zaak] = S.controle_eerste[soort, werkdag]
        S.controle_eerste[soort, werkdag] = zaak


@snel
def controleer(T, D, S, U, werkdag):
    """De controles van vandaag bij wie nog wacht; geeft hun aantal."""
    week, aantal = week_op(T, T.werkdag_dag[werkdag]), 0
    for soort in range(2):
        zaak = S.controle_eerste[soort, werkdag]
        while zaak >= 0:
            volgende = S.controle_volgende[soort, zaak]
            if S.fase[zaak] == (WACHT if soort == 0 else WACHT_DIENST):
                aantal += 1
                if week >= 0:
                    U.week[week, CONTROLES, D.groep[zaak]] += 1
                om = T.controle_om[S.urgentie[zaak]]
                if om > 0.0:
                    zet_controle(T, S, zaak, S.controle_op[zaak] + om)
            zaak = volgende
    return aantal
