"""De precieze verdeling van risico's: met de hand na te rekenen."""

from decimal import Decimal

import pytest

from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.kansverdeling import Kansbedrag, variantie, verdeling, verwacht

TWEE = (Kansbedrag("a", Decimal(50), Decimal(100)), Kansbedrag("b", Decimal(20), Decimal(300)))


def test_twee_risicos_geven_vier_mogelijke_jaren():
    gevonden = verdeling(TWEE)
    assert gevonden.kansen == {
        Decimal(0): Decimal("0.4"),
        Decimal(100): Decimal("0.4"),
        Decimal(300): Decimal("0.1"),
        Decimal(400): Decimal("0.1"),
    }
    assert gevonden.raster == 1


def test_het_verwachte_bedrag_is_kans_maal_bedrag():
    assert verwacht(TWEE) == Decimal(110)
    assert variantie(TWEE) == Decimal("0.5") * Decimal("0.5") * 100**2 + Decimal("0.2") * Decimal("0.8") * 300**2


def test_het_kwantiel_is_het_kleinste_bedrag_met_genoeg_zekerheid():
    gevonden = verdeling(TWEE)
    assert [gevonden.kwantiel(Decimal(z)) for z in (40, 41, 80, 81, 90, 100)] == [
        Decimal(0),
        Decimal(100),
        Decimal(100),
        Decimal(300),
        Decimal(300),
        Decimal(400),
    ]
    assert gevonden.kans_hooguit(Decimal(299)) == Decimal("0.8")
    assert gevonden.kans_hooguit(Decimal(300)) == Decimal("0.9")


def test_gelijke_uitkomsten_tellen_samen():
    drie = (Kansbedrag("a", Decimal(50), Decimal(100)), Kansbedrag("b", Decimal(50), Decimal(100)))
    assert verdeling(drie).kansen == {
        Decimal(0): Decimal("0.25"),
        Decimal(100): Decimal("0.5"),
        Decimal(200): Decimal("0.25"),
    }


def test_zonder_risicos_is_er_geen_schade():
    assert verdeling(()).kansen == {Decimal(0): Decimal(1)}
    assert verwacht(()) == 0


def test_een_driehoek_heeft_het_gemiddelde_van_zijn_hoeken():
    risico = Kansbedrag("a", Decimal(100), Decimal(200), laag=Decimal(100), hoog=Decimal(600))
    assert risico.gemiddeld == 300
    assert round(variantie([risico]) * 18) == 100**2 + 200**2 + 600**2 - 100 * 200 - 100 * 600 - 200 * 600


def test_veel_risicos_komen_op_een_raster():
    veel = [Kansbedrag(str(n), Decimal(50), Decimal(100_003 + 7 * n)) for n in range(16)]
    gevonden = verdeling(veel)
    assert gevonden.raster == 100
    assert len(gevonden.kansen) < 20_000
    assert abs(sum(gevonden.kansen.values()) - 1) < Decimal("1e-20")
    gemiddeld = sum(schade * kans for schade, kans in gevonden.kansen.items())
    assert abs(gemiddeld - verwacht(veel)) <= 16 * 50  # elk bedrag hoogstens een half raster ernaast


@pytest.mark.parametrize(
    "kans,bedrag,laag,hoog",
    [(101, 1, None, None), (-1, 1, None, None), (50, -1, None, None), (50, 10, 11, None), (50, 10, None, 9)],
)
def test_wat_niet_kan_wordt_geweigerd(kans: int, bedrag: int, laag: int | None, hoog: int | None):
    with pytest.raises(BegrotingFout, match="Risico 'x'"):
        Kansbedrag(
            "x",
            Decimal(kans),
            Decimal(bedrag),
            None if laag is None else Decimal(laag),
            None if hoog is None else Decimal(hoog),
        )


@pytest.mark.parametrize("zekerheid", [Decimal(0), Decimal("100.1"), Decimal(-5)])
def test_een_zekerheid_buiten_de_procenten_is_een_fout(zekerheid: Decimal):
    with pytest.raises(BegrotingFout, match="zekerheid"):
        verdeling(TWEE).kwantiel(zekerheid)
