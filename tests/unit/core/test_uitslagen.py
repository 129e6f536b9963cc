"""Van tellingen naar uitslag: exact gedeeld, met een oordeel alleen bij een norm, en statistiek die klopt."""

import itertools
import statistics
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core import uitslagen
from zicht.core.bronnen import Bron
from zicht.core.parameters import Norm, Richting, Versie
from zicht.core.uitslagen import Tellingen, interval, kwantiel, student_t, uitslag

CIJFERS = st.lists(st.integers(2, 20).map(lambda n: Decimal(n) / 2), min_size=2, max_size=40)


def verdeling(waarden: list[Decimal]) -> dict[Decimal, int]:
    return {waarde: waarden.count(waarde) for waarde in waarden}


def norm(waarde: str, richting: Richting = Richting.MINIMAAL) -> Norm:
    versie = Versie(date(2022, 1, 1), Decimal(waarde), "aandeel", Bron("nhn-prestatie-indicatoren", "x"), None)
    return Norm(Decimal(waarde), richting, "aandeel", versie)


# ------------------------------------------------------------------------------------------------------------- uitslag


def test_een_aandeel_is_teller_gedeeld_door_noemer() -> None:
    gevonden = uitslag(INDICATOREN["klachten-gegrond"], Tellingen(3, 1, 2, 4, {"deels_gegrond": 1}), gebied="NHN")
    assert (gevonden.waarde, gevonden.eenheid) == (1 / 3, "aandeel")
    assert (gevonden.noemer, gevonden.teller, gevonden.niet_te_bepalen, gevonden.nog_open) == (3, 1, 2, 4)
    assert gevonden.extra == {"deels_gegrond": 1}
    assert (gevonden.norm, gevonden.oordeel) == (None, None)


def test_een_lege_noemer_heeft_geen_waarde_en_geen_oordeel() -> None:
    gevonden = uitslag(INDICATOREN["klachten-gegrond"], Tellingen(), gebied=None, norm=norm("0.05"))
    assert (gevonden.waarde, gevonden.oordeel, gevonden.noemer) == (None, None, 0)
    assert gevonden.extra == {"deels_gegrond": 0}


@pytest.mark.parametrize("teller, oordeel", [(9, "gehaald"), (8, "niet_gehaald")])
def test_precies_op_de_norm_is_gehaald(teller: int, oordeel: str) -> None:
    gevonden = uitslag(INDICATOREN["vv-tijdig-na-start"], Tellingen(10, teller), gebied=None, norm=norm("0.9"))
    assert (gevonden.oordeel, gevonden.norm) == (oordeel, 0.9)


def test_een_bovengrens_is_gehaald_als_het_niet_meer_is() -> None:
    for gegrond, oordeel in ((1, "gehaald"), (2, "niet_gehaald")):
        tellingen = Tellingen(20, gegrond)
        klachten = INDICATOREN["klachten-gegrond"]
        assert uitslag(klachten, tellingen, gebied=None, norm=norm("0.05", Richting.MAXIMAAL)).oordeel == oordeel


def test_zonder_termijn_is_er_geen_teller_en_geen_waarde() -> None:
    gevonden = uitslag(
        INDICATOREN["terugkoppeling-melder-tijdig"], Tellingen(10), gebied=None, heeft_termijn=False, norm=norm("0.9")
    )
    assert (gevonden.teller, gevonden.waarde, gevonden.oordeel, gevonden.noemer) == (None, None, None, 10)


def test_een_aantal_is_een_geheel_getal_zonder_teller() -> None:
    gevonden = uitslag(INDICATOREN["instroom-meldingen"], Tellingen(12), gebied="GM0361", maand="2025-03")
    assert (gevonden.waarde, gevonden.teller, gevonden.extra, gevonden.maand) == (12, None, {}, "2025-03")
    assert isinstance(gevonden.waarde, int)


def test_een_voorraad_houdt_haar_aparte_tellingen() -> None:
    gevonden = uitslag(INDICATOREN["wachtlijst-beoordeling"], Tellingen(5, apart={"opgepakt": 2}), gebied=None)
    assert (gevonden.waarde, gevonden.extra) == (5, {"niet_opgepakt": 0, "opgepakt": 2})


def test_een_gemiddelde_heeft_een_aantal_en_een_interval() -> None:
    cijfers = {Decimal(7): 2, Decimal(10): 1}
    gevonden = uitslag(INDICATOREN["tevredenheid-betrokkenen"], Tellingen(3, verdeling=cijfers), gebied=None)
    assert (gevonden.waarde, gevonden.eenheid, gevonden.extra["n"]) == (8.0, "cijfer", 3)
    leeg = uitslag(INDICATOREN["tevredenheid-betrokkenen"], Tellingen(), gebied=None)
    assert (leeg.waarde, leeg.extra) == (None, {"n": 0, "interval": None})


def test_een_doorlooptijd_heeft_een_mediaan_en_een_negentigste_percentiel() -> None:
    dagen = {Decimal(0): 1, Decimal(3): 1, Decimal(7): 1, Decimal(20): 1}
    gevonden = uitslag(INDICATOREN["overdracht-snelheid"], Tellingen(4, verdeling=dagen), gebied=None)
    assert (gevonden.waarde, gevonden.extra) == (5.0, {"n": 4, "p90": 16.1})
    leeg = uitslag(INDICATOREN["overdracht-snelheid"], Tellingen(), gebied=None)
    assert (leeg.waarde, leeg.extra) == (None, {"n": 0, "p90": None})


def test_de_vorm_voor_json_heeft_elk_veld() -> None:
    als_dict = uitslag(INDICATOREN["instroom-meldingen"], Tellingen(1), gebied="NHN").als_dict()
    assert als_dict["code"] == "instroom-meldingen"
    assert list(als_dict) == [
        "code", "titel", "nummer", "gebied", "maand", "noemer", "teller", "niet_te_bepalen", "nog_open", "waarde",
        "eenheid", "norm", "oordeel", "extra",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- statistiek


@given(
    waarden=CIJFERS, deel=st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(1, 4), Fraction(0), Fraction(1)])
)
def test_een_kwantiel_is_dat_van_numpy(waarden: list[Decimal], deel: Fraction) -> None:
    gekregen = kwantiel(verdeling(waarden), deel)
    assert gekregen is not None
    assert isclose(float(gekregen), float(np.quantile([float(w) for w in waarden], float(deel))), abs_tol=1e-9)


def test_een_kwantiel_van_niets_is_er_niet() -> None:
    assert kwantiel({}, Fraction(1, 2)) is None
    assert kwantiel({Decimal(7): 1}, Fraction(9, 10)) == 7
    with pytest.raises(IndexError):
        uitslagen._op_rang({Decimal(7): 1}, 1)  # pyright: ignore[reportPrivateUsage]


@given(waarden=CIJFERS)
def test_een_interval_is_gemiddelde_en_standaardfout_van_statistics(waarden: list[Decimal]) -> None:
    gekregen = interval(verdeling(waarden))
    assert gekregen is not None
    reeks = [float(w) for w in waarden]
    marge = student_t(len(reeks) - 1, 0.95) * statistics.stdev(reeks) / len(reeks) ** 0.5
    midden = statistics.fmean(reeks)
    assert np.allclose(gekregen, [midden - marge, midden + marge])


def test_met_minder_dan_twee_metingen_is_er_geen_interval() -> None:
    assert interval({}) is None
    assert interval({Decimal(7): 1}) is None
    assert interval({Decimal(7): 2}) == [7.0, 7.0]


@pytest.mark.parametrize(
    "vrijheidsgraden, tweezijdig_95, tweezijdig_99",
    [
        (1, 12.706205, 63.656741), (2, 4.302653, 9.924843), (3, 3.182446, 5.840909), (4, 2.776445, 4.604095),
        (5, 2.570582, 4.032143), (6, 2.446912, 3.707428), (7, 2.364624, 3.499483), (10, 2.228139, 3.169273),
        (20, 2.085963, 2.845340), (29, 2.045230, 2.756386), (30, 2.042272, 2.749996), (31, 2.039513, 2.744042),
        (40, 2.021075, 2.704459), (60, 2.000298, 2.660283), (120, 1.979930, 2.617421), (100_000, 1.959988, 2.575878),
    ],
)  # fmt: skip
def test_student_t_is_die_van_de_gedrukte_tabel(
    vrijheidsgraden: int, tweezijdig_95: float, tweezijdig_99: float
) -> None:
    """Abramowitz en Stegun, tabel 26.10, met de nauwkeurigheid van de tabel."""
    assert isclose(student_t(vrijheidsgraden, 0.95), tweezijdig_95, rel_tol=5e-7)
    assert isclose(student_t(vrijheidsgraden, 0.99), tweezijdig_99, rel_tol=5e-7)


def test_exact_en_reeks_sluiten_op_elkaar_aan() -> None:
    """Op de overgang van dertig naar eenendertig vrijheidsgraden verspringt er niets."""
    reeks = [student_t(n, 0.95) for n in range(25, 40)]
    stappen = [een - ander for een, ander in itertools.pairwise(reeks)]
    assert all(een > ander > 0 for een, ander in itertools.pairwise(stappen))
