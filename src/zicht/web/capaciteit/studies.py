"""Van wat iemand koos naar een studie: elke keuze voluit, zodat wat later verandert dit antwoord niet raakt."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.text import slugify

from zicht.capaciteit.model import Norm
from zicht.capaciteit.studie.grens import rooster
from zicht.capaciteit.studie.verslag import Studie, Zoekas, Zoekvraag
from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.inzet import Beleidskeuze, Dienstverband, Groei, Inzet, Voorrang, plus_maanden
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging
from zicht.core.fouten import AanroepFout
from zicht.web.capaciteit import aanbod
from zicht.web.capaciteit.forms import HOOGSTENS_KEUZES, MIX
from zicht.web.capaciteit.invoer import Eigen, Invoer, Mensen, Vraag, dag, getal
from zicht.web.capaciteit.vandaag import regionormen

ZELF = "Zelf gekozen in de applicatie."


def studie(invoer: Invoer, begroting: Begroting | None, begin: date) -> Studie:
    """De vraag, voluit."""
    keuzes, normen = tuple(_keuzes(invoer, begroting)), _normen(invoer)
    return Studie(
        regio=settings.INSTELLINGEN.regio,
        organisatie=settings.INSTELLINGEN.organisatie,
        begin=begin,
        dagen=(plus_maanden(begin, invoer.maanden) - begin).days + 1,
        keuzes=keuzes,
        normen=normen,
        herhalingen=invoer.herhalingen,
        zaad=invoer.zaad,
        zoeken=tuple(_zoeken(invoer, normen)),
        grens=normen[0].indicator if normen else INDICATOREN[0],
        beeld=keuzes[0].code if invoer.vraag is Vraag.BEELD and keuzes else "",
        titel=_titel(invoer, keuzes),
    )


def _titel(invoer: Invoer, keuzes: tuple[Scenario, ...]) -> str:
    """Waar de doorrekening in de lijst aan te herkennen is."""
    namen = "; ".join(keuze.titel for keuze in keuzes)
    match invoer.vraag:
        case Vraag.KEUZES:
            return f"Wat als: {namen}"
        case Vraag.BEELD:
            return f"Wat telt het zwaarst bij: {namen}"
        case _:
            return invoer.titel


def _normen(invoer: Invoer) -> tuple[Norm, ...]:
    """De normen van de regio; bij het zoeken naar een formatie die iemand koos."""
    if invoer.vraag is Vraag.FORMATIE:
        return tuple(Norm(code, float(Decimal(tekst) / 100)) for code, tekst in invoer.normen.items())
    return tuple(Norm(code, float(waarde)) for code, waarde in regionormen().items())


def _keuzes(invoer: Invoer, begroting: Begroting | None) -> Iterator[Scenario]:
    if invoer.vraag is Vraag.GRENS:
        yield from _rooster(invoer)
        return
    if invoer.vraag is Vraag.FORMATIE:
        return
    bekend = aanbod.scenarios(begroting)
    for code in invoer.keuzes:
        if code not in bekend:
            raise AanroepFout(
                "Een van de keuzes is er niet meer, of past niet meer op de begroting. Ga terug naar de keuzes."
            )
        yield bekend[code]
    for nummer, een in enumerate(invoer.eigen, 1):
        yield scenario(een, nummer)


def _rooster(invoer: Invoer) -> tuple[Scenario, ...]:
    """Van niemand tot het hoogste aantal, in gelijke stappen van halve fte's; niets doen staat er al."""
    meeste = getal(invoer.meeste) or Decimal(1)
    halve = {max(1, round(meeste * 2 * deel / HOOGSTENS_KEUZES)) for deel in range(1, HOOGSTENS_KEUZES + 1)}
    return rooster(invoer.team, [Decimal(n) / 2 for n in sorted(halve)], (Dienstverband(invoer.soort),))[1:]


def _zoeken(invoer: Invoer, normen: tuple[Norm, ...]) -> Iterator[Zoekvraag]:
    if invoer.vraag is not Vraag.FORMATIE:
        return
    soorten = tuple(Dienstverband) if invoer.soort == MIX else (Dienstverband(invoer.soort),)
    assen = tuple(Zoekas(invoer.team, soort, getal(invoer.meeste) or Decimal(1)) for soort in soorten)
    yield Zoekvraag(
        "De goedkoopste mix die de normen haalt" if len(assen) > 1 else "De kleinste formatie die de normen haalt",
        assen, normen, invoer.zekerheid / 100, herhalingen=invoer.herhalingen, meeste_herhalingen=4 * invoer.herhalingen,
    )  # fmt: skip


def scenario(keuze: Eigen, nummer: int) -> Scenario:
    """Een zelfgemaakte keuze als scenario."""
    verzuim = getal(keuze.verzuim)
    groei = getal(keuze.groei)
    return Scenario(
        f"zelf-{nummer}-{slugify(keuze.titel)}"[:60].rstrip("-"),
        keuze.titel,
        wijzigingen=() if verzuim is None else (Wijziging(aanbod.VERZUIM, Wijze.ZET, verzuim, ZELF),),
        keuzes=(ZELF,),
        mensen=tuple(_inzet(een) for een in keuze.mensen),
        beleid=_beleid(keuze),
        instroom=() if groei is None else (Groei(groei, waarom=ZELF),),
    )


def _inzet(een: Mensen) -> Inzet:
    return Inzet(
        een.team, getal(een.fte) or Decimal(0), Dienstverband(een.soort), dag(een.van), dag(een.tot_en_met), waarom=ZELF
    )


def _beleid(keuze: Eigen) -> Beleidskeuze | None:
    if not (keuze.voorrang or keuze.samen_oppakken or keuze.stilgelegd):
        return None
    samen = getal(keuze.samen_oppakken)
    return Beleidskeuze(
        Voorrang(keuze.voorrang) if keuze.voorrang else None,
        samen_oppakken=samen,
        samen_inspanning=None if samen is None else getal(keuze.samen_inspanning),
        stilgelegd=getal(keuze.stilgelegd),
        waarom=ZELF,
    )
