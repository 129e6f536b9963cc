"""De simulatie tegen formules en tegen Ciw. Elke marge is uitgerekend: vier keer de standaardfout over de herhalingen."""

import subprocess
import sys
from dataclasses import replace
from math import factorial

import numpy as np
import pytest

from support.doorstroom import een_post, exponentieel
from zicht.capaciteit.kern.blok import draai_blok
from zicht.capaciteit.kern.lus import speel
from zicht.capaciteit.kern.stand import WACHT_AANTAL, WACHT_SOM
from zicht.capaciteit.kern.tafels import maak_tafels
from zicht.capaciteit.kern.trekken import trek
from zicht.capaciteit.model import Beleid, Model, Verdeling
from zicht.capaciteit.uitkomst import Maat

pytestmark = pytest.mark.traag
HERHALINGEN, Z = 150, 4.0


def kwadraat(verdeling: Verdeling) -> float:
    """Het gemiddelde van het kwadraat: van een rechte lijn tussen a en b is dat (a² + ab + b²) / 3."""
    q = np.array(verdeling.kwantielen)
    return float(((q[1:] ** 2 + q[1:] * q[:-1] + q[:-1] ** 2) / 3).mean()) if len(q) > 1 else float(q[0] ** 2)


def rij(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """De gemiddelde lengte van de rij per groep, met haar standaardfout. Een week eindigt op een werkdag: geen afronding in de tijd."""
    stand = draai_blok(maak_tafels(model), 1, 0, HERHALINGEN).week[:, :, Maat.NIET_OPGEPAKT]
    per_herhaling = stand.mean(axis=1)
    return per_herhaling.mean(axis=0), per_herhaling.std(axis=0, ddof=1) / HERHALINGEN**0.5


def erlang_c(aankomst: float, duur: float, plaatsen: int) -> float:
    """De gemiddelde rij in M/M/c."""
    last = aankomst * duur
    vol = last**plaatsen / factorial(plaatsen) * plaatsen / (plaatsen - last)
    kans = vol / (sum(last**n / factorial(n) for n in range(plaatsen)) + vol)
    return kans * last / (plaatsen - last)


@pytest.mark.parametrize("plaatsen, bezetting", [(1, 0.7), (3, 0.8), (8, 0.85)])
def test_de_rij_is_die_van_erlang_c(plaatsen: int, bezetting: float) -> None:
    duur = exponentieel(0.5)
    aankomst = bezetting * plaatsen / duur.gemiddelde
    gemiddeld, fout = rij(een_post(aankomst, plaatsen, duur, dagen=700, opwarm=100))
    theorie = erlang_c(aankomst, duur.gemiddelde, plaatsen)
    # De kwantielen zijn net geen exponentiële verdeling; de rij schaalt met het kwadraat van de duur (Lee en Longton, 1959).
    scheef = abs(kwadraat(duur) / (2 * duur.gemiddelde**2) - 1) * theorie
    assert abs(gemiddeld[0] - theorie) < Z * fout[0] + scheef
    assert fout[0] < 0.05 * theorie  # anders zegt de toets niets


@pytest.mark.parametrize("duur", [Verdeling((0.5,)), Verdeling((0.1, 0.2, 0.4, 2.0)), exponentieel(0.5)])
def test_een_plaats_met_voorrang_is_die_van_cobham(duur: Verdeling) -> None:
    """M/G/1 met voorrang zonder onderbreken: drie stromen, elk met eigen urgentie en eigen groep (Cobham, 1954)."""
    aankomsten = np.array([0.2, 0.25, 0.35]) / duur.gemiddelde
    basis = een_post(1.0, 1, duur, dagen=700, opwarm=100)
    (alle,) = basis.stromen
    eenheid = np.eye(3).tolist()
    model = replace(
        basis,
        groepen=("hoog", "midden", "laag"),
        stromen=tuple(
            replace(alle, code=f"{n}", per_dag=tuple(aankomst * p for p in alle.per_dag), urgentie=tuple(eenheid[n]), groepen=tuple(eenheid[n]))
            for n, aankomst in enumerate(aankomsten)
        ),
        beleid=Beleid(voorsprong=(20_000.0, 10_000.0, 0.0)),
    )  # fmt: skip
    gemiddeld, fout = rij(model)
    last = np.cumsum(aankomsten * duur.gemiddelde)
    rest = aankomsten.sum() * kwadraat(duur) / 2
    theorie = aankomsten * rest / ((1 - last) * (1 - np.array([0.0, *last[:-1]])))
    assert (np.abs(gemiddeld - theorie) < Z * fout).all(), (gemiddeld, theorie, fout)
    assert (fout < 0.1 * theorie).all()


def test_de_wet_van_little() -> None:
    """Lengte van de rij = aankomsten maal wachttijd; in kalenderdagen, met weekend en al."""
    model = een_post(4.0, 5, exponentieel(1.0), dagen=400, opwarm=50)
    blok = draai_blok(maak_tafels(model), 1, 0, HERHALINGEN)
    dagen = model.dagen - model.opwarmdagen
    stand = blok.week[:, :, Maat.NIET_OPGEPAKT, 0]
    lengte = stand.mean(axis=1)
    wachttijd = blok.som[:, WACHT_SOM] / dagen  # aankomsten per dag maal gemiddelde wachttijd
    verschil = lengte - wachttijd
    fout = verschil.std(ddof=1) / HERHALINGEN**0.5
    # Wie aan het begin wachtte telt ook zijn dagen van ervoor, wie aan het einde wacht nog niet: dat scheelt hooguit een rij.
    rand = stand.max() * (blok.som[:, WACHT_SOM] / blok.som[:, WACHT_AANTAL]).max() / dagen
    assert abs(verschil.mean()) < Z * fout + rand
    assert fout + rand < 0.2 * lengte.mean()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:ciw")
def test_ciw_telt_precies_hetzelfde() -> None:
    """Dezelfde geloten invoer, in een andere bibliotheek met een ander soort lus: elke week dezelfde tellingen."""
    from benchmarks.simulatie import WAT
    from benchmarks.simulatie_anderen import invoer, met_ciw, met_simpy, per_week
    from benchmarks.simulatie_modellen import klein

    model = klein(0.25)
    tafels = maak_tafels(model)
    plaatsen = tuple(team.personen for team in model.teams)
    eerste = int(np.argmax(tafels.werkdag["week"] >= 0))
    for herhaling in range(2):
        trekking = trek(tafels, 1, herhaling)
        ons = speel(tafels, trekking).week[:, list(WAT), 0]
        assert ons[:, 0].max() > 5  # er wacht ook echt iemand
        wat = invoer(model, trekking, tafels.werkdagen)
        for speler in (met_ciw, met_simpy):
            hun = per_week(wat, speler(wat, plaatsen), tafels.week["grens"], eerste)
            assert ons.tolist() == hun.tolist()


def test_numba_wordt_pas_geladen_als_er_gerekend_wordt() -> None:
    code = "import sys, zicht.capaciteit.draaien; print([naam for naam in ('numba', 'numpy') if naam in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
