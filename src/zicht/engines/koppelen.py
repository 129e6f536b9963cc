"""Who is the same person in a table of people without a shared key: one set-based job in DuckDB.

Steps: features per row (names once per distinct name), keys that two rows must share, a first look at date and address that
drops what can never be enough, the names, the score, and clusters of what is certain enough. The score and the words are
those of `core/herkenning.py` (koppeltrappen.py).
"""

from collections.abc import Iterator, Sequence
from math import log2
from typing import TYPE_CHECKING, Any

from zicht.core.herkenning import MOGELIJK, PLAFOND_BIJ_TEGENSPRAAK, VOORAF, Reden
from zicht.core.koppelen import KOLOMMEN, Kandidaat, Koppeling
from zicht.engines.celtoetsen import bsn_sql
from zicht.engines.koppelnamen import achternamen, maak_macros, voornamen, woorden
from zicht.engines.koppeltrappen import TRAPPEN, gewicht_sql, tegenspraak_sql, trap_sql
from zicht.engines.verbinding import open_verbinding

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ACHTERNAAM_HOOGSTENS, _ACHTERNAAM_ANDERS = 9.0, -4.0
_VOORNAAM_HOOGSTENS, _VOORNAAM_ANDERS = 7.0, -5.0
# Whether two names can be anything but different, from numbers alone; too wide rather than too narrow.
_ACHTERNAAM_KAN = "l.ah IS NULL OR r.ah IS NULL OR l.ah = r.ah OR l.an > 1 OR r.an > 1 OR l.ah = r.vh OR bit_count(xor(l.am, r.am)) <= 4"
_VOORNAAM_KAN = (
    "l.vh IS NULL OR r.vh IS NULL OR l.vh = r.vh OR l.vh = r.vh2 OR l.vh2 = r.vh OR l.vh2 = r.vh2 OR l.v1kort OR r.v1kort OR "
    "l.vh = r.ah OR bit_count(xor(l.vm, r.vm)) <= 4 OR l.vm & r.vm IN (l.vm, r.vm) OR l.vm & r.vm2 IN (l.vm, r.vm2) OR l.vm2 & r.vm IN (l.vm2, r.vm)"
)
_EERST = ("bsn", "geboortedatum", "geslacht", "adres")
_DAN = ("achternaam", "voornamen")
# A key that points at more rows than this says too little to compare all its pairs (n rows make n²/2 pairs).
DRUKSTE_SLEUTEL = 300

# Flat and narrow on purpose: what is compared ten million times has no lists in it. Of a name its first two parts count.
_KENMERKEN = """
CREATE TEMP TABLE kenmerk AS SELECT *,
 CAST(maand * 32 + dag AS SMALLINT) AS md, CAST(dag * 32 + maand AS SMALLINT) AS omgekeerd,
 CAST(least(maand * 32 + dag, dag * 32 + maand) AS SMALLINT) AS dm FROM (
SELECT p.rij, a.* EXCLUDE (voorvoegsel, naam), v.* EXCLUDE (naam),
 CASE WHEN p.bsn IS NOT NULL AND {bsn} THEN lpad(regexp_replace(p.bsn, '[ .]', '', 'g'), 9, '0') END AS bsn,
 nullif(TRY_CAST(p.geboortejaar AS SMALLINT), 0) AS jaar, nullif(TRY_CAST(p.geboortemaand AS SMALLINT), 0) AS maand,
 nullif(TRY_CAST(p.geboortedag AS SMALLINT), 0) AS dag,
 nullif(nullif(lower(left(trim(p.geslacht), 1)), ''), 'o') AS geslacht,
 nullif(regexp_extract(upper(replace(p.postcode, ' ', '')), '^[1-9][0-9]{{3}}[A-Z]{{2}}$'), '') AS postcode,
 nullif(regexp_extract(p.huisnummer, '[0-9]+'), '') AS huisnummer
FROM ruw.persoon p
JOIN achterkenmerk a ON a.voorvoegsel = coalesce(p.voorvoegsel, '') AND a.naam = coalesce(p.achternaam, '')
JOIN voorkenmerk v ON v.naam = coalesce(p.voornamen, ''))
"""
_ACHTERKENMERK = """
CREATE TEMP TABLE achterkenmerk AS SELECT n.voorvoegsel, n.naam, len(n.delen) AS an, n.delen[1] AS a1, n.delen[2] AS a2,
 w.s AS a1s, w.k AS a1k, x.k AS a2k, array_to_string(n.delen, ' ') AS arij, array_to_string(n.delen, '') AS aplat,
 array_to_string(list_sort(n.delen), ' ') AS aset, array_to_string(n.voor, ' ') AS voor,
 hash(w.k) AS ah, hash(x.k) AS ah2, CAST(w.m AS INTEGER) AS am, CASE WHEN x.k IS NOT NULL THEN least(w.k, x.k) || ' ' || greatest(w.k, x.k) END AS akset
FROM achternaam n LEFT JOIN woord w ON w.tekst = n.delen[1] LEFT JOIN woord x ON x.tekst = n.delen[2]
"""
_VOORKENMERK = """
CREATE TEMP TABLE voorkenmerk AS SELECT n.naam, len(n.voornamen) AS vn, n.voornamen[1].tekst AS v1, n.voornamen[1].kort AS v1kort,
 n.voornamen[2].tekst AS v2, w.s AS v1s, w.k AS v1k, CASE WHEN n.voornamen[2].kort THEN NULL ELSE x.k END AS v2k, w.l AS l1, x.l AS l2,
 hash(w.k) AS vh, CASE WHEN n.voornamen[2].kort THEN NULL ELSE hash(x.k) END AS vh2, CAST(w.m AS INTEGER) AS vm, CAST(x.m AS INTEGER) AS vm2,
 CAST(n.voornamen AS VARCHAR) AS vrij, array_to_string(list_transform(n.voornamen, lambda x: x.tekst), '') AS vplat
FROM voornaam n LEFT JOIN woord w ON w.tekst = n.voornamen[1].tekst LEFT JOIN woord x ON x.tekst = n.voornamen[2].tekst
"""

# The kinds of key: when a row has them, and which; fewer than `core/personen.py` makes for one question, because here every key
# costs its pairs. `an` (name with name) only counts when one of the two has no date: `los` says whether a row needs it.
_SLEUTELS = (
    ("jaar IS NOT NULL AND dm IS NOT NULL AND l1 IS NOT NULL", "hash('gl', jaar, dm, l1)", "true"),
    ("jaar IS NOT NULL AND dm IS NOT NULL AND l2 <> l1", "hash('gl', jaar, dm, l2)", "true"),
    ("dm IS NOT NULL AND a1k IS NOT NULL", "hash('va', dm, a1k)", "true"),
    ("dm IS NOT NULL AND a2k <> a1k", "hash('va', dm, a2k)", "true"),
    ("jaar IS NOT NULL AND l1 IS NOT NULL AND a1k IS NOT NULL", "hash('ja', jaar, a1k, l1)", "true"),
    ("jaar IS NOT NULL AND l1 IS NOT NULL AND a2k <> a1k", "hash('ja', jaar, a2k, l1)", "true"),
    (
        "postcode IS NOT NULL AND huisnummer IS NOT NULL AND l1 IS NOT NULL",
        "hash('hl', postcode, huisnummer, l1)",
        "true",
    ),
    ("postcode IS NOT NULL AND a1k IS NOT NULL", "hash('pa', postcode, a1k)", "true"),
    ("a1k IS NOT NULL AND NOT v1kort", "hash('an', least(a1k, v1k), greatest(a1k, v1k))", "jaar IS NULL OR dm IS NULL"),
    ("bsn IS NOT NULL", "hash('b', bsn)", "true"),
)


class DuckDBKoppeling(Koppeling):
    """The outcome, kept in the connection: the tables `paar` and `cluster`."""

    def __init__(self, verbinding: "DuckDBPyConnection") -> None:
        self._verbinding, self._vraag = verbinding, verbinding.execute

    def opnieuw(self, samen_vanaf: float) -> "DuckDBKoppeling":
        """The same pairs with another threshold."""
        sluit(self._verbinding, samen_vanaf)
        return self

    def clusters(self) -> Iterator[tuple[str, int]]:
        """Each row with the number of its person."""
        rijen = self._vraag("SELECT p.id, c.cluster FROM ruw.persoon p JOIN cluster c USING (rij) ORDER BY p.rij")
        yield from _alle(rijen)

    def kandidaten(self, hoogstens: int = 1_000_000) -> Iterator[Kandidaat]:
        """The pairs a human must look at, the likeliest first."""
        trappen = ", ".join(f"t_{veld}" for veld in TRAPPEN)
        rijen = self._vraag(
            f"SELECT l.id, r.id, kans, {trappen} FROM paar JOIN ruw.persoon l ON l.rij = een JOIN ruw.persoon r ON r.rij = ander "
            f"JOIN cluster c ON c.rij = een JOIN cluster d ON d.rij = ander WHERE c.cluster <> d.cluster "
            f"ORDER BY kans DESC, l.rij, r.rij LIMIT {int(hoogstens)}"
        )
        for een, ander, kans, *nummers in _alle(rijen):
            yield Kandidaat(een, ander, kans, _redenen(nummers))

    def aantal_kandidaten(self) -> int:
        """How many pairs a human must look at."""
        rij = self._vraag(
            "SELECT count(*) FROM paar JOIN cluster c ON c.rij = een JOIN cluster d ON d.rij = ander WHERE c.cluster <> d.cluster"
        ).fetchone()
        return rij[0] if rij else 0


def _redenen(nummers: list[int]) -> tuple[Reden, ...]:
    return tuple(TRAPPEN[veld][nr].reden for veld, nr in zip(TRAPPEN, nummers, strict=True))


def _alle(uitkomst: Any) -> Iterator[tuple[Any, ...]]:
    while rijen := uitkomst.fetchmany(50_000):
        yield from rijen


def koppel(verbinding: "DuckDBPyConnection", samen_vanaf: float, minstens: float = MOGELIJK) -> DuckDBKoppeling:
    """Compare the rows of `ruw.persoon` and put together what is at least `samen_vanaf` likely."""
    _zoek_paren(verbinding, minstens)
    sluit(verbinding, samen_vanaf)
    return DuckDBKoppeling(verbinding)


def _zoek_paren(verbinding: "DuckDBPyConnection", minstens: float) -> None:
    maak_kenmerken(verbinding)
    verbinding.execute(_sleutels())
    verbinding.execute(_gelijkenissen(minstens))


def maak_kenmerken(verbinding: "DuckDBPyConnection") -> None:
    """The features of every row of `ruw.persoon`."""
    verbinding.execute(maak_macros())
    for stap in (
        achternamen("ruw.persoon"), voornamen("ruw.persoon"), woorden(), _ACHTERKENMERK, _VOORKENMERK,
        _KENMERKEN.format(bsn=bsn_sql("p.bsn", ook_in_tekst=False)),
    ):  # fmt: skip
        verbinding.execute(stap)


def _sleutels() -> str:
    delen = " UNION ALL ".join(
        f"SELECT rij, {sql} AS k, {los} AS los FROM kenmerk WHERE {nodig}" for nodig, sql, los in _SLEUTELS
    )
    return f"CREATE TEMP TABLE sleutel AS {delen}"


def _gelijkenissen(minstens: float) -> str:
    """One statement: pairs that share a key, date and address, names, score."""
    genoeg = log2(minstens / (1 - minstens)) - VOORAF
    eerst = " + ".join(gewicht_sql(veld, f"t_{veld}") for veld in _EERST)
    alles = f"{VOORAF} + bits + {' + '.join(gewicht_sql(veld, f't_{veld}') for veld in _DAN)}"
    tegen = " OR ".join(tegenspraak_sql(veld, f"t_{veld}") for veld in TRAPPEN)
    kans = f"CASE WHEN t_bsn = 1 THEN 0.99 + kaal / 100 WHEN tegen THEN kaal * {PLAFOND_BIJ_TEGENSPRAAK} ELSE kaal END"
    velden, namen = (", ".join(f"{trap_sql(veld)} AS t_{veld}" for veld in deel) for deel in (_EERST, _DAN))
    trappen = ", ".join(f"t_{veld}" for veld in TRAPPEN)
    return f"""
CREATE TEMP TABLE paar AS WITH
 druk AS (SELECT k FROM sleutel GROUP BY k HAVING count(*) BETWEEN 2 AND {DRUKSTE_SLEUTEL}),
 nuttig AS (SELECT s.* FROM sleutel s SEMI JOIN druk USING (k)),
 samen AS (SELECT s.rij AS een, t.rij AS ander FROM nuttig s JOIN nuttig t ON s.k = t.k AND s.rij < t.rij AND (s.los OR t.los)),
 eerst AS (SELECT een, ander, CASE WHEN {_ACHTERNAAM_KAN} THEN {_ACHTERNAAM_HOOGSTENS} ELSE {_ACHTERNAAM_ANDERS} END +
  CASE WHEN {_VOORNAAM_KAN} THEN {_VOORNAAM_HOOGSTENS} ELSE {_VOORNAAM_ANDERS} END AS namen, {velden} FROM samen JOIN kenmerk l ON l.rij = een JOIN kenmerk r ON r.rij = ander),
 over AS (SELECT DISTINCT * FROM (SELECT *, {eerst} AS bits FROM eerst) WHERE bits + namen >= {genoeg}),
 dan AS (SELECT o.*, {namen} FROM over o JOIN kenmerk l ON l.rij = een JOIN kenmerk r ON r.rij = ander),
 score AS (SELECT *, 1 / (1 + pow(2, -({alles}))) AS kaal, t_bsn <> 1 AND ({tegen}) AS tegen FROM dan)
SELECT een, ander, {trappen}, kans, tegen FROM (SELECT *, {kans} AS kans FROM score) WHERE kans >= {minstens}
"""


def sluit(verbinding: "DuckDBPyConnection", samen_vanaf: float) -> None:
    """Clusters: every row gets the lowest row it can reach. Labels travel along the pairs until none changes.

    A pair with a contradiction never joins two rows, however likely the rest makes it: that is how twins stay two.
    """
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE boog AS SELECT unnest([een, ander]) AS a, unnest([ander, een]) AS b FROM paar "
        f"WHERE kans >= {float(samen_vanaf)} AND NOT tegen"
    )
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE merk AS SELECT a AS rij, least(a, min(b)) AS cluster FROM boog GROUP BY a"
    )
    while _schuif_op(verbinding):
        pass
    verbinding.execute(
        "CREATE OR REPLACE TEMP TABLE cluster AS SELECT p.rij, coalesce(m.cluster, p.rij) AS cluster FROM ruw.persoon p LEFT JOIN merk m USING (rij)"
    )


def _schuif_op(verbinding: "DuckDBPyConnection") -> bool:
    verbinding.execute(
        "CREATE TEMP TABLE verder AS SELECT a AS rij, min(m.cluster) AS cluster FROM boog JOIN merk m ON m.rij = b GROUP BY a"
    )
    # A neighbour's label, and then the label of that label: chains halve at every step.
    verbinding.execute(
        "CREATE TEMP TABLE nieuw AS SELECT m.rij, least(m.cluster, v.cluster, h.cluster) AS cluster, m.cluster AS was "
        "FROM merk m JOIN verder v USING (rij) JOIN merk h ON h.rij = least(m.cluster, v.cluster)"
    )
    rij = verbinding.execute("SELECT count(*) FROM nieuw WHERE cluster <> was").fetchone()
    verbinding.execute("DROP TABLE merk; DROP TABLE verder; ALTER TABLE nieuw RENAME TO merk")
    return bool(rij and rij[0])


def laad_csv(verbinding: "DuckDBPyConnection", pad: str) -> None:
    """The people of a CSV file as `ruw.persoon`; a column that is not there is empty."""
    verbinding.execute(
        "CREATE TEMP TABLE gelezen AS SELECT * FROM read_csv(?, all_varchar = true, header = true)", [pad]
    )
    aanwezig = {rij[0] for rij in verbinding.execute("DESCRIBE gelezen").fetchall()}
    kolommen = ", ".join(naam if naam in aanwezig else f"CAST(NULL AS VARCHAR) AS {naam}" for naam in KOLOMMEN)
    verbinding.execute(
        f"CREATE TABLE ruw.persoon AS SELECT CAST(row_number() OVER () AS INTEGER) AS rij, {kolommen} FROM gelezen"
    )


def dubbele_id(verbinding: "DuckDBPyConnection") -> int | None:
    """How many rows have no id of their own, or None."""
    rij = verbinding.execute("SELECT count(*) - count(DISTINCT id) FROM ruw.persoon").fetchone()
    return rij[0] if rij and rij[0] else None


def waarheid(verbinding: "DuckDBPyConnection") -> dict[str, str]:
    """Who each row really is, when the file says so; a row without an answer is a person of her own."""
    return dict(verbinding.execute("SELECT id, coalesce(nullif(mens, ''), 'rij ' || id) FROM ruw.persoon").fetchall())


def koppel_rijen(rijen: Sequence[Sequence[object]], minstens: float) -> Iterator[tuple[str, str, float]]:
    """Pairs that look alike in rows given as id, first names … bsn (the columns of KOLOMMEN without `mens`)."""
    if not rijen:
        return
    verbinding = open_verbinding()
    kolommen = [
        [None if waarde in ("", None) else str(waarde) for waarde in kolom] for kolom in zip(*rijen, strict=True)
    ]
    delen = ", ".join(f"unnest(?::VARCHAR[]) AS {naam}" for naam in KOLOMMEN[:-1])
    verbinding.execute(
        f"CREATE TABLE ruw.persoon AS SELECT CAST(row_number() OVER () AS INTEGER) AS rij, * FROM (SELECT {delen})",
        kolommen,
    )
    _zoek_paren(verbinding, minstens)
    yield from _alle(
        verbinding.execute(
            "SELECT l.id, r.id, kans FROM paar JOIN ruw.persoon l ON l.rij = een JOIN ruw.persoon r ON r.rij = ander"
        )
    )
