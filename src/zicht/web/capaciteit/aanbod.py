"""Waar iemand uit kan kiezen: de keuzes uit de catalogus en de begroting, de normen van de regio, en hoe lang het duurt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.catalogus import begrotingen, load
from zicht.catalogus.indicatoren import INDICATOREN as ALLE
from zicht.core.begroting.scenario import Scenario, lees_scenarios
from zicht.web.begroting.models import Begrotingsstuk, Scenarioversie
from zicht.web.capaciteit import woorden
from zicht.web.capaciteit.invoer import Invoer, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.capaciteit.vandaag import regionormen

CATALOGUS = "catalogus"
PRECIES = ((100, "Snel", "Genoeg voor een eerste indruk"), (400, "Gewoon", "Genoeg om keuzes te vergelijken"),
           (1_000, "Precies", "Voor een stuk dat naar het bestuur gaat"))  # fmt: skip
# Keuze: zolang er nog niets is doorgerekend. Gemeten op de demo met een rekenkern van een gewone laptop.
BEGIN_SECONDEN, SECONDEN_PER_JAAR = 8.0, 0.02


@dataclass(frozen=True, slots=True)
class Aangeboden:
    """Een keuze met waar zij vandaan komt."""

    code: str  # bron:code
    scenario: Scenario


def begin() -> Invoer:
    """De eerste antwoorden, om mee te beginnen."""
    return Invoer(herhalingen=PRECIES[1][0])


def alle() -> list[Aangeboden]:
    """Alle scenario's: die van de eigen begrotingen, dan die uit de catalogus."""
    return [*_eigen(), *_uit_catalogus()]


def _eigen() -> Iterator[Aangeboden]:
    versies = Scenarioversie.objects.select_related("scenario__stuk").order_by("scenario__titel", "nummer")
    laatste = {versie.scenario_id: versie for versie in versies}
    for versie in laatste.values():
        for scenario in lees_scenarios(versie.tekst, f"scenario {versie.scenario.titel}"):
            yield Aangeboden(f"{versie.scenario.stuk.kenmerk}:{scenario.code}", scenario)


def _uit_catalogus() -> Iterator[Aangeboden]:
    regio = settings.INSTELLINGEN.regio.lower()
    for scenario in begrotingen.scenarios(regio) if regio in load.regios() else ():
        yield Aangeboden(f"{CATALOGUS}:{scenario.code}", scenario)


def keuzes() -> list[tuple[str, str, str]]:
    """Om uit te kiezen: code, titel, en wat het is."""
    namen = dict(Begrotingsstuk.objects.values_list("kenmerk", "titel"))
    return [(een.code, een.scenario.titel, _uitleg(een, namen)) for een in alle()]


def _uitleg(een: Aangeboden, namen: Mapping[str, str]) -> str:
    bron = een.code.partition(":")[0]
    waar = f"Uit {namen[bron]}." if bron in namen else ""
    return " ".join(deel for deel in (een.scenario.omschrijving, waar) if deel)


def normen() -> list[tuple[str, str, Decimal | None]]:
    """De termijnindicatoren, met de norm van de regio in procenten als die er is."""
    regionorm = {code: Decimal(waarde.numerator * 100) / waarde.denominator for code, waarde in regionormen().items()}
    return [(code, ALLE[code].titel, regionorm.get(code)) for code in INDICATOREN]


def titels() -> dict[str, str]:
    """De naam van elke keuze en elke indicator."""
    return {een.code: een.scenario.titel for een in alle()} | {code: ALLE[code].titel for code in INDICATOREN}


def herhalingen(invoer: Invoer) -> list[tuple[int, str, str]]:
    """Hoe precies het kan, met hoe lang dat duurt."""
    return [
        (aantal, f"{titel}: {aantal} keer naspelen", f"{zin}. Duurt {woorden.duur(duur_in_seconden(invoer, aantal))}.")
        for aantal, titel, zin in PRECIES
    ]


def duur(invoer: Invoer) -> str:
    """Hoe lang deze vraag duurt."""
    return woorden.duur(duur_in_seconden(invoer, invoer.herhalingen))


def duur_in_seconden(invoer: Invoer, aantal: int) -> float:
    """Naar de laatste doorrekening van dezelfde soort, of naar wat er op de demo gemeten is."""
    rij = Doorrekening.objects.filter(stand=Stand.KLAAR, begonnen_om__isnull=False).order_by("-klaar_om").first()
    if rij is None:
        return BEGIN_SECONDEN + SECONDEN_PER_JAAR * _jaren(invoer, aantal)
    toen = Invoer.van(rij.invoer)
    rekentijd = max((rij.klaar_om - rij.begonnen_om).total_seconds() - BEGIN_SECONDEN, 1.0)
    return BEGIN_SECONDEN + rekentijd * _jaren(invoer, aantal) / _jaren(toen, toen.herhalingen)


def _jaren(invoer: Invoer, aantal: int) -> float:
    """Hoeveel jaren er worden nagespeeld."""
    keer = 1 + len(invoer.keuzes) + len(invoer.eigen) if invoer.vraag is not Vraag.FORMATIE else ZOEKTOCHT
    return aantal * keer * invoer.maanden / 12


ZOEKTOCHT = 12  # bezettingen die een zoektocht ongeveer probeert
