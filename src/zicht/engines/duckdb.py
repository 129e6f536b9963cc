"""DuckDB, the embedded default."""

from typing import TYPE_CHECKING, Any

from sqlglot import Expr

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class DuckDB:
    """The wide facts in a DuckDB connection."""

    dialect = "duckdb"

    def __init__(self, verbinding: "DuckDBPyConnection") -> None:
        self.verbinding = verbinding

    def vraag(self, boom: Expr) -> list[tuple[Any, ...]]:
        """Send one query and fetch all its rows."""
        return self.verbinding.execute(boom.sql(dialect=self.dialect)).fetchall()
