"""Zet de deelnemers naast elkaar: `python -m benchmarks [MAP] [--rondes N]`.

Zonder MAP wordt een jaar van heel Nederland gemaakt. Elke deelnemer draait in een eigen proces, om en om, na een
controle dat de antwoorden gelijk zijn. Kijk naar de verhoudingen: de seconden zeggen alleen iets over deze machine.
"""

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

_UITLEG = {
    "met de hand": "DuckDB met de hand op de ruwe tabellen, zonder controles",
    "polars": "Polars op de ruwe tabellen",
    "pandas slim": "pandas, zo slim mogelijk",
    "pandas gewoon": "pandas, zoals men het schrijft",
    "eerste keer": "Zicht: lezen, brede feiten bouwen, tellen",
    "eerste keer met controles": "hetzelfde, met alle controles",
    "eerste keer, zelfde vraag": "als eerste keer, maar met alleen de indicatoren van de SQL met de hand in de kubus",
    "brede feiten": "Zicht: brede feiten uit de cache, rechtstreeks tellen",
    "brede feiten, zelfde vraag": "Zicht: brede feiten uit de cache, en alleen de indicatoren van de SQL met de hand geteld",
    "kubus": "Zicht: brede feiten en kubus uit de cache",
}
_TIJDEN = ("seconden", "rekentijd")
_LEZER = (
    "import duckdb, pathlib, sys\nv = duckdb.connect()\n"
    "for b in sorted(pathlib.Path(sys.argv[1]).glob('*.csv')):\n"
    "    v.execute(f\"CREATE TABLE {b.stem} AS SELECT * FROM read_csv('{b}')\")"
)


def main() -> None:
    """Vergelijk en druk de verhoudingen af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("map", nargs="?", type=Path)
    vraag.add_argument("--rondes", type=int, default=5)
    vraag.add_argument("--zonder", nargs="*", default=[], help="deelnemers die niet meedoen")
    args = vraag.parse_args()
    _vertaal()
    with tempfile.TemporaryDirectory() as werkmap:
        map_ = _zonder_schorsingen(args.map or _maak(Path(werkmap) / "landelijk"), Path(werkmap) / "feiten")
        os.environ["ZICHT_CACHE"] = str(Path(werkmap) / "cache")
        _indicatoren(map_, args.rondes, [naam for naam in _UITLEG if naam not in args.zonder])
        _losse_processen(Path(werkmap), args.rondes)


def _vertaal() -> None:
    """Zicht vooraf naar bytecode, zoals de bibliotheken van de anderen; ook waar Python dat zelf niet bewaart."""
    import zicht

    compileall.compile_dir(Path(zicht.__file__).parent, quiet=1)


def _maak(map_: Path) -> Path:
    from zicht.synthetisch import maak

    print("een jaar van heel Nederland maken …", file=sys.stderr)
    maak("landelijk", 1, 1, map_)
    return map_


def _zonder_schorsingen(map_: Path, naar: Path) -> Path:
    """Dezelfde feiten zonder de tabel schorsing: de SQL met de hand kent geen pauzes."""
    naar.mkdir()
    for bestand in map_.resolve().iterdir():
        if bestand.stem != "schorsing":
            (naar / bestand.name).symlink_to(bestand)
    return naar


def _indicatoren(map_: Path, rondes: int, namen: list[str]) -> None:
    """Alle indicatoren per gemeente, regio en land, elke maand en burapperiode."""
    gemeten: dict[str, list[dict[str, Any]]] = {naam: [] for naam in namen}
    antwoorden: dict[str, str] = {}
    for ronde in range(rondes + 1):  # ronde 0 warmt op, vult de cache en controleert
        for naam in namen:
            uit = _in_eigen_proces(naam, map_)
            antwoorden.setdefault(naam, uit["antwoord"])
            if ronde:
                gemeten[naam].append(uit)
    gelijk = len(set(antwoorden.values())) == 1
    print(f"\nAntwoorden gelijk: {'ja' if gelijk else 'NEE, ' + json.dumps(antwoorden)}\n")
    print("| deelnemer | × met de hand | × rekentijd | mediaan s | piek MiB | wat |\n|---|---|---|---|---|---|")
    basis, basis_rekentijd = (median(uit[deel] for uit in gemeten["met de hand"]) for deel in _TIJDEN)
    for naam, uitkomsten in gemeten.items():
        seconden, rekentijd, piek = (median(uit[deel] for uit in uitkomsten) for deel in (*_TIJDEN, "piek"))
        verhoudingen = f"{seconden / basis:.2f} | {rekentijd / basis_rekentijd:.2f}"
        print(f"| {naam} | {verhoudingen} | {seconden:.2f} | {piek:.0f} | {_UITLEG[naam]} |")


def _in_eigen_proces(naam: str, map_: Path) -> dict[str, Any]:
    opdracht = [sys.executable, "-m", "benchmarks.deelnemers", naam, str(map_)]
    return json.loads(subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout)


def _losse_processen(werkmap: Path, rondes: int) -> None:
    """Hele processen: de hulptekst tegen een kale Python, en een regio van begin tot JSON."""
    from zicht.synthetisch import maak

    regio = werkmap / "nog"
    maak("nog", 3, 1, regio)
    zicht = [sys.executable, "-c", "import sys; from zicht.cli import main; sys.exit(main())"]
    vraag = ["indicatoren", str(regio), "--periode", "2025-burap1", "--json"]
    lezer = [sys.executable, "-c", _LEZER, str(regio)]
    hand = _met_de_hand(regio, werkmap / "kalender.parquet")
    paren = {
        "zicht --help tegen een kale Python": ([*zicht, "--help"], [sys.executable, "-c", "pass"]),
        "een regio van begin tot JSON, met cache, tegen SQL met de hand": ([*zicht, *vraag], hand),
        "hetzelfde zonder cache, met alle controles, tegen SQL met de hand": ([*zicht, *vraag, "--zonder-cache"], hand),
        "een regio van begin tot JSON, met tegen zonder cache": ([*zicht, *vraag], [*zicht, *vraag, "--zonder-cache"]),
        "CSV lezen met alle controles tegen alleen de lezer van DuckDB": ([*zicht, "check", str(regio)], lezer),
    }
    print("\n| heel proces | verhouding | mediaan s |\n|---|---|---|")
    for naam, (onze, andere) in paren.items():
        tijden = [(_klok(onze), _klok(andere)) for _ in range(rondes + 1)][1:]
        print(f"| {naam} | {median(a / b for a, b in tijden):.2f} | {median(a for a, _ in tijden):.2f} |")


def _met_de_hand(regio: Path, kalender: Path) -> list[str]:
    """Hetzelfde als heel proces met de hand; de kalendertabel staat vooraf klaar."""
    import duckdb

    from benchmarks.deelnemers import kalendertabel
    from benchmarks.vraag import MATEN

    kolommen = kalendertabel()
    velden = ", ".join(f"unnest(?::DATE[]) AS {naam}" for naam in kolommen)
    duckdb.execute("CREATE TEMP TABLE kalender AS SELECT " + velden, list(kolommen.values()))
    duckdb.execute(f"COPY kalender TO '{kalender}' (FORMAT parquet)")
    script = Path(__file__).with_name("hand_proces.py")
    begin = 2025 * 12
    return [sys.executable, str(script), str(regio), str(kalender), str(begin), str(begin + 3), ",".join(MATEN)]


def _klok(opdracht: list[str]) -> float:
    from time import perf_counter

    begin = perf_counter()
    subprocess.run(opdracht, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - begin


if __name__ == "__main__":
    main()
