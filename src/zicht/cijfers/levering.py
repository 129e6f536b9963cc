"""Een levering keuren en spiegelen: het bestand zelf, byte voor byte wat de deur uit gaat, tegen de regels van een protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zicht.catalogus.levering.combinaties import COMBINATIES, Combinatie
from zicht.catalogus.levering.hulp import HULPTABELLEN
from zicht.catalogus.levering.protocollen import STANDAARDPROTOCOL, regelset
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Keuring, Leverregel
from zicht.engines.levering import EERDER, Bestand, laad
from zicht.engines.leverregels import HOOGSTENS, geldig, keur, tel_regels
from zicht.engines.leverspiegel import Kruis, Veldspiegel, kruis, spiegel


@dataclass(frozen=True)
class Doorlichting:
    """De uitkomst van een keer laden: bevindingen, spiegel van nu en van het vorige halfjaar, en de combinaties."""

    keuring: Keuring
    regels: tuple[Leverregel, ...]
    spiegel: tuple[Veldspiegel, ...]
    eerder: tuple[Veldspiegel, ...]
    combinaties: tuple[tuple[Combinatie, Kruis], ...]


def licht_door(
    indeling: Indeling, bestand: Bestand, *, protocol: str = STANDAARDPROTOCOL, hoogstens: int = HOOGSTENS
) -> Doorlichting:
    """Keur en spiegel een bestand."""
    regels = tuple(geldig(indeling, regelset(protocol, indeling).regels()))
    verbinding = laad(indeling, [bestand])
    try:
        (keuring,) = keur(verbinding, indeling, regels, HULPTABELLEN, 1, hoogstens)
        eerder = spiegel(verbinding, indeling, voor=EERDER) if bestand.eerder else ()
        kruisen = tuple(
            (c, kruis(verbinding, c.soort, c.rij, c.kolom)) for c in COMBINATIES if indeling.heeft(c.soort, c.gegevens)
        )
        return Doorlichting(keuring, regels, spiegel(verbinding, indeling), eerder, kruisen)
    finally:
        verbinding.close()


def keur_bestanden(
    indeling: Indeling, bestanden: Sequence[Bestand], *, protocol: str = STANDAARDPROTOCOL, hoogstens: int = HOOGSTENS
) -> tuple[Keuring, ...]:
    """De bevindingen over elk bestand; alle bestanden gaan samen door de regels."""
    verbinding = laad(indeling, bestanden)
    try:
        regels = regelset(protocol, indeling).regels()
        return keur(verbinding, indeling, regels, HULPTABELLEN, len(bestanden), hoogstens)
    finally:
        verbinding.close()


def tel_bevindingen(
    indeling: Indeling, bestanden: Sequence[Bestand], *, protocol: str = STANDAARDPROTOCOL
) -> Mapping[tuple[str, int], int]:
    """Alleen hoe vaak elke regel in elk bestand wordt overtreden."""
    verbinding = laad(indeling, bestanden)
    try:
        return tel_regels(verbinding, indeling, regelset(protocol, indeling).regels(), HULPTABELLEN)
    finally:
        verbinding.close()
