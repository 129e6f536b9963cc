"""Blok 4, prestatie-indicatoren tegen de norm: beide tellingen, wat niet te bepalen is, en de trend."""

from collections.abc import Iterator, Mapping

from zicht.rapportage.blokken import Alinea, Blok, Cel, Kolom, Kop, Tekst, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel, tabel, trend, vergelijk, zin
from zicht.rapportage.burap.verbeterplan import Aanwijzing, Plan, plan_blokken
from zicht.rapportage.burap.vooruitblik import op_tijd
from zicht.rapportage.cijferlijst import Soort
from zicht.rapportage.regelkaart import LOOS_ALARM_IN_WOORDEN
from zicht.rapportage.stand import Kenmerk, Stand

TEKENS = {"gehaald": "✓ gehaald", "niet gehaald": "✗ niet gehaald", "niet te bepalen": "– niet te bepalen"}
TWEE_TELLINGEN = (
    "Elke termijn is twee keer geteld. Afgerond: wat in de periode klaar kwam. Ontvangen: wat in de periode binnenkwam "
    "en klaar is of klaar had moeten zijn. Werkt Veilig Thuis een achterstand weg, dan kan de eerste telling er slechter "
    "uitzien terwijl de dienstverlening verbetert; de tweede laat dat zien. De norm geldt voor de eerste telling."
)
RECIDIVE = (
    "Aan recidive is bewust geen norm gekoppeld: het cijfer zegt vooral iets over de hele keten en over hoe vaak geweld "
    "gemeld wordt. Het is een reden voor een gesprek."
)


def blok4(stand: Stand, plannen: Mapping[str, Plan], waar: Aanwijzing) -> Iterator[Blok]:
    """De prestatie-indicatoren."""
    yield Kop(2, "Blok 4. Prestatie-indicatoren", "blok-4", nieuwe_pagina=True)
    genummerd = stand.genummerd()
    if not genummerd:
        yield alinea(
            "Voor deze regio en periode is geen set prestatie-indicatoren bekend; er is dus geen norm en geen oordeel."
        )
    yield Alinea((Tekst(TWEE_TELLINGEN),))
    yield normtabel(stand, genummerd or tuple(stand.indicatoren.values()))
    yield Alinea((Tekst(f"Bij de grafieken: {LOOS_ALARM_IN_WOORDEN}"),), klein=True)
    for kenmerk in genummerd:
        yield from _indicator(stand, kenmerk, plannen, waar)
    yield from _overige(stand)


def normtabel(stand: Stand, kenmerken: tuple[Kenmerk, ...], titel: str = "Prestatie-indicatoren") -> Blok:
    """Alle prestatie-indicatoren op een rij."""
    kolommen = (
        Kolom("Nr.", breedte=0.35), Kolom("Indicator", breedte=2.6),
        *getalkolommen("Afgerond in de periode", "Ontvangen in de periode", breedte=1.6),
        *getalkolommen("Niet te bepalen", breedte=0.75), *getalkolommen("Nog open", breedte=0.8),
        Kolom("Norm", breedte=1.1), Kolom("Oordeel", breedte=1.2),
    )  # fmt: skip
    return tabel(titel, kolommen, [_rij(stand, k) for k in kenmerken], breed=True,
                 noot=NOG_OPEN)  # fmt: skip


def zonder_norm(stand: Stand, kenmerken: tuple[Kenmerk, ...]) -> Blok:
    """Wat ook gemeten is: dezelfde tellingen, zonder lege kolommen voor nummer, norm en oordeel."""
    kolommen = (
        Kolom("Indicator", breedte=3.6), *getalkolommen("Afgerond in de periode", "Ontvangen in de periode", breedte=1.6),
        *getalkolommen("Niet te bepalen", breedte=0.9), *getalkolommen("Nog open", breedte=0.9),
    )  # fmt: skip
    rijen = [_rij(stand, kenmerk)[1:6] for kenmerk in kenmerken]
    return tabel("Indicatoren zonder norm", kolommen, rijen, breed=True, noot=NOG_OPEN)


NOG_OPEN = "Nog open: binnengekomen, nog niet klaar en nog binnen de termijn."


def _rij(stand: Stand, kenmerk: Kenmerk) -> tuple[Cel, ...]:
    lijst, code = stand.lijst, kenmerk.code
    ontvangen = lijst.of_niets(code, "naar ontvangst")
    bij = " naar ontvangst" if ontvangen else ""
    return rij(
        kenmerk.nummer or "–",
        kenmerk.titel,
        cel(lijst.zoek(code), vet=True),
        cel(ontvangen) if ontvangen else Cel("–"),
        cel(lijst.of_niets(code, "niet te bepalen")),
        cel(lijst.of_niets(code, f"nog open{bij}")),
        Cel(normtekst(stand, kenmerk)),
        Cel(oordeeltekst(stand, kenmerk), vet=True),
    )


def normtekst(stand: Stand, kenmerk: Kenmerk) -> str:
    """De norm met haar richting, of dat er geen is."""
    norm = stand.lijst.of_niets(kenmerk.code, "norm")
    if norm is None:
        return "geen norm"
    return f"{'hoogstens' if kenmerk.code in HOOGSTENS else 'minstens'} {norm.kort}"


HOOGSTENS = frozenset({"klachten-gegrond"})


def oordeeltekst(stand: Stand, kenmerk: Kenmerk) -> str:
    """Het oordeel in een woord met een teken; zonder norm niets."""
    oordeel = stand.lijst.of_niets(kenmerk.code, "oordeel")
    return TEKENS[oordeel.reden] if oordeel else "–"


def _indicator(stand: Stand, kenmerk: Kenmerk, plannen: Mapping[str, Plan], waar: Aanwijzing) -> Iterator[Blok]:
    code = kenmerk.code
    yield Kop(3, f"{kenmerk.nummer}. {kenmerk.titel}", f"indicator-{code}")
    yield zin(stand, _uitkomst(stand, kenmerk), vergelijk(stand, code, "vorig jaar", "in dezelfde periode van vorig jaar"),
              _norm(stand, kenmerk))  # fmt: skip
    if stand.lijst.of_niets(code, "naar ontvangst"):
        yield zin(
            stand,
            f"Naar ontvangst geteld: {{{{{code} naar ontvangst}}}}. Nog open: {{{{{code} nog open naar ontvangst}}}}.",
        )
    if code.startswith("recidive"):
        yield Alinea((Tekst(RECIDIVE),))
    yield from trend(stand, code, f"{kenmerk.nummer}. {kenmerk.titel}")
    yield from op_tijd(stand, code)
    oordeel = stand.lijst.of_niets(code, "oordeel")
    if oordeel and oordeel.reden == "niet gehaald":
        yield from plan_blokken(kenmerk.nummer or "", kenmerk.titel, code, plannen.get(code), waar)


def _uitkomst(stand: Stand, kenmerk: Kenmerk) -> str:
    cijfer = stand.lijst.zoek(kenmerk.code)
    if cijfer.waarde is None:
        return f"Het cijfer staat hier niet: {{{{{kenmerk.code}}}}}."
    if cijfer.soort is Soort.AANDEEL:
        return f"De uitkomst is **{{{{{kenmerk.code}}}}}**."
    return f"De uitkomst is **{{{{{kenmerk.code}}}}}**, op {{{{{kenmerk.code}.noemer}}}} metingen."


def _norm(stand: Stand, kenmerk: Kenmerk) -> str:
    if not kenmerk.heeft_norm:
        return ""
    hoogstens = "hoogstens" if kenmerk.code in HOOGSTENS else "minstens"
    oordeel = stand.lijst.zoek(kenmerk.code, "oordeel").reden
    slot = f"{{{{{oordeel} {kenmerk.code}}}}}" if oordeel != "niet te bepalen" else "{{oordeel " + kenmerk.code + "}}"
    rand = _op_het_randje(stand, kenmerk.code, oordeel)
    return f"De norm is {hoogstens} {{{{{kenmerk.code} norm}}}} en is **{slot}**{rand}."


def _op_het_randje(stand: Stand, code: str, oordeel: str) -> str:
    """Zeg het als het gedrukte getal en het oordeel elkaar lijken tegen te spreken."""
    cijfer, norm = stand.lijst.zoek(code), stand.lijst.zoek(code, "norm")
    if cijfer.waarde is None or cijfer.is_bereik or norm.waarde is None:
        return ""
    schaal = 100 if cijfer.soort is Soort.AANDEEL else 10
    gedrukt = round(cijfer.waarde * schaal) - round(norm.waarde * schaal)
    haalt = gedrukt <= 0 if code in HOOGSTENS else gedrukt >= 0
    return "" if haalt == (oordeel == "gehaald") else " (op de exacte aantallen; door afronding lijkt het anders)"


def _overige(stand: Stand) -> Iterator[Blok]:
    zonder = tuple(
        k for k in stand.indicatoren.values()
        if not k.nummer and stand.lijst.zoek(k.code).soort is not Soort.AANTAL
    )  # fmt: skip
    if zonder and stand.genummerd():
        yield Kop(3, "Ook gemeten, zonder norm")
        yield alinea(
            "Deze cijfers horen niet bij de afgesproken set; ze helpen bij het gesprek en bij de doorontwikkeling."
        )
        yield zonder_norm(stand, zonder)
