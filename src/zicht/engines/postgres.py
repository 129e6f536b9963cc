"""PostgreSQL: receives the wide facts once and answers the same queries; `ZICHT_POSTGRES` holds the URL of the server."""

import os
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, LiteralString, cast

from zicht.core.fouten import AanroepFout
from zicht.engines.breed import brede_tabellen
from zicht.engines.teksten import tekst_van

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from psycopg import Connection
    from sqlglot import Expr

_TYPES = {"DATE": "date", "VARCHAR": 'text COLLATE "C"', "INTEGER": "integer", "BIGINT": "bigint", "BOOLEAN": "boolean"}
_BROK = 20_000


class Postgres:
    """The wide facts in temporary tables of one session; nothing stays behind on the server."""

    dialect = "postgres"

    def __init__(self, verbinding: "Connection[Any]") -> None:
        self.verbinding = verbinding
        self._sluit = weakref.finalize(self, verbinding.close)  # with the session its temporary tables go

    def vraag(self, boom: "Expr | str") -> list[tuple[Any, ...]]:
        """Send one query, as a tree or as text, and fetch all its rows."""
        tekst = cast("LiteralString", tekst_van(boom, self.dialect))  # compiled from the catalogue, no user text
        return self.verbinding.execute(tekst).fetchall()


def naar_postgres(bron: "DuckDBPyConnection") -> Postgres:
    """Copy the wide facts to the server in ZICHT_POSTGRES, into temporary tables."""
    verbinding = _verbind()
    for tabel in brede_tabellen(bron):
        _kopieer(bron, verbinding, tabel)
    verbinding.execute("ANALYZE")
    return Postgres(verbinding)


def _verbind() -> "Connection[Any]":
    url = os.environ.get("ZICHT_POSTGRES")
    if not url:
        raise AanroepFout(
            "Zet het adres van de server in ZICHT_POSTGRES, zoals postgresql://gebruiker@localhost/zicht."
        )
    try:
        import psycopg
    except ImportError as fout:
        raise AanroepFout(
            "PostgreSQL is nog niet geïnstalleerd. Installeer zicht met de toevoeging 'postgres'."
        ) from fout
    try:
        return psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as fout:
        raise AanroepFout(
            "De PostgreSQL-server in ZICHT_POSTGRES antwoordt niet. Controleer of hij draait en of het adres klopt."
        ) from fout


def _kopieer(bron: "DuckDBPyConnection", doel: "Connection[Any]", tabel: str) -> None:
    kolommen = bron.execute(f'DESCRIBE "{tabel}"').fetchall()  # the one that a query sees: the cache may hold it too
    definitie = ", ".join(f'"{naam}" {_type(soort)}' for naam, soort, *_ in kolommen)
    doel.execute(cast("LiteralString", f'CREATE TEMPORARY TABLE "{tabel}" ({definitie})'))
    with doel.cursor() as cursor, cursor.copy(cast("LiteralString", f'COPY "{tabel}" FROM STDIN')) as kopie:
        for rij in _rijen(bron, tabel):
            kopie.write_row(rij)


def _type(soort: str) -> str:
    return "numeric" if soort.startswith("DECIMAL") else _TYPES[soort]


def _rijen(bron: "DuckDBPyConnection", tabel: str) -> Iterator[tuple[Any, ...]]:
    resultaat = bron.execute(f'SELECT * FROM "{tabel}"')
    while brok := resultaat.fetchmany(_BROK):
        yield from brok
