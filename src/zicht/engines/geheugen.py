"""An empty DuckDB in memory, for who writes tables and counts nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def geheugen(*, threads: int) -> "DuckDBPyConnection":
    """Open one; with a single thread, and in order of insertion, what it writes is the same every time."""
    import duckdb

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("set preserve_insertion_order = true")
    return connection
