"""Formulieren uit TOML-tekst, met een controle op alles wat er in zo'n bestand mis kan gaan."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zicht.core.bronnen import Bron
from zicht.core.formulieren import (
    Eis,
    Formulier,
    FormulierFout,
    Sectie,
    Uitkomst,
    Uitkomstregel,
    Vraag,
    Vraagsoort,
)

Tabel = Mapping[str, Any]
_EISEN = frozenset({"vraag", "uitkomst", "is", "minstens", "hoogstens"})
_VRAGEN = frozenset({"code", "tekst", "kort", "soort", "uitleg", "opties", "verplicht", "toon_als"})


def lees_formulier(tekst: str, bestand: str, regio: str | None = None) -> Formulier:
    """Lees een formulier uit TOML-tekst; alles wat niet klopt staat in een fout, met de plaats."""
    try:
        formulier = _formulier(tomllib.loads(tekst), regio)
    except tomllib.TOMLDecodeError as fout:
        raise FormulierFout(f"{bestand} is geen geldige TOML: {fout}.") from fout
    except KeyError as fout:
        raise FormulierFout(f"{bestand}: {fout.args[0]} ontbreekt.") from fout
    except ValueError as fout:
        raise FormulierFout(f"{bestand}: {fout}.") from fout
    if gevonden := list(gebreken(formulier)):
        raise FormulierFout(f"{bestand} klopt niet.", *gevonden)
    return formulier


def _formulier(inhoud: Tabel, regio: str | None) -> Formulier:
    return Formulier(
        soort=inhoud["soort"],
        code=inhoud["code"],
        versie=inhoud["versie"],
        titel=inhoud["titel"],
        toelichting=inhoud["toelichting"],
        bron=Bron(inhoud["bron"], inhoud["vindplaats"]),
        geldig_vanaf=inhoud["geldig_vanaf"],
        secties=tuple(_sectie(sectie) for sectie in inhoud["sectie"]),
        uitkomsten=tuple(_uitkomst(uitkomst) for uitkomst in inhoud["uitkomst"]),
        regio=regio,
        keuzes=tuple(inhoud.get("keuzes", ())),
    )


def _sectie(tabel: Tabel) -> Sectie:
    vragen = tuple(_vraag(vraag) for vraag in tabel["vraag"])
    return Sectie(tabel["code"], tabel["titel"], tabel.get("uitleg", ""), vragen)


def _vraag(tabel: Tabel) -> Vraag:
    if vreemd := tabel.keys() - _VRAGEN:
        raise ValueError(f"de vraag '{tabel.get('code', '?')}' heeft een onbekend kenmerk {', '.join(sorted(vreemd))}")
    opties: Mapping[str, str] = tabel.get("opties", {})
    return Vraag(
        code=tabel["code"],
        tekst=tabel["tekst"],
        kort=tabel["kort"],
        soort=Vraagsoort(tabel["soort"]),
        uitleg=tabel.get("uitleg", ""),
        opties=tuple(opties.items()),
        verplicht=tabel.get("verplicht", True),
        toon_als=_eisen(tabel.get("toon_als", ())),
    )


def _uitkomst(tabel: Tabel) -> Uitkomst:
    regels = tuple(Uitkomstregel(regel["waarde"], _eisen(regel["als"])) for regel in tabel.get("regel", ()))
    return Uitkomst(tabel["code"], tabel["titel"], tuple(tabel["waarden"]), regels)


def _eisen(eisen: Iterable[Tabel]) -> tuple[Eis, ...]:
    return tuple(_eis(eis) for eis in eisen)


def _eis(tabel: Tabel) -> Eis:
    if tabel.keys() - _EISEN or len(tabel) < 2:  # which question, and what about it
        raise ValueError(f"een eis noemt een vraag of uitkomst, en is, minstens of hoogstens; gevonden: {dict(tabel)}")
    naam = tabel["vraag"] if "vraag" in tabel else tabel["uitkomst"]
    return Eis(naam, tuple(tabel.get("is", ())), tabel.get("minstens"), tabel.get("hoogstens"))


def gebreken(formulier: Formulier) -> Iterator[str]:
    """Wat er aan een formulier niet klopt: dubbele codes, verwijzingen naar niets, vragen zonder opties."""
    codes = [vraag.code for sectie in formulier.secties for vraag in sectie.vragen]
    codes += [uitkomst.code for uitkomst in formulier.uitkomsten]
    yield from (f"De code '{code}' staat er twee keer." for code in sorted({c for c in codes if codes.count(c) > 1}))
    gezien: list[str] = []
    for vraag in formulier.vragen.values():
        yield from _vraaggebreken(formulier, vraag, gezien)
        gezien.append(vraag.code)
    for uitkomst in formulier.uitkomsten:
        yield from _uitkomstgebreken(formulier, uitkomst, gezien)
        gezien.append(uitkomst.code)


def _vraaggebreken(formulier: Formulier, vraag: Vraag, eerder: list[str]) -> Iterator[str]:
    gesloten = vraag.soort in (Vraagsoort.KEUZE, Vraagsoort.MEERKEUZE)
    if gesloten != bool(vraag.opties):
        yield f"De vraag '{vraag.code}': opties horen bij een keuze of meerkeuze, en alleen daar."
    yield from _eisgebreken(formulier, f"De vraag '{vraag.code}'", vraag.toon_als, eerder)


def _uitkomstgebreken(formulier: Formulier, uitkomst: Uitkomst, eerder: list[str]) -> Iterator[str]:
    for regel in uitkomst.regels:
        wie = f"De uitkomst '{uitkomst.code}'"
        if regel.waarde not in uitkomst.waarden[:-1] or not regel.als:
            yield f"{wie}: een regel geeft een waarde boven de laatste, en heeft minstens een eis."
        yield from _eisgebreken(formulier, wie, regel.als, eerder)


def _eisgebreken(formulier: Formulier, wie: str, eisen: Iterable[Eis], eerder: list[str]) -> Iterator[str]:
    for eis in eisen:
        if eis.vraag not in eerder:
            yield f"{wie} verwijst naar '{eis.vraag}', dat er niet voor staat."
        elif eis.is_ and (vreemd := set(eis.is_) - set(_waarden(formulier, eis.vraag))):
            yield f"{wie} vraagt een antwoord dat '{eis.vraag}' niet kent: {', '.join(sorted(vreemd))}."


def _waarden(formulier: Formulier, code: str) -> tuple[str, ...]:
    vraag = formulier.vragen.get(code)
    if vraag is not None:
        return tuple(code for code, _ in vraag.keuzes)
    return next(u.waarden for u in formulier.uitkomsten if u.code == code)
