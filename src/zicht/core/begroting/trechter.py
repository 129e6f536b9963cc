"""De trechter: hoe meldingen over de vervolgstappen verdelen, en hoeveel er van elke kernprestatie komt.

Een gedrukt aantal gaat voor een gedrukt percentage, want het percentage is afgerond. Verandert het aantal erboven, dan beweegt
een aantal in dezelfde verhouding mee. Wat nergens geplaatst is, blijft zichtbaar als rest.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from zicht.core.begroting.begroting import Begroting, Dienst, Getal, Stroom
from zicht.core.begroting.uitkomst import Bewerking, Uitkomst, deling, gegeven, product, som, verschil

KEUZES = (
    "Een gedrukt aantal gaat voor een gedrukt percentage; het percentage is afgerond.",
    "Een dienst zonder plaats in de trechter beweegt alleen mee als het bestand dat zegt (beweegt_met).",
)


@dataclass
class Trechter:
    """De aantallen van een begroting; elk aantal wordt een keer berekend."""

    begroting: Begroting
    _gevonden: dict[str, Uitkomst] = field(default_factory=dict[str, Uitkomst])

    def stroom(self, code: str) -> Uitkomst:
        """Het aantal in een stroom."""
        if code not in self._gevonden:
            self._gevonden[code] = self._stroom(self.begroting.stroom(code))
        return self._gevonden[code]

    def dienst(self, dienst: Dienst) -> Uitkomst:
        """Hoeveel er van een kernprestatie begroot is."""
        code = f"dienst.{dienst.code}.aantal"
        if dienst.stroom:
            return self.stroom(dienst.stroom).als(code, dienst.titel)
        getal, basis = self.begroting.getal(code), self.begroting.basis.get(code)
        if getal is None:
            return gegeven(code, dienst.titel, None, "aantal", noot=dienst.niet_begroot)
        eigen = uit_getal(code, dienst.titel, getal)
        if not dienst.beweegt_met or getal != basis:
            return eigen
        return self._naar_rato(code, dienst.titel, eigen, dienst.beweegt_met)

    def rest(self, code: str) -> Uitkomst:
        """Wat van een stroom in geen enkele vervolgstap staat."""
        stroom = self.begroting.stroom(code)
        delen = [self.stroom(kind.code) for kind in self._kinderen(code)]
        return verschil(f"rest.{code}", f"{stroom.titel}: niet geplaatst", "aantal", self.stroom(code), *delen)

    def geplaatst(self, code: str) -> Uitkomst:
        """Wat van een stroom in een vervolgstap staat."""
        titel = f"{self.begroting.stroom(code).titel}: geplaatst"
        return som(f"geplaatst.{code}", titel, "aantal", (self.stroom(kind.code) for kind in self._kinderen(code)))

    def aandeel(self, code: str) -> Uitkomst:
        """Het werkelijke aandeel van een stroom in de stroom erboven, in procenten."""
        stroom = self.begroting.stroom(code)
        assert stroom.van, code
        titel = f"{stroom.titel}, aandeel van {self.begroting.stroom(stroom.van).titel.lower()}"
        return deling(f"aandeel.{code}", titel, "procent", self.stroom(code), self.stroom(stroom.van))

    @cached_property
    def _toen(self) -> "Trechter":
        """De trechter zoals hij in het bestand staat, zonder scenario."""
        return Trechter(replace(self.begroting, getallen=self.begroting.basis))

    def _kinderen(self, code: str) -> list[Stroom]:
        return [kind for kind in self.begroting.stromen if kind.van == code]

    def _stroom(self, stroom: Stroom) -> Uitkomst:
        naam = f"stroom.{stroom.code}"
        pad = f"{naam}.aantal"
        aandeel, aantal = self.begroting.getal(f"{naam}.aandeel"), self.begroting.getal(pad)
        if stroom.van is None or (aantal and self.begroting.gewijzigd(pad)):
            assert aantal, pad  # de lezer eist een aantal aan het begin
            return uit_getal(naam, stroom.titel, aantal)
        if aandeel and (aantal is None or self.begroting.gewijzigd(f"{naam}.aandeel")):
            deel = uit_getal(f"{naam}.aandeel", f"aandeel {stroom.titel.lower()}", aandeel)
            return product(naam, stroom.titel, "aantal", self.stroom(stroom.van), deel)
        if stroom.vult_aan:
            broers = [self.stroom(broer.code) for broer in self._kinderen(stroom.van) if broer != stroom]
            return verschil(naam, stroom.titel, "aantal", self.stroom(stroom.van), *broers)
        assert aantal, pad  # de lezer eist een aantal, een aandeel of vult_aan
        return self._naar_rato(naam, stroom.titel, uit_getal(naam, stroom.titel, aantal), stroom.van)

    def _naar_rato(self, code: str, titel: str, eigen: Uitkomst, met: str) -> Uitkomst:
        """Het eigen aantal, vermenigvuldigd met hoe de andere stroom veranderde; zonder verandering blijft het zoals het staat."""
        nu, toen = self.stroom(met), self._toen.stroom(met)
        if nu.waarde == toen.waarde or nu.waarde is None or not toen.waarde:
            return eigen
        factor = deling(f"verhouding.{met}", f"verandering van {nu.titel.lower()}", "verhouding", nu, toen)
        return product(code, titel, "aantal", eigen, factor)


def uit_getal(code: str, titel: str, getal: Getal) -> Uitkomst:
    """Een ingevoerd getal als uitkomst, met zijn bron en keuze."""
    return Uitkomst(code, titel, getal.waarde, getal.eenheid, Bewerking.GEGEVEN, bron=getal.bron, noot=getal.keuze)
