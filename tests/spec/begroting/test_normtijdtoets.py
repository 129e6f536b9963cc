"""De aangekondigde kansen van de toets op een normtijd, nagemeten over veel verzonnen regio's, met een tweede uitwerking in numpy."""

from decimal import Decimal
from math import log

import numpy as np
import pytest

from zicht.core.begroting import normtijdtoets as nt
from zicht.core.begroting.normtijdtoets import Advies, rond_normtijd, toets, zaken_nodig

DIENSTEN = 9
ALFA = nt.LOOS_ALARM / DIENSTEN
GRENS = log(2 / ALFA)
MAANDEN = range(25, 1_001, 25)  # elke maand 25 zaken erbij, ruim drie jaar lang
NORM = Decimal(18)


def uren(verdeling: str, keren: int, zaken: int, maal: float = 1.0, variatie: float = 0.6, zaad: int = 7) -> np.ndarray:
    """Uren gedeeld door de normtijd, zo scheef als werk is."""
    dobbel = np.random.default_rng([zaad, keren, zaken, round(maal * 100)])
    if verdeling == "gamma":
        vorm = 1 / variatie**2
        return dobbel.gamma(vorm, maal / vorm, (keren, zaken))
    sigma = np.sqrt(np.log1p(variatie**2))
    return dobbel.lognormal(np.log(maal) - sigma**2 / 2, sigma, (keren, zaken))


def alarm(delen: np.ndarray) -> np.ndarray:
    """Dezelfde weddenschap in numpy, na elke zaak: of de normtijd dan is verworpen."""
    return (_inzet(delen, nt.OMHOOG) >= GRENS) | (_inzet(np.minimum(delen, nt.GRENS), [-d for d in nt.OMLAAG]) >= GRENS)


def _inzet(delen: np.ndarray, inzetten: object) -> np.ndarray:
    per = np.stack([np.cumsum(np.log1p(deel * (delen - 1)), axis=1) for deel in inzetten])
    return np.log(np.exp(per - per.max(0)).mean(0)) + per.max(0)


def te_hoog(keren: int, van: int, kans: float) -> bool:
    """Of zoveel keer niet bij deze kans past: het interval van Wilson (99,9 %) ligt erboven."""
    z = 3.29
    deel = keren / van
    midden = (deel + z * z / 2 / van) / (1 + z * z / van)
    half = z * np.sqrt(deel * (1 - deel) / van + z * z / 4 / van**2) / (1 + z * z / van)
    return bool(midden - half > kans)


@pytest.mark.parametrize("verdeling", ["gamma", "lognormaal"])
@pytest.mark.parametrize("variatie", [0.4, 0.6, 0.9])
def test_zonder_verschil_slaat_elke_maand_kijken_ooit_hoogstens_zo_vaak_alarm_als_aangekondigd(verdeling, variatie):
    delen = uren(verdeling, 1_500, MAANDEN[-1], variatie=variatie)
    ooit = alarm(delen).any(axis=1).sum()  # zelfs na elke zaak gekeken
    assert not te_hoog(int(ooit), 1_500, ALFA)


def test_een_gewone_band_slaat_met_dezelfde_uren_veel_te_vaak_alarm():
    """Dat de proef hierboven kan mislukken: wie elke maand met een gewone band van 95 % kijkt, heeft het vaak mis."""
    delen = uren("gamma", 500, MAANDEN[-1])
    ooit = np.zeros(500, bool)
    for n in MAANDEN:
        deel = delen[:, :n]
        ooit |= np.abs(deel.mean(axis=1) - 1) > 1.96 * deel.std(axis=1, ddof=1) / np.sqrt(n)
    assert ooit.mean() > 0.15
    assert te_hoog(int(ooit.sum()), 500, 0.05)


@pytest.mark.parametrize("verdeling", ["gamma", "lognormaal"])
@pytest.mark.parametrize("maal", [1.2, 0.8])
def test_twintig_procent_is_na_het_aangekondigde_aantal_zaken_gevonden(verdeling, maal):
    proef = uren(verdeling, 1, 4_000).ravel().tolist()
    nodig = zaken_nodig(proef, ALFA, maal - 1)
    gevonden = alarm(uren(verdeling, 1_500, nodig, maal))[:, -1].sum()
    assert not te_hoog(1_500 - int(gevonden), 1_500, 1 - nt.TREFKANS)


def test_de_toets_zelf_vindt_een_verschil_van_twintig_procent_en_stelt_de_juiste_normtijd_voor():
    nodig = zaken_nodig([], ALFA)
    uitslagen = [toets((rij * 18).tolist(), NORM, ALFA) for rij in uren("lognormaal", 60, nodig, 1.2)]
    herzien = [uitslag for uitslag in uitslagen if uitslag.advies is Advies.HERZIEN]
    assert not te_hoog(60 - len(herzien), 60, 1 - nt.TREFKANS)
    assert all(uitslag.voorstel > NORM for uitslag in herzien)
    assert abs(np.mean([float(uitslag.voorstel) for uitslag in herzien]) - 21.6) < 0.6


@pytest.mark.parametrize("maal", [0.7, 1.0, 1.15, 1.4])
def test_de_twee_uitwerkingen_zijn_het_eens_en_de_band_is_wat_nog_niet_is_verworpen(maal):
    for rij in uren("gamma", 8, 200, maal):
        verworpen = bool(alarm(rij[None, :])[0, -1])
        uitslag = toets((rij * 18).tolist(), NORM, ALFA)
        assert (not uitslag.laag <= 1 <= uitslag.hoog) == verworpen
        assert uitslag.laag < uitslag.verhouding < uitslag.hoog
        for norm, buiten in ((uitslag.laag * 0.999, True), (uitslag.laag * 1.001, False)):
            assert (nt.te_krap(rij.tolist(), norm) >= GRENS) == buiten
        for norm, buiten in ((uitslag.hoog * 1.001, True), (uitslag.hoog * 0.999, False)):
            assert (nt.te_ruim(rij.tolist(), norm) >= GRENS) == buiten


def test_de_band_bevat_het_echte_gemiddelde_minstens_zo_vaak_als_beloofd():
    mis = sum(
        not uitslag.laag <= 1.1 <= uitslag.hoog
        for uitslag in (toets((rij * 18).tolist(), NORM, 0.05) for rij in uren("lognormaal", 200, 120, 1.1))
    )
    assert not te_hoog(mis, 200, 0.05)


def test_klopt_niet_genoeg_en_herzien():
    precies = [18.0, 17.0, 19.0, 18.5, 17.5] * 60
    assert toets(precies, NORM, ALFA).advies is Advies.KLOPT
    assert toets(precies[:5], NORM, ALFA).advies is Advies.TE_WEINIG
    meer = toets([uur * 1.3 for uur in precies], NORM, ALFA)
    assert (meer.advies, meer.voorstel) == (Advies.HERZIEN, Decimal(23))


def test_een_zeker_maar_klein_verschil_dat_op_dezelfde_normtijd_afrondt_is_geen_reden_om_te_herzien():
    iets = toets([18.4] * 5_000, NORM, ALFA)
    assert iets.laag > 1
    assert (iets.advies, iets.voorstel) == (Advies.KLOPT, None)


def test_zonder_zaken_is_er_geen_oordeel_maar_wel_hoeveel_er_nodig_zijn():
    leeg = toets([], NORM, ALFA)
    assert (leeg.advies, leeg.verhouding, leeg.laag) == (Advies.TE_WEINIG, None, None)
    assert 200 < leeg.nodig < leeg.nodig_minder < 500


def test_de_volgorde_van_zaken_maakt_niets_uit():
    delen = uren("gamma", 1, 80).ravel().tolist()
    heen, terug = toets(delen, Decimal(1), ALFA), toets(delen[::-1], Decimal(1), ALFA)
    assert (round(heen.laag, 9), round(heen.hoog, 9), heen.advies) == (
        round(terug.laag, 9),
        round(terug.hoog, 9),
        terug.advies,
    )


@pytest.mark.parametrize(
    "ruw, rond", [("2.7", "2.5"), ("2.75", "3"), ("0.1", "0.5"), ("9.9", "10"), ("18.4", "18"), ("21.5", "22")]
)
def test_een_normtijd_is_afgerond_zoals_in_de_begroting(ruw, rond):
    assert rond_normtijd(Decimal(ruw)) == Decimal(rond)
