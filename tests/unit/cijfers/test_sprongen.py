"""Sprongen per bron: wat geplant is valt op, wat rustig is niet, en de kans op loos alarm klopt met wat er staat."""

import random
from math import exp

import pytest

from zicht.cijfers.sprongen import LOOS_ALARM, Reeks, zoek

MAANDEN = (*tuple(f"2025-{nr:02d}" for nr in range(1, 13)), "2026-01")


def reeks(bron: str, aantallen: list[int], leeg: list[int] | None = None) -> Reeks:
    velden = {"aard": tuple(leeg)} if leeg is not None else {}
    return Reeks("melder", bron, bron, MAANDEN, tuple(aantallen), velden)


RUSTIG = [40, 44, 38, 41, 45, 39, 42, 37, 43, 40, 41, 38]


@pytest.mark.parametrize("nu, omhoog", [(90, True), (0, False), (8, False)])
def test_een_geplante_sprong_in_het_aantal_valt_op(nu, omhoog):
    (sprong,) = zoek([reeks("politie", [*RUSTIG, nu]), reeks("huisarts", [*RUSTIG, 41])])
    assert (sprong.bron, sprong.veld, sprong.omhoog, sprong.maand) == ("politie", "", omhoog, "2026-01")
    assert "politie: in januari 2026" in sprong.zin


def test_een_veld_dat_opeens_vaak_leeg_is_valt_op():
    (sprong,) = zoek([reeks("politie", [*RUSTIG, 40], [*([1] * 12), 20])])
    assert (sprong.veld, sprong.omhoog) == ("aard", True)
    assert "aard vaker leeg" in sprong.zin
    assert "20 van 40" in sprong.zin


def test_een_rustige_bron_en_een_die_altijd_schommelt_vallen_niet_op():
    wild = [20, 70, 25, 65, 30, 75, 22, 68, 27, 71, 24, 66]
    assert zoek([reeks("politie", [*RUSTIG, 46], [*([1] * 12), 2]), reeks("school", [*wild, 80])]) == ()


def test_een_kleine_of_nieuwe_bron_doet_niet_mee():
    assert (
        zoek([reeks("klein", [1] * 12 + [9]), Reeks("melder", "nieuw", "nieuw", MAANDEN[:3], (40, 40, 200), {})]) == ()
    )


def poisson(toeval: random.Random, gemiddeld: float) -> int:
    grens, k, p = exp(-gemiddeld), 0, 1.0
    while (p := p * toeval.random()) > grens:
        k += 1
    return k


@pytest.mark.parametrize("schommel", [0.0, 0.25], ids=["toeval", "meer dan toeval"])
def test_hoogstens_een_op_de_twintig_rustige_maanden_geeft_loos_alarm(schommel):
    toeval, keren, alarm = random.Random(11), 400, 0
    for _ in range(keren):
        bronnen = []
        for nr in range(8):
            gewoon = (6, 10, 15, 20, 30, 40, 60, 80)[nr]
            aantallen = [poisson(toeval, gewoon * max(0.2, toeval.gauss(1, schommel))) for _ in MAANDEN]
            leeg = [sum(toeval.random() < 0.08 for _ in range(n)) for n in aantallen]
            bronnen.append(reeks(f"b{nr}", aantallen, leeg))
        alarm += bool(zoek(bronnen))
    # twee standaardfouten boven de belofte, want ook dit is een steekproef
    assert alarm / keren <= LOOS_ALARM + 2 * (LOOS_ALARM * (1 - LOOS_ALARM) / keren) ** 0.5, alarm / keren
