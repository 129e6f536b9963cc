"""Een begroting doorgerekend, met alles wat de pagina's ervan tonen; per tekst een keer berekend en dan onthouden.

Elk getal komt uit de kern. Wie een andere tekst heeft krijgt een ander rekenwerk, dus er is niets dat kan verouderen.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from threading import Lock

from zicht.capaciteit.risico import Simulatie, simuleer
from zicht.catalogus import begrotingen, load
from zicht.core.begroting.afwijkingen import Afwijking, alle_uitkomsten, controleer
from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.gevoeligheid import Gevoeligheid, Knop, gevoeligheid, knoppen, per_wijziging
from zicht.core.begroting.inzet import Inzet
from zicht.core.begroting.meerjaren import Verschil, lees_wijziging, meerjarenraming, verschillen
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.risico import Risicobeeld, weeg
from zicht.core.begroting.scenario import BASIS, Scenario, Wijziging, begroot_totaal, effect, pas_toe
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.verdeling import Bijdrage, verdeel

ONTHOUDEN = 32  # begrotingen; een doorgerekende begroting is ongeveer een megabyte
SCENARIOS_ONTHOUDEN = 200


class Uitslag:
    """Een scenario op een begroting, doorgerekend."""

    def __init__(self, basis: "Rekenwerk", scenario: Scenario) -> None:
        self.basis, self.scenario = basis, scenario
        self.model = basis.model if scenario.leeg else reken(pas_toe(basis.begroting, scenario))

    @cached_property
    def effect(self) -> Decimal | None:
        """Wat het scenario aan het totaal toevoegt; None als het model dat niet kan zeggen."""
        return effect(self.basis.model, self.model)

    @cached_property
    def samen(self) -> Decimal | None:
        """Het vastgestelde totaal met het effect erbij."""
        return begroot_totaal(self.basis.model, self.model)

    @cached_property
    def bijdragen(self) -> tuple[Bijdrage, ...]:
        """De bijdrage per gemeente in dat totaal; leeg als het totaal of de sleutel niet bekend is."""
        return verdeel(self.model.begroting, self.samen) if self.samen is not None else ()

    @cached_property
    def per_wijziging(self) -> tuple[tuple[Wijziging, Decimal | None], ...]:
        """Wat elke wijziging apart doet, de grootste eerst."""
        return per_wijziging(self.basis.model, self.scenario)


class Rekenwerk:
    """Een begroting en wat eruit volgt."""

    def __init__(self, begroting: Begroting) -> None:
        self.begroting = begroting
        self._uitslagen: dict[tuple[tuple[Wijziging, ...], tuple[Inzet, ...]], Uitslag] = {}
        self._slot = Lock()

    @cached_property
    def model(self) -> Model:
        """Het model."""
        return reken(self.begroting)

    @cached_property
    def uitkomsten(self) -> Mapping[str, Uitkomst]:
        """Alle uitkomsten, ook die van de vragen per eenheid."""
        return alle_uitkomsten(self.model)

    @cached_property
    def afwijkingen(self) -> tuple[Afwijking, ...]:
        """Model tegenover gedrukt."""
        return controleer(self.model)

    @cached_property
    def raming(self) -> Mapping[int, Model]:
        """Elk jaar van de begroting."""
        return meerjarenraming(self.begroting)

    @cached_property
    def gevoeligheid(self) -> tuple[Gevoeligheid, ...]:
        """Welke aanname het totaal het meest verplaatst; kost een halve seconde, en dan nooit meer."""
        return gevoeligheid(self.begroting)

    @cached_property
    def risicos(self) -> Risicobeeld | None:
        """Het risicoregister van de regio, gewogen met dit model; None als er geen register is."""
        regio = self.begroting.regio.lower()
        register = begrotingen.risicos(regio) if regio in load.regios() else None
        return weeg(register, self.model) if register else None

    @cached_property
    def simulatie(self) -> Simulatie | None:
        """Honderdduizend gelote jaren; None als er niets te loten is."""
        meegeteld = self.risicos.meegeteld if self.risicos else ()
        return simuleer(meegeteld) if meegeteld else None

    @cached_property
    def knoppen(self) -> tuple[Knop, ...]:
        """Waar aan te draaien is."""
        return knoppen(self.begroting)

    @cached_property
    def basis(self) -> Uitslag:
        """De begroting zelf, als scenario zonder wijzigingen."""
        return Uitslag(self, BASIS)

    def uitslag(self, scenario: Scenario) -> Uitslag:
        """Een scenario doorgerekend; dezelfde wijzigingen worden een keer berekend."""
        sleutel = (scenario.wijzigingen, scenario.mensen)
        with self._slot:
            gevonden = self._uitslagen.get(sleutel)
        if gevonden is None:
            gevonden = Uitslag(self, scenario)
            with self._slot:
                if len(self._uitslagen) >= SCENARIOS_ONTHOUDEN:
                    self._uitslagen.clear()
                self._uitslagen[sleutel] = gevonden
        return gevonden

    def keur(self) -> None:
        """Reken alles wat een pagina toont een keer; een bestand dat niet door te rekenen is geeft hier zijn fout."""
        _ = (self.afwijkingen, self.raming, self.basis.bijdragen)


@lru_cache(maxsize=ONTHOUDEN)
def van_teksten(naam: str, *teksten: str) -> Rekenwerk:
    """Het rekenwerk van een begroting; elke tekst na de eerste is een wijziging van wat ervoor staat."""
    *eerder, laatste = teksten
    if not eerder:
        return Rekenwerk(begrotingen.lees(laatste, naam))
    basis = van_teksten("de begroting die dit stuk wijzigt", *eerder)
    return Rekenwerk(lees_wijziging(laatste, naam, basis.begroting))


@lru_cache(maxsize=ONTHOUDEN)
def van_catalogus(regio: str, naam: str) -> Rekenwerk:
    """Het rekenwerk van een voorbeeld uit de catalogus."""
    return Rekenwerk(begrotingen.stukken(regio)[naam])


def gewijzigd(oud: Rekenwerk, nieuw: Rekenwerk) -> list[Verschil]:
    """Wat er van het ene stuk naar het andere veranderde."""
    return list(verschillen(oud.begroting, nieuw.begroting))


def keur_teksten(naam: str, *teksten: str) -> Rekenwerk:
    """Lees en reken helemaal door; wat niet kan is een fout in gewone woorden."""
    try:
        rekenwerk = van_teksten(naam, *teksten)
        rekenwerk.keur()
    except ArithmeticError as fout:
        raise BegrotingFout(
            f"{naam}: met deze getallen is niet te rekenen; een ervan is veel te groot of te klein."
        ) from fout
    return rekenwerk
