"""De prognose op verzonnen regio's: elk jaar na elke maand voorspeld, naast twee eenvoudige manieren."""

import pytest

from benchmarks.terugtoets import GROEPEN, tabel, toets_regio
from zicht.core.begroting.terugtoets import Manier, Terugtoets

JAREN = 5


@pytest.fixture(scope="module")
def uitslagen() -> dict[str, Terugtoets]:
    return dict(toets_regio("nog", JAREN, 1))


def fout(uitslag: Terugtoets, manier: Manier, maanden: int | None = None) -> float:
    maat = uitslag.maat(manier, maanden)
    assert maat is not None
    return float(maat.gemiddeld)


@pytest.mark.parametrize("groep", GROEPEN)
def test_over_het_hele_jaar_is_de_fout_kleiner_dan_van_beide_eenvoudige_manieren(
    uitslagen: dict[str, Terugtoets], groep: str
):
    eigen = fout(uitslagen[groep], Manier.ZICHT)
    assert 0 < eigen < 0.8 * fout(uitslagen[groep], Manier.KEER_TWAALF)
    assert eigen < fout(uitslagen[groep], Manier.VORIG_JAAR)


def test_lasten_zijn_in_burap_1_op_een_procent_te_zien_waar_keer_twaalf_er_drie_naast_zit(
    uitslagen: dict[str, Terugtoets],
):
    lasten = uitslagen["lasten samen"]
    assert fout(lasten, Manier.ZICHT, 4) < 1 < 2.5 < fout(lasten, Manier.KEER_TWAALF, 4)


@pytest.mark.parametrize("groep", GROEPEN)
def test_de_band_is_niet_te_smal_en_zegt_nog_iets(uitslagen: dict[str, Terugtoets], groep: str):
    in_band = uitslagen[groep].in_band
    assert in_band is not None
    assert 70 <= in_band < 100


def test_elk_jaar_na_het_eerste_doet_mee(uitslagen: dict[str, Terugtoets]):
    proeven = uitslagen["lasten samen"].proeven
    assert {proef.jaar for proef in proeven} == {2022, 2023, 2024, 2025}
    assert len(proeven) == (JAREN - 1) * 11
    assert {proef.reeks for proef in uitslagen["aantallen per dienst"].proeven} >= {
        "instroom-meldingen",
        "instroom-adviezen",
    }


def test_de_tabel_is_klaar_voor_het_papier(uitslagen: dict[str, Terugtoets]):
    regels = list(tabel("lasten samen", uitslagen["lasten samen"]))
    assert regels[1] == "| na maand | seizoensaandeel | gemiddelde keer twaalf | totaal van vorig jaar |"
    assert len(regels) == 3 + 12
    assert regels[-1].startswith("| alle | 0,")
