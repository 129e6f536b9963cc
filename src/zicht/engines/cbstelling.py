"""Own counts per half-year and municipality, with the parts of them that the statistics office may count differently.

The parts do not overlap: a report that is only registered is not counted again as a home ban.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zicht.engines.breed import maak_gemeenteregio, regio_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Halfjaar:
    """Half a year (or a year), and the last day of its delivery: what is entered later was not in it."""

    code: str
    begin: date
    eind: date
    geleverd: date


@dataclass(frozen=True)
class Deel:
    """How many of a municipality and half-year fall in a part: `alles`, or one of the parts that do not overlap."""

    maat: str
    regio: str | None
    gemeente: str | None
    halfjaar: str
    deel: str
    aantal: int


ALLES, LATER, ONBEKEND_LATER = "alles", "later", "zonder invoerdag"

_RIJEN = {
    "adviezen": (
        "SELECT {regio_f} AS regio, f.gemeente, f.gestart_op AS dag, f.geregistreerd_op AS invoer, "
        "CASE WHEN f.soort = 'ondersteuning' THEN 'ondersteuning' END AS deel, f.advies_id AS id "
        "FROM advies f LEFT JOIN gemeenteregio g ON g.gemeente = f.gemeente"
    ),
    "meldingen": (
        "SELECT {regio_d} AS regio, d.gemeente, m.ontvangen_op AS dag, m.geregistreerd_op AS invoer, "
        "CASE WHEN m.ter_registratie = 'ja' THEN 'ter registratie' WHEN s.jeugd THEN 'jeugdprostitutie' "
        "WHEN s.verbod THEN 'huisverbod' END AS deel, m.melding_id AS id "
        "FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente "
        "LEFT JOIN (SELECT melding_id, bool_or(soort = 'meldpunt_jeugdprostitutie') AS jeugd, "
        "bool_or(soort = 'huisverbod_beoordeling') AS verbod FROM dienst GROUP BY melding_id) s ON s.melding_id = m.melding_id"
    ),
    "casussen": (
        "SELECT {regio_d} AS regio, d.gemeente, m.ontvangen_op AS dag, m.geregistreerd_op AS invoer, NULL::VARCHAR AS deel, "
        "m.dossier_id AS id "
        "FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente"
    ),
    "onderzoeken": "{dienst} WHERE f.soort = 'onderzoek'",
    "voorwaarden-en-vervolg": "{dienst} WHERE f.soort = 'voorwaarden_en_vervolg'",
}
_DIENST = (
    "SELECT {regio_d} AS regio, d.gemeente, f.afgerond_op AS dag, NULL::DATE AS invoer, NULL::VARCHAR AS deel, f.dienst_id AS id "
    "FROM dienst f LEFT JOIN dossier d ON d.dossier_id = f.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente"
)
# A case with several reports counts once: it was delivered as soon as one of them was entered.
_TEL = """
WITH rijen AS (
  SELECT h.code, r.regio, r.gemeente, r.id, max(r.deel) AS deel, min(coalesce(r.invoer, DATE '1900-01-01')) > any_value(h.geleverd)
    AS later, bool_and(r.invoer IS NULL) AS zonder
  FROM ({rijen}) r JOIN halfjaren h ON r.dag BETWEEN h.begin AND h.eind WHERE r.dag <= $peildatum
  GROUP BY h.code, r.regio, r.gemeente, r.id
)
SELECT regio, gemeente, code, 'alles', count(*) FROM rijen GROUP BY ALL
UNION ALL SELECT regio, gemeente, code, deel, count(*) FROM rijen WHERE deel IS NOT NULL GROUP BY ALL
UNION ALL SELECT regio, gemeente, code, 'later', count(*) FROM rijen WHERE deel IS NULL AND later GROUP BY ALL
UNION ALL SELECT regio, gemeente, code, 'zonder invoerdag', count(*) FROM rijen WHERE zonder GROUP BY ALL
ORDER BY ALL
"""


def tel_delen(
    verbinding: "DuckDBPyConnection", regios: Sequence[str], halfjaren: Sequence[Halfjaar], peildatum: date
) -> list[Deel]:
    """Every measure, municipality and half-year with its parts."""
    maak_gemeenteregio(verbinding)
    _maak_halfjaren(verbinding, halfjaren)
    regio = {naam: regio_sql(f"{naam[-1]}.regio", regios) for naam in ("regio_f", "regio_d")}
    uit: list[Deel] = []
    for maat, tekst in _RIJEN.items():
        rijen = tekst.replace("{dienst}", _DIENST).format(**regio)
        gevonden = verbinding.execute(_TEL.format(rijen=rijen), {"peildatum": peildatum}).fetchall()
        uit += [Deel(maat, *rij) for rij in gevonden]
    return uit


def _maak_halfjaren(verbinding: "DuckDBPyConnection", halfjaren: Sequence[Halfjaar]) -> None:
    kolommen = [[getattr(h, veld) for h in halfjaren] for veld in ("code", "begin", "eind", "geleverd")]
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE halfjaren AS SELECT unnest(?::VARCHAR[]) AS code, unnest(?::DATE[]) AS begin, "
        "unnest(?::DATE[]) AS eind, unnest(?::DATE[]) AS geleverd",
        kolommen,
    )
