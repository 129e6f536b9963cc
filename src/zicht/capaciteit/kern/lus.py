"""De lus van een herhaling: van gebeurtenis naar gebeurtenis, tot het einde van het tijdvak.

Op elk moment gebeurt eerst alles wat op dat moment valt, en wordt daarna opgepakt. Aan het begin van een werkdag is dat: het einde van een
week tellen, afronden, aankomen, hermelden, controleren, de uren van de dag verdelen.
"""

from zicht.capaciteit.kern.compileer import ingevoegd, snel
from zicht.capaciteit.kern.rij import haal_eerste
from zicht.capaciteit.kern.stand import (
    BESCHIKBAAR, BEZET, DIENST_LOOPT, DIENST_WACHT, IN_BEOORDELING, KOMT, LOOPT, LOPEND, MENSEN, POSTEN, leeg_uit, nieuwe_stand, week_op,
)  # fmt: skip
from zicht.capaciteit.kern.zaken import (
    BEOORDELING, GEEN_POST, begin, controleer, hermeld, in_de_rij, meldingen, pak_op, rond_af,
)  # fmt: skip
from zicht.capaciteit.tafels import ONBEKEND
from zicht.capaciteit.uitkomst import Maat

ONTVANGEN, WACHT_BEOORDELING, NIET_OPGEPAKT, WACHTDAGEN, OUDSTE, WACHT_VV, LOOPT_VV = (
    int(maat)
    for maat in (
        Maat.ONTVANGEN,
        Maat.WACHT_BEOORDELING,
        Maat.NIET_OPGEPAKT,
        Maat.WACHTDAGEN,
        Maat.OUDSTE,
        Maat.WACHT_VV,
        Maat.LOOPT_VV,
    )  # fmt: skip
)
MEER, MINDER = 2.0, -2.0  # een team reageert niet sterker dan op een vier keer zo lange of zo korte rij


@snel
def speel(T, D):
    """Speel een herhaling met deze invoer."""
    S = nieuwe_stand(T.post, T.team, D.zaak, T.werkdagen, T.groepen)
    U = leeg_uit(T.weken, T.groepen, len(T.team))
    zet_klaar(T, D, S, U)
    week, werkdag, dag = 0, -1, 0
    while True:
        moment = volgend_moment(D.zaak, S.rij[LOPEND], S.tel, float(werkdag + 1))
        nieuwe_dag = moment == werkdag + 1
        if nieuwe_dag:
            if werkdag >= 0:
                tel_uren(U.team, S.post, week_op(T.dag, dag))
            werkdag += 1
            while week < T.weken and T.week[week].grens == werkdag:
                tel_stand(T, D, S, U.week[week], week)
                week += 1
            if werkdag == T.werkdagen:
                return U
            dag = T.werkdag[werkdag].dag
        gebeurt(T, D, S, U, moment, dag)
        if nieuwe_dag:
            hermeld(T, D, S, U, werkdag)
            verdeel_uren(T, D, S, U, werkdag, controleer(T, D, S, U, werkdag))
        pak_op(T, D, S, U, moment, dag)


@snel
def zet_klaar(T, D, S, U):
    """De startlijst op haar plaats, de hermeldingen in hun lijsten, en wat er ontvangen wordt geteld."""
    oud = len(T.start)
    for nummer in range(len(D.zaak)):
        gegeven = D.zaak[nummer]
        if gegeven.hermeld_dag < T.werkdagen:
            S.zaak[nummer].hermeld_volgende = S.lijst[gegeven.hermeld_dag].hermeld
            S.lijst[gegeven.hermeld_dag].hermeld = nummer
        if nummer >= oud and week_op(T.dag, gegeven.dag) >= 0:
            U.week[week_op(T.dag, gegeven.dag), ONTVANGEN, gegeven.groep] += 1
    S.tel[KOMT] = oud
    for nummer in range(oud):
        start, zaak = T.start[nummer], S.zaak[nummer]
        zaak.besluit_dag = start.beoordeeld
        if start.gestart == ONBEKEND:
            in_de_rij(T, D, S, nummer, start.post, start.werkdag_in)
        else:
            zaak.post, zaak.oppak_dag, zaak.beslag = start.post, start.gestart, D.zaak[nummer].beslag
            begin(S.zaak, S.rij[LOPEND], S.post, S.groep[start.groep], S.tel, nummer, start.post, D.zaak[nummer].duur)


@snel
def volgend_moment(zaken, lopend, tel, nieuwe_dag):
    """Wat het eerst komt: de volgende werkdag, een afronding of een aankomst."""
    moment = nieuwe_dag
    if tel[LOOPT] > 0:
        moment = min(moment, lopend[0].sleutel)
    if tel[KOMT] < len(zaken):
        moment = min(moment, zaken[tel[KOMT]].moment)
    return moment


@ingevoegd
def gebeurt(T, D, S, U, moment, dag):
    """Alles wat op dit moment afgerond wordt, en daarna alles wat aankomt."""
    while True:
        if S.tel[LOOPT] > 0 and S.rij[LOPEND, 0].sleutel <= moment:
            nummer = S.rij[LOPEND, 0].zaak
            haal_eerste(S.rij[LOPEND], S.tel[LOOPT])
            S.tel[LOOPT] -= 1
            naar, sinds = rond_af(T, D, S, U, nummer, moment, dag), moment
        elif S.tel[KOMT] < len(D.zaak) and D.zaak[S.tel[KOMT]].moment <= moment:
            nummer, naar = S.tel[KOMT], BEOORDELING
            sinds = D.zaak[nummer].moment
            S.tel[KOMT] += 1
        else:
            break
        if naar != GEEN_POST:
            in_de_rij(T, D, S, nummer, naar, sinds)


# --------------------------------------------------------------------------------------------------------------- uren


@ingevoegd
def verdeel_uren(T, D, S, U, werkdag, controles):
    """De uren van de dag: eerst de vaste lasten, de rest is ruimte voor zaken."""
    week = T.werkdag[werkdag].week
    for nummer in range(len(S.team)):
        team, wie, rooster = S.team[nummer], D.bezetting[nummer, werkdag], T.rooster[nummer, werkdag]
        uren = uren_van(team, rooster, wie, lengte_rij(S.post, nummer))
        last = team.achter + rooster.vast + wie.ruis + S.nawerk[nummer, werkdag]
        if nummer == T.controle_team:
            last += controles * T.controle_uren
        gedaan = min(uren, last)
        team.achter, team.ruimte = last - gedaan, uren - gedaan
        if week >= 0:
            U.team[week, nummer, BESCHIKBAAR] += uren
            U.team[week, nummer, BEZET] += gedaan
            U.team[week, nummer, MENSEN] += wie.vol + wie.nieuw
    for nummer in range(POSTEN):
        post = S.post[nummer]
        post.vrijgehouden = int(post.reserve * S.team[post.team].ruimte + 0.5)


@snel
def lengte_rij(posten, team):
    """Hoeveel zaken er op dit team wachten."""
    lengte = 0
    for nummer in range(POSTEN):
        if posten[nummer].team == team:
            lengte += posten[nummer].wacht
    return lengte


@snel
def uren_van(team, rooster, wie, rij):
    """Wat een team vandaag kan werken: het rooster maal de bezetting, extra mensen, en harder als er meer ligt."""
    uren = rooster.uren
    if team.personen > 0 and team.aanwezig > 0.0:
        uren = uren * (wie.vol + team.inwerkdeel * wie.nieuw) / (team.personen * team.aanwezig)
    uren = max(uren + rooster.extra, 0.0)
    if team.reactie != 0.0 and team.rij_gewoon > 0.0:
        uren = max(uren * (1.0 + team.reactie * verdubbelingen(rij / team.rij_gewoon)), 0.0)
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
def tel_uren(uit_team, posten, week):
    """Wat er aan het einde van de werkdag aan zaken in beslag was."""
    if week >= 0:
        for nummer in range(POSTEN):
            uit_team[week, posten[nummer].team, BEZET] += posten[nummer].bezet


# ------------------------------------------------------------------------------------------------------------- stand


@ingevoegd
def tel_stand(T, D, S, uit, week):
    """De stand aan het einde van een week. Wat dat weekend binnenkwam wacht al, ook al staat het pas maandag in de rij."""
    grens, tot = T.week[week].grens, T.week[week].dag
    for plaats in range(S.post[BEOORDELING].wacht):
        nummer = S.rij[BEOORDELING, plaats].zaak
        gegeven = D.zaak[nummer]
        tel_wachtende(uit, gegeven.groep, tot - gegeven.dag)
        if meldingen(S.zaak[nummer]) > 1:
            tel_wachtende(uit, gegeven.groep, tot - S.zaak[nummer].hermeld_op)
    nummer = S.tel[KOMT]
    while nummer < len(D.zaak) and D.zaak[nummer].moment <= grens:
        if D.zaak[nummer].dag <= tot:
            tel_wachtende(uit, D.zaak[nummer].groep, tot - D.zaak[nummer].dag)
        nummer += 1
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
