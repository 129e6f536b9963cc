"""De lus van een herhaling: van gebeurtenis naar gebeurtenis, tot het einde van het tijdvak.

Op elk moment gebeurt eerst alles wat op dat moment valt, en wordt daarna opgepakt. Aan het begin van een werkdag is dat: het einde van een
week tellen, afronden, aankomen, hermelden, controleren, de uren van de dag verdelen.
"""

from zicht.capaciteit.kern.compileer import blad, ingevoegd, snel
from zicht.capaciteit.kern.rij import haal_eerste
from zicht.capaciteit.kern.stand import (
    BESCHIKBAAR,
    BEZET,
    DIENST_LOOPT,
    DIENST_WACHT,
    IN_BEOORDELING,
    KOMT,
    LOOPT,
    LOPEND,
    MENSEN,
    POSTEN,
    VANDAAG,
    leeg_uit,
    nieuwe_stand,
    week_op,
)  # fmt: skip
from zicht.capaciteit.kern.tafels import ONBEKEND
from zicht.capaciteit.kern.zaken import (
    BEOORDELING,
    GEEN_POST,
    begin,
    controleer,
    hermeld,
    in_de_rij,
    leg_klaar,
    meldingen,
    pak_op,
    rond_af,
)  # fmt: skip
from zicht.capaciteit.uitkomst import Maat

ONTVANGEN, WACHT_BEOORDELING, NIET_OPGEPAKT = int(Maat.ONTVANGEN), int(Maat.WACHT_BEOORDELING), int(Maat.NIET_OPGEPAKT)
WACHTDAGEN, OUDSTE = int(Maat.WACHTDAGEN), int(Maat.OUDSTE)
WACHT_VV, LOOPT_VV = int(Maat.WACHT_VV), int(Maat.LOOPT_VV)
MEER, MINDER = 2.0, -2.0  # een team reageert niet sterker dan op een vier keer zo lange of zo korte rij


@snel
def speel(tafels, invoer):
    """Speel een herhaling met deze invoer."""
    stand = nieuwe_stand(tafels.post, tafels.team, invoer.zaak, tafels.werkdagen, tafels.groepen)
    uit = leeg_uit(tafels.weken, tafels.groepen, len(tafels.team))
    zet_klaar(tafels, invoer, stand, uit)
    loop(tafels, invoer, stand, uit)
    return uit


@blad
def loop(tafels, invoer, stand, uit):
    """Alle gebeurtenissen, tot de laatste werkdag voorbij is."""
    week, werkdag, dag = 0, -1, 0
    while True:
        moment = volgend_moment(invoer.zaak, stand.rij[LOPEND], stand.tel, float(werkdag + 1))
        nieuwe_dag = moment == werkdag + 1
        if nieuwe_dag:
            if werkdag >= 0:
                tel_uren(uit.team, stand.post, week_op(tafels.dag, dag))
            werkdag += 1
            while week < tafels.weken and tafels.week[week].grens == werkdag:
                tel_stand(tafels, invoer, stand, uit.week[week], week)
                week += 1
            if werkdag == tafels.werkdagen:
                return
            dag = tafels.werkdag[werkdag].dag
            stand.tel[VANDAAG] = werkdag
            leg_klaar(stand.zaak, stand.rij[LOPEND], stand.lijst[werkdag], stand.tel)
        gebeurt(tafels, invoer, stand, uit, moment, dag)
        if nieuwe_dag:
            hermeld(tafels, invoer, stand, uit, werkdag)
            verdeel_uren(tafels, invoer, stand, uit, werkdag, controleer(tafels, invoer, stand, uit, werkdag))
        pak_op(tafels, invoer, stand, uit, moment, dag)


@blad
def zet_klaar(tafels, invoer, stand, uit):
    """De startlijst op haar plaats, de hermeldingen in hun lijsten, en wat er ontvangen wordt geteld."""
    oud = len(tafels.start)
    for nummer in range(len(invoer.zaak)):
        gegeven = invoer.zaak[nummer]
        if gegeven.hermeld_dag < tafels.werkdagen:
            stand.zaak[nummer].hermeld_volgende = stand.lijst[gegeven.hermeld_dag].hermeld
            stand.lijst[gegeven.hermeld_dag].hermeld = nummer
        if nummer >= oud and week_op(tafels.dag, gegeven.dag) >= 0:
            uit.week[week_op(tafels.dag, gegeven.dag), ONTVANGEN, gegeven.groep] += 1
    stand.tel[KOMT] = oud
    for nummer in range(oud):
        start, zaak = tafels.start[nummer], stand.zaak[nummer]
        zaak.besluit_dag = start.beoordeeld
        if start.gestart == ONBEKEND:
            in_de_rij(tafels, invoer, stand, nummer, start.post, start.werkdag_in)
        else:
            zaak.post, zaak.oppak_dag, zaak.beslag = start.post, start.gestart, invoer.zaak[nummer].beslag
            begin(
                stand.zaak,
                stand.rij[LOPEND],
                stand.post,
                stand.groep[start.groep],
                stand.lijst,
                stand.tel,
                nummer,
                invoer.zaak[nummer].duur,
            )


@blad
def volgend_moment(zaken, lopend, tel, nieuwe_dag):
    """Wat het eerst komt: de volgende werkdag, een afronding of een aankomst."""
    moment = nieuwe_dag
    if tel[LOOPT] > 0:
        moment = min(moment, lopend[0].sleutel)
    if tel[KOMT] < len(zaken):
        moment = min(moment, zaken[tel[KOMT]].moment)
    return moment


@ingevoegd
def gebeurt(tafels, invoer, stand, uit, moment, dag):
    """Alles wat op dit moment afgerond wordt, en daarna alles wat aankomt."""
    while True:
        if stand.tel[LOOPT] > 0 and stand.rij[LOPEND, 0].sleutel <= moment:
            nummer = stand.rij[LOPEND, 0].zaak
            haal_eerste(stand.rij[LOPEND], stand.tel[LOOPT])
            stand.tel[LOOPT] -= 1
            naar, sinds = rond_af(tafels, invoer, stand, uit, nummer, moment, dag), moment
        elif stand.tel[KOMT] < len(invoer.zaak) and invoer.zaak[stand.tel[KOMT]].moment <= moment:
            nummer, naar = stand.tel[KOMT], BEOORDELING
            sinds = invoer.zaak[nummer].moment
            stand.tel[KOMT] += 1
        else:
            break
        if naar != GEEN_POST:
            in_de_rij(tafels, invoer, stand, nummer, naar, sinds)


# --------------------------------------------------------------------------------------------------------------- uren


@ingevoegd
def verdeel_uren(tafels, invoer, stand, uit, werkdag, controles):
    """De uren van de dag: eerst de vaste lasten, de rest is ruimte voor zaken."""
    week = tafels.werkdag[werkdag].week
    for nummer in range(len(stand.team)):
        team, wie, rooster = stand.team[nummer], invoer.bezetting[nummer, werkdag], tafels.rooster[nummer, werkdag]
        uren = uren_van(team, rooster, wie, lengte_rij(stand.post, nummer))
        last = team.achter + rooster.vast + wie.ruis + stand.nawerk[nummer, werkdag]
        if nummer == tafels.controle_team:
            last += controles * tafels.controle_uren
        gedaan = min(uren, last)
        team.achter, team.ruimte = last - gedaan, uren - gedaan
        if week >= 0:
            uit.team[week, nummer, BESCHIKBAAR] += uren
            uit.team[week, nummer, BEZET] += gedaan
            uit.team[week, nummer, MENSEN] += wie.vol + wie.nieuw
    for nummer in range(POSTEN):
        post = stand.post[nummer]
        post.vrijgehouden = int(post.reserve * stand.team[post.team].ruimte + 0.5)


@blad
def lengte_rij(posten, team):
    """Hoeveel zaken er op dit team wachten."""
    lengte = 0
    for nummer in range(POSTEN):
        if posten[nummer].team == team:
            lengte += posten[nummer].wacht
    return lengte


@blad
def uren_van(team, rooster, wie, rij):
    """Wat een team vandaag kan werken: het rooster maal de bezetting, extra mensen, en harder als er meer ligt."""
    uren = rooster.uren
    if team.personen > 0 and team.aanwezig > 0.0:
        uren = uren * (wie.vol + team.inwerkdeel * wie.nieuw) / (team.personen * team.aanwezig)
    uren = max(uren + rooster.extra, 0.0)
    if team.reactie != 0.0 and team.rij_gewoon > 0.0:
        uren = max(uren * (1.0 + team.reactie * verdubbelingen(rij / team.rij_gewoon)), 0.0)
    return int(uren + 0.5)


@blad
def verdubbelingen(verhouding):
    """Hoe vaak de rij verdubbeld is, tussen twee verdubbelingen een rechte lijn; hooguit twee keer meer of minder."""
    heel = 0.0
    while verhouding >= 2.0 and heel < MEER:
        verhouding, heel = verhouding / 2.0, heel + 1.0
    while verhouding < 1.0 and heel > MINDER:
        verhouding, heel = verhouding * 2.0, heel - 1.0
    return max(min(heel + verhouding - 1.0, MEER), MINDER)


@blad
def tel_uren(uit_team, posten, week):
    """Wat er aan het einde van de werkdag aan zaken in beslag was."""
    if week >= 0:
        for nummer in range(POSTEN):
            uit_team[week, posten[nummer].team, BEZET] += posten[nummer].bezet


# ------------------------------------------------------------------------------------------------------------- stand


@ingevoegd
def tel_stand(tafels, invoer, stand, uit, week):
    """De stand aan het einde van een week. Wat dat weekend binnenkwam wacht al, ook al staat het pas maandag in de rij."""
    grens, tot = tafels.week[week].grens, tafels.week[week].dag
    for plaats in range(stand.post[BEOORDELING].wacht):
        nummer = stand.rij[BEOORDELING, plaats].zaak
        gegeven = invoer.zaak[nummer]
        tel_wachtende(uit, gegeven.groep, tot - gegeven.dag)
        if meldingen(stand.zaak[nummer]) > 1:
            tel_wachtende(uit, gegeven.groep, tot - stand.zaak[nummer].hermeld_op)
    nummer = stand.tel[KOMT]
    while nummer < len(invoer.zaak) and invoer.zaak[nummer].moment <= grens:
        if invoer.zaak[nummer].dag <= tot:
            tel_wachtende(uit, invoer.zaak[nummer].groep, tot - invoer.zaak[nummer].dag)
        nummer += 1
    for groep in range(tafels.groepen):
        uit[WACHT_BEOORDELING, groep] = uit[NIET_OPGEPAKT, groep] + stand.groep[groep, IN_BEOORDELING]
        for dienst in range(2):
            uit[WACHT_VV + dienst, groep] = stand.groep[groep, DIENST_WACHT + dienst]
            uit[LOOPT_VV + dienst, groep] = stand.groep[groep, DIENST_LOOPT + dienst]


@blad
def tel_wachtende(uit, groep, dagen):
    """Een melding die niet is opgepakt, met haar leeftijd."""
    uit[NIET_OPGEPAKT, groep] += 1
    uit[WACHTDAGEN, groep] += dagen
    uit[OUDSTE, groep] = max(uit[OUDSTE, groep], dagen)
