"""Spark geeft dezelfde cijfers als DuckDB. Vraagt de toevoeging 'spark' en Java; zonder die twee slaan we over."""

import shutil
from pathlib import Path

import pytest

from zicht.cijfers.cijfers import Cijfers, Per
from zicht.core.indicatoren import Telling
from zicht.core.periodes import lees_periode
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten


@pytest.mark.skipif(shutil.which("java") is None, reason="Java staat niet op deze machine")
def test_spark_geeft_dezelfde_cijfers_als_duckdb(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="de toevoeging 'spark' is niet geïnstalleerd")
    maak("nog", 1, 1, tmp_path / "feiten", 0.05)
    feiten, periode = lees_feiten(tmp_path / "feiten"), lees_periode("2025-burap2")
    duckdb, spark = Cijfers(feiten), Cijfers(feiten, engine="spark")
    for telling in Telling:
        for per in (None, Per.GEMEENTE):
            verwacht = duckdb.uitslagen(periode, per=per, telling=telling).uitslagen
            assert spark.uitslagen(periode, per=per, telling=telling).uitslagen == verwacht
