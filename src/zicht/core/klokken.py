"""Een klok: welke datum haar laat beginnen, welke haar stopt en welke termijn ervoor geldt."""

from dataclasses import dataclass

from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import Kleiner, Niet, Peildatum, UitersteDatum, Veld, Voorwaarde


@dataclass(frozen=True)
class Termijn:
    """Een klok met een naam. De termijn is haar uiterste datum; werkdagen tellen is alleen om te tonen (ADR 0005)."""

    code: str
    titel: str
    begint_bij: Veld
    eindigt_bij: Veld
    duur: str  # naam van de parameter in termijnen.toml
    schorsing: str  # code waaronder een schorsing van deze klok is vastgelegd
    bron: Bron

    @property
    def uiterste_datum(self) -> UitersteDatum:
        """De laatste dag waarop het einde op tijd is."""
        return UitersteDatum(self.code, self.begint_bij, self.duur, self.schorsing)

    @property
    def gehaald(self) -> Voorwaarde:
        """Het einde valt op of voor de uiterste datum."""
        return self.eindigt_bij <= self.uiterste_datum

    @property
    def verstreken(self) -> Voorwaarde:
        """De uiterste datum ligt voor de peildatum; op de dag zelf is de termijn nog niet verstreken."""
        return Kleiner(self.uiterste_datum, Peildatum())

    @property
    def op_volgorde(self) -> Voorwaarde:
        """Het einde ligt niet voor het begin; zolang de klok loopt klopt de volgorde."""
        return Niet(self.eindigt_bij.ingevuld()) | (self.begint_bij <= self.eindigt_bij)
