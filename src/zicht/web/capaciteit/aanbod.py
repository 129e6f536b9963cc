"""Waar iemand uit kan kiezen: de keuzes uit de catalogus en de begroting, de normen van de regio, en hoe lang het duurt."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.conf import settings

from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.catalogus import begrotingen, load
from zicht.catalogus.indicatoren import INDICATOREN as ALLE
from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.scenario import Scenario, lees_scenarios, pas_toe
from zicht.web.begroting.models import Begrotingsstuk, Scenarioversie
from zicht.web.begroting.stukken import Stuk, open_stuk
from zicht.web.capaciteit import woorden
from zicht.web.capaciteit.forms import GROEPEN, Gekozen
from zicht.web.capaciteit.invoer import Invoer, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.capaciteit.vandaag import regionormen

VERZUIM = "verzuim.verwacht"
PRECIES = ((100, "Snel", "Genoeg voor een eerste indruk"), (400, "Gewoon", "Genoeg om keuzes te vergelijken"),
           (1_000, "Precies", "Voor een stuk dat naar het bestuur gaat"))  # fmt: skip
# Keuze, aan de ruime kant: zolang er nog niets is doorgerekend. Op de demo, een zevende van een regio, kost een nagespeeld jaar
# ongeveer 0,001 seconde; een hele regio heeft zeven keer zoveel zaken.
BEGIN_SECONDEN, SECONDEN_PER_JAAR = 8.0, 0.02
ZOEKTOCHT = 12  # bezettingen die een zoektocht ongeveer probeert


def begin() -> Invoer:
    """De eerste antwoorden, om mee te beginnen."""
    return Invoer(herhalingen=PRECIES[1][0])


def stuk() -> Stuk | None:
    """De begroting waar de kosten uit komen: de laatste die in de applicatie is vastgesteld, en anders die uit de catalogus."""
    vast = Begrotingsstuk.objects.filter(stand=Begrotingsstuk.VASTGESTELD, wijzigt=None)
    rij = vast.order_by("-jaar", "-vastgesteld_op").first()
    if rij is not None:
        return open_stuk(rij.kenmerk)
    regio = settings.INSTELLINGEN.regio.lower()
    if regio not in load.regios() or not (van_regio := begrotingen.stukken(regio)):
        return None
    nieuwste = begrotingen.begroting(regio)
    return open_stuk(f"{regio}-{next(naam for naam, een in van_regio.items() if een is nieuwste)}")


def begroting() -> Begroting | None:
    """De begroting van dat stuk."""
    return gekozen.begroting if (gekozen := stuk()) else None


def scenarios(op: Begroting | None) -> dict[str, Scenario]:
    """Alle keuzes die op de begroting passen, onder bron:code: die uit de catalogus, en de eigen scenario's."""
    uit_catalogus = begrotingen.keuzes() if op is None else begrotingen.passende_keuzes(op)
    return {f"catalogus:{s.code}": s for s in uit_catalogus} | dict(_eigen(op))


def _eigen(op: Begroting | None) -> Iterator[tuple[str, Scenario]]:
    versies = Scenarioversie.objects.select_related("scenario__stuk").order_by("scenario__titel", "nummer")
    laatste = {versie.scenario_id: versie for versie in versies}
    for versie in laatste.values():
        for scenario in lees_scenarios(versie.tekst, f"scenario {versie.scenario.titel}"):
            if op is not None and _past(op, scenario):
                yield f"{versie.scenario.stuk.kenmerk}:{scenario.code}", scenario


def _past(op: Begroting, scenario: Scenario) -> bool:
    try:
        pas_toe(op, scenario)
    except BegrotingFout:
        return False
    return True


def keuzes() -> list[Gekozen]:
    """Om uit te kiezen."""
    namen = dict(Begrotingsstuk.objects.values_list("kenmerk", "titel"))
    return [_op_scherm(code, scenario, namen) for code, scenario in scenarios(begroting()).items()]


def _op_scherm(code: str, scenario: Scenario, namen: Mapping[str, str]) -> Gekozen:
    bron = code.partition(":")[0]
    if bron in namen:
        return Gekozen(code, scenario.titel, f"{scenario.omschrijving} Uit {namen[bron]}.".strip(), GROEPEN[3])
    groep = GROEPEN[0] if scenario.mensen else GROEPEN[1] if scenario.beleid else GROEPEN[2]
    return Gekozen(code, scenario.titel, scenario.omschrijving, groep)


def met_verzuim() -> bool:
    """Of de begroting een verzuim noemt dat anders kan worden."""
    op = begroting()
    return op is not None and op.getal(VERZUIM) is not None


def normen() -> list[tuple[str, str, Decimal | None]]:
    """De termijnindicatoren, met de norm van de regio in procenten als die er is."""
    regionorm = {code: Decimal(waarde.numerator * 100) / waarde.denominator for code, waarde in regionormen().items()}
    return [(code, ALLE[code].titel, regionorm.get(code)) for code in INDICATOREN]


def titels() -> dict[str, str]:
    """De naam van elke keuze en elke indicator."""
    keuzes_ = {code: scenario.titel for code, scenario in scenarios(begroting()).items()}
    return keuzes_ | {code: ALLE[code].titel for code in INDICATOREN}


def herhalingen(invoer: Invoer) -> list[tuple[int, str, str]]:
    """Hoe precies het kan, met hoe lang dat duurt."""
    return [
        (
            aantal,
            f"{titel}: {aantal} keer naspelen",
            f"{zin}. Duurt {woorden.duur(duur_in_seconden(invoer, aantal))}.",
        )
        for aantal, titel, zin in PRECIES
    ]


def duur(invoer: Invoer) -> str:
    """Hoe lang deze vraag duurt."""
    return woorden.duur(duur_in_seconden(invoer, invoer.herhalingen))


def duur_in_seconden(invoer: Invoer, aantal: int) -> float:
    """Naar de laatste doorrekening die klaar is, of naar wat er op de demo gemeten is."""
    rij = Doorrekening.objects.filter(stand=Stand.KLAAR, begonnen_om__isnull=False).order_by("-klaar_om").first()
    if rij is None or rij.klaar_om is None or rij.begonnen_om is None:
        return BEGIN_SECONDEN + SECONDEN_PER_JAAR * _jaren(invoer, aantal)
    toen = Invoer.van(rij.invoer)
    rekentijd = max((rij.klaar_om - rij.begonnen_om).total_seconds() - BEGIN_SECONDEN, 1.0)
    return BEGIN_SECONDEN + rekentijd * _jaren(invoer, aantal) / _jaren(toen, toen.herhalingen)


def _jaren(invoer: Invoer, aantal: int) -> float:
    """Hoeveel jaren er worden nagespeeld."""
    keer = 1 + len(invoer.keuzes) + len(invoer.eigen) if invoer.vraag is not Vraag.FORMATIE else ZOEKTOCHT
    return aantal * keer * invoer.maanden / 12
