"""De map waarin een synthetische regio komt: nooit half geschreven, nooit over andermans bestanden heen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zicht.core.feiten import FORMAAT
from zicht.core.fouten import AanroepFout

_BRON = "zicht synthetisch"


@contextmanager
def nieuwe_map(uit: Path) -> Iterator[Path]:
    """Een tijdelijke map naast `uit`, die aan het eind `uit` wordt; mislukt het, dan blijft er niets achter."""
    _keur(uit)
    uit.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = uit.parent / f".{uit.name}.wordt-gemaakt"
    shutil.rmtree(tijdelijk, ignore_errors=True)
    tijdelijk.mkdir()
    try:
        yield tijdelijk
        if uit.exists():
            shutil.rmtree(uit)
        tijdelijk.rename(uit)
    finally:
        shutil.rmtree(tijdelijk, ignore_errors=True)


def _keur(uit: Path) -> None:
    if uit.exists() and not uit.is_dir():
        raise AanroepFout(f"--uit: verwacht een map, maar {uit} is een bestand.")
    if not uit.exists() or not any(uit.iterdir()):
        return
    kenmerk = uit / "feiten.toml"
    if not (kenmerk.is_file() and f'bron = "{_BRON}' in kenmerk.read_text(encoding="utf-8", errors="replace")):
        raise AanroepFout(
            f"--uit: {uit} is niet leeg en niet eerder door zicht synthetisch gemaakt. "
            "Kies een nieuwe of lege map, of haal de bestanden er eerst zelf uit."
        )


def schrijf_feiten_toml(map_: Path, regios: list[str], jaren: int, seed: int, schaal: float) -> None:
    """Het kenmerk van de set: formaat, regio, peildatum en hoe ze gemaakt is."""
    regio = f'"{regios[0]}"' if len(regios) == 1 else "[" + ", ".join(f'"{code}"' for code in regios) + "]"
    tekst = (
        f"formaat = {FORMAAT}\nregio = {regio}\npeildatum = 2025-12-31\n"
        f'bron = "{_BRON}: verzonnen mensen, geijkte aantallen (jaren {jaren}, seed {seed}, schaal {schaal:g})"\n'
    )
    (map_ / "feiten.toml").write_text(tekst, encoding="utf-8", newline="\n")
