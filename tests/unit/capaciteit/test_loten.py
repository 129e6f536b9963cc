"""Loten tegenover rekenen: honderdduizend jaren geven wat de precieze verdeling zegt, binnen de band die erbij staat."""

from decimal import Decimal

import numpy as np
import pytest

from zicht.capaciteit.risico import TREKKINGEN, simuleer
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.kansverdeling import Kansbedrag, variantie, verdeling, verwacht

TWINTIG = tuple(Kansbedrag(f"r{n}", Decimal(5 + 4 * n), Decimal(10_000 + 7_919 * n)) for n in range(20))
VIJF = TWINTIG[3:8]


def test_hetzelfde_zaad_geeft_hetzelfde_antwoord_en_een_ander_zaad_niet():
    een, twee, ander = simuleer(TWINTIG), simuleer(TWINTIG), simuleer(TWINTIG, zaad=2)
    assert np.array_equal(een.schade, twee.schade)
    assert not np.array_equal(een.schade, ander.schade)
    assert een.trekkingen == TREKKINGEN == 100_000


@pytest.mark.parametrize("zaad", range(1, 9))
@pytest.mark.parametrize("risicos", [VIJF, TWINTIG], ids=["vijf", "twintig"])
def test_het_gemiddelde_ligt_bij_het_precieze(risicos: tuple[Kansbedrag, ...], zaad: int):
    band = simuleer(risicos, zaad=zaad).gemiddelde(99.99)
    assert band.bevat(float(verwacht(risicos)))
    breedte = float((variantie(risicos) / TREKKINGEN).sqrt())
    assert band.hoog - band.laag == pytest.approx(2 * 3.8906 * breedte, rel=0.02)  # de spreiding klopt dus ook


@pytest.mark.parametrize("zaad", range(1, 9))
def test_kansen_en_kwantielen_liggen_bij_de_precieze(zaad: int):
    geloot, precies = simuleer(VIJF, zaad=zaad), verdeling(VIJF)
    for schade in list(precies.kansen)[::5]:
        assert geloot.kans_hooguit(float(schade), 99.99).bevat(float(precies.kans_hooguit(schade)) * 100)
    for procent in (10, 50, 75, 90, 95):
        assert geloot.kwantiel(procent, 99.99).bevat(float(precies.kwantiel(Decimal(procent))))


def test_een_te_hoge_kans_valt_buiten_de_band():
    """De band is smal genoeg om een fout van een procentpunt in een kans te zien."""
    anders = (Kansbedrag("r", VIJF[0].kans + 1, VIJF[0].bedrag * 10), *VIJF[1:])
    zoals = (Kansbedrag("r", VIJF[0].kans, VIJF[0].bedrag * 10), *VIJF[1:])
    assert not simuleer(zoals).gemiddelde(99.99).bevat(float(verwacht(anders)))


def test_een_driehoek_heeft_het_precieze_gemiddelde_en_blijft_tussen_laag_en_hoog():
    risico = Kansbedrag("loon", Decimal(60), Decimal(100_000), laag=Decimal(20_000), hoog=Decimal(300_000))
    geloot = simuleer([risico])
    assert geloot.gemiddelde(99.99).bevat(float(risico.verwacht))
    gebeurd = geloot.schade[geloot.schade > 0]
    assert 20_000 <= gebeurd.min() < gebeurd.max() <= 300_000
    assert float(geloot.schade.var()) == pytest.approx(float(risico.variantie), rel=0.02)


def test_een_risico_erbij_verandert_de_andere_niet():
    zonder, met = simuleer(VIJF), simuleer((*VIJF, Kansbedrag("nooit", Decimal(0), Decimal(1_000_000))))
    assert np.array_equal(zonder.schade, met.schade)


def test_de_verdeling_telt_op_tot_alle_jaren():
    vakken = simuleer(TWINTIG).verdeling(25)
    assert len(vakken) == 25
    assert sum(vak.deel for vak in vakken) == pytest.approx(1)


def test_zonder_risicos_is_elk_jaar_nul():
    assert simuleer(()).kwantiel(99).waarde == 0


def test_een_trekking_is_te_weinig():
    with pytest.raises(BegrotingFout, match="minstens 2"):
        simuleer(VIJF, trekkingen=1)
