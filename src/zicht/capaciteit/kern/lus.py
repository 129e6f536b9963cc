"""De lus over de werkdagen van een herhaling. Binnen een dag springt zij van gebeurtenis naar gebeurtenis.

Op elk moment gebeurt eerst alles wat op dat moment valt, en wordt daarna opgepakt. Aan het begin van een werkdag is dat: het einde van een
week tellen, afronden, aankomen, hermelden, controleren, de uren van de dag verdelen.
"""

from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.kern.rij import haal_eerste
from zicht.capaciteit.kern.stand import (
    BESCHIKBAAR, BEZET, DIENST_LOOPT, DIENST_WACHT, IN_BEOORDELING, KOMST, LOPEND, MENSEN, POSTEN, leeg_uit, nieuwe_stand,
    week_op,
)  # fmt: skip
from zicht.capaciteit.kern.zaken import BEOORDELING, begin, controleer, hermeld, in_de_rij, meldingen, pak_op, rond_af
from zicht.capaciteit.tafels import ONBEKEND, Startkolom
from zicht.capaciteit.uitkomst import Maat

K_POST, K_BEOORDEELD, K_GESTART, K_WERKDAG_IN = (
    Startkolom.POST, Startkolom.BEOORDEELD, Startkolom.GESTART, Startkolom.WERKDAG_IN,
)  # fmt: skip
ONTVANGEN, WACHT_BEOORDELING, NIET_OPGEPAKT, WACHTDAGEN, OUDSTE, WACHT_VV, LOOPT_VV = (
    int(maat)
    for maat in (
        Maat.ONTVANGEN, Maat.WACHT_BEOORDELING, Maat.NIET_OPGEPAKT, Maat.WACHTDAGEN, Maat.OUDSTE, Maat.WACHT_VV,
        Maat.LOOPT_VV,
    )  # fmt: skip
)
MEER, MINDER = 2.0, -2.0  # een team reageert niet sterker dan op een vier keer zo lange of zo korte rij


@snel
def speel(T, D):
    """Speel een herhaling met deze invoer."""
    S, U = nieuwe_stand(T, D), leeg_uit(T)
    zet_klaar(T, D, S, U)
    week = 0
    for werkdag in range(T.werkdagen):
        dag = T.werkdag_dag[werkdag]
        while week < T.weken and T.week_grens[week] == werkdag:
            tel_stand(T, D, S, U, week)
            week += 1
        gebeurt(T, D, S, U, float(werkdag), dag)
        hermeld(T, D, S, U, werkdag)
        controles = controleer(T, D, S, U, werkdag)
        verdeel_uren(T, D, S, U, werkdag, controles)
        pak_op(T, D, S, U, float(werkdag), dag)
        loop_dag(T, D, S, U, werkdag, dag)
        tel_uren(T, S, U, dag)
    while week < T.weken:
        tel_stand(T, D, S, U, week)
        week += 1
    return U


@snel
def zet_klaar(T, D, S, U):
    """De startlijst op haar plaats, de hermeldingen in hun lijsten, en wat er ontvangen wordt geteld."""
    oud = len(T.start)
    for zaak in range(len(D.dag)):
        if 0 <= D.hermeld_dag[zaak] < T.werkdagen:
            S.hermeld_volgende[zaak] = S.hermeld_eerste[D.hermeld_dag[zaak]]
            S.hermeld_eerste[D.hermeld_dag[zaak]] = zaak
        if zaak >= oud and week_op(T, D.dag[zaak]) >= 0:
            U.week[week_op(T, D.dag[zaak]), ONTVANGEN, D.groep[zaak]] += 1
    S.n[KOMST] = oud
    for zaak in range(oud):
        rij = T.start[zaak]
        S.besluit_dag[zaak] = rij[K_BEOORDEELD]
        if rij[K_GESTART] == ONBEKEND:
            in_de_rij(T, D, S, zaak, rij[K_POST], float(rij[K_WERKDAG_IN]))
        else:
            S.post[zaak], S.oppak_dag[zaak], S.beslag[zaak] = rij[K_POST], rij[K_GESTART], D.beslag[zaak]
            begin(D, S, zaak, rij[K_POST], D.duur[zaak])


@snel
def loop_dag(T, D, S, U, werkdag, dag):
    """Van gebeurtenis naar gebeurtenis tot het einde van de werkdag."""
    einde = float(werkdag + 1)
    while True:
        moment = einde
        if S.n[LOPEND] > 0:
            moment = min(moment, S.klaar_op[0])
        if S.n[KOMST] < len(D.moment):
            moment = min(moment, D.moment[S.n[KOMST]])
        if moment >= einde:
            return
        gebeurt(T, D, S, U, moment, dag)
        pak_op(T, D, S, U, moment, dag)


@snel
def gebeurt(T, D, S, U, moment, dag):
    """Alles wat op dit moment afgerond wordt, en daarna alles wat aankomt."""
    while S.n[LOPEND] > 0 and S.klaar_op[0] <= moment:
        zaak = S.klaar_zaak[0]
        haal_eerste(S.klaar_op, S.klaar_zaak, S.n[LOPEND])
        S.n[LOPEND] -= 1
        rond_af(T, D, S, U, zaak, moment, dag)
    while S.n[KOMST] < len(D.moment) and D.moment[S.n[KOMST]] <= moment:
        in_de_rij(T, D, S, S.n[KOMST], BEOORDELING, D.moment[S.n[KOMST]])
        S.n[KOMST] += 1


# --------------------------------------------------------------------------------------------------------------- uren


@snel
def verdeel_uren(T, D, S, U, werkdag, controles):
    """De uren van de dag: eerst de vaste lasten, de rest is ruimte voor zaken."""
    week = week_op(T, T.werkdag_dag[werkdag])
    for team in range(len(T.personen)):
        uren = uren_van(T, D, S, team, werkdag)
        last = S.achter[team] + T.vast[team, werkdag] + D.ruis[team, werkdag] + S.komt_erbij[team, werkdag]
        if team == T.controle_team:
            last += controles * T.controle_uren
        gedaan = min(uren, last)
        S.achter[team], S.ruimte[team] = last - gedaan, uren - gedaan
        if week >= 0:
            U.team[week, team, BESCHIKBAAR] += uren
            U.team[week, team, BEZET] += gedaan
            U.team[week, team, MENSEN] += D.vol[team, werkdag] + D.nieuw[team, werkdag]
    for post in range(POSTEN):
        S.vrijgehouden[post] = int(T.reserve[post] * S.ruimte[T.post_team[post]] + 0.5)


@snel
def uren_van(T, D, S, team, werkdag):
    """Wat een team vandaag kan werken: het rooster maal de bezetting, extra mensen, en harder als er meer ligt."""
    uren = T.uren[team, werkdag]
    if T.personen[team] > 0 and T.aanwezig[team] > 0.0:
        mensen = D.vol[team, werkdag] + T.inwerkdeel[team] * D.nieuw[team, werkdag]
        uren = uren * mensen / (T.personen[team] * T.aanwezig[team])
    uren = max(uren + T.extra_uren[team, werkdag], 0.0)
    if T.reactie[team] != 0.0 and T.rij_gewoon[team] > 0.0:
        rij = 0
        for post in range(POSTEN):
            if T.post_team[post] == team:
                rij += S.n[post]
        uren = max(uren * (1.0 + T.reactie[team] * verdubbelingen(rij / T.rij_gewoon[team])), 0.0)
    return int(uren + 0.5)


@snel
def verdubbelingen(verhouding):
    """Hoe vaak de rij verdubbeld is, tussen twee verdubbelingen een rechte lijn; hooguit twee keer meer of minder."""
    heel = 0.0
    while verhouding >= 2.0 and heel < MEER:
        verhouding, heel = verhouding / 2.0, heel + 1.0
    while verhouding < 1.0 and heel > MINDER:
        verhouding, heel = verhouding * 2.0, heel - 1.0
    return max(min(heel + verhouding - 1.0, MEER), MINDER)


@snel
def tel_uren(T, S, U, dag):
    """Wat er aan het einde van de werkdag aan zaken in beslag was."""
    week = week_op(T, dag)
    if week >= 0:
        for post in range(POSTEN):
            U.team[week, T.post_team[post], BEZET] += S.bezet[post]


# ------------------------------------------------------------------------------------------------------------- stand


@snel
def tel_stand(T, D, S, U, week):
    """De stand aan het einde van een week. Wat dat weekend binnenkwam wacht al, ook al staat het pas maandag in de rij."""
    tot = T.week_dag[week]
    uit = U.week[week]
    for plaats in range(S.n[BEOORDELING]):
        zaak = S.rij_zaak[BEOORDELING, plaats]
        tel_wachtende(uit, D.groep[zaak], tot - D.dag[zaak])
        if meldingen(S, zaak) > 1:
            tel_wachtende(uit, D.groep[zaak], tot - S.hermeld_op[zaak])
    zaak = S.n[KOMST]
    while zaak < len(D.moment) and D.moment[zaak] <= T.week_grens[week]:
        if D.dag[zaak] <= tot:
            tel_wachtende(uit, D.groep[zaak], tot - D.dag[zaak])
        zaak += 1
    for groep in range(T.groepen):
        uit[WACHT_BEOORDELING, groep] = uit[NIET_OPGEPAKT, groep] + S.groep[groep, IN_BEOORDELING]
        for dienst in range(2):
            uit[WACHT_VV + dienst, groep] = S.groep[groep, DIENST_WACHT + dienst]
            uit[LOOPT_VV + dienst, groep] = S.groep[groep, DIENST_LOOPT + dienst]


@snel
def tel_wachtende(uit, groep, dagen):
    """Een melding die niet is opgepakt, met haar leeftijd."""
    uit[NIET_OPGEPAKT, groep] += 1
    uit[WACHTDAGEN, groep] += dagen
    uit[OUDSTE, groep] = max(uit[OUDSTE, groep], dagen)

