"""Wat er met een zaak gebeurt: zij komt in de rij, wordt opgepakt, wordt afgerond, en wordt onderweg opnieuw gemeld of gecontroleerd."""

from math import ceil

from zicht.capaciteit.kern.compileer import blad, ingevoegd
from zicht.capaciteit.kern.getallen import keuze, kwantiel
from zicht.capaciteit.kern.rij import eerder, haal_eerste, stijg, verander
from zicht.capaciteit.kern.stand import (
    AF,
    BEZIG,
    BEZIG_DIENST,
    DIENST_LOOPT,
    DIENST_WACHT,
    IN_BEOORDELING,
    LOOPT,
    LOPEND,
    POSTEN,
    VANDAAG,
    WACHT,
    WACHT_AANTAL,
    WACHT_DIENST,
    WACHT_SOM,
    week_op,
)  # fmt: skip
from zicht.capaciteit.kern.tafels import ONBEKEND, UREN_PER_DAG
from zicht.capaciteit.kern.trekken import per_werkdag
from zicht.capaciteit.model import Post, Vervolg
from zicht.capaciteit.uitkomst import Maat

BEOORDELING = int(Post.BEOORDELING)
NAAR_DIENST = int(Vervolg.ONDERZOEK)  # tot en met dit vervolg volgt er een dienst
NA_DIENST = len(Vervolg)  # de plaats van het nawerk na een dienst
GEEN_POST = -1
ONTVANGEN, HERMELD, BEOORDEELD, CONTROLES = (
    int(maat) for maat in (Maat.ONTVANGEN, Maat.HERMELD, Maat.BEOORDEELD, Maat.CONTROLES)
)
AF_VV = int(Maat.AF_VV)
# De indicatoren: twee van de beoordeling, en per dienst drie.
NA_ONTVANGST, NA_OPPAKKEN, EERSTE_DIENST, PER_DIENST = 0, 1, 2, 3
HOOG = 0


# ------------------------------------------------------------------------------------------------------------- de rij


@ingevoegd
def in_de_rij(tafels, invoer, stand, nummer, post, werkdag_in):
    """Zet een zaak in de rij van haar post; `werkdag_in` is het moment waarop zij daar begon te wachten."""
    zaak, gegeven = stand.zaak[nummer], invoer.zaak[nummer]
    zaak.post = post
    if post == BEOORDELING:
        zaak.fase = WACHT
        zet_werk(zaak, tafels.post[post].vast_beslag, gegeven.duur, gegeven.uren)
    else:
        zaak.fase = WACHT_DIENST
        stand.groep[gegeven.groep, DIENST_WACHT + post - 1] += 1
        duur = kwantiel(tafels.kwantielen[2 * post], tafels.post[post].duren, gegeven.u_duur)
        uren = kwantiel(tafels.kwantielen[2 * post + 1], tafels.post[post].urens, gegeven.u_uren)
        zet_werk(zaak, tafels.post[post].vast_beslag, duur, uren)
    urgentie = tafels.urgentie[zaak.urgentie]
    stijg(stand.rij[post], stand.post[post].wacht, gegeven.moment - urgentie.voorsprong, nummer)
    stand.post[post].wacht += 1
    if urgentie.controle_om > 0.0:  # wie al wachtte houdt zijn ritme
        op = werkdag_in + urgentie.controle_om
        while op < 0.0:
            op += urgentie.controle_om
        zet_controle(stand.zaak, stand.lijst, nummer, op)


@blad
def zet_werk(zaak, vast_beslag, duur, uren):
    """Hoe lang de zaak duurt, en hoeveel uur per werkdag zij vraagt."""
    if vast_beslag > 0:
        zaak.duur, zaak.beslag = duur, vast_beslag
    else:
        zaak.duur = max(duur, uren / UREN_PER_DAG)
        zaak.beslag = per_werkdag(uren, zaak.duur)


@blad
def past(zaken, rij, posten, teams, post):
    """Of de eerste zaak van een post vandaag kan beginnen, met het gereserveerde deel van anderen eraf."""
    team = posten[post].team
    bezet = vrijgehouden = 0
    for ander in range(POSTEN):
        if posten[ander].team == team:
            bezet += posten[ander].bezet
            if ander != post:
                vrijgehouden += max(posten[ander].vrijgehouden - posten[ander].bezet, 0)
    if (
        bezet == 0
    ):  # een team dat niets omhanden heeft begint altijd; anders kan een grote zaak een klein team stilzetten
        return teams[team].ruimte > 0
    return zaken[rij[post, 0].zaak].beslag <= teams[team].ruimte - bezet - vrijgehouden


@blad
def wie_begint(zaken, rij, posten, teams):
    """De post waarvan de eerste zaak vooraan staat en past; -1 als niemand past."""
    beste = GEEN_POST
    for post in range(POSTEN):
        if posten[post].wacht > 0 and past(zaken, rij, posten, teams, post):
            eerste = rij[post, 0]
            if beste < 0 or eerder(eerste.sleutel, eerste.zaak, rij[beste, 0].sleutel, rij[beste, 0].zaak):
                beste = post
    return beste


@ingevoegd
def pak_op(tafels, invoer, stand, uit, moment, dag):
    """Laat beginnen wie past, de voorste eerst, tot niemand meer past; geeft hoeveel er begonnen."""
    week = week_op(tafels.dag, dag)
    while True:
        post = wie_begint(stand.zaak, stand.rij, stand.post, stand.team)
        if post == GEEN_POST:
            break
        nummer = stand.rij[post, 0].zaak
        haal_eerste(stand.rij[post], stand.post[post].wacht)
        stand.post[post].wacht -= 1
        zaak, gegeven = stand.zaak[nummer], invoer.zaak[nummer]
        zaak.oppak_dag = dag
        if post != BEOORDELING:
            stand.groep[gegeven.groep, DIENST_WACHT + post - 1] -= 1
        elif week >= 0:
            tel_wachttijd(uit.som, zaak, gegeven.dag, dag)
        begin(
            stand.zaak,
            stand.rij[LOPEND],
            stand.post,
            stand.groep[gegeven.groep],
            stand.lijst,
            stand.tel,
            nummer,
            moment + zaak.duur,
        )


@blad
def tel_wachttijd(som, zaak, ontvangen, dag):
    """Hoe lang de melding, en een hermelding erbij, op oppakken wachtte."""
    som[WACHT_SOM] += dag - ontvangen
    som[WACHT_AANTAL] += 1
    if zaak.hermeld_op != ONBEKEND:
        som[WACHT_SOM] += dag - zaak.hermeld_op
        som[WACHT_AANTAL] += 1


@blad
def begin(zaken, rij, posten, groep, lijsten, tel, nummer, klaar_op):
    """Een zaak loopt vanaf nu, tot `klaar_op`. Wie vandaag klaar komt gaat in de rij, wie later klaar komt in de lijst van die dag."""
    zaak, werkdag = zaken[nummer], int(klaar_op)
    if zaak.post == BEOORDELING:
        zaak.fase = BEZIG
        groep[IN_BEOORDELING] += meldingen(zaak)
    else:
        zaak.fase = BEZIG_DIENST
        groep[DIENST_LOOPT + zaak.post - 1] += 1
    posten[zaak.post].bezet += zaak.beslag
    if werkdag == tel[VANDAAG]:
        stijg(rij, tel[LOOPT], klaar_op, nummer)
        tel[LOOPT] += 1
    elif werkdag < len(lijsten):
        zaak.klaar_op, zaak.klaar_na, lijsten[werkdag].klaar = klaar_op, lijsten[werkdag].klaar, nummer


@blad
def leg_klaar(zaken, rij, lijst, tel):
    """Zet aan het begin van een werkdag in de rij wie die dag klaar komt: een korte rij is een snelle rij."""
    nummer = lijst.klaar
    while nummer >= 0:
        stijg(rij, tel[LOOPT], zaken[nummer].klaar_op, nummer)
        tel[LOOPT] += 1
        nummer = zaken[nummer].klaar_na


@blad
def meldingen(zaak):
    """Hoeveel meldingen een zaak telt: twee na een hermelding."""
    return 1 if zaak.hermeld_op == ONBEKEND else 2


# ------------------------------------------------------------------------------------------------------------ afronden


@ingevoegd
def rond_af(tafels, invoer, stand, uit, nummer, moment, dag):
    """Een zaak is klaar op haar post; geeft de post waar zij nu op wacht, of -1."""
    zaak, gegeven = stand.zaak[nummer], invoer.zaak[nummer]
    post, groep, week = zaak.post, gegeven.groep, week_op(tafels.dag, dag)
    stand.post[post].bezet -= zaak.beslag
    if post == BEOORDELING:
        stand.groep[groep, IN_BEOORDELING] -= meldingen(zaak)
        zaak.besluit_dag = dag
        soort = keuze(tafels.vervolgkans[zaak.urgentie], gegeven.u_vervolg)
        if week >= 0:
            uit.vervolg[week, soort] += 1
            uit.week[week, BEOORDEELD, groep] += meldingen(zaak)
            for ontvangen in (gegeven.dag, zaak.hermeld_op):
                if ontvangen != ONBEKEND:
                    tel_termijn(
                        uit.termijn_week[week],
                        uit.termijn_groep[groep],
                        tafels.uiterste[post],
                        tafels.voor,
                        NA_ONTVANGST,
                        ontvangen,
                        dag,
                    )
                    tel_termijn(
                        uit.termijn_week[week],
                        uit.termijn_groep[groep],
                        tafels.uiterste[post],
                        tafels.voor,
                        NA_OPPAKKEN,
                        zaak.oppak_dag,
                        dag,
                    )
    else:
        stand.groep[groep, DIENST_LOOPT + post - 1] -= 1
        soort = NA_DIENST
        if week >= 0:
            uit.week[week, AF_VV + post - 1, groep] += 1
            eerste = EERSTE_DIENST + PER_DIENST * (post - 1)
            for na, van in enumerate((gegeven.dag, zaak.besluit_dag, zaak.oppak_dag)):
                tel_termijn(
                    uit.termijn_week[week],
                    uit.termijn_groep[groep],
                    tafels.uiterste[post],
                    tafels.voor,
                    eerste + na,
                    van,
                    dag,
                )
    plan_nawerk(tafels.nawerk, tafels.nawerk_van, stand.nawerk, soort, int(moment))
    zaak.fase = AF
    return soort + 1 if soort <= NAAR_DIENST else GEEN_POST


@blad
def tel_termijn(per_week, per_groep, uiterste, voor, indicator, van, tot):
    """Of een termijn gehaald is: het besluit valt op of voor de uiterste datum. Zonder begindag telt zij niet."""
    if van == ONBEKEND:
        return
    per_week[indicator, 0] += 1
    per_groep[indicator, 0] += 1
    if tot <= uiterste[van + voor]:
        per_week[indicator, 1] += 1
        per_groep[indicator, 1] += 1


@blad
def plan_nawerk(nawerk, nawerk_van, erbij, soort, werkdag):
    """De uren die na dit besluit volgen, op hun werkdag; niet eerder dan de volgende."""
    for nummer in range(nawerk_van[soort], nawerk_van[soort + 1]):
        werk = nawerk[nummer]
        if werkdag + werk.na < erbij.shape[1]:
            erbij[werk.team, werkdag + werk.na] += werk.uren


# ------------------------------------------------------------------------------------------- hermelding en controle


@ingevoegd
def hermeld(tafels, invoer, stand, uit, werkdag):
    """Wie vandaag opnieuw gemeld wordt en nog wacht: een melding erbij, misschien urgenter, en wat meer werk."""
    dag, week = tafels.werkdag[werkdag].dag, tafels.werkdag[werkdag].week
    nummer = stand.lijst[werkdag].hermeld
    while nummer >= 0:
        zaak, gegeven = stand.zaak[nummer], invoer.zaak[nummer]
        if zaak.fase == WACHT:
            zaak.hermeld_op = dag
            if week >= 0:
                uit.week[week, ONTVANGEN, gegeven.groep] += 1
                uit.week[week, HERMELD, gegeven.groep] += 1
            zet_werk(zaak, tafels.post[BEOORDELING].vast_beslag, gegeven.duur, gegeven.uren + tafels.hermeld_uren)
            if gegeven.hermeld_hoog == 1 and zaak.urgentie != HOOG:
                zaak.urgentie = HOOG
                sleutel = gegeven.moment - tafels.urgentie[HOOG].voorsprong
                verander(stand.rij[BEOORDELING], stand.post[BEOORDELING].wacht, nummer, sleutel)
        nummer = zaak.hermeld_volgende


@blad
def zet_controle(zaken, lijsten, nummer, op):
    """Zet een controle op de eerste werkdag die op dat moment of erna begint."""
    zaak, werkdag = zaken[nummer], int(ceil(op))  # noqa: RUF046 - voor de compiler is ceil een kommagetal
    zaak.controle_op = op
    if werkdag < len(lijsten):
        lijst = lijsten[werkdag]
        if zaak.post == BEOORDELING:
            zaak.controle_na, lijst.controle = lijst.controle, nummer
        else:
            zaak.controle_na_dienst, lijst.controle_dienst = lijst.controle_dienst, nummer


@ingevoegd
def controleer(tafels, invoer, stand, uit, werkdag):
    """De controles van vandaag bij wie nog wacht; geeft hun aantal.

    Een zaak staat in hooguit een lijst per soort. Wie niet meer wacht staat er soms nog in, en valt er dan uit.
    """
    week, aantal = tafels.werkdag[werkdag].week, 0
    for soort in range(2):
        nummer = stand.lijst[werkdag].controle if soort == 0 else stand.lijst[werkdag].controle_dienst
        while nummer >= 0:
            zaak = stand.zaak[nummer]
            volgende = zaak.controle_na if soort == 0 else zaak.controle_na_dienst
            if zaak.fase == (WACHT if soort == 0 else WACHT_DIENST):
                aantal += 1
                if week >= 0:
                    uit.week[week, CONTROLES, invoer.zaak[nummer].groep] += 1
                om = tafels.urgentie[zaak.urgentie].controle_om
                if om > 0.0:
                    zet_controle(stand.zaak, stand.lijst, nummer, zaak.controle_op + om)
            nummer = volgende
    return aantal
