"""Bladen die eerst gevuld en dan pas geschreven worden, zodat een formule ook naar een latere cel kan verwijzen."""

import io
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from zicht.rapportage.begroting.werkboek.formules import ONBEKEND

REGEL = 13.5  # de hoogte van een regel, in punten

# Per eenheid hoe een getal eruitziet; een percentage staat als getal tussen 0 en 100, zoals het in de begroting staat.
GETALVORM = {
    "euro": '€ #,##0;[Red]"−"€ #,##0',
    "procent": '0.0#" %"',
    "fte": "0.0#",
    "uren": "#,##0.##",
    "aantal": "#,##0.##",
    "verhouding": "0.00",
    "maanden": "0.#",
    "aandeel": "0.00%",
}


@dataclass(frozen=True)
class Formule:
    """Een formule met de waarde die het model geeft; ‘onbekend’ als het model die niet heeft."""

    tekst: str
    waarde: Decimal | int | str | None
    eenheid: str


@dataclass(frozen=True)
class Uitkomstcel:
    """De cel van een uitkomst; de formule komt erin als elk adres bekend is."""

    variant: str
    code: str
    eenheid: str


@dataclass(frozen=True)
class Invoer:
    """Een getal dat te veranderen is."""

    waarde: Decimal | None
    eenheid: str


@dataclass(frozen=True)
class Vast:
    """Een getal dat blijft zoals het is."""

    waarde: Decimal | int | None
    eenheid: str


@dataclass(frozen=True)
class Kopcel:
    """Een woord in de kopregel van een tabel."""

    tekst: str


Inhoud = str | Formule | Uitkomstcel | Invoer | Vast | Kopcel | None


@dataclass
class Blad:
    """Een blad in opbouw; `rij` is de volgende vrije rij, geteld vanaf 0."""

    naam: str
    titel: str
    breedtes: tuple[int, ...]
    uitleg: str = ""
    cellen: dict[tuple[int, int], Inhoud] = field(default_factory=dict[tuple[int, int], Inhoud])
    rij: int = 0
    vast: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self.rij = 3 if self.uitleg else 2

    def zet(self, *inhoud: Inhoud) -> int:
        """Zet een rij neer en geef haar nummer zoals een werkblad telt (vanaf 1)."""
        for kolom, cel in enumerate(inhoud):
            if cel is not None:
                self.cellen[self.rij, kolom] = cel
        self.rij += 1
        return self.rij

    def kop(self, *titels: str, blijft: bool = False) -> None:
        """Een kopregel; een die blijft, staat stil bij het schuiven."""
        self.zet(*map(Kopcel, titels))
        if blijft:
            self.vast = (self.rij, 1)

    def adres(self, kolom: int, rij: int) -> str:
        """Het adres van een cel vanaf elk blad."""
        return f"{_verwijzing(self.naam)}!{chr(65 + kolom) if kolom < 26 else 'A' + chr(39 + kolom)}{rij}"


def _verwijzing(naam: str) -> str:
    return naam if naam.isalpha() else "'" + naam.replace("'", "''") + "'"


@dataclass
class Bord:
    """Het werkboek in opbouw: bladen, en waar elke uitkomst van elke variant staat."""

    bladen: list[Blad] = field(default_factory=list[Blad])
    plaatsen: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def blad(self, naam: str, titel: str, *breedtes: int, uitleg: str = "") -> Blad:
        """Een nieuw blad."""
        self.bladen.append(Blad(naam, titel, breedtes, uitleg))
        return self.bladen[-1]

    def zet(self, blad: Blad, *inhoud: Inhoud) -> int:
        """Zet een rij neer en onthoud waar haar uitkomsten staan; de eerste plaats van een uitkomst telt."""
        rij = blad.zet(*inhoud)
        for kolom, cel in enumerate(inhoud):
            if isinstance(cel, Uitkomstcel):
                self.plaatsen.setdefault((cel.variant, cel.code), blad.adres(kolom, rij))
        return rij

    def plaats(self, variant: str, code: str) -> str:
        """Waar een uitkomst staat."""
        return self.plaatsen[variant, code]


def schrijf(bord: Bord, titel: str, datum: datetime, formules: Mapping[tuple[str, str], Formule]) -> bytes:
    """Het werkboek als bestand; dezelfde inhoud geeft dezelfde bytes."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    uit = io.BytesIO()
    boek: Any = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    boek.set_properties({"title": titel, "created": datum})
    stijlen = _Stijlen(boek)
    for blad in bord.bladen:
        vel = boek.add_worksheet(blad.naam)
        _bladzijde(vel, blad, stijlen)
        for rij, regels in _hoogten(blad).items():
            vel.set_row(rij, REGEL * regels)
        for (rij, kolom), cel in blad.cellen.items():
            if isinstance(cel, Kopcel):
                getal = isinstance(blad.cellen.get((rij + 1, kolom)), Formule | Uitkomstcel | Invoer | Vast)
                vel.write_string(rij, kolom, cel.tekst, stijlen.kop(rechts=getal, eerste=not kolom))
                continue
            inhoud = _opgelost(bord, blad.adres(kolom, rij + 1), cel, formules) if isinstance(cel, Uitkomstcel) else cel
            _schrijf_cel(vel, rij, kolom, inhoud, stijlen)
    boek.close()
    return uit.getvalue()


def _hoogten(blad: Blad) -> dict[int, int]:
    """Hoeveel regels een rij nodig heeft; niet elk rekenprogramma past dat zelf aan."""
    hoogten = dict[int, int]()
    for (rij, kolom), cel in blad.cellen.items():
        woorden = cel.tekst if isinstance(cel, Kopcel) else cel if isinstance(cel, str) and kolom else ""
        breed = blad.breedtes[kolom] if kolom < len(blad.breedtes) else 12
        regels = len(textwrap.wrap(woorden, max(breed - 1, 4)))
        if regels > hoogten.get(rij, 1):
            hoogten[rij] = regels
    return hoogten


def _opgelost(bord: Bord, hier: str, cel: Uitkomstcel, formules: Mapping[tuple[str, str], Formule]) -> Formule:
    """De formule van een uitkomst; staat de uitkomst al ergens anders, dan een verwijzing daarheen."""
    formule, plaats = formules[cel.variant, cel.code], bord.plaats(cel.variant, cel.code)
    return formule if plaats == hier else Formule(plaats, formule.waarde, cel.eenheid)


class _Stijlen:
    def __init__(self, boek: Any) -> None:
        self._boek = boek
        self._letter = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._gemaakt: dict[str, Any] = {}

    def __call__(self, naam: str, **kenmerken: object) -> Any:
        if naam not in self._gemaakt:
            self._gemaakt[naam] = self._boek.add_format(self._letter | kenmerken)
        return self._gemaakt[naam]

    def kop(self, *, rechts: bool, eerste: bool) -> Any:
        """Een kop staat aan de kant waar de cellen eronder staan."""
        eigen = {"align": "right"} if rechts else {"align": "left", "indent": 0 if eerste else 1}
        return self(f"kop {rechts} {eerste}", bold=True, bottom=2, text_wrap=True, **eigen)

    def getal(self, eenheid: str) -> Any:
        return self(f"getal {eenheid}", num_format=GETALVORM.get(eenheid, "General"))

    def invoer(self, eenheid: str) -> Any:
        return self(f"invoer {eenheid}", num_format=GETALVORM.get(eenheid, "General"), bg_color="#FFF6D6",
                    border=1, border_color="#C8B36B", locked=False)  # fmt: skip


def _bladzijde(vel: Any, blad: Blad, stijlen: _Stijlen) -> None:
    vel.set_paper(9)
    vel.set_landscape()
    vel.fit_to_pages(1, 0)
    vel.hide_gridlines(2)
    for kolom, breedte in enumerate(blad.breedtes):
        vel.set_column(kolom, kolom, breedte)
    vel.write_string(0, 0, blad.titel, stijlen("titel", bold=True, font_size=14))
    if blad.uitleg:
        vel.write_string(1, 0, blad.uitleg, stijlen("uitleg", italic=True, font_color="#4D5761"))
    if blad.vast != (0, 0):
        vel.freeze_panes(*blad.vast)


def _schrijf_cel(vel: Any, rij: int, kolom: int, cel: Inhoud, stijlen: _Stijlen) -> None:
    match cel:
        case Formule():
            waarde = ONBEKEND if cel.waarde is None else cel.waarde
            waarde = waarde if isinstance(waarde, str) else float(waarde)
            vel.write_formula(rij, kolom, f"={cel.tekst}", stijlen.getal(cel.eenheid), waarde)
        case Invoer():
            _schrijf_getal(vel, rij, kolom, cel.waarde, stijlen.invoer(cel.eenheid))
        case Vast():
            _schrijf_getal(vel, rij, kolom, cel.waarde, stijlen.getal(cel.eenheid))
        case None:
            pass
        case str() if kolom:
            vel.write_string(rij, kolom, cel, stijlen("tekst", text_wrap=True, align="left", indent=1))
        case str():
            vel.write_string(rij, kolom, cel, stijlen("naam"))
        case Kopcel() | Uitkomstcel():  # zijn dan al geschreven of opgelost
            raise AssertionError(cel)


def _schrijf_getal(vel: Any, rij: int, kolom: int, waarde: Decimal | int | None, stijl: Any) -> None:
    if waarde is None:
        vel.write_blank(rij, kolom, None, stijl)
    else:
        vel.write_number(rij, kolom, float(waarde), stijl)
