"""Each source becomes one Parquet file with only the columns that are asked for; a BSN never reaches the disk."""

import csv
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zicht.core.fouten import OnleesbaarFout
from zicht.core.regels import toon
from zicht.engines.inlezen import sql_pad
from zicht.engines.omzetten.pijp import als_pijp
from zicht.engines.omzetten.vorm import Blad
from zicht.engines.omzetten.waarden import sql_tekst
from zicht.engines.omzetten.werkblad import open_blad

if TYPE_CHECKING:
    from collections.abc import Generator

    from duckdb import DuckDBPyConnection

_TEKENS = ";,\t|"
_LEEG: list[str] = []
_MONSTER = 1 << 16
_CELGRENS = 2_000_000
_REDENEN = {
    "MISSING COLUMNS": "te weinig kolommen",
    "TOO MANY COLUMNS": "te veel kolommen",
    "UNQUOTED VALUE": "een aanhalingsteken dat niet sluit",
    "INVALID ENCODING": "tekens die niet bij de codering passen",
    "LINE SIZE OVER MAXIMUM": "een cel die te lang is",
}


@dataclass(frozen=True)
class Gelezen:
    """Wat er uit een bestand kwam: het aantal rijen, en de rijen die niet te lezen waren."""

    bestand: str
    rijen: int
    onleesbaar: tuple[tuple[int, str], ...] = ()
    kopregel: int = 1

    def bestandsrij(self, nummer: int) -> int:
        """Het nummer van een rij zoals het bestand die telt."""
        rij = nummer + self.kopregel
        for fout, _ in self.onleesbaar:
            rij += fout <= rij
        return rij


def kolomnaam(nummer: int) -> str:
    """Hoe de zoveelste gevraagde kolom van een bron hier heet."""
    return f"c{nummer}"


def lees_blad(
    verbinding: "DuckDBPyConnection", blad: Blad, bestand: Path, kolommen: Sequence[str], uit: Path
) -> Gelezen:
    """Read one file (or sheet) into Parquet at `uit`."""
    with _als_csv(blad, bestand) as (csv_, scheiding, kop):
        _keur_kop(kop, kolommen, bestand.name if blad.blad is None else f"{bestand.name}, blad {blad.blad}")
        leest = _leest(csv_, kop, scheiding, blad)
        fouten = _kopieer(verbinding, blad, leest, [(k, f"k{kop.index(k)}") for k in kolommen], uit)
    ((aantal,),) = verbinding.execute(f"SELECT count(*) FROM read_parquet({sql_pad(uit)})").fetchall()
    return Gelezen(bestand.name, aantal, fouten, blad.kopregel)


def lees_rijen(verbinding: "DuckDBPyConnection", blad: Blad, kolommen: Sequence[str], uit: Path) -> Gelezen:
    """The rows that stand in the mapping itself."""
    kop = sorted({naam for rij in blad.rijen for naam in rij})

    def schrijf(stroom: IO[str]) -> None:
        csv.writer(stroom, lineterminator="\n").writerows(
            [kop, *([rij.get(naam, "") for naam in kop] for rij in blad.rijen)]
        )

    _keur_kop(kop, kolommen, "de rijen in de vertaling")
    with als_pijp(schrijf) as pad:
        leest = _leest(pad, kop, ",", blad)
        _kopieer(verbinding, blad, leest, [(k, f"k{kop.index(k)}") for k in kolommen], uit)
    return Gelezen("de vertaling", len(blad.rijen))


@contextmanager
def _als_csv(blad: Blad, bestand: Path) -> "Generator[tuple[Path, str, list[str]]]":
    """The file as UTF-8 CSV with its separator and header; what is made for that goes through a pipe."""
    if bestand.suffix.lower() in (".xlsx", ".xlsm"):
        with (
            open_blad(bestand, blad.blad, blad.kopregel, blad.decimaal) as (kop, rijen),
            als_pijp(lambda stroom: csv.writer(stroom, lineterminator="\n").writerows(rijen)) as pad,
        ):
            yield pad, ",", kop
        return
    begin = _begin(bestand, blad)
    scheiding = blad.scheiding or max(_TEKENS, key=next(iter(begin.splitlines()), "").count)
    kop = [naam.strip() for naam in next(csv.reader(begin.splitlines(keepends=True), delimiter=scheiding), _LEEG)]
    if blad.is_utf8:
        yield bestand, scheiding, kop
        return
    try:
        with als_pijp(lambda stroom: _hercodeer(bestand, blad.codering, stroom)) as pad:
            yield pad, scheiding, kop
    except UnicodeError as fout:
        raise _andere_codering(bestand, blad) from fout


def _hercodeer(van: Path, codering: str, naar: IO[str]) -> None:
    with van.open(encoding=codering, errors="strict", newline="") as bron:
        while stuk := bron.read(1 << 20):
            naar.write(stuk)


def _andere_codering(bestand: Path, blad: Blad) -> OnleesbaarFout:
    return OnleesbaarFout(f"{bestand.name}: dit bestand is niet geschreven als {blad.codering}. Kijk de codering na.")


def _begin(pad: Path, blad: Blad) -> str:
    """The text from the header on, as far as the header can be."""
    try:
        with pad.open(encoding="utf-8-sig" if blad.is_utf8 else blad.codering, newline="") as stroom:
            for _ in range(blad.kopregel - 1):
                stroom.readline()
            return stroom.read(_MONSTER)
    except UnicodeError as fout:
        raise _andere_codering(pad, blad) from fout


def _keur_kop(kop: Sequence[str], kolommen: Sequence[str], waar: str) -> None:
    fouten = [f"{waar}: kolom '{toon(naam)}' staat er meer keer in." for naam in kolommen if kop.count(naam) > 1]
    for naam in kolommen:
        if naam not in kop:
            lijkt = get_close_matches(naam.lower(), [ander.lower() for ander in kop], n=1, cutoff=0.7)
            bedoelt = next((ander for ander in kop if lijkt and ander.lower() == lijkt[0]), None)
            tip = f" Bedoelt u '{toon(bedoelt)}'?" if bedoelt else f" Er staat: {toon(', '.join(kop))}."
            fouten.append(f"{waar}: de vertaling noemt kolom '{toon(naam)}', maar die is er niet.{tip}")
    if fouten:
        raise OnleesbaarFout(*fouten)


def _leest(pad: Path, kop: Sequence[str], scheiding: str, blad: Blad) -> str:
    kolommen = ", ".join(f"'k{nummer}': 'VARCHAR'" for nummer in range(len(kop)))
    return (
        f"read_csv({sql_pad(pad)}, columns = {{{kolommen}}}, delim = '{scheiding}', quote = '\"', escape = '\"', "
        f"header = true, skip = {blad.kopregel - 1}, auto_detect = false, max_line_size = {_CELGRENS}, "
        "store_rejects = true, rejects_table = 'afgekeurd', rejects_scan = 'afgekeurde_scan')"
    )


def _kopieer(verbinding: "DuckDBPyConnection", blad: Blad, leest: str, kolommen: Sequence[tuple[str, str]],
             uit: Path) -> tuple[tuple[int, str], ...]:  # fmt: skip
    import duckdb

    keuze = "".join(f", {_cel(blad, naam, ruw)} AS {kolomnaam(nr)}" for nr, (naam, ruw) in enumerate(kolommen))
    try:
        _veilig(uit, lambda pad: verbinding.execute(
            f"COPY (SELECT CAST(row_number() OVER () AS INTEGER) AS _rij{keuze} FROM {leest}) TO {sql_tekst(str(pad))} (FORMAT parquet)"
        ))  # fmt: skip
        fouten = verbinding.execute(
            "SELECT line, min(CAST(error_type AS VARCHAR)) FROM afgekeurd GROUP BY line ORDER BY line"
        ).fetchall()
        verbinding.execute("DROP TABLE IF EXISTS afgekeurd; DROP TABLE IF EXISTS afgekeurde_scan")
    except duckdb.Error as fout:
        raise OnleesbaarFout(
            f"{uit.stem}: het bestand is niet te lezen. Verwacht: CSV in {blad.codering} met '{blad.scheiding or 'een vast scheidingsteken'}', "
            "of een werkboek (.xlsx). Klopt de codering in de vertaling?"
        ) from fout
    return tuple((int(regel), _REDENEN.get(str(soort), "niet te lezen")) for regel, soort in fouten)


def _veilig(uit: Path, schrijf: Callable[[Path], object]) -> None:
    """Write beside, then rename: a file that is there is whole."""
    half = uit.with_name(f".{uit.name}.half")
    schrijf(half)
    half.chmod(0o600)
    half.replace(uit)


def _cel(blad: Blad, naam: str, ruw: str) -> str:
    tekst = f"nullif(trim({ruw}), '')"
    if blad.leeg:
        leeg = ", ".join(f"'{waarde.lower().replace(chr(39), chr(39) * 2)}'" for waarde in blad.leeg)
        tekst = f"CASE WHEN lower(trim({ruw})) NOT IN ({leeg}) THEN {tekst} END"
    return f"burger({tekst})" if blad.is_bsn(naam) else tekst
