"""Een levering keuren: het bestand zelf, byte voor byte wat de deur uit gaat, tegen de regels van een protocol."""

from collections.abc import Mapping, Sequence

from zicht.catalogus.levering.hulp import HULPTABELLEN
from zicht.catalogus.levering.protocollen import STANDAARDPROTOCOL, regelset
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Keuring
from zicht.engines.levering import Bestand, laad
from zicht.engines.leverregels import HOOGSTENS, keur, tel_regels


def keur_bestanden(
    indeling: Indeling, bestanden: Sequence[Bestand], *, protocol: str = STANDAARDPROTOCOL, hoogstens: int = HOOGSTENS
) -> tuple[Keuring, ...]:
    """De bevindingen over elk bestand; alle bestanden gaan samen door de regels."""
    regels = regelset(protocol, indeling).regels()
    verbinding = laad(indeling, bestanden)
    try:
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
