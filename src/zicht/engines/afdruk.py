"""The fingerprint of typed facts: independent of row order, file kind and way of writing.

Per row the MD5 of its values, per table the exclusive or and the sum of those over all rows (so that order does not
matter and a doubled row does), then one SHA-256 over tables, regions and peildatum. MD5 and not DuckDB's own `hash`, because
that may differ between versions; nobody here has to be kept from forging a collision.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zicht.core.feiten import FORMAAT, TABELLEN, Tabel
from zicht.core.voorwaarden import Soort, Veld

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TUSSEN = "chr(31)"  # the unit separator: no value holds it
_HELFT = 2**64 - 1
# Columns that the format did not have at first: without a value they leave no trace, so that facts keep their fingerprint.
LATER = frozenset({"geregistreerd_op"})


def vingerafdruk(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> str:
    """The fingerprint of all tables in this connection."""
    afdruk = hashlib.sha256(f"{FORMAAT}|{'|'.join(regios)}|{peildatum.isoformat()}".encode())
    vraag = " UNION ALL ".join(_som(tabel) for tabel in TABELLEN.values())
    gevonden = {naam: cijfers for naam, *cijfers in verbinding.execute(vraag).fetchall()}
    for naam in TABELLEN:
        afdruk.update(f"|{naam}:{':'.join(str(cijfer or 0) for cijfer in gevonden[naam])}".encode())
    return afdruk.hexdigest()


def _som(tabel: Tabel) -> str:
    # one concat of everything: a chain of || would copy the row once per column
    eerste = [kolom for kolom in tabel.kolommen if kolom.naam not in LATER]
    rij = f", {_TUSSEN}, ".join(_tekst(kolom) for kolom in eerste)
    rij += "".join(
        f", {_TUSSEN} || CAST({_tekst(kolom)} AS VARCHAR)" for kolom in tabel.kolommen if kolom.naam in LATER
    )
    return (
        f"SELECT '{tabel.naam}', count(*), bit_xor(h), sum(CAST(h >> 64 AS HUGEINT)) "
        f"FROM (SELECT md5_number(concat({rij})) AS h FROM {tabel.naam})"
    )


def _tekst(kolom: Veld) -> str:
    """A value that becomes a short text; no two values of one column give the same."""
    match kolom.soort:
        case Soort.DATUM:
            return f"({kolom.naam} - DATE '1900-01-01')"
        case Soort.TEKST:
            return f"replace({kolom.naam}, {_TUSSEN}, ' ')"
        case _:
            return kolom.naam
