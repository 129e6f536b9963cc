"""Wat alle onderdelen van een regio in wording delen: de regio, de jaren, de ijking, het raster en het toeval."""

from dataclasses import dataclass
from datetime import date

from zicht.core.kalender import dagnummer
from zicht.synthetisch.ijking import IJking
from zicht.synthetisch.kalenderritme import Raster, maak_raster
from zicht.synthetisch.kolommen import Toeval, Waarheden
from zicht.synthetisch.regios import Regio
from zicht.synthetisch.toeval import stroom

LAATSTE_JAAR = 2025
AANLOOP = 2  # jaren voor het venster: dan is er op de eerste dag al een wachtlijst en loopt er monitoring
_DICHT_VOORAF, _DICHT_ERNA = 3, 11  # keuze: zoveel dagen rond een migratie ligt het gewone werk stil
UITLOOP = 3  # jaren erna, alleen om lopend werk een (nog onbekend) einde te geven


@dataclass(frozen=True)
class Wereld:
    """De vaste gegevens van een regio in wording."""

    regio: Regio
    aantal_jaren: int
    seed: int
    ijking: IJking
    raster: Raster
    migratie: bool = False  # er komt een ander registratiesysteem, met achterstand

    @property
    def venster(self) -> range:
        """De jaren die de set volledig beslaat."""
        return range(LAATSTE_JAAR - self.aantal_jaren + 1, LAATSTE_JAAR + 1)

    @property
    def jaren(self) -> range:
        """De jaren waarin iets binnenkomt, met de aanloop."""
        return range(self.venster[0] - AANLOOP, LAATSTE_JAAR + 1)

    @property
    def begin(self) -> int:
        """De eerste dag van het venster."""
        return dagnummer(date(self.venster[0], 1, 1))

    @property
    def peildatum(self) -> int:
        """De laatste dag waarover iets bekend is."""
        return dagnummer(date(LAATSTE_JAAR, 12, 31))

    @property
    def migratiedag(self) -> int:
        """De eerste dag met het nieuwe registratiesysteem, als er een komt."""
        return dagnummer(date(max(LAATSTE_JAAR - 1, self.venster[0]), 4, 1))

    def dicht(self) -> Waarheden | None:
        """De dagen rond de migratie waarop alleen dringend werk doorgaat; None zonder migratie."""
        if not self.migratie:
            return None
        verschil = self.raster.dagen - self.migratiedag
        return (verschil >= -_DICHT_VOORAF) & (verschil < _DICHT_ERNA)

    def toeval(self, thema: str) -> Toeval:
        """De toevalsstroom van een thema."""
        return stroom(self.seed, self.regio.code, thema)

    def aantallen(self, naam: str, jaren: range | None = None) -> dict[int, int]:
        """Per jaar hoeveel er van iets zijn."""
        return {jaar: self.ijking.aantal(naam, jaar) for jaar in (jaren or self.jaren)}


def maak_wereld(regio: Regio, jaren: int, seed: int, schaal: float, *, migratie: bool = False) -> Wereld:
    """De wereld van een regio over de laatste `jaren` jaar."""
    raster = maak_raster(LAATSTE_JAAR - jaren + 1 - AANLOOP, LAATSTE_JAAR + UITLOOP, regio.vakantie)
    return Wereld(regio, jaren, seed, IJking(regio.code, schaal), raster, migratie)
