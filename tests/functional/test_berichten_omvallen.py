"""Welke kant ook omvalt, en wanneer: geen melding en geen uitkomst raakt weg, en geen komt dubbel.

Twee echte processen met elk een eigen databank. Standaard tien keer SIGKILL op SQLite; `make test-omvallen` doet het duizend keer,
en op PostgreSQL.
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
AANTAL = int(os.environ.get("ZICHT_VOORBEELDEN", "10"))


def praat(keren: int, data: Path, *extra: str, databank: str = "") -> dict[str, Any]:
    omgeving = os.environ | {
        "ZICHT_DATA": str(data),
        "ZICHT_DATABANK": databank,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
    }
    opdracht = [sys.executable, "-m", "support.berichten_omvallen", str(keren), *extra]
    klaar = subprocess.run(opdracht, env=omgeving, cwd=ROOT, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr + klaar.stdout
    assert "Verzonnen" not in klaar.stderr, "geen inhoud in een log"
    return json.loads(klaar.stdout)


@pytest.mark.traag
def test_wie_ook_omvalt_niets_raakt_weg_en_niets_komt_dubbel(tmp_path: Path) -> None:
    uit = praat(AANTAL, gedeeld.leeg(tmp_path))
    assert uit["gebreken"] == []
    assert uit["berichten"] >= AANTAL


@pytest.mark.traag
@pytest.mark.skipif("ZICHT_VOORBEELDEN" not in os.environ, reason="alleen bij make test-omvallen")
def test_een_kant_die_te_vroeg_bevestigt_valt_op(tmp_path: Path) -> None:
    assert praat(12, gedeeld.leeg(tmp_path), "kapot")["gebreken"]


@pytest.mark.traag
@pytest.mark.postgres
@pytest.mark.skipif("ZICHT_VOORBEELDEN" not in os.environ, reason="alleen bij make test-omvallen")
def test_ook_op_postgresql_raakt_niets_weg(tmp_path: Path, postgres_url: str) -> None:
    import psycopg

    schema = f"berichten_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")  # pyright: ignore[reportArgumentType, reportCallIssue]
        try:
            keuze = f"options=-c%20search_path%3D{schema}"
            uit = praat(AANTAL, tmp_path, databank=f"{postgres_url}{'&' if '?' in postgres_url else '?'}{keuze}")
        finally:
            server.execute(f"DROP SCHEMA {schema} CASCADE")  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert uit["gebreken"] == []
