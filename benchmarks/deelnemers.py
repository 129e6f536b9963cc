"""Een deelnemer in een eigen proces: drukt seconden, piekgeheugen en een afdruk van het antwoord als JSON af."""

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.vraag import CODES, MATEN, Vraag, maak_vraag

Rijen = list[tuple[Any, ...]]


def main(naam: str, map_: Path) -> None:
    """Meet een deelnemer."""
    begin = perf_counter()
    uit = DEELNEMERS[naam](map_)
    gegevens = {"seconden": perf_counter() - begin, **uit}
    gegevens["piek"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(gegevens))


def met_de_hand(map_: Path) -> dict[str, Any]:
    """DuckDB, zoals een ervaren SQL-schrijver het zou doen."""
    return {"antwoord": _afdruk(_hand(map_, "read_parquet('{}/{{}}.parquet')"))}


def met_de_hand_csv(map_: Path) -> dict[str, Any]:
    """Hetzelfde op een regio in CSV, voor een burapperiode."""
    return {"antwoord": _afdruk(_hand(map_, "read_csv('{}/{{}}.csv')", Vraag(_burap1(), date(2025, 4, 30))))}


def lezer_csv(map_: Path) -> dict[str, Any]:
    """DuckDB's eigen lezer, elke tabel getypeerd in het geheugen."""
    import duckdb

    verbinding = duckdb.connect()
    for bestand in sorted(map_.glob("*.csv")):
        verbinding.execute(f"CREATE TABLE {bestand.stem} AS SELECT * FROM read_csv('{bestand}')")
    return {"antwoord": ""}


def _hand(map_: Path, lezer: str, vraag: Vraag | None = None) -> Rijen:
    import duckdb

    from benchmarks.hand_duckdb import antwoord, opdrachten
    from zicht.catalogus import load
    from zicht.core.termijnen import uiterste_datum

    vraag = vraag or _vraag(map_)
    verbinding = duckdb.connect()
    kalender = load.kalender()
    rijen = list(kalender.rijen(date(2010, 1, 1), date(2027, 1, 1)))
    werkdagen5 = [uiterste_datum(load.duur("beoordeling"), rij.datum, kalender) for rij in rijen]
    weken10 = [uiterste_datum(load.duur("onderzoek"), rij.datum, kalender) for rij in rijen]
    verbinding.execute(
        "CREATE TABLE kalender AS SELECT unnest(?::DATE[]) AS dag, unnest(?::DATE[]) AS werk5, "
        "unnest(?::DATE[]) AS weken10",
        [[rij.datum for rij in rijen], werkdagen5, weken10],
    )
    for opdracht in (*opdrachten(lezer.format(map_), vraag.vensters), antwoord(MATEN)):
        verbinding.execute(opdracht)
    maten = ", ".join(f'"{maat}"' for maat in MATEN)
    return verbinding.execute(f"SELECT nr, gebied, {maten} FROM antwoord WHERE niveau <> 'land'").fetchall()


def zicht(map_: Path) -> dict[str, Any]:
    """Zicht; of de brede feiten er al zijn hangt van ZICHT_CACHE af. Vraagt daarna nog een keer."""
    from argparse import Namespace

    from zicht.cli.feiten import open_cijfers

    [cijfers] = open_cijfers(Namespace(map=str(map_), toch=False, engine="duckdb", zonder_cache=False))
    vraag = _vraag(map_)
    antwoord = _afdruk(_tel(cijfers, vraag))
    begin = perf_counter()
    _tel(cijfers, vraag)
    return {"antwoord": antwoord, "nogmaals": perf_counter() - begin}


def eerste_keer(map_: Path) -> dict[str, Any]:
    """Zicht zonder iets in de cache."""
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as leeg:
        os.environ["ZICHT_CACHE"] = leeg
        return zicht(map_)


def _tel(cijfers: Any, vraag: Vraag) -> Rijen:
    from zicht.cijfers.cijfers import Per

    rijen: Rijen = []
    for per in (Per.GEMEENTE, Per.REGIO):
        for nr, uitkomst in enumerate(cijfers.reeks(vraag.perioden, per=per, codes=CODES)):
            per_gebied: dict[str | None, dict[str, Any]] = {}
            for uitslag in uitkomst.uitslagen:
                per_gebied.setdefault(uitslag.gebied, {})[uitslag.code] = uitslag
            rijen += [(nr, gebied, *(_maat(van, maat) for maat in MATEN)) for gebied, van in per_gebied.items()]
    return rijen


def _maat(uitslagen: dict[str, Any], maat: str) -> int:
    code, deel = maat.split(":")
    uitslag = uitslagen[code]
    match deel:
        case "noemer":
            return uitslag.noemer
        case "teller":
            return uitslag.teller
        case "onbepaald":
            return uitslag.niet_te_bepalen
        case "open":
            return uitslag.nog_open
        case _:
            return uitslag.extra[deel]


def _afdruk(rijen: Rijen) -> str:
    """Een afdruk van alles wat niet nul is, in vaste volgorde."""
    gevuld = sorted(tuple(map(str, rij)) for rij in rijen if any(rij[2:]))
    return sha256(repr(gevuld).encode()).hexdigest()[:16]


def _vraag(map_: Path) -> Vraag:
    import tomllib

    feiten = tomllib.loads((map_ / "feiten.toml").read_text("utf-8"))
    return maak_vraag(int(feiten.get("eerste_jaar", feiten["peildatum"].year)), feiten["peildatum"])


def _burap1() -> tuple[Any, ...]:
    from zicht.core.periodes import lees_periode

    return (lees_periode("2025-burap1"),)


DEELNEMERS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "met de hand": met_de_hand,
    "met de hand csv": met_de_hand_csv,
    "lezer csv": lezer_csv,
    "eerste keer": eerste_keer,
    "brede feiten": zicht,
}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
