"""Indicatorsets: welke prestatie-indicatoren een regio heeft afgesproken, onder welk nummer en met welke norm."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.parameters import ParameterFout


@dataclass(frozen=True, slots=True)
class Indicatorset:
    """Een uitgave van de afspraken over prestatie-indicatoren: nummers en normen per indicatorcode."""

    code: str
    titel: str
    regio: str
    geldig_vanaf: date
    standaard: bool
    nummers: Mapping[str, str]
    normen: Mapping[str, str]
    bron: Bron

    def nummer(self, indicator: str) -> str | None:
        """Het nummer van een indicator in deze set, of None als de set hem niet kent."""
        return self.nummers.get(indicator)

    def norm(self, indicator: str) -> str | None:
        """De naam van de parameter met de norm, of None als er bewust of helemaal geen norm is."""
        return self.normen.get(indicator)


def lees_indicatorsets(tekst: str, bestand: str) -> tuple[Indicatorset, ...]:
    """Lees de indicatorsets van een regio uit TOML-tekst."""
    return tuple(_set(code, tabel, bestand) for code, tabel in tomllib.loads(tekst).items())


def standaardset(sets: Iterable[Indicatorset], regio: str | None, op: date) -> Indicatorset | None:
    """De gewone set van een regio op een dag, of None als de regio er dan geen heeft."""
    if regio is None:
        return None
    geldig = [s for s in sets if s.standaard and s.regio == regio.lower() and s.geldig_vanaf <= op]
    return max(geldig, key=lambda s: s.geldig_vanaf, default=None)


def zoek_set(sets: Mapping[str, Indicatorset], code: str) -> Indicatorset:
    """De set met deze code; een onbekende code is een fout."""
    if code not in sets:
        raise AanroepFout(f"Onbekende indicatorset '{code}'. Kies uit: {', '.join(sorted(sets))}.")
    return sets[code]


def _set(code: str, tabel: dict[str, Any], bestand: str) -> Indicatorset:
    vreemd = tabel.get("normen", {}).keys() - tabel.get("nummers", {}).keys()
    if vreemd:
        raise ParameterFout(f"{bestand}, [{code}]: norm zonder nummer voor {', '.join(sorted(vreemd))}.")
    try:
        return Indicatorset(
            code=code,
            titel=tabel["titel"],
            regio=tabel["regio"],
            geldig_vanaf=tabel["geldig_vanaf"],
            standaard=tabel["standaard"],
            nummers=MappingProxyType(tabel["nummers"]),
            normen=MappingProxyType(tabel["normen"]),
            bron=Bron(tabel["bron"], tabel["vindplaats"]),
        )
    except KeyError as fout:
        raise ParameterFout(f"{bestand}, [{code}]: {fout.args[0]} ontbreekt.") from fout
