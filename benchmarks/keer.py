"""Een map met feiten een aantal keren achter elkaar, met eigen sleutels per keer: `python -m benchmarks.keer L 10 L10`.

Zo is te meten hoe tijd en geheugen groeien zonder dat de vraag verandert: dezelfde gemeenten, maanden en soorten zaken, alleen meer.
Gemeenten, activiteiten, boekingen en inzet blijven zoals ze zijn.
"""

import shutil
import sys
from pathlib import Path

import duckdb

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.voorwaarden import Soort

_EENMALIG = ("gemeente", "activiteit", "inzet", "boeking")


def main(map_: Path, keren: int, uit: Path) -> None:
    """Schrijf elke tabel zo vaak; een sleutel krijgt het nummer van de keer erachter."""
    uit.mkdir()
    shutil.copy(map_ / "feiten.toml", uit)
    verbinding = duckdb.connect()
    for pad in sorted(map_.glob("*.parquet")):
        tabel = TABELLEN[pad.stem]
        if tabel.naam in _EENMALIG:
            shutil.copy(pad, uit)
            continue
        verbinding.execute(
            f"COPY (SELECT * REPLACE ({_sleutels(verbinding, tabel, pad)}) FROM read_parquet('{pad}'), range({keren}) k(k)) "
            f"TO '{uit / pad.name}' (FORMAT parquet)"
        )
        print(pad.name)


def _sleutels(verbinding: duckdb.DuckDBPyConnection, tabel: Tabel, pad: Path) -> str:
    aanwezig = {naam for naam, *_ in verbinding.execute(f"DESCRIBE FROM read_parquet('{pad}')").fetchall()}
    namen = [
        kolom.naam for kolom in tabel.kolommen if kolom.soort is Soort.ID and kolom.naam in aanwezig - {"gemeente"}
    ]
    return ", ".join(f"{naam} || '-' || k AS {naam}" for naam in namen)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
