"""Definities en gevallen in gewone taal; een en dezelfde weergave voor scherm, opdrachtregel en bijlage van de burap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from zicht.core.indicatoren import (
    Aandeel,
    Aantal,
    Antwoord,
    Benoemd,
    Doorlooptijd,
    Gemiddelde,
    Indicator,
    Telling,
    Telregel,
    Voorraad,
    heeft_twee_tellingen,
)
from zicht.core.periodes import korte_datum
from zicht.core.voorwaarden import (
    Bevat,
    Constante,
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    InPeriode,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    Soort,
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
    Waarde,
)

Duurteksten = Mapping[str, str]  # per termijn: "5 werkdagen (Handelingsprotocol …)"


@dataclass(frozen=True)
class Definitie:
    """Een definitie in woorden: kopregel, vragen per kopje en keuzes."""

    code: str
    titel: str
    soort: str
    telt: str
    stappen: tuple[tuple[str, tuple[str, ...]], ...]
    keuzes: tuple[str, ...]

    def regels(self) -> tuple[str, ...]:
        """De definitie als regels tekst."""
        kop = (f"{self.titel} ({self.code})", f"Soort: {self.soort}. Eenheid die telt: {self.telt}.")
        stappen = tuple(f"{titel}: {regel}" for titel, regels in self.stappen for regel in regels)
        return (*kop, *stappen, *(f"Keuze: {keuze}" for keuze in self.keuzes))


KOPJES = {
    "periode": "Hoort bij de periode als",
    "noemer": "Telt mee als",
    "bepaalbaar": "Te bepalen als",
    "open": "Nog open als",
    "teller": "In de teller als",
}
_ALLE_KOPJES = {**KOPJES, "apart": "Apart geteld"}


def definitie(indicator: Indicator, regel: Telregel, duren: Duurteksten) -> Definitie:
    """De definitie van een indicator, precies zoals de telregel haar uitrekent."""
    stappen = tuple(
        (kopje, tuple(_benoemd(getattr(regel, deel), duren)))
        for deel, kopje in _ALLE_KOPJES.items()
        if getattr(regel, deel)
    )
    return Definitie(
        indicator.code, indicator.titel, soort(indicator), indicator.telt.tabelnaam(), stappen, indicator.keuzes
    )


def soort(indicator: Indicator) -> str:
    """De soort indicator in woorden."""
    match indicator:
        case Aandeel():
            return "aandeel, ook te tellen naar ontvangst" if heeft_twee_tellingen(indicator) else "aandeel"
        case Aantal():
            return "aantal in de periode"
        case Voorraad():
            return "voorraad op de peildatum"
        case Gemiddelde(van=van):
            return f"gemiddelde van {veldnaam(van)}"
        case Doorlooptijd(duur=duur):
            return f"mediaan en negentigste percentiel van {_waarde(duur, {})}"


def tellingtekst(telling: Telling) -> str:
    """De telling in woorden."""
    return "naar afronding" if telling is Telling.AFGEROND else "naar ontvangst"


def _benoemd(benoemd: Benoemd, duren: Duurteksten) -> Iterable[str]:
    for code, voorwaarde in benoemd.items():
        naam = code.replace("_", " ")
        uitgeschreven = tekst(voorwaarde, duren)
        yield naam if naam == uitgeschreven else f"{naam} — {uitgeschreven}"


def veldnaam(veld: Veld) -> str:
    """De naam van een veld in een zin."""
    return veld.naam.replace("_", " ")


def tekst(voorwaarde: Voorwaarde, duren: Duurteksten) -> str:
    """Een voorwaarde als Nederlandse zin."""
    match voorwaarde:
        case Gelijk(links=links, rechts=rechts):
            return f"{_waarde(links, duren)} is {_waarde(rechts, duren, bij=links)}"
        case Kleiner(links=Vast() as grens, rechts=rechts) if not isinstance(rechts, Vast):
            return f"{_waarde(rechts, duren)} {_meer(rechts)} {_waarde(grens, duren)}"
        case Kleiner(links=links, rechts=rechts):
            return f"{_waarde(links, duren)} {_minder(links)} {_waarde(rechts, duren)}"
        case EenVan(waarde=waarde, codes=codes):
            return f"{_waarde(waarde, duren)} is {' of '.join(_code(waarde, code) for code in codes)}"
        case Bevat(veld=veld, code=code):
            return f"{veldnaam(veld)} bevat {_code(veld, code)}"
        case Ingevuld(waarde=waarde):
            return f"{_waarde(waarde, duren)} is ingevuld"
        case InPeriode(veld=veld):
            return f"{veldnaam(veld)} valt in de periode"
        case En(delen=delen):
            return " en ".join(_haakjes(deel, duren) for deel in delen)
        case Of(delen=delen):
            return " of ".join(_haakjes(deel, duren) for deel in delen)
        case Niet(deel=deel):
            return _niet(deel, duren)
        case _:
            assert_never(voorwaarde)


def _haakjes(voorwaarde: Voorwaarde, duren: Duurteksten) -> str:
    zin = tekst(voorwaarde, duren)
    return f"({zin})" if isinstance(voorwaarde, En | Of) else zin


def _niet(deel: Voorwaarde, duren: Duurteksten) -> str:
    match deel:
        case Kleiner(links=links, rechts=Vast() as grens) if not isinstance(links, Vast):
            return f"{_waarde(links, duren)} {_minstens(links)} {_waarde(grens, duren)}"
        case Kleiner(links=links, rechts=rechts):
            return f"{_waarde(rechts, duren)} {_hoogstens(links)} {_waarde(links, duren)}"
        case Ingevuld(waarde=waarde):
            return f"{_waarde(waarde, duren)} is niet ingevuld"
        case Gelijk(links=links, rechts=rechts):
            return f"{_waarde(links, duren)} is niet {_waarde(rechts, duren, bij=links)}"
        case _:
            return f"niet ({tekst(deel, duren)})"


def _is_datum(waarde: Waarde) -> bool:
    match waarde:
        case Veld(soort=soort_):
            return soort_ is Soort.DATUM
        case Vast(waarde=constante):
            return isinstance(constante, date)
        case Peildatum() | UitersteDatum():
            return True
        case DagenTussen():
            return False
        case _:
            assert_never(waarde)


def _minder(links: Waarde) -> str:
    return "ligt voor" if _is_datum(links) else "is minder dan"


def _meer(rechts: Waarde) -> str:
    return "ligt na" if _is_datum(rechts) else "is meer dan"


def _minstens(links: Waarde) -> str:
    return "ligt op of na" if _is_datum(links) else "is minstens"


def _hoogstens(links: Waarde) -> str:
    return "ligt op of voor" if _is_datum(links) else "is hoogstens"


def _waarde(waarde: Waarde, duren: Duurteksten, bij: Waarde | None = None) -> str:
    match waarde:
        case Veld():
            return veldnaam(waarde)
        case Vast(waarde=constante):
            return _code(bij, str(constante)) if isinstance(constante, str) else constantetekst(constante)
        case Peildatum():
            return "de peildatum"
        case UitersteDatum(begin=begin, duur=duur):
            return f"de uiterste datum: {duren.get(duur, 'termijn niet vastgesteld')} na {veldnaam(begin)}"
        case DagenTussen(van=van, tot=tot):
            return f"het aantal dagen van {veldnaam(van)} tot {_waarde(tot, duren)}"
        case _:
            assert_never(waarde)


def _code(veld: Waarde | None, code: str) -> str:
    return veld.codes.titel(code) if isinstance(veld, Veld) and veld.codes else code


def constantetekst(constante: Constante | None) -> str:
    """Een waarde zoals ze in een zin staat."""
    match constante:
        case None:
            return "onbekend"
        case bool():
            return "ja" if constante else "nee"
        case date():
            return korte_datum(constante)
        case Decimal():
            return f"{constante.normalize():f}".replace(".", ",")
        case _:
            return str(constante).replace(".", ",")


@dataclass(frozen=True)
class Vraag:
    """Een vraag van de telregel met haar antwoord bij een geval; None is onbekend."""

    deel: str
    naam: str
    antwoord: bool | None

    def __str__(self) -> str:
        return f"{self.naam} — {ja_of_nee(self.antwoord)}"


_WAT = {
    Antwoord.TELT_NIET: "telt niet mee",
    Antwoord.NIET_TE_BEPALEN: "is niet te bepalen",
    Antwoord.NOG_OPEN: "is nog open",
    Antwoord.NOEMER: "telt in de noemer",
    Antwoord.TELLER: "telt in de noemer en in de teller",
}


def antwoordtekst(antwoord: Antwoord, *, heeft_teller: bool) -> str:
    """Wat een geval doet, in woorden."""
    if antwoord is Antwoord.NOEMER and heeft_teller:
        return "telt in de noemer, maar niet in de teller"
    return "telt mee" if antwoord is Antwoord.NOEMER else _WAT[antwoord]


def ja_of_nee(antwoord: bool | None) -> str:
    """Een antwoord op een vraag: ja, nee of onbekend."""
    return "onbekend" if antwoord is None else "ja" if antwoord else "nee"


_NIET_WAAR = (False, None)


def beslissend(antwoord: Antwoord, vragen: Sequence[Vraag]) -> tuple[Vraag, ...]:
    """De vragen die maken dat een geval doet wat het doet, volgens de volgorde van de telregel."""
    van = {deel: [vraag for vraag in vragen if vraag.deel == deel] for deel in KOPJES}
    match antwoord:
        case Antwoord.TELT_NIET:
            return _met(van["periode"], *_NIET_WAAR) or _met(van["noemer"], False)
        case Antwoord.NIET_TE_BEPALEN:
            onbepaald = _met(van["noemer"], None) or _met(van["bepaalbaar"], *_NIET_WAAR)
            return onbepaald or _onbeslist(van["open"]) or _onbeslist(van["teller"])
        case Antwoord.NOG_OPEN:
            return tuple(van["open"])
        case Antwoord.NOEMER:
            return _met(van["teller"], False) or (*van["periode"], *van["noemer"])
        case Antwoord.TELLER:
            return tuple(van["teller"])


def _met(vragen: Sequence[Vraag], *antwoorden: bool | None) -> tuple[Vraag, ...]:
    return tuple(vraag for vraag in vragen if vraag.antwoord in antwoorden)


def _onbeslist(vragen: Sequence[Vraag]) -> tuple[Vraag, ...]:
    """De onbekende vragen, tenzij een nee de zaak al besliste."""
    return () if _met(vragen, False) else _met(vragen, None)


def gevalzin(naam: str, antwoord: Antwoord, vragen: Sequence[Vraag], *, heeft_teller: bool) -> str:
    """Wat een geval doet en welke vraag dat besliste, in een zin."""
    redenen = "; ".join(str(vraag) for vraag in beslissend(antwoord, vragen))
    wat = f"{naam} {antwoordtekst(antwoord, heeft_teller=heeft_teller)}"
    return f"{wat}: {redenen}." if redenen else f"{wat}."


def waardetekst(veld: Veld, waarde: Constante | None) -> str:
    """Een veld met zijn waarde: ontvangen op 03-03-2025, oordeel: gegrond, opgepakt op: niet bekend."""
    if waarde is None:
        return f"{veldnaam(veld)}: niet bekend"
    if isinstance(waarde, date):
        return f"{veldnaam(veld)} {korte_datum(waarde)}"
    if veld.soort is Soort.CODES:
        return f"{veldnaam(veld)}: {', '.join(_code(veld, code) for code in str(waarde).strip(';').split(';'))}"
    return f"{veldnaam(veld)}: {_code(veld, waarde) if isinstance(waarde, str) else constantetekst(waarde)}"


def als_zin(delen: Sequence[str]) -> str:
    """Delen van een zin met een hoofdletter vooraan en een punt erachter; niets blijft niets."""
    zin = ", ".join(deel for deel in delen if deel)
    return f"{zin[0].upper()}{zin[1:]}." if zin else ""
