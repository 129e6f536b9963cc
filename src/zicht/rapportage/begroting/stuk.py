"""Alles wat een begrotingsstuk laat zien, een keer uitgerekend: opdrachtregel, werkblad, papier en web lezen hetzelfde."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from zicht.catalogus import begrotingen
from zicht.core.begroting.afwijkingen import Afwijking, alle_uitkomsten, controleer
from zicht.core.begroting.begroting import Begroting, Soort
from zicht.core.begroting.bestand import bedoelt
from zicht.core.begroting.gevoeligheid import Gevoeligheid, gevoeligheid, per_wijziging
from zicht.core.begroting.meerjaren import in_jaar, jaren, meerjarenraming
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijziging, begroot_totaal, effect, pas_toe
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.verdeling import Bijdrage, verdeel
from zicht.core.fouten import AanroepFout


@dataclass(frozen=True)
class Scenariostand:
    """Een scenario doorgerekend naast de begroting; None waar het model het niet kan zeggen."""

    scenario: Scenario
    model: Model
    effect: Decimal | None
    begroot: Decimal | None
    bijdragen: tuple[Bijdrage, ...]
    per_wijziging: tuple[tuple[Wijziging, Decimal | None], ...]


@dataclass(frozen=True)
class Stuk:
    """Een begroting voor een jaar met haar scenario's en de eerdere stukken om naast te leggen."""

    bron: Begroting  # zoals het bestand haar geeft
    begroting: Begroting  # in het gevraagde jaar
    scenarios: tuple[Scenario, ...] = ()
    eerder: tuple[Begroting, ...] = ()

    @cached_property
    def model(self) -> Model:
        """De begroting doorgerekend."""
        return reken(self.begroting)

    @cached_property
    def uitkomsten(self) -> Mapping[str, Uitkomst]:
        """Elke uitkomst op code, met de vragen per eenheid."""
        return alle_uitkomsten(self.model)

    @cached_property
    def afwijkingen(self) -> tuple[Afwijking, ...]:
        """De controles; ze gaan over het jaar van het bestand, want dat jaar is gedrukt."""
        return controleer(reken(self.bron))

    @cached_property
    def per_jaar(self) -> Mapping[int, Model]:
        """Elk jaar van het bestand doorgerekend."""
        return meerjarenraming(self.bron)

    @cached_property
    def bijdragen(self) -> tuple[Bijdrage, ...]:
        """Wat elke gemeente betaalt van het begrote totaal; leeg zonder sleutel of zonder lasten."""
        return self._verdeel(self.begroot)

    @cached_property
    def gevoeligheid(self) -> tuple[Gevoeligheid, ...]:
        """De aannames die het totaal het meest verplaatsen, de grootste eerst."""
        return gevoeligheid(self.begroting) if self.heeft_lasten else ()

    @cached_property
    def standen(self) -> tuple[Scenariostand, ...]:
        """De scenario's doorgerekend."""
        return tuple(map(self._stand, self.scenarios))

    @property
    def heeft_lasten(self) -> bool:
        """Of het stuk over geld gaat."""
        return bool(self.begroting.posten)

    def zoek(self, code: str) -> Uitkomst:
        """De uitkomst met deze code; een onbekende code zegt wat er bedoeld kan zijn."""
        if code not in self.uitkomsten:
            raise AanroepFout(f"Onbekende uitkomst '{code[:80]}' in {self.begroting.titel}."
                              f"{bedoelt(code, self.uitkomsten)}")  # fmt: skip
        return self.uitkomsten[code]

    def _stand(self, scenario: Scenario) -> Scenariostand:
        ander = reken(pas_toe(self.begroting, scenario))
        if not self.heeft_lasten:
            return Scenariostand(scenario, ander, None, None, (), ())
        erbij, basis = effect(self.model, ander), self.begroot
        begroot = None if basis is None or erbij is None else basis + erbij
        delen = per_wijziging(self.model, scenario)
        return Scenariostand(scenario, ander, erbij, begroot, self._verdeel(begroot), delen)

    @cached_property
    def begroot(self) -> Decimal | None:
        """Het vastgestelde totaal; in een later jaar komt erbij wat dat jaar in het model meer kost."""
        return begroot_totaal(reken(self.bron), self.model) if self.heeft_lasten else None

    def _verdeel(self, bedrag: Decimal | None) -> tuple[Bijdrage, ...]:
        return () if bedrag is None else verdeel(self.begroting, bedrag)


def maak_stuk(bron: Begroting, jaar: int | None = None, scenarios: Iterable[Scenario] = ()) -> Stuk:
    """Een stuk met de eerdere stukken uit de catalogus ernaast."""
    begroting = in_jaar(bron, jaar) if jaar else bron
    eerder = tuple(_eerder(bron)) if bron.regio.lower() in begrotingen.load.regios() else ()
    return Stuk(bron, begroting, tuple(scenarios), eerder)


def _eerder(bron: Begroting) -> Iterable[Begroting]:
    """De realisatie van twee jaar terug, en de begroting van vorig jaar met haar wijzigingen."""
    for ander in begrotingen.stukken(bron.regio.lower()).values():
        soort, jaar = ander.soort, bron.jaar - ander.jaar
        if (soort is Soort.REALISATIE and jaar == 2) or (soort is not Soort.REALISATIE and jaar == 1):
            yield ander


def uit_catalogus(regio: str, jaar: int | None = None, scenarios: Iterable[Scenario] = ()) -> Stuk:
    """Het stuk van een regio uit de catalogus."""
    bron = begrotingen.begroting(regio, jaar)
    return maak_stuk(bron, jaar if jaar in jaren(bron) else None, scenarios)
