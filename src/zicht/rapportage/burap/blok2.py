"""Blok 2, financiën: lasten tegen begroting, formatie tegen bezetting, ziekteverzuim. Zonder tabel: onbekend."""

from collections.abc import Iterator
from fractions import Fraction

from zicht.rapportage.blokken import Alinea, Blok, Cel, Kolom, Kop, Tekst, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel, tabel, vergelijk, zin
from zicht.rapportage.burap.blok1 import afwijking
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.stand import Stand


def blok2(stand: Stand) -> Iterator[Blok]:
    """Financiën en bedrijfsvoering."""
    yield Kop(2, "Blok 2. Financiën", "blok-2", nieuwe_pagina=True)
    yield Kop(3, "Realisatie en prognose tegenover de begroting")
    yield from _lasten(stand)
    yield Kop(3, "Formatie tegenover bezetting")
    yield from _formatie(stand)
    yield Kop(3, "Ziekteverzuim")
    yield _verzuim(stand)


def _lasten(stand: Stand) -> Iterator[Blok]:
    if stand.posten is None:
        yield alinea("De lasten zijn niet bekend: de feiten bevatten geen tabel ‘boeking’.")
        return
    if stand.lijst.zoek("lasten-totaal", "prognose").waarde is None:
        yield alinea("Er is in deze periode nog geen volle maand geboekt; de lasten zijn daarom nog niet bekend.")
        return
    yield zin(
        stand,
        "De lasten in de periode zijn **{{lasten-totaal}}**.",
        vergelijk(stand, "lasten-totaal", "begroting", "begroot voor deze maanden"),
        "Gaat het zo door, dan komen de lasten over het hele jaar uit op {{lasten-totaal prognose}}"
        + (
            "; begroot is {{lasten-totaal begroting jaar}}."
            if stand.lijst.of_niets("lasten-totaal", "begroting jaar")
            else "."
        ),
    )
    kolommen = (
        Kolom("Post", breedte=2),
        *getalkolommen("Realisatie", "Begroot, periode", "Verschil", "Prognose, jaar", "Begroot, jaar", breedte=1.15),
    )
    posten = [*stand.posten, ("totaal", "Totaal")]
    noot = "Begroot, periode: het jaarbedrag naar rato van de maanden. Prognose: het gemiddelde per maand, keer twaalf."
    if not stand.lijst.of_niets("lasten-totaal", "begroting"):
        noot += " Niet van elke post is een begroting bekend; het totaal is daarom niet te vergelijken."
    yield tabel("Lasten per post", kolommen, [_post(stand, *post) for post in posten], noot=noot)


def _post(stand: Stand, post: str, titel: str) -> tuple[Cel, ...]:
    code, vet = f"lasten-{post}", post == "totaal"
    begroot = stand.lijst.of_niets(code, "begroting")
    return rij(
        Cel(titel, vet=vet),
        cel(stand.lijst.zoek(code), vet=vet),
        cel(begroot),
        Cel(afwijking(stand.lijst.zoek(code), begroot)),
        cel(stand.lijst.of_niets(code, "prognose")),
        cel(stand.lijst.of_niets(code, "begroting jaar")),
    )


def _formatie(stand: Stand) -> Iterator[Blok]:
    if stand.functies is None:
        yield alinea("De formatie en de bezetting zijn niet bekend: de feiten bevatten geen tabel ‘inzet’.")
        return
    kolommen = (Kolom("Functie", breedte=2), *getalkolommen("Formatie", "Eigen personeel", "Inhuur", "Samen bezet"))
    functies = [*((f"fte-{code}", titel) for code, titel in stand.functies), ("fte-totaal", "Totaal")]
    yield zin(
        stand,
        "Van de formatie van {{fte-totaal/formatie}} is {{fte-totaal/intern}} bezet met eigen personeel en "
        "{{fte-totaal/extern}} met inhuur.",
    )
    rijen = [_functie(stand, code, titel) for code, titel in functies]
    yield tabel("Formatie en bezetting, gemiddeld over de maanden van de periode", kolommen, rijen)


def _functie(stand: Stand, code: str, titel: str) -> tuple[Cel, ...]:
    delen = {naam: stand.lijst.zoek(f"{code}/{naam}") for naam in ("formatie", "intern", "extern")}
    intern, extern = delen["intern"].waarde, delen["extern"].waarde
    samen = None if intern is None or extern is None else intern + extern
    vet = code == "fte-totaal"
    cellen = [cel(cijfer, vet=vet) for cijfer in delen.values()]
    uit = Cel("niet bekend", grijs=True) if samen is None else cel(_fte(delen["intern"].sleutel, samen), vet=vet)
    return rij(Cel(titel, vet=vet), *cellen, uit)


def _fte(sleutel: str, waarde: Fraction) -> Cijfer:
    return Cijfer(f"{sleutel}-samen", Soort.FTE, waarde)


def _verzuim(stand: Stand) -> Alinea:
    cijfer = stand.lijst.zoek("verzuim")
    if cijfer.waarde is None:
        return Alinea((Tekst("Het ziekteverzuim is niet bekend."),))
    return zin(
        stand,
        "Het ziekteverzuim in de periode is **{{verzuim}}**, gewogen naar de bezetting per functie.",
        vergelijk(stand, "verzuim", "begroting", "het verzuim waar de begroting op rekent"),
        vergelijk(stand, "verzuim", "vorig jaar", "in dezelfde periode van vorig jaar"),
        ""
        if stand.intern
        else "Het verzuim per functie staat hier niet, omdat een functie uit weinig mensen kan bestaan.",
    )
