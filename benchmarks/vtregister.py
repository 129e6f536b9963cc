"""Het VT-register onder druk: `python -m benchmarks.vtregister [--pseudoniemen N] [--seconden S] [--klanten K]`.

Vult een register met N pseudoniemen van tien organisaties, start het als eigen proces (`zicht register`) en laat K processen
tegelijk ondertekende vragen stellen: zes van de tien keer zoeken bij een eigen betrokkenheid, drie van de tien keer een nieuwe
betrokkenheid opgeven, en een van de tien keer berichten ophalen. Elke vraag is een eigen verbinding, zoals `zicht radar` die maakt.
Ernaast: hetzelfde zonder netwerk en ondertekening, rechtstreeks op de kast.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

from zicht.uitwisseling.vtregister.bestand import Bestand
from zicht.uitwisseling.vtregister.kast import Kast, Opgave
from zicht.uitwisseling.vtregister.klant import Register
from zicht.uitwisseling.vtregister.ondertekening import nieuwe_ondertekening, publiek_van
from zicht.uitwisseling.vtregister.pseudoniem import Pseudoniemen

ORGANISATIES = [f"VT{nr:02d}" for nr in range(10)]
_SLEUTEL = b"r" * 32
_PER_PORTIE = 20_000
_AANDEEL_BEKEND = 50  # een op de vijftig mensen is bij meer dan een organisatie bekend


def main() -> None:
    """Vul, meet en druk af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--pseudoniemen", type=int, default=1_000_000)
    vraag.add_argument("--seconden", type=float, default=20)
    vraag.add_argument("--klanten", type=int, default=4)
    args = vraag.parse_args()
    with tempfile.TemporaryDirectory(prefix="zicht-vtregister-") as map_:
        _meet(Path(map_), args.pseudoniemen, args.seconden, args.klanten)


def _meet(map_: Path, aantal: int, seconden: float, klanten: int) -> None:
    (map_ / "sleutels").write_text(f"1:{b64encode(_SLEUTEL).decode()}\n")
    geheimen = {code: nieuwe_ondertekening() for code in ORGANISATIES}
    kast = Kast(Bestand(map_ / "register" / "register.sqlite3"), {1: _SLEUTEL})
    kast.open_tijdvak(1)
    for code, geheim in geheimen.items():
        kast.laat_toe(code, code, publiek_van(geheim), per_dag=10**9)
    begin = perf_counter()
    _vul(kast, aantal)
    grootte = sum(pad.stat().st_size for pad in (map_ / "register").iterdir()) / 1e6
    print(f"gevuld met {aantal} pseudoniemen in {perf_counter() - begin:.0f} s, {grootte:.0f} MB", flush=True)
    _druk_af("kast, een nieuwe betrokkenheid", [_een(kast, aantal + nr) for nr in range(500)])
    proces, adres = _start(map_)
    try:
        with ProcessPoolExecutor(klanten) as pool:
            taken = [pool.submit(_klant, adres, geheimen, aantal, nr, seconden) for nr in range(klanten)]
            tijden: dict[str, list[float]] = {}
            for taak in taken:
                for wat, lijst in taak.result().items():
                    tijden.setdefault(wat, []).extend(lijst)
    finally:
        proces.terminate()
        proces.wait()
    alle = sum(map(len, tijden.values()))
    print(f"dienst: {alle / seconden:.0f} vragen per seconde met {klanten} klanten, {alle} vragen")
    for wat, lijst in sorted(tijden.items()):
        _druk_af(f"  {wat}", lijst)


def _vul(kast: Kast, aantal: int) -> None:
    """Twee pseudoniemen per mens, zoals iemand met een BSN en een naam; rechtstreeks in de tabellen."""
    for begin in range(0, aantal // 2, _PER_PORTIE):
        nummers = range(begin, min(begin + _PER_PORTIE, aantal // 2))
        with kast.bestand.schrijf() as db:
            db.executemany(
                "INSERT INTO betrokkenheid (id, organisatie, ref, versie, betrokken, van) VALUES (?, ?, ?, 1, 1, '2026-01-01')",
                ((nr + 1, ORGANISATIES[nr % 10], f"kenmerk-{nr}") for nr in nummers),
            )
            db.executemany("INSERT INTO pseudoniem VALUES (?, ?, 1, ?)", _waarden(kast, nummers))


def _waarden(kast: Kast, nummers: range) -> Iterator[tuple[bytes, int, str]]:
    for nr in nummers:
        mens = nr // 2 if nr % _AANDEEL_BEKEND == 1 else nr
        for soort in ("bsn", "naam"):
            yield kast.afdruk(1, soort, _pseudoniem(soort, mens)), nr + 1, soort


def _pseudoniem(soort: str, mens: int) -> str:
    return sha256(f"{soort} {mens}".encode()).hexdigest()


def _opgave(nr: int, mens: int) -> Opgave:
    return Opgave(f"nieuw-{nr}", 1, True, {1: Pseudoniemen(_pseudoniem("bsn", mens), (_pseudoniem("naam", mens),))})  # noqa: FBT003


def _een(kast: Kast, nr: int) -> float:
    begin = perf_counter()
    with kast.bestand.schrijf() as db:
        kast.verwerk(db, "VT00", [_opgave(nr, nr)], datetime.now(UTC).date())
    return perf_counter() - begin


def _start(map_: Path) -> tuple[subprocess.Popen[str], str]:
    proces = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.vtregister_dienst", str(map_ / "register"), str(map_ / "sleutels")],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert proces.stdout is not None
    gevonden = re.search(r"http://[\d.:]+", proces.stdout.readline())
    assert gevonden is not None
    return proces, gevonden[0]


def _klant(adres: str, geheimen: dict[str, str], aantal: int, nr: int, seconden: float) -> dict[str, list[float]]:
    kans, tijden = Random(nr), {"zoeken": [], "opgeven": [], "berichten": []}
    einde, teller = perf_counter() + seconden, 0
    while perf_counter() < einde:
        eigen = kans.randrange(aantal // 2)
        register = Register(adres, ORGANISATIES[eigen % 10], geheimen[ORGANISATIES[eigen % 10]])
        wat = kans.choices(tuple(tijden), (6, 3, 1))[0]
        begin, teller = perf_counter(), teller + 1
        if wat == "zoeken":
            register.zoek(f"kenmerk-{eigen}")
        elif wat == "opgeven":
            register.geef_op([_opgave((nr + 1) * 10_000_000 + teller, kans.randrange(aantal))])
        else:
            register.berichten()
        tijden[wat].append(perf_counter() - begin)
    return tijden


def _druk_af(wat: str, seconden: list[float]) -> None:
    ms = [1000 * s for s in seconden]
    print(f"{wat}: p50 {median(ms):.1f} ms, p95 {quantiles(ms, n=20)[-1]:.1f} ms, {len(ms)} keer", flush=True)


if __name__ == "__main__":
    main()
