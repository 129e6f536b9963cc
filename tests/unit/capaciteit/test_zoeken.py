"""Het zoeken naar de kleinste bezetting, tegen proberen van alles, op een voorbeeld waarvan de kans uit te rekenen is.

In het voorbeeld heeft elke herhaling een eigen behoefte aan fte; wie minder heeft, haalt de norm niet.
"""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from support.kleine_doorstroom import doorstroom
from zicht.capaciteit.model import Model, Norm, Soort
from zicht.capaciteit.studie.verslag import Stand, Zoekas, Zoekvraag
from zicht.capaciteit.studie.zekerheid import wilson
from zicht.capaciteit.studie.zoeken import Steekproef, Zoektocht, alle_gehaald, beslis
from zicht.capaciteit.uitkomst import Kans
from zicht.core.begroting.inzet import Dienstverband
from zicht.core.fouten import AanroepFout

MODEL = doorstroom(28)
INDICATOR = "beoordeling-tijdig-na-ontvangst"
NORM = Norm(INDICATOR, 0.60)
INHUUR, VAST = (
    Zoekas("toegang", Dienstverband.INHUUR, Decimal(8)),
    Zoekas("toegang", Dienstverband.IN_DIENST, Decimal(8)),
)
PRIJZEN: dict[Dienstverband, Decimal | None] = {
    Dienstverband.INHUUR: Decimal(119300),
    Dienstverband.IN_DIENST: Decimal(94200),
}


class Behoefte:
    """Elke herhaling vraagt een aantal fte; iemand in dienst telt in dit tijdvak voor een half jaar mee."""

    def __init__(self, hoogste: float, deel_in_dienst: float = 0.5) -> None:
        self.nodig = np.random.default_rng(5).random(4000) * hoogste
        self.deel, self.gevraagd = deel_in_dienst, 0

    def __call__(self, model: Model, vanaf: int, aantal: int) -> Steekproef:
        self.gevraagd += aantal
        heeft = sum(deel.fte * (self.deel if deel.soort is Soort.IN_DIENST else 1.0) for deel in model.extra)
        return {INDICATOR: np.minimum(heeft / self.nodig[vanaf : vanaf + aantal], 1.0) * 0.6}


def vraag(*assen: Zoekas, **anders: object) -> Zoekvraag:
    return Zoekvraag("Hoeveel", assen, (NORM,), **anders)  # pyright: ignore[reportArgumentType]


def alles_proberen(zoektocht: Zoektocht) -> tuple[int, ...] | None:
    """Elke bezetting met alle herhalingen, en dan de lichtste die het haalt."""
    roosters = (range(zoektocht.stappen(as_) + 1) for as_ in zoektocht.vraag.assen)
    anders = replace(zoektocht, proeven={})
    goed = [punt for punt in product(*roosters) if anders.proef(punt).haalt]
    return min(goed, key=zoektocht.gewicht, default=None)


@pytest.mark.parametrize("hoogste", [0.6, 2.0, 3.7, 5.0, 7.9])
def test_de_kleinste_bezetting_is_die_van_alles_proberen(hoogste: float) -> None:
    zoektocht = Zoektocht(MODEL, vraag(INHUUR), Behoefte(hoogste), PRIJZEN)
    verslag = zoektocht.zoek()
    assert verslag.stand in (Stand.GEVONDEN, Stand.TE_WEINIG_HERHALINGEN)
    gevonden = verslag.gevonden
    beste = alles_proberen(zoektocht)
    assert gevonden is not None
    assert beste is not None
    assert gevonden.fte == beste[0] * Decimal("0.5")
    assert hoogste * 0.8 <= float(gevonden.fte) <= hoogste * 0.8 + 1, "de ware grens is acht tiende van de behoefte"
    assert len(verslag.proeven) < zoektocht.stappen(INHUUR) / 2, "halveren, niet alles proberen"


@pytest.mark.parametrize("deel", [0.5, 0.7, 0.79, 0.85, 1.0])
def test_de_goedkoopste_mix_is_die_van_alles_proberen(deel: float) -> None:
    vraag_ = vraag(INHUUR, VAST, stap=Decimal(1))
    zoektocht = Zoektocht(MODEL, vraag_, Behoefte(4.4, deel), PRIJZEN)
    gevonden = zoektocht.zoek().gevonden
    beste = alles_proberen(zoektocht)
    assert gevonden is not None
    assert beste is not None
    assert gevonden.euro_per_jaar == zoektocht.kosten(beste)


def test_in_dienst_wint_als_het_per_uur_goedkoper_is_en_anders_inhuur() -> None:
    def soorten(deel: float) -> set[Dienstverband]:
        gevonden = Zoektocht(MODEL, vraag(INHUUR, VAST, stap=Decimal(1)), Behoefte(4.4, deel), PRIJZEN).zoek().gevonden
        return {inzet.soort for inzet in gevonden.mensen} if gevonden else set()

    assert soorten(1.0) == {Dienstverband.IN_DIENST}
    assert soorten(0.5) == {Dienstverband.INHUUR}


def test_zonder_prijs_wordt_op_fte_gekozen_en_is_het_bedrag_onbekend() -> None:
    gevonden = Zoektocht(MODEL, vraag(INHUUR), Behoefte(4.0), {}).zoek().gevonden
    assert gevonden is not None
    assert gevonden.euro_per_jaar is None


def test_niet_haalbaar_zegt_waarbinnen() -> None:
    verslag = Zoektocht(MODEL, vraag(INHUUR), Behoefte(40.0), PRIJZEN).zoek()
    assert (verslag.stand, verslag.gevonden) == (Stand.NIET_HAALBAAR, None)
    assert verslag.zin == "Niet haalbaar met 80 procent zekerheid binnen 8 fte inhuur."


def test_nu_al_gehaald_kost_niets() -> None:
    loop = Behoefte(1e-9)
    loop.nodig = np.zeros(4000)
    with np.errstate(divide="ignore", invalid="ignore"):
        verslag = Zoektocht(MODEL, vraag(INHUUR), loop, PRIJZEN).zoek()
    assert verslag.stand is Stand.NU_AL
    assert verslag.gevonden is not None
    assert (verslag.gevonden.fte, verslag.gevonden.euro_per_jaar) == (0, 0)


def test_op_de_grens_komen_er_herhalingen_bij_en_blijft_het_eerlijk_onbeslist() -> None:
    loop = Behoefte(5.0)  # met 4 fte is de kans precies acht tiende
    verslag = Zoektocht(MODEL, vraag(INHUUR, herhalingen=100, meeste_herhalingen=400), loop, PRIJZEN).zoek()
    krap = next(proef for proef in verslag.proeven if proef.fte == 4)
    assert (krap.haalt, krap.herhalingen) == (None, 400)
    assert verslag.stand is Stand.TE_WEINIG_HERHALINGEN
    assert "is met 400 herhalingen niet te zeggen" in verslag.zin
    ruim = next(proef for proef in verslag.proeven if proef.fte == 8)
    assert ruim.herhalingen == 100, "wat duidelijk is, kost niet meer dan nodig"


def test_stoppen_geeft_wat_er_al_was() -> None:
    loop = Behoefte(5.0)
    verslag = Zoektocht(MODEL, vraag(INHUUR), loop, PRIJZEN, stop=lambda: loop.gevraagd > 500).zoek()
    assert verslag.stand is Stand.GESTOPT
    assert verslag.proeven


def test_de_voortgang_loopt_op_en_blijft_onder_de_een() -> None:
    gemeld = list[float]()
    Zoektocht(MODEL, vraag(INHUUR, VAST, stap=Decimal(1)), Behoefte(4.4), PRIJZEN, meld=gemeld.append).zoek()
    assert gemeld == sorted(gemeld)
    assert 0 < gemeld[-1] < 1


def test_alle_normen_moeten_in_dezelfde_herhaling_gehaald_worden() -> None:
    ander = Norm("vv-tijdig-na-start", 0.9)
    proef = {INDICATOR: np.array([0.6, 0.7, 0.5, 0.8]), "vv-tijdig-na-start": np.array([0.9, 0.8, 1.0, np.nan])}
    assert alle_gehaald(proef, (NORM, ander)).tolist() == [True, False, False, True]


@pytest.mark.parametrize(
    "kans, oordeel", [((0.81, 0.9), True), ((0.7, 0.79), False), ((0.75, 0.85), None), ((0.8, 1.0), True)]
)
def test_beslissen_op_het_interval(kans: tuple[float, float], oordeel: bool | None) -> None:
    assert beslis(Kans(0.8, *kans), 0.8) is oordeel


def test_het_interval_van_wilson() -> None:
    assert wilson(80, 100) == Kans(0.8, 0.71117, 0.86663)
    assert (wilson(0, 10).laag, wilson(10, 10).hoog) == (0.0, 1.0)


@pytest.mark.parametrize(
    "fout", [vraag(), vraag(INHUUR, VAST, INHUUR), vraag(INHUUR, stap=Decimal(9)), Zoekvraag("x", (INHUUR,), ())]
)
def test_een_vraag_zonder_antwoord_wordt_geweigerd(fout: Zoekvraag) -> None:
    with pytest.raises(AanroepFout, match="verwacht minstens een norm, een of twee soorten mensen"):
        Zoektocht(MODEL, fout, Behoefte(1.0), PRIJZEN)
