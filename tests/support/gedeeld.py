"""Wat duur is om te maken: een keer per keer toetsen, voor alle processen samen. Wie het nodig heeft krijgt een eigen kopie."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# Dezelfde opdracht op een kleinere regio: een paar honderd zaken in plaats van een paar duizend.
KLEIN = "from zicht.web import dienst; dienst.DEMOSCHAAL = 0.01; dienst.DEMOJAREN = 2; from zicht.cli import main; import sys; sys.exit(main())"
KAAL = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("ZICHT_", "DJANGO_"))}


def een_keer(naam: str, maak: Callable[[Path], None]) -> Path:
    """De map met deze naam; het eerste proces dat haar vraagt maakt haar, een ander wacht daarop."""
    basis = Path(os.environ["ZICHT_TEST_GEDEELD"])
    doel = basis / naam
    with (basis / f"{naam}.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not doel.exists():
            half = basis / f"{naam}.half"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            maak(half)
            half.rename(doel)
    return doel


def kopie(naam: str, maak: Callable[[Path], None], naar: Path) -> Path:
    """Een eigen kopie, om in te werken."""
    return Path(shutil.copytree(een_keer(naam, maak), naar, dirs_exist_ok=True))


def _zicht(*opdracht: str | Path) -> str:
    aanroep = [sys.executable, "-W", "error::ResourceWarning", "-c", KLEIN, *map(str, opdracht)]
    klaar = subprocess.run(aanroep, env=KAAL, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


def _demo(map_: Path) -> None:
    uitvoer = _zicht("demo", "--proef", "--data", map_ / "registratie")
    (map_ / "uitvoer.txt").write_text(uitvoer, "utf-8")


def _feiten(map_: Path) -> None:
    _zicht("export", "--data", demo(map_ / "demo"), "--uit", map_ / "feiten")
    shutil.rmtree(map_ / "demo")


def _leeg(map_: Path) -> None:
    opdracht = [sys.executable, "-c", "import sys; from zicht.web import dienst; dienst.klaar(sys.argv[1])", str(map_)]
    subprocess.run(opdracht, env=KAAL, check=True)


def demo(naar: Path) -> Path:
    """De datamap van een kleine demo."""
    return kopie("demo", _demo, naar) / "registratie"


def demo_uitvoer() -> str:
    """Wat `zicht demo --proef` zei toen zij de demo maakte."""
    return (een_keer("demo", _demo) / "uitvoer.txt").read_text("utf-8")


def feiten() -> Path:
    """De feiten van de kleine demo; alleen om te lezen."""
    return een_keer("feiten", _feiten) / "feiten"


def leeg(naar: Path) -> Path:
    """Een datamap met een lege databank van deze versie: haar bouwen kost meer dan het meeste wat er daarna gebeurt."""
    return kopie("leeg", _leeg, naar)
