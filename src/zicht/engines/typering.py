"""From text to typed value: the SQL expression per column of the Feitenformaat."""

from dataclasses import dataclass

from zicht.core.voorwaarden import Soort, Veld

TYPES = {Soort.DATUM: "DATE", Soort.GEHEEL: "INTEGER", Soort.GETAL: "DECIMAL(18,6)"}
TE_LEZEN = frozenset({Soort.DATUM, Soort.GEHEEL, Soort.GETAL, Soort.MAAND})

_LIJST = (
    "';' || array_to_string(list_sort(list_distinct(list_filter("
    "list_transform(string_split({x}, ';'), lambda c: trim(c)), lambda c: c <> ''))), ';') || ';'"
)


@dataclass(frozen=True)
class Schrijfwijze:
    """Hoe een kolom is geschreven: dag of jaar voorop, komma als decimaalteken, meer codes in een cel, losse spaties."""

    dag_eerst: bool = False
    komma: bool = False
    meervoud: bool = True
    precies: bool = True


def kolomtype(kolom: Veld) -> str:
    """The DuckDB type of a column of the Feitenformaat."""
    return TYPES.get(kolom.soort, "VARCHAR")


def toegestane_codes(kolom: Veld) -> tuple[str, ...]:
    """The codes that a column may hold; empty when it has no code list."""
    if kolom.soort is Soort.JANEE:
        return ("ja", "nee", "onbekend")
    return tuple(code for code, _ in kolom.codes.codes) if kolom.codes else ()


def uit_tekst(kolom: Veld, x: str, wijze: Schrijfwijze) -> str:
    """The typed value of the trimmed text `x`, null when empty or impossible."""
    match kolom.soort:
        case Soort.DATUM:
            return _dag_eerst(x) if wijze.dag_eerst else _jaar_eerst(x)
        case Soort.GEHEEL:
            return _in_bereik(kolom, f"CASE WHEN regexp_full_match({x}, '[+-]?\\d{{1,9}}([.]0+)?') THEN {x} END")
        case Soort.GETAL:
            punt = f"replace({x}, ',', '.')" if wijze.komma else x
            patroon = "'[+-]?\\d{1,12}([.]\\d+)?'"
            return _in_bereik(kolom, f"CASE WHEN regexp_full_match({punt}, {patroon}) THEN {punt} END")
        case Soort.MAAND:
            return f"CASE WHEN regexp_full_match({x}, '(19|20|21)\\d\\d-(0[1-9]|1[0-2])') THEN {x} END"
        case Soort.CODES:
            return _codes(kolom, x, wijze)
        case Soort.ID | Soort.TEKST | Soort.CODE | Soort.JANEE:
            return x


def _codes(kolom: Veld, x: str, wijze: Schrijfwijze) -> str:
    """`;a;b;`; in a quick first look null when the cell holds anything but known codes, plainly written."""
    bekend = ", ".join(f"'{code}'" for code in toegestane_codes(kolom))
    een = f"';' || {x} || ';'" if wijze.precies else f"CASE WHEN {x} IN ({bekend}) THEN ';' || {x} || ';' END"
    if not wijze.meervoud:
        return een
    geordend = f"z_{kolom.naam}"
    lijst = f" ELSE nullif({_LIJST.format(x=x)}, ';;')" if wijze.precies else ""
    meer = f"CASE WHEN strlen({geordend}) = strlen({x}) + 2 THEN {geordend}{lijst} END"
    return f"CASE WHEN contains({x}, ';') THEN {meer} ELSE {een} END"


def omsloten_codes(x: str) -> str:
    """The text `x` as `;a;b;`, null for a single code."""
    return f"CASE WHEN contains({x}, ';') THEN ';' || {x} || ';' END"


def geordende_codes(kolom: Veld, omsloten: str) -> str:
    """The known codes in `;a;b;`, sorted and once each.

    Much quicker than lists. If its length differs from the text, the text holds something else: read again, precisely.
    """
    delen = (f"CASE WHEN contains({omsloten}, ';{c};') THEN '{c};' END" for c in sorted(toegestane_codes(kolom)))
    return f"CASE WHEN {omsloten} IS NOT NULL THEN concat(';', {', '.join(delen)}) END"


def uit_getypeerd(kolom: Veld, x: str, soort: str) -> str | None:
    """The value of a Parquet column that already has a fitting type, or None when it must go through text."""
    if kolom.soort is Soort.DATUM and soort == "DATE":
        return f"CASE WHEN {x} >= DATE '1900-01-01' AND {x} < DATE '2200-01-01' THEN {x} END"
    if kolom.soort is Soort.DATUM and soort.startswith("TIMESTAMP") and "TIME ZONE" not in soort:
        return f"CASE WHEN {x} = date_trunc('day', {x}) AND year({x}) BETWEEN 1900 AND 2199 THEN CAST({x} AS DATE) END"
    if kolom.soort in (Soort.GEHEEL, Soort.GETAL) and _is_getal(soort):
        heel = f"CASE WHEN {x} = floor({x}) THEN {x} END" if kolom.soort is Soort.GEHEEL else x
        return _in_bereik(kolom, heel)
    if kolom.soort is Soort.JANEE and soort == "BOOLEAN":
        return f"CASE {x} WHEN true THEN 'ja' WHEN false THEN 'nee' END"
    return None


def _is_getal(soort: str) -> bool:
    return soort.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or soort.endswith(("INT", "INTEGER"))


def _jaar_eerst(x: str) -> str:
    vorm = f"strlen({x}) = 10 AND instr({x}, '-') = 5 AND {x} >= '1900' AND {x} < '2200'"
    return f"CASE WHEN {vorm} THEN TRY_CAST({x} AS DATE) END"


def _dag_eerst(x: str) -> str:
    vorm = f"regexp_full_match({x}, '\\d{{1,2}}-\\d{{1,2}}-(19|20|21)\\d\\d')"
    return f"CASE WHEN {vorm} THEN CAST(try_strptime({x}, '%d-%m-%Y') AS DATE) END"


def _in_bereik(kolom: Veld, x: str) -> str:
    waarde = f"TRY_CAST({x} AS {kolomtype(kolom)})"
    if kolom.bereik is None:
        return waarde
    laag, hoog = kolom.bereik
    return f"CASE WHEN {waarde} BETWEEN {laag} AND {hoog} THEN {waarde} END"
