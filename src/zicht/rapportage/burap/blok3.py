"""Blok 3, inhoudelijke duiding: de zeven onderwerpen met hun uitsplitsing."""

from collections.abc import Iterator

from zicht.rapportage.blokken import Blok, Cel, Kolom, Kop, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel, korte_reden, tabel, zin
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.getallen import getal
from zicht.rapportage.stand import Onderwerp, Stand

ZEVEN = (
    ("Hoedanigheid van de adviesvrager", ("hoedanigheid-adviesvrager", "kanaal-advies")),
    ("Hoedanigheid van de melder", ("hoedanigheid-melder", "betrokkenheid")),
    ("Vormen van geweld", ("aanleiding-melding", "vormen-van-geweld", "aanleiding-advies")),
    ("Resultaten van onderzoek", ("resultaat-onderzoek",)),
    ("Vervolg na de veiligheidsbeoordeling", ("besluit", "overgedragen-aan", "vervolgdienst-soort")),
    ("Tijdelijke huisverboden", ("huisverboden",)),
    ("MDA++ en overleg", ("mda", "activiteiten")),
)


def blok3(stand: Stand) -> Iterator[Blok]:
    """De uitsplitsingen van de regio."""
    yield Kop(2, "Blok 3. Inhoudelijke duiding", "blok-3", nieuwe_pagina=True)
    op_code = {onderwerp.code: onderwerp for onderwerp in stand.onderwerpen}
    for titel, codes in ZEVEN:
        yield Kop(3, titel)
        gevonden = [op_code[code] for code in codes if code in op_code]
        if not gevonden:
            yield alinea("Hierover staat niets in de feiten: de tabel ontbreekt. Het is dus onbekend, niet nul.")
        for onderwerp in gevonden:
            yield from _onderwerp(stand, onderwerp)


def _onderwerp(stand: Stand, onderwerp: Onderwerp) -> Iterator[Blok]:
    groepen = [(titel, stand.lijst.zoek(f"{onderwerp.code}/{code}"), code) for code, titel in onderwerp.groepen]
    totaal = stand.lijst.zoek(onderwerp.code)
    if totaal.waarde == 0:
        yield alinea(f"{onderwerp.titel}: in deze periode geen {onderwerp.noemer_titel}.")
        return
    yield from _grootste(stand, onderwerp, groepen)
    rijen = [
        rij(titel, Cel(*_aantal(cijfer)), Cel("–") if cijfer.waarde is None else cel(cijfer, kort=True))
        for titel, cijfer, _ in groepen if not _leeg(cijfer)
    ]  # fmt: skip
    rijen.append(rij(Cel(f"Totaal {onderwerp.noemer_titel}", vet=True), cel(totaal, vet=True), Cel("")))
    leeg = [titel for titel, cijfer, _ in groepen if _leeg(cijfer)]
    noten = [*onderwerp.keuzes, *([f"Geen gevallen: {', '.join(leeg)}."] if leeg else [])]
    kolommen = (Kolom("Groep", breedte=2.4), *getalkolommen("Aantal", "Aandeel"))
    yield tabel(onderwerp.titel, kolommen, rijen, noot=" ".join(noten))


def _leeg(cijfer: Cijfer) -> bool:
    return cijfer.waarde == 0


def _aantal(cijfer: Cijfer) -> tuple[str, bool, bool]:
    """Het aantal van een groep, of de reden; met of zonder vet en grijs."""
    if cijfer.waarde is None:
        return korte_reden(cijfer.reden or "niet bekend"), False, True
    return (
        getal(cijfer.teller if cijfer.soort is Soort.AANDEEL and cijfer.teller is not None else cijfer.waarde),
        False,
        False,
    )


def _grootste(stand: Stand, onderwerp: Onderwerp, groepen: list[tuple[str, Cijfer, str]]) -> Iterator[Blok]:
    """Een zin over de twee grootste groepen waarvan het aandeel precies bekend is."""
    bekend = [
        (cijfer.waarde, titel, code) for titel, cijfer, code in groepen
        if cijfer.waarde and cijfer.soort is Soort.AANDEEL and code != "niet_ingevuld"
    ]  # fmt: skip
    groot = sorted(bekend, key=lambda deel: -deel[0])[:2]
    if len(groot) < 2 or len(groepen) < 4:
        return
    (_, eerste, code1), (_, tweede, code2) = groot
    yield zin(
        stand,
        f"Van de {{{{{onderwerp.code}}}}} {onderwerp.noemer_titel} is de grootste groep ‘{eerste}’: "
        f"{{{{{onderwerp.code}/{code1}.waarde}}}}. Daarna volgt ‘{tweede}’: {{{{{onderwerp.code}/{code2}.waarde}}}}.",
    )
