"""Loads delivery files into a DuckDB connection: the lines as they stand, and one typed table per record kind.

Several files go in together, kept apart by the column `levering`. A value that cannot be is null, and its column `…_fout` is
true; a code becomes the word of Zicht, several codes become `;a;b;`. The meaning of codes is in `core.levering.vertaling`
only: it is asked once per different text, not per row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.core.levering.indeling import RECORDSOORT, Indeling, Leverveld, Recordsoort, Soort
from zicht.core.levering.vertaling import DEELS, LeverFout, naar_waarde
from zicht.core.periodes import Periode
from zicht.engines.verbinding import open_verbinding

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EERDER = "eerder_"
_BSN = " + ".join(f"{gewicht} * (n // {10**macht} % 10)" for gewicht, macht in zip(range(9, 1, -1), range(8, 0, -1), strict=True))  # fmt: skip


@dataclass(frozen=True)
class Bestand:
    """A file to check: where it is, over which half-year it should be, by whom, and what was delivered before it."""

    pad: Path
    periode: Periode
    organisatie: str
    eerder: tuple[Path, ...] = ()


def laad(indeling: Indeling, bestanden: Sequence[Bestand]) -> "DuckDBPyConnection":
    """A connection with every file in it."""
    verbinding = open_verbinding()
    _maak_leveringen(verbinding, bestanden)
    _maak_regels(verbinding, "", [(nummer, b.pad) for nummer, b in enumerate(bestanden)])
    eerder = [(nummer, pad) for nummer, b in enumerate(bestanden) for pad in b.eerder]
    _maak_regels(verbinding, EERDER, eerder)
    for soort in indeling.recordsoorten:
        _maak_record(verbinding, indeling, soort, "")
        _maak_record(verbinding, indeling, soort, EERDER)
    return verbinding


def _maak_leveringen(verbinding: "DuckDBPyConnection", bestanden: Sequence[Bestand]) -> None:
    verbinding.execute(
        "CREATE TABLE levering (levering INTEGER, organisatie VARCHAR, periode VARCHAR, begin DATE, eind DATE, met_eerder BOOLEAN)"
    )  # fmt: skip
    rijen = [
        (n, b.organisatie, f"{b.periode.code[:4]}{b.periode.code[-1]}", b.periode.begin, b.periode.eind, bool(b.eerder))
        for n, b in enumerate(bestanden)
    ]
    verbinding.executemany("INSERT INTO levering VALUES (?, ?, ?, ?, ?, ?)", rijen)


def _maak_regels(verbinding: "DuckDBPyConnection", voor: str, paden: Iterable[tuple[int, Path]]) -> None:
    verbinding.execute(f"CREATE TABLE {voor}regel (levering INTEGER, rij INTEGER, tekst VARCHAR)")
    for nummer, pad in paden:
        verbinding.execute(f"INSERT INTO {voor}regel {_lees_sql(pad, nummer)}", [str(pad)])


def _lees_sql(pad: Path, nummer: int) -> str:
    """Every line as one text. Bytes that are no UTF-8 are read as latin-1, so that the rules can point at them."""
    if not pad.stat().st_size:
        return f"SELECT {nummer}, 1, '' WHERE length(?) < 0"
    codering = "utf-8" if _is_utf8(pad) else "latin-1"
    # One column, and a separator that the file does not hold: nothing splits a line but its end.
    return (
        f"SELECT {nummer}, row_number() OVER (), coalesce(tekst, '') FROM read_csv(?, columns = {{'tekst': 'VARCHAR'}}, "
        f"header = false, auto_detect = false, delim = '\x1f', quote = '', escape = '', encoding = '{codering}', "
        "null_padding = true, strict_mode = false, skip = 0)"
    )


def _is_utf8(pad: Path) -> bool:
    with pad.open("rb") as bestand:
        while blok := bestand.read(1 << 24):
            if not blok.isascii():
                try:
                    pad.read_bytes().decode("utf-8")
                except UnicodeDecodeError:
                    return False
                return True
    return True


# ------------------------------------------------------------------------------------------------------------ records


def _maak_record(verbinding: "DuckDBPyConnection", indeling: Indeling, soort: Recordsoort, voor: str) -> None:
    """One typed table; lines of another length than the layout says are not in it."""
    ruw = ", ".join(f"{plek_sql(velden)} AS {gegeven}_t" for gegeven, velden in soort.gegevens.items() if gegeven != RECORDSOORT)  # fmt: skip
    bron = (
        f"(SELECT levering, rij, {ruw} FROM {voor}regel WHERE substr(tekst, 1, {len(soort.code)}) = '{soort.code}' "
        f"AND length(tekst) = {soort.lengte})"
    )
    kolommen = ["levering", "rij"]
    verband = f"{bron} AS b"
    for gegeven, velden in soort.gegevens.items():
        if gegeven == RECORDSOORT:
            continue
        eerste = velden[0]
        if eerste.soort is Soort.CODES or len(velden) > 1:
            naam = f"v_{voor}{soort.naam}_{gegeven}"
            _maak_vertaling(verbinding, indeling, naam, bron, gegeven, velden)
            verband += f" LEFT JOIN {naam} ON {naam}.tekst = b.{gegeven}_t"
            kolommen += [f"{naam}.waarde AS {gegeven}", f"coalesce({naam}.fout, false) AS {gegeven}_fout",
                         f"coalesce({naam}.dubbel, false) AS {gegeven}_dubbel"]  # fmt: skip
        else:
            kolommen += list(_kolommen(indeling, eerste, gegeven))
    verbinding.execute(f"CREATE TABLE {voor}{soort.naam} AS SELECT {', '.join(kolommen)} FROM {verband}")


def plek_sql(velden: Sequence[Leverveld]) -> str:
    """The text of a field, or of several fields that are one answer, without what fills it up."""
    delen = [f"substr(tekst, {veld.begin}, {veld.lengte})" for veld in velden]
    return f"rtrim({delen[0]}, ' ')" if len(delen) == 1 else f"replace(concat({', '.join(delen)}), ' ', '')"


def _kolommen(indeling: Indeling, veld: Leverveld, g: str) -> Iterator[str]:
    t = f"b.{g}_t"
    match veld.soort:
        case Soort.CODE:
            lijst = indeling.codelijsten[veld.codelijst].naar_zicht
            waarde = f"CASE {t} {' '.join(f'WHEN {_string(c)} THEN {_string(w)}' for c, w in lijst.items())} END"
        case Soort.DATUM | Soort.GEBOORTEDATUM:
            waarde = f"CASE WHEN length({t}) = 8 THEN try_strptime({t}, '%Y%m%d')::DATE END"
        case Soort.GETAL:
            waarde = f"CASE WHEN regexp_full_match({t}, '[0-9]+') THEN try_cast({t} AS BIGINT) END"
        case Soort.GEMEENTE:
            waarde = (
                f"CASE WHEN {t} = '0000' THEN 'onbekend' WHEN regexp_full_match({t}, '[0-9]{{4}}') THEN 'GM' || {t} END"
            )
        case Soort.TEKST | Soort.BSN | Soort.CODES:
            waarde = f"nullif({t}, '')"
    yield f"{waarde} AS {g}"
    fout = _fout_sql(veld, t, waarde)
    if fout:
        yield f"{fout} AS {g}_fout"
    if veld.soort is Soort.GEBOORTEDATUM:
        yield f"{t} AS {g}_t"


def _fout_sql(veld: Leverveld, t: str, waarde: str) -> str:
    match veld.soort:
        case Soort.TEKST:
            return ""
        case Soort.BSN:
            proef = f"({_BSN} - n % 10) % 11 = 0".replace("n ", f"try_cast({t} AS BIGINT) ")
            return f"({t} NOT IN ('', '000000000', '999999999') AND NOT (regexp_full_match({t}, '[0-9]{{9}}') AND {proef}))"
        case Soort.GEBOORTEDATUM:
            return f"({t} <> '' AND ({waarde}) IS NULL AND NOT regexp_full_match({t}, '{DEELS}'))"
        case _:
            return f"({t} <> '' AND ({waarde}) IS NULL)"


def _string(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"


def _maak_vertaling(
    verbinding: "DuckDBPyConnection",
    indeling: Indeling,
    naam: str,
    bron: str,
    gegeven: str,
    velden: Sequence[Leverveld],
) -> None:
    """Each different text with its answers, asked of the core once."""
    teksten = [rij[0] for rij in verbinding.execute(f"SELECT DISTINCT {gegeven}_t FROM {bron}").fetchall()]
    verbinding.execute(f"CREATE TABLE {naam} (tekst VARCHAR, waarde VARCHAR, fout BOOLEAN, dubbel BOOLEAN)")
    rijen = [(tekst, *_vertaal(indeling, velden[0], tekst)) for tekst in teksten if tekst]
    if rijen:
        verbinding.execute(
            f"INSERT INTO {naam} SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]), unnest(?::BOOLEAN[])",
            [list(kolom) for kolom in zip(*rijen, strict=True)],
        )


def _vertaal(indeling: Indeling, veld: Leverveld, tekst: str) -> tuple[str | None, bool, bool]:
    breed = indeling.codelijsten[veld.codelijst].breedte
    try:
        woorden = [str(naar_waarde(indeling, _los(veld), tekst[i : i + breed])) for i in range(0, len(tekst), breed)]
    except LeverFout:
        return None, True, False
    return f";{';'.join(sorted(woorden))};", False, len(set(woorden)) < len(woorden)


def _los(veld: Leverveld) -> Leverveld:
    return Leverveld(veld.nummer, veld.recordsoort, veld.naam, veld.gegeven, 1, veld.lengte, Soort.CODE, veld.codelijst)


def sleutel_sql(soort: Recordsoort, tekst: str) -> str:
    """What a record is known by, from the line itself."""
    delen = [
        f"rtrim(substr({tekst}, {v.begin}, {v.lengte}), ' ')" for g in soort.sleutel for v in soort.gegevens[g][:1]
    ]
    return " || '/' || ".join(delen) if delen else "''"
