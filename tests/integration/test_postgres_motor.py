"""Figures through a real PostgreSQL: the same answers, nothing left behind, and a clear line when it is not there."""

from pathlib import Path

import psycopg
import pytest

from support.maak import schrijf_map
from support.oracle.aanroep import indicatoren, zicht
from support.voorwaarden import gemene_tabellen

QUESTIONS = (
    ("--periode", "2025-burap1"),
    ("--periode", "2025", "--per", "gemeente", "--telling", "ontvangen"),
    ("--periode", "2025-H1", "--per", "maand", "--peildatum", "2025-05-02"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random facts in which a dossier may close before it opened, so that recidive depends on the peildatum."""
    tables = gemene_tabellen(range(80, 84))
    tables["klacht"] = [row for row in tables["klacht"] if row["gemeente"] != "onbekend"]  # that would block
    return schrijf_map(tmp_path_factory.mktemp("feiten"), tables)


@pytest.mark.postgres
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_line_gives_the_same_bytes(
    folder: Path, question: tuple[str, ...], postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    assert indicatoren(folder, *question, "--engine", "postgres") == indicatoren(folder, *question)


@pytest.mark.postgres
def test_nothing_stays_behind_on_the_server(folder: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    assert indicatoren(folder, *QUESTIONS[0], "--engine", "postgres")["uitslagen"]
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT relname FROM pg_class WHERE relname LIKE 'feit%'").fetchall()
    assert tables == []


@pytest.mark.parametrize(
    "url, words",
    [
        (None, "Zet het adres van de server in ZICHT_POSTGRES"),
        ("postgresql://zicht@/nergens?host=/bestaat/niet", "antwoordt niet"),
    ],
)
def test_without_a_server_there_is_one_clear_line_and_no_figure(
    folder: Path, url: str | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZICHT_POSTGRES", raising=False)
    if url:
        monkeypatch.setenv("ZICHT_POSTGRES", url)
    run = zicht("indicatoren", folder, *QUESTIONS[0], "--engine", "postgres", "--json")
    assert (run.status, run.uit) == (2, "")
    assert words in run.fout
    assert "Traceback" not in run.fout
