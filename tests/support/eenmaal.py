"""Een wereld die een keer per proces wordt gebouwd: daarna komen dezelfde rijen terug, een honderdste van het werk.

De rijen gaan er weer in binnen de transactie van de toets, dus wat de ene toets verandert ziet de andere niet.
"""

import pickle
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import connection

_Wat = TypeVar("_Wat")
_Rijen = dict[str, list[Any]]  # van SQLite de cellen, van PostgreSQL de regel zoals die de databank zelf schrijft
_BEWAARD: dict[str, tuple[bytes, _Rijen, Mapping[str, int]]] = {}


def eenmaal(naam: str, bouw: Callable[[], _Wat]) -> _Wat:
    """Wat `bouw` in de databank zet en teruggeeft; de tweede keer uit het geheugen."""
    if naam not in _BEWAARD:
        eerst = {tabel: set(rijen) for tabel, rijen in _rijen().items()}
        gebouwd = bouw()
        erbij = {tabel: [rij for rij in rijen if rij not in eerst[tabel]] for tabel, rijen in _rijen().items()}
        _BEWAARD[naam] = pickle.dumps(gebouwd), {tabel: rijen for tabel, rijen in erbij.items() if rijen}, _nummers()
        return gebouwd
    bewaard, rijen, nummers = _BEWAARD[naam]
    _zet_terug(rijen, nummers)
    return pickle.loads(bewaard)


def _rijen() -> _Rijen:
    cursor: Any
    with connection.cursor() as cursor:
        tabellen = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            return {tabel: cursor.execute(f'SELECT * FROM "{tabel}"').fetchall() for tabel in tabellen}
        return {tabel: _regels(cursor, tabel) for tabel in tabellen}


def _regels(cursor: Any, tabel: str) -> list[bytes]:
    with cursor.copy(f'COPY "{tabel}" TO STDOUT') as uit:
        return b"".join(uit).splitlines(keepends=True)


def _nummers() -> dict[str, int]:
    """Tot waar de tellers van PostgreSQL zijn; SQLite telt door vanaf de hoogste rij."""
    if connection.vendor == "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        return dict(cursor.fetchall())


def _zet_terug(rijen: _Rijen, nummers: Mapping[str, int]) -> None:
    cursor: Any
    with connection.cursor() as cursor:
        for tabel, inhoud in rijen.items():
            if connection.vendor == "sqlite":
                plaatsen = ", ".join(["%s"] * len(inhoud[0]))
                cursor.executemany(f'INSERT INTO "{tabel}" VALUES ({plaatsen})', inhoud)
            else:
                with cursor.copy(f'COPY "{tabel}" FROM STDIN') as in_:
                    in_.write(b"".join(inhoud))
        for teller, stand in nummers.items():
            cursor.execute("SELECT setval(%s, greatest(%s, nextval(%s)))", [teller, stand, teller])
