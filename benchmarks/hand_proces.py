"""Een regio, een burapperiode, als heel proces met de hand: SQL op de bestanden, het antwoord als JSON.

Aanroep: `python hand_proces.py MAP KALENDER BEGIN EIND MATEN`; de kalendertabel staat klaar als Parquet, de periode in
maanden sinds het jaar nul. Er komt niets van Zicht aan te pas.
"""

import json
import sys
from pathlib import Path

import duckdb
from hand_duckdb import antwoord, opdrachten


def main(map_: Path, kalender: Path, periode: tuple[int, int], maten: tuple[str, ...]) -> None:
    """Reken en druk af."""
    verbinding = duckdb.connect()
    verbinding.execute(f"CREATE TABLE kalender AS FROM read_parquet('{kalender}')")
    soort = "parquet" if (map_ / "melding.parquet").exists() else "csv"
    for opdracht in (*opdrachten(f"read_{soort}('{map_}/{{}}.{soort}')", [(0, *periode)]), antwoord(maten)):
        verbinding.execute(opdracht)
    kolommen = ", ".join(f'"{maat}"' for maat in maten)
    rijen = verbinding.execute(f"SELECT {kolommen} FROM antwoord WHERE niveau = 'land'").fetchall()
    sys.stdout.write(json.dumps([dict(zip(maten, rij, strict=True)) for rij in rijen]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), (int(sys.argv[3]), int(sys.argv[4])), tuple(sys.argv[5].split(",")))
