"""De vroege waarschuwing op een nagespeeld jaar: een slecht jaar valt op voordat het om is, een goed jaar niet."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from zicht.core.begroting.prognose import Methode, Prognose
from zicht.core.begroting.waarschuwing import (
    Jaarverloop,
    Oordeel,
    Regel,
    Volume,
    Waarschuwing,
    begroot_tot,
    beoordeel,
    eerste,
    speel_na,
)

RITME = np.array([1, 1, 1, 1, 1.25, 1, 0.98, 0.98, 1, 1, 1, 1.2])
POSTEN = {
    "primair": 5_745_800,
    "ondersteunend": 956_700,
    "leiding": 528_900,
    "overhead": 664_600,
    "huisvesting": 179_300,
}
BURAP1, BURAP2, JAAREINDE = date(2025, 4, 30), date(2025, 8, 31), date(2025, 12, 31)


def jaar(toeval: np.random.Generator, schaal: float, extra: np.ndarray | float = 1.0) -> dict[str, tuple[Decimal, ...]]:
    """De lasten van een jaar: ritme, groei en ruis per maand, en wat er bijzonder aan is."""
    return {
        post: tuple(
            Decimal(f"{maand:.2f}")
            for maand in RITME / RITME.sum() * bedrag * schaal * extra * np.exp(toeval.normal(0, 0.015, 12))
        )
        for post, bedrag in POSTEN.items()
    }


def naspelen(zaad: int, extra: np.ndarray | float) -> tuple[Waarschuwing, ...]:
    toeval = np.random.default_rng(zaad)
    eerder = {j: jaar(toeval, 1.03 ** (j - 2025)) for j in (2022, 2023, 2024)}
    nu = jaar(toeval, 1.0, extra)
    return speel_na(2025, [
        Jaarverloop(post, post.capitalize(), Decimal(begroot), nu[post], {j: maanden[post] for j, maanden in eerder.items()})
        for post, begroot in POSTEN.items()
    ])  # fmt: skip


def vanaf(maand: int, factor: float) -> np.ndarray:
    return np.where(np.arange(1, 13) >= maand, factor, 1.0)


@pytest.mark.parametrize("zaad", range(25))
def test_een_slecht_jaar_waarschuwt_een_burap_voor_het_jaareinde(zaad: int):
    """Vanaf maart vier procent duurder: aan het jaareinde 3,4 procent te veel, gezien in burap 1 of 2."""
    momenten = naspelen(zaad, vanaf(3, 1.04))
    assert [moment.op for moment in momenten] == [BURAP1, BURAP2, JAAREINDE]
    assert momenten[-1].oordeel is Oordeel.WAARSCHUWING  # het jaar was echt slecht
    sinds = eerste(momenten)
    assert sinds is not None
    assert sinds <= BURAP2
    assert 100_000 < momenten[1].bedrag < 400_000


def test_een_goed_jaar_waarschuwt_niet_en_ruis_ook_niet():
    """Honderd jaren precies op de begroting, met gewone ruis: hoogstens een op de twintig geeft ooit loos alarm."""
    alle = [naspelen(zaad, 1.0) for zaad in range(100)]
    assert sum(eerste(momenten) is not None for momenten in alle) <= 5
    assert sum(eerste(momenten, Oordeel.LET_OP) is not None for momenten in alle) <= 10
    assert all(momenten[-1].oordeel is Oordeel.GEEN for momenten in alle)


@pytest.mark.parametrize("zaad", range(10))
def test_een_goedkoop_jaar_waarschuwt_niet(zaad: int):
    momenten = naspelen(zaad, 0.96)
    assert {moment.oordeel for moment in momenten} == {Oordeel.GEEN}
    assert momenten[0].bedrag < 0
    assert momenten[0].reden == "de prognose past bij de begroting"


def test_de_duurste_post_staat_vooraan():
    toeval = np.random.default_rng(5)
    eerder = {j: jaar(toeval, 1.0) for j in (2023, 2024)}
    nu = jaar(toeval, 1.0) | {"leiding": tuple(m * 2 for m in jaar(toeval, 1.0)["leiding"])}
    posten = [Jaarverloop(p, p, Decimal(b), nu[p], {j: e[p] for j, e in eerder.items()}) for p, b in POSTEN.items()]
    [burap1] = speel_na(2025, posten, [4])
    assert burap1.oordeel is Oordeel.WAARSCHUWING
    assert burap1.oorzaken[0].code == "leiding"
    assert "verder boven de begroting dan de gewone schommeling" in burap1.reden


# ------------------------------------------------------------------------------------------------------- een enkel oordeel


def prognose(waarde: int, fout: int | None) -> Prognose:
    return Prognose(Decimal(waarde), Methode.SEIZOEN, 8, (2024,), None if fout is None else Decimal(fout), 100)


def oordeel(waarde: int, fout: int | None) -> Waarschuwing:
    return beoordeel(BURAP1, [Regel("a", "A", Decimal(1000), prognose(waarde, fout))], prognose(waarde, fout))


@pytest.mark.parametrize(
    "waarde,fout,verwacht",
    [
        (900, 1, Oordeel.GEEN),
        (1010, 0, Oordeel.GEEN),  # een procent is de drempel
        (1011, 0, Oordeel.WAARSCHUWING),
        (1040, 10, Oordeel.WAARSCHUWING),  # 95 procent: 1,98 × 10
        (1040, 25, Oordeel.LET_OP),  # 80 procent: 1,29 × 25; 95 procent: 1,98 × 25
        (1040, 40, Oordeel.GEEN),
        (1040, None, Oordeel.LET_OP),
        (1010, None, Oordeel.GEEN),
    ],
)
def test_het_oordeel_volgt_uit_de_band(waarde: int, fout: int | None, verwacht: Oordeel):
    assert oordeel(waarde, fout).oordeel is verwacht


def test_de_reden_zegt_wat_er_aan_de_hand_is():
    assert oordeel(1000, 1).reden == "de prognose past bij de begroting"
    assert oordeel(1040, 40).reden.endswith("nog binnen de gewone schommeling")
    assert oordeel(1040, None).reden.endswith("hoe zeker dat is, is niet bekend")
    band = oordeel(1040, 10).band
    assert band
    assert 27 < band.laag < 28
    assert 52 < band.hoog < 53


def test_het_verschil_valt_uiteen_in_volume_en_prijs():
    """Begroot 100 keer 10 euro; verwacht 120 keer 11: twintig stuks van 10, en een euro meer over 120."""
    regel = Regel("a", "A", Decimal(1000), prognose(1320, 1), Volume(Decimal(100), Decimal(120)))
    assert (regel.verschil, regel.volume_effect, regel.prijs_effect) == (320, 200, 120)


@pytest.mark.parametrize("volume", [None, Volume(Decimal(0), Decimal(5))])
def test_zonder_begroot_aantal_is_er_geen_splitsing(volume: Volume | None):
    regel = Regel("a", "A", Decimal(1000), prognose(1320, 1), volume)
    assert (regel.volume_effect, regel.prijs_effect) == (None, None)


def test_een_post_met_volume_splitst_in_een_nagespeeld_jaar():
    maanden = (Decimal(100),) * 12
    post = Jaarverloop("a", "A", Decimal(1200), tuple(m * 2 for m in maanden), {2024: maanden}, Decimal(120),
                       (Decimal(20),) * 12, {2024: (Decimal(10),) * 12})  # fmt: skip
    regel = post.tot(6)
    assert regel.volume is not None
    assert round(regel.volume.prognose) == 240
    assert (round(regel.volume_effect or 0), round(regel.prijs_effect or 0)) == (
        1200,
        0,
    )  # twee keer zo veel, even duur
    assert regel.tot_nu_verschil == 600


def test_wat_er_tot_nu_begroot_is_volgt_het_ritme_als_dat_er_is():
    assert begroot_tot(Decimal(1200), 3) == 300
    assert begroot_tot(Decimal(1200), 1, [Decimal(6), *[Decimal(0)] * 10, Decimal(6)]) == 600


def test_de_eerste_waarschuwing_is_de_vroegste():
    dagen = [
        op_dag(d, o)
        for d, o in ((BURAP2, Oordeel.WAARSCHUWING), (BURAP1, Oordeel.LET_OP), (JAAREINDE, Oordeel.WAARSCHUWING))
    ]
    assert eerste(dagen) == BURAP2
    assert eerste(dagen, Oordeel.LET_OP) == BURAP1
    assert eerste(dagen[1:2]) is None


def op_dag(op: date, oordeel: Oordeel) -> Waarschuwing:
    return Waarschuwing(op, oordeel, Decimal(1), prognose(1, 1), ())
