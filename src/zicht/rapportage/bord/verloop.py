"""Het verloop van een indicator in een gebied: elke periode met haar cijfer, norm en oordeel, en de regelkaart erover."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Protocol

from zicht.core.parameters import Norm, Richting
from zicht.core.periodes import Periode, lees_periode, maandnaam
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.getallen import getal, procent
from zicht.rapportage.regelkaart import Regelkaart, regelkaart
from zicht.rapportage.vragen import VOORRAAD

KEUZES = (
    "Alleen hele perioden tellen mee voor het gemiddelde en de grenzen; een periode die nog loopt is voorlopig.",
    "Buraps overlappen elkaar (burap 2 bevat burap 1). Daarom staan er bij buraps geen grenzen.",
    "Bij een voorraad staan geen grenzen: elk punt hangt samen met het vorige.",
    "Per 1.000 inwoners: het aantal in de periode, gedeeld door de inwoners van dat jaar.",
)


class Stap(Enum):
    """Hoe lang elke periode is."""

    MAAND = "maand"
    KWARTAAL = "kwartaal"
    HALFJAAR = "halfjaar"
    BURAP = "burap"
    JAAR = "jaar"

    @property
    def titel(self) -> str:
        """Zoals het in een keuzelijst staat."""
        return {Stap.BURAP: "burap-periode"}.get(self, self.value)


_DELEN = {
    Stap.MAAND: [f"-{maand:02}" for maand in range(1, 13)],
    Stap.KWARTAAL: ["-K1", "-K2", "-K3", "-K4"],
    Stap.HALFJAAR: ["-H1", "-H2"],
    Stap.BURAP: ["-burap1", "-burap2", "-burap3"],
    Stap.JAAR: [""],
}
MET_GRENZEN = (Stap.MAAND, Stap.KWARTAAL, Stap.HALFJAAR, Stap.JAAR)


def perioden(stap: Stap, van: int, tot_en_met: date) -> list[Periode]:
    """Alle perioden van het jaar `van` af die op deze dag begonnen zijn."""
    codes = (f"{jaar}{deel}" for jaar in range(van, tot_en_met.year + 1) for deel in _DELEN[stap])
    return [periode for code in codes if (periode := lees_periode(code)).begin <= tot_en_met]


def stap_van(periode: Periode) -> Stap:
    """Van welke soort een periode met een naam is: perioden van verschillende lengte horen niet in een lijn."""
    return next(stap for stap, delen in _DELEN.items() if periode.code[4:] in delen)


def periodenaam(periode: Periode) -> str:
    """Maart 2025, 1e kwartaal 2025, burap 2 2025, 2025."""
    jaar, _, deel = periode.code.partition("-")
    if deel.startswith("K"):
        return f"{deel[1]}e kwartaal {jaar}"
    if deel.startswith("H"):
        return f"{deel[1]}e halfjaar {jaar}"
    if deel.startswith("burap"):
        return f"burap {deel[-1]} {jaar}"
    return f"{maandnaam(int(deel))} {jaar}" if deel else jaar


@dataclass(frozen=True)
class Punt:
    """Een periode van het verloop; zonder waarde zegt `reden` waarom."""

    periode: Periode
    eenheid: str
    waarde: Fraction | None
    teller: int | None = None
    noemer: int | None = None
    niet_te_bepalen: int | None = 0
    nog_open: int | None = 0
    norm: Norm | None = None
    oordeel: str | None = None
    voorlopig: bool = False
    per_duizend: Fraction | None = None
    reden: str = ""

    @property
    def naam(self) -> str:
        """De periode in woorden."""
        return periodenaam(self.periode)

    @property
    def tekst(self) -> str:
        """De waarde met haar eenheid, of waarom er geen is."""
        return self.reden or "geen gevallen" if self.waarde is None else met_eenheid(self.waarde, self.eenheid)

    @property
    def aantallen(self) -> str:
        """De aantallen achter een aandeel, cijfer of doorlooptijd; leeg bij een aantal."""
        if self.eenheid == "aantal" or self.noemer is None:
            return ""
        if self.teller is None:
            return f"n = {getal(self.noemer)}"
        return f"{getal(self.teller)} van {getal(self.noemer)}"

    @property
    def voluit(self) -> str:
        """61 % (11 van 18): een percentage nooit zonder zijn aantallen."""
        return f"{self.tekst} ({self.aantallen})" if self.waarde is not None and self.aantallen else self.tekst

    @property
    def normtekst(self) -> str:
        """De norm met haar richting; leeg zonder norm."""
        return normtekst(self.norm)


@dataclass(frozen=True)
class Verloop:
    """Een indicator in een gebied, periode voor periode; `kaart` ontbreekt waar grenzen niets zeggen."""

    code: str
    titel: str
    eenheid: str
    stap: Stap
    beschrijvend: bool
    punten: tuple[Punt, ...]
    kaart: Regelkaart | None

    @property
    def laatste(self) -> Punt | None:
        """De laatste hele periode met een waarde, en anders de laatste met een waarde."""
        met = [punt for punt in self.punten if punt.waarde is not None]
        heel = [punt for punt in met if not punt.voorlopig]
        return (heel or met or [None])[-1]

    def signaal(self, plaats: int) -> str:
        """Waarom een punt opvalt, of niets."""
        signalen = self.kaart.signalen if self.kaart else ()
        return next((signaal.reden for signaal in signalen if signaal.plaats == plaats), "")

    @property
    def rijen(self) -> Iterator[tuple[Punt, str]]:
        """Elk punt met zijn signaal, het nieuwste eerst."""
        return ((self.punten[plaats], self.signaal(plaats)) for plaats in reversed(range(len(self.punten))))


class _Uitkomst(Protocol):
    """Wat van een uitkomst nodig is."""

    @property
    def periode(self) -> Periode: ...
    @property
    def peildatum(self) -> date: ...
    @property
    def uitslagen(self) -> tuple[Uitslag, ...]: ...


Inwoners = Callable[[int], int | None]  # inwoners (of minderjarigen) van het gebied in een jaar


def verlopen(stap: Stap, uitkomsten: Sequence[_Uitkomst], gebied: str | None, beschrijvend: Iterable[str],
             inwoners: Inwoners = lambda _: None) -> dict[str, Verloop]:  # fmt: skip
    """Het verloop van elke indicator in dit gebied, uit exacte uitslagen."""
    punten: dict[str, list[Punt]] = {}
    titels: dict[str, Uitslag] = {}
    for uitkomst in uitkomsten:
        for uitslag in uitkomst.uitslagen:
            if uitslag.gebied == gebied:
                titels.setdefault(uitslag.code, uitslag)
                punten.setdefault(uitslag.code, []).append(
                    punt(uitslag, uitkomst.periode, uitkomst.peildatum, inwoners)
                )
    zonder_kleur = frozenset(beschrijvend)
    return {
        code: verloop(titels[code], stap, tuple(rij), beschrijvend=code in zonder_kleur) for code, rij in punten.items()
    }


def punt(uitslag: Uitslag, periode: Periode, peildatum: date, inwoners: Inwoners = lambda _: None) -> Punt:
    """Een uitslag als punt van het verloop."""
    waarde = None if uitslag.waarde is None else Fraction(str(uitslag.waarde))
    if uitslag.teller is not None and uitslag.noemer:
        waarde = Fraction(uitslag.teller, uitslag.noemer)
    reden = "er is geen termijn afgesproken" if waarde is None and uitslag.noemer else ""
    mensen = inwoners(periode.eind.year) if uitslag.eenheid == "aantal" and uitslag.code not in VOORRAAD else None
    return Punt(
        periode, uitslag.eenheid, waarde, uitslag.teller, uitslag.noemer, uitslag.niet_te_bepalen, uitslag.nog_open,
        uitslag.afspraak, uitslag.oordeel, peildatum < periode.eind,
        Fraction(uitslag.noemer * 1000, mensen) if mensen else None, reden,
    )  # fmt: skip


def verloop(uitslag: Uitslag, stap: Stap, punten: tuple[Punt, ...], *, beschrijvend: bool) -> Verloop:
    """De punten van een indicator met hun regelkaart."""
    kaart = None
    if stap in MET_GRENZEN and uitslag.code not in VOORRAAD:
        heel = [None if punt.voorlopig or punt.waarde is None else float(punt.waarde) for punt in punten]
        kaart = regelkaart(heel, hoogste={"aandeel": 1.0, "cijfer": 10.0}.get(uitslag.eenheid))
    return Verloop(uitslag.code, uitslag.titel, uitslag.eenheid, stap, beschrijvend, punten, kaart)


def met_eenheid(waarde: Fraction, eenheid: str) -> str:
    """61 %, 7,4, 35,5 dagen of 1.234."""
    match eenheid:
        case "aandeel":
            return procent(waarde, 1)
        case "cijfer":
            return getal(waarde, 1)
        case "dagen":
            return f"{getal(waarde, 1)} dagen"
        case _:
            return getal(waarde)


def normtekst(norm: Norm | None) -> str:
    """Minimaal 60 %, hoogstens 30 %, minimaal een 7; leeg zonder norm."""
    if norm is None:
        return ""
    woord = "minimaal" if norm.richting is Richting.MINIMAAL else "hoogstens"
    waarde = Fraction(norm.waarde)
    return f"{woord} {procent(waarde) if norm.eenheid == 'procent' else 'een ' + getal(waarde)}"
