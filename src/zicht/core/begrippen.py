"""Begrippen: de woorden van het vak, met betekenis, bron en Engelse naam."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from zicht.core.bronnen import Bron, BronFout


@dataclass(frozen=True, slots=True)
class Begrip:
    """Een term met zijn betekenis; `vormen` zijn verbuigingen en samenstellingen die in namen voorkomen."""

    term: str
    betekenis: str
    bron: Bron
    engels: str
    vormen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begrippenlijst:
    """Alle begrippen, en de woorden die gewoon Nederlands of techniek zijn."""

    begrippen: Mapping[str, Begrip]
    gewoon: frozenset[str]
    techniek: frozenset[str]

    @property
    def woorden(self) -> frozenset[str]:
        """Elk woord dat in een naam mag staan."""
        uit_begrippen = {w for b in self.begrippen.values() for w in (*b.term.split(), *b.vormen)}
        return self.gewoon | self.techniek | uit_begrippen


def lees_begrippen(tekst: str, bestand: str = "begrippen.toml") -> Begrippenlijst:
    """Lees de begrippenlijst uit TOML-tekst."""
    inhoud = tomllib.loads(tekst)
    begrippen = [_begrip(sleutel, tabel, bestand) for sleutel, tabel in inhoud["begrip"].items()]
    woorden = inhoud.get("woorden", {})
    return Begrippenlijst(
        MappingProxyType({begrip.term: begrip for begrip in begrippen}),
        frozenset(woorden.get("gewoon", "").split()),
        frozenset(woorden.get("techniek", "").split()),
    )


def _begrip(sleutel: str, tabel: dict[str, Any], bestand: str) -> Begrip:
    ontbreekt = {"betekenis", "bron", "vindplaats", "engels"} - tabel.keys()
    if ontbreekt:
        raise BronFout(f"{bestand}, [begrip.{sleutel}]: {', '.join(sorted(ontbreekt))} ontbreekt.")
    bron = Bron(tabel["bron"], tabel["vindplaats"])
    vormen = tuple(tabel.get("vormen", ()))
    return Begrip(tabel.get("term", sleutel), tabel["betekenis"], bron, tabel["engels"], vormen)
