"""People who come back: per closed dossier the first new report after it, and per report whether its people were known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zicht.engines.breed import RECIDIVE_VANAF, maak_gemeenteregio, regio_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The first report of every dossier, and everybody in a dossier that has one; only who is in more than one dossier matters.
_BEGIN = """
CREATE OR REPLACE TEMP TABLE herhaling_begin AS
SELECT dossier_id, min(ontvangen_op) AS op FROM melding WHERE dossier_id IS NOT NULL AND ontvangen_op <= $peildatum GROUP BY 1
"""
_VAKER = """
CREATE OR REPLACE TEMP TABLE herhaling_vaker AS
SELECT b.persoon_id, {regio} AS regio, b.dossier_id, o.op, d.gesloten_op
FROM betrokkene b JOIN dossier d ON d.dossier_id = b.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
LEFT JOIN herhaling_begin o ON o.dossier_id = b.dossier_id
WHERE hash(b.persoon_id) IN (SELECT hash(persoon_id) FROM betrokkene GROUP BY hash(persoon_id) HAVING count(*) > 1)
"""
_ZELFDE = "JOIN herhaling_vaker n ON n.persoon_id = v.persoon_id AND n.regio IS NOT DISTINCT FROM v.regio AND n.dossier_id <> v.dossier_id"

_TERUG = f"""
WITH volgende AS (
  SELECT v.dossier_id, min(n.op) AS op FROM herhaling_vaker v {_ZELFDE} AND n.op > v.gesloten_op GROUP BY 1
)
SELECT d.gemeente, d.sluitroute, CAST(coalesce(n.op, $peildatum) - d.gesloten_op AS INTEGER) AS dagen, n.op IS NOT NULL AS terug,
  count(*) FROM dossier d LEFT JOIN volgende n ON n.dossier_id = d.dossier_id
WHERE d.gesloten_op <= $peildatum AND d.geopend_op BETWEEN DATE '{RECIDIVE_VANAF}' AND $peildatum
GROUP BY ALL ORDER BY ALL
"""

_KLASSEN = f"""
WITH eerder AS (SELECT v.dossier_id, min(n.op) AS op FROM herhaling_vaker v {_ZELFDE} GROUP BY 1),
iemand AS (SELECT DISTINCT dossier_id FROM betrokkene)
SELECT d.gemeente, CAST(year(m.ontvangen_op) * 12 + month(m.ontvangen_op) - 1 AS INTEGER) AS maand,
  nullif(m.tijdens, 'onbekend') AS tijdens,
  CASE WHEN e.op < m.ontvangen_op OR o.op < m.ontvangen_op THEN true WHEN i.dossier_id IS NULL THEN NULL ELSE false END AS bekend,
  count(*)
FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id LEFT JOIN eerder e ON e.dossier_id = m.dossier_id
LEFT JOIN herhaling_begin o ON o.dossier_id = m.dossier_id LEFT JOIN iemand i ON i.dossier_id = m.dossier_id
WHERE m.ontvangen_op <= $peildatum GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class Teruggekeerd:
    """How many closed dossiers of an area and route were followed for so many days, with a new report or without."""

    gemeente: str | None
    sluitroute: str | None
    dagen: int
    terug: bool
    aantal: int


@dataclass(frozen=True)
class Bekendheid:
    """How many reports of a month came during an involvement, and with people that were known; None is unknown."""

    gemeente: str | None
    maand: int
    tijdens: str | None
    bekend: bool | None
    aantal: int


class Herhaling:
    """Looks for people who come back, on one peildatum."""

    def __init__(self, verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
        self._verbinding = verbinding
        self._gegeven = {"peildatum": peildatum}
        maak_gemeenteregio(verbinding)
        verbinding.execute(_BEGIN, self._gegeven)
        verbinding.execute(_VAKER.format(regio=regio_sql("d.regio", regios)))

    def teruggekeerd(self) -> list[Teruggekeerd]:
        """Every dossier that closed, counted."""
        return [Teruggekeerd(*rij) for rij in self._verbinding.execute(_TERUG, self._gegeven).fetchall()]

    def bekendheid(self) -> list[Bekendheid]:
        """Every report, counted."""
        return [Bekendheid(*rij) for rij in self._verbinding.execute(_KLASSEN, self._gegeven).fetchall()]
