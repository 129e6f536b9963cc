"""A DuckDB in memory for facts."""

import tempfile
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEGELIJK = 2
T = TypeVar("T")


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
                 lees: "Callable[[DuckDBPyConnection], T]") -> list[T]:  # fmt: skip
    """What `lees` makes of each of these questions, in their order.

    Two go side by side: while one is planned or read out, which takes one core, the other counts. Each has a
    connection of its own to the same tables, so that temporary ones are not seen.
    """
    from concurrent.futures import ThreadPoolExecutor

    [(zoekpad,)] = verbinding.execute("SELECT current_setting('search_path')").fetchall()

    def vraag_na(vraag: str) -> T:
        with verbinding.cursor() as eigen:
            eigen.execute(f"SET search_path = '{zoekpad}'")
            return lees(eigen.execute(vraag))

    with ThreadPoolExecutor(_TEGELIJK) as pool:
        return list(pool.map(vraag_na, vragen))


class LateVerbinding:
    """A connection that opens when something is asked of it: who answers from a kept cube asks nothing."""

    def __init__(self, open_: "Callable[[], DuckDBPyConnection]") -> None:
        self._open = open_

    @cached_property
    def _echt(self) -> "DuckDBPyConnection":
        return self._open()

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echt, naam)
