"""Van studieverslag naar gedrukte cijfers: elk getal op het blad komt hier uit het verslag, onder zijn naam.

Een verwachting is op hele meldingen, hele procenten en hele euro's; een kans op tienden. Wat echt geteld is (de wachtlijst van
nu, en wat het een jaar eerder werd) gaat door het publicatiebeleid, zoals in elk stuk dat de organisatie verlaat.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from zicht.capaciteit.studie.uitvoeren import ERNAAST
from zicht.capaciteit.studie.verslag import Keuzeverslag, Reeks, Studieverslag, Terugtoetsregel, Waarde
from zicht.capaciteit.terugtoets import WACHTLIJST as WACHTLIJST_TOETS
from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.core.publicatie import Beleid, reden_in_woorden, toon
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.keuzeblad.tekening import Weekstand

LETTERS = "abcdef"
NIETS_DOEN, BINNEN, BUITEN = "niets doen", "binnen de band", "buiten de band"
WACHT_GEMIDDELD, GEEN_VERSCHIL = "wacht_gemiddeld", "geen verschil"
WACHTLIJST, WACHT_EIND, WACHTTIJD, CONTROLES = "wacht_beoordeling", "wacht_eind", "wachttijd", "controles"
# Van de terugtoets: de wachtlijst aan het einde, en hoeveel het midden er per week naast zat; met hun naam op het blad.
TOETSMATEN = {WACHTLIJST_TOETS: "toets-wacht", ERNAAST: "toets-ernaast"}
BAND = (8, 10)  # de band van een verslag: acht van de tien herhalingen
KEUZES = (
    "Een melding wacht tot haar veiligheidsbeoordeling er is, ook als iemand er al aan werkt. Wachten er twee over een gezin, dan tellen beide.",
    "De band is waar acht van de tien herhalingen in vallen. Het midden is de mediaan: de helft komt hoger uit, de helft lager.",
    "Alles gaat over de hele regio. Per gemeente zijn de aantallen te klein om te voorspellen en om te publiceren.",
    "Verwachte aantallen zijn geen getelde meldingen en staan er heel; getelde aantallen zijn afgerond zoals in de burap.",
)


def cijfers(verslag: Studieverslag, beleid: Beleid | None) -> Iterator[Cijfer]:
    """Elk cijfer van het blad."""
    yield _geteld("wacht-nu", verslag.wacht_vandaag, beleid)
    yield Cijfer("band", Soort.AANDEEL, Fraction(*BAND), teller=BAND[0], noemer=BAND[1])
    yield Cijfer("tegenvaller", Soort.KEER, (1 - Fraction(*BAND)) / 2)
    yield _aantal("weken", len(verslag.weekeinde))
    yield _aantal("herhalingen", verslag.studie.herhalingen)
    yield _aantal("keuzes", len(verslag.alle))
    for norm in verslag.studie.normen:
        yield Cijfer(f"{norm.indicator}|norm", Soort.AANDEEL, _breuk(norm.waarde))
    for letter, keuze in zip(LETTERS, verslag.alle, strict=False):
        yield from _van_keuze(letter, keuze, verslag.niets_doen, momenten(verslag))
    for regel in verslag.terugblik.regels if verslag.terugblik else ():
        yield from _terugblik(regel, beleid)


def momenten(verslag: Studieverslag) -> tuple[int, ...]:
    """De weken waarvan de stand in de tabel staat: elk kwart van het tijdvak, en het einde."""
    weken = len(verslag.weekeinde)
    return tuple(sorted({max(1, round(weken * deel / 4)) for deel in range(1, 5)}))


def weekstanden(verslag: Studieverslag, keuze: Keuzeverslag) -> tuple[Weekstand, ...]:
    """De wachtlijst van een keuze per week, in hele meldingen."""
    reeks = keuze.reeks(WACHTLIJST)
    return tuple(
        Weekstand(dag, _heel(midden), _heel(laag), _heel(hoog))
        for dag, midden, laag, hoog in zip(verslag.weekeinde, reeks.midden, reeks.laag, reeks.hoog, strict=True)
        if midden is not None and laag is not None and hoog is not None
    )


def _van_keuze(letter: str, keuze: Keuzeverslag, niets: Keuzeverslag, weken: Sequence[int]) -> Iterator[Cijfer]:
    yield _euro(f"kosten@{letter}", keuze.kosten.euro, keuze.kosten.waarom_onbekend)
    yield Cijfer(f"fte@{letter}", Soort.FTE, Fraction(keuze.kosten.fte))
    if keuze.kosten.bijhouden:
        yield _euro(f"bijhouden@{letter}", keuze.kosten.bijhouden, "")
        yield Cijfer(f"bijhouden-fte@{letter}", Soort.FTE, Fraction(keuze.kosten.bijhouden_fte or 0))
    for naam, stand in _aan_het_einde(keuze).items():
        yield Cijfer(f"wacht@{letter}{naam}", Soort.AANTAL, stand)
    yield Cijfer(f"wacht@{letter}|{NIETS_DOEN}", Soort.AANTAL, _aan_het_einde(niets)[""])
    yield from _band(f"gemiddeld@{letter}", Soort.AANTAL, keuze.over(WACHT_GEMIDDELD))
    yield from _band(f"wachttijd@{letter}", Soort.DAGEN, keuze.over(WACHTTIJD))
    yield from _band(f"controles@{letter}", Soort.AANTAL, keuze.over(CONTROLES))
    yield from _weken(letter, keuze.reeks(WACHTLIJST), weken)
    yield from _verschil(letter, keuze, niets)
    yield from _kansen(letter, keuze)


def _aan_het_einde(keuze: Keuzeverslag) -> Mapping[str, Fraction]:
    """De stand van de laatste week, zodat zin, tabel en tekening hetzelfde getal tonen."""
    reeks = keuze.reeks(WACHTLIJST)
    return {naam: _op_heel(getallen[-1] or 0) for naam, getallen in _delen(reeks)}


def _delen(reeks: Reeks) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    return ("", reeks.midden), ("|laag", reeks.laag), ("|hoog", reeks.hoog)


def _weken(letter: str, reeks: Reeks, weken: Sequence[int]) -> Iterator[Cijfer]:
    for week in weken:
        sleutel = f"wacht/w{week}@{letter}"
        for naam, getallen in _delen(reeks):
            stand = getallen[week - 1]
            yield Cijfer(sleutel + naam, Soort.AANTAL, None if stand is None else _op_heel(stand))


def _verschil(letter: str, keuze: Keuzeverslag, niets: Keuzeverslag) -> Iterator[Cijfer]:
    """Hoeveel meldingen het scheelt met niets doen, zoals een lezer het narekent; `oordeel` zegt of het toeval kan zijn."""
    einde = _aan_het_einde(keuze)[""] - _aan_het_einde(niets)[""]
    gemiddeld = _op_heel(keuze.over(WACHT_GEMIDDELD).midden) - _op_heel(niets.over(WACHT_GEMIDDELD).midden)
    for naam, maat, scheelt in (("scheelt", WACHT_EIND, einde), ("scheelt-gemiddeld", WACHT_GEMIDDELD, gemiddeld)):
        if verschil := keuze.verschil(maat):
            yield Cijfer(f"{naam}@{letter}", Soort.AANTAL, abs(scheelt))
            oordeel = "minder" if verschil.hoog < 0 else "meer" if verschil.laag > 0 else GEEN_VERSCHIL
            yield Cijfer(f"{naam}@{letter}|oordeel", Soort.AANTAL, None, oordeel)


def _kansen(letter: str, keuze: Keuzeverslag) -> Iterator[Cijfer]:
    for kans in keuze.normkansen:
        indicator = kans.norm.indicator
        yield from _band(f"{indicator}@{letter}", Soort.AANDEEL, keuze.over(indicator))
        yield Cijfer(f"kans-{indicator}@{letter}", Soort.KEER, _breuk(kans.gehaald.waarde))
    yield Cijfer(f"kans-langer@{letter}", Soort.KEER, _breuk(keuze.meer_dan_vandaag.waarde))
    yield Cijfer(f"kans-weg@{letter}", Soort.KEER, _breuk(keuze.wegwerken.kans.waarde))


def _terugblik(regel: Terugtoetsregel, beleid: Beleid | None) -> Iterator[Cijfer]:
    """Wat een jaar eerder voorspeld zou zijn en wat het werd; wat het werd is echt geteld."""
    if regel.maat in INDICATOREN:
        yield from _band(f"toets-{regel.maat}", Soort.AANDEEL, regel.verwacht)
        yield Cijfer(f"toets-{regel.maat}/werd", Soort.AANDEEL, _breuk(regel.werkelijk))
    if (sleutel := TOETSMATEN.get(regel.maat)) is None:
        return
    yield from _band(sleutel, Soort.AANTAL, regel.verwacht)
    yield _geteld(f"{sleutel}/werd", _heel(regel.werkelijk), beleid)
    binnen = regel.verwacht.laag <= regel.werkelijk <= regel.verwacht.hoog  # op wat er exact geteld is
    yield Cijfer(f"{sleutel}|oordeel", Soort.AANTAL, None, BINNEN if binnen else BUITEN)


# ------------------------------------------------------------------------------------------------------------ bouwstenen


def _band(sleutel: str, soort: Soort, waarde: Waarde) -> Iterator[Cijfer]:
    for naam, getal in (("", waarde.midden), ("|laag", waarde.laag), ("|hoog", waarde.hoog)):
        yield Cijfer(sleutel + naam, soort, _breuk(getal) if soort is Soort.AANDEEL else _op_heel(getal))


def _geteld(sleutel: str, aantal: int, beleid: Beleid | None) -> Cijfer:
    getoond = toon(aantal, beleid)
    reden = reden_in_woorden(getoond.reden, beleid) if getoond.reden and beleid else ""
    return Cijfer(sleutel, Soort.AANTAL, None if getoond.waarde is None else Fraction(getoond.waarde), reden)


def _aantal(sleutel: str, aantal: int) -> Cijfer:
    return Cijfer(sleutel, Soort.AANTAL, Fraction(aantal))


def _euro(sleutel: str, bedrag: Decimal | None, reden: str) -> Cijfer:
    return Cijfer(sleutel, Soort.EURO, None if bedrag is None else Fraction(bedrag), reden)


def _breuk(getal: float) -> Fraction:
    """Een getal zoals het in het verslag staat geschreven, zonder de staart van een kommagetal."""
    return Fraction(str(getal))


def _heel(getal: float) -> int:
    return int(_op_heel(getal))


def _op_heel(getal: float) -> Fraction:
    """Op hele meldingen of dagen; de helft gaat omhoog, zoals overal in druk."""
    return Fraction((_breuk(getal) + Fraction(1, 2)) // 1)
