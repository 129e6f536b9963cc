"""Wat het ijken vond: de onderdelen waaruit het model en het verslag allebei ontstaan."""

from dataclasses import dataclass
from datetime import date

from zicht.capaciteit.ijken.bezetting import Bezetting, Teamijking
from zicht.capaciteit.ijken.duur import Duurijking
from zicht.capaciteit.ijken.instroom import Kijk, Ritme, Tijdvak
from zicht.capaciteit.ijken.parameters import Instelling, Normtijden
from zicht.capaciteit.ijken.routes import Hermeldingen, Routes, Voorrang
from zicht.capaciteit.ijken.stand import Stand
from zicht.capaciteit.ijken.startlijst import Startlijst
from zicht.capaciteit.ijken.vastwerk import Vast
from zicht.capaciteit.model import Controle

TITELS = ("Politie", "Andere beroepsmatige melders", "Niet-beroepsmatige melders")


@dataclass(frozen=True)
class Gevonden:
    """Alles wat het ijken vond, voor het model en voor het verslag."""

    stand: Stand
    dagen: int
    instelling: Instelling
    norm: Normtijden
    tijdvak: Tijdvak  # van de instroom
    werk_vanaf: date  # vanaf wanneer doorlooptijden, routes en uren meetellen
    kijk: Kijk
    ritmes: tuple[Ritme, ...]
    stroomvelden: tuple[tuple[tuple[float, float, float], tuple[float, ...]], ...]  # per stroom urgentie en gebied
    hermeldingen: Hermeldingen
    routes: Routes
    voorrang: Voorrang
    duren: tuple[Duurijking, Duurijking, Duurijking]
    vast: Vast
    bezetting: Bezetting | None
    teams: tuple[Teamijking, ...]
    controle: Controle
    uren_per_fte: float
    start: Startlijst
