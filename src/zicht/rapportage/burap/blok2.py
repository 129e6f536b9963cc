"""Blok 2, financiën: lasten tegen begroting, formatie tegen bezetting, ziekteverzuim. Zonder tabel: onbekend."""

from collections.abc import Iterator
from fractions import Fraction

from zicht.core.begroting.prognose import ZEKERHEID, Methode
from zicht.core.begroting.waarschuwing import Oordeel, Waarschuwing
from zicht.core.periodes import lange_datum
from zicht.rapportage.blokken import Alinea, Blok, Cel, Kolom, Kop, Tekst, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel, tabel, vergelijk, zin
from zicht.rapportage.burap.blok1 import afwijking
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.stand import Stand
from zicht.rapportage.vooruitblik import AANTALLEN, Vooruitblik

NOEMENSWAARD = 10  # een post die een tiende van het tekort maakt, wordt genoemd
_METHODEN = {
    Methode.SEIZOEN: "de lasten vanaf januari, gedeeld door het deel van het jaar dat in eerdere jaren dan geboekt was",
    Methode.GEMIDDELDE: "het gemiddelde per maand, keer twaalf",
    Methode.VORIG_JAAR: "het totaal van vorig jaar",
    Methode.GEREALISEERD: "de lasten van het hele jaar",
}


def blok2(stand: Stand) -> Iterator[Blok]:
    """Financiën en bedrijfsvoering."""
    yield Kop(2, "Blok 2. Financiën", "blok-2", nieuwe_pagina=True)
    yield Kop(3, "Realisatie en prognose tegenover de begroting")
    yield from _lasten(stand)
    yield from _aantallen(stand)
    yield Kop(3, "Formatie tegenover bezetting")
    yield from _formatie(stand)
    yield Kop(3, "Ziekteverzuim")
    yield _verzuim(stand)


def _lasten(stand: Stand) -> Iterator[Blok]:
    if stand.posten is None:
        yield alinea("De lasten zijn niet bekend: de feiten bevatten geen tabel ‘boeking’.")
        return
    if stand.vooruitblik is None:
        yield alinea("Er is in deze periode nog geen volle maand geboekt; de lasten zijn daarom nog niet bekend.")
        return
    yield zin(
        stand,
        "De lasten in de periode zijn **{{lasten-totaal}}**.",
        vergelijk(stand, "lasten-totaal", "begroting", "begroot voor deze maanden"),
    )
    yield zin(stand, *_prognose(stand, stand.vooruitblik))
    if stand.vooruitblik.waarschuwing:
        yield zin(stand, *_waarschuwing(stand.vooruitblik, stand.vooruitblik.waarschuwing))
    kolommen = (
        Kolom("Post", breedte=2),
        *getalkolommen("Realisatie", "Begroot, periode", "Verschil", "Prognose, jaar", "Begroot, jaar", breedte=1.15),
    )
    posten = [*stand.posten, ("totaal", "Totaal")]
    uit = f", uit: {stand.begroting}" if stand.begroting else ""
    noot = f"Begroot, periode: het jaarbedrag naar rato van de maanden{uit}. Prognose: {_METHODEN[_methode(stand.vooruitblik)]}."
    if not stand.lijst.of_niets("lasten-totaal", "begroting"):
        noot += " Niet van elke post is een begroting bekend; het totaal is daarom niet te vergelijken."
    yield tabel("Lasten per post", kolommen, [_post(stand, *post) for post in posten], noot=noot)


def _aantallen(stand: Stand) -> Iterator[Blok]:
    """Waar de instroom van het jaar op uitkomt, tegenover wat er begroot is; de lasten volgen haar."""
    rijen = [_aantal(stand, f"jaaraantal-{code}", titel) for code, titel in AANTALLEN.items()]
    bekend = [cellen for cellen in rijen if cellen]
    if not bekend:
        return
    yield Kop(3, "Instroom over het hele jaar")
    kolommen = (
        Kolom("Instroom", breedte=2),
        *getalkolommen("Prognose, jaar", "Laag", "Hoog", "Begroot, jaar", "Verschil", breedte=1.15),
    )
    noot = f"De prognose volgt het ritme van eerdere jaren en staat op tientallen. Tussen laag en hoog ligt het aantal met {ZEKERHEID} procent zekerheid."
    yield tabel("Instroom: prognose en begroting", kolommen, bekend, noot=noot)


def _aantal(stand: Stand, sleutel: str, titel: str) -> tuple[Cel, ...] | None:
    prognose, begroot = stand.lijst.of_niets(sleutel), stand.lijst.of_niets(sleutel, "begroting")
    if prognose is None:
        return None
    laag, hoog = stand.lijst.of_niets(sleutel, "laag"), stand.lijst.of_niets(sleutel, "hoog")
    onbekend = Cel("niet bekend", grijs=True)
    return rij(titel, cel(prognose, vet=True), cel(laag) if laag else onbekend, cel(hoog) if hoog else onbekend,
               cel(begroot) if begroot else onbekend, Cel(afwijking(prognose, begroot)))  # fmt: skip


def _methode(blik: Vooruitblik) -> Methode:
    return blik.prognose.methode


def _prognose(stand: Stand, blik: Vooruitblik) -> Iterator[str]:
    """De prognose met haar band en methode, en hoe ver zij er eerder naast zat."""
    if _methode(blik) is Methode.GEREALISEERD:
        yield "Het jaar is om: dit zijn de lasten van het hele jaar."
        return
    band = (
        ", met {{jaarlasten-zekerheid}} zekerheid tussen {{jaarlasten laag}} en {{jaarlasten hoog}}"
        if blik.zichtbaar
        else ""
    )
    begroot = "; begroot is {{jaarlasten begroting}}" if stand.lijst.of_niets("jaarlasten", "begroting") else ""
    yield ("De prognose voor het hele jaar is **{{jaarlasten}}**" + f"{band}{begroot}.")
    yield _herkomst(blik)
    if not blik.prognose.band():
        yield "Hoe ver zij ernaast kan zitten, is niet bekend: daarvoor is de reeks te kort."
    if blik.fout:
        yield (
            "Op de eerdere jaren nagerekend zat deze manier er op dit moment van het jaar gemiddeld {{prognosefout}} naast, "
            "het gemiddelde keer twaalf {{prognosefout keer twaalf}} en het totaal van het jaar ervoor "
            "{{prognosefout vorig jaar}}."
        )


def _herkomst(blik: Vooruitblik) -> str:
    jaren = blik.prognose.jaren
    if _methode(blik) is Methode.SEIZOEN:
        welke = f"{jaren[0]}" if len(jaren) == 1 else f"{jaren[0]} tot en met {jaren[-1]}"
        return f"Zij volgt het ritme van {welke}: welk deel van de lasten na deze maanden geboekt was."
    return f"Zij is {_METHODEN[_methode(blik)]}: {blik.prognose.noot}."


def _waarschuwing(blik: Vooruitblik, waarschuwing: Waarschuwing) -> Iterator[str]:
    """Het oordeel met zijn reden, het bedrag, de posten die het maken en sinds wanneer."""
    oordeel = waarschuwing.oordeel
    binding = f"{{{{{oordeel.value} jaarlasten}}}}"
    if oordeel is Oordeel.GEEN:
        yield f"Oordeel over het jaar: {binding}; {waarschuwing.reden}."
        return
    yield f"Oordeel over het jaar: **{binding}**; {waarschuwing.reden}. Het verwachte tekort is **{{{{jaarlasten tekort}}}}**."
    zwaar = [regel for regel in waarschuwing.oorzaken if regel.verschil >= waarschuwing.bedrag / NOEMENSWAARD]
    posten = [f"{{{{vrij {regel.titel}}}}} ({{{{lasten-{regel.code} tekort}}}})" for regel in zwaar[:3]]
    if posten:
        yield f"Het meeste komt van {_opsomming(posten)}."
    if blik.sinds and blik.sinds != waarschuwing.op:
        yield f"Dit oordeel geldt sinds {lange_datum(blik.sinds)}."


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


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
