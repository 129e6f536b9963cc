"""Hoe snel een levering gekeurd is: `python -m benchmarks.levering [--jaren N] [--rondes N] [--schaal F]`.

Twee maten werk: een halfjaar van de grootste regio, en N jaren van heel Nederland (per halfjaar een bestand). Van Nederland wordt
een jaar gemaakt; meer jaren zijn afschriften daarvan, elk als eigen levering gekeurd. In de bestanden staan geplante fouten.
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
ZICHT, DEEL, PANDAS = "Zicht, alle regels", "Zicht, dezelfde regels", "pandas, dezelfde regels"


def main() -> None:
    """Maak de bestanden, vergelijk de antwoorden, en druk tijd en geheugen af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--jaren", type=int, default=10)
    vraag.add_argument("--rondes", type=int, default=3)
    vraag.add_argument("--schaal", type=float, default=1.0)
    vraag.add_argument("--werk", nargs=2, help=argparse.SUPPRESS)
    args = vraag.parse_args()
    if args.werk:
        _werk(args.werk[0], json.loads(Path(args.werk[1]).read_text()))
        return
    with tempfile.TemporaryDirectory(prefix="zicht-bench-") as tijdelijk:
        map_ = Path(tijdelijk)
        land, regio = _maak(map_, args.schaal)
        _naast_elkaar("een halfjaar, de grootste regio", map_, regio, args.rondes)
        _naast_elkaar(f"{args.jaren} jaren, heel Nederland", map_, land * args.jaren, args.rondes)


def _maak(map_: Path, schaal: float) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """De bestanden van een landelijk jaar, en een van de regio met de meeste meldingen."""
    from datetime import date

    from zicht.catalogus import load
    from zicht.synthetisch import maak
    from zicht.uitwisseling.feiten import lees_feiten
    from zicht.uitwisseling.levering.bouwen import bouw

    indeling = load.leverindeling()
    print("een jaar van heel Nederland maken …", file=sys.stderr, flush=True)
    maak("landelijk", 1, 1, map_ / "feiten", schaal)
    feiten, land = lees_feiten(map_ / "feiten"), list[tuple[str, str]]()
    for code in PERIODEN:
        bouwsel = bouw(feiten, lees_periode(code), indeling, op=date(2026, 1, 8))
        pad = map_ / f"land-{code}.txt"
        pad.write_bytes(_plant(bouwsel.inhoud))
        land.append((str(pad), code))
    grootste, gemeenten = _grootste(feiten.verbinding)
    regels = Path(land[0][0]).read_bytes().split(b"\r\n")
    pad = map_ / "regio.txt"
    pad.write_bytes(_van_regio(regels, gemeenten))
    print(f"grootste regio: {grootste}; bestanden: {_mb(pad)} MB en 2 × {_mb(Path(land[0][0]))} MB", flush=True)
    return land, [(str(pad), PERIODEN[0])]


def _mb(pad: Path) -> int:
    return round(pad.stat().st_size / 1e6)


def _grootste(verbinding: object) -> tuple[str, set[bytes]]:
    regio, gemeenten = verbinding.execute(  # type: ignore[attr-defined]
        "SELECT regio, list(gemeente) FROM (SELECT d.regio, d.gemeente, count(*) AS n FROM melding m JOIN dossier d USING (dossier_id) GROUP BY ALL) "
        "WHERE gemeente IS NOT NULL GROUP BY regio ORDER BY sum(n) DESC LIMIT 1"
    ).fetchone()
    return regio, {str(gemeente)[2:].encode() for gemeente in gemeenten}


def _van_regio(regels: list[bytes], gemeenten: set[bytes]) -> bytes:
    """Alleen de records van deze gemeenten, met hun mensen; het sluitrecord telt opnieuw."""
    plek = {b"10": 22, b"20": 42, b"30": 63}
    uit, mee = [regels[0]], set[bytes]()
    for regel in regels[1:]:
        soort = regel[:2]
        if soort in plek and regel[plek[soort] : plek[soort] + 4] in gemeenten:
            mee.add(regel[2:22].rstrip())
            uit.append(regel)
        elif soort == b"40" and regel[3:23].rstrip() in mee:
            uit.append(regel)
    tel = Counter(regel[:2] for regel in uit)
    uit.append(b"99" + b"".join(b"%08d" % tel[soort] for soort in (b"10", b"20", b"30", b"40")))
    return b"\r\n".join(uit) + b"\r\n"


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
