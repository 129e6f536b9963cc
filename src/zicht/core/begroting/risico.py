"""Het risicoregister: elk risico met zijn kans, ernst en maatregelen, en een bedrag dat uit het begrotingsmodel volgt.

Het gedrukte bedrag blijft ernaast staan als controle. Wat de bron niet geeft (kans, ernst, bedrag) blijft onbekend en wordt geteld.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from zicht.core.begroting.afwijkingen import alle_uitkomsten
from zicht.core.begroting.begroting import BegrotingFout, Getal
from zicht.core.begroting.bestand import bedoelt
from zicht.core.begroting.kansverdeling import Kansbedrag, Kansverdeling, variantie, verdeling, verwacht
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.reserve import Ratio, liquiditeit, reserve
from zicht.core.begroting.scenario import Scenario, effect, pas_toe
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, gegeven, product, verschil
from zicht.core.bronnen import Bron

ZEKERHEID = Decimal(90)
ONBEKEND = "onbekend"

KEUZES = (
    "De benodigde reserve is het bedrag waar de schade met 90 procent zekerheid niet boven komt.",
    "Een risico zonder kans of zonder bedrag telt niet mee in het verwachte bedrag; het staat erbij als onbekend.",
    "Wat nodig is om de reserve aan te vullen is geen schade en telt daarom niet mee in wat de reserve moet dragen.",
    "Een bezuiniging (een bedrag onder nul) is geen schade en telt als nul.",
)


class Ernst(Enum):
    """Het effect voor cliënt of organisatie, in de kleuren van de richtlijn van Veilig Thuis NOG."""

    ROOD = "rood"
    ORANJE = "oranje"
    GEEL = "geel"

    @property
    def woord(self) -> str:
        """De ernst in een woord, zodat niemand de kleur hoeft te zien."""
        return {"rood": "catastrofaal", "oranje": "ernstig", "geel": "middelgroot"}[self.value]

    @property
    def betekenis(self) -> str:
        """Wat de bron onder deze ernst verstaat."""
        return {
            "rood": "catastrofaal voor cliënt of organisatie",
            "oranje": "ernstig: afspraken met de cliënt, of de veiligheid of gezondheid van cliënt of medewerker, staan op het spel",
            "geel": "middelgroot: niet doelmatig voor de organisatie, of ergernis en ongemak bij de cliënt",
        }[self.value]


ERNST_BRON = Bron("nog-meerjarenbegroting-2025", "6, Risico analyse: richtlijn voor de ernst")


@dataclass(frozen=True, slots=True)
class UitUitkomst:
    """Het bedrag is een uitkomst van het model of het antwoord op een vraag per eenheid, een aantal keer."""

    code: str
    maal: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class UitScenario:
    """Het bedrag is wat een scenario aan het totaal toevoegt."""

    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Vast:
    """Het bedrag is een gegeven getal."""

    getal: Getal


@dataclass(frozen=True, slots=True)
class NietInGeld:
    """Het gevolg is niet in geld uit te drukken, en waarom."""

    reden: str


@dataclass(frozen=True, slots=True)
class NietBekend:
    """Er is een bedrag denkbaar, maar niemand noemt het, en waarom."""

    reden: str


Bedrag = UitUitkomst | UitScenario | Vast | NietInGeld | NietBekend


@dataclass(frozen=True, slots=True)
class Gedrukt:
    """Het bedrag zoals het in het stuk staat, met de verklaring als het van het model verschilt."""

    getal: Getal
    tolerantie: Decimal
    verklaring: str = ""


@dataclass(frozen=True, slots=True)
class Risico:
    """Een risico uit het register; ernst, kans en eigenaar zijn None of leeg als de bron ze niet noemt."""

    code: str
    titel: str
    bron: Bron
    bedrag: Bedrag
    ernst: Ernst | None = None
    kans: Getal | None = None
    doel: tuple[str, ...] = ()
    oorzaak: tuple[str, ...] = ()
    analyse: tuple[str, ...] = ()
    maatregel: tuple[str, ...] = ()
    eigenaar: str = ""
    gedrukt: Gedrukt | None = None
    telt_niet_mee: str = ""  # waarom het bedrag geen schade is
    laag: Decimal | None = None
    hoog: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Risicoregister:
    """De risico's van een organisatie bij de begroting van een jaar; `dekking` is de uitkomst die schade kan opvangen."""

    regio: str
    jaar: int
    titel: str
    bestand: str
    risicos: tuple[Risico, ...]
    dekking: str = "reserve.beschikbaar"
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weging:
    """Een risico met zijn bedrag uit het model, en het verschil met wat gedrukt staat."""

    risico: Risico
    bedrag: Uitkomst

    @property
    def meegeteld(self) -> Kansbedrag | None:
        """Wat dit risico aan de verwachte schade bijdraagt; None als kans of bedrag onbekend is, of als het geen schade is."""
        kans, waarde, risico = self.risico.kans, self.bedrag.waarde, self.risico
        if kans is None or waarde is None or risico.telt_niet_mee:
            return None
        return Kansbedrag(risico.code, kans.waarde, max(waarde, Decimal(0)), risico.laag, risico.hoog)

    @property
    def waarom_niet(self) -> str:
        """Waarom dit risico niet in het verwachte bedrag zit; leeg als het erin zit."""
        if self.risico.telt_niet_mee:
            return self.risico.telt_niet_mee
        delen = ["de kans is niet bekend"] if self.risico.kans is None else []
        return "; ".join([*delen, self.bedrag.noot] if self.bedrag.waarde is None else delen)

    @property
    def verschil(self) -> Decimal | None:
        """Het bedrag uit het model min het gedrukte; None als een van beide er niet is."""
        if self.risico.gedrukt is None or self.bedrag.waarde is None:
            return None
        return self.bedrag.waarde - self.risico.gedrukt.getal.waarde

    @property
    def klopt(self) -> bool | None:
        """Of het verschil binnen de tolerantie valt; None als er niets te vergelijken is."""
        if self.verschil is None or self.risico.gedrukt is None:
            return None
        return abs(self.verschil) <= self.risico.gedrukt.tolerantie

    @property
    def onverklaard(self) -> bool:
        """Of er een verschil is waar geen verklaring bij staat."""
        return self.klopt is False and not (self.risico.gedrukt and self.risico.gedrukt.verklaring)


@dataclass(frozen=True, slots=True)
class Risicobeeld:
    """Het gewogen register: per risico het bedrag, samen de verwachte schade en de reserve ertegenover."""

    register: Risicoregister
    wegingen: tuple[Weging, ...]
    reserve: Mapping[str, Uitkomst]
    dekking: Uitkomst
    ratio: Ratio
    zekerheid: Decimal
    kansverdeling: Kansverdeling = field(repr=False)

    @property
    def meegeteld(self) -> tuple[Kansbedrag, ...]:
        """De risico's met een bekende kans en een bekend bedrag."""
        return tuple(kansbedrag for weging in self.wegingen if (kansbedrag := weging.meegeteld))

    @property
    def onbekend(self) -> tuple[Weging, ...]:
        """De risico's die niet mee te tellen zijn, elk met zijn reden."""
        return tuple(weging for weging in self.wegingen if weging.meegeteld is None)

    @property
    def verwacht(self) -> Decimal | None:
        """Kans maal bedrag, opgeteld; None als van geen enkel risico beide bekend zijn."""
        return verwacht(self.meegeteld) if self.meegeteld else None

    @property
    def spreiding(self) -> Decimal | None:
        """De standaardafwijking van de schade."""
        return variantie(self.meegeteld).sqrt() if self.meegeteld else None

    @property
    def benodigd(self) -> Decimal | None:
        """De reserve waarmee de schade met de gevraagde zekerheid op te vangen is."""
        return self.kansverdeling.kwantiel(self.zekerheid) if self.meegeteld else None

    @property
    def tekort(self) -> Decimal | None:
        """Wat de dekking tekortkomt; onder nul is er over. None als een van beide onbekend is."""
        if self.benodigd is None or self.dekking.waarde is None:
            return None
        return self.benodigd - self.dekking.waarde

    @property
    def kans_genoeg(self) -> Decimal | None:
        """De kans in procenten dat de dekking genoeg is."""
        if not self.meegeteld or self.dekking.waarde is None:
            return None
        return self.kansverdeling.kans_hooguit(self.dekking.waarde) * 100


def weeg(register: Risicoregister, model: Model, zekerheid: Decimal = ZEKERHEID) -> Risicobeeld:
    """Reken elk bedrag opnieuw uit het model en zet de schade tegenover de reserve."""
    eigen = reserve(model)
    uitkomsten = {**alle_uitkomsten(model), **eigen}
    wegingen = tuple(
        Weging(risico, _bedrag(risico, model, uitkomsten, register.bestand)) for risico in register.risicos
    )
    return Risicobeeld(
        register=register,
        wegingen=wegingen,
        reserve=eigen,
        dekking=_zoek(register.dekking, uitkomsten, f"{register.bestand}, dekking"),
        ratio=liquiditeit(model),
        zekerheid=zekerheid,
        kansverdeling=verdeling(kansbedrag for weging in wegingen if (kansbedrag := weging.meegeteld)),
    )


def _bedrag(risico: Risico, model: Model, uitkomsten: Mapping[str, Uitkomst], bestand: str) -> Uitkomst:
    code = f"risico.{risico.code}"
    match risico.bedrag:
        case UitUitkomst(naam, maal):
            een = _zoek(naam, uitkomsten, f"{bestand}, {code}")
            return een.als(code, risico.titel) if maal == 1 else _keer(code, risico.titel, een, maal)
        case UitScenario(scenario):
            return _effect(code, risico.titel, model, scenario)
        case Vast(getal):
            return uit_getal(code, risico.titel, getal)
        case NietInGeld(reden):
            return gegeven(code, risico.titel, None, "euro", risico.bron, f"niet in geld uit te drukken: {reden}")
        case NietBekend(reden):
            return gegeven(code, risico.titel, None, "euro", risico.bron, reden)


def _keer(code: str, titel: str, een: Uitkomst, maal: Decimal) -> Uitkomst:
    return product(code, titel, "euro", een, gegeven("aantal", "aantal keer", maal, "aantal"))


def _effect(code: str, titel: str, model: Model, scenario: Scenario) -> Uitkomst:
    ander = reken(pas_toe(model.begroting, scenario))
    if effect(model, ander) is None:
        noot = f"de begroting zegt niet wat ‘{scenario.titel}’ kost"
        return gegeven(code, titel, None, "euro", scenario.bron, noot)
    met = ander["totaal"].als(f"scenario.{scenario.code}", f"Totaal bij ‘{scenario.titel}’")
    return verschil(code, titel, "euro", met, model["totaal"])


def _zoek(code: str, uitkomsten: Mapping[str, Uitkomst], waar: str) -> Uitkomst:
    if code not in uitkomsten:
        raise BegrotingFout(f"{waar}: de uitkomst '{code}' is er niet in deze begroting.{bedoelt(code, uitkomsten)}")
    return uitkomsten[code]


# ------------------------------------------------------------------------------------------------------------ warmtetabel

KLASSEN = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100))


@dataclass(frozen=True, slots=True)
class Warmterij:
    """Een rij van de warmtetabel: een ernst (of onbekend) met per kansklasse de risico's."""

    ernst: Ernst | None
    cellen: tuple[tuple[Weging, ...], ...]

    @property
    def titel(self) -> str:
        """De ernst in een woord met haar kleur erbij."""
        return f"{self.ernst.woord} ({self.ernst.value})" if self.ernst else ONBEKEND

    @property
    def woorden(self) -> tuple[str, ...]:
        """De cellen als tekst: het aantal en de titels, of een streepje."""
        return tuple(_celtekst(cel) for cel in self.cellen)


@dataclass(frozen=True, slots=True)
class Warmtetabel:
    """Kans tegen ernst; elke cel leest zonder kleur."""

    kolommen: tuple[str, ...]
    rijen: tuple[Warmterij, ...]


def warmtetabel(beeld: Risicobeeld) -> Warmtetabel:
    """De risico's op ernst (zwaarste boven) en kans (kleinste links); onbekend heeft een eigen rij en kolom."""
    klassen = (f"{laag} tot {hoog} %" for laag, hoog in KLASSEN[:-1])
    kolommen = (*klassen, "80 % of meer", "kans onbekend")
    return Warmtetabel(kolommen, tuple(_rijen(beeld)))


def _rijen(beeld: Risicobeeld) -> Iterator[Warmterij]:
    for ernst in (*Ernst, None):
        van = [weging for weging in beeld.wegingen if weging.risico.ernst is ernst]
        if ernst or van:
            klassen = range(len(KLASSEN) + 1)
            yield Warmterij(ernst, tuple(tuple(w for w in van if _klasse(w.risico) == nummer) for nummer in klassen))


def _klasse(risico: Risico) -> int:
    if risico.kans is None:
        return len(KLASSEN)
    return max(nummer for nummer, (laag, _) in enumerate(KLASSEN) if risico.kans.waarde >= laag)


def _celtekst(cel: tuple[Weging, ...]) -> str:
    return f"{len(cel)}: {', '.join(weging.risico.titel for weging in cel)}" if cel else "–"
