"""Van welke diensten de normtijd wordt bewaakt, en welk feit erbij hoort: van begroting naar registratie.

Keuze: alleen diensten met een zaak die begint en eindigt. Een advies is anoniem en heeft geen zaak; bij voorlichting, overleg en
bereikbaarheid staat de inzet in de begroting los van zaken.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bewaakt:
    """Een dienst van de begroting met de zaken waarop tijd is te schrijven: een melding, of een dienst van een soort."""

    dienst: str
    soort: str  # melding of dienst: zo heet het ook in het bestand met geschreven tijd
    dienstsoort: str = ""

    @property
    def begin(self) -> str:
        """De datum waarop het werk begint."""
        return "opgepakt_op" if self.soort == "melding" else "gestart_op"

    @property
    def einde(self) -> str:
        """De datum waarop het werk klaar is."""
        return "beoordeeld_op" if self.soort == "melding" else "afgerond_op"


BEWAAKT: tuple[Bewaakt, ...] = (
    Bewaakt("meldingen", "melding"),
    Bewaakt("ondersteuning_professional", "dienst", "ondersteuning_professional"),
    Bewaakt("voorwaarden_en_vervolg", "dienst", "voorwaarden_en_vervolg"),
    Bewaakt("onderzoek", "dienst", "onderzoek"),
    Bewaakt("monitoren", "dienst", "monitoren"),
    Bewaakt("zicht_op_veiligheid", "dienst", "zicht_op_veiligheid"),
    Bewaakt("huisverbod_beoordeling", "dienst", "huisverbod_beoordeling"),
    Bewaakt("huisverbod_uitvoering", "dienst", "huisverbod_uitvoering"),
)
OP_DIENST: Mapping[str, Bewaakt] = {bewaakt.dienst: bewaakt for bewaakt in BEWAAKT}
