"""Spark geeft dezelfde cijfers als DuckDB. Vraagt de toevoeging 'spark' en Java (`make test-spark`); zonder die twee slaan we over."""

import shutil
from pathlib import Path

import pytest

from support.maak import schrijf_map
from support.oracle.aanroep import indicatoren
from support.voorwaarden import gemene_tabellen
from zicht.cijfers.cijfers import Cijfers, Per
from zicht.core.indicatoren import Telling
from zicht.core.periodes import lees_periode
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java staat niet op deze machine")


@pytest.fixture(autouse=True)
def _met_pyspark() -> None:
    pytest.importorskip("pyspark", reason="de toevoeging 'spark' is niet geïnstalleerd")


def test_spark_geeft_dezelfde_cijfers_als_duckdb(tmp_path: Path) -> None:
    maak("nog", 1, 1, tmp_path / "feiten", 0.05)
    feiten, periode = lees_feiten(tmp_path / "feiten"), lees_periode("2025-burap2")
    duckdb, spark = Cijfers(feiten), Cijfers(feiten, engine="spark")
    for telling in Telling:
        for per in (None, Per.GEMEENTE):
            verwacht = duckdb.uitslagen(periode, per=per, telling=telling).uitslagen
            assert spark.uitslagen(periode, per=per, telling=telling).uitslagen == verwacht


def test_twee_regios_naast_elkaar_zien_elk_hun_eigen_feiten(tmp_path: Path) -> None:
    for regio in ("nog", "nhn"):
        maak(regio, 1, 1, tmp_path / "land" / regio, 0.02)
    alle = [Cijfers(lees_feiten(tmp_path / "land" / regio), engine="spark") for regio in ("nog", "nhn")]
    periode = lees_periode("2025-burap1")
    eerst = [cijfers.uitslagen(periode).uitslagen for cijfers in alle]
    nog_eens = [cijfers.uitslagen(periode).uitslagen for cijfers in alle]
    assert nog_eens == eerst
    vraag = ("--periode", "2025-burap1", "--per", "regio")
    assert indicatoren(tmp_path / "land", *vraag, "--engine", "spark") == indicatoren(tmp_path / "land", *vraag)


def test_rommelige_feiten_geven_dezelfde_cijfers(tmp_path: Path) -> None:
    tabellen = gemene_tabellen(range(80, 84))
    tabellen["klacht"] = [rij for rij in tabellen["klacht"] if rij["gemeente"] != "onbekend"]
    map_ = schrijf_map(tmp_path, tabellen)
    vraag = ("--periode", "2025", "--per", "gemeente", "--telling", "ontvangen")
    assert indicatoren(map_, *vraag, "--engine", "spark") == indicatoren(map_, *vraag)
