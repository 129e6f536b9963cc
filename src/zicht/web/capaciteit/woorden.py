"""Keuzes, stappen en wachttijden van een doorrekening in gewone zinnen."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from zicht.rapportage import getallen
from zicht.web.capaciteit.forms import MAANDEN, MIX, SOORTEN, TEAMS, VOORRANG
from zicht.web.capaciteit.invoer import Eigen, Invoer, Mensen, Vraag, dag, getal
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.vormgeving.tekst import lang

NIETS_DOEN = "Niets doen: met de mensen en de werkwijze van nu"
TE_VROEG = 0.05  # pas hierna zegt de tijd tot nu toe iets over de tijd die nog komt


def in_woorden(keuze: Eigen) -> str:
    """Wat een zelfgemaakte keuze verandert."""
    return "; ".join(_delen(keuze))


def _delen(keuze: Eigen) -> Iterator[str]:
    yield from (_mensen(een) for een in keuze.mensen)
    if keuze.voorrang:
        yield f"aan de beurt: {dict(VOORRANG)[keuze.voorrang]}"
    if keuze.samen_oppakken:
        tijd = f", voor {_procent(keuze.samen_inspanning)} van de gewone tijd"
        yield f"{_procent(keuze.samen_oppakken)} van de beoordelingen samen met het lokale team{tijd}"
    for tekst, zin in (
        (keuze.stilgelegd, "{} van het werk dat kan wachten ligt stil"),
        (keuze.verzuim, "verzuim {}"),
    ):
        if tekst:
            yield zin.format(_procent(tekst))
    if keuze.groei:
        minder = (getal(keuze.groei) or 0) < 0
        yield f"{_procent(keuze.groei.removeprefix('-'))} {'minder' if minder else 'meer'} meldingen"


def _mensen(een: Mensen) -> str:
    fte, soort = getal(een.fte) or 0, dict(SOORTEN)[een.soort]
    van, tot = dag(een.van), dag(een.tot_en_met)
    duur = f" van {lang(van)}" if van else ""
    duur += f" tot en met {lang(tot)}" if tot else ""
    erbij = "erbij" if fte > 0 else "eraf"
    return f"{getallen.getal(abs(fte), 0 if fte == int(fte) else 1)} fte {erbij} bij {dict(TEAMS)[een.team]}, {soort}{duur}"


def _procent(tekst: str) -> str:
    waarde = getal(tekst) or 0
    return f"{getallen.getal(waarde, 0 if waarde == int(waarde) else 1)}{getallen.VAST}%"


def samenvatting(invoer: Invoer, titels: Mapping[str, str]) -> list[tuple[str, list[str], str]]:
    """Elke vraag met haar antwoord, en de bladzijde om het te veranderen."""
    regels = [("Wat u wilt weten", [invoer.vraag.titel], "capaciteit_vraag")]
    if invoer.vraag in (Vraag.FORMATIE, Vraag.GRENS):
        regels.append(("De mensen", [_zoekt(invoer)], "capaciteit_mensen"))
    if invoer.vraag is Vraag.FORMATIE:
        normen = [f"{titels.get(code, code)}: {_procent(norm)}" for code, norm in invoer.normen.items()]
        zeker = f"met {invoer.zekerheid} procent zekerheid"
        regels.append(("De normen", [*normen, zeker], "capaciteit_norm"))
    elif invoer.vraag is not Vraag.GRENS:
        eigen = [f"{een.titel}: {in_woorden(een)}" for een in invoer.eigen]
        gekozen = [titels.get(code, code) for code in invoer.keuzes]
        regels.append(("Keuzes naast elkaar", [NIETS_DOEN, *gekozen, *eigen], "capaciteit_keuzes"))
    return [
        *regels,
        ("Vooruit", [dict(MAANDEN).get(invoer.maanden, f"{invoer.maanden} maanden")], "capaciteit_vooruit"),
        ("Nagespeeld", [f"{getallen.getal(invoer.herhalingen)} keer"], "capaciteit_precies"),
    ]


def _zoekt(invoer: Invoer) -> str:
    soort = {**dict(SOORTEN), MIX: "de goedkoopste mix van in dienst en inhuur"}[invoer.soort]
    return f"hoogstens {_fte(invoer.meeste)} fte erbij bij {dict(TEAMS)[invoer.team]}, {soort}"


def _fte(tekst: str) -> str:
    fte = getal(tekst) or 0
    return getallen.getal(fte, 0 if fte == int(fte) else 1)


def duur(seconden: float) -> str:
    """Hoe lang iets duurt, zo precies als iemand het wil weten."""
    if seconden < 20:
        return "een paar tellen"
    if seconden < 90:
        return "ongeveer een minuut"
    return f"ongeveer {getallen.getal(seconden / 60)} minuten"


def nog(rij: Doorrekening, nu: datetime) -> str:
    """Hoe lang het nog duurt, naar wat er tot nu toe gedaan is; leeg als dat niets zegt."""
    if rij.stand != Stand.BEZIG or rij.begonnen_om is None or rij.deel < TE_VROEG:
        return ""
    voorbij = (nu - rij.begonnen_om).total_seconds()
    return duur(voorbij * (1 - rij.deel) / rij.deel)
