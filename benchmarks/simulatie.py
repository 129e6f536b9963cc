"""Hoe snel de doorstroom gespeeld wordt, naast SimPy en Ciw: `python -m benchmarks.simulatie [--kort]`.

Alles in een run, om en om, met dezelfde geloten invoer; de tellingen moeten gelijk zijn. Tijd is CPU-tijd van dit proces, want de
machine is niet van ons alleen; de laagste telt, want die is het minst gestoord. Bij `simuleer` staat de kloktijd erbij: zij gebruikt twee draden.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from benchmarks.simulatie_anderen import Invoer, invoer, met_ciw, met_simpy, per_week
from benchmarks.simulatie_modellen import klein, vol
from zicht.capaciteit.draaien import simuleer
from zicht.capaciteit.kern.tafels import Tafels, maak_tafels
from zicht.capaciteit.uitkomst import Maat

RONDES, ONS_PER_RONDE = 8, 30
WAT = (Maat.NIET_OPGEPAKT, Maat.BEOORDEELD, Maat.AF_VV, Maat.AF_ONDERZOEK)


def main(kort: bool) -> None:
    """Meet en druk de tabellen af."""
    zij_aan_zij()
    geheugen((100, 1000) if kort else (100, 1000, 10_000))
    groei()
    opstarten()


def zij_aan_zij() -> None:
    """SimPy, Ciw en wij om en om; en het volle model."""
    from zicht.capaciteit.kern.blok import draai_blok
    from zicht.capaciteit.kern.lus import speel
    from zicht.capaciteit.kern.trekken import trek

    model = klein()
    tafels, volle = maak_tafels(model), maak_tafels(vol())
    draai_blok(volle, 1, 0, 1)
    tijden = {naam: list[float]() for naam in ("SimPy", "Ciw", "loten", "spelen", "samen", "vol")}
    for herhaling in range(RONDES):
        wat = _invoer(model, tafels, herhaling)
        ons = speel(tafels, trek(tafels, 1, herhaling)).week[:, list(WAT), 0]
        for naam, speler in (("SimPy", met_simpy), ("Ciw", met_ciw)):
            momenten = _meet(tijden[naam], lambda speler=speler, wat=wat: speler(wat))
            _gelijk(naam, ons, per_week(wat, momenten, tafels.week["grens"], _eerste_werkdag(tafels)))
        getrokken = [trek(tafels, 1, n) for n in range(ONS_PER_RONDE)]
        _meet(tijden["loten"], lambda: [trek(tafels, 1, n) for n in range(ONS_PER_RONDE)], ONS_PER_RONDE)
        _meet(tijden["spelen"], lambda g=getrokken: [speel(tafels, t) for t in g], ONS_PER_RONDE)
        _meet(tijden["samen"], lambda: draai_blok(tafels, 1, 0, ONS_PER_RONDE), ONS_PER_RONDE)
        _meet(tijden["vol"], lambda: draai_blok(volle, 1, 0, ONS_PER_RONDE), ONS_PER_RONDE)
    simpy, ciw, ons = (min(tijden[naam]) for naam in ("SimPy", "Ciw", "samen"))
    print(f"\nEen regiojaar, {len(wat.moment)} meldingen met opwarmtijd, {RONDES} rondes om en om; tellingen gelijk\n")
    print("| speler | laagste CPU-ms | mediaan | x SimPy | x Ciw |\n|---|---|---|---|---|")
    for naam, rij in tijden.items():
        print(f"| {naam} | {min(rij):.2f} | {median(rij):.2f} | {simpy / min(rij):.1f} | {ciw / min(rij):.1f} |")
    print(f"\nvol model / klein model: {min(tijden['vol']) / ons:.1f}\n")
    for naam, welk in (("klein", model), ("vol, 18 gemeenten", vol())):
        simuleer(welk, 25)
        cpu, klok = time.process_time(), time.perf_counter()
        simuleer(welk, 1000)
        cpu, klok = time.process_time() - cpu, time.perf_counter() - klok
        print(
            f"simuleer, 1.000 herhalingen, {naam}: {cpu:.2f} s CPU, {klok:.2f} s klok; {simpy / cpu:.0f} x SimPy, {ciw / cpu:.0f} x Ciw"
        )


def geheugen(aantallen: tuple[int, ...]) -> None:
    """Het hoogste geheugen van een eigen proces, naar het aantal herhalingen."""
    print("\n| herhalingen (vol model) | geheugen MB | CPU-s |\n|---|---|---|")
    for aantal in aantallen:
        print(f"| {aantal} | {_apart(f'_los({aantal})')} |")


def _los(aantal: int) -> None:
    simuleer(vol(), aantal)
    gebruik = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{gebruik.ru_maxrss / 1024:.0f} | {gebruik.ru_utime + gebruik.ru_stime:.1f}")


def groei() -> None:
    """De tijd van een herhaling naar de grootte van de regio."""
    from zicht.capaciteit.kern.blok import draai_blok

    print("\n| regio | CPU-ms per herhaling | per 1.000 meldingen |\n|---|---|---|")
    for factor in (0.5, 1, 2, 4, 8):
        tafels, rij = maak_tafels(vol(factor)), list[float]()
        for _ in range(3):
            _meet(rij, lambda tafels=tafels: draai_blok(tafels, 1, 0, 10), 10)
        print(f"| {factor} x | {min(rij):.2f} | {min(rij) / (4.43 * factor):.2f} |")


def opstarten() -> None:
    """De eerste herhaling in een nieuw proces: eerst compileren, daarna uit de cache."""
    print("\n| opstarten en een herhaling | geheugen MB | CPU-s |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as map_:
        for naam in ("eerste keer (compileren)", "uit de cache"):
            print(f"| {naam} | {_apart('_los(1)', NUMBA_CACHE_DIR=map_)} |")


def _apart(opdracht: str, **omgeving: str) -> str:
    code = f"from benchmarks.simulatie import _los; {opdracht}"
    klaar = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | omgeving, capture_output=True, text=True, check=True
    )
    return klaar.stdout.strip()


def _invoer(model, tafels: Tafels, herhaling: int) -> Invoer:
    from zicht.capaciteit.kern.trekken import trek

    return invoer(model, trek(tafels, 1, herhaling), tafels.werkdagen)


def _eerste_werkdag(tafels: Tafels) -> int:
    return int(np.argmax(tafels.werkdag["week"] >= 0))


def _gelijk(naam: str, ons: np.ndarray, hun: np.ndarray) -> None:
    if not np.array_equal(ons, hun):
        raise SystemExit(f"{naam} telt anders: {np.abs(ons - hun).sum()} verschillen in {ons.size} tellingen")


def _meet(rij: list[float], werk: Callable[[], object], keren: int = 1):
    begin = time.process_time()
    uit = werk()
    rij.append((time.process_time() - begin) * 1000 / keren)
    return uit


if __name__ == "__main__":
    main("--kort" in sys.argv)
