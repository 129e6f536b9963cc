"""`zicht koppelen`: wie is dezelfde mens in een lijst zonder gedeelde sleutel."""

import csv
import shutil
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout

if TYPE_CHECKING:
    from zicht.core.koppelen import Kandidaat
    from zicht.uitwisseling.koppelen import Uitslag


def run(args: Namespace) -> int:
    """Koppel, schrijf clusters en kandidaten, en zeg hoe goed het was als de echte mens erbij staat."""
    from zicht.uitwisseling.koppelen import koppel_bestand

    if not 0 < args.kandidaat_vanaf <= args.samen_vanaf < 1:
        raise AanroepFout("Verwacht 0 < --kandidaat-vanaf ≤ --samen-vanaf < 1.")
    if (args.personen is None) == (args.proef is None):
        raise AanroepFout("Noem een bestand met mensen, of geef --proef N voor een verzonnen verzameling van N rijen.")
    if args.proef is not None:
        return _proef(args)
    uitslag = koppel_bestand(Path(args.personen), args.met, args.samen_vanaf, args.kandidaat_vanaf)
    if args.uit:
        _schrijf(Path(args.uit), uitslag)
    schrijf_json(uitslag.cijfers()) if args.json else print("\n".join(_regels(uitslag)))
    return 0


def _proef(args: Namespace) -> int:
    """Koppel een verzonnen verzameling waarvan de waarheid bekend is, en zeg per geplante soort hoe het ging."""
    from zicht.synthetisch.koppelset import koppelset, per_soort, schrijf_csv
    from zicht.uitwisseling.koppelen import koppel_bestand

    if not 100 <= args.proef <= 5_000_000:
        raise AanroepFout("--proef: verwacht 100 tot 5.000.000 rijen.")
    rijen = list(koppelset(args.proef, args.zaad))
    with tempfile.TemporaryDirectory(prefix="zicht-koppelen-") as map_:
        bestand = Path(map_) / "personen.csv"
        schrijf_csv(rijen, bestand)
        uitslag = koppel_bestand(bestand, args.met, args.samen_vanaf, args.kandidaat_vanaf)
        soorten = per_soort(rijen, dict(uitslag.koppeling.clusters()))
        if args.uit:
            _schrijf(Path(args.uit), uitslag)
            shutil.copy(bestand, Path(args.uit) / "personen.csv")
    if args.json:
        schrijf_json(uitslag.cijfers() | {"soorten": [soort._asdict() for soort in soorten]})
        return 0
    print("\n".join(_regels(uitslag)))
    for soort in soorten:
        wat = "is apart gebleven" if soort.apart else "is bij de eigen mens gezet"
        print(f"  {soort.soort}: {soort.goed} van {soort.aantal} {wat}")
    return 0


def _regels(uitslag: "Uitslag") -> Iterator[str]:
    yield f"{uitslag.rijen} rijen, {uitslag.mensen} mensen, {uitslag.kandidaten} paren om na te kijken."
    if (k := uitslag.kwaliteit) is not None:
        yield f"Getoetst aan de kolom mens: {k.goed} paren goed, van {k.gevonden} samengezet en {k.echt} die samen horen."
        yield f"precisie {_deel(k.precisie)}, vangst {_deel(k.vangst)}, F1 {_deel(k.f1)}"


def _deel(waarde: float | None) -> str:
    return "niet te bepalen" if waarde is None else f"{waarde:.4f}".replace(".", ",")


def _schrijf(map_: Path, uitslag: "Uitslag") -> None:
    map_.mkdir(parents=True, exist_ok=True)
    _csv(map_ / "clusters.csv", ("id", "mens"), uitslag.koppeling.clusters())
    _csv(map_ / "kandidaten.csv", ("een", "ander", "kans", "waarom"), map(_rij, uitslag.koppeling.kandidaten()))


def _rij(kandidaat: "Kandidaat") -> tuple[str, str, str, str]:
    """Zonder de gegevens zelf: alleen de kenmerken van de rijen en wat elk gegeven zegt."""
    waarom = "; ".join(f"{r.uitleg} ({r.gewicht:+.1f})" for r in kandidaat.redenen if r.gewicht)
    return kandidaat.een, kandidaat.ander, f"{kandidaat.kans:.4f}", waarom


def _csv(pad: Path, kop: tuple[str, ...], rijen: Iterable[tuple[object, ...]]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.writer(stroom, lineterminator="\n")
        schrijver.writerow(kop)
        schrijver.writerows(rijen)
