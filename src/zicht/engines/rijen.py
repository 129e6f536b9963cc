"""The rows of the wide facts that a period touches, for who answers the questions per case without SQL."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zicht.core.feiten import Feit
from zicht.core.periodes import Periode
from zicht.core.voorwaarden import Veld
from zicht.engines.venster import tabelnaam

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def lees_rijen(verbinding: "DuckDBPyConnection", feit: type[Feit], velden: Sequence[Veld], datums: Sequence[Veld],
               periode: Periode) -> list[dict[str, Any]]:  # fmt: skip
    """The raw rows with one of these dates in the period, in a fixed order; a caller masks what was not known yet."""
    namen = [veld.naam for veld in velden]
    kolommen = ", ".join(f'"{naam}"' for naam in namen)
    waar = " OR ".join(f'"{datum.naam}" BETWEEN $begin AND $eind' for datum in datums)
    gevonden = verbinding.execute(
        f"SELECT {kolommen} FROM {tabelnaam(feit)} WHERE {waar} ORDER BY {kolommen}",
        {"begin": periode.begin, "eind": periode.eind},
    ).fetchall()
    return [dict(zip(namen, rij, strict=True)) for rij in gevonden]
