"""Kanttekeningen: een dag of een periode, voor alles of voor bepaalde cijfers."""

from datetime import date

import pytest

from zicht.cijfers.kanttekeningen import Herkomst, Kanttekening, bij
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_periode

STAKING = Kanttekening(date(2025, 3, 12), "Landelijke staking.", door="Anna", bron="bericht van de directie")
SYSTEEM = Kanttekening(date(2025, 2, 1), "Nieuw systeem.", date(2025, 4, 30), codes=frozenset({"instroom-adviezen"}))


def test_een_kanttekening_hoort_bij_elke_periode_die_zij_raakt_op_volgorde() -> None:
    assert bij([STAKING, SYSTEEM], lees_periode("2025-03")) == (SYSTEEM, STAKING)
    assert bij([STAKING, SYSTEEM], lees_periode("2025-04")) == (SYSTEEM,)
    assert bij([STAKING, SYSTEEM], lees_periode("2025-05")) == ()


def test_een_kanttekening_bij_een_cijfer_staat_niet_bij_een_ander() -> None:
    assert bij([STAKING, SYSTEEM], lees_periode("2025-03"), "instroom-meldingen") == (STAKING,)
    assert bij([STAKING, SYSTEEM], lees_periode("2025-03"), "instroom-adviezen") == (SYSTEEM, STAKING)


def test_wanneer_in_woorden() -> None:
    assert STAKING.wanneer == "12 maart 2025"
    assert SYSTEEM.wanneer == "1 februari 2025 tot en met 30 april 2025"
    assert STAKING.herkomst is Herkomst.GESCHREVEN


@pytest.mark.parametrize(
    "tekst, tot, boodschap",
    [(" ", None, "tekst"), ("x" * 501, None, "500"), ("ja", date(2024, 1, 1), "eindigt voor")],
)
def test_wat_niet_kan_wordt_gezegd(tekst: str, tot: date | None, boodschap: str) -> None:
    with pytest.raises(AanroepFout, match=boodschap):
        Kanttekening(date(2025, 1, 1), tekst, tot)
