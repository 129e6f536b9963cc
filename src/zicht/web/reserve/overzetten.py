"""Van SQLite naar PostgreSQL: elke rij van een kopie, zoals zij er staat, in een lege databank van deze versie.

Keuzes: de kopie moet van dezelfde migraties zijn als deze versie van Zicht; een oudere wordt eerst in SQLite bijgewerkt.
Er wordt niets opnieuw berekend: wat versleuteld of getekend is blijft byte voor byte gelijk. Alles gebeurt in een
transactie, en daarna wordt op dezelfde manier nageteld als na elk herstel.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from django.db import connection, transaction

from zicht.core.fouten import ZichtFout
from zicht.web.reserve.databanken import Meld, Stand, eis_leeg

_BROK = 2_000
TELLERS = "zicht_tellers"  # telt mislukte aanmeldingen; er is er geen als die in het geheugen staan
_NIET = {"sqlite_sequence", TELLERS}


def zet_over(kopie: Path, migraties: Sequence[str], meld: Meld) -> None:
    """Zet een SQLite-kopie over in de lege PostgreSQL waarmee Django is verbonden: alles, of niets."""
    from zicht.web.opbouw import bijwerken

    eis_leeg()
    bijwerken()
    _eis_zelfde_migraties(migraties)
    with closing(sqlite3.connect(f"{kopie.absolute().as_uri()}?mode=ro", uri=True)) as bron, transaction.atomic():
        tabellen = _tabellen(bron)
        _maak_leeg(tabellen)
        for nummer, tabel in enumerate(tabellen, 1):
            meld(f"overzetten, {100 * nummer // len(tabellen)} %")
            _kopieer(bron, tabel)
        _zet_tellers(tabellen)


def _eis_zelfde_migraties(migraties: Sequence[str]) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    hier = {f"{app}.{naam}" for app, naam in MigrationRecorder(cast("Any", connection)).applied_migrations()}
    if hier != set(migraties):
        raise ZichtFout(
            "Deze kopie is van een andere versie van Zicht. Van SQLite naar PostgreSQL gaat alleen met dezelfde versie.",
            "Zet haar eerst terug zonder ZICHT_DATABANK; dan wordt zij bijgewerkt. Maak daarvan een nieuwe kopie, en zet die over. "
            "De databank van PostgreSQL is nu niet meer leeg: maak haar opnieuw.",
        )


def _tabellen(bron: sqlite3.Connection) -> list[str]:
    namen = bron.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    daar, hier = ({*reeks} - _NIET for reeks in ((naam for (naam,) in namen), connection.introspection.table_names()))
    if daar != hier:
        raise ZichtFout(
            f"De kopie en deze versie hebben niet dezelfde tabellen: {', '.join(sorted(daar ^ hier))[:200]}."
        )
    return sorted(daar)


def zonder_tellers(stand: Stand) -> Stand:
    """De stand zonder wat niet meegaat."""
    return Stand({naam: rijen for naam, rijen in stand.tabellen.items() if naam != TELLERS}, stand.keten)


def _naam(naam: str) -> str:
    return connection.ops.quote_name(naam)


def _maak_leeg(tabellen: Sequence[str]) -> None:
    """Wat het bijwerken zelf al neerzette (rollen, versies) komt straks uit de kopie."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(_naam, tabellen))} CASCADE")


def _kopieer(bron: sqlite3.Connection, tabel: str) -> None:
    soorten = _kolommen(tabel)
    omzetters = [_omzetter(soort) for soort in soorten.values()]
    kolommen = ", ".join(map(_naam, soorten))
    gelezen = bron.execute(f"SELECT {kolommen} FROM {_naam(tabel)}")  # noqa: S608 - names from the database itself
    with connection.cursor() as cursor, cursor.copy(f"COPY {_naam(tabel)} ({kolommen}) FROM STDIN") as kopie:  # pyright: ignore[reportAttributeAccessIssue]
        for rij in _rijen(gelezen):
            kopie.write_row([None if cel is None else zet(cel) for zet, cel in zip(omzetters, rij, strict=True)])


def _rijen(gelezen: sqlite3.Cursor) -> Iterator[Sequence[Any]]:
    while brok := gelezen.fetchmany(_BROK):
        yield from brok


def _kolommen(tabel: str) -> Mapping[str, str]:
    """De kolommen van een tabel in PostgreSQL, met hun soort; een berekende kolom vult zichzelf."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [tabel],
        )
        return dict(cursor.fetchall())


def _omzetter(soort: str) -> Callable[[Any], Any]:
    """Van hoe SQLite een waarde bewaart naar hoe PostgreSQL haar leest; Django bewaart in SQLite elk tijdstip in UTC."""
    match soort:
        case "boolean":
            return bool
        case "timestamp with time zone":
            return lambda cel: cel if "+" in cel else f"{cel}+00"
        case "interval":
            return lambda cel: f"{cel} microseconds"
        case "numeric":
            return lambda cel: Decimal(str(cel))
        case _:
            return lambda cel: cel


def _zet_tellers(tabellen: Sequence[str]) -> None:
    """De volgende rij krijgt een nummer na het hoogste."""
    with connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s "
                "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL",
                [tabel],
            )
            for (kolom,) in cursor.fetchall():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({_naam(kolom)}), 1), max({_naam(kolom)}) IS NOT NULL) "  # noqa: S608
                    f"FROM {_naam(tabel)}",
                    [_naam(tabel), kolom],
                )
