"""Wat er in een databank staat, los van de volgorde waarin het is gemaakt: kolommen, sleutels, voorwaarden, indexen, rijen."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

Feit = tuple[Any, ...]
# Nummers en tijden die elke databank zelf uitdeelt.
_EIGEN = {"id", "applied", "content_type_id"}
_POSTGRES = {
    "kolom": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
    "is_identity, collation_name FROM information_schema.columns WHERE table_schema = 'public'",
    "voorwaarde": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "index": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def van_sqlite(pad: Path) -> set[Feit]:
    """Alles van een bestand van SQLite."""
    with closing(sqlite3.connect(f"{pad.as_uri()}?mode=ro", uri=True)) as databank:
        return set(_sqlite(databank))


def _sqlite(databank: sqlite3.Connection) -> Iterator[Feit]:
    vraag = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence'"
    for soort, naam, tabel, opdracht in databank.execute(vraag).fetchall():
        if soort != "table":
            kolommen = [kolom for _, _, kolom in databank.execute(f'PRAGMA index_info("{naam}")')]
            yield (soort, tabel, opdracht or "uniek", *kolommen)
            continue
        yield from (("kolom", tabel, *kolom[1:]) for kolom in databank.execute(f'PRAGMA table_xinfo("{tabel}")'))
        yield from (("sleutel", tabel, *rij[2:]) for rij in databank.execute(f'PRAGMA foreign_key_list("{tabel}")'))
        delen = re.split(r", (?=CONSTRAINT |\")", opdracht.partition("(")[2].removesuffix(")"))
        yield from (("deel", tabel, deel) for deel in delen)
        lezer = databank.execute(f'SELECT * FROM "{tabel}"')
        yield from _rijen(tabel, [kolom[0] for kolom in lezer.description], lezer.fetchall())


def van_postgres(adres: str) -> set[Feit]:
    """Alles van een databank van PostgreSQL."""
    with psycopg.connect(adres) as databank:
        feiten = {(soort, *rij) for soort, vraag in _POSTGRES.items() for rij in databank.execute(vraag)}  # pyright: ignore[reportArgumentType, reportCallIssue]
        for tabel in {feit[1] for feit in feiten if feit[0] == "kolom"}:
            lezer = databank.execute(f'SELECT * FROM "{tabel}"')  # pyright: ignore[reportArgumentType, reportCallIssue]
            feiten |= set(_rijen(tabel, [kolom.name for kolom in lezer.description or ()], lezer.fetchall()))
        return feiten


def _rijen(tabel: str, namen: list[str], rijen: list[Any]) -> Iterator[Feit]:
    for rij in rijen:
        yield (
            "rij",
            tabel,
            *sorted((naam, str(cel)) for naam, cel in zip(namen, rij, strict=True) if naam not in _EIGEN),
        )
