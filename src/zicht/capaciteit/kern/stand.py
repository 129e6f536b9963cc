"""Wat er tijdens een herhaling verandert, en wat eruit komt."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.kern.compileer import blad, snel
from zicht.capaciteit.kern.indeling import LIJSTEN, LOOP, PLAATS
from zicht.capaciteit.kern.tafels import ONBEKEND, Getallen, Records
from zicht.capaciteit.uitkomst import INDICATOREN, Maat

MATEN, INDICATORTAL, UREN, VERVOLGEN = len(Maat), len(INDICATOREN), 3, 4

# De fase van een zaak.
BUITEN, WACHT, BEZIG, WACHT_DIENST, BEZIG_DIENST, AF = range(6)
# De rijen: een per post, en een van wat vandaag nog klaar komt.
POSTEN, LOPEND = 3, 3
# Stand.tel: hoeveel er vandaag nog klaar komen, wie de eerstvolgende is die aankomt, en de werkdag.
LOOPT, KOMT, VANDAAG = range(3)
# De kolommen van Stand.groep: meldingen in beoordeling, en zaken per dienst die wachten en lopen.
IN_BEOORDELING, DIENST_WACHT, DIENST_LOOPT = 0, 1, 3
# De kolommen van Uit.team.
BESCHIKBAAR, BEZET, MENSEN = range(3)
# De plaatsen in Uit.som: kalenderdagen van ontvangst tot oppakken, en van hoeveel meldingen.
WACHT_SOM, WACHT_AANTAL = range(2)


class Uit(NamedTuple):
    """Wat een herhaling oplevert, in hele getallen."""

    week: npt.NDArray[np.int32]  # [week, maat, groep]; bij WACHTDAGEN de som van de leeftijden
    team: Getallen  # [week, team, kolom] miljoensten van een uur, en mensdagen
    termijn_week: Getallen  # [week, indicator, 2] alle en op tijd
    termijn_groep: Getallen  # [groep, indicator, 2]
    vervolg: Getallen  # [week, vervolg] besluiten
    som: Getallen


class Stand(NamedTuple):
    """Alles wat beweegt; de kolommen staan in `indeling`."""

    zaak: Records  # LOOP
    rij: Records  # PLAATS, [rij, plaats]
    post: Records
    team: Records
    lijst: Records  # LIJSTEN, [werkdag]
    nawerk: Getallen  # [team, werkdag] miljoensten
    groep: Getallen  # [groep, kolom]
    tel: Getallen


@snel
def leeg_uit(weken, groepen, teams):
    """Een lege uitkomst."""
    return Uit(
        np.zeros((weken, MATEN, groepen), np.int32),
        np.zeros((weken, teams, UREN), np.int64),
        np.zeros((weken, INDICATORTAL, 2), np.int64),
        np.zeros((groepen, INDICATORTAL, 2), np.int64),
        np.zeros((weken, VERVOLGEN), np.int64),
        np.zeros(2, np.int64),
    )


@snel
def nieuwe_stand(posten, teams, zaken, werkdagen, groepen):
    """De stand voor de eerste werkdag, met iedereen nog buiten."""
    stand = Stand(
        np.zeros(len(zaken), LOOP),
        np.empty((POSTEN + 1, len(zaken)), PLAATS),
        posten.copy(),
        teams.copy(),
        np.empty(werkdagen, LIJSTEN),
        np.zeros((len(teams), werkdagen), np.int64),
        np.zeros((groepen, 5), np.int64),
        np.zeros(3, np.int64),
    )
    stand.tel[VANDAAG] = -1
    for werkdag in range(werkdagen):
        lijst = stand.lijst[werkdag]
        lijst.hermeld = lijst.controle = lijst.controle_dienst = lijst.klaar = -1
    for nummer in range(len(zaken)):
        zaak = stand.zaak[nummer]
        zaak.urgentie = zaken[nummer].urgentie
        zaak.oppak_dag = zaak.besluit_dag = zaak.hermeld_op = ONBEKEND
    return stand


@blad
def week_op(dagen, dag):
    """De week waarin een dag telt; -1 buiten de getelde weken."""
    return dagen[dag].week if 0 <= dag < len(dagen) else -1
