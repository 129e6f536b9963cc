"""Feiten schrijven: een map met CSV en feiten.toml, in een keer neergezet en nooit over andermans bestanden heen."""

import csv
import shutil
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zicht.core.feiten import FORMAAT, TABELLEN
from zicht.core.fouten import AanroepFout
from zicht.engines.feitenset import BESTAND

Rij = Mapping[str, str]


@dataclass(frozen=True)
class Herkomst:
    """Wat feiten.toml over de map zegt. De bron begint met de naam van de opdracht die de map maakte."""

    regio: str
    peildatum: date
    bron: str

    @property
    def maker(self) -> str:
        """De opdracht die de map maakte, en die haar dus mag vervangen."""
        return self.bron.partition(":")[0]


def schrijf_feiten(uit: Path, herkomst: Herkomst, tabellen: Iterable[tuple[str, Iterable[Rij]]]) -> dict[str, int]:
    """Schrijf de tabellen rij voor rij; geeft per tabel het aantal rijen. Mislukt het, dan blijft alles zoals het was."""
    aantallen: dict[str, int] = {}
    with _nieuwe_map(uit, herkomst.maker) as map_:
        for naam, rijen in tabellen:
            aantallen[naam] = _schrijf_tabel(map_ / f"{naam}.csv", naam, rijen)
        (map_ / BESTAND).write_text(feiten_toml(herkomst), encoding="utf-8", newline="\n")
    return aantallen


def _schrijf_tabel(pad: Path, naam: str, rijen: Iterable[Rij]) -> int:
    aantal = 0
    kolommen = [kolom.naam for kolom in TABELLEN[naam].kolommen]
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, kolommen, lineterminator="\n")
        schrijver.writeheader()
        for aantal, rij in enumerate(rijen, 1):  # noqa: B007  (het laatste nummer is het aantal)
            schrijver.writerow(rij)
    return aantal


def feiten_toml(herkomst: Herkomst) -> str:
    """De tekst van feiten.toml."""
    bron = herkomst.bron.replace("\\", "").replace('"', "'")
    return f'formaat = {FORMAAT}\nregio = "{herkomst.regio}"\npeildatum = {herkomst.peildatum.isoformat()}\nbron = "{bron}"\n'


@contextmanager
def _nieuwe_map(uit: Path, maker: str) -> Generator[Path]:
    """Een map naast `uit`, die aan het eind `uit` wordt."""
    keur_plek(uit, maker)
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


def keur_plek(uit: Path, maker: str) -> None:
    """Weiger een plek waar al iets staat dat deze opdracht niet maakte."""
    if uit.exists() and not uit.is_dir():
        raise AanroepFout(f"--uit: verwacht een map, maar {uit} is een bestand.")
    if not uit.exists() or not any(uit.iterdir()):
        return
    kenmerk = uit / BESTAND
    if not (kenmerk.is_file() and f'bron = "{maker}' in kenmerk.read_text(encoding="utf-8", errors="replace")):
        raise AanroepFout(
            f"--uit: {uit} is niet leeg en niet eerder door {maker} gemaakt. "
            "Kies een nieuwe of lege map, of haal de bestanden er eerst zelf uit."
        )
