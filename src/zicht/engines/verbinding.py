"""A DuckDB in memory for facts."""

import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


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


class LateVerbinding:
    """A connection that opens when something is asked of it: who answers from a kept cube asks nothing."""

    def __init__(self, open_: "Callable[[], DuckDBPyConnection]") -> None:
        self._open = open_

    @cached_property
    def _echt(self) -> "DuckDBPyConnection":
        return self._open()

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echt, naam)
