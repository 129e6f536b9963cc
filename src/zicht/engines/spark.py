"""Spark, for facts that no longer fit on one machine; here in local mode, reading the wide facts as Parquet."""

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zicht.core.fouten import AanroepFout
from zicht.engines.breed import brede_tabellen
from zicht.engines.teksten import tekst_van

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from sqlglot import Expr

Sessie = Any  # pyspark.sql.SparkSession; an optional extra, so there are no types of it at hand


class Spark:
    """The wide facts of one set as temporary views of a session of their own; their memory goes when this goes."""

    dialect = "spark"

    def __init__(self, sessie: Sessie, tafels: Sequence[Any] = ()) -> None:
        self.sessie = sessie
        weakref.finalize(self, _vergeet, tafels).atexit = False

    def vraag(self, boom: "Expr | str") -> list[tuple[Any, ...]]:
        """Send one query, as a tree or as text, and fetch all its rows."""
        return [tuple(rij) for rij in self.sessie.sql(tekst_van(boom, self.dialect)).collect()]


def naar_spark(bron: "DuckDBPyConnection") -> Spark:
    """Hand the wide facts to Spark through Parquet in a temporary folder."""
    sessie = _sessie().newSession()  # the views of another set of facts keep their own names
    tafels: list[Any] = []
    map_ = Path(tempfile.mkdtemp(prefix="zicht-spark-"))
    try:
        for tabel in brede_tabellen(bron):
            bestand = str(map_ / f"{tabel}.parquet")
            bron.execute(f"COPY {tabel} TO '{bestand}' (FORMAT parquet)")
            tafel = sessie.read.parquet(bestand).cache()
            tafel.count()  # reads it now, so that the folder can go
            tafel.createOrReplaceTempView(tabel)
            tafels.append(tafel)
    finally:
        shutil.rmtree(map_, ignore_errors=True)
    return Spark(sessie, tafels)


def _vergeet(tafels: Sequence[Any]) -> None:
    for tafel in tafels:
        tafel.unpersist()


def _sessie() -> Sessie:
    try:
        bouwer: Any = import_module("pyspark.sql").SparkSession.builder
    except ImportError as fout:
        raise AanroepFout("Spark is nog niet geïnstalleerd. Installeer zicht met de toevoeging 'spark'.") from fout
    if shutil.which("java") is None:
        raise AanroepFout("Spark heeft Java 17 of nieuwer nodig, en dat staat niet op deze machine.")
    instellingen = {
        "spark.master": "local[*]",
        "spark.app.name": "zicht",
        "spark.ui.showConsoleProgress": "false",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "Europe/Amsterdam",
        "spark.log.level": "ERROR",
    }
    for naam, waarde in instellingen.items():
        bouwer = bouwer.config(naam, waarde)
    return bouwer.getOrCreate()
