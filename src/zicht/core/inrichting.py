"""Controles op de inrichting zelf: normen, indicatoren, diensten, rollen en teams, elk met een goed en een fout voorbeeld."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zicht.core.bronnen import Bron


@dataclass(frozen=True)
class Ingericht:
    """Een waarde uit de parameters: een norm, een termijn, een signaal."""

    naam: str
    bron: bool = True
    nagekeken_op: date | None = None
    waarde_nu: bool = True
    is_norm: bool = False


@dataclass(frozen=True)
class Definitie:
    """Een indicator of een regel van de catalogus."""

    code: str
    bron: bool = True
    getoetst: bool | None = True  # None: hier niet te zien
    heeft_norm: bool = False
    norm_bestaat: bool = True


@dataclass(frozen=True)
class Dienstinrichting:
    """Een dienst met haar klok en haar signaal; `zonder_klok` is een dienst waarvoor geen termijn bestaat."""

    code: str
    klok: bool = True
    zonder_klok: bool = False
    signaal: bool = True


@dataclass(frozen=True)
class Rolinrichting:
    """Een rol met hoeveel mensen haar nu hebben."""

    titel: str
    gebruikers: int
    nodig: bool = True


@dataclass(frozen=True)
class Teaminrichting:
    """Een team: of iemand verantwoordelijk is en hoeveel leden het heeft."""

    naam: str
    verantwoordelijke: bool = True
    leden: int = 1
    neemt_aan: bool = False


@dataclass(frozen=True)
class Gebruikerinrichting:
    """Wie kan aanmelden: met hoeveel rollen, en of er een team is."""

    naam: str
    rollen: int = 1
    team: bool = True


@dataclass(frozen=True)
class Koppelinginrichting:
    """Een gekoppeld systeem: tot wanneer zijn laatste sleutel geldt."""

    naam: str
    sleutel_tot: date | None = None


@dataclass(frozen=True)
class Inrichting:
    """Alles wat is ingericht, zoals het nu is. Van wie werkt alleen wat voor de controle nodig is."""

    vandaag: date
    parameters: tuple[Ingericht, ...] = ()
    indicatoren: tuple[Definitie, ...] = ()
    regels: tuple[Definitie, ...] = ()
    diensten: tuple[Dienstinrichting, ...] = ()
    rollen: tuple[Rolinrichting, ...] = ()
    teams: tuple[Teaminrichting, ...] = ()
    gebruikers: tuple[Gebruikerinrichting, ...] = ()
    koppelingen: tuple[Koppelinginrichting, ...] = ()
    gemeenten: tuple[str, ...] | None = None  # codes; None: geen registratie
    gemeenten_van_teams: frozenset[str] = frozenset()
    feestdagen_tot: int = 0  # laatste jaar waarvan de vrije dagen bekend zijn


@dataclass(frozen=True)
class Gebrek:
    """Wat er aan een onderdeel van de inrichting mankeert."""

    waar: str
    zin: str


@dataclass(frozen=True)
class Inrichtingscontrole:
    """Een controle: wat zij vraagt, waarom, hoe zij kijkt, en voorbeelden waarbij zij zwijgt en spreekt."""

    code: str
    titel: str
    bron: Bron
    zoek: Callable[[Inrichting], Iterable[Gebrek]]
    goed: tuple[Inrichting, ...]
    fout: tuple[Inrichting, ...]
    blokkeert: bool = False


def gebreken(
    controles: Iterable[Inrichtingscontrole], inrichting: Inrichting
) -> Iterator[tuple[Inrichtingscontrole, Gebrek]]:
    """Alles wat de controles vinden, in hun volgorde."""
    for controle in controles:
        for gebrek in controle.zoek(inrichting):
            yield controle, gebrek
