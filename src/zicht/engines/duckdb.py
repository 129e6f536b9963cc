"""DuckDB, the embedded default."""

from typing import TYPE_CHECKING, Any

from zicht.engines.teksten import tekst_van

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from sqlglot import Expr


class DuckDB:
    """The wide facts in a DuckDB connection."""

    dialect = "duckdb"

    def __init__(self, verbinding: "DuckDBPyConnection") -> None:
        self.verbinding = verbinding

    def vraag(self, boom: "Expr | str") -> list[tuple[Any, ...]]:
        """Send one query, as a tree or as text, and fetch all its rows."""
        return self.verbinding.execute(tekst_van(boom, self.dialect)).fetchall()
