"""De motor tegen het orakel: willekeurige datasets, dezelfde vraag, precies dezelfde cijfers.

Standaard 60 datasets met drie vragen; met ZICHT_VEEL=1 tweeduizend, of een ander aantal met ZICHT_VEEL=500.
"""

import os
from pathlib import Path
from random import Random

import pytest

from support.oracle import CODES, uitslagen
from support.oracle.aanroep import indicatoren
from support.oracle.vergelijk import verschillen
from support.willekeurig import Aanroep, Dataset, maak_aanroep, maak_dataset

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 60, 1: 2000}.get(VEEL, VEEL)
VRAGEN = 3


def vragen(zaad: int, data: Dataset) -> list[Aanroep]:
    """De vragen bij een dataset, afhankelijk van hetzelfde zaad."""
    kans = Random(f"vragen {zaad}")
    return [maak_aanroep(kans, data) for _ in range(VRAGEN)]


def vergelijk(zaad: int, pad: Path, *motor: str) -> None:
    """Stel alle vragen over een dataset aan orakel en motor; de motor leest soms een andere schrijfwijze."""
    data = maak_dataset(zaad)
    schoon = data.schrijf(pad / "csv")
    vorm = ("csv", "csv", "csv-nl", "parquet")[zaad % 4]
    gelezen = schoon if vorm == "csv" else data.schrijf(pad / vorm, vorm)
    for vraag in vragen(zaad, data):
        verwacht = uitslagen(
            schoon,
            vraag.periode,
            per=vraag.per,
            telling=vraag.telling,
            peildatum=vraag.peildatum,
            set_=vraag.set_,
        )
        gekregen = indicatoren(gelezen, *vraag.argumenten(), *motor)["uitslagen"]
        assert not verschillen(verwacht, gekregen), f"zaad {zaad}, {vraag.argumenten()}"
        assert {u["code"] for u in gekregen} >= set(CODES)


@pytest.mark.parametrize("zaad", range(AANTAL))
def test_de_motor_geeft_dezelfde_cijfers_als_het_orakel(zaad: int, tmp_path: Path) -> None:
    vergelijk(zaad, tmp_path)


@pytest.mark.postgres
@pytest.mark.parametrize("zaad", range(1000, 1000 + max(AANTAL // 6, 10)))
def test_postgresql_geeft_dezelfde_cijfers_als_het_orakel(
    zaad: int, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    vergelijk(zaad, tmp_path, "--engine", "postgres")


def test_de_datasets_raken_elke_uitkomst_van_elke_indicator(tmp_path: Path) -> None:
    """Een vergelijking zegt alleen iets over wat er in de datasets voorkomt."""
    gezien: dict[str, set[str]] = {code: set() for code in CODES}
    for zaad in range(40):
        data = maak_dataset(zaad)
        map_ = data.schrijf(tmp_path / str(zaad))
        begin = "2025-burap1" if data.peildatum.month < 12 else "2025"
        for uitslag in uitslagen(map_, begin, telling="ontvangen"):
            gezien[uitslag["code"]] |= {veld for veld in ("noemer", "teller") if uitslag[veld]}
            gezien[uitslag["code"]] |= {veld for veld in ("niet_te_bepalen", "nog_open") if uitslag[veld]}
    termijnen = [code for code in CODES if "-tijdig-na-" in code]
    assert len(termijnen) == 8
    for code in termijnen:
        assert gezien[code] == {"noemer", "teller", "niet_te_bepalen", "nog_open"}, code
    for code in CODES:
        assert "noemer" in gezien[code], code
    for code in ("recidive-na-overdracht", "recidive-na-vervolgdienst", "eerste-contact-tijdig", "top3-toegepast"):
        assert gezien[code] == {"noemer", "teller", "niet_te_bepalen"}, code
    assert gezien["klachten-gegrond"] == {"noemer", "teller", "nog_open"}
