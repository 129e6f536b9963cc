"""Rijen van een studieverslag die maar op een bladzijde staan: de zoektocht, de grens, de knoppen en de terugtoets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString

from zicht.capaciteit.studie.verslag import (
    Beeld,
    Beeldmaat,
    Grens,
    Grenspunt,
    Knopeffect,
    Proef,
    Studieverslag,
    Terugtoetsregel,
    Waarde,
    Zoekverslag,
)
from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.catalogus.indicatoren import INDICATOREN as ALLE
from zicht.core.begroting.inzet import Dienstverband, Inzet
from zicht.rapportage import getallen
from zicht.web.begroting.grafiek import Staaf, staven
from zicht.web.capaciteit import antwoord
from zicht.web.capaciteit.forms import TEAMS

MATEN = {
    "uren": "Uren in een jaar", "fte": "Fte", "euro": "Euro in een jaar", "wachttijd": "Wachttijd tot oppakken (dagen)", "tijdig": "Op tijd",
    "wacht_eind": "Wachtlijst aan het einde", "wacht_gemiddeld": "Wachtlijst, gemiddeld", "ontvangen": "Meldingen binnen",
    "beoordeeld": "Meldingen beoordeeld", "af_vv": "Voorwaarden en Vervolg afgerond", "af_onderzoek": "Onderzoeken afgerond",
    "controles": "Controles bij wie wacht", "wachtlijst-beoordeling/niet-opgepakt": "Waarvan nog niet opgepakt",
}  # fmt: skip
IN_GRAFIEK = 12
ERNAAST = "/ernaast"  # een regel van de terugtoets die geen uitkomst is, maar hoeveel zij er gemiddeld naast zat
WACHTTIJD, TIJDIG = "wachttijd", "tijdig"


def maatnaam(maat: str) -> str:
    """Een maat in gewone woorden."""
    return ALLE[maat].titel if maat in ALLE else MATEN.get(maat, maat.replace("_", " "))


def _getal(maat: str, waarde: float | Decimal | None) -> str:
    if waarde is None:
        return antwoord.ONBEKEND
    if maat == "euro":
        return getallen.euro(waarde)
    if maat == "tijdig" or maat in INDICATOREN:
        return getallen.procent(Fraction(str(waarde)))
    return getallen.getal(waarde, 1 if maat in ("fte", "wachttijd") else 0)


def _verschil(maat: Beeldmaat) -> str:
    if maat.verschil is None:
        return antwoord.ONBEKEND
    if not maat.zeker:
        return "niet te zeggen"
    if maat.maat == TIJDIG:
        return getallen.met_teken(getallen.punten(Fraction(str(maat.verschil))), maat.verschil)
    return getallen.met_teken(_getal(maat.maat, maat.verschil), maat.verschil)


@dataclass(frozen=True)
class Maatrij:
    """Een van de maten: zonder, met, en het verschil."""

    titel: str
    basis: str
    anders: str
    verschil: str


def maatrij(maat: Beeldmaat) -> Maatrij:
    """Een maat voor de tabel."""
    return Maatrij(maatnaam(maat.maat), _getal(maat.maat, maat.basis), _getal(maat.maat, maat.anders), _verschil(maat))


@dataclass(frozen=True)
class Knoprij:
    """Wat een stap omhoog en een stap omlaag met een knop doen, in elke maat."""

    titel: str
    stap: str
    cellen: tuple[tuple[str, str], ...]
    simulatie: bool


def knoprijen(beeld: Beeld) -> list[Knoprij]:
    """De knoppen: eerst wat de wachttijd het meest verandert, dan wat er de begroting het meest verandert."""
    namen = [maat.maat for maat in beeld.maten]
    eerst = beeld.volgorde(WACHTTIJD)
    rest = [knop for knop in beeld.knoppen if knop not in eerst]
    return [
        Knoprij(knop.titel, knop.stap, tuple(_cellen(knop, naam) for naam in namen), knop.simulatie)
        for knop in (*eerst, *rest)
    ]  # fmt: skip


def _cellen(knop: Knopeffect, naam: str) -> tuple[str, str]:
    """Omhoog en omlaag; een streepje bij wat de simulatie van deze knop niet kan zeggen."""
    if naam in (WACHTTIJD, TIJDIG) and not knop.simulatie:
        return "–", "–"
    return _cel(knop.omhoog, naam), _cel(knop.omlaag, naam)


def _cel(maten: Sequence[Beeldmaat], naam: str) -> str:
    maat = next((maat for maat in maten if maat.maat == naam), None)
    return "–" if maat is None else _verschil(maat)


def staafjes(beeld: Beeld) -> SafeString | None:
    """De knoppen als staven: hoeveel dagen een stap omhoog en een stap omlaag de wachttijd veranderen."""
    rijen = [_staaf(knop) for knop in beeld.volgorde(WACHTTIJD)[:IN_GRAFIEK]]
    return (
        staven("Wat een stap met elke knop met de wachttijd doet; de getallen staan in de tabel", rijen)
        if rijen
        else None
    )


def _staaf(knop: Knopeffect) -> Staaf:
    omlaag, omhoog = (_dagen(maten) for maten in (knop.omlaag, knop.omhoog))
    return Staaf(f"{knop.titel} ({knop.stap})", omlaag, omhoog, _cel(knop.omhoog, WACHTTIJD))


def _dagen(maten: Sequence[Beeldmaat]) -> Decimal:
    maat = next((maat for maat in maten if maat.maat == WACHTTIJD and maat.zeker), None)
    return Decimal(str(maat.verschil)) if maat and maat.verschil is not None else Decimal(0)


@dataclass(frozen=True)
class Grensrij:
    """Een keuze in de tabel van de grens."""

    letter: str
    titel: str
    fte: str
    euro: str
    tijdig: str
    band: str
    oordeel: str


def zegt_iets(grens: Grens | None) -> bool:
    """Of er keuzes met verschillende kosten op de grens staan."""
    return grens is not None and len({punt.euro for punt in grens.punten}) > 1


def grensrij(letter: str, punt: Grenspunt, letters: Mapping[str, str]) -> Grensrij:
    """Een punt van de grens, met of een andere keuze beter is."""
    beter = letters.get(punt.beter, punt.beter)
    return Grensrij(
        letter, punt.titel, getallen.getal(punt.fte, 1), getallen.euro(punt.euro), getallen.procent(punt.tijdig.midden),
        _band(punt.tijdig), f"{beter} is niet duurder en minstens zo goed" if beter else "niets is goedkoper en minstens zo goed",
    )  # fmt: skip


def _band(waarde: Waarde) -> str:
    return f"{getallen.procent(waarde.laag)} tot {getallen.procent(waarde.hoog)}"


@dataclass(frozen=True)
class Proefrij:
    """Een bezetting die geprobeerd is."""

    mensen: str
    fte: str
    euro: str
    kans: str
    oordeel: str


@dataclass(frozen=True)
class Zoektocht:
    """Een zoektocht naar de kleinste bezetting."""

    zin: str
    normen: str
    proeven: tuple[Proefrij, ...]


def zoektocht(een: Zoekverslag, verslag: Studieverslag) -> Zoektocht:
    """De zoektocht met alles wat geprobeerd is."""
    normen = "; ".join(f"{ALLE[norm.indicator].titel}: {getallen.procent(norm.waarde)}" for norm in een.vraag.normen)
    return Zoektocht(een.zin, normen, tuple(_proef(proef) for proef in een.proeven))


def _proef(proef: Proef) -> Proefrij:
    van = proef.herhalingen
    oordeel = {True: "ja", False: "nee", None: "niet te zeggen"}[proef.haalt]
    euro = antwoord.ONBEKEND if proef.euro_per_jaar is None else getallen.euro(proef.euro_per_jaar)
    kans = f"{getallen.procent(proef.kans.waarde)} ({getallen.getal(proef.kans.waarde * van)} van de {getallen.getal(van)} keer)"
    return Proefrij(
        "; ".join(mensen(een) for een in proef.mensen) or "niemand erbij",
        getallen.getal(proef.fte, 1),
        euro,
        kans,
        oordeel,
    )


def mensen(een: Inzet) -> str:
    """Mensen erbij of eraf, in woorden."""
    soort = "inhuur" if een.soort is Dienstverband.INHUUR else "in dienst"
    return f"{getallen.getal(een.fte, 0 if een.fte == int(een.fte) else 1)} fte {soort} bij {dict(TEAMS).get(een.team, een.team)}"


@dataclass(frozen=True)
class Terugblikrij:
    """Wat er een jaar geleden verwacht zou zijn, en wat het werd."""

    titel: str
    verwacht: str
    band: str
    werd: str
    binnen: bool


def terugblikrij(regel: Terugtoetsregel) -> Terugblikrij:
    """Een regel van de terugtoets."""
    w = regel.verwacht
    return Terugblikrij(
        maatnaam(regel.maat), _getal(regel.maat, w.midden), f"{_getal(regel.maat, w.laag)} tot {_getal(regel.maat, w.hoog)}",
        _getal(regel.maat, regel.werkelijk), w.laag <= regel.werkelijk <= w.hoog,
    )  # fmt: skip
