"""Een databank in zijn geheel kopiëren en terugzetten, terwijl er gewerkt wordt: SQLite zelf, PostgreSQL met zijn eigen programma's."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from zicht.core.fouten import ZichtFout

SQLITE, POSTGRES = "sqlite", "postgresql"
BESTAND = {SQLITE: "databank.sqlite3", POSTGRES: "databank.pgdump"}
_BLADEN = 2_000  # per stap van de kopie: acht MiB
Meld = Callable[[str], None]


@dataclass(frozen=True)
class Stand:
    """Waaraan een kopie te herkennen is: de rijen per tabel, en waar de keten van het logboek eindigt."""

    tabellen: Mapping[str, int]
    keten: tuple[int, str]


def kopieer(uit: Path, meld: Meld) -> Stand:
    """Een kopie van één moment, ook als er intussen geschreven wordt."""
    return _kopieer_sqlite(uit, meld) if connection.vendor == SQLITE else _kopieer_postgres(uit, meld)


# ------------------------------------------------------------------------------------------------------------- SQLite


def _kopieer_sqlite(uit: Path, meld: Meld) -> Stand:
    adres = f"{Path(settings.DATABASES['default']['NAME']).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(adres, uri=True, isolation_level=None, timeout=20)) as bron:
        # The open reading transaction holds one moment: writers go on, and the copy never has to start again.
        bron.execute("BEGIN")
        bron.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(uit)) as kopie:
            bron.backup(
                kopie, pages=_BLADEN, progress=lambda _, rest, alle: meld(f"databank, {_deel(alle - rest, alle)}")
            )
            kopie.execute("PRAGMA journal_mode=DELETE")
    return stand_van_sqlite(uit)


def _deel(klaar: int, alle: int) -> str:
    return f"{100 * klaar // max(alle, 1)} %"


def stand_van_sqlite(pad: Path) -> Stand:
    """De stand van een databankbestand; een bestand dat niet heel is, is een fout."""
    with closing(sqlite3.connect(f"{pad.absolute().as_uri()}?mode=ro", uri=True)) as kopie:
        uitslag = kopie.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if uitslag != "ok":
            raise ZichtFout(f"De databank is niet heel: {str(uitslag)[:80]}. Haal er iemand bij en gebruik haar niet.")
        return _stand(
            lambda vraag: kopie.execute(vraag).fetchall(),
            [naam for (naam,) in kopie.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")],
        )


def _stand(vraag: Callable[[str], list[Any]], tabellen: list[str]) -> Stand:
    aantallen = {naam: vraag(f'SELECT count(*) FROM "{naam}"')[0][0] for naam in tabellen if naam != "sqlite_sequence"}  # noqa: S608 - names from the database itself
    einde = vraag("SELECT nummer, afdruk FROM logboek_logregel ORDER BY nummer DESC LIMIT 1")
    nummer, afdruk = einde[0] if einde else (0, "")
    return Stand(aantallen, (nummer, afdruk))


# --------------------------------------------------------------------------------------------------------- PostgreSQL


def _kopieer_postgres(uit: Path, meld: Meld) -> Stand:
    opdracht = [programma("pg_dump"), "--format=custom", "--compress=0", "--no-owner", "--no-privileges"]
    with transaction.atomic(), connection.cursor() as cursor:
        # Everything from here on sees one moment; pg_dump is told to look at the same one.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_schema()")
        ((moment, schema),) = cursor.fetchall()
        meld("databank")
        _draai([*opdracht, f"--schema={schema}", f"--snapshot={moment}", f"--file={uit}"])
        return stand_van_nu()


def stand_van_nu() -> Stand:
    """De stand van de databank waarmee Django nu verbonden is."""

    def vraag(tekst: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(tekst)
            return cursor.fetchall()

    return _stand(vraag, sorted(connection.introspection.table_names()))


def eis_leeg() -> None:
    """Terugzetten overschrijft niets."""
    if connection.introspection.table_names():
        naam = settings.DATABASES["default"]["NAME"]
        raise ZichtFout(
            f"De databank {naam} is niet leeg. Terugzetten kan alleen in een lege.",
            f"Maak er een en wijs haar aan in ZICHT_DATABANK, bijvoorbeeld: createdb {naam}_terug",
        )


def zet_terug_in_postgres(bestand: Path) -> None:
    """Zet een kopie terug in een lege databank: alles, of niets."""
    eis_leeg()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        ((schema,),) = cursor.fetchall()
    connection.close()
    opdracht = [programma("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _draai([*opdracht, f"--schema={schema}", f"--dbname={settings.DATABASES['default']['NAME']}", str(bestand)])


def programma(naam: str) -> str:
    """Waar een programma van PostgreSQL staat."""
    map_ = settings.INSTELLINGEN.postgres_programmas
    gevonden = shutil.which(naam, path=map_ or None)
    if gevonden is None:
        waar = f"in {map_}" if map_ else "op deze machine"
        raise ZichtFout(
            f"Het programma {naam} van PostgreSQL is er niet {waar}.",
            "Installeer het pakket postgresql-client, van dezelfde versie als de server, of wijs de map aan met ZICHT_POSTGRES_PROGRAMMAS.",
        )
    return gevonden


def _draai(opdracht: list[str]) -> None:
    with _omgeving() as omgeving:
        klaar = subprocess.run(
            opdracht, check=False, env=omgeving, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
    if klaar.returncode:
        laatste = (klaar.stderr.strip().splitlines() or ["zonder uitleg"])[-1]
        raise ZichtFout(
            f"{Path(opdracht[0]).name} is niet gelukt; het programma zegt: {laatste[:200]}",
            "Er is niets half achtergebleven. Kijk of de server bereikbaar is en of het programma niet ouder is dan de server.",
        )


@contextmanager
def _omgeving() -> Iterator[dict[str, str]]:
    """De verbinding in de omgeving: een wachtwoord in de opdracht zelf kan ieder op de machine lezen."""
    databank: dict[str, Any] = settings.DATABASES["default"]
    opties = {f"PG{naam.upper()}": str(waarde) for naam, waarde in databank["OPTIONS"].items()}
    namen = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    eigen = {naam: str(databank[veld]) for naam, veld in namen.items() if databank[veld]}
    yield os.environ | opties | eigen | {"LC_ALL": "C"}
