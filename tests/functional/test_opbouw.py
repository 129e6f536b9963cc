"""Een nieuwe databank en een die van een oudere versie komt worden dezelfde, op elke databank."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from support.gedeeld import KAAL
from support.schema import Feit, van_postgres, van_sqlite

# De eerste versie, met een team erin; en daarna, in een ander proces, deze versie.
OUDER = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate([("beheer", "0001_initial"), ("registratie", "0001_initial")])
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO beheer_team (id, naam, toegang, gemeenten) VALUES (%s, 'Van vroeger', %s, %s)", ["0" * 32, False, "[]"])
"""
NU = """
from zicht.web.opbouw import bijwerken
bijwerken()
"""
VAST = """
from django.core.management import call_command
call_command("makemigrations", "--check", "--dry-run")
"""


def draai(map_: Path, adres: str, opdracht: str) -> None:
    begin = "import sys; from zicht.web import dienst; dienst.stel_in(sys.argv[1])\n"
    omgeving = KAAL | ({"ZICHT_DATABANK": adres} if adres else {})
    aanroep = [sys.executable, "-c", begin + opdracht, str(map_)]
    klaar = subprocess.run(aanroep, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr


Databank = Callable[[str], tuple[str, Callable[[], set[Feit]]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def nieuwe(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databank]:
    """Geeft bij een naam een lege databank: haar adres, en hoe te zien wat erin staat."""
    with ExitStack() as opruimen:

        def maak(naam: str) -> tuple[str, Callable[[], set[Feit]]]:
            if request.param == "sqlite":
                return "", lambda: van_sqlite(tmp_path / naam / "zicht.sqlite3")
            url, databank = request.getfixturevalue("postgres_url"), f"{naam}_{os.getpid()}"
            server = opruimen.enter_context(psycopg.connect(url, autocommit=True))
            server.execute(f"CREATE DATABASE {databank}")  # pyright: ignore[reportArgumentType, reportCallIssue]
            opruimen.callback(server.execute, f"DROP DATABASE {databank} WITH (FORCE)")  # pyright: ignore[reportArgumentType, reportCallIssue]
            adres = urlsplit(url)._replace(path=f"/{databank}").geturl()
            return adres, lambda: van_postgres(adres)

        yield maak


@pytest.mark.traag
def test_een_nieuwe_databank_is_gelijk_aan_een_die_van_een_oudere_versie_is_bijgewerkt(
    nieuwe: Databank, tmp_path: Path
) -> None:
    adres, oud = nieuwe("oud")
    draai(tmp_path / "oud", adres, OUDER)
    eerst = oud()
    draai(tmp_path / "oud", adres, NU)
    adres, nieuw = nieuwe("nieuw")
    draai(tmp_path / "nieuw", adres, NU)
    erbij = oud() - nieuw()
    assert [(soort, tabel) for soort, tabel, *_ in erbij] == [("rij", "beheer_team")]
    assert "Van vroeger" in str(erbij)
    assert not nieuw() - oud()
    assert nieuw() - eerst, "de oudere versie hoort minder te hebben: anders bewijst deze toets niets"
    gebouwd = nieuw()
    draai(tmp_path / "nieuw", adres, NU + VAST)
    assert nieuw() == gebouwd


def test_wie_omvalt_bij_het_neerzetten_laat_niets_half_achter(tmp_path: Path) -> None:
    stuk = """
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as Bouwer
maak, over = Bouwer.create_model, iter(range(40))
def even(bouwer, model):
    next(over)
    maak(bouwer, model)
Bouwer.create_model = even
from zicht.web.opbouw import bijwerken
try:
    bijwerken()
except StopIteration:
    pass
else:
    raise SystemExit("niet omgevallen")
"""
    draai(tmp_path / "data", "", stuk)
    assert van_sqlite(tmp_path / "data" / "zicht.sqlite3") == set()
    draai(tmp_path / "data", "", NU)
    assert van_sqlite(tmp_path / "data" / "zicht.sqlite3")


def test_twee_processen_die_tegelijk_beginnen_maken_een_databank(tmp_path: Path) -> None:
    aanroep = [
        sys.executable,
        "-c",
        "import sys; from zicht.web import dienst; dienst.klaar(sys.argv[1])",
        str(tmp_path),
    ]
    samen = [subprocess.Popen(aanroep, env=KAAL, stderr=subprocess.PIPE) for _ in range(2)]
    for proces in samen:
        _, fout = proces.communicate()
        assert proces.returncode == 0, fout.decode()
    assert van_sqlite(tmp_path / "zicht.sqlite3")
