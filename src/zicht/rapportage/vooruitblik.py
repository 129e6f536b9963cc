"""De vooruitblik op de lasten van het jaar: de prognose met haar band, hoe goed zij eerder was, en of zij waarschuwt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zicht.cijfers.bedrijfsvoering import Bedrijfsvoering, Postregel
from zicht.cijfers.maandreeksen import Maandreeks
from zicht.core.begroting.prognose import MAANDEN, ZEKERHEID, Methode, Prognose
from zicht.core.begroting.terugtoets import Manier, Terugtoets, toets
from zicht.core.begroting.waarschuwing import BURAPS, Jaarverloop, Oordeel, Waarschuwing, eerste, speel_na
from zicht.rapportage.begroting.periode import Begroting
from zicht.rapportage.cijferlijst import Cijfer, Soort

TOTAAL = "totaal"
# De instroom waarvan het jaar te voorzien is, met hoe zij in een tabel heet.
AANTALLEN = {
    "instroom-adviezen": "Adviesaanvragen",
    "instroom-meldingen": "Meldingen",
    "instroom-vervolgdiensten": "Vervolgdiensten",
}
TIENTAL = 10
KEUZES = (
    "De prognose van een aantal is een schatting en staat daarom op tientallen; is het jaar om, dan staat alleen het aantal zelf er.",
)


@dataclass(frozen=True)
class Vooruitblik:
    """Wat er over het hele jaar te zeggen is; zonder begroting van elke post is er geen waarschuwing."""

    prognose: Prognose
    toets: Terugtoets
    waarschuwing: Waarschuwing | None
    sinds: date | None  # de eerste burap waarin dit oordeel gold

    @property
    def zichtbaar(self) -> bool:
        """Of de band breed genoeg is om op hele euro's iets te zeggen."""
        band = self.prognose.band()
        return band is not None and band.hoog - band.laag >= 1

    @property
    def fout(self) -> Mapping[Manier, Decimal]:
        """Hoe ver elke manier er na evenveel maanden in eerdere jaren gemiddeld naast zat (procent); leeg zonder proef."""
        maten = (self.toets.maat(manier, self.prognose.maanden) for manier in Manier)
        return {maat.manier: maat.gemiddeld for maat in maten if maat}


def vooruitblik(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> Vooruitblik | None:
    """De vooruitblik, of None als er nog geen volle maand geboekt is."""
    prognose = bedrijfsvoering.prognose
    if prognose is None:
        return None
    verloop = tuple(_verloop(bedrijfsvoering, begroting))
    compleet = bool(verloop) and begrote_lasten(bedrijfsvoering, begroting)[TOTAAL] is not None
    momenten = sorted({*(moment for moment in BURAPS if moment < prognose.maanden), prognose.maanden})
    waarschuwingen = speel_na(begroting.periode.eind.year, verloop, momenten) if compleet else ()
    laatste = waarschuwingen[-1] if waarschuwingen else None
    return Vooruitblik(
        prognose=prognose,
        toets=toets({"lasten": bedrijfsvoering.totaalreeks.eerder}),
        waarschuwing=laatste,
        sinds=eerste(waarschuwingen, laatste.oordeel) if laatste and laatste.oordeel is not Oordeel.GEEN else None,
    )


def _verloop(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> Iterator[Jaarverloop]:
    """Elke post met haar maanden; een begrote post waarop nooit geboekt is, heeft alleen nullen."""
    reeksen, niets = {regel.post: regel.reeks for regel in bedrijfsvoering.posten or ()}, _leeg(bedrijfsvoering)
    for post, begroot in begrote_lasten(bedrijfsvoering, begroting).items():
        if post != TOTAAL:
            reeks = reeksen.get(post, niets)
            yield Jaarverloop(post, begroting.titel_post(post) or post, _decimaal(begroot), reeks.tot_nu, reeks.eerder)


def _leeg(bedrijfsvoering: Bedrijfsvoering) -> Maandreeks:
    vorm = bedrijfsvoering.totaalreeks
    return Maandreeks((Decimal(0),) * len(vorm.tot_nu), {jaar: (Decimal(0),) * MAANDEN for jaar in vorm.eerder})


def begrote_lasten(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> Mapping[str, Fraction | None]:
    """Per post het begrote jaarbedrag, en het totaal als van elke post een bedrag bekend is."""
    codes = dict.fromkeys([*(regel.post for regel in bedrijfsvoering.posten or ()), *begroting.posten()])
    jaar = {post: begroting.post(post) for post in codes}
    bekend = [bedrag for bedrag in jaar.values() if bedrag is not None]
    return {**jaar, TOTAAL: sum(bekend, Fraction()) if bekend and len(bekend) == len(jaar) else None}


def lastencijfers(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> Iterator[Cijfer]:
    """De lasten per post en samen: realisatie, prognose en begroting, en de vooruitblik."""
    if bedrijfsvoering.posten is None:
        return
    jaar, jaardeel = begrote_lasten(bedrijfsvoering, begroting), Fraction(bedrijfsvoering.maanden, 12)
    regels = {regel.post: regel for regel in bedrijfsvoering.posten}
    for post, begroot in jaar.items():
        realisatie, prognose = _bedragen(bedrijfsvoering, regels, post)
        yield Cijfer(f"lasten-{post}", Soort.EURO, realisatie)
        yield Cijfer(f"lasten-{post}|prognose", Soort.EURO, prognose)
        if begroot is not None:
            yield Cijfer(f"lasten-{post}|begroting", Soort.EURO, begroot * jaardeel)
            yield Cijfer(f"lasten-{post}|begroting jaar", Soort.EURO, begroot)
            if prognose is not None:
                yield Cijfer(f"lasten-{post}|tekort", Soort.EURO, prognose - begroot)
    if blik := vooruitblik(bedrijfsvoering, begroting):
        yield from _jaarcijfers(blik, jaar[TOTAAL])


def aantalcijfers(reeksen: Mapping[str, Maandreeks], begroting: Begroting) -> Iterator[Cijfer]:
    """Waar de instroom van het jaar op uitkomt, met de band, en wat er voor het jaar begroot is."""
    for code, reeks in reeksen.items():
        prognose, begroot = reeks.prognose, begroting.volume(code)
        if prognose is None or prognose.methode is Methode.GEREALISEERD or prognose.waarde < TIENTAL:
            continue
        yield Cijfer(f"jaaraantal-{code}", Soort.AANTAL, _tiental(prognose.waarde))
        if band := prognose.band():
            yield Cijfer(f"jaaraantal-{code}|laag", Soort.AANTAL, _tiental(band.laag))
            yield Cijfer(f"jaaraantal-{code}|hoog", Soort.AANTAL, _tiental(band.hoog))
        if begroot is not None:
            yield Cijfer(f"jaaraantal-{code}|begroting", Soort.AANTAL, begroot / begroting.deel)


def _tiental(waarde: Decimal) -> Fraction:
    return Fraction(max(round(waarde / TIENTAL), 0) * TIENTAL)


def _bedragen(bedrijfsvoering: Bedrijfsvoering, regels: Mapping[str, Postregel],
              post: str) -> tuple[Fraction, Fraction | None]:  # fmt: skip
    if post == TOTAAL:
        return sum((Fraction(r.realisatie) for r in regels.values()), Fraction()), _breuk(bedrijfsvoering.prognose)
    niets = Fraction() if bedrijfsvoering.maanden else None
    regel = regels.get(post)
    return (Fraction(regel.realisatie), _breuk(regel.prognose)) if regel else (Fraction(), niets)


def _jaarcijfers(blik: Vooruitblik, begroot: Fraction | None) -> Iterator[Cijfer]:
    yield Cijfer("jaarlasten", Soort.EURO, Fraction(blik.prognose.waarde))
    yield Cijfer("jaarlasten-zekerheid", Soort.AANDEEL, Fraction(ZEKERHEID) / 100)
    if band := blik.prognose.band():
        yield Cijfer("jaarlasten|laag", Soort.EURO, Fraction(band.laag))
        yield Cijfer("jaarlasten|hoog", Soort.EURO, Fraction(band.hoog))
    if begroot is not None:
        yield Cijfer("jaarlasten|begroting", Soort.EURO, begroot)
        yield Cijfer("jaarlasten|tekort", Soort.EURO, Fraction(blik.prognose.waarde) - begroot)
    if blik.waarschuwing:
        yield Cijfer("jaarlasten|oordeel", Soort.EURO, None, blik.waarschuwing.oordeel.value)
    if fout := blik.fout:
        yield Cijfer("prognosefout", Soort.PROCENT, Fraction(fout[Manier.ZICHT]) / 100)
        yield Cijfer("prognosefout|keer twaalf", Soort.PROCENT, Fraction(fout[Manier.KEER_TWAALF]) / 100)
        yield Cijfer("prognosefout|vorig jaar", Soort.PROCENT, Fraction(fout[Manier.VORIG_JAAR]) / 100)


def _breuk(prognose: Prognose | None) -> Fraction | None:
    return Fraction(prognose.waarde) if prognose else None


def _decimaal(bedrag: Fraction | None) -> Decimal:
    return Decimal(bedrag.numerator) / bedrag.denominator if bedrag is not None else Decimal(0)
