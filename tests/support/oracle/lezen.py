"""Lezen van een schone feitenmap in CSV, en de feiten zoals bekend op een peildatum."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Rij = dict[str, Any]

# Per tabel de datum die er altijd staat: ligt die na de peildatum, dan bestaat de rij nog niet.
VERPLICHTE_DATUM = {
    "dossier": "geopend_op",
    "advies": "gestart_op",
    "melding": "ontvangen_op",
    "dienst": "toegewezen_op",
    "schorsing": "van",
    "klacht": "ingediend_op",
    "tevredenheid": "datum",
}
# Een waarde die bij een dag hoort, is met die dag bekend.
HOORT_BIJ = {
    "dossier": {"sluitroute": "gesloten_op"},
    "melding": {"besluit": "beoordeeld_op"},
    "klacht": {"oordeel": "afgehandeld_op"},
}
JANEE = {"melding": ("ter_registratie",), "dienst": ("top3",)}
TABELLEN = ("gemeente", "dossier", "betrokkene", "advies", "melding", "dienst", "schorsing", "klacht", "tevredenheid")


@dataclass(frozen=True)
class Feiten:
    """De tabellen van een map; datums als datum, `onbekend` en leeg als None."""

    regios: tuple[str, ...]
    peildatum: date
    tabellen: dict[str, list[Rij]]

    def __getitem__(self, tabel: str) -> list[Rij]:
        return self.tabellen[tabel]


def lees(map_: str | Path) -> Feiten:
    """Lees een map, of een map met een map per regio."""
    pad = Path(map_)
    if (pad / "feiten.toml").exists():
        return _lees_een(pad)
    delen = [_lees_een(deel) for deel in sorted(pad.iterdir()) if (deel / "feiten.toml").exists()]
    return _voeg_samen(delen)


def op_peildatum(feiten: Feiten, peildatum: date) -> Feiten:
    """Leesregel 2: latere datums zijn leeg, latere rijen bestaan niet, latere besluiten en oordelen zijn onbekend."""
    tabellen = {naam: _afgedekt(naam, rijen, peildatum) for naam, rijen in feiten.tabellen.items()}
    return Feiten(feiten.regios, peildatum, tabellen)


def _afgedekt(tabel: str, rijen: list[Rij], peildatum: date) -> list[Rij]:
    verplicht = VERPLICHTE_DATUM.get(tabel)
    uit = []
    for rij in rijen:
        if verplicht and rij[verplicht] > peildatum:
            continue
        nieuw = {k: None if isinstance(w, date) and w > peildatum else w for k, w in rij.items()}
        for waarde, datum in HOORT_BIJ.get(tabel, {}).items():
            if rij.get(datum) and rij[datum] > peildatum:
                nieuw[waarde] = None
        uit.append(nieuw)
    return uit


def _lees_een(pad: Path) -> Feiten:
    kop = tomllib.loads((pad / "feiten.toml").read_text(encoding="utf-8"))
    regios = (kop["regio"],) if isinstance(kop["regio"], str) else tuple(kop["regio"])
    return Feiten(regios, kop["peildatum"], {naam: _lees_tabel(pad, naam) for naam in TABELLEN})


def _lees_tabel(pad: Path, tabel: str) -> list[Rij]:
    bestand = pad / f"{tabel}.csv"
    if not bestand.exists():  # alleen `schorsing` mag ontbreken: dan zijn er geen pauzes bekend
        return []
    with bestand.open(encoding="utf-8", newline="") as stroom:
        lezer = csv.DictReader(stroom)
        kolommen = lezer.fieldnames or ()
        rijen = [{k: _waarde(k, w) for k, w in rij.items()} for rij in lezer]
    for kolom in JANEE.get(tabel, ()):
        if kolom not in kolommen:  # een ontbrekende ja/nee-kolom telt als nee
            rijen = [rij | {kolom: "nee"} for rij in rijen]
    return rijen


def _waarde(kolom: str, tekst: str) -> Any:
    if tekst in ("", "onbekend"):
        return None
    if kolom.endswith("_op") or kolom in ("van", "tot", "datum"):
        return date.fromisoformat(tekst)
    return Decimal(tekst) if kolom == "cijfer" else tekst


def _voeg_samen(delen: list[Feiten]) -> Feiten:
    """Ids zijn alleen uniek binnen een map: zet de map ervoor. Rijen zonder eigen regio krijgen die van hun map."""
    tabellen: dict[str, list[Rij]] = {naam: [] for naam in TABELLEN}
    for nummer, deel in enumerate(delen):
        for naam, rijen in deel.tabellen.items():
            for rij in rijen:
                nieuw = {k: f"{nummer}/{w}" if w is not None and k.endswith("_id") else w for k, w in rij.items()}
                if len(deel.regios) == 1:
                    nieuw["regio"] = deel.regios[0]
                tabellen[naam].append(nieuw)
    regios = tuple(dict.fromkeys(r for deel in delen for r in deel.regios))
    return Feiten(regios, min(deel.peildatum for deel in delen), tabellen)
