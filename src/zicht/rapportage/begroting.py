"""De begroting van de regio naast de cijfers: begrote aantallen en posten, naar rato van de maanden van de periode."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from zicht.catalogus import load
from zicht.core.bronnen import Bron
from zicht.core.fouten import OnleesbaarFout, ZichtFout
from zicht.core.parameters import Parameter, Parameters, lees_thema
from zicht.core.periodes import Periode

BESTAND = "begroting.toml"
KEUZES = (
    "De begroting van een jaar is gelijk verdeeld over twaalf maanden; de periode krijgt haar deel.",
    "Staat naast de feiten een bestand begroting.toml, dan gaat dat voor de begroting in de catalogus van Zicht.",
)


@dataclass(frozen=True)
class Begroting:
    """Wat er voor de periode en voor het hele jaar begroot is; wat niet begroot is, ontbreekt."""

    parameters: Parameters
    periode: Periode

    @property
    def deel(self) -> Fraction:
        """Welk deel van het jaar de periode beslaat, in maanden."""
        return Fraction(sum(1 for _ in self.periode.maanden()), 12)

    def volume(self, indicator: str) -> Fraction | None:
        """Het begrote aantal in de periode; een indicator kan op meer begrote diensten steunen."""
        delen = [self._waarde(p) for p in self._thema("volume-") if p.indicator == indicator]
        bekend = [deel for deel in delen if deel is not None]
        return Fraction(sum(bekend)) * self.deel if bekend and len(bekend) == len(delen) else None

    def post(self, post: str) -> Fraction | None:
        """De begrote lasten van een post in het hele jaar."""
        parameter = next((p for p in self._thema("post-") if _sleutel(p) == f"post-{post}"), None)
        return None if parameter is None else self._waarde(parameter)

    def titel(self, sleutel: str) -> str | None:
        """De omschrijving van een post of functie in de begroting."""
        return next((p.omschrijving for p in self._thema(sleutel) if _sleutel(p) == sleutel), None)

    def posten(self) -> tuple[str, ...]:
        """De posten die dit jaar een begroot bedrag hebben."""
        return tuple(_sleutel(p).removeprefix("post-") for p in self._thema("post-") if self._waarde(p) is not None)

    def streef_verzuim(self) -> Fraction | None:
        """Het verzuim dat de begroting nastreeft, in procenten."""
        parameter = next((p for p in self._thema("streef-verzuim") if _sleutel(p) == "streef-verzuim"), None)
        return None if parameter is None else self._waarde(parameter)

    def bronnen(self) -> tuple[Bron, ...]:
        """De bronnen van de begrote aantallen en posten."""
        versies = [p.versie(self._dag) for p in (*self._thema("volume-"), *self._thema("post-"))]
        return tuple({v.bron.sleutel: v.bron for v in versies if v and v.bron and v.waarde is not None}.values())

    @property
    def _dag(self) -> date:
        return self.periode.begin

    def _thema(self, begin: str) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters.thema("begroting") if _sleutel(p).startswith(begin))

    def _waarde(self, parameter: Parameter) -> Fraction | None:
        if not self.parameters.heeft_waarde(parameter.naam, self._dag):
            return None
        waarde = self.parameters.waarde(parameter.naam, self._dag)
        return Fraction(waarde) if isinstance(waarde, Decimal) else None


def _sleutel(parameter: Parameter) -> str:
    return parameter.naam.partition(".")[2]


def lees_begroting(regio: str, periode: Periode, map_: Path) -> Begroting:
    """De begroting uit de catalogus, met de eigen begroting.toml van de map ervoor."""
    parameters = load.parameters(regio)
    bestand = map_ / BESTAND
    if not bestand.is_file():
        return Begroting(parameters, periode)
    try:
        eigen = lees_thema("begroting", bestand.read_text("utf-8"), str(bestand))
    except (ValueError, OSError) as fout:
        raise OnleesbaarFout(f"{bestand} is niet te lezen als begroting: {fout}.") from fout
    except ZichtFout as fout:
        raise OnleesbaarFout(*fout.regels) from fout
    return Begroting(Parameters(({"begroting": eigen}, *parameters.lagen), parameters.regio), periode)
