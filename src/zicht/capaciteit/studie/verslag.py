"""Het studieverslag: alles wat gevraagd, aangenomen, geijkt en berekend is, in een waarde die bewaard wordt.

Een keuzeblad, een scherm en `zicht simulatie` tonen alleen wat hierin staat. Getallen uit de simulatie zijn op vijf cijfers
achter de komma afgerond als zij erin gaan; wat bewaard is en wat getoond wordt is dus hetzelfde.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from zicht.capaciteit.model import Norm
from zicht.capaciteit.uitkomst import Kans
from zicht.core.begroting.inzet import Dienstverband, Inzet
from zicht.core.begroting.scenario import Scenario

FORMAAT = 1
NIETS_DOEN = Scenario("niets_doen", "Niets doen", omschrijving="Met de mensen en de werkwijze van nu.")


@dataclass(frozen=True, slots=True)
class Zoekas:
    """Mensen waarvan het aantal gezocht wordt: bij welk team, hoe zij werken, hoeveel hoogstens, en na hoeveel maanden."""

    team: str
    soort: Dienstverband
    meeste: Decimal = Decimal(8)
    na_maanden: int | None = None


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """Welke bezetting is de kleinste (een as) of de goedkoopste (twee assen) die alle normen haalt?"""

    titel: str
    assen: tuple[Zoekas, ...]
    normen: tuple[Norm, ...]
    zekerheid: float = 0.80  # de kans waarmee alle normen samen gehaald moeten worden
    stap: Decimal = Decimal("0.5")
    herhalingen: int = 200  # om mee te beginnen; meer als dat nodig is om te beslissen
    meeste_herhalingen: int = 1600


@dataclass(frozen=True)
class Studie:
    """De vraag: vanaf welke dag, hoe ver vooruit, welke keuzes naast niets doen, en welke normen tellen."""

    regio: str
    organisatie: str
    begin: date
    dagen: int
    keuzes: tuple[Scenario, ...] = ()
    normen: tuple[Norm, ...] = ()
    herhalingen: int = 500
    zaad: int = 1
    titel: str = ""
    zoeken: tuple[Zoekvraag, ...] = ()
    grens: str = ""  # de indicator waarvoor de grens van kosten en aandeel op tijd getekend wordt
    beeld: str = ""  # de code van de keuze die in een beeld getoond wordt

    @property
    def tot_en_met(self) -> date:
        """De laatste dag van het tijdvak."""
        return self.begin + timedelta(days=self.dagen - 1)


@dataclass(frozen=True, slots=True)
class Waarde:
    """Een uitkomst over de herhalingen: mediaan, de band waar acht van de tien in vallen, gemiddelde en zijn standaardfout."""

    midden: float
    laag: float
    hoog: float
    gemiddelde: float
    fout: float


@dataclass(frozen=True, slots=True)
class Reeks:
    """Een maat per week: mediaan en band; None als er die week niets te meten is.

    `over` is leeg voor de regio, of de naam van een gemeente of de code van een team.
    """

    maat: str  # de naam van een Maat of een indicator in kleine letters; van een team: uren, bezet of fte
    over: str
    midden: tuple[float | None, ...]
    laag: tuple[float | None, ...]
    hoog: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Opgeteld:
    """Een maat over het hele tijdvak, voor de regio (leeg) of een gemeente."""

    maat: str  # de naam van een Jaarmaat in kleine letters, of een indicator (dan is het een deel van 1)
    over: str
    waarde: Waarde


@dataclass(frozen=True, slots=True)
class Verschil:
    """Het verschil met niets doen, per herhaling vergeleken op hetzelfde toeval, met het interval van 95 procent."""

    maat: str
    gemiddelde: float
    laag: float
    hoog: float

    @property
    def zeker(self) -> bool:
        """Of het interval nul uitsluit."""
        return self.laag > 0 or self.hoog < 0


@dataclass(frozen=True, slots=True)
class Normkans:
    """De kans dat een norm over het tijdvak gehaald wordt."""

    norm: Norm
    gehaald: Kans

    @property
    def gemist(self) -> Kans:
        """De kans dat zij gemist wordt."""
        return Kans(1 - self.gehaald.waarde, 1 - self.gehaald.hoog, 1 - self.gehaald.laag)


@dataclass(frozen=True, slots=True)
class Wegwerken:
    """Wanneer de achterstand weg is: in welk deel van de herhalingen binnen het tijdvak, en in welke week.

    Een datum is None als zoveel herhalingen haar niet halen: `midden` de helft, `vroeg` een tiende, `laat` negen tiende.
    """

    kans: Kans
    midden: date | None
    vroeg: date | None
    laat: date | None


@dataclass(frozen=True, slots=True)
class Kostenregel:
    """Wat een inzet van mensen kost: fte, prijs van een fte in een jaar, het deel van het jaar, en het bedrag."""

    titel: str
    fte: Decimal
    prijs: Decimal | None
    jaardeel: Decimal
    euro: Decimal | None


@dataclass(frozen=True, slots=True)
class Kosten:
    """Wat een keuze kost, in hele centen, uit het begrotingsmodel.

    `mensen` en `prijs` worden uitgegeven. `bijhouden` is wat de begroting erbij rekent als de formatie het werk (of het verzuim)
    volgt: dat geeft niemand vanzelf uit, het is de prijs van wat de simulatie als wachten laat zien.
    """

    fte: Decimal  # extra fte, gemiddeld over het tijdvak
    mensen: Decimal | None  # euro, in het tijdvak
    prijs: Decimal | None  # euro, in het tijdvak: wat alleen een prijs of een post verandert
    bijhouden_fte: Decimal | None  # fte, gevraagd door ander werk
    bijhouden: Decimal | None  # euro, in het tijdvak
    regels: tuple[Kostenregel, ...] = ()
    waarom_onbekend: str = ""

    @property
    def euro(self) -> Decimal | None:
        """Wat de keuze in het tijdvak kost; None als de begroting dat niet kan zeggen."""
        return None if self.mensen is None or self.prijs is None else self.mensen + self.prijs


@dataclass(frozen=True, slots=True)
class Eenzijdig:
    """Een wijziging die maar een van de twee modellen volgt, en waarom."""

    wat: str
    waarom: str


@dataclass(frozen=True)
class Keuzeverslag:
    """Alles over een keuze."""

    scenario: Scenario
    kosten: Kosten
    opgeteld: tuple[Opgeteld, ...]
    reeksen: tuple[Reeks, ...]
    teams: tuple[Reeks, ...]
    normkansen: tuple[Normkans, ...]
    meer_dan_vandaag: Kans  # dat de wachtlijst aan het einde langer is dan vandaag
    wegwerken: Wegwerken
    verschillen: tuple[Verschil, ...] = ()  # met niets doen; leeg bij niets doen zelf
    alleen_begroting: tuple[Eenzijdig, ...] = ()
    alleen_simulatie: tuple[Eenzijdig, ...] = ()

    def over(self, maat: str, gebied: str = "") -> Waarde:
        """Een maat over het hele tijdvak."""
        return next(deel.waarde for deel in self.opgeteld if (deel.maat, deel.over) == (maat, gebied))

    def reeks(self, maat: str, over: str = "") -> Reeks:
        """Een maat per week."""
        return next(reeks for reeks in (*self.reeksen, *self.teams) if (reeks.maat, reeks.over) == (maat, over))

    def verschil(self, maat: str) -> Verschil | None:
        """Het verschil met niets doen in een maat."""
        return next((deel for deel in self.verschillen if deel.maat == maat), None)


@dataclass(frozen=True, slots=True)
class Aanname:
    """Waar de simulatie van uitgaat: wat, hoe groot, waar het vandaan komt, en of er te weinig feiten voor waren."""

    onderwerp: str
    tekst: str
    herkomst: str
    dun: bool = False


@dataclass(frozen=True, slots=True)
class Terugtoetsregel:
    """Wat de simulatie een jaar eerder gezegd zou hebben, naast wat het werd."""

    maat: str
    verwacht: Waarde
    werkelijk: float


@dataclass(frozen=True)
class Terugblik:
    """De terugtoets in een zin, met de regels erachter."""

    moment: date
    zin: str
    regels: tuple[Terugtoetsregel, ...] = ()


@dataclass(frozen=True)
class Herkomst:
    """Waarop het verslag steunt: vingerafdrukken en versies; gelijke herkomst en vraag geven gelijke bytes."""

    peildatum: date
    feiten: str
    model: str
    begroting: str
    versies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Stand(Enum):
    """Hoe een zoektocht afliep."""

    GEVONDEN = "gevonden"
    NU_AL = "nu_al"  # zonder extra mensen wordt het al gehaald
    NIET_HAALBAAR = "niet_haalbaar"  # ook met het meeste dat geprobeerd mocht worden niet
    TE_WEINIG_HERHALINGEN = "te_weinig_herhalingen"
    GESTOPT = "gestopt"


@dataclass(frozen=True, slots=True)
class Proef:
    """Een bezetting die geprobeerd is: de kans dat alle normen gehaald worden, en op hoeveel herhalingen die steunt."""

    mensen: tuple[Inzet, ...]
    fte: Decimal
    euro_per_jaar: Decimal | None
    kans: Kans
    herhalingen: int
    haalt: bool | None  # None: met deze herhalingen niet te zeggen


@dataclass(frozen=True)
class Zoekverslag:
    """De kleinste bezetting die de normen met de gevraagde zekerheid haalt, en alles wat daarvoor geprobeerd is."""

    vraag: Zoekvraag
    stand: Stand
    zin: str
    gevonden: Proef | None
    proeven: tuple[Proef, ...]


@dataclass(frozen=True, slots=True)
class Grenspunt:
    """Een keuze op de grens van kosten en aandeel op tijd; `beter` is de keuze die goedkoper en minstens zo goed is."""

    code: str
    titel: str
    fte: Decimal
    euro: Decimal
    tijdig: Waarde
    beter: str = ""


@dataclass(frozen=True)
class Grens:
    """Kosten tegenover aandeel op tijd, de goedkoopste eerst."""

    indicator: str
    punten: tuple[Grenspunt, ...]


@dataclass(frozen=True, slots=True)
class Beeldmaat:
    """Een van de maten van een beeld, voor en na de verandering; None als het model haar niet kan zeggen.

    Wat de begroting precies berekent, heeft geen interval; wat gesimuleerd is wel.
    """

    maat: str  # uren, fte en euro uit de begroting; wachttijd (dagen) en tijdig (deel van 1) uit de simulatie
    basis: float | Decimal | None
    anders: float | Decimal | None
    verschil: float | Decimal | None
    interval: Verschil | None = None

    @property
    def zeker(self) -> bool:
        """Of het verschil geen toeval kan zijn."""
        return self.interval is None or self.interval.zeker


@dataclass(frozen=True, slots=True)
class Knopeffect:
    """Wat een stap met een knop doet in alle vier de maten, omhoog en omlaag; leeg als die stap niet kan."""

    pad: str
    titel: str
    stap: str
    omhoog: tuple[Beeldmaat, ...]
    omlaag: tuple[Beeldmaat, ...]
    simulatie: bool  # of de simulatie deze knop volgt

    def grootste(self, maat: str) -> float:
        """Het grootste effect op een maat, zonder teken; nul als het toeval kan zijn."""
        delen = (deel for deel in (*self.omhoog, *self.omlaag) if deel.maat == maat and deel.zeker)
        return max((abs(float(deel.verschil)) for deel in delen if deel.verschil is not None), default=0.0)


@dataclass(frozen=True, slots=True)
class Aansluiting:
    """Een uitkomst van de begroting naast wat gedrukt staat, met het verschil en de verklaring."""

    titel: str
    model: Decimal | None
    gedrukt: Decimal | None
    verschil: Decimal | None
    verklaring: str


@dataclass(frozen=True)
class Beeld:
    """Een beeld: fte, euro, wachten en aandeel op tijd bij elkaar, en welke knop het meest doet."""

    scenario: Scenario
    indicator: str
    herhalingen: int
    maten: tuple[Beeldmaat, ...]
    knoppen: tuple[Knopeffect, ...] = ()
    aansluiting: tuple[Aansluiting, ...] = ()

    def volgorde(self, maat: str) -> tuple[Knopeffect, ...]:
        """De knoppen die op een maat iets doen, de grootste eerst."""
        met = [knop for knop in self.knoppen if knop.grootste(maat)]
        return tuple(sorted(met, key=lambda knop: (-knop.grootste(maat), knop.pad)))


@dataclass(frozen=True)
class Studieverslag:
    """Het hele verslag. De rekentijd hoort er niet bij: hetzelfde antwoord is hetzelfde verslag."""

    studie: Studie
    herkomst: Herkomst
    niets_doen: Keuzeverslag
    keuzes: tuple[Keuzeverslag, ...]
    weekeinde: tuple[date, ...]  # de laatste dag van elke week van de reeksen
    wacht_vandaag: int  # nog niet beoordeeld op de eerste dag
    aannames: tuple[Aanname, ...] = ()
    terugblik: Terugblik | None = None
    zoektochten: tuple[Zoekverslag, ...] = ()
    grens: Grens | None = None
    beeld: Beeld | None = None
    formaat: int = FORMAAT
    rekentijd: float = field(default=0.0, compare=False)

    @property
    def alle(self) -> tuple[Keuzeverslag, ...]:
        """Niets doen, en daarna de keuzes."""
        return (self.niets_doen, *self.keuzes)

    def keuze(self, code: str) -> Keuzeverslag:
        """De keuze met deze code."""
        return next(keuze for keuze in self.alle if keuze.scenario.code == code)
