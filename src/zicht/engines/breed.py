"""Wide facts: the joins that indicators need, done once per fact set; one row per case, deadlines as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zicht.core.feiten import Feit
from zicht.core.kalender import Kalender
from zicht.core.klokken import Termijn
from zicht.core.termijnen import Duur, Schorsing, uiterste_datum
from zicht.engines.sql import tabelnaam, uiterste_kolom

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Klok:
    """A clock of the catalogue with the fact it belongs to and its length, if the sources give one."""

    termijn: Termijn
    feit: type[Feit]
    duur: Duur | None


_RECIDIVE_VANAF = "2019-01-01"  # notitie prestatie-indicatoren NHN: vanaf het Handelingsprotocol 2019

_RECIDIVE = """
CREATE OR REPLACE TEMP TABLE opening AS
SELECT dossier_id, min(melding_id) AS melding_id, any_value(m.ontvangen_op) AS ontvangen_op
FROM melding m JOIN (SELECT dossier_id, min(ontvangen_op) AS ontvangen_op FROM melding GROUP BY dossier_id) e
  USING (dossier_id, ontvangen_op) GROUP BY dossier_id;

CREATE OR REPLACE TEMP TABLE gesloten AS
SELECT {regio_d} AS regio, b.persoon_id, d.dossier_id, d.gesloten_op,
  CAST(d.gesloten_op - DATE '1900-01-01' AS BIGINT) * 4 + CASE d.sluitroute
    WHEN 'vervolgdienst' THEN 3 WHEN 'directe_overdracht' THEN 2
    ELSE CASE WHEN coalesce(d.sluitroute, 'onbekend') = 'onbekend' THEN 0 ELSE 1 END END AS gepakt
FROM dossier d LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
JOIN betrokkene b ON b.dossier_id = d.dossier_id
WHERE d.gesloten_op IS NOT NULL AND d.geopend_op BETWEEN DATE '{vanaf}' AND DATE '{peildatum}';

CREATE OR REPLACE TEMP TABLE recidive AS
SELECT o.melding_id, max(e.gepakt) % 4 AS route
FROM opening o JOIN betrokkene b ON b.dossier_id = o.dossier_id
JOIN dossier d ON d.dossier_id = o.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
JOIN gesloten e ON e.persoon_id = b.persoon_id AND e.regio IS NOT DISTINCT FROM {regio_d}
  AND e.dossier_id <> o.dossier_id AND e.gesloten_op < o.ontvangen_op
GROUP BY o.melding_id;
"""

_ROUTE = """CASE WHEN r.melding_id IS NULL THEN 'geen'
    ELSE CASE r.route WHEN 3 THEN 'vervolgdienst' WHEN 2 THEN 'directe_overdracht' WHEN 1 THEN 'overig' END END"""

_MELDING = """
CREATE OR REPLACE TABLE feit_melding AS
SELECT m.*, d.gemeente AS gemeente, {regio_d} AS regio,
  d.geopend_op AS gemeente_bekend_op, {regio_op} AS regio_bekend_op,
  CASE WHEN o.melding_id IS NULL THEN 'nee' ELSE 'ja' END AS opent_dossier,
  {route} AS recidiveroute{uiterste}
FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id
LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
LEFT JOIN opening o ON o.melding_id = m.melding_id
LEFT JOIN recidive r ON r.melding_id = m.melding_id{klokken};
"""

_DIENST = """
CREATE OR REPLACE TABLE feit_dienst AS
SELECT w.*{uiterste} FROM (
  SELECT s.*, d.gemeente AS gemeente, {regio_d} AS regio,
    d.geopend_op AS gemeente_bekend_op, {regio_op} AS regio_bekend_op,
    m.ontvangen_op AS melding_ontvangen_op, m.beoordeeld_op AS melding_beoordeeld_op
  FROM dienst s LEFT JOIN melding m ON m.melding_id = s.melding_id
  LEFT JOIN dossier d ON d.dossier_id = s.dossier_id
  LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
) w{klokken};
"""

_OVERDRACHT = """
CREATE OR REPLACE TABLE feit_overdracht AS
SELECT melding_id AS overdracht_id, 'melding' AS herkomst, ontvangen_op AS bekend_vanaf, beoordeeld_op AS besluit_op,
  overgedragen_op, gemeente, regio, gemeente_bekend_op, regio_bekend_op FROM feit_melding WHERE overgedragen_op IS NOT NULL
UNION ALL
SELECT dienst_id, 'dienst', toegewezen_op, afgerond_op, overgedragen_op, gemeente, regio, gemeente_bekend_op, regio_bekend_op
FROM feit_dienst WHERE overgedragen_op IS NOT NULL;
"""

_MET_REGIO = ("advies",)  # heeft een eigen kolom regio
_VIA_GEMEENTE = ("klacht", "tevredenheid", "huisverbod", "activiteit")


def bouw(verbinding: "DuckDBPyConnection", regios: Sequence[str], klokken: Sequence[Klok], kalender: Kalender,
         peildatum: date) -> None:  # fmt: skip
    """Build every wide table from the typed tables; the deadlines come from `core.termijnen`, not from SQL."""
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE gemeenteregio AS "
        "SELECT gemeente, max(regio) AS regio FROM gemeente GROUP BY gemeente"
    )
    regio_d = _regio("d.regio", regios)
    regio_op = "NULL::DATE" if len(regios) == 1 else "d.geopend_op"
    _maak_uitersten(verbinding, klokken, kalender)
    _maak_recidive(verbinding, regio_d, peildatum)
    for tekst, naam, bron in ((_MELDING, "melding", "m"), (_DIENST, "dienst", "w")):
        eigen = [klok for klok in klokken if klok.feit.tabelnaam() == naam]
        delen = {"uiterste": _uiterste_kolommen(eigen), "klokken": _uiterste_joins(eigen, bron)}
        verbinding.execute(tekst.format(regio_d=regio_d, regio_op=regio_op, route=_ROUTE, **delen))
    verbinding.execute(_OVERDRACHT)
    for naam in (*_MET_REGIO, *_VIA_GEMEENTE):
        _maak_eenvoudig(verbinding, naam, regios)
    _pas_schorsingen_toe(verbinding, klokken, kalender, peildatum)


def _maak_recidive(verbinding: "DuckDBPyConnection", regio_d: str, peildatum: date) -> None:
    verbinding.execute(_RECIDIVE.format(regio_d=regio_d, vanaf=_RECIDIVE_VANAF, peildatum=peildatum.isoformat()))


def recidive_hangt_af_van_peildatum(verbinding: "DuckDBPyConnection") -> bool:
    """Only when some dossier closed before it opened: until it opens it does not exist yet (leesregel 2)."""
    gevonden = verbinding.execute("SELECT count(*) FROM dossier WHERE gesloten_op < geopend_op").fetchone()
    return gevonden is not None and gevonden[0] > 0


def herbereken_recidive(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
    """The recidive of every report as it was known on this peildatum."""
    _maak_recidive(verbinding, _regio("d.regio", regios), peildatum)
    verbinding.execute(
        f"UPDATE feit_melding SET recidiveroute = n.route FROM (SELECT m.melding_id, {_ROUTE} AS route "
        "FROM feit_melding m LEFT JOIN recidive r ON r.melding_id = m.melding_id) n "
        "WHERE n.melding_id = feit_melding.melding_id"
    )


@dataclass(frozen=True)
class EerderDossier:
    """The earlier dossier that decides the recidive of a report."""

    dossier_id: str
    gesloten_op: date
    sluitroute: str | None


def eerdere_dossiers(verbinding: "DuckDBPyConnection", meldingen: Sequence[str]) -> dict[str, EerderDossier]:
    """Per report the dossier that decided its recidive, from the tables that `bouw` or a new count left behind."""
    gevonden = verbinding.execute(
        "SELECT o.melding_id, e.dossier_id, e.gesloten_op, d.sluitroute FROM opening o "
        "JOIN feit_melding m ON m.melding_id = o.melding_id JOIN betrokkene b ON b.dossier_id = o.dossier_id "
        "JOIN gesloten e ON e.persoon_id = b.persoon_id AND e.regio IS NOT DISTINCT FROM m.regio "
        "AND e.dossier_id <> o.dossier_id AND e.gesloten_op < o.ontvangen_op "
        "JOIN dossier d ON d.dossier_id = e.dossier_id WHERE o.melding_id IN (SELECT unnest(?::VARCHAR[])) "
        "QUALIFY row_number() OVER (PARTITION BY o.melding_id ORDER BY e.gepakt DESC, e.dossier_id) = 1",
        [list(meldingen)],
    ).fetchall()
    return {melding: EerderDossier(*rest) for melding, *rest in gevonden}


def bestaat_vanaf(verbinding: "DuckDBPyConnection", feit: type[Feit], sleutel: str, id_: str) -> date | None:
    """The day from which a case exists, whatever the peildatum; nothing when it is not there."""
    if feit.bestaat_op is None:
        return None
    gevonden = verbinding.execute(
        f'SELECT min("{feit.bestaat_op}") FROM {tabelnaam(feit)} WHERE "{sleutel}" = ?', [id_]
    ).fetchone()
    return gevonden[0] if gevonden else None


def _regio(eigen: str, regios: Sequence[str]) -> str:
    """In a fact set of one region every case belongs to it; else its own column, else through the municipality."""
    if len(regios) == 1:
        return "'" + regios[0].replace("'", "''") + "'"
    return f"coalesce({eigen}, g.regio)"


def _maak_eenvoudig(verbinding: "DuckDBPyConnection", naam: str, regios: Sequence[str]) -> None:
    eigen = naam in _MET_REGIO
    regio = _regio("f.regio" if eigen else "NULL", regios)
    kolommen = f"f.* REPLACE ({regio} AS regio)" if eigen else f"f.*, {regio} AS regio"
    verbinding.execute(
        f"CREATE OR REPLACE TABLE feit_{naam} AS SELECT {kolommen} FROM {naam} f "
        "LEFT JOIN gemeenteregio g ON g.gemeente = f.gemeente"
    )


def _uiterste_kolommen(klokken: Iterable[Klok]) -> str:
    return "".join(
        f", {'NULL::DATE' if klok.duur is None else f'k{nr}.uiterste'} AS {uiterste_kolom(klok.termijn.code)}"
        for nr, klok in enumerate(klokken)
    )


def _uiterste_joins(klokken: Iterable[Klok], bron: str) -> str:
    return "".join(
        f"\nLEFT JOIN uiterste_{klok.duur.code} k{nr} ON k{nr}.begin = {bron}.{klok.termijn.begint_bij.naam}"
        for nr, klok in enumerate(klokken)
        if klok.duur is not None
    )


def _maak_uitersten(verbinding: "DuckDBPyConnection", klokken: Sequence[Klok], kalender: Kalender) -> None:
    """A look-up table per length: every day a clock may start, and its deadline."""
    begin, eind = _bereik(verbinding, kalender)
    dagen = [begin + timedelta(days=nr) for nr in range((eind - begin).days + 1)]
    for duur in {klok.duur.code: klok.duur for klok in klokken if klok.duur}.values():
        uitersten = [uiterste_datum(duur, dag, kalender) for dag in dagen]
        verbinding.execute(
            f"CREATE OR REPLACE TEMP TABLE uiterste_{duur.code} AS "
            "SELECT unnest(?::DATE[]) AS begin, unnest(?::DATE[]) AS uiterste",
            [dagen, uitersten],
        )


_SPEELRUIMTE = timedelta(days=200)  # de langste termijn van een klok, ruim genomen


def _bereik(verbinding: "DuckDBPyConnection", kalender: Kalender) -> tuple[date, date]:
    """The days on which some clock starts, as far as the calendar reaches."""
    eerste, laatste = kalender.eerste, kalender.laatste - _SPEELRUIMTE
    gevonden = verbinding.execute(
        "SELECT min(d), max(d) FROM (SELECT unnest([ontvangen_op, opgepakt_op, beoordeeld_op]) AS d FROM melding "
        "UNION ALL SELECT gestart_op FROM dienst) WHERE d BETWEEN ? AND ?",
        [eerste, laatste],
    ).fetchone()
    if gevonden is None or gevonden[0] is None:
        return laatste, laatste
    return gevonden[0], gevonden[1]


def _pas_schorsingen_toe(verbinding: "DuckDBPyConnection", klokken: Sequence[Klok], kalender: Kalender,
                         peildatum: date) -> None:  # fmt: skip
    """Move the deadlines of the few cases whose clock was paused (leesregel 14)."""
    pauzes = schorsingen(verbinding, peildatum)
    for klok in klokken:
        van_klok = {over: rij for (termijn, over), rij in pauzes.items() if termijn == klok.termijn.schorsing}
        if klok.duur is None or not van_klok:
            continue
        begin, sleutel = klok.termijn.begint_bij.naam, klok.feit.sleutel[0]
        tabel, kolom = tabelnaam(klok.feit), uiterste_kolom(klok.termijn.code)
        gevallen = verbinding.execute(
            f"SELECT {sleutel}, {begin} FROM {tabel} WHERE {kolom} IS NOT NULL AND {sleutel} IN "
            "(SELECT unnest(?::VARCHAR[]))",
            [list(van_klok)],
        ).fetchall()
        nieuw = [(id_, uiterste_datum(klok.duur, dag, kalender, van_klok[id_], bekend_tot=peildatum))
                 for id_, dag in gevallen]  # fmt: skip
        verbinding.execute(
            f"UPDATE {tabel} SET {kolom} = n.uiterste FROM (SELECT unnest(?::VARCHAR[]) AS id, "
            f"unnest(?::DATE[]) AS uiterste) n WHERE n.id = {tabel}.{sleutel}",
            [[id_ for id_, _ in nieuw], [datum for _, datum in nieuw]],
        )


def schorsingen(verbinding: "DuckDBPyConnection", peildatum: date,
                over_id: str | None = None) -> dict[tuple[str, str], list[Schorsing]]:  # fmt: skip
    """The pauses that exist on the peildatum, per clock and case; impossible ones are findings and do not count."""
    rijen = verbinding.execute(
        "SELECT termijn, over_id, van, tot, coalesce(grond, '') FROM schorsing "
        "WHERE van <= $dag AND (tot IS NULL OR tot >= van) AND ($id IS NULL OR over_id = $id)",
        {"dag": peildatum, "id": over_id},
    ).fetchall()
    pauzes: dict[tuple[str, str], list[Schorsing]] = {}
    for termijn, over, van, tot, grond in rijen:
        pauzes.setdefault((termijn, over), []).append(Schorsing(van, tot, grond))
    return pauzes
