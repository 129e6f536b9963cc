"""Een studieverslag als rijen en zinnen voor de bladzijden; elk getal komt uit het verslag en wordt hier alleen afgerond."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zicht.capaciteit.studie.verslag import Keuzeverslag, Normkans, Studieverslag, Waarde
from zicht.capaciteit.uitkomst import INDICATOREN, Kans
from zicht.catalogus.indicatoren import INDICATOREN as ALLE
from zicht.rapportage import getallen
from zicht.web.vormgeving.tekst import lang

LETTERS = "ABCDEFGHIJ"
WACHTLIJST, WACHT_EIND, WACHTTIJD, CONTROLES = "wacht_beoordeling", "wacht_eind", "wachttijd", "controles"
BEOORDELING = INDICATOREN[0]
ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Kolom:
    """Een keuze in de tabel."""

    letter: str
    keuze: Keuzeverslag

    @property
    def titel(self) -> str:
        """De naam van de keuze."""
        return self.keuze.scenario.titel

    @property
    def naam(self) -> str:
        """De letter met de naam."""
        return f"{self.letter}. {self.titel}"


@dataclass(frozen=True)
class Rij:
    """Een maat met haar waarde per keuze: wat er staat, en kleiner eronder hoe zeker dat is."""

    titel: str
    cellen: tuple[tuple[str, str], ...]
    uitleg: str = ""


def kolommen(verslag: Studieverslag) -> list[Kolom]:
    """Niets doen en daarna de keuzes, elk met een letter."""
    return [Kolom(letter, keuze) for letter, keuze in zip(LETTERS, verslag.alle, strict=False)]


def indicator(verslag: Studieverslag) -> str:
    """De indicator waar het verslag eerst over spreekt: de eerste met een norm."""
    return verslag.studie.normen[0].indicator if verslag.studie.normen else BEOORDELING


def tabel(verslag: Studieverslag) -> list[Rij]:
    """Alle keuzes naast elkaar."""
    naast = verslag.alle
    return [
        Rij("Kosten in deze periode", tuple(_kosten(k) for k in naast), "Bovenop de begroting."),
        Rij("Extra fte", tuple((getallen.getal(k.kosten.fte, 1), "") for k in naast), "Gemiddeld over de periode."),
        Rij("Wachtlijst aan het einde", tuple(_waarde(k.over(WACHT_EIND)) for k in naast),
            f"Meldingen die wachten op een beoordeling. Nu zijn het er {getallen.getal(verslag.wacht_vandaag)}."),
        Rij("Gemiddeld verschil met niets doen", tuple(_verschil(k) for k in naast),
            "Meldingen op de wachtlijst aan het einde, over alle keren. Jaren met een heel lange wachtlijst tellen daarin zwaar mee."),
        Rij("Wachttijd tot oppakken", tuple(_waarde(k.over(WACHTTIJD), " dagen") for k in naast), "Gemiddeld, in dagen."),
        *_normrijen(verslag),
        Rij("Achterstand weg", tuple(wegwerken(k, verslag.weekeinde[0]) for k in naast), "De achterstand is weg als er niet meer wacht dan in een gewone week binnenkomt."),
        Rij("Risico op een langere wachtlijst", tuple(_keren(k.meer_dan_vandaag, verslag) for k in naast),
            "Hoe vaak de wachtlijst aan het einde langer is dan nu."),
        Rij("Controles bij wie wacht", tuple(_waarde(k.over(CONTROLES)) for k in naast),
            "Hoe vaak iemand naar de veiligheid van een wachtend gezin moet kijken."),
    ]  # fmt: skip


def _normrijen(verslag: Studieverslag) -> Iterator[Rij]:
    for norm in verslag.studie.normen:
        cellen = tuple(op_tijd(k, norm.indicator, verslag) for k in verslag.alle)
        yield Rij(ALLE[norm.indicator].titel, cellen, f"Norm: {getallen.procent(norm.waarde)}.")


def tijdig(keuze: Keuzeverslag, code: str) -> Waarde | None:
    """Het aandeel op tijd; None als er in het tijdvak geen enkele zaak was."""
    return next((deel.waarde for deel in keuze.opgeteld if (deel.maat, deel.over) == (code, "")), None)


def op_tijd(keuze: Keuzeverslag, code: str, verslag: Studieverslag) -> tuple[str, str]:
    """Het aandeel op tijd met de band, en hoe vaak de norm gehaald wordt."""
    waarde = tijdig(keuze, code)
    if waarde is None:
        return "–", "geen zaken"
    band = f"{getallen.procent(waarde.laag)} tot {getallen.procent(waarde.hoog)}"
    kans = next((kans for kans in keuze.normkansen if kans.norm.indicator == code), None)
    return getallen.procent(waarde.midden), f"{band}{_gehaald(kans, verslag)}"


def _gehaald(kans: Normkans | None, verslag: Studieverslag) -> str:
    return "" if kans is None else f"\nnorm gehaald: {keren(kans.gehaald, verslag)}"


def keren(kans: Kans, verslag: Studieverslag) -> str:
    """Een kans met de aantallen erbij."""
    van = verslag.studie.herhalingen
    return f"{getallen.getal(kans.waarde * van)} van de {getallen.getal(van)} keer ({getallen.procent(kans.waarde)})"


def _keren(kans: Kans, verslag: Studieverslag) -> tuple[str, str]:
    van = verslag.studie.herhalingen
    return getallen.procent(kans.waarde), f"{getallen.getal(kans.waarde * van)} van de {getallen.getal(van)} keer"


def _kosten(keuze: Keuzeverslag) -> tuple[str, str]:
    bedrag = keuze.kosten.euro
    return (ONBEKEND, keuze.kosten.waarom_onbekend) if bedrag is None else (getallen.euro(bedrag), "")


def _waarde(waarde: Waarde, eenheid: str = "") -> tuple[str, str]:
    return (
        f"{getallen.getal(waarde.midden)}{eenheid}",
        f"{getallen.getal(waarde.laag)} tot {getallen.getal(waarde.hoog)}",
    )


def _verschil(keuze: Keuzeverslag) -> tuple[str, str]:
    verschil = keuze.verschil(WACHT_EIND)
    if verschil is None:
        return "–", ""
    if not verschil.zeker:
        return "niet te zeggen", "het verschil kan toeval zijn"
    kleinste, grootste = sorted(abs(grens) for grens in (verschil.laag, verschil.hoog))
    woord = "minder" if verschil.hoog < 0 else "meer"
    return (
        f"{getallen.getal(abs(verschil.gemiddelde))} {woord}",
        f"{getallen.getal(kleinste)} tot {getallen.getal(grootste)} {woord}",
    )


def wegwerken(keuze: Keuzeverslag, eerste: date) -> tuple[str, str]:
    """Wanneer de achterstand weg is, en in welk deel van de herhalingen."""
    weg = keuze.wegwerken
    if weg.midden is not None and weg.midden <= eerste:
        return "er is er nu geen", ""
    vaak = f"in {getallen.procent(weg.kans.waarde)} van de keren binnen deze periode"
    return (f"week tot {lang(weg.midden)}", vaak) if weg.midden else ("meestal niet in deze periode", vaak)


def kopzin(verslag: Studieverslag) -> str:
    """Waar het op neerkomt, in een paar zinnen."""
    return " ".join(deel for deel in (als_niets_verandert(verslag), _beste(verslag)) if deel)


def als_niets_verandert(verslag: Studieverslag) -> str:
    """De wachtlijst van nu, en wat zij wordt als er niets verandert."""
    niets, nu = verslag.niets_doen.over(WACHT_EIND), verslag.wacht_vandaag
    return (
        f"Nu {_wachten(nu)} op een beoordeling. Verandert er niets, dan zijn dat er op {lang(verslag.studie.tot_en_met)} naar "
        f"verwachting {getallen.getal(niets.midden)} (acht van de tien keer {getallen.getal(niets.laag)} tot {getallen.getal(niets.hoog)})."
    )


def _wachten(aantal: int) -> str:
    return "wacht er 1 melding" if aantal == 1 else f"wachten er {getallen.getal(aantal)} meldingen"


def normregels(verslag: Studieverslag) -> list[str]:
    """Van elke norm hoe vaak zij met de mensen van nu gehaald wordt."""
    return [
        f"{ALLE[kans.norm.indicator].titel}: norm {getallen.procent(kans.norm.waarde)}, gehaald in {keren(kans.gehaald, verslag)}."
        for kans in verslag.niets_doen.normkansen
    ]


def kortzin(verslag: Studieverslag) -> str:
    """Het antwoord in een regel, voor de lijst."""
    if verslag.zoektochten:
        return verslag.zoektochten[0].zin
    eind = f"Wachtlijst van {getallen.getal(verslag.wacht_vandaag)} naar {getallen.getal(verslag.niets_doen.over(WACHT_EIND).midden)}."
    return " ".join(deel for deel in (eind, _beste(verslag)) if deel)


def _beste(verslag: Studieverslag) -> str:
    """De keuze die de wachtlijst het kortst maakt, als dat geen toeval kan zijn."""
    if not verslag.keuzes:
        return ""
    zeker = [k for k in verslag.keuzes if (v := k.verschil(WACHT_EIND)) and v.hoog < 0]
    if not zeker:
        return "Geen van de keuzes maakt de wachtlijst zeker korter."
    beste = min(zeker, key=lambda k: k.over(WACHT_EIND).midden)
    kosten = "" if beste.kosten.euro is None else f", voor {getallen.euro(beste.kosten.euro)}"
    return f"De kortste wachtlijst geeft ‘{beste.scenario.titel}’: {getallen.getal(beste.over(WACHT_EIND).midden)}{kosten}."


def heeft_weken(verslag: Studieverslag, maat: str) -> bool:
    """Of een maat bij elke keuze per week bekend is."""
    return all(any((r.maat, r.over) == (maat, "") for r in keuze.reeksen) for keuze in verslag.alle)


def weken(verslag: Studieverslag, om: int = 4) -> list[tuple[date, int]]:
    """Elke zoveelste week en de laatste, met hun plaats."""
    laatste = len(verslag.weekeinde) - 1
    return [(dag, plek) for plek, dag in enumerate(verslag.weekeinde) if (plek + 1) % om == 0 or plek == laatste]


def in_week(keuze: Keuzeverslag, maat: str, plek: int, *, procent: bool = False) -> str:
    """Het midden en de band van een maat in een week."""
    reeks = keuze.reeks(maat)
    midden, laag, hoog = reeks.midden[plek], reeks.laag[plek], reeks.hoog[plek]
    if midden is None or laag is None or hoog is None:
        return "–"
    schrijf = (lambda w: getallen.procent(Fraction(str(w)))) if procent else getallen.getal
    return f"{schrijf(midden)} ({schrijf(laag)} tot {schrijf(hoog)})"
