"""Parquet whose columns already have fitting types: looked through once, then passed on as it is.

A clean national file is so read without copying or converting it. Anything odd, however small, and the file goes
the ordinary way through text, which knows how to say what is wrong.
"""

from typing import TYPE_CHECKING

from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.bron import Bron
from zicht.engines.typering import kolomtype, toegestane_codes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_GEHEEL = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_PAST = {
    Soort.DATUM: frozenset({"DATE"}),
    Soort.GEHEEL: _GEHEEL,
    Soort.GETAL: _GEHEEL | {"DOUBLE", "FLOAT", "DECIMAL"},
    Soort.CODES: frozenset({"VARCHAR[]"}),
}
_TEKST = frozenset({"VARCHAR"})


def is_schoon(verbinding: "DuckDBPyConnection", bron: Bron) -> bool:
    """Whether every column has a fitting type and no cell asks for a closer look."""
    if not all(_past(bron, kolom) for kolom in bron.kolommen):
        return False
    opvallend = [deel for kolom in bron.kolommen for deel in _opvallend(kolom)]
    opvallend += [f"regexp_matches({tekst}, '[0-9. ]{{8}}')" for tekst in bron.onbekende_teksten().values()]
    vragen = [f"SELECT 1 FROM {bron.leest} WHERE {' OR '.join(opvallend)} LIMIT 1"] if opvallend else []
    vragen += _vreemde_enkele_code(bron)
    vragen += [_vreemde_code(bron, kolom) for kolom in bron.kolommen if kolom.soort is Soort.CODES]
    return not any(verbinding.execute(vraag).fetchone() for vraag in vragen)


def doorgeven(bron: Bron) -> str:
    """The query that passes a clean file on."""
    waarden = ", ".join(f"{_waarde(bron, kolom)} AS {kolom.naam}" for kolom in bron.bestand.tabel.kolommen)
    return f"SELECT {waarden}, _rij, false AS _fout FROM {bron.leest}"


def _past(bron: Bron, kolom: Veld) -> bool:
    return bron.soorten[kolom.naam].split("(")[0] in _PAST.get(kolom.soort, _TEKST)


def _opvallend(kolom: Veld) -> list[str]:
    x = f'"{kolom.naam}"'
    delen = [f"{x} IS NULL"] if kolom.verplicht else []
    match kolom.soort:
        case Soort.ID:  # only what is empty, or begins with a space or a digit, comes before ':' or '!'
            delen += [f"({x} < ':' AND ({x} < '!' OR regexp_full_match({x}, '[0-9. ]{{8,}}')))", f"ends_with({x}, ' ')"]
        case Soort.TEKST:
            delen += [_rand(x), f"regexp_matches({x}, '[0-9. ]{{8}}')"]
        case Soort.MAAND:
            delen.append(f"NOT regexp_full_match({x}, '(19|20|21)\\d\\d-(0[1-9]|1[0-2])')")
        case Soort.DATUM:
            delen.append(f"{x} NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'")
        case Soort.GEHEEL | Soort.GETAL:
            laag, hoog = kolom.bereik or (-(10**11), 10**11)
            delen.append(f"{x} NOT BETWEEN {laag} AND {hoog}")
        case Soort.CODE | Soort.JANEE | Soort.CODES:
            pass
    return delen


def _rand(x: str) -> str:
    return f"{x} = '' OR starts_with({x}, ' ') OR ends_with({x}, ' ')"


def _lijst(kolom: Veld) -> str:
    return ", ".join(f"'{code}'" for code in toegestane_codes(kolom))


def _vreemde_enkele_code(bron: Bron) -> list[str]:
    """Whether some code is unknown: of every column only the different values, which the file keeps as a dictionary."""
    kolommen = {f'"{k.naam}"': _lijst(k) for k in bron.kolommen if k.soort in (Soort.CODE, Soort.JANEE)}
    if not kolommen:
        return []
    uniek = f"SELECT {', '.join(kolommen)} FROM {bron.leest} GROUP BY GROUPING SETS ({', '.join(f'({x})' for x in kolommen)})"
    return [
        f"SELECT 1 FROM ({uniek}) WHERE {' OR '.join(f'{x} NOT IN ({codes})' for x, codes in kolommen.items())} LIMIT 1"
    ]


def _vreemde_code(bron: Bron, kolom: Veld) -> str:
    uniek = f'SELECT DISTINCT unnest("{kolom.naam}") AS code FROM {bron.leest}'
    return f"SELECT 1 FROM ({uniek}) WHERE code IS NULL OR code NOT IN ({_lijst(kolom)}) LIMIT 1"


def _waarde(bron: Bron, kolom: Veld) -> str:
    if kolom.naam not in bron.ruw:
        return "'nee'" if kolom.soort is Soort.JANEE else f"CAST(NULL AS {kolomtype(kolom)})"
    x = f'"{kolom.naam}"'
    if kolom.soort in (Soort.GEHEEL, Soort.GETAL):
        return f"CAST({x} AS {kolomtype(kolom)})"
    if kolom.soort is Soort.CODES:
        meer = f"';' || array_to_string(list_sort(list_distinct({x})), ';') || ';'"
        return f"CASE len({x}) WHEN 0 THEN NULL WHEN 1 THEN ';' || {x}[1] || ';' ELSE {meer} END"
    return x
