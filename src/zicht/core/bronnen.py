"""Bronnen: welk document, welke versie, en waar het daarin staat."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from zicht.core.fouten import ZichtFout


class BronFout(ZichtFout):
    """Een bron ontbreekt of is niet volledig beschreven."""


@dataclass(frozen=True, slots=True)
class Bron:
    """Een verwijzing: de sleutel van het brondocument en de plaats daarin."""

    sleutel: str
    vindplaats: str


@dataclass(frozen=True, slots=True)
class Brondocument:
    """Een wet, protocol, notitie of begroting waarop een definitie, termijn of norm steunt."""

    sleutel: str
    titel: str
    versie: str
    datum: date | None
    adres: str | None
    opmerking: str = ""


def lees_bronnen(tekst: str, bestand: str = "bronnen.toml") -> Mapping[str, Brondocument]:
    """Lees de lijst van brondocumenten uit TOML-tekst."""
    return MappingProxyType(
        {sleutel: _document(sleutel, tabel, bestand) for sleutel, tabel in _tabellen(tekst).items()}
    )


def zoek_bron(bronnen: Mapping[str, Brondocument], bron: Bron) -> Brondocument:
    """Het brondocument bij een verwijzing; een onbekende sleutel is een fout."""
    if bron.sleutel not in bronnen:
        raise BronFout(f"De bron '{bron.sleutel}' ({bron.vindplaats}) staat niet in bronnen.toml.")
    return bronnen[bron.sleutel]


def _tabellen(tekst: str) -> dict[str, Any]:
    return tomllib.loads(tekst)


def _document(sleutel: str, tabel: dict[str, Any], bestand: str) -> Brondocument:
    onbekend = tabel.keys() - {"titel", "versie", "datum", "adres", "opmerking"}
    if onbekend or not tabel.get("titel") or not tabel.get("versie"):
        raise BronFout(
            f"{bestand}, [{sleutel}]: verwacht titel en versie, met eventueel datum, adres en opmerking; "
            f"gevonden: {', '.join(sorted(tabel)) or 'niets'}."
        )
    return Brondocument(
        sleutel, tabel["titel"], tabel["versie"], tabel.get("datum"), tabel.get("adres"), tabel.get("opmerking", "")
    )
