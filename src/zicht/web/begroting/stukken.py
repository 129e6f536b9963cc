"""Een begroting openen met haar kenmerk: een voorbeeld uit de catalogus (nog-2025) of een stuk van de organisatie zelf."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from zicht.catalogus import begrotingen, load
from zicht.core.begroting.begroting import Begroting, BegrotingFout, Soort
from zicht.core.begroting.scenario import Scenario, lees_scenarios
from zicht.web.begroting.models import Begrotingsscenario, Begrotingsstuk, Begrotingsversie, Scenarioversie
from zicht.web.begroting.rekenwerk import Rekenwerk, Uitslag, van_catalogus, van_teksten

VOORBEELD = "voorbeeld"


@dataclass(frozen=True)
class Stuk:
    """Een geopende begroting: haar tekst, haar versie als zij van de organisatie is, en het rekenwerk."""

    kenmerk: str
    tekst: str
    rekenwerk: Rekenwerk
    rij: Begrotingsstuk | None = None
    versie: Begrotingsversie | None = None

    @property
    def begroting(self) -> Begroting:
        """De begroting zelf."""
        return self.rekenwerk.begroting

    @property
    def stand(self) -> str:
        """Voorbeeld, concept of vastgesteld."""
        return self.rij.stand if self.rij else VOORBEELD

    @property
    def nummer(self) -> int:
        """Het nummer van de versie die open is; een voorbeeld heeft er geen."""
        return self.versie.nummer if self.versie else 0

    @property
    def laatste(self) -> bool:
        """Of dit de laatste versie is."""
        return self.rij is None or self.nummer == self.rij.versie

    @property
    def bewerkbaar(self) -> bool:
        """Of hier een nieuwe versie van te maken is."""
        return self.rij is not None and not self.rij.vast and self.laatste

    @property
    def is_wijziging(self) -> bool:
        """Of het stuk alleen noemt wat het verandert."""
        return bool(self.begroting.wijzigt)

    @property
    def kopieerbaar(self) -> bool:
        """Of het een volledige begroting is, en dus een begin voor een andere."""
        return self.begroting.soort is Soort.BEGROTING and not self.is_wijziging

    @property
    def vraag(self) -> str:
        """Wat achter een adres staat om bij een eerdere versie te blijven."""
        return "" if self.laatste else f"versie={self.nummer}"

    @cached_property
    def scenarios(self) -> list["Keuze"]:
        """De scenario's bij dit stuk: eerst de eigen, dan die uit de catalogus; wat niet past zegt waarom."""
        return [*self._eigen(), *self._uit_catalogus()]

    def _eigen(self) -> Iterator["Keuze"]:
        if self.rij is None:
            return
        versies = Scenarioversie.objects.filter(scenario__stuk=self.rij).select_related("scenario", "door")
        laatste = {}
        for versie in versies.order_by("scenario__titel", "nummer"):
            laatste[versie.scenario_id] = versie
        for versie in laatste.values():
            (scenario,) = lees_scenarios(versie.tekst, f"scenario {versie.scenario.titel}")
            yield Keuze(self.rekenwerk, scenario, versie.scenario, versie)

    def _uit_catalogus(self) -> Iterator["Keuze"]:
        regio = self.begroting.regio.lower()
        for scenario in begrotingen.scenarios(regio) if regio in load.regios() else ():
            yield Keuze(self.rekenwerk, scenario)

    def scenario(self, code: str) -> "Keuze | None":
        """Het scenario met deze code."""
        return next((keuze for keuze in self.scenarios if keuze.scenario.code == code), None)


@dataclass(frozen=True)
class Keuze:
    """Een scenario dat bij een begroting te kiezen is."""

    rekenwerk: Rekenwerk
    scenario: Scenario
    rij: Begrotingsscenario | None = None
    versie: Scenarioversie | None = None

    @cached_property
    def uitslag(self) -> Uitslag | None:
        """Het scenario doorgerekend, of None als het niet op deze begroting past."""
        try:
            return self.rekenwerk.uitslag(self.scenario)
        except BegrotingFout:
            return None

    @cached_property
    def bezwaar(self) -> tuple[str, ...]:
        """Waarom het scenario niet past; leeg als het past."""
        try:
            self.rekenwerk.uitslag(self.scenario)
        except BegrotingFout as fout:
            return fout.regels
        return ()


def voorbeelden() -> Iterator[Stuk]:
    """De stukken uit de catalogus, per regio de nieuwste eerst."""
    for regio in load.regios():
        for naam in reversed(list(begrotingen.stukken(regio))):
            yield _voorbeeld(regio, naam)


def _voorbeeld(regio: str, naam: str) -> Stuk:
    return Stuk(f"{regio}-{naam}", load.begrotingsteksten(regio)[naam], van_catalogus(regio, naam))


def open_stuk(kenmerk: str, nummer: int | None = None) -> Stuk:
    """Het stuk met dit kenmerk, in een eerdere versie als daarom gevraagd is."""
    regio, _, naam = kenmerk.partition("-")
    if regio in load.regios() and naam in begrotingen.stukken(regio):
        return _voorbeeld(regio, naam)
    rij = Begrotingsstuk.objects.select_related("wijzigt").filter(kenmerk=kenmerk).first()
    if rij is None:
        raise Http404("Deze begroting bestaat niet.")
    versie = versie_van(rij, nummer)
    return Stuk(kenmerk, versie.tekst, van_teksten(rij.titel, *teksten_onder(rij), versie.tekst), rij, versie)


def versie_van(rij: Begrotingsstuk, nummer: int | None = None) -> Begrotingsversie:
    """Een versie van een stuk; zonder nummer de laatste."""
    gevonden = rij.versies.select_related("door").filter(nummer=nummer or rij.versie).first()
    if gevonden is None:
        raise Http404("Deze versie bestaat niet.")
    return gevonden


def teksten_onder(rij: Begrotingsstuk) -> tuple[str, ...]:
    """De teksten die een wijziging wijzigt, van de begroting af naar boven; leeg voor een volledige begroting."""
    teksten: list[str] = []
    while rij.wijzigt is not None:
        rij = rij.wijzigt
        teksten.insert(0, versie_van(rij).tekst)
    return tuple(teksten)
