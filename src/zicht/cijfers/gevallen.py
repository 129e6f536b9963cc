"""De gevallen achter een cijfer: per geval elke vraag met haar antwoord, en wat het geval doet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zicht.core.feiten import Overdracht
from zicht.core.indicatoren import Antwoord, Indicator, Telregel
from zicht.core.uitleg import KOPJES, Vraag
from zicht.engines.tellen import Motor, gevallen
from zicht.engines.venster import Venster, uiterste_kolom


@dataclass(frozen=True)
class Geval:
    """Een geval met zijn velden, uiterste datums, vragen en antwoord."""

    id: str
    gemeente: str | None
    antwoord: Antwoord
    velden: Mapping[str, Any]
    uiterste_datums: Mapping[str, date | None]
    vragen: tuple[Vraag, ...]


def sleutel(indicator: Indicator) -> str:
    """De kolom met het kenmerk van een geval."""
    feit = indicator.telt
    return feit.sleutel[0] if feit.sleutel else "overdracht_id"


def lees_gevallen(motor: Motor, indicator: Indicator, regel: Telregel, venster: Venster,
                  id_: str | None) -> tuple[Geval, ...]:  # fmt: skip
    """Alle gevallen die in beeld zijn, of een geval ook als het niet telt."""
    kolom = sleutel(indicator)
    toon = ("herkomst",) if indicator.telt is Overdracht else ()  # een melding en een dienst mogen hetzelfde heten
    rijen = gevallen(motor, indicator.telt, regel, venster, id_, sleutel=kolom, toon=toon)
    return tuple(_geval(rij, kolom) for rij in rijen)


def _geval(rij: Mapping[str, Any], kolom: str) -> Geval:
    vragen = tuple(
        Vraag(deel, naam, waarde)
        for titel, waarde in rij.items()
        for deel, streep, naam in [titel.partition(": ")]
        if streep and deel in KOPJES
    )
    voorvoegsel = uiterste_kolom("")
    uitersten = {naam.removeprefix(voorvoegsel): w for naam, w in rij.items() if naam.startswith(voorvoegsel)}
    overig = {n: w for n, w in rij.items() if ": " not in n and n != "antwoord" and not n.startswith(voorvoegsel)}
    return Geval(rij[kolom], rij["gemeente"], Antwoord(rij["antwoord"]), overig, uitersten, vragen)
