"""Een map met mappen per regio: PostgreSQL geeft byte voor byte hetzelfde als DuckDB, en elke regio is wat zij alleen is."""

from pathlib import Path

import pytest

from support.oracle.aanroep import indicatoren
from zicht.synthetisch import maak

VRAAG = ("--periode", "2025-burap2", "--per", "regio")


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("land")
    for regio in ("nog", "nhn"):
        maak(regio, 1, 1, map_ / regio, 0.05)
    return map_


@pytest.mark.postgres
def test_postgres_geeft_hetzelfde_als_duckdb(land: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    assert indicatoren(land, *VRAAG, "--engine", "postgres") == indicatoren(land, *VRAAG)


def test_samen_is_elke_regio_wat_zij_alleen_is(land: Path) -> None:
    samen = indicatoren(land, *VRAAG)["uitslagen"]
    for regio in ("nog", "nhn"):
        alleen = indicatoren(land / regio, *VRAAG)["uitslagen"]
        eigen = [uitslag for uitslag in samen if uitslag["gebied"] == regio.upper()]
        weg = {"nummer", "norm", "oordeel"}
        assert [{k: v for k, v in u.items() if k not in weg} for u in eigen] == [
            {k: v for k, v in u.items() if k not in weg} for u in alleen
        ]
