"""Koppelen zonder gedeelde sleutel, naast Splink: `python -m benchmarks.koppelen [--rijen N] [--rondes N]`.

Een verzameling met geplante dubbelen, gezinnen die verhuisden, andere achternamen, voorletters, tweelingen en naamgenoten
(synthetisch/koppelset.py). De deelnemers werken om en om op hetzelfde bestand, elk in een eigen proces: van het inlezen van
de rijen in DuckDB tot en met de clusters. Allebei krijgen dezelfde kenmerken per rij en dezelfde soorten zoekregels. Gemeten
worden de klok en de rekentijd (alle draden samen; die zegt meer op een drukke machine); F1 is die op paren na het sluiten
tot clusters, elk bij de grens waar hij het beste uitkomt. Splink leert zijn gewichten uit de rijen; dat telt mee.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from zicht.core.koppelen import kwaliteit
from zicht.synthetisch.koppelset import koppelset, schrijf_csv

_GRENZEN = {"regels": (0.5, 0.7, 0.8, 0.9), "splink": (0.5, 0.8, 0.9, 0.95, 0.99)}
_MINSTENS = 0.1


def main() -> None:
    """Maak de verzameling, laat de deelnemers om en om werken en druk af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--rijen", type=int, default=1_000_000)
    vraag.add_argument("--rondes", type=int, default=3)
    vraag.add_argument("--een", metavar="MANIER", help=argparse.SUPPRESS)
    vraag.add_argument("--bestand", help=argparse.SUPPRESS)
    args = vraag.parse_args()
    if args.een:
        print(json.dumps(_een(args.een, args.bestand)))
        return
    with tempfile.TemporaryDirectory(prefix="zicht-koppelen-") as map_:
        bestand = Path(map_) / "personen.csv"
        schrijf_csv(koppelset(args.rijen), bestand)
        uit: dict[str, list[dict[str, float]]] = {manier: [] for manier in _GRENZEN}
        for _ in range(args.rondes):
            for manier in _GRENZEN:
                opdracht = [
                    sys.executable,
                    "-W",
                    "ignore",
                    "-m",
                    "benchmarks.koppelen",
                    "--een",
                    manier,
                    "--bestand",
                    str(bestand),
                ]
                gedaan = subprocess.run(opdracht, check=True, capture_output=True, text=True)
                uit[manier].append(json.loads(gedaan.stdout.splitlines()[-1]))
                print(manier, uit[manier][-1], flush=True)
        _druk_af(uit)


def _druk_af(uit: dict[str, list[dict[str, float]]]) -> None:
    for maat in ("klok", "rekentijd"):
        eigen, splink = (median(ronde[maat] for ronde in uit[manier]) for manier in ("regels", "splink"))
        print(f"{maat}: regels {eigen:.1f} s, Splink {splink:.1f} s, {eigen / splink:.2f} ×")
    eigen, splink = (uit[manier][-1] for manier in ("regels", "splink"))
    print(f"F1: regels {eigen['f1']:.4f} (grens {eigen['grens']}), Splink {splink['f1']:.4f} (grens {splink['grens']})")


def _een(manier: str, bestand: str) -> dict[str, float]:
    from zicht.engines import koppelen
    from zicht.engines.verbinding import open_verbinding
    from zicht.uitwisseling.koppelen import MANIEREN

    verbinding = open_verbinding()
    koppelen.laad_csv(verbinding, bestand)
    begin, bezig = perf_counter(), process_time()
    koppeling = MANIEREN[manier](verbinding, _GRENZEN[manier][1], _MINSTENS)
    klok, rekentijd = perf_counter() - begin, process_time() - bezig
    echt = koppelen.waarheid(verbinding)
    beste: dict[str, float] = {"f1": 0.0}
    for grens in _GRENZEN[manier]:
        k = kwaliteit((cluster, echt[id_]) for id_, cluster in koppeling.opnieuw(grens).clusters())
        if k.f1 is not None and k.f1 > beste["f1"]:
            beste = {"f1": k.f1, "precisie": k.precisie or 0.0, "vangst": k.vangst or 0.0, "grens": grens}
    return {"klok": klok, "rekentijd": rekentijd} | beste


if __name__ == "__main__":
    main()
