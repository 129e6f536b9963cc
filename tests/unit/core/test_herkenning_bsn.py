"""Het BSN op het scherm en in een formulier: de elfproef, de twee afspraken, en het masker."""

import pytest

from zicht.core.bsn import BSN_ONBEKEND, BSN_ONGEBOREN, BsnFout, lees_bsn, masker_bsn, wijst_aan


@pytest.mark.parametrize("tekst", ["123456782", " 1234.56.782", "123 456 782"])
def test_een_goed_bsn_wordt_negen_cijfers(tekst: str) -> None:
    assert lees_bsn(tekst) == "123456782"


def test_een_bsn_van_acht_cijfers_krijgt_een_nul_ervoor() -> None:
    assert lees_bsn("10000008") == "010000008"


@pytest.mark.parametrize("tekst", ["", "  ", "000000000"])
def test_niets_ingevuld_is_onbekend(tekst: str) -> None:
    assert lees_bsn(tekst) == BSN_ONBEKEND


def test_ongeboren_mag_al_doorstaat_het_de_elfproef_niet() -> None:
    assert lees_bsn("999999999") == BSN_ONGEBOREN


@pytest.mark.parametrize("tekst", ["123456783", "12345", "abc", "1234567820"])
def test_een_fout_bsn_wordt_uitgelegd_zonder_het_te_herhalen(tekst: str) -> None:
    with pytest.raises(BsnFout, match="negen cijfers die de elfproef doorstaan") as fout:
        lees_bsn(tekst)
    assert tekst not in str(fout.value)
    assert BSN_ONBEKEND in str(fout.value)


@pytest.mark.parametrize("bsn", [None, "", BSN_ONBEKEND, BSN_ONGEBOREN, "123456783"])
def test_onbekend_ongeboren_en_ongeldig_wijzen_niemand_aan(bsn: str | None) -> None:
    assert wijst_aan(bsn) is None


def test_een_geldig_bsn_wijst_iemand_aan_in_elke_schrijfwijze() -> None:
    assert wijst_aan("1234.56.782") == wijst_aan("123456782") == "123456782"


def test_het_masker_laat_drie_cijfers_zien() -> None:
    assert masker_bsn("123456782") == "••••••782"
    assert masker_bsn("1234.56.782") == "••••••782"


def test_het_masker_noemt_onbekend_en_ongeboren_bij_hun_naam() -> None:
    assert masker_bsn(None) == masker_bsn(BSN_ONBEKEND) == "onbekend"
    assert masker_bsn(BSN_ONGEBOREN) == "ongeboren"
