"""De elfproef, en wat een melding van een waarde laat zien."""

from datetime import date
from decimal import Decimal

import pytest

from zicht.catalogus.regels.melding import BEOORDEELD_NA_ONTVANGST
from zicht.core.bsn import bevat_bsn, is_bsn
from zicht.core.feiten import Melding
from zicht.core.regels import MAX_TEKENS, op_volgorde, plaatshouders, toon


@pytest.mark.parametrize("tekst", ["123456782", "111222333", " 123456782 ", "1234.56.782", "123 456 782", "10000008"])
def test_een_nummer_dat_de_elfproef_doorstaat_is_een_bsn(tekst: str) -> None:
    assert is_bsn(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "123456783", "000000000", "00000000", "999999999", "1234567", "1234567820", "M123456782", "12-34-56-782",
        "01.08.2024", "", "123456782x", "²23456782",
    ],
)  # fmt: skip
def test_wat_de_elfproef_niet_doorstaat_is_geen_bsn(tekst: str) -> None:
    assert not is_bsn(tekst)


def test_een_op_de_elf_nummers_doorstaat_de_elfproef() -> None:
    assert sum(is_bsn(str(nummer)) for nummer in range(100_000_000, 100_000_000 + 1100)) == 100


def test_een_bsn_tussen_woorden_wordt_gezien_maar_niet_binnen_een_langer_getal() -> None:
    assert bevat_bsn("burger 123456782 belde")
    assert bevat_bsn("(123456782)")
    assert not bevat_bsn("kenmerk 5123456782")
    assert not bevat_bsn("burger 123456783 belde")


def test_een_getoonde_waarde_is_kort_staat_op_een_regel_en_is_nooit_een_bsn() -> None:
    assert toon("a\n b\t c") == "a b c"
    assert toon("x" * MAX_TEKENS) == "x" * MAX_TEKENS
    assert toon("x" * 500) == "x" * (MAX_TEKENS - 1) + "…"
    assert "123456782" not in toon("123456782")
    assert "123456782" not in toon("notitie over 123456782")


def test_datums_en_getallen_worden_op_zijn_nederlands_getoond() -> None:
    assert toon(date(2025, 4, 17)) == "17-04-2025"
    assert toon(Decimal("7.500000")) == "7,5"
    assert toon(Decimal("100.000000")) == "100"


def test_een_volgorderegel_kijkt_naar_de_latere_dag_en_noemt_beide() -> None:
    regel = BEOORDEELD_NA_ONTVANGST
    assert regel.kolom is Melding.beoordeeld_op
    assert plaatshouders(regel.boodschap) == ["beoordeeld_op", "ontvangen_op"]
    assert regel == op_volgorde(
        "M-002", Melding, Melding.ontvangen_op, Melding.beoordeeld_op, regel.bron, ("de ontvangst", "De beoordeling")
    )
