"""Brings wide facts and cubes up to date after a change in a few dossiers, without building all of them again.

What a change can touch is small: the dossiers themselves, those that share a person with them before or after the
change (recidive looks at them), and services that stand on one of their reports. Of those the wide rows are built
again, in a schema of their own with only the facts they look at; a cube is additive, so it takes the difference.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from zicht.core.feiten import TABELLEN
from zicht.engines.kubus import SLEUTEL, Kubus

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The rows of each table that belong to a set of dossiers; a service also looks at the report that it stands on.
_VAN_DOSSIERS = {
    "dossier": "dossier_id IN (FROM omgeving)",
    "betrokkene": "dossier_id IN (FROM omgeving)",
    "melding": "dossier_id IN (FROM omgeving)",
    "dienst": "dossier_id IN (FROM omgeving)",
    "schorsing": "over_id IN (SELECT melding_id FROM deel.melding UNION ALL SELECT dienst_id FROM deel.dienst)",
}
_ELDERS = "SELECT melding_id FROM deel.dienst WHERE melding_id NOT IN (SELECT melding_id FROM deel.melding)"
_BREDE = {
    "feit_melding": "dossier_id IN (FROM geraakt)",
    "feit_dienst": "dossier_id IN (FROM geraakt)",
    # the second condition says it all; the first is there because a scan can use it
    "feit_overdracht": "overdracht_id IN (SELECT melding_id FROM {schema}.feit_melding UNION ALL SELECT dienst_id FROM "
    "{schema}.feit_dienst) AND CASE herkomst WHEN 'melding' "
    "THEN overdracht_id IN (SELECT melding_id FROM {schema}.feit_melding) "
    "ELSE overdracht_id IN (SELECT dienst_id FROM {schema}.feit_dienst) END",
}
_MENSEN = "SELECT DISTINCT persoon_id FROM betrokkene WHERE dossier_id IN (FROM {dossiers}) AND persoon_id IS NOT NULL"
_MET_MENSEN = "SELECT dossier_id FROM betrokkene WHERE persoon_id IN (FROM {mensen})"
_MET_DIENST = (
    "SELECT dossier_id FROM dienst WHERE dossier_id IS NOT NULL AND melding_id IN "
    "(SELECT melding_id FROM melding WHERE dossier_id IN (FROM {dossiers}))"
)


def werk_bij(verbinding: "DuckDBPyConnection", dossiers: Sequence[str], wijzig: Callable[[], object],
             bouw_breed: Callable[[], None], kubussen: Sequence[Kubus], peildatum: date) -> None:  # fmt: skip
    """Let `wijzig` change the facts of these dossiers and of no other, and bring what follows from them up to date.

    `bouw_breed` builds the wide tables from the tables that the connection sees.
    """
    _zoek_geraakt(verbinding, dossiers, wijzig)
    with _schema(verbinding, "oud"):
        _oude_rijen(verbinding)
        for kubus in kubussen:
            kubus.maak(peildatum)
    with _schema(verbinding, "deel"):
        _deel_van_de_feiten(verbinding)
        bouw_breed()
        _alleen_geraakt(verbinding, "deel")
        for kubus in kubussen:
            kubus.maak(peildatum)
    _vervang(verbinding, kubussen)


def _zoek_geraakt(verbinding: "DuckDBPyConnection", dossiers: Sequence[str], wijzig: Callable[[], object]) -> None:
    """In `geraakt` what the change touches, before or after it; in `omgeving` also what that looks at."""
    vraag = verbinding.execute
    vraag("CREATE OR REPLACE TEMP TABLE gewijzigd AS SELECT unnest(?::VARCHAR[]) AS d", [list(dossiers)])
    vraag(f"CREATE OR REPLACE TEMP TABLE mensen AS {_MENSEN.format(dossiers='gewijzigd')}")
    vraag(f"CREATE OR REPLACE TEMP TABLE geraakt AS FROM gewijzigd UNION {_buren('gewijzigd', 'mensen')}")
    wijzig()
    vraag(f"CREATE OR REPLACE TEMP TABLE erbij AS {_MENSEN.format(dossiers='gewijzigd')} EXCEPT FROM mensen")
    vraag(f"INSERT INTO geraakt ({_buren('gewijzigd', 'erbij')}) EXCEPT FROM geraakt")
    vraag(f"CREATE OR REPLACE TEMP TABLE mensen AS {_MENSEN.format(dossiers='geraakt')}")
    vraag(f"CREATE OR REPLACE TEMP TABLE omgeving AS FROM geraakt UNION {_buren('geraakt', 'mensen')}")


def _buren(dossiers: str, mensen: str) -> str:
    """The dossiers with one of these people, and those with a service on a report of one of these dossiers."""
    return f"{_MET_MENSEN.format(mensen=mensen)} UNION {_MET_DIENST.format(dossiers=dossiers)}"


@contextmanager
def _schema(verbinding: "DuckDBPyConnection", naam: str) -> Generator[None]:
    """A fresh schema that is looked in first, and where new tables go."""
    verbinding.execute(f"DROP SCHEMA IF EXISTS {naam} CASCADE; CREATE SCHEMA {naam}")
    [(zoekpad,)] = verbinding.execute("SELECT current_setting('search_path')").fetchall()
    verbinding.execute(f"SET search_path = '{naam},main'")
    try:
        yield
    finally:
        verbinding.execute(f"SET search_path = '{zoekpad or 'main'}'")


def _oude_rijen(verbinding: "DuckDBPyConnection") -> None:
    """The wide rows as they were, of what is touched; of other facts nothing."""
    breed = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND starts_with(table_name, 'feit_')"
    aanwezig = [naam for (naam,) in verbinding.execute(breed).fetchall()]
    for naam in (*_BREDE, *(naam for naam in aanwezig if naam not in _BREDE)):
        waar = _BREDE.get(naam, "false").format(schema="oud")
        verbinding.execute(f"CREATE TABLE {naam} AS FROM main.{naam} WHERE {waar}")


def _deel_van_de_feiten(verbinding: "DuckDBPyConnection") -> None:
    """The facts that the touched wide rows look at; the table of municipalities as a whole."""
    for naam in TABELLEN:
        if naam != "gemeente":
            verbinding.execute(f"CREATE TABLE {naam} AS FROM main.{naam} WHERE {_VAN_DOSSIERS.get(naam, 'false')}")
    if verbinding.execute(f"{_ELDERS} LIMIT 1").fetchone():  # a service may stand on a report of another dossier
        verbinding.execute(f"INSERT INTO melding FROM main.melding WHERE melding_id IN ({_ELDERS})")


def _alleen_geraakt(verbinding: "DuckDBPyConnection", schema: str) -> None:
    for naam, waar in _BREDE.items():
        verbinding.execute(f"DELETE FROM {schema}.{naam} WHERE ({waar.format(schema=schema)}) IS NOT TRUE")


def _vervang(verbinding: "DuckDBPyConnection", kubussen: Sequence[Kubus]) -> None:
    """Put the new wide rows in the place of the old, and add the difference to the cubes."""
    verbinding.execute("BEGIN")
    for naam in reversed(_BREDE):  # what was handed over points at the other two
        verbinding.execute(f"DELETE FROM main.{naam} WHERE {_BREDE[naam].format(schema='oud')}")
        verbinding.execute(f"INSERT INTO main.{naam} BY NAME FROM deel.{naam}")
    for tabel in (tabel for kubus in kubussen for tabel in kubus.tabellen):
        verbinding.execute(f"INSERT INTO main.{tabel} BY NAME FROM deel.{tabel}")
        vast = "code, waarde" if tabel.startswith("waarden") else ""
        verbinding.execute(f"INSERT INTO main.{tabel} BY NAME {_negatief(tabel, vast)}")
    verbinding.execute("COMMIT; DROP SCHEMA oud CASCADE; DROP SCHEMA deel CASCADE")


def _negatief(tabel: str, vast: str) -> str:
    sleutel = ", ".join(filter(None, (SLEUTEL, vast)))
    return f"SELECT {sleutel}, -COLUMNS(* EXCLUDE ({sleutel})) FROM oud.{tabel}"
