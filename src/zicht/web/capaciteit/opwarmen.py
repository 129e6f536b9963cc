"""De rekenkern vertalen voor iemand erop wacht: de eerste keer kost dat een halve minuut, daarna staat de vertaling in de cache.

Gestart als `python -m zicht.web.capaciteit.opwarmen MAP`, met een map met feiten; in een eigen proces, want vertalen houdt Python op.
"""

import subprocess
import sys
from pathlib import Path


def begin(feiten: Path) -> "subprocess.Popen[bytes]":
    """Begin met vertalen, terwijl dit proces iets anders doet; lukt het niet, dan gebeurt het later vanzelf."""
    opdracht = [sys.executable, "-m", "zicht.web.capaciteit.opwarmen", str(feiten)]
    return subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def speel(feiten: Path) -> None:
    """Speel een korte tijd een keer na, met het model van deze feiten."""
    from zicht.capaciteit.draaien import simuleer
    from zicht.capaciteit.ijken import ijk
    from zicht.cijfers import Cijfers
    from zicht.uitwisseling.feiten import lees_feiten

    simuleer(ijk(Cijfers(lees_feiten(feiten)), dagen=28).model, 1)


if __name__ == "__main__":
    speel(Path(sys.argv[1]))
