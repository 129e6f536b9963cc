"""The period and peildatum of a question, and the names of what the wide facts hold."""

from dataclasses import dataclass
from datetime import date

from zicht.core.feiten import Feit
from zicht.core.periodes import Periode


@dataclass(frozen=True)
class Venster:
    """The period and peildatum that a query is compiled for."""

    peildatum: date
    periode: Periode | None = None


def tabelnaam(feit: type[Feit]) -> str:
    """The wide table of a fact."""
    return f"feit_{feit.tabelnaam()}"


def uiterste_kolom(klok: str) -> str:
    """The column that holds the deadline of a clock."""
    return "uiterste_" + klok.replace("-", "_")
