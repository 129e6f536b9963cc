"""De gesloten voorwaardentaal: een voorwaarde over een feit, die zichzelf kan uitrekenen en uitleggen.

De taal is met opzet klein en zonder koppelingen: een feit tegelijk. Elke nieuwe knoop vraagt een ADR, beide
rekenmachines (`core.reference` en `engines.sql`), een Nederlandse weergave (`core.uitleg`) en een plaats in de
willekeurige vergelijking. Een vergelijking met een onbekende waarde is onbekend; en, of en niet volgen Kleene.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import assert_never

Constante = date | str | int | Decimal | bool


class Soort(Enum):
    """De soorten waarden in het Feitenformaat."""

    ID = "id"
    TEKST = "tekst"
    DATUM = "datum"
    CODE = "code"
    CODES = "codes"  # meer codes tegelijk, gescheiden door ';'
    JANEE = "janee"
    GEHEEL = "geheel"
    GETAL = "getal"
    MAAND = "maand"


@dataclass(frozen=True)
class Codelijst:
    """Een gesloten lijst codes met hun Nederlandse omschrijving."""

    naam: str
    codes: tuple[tuple[str, str], ...]

    def titel(self, code: str) -> str:
        """De omschrijving van een code, of de code zelf als ze niet in de lijst staat."""
        return dict(self.codes).get(code, code)

    def __contains__(self, code: object) -> bool:
        return any(code == bekende for bekende, _ in self.codes)


class _Vergelijkbaar:
    """De schrijfwijze van vergelijkingen; `==` blijft gewone gelijkheid, zodat knopen waarden blijven."""

    def __lt__(self, ander: "Waarde | Constante") -> "Kleiner":
        return Kleiner(_waarde(self), _waarde(ander))

    def __gt__(self, ander: "Waarde | Constante") -> "Kleiner":
        return Kleiner(_waarde(ander), _waarde(self))

    def __le__(self, ander: "Waarde | Constante") -> "Niet":
        return Niet(Kleiner(_waarde(ander), _waarde(self)))

    def __ge__(self, ander: "Waarde | Constante") -> "Niet":
        return Niet(Kleiner(_waarde(self), _waarde(ander)))

    def is_(self, ander: "Waarde | Constante") -> "Gelijk":
        """Gelijk aan een vaste waarde of een ander veld."""
        return Gelijk(_waarde(self), _waarde(ander))

    def ingevuld(self) -> "Ingevuld":
        """Of de waarde bekend is; dit is zelf nooit onbekend."""
        return Ingevuld(_waarde(self))

    def een_van(self, *codes: str) -> "EenVan":
        """Een van de genoemde codes."""
        return EenVan(_waarde(self), codes)


@dataclass(frozen=True)
class Veld(_Vergelijkbaar):
    """Een kolom van een feit, met haar belofte; `feit` en `naam` volgen uit de plaats waar ze staat."""

    soort: Soort
    omschrijving: str
    verplicht: bool = False
    codes: Codelijst | None = None
    verwijst: str | None = None  # tabel waarvan dit de sleutel is
    gedateerd_door: str | None = None  # kolom die zegt vanaf welke dag deze waarde bekend is
    afgeleid: bool = False  # staat niet in het Feitenformaat, wordt bij het bouwen van de feiten bepaald
    bereik: tuple[int, int] | None = None  # kleinste en grootste toegestane getal
    feit: str = field(default="", init=False)
    naam: str = field(default="", init=False)

    def __set_name__(self, eigenaar: type, naam: str) -> None:
        object.__setattr__(self, "feit", eigenaar.__name__.lower())
        object.__setattr__(self, "naam", naam)

    def in_periode(self) -> "InPeriode":
        """Of de datum bekend is en in de gevraagde periode valt; nooit onbekend."""
        return InPeriode(self)

    def bevat(self, code: str) -> "Bevat":
        """Of een veld met meer codes deze code heeft."""
        return Bevat(self, code)


@dataclass(frozen=True)
class Vast(_Vergelijkbaar):
    """Een vaste waarde; `None` is een onbekende waarde."""

    waarde: Constante | None


@dataclass(frozen=True)
class Peildatum(_Vergelijkbaar):
    """De dag tot en met welke de feiten bekend zijn."""


@dataclass(frozen=True)
class UitersteDatum(_Vergelijkbaar):
    """De laatste dag van een termijn: `duur` na `begin`, schorsingen meegeteld."""

    klok: str  # code van de termijn
    begin: Veld
    duur: str  # naam van de parameter
    schorsing: str  # code in de tabel schorsing


@dataclass(frozen=True)
class DagenTussen(_Vergelijkbaar):
    """Aantal kalenderdagen van `van` tot `tot`."""

    van: Veld
    tot: Veld | Peildatum


Waarde = Veld | Vast | Peildatum | UitersteDatum | DagenTussen


class _Combineerbaar:
    """De schrijfwijze van en (`&`), of (`|`) en niet (`~`)."""

    def __and__(self, ander: "Voorwaarde") -> "En":
        return En((_voorwaarde(self), ander))

    def __or__(self, ander: "Voorwaarde") -> "Of":
        return Of((_voorwaarde(self), ander))

    def __invert__(self) -> "Niet":
        return Niet(_voorwaarde(self))


@dataclass(frozen=True)
class Gelijk(_Combineerbaar):
    """Twee waarden zijn gelijk."""

    links: Waarde
    rechts: Waarde


@dataclass(frozen=True)
class Kleiner(_Combineerbaar):
    """De linkerwaarde is kleiner (eerder) dan de rechterwaarde."""

    links: Waarde
    rechts: Waarde


@dataclass(frozen=True)
class EenVan(_Combineerbaar):
    """De waarde is een van de codes."""

    waarde: Waarde
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        """Weiger een lege lijst: die is in SQL niet te schrijven en zegt altijd nee."""
        if not self.codes:
            raise ValueError("Een lijst zonder codes vraagt niets; noem minstens een code.")


@dataclass(frozen=True)
class Bevat(_Combineerbaar):
    """Het veld met meer codes bevat deze code."""

    veld: Veld
    code: str


@dataclass(frozen=True)
class Ingevuld(_Combineerbaar):
    """De waarde is bekend."""

    waarde: Waarde


@dataclass(frozen=True)
class InPeriode(_Combineerbaar):
    """De datum is bekend en valt in de periode."""

    veld: Veld


@dataclass(frozen=True)
class En(_Combineerbaar):
    """Alle delen zijn waar; zonder delen waar."""

    delen: tuple["Voorwaarde", ...]


@dataclass(frozen=True)
class Of(_Combineerbaar):
    """Minstens een deel is waar; zonder delen onwaar."""

    delen: tuple["Voorwaarde", ...]


@dataclass(frozen=True)
class Niet(_Combineerbaar):
    """Het deel is niet waar."""

    deel: "Voorwaarde"


Voorwaarde = Gelijk | Kleiner | EenVan | Bevat | Ingevuld | InPeriode | En | Of | Niet

_WAARDEN = (Veld, Vast, Peildatum, UitersteDatum, DagenTussen)
_VOORWAARDEN = (Gelijk, Kleiner, EenVan, Bevat, Ingevuld, InPeriode, En, Of, Niet)


def _waarde(iets: object) -> Waarde:
    """Een knoop blijft wat ze is, een constante wordt `Vast`."""
    if isinstance(iets, _WAARDEN):
        return iets
    if isinstance(iets, date | str | int | Decimal):
        return Vast(iets)
    raise TypeError(f"Geen waarde van de voorwaardentaal: {iets!r}")


def _voorwaarde(iets: object) -> Voorwaarde:
    if isinstance(iets, _VOORWAARDEN):
        return iets
    raise TypeError(f"Geen voorwaarde: {iets!r}")


def velden(*knopen: Waarde | Voorwaarde) -> tuple[Veld, ...]:
    """De velden in waarden en voorwaarden, elk een keer, op volgorde van voorkomen."""
    gevonden: dict[Veld, None] = {}
    for blad in _bladeren(knopen):
        match blad:
            case Veld():
                gevonden[blad] = None
            case UitersteDatum(begin=begin):
                gevonden[begin] = None
            case _:
                pass
    return tuple(gevonden)


def klokken(*knopen: Waarde | Voorwaarde) -> tuple[UitersteDatum, ...]:
    """De uiterste datums in waarden en voorwaarden, elk een keer."""
    return tuple(dict.fromkeys(blad for blad in _bladeren(knopen) if isinstance(blad, UitersteDatum)))


def _bladeren(knopen: Iterable[Waarde | Voorwaarde]) -> Iterator[Veld | Vast | Peildatum | UitersteDatum]:
    for knoop in knopen:
        match knoop:
            case Veld() | Vast() | Peildatum() | UitersteDatum():
                yield knoop
            case DagenTussen(van=van, tot=tot):
                yield from _bladeren((van, tot))
            case Gelijk(links=links, rechts=rechts) | Kleiner(links=links, rechts=rechts):
                yield from _bladeren((links, rechts))
            case EenVan(waarde=waarde) | Ingevuld(waarde=waarde):
                yield from _bladeren((waarde,))
            case Bevat(veld=veld) | InPeriode(veld=veld):
                yield veld
            case En(delen=delen) | Of(delen=delen):
                yield from _bladeren(delen)
            case Niet(deel=deel):
                yield from _bladeren((deel,))
            case _:
                assert_never(knoop)
