"""A DuckDB in memory for facts."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

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
