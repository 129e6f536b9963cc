"""Own rows one by one, with the days that decide in which half-year a count and a delivery put them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Eigenrij:
    """A row of the own registration: its case, the day it counts on, the day it is finished, when it was entered, and its part."""

    kenmerk: str
    casus: str | None
    gemeente: str | None
    dag: date | None
    klaar: date | None
    invoer: date | None
    deel: str | None


_SQL = {
    "adviezen": (
        "SELECT advies_id, NULL, gemeente, gestart_op, afgesloten_op, geregistreerd_op, "
        "CASE WHEN soort = 'ondersteuning' THEN 'ondersteuning' END FROM advies"
    ),
    "meldingen": (
        "SELECT m.melding_id, m.dossier_id, d.gemeente, m.ontvangen_op, m.beoordeeld_op, m.geregistreerd_op, "
        "CASE WHEN m.ter_registratie = 'ja' THEN 'ter registratie' WHEN s.jeugd THEN 'jeugdprostitutie' WHEN s.verbod THEN 'huisverbod' END "
        "FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id LEFT JOIN (SELECT melding_id, "
        "bool_or(soort = 'meldpunt_jeugdprostitutie') AS jeugd, bool_or(soort = 'huisverbod_beoordeling') AS verbod FROM dienst GROUP BY melding_id) s "
        "ON s.melding_id = m.melding_id"
    ),
    "onderzoeken": "{dienst} WHERE s.soort = 'onderzoek'",
    "voorwaarden-en-vervolg": "{dienst} WHERE s.soort = 'voorwaarden_en_vervolg'",
}
_DIENST = (
    "SELECT s.dienst_id, s.dossier_id, d.gemeente, s.afgerond_op, s.afgerond_op, NULL, NULL FROM dienst s "
    "LEFT JOIN dossier d ON d.dossier_id = s.dossier_id"
)


def eigen_rijen(verbinding: "DuckDBPyConnection", maat: str) -> Mapping[str, Eigenrij]:
    """Every row of a measure, by its key."""
    rijen = verbinding.execute(_SQL[maat].format(dienst=_DIENST)).fetchall()
    return {str(rij[0]): Eigenrij(*rij) for rij in rijen}
