"""Welke cijfers bij een blok horen, met hun naam: om uit te kiezen bij het schrijven, en om een wijziging te benoemen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zicht.rapportage.burap.blok1 import ONDERDELEN, VOORRADEN
from zicht.rapportage.burap.uitgave import Uitgave
from zicht.rapportage.cijferlijst import BindingFout, Cijfer, Cijferlijst
from zicht.rapportage.stand import Kenmerk, Stand
from zicht.rapportage.vooruitblik import AANTALLEN
from zicht.rapportage.zinnen import vul

VERGELIJKBAAR = ("vorig jaar", "begroting")
ERBIJ = (
    "vorig jaar",
    "begroting",
    "norm",
    "naar ontvangst",
    "nog open",
    "niet te bepalen",
    "prognose",
    "begroting jaar",
)
ALS_ER_ZIJN = ("nog open", "niet te bepalen")  # nul is hier geen nieuws


@dataclass(frozen=True)
class Naam:
    """Hoe een cijfer heet, en bij welk blok en welk onderwerp het hoort."""

    blok: str
    groep: str
    titel: str
    sleutel: str


@dataclass(frozen=True)
class Binding:
    """Wat iemand kan plakken: in woorden, de binding zelf, en wat er komt te staan."""

    woorden: str
    binding: str
    tekst: str


@dataclass(frozen=True)
class Keuze:
    """Een cijfer om te gebruiken, met de bindingen die het kent; de eerste is het cijfer zelf."""

    naam: Naam
    bindingen: tuple[Binding, ...]


def namen(stand: Stand) -> tuple[Naam, ...]:
    """Elk cijfer van de regio dat een naam heeft, in de volgorde van het rapport."""
    return tuple(_namen(stand))


def _namen(stand: Stand) -> Iterator[Naam]:
    yield from _reeks("Samenvatting", "Normen", _NORMEN)
    yield from _indicatoren("Samenvatting", "Prestatie-indicatoren", stand.met_norm())
    yield from _reeks("Samenvatting", "Beschrijvend", ((code, titel) for _, code, titel, _ in ONDERDELEN))
    yield from _reeks("Samenvatting", "Financiën", (("lasten-totaal", "Lasten, totaal"), ("jaarlasten", "Lasten over het hele jaar"), ("verzuim", "Ziekteverzuim")))  # fmt: skip
    yield from _reeks("Blok 1", "Beschrijvende indicatoren", ((code, f"{letter}. {titel}") for letter, code, titel, _ in ONDERDELEN))  # fmt: skip
    for code, titel, delen in VOORRADEN.values():
        kort = titel.partition(":")[0]
        yield from _reeks("Blok 1", kort, ((code, titel), *((f"{code}/{deel}", naam) for deel, naam in delen)))
    yield from _financien(stand)
    for onderwerp in stand.onderwerpen:
        groepen = ((f"{onderwerp.code}/{code}", titel) for code, titel in onderwerp.groepen)
        yield from _reeks("Blok 3", onderwerp.titel, ((onderwerp.code, onderwerp.noemer_titel), *groepen))
    yield from _indicatoren("Blok 4", "Prestatie-indicatoren", stand.genummerd())
    yield from _indicatoren("Blok 4", "Ook gemeten", (k for k in stand.indicatoren.values() if not k.nummer))


_NORMEN = (
    ("normen", "Aantal normen"), ("normen-gehaald", "Normen gehaald"), ("normen-niet-gehaald", "Normen niet gehaald"),
    ("normen-niet-te-bepalen", "Normen niet te bepalen"),
)  # fmt: skip


def _financien(stand: Stand) -> Iterator[Naam]:
    posten = [*((f"lasten-{code}", titel) for code, titel in stand.posten or ()), ("lasten-totaal", "Totaal")]
    yield from _reeks("Blok 2", "Lasten in de periode", posten)
    yield from _reeks("Blok 2", "Lasten over het hele jaar", (("jaarlasten", "Prognose"), ("jaarlasten-zekerheid", "Zekerheid van de band")))  # fmt: skip
    yield from _reeks("Blok 2", "Instroom over het hele jaar", ((f"jaaraantal-{code}", titel) for code, titel in AANTALLEN.items()))  # fmt: skip
    for deel, kop in (("formatie", "Formatie"), ("intern", "Eigen personeel"), ("extern", "Inhuur")):
        functies = [*((f"fte-{code}/{deel}", titel) for code, titel in stand.functies or ()), (f"fte-totaal/{deel}", "Totaal")]  # fmt: skip
        yield from _reeks("Blok 2", kop, functies)
    yield from _reeks("Blok 2", "Ziekteverzuim", (("verzuim", "Ziekteverzuim"),))


def _indicatoren(blok: str, groep: str, kenmerken: Iterable[Kenmerk]) -> Iterator[Naam]:
    for kenmerk in kenmerken:
        yield Naam(blok, groep, f"{kenmerk.nummer}. {kenmerk.titel}" if kenmerk.nummer else kenmerk.titel, kenmerk.code)


def _reeks(blok: str, groep: str, paren: Iterable[tuple[str, str]]) -> Iterator[Naam]:
    for sleutel, titel in paren:
        yield Naam(blok, groep, titel, sleutel)


def keuzes(bekend: Sequence[Naam], lijst: Cijferlijst, blok: str, gemeente: str = "") -> tuple[Keuze, ...]:
    """De cijfers van een blok die er zijn, met hun waarde; met een gemeente haar eigen cijfers."""
    uit: list[Keuze] = []
    for naam in bekend:
        sleutel = f"{naam.sleutel}@{gemeente}" if gemeente else naam.sleutel
        if naam.blok == blok and sleutel in lijst:
            uit.append(Keuze(naam, tuple(_bindingen(sleutel, lijst))))
    return tuple(uit)


def _bindingen(sleutel: str, lijst: Cijferlijst) -> Iterator[Binding]:
    cijfer = lijst.zoek(sleutel)
    yield Binding("het cijfer", f"{{{{{sleutel}}}}}", cijfer.in_zin)
    if cijfer.noemer is not None and cijfer.waarde is not None:
        yield Binding("alleen het getal", f"{{{{{sleutel}.waarde}}}}", cijfer.kort)
    for verwijzing in ERBIJ:
        naast = lijst.of_niets(sleutel, verwijzing)
        if naast and (naast.waarde != 0 or verwijzing not in ALS_ER_ZIJN):
            yield Binding(verwijzing, f"{{{{{sleutel} {verwijzing}}}}}", naast.in_zin)
    if lijst.of_niets(sleutel, "oordeel"):
        yield Binding("oordeel over de norm", f"{{{{oordeel {sleutel}}}}}", vul(f"oordeel {sleutel}", lijst))
    for verwijzing in VERGELIJKBAAR:
        yield from _vergeleken(cijfer, verwijzing, lijst)


def _vergeleken(cijfer: Cijfer, verwijzing: str, lijst: Cijferlijst) -> Iterator[Binding]:
    """Richting en verschil, als beide waarden precies bekend zijn."""
    if not lijst.of_niets(cijfer.sleutel, verwijzing):
        return
    for woord, woorden in (("richting", "richting"), ("beweging", "verschil")):
        binding = f"{woord} {cijfer.sleutel} ten opzichte van {verwijzing}"
        try:
            yield Binding(f"{woorden} ten opzichte van {verwijzing}", f"{{{{{binding}}}}}", vul(binding, lijst))
        except BindingFout:
            continue


def genoemd(uitgave: Uitgave, bekend: Iterable[Naam], gemeenten: Mapping[str, str]) -> Uitgave:
    """Dezelfde wijzigingen met de naam van elk cijfer in plaats van zijn sleutel, in de volgorde van het rapport."""
    op_sleutel = titels(bekend)
    orde = {sleutel: plaats for plaats, sleutel in enumerate(op_sleutel)}
    anders = sorted(uitgave.wijzigingen, key=lambda w: ("@" in w.sleutel, orde.get(_kaal(w.sleutel), len(orde))))
    namen_ = tuple(replace(w, sleutel=_voluit(w.sleutel, op_sleutel, gemeenten)) for w in anders)
    return replace(uitgave, wijzigingen=namen_)


def _kaal(sleutel: str) -> str:
    return sleutel.partition("|")[0].partition("@")[0]


def _voluit(sleutel: str, bekend: Mapping[str, str], gemeenten: Mapping[str, str]) -> str:
    code = _kaal(sleutel)
    _, _, verwijzing = sleutel.partition("|")
    _, _, gebied = sleutel.partition("|")[0].partition("@")
    waar = f" @ {gemeenten.get(gebied, gebied)}" if gebied else ""
    return f"{bekend.get(code, code)}{waar}{f', {verwijzing}' if verwijzing else ''}"


def titels(bekend: Iterable[Naam]) -> dict[str, str]:
    """De naam van elk cijfer op sleutel; het duidelijkste blok wint."""
    uit: dict[str, str] = {}
    for naam in bekend:
        uit.setdefault(naam.sleutel, naam.titel if naam.blok != "Blok 3" else f"{naam.groep}: {naam.titel}")
    return uit
