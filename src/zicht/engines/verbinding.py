"""A DuckDB in memory for facts."""

import tempfile
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

In = TypeVar("In")
Uit = TypeVar("Uit")


def open_verbinding() -> "DuckDBPyConnection":
    """A connection in memory that fetches nothing and spills outside the current folder."""
    import duckdb

    verbinding = duckdb.connect(
        config={
            "temp_directory": str(Path(tempfile.gettempdir()) / "zicht"),
            "autoinstall_known_extensions": "false",
            "checkpoint_threshold": "1TB",  # else tables in memory are written anew after every 16 MB
        }
    )
    verbinding.execute("CREATE SCHEMA ruw")
    return verbinding


def naast_elkaar(verbinding: "DuckDBPyConnection", vragen: Iterable[str],
                 lees: "Callable[[DuckDBPyConnection], Uit]") -> list[Uit]:  # fmt: skip
    """What `lees` makes of each of these questions, in their order; each has a connection of its own to the same tables.

    Temporary tables are not seen.
    """
    [(zoekpad,)] = verbinding.execute("SELECT current_setting('search_path')").fetchall()

    def vraag_na(vraag: str) -> Uit:
        with verbinding.cursor() as eigen:
            eigen.execute(f"SET search_path = '{zoekpad}'")
            return lees(eigen.execute(vraag))

    return twee_tegelijk(vraag_na, vragen)


def twee_tegelijk(doe: Callable[[In], Uit], wat: Iterable[In]) -> list[Uit]:
    """Do this with each, two side by side: while one is planned or read out, which takes one core, the other counts."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(doe, wat))


class LateVerbinding:
    """A connection that opens when something is asked of it: who answers from a kept cube asks nothing."""

    def __init__(self, open_: "Callable[[], DuckDBPyConnection]") -> None:
        self._open = open_

    @cached_property
    def _echt(self) -> "DuckDBPyConnection":
        return self._open()

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echt, naam)
