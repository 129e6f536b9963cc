"""Een vertaling: welke bestanden er zijn, en waaruit elk veld van het Feitenformaat wordt gevuld."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

Rij = Mapping[str, str]


class Wijze(Enum):
    """Waar de waarde van een veld vandaan komt."""

    KOLOM = "kolom"  # een kolom, of de eerste gevulde van een paar kolommen
    VAST = "vast"  # voor elke rij dezelfde waarde
    SLEUTEL = "sleutel"  # een pseudoniem van een of meer kolommen
    EERSTE = "eerste"  # van de gebeurtenissen samen: de eerste gevulde waarde
    LAATSTE = "laatste"
    ALLE = "alle"  # van de gebeurtenissen samen: elke waarde
    AANGEVINKT = "aangevinkt"  # kolommen met een kruisje, elk goed voor een code


class Anders(Enum):
    """Wat er gebeurt met een waarde die niet in een lijst staat."""

    ONBEKEND = "onbekend"
    LEEG = "leeg"
    WEIGER = "weiger"


@dataclass(frozen=True)
class Voorwaarde:
    """Een eis aan een kolom: een van deze waarden, geen van deze waarden, of (niet) gevuld."""

    kolom: str
    eis: str  # is, niet, gevuld, leeg
    waarden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lijst:
    """Een codetabel: van de code van het andere systeem naar die van het Feitenformaat."""

    naam: str
    codes: Mapping[str, str]
    anders: Anders = Anders.ONBEKEND


@dataclass(frozen=True)
class Blad:
    """Een bron: een CSV-bestand (of meer met dezelfde kolommen), een blad van een werkboek, of rijen in de vertaling zelf."""

    naam: str
    bestand: str = ""
    blad: str | None = None
    scheiding: str | None = None
    codering: str = "utf-8"
    kopregel: int = 1
    datum: str = "jjjj-mm-dd"
    decimaal: str = "."
    leeg: tuple[str, ...] = ()
    bsn: tuple[str, ...] = ()
    rijen: tuple[Rij, ...] = ()

    @property
    def is_utf8(self) -> bool:
        """Of DuckDB het bestand zelf kan lezen."""
        return self.codering.lower().replace("-", "").replace("_", "") in ("utf8", "ascii", "usascii")

    def is_bsn(self, kolom: str) -> bool:
        """Of een kolom burgerservicenummers bevat: zo opgegeven, of zo genoemd."""
        klein = kolom.lower()
        return kolom in self.bsn or "bsn" in klein or "burgerservice" in klein


@dataclass(frozen=True)
class Koppeling:
    """Een andere bron erbij, waarvan hoogstens een rij bij elke rij hoort."""

    bron: str
    hier: str
    daar: str


@dataclass(frozen=True)
class Waarde:
    """Hoe een veld wordt gevuld."""

    wijze: Wijze
    kolommen: tuple[str, ...] = ()
    vast: str = ""
    anders: tuple[str, ...] = ()  # sleutel: als de eerste leeg is
    soort: str = ""  # sleutel: waarvan
    lijst: str | None = None
    datum: str | None = None
    decimaal: str | None = None
    deel: str | None = None  # jaar of maand van een datum
    splits: str | None = None
    bij: tuple[Voorwaarde, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict[str, str])

    def genoemd(self) -> Iterator[str]:
        """Elke kolom die hier wordt genoemd."""
        yield from (*self.kolommen, *self.anders, *self.codes)
        yield from (eis.kolom for eis in self.bij)


@dataclass(frozen=True)
class Vulling:
    """Rijen van een feitentabel uit een bron; een bron mag er meer vullen, en een tabel meer bronnen hebben."""

    tabel: str
    nummer: int
    uit: str
    velden: Mapping[str, Waarde]
    als: tuple[Voorwaarde, ...] = ()
    per: tuple[str, ...] = ()
    volgorde: str | None = None
    erbij: tuple[Koppeling, ...] = ()

    @property
    def naam(self) -> str:
        """Hoe deze vulling in het verslag heet."""
        return f"{self.tabel} {self.nummer}"

    def wijs(self, verwijzing: str) -> tuple[str, str]:
        """De bron en de kolom van een verwijzing: `kolom`, of `bron.kolom` van een bron die erbij is gehaald."""
        bron, punt, kolom = verwijzing.partition(".")
        gekoppeld = punt and any(koppeling.bron == bron for koppeling in self.erbij)
        return (bron, kolom) if gekoppeld else (self.uit, verwijzing)

    def genoemd(self) -> Iterator[tuple[str, str]]:
        """Elke bron en kolom die hier wordt genoemd."""
        losse = [*self.per, *(eis.kolom for eis in self.als), *([self.volgorde] if self.volgorde else [])]
        losse += [kolom for waarde in self.velden.values() for kolom in waarde.genoemd()]
        yield from map(self.wijs, losse)
        for koppeling in self.erbij:
            yield self.wijs(koppeling.hier)
            yield koppeling.bron, koppeling.daar


@dataclass(frozen=True)
class Vertaling:
    """Een hele vertaling, zoals zij in het bestand staat."""

    regio: str
    peildatum: date
    bron: str
    leeg: tuple[str, ...]
    bladen: Mapping[str, Blad]
    lijsten: Mapping[str, Lijst]
    vullingen: tuple[Vulling, ...]

    def kolommen(self, bron: str) -> tuple[str, ...]:
        """De kolommen van een bron die ergens worden genoemd: alleen die worden gelezen."""
        genoemd = (kolom for vulling in self.vullingen for blad, kolom in vulling.genoemd() if blad == bron)
        return tuple(sorted(set(genoemd)))

    @property
    def heeft_sleutels(self) -> bool:
        """Of er pseudoniemen worden gemaakt."""
        wijzen = {waarde.wijze for vulling in self.vullingen for waarde in vulling.velden.values()}
        return Wijze.SLEUTEL in wijzen or any(
            self.bladen[bron].is_bsn(kolom) for vulling in self.vullingen for bron, kolom in vulling.genoemd()
        )
