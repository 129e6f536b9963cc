"""Kolommen van een tabel in wording: getallen in numpy, met erbij hoe ze straks geschreven worden.

Ids, codes en datums blijven getallen tot het schrijven; zo blijft een landelijke set klein en snel.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEEG = -1_000_000_000
"""Een lege datum, een leeg getal of een lege verwijzing."""

Getallen = NDArray[np.signedinteger[Any]]
Kommagetallen = NDArray[np.float64]
Waarheden = NDArray[np.bool_]
Toeval = np.random.Generator


@dataclass(frozen=True)
class Kolom:
    """Een kolom: getallen plus wat ze betekenen."""

    soort: str  # datum, code, codes, id, persoon, geheel, getal, maand
    waarden: NDArray[Any]
    labels: tuple[str, ...] = ()
    voorvoegsel: str = ""
    afwijking: tuple[tuple[int, str], ...] = ()  # rij en tekst, voor wat geen geldige waarde is (rommel)

    def kies(self, welke: NDArray[Any]) -> "Kolom":
        """Dezelfde kolom met alleen deze rijen, in deze volgorde."""
        return replace(self, waarden=self.waarden[welke], afwijking=())


Tabel = dict[str, Kolom]


def datum(waarden: Getallen, tot: int | None = None) -> Kolom:
    """Een datumkolom in dagen sinds 1970; wat na `tot` ligt is nog niet bekend en dus leeg."""
    if tot is not None:
        waarden = np.where(waarden > tot, LEEG, waarden)
    return Kolom("datum", waarden.astype(np.int32))


def code(nummers: NDArray[Any], labels: Iterable[str]) -> Kolom:
    """Een kolom met een code per rij; een negatief nummer is leeg."""
    return Kolom("code", nummers.astype(np.int16), tuple(labels))


def codes(bits: NDArray[Any], labels: Iterable[str]) -> Kolom:
    """Een kolom met meer codes per rij, een bit per label."""
    return Kolom("codes", bits.astype(np.int32), tuple(labels))


def janee(waar: Waarheden, bekend: Waarheden | None = None) -> Kolom:
    """Een ja/nee-kolom; leeg waar het niet bekend is."""
    nummers = np.where(waar, 0, 1)
    return code(nummers if bekend is None else np.where(bekend, nummers, -1), ("ja", "nee"))


def kenmerk(nummers: NDArray[Any], voorvoegsel: str) -> Kolom:
    """Een kolom met ids: een voorvoegsel en een volgnummer van zes cijfers of meer."""
    return Kolom("id", nummers.astype(np.int32), voorvoegsel=voorvoegsel)


def persoon(nummers: NDArray[Any], voorvoegsel: str) -> Kolom:
    """Een kolom met pseudoniemen: een voorvoegsel en zeven letters."""
    return Kolom("persoon", nummers.astype(np.int64), voorvoegsel=voorvoegsel)


def geheel(waarden: NDArray[Any]) -> Kolom:
    """Een kolom met gehele getallen."""
    return Kolom("geheel", waarden.astype(np.int32))


def getal(waarden: Kommagetallen) -> Kolom:
    """Een kolom met getallen van ten hoogste twee cijfers achter de komma; `nan` is leeg."""
    return Kolom("getal", waarden.astype(np.float64))


def maand(nummers: NDArray[Any]) -> Kolom:
    """Een kolom met maanden: jaar x 12 + maand - 1."""
    return Kolom("maand", nummers.astype(np.int32))


def constante(tekst: str, aantal: int) -> Kolom:
    """Een kolom met overal dezelfde tekst."""
    return code(np.zeros(aantal, np.int16), (tekst,))


def lengte(tabel: Tabel) -> int:
    """Het aantal rijen."""
    return len(next(iter(tabel.values())).waarden)


def filter_rijen(tabel: Tabel, welke: NDArray[Any]) -> Tabel:
    """Dezelfde tabel met alleen deze rijen."""
    return {naam: kolom.kies(welke) for naam, kolom in tabel.items()}
