"""Builds the cube: one query per date for the cases that change no more after their own month, one for the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import Periode
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines import sql
from zicht.engines.kubus import GEBIEDEN, SLEUTEL, Kolom, Kubustabellen, kolommen
from zicht.engines.teksten import BEGIN, PEILDATUM
from zicht.engines.tellen import Teltaak
from zicht.engines.venster import Venster, tabelnaam
from zicht.engines.vragen import antwoordkolommen, bekende_feiten
from zicht.engines.wisseldagen import Groep, begin_sql, wisseldagen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# In the compiled text these days stand for the peildatum and for a first day that nothing lies before.
_VENSTER = Venster(PEILDATUM, Periode(BEGIN, PEILDATUM, ""))
_MERKTEKEN = "CAST('0001-01-01' AS DATE)"

_LEEG = (
    "SELECT NULL::VARCHAR AS gemeente, NULL::VARCHAR AS regio, NULL::INTEGER AS xm, NULL::INTEGER AS dm, "
    "NULL::VARCHAR AS code, NULL::DECIMAL(18,6) AS waarde, NULL::INTEGER AS aantal WHERE false"
)


@dataclass(frozen=True)
class _Tel:
    """Een groep om te tellen: welke rijen in een keer kunnen, wat er per rij wordt geteld en waarnaar."""

    groep: Groep
    dag: str  # the peildatum in SQL
    dagen: tuple[str, ...]  # the days on which a case may change, as far as they were known
    alles_bekend: bool  # no date lies after the peildatum
    in_stappen: bool  # some case changes after the month it belongs to
    waarde: Teltaak | None = None

    @property
    def sleutel(self) -> str:
        """What is counted by."""
        return f"{SLEUTEL}, code, waarde" if self.waarde else SLEUTEL

    @property
    def tellers(self) -> dict[str, str]:
        """The columns that are counted."""
        if self.waarde:
            return {"aantal": "count(*)"}
        telt = {kolom.naam: _telt(self.groep, kolom) for taak in self.groep.taken for kolom in kolommen(taak)}
        return {naam: f"count(CASE WHEN {als} THEN 1 END)" for naam, als in telt.items()}

    @property
    def een_maand(self) -> str:
        """When only the last month of a case matters; without one date that places it: all its dates in one month."""
        eerste = self.dagen[0] if len(self.groep.plaats) == 1 else f"least({', '.join(self.dagen)})"
        return f"coalesce({maand_sql(eerste)} = {maand_sql(self.laatste)}, true)"

    @property
    def laatste(self) -> str:
        """The last day on which a case changed."""
        return f"greatest({', '.join(self.dagen)})"


def bouw_kubus(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], tabellen: Kubustabellen,
               peildatum: date) -> None:  # fmt: skip
    """Make the tables with flows, stocks and values, of all that was known on the peildatum."""
    telt = _bekijk(verbinding, groepen, peildatum)
    for tabel, deel in (
        (tabellen.stroom, [tel for tel in telt if tel.groep.plaats]),
        (tabellen.stand, [tel for tel in telt if not tel.groep.plaats]),
    ):
        sommen = "".join(
            f', CAST(coalesce(sum("{naam}"), 0) AS INTEGER) AS "{naam}"' for tel in deel for naam in tel.tellers
        )
        _maak(verbinding, tabel, SLEUTEL + sommen, deel)
    waarden = [
        _Tel(
            Groep(tel.groep.feit, tel.groep.plaats, (taak,)), tel.dag, tel.dagen, tel.alles_bekend, tel.in_stappen, taak
        )
        for tel in telt
        for taak in tel.groep.taken
        if taak.verdeling_van is not None
    ]
    _maak(verbinding, tabellen.waarden, f"{SLEUTEL}, code, waarde, CAST(sum(aantal) AS INTEGER) AS aantal", waarden)


def _maak(verbinding: "DuckDBPyConnection", tabel: str, velden: str, telt: Sequence[_Tel]) -> None:
    vragen = [_in_een_keer(tel) for tel in telt] + [_in_stappen(tel) for tel in telt if tel.in_stappen]
    alles = " UNION ALL BY NAME ".join([_LEEG, *vragen])
    verbinding.execute(f"CREATE OR REPLACE TABLE {tabel} AS SELECT {velden} FROM ({alles}) GROUP BY ALL")


def _bekijk(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], peildatum: date) -> list[_Tel]:
    """One look at each fact table: dates after the peildatum, and cases that need steps."""
    dag = f"DATE '{peildatum.isoformat()}'"
    per_feit: dict[type[Feit], list[Groep]] = {}
    for groep in groepen:
        per_feit.setdefault(groep.feit, []).append(groep)
    later = _later(verbinding, list(per_feit), dag)
    uit: list[_Tel] = []
    for feit, eigen in per_feit.items():
        telt = [_Tel(groep, dag, _dagen(groep, later[feit], dag), not later[feit], in_stappen=True) for groep in eigen]
        vragen = ", ".join(f"coalesce(bool_or(NOT ({tel.een_maand})), false)" for tel in telt)
        gevonden = verbinding.execute(f"SELECT {vragen} FROM {tabelnaam(feit)}").fetchone() or ()
        uit += [
            _Tel(tel.groep, dag, tel.dagen, tel.alles_bekend, in_stappen)
            for tel, in_stappen in zip(telt, gevonden, strict=True)
        ]
    return uit


def _later(
    verbinding: "DuckDBPyConnection", feiten: Sequence[type[Feit]], dag: str
) -> dict[type[Feit], frozenset[str]]:
    """Per fact the date columns with a day after the peildatum."""
    uit: dict[type[Feit], frozenset[str]] = {}
    for feit in feiten:
        namen = [veld.naam for veld in feit.velden() if veld.soort is Soort.DATUM]
        vraag = ", ".join(f'coalesce(max("{naam}") > {dag}, false)' for naam in namen)
        gevonden = verbinding.execute(f"SELECT {vraag} FROM {tabelnaam(feit)}").fetchone() or ()
        uit[feit] = frozenset(naam for naam, is_later in zip(namen, gevonden, strict=True) if is_later)
    return uit


def _dagen(groep: Groep, later: frozenset[str], dag: str) -> tuple[str, ...]:
    """The days on which a case may change, on or before the peildatum; before it exists nothing changes."""
    gebieden = [veld for veld in groep.feit.velden() if veld.naam in GEBIEDEN]
    zonder_later = {f'"{veld.naam}"' for veld in groep.feit.velden() if veld.naam not in later}
    begin = begin_sql(groep.feit)
    uit: list[str] = []
    for nr, kolom in enumerate(wisseldagen(groep, gebieden)):
        wissel = kolom if nr == 0 and groep.plaats else f"greatest({kolom}, {begin})"
        zeker = kolom in zonder_later and groep.feit.bestaat_op not in later
        uit.append(wissel if zeker else f"CASE WHEN {wissel} <= {dag} THEN {wissel} END")
    return (*uit, begin if groep.feit.bestaat_op not in later else f"CASE WHEN {begin} <= {dag} THEN {begin} END")


def _telt(groep: Groep, kolom: Kolom) -> str:
    nr = groep.taken.index(kolom.taak)
    if kolom.antwoord is not None:
        return f"a{nr} = {int(kolom.antwoord)}"
    return f"a{nr} >= {int(Antwoord.NOEMER)} AND p{nr}_{list(kolom.taak.regel.apart).index(kolom.apart or '')}"


def _in_een_keer(tel: _Tel) -> str:
    """Of every case that changes no more after its own month: what it did in the end."""
    waar = f"WHERE {tel.een_maand}" if tel.in_stappen else ""
    dm = "NULL::INTEGER" if len(tel.groep.plaats) == 1 else maand_sql(tel.laatste)
    rijen = f"SELECT *, {dm} AS dm, NULL::INTEGER AS nm, {tel.dag} AS _dag FROM {tabelnaam(tel.groep.feit)} {waar}"
    sleutel = tel.sleutel.replace("dm", "xm AS dm") if len(tel.groep.plaats) == 1 else tel.sleutel
    geteld = ", ".join(f'{teller} AS "{naam}"' for naam, teller in tel.tellers.items())
    antwoorden = _antwoorden(tel, alles_bekend=tel.alles_bekend).replace(_MERKTEKEN, tel.dag)
    return f"SELECT {sleutel}, {geteld} FROM (WITH _rijen AS ({rijen}) {antwoorden}) WHERE xm IS NOT NULL GROUP BY ALL"


def _in_stappen(tel: _Tel) -> str:
    """Of the other cases: what each did at the end of every month in which it changed, until its next change."""
    geteld = ", ".join(f'{teller} AS "{naam}"' for naam, teller in tel.tellers.items())
    af = ", ".join(f'-"{naam}"' for naam in tel.tellers)
    antwoorden = _antwoorden(tel, alles_bekend=False).replace(_MERKTEKEN, "_dag")
    velden = ", ".join(_gebruikt(tel))
    return (
        f"SELECT * FROM (WITH _geteld AS MATERIALIZED (SELECT {tel.sleutel}, nm, {geteld} FROM ("
        f"WITH _alle AS (SELECT {velden}, list_sort([{', '.join(tel.dagen)}], 'ASC', 'NULLS LAST') AS _dagen "
        f"FROM {tabelnaam(tel.groep.feit)} WHERE NOT ({tel.een_maand})), "
        "_stappen AS (SELECT *, unnest(_dagen) AS _dag, unnest(_dagen[2:]) AS _na FROM _alle), "
        f"_rijen AS (SELECT *, {maand_sql('_dag')} AS dm, {maand_sql('_na')} AS nm FROM _stappen "
        f"WHERE _dag IS NOT NULL AND {maand_sql('_dag')} IS DISTINCT FROM {maand_sql('_na')}) "
        f"{antwoorden}) WHERE xm IS NOT NULL GROUP BY ALL) "
        f"SELECT * EXCLUDE (nm) FROM _geteld "
        f"UNION ALL SELECT {tel.sleutel.replace('dm', 'nm')}, {af} FROM _geteld WHERE nm IS NOT NULL)"
    )


def _antwoorden(tel: _Tel, *, alles_bekend: bool) -> str:
    """Per row of `_rijen` its area, months and answers, as known on the day that the mark stands for."""
    groep, waarde = tel.groep, tel.waarde.verdeling_van if tel.waarde else None
    gevallen = _gevallen(tel, alles_bekend=alles_bekend)
    kolommen_ = [sql.kolom(gebied) for gebied in GEBIEDEN]
    kolommen_ += [exp.column("dm"), exp.column("nm"), *antwoordkolommen(groep.taken, _VENSTER)]
    if waarde:
        kolommen_.append(exp.alias_(sql.waarde_sql(waarde, _VENSTER), "waarde"))
    kolommen_ += [sql.kolom(veld.naam) for veld in groep.plaats]
    boom = exp.select(*kolommen_).from_(gevallen.select("dm", "nm", "_dag").subquery("f"))
    tekst = f"SELECT *, {_maand_van(groep.plaats)} AS xm FROM ({boom.sql(dialect='duckdb')})"
    return (
        f"SELECT *, '{tel.waarde.code}' AS code FROM ({tekst}) WHERE a0 >= {int(Antwoord.NOEMER)}"
        if tel.waarde
        else tekst
    )


def _gevallen(tel: _Tel, *, alles_bekend: bool) -> exp.Select:
    """The cases in `_rijen`, as known on the day that the mark stands for."""
    nodig = [voorwaarde for taak in tel.groep.taken for voorwaarde in taak.regel.voorwaarden()]
    waarde = tel.waarde.verdeling_van if tel.waarde else None
    waarden = [*tel.groep.plaats, *([waarde] if waarde else [])]
    dag = None if alles_bekend else PEILDATUM
    return bekende_feiten(tel.groep.feit, [*nodig, *waarden], GEBIEDEN, dag).from_("_rijen")


def _gebruikt(tel: _Tel) -> list[str]:
    """The columns that a case needs on its way through the steps."""
    namen = {kolom.name for kolom in _gevallen(tel, alles_bekend=False).find_all(exp.Column)}
    return [f'"{naam}"' for naam in sorted(namen)]


def _maand_van(plaats: Sequence[Veld]) -> str:
    if not plaats:
        return "0"
    namen = [f'"{veld.naam}"' for veld in plaats]
    return maand_sql(f"coalesce({', '.join(namen)}, NULL)")


def maand_sql(dag: str) -> str:
    """The number of a month: months since the year zero."""
    return f"CAST(year({dag}) * 12 + month({dag}) - 1 AS INTEGER)"
