"""Wat er in een begroting staat: getallen met hun bron op een pad, en de samenhang van stromen, diensten en posten.

Elk ingevoerd getal heeft een *pad*, gelijk aan zijn plaats in het bestand: `dienst.onderzoek.normtijd_uren`,
`stroom.meldingen.aantal`, `loonkosten.in_dienst`. Een scenario of een begrotingswijziging noemt paden en nieuwe waarden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from zicht.core.begroting.inzet import Inzet
from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout


class BegrotingFout(ZichtFout):
    """Een begroting, scenario of risicoregister klopt niet; elke regel zegt waar, wat verwacht werd en wat er staat."""


class Soort(Enum):
    """Wat het stuk is: een vastgestelde begroting, een wijziging daarvan, of wat er werkelijk gebeurde."""

    BEGROTING = "begroting"
    WIJZIGING = "wijziging"
    REALISATIE = "realisatie"


class Groep(Enum):
    """Waar een post onder valt."""

    PERSONEEL = "personeel"
    OVERHEAD = "overhead"
    EENMALIG = "eenmalig"


@dataclass(frozen=True, slots=True)
class Getal:
    """Een ingevoerd getal: waarde, eenheid, waar het staat, en de keuze als het geen gedrukt getal is."""

    waarde: Decimal
    eenheid: str
    bron: Bron
    keuze: str = ""


@dataclass(frozen=True, slots=True)
class Stroom:
    """Een stap in de trechter van meldingen. Zonder `van` is het een begin; `vult_aan` krijgt wat de broers overlaten."""

    code: str
    titel: str
    van: str | None = None
    vult_aan: bool = False


@dataclass(frozen=True, slots=True)
class Dienst:
    """Een kernprestatie. Het aantal komt uit een stroom, of is gegeven en beweegt eventueel met een stroom mee."""

    code: str
    titel: str
    nummer: str
    eenheid: str
    stroom: str | None = None
    beweegt_met: str | None = None
    indicator: str | None = None
    niet_begroot: str = ""  # de reden waarom er met opzet geen aantal is


@dataclass(frozen=True, slots=True)
class Post:
    """Een begrotingspost. `uit_formatie` zegt dat het model haar uit fte en loonkosten berekent.

    Is zij deels direct, dan staat dat deel op `post.<code>.direct_bedrag` en is `direct` None.
    """

    code: str
    titel: str
    groep: Groep
    direct: bool | None = None
    uit_formatie: bool = False
    taakveld: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """Een prijsstijging ten opzichte van het jaar ervoor, over een of meer groepen posten."""

    code: str
    titel: str
    over: tuple[Groep, ...]


@dataclass(frozen=True, slots=True)
class Formatieblok:
    """Formatie die in fte gegeven is: beschikbaarheid naast de aantallen, of een blok zoals het gedrukt staat."""

    code: str
    titel: str
    beschikbaarheid: bool = False
    eenmalig: bool = False


@dataclass(frozen=True, slots=True)
class Maat:
    """Een maat van de verdeelsleutel, bijvoorbeeld inwoners; het gewicht staat op `verdeelsleutel.<code>.gewicht`."""

    code: str
    titel: str
    per_gemeente: Mapping[str, Decimal]
    bron: Bron


@dataclass(frozen=True, slots=True)
class Controle:
    """Twee uitkomsten die gelijk zouden moeten zijn; wijken ze meer af dan `tolerantie`, dan hoort er een verklaring bij."""

    code: str
    titel: str
    links: str
    rechts: str | Getal
    tolerantie: Decimal
    verklaring: str = ""


@dataclass(frozen=True, slots=True)
class Begroting:
    """Een begroting van een organisatie en een jaar. `basis` houdt de getallen zoals ze in het bestand staan."""

    regio: str
    organisatie: str
    jaar: int
    soort: Soort
    titel: str
    bestand: str
    bron: Bron
    basis: Mapping[str, Getal]
    getallen: Mapping[str, Getal]
    stromen: tuple[Stroom, ...] = ()
    diensten: tuple[Dienst, ...] = ()
    formatie: tuple[Formatieblok, ...] = ()
    posten: tuple[Post, ...] = ()
    indexen: tuple[Index, ...] = ()
    maten: tuple[Maat, ...] = ()
    gemeenten: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    controles: tuple[Controle, ...] = ()
    jaren: Mapping[int, Mapping[str, Getal]] = field(default_factory=lambda: MappingProxyType({}))
    wijzigt: str = ""  # de titel van het stuk dat een wijziging verandert
    vastgesteld_op: date | None = None
    keuzes: tuple[str, ...] = ()
    inzet: tuple[Inzet, ...] = ()  # de mensen die een scenario erbij zet; een bestand heeft ze niet

    def getal(self, pad: str) -> Getal | None:
        """Het getal op een pad, of None als het er niet staat."""
        return self.getallen.get(pad)

    def gewijzigd(self, pad: str) -> bool:
        """Of een scenario dit getal heeft veranderd."""
        return self.getallen.get(pad) != self.basis.get(pad)

    def stroom(self, code: str) -> Stroom:
        """De stroom met deze code."""
        return next(stroom for stroom in self.stromen if stroom.code == code)
