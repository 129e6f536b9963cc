"""Vragen die een controller stelt, als keuze voor een studie, en de antwoorden van het verslag in zinnen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zicht.capaciteit.studie.verslag import NIETS_DOEN, Keuzeverslag, Studieverslag, Verschil
from zicht.capaciteit.uitkomst import Kans
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.begroting.inzet import Beleidskeuze, Dienstverband, Groei, Inzet, Tempo, Voorrang
from zicht.core.begroting.inzetkosten import WOORD, kort
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging
from zicht.core.periodes import lange_datum


@dataclass(frozen=True, slots=True)
class Antwoord:
    """Een zin op een vraag; `over` is de code van de keuze."""

    vraag: str
    over: str
    zin: str


# ---------------------------------------------------------------------------------------------------------------- vragen


def tijdelijk(team: str, fte: Decimal, maanden: int, soort: Dienstverband = Dienstverband.INHUUR) -> Scenario:
    """Zoveel mensen, zoveel maanden."""
    titel = f"{kort(fte)} fte {WOORD[soort]}, {maanden} maanden"
    return Scenario(f"tijdelijk-{kort(fte)}-{maanden}", titel, mensen=(Inzet(team, fte, soort, maanden=maanden),))


def vast(team: str, fte: Decimal, na_maanden: int | None = None) -> Scenario:
    """Zoveel mensen erbij in dienst, die blijven."""
    inzet = Inzet(team, fte, Dienstverband.IN_DIENST, na_maanden=na_maanden)
    return Scenario(f"vast-{kort(fte)}", f"{kort(fte)} fte erbij in dienst", mensen=(inzet,))


def groei(procent: Decimal, tempo: Tempo = Tempo.METEEN) -> Scenario:
    """Zoveel procent meer meldingen."""
    return Scenario(
        f"groei-{kort(procent)}", f"{kort(procent)} procent meer meldingen", instroom=(Groei(procent, tempo=tempo),)
    )


def route(stroom: str, aandeel: Decimal) -> Scenario:
    """Een ander aandeel in de trechter, in procenten."""
    wijziging = Wijziging(f"stroom.{stroom}.aandeel", Wijze.ZET, aandeel)
    return Scenario(
        f"route-{stroom}", f"{stroom.replace('_', ' ').capitalize()}: {kort(aandeel)} procent", (wijziging,)
    )


def voorrang(wie: Voorrang) -> Scenario:
    """Een andere volgorde van oppakken."""
    return Scenario(f"voorrang-{wie.value}", f"Voorrang: {wie.value}", beleid=Beleidskeuze(wie))


def verzuim(procent: Decimal) -> Scenario:
    """Een ander verzuim, in procenten."""
    return Scenario(f"verzuim-{kort(procent)}", f"Verzuim {kort(procent)} procent",
                    (Wijziging("verzuim.verwacht", Wijze.ZET, procent),))  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ antwoorden


def antwoorden(verslag: Studieverslag) -> Iterator[Antwoord]:
    """Wat het verslag op elke vraag zegt."""
    for keuze in verslag.alle:
        code = keuze.scenario.code
        yield Antwoord("Hoe loopt de wachtlijst?", code, _verloop(verslag, keuze))
        yield Antwoord("Wanneer is de achterstand weg?", code, _achterstand(verslag, keuze))
        for kans in keuze.normkansen:
            norm = f"{kans.norm.waarde * 100:.0f} procent"
            zin = (
                f"{titel(kans.norm.indicator)}: de kans dat de norm van {norm} gehaald wordt, is {_kans(kans.gehaald)}."
            )
            yield Antwoord("Wordt de norm gehaald?", code, zin)
        if code != NIETS_DOEN.code:
            yield Antwoord("Wat doet de keuze?", code, _verschil(keuze))
    yield from (Antwoord(tocht.vraag.titel, "", tocht.zin) for tocht in verslag.zoektochten)


def _verloop(verslag: Studieverslag, keuze: Keuzeverslag) -> str:
    eind, dag = keuze.over("wacht_eind"), lange_datum(verslag.weekeinde[-1])
    return (
        f"{_met(keuze)} wachten er op {dag} naar verwachting {_heel(eind.midden)} meldingen op hun beoordeling (acht van de tien keer"
        f" tussen {_heel(eind.laag)} en {_heel(eind.hoog)}). Vandaag zijn het er {verslag.wacht_vandaag}."
    )


def titel(indicator: str) -> str:
    """De titel van een indicator, of haar code als de catalogus haar niet kent."""
    return INDICATOREN[indicator].titel if indicator in INDICATOREN else indicator


def _achterstand(verslag: Studieverslag, keuze: Keuzeverslag) -> str:
    weg = keuze.wegwerken
    if weg.midden == verslag.weekeinde[0]:
        return f"{_met(keuze)} is er geen achterstand om weg te werken: er ligt niet meer dan een gewone week instroom."
    if not weg.kans.waarde:
        return f"{_met(keuze)} komt de achterstand in dit tijdvak niet weg."
    wanneer = (
        f"de helft van de keren uiterlijk op {lange_datum(weg.midden)}"
        if weg.midden
        else "dat is niet de helft van de keren"
    )
    return f"{_met(keuze)} is de kans dat de achterstand in dit tijdvak weg is {_kans(weg.kans)}; {wanneer}."


def _verschil(keuze: Keuzeverslag) -> str:
    wacht, dagen = keuze.verschil("wacht_gemiddeld"), keuze.verschil("wachttijd")
    kosten = euro(keuze.kosten.euro)
    if wacht is None or dagen is None:
        return f"{keuze.scenario.titel}: {kosten}."
    return (
        f"{keuze.scenario.titel}: gemiddeld {_meer(wacht, 'meldingen op de wachtlijst')}, en {_meer(dagen, 'dagen wachten')}."
        f" Kosten in dit tijdvak: {kosten}."
    )


def _meer(verschil: Verschil, wat: str) -> str:
    if not verschil.gemiddelde:
        return f"geen verschil in {wat}"
    laag, hoog = sorted((abs(verschil.laag), abs(verschil.hoog)))
    richting = "meer" if verschil.gemiddelde > 0 else "minder"
    zeker = f"tussen {_tiende(laag)} en {_tiende(hoog)}" if verschil.zeker else "dat kan toeval zijn"
    return f"{_tiende(abs(verschil.gemiddelde))} {richting} {wat} ({zeker})"


def _met(keuze: Keuzeverslag) -> str:
    return (
        "Met de mensen en de werkwijze van nu"
        if keuze.scenario.code == NIETS_DOEN.code
        else f"Met ‘{keuze.scenario.titel}’"
    )


def _kans(kans: Kans) -> str:
    return f"{kans.waarde * 100:.0f} procent (tussen {kans.laag * 100:.0f} en {kans.hoog * 100:.0f})"


def euro(bedrag: Decimal | None) -> str:
    """Een bedrag in hele euro's, of dat het onbekend is."""
    return "onbekend" if bedrag is None else f"€ {bedrag:,.0f}".replace(",", ".")


def _heel(getal: float) -> str:
    return f"{getal:,.0f}".replace(",", ".")


def _tiende(getal: float) -> str:
    return f"{getal:.1f}".replace(".", ",")
