"""A report as data: headings, sentences, tables and charts, before any file format exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


@dataclass(frozen=True)
class Tekst:
    """A run of words; `cijfer` names the figure it is bound to."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    adres: str = ""
    cijfer: str = ""


Regel = tuple[Tekst, ...]


@dataclass(frozen=True)
class Kop:
    """A heading; level 1 is the title of the report."""

    niveau: int
    tekst: str
    anker: str = ""
    nieuwe_pagina: bool = False


@dataclass(frozen=True)
class Alinea:
    """A paragraph; a small one is a note under a table or chart."""

    delen: Regel
    klein: bool = False


@dataclass(frozen=True)
class Lijst:
    """A list of items."""

    punten: tuple[Regel, ...]
    genummerd: bool = False


class Uitlijning(Enum):
    """Where the cells of a column stand."""

    LINKS = "links"
    RECHTS = "rechts"


@dataclass(frozen=True)
class Kolom:
    """A column of a table; `breedte` is its share of the width."""

    titel: str
    uitlijning: Uitlijning = Uitlijning.LINKS
    breedte: float = 1.0


@dataclass(frozen=True)
class Cel:
    """A cell; `grijs` marks a reason instead of a number, `vet` a total or verdict."""

    tekst: str
    vet: bool = False
    grijs: bool = False
    waarde: Fraction | None = None


@dataclass(frozen=True)
class Tabel:
    """A table with a title; the first cell of a row is its heading."""

    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    noot: str = ""
    breed: bool = False


@dataclass(frozen=True)
class Grafiek:
    """A drawing with the same message in words."""

    naam: str
    titel: str
    svg: str
    alternatief: str


@dataclass(frozen=True)
class Kader:
    """A box with a title: something to notice, or a place to fill in."""

    titel: str
    blokken: tuple["Blok", ...]


Blok = Kop | Alinea | Lijst | Tabel | Grafiek | Kader


@dataclass(frozen=True)
class Rapport:
    """A whole report: its title, what identifies it, and its blocks."""

    titel: str
    ondertitel: str
    kenmerken: tuple[tuple[str, str], ...]
    merk: str  # in the margin of every page
    datum: str  # ISO, for the properties of the files: the peildatum, never today
    blokken: tuple[Blok, ...]
    inhoud_tot: int = 2


def tekst(woorden: str) -> Regel:
    """A line without marks."""
    return (Tekst(woorden),)


def alinea(woorden: str, *, klein: bool = False) -> Alinea:
    """A paragraph without marks."""
    return Alinea(tekst(woorden), klein)


def getalkolommen(*titels: str, breedte: float = 1.0) -> tuple[Kolom, ...]:
    """Columns of numbers."""
    return tuple(Kolom(titel, Uitlijning.RECHTS, breedte) for titel in titels)


def rij(*cellen: Cel | str) -> tuple[Cel, ...]:
    """A row; a string becomes a cell."""
    return tuple(cel if isinstance(cel, Cel) else Cel(cel) for cel in cellen)


def platte_tekst(regel: Sequence[Tekst]) -> str:
    """The words of a line."""
    return "".join(deel.tekst for deel in regel)
