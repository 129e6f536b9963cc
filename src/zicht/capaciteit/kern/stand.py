"""Wat er tijdens een herhaling verandert, en wat eruit komt."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.kern.compileer import snel
from zicht.capaciteit.tafels import ONBEKEND, Getallen, Kommagetallen
from zicht.capaciteit.uitkomst import INDICATOREN, Maat

POSTEN, MATEN, TERMIJNEN, UREN, VERVOLGEN = 3, len(Maat), len(INDICATOREN), 3, 4

# De fase van een zaak.
BUITEN, WACHT, BEZIG, WACHT_DIENST, BEZIG_DIENST, AF = range(6)
# De tellers in Stand.n: de lengte van de drie rijen en van het lopende werk, en de eerstvolgende die aankomt.
LOPEND, KOMST = 3, 4
# De kolommen van Stand.groep: meldingen in beoordeling, en zaken per dienst die wachten en lopen.
IN_BEOORDELING, DIENST_WACHT, DIENST_LOOPT = 0, 1, 3
# De kolommen van Uit.team.
BESCHIKBAAR, BEZET, MENSEN = range(3)
# De plaatsen in Uit.som.
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
    """Alles wat beweegt."""

    n: Getallen
    fase: Getallen
    post: Getallen
    urgentie: Getallen
    duur: Kommagetallen  # op de post waar de zaak nu is
    beslag: Getallen
    oppak_dag: Getallen
    besluit_dag: Getallen
    hermeld_op: Getallen  # dag; ONBEKEND als het niet gebeurd is
    rij_sleutel: Kommagetallen  # [post, plaats]
    rij_zaak: Getallen
    klaar_op: Kommagetallen
    klaar_zaak: Getallen
    bezet: Getallen  # [post] miljoensten per werkdag
    ruimte: Getallen  # [team] voor zaken, deze werkdag
    vrijgehouden: Getallen  # [post] het gereserveerde deel daarvan
    achter: Getallen  # [team] vast werk dat is blijven liggen
    komt_erbij: Getallen  # [team, werkdag] nawerk
    groep: Getallen  # [groep, kolom]
    hermeld_eerste: Getallen  # [werkdag] kop van de lijst zaken die dan opnieuw gemeld worden
    hermeld_volgende: Getallen  # [zaak]
    controle_eerste: Getallen  # [0 beoordeling of 1 dienst, werkdag]
    controle_volgende: Getallen  # [idem, zaak]
    controle_op: Kommagetallen  # [zaak] moment van de volgende controle


@snel
def leeg_uit(T):
    """Een lege uitkomst."""
    teams = len(T.personen)
    return Uit(
        np.zeros((T.weken, MATEN, T.groepen), np.int32),
        np.zeros((T.weken, teams, UREN), np.int64),
        np.zeros((T.weken, TERMIJNEN, 2), np.int64),
        np.zeros((T.groepen, TERMIJNEN, 2), np.int64),
        np.zeros((T.weken, VERVOLGEN), np.int64),
        np.zeros(2, np.int64),
    )


@snel
def nieuwe_stand(T, D):
    """De stand voor de eerste werkdag, met iedereen nog buiten."""
    zaken, teams, dagen = len(D.dag), len(T.personen), T.werkdagen
    return Stand(
        np.zeros(5, np.int64),
        np.zeros(zaken, np.int64),
        np.zeros(zaken, np.int64),
        D.urgentie.copy(),
        np.zeros(zaken),
        np.zeros(zaken, np.int64),
        np.full(zaken, ONBEKEND),
        np.full(zaken, ONBEKEND),
        np.full(zaken, ONBEKEND),
        np.empty((POSTEN, zaken)),
        np.empty((POSTEN, zaken), np.int64),
        np.empty(zaken),
        np.empty(zaken, np.int64),
        np.zeros(POSTEN, np.int64),
        np.zeros(teams, np.int64),
        np.zeros(POSTEN, np.int64),
        np.zeros(teams, np.int64),
        np.zeros((teams, dagen), np.int64),
        np.zeros((T.groepen, 5), np.int64),
        np.full(dagen, -1),
        np.full(zaken, -1),
        np.full((2, dagen), -1),
        np.full((2, zaken), -1),
        np.zeros(zaken),
    )


@snel
def week_op(T, dag):
    """De week waarin een dag telt; -1 buiten de getelde weken."""
    return T.week_van_dag[dag] if 0 <= dag < T.dagen else -1

