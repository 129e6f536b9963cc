"""Een wereld die een keer per proces wordt gebouwd: daarna komen dezelfde rijen terug, een honderdste van het werk.

De rijen gaan er weer in binnen de transactie van de toets, dus wat de ene toets verandert ziet de andere niet.
"""

import pickle
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

_Wat = TypeVar("_Wat")
_Rijen = dict[str, list[tuple[object, ...]]]
_BEWAARD: dict[str, tuple[bytes, _Rijen]] = {}


def eenmaal(naam: str, bouw: Callable[[], _Wat]) -> _Wat:
    """Wat `bouw` in de databank zet en teruggeeft; de tweede keer uit het geheugen. Op PostgreSQL elke keer opnieuw."""
    if connection.vendor != "sqlite":
        return bouw()
    if naam not in _BEWAARD:
        eerst = _rijen()
        gebouwd = bouw()
        erbij = {tabel: [rij for rij in rijen if rij not in set(eerst[tabel])] for tabel, rijen in _rijen().items()}
        _BEWAARD[naam] = pickle.dumps(gebouwd), {tabel: rijen for tabel, rijen in erbij.items() if rijen}
        return gebouwd
    bewaard, rijen = _BEWAARD[naam]
    _zet_terug(rijen)
    return pickle.loads(bewaard)


def _rijen() -> _Rijen:
    with connection.cursor() as cursor:
        tabellen = connection.introspection.table_names(cursor)
        return {tabel: cursor.execute(f'SELECT * FROM "{tabel}"').fetchall() for tabel in tabellen}


def _zet_terug(rijen: _Rijen) -> None:
    with connection.cursor() as cursor:
        for tabel, inhoud in rijen.items():
            plaatsen = ", ".join(["%s"] * len(inhoud[0]))
            cursor.executemany(f'INSERT INTO "{tabel}" VALUES ({plaatsen})', inhoud)
