"""Builds the cube: one query for the cases whose last change lies in their own month, one for the events of the rest."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp

from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import Periode
from zicht.core.voorwaarden import Veld
from zicht.engines import sql
from zicht.engines.kubus import GEBIEDEN, SLEUTEL, Kolom, Kubustabellen, kolommen
from zicht.engines.sql import Venster, tabelnaam
from zicht.engines.tellen import Teltaak, antwoordkolommen, bekende_feiten
from zicht.engines.wisseldagen import Groep, wisseldagen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# In the compiled text these days stand for the peildatum and for a first day that nothing lies before.
_PEILDATUM = date(1, 1, 1)
_VENSTER = Venster(_PEILDATUM, Periode(date(1, 1, 2), _PEILDATUM, ""))
_MERKTEKEN = "CAST('0001-01-01' AS DATE)"


def bouw_kubus(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], tabellen: Kubustabellen,
               peildatum: date) -> None:  # fmt: skip
    """Make the tables with flows, stocks and values, of all that was known on the peildatum."""
    dag = f"DATE '{peildatum.isoformat()}'"
    for tabel, deel in (
        (tabellen.stroom, [groep for groep in groepen if groep.plaats]),
        (tabellen.stand, [groep for groep in groepen if not groep.plaats]),
    ):
        namen = [kolom.naam for groep in deel for taak in groep.taken for kolom in kolommen(taak)]
        sommen = "".join(f', CAST(coalesce(sum("{naam}"), 0) AS INTEGER) AS "{naam}"' for naam in namen)
        vragen = [vraag for groep in deel for vraag in _groepvragen(groep, dag)]
        verbinding.execute(_samengevoegd(tabel, vragen, SLEUTEL + sommen))
    vragen = [vraag for groep in groepen for taak in groep.taken for vraag in _waardevragen(groep, taak, dag)]
    sommen = ", code, waarde, CAST(sum(aantal) AS INTEGER) AS aantal"
    verbinding.execute(_samengevoegd(tabellen.waarden, vragen, SLEUTEL + sommen))


def _samengevoegd(tabel: str, vragen: Sequence[str], velden: str) -> str:
    leeg = (
        "SELECT NULL::VARCHAR AS gemeente, NULL::VARCHAR AS regio, NULL::INTEGER AS xm, NULL::INTEGER AS dm, "
        "NULL::VARCHAR AS code, NULL::DECIMAL(18,6) AS waarde, NULL::INTEGER AS aantal WHERE false"
    )
    alles = " UNION ALL BY NAME ".join([leeg, *vragen])
    return f"CREATE OR REPLACE TABLE {tabel} AS SELECT {velden} FROM ({alles}) GROUP BY ALL"


def _groepvragen(groep: Groep, dag: str) -> tuple[str, str]:
    geteld = {kolom.naam: _telt(groep, kolom) for taak in groep.taken for kolom in kolommen(taak)}
    tellers = {naam: f"count(CASE WHEN {telt} THEN 1 END)" for naam, telt in geteld.items()}
    return _vragen(groep, tellers, SLEUTEL, _antwoorden(groep, None), dag)


def _waardevragen(groep: Groep, taak: Teltaak, dag: str) -> tuple[str, ...]:
    if taak.verdeling_van is None:
        return ()
    een = Groep(groep.feit, groep.plaats, (taak,))
    antwoorden = f"SELECT *, '{taak.code}' AS code FROM ({_antwoorden(een, taak)}) WHERE a0 >= {int(Antwoord.NOEMER)}"
    return _vragen(een, {"aantal": "count(*)"}, f"{SLEUTEL}, code, waarde", antwoorden, dag)


def _telt(groep: Groep, kolom: Kolom) -> str:
    nr = groep.taken.index(kolom.taak)
    if kolom.antwoord is not None:
        return f"a{nr} = {int(kolom.antwoord)}"
    return f"a{nr} >= {int(Antwoord.NOEMER)} AND p{nr}_{list(kolom.taak.regel.apart).index(kolom.apart or '')}"


def _vragen(groep: Groep, tellers: dict[str, str], sleutel: str, antwoorden: str, dag: str) -> tuple[str, str]:
    """The counts of the cases with one event, and of all others."""
    gebieden = [veld for veld in groep.feit.velden() if veld.naam in GEBIEDEN]
    dagen = [f"CASE WHEN {kolom} <= {dag} THEN {kolom} END" for kolom in wisseldagen(groep, gebieden)]
    telt = ", ".join(f'{teller} AS "{naam}"' for naam, teller in tellers.items())
    af = ", ".join(f'-"{naam}"' for naam in tellers)
    bron, gelijk = f'"{tabelnaam(groep.feit)}"', _een_maand(groep, dagen)
    in_een_keer = (
        f"SELECT {sleutel}, {telt} FROM (WITH _rijen AS (SELECT *, {maand_sql(_laatste(dagen))} AS dm, "
        f"NULL::INTEGER AS nm, {dag} AS _dag FROM {bron} WHERE {gelijk}) {antwoorden}) "
        "WHERE xm IS NOT NULL GROUP BY ALL"
    )
    in_stappen = (
        f"SELECT * FROM (WITH _geteld AS MATERIALIZED (SELECT {sleutel}, nm, {telt} FROM (WITH _alle AS (SELECT *, "
        f"list_sort(list_filter([{', '.join(dagen)}], lambda d: d IS NOT NULL)) AS _dagen "
        f"FROM {bron} WHERE NOT ({gelijk})), "
        "_stappen AS (SELECT *, unnest(_dagen) AS _dag, unnest(list_append(_dagen[2:], NULL)) AS _na FROM _alle), "
        f"_rijen AS (SELECT *, {maand_sql('_dag')} AS dm, {maand_sql('_na')} AS nm FROM _stappen "
        f"WHERE {maand_sql('_dag')} IS DISTINCT FROM {maand_sql('_na')}) "
        f"{antwoorden}) WHERE xm IS NOT NULL GROUP BY ALL) "
        f"SELECT * EXCLUDE (nm) FROM _geteld "
        f"UNION ALL SELECT {sleutel.replace('dm', 'nm')}, {af} FROM _geteld WHERE nm IS NOT NULL)"
    )
    return in_een_keer, in_stappen


def _laatste(dagen: Sequence[str]) -> str:
    return f"greatest({', '.join(dagen)})"


def _een_maand(groep: Groep, dagen: Sequence[str]) -> str:
    """Whether only the last month of a case matters: nothing changes after the month it belongs to.

    Without one date that places it, whether all its dates lie in one month.
    """
    eerste = dagen[0] if len(groep.plaats) == 1 else f"least({', '.join(dagen)})"
    return f"coalesce({maand_sql(eerste)} = {maand_sql(_laatste(dagen))}, true)"


def _antwoorden(groep: Groep, met_waarde: Teltaak | None) -> str:
    """Per row of `_rijen` its area, months and answers, as known on the day that the mark stands for."""
    waarde = met_waarde.verdeling_van if met_waarde else None
    nodig = [voorwaarde for taak in groep.taken for voorwaarde in taak.regel.voorwaarden()]
    waarden = [*groep.plaats, *([waarde] if waarde else [])]
    gevallen = (
        bekende_feiten(groep.feit, [*nodig, *waarden], GEBIEDEN, _VENSTER).from_("_rijen").select("dm", "nm", "_dag")
    )
    kolommen_ = [sql.kolom(gebied) for gebied in GEBIEDEN]
    kolommen_ += [exp.column("dm"), exp.column("nm"), *antwoordkolommen(groep.taken, _VENSTER)]
    if waarde:
        kolommen_.append(exp.alias_(sql.waarde_sql(waarde, _VENSTER), "waarde"))
    tekst = exp.select(*kolommen_, *(sql.kolom(v.naam) for v in groep.plaats)).from_(gevallen.subquery("f"))
    op_de_dag = tekst.sql(dialect="duckdb").replace(_MERKTEKEN, "_dag")
    return f"SELECT *, {_maand_van(groep.plaats)} AS xm FROM ({op_de_dag})"


def _maand_van(plaats: Sequence[Veld]) -> str:
    if not plaats:
        return "0"
    namen = [f'"{veld.naam}"' for veld in plaats]
    return maand_sql(f"coalesce({', '.join(namen)}, NULL)")


def maand_sql(dag: str) -> str:
    """The number of a month: months since the year zero."""
    return f"CAST(year({dag}) * 12 + month({dag}) - 1 AS INTEGER)"
