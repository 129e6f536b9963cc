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
    indeling: Indeling, bestanden: Sequence[Bestand], *, protocol: str = STANDAARDPROTOCOL,
    alleen: frozenset[str] | None = None,
) -> Mapping[tuple[str, int], int]:  # fmt: skip
    """Alleen hoe vaak elke regel in elk bestand wordt overtreden; elk bestand apart, zodat het geheugen niet meegroeit."""
    regels = [r for r in regelset(protocol, indeling).regels() if alleen is None or r.code in alleen]
    uit: dict[tuple[str, int], int] = {}
    for nummer, bestand in enumerate(bestanden):
        verbinding = laad(indeling, [bestand])
        try:
            tel = tel_regels(verbinding, indeling, regels, HULPTABELLEN)
        finally:
            verbinding.close()
        uit |= {(code, nummer): keer for (code, _), keer in tel.items()}
    return uit
