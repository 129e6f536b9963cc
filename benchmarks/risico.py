"""Hoe snel loten is: `python -m benchmarks.risico`. Twintig risico's, honderdduizend jaren, naast de precieze verdeling."""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from zicht.capaciteit.risico import TREKKINGEN, simuleer
from zicht.core.begroting.kansverdeling import Kansbedrag, verdeling

RISICOS = tuple(Kansbedrag(f"r{n}", Decimal(5 + 4 * n), Decimal(10_000 + 7_919 * n)) for n in range(20))
BEREIKEN = tuple(Kansbedrag(r.code, r.kans, r.bedrag, r.bedrag / 2, r.bedrag * 2) for r in RISICOS)


def main() -> None:
    """Druk de tijden af, en hoe ver loten en rekenen uit elkaar liggen."""
    print(f"{len(RISICOS)} risico's, {TREKKINGEN} jaren")
    _tijd("loten, vaste bedragen", lambda: simuleer(RISICOS))
    _tijd("loten, elk bedrag een driehoek", lambda: simuleer(BEREIKEN))
    _tijd("de precieze verdeling", lambda: verdeling(RISICOS))
    geloot, precies = simuleer(RISICOS).kwantiel(90), verdeling(RISICOS).kwantiel(Decimal(90))
    print(f"90 procent: geloot {geloot.waarde:.0f} ({geloot.laag:.0f} tot {geloot.hoog:.0f}), precies {precies}")


def _tijd(naam: str, werk: Callable[[], object], rondes: int = 7) -> None:
    tijden = list[float]()
    for _ in range(rondes):
        begin = time.perf_counter()
        werk()
        tijden.append(time.perf_counter() - begin)
    print(f"{naam:32} {statistics.median(tijden) * 1000:8.1f} ms (laagste {min(tijden) * 1000:.1f})")


if __name__ == "__main__":
    main()
