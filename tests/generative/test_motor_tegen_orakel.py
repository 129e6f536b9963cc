"""De motor tegen het orakel: willekeurige datasets, dezelfde vraag, precies dezelfde cijfers.

Standaard 14 datasets met twee vragen; met ZICHT_VEEL=1 tweeduizend, of een ander aantal met ZICHT_VEEL=500.
"""

import os
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest

from support.oracle import CODES, uitslagen
from support.oracle.aanroep import indicatoren
from support.oracle.vergelijk import verschillen
from support.willekeurig import Aanroep, Dataset, maak_aanroep, maak_dataset
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import lees_per, lees_telling
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_mappen

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 14, 1: 2000}.get(VEEL, VEEL)
VRAGEN = 2


def vragen(zaad: int, data: Dataset) -> list[Aanroep]:
    """De vragen bij een dataset, afhankelijk van hetzelfde zaad."""
    kans = Random(f"vragen {zaad}")
    return [maak_aanroep(kans, data) for _ in range(VRAGEN)]


def met_orakel(map_: Path, vraag: Aanroep) -> list[dict[str, Any]]:
    """Wat het orakel zegt."""
    return uitslagen(
        map_, vraag.periode, per=vraag.per, telling=vraag.telling, peildatum=vraag.peildatum, set_=vraag.set_
    )


def met_motor(cijfers: Cijfers, vraag: Aanroep) -> list[dict[str, Any]]:
    """Wat de motor zegt, gevraagd zoals de opdrachtregel het vraagt."""
    uitkomst = cijfers.uitslagen(
        lees_periode(vraag.periode),
        per=lees_per(vraag.per),
        telling=lees_telling(vraag.telling),
        indicatorset=vraag.set_,
        peildatum=vraag.peildatum,
    )
    return [uitslag.als_dict() for uitslag in uitkomst.uitslagen]


def vergelijk(zaad: int, pad: Path, engine: Literal["duckdb", "postgres"]) -> None:
    """Stel alle vragen over een dataset aan orakel en motor; de motor leest soms een andere schrijfwijze."""
    data = maak_dataset(zaad)
    schoon = data.schrijf(pad / "csv")
    vorm = ("csv", "csv", "csv-nl", "parquet")[zaad % 4]
    [feitenset] = lees_mappen(schoon if vorm == "csv" else data.schrijf(pad / vorm, vorm))
    cijfers = Cijfers(feitenset, engine=engine)
    for vraag in vragen(zaad, data):
        gekregen = met_motor(cijfers, vraag)
        assert not verschillen(met_orakel(schoon, vraag), gekregen), f"zaad {zaad}, {vraag.argumenten()}"
        assert {u["code"] for u in gekregen} >= set(CODES)


@pytest.mark.parametrize("zaad", range(AANTAL))
def test_de_motor_geeft_dezelfde_cijfers_als_het_orakel(zaad: int, tmp_path: Path) -> None:
    vergelijk(zaad, tmp_path, "duckdb")


@pytest.mark.postgres
@pytest.mark.parametrize("zaad", range(10_000, 10_000 + max(AANTAL // 4, 4)))
def test_postgresql_geeft_dezelfde_cijfers_als_het_orakel(
    zaad: int, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    vergelijk(zaad, tmp_path, "postgres")


@pytest.mark.parametrize("zaad", range(20_000, 20_000 + max(AANTAL // 8, 2)))
def test_de_opdrachtregel_geeft_voor_een_map_per_regio_dezelfde_cijfers_als_het_orakel(
    zaad: int, tmp_path: Path
) -> None:
    """Twee regio's met dezelfde ids en een eigen peildatum, samen een landelijk bestand."""
    regios = [maak_dataset(zaad + n, (regio,)) for n, regio in enumerate(("NHN", "NOG"))]
    for data in regios:
        data.schrijf(tmp_path / data.regios[0])
    vraag = maak_aanroep(Random(zaad), min(regios, key=lambda data: data.peildatum))
    gekregen = indicatoren(tmp_path, *vraag.argumenten())["uitslagen"]
    assert not verschillen(met_orakel(tmp_path, vraag), gekregen), vraag.argumenten()


def test_de_datasets_raken_elke_uitkomst_van_elke_indicator(tmp_path: Path) -> None:
    """Een vergelijking zegt alleen iets over wat er in de datasets voorkomt."""
    gezien: dict[str, set[str]] = {code: set() for code in CODES}
    for zaad in range(14):
        data = maak_dataset(zaad)
        map_ = data.schrijf(tmp_path / str(zaad))
        for vraag in vragen(zaad, data):
            for uitslag in met_orakel(map_, vraag):
                velden = ("noemer", "teller", "niet_te_bepalen", "nog_open")
                gezien[uitslag["code"]] |= {veld for veld in velden if uitslag[veld]}
    termijnen = [code for code in CODES if "-tijdig-na-" in code]
    assert len(termijnen) == 8
    for code in termijnen:
        assert gezien[code] == {"noemer", "teller", "niet_te_bepalen", "nog_open"}, code
    for code in CODES:
        assert "noemer" in gezien[code], code
    for code in ("recidive-na-overdracht", "recidive-na-vervolgdienst", "eerste-contact-tijdig", "top3-toegepast"):
        assert gezien[code] == {"noemer", "teller", "niet_te_bepalen"}, code
    assert gezien["klachten-gegrond"] == {"noemer", "teller", "nog_open"}
