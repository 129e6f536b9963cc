"""De begrotingen in de catalogus: per regio de stukken die in de bronnen staan, en hun scenario's."""

from collections.abc import Iterator, Mapping
from functools import cache

from zicht.catalogus import load
from zicht.catalogus.diensten import DIENSTEN
from zicht.core.begroting.begroting import Begroting, BegrotingFout, Soort
from zicht.core.begroting.lezen import lees_begroting
from zicht.core.begroting.meerjaren import jaren, lees_wijziging
from zicht.core.begroting.risico import Risicoregister
from zicht.core.begroting.risicos_lezen import lees_risicos
from zicht.core.begroting.scenario import Scenario, lees_scenarios, pas_toe
from zicht.core.parameters import LANDELIJK

# Kernprestaties die geen eigen dienst in het werkproces zijn: de chat is een kanaal van advies, de triage een tweede telling.
_APART = ("chat", "jeugdprostitutie_triage")
SCENARIOS = "scenarios"
RISICOS = "risicos"
KEUZES_BESTAND = "keuzes"


@cache
def kernprestaties() -> frozenset[str]:
    """De codes waaronder een begroting diensten telt."""
    return frozenset({dienst.telt_als for dienst in DIENSTEN if dienst.telt_als}) | set(_APART)


def lees(tekst: str, bestand: str) -> Begroting:
    """Een begroting van buiten de catalogus, gecontroleerd op diensten; bronnen mag de organisatie zelf noemen."""
    return lees_begroting(tekst, bestand, diensten=kernprestaties())


@cache
def stukken(regio: str) -> Mapping[str, Begroting]:
    """De begrotingen, wijzigingen en realisaties van een regio, op bestandsnaam; de oudste eerst."""
    teksten = load.begrotingsteksten(regio)
    vol = {n: _lees(regio, n, tekst) for n, tekst in teksten.items() if "-herziening" not in n and n[:4].isdigit()}
    herzien = {n: _wijziging(regio, n, tekst, vol) for n, tekst in teksten.items() if "-herziening" in n}
    return dict(sorted((vol | herzien).items()))


def begroting(regio: str, jaar: int | None = None) -> Begroting:
    """De begroting van een regio voor een jaar; zonder jaar de nieuwste. Zonder begroting een fout die zegt wat er is."""
    alle = [b for b in stukken(regio).values() if b.soort is Soort.BEGROTING and not b.wijzigt]
    gevonden = [b for b in alle if jaar is None or jaar in jaren(b)]
    if not gevonden:
        bekend = ", ".join(str(j) for b in alle for j in jaren(b)) or "geen"
        raise BegrotingFout(
            f"Er is geen begroting van {regio.upper()} voor {jaar or 'enig jaar'}. Bekende jaren: {bekend}."
        )
    return gevonden[-1]


@cache
def scenarios(regio: str) -> tuple[Scenario, ...]:
    """De scenario's van een regio."""
    tekst = load.begrotingsteksten(regio).get(SCENARIOS)
    return lees_scenarios(tekst, f"parameters/{regio}/begroting/{SCENARIOS}.toml", load.bronnen()) if tekst else ()


@cache
def risicos(regio: str) -> Risicoregister | None:
    """Het risicoregister van een regio, of None als zij er geen heeft; te wegen met `core.begroting.risico.weeg`."""
    tekst, bestand = load.begrotingsteksten(regio).get(RISICOS), f"parameters/{regio}/begroting/{RISICOS}.toml"
    return lees_risicos(tekst, bestand, scenarios(regio), load.bronnen()) if tekst else None


@cache
def keuzes() -> tuple[Scenario, ...]:
    """De landelijke keuzes over capaciteit."""
    tekst = load.begrotingsteksten(LANDELIJK)[KEUZES_BESTAND]
    return lees_scenarios(tekst, f"parameters/{LANDELIJK}/begroting/{KEUZES_BESTAND}.toml", load.bronnen())


def passend(begroting: Begroting) -> tuple[Scenario, ...]:
    """De scenario's van de regio die op deze begroting passen; een ouder stuk kent niet elk getal."""
    return tuple(scenario for scenario in scenarios(begroting.regio.lower()) if _past(begroting, scenario))


def passende_keuzes(begroting: Begroting) -> tuple[Scenario, ...]:
    """De keuzes over capaciteit die op deze begroting passen, en daarna de scenario's van de regio."""
    eigen = {scenario.code for scenario in scenarios(begroting.regio.lower())}
    landelijk = (keuze for keuze in keuzes() if keuze.code not in eigen and _past(begroting, keuze))
    return (*landelijk, *passend(begroting))


def _past(begroting: Begroting, scenario: Scenario) -> bool:
    try:
        pas_toe(begroting, scenario)
    except BegrotingFout:
        return False
    return True


def alle() -> Iterator[Begroting]:
    """Elk stuk in de catalogus."""
    for regio in load.regios():
        yield from stukken(regio).values()


def _lees(regio: str, naam: str, tekst: str) -> Begroting:
    return lees_begroting(
        tekst, f"parameters/{regio}/begroting/{naam}.toml", diensten=kernprestaties(), bronnen=load.bronnen()
    )


def _wijziging(regio: str, naam: str, tekst: str, vol: Mapping[str, Begroting]) -> Begroting:
    return lees_wijziging(
        tekst, f"parameters/{regio}/begroting/{naam}.toml", vol[naam.partition("-")[0]], load.bronnen()
    )
