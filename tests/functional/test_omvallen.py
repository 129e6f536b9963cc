"""Waar het proces ook omvalt: geen zaak is half geschreven, niets is gewijzigd zonder versie en logregel.

Standaard vijftig keer, op SQLite en op PostgreSQL; `make test-omvallen` laat het op allebei duizend keer omvallen. Alleen
PostgreSQL: `make test-omvallen OPTIES="-k postgresql"`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import gedeeld

ROOT = Path(__file__).resolve().parents[2]
AANTAL = int(os.environ.get("ZICHT_VOORBEELDEN", "50"))


def val_om(aantal: int, data: Path, *extra: str, databank: str = "") -> dict[str, Any]:
    omgeving = os.environ | {
        "ZICHT_DATA": str(data),
        "ZICHT_DATABANK": databank,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
    }
    opdracht = [sys.executable, "-m", "support.omvallen", str(aantal), *extra]
    klaar = subprocess.run(opdracht, env=omgeving, cwd=ROOT, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr + klaar.stdout
    return json.loads(klaar.stdout)


@pytest.mark.traag
def test_na_elke_keer_omvallen_is_alles_heel(tmp_path: Path) -> None:
    uit = val_om(AANTAL, gedeeld.leeg(tmp_path))
    assert uit["gebreken"] == []
    assert uit["meldingen"] > AANTAL / 4


def test_zonder_transactie_zou_het_nakijken_een_halve_zaak_vinden(tmp_path: Path) -> None:
    assert val_om(12, gedeeld.leeg(tmp_path), "kapot")["gebreken"]


@pytest.mark.traag
@pytest.mark.postgres
def test_op_postgresql_is_na_elke_keer_omvallen_alles_heel(tmp_path: Path, postgres_url: str) -> None:
    import psycopg

    schema = f"omvallen_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")  # pyright: ignore[reportArgumentType, reportCallIssue]
        try:
            keuze = f"options=-c%20search_path%3D{schema}"
            uit = val_om(AANTAL, tmp_path, databank=f"{postgres_url}{'&' if '?' in postgres_url else '?'}{keuze}")
        finally:
            server.execute(f"DROP SCHEMA {schema} CASCADE")  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert uit["gebreken"] == []
    assert uit["meldingen"] > AANTAL / 4
