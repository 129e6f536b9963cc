"""Tekst die niet kan liegen: elk getal en elk richtingwoord hangt aan een cijfer en wordt daaraan getoetst.

Een sjabloon is tekst met bindingen tussen dubbele accolades. Dezelfde taal dient onze eigen zinnen en de duiding
van de schrijver:

    {{instroom-meldingen}}                                        het cijfer zelf
    {{instroom-meldingen vorig jaar}}                             ook: begroting, norm, naar ontvangst …
    {{steeg instroom-meldingen ten opzichte van vorig jaar}}      het woord blijft staan als het klopt
    {{richting instroom-meldingen ten opzichte van vorig jaar}}   steeg, daalde of bleef gelijk, wat ervan klopt
    {{beweging instroom-meldingen ten opzichte van vorig jaar}}   12,3 % meer / 4 % minder / evenveel
    {{gehaald beoordeling-tijdig-na-ontvangst}}                   het oordeel, als het klopt
    {{let op jaarlasten}}                                         idem: geen waarschuwing, let op of waarschuwing
    48,4 %{{= verschil instroom-meldingen ten opzichte van vorig jaar}}   een getypt getal dat moet kloppen
    {{vrij 24/7}}                                                 met opzet geen cijfer uit dit rapport
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from zicht.rapportage.cijferlijst import BindingFout, Cijfer, Cijferlijst, Soort
from zicht.rapportage.getallen import MIN, afgerond, procent, punten
from zicht.rapportage.getallen import getal as druk_getal

OMHOOG = frozenset(
    "steeg stegen stijgt stijgen gestegen stijging hoger meer toename toegenomen groeide groei boven".split()
)
OMLAAG = frozenset("daalde daalden daalt dalen gedaald daling lager minder afname afgenomen kromp krimp onder".split())
GELIJK = frozenset("gelijk evenveel onveranderd".split())
RICHTINGEN = OMHOOG | OMLAAG | GELIJK
VERWIJZINGEN = (
    "vorig jaar", "begroting jaar", "begroting", "norm", "prognose", "naar ontvangst", "niet te bepalen naar ontvangst", "niets doen",
    "niet te bepalen", "nog open naar ontvangst", "nog open", "laag", "hoog", "tekort", "keer twaalf",
)  # fmt: skip

# Woorden die een richting of een hoeveelheid beweren; `meer` en `minder` alleen met `dan`, want `meer aandacht` mag.
_BEWERING = re.compile(
    r"\b(steeg|stegen|stijgt|stijgen|gestegen|stijging(?:en)?|daalde|daalden|daalt|dalen|gedaald|daling(?:en)?|toename|"
    r"toegenomen|afname|afgenomen|groeide|gegroeid|kromp|gekrompen|verdubbel\w*|halveer\w*|gehalveerd|hoger|lager|"
    r"(?:meer|minder) dan|evenveel|helft|een derde|een kwart|driekwart|n[ao]m(?:en)? (?:\w+ )?(?:toe|af))\b",
    re.IGNORECASE,
)
_MAANDEN = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
# Een jaartal, datum of periode is geen cijfer uit het rapport.
_DATUM = re.compile(
    rf"\b(\d{{1,2}} (?:{_MAANDEN})(?: (?:19|20)\d\d)?|\d{{1,2}}-\d{{1,2}}-(?:19|20)\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?"
    rf"|(?:19|20)\d\d(?!\s?%|[.,]?\d)|24/7)\b",
    re.IGNORECASE,
)
_GETAL = re.compile(rf"(?<![\w.,/-])[-+{MIN}]?(?:€\s?)?\d[\d.,]*(?:\s?%|\b)")
_BINDING = re.compile(r"\{\{(.*?)\}\}|<!--(.*?)-->", re.DOTALL)
_GETYPT = re.compile(rf"([-+{MIN}]?)(?:€\s?)?(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(\d+))?(\s?%)?[\s*_]*$")
_SLEUTEL = r"(?P<sleutel>[a-z0-9_-]+(?:/[a-z0-9_]+)?(?:@[\w-]+)?)(?:\.(?P<veld>[a-z_]+))?"
_VERWIJZING = rf"(?P<verwijzing>{'|'.join(sorted(VERWIJZINGEN, key=len, reverse=True))})"
_VORMEN = {
    "vrij": re.compile(r"vrij (?P<tekst>.+)", re.DOTALL),
    "beweging": re.compile(rf"beweging {_SLEUTEL} ten opzichte van {_VERWIJZING}"),
    "verschil": re.compile(rf"verschil {_SLEUTEL} ten opzichte van {_VERWIJZING}"),
    "oordeel": re.compile(rf"(?P<woord>oordeel|niet gehaald|gehaald|geen waarschuwing|let op|waarschuwing) {_SLEUTEL}"),
    "richting": re.compile(rf"(?P<woord>[a-z]+) {_SLEUTEL} ten opzichte van {_VERWIJZING}"),
    "cijfer": re.compile(rf"{_SLEUTEL}(?: (?:{_VERWIJZING}))?"),
}


@dataclass(frozen=True)
class Stuk:
    """Een stuk tekst; `binding` noemt het cijfer waar het aan hangt, of is leeg bij gewone woorden.

    Een stuk met een bezwaar wordt geweigerd; de tekst is dan wat de schrijver typte.
    """

    tekst: str
    binding: str = ""
    bezwaar: str = ""


def bind(sjabloon: str, lijst: Cijferlijst) -> tuple[Stuk, ...]:
    """Vul een sjabloon; een getal of richtingwoord buiten een binding, of een binding die niet klopt, is een fout."""
    stukken = bekijk(sjabloon, lijst)
    _weiger(stukken)
    return stukken


def bekijk(sjabloon: str, lijst: Cijferlijst) -> tuple[Stuk, ...]:
    """Vul een sjabloon zonder te weigeren: wat niet klopt is een stuk met een bezwaar, en de rest gaat door."""
    return tuple(_stukken(sjabloon, lijst))


def controleer_los(woorden: str) -> None:
    """Weiger woorden zonder binding die toch een getal of richting beweren."""
    _weiger(_los(woorden))


def _weiger(stukken: Iterable[Stuk]) -> None:
    for stuk in stukken:
        if stuk.bezwaar:
            raise BindingFout(stuk.bezwaar)


def tekst(stukken: tuple[Stuk, ...]) -> str:
    """De leesbare tekst."""
    return "".join(stuk.tekst for stuk in stukken)


def _stukken(sjabloon: str, lijst: Cijferlijst) -> Iterator[Stuk]:
    vanaf = 0
    for treffer in _BINDING.finditer(sjabloon):
        voor, inhoud = sjabloon[vanaf : treffer.start()], " ".join((treffer[1] or treffer[2] or "").split())
        if treffer[1] is None or inhoud.startswith("="):
            yield from _getypt(voor, treffer, inhoud.removeprefix("=").strip(), lijst)
        else:
            yield from _los(voor)
            yield _gevuld(treffer[0], inhoud, lijst)
        vanaf = treffer.end()
    yield from _los(sjabloon[vanaf:])


def _gevuld(getypt: str, binding: str, lijst: Cijferlijst) -> Stuk:
    try:
        return Stuk(vul(binding, lijst), binding)
    except BindingFout as fout:
        return Stuk(getypt, binding, fout.regels[0])


def _getypt(voor: str, treffer: re.Match[str], binding: str, lijst: Cijferlijst) -> Iterator[Stuk]:
    """Een getal dat de schrijver zelf typte, met de binding waar het aan getoetst wordt."""
    getypt = _GETYPT.search(voor)
    yield from _los(voor[: getypt.start()] if getypt else voor)
    if getypt:
        try:
            _toets(getypt, binding, lijst)
            yield Stuk(voor[getypt.start() :], binding)
        except BindingFout as fout:
            yield Stuk(voor[getypt.start() :], binding, fout.regels[0])
    elif treffer[1] is not None:  # gewoon commentaar (<!-- … -->) mag overal staan
        yield Stuk(treffer[0], binding, f"Voor de binding '{binding}' staat geen getal.")


def _los(woorden: str) -> Iterator[Stuk]:
    """Gewone woorden; er mag geen getal en geen bewering in staan."""
    zonder_datum, vanaf = _DATUM.sub(lambda t: "x" * len(t[0]), woorden), 0
    for begin, eind, wat in sorted(_beweringen(zonder_datum)):
        if begin < vanaf:
            continue
        if begin > vanaf:
            yield Stuk(woorden[vanaf:begin])
        yield Stuk(woorden[begin:eind], "", f"{wat} '{zonder_datum[begin:eind].strip()}' hangt niet aan een cijfer.")
        vanaf = eind
    if woorden[vanaf:]:
        yield Stuk(woorden[vanaf:])


def _beweringen(woorden: str) -> Iterator[tuple[int, int, str]]:
    for patroon, wat in ((_GETAL, "Het getal"), (_BEWERING, "Het woord")):
        yield from ((*treffer.span(), wat) for treffer in patroon.finditer(woorden))


def vul(binding: str, lijst: Cijferlijst) -> str:
    """De tekst van een binding."""
    for vorm, patroon in _VORMEN.items():
        treffer = patroon.fullmatch(binding)
        if treffer:
            return _VULLERS[vorm](treffer, lijst)
    raise BindingFout(f"De binding '{binding}' is niet te lezen.")


def waaraan(binding: str, lijst: Cijferlijst, namen: Mapping[str, str]) -> str:
    """Waar een binding aan hangt, in woorden: de naam van het cijfer en de waarden die het oordeel dragen."""
    for vorm, patroon in _VORMEN.items():
        treffer = patroon.fullmatch(binding)
        if treffer and vorm == "vrij":
            return "is met opzet geen cijfer uit dit rapport"
        if treffer:
            return _waaraan(vorm, treffer, lijst, namen)
    return ""


def _waaraan(vorm: str, treffer: re.Match[str], lijst: Cijferlijst, namen: Mapping[str, str]) -> str:
    sleutel = treffer["sleutel"]
    naam, verwijzing = namen.get(sleutel, sleutel), treffer.groupdict().get("verwijzing") or ""
    nu, toen = lijst.of_niets(sleutel), lijst.of_niets(sleutel, verwijzing or "norm")
    delen = [nu.tekst if nu else ""] if vorm != "cijfer" or not verwijzing else []
    if toen and (verwijzing or vorm == "oordeel"):
        delen.append(f"{verwijzing or 'norm'} {toen.tekst}")
    waarden = ", ".join(deel for deel in delen if deel)
    return f"hangt aan {naam}: {waarden}" if waarden else f"hangt aan {naam}"


def _vul_cijfer(treffer: re.Match[str], lijst: Cijferlijst) -> str:
    cijfer = lijst.zoek(treffer["sleutel"], treffer["verwijzing"] or "")
    return _veld(cijfer, treffer["veld"])


def _veld(cijfer: Cijfer, veld: str | None) -> str:
    match veld:
        case None:
            return cijfer.in_zin
        case "waarde" | "percentage":
            return cijfer.waarom_niet if cijfer.waarde is None else cijfer.kort
        case "teller" | "noemer":
            aantal = cijfer.teller if veld == "teller" else cijfer.noemer
            return druk_getal(aantal) if aantal is not None else cijfer.reden or "niet bekend"
        case _:
            raise BindingFout(f"'{cijfer.sleutel}' heeft geen onderdeel '{veld}'. Kies waarde, teller of noemer.")


def _vul_richting(treffer: re.Match[str], lijst: Cijferlijst) -> str:
    woord = treffer["woord"]
    if woord == "richting":
        return ("bleef gelijk", "steeg", "daalde")[richting(*_paar(treffer, lijst))]
    if woord not in RICHTINGEN:
        raise BindingFout(f"'{woord}' is geen richtingwoord. Kies bijvoorbeeld steeg, daalde of gelijk.")
    nu, toen = _paar(treffer, lijst)
    werkelijk = richting(nu, toen)
    beweerd = 1 if woord in OMHOOG else -1 if woord in OMLAAG else 0
    if beweerd != werkelijk:
        raise BindingFout(f"'{woord}' klopt niet: {treffer['sleutel']} ging van {toen.kort} naar {nu.kort}.")
    return woord


def _vul_beweging(treffer: re.Match[str], lijst: Cijferlijst) -> str:
    nu, toen = _paar(treffer, lijst)
    kant = richting(nu, toen)
    if kant == 0:
        return "evenveel" if nu.soort in (Soort.AANTAL, Soort.EURO) else "even hoog"
    if nu.soort in (Soort.AANTAL, Soort.EURO):
        return f"{_vul_verschil(treffer, lijst)} {'meer' if kant > 0 else 'minder'}"
    return f"{_vul_verschil(treffer, lijst)} {'hoger' if kant > 0 else 'lager'}"


def _vul_verschil(treffer: re.Match[str], lijst: Cijferlijst) -> str:
    """De grootte van het verschil: procenten bij aantallen en euro's, punten bij percentages en rapportcijfers."""
    nu, toen = _paar(treffer, lijst)
    grootte = abs(verschil(nu, toen))
    if nu.soort in (Soort.AANDEEL, Soort.PROCENT):
        return punten(grootte)
    if nu.soort in (Soort.AANTAL, Soort.EURO):
        heel = afgerond(grootte * 100, 1) == afgerond(grootte * 100, 0)
        return procent(grootte, 0 if heel else 1)
    return druk_getal(grootte, 1)


def _vul_oordeel(treffer: re.Match[str], lijst: Cijferlijst) -> str:
    oordeel = lijst.zoek(treffer["sleutel"], "oordeel").reden
    if treffer["woord"] not in ("oordeel", oordeel):
        raise BindingFout(
            f"'{treffer['woord']}' klopt niet: {_wat(treffer['woord'])} {treffer['sleutel']} is {oordeel}."
        )
    return oordeel


def _wat(woord: str) -> str:
    return "de norm van" if "gehaald" in woord else "het oordeel over"


def _vul_vrij(treffer: re.Match[str], _lijst: Cijferlijst) -> str:
    return treffer["tekst"]


_VULLERS = {
    "vrij": _vul_vrij,
    "beweging": _vul_beweging,
    "verschil": _vul_verschil,
    "oordeel": _vul_oordeel,
    "richting": _vul_richting,
    "cijfer": _vul_cijfer,
}


def _paar(treffer: re.Match[str], lijst: Cijferlijst) -> tuple[Cijfer, Cijfer]:
    nu, toen = lijst.zoek(treffer["sleutel"]), lijst.zoek(treffer["sleutel"], treffer["verwijzing"])
    for cijfer in (nu, toen):
        if cijfer.waarde is None or cijfer.is_bereik:
            raise BindingFout(
                f"'{cijfer.sleutel}' is in dit rapport niet precies bekend ({cijfer.tekst}); een richting kan er niet bij."
            )
    return nu, toen


# Op hoeveel decimalen een waarde gedrukt wordt: wat de lezer narekent, moet kloppen.
_DECIMALEN = {Soort.AANDEEL: 2, Soort.PROCENT: 3, Soort.RAPPORTCIJFER: 1, Soort.FTE: 1}


def richting(nu: Cijfer, toen: Cijfer) -> int:
    """1 omhoog, -1 omlaag, 0 gelijk, op de gedrukte waarden: wat de lezer ziet, moet kloppen."""
    assert nu.waarde is not None
    assert toen.waarde is not None
    decimalen = _DECIMALEN.get(nu.soort, 0)
    a, b = afgerond(nu.waarde, decimalen), afgerond(toen.waarde, decimalen)
    return (a > b) - (a < b)


def verschil(nu: Cijfer, toen: Cijfer) -> Fraction:
    """Het verschil: als deel van toen bij aantallen en euro's, anders het verschil van de gedrukte waarden."""
    assert nu.waarde is not None
    assert toen.waarde is not None
    if nu.soort not in (Soort.AANTAL, Soort.EURO):
        decimalen = _DECIMALEN.get(nu.soort, 0)
        return Fraction(afgerond(nu.waarde, decimalen) - afgerond(toen.waarde, decimalen))
    if toen.waarde == 0:
        raise BindingFout(f"'{toen.sleutel}' is 0; een verschil in procenten bestaat dan niet.")
    return (nu.waarde - toen.waarde) / abs(toen.waarde)


def _toets(getypt: re.Match[str], binding: str, lijst: Cijferlijst) -> None:
    """Het getypte getal moet, op zijn eigen aantal decimalen, gelijk zijn aan het cijfer."""
    if _VORMEN["vrij"].fullmatch(binding):
        return
    werkelijk, verwacht = _waarde(binding, lijst)
    decimalen = len(getypt[3] or "")
    gevonden = Fraction(f"{getypt[2].replace('.', '')}.{getypt[3] or 0}")
    teken = -1 if getypt[1] in ("-", MIN) and getypt[1] else 1
    if werkelijk is None or afgerond(werkelijk if getypt[1] else abs(werkelijk), decimalen) != gevonden * teken:
        raise BindingFout(f"verwacht {verwacht}, gevonden {getypt[0].strip()} ({binding}).")


def _waarde(binding: str, lijst: Cijferlijst) -> tuple[Fraction | None, str]:
    """De exacte waarde van een binding om een getypt getal aan te toetsen, en hoe hij geschreven wordt."""
    if treffer := _VORMEN["verschil"].fullmatch(binding):
        nu, toen = _paar(treffer, lijst)
        return verschil(nu, toen) * (1 if nu.soort in (Soort.RAPPORTCIJFER, Soort.FTE) else 100), vul(binding, lijst)
    treffer = _VORMEN["cijfer"].fullmatch(binding)
    if treffer is None:
        raise BindingFout(f"De binding '{binding}' is niet te lezen.")
    cijfer = lijst.zoek(treffer["sleutel"], treffer["verwijzing"] or "")
    if treffer["veld"] in ("teller", "noemer"):
        aantal = cijfer.teller if treffer["veld"] == "teller" else cijfer.noemer
        return None if aantal is None else Fraction(aantal), _veld(cijfer, treffer["veld"])
    if cijfer.waarde is None or cijfer.is_bereik:
        return None, cijfer.tekst
    return cijfer.waarde * (100 if cijfer.soort in (Soort.AANDEEL, Soort.PROCENT) else 1), cijfer.kort
