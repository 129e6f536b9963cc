"""De grens van kosten tegenover aandeel op tijd: welke keuzes zijn het geld waard, en welke worden door een andere overtroffen?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from zicht.capaciteit.studie.verslag import NIETS_DOEN, Grens, Grenspunt, Keuzeverslag
from zicht.core.begroting.inzet import Dienstverband, Inzet
from zicht.core.begroting.inzetkosten import WOORD, kort
from zicht.core.begroting.scenario import Scenario

KEUZES = (
    "Een keuze wordt overtroffen als een andere niet duurder is en gemiddeld meer op tijd haalt.",
    "Een keuze waarvan de kosten onbekend zijn, staat niet op de grens.",
)


def grens(indicator: str, keuzes: Iterable[Keuzeverslag]) -> Grens:
    """De keuzes op volgorde van kosten, met per overtroffen keuze welke beter is."""
    punten = sorted(_punten(indicator, keuzes), key=lambda punt: (punt.euro, -punt.tijdig.gemiddelde, punt.code))
    return Grens(indicator, tuple(replace(punt, beter=_beter(punt, punten)) for punt in punten))


def _punten(indicator: str, keuzes: Iterable[Keuzeverslag]) -> Iterator[Grenspunt]:
    for keuze in keuzes:
        euro = keuze.kosten.euro
        tijdig = [deel.waarde for deel in keuze.opgeteld if (deel.maat, deel.over) == (indicator, "")]
        if euro is not None and tijdig:
            yield Grenspunt(keuze.scenario.code, keuze.scenario.titel, keuze.kosten.fte, euro, tijdig[0])


def _beter(punt: Grenspunt, punten: Sequence[Grenspunt]) -> str:
    """De code van de beste keuze die niet duurder is en meer haalt; leeg als die er niet is."""
    beter = [ander for ander in punten if _overtreft(ander, punt)]
    return max(beter, key=lambda ander: (ander.tijdig.gemiddelde, -ander.euro, ander.code)).code if beter else ""


def _overtreft(ander: Grenspunt, punt: Grenspunt) -> bool:
    meer = ander.tijdig.gemiddelde - punt.tijdig.gemiddelde
    return ander.euro <= punt.euro and meer >= 0 and (meer > 0 or ander.euro < punt.euro)


def rooster(
    team: str,
    stappen: Sequence[Decimal],
    soorten: Sequence[Dienstverband] = tuple(Dienstverband),
    maanden: int | None = None,
) -> tuple[Scenario, ...]:
    """Een rooster van keuzes: niets doen, en elke soort in elke hoeveelheid bij een team."""
    duur = f", {maanden} maanden" if maanden else ""
    return (
        NIETS_DOEN,
        *(
            Scenario(
                f"{soort.value}-{kort(fte).replace(',', '_')}",
                f"{kort(fte)} fte {WOORD[soort]}{duur}",
                mensen=(Inzet(team, fte, soort, maanden=maanden),),
            )
            for soort in soorten
            for fte in stappen
        ),
    )
