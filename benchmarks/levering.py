"""Hoe snel een levering gekeurd is: `python -m benchmarks.levering [--jaren N] [--rondes N] [--schaal F]`.

Twee maten werk: een halfjaar van een regio zo groot als de grootste, en N jaren van heel Nederland (per halfjaar een bestand). Van
Nederland wordt een jaar gemaakt; meer jaren zijn afschriften daarvan, elk als eigen levering gekeurd. In de bestanden staan geplante fouten.
Deelnemers, elk in een eigen proces, om en om: Zicht met alle regels, Zicht met het deel dat ook in pandas is geschreven, en
pandas. De tellingen van dat deel moeten per bestand gelijk zijn. Kijk naar de verhoudingen; de seconden horen bij deze machine.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

from zicht.core.periodes import lees_periode

PERIODEN = ("2025-H1", "2025-H2")
GROOTSTE = 2.2  # keer Noord-Holland Noord: een regio met de inwoners van Rotterdam-Rijnmond
ZICHT, DEEL, PANDAS = "Zicht, alle regels", "Zicht, dezelfde regels", "pandas, dezelfde regels"


def main() -> None:
    """Maak de bestanden, vergelijk de antwoorden, en druk tijd en geheugen af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--jaren", type=int, default=10)
    vraag.add_argument("--rondes", type=int, default=3)
    vraag.add_argument("--schaal", type=float, default=1.0)
    vraag.add_argument("--alleen", choices=("regio", "land"))
    vraag.add_argument("--werk", nargs=2, help=argparse.SUPPRESS)
    args = vraag.parse_args()
    if args.werk:
        _werk(args.werk[0], json.loads(Path(args.werk[1]).read_text()))
        return
    with tempfile.TemporaryDirectory(prefix="zicht-bench-") as tijdelijk:
        map_ = Path(tijdelijk)
        if args.alleen != "land":
            regio = _maak(map_, "nhn", GROOTSTE, PERIODEN[:1])
            _naast_elkaar("een halfjaar van de grootste regio", map_, regio, args.rondes)
        if args.alleen != "regio":
            land = _maak(map_, "landelijk", args.schaal, PERIODEN)
            _naast_elkaar(
                f"{args.jaren} jaren van heel Nederland × {args.schaal:g}", map_, land * args.jaren, args.rondes
            )


def _maak(map_: Path, gebied: str, schaal: float, perioden: tuple[str, ...]) -> list[tuple[str, str]]:
    """De bestanden van een jaar."""
    from datetime import date

    from zicht.catalogus import load
    from zicht.synthetisch import maak
    from zicht.uitwisseling.feiten import lees_feiten
    from zicht.uitwisseling.levering.bouwen import bouw

    print(f"een jaar {gebied} maken …", file=sys.stderr, flush=True)
    maak(gebied, 1, 1, map_ / gebied, schaal)
    feiten, uit = lees_feiten(map_ / gebied), list[tuple[str, str]]()
    for code in perioden:
        bouwsel = bouw(feiten, lees_periode(code), load.leverindeling(), op=date(2026, 1, 8))
        pad = map_ / f"{gebied}-{code}.txt"
        pad.write_bytes(_plant(bouwsel.inhoud))
        uit.append((str(pad), code))
        print(f"{pad.name}: {_mb(pad)} MB, {bouwsel.aantallen}", flush=True)
    return uit


def _mb(pad: Path) -> int:
    return round(pad.stat().st_size / 1e6)


def _plant(inhoud: bytes) -> bytes:
    """Fouten in een op de duizend records, zoals zij in het echt voorkomen."""
    uit, tel = list[bytes](), Counter[bytes]()
    for regel in inhoud.split(b"\r\n"):
        soort = regel[:2]
        tel[soort] += 1
        wijzig = {
            (b"10", 0): lambda r: r[:34] + b"20200101" + r[42:], (b"20", 0): lambda r: r[:54] + b"20200101" + r[62:],
            (b"20", 1): lambda r: r[:111] + b"?" + r[112:], (b"20", 2): lambda r: r[:132] + b" " * 34 + r[166:],
            (b"30", 0): lambda r: r[:67] + b"20300101" + r[75:], (b"30", 1): lambda r: r[:83] + b" " * 42 + r[125:],
            (b"40", 0): lambda r: r[:25] + b"123456789" + r[34:], (b"40", 1): lambda r: r[:3] + b"X" + r[4:],
        }.get((soort, tel[soort] % 1000))  # fmt: skip
        uit.append(wijzig(regel) if wijzig else regel)
    return b"\r\n".join(uit)


def _naast_elkaar(titel: str, map_: Path, bestanden: list[tuple[str, str]], rondes: int) -> None:
    lijst = map_ / "lijst.json"
    lijst.write_text(json.dumps(bestanden))
    tijden: dict[str, list[float]] = {ZICHT: [], DEEL: [], PANDAS: []}
    geheugen, antwoord = dict[str, int](), dict[str, object]()
    for _ in range(rondes):
        for wie, gemeten_tijden in tijden.items():
            uit = subprocess.run(
                [sys.executable, "-m", "benchmarks.levering", "--werk", wie, str(lijst)],
                capture_output=True,
                text=True,
                check=True,
            )
            gemeten = json.loads(uit.stdout)
            gemeten_tijden.append(gemeten["rekentijd"])
            geheugen[wie], antwoord[wie] = gemeten["mib"], gemeten["tellingen"]
            print(
                f"  {wie}: {gemeten['seconden']:.1f} s, rekentijd {gemeten['rekentijd']:.1f} s",
                file=sys.stderr,
                flush=True,
            )
    assert antwoord[DEEL] == antwoord[PANDAS], "de tellingen verschillen"
    som = sum(sum(een.values()) for een in antwoord[DEEL])  # type: ignore[attr-defined,union-attr]
    print(f"\n{titel}: {len(bestanden)} bestanden; {som} bevindingen, gelijk in Zicht en pandas")
    basis = median(tijden[PANDAS])
    for wie, gemeten in tijden.items():
        print(
            f"  {wie:26}{median(gemeten):9.1f} s rekentijd{median(gemeten) / basis:8.2f} × pandas{geheugen[wie]:8} MiB"
        )


def _werk(wie: str, bestanden: list[tuple[str, str]]) -> None:
    begin, proces = time.perf_counter(), time.process_time()
    tellingen = _pandas(bestanden) if wie == PANDAS else _zicht(bestanden, alles=wie == ZICHT)
    print(json.dumps({
        "tellingen": tellingen, "seconden": time.perf_counter() - begin, "rekentijd": time.process_time() - proces,
        "mib": _piek(),
    }))  # fmt: skip


def _piek() -> int:
    """De piek van dit proces in MiB; getrusage telt ook het proces dat het startte."""
    regel = next(r for r in Path("/proc/self/status").read_text().splitlines() if r.startswith("VmHWM"))
    return int(regel.split()[1]) // 1024


def _zicht(bestanden: list[tuple[str, str]], *, alles: bool) -> list[dict[str, int]]:
    from benchmarks.hand_levering import CODES
    from zicht.catalogus import load
    from zicht.cijfers.levering import tel_bevindingen
    from zicht.engines.levering import Bestand

    te_keuren = [Bestand(Path(pad), lees_periode(code), "NL") for pad, code in bestanden]
    tel = tel_bevindingen(load.leverindeling(), te_keuren, alleen=None if alles else frozenset(CODES))
    return [{r: n for (r, nummer), n in sorted(tel.items()) if nummer == plek} for plek in range(len(bestanden))]


def _pandas(bestanden: list[tuple[str, str]]) -> list[dict[str, int]]:
    from benchmarks.hand_levering import tel

    return [dict(sorted(tel(Path(pad), lees_periode(code)).items())) for pad, code in bestanden]


if __name__ == "__main__":
    main()
