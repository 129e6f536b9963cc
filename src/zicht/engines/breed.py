"""Wide facts: the joins that indicators need, done once per fact set; one row per case, deadlines as columns.

The rules of a row stand once more in `brederijen`, for the few rows of an update: who changes one, changes both.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zicht.core.feiten import Advies, Dienst, Feit, Melding
from zicht.core.kalender import Kalender
from zicht.core.klokken import Termijn
from zicht.core.termijnen import Duur, Schorsing, uiterste_datum
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.venster import tabelnaam, uiterste_kolom

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Klok:
    """A clock of the catalogue with the fact it belongs to and its length, if the sources give one."""

    termijn: Termijn
    feit: type[Feit]
    duur: Duur | None


RECIDIVE_VANAF = "2019-01-01"  # notitie prestatie-indicatoren NHN: vanaf het Handelingsprotocol 2019

# Day and route in one number: the highest is the last dossier before, and of those on one day the weightiest route.
_GEPAKT = """CAST({d}.gesloten_op - DATE '1900-01-01' AS BIGINT) * 4 + CASE {d}.sluitroute
    WHEN 'vervolgdienst' THEN 3 WHEN 'directe_overdracht' THEN 2
    ELSE CASE WHEN coalesce({d}.sluitroute, 'onbekend') = 'onbekend' THEN 0 ELSE 1 END END"""

_TELT_ALS_EERDER = "{d}.gesloten_op IS NOT NULL AND {d}.geopend_op BETWEEN DATE '{vanaf}' AND DATE '{peildatum}'"

_GESLOTEN = """
CREATE OR REPLACE TEMP VIEW gesloten AS
SELECT {regio_d} AS regio, b.persoon_id, d.dossier_id, d.gesloten_op, {gepakt} AS gepakt
FROM dossier d LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
JOIN betrokkene b ON b.dossier_id = d.dossier_id
WHERE {telt_als_eerder}
"""

_OPENING = """
SELECT arg_min(rij, row(ontvangen_op, melding_id)) AS rij, dossier_id, min(ontvangen_op) AS ontvangen_op
FROM melding WHERE dossier_id IS NOT NULL AND ontvangen_op IS NOT NULL GROUP BY dossier_id
"""

# Few people have a second dossier: leaving out the others first, by hash, makes the joins on people small.
_HERHAALD = """
CREATE OR REPLACE TEMP TABLE herhaald AS SELECT persoon_id, dossier_id FROM betrokkene
WHERE hash(persoon_id) IN (SELECT hash(persoon_id) FROM betrokkene GROUP BY hash(persoon_id) HAVING count(*) > 1)
"""

_RECIDIVE = """
CREATE OR REPLACE TEMP TABLE recidive AS
WITH vaker AS MATERIALIZED (
  SELECT h.persoon_id, {regio_d} AS regio, d.dossier_id, d.geopend_op, d.gesloten_op, d.sluitroute
  FROM herhaald h JOIN dossier d ON d.dossier_id = h.dossier_id LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
)
SELECT o.rij, max({gepakt}) % 4 AS route
FROM opening o JOIN vaker n ON n.dossier_id = o.dossier_id
JOIN vaker e ON e.persoon_id = n.persoon_id AND e.regio IS NOT DISTINCT FROM n.regio
  AND e.dossier_id <> n.dossier_id AND e.gesloten_op < o.ontvangen_op
WHERE {telt_als_eerder}
GROUP BY o.rij
"""

_ROUTE = """CASE WHEN r.rij IS NULL THEN 'geen'
    ELSE CASE r.route WHEN 3 THEN 'vervolgdienst' WHEN 2 THEN 'directe_overdracht' WHEN 1 THEN 'overig' END END"""

_MELDING = """
CREATE OR REPLACE TABLE feit_melding AS
SELECT {velden}, m.rij, d.gemeente AS gemeente, {regio_d} AS regio,
  d.geopend_op AS gemeente_bekend_op, {regio_op} AS regio_bekend_op,
  CASE WHEN o.rij IS NULL THEN 'nee' ELSE 'ja' END AS opent_dossier,
  {route} AS recidiveroute{uiterste}
FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id
LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
LEFT JOIN opening o ON o.rij = m.rij
LEFT JOIN recidive r ON r.rij = m.rij{klokken};
"""

_DIENST = """
CREATE OR REPLACE TABLE feit_dienst AS
SELECT w.*{uiterste} FROM (
  SELECT {velden}, s.rij, d.gemeente AS gemeente, {regio_d} AS regio,
    d.geopend_op AS gemeente_bekend_op, {regio_op} AS regio_bekend_op,
    m.ontvangen_op AS melding_ontvangen_op, m.beoordeeld_op AS melding_beoordeeld_op
  FROM dienst s LEFT JOIN melding m ON m.melding_id = s.melding_id
  LEFT JOIN dossier d ON d.dossier_id = s.dossier_id
  LEFT JOIN gemeenteregio g ON g.gemeente = d.gemeente
) w{klokken};
"""

_OVERDRACHT = """
CREATE OR REPLACE VIEW feit_overdracht AS
SELECT melding_id AS overdracht_id, 'melding' AS herkomst, ontvangen_op AS bekend_vanaf, beoordeeld_op AS besluit_op,
  overgedragen_op, gemeente, regio, gemeente_bekend_op, regio_bekend_op FROM feit_melding WHERE overgedragen_op IS NOT NULL
UNION ALL
SELECT dienst_id, 'dienst', toegewezen_op, afgerond_op, overgedragen_op, gemeente, regio, gemeente_bekend_op, regio_bekend_op
FROM feit_dienst WHERE overgedragen_op IS NOT NULL;
"""

_MET_REGIO = ("advies",)  # heeft een eigen kolom regio
_VIA_GEMEENTE = ("klacht", "tevredenheid", "huisverbod", "activiteit")
_GROOT = (Melding, Dienst, Advies)  # krijgt eerst alleen de velden waar indicatoren naar vragen


def bouw(verbinding: "DuckDBPyConnection", regios: Sequence[str], klokken: Sequence[Klok], kalender: Kalender,
         peildatum: date, nodig: AbstractSet[Veld]) -> None:  # fmt: skip
    """Build every wide table from the typed tables; the deadlines come from `core.termijnen`, not from SQL.

    Of the large tables only dates, keys and the fields in `nodig`; `verbreed` adds the others for who asks for them.
    """
    maak_gemeenteregio(verbinding)
    _maak_uitersten(verbinding, klokken, kalender, _bereik(verbinding, kalender))
    _bouw_dossiers(verbinding, regios, klokken, kalender, peildatum, nodig)
    for naam in (*_MET_REGIO, *_VIA_GEMEENTE):
        _maak_eenvoudig(verbinding, naam, regios, _smal(Advies, nodig) if naam in _MET_REGIO else None)


def _bouw_dossiers(verbinding: "DuckDBPyConnection", regios: Sequence[str], klokken: Sequence[Klok], kalender: Kalender,
                   peildatum: date, nodig: AbstractSet[Veld]) -> None:  # fmt: skip
    """The wide tables of what belongs to a dossier."""
    regio_d, regio_op = regio_sql("d.regio", regios), "NULL::DATE" if len(regios) == 1 else "d.geopend_op"
    _maak_recidive(verbinding, regios, peildatum)
    for tekst, feit, bron in ((_MELDING, Melding, "m"), (_DIENST, Dienst, "s")):
        eigen = [klok for klok in klokken if klok.feit is feit]
        _maak_verschoven(verbinding, feit, eigen, kalender, peildatum)
        delen = {"uiterste": _uiterste_kolommen(eigen), "klokken": _uiterste_joins(eigen, "w" if bron == "s" else bron)}
        velden = ", ".join(f'{bron}."{naam}"' for naam in _smal(feit, nodig))
        verbinding.execute(tekst.format(velden=velden, regio_d=regio_d, regio_op=regio_op, route=_ROUTE, **delen))
    verbinding.execute(_OVERDRACHT)


def brede_tabellen(verbinding: "DuckDBPyConnection") -> list[str]:
    """The names of all wide tables, also of one that is a view on others."""
    vraag = (
        "SELECT DISTINCT table_name FROM information_schema.tables WHERE starts_with(table_name, 'feit_') ORDER BY ALL"
    )
    return [naam for (naam,) in verbinding.execute(vraag).fetchall()]


def maak_gemeenteregio(verbinding: "DuckDBPyConnection") -> None:
    """The region of every municipality."""
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE gemeenteregio AS "
        "SELECT gemeente, max(regio) AS regio FROM gemeente GROUP BY gemeente"
    )


def _smal(feit: type[Feit], nodig: AbstractSet[Veld]) -> list[str]:
    """The columns of a large table that indicators may ask for."""
    return [veld.naam for veld in feit.velden() if not veld.afgeleid and _is_smal(feit, veld, nodig)]


def _is_smal(feit: type[Feit], veld: Veld, nodig: AbstractSet[Veld]) -> bool:
    plaats = veld.naam in (*feit.sleutel, "dossier_id", "gemeente", "regio")
    return plaats or veld.soort is Soort.DATUM or veld in nodig


def verbreed(verbinding: "DuckDBPyConnection") -> None:
    """Give the large tables the fields that they do not have yet."""
    for feit in _GROOT:
        rijen = verbinding.execute(f"DESCRIBE {tabelnaam(feit)}").fetchall()
        aanwezig = {naam for naam, *_ in rijen}
        rest = [f'm."{veld.naam}"' for veld in feit.velden() if not veld.afgeleid and veld.naam not in aanwezig]
        if rest:
            verbinding.execute(
                f"CREATE OR REPLACE TABLE {tabelnaam(feit)} AS SELECT f.*, {', '.join(rest)} "
                f"FROM {tabelnaam(feit)} f JOIN {feit.tabelnaam()} m ON m.rij = f.rij"
            )


def _maak_recidive(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE opening AS {_OPENING}")
    verbinding.execute(_HERHAALD)
    _maak_gesloten(verbinding, regios, peildatum)
    verbinding.execute(_RECIDIVE.format(regio_d=regio_sql("d.regio", regios), **_eerder("e", peildatum)))


def _maak_gesloten(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
    verbinding.execute(_GESLOTEN.format(regio_d=regio_sql("d.regio", regios), **_eerder("d", peildatum)))


def _eerder(d: str, peildatum: date) -> dict[str, str]:
    """When a dossier counts as an earlier one, and the number that says how."""
    telt = _TELT_ALS_EERDER.format(d=d, vanaf=RECIDIVE_VANAF, peildatum=peildatum.isoformat())
    return {"gepakt": _GEPAKT.format(d=d), "telt_als_eerder": telt}


def gepakt_sql(d: str, peildatum: date) -> str:
    """Day (since 1900) and route of an earlier dossier in one number, as day * 4 + route; NULL for one that does not count."""
    return "CASE WHEN {telt_als_eerder} THEN {gepakt} END".format(**_eerder(d, peildatum))


def zicht_op_recidive(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
    """What `eerdere_dossiers` looks at, for who has the wide tables but did not build them."""
    maak_gemeenteregio(verbinding)
    _maak_gesloten(verbinding, regios, peildatum)


def recidive_hangt_af_van_peildatum(verbinding: "DuckDBPyConnection") -> bool:
    """Only when some dossier closed before it opened: until it opens it does not exist yet (leesregel 2)."""
    gevonden = verbinding.execute("SELECT count(*) FROM dossier WHERE gesloten_op < geopend_op").fetchone()
    return gevonden is not None and gevonden[0] > 0


def herbereken_recidive(verbinding: "DuckDBPyConnection", regios: Sequence[str], peildatum: date) -> None:
    """The recidive of every report as it was known on this peildatum."""
    maak_gemeenteregio(verbinding)
    _maak_recidive(verbinding, regios, peildatum)
    verbinding.execute(
        f"CREATE OR REPLACE TABLE feit_melding AS SELECT f.* REPLACE ({_ROUTE} AS recidiveroute) "
        "FROM feit_melding f LEFT JOIN recidive r ON r.rij = f.rij"
    )


@dataclass(frozen=True)
class EerderDossier:
    """The earlier dossier that decides the recidive of a report."""

    dossier_id: str
    gesloten_op: date
    sluitroute: str | None


def eerdere_dossiers(verbinding: "DuckDBPyConnection", meldingen: Sequence[str]) -> dict[str, EerderDossier]:
    """Per report the dossier that decided its recidive; `gesloten` is there after `bouw` or `zicht_op_recidive`."""
    gevonden = verbinding.execute(
        "SELECT m.melding_id, e.dossier_id, e.gesloten_op, d.sluitroute FROM feit_melding m "
        "JOIN betrokkene b ON b.dossier_id = m.dossier_id "
        "JOIN gesloten e ON e.persoon_id = b.persoon_id AND e.regio IS NOT DISTINCT FROM m.regio "
        "AND e.dossier_id <> m.dossier_id AND e.gesloten_op < m.ontvangen_op "
        "JOIN dossier d ON d.dossier_id = e.dossier_id "
        "WHERE m.opent_dossier = 'ja' AND m.melding_id IN (SELECT unnest(?::VARCHAR[])) "
        "QUALIFY row_number() OVER (PARTITION BY m.melding_id ORDER BY e.gepakt DESC, e.dossier_id) = 1",
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


def regio_sql(eigen: str, regios: Sequence[str]) -> str:
    """In a fact set of one region every case belongs to it; else its own column, else through the municipality."""
    if len(regios) == 1:
        return "'" + regios[0].replace("'", "''") + "'"
    return f"coalesce({eigen}, g.regio)"


def _maak_eenvoudig(verbinding: "DuckDBPyConnection", naam: str, regios: Sequence[str],
                    velden: Sequence[str] | None) -> None:  # fmt: skip
    eigen = naam in _MET_REGIO
    regio = regio_sql("f.regio" if eigen else "NULL", regios)
    alles = "f.*" if velden is None else ", ".join(f'f."{veld}"' for veld in velden if veld != "regio") + ", f.rij"
    verbinding.execute(
        f"CREATE OR REPLACE TABLE feit_{naam} AS SELECT {alles}, {regio} AS regio FROM {naam} f "
        "LEFT JOIN gemeenteregio g ON g.gemeente = f.gemeente"
    )


def _uiterste_kolommen(klokken: Sequence[Klok]) -> str:
    return "".join(f", {_uiterste(klok, nr)} AS {uiterste_kolom(klok.termijn.code)}" for nr, klok in enumerate(klokken))


def _uiterste(klok: Klok, nr: int) -> str:
    if klok.duur is None:
        return "NULL::DATE"
    return f"coalesce(v.{uiterste_kolom(klok.termijn.code)}, k{nr}.uiterste)"


def _uiterste_joins(klokken: Sequence[Klok], bron: str) -> str:
    feit = klokken[0].feit
    verschoven = f"\nLEFT JOIN verschoven_{feit.tabelnaam()} v ON v.id = {bron}.{feit.sleutel[0]}"
    return verschoven + "".join(
        f"\nLEFT JOIN uiterste_{klok.duur.code} k{nr} ON k{nr}.begin = {bron}.{klok.termijn.begint_bij.naam}"
        for nr, klok in enumerate(klokken)
        if klok.duur is not None
    )


def _maak_uitersten(verbinding: "DuckDBPyConnection", klokken: Sequence[Klok], kalender: Kalender,
                    bereik: tuple[date, date] | None) -> None:  # fmt: skip
    """A look-up table per length: every day a clock may start, and its deadline."""
    begin, eind = bereik or (kalender.eerste, kalender.eerste)
    dagen = [begin + timedelta(days=nr) for nr in range((eind - begin).days + 1)]
    for duur in {klok.duur.code: klok.duur for klok in klokken if klok.duur}.values():
        uitersten = [uiterste_datum(duur, dag, kalender) for dag in dagen]
        verbinding.execute(
            f"CREATE OR REPLACE TEMP TABLE uiterste_{duur.code} AS "
            "SELECT unnest(?::DATE[]) AS begin, unnest(?::DATE[]) AS uiterste",
            [dagen, uitersten],
        )


SPEELRUIMTE = timedelta(days=200)  # de langste termijn van een klok, ruim genomen


def _bereik(verbinding: "DuckDBPyConnection", kalender: Kalender) -> tuple[date, date] | None:
    """The days on which some clock starts, as far as the calendar reaches; None when no clock starts."""
    eerste, laatste = kalender.eerste, kalender.laatste - SPEELRUIMTE
    gevonden = verbinding.execute(
        "SELECT min(d), max(d) FROM (SELECT unnest([ontvangen_op, opgepakt_op, beoordeeld_op]) AS d FROM melding "
        "UNION ALL SELECT gestart_op FROM dienst) WHERE d BETWEEN ? AND ?",
        [eerste, laatste],
    ).fetchone()
    return gevonden if gevonden and gevonden[0] else None


_BEGINDAGEN: dict[type[Feit], str] = {
    Melding: "SELECT melding_id AS id, {velden} FROM melding WHERE melding_id IN (SELECT over_id FROM schorsing)",
    Dienst: "SELECT s.dienst_id AS id, {velden} FROM (SELECT d.*, m.ontvangen_op AS melding_ontvangen_op, "
    "m.beoordeeld_op AS melding_beoordeeld_op FROM dienst d LEFT JOIN melding m ON m.melding_id = d.melding_id "
    "WHERE d.dienst_id IN (SELECT over_id FROM schorsing)) s",
}  # fmt: skip


def _maak_verschoven(verbinding: "DuckDBPyConnection", feit: type[Feit], klokken: Sequence[Klok], kalender: Kalender,
                     peildatum: date) -> None:  # fmt: skip
    """The moved deadlines of the few cases whose clock was paused (leesregel 14), a column per clock."""
    pauzes = schorsingen(verbinding, peildatum)
    velden = ", ".join(f'"{klok.termijn.begint_bij.naam}"' for klok in klokken)
    kolommen = ", ".join(f"{uiterste_kolom(klok.termijn.code)} DATE" for klok in klokken)
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE verschoven_{feit.tabelnaam()} (id VARCHAR, {kolommen})")
    if not pauzes:
        return
    rijen = [
        [id_, *(_verschoven(klok, dag, pauzes.get((klok.termijn.schorsing, id_)), kalender, peildatum)
                for klok, dag in zip(klokken, dagen, strict=True))]
        for id_, *dagen in verbinding.execute(_BEGINDAGEN[feit].format(velden=velden)).fetchall()
    ]  # fmt: skip
    if rijen:
        verbinding.execute(
            f"INSERT INTO verschoven_{feit.tabelnaam()} SELECT unnest(?::VARCHAR[]), "
            + ", ".join("unnest(?::DATE[])" for _ in klokken),
            [list(kolom) for kolom in zip(*rijen, strict=True)],
        )


def _verschoven(klok: Klok, begin: date | None, pauzes: list[Schorsing] | None, kalender: Kalender,
                peildatum: date) -> date | None:  # fmt: skip
    if klok.duur is None or begin is None or not pauzes:
        return None
    if not kalender.eerste <= begin <= kalender.laatste - SPEELRUIMTE:
        return None
    return uiterste_datum(klok.duur, begin, kalender, pauzes, bekend_tot=peildatum)


def schorsingen(verbinding: "DuckDBPyConnection", peildatum: date,
                gevallen: Sequence[str] | None = None) -> dict[tuple[str, str], list[Schorsing]]:  # fmt: skip
    """The pauses (of these cases) that exist on the peildatum, per clock and case; impossible ones do not count: findings."""
    alleen = "" if gevallen is None else " AND over_id IN (SELECT unnest($gevallen::VARCHAR[]))"
    rijen = verbinding.execute(
        "SELECT termijn, over_id, van, tot, coalesce(grond, '') FROM schorsing "
        f"WHERE van <= $dag AND (tot IS NULL OR tot >= van){alleen}",
        {"dag": peildatum} | ({} if gevallen is None else {"gevallen": gevallen}),
    ).fetchall()
    pauzes: dict[tuple[str, str], list[Schorsing]] = {}
    for termijn, over, van, tot, grond in rijen:
        pauzes.setdefault((termijn, over), []).append(Schorsing(van, tot, grond))
    return pauzes
