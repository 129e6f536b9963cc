"""De vijf soorten indicatoren, hun telregel per geval en de uitslag.

Een indicator is een waarde. `telregel` maakt er vijf vragen per geval van; rekenmachine, uitleg en bijlage lezen
alle drie die ene telregel. Bij elk geval komt precies een antwoord (`Antwoord`) uit de vragen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, IntEnum

from zicht.core.bronnen import Bron
from zicht.core.feiten import Feit
from zicht.core.klokken import Termijn
from zicht.core.voorwaarden import DagenTussen, En, InPeriode, Niet, Of, Veld, Voorwaarde

Benoemd = Mapping[str, Voorwaarde]


class Telling(Enum):
    """Waar een geval in de tijd bij hoort: de periode waarin de klok stopte of waarin ze begon."""

    AFGEROND = "afgerond"
    ONTVANGEN = "ontvangen"


class Eenheid(Enum):
    """Wat een waarde is."""

    AANDEEL = "aandeel"
    AANTAL = "aantal"
    CIJFER = "cijfer"
    DAGEN = "dagen"


class Antwoord(IntEnum):
    """Wat een geval in een indicator doet; de eerste drie tellingen sluiten elkaar uit."""

    TELT_NIET = 0
    NIET_TE_BEPALEN = 1
    NOG_OPEN = 2
    NOEMER = 3
    TELLER = 4


@dataclass(frozen=True, eq=False, kw_only=True)
class _Definitie:
    """Wat elke indicator heeft."""

    code: str
    titel: str
    bron: Bron
    telt: type[Feit]
    noemer: Benoemd = field(default_factory=dict[str, Voorwaarde])
    keuzes: tuple[str, ...] = ()
    toelichting: str = ""
    beschrijvend: bool = False  # bewust zonder norm en zonder kleur
    geldig_vanaf: date = date(2019, 1, 1)  # Handelingsprotocol Veilig Thuis 2019


@dataclass(frozen=True, eq=False, kw_only=True)
class Aantal(_Definitie):
    """Hoe vaak iets gebeurde in de periode."""

    periode_op: Veld


@dataclass(frozen=True, eq=False, kw_only=True)
class Aandeel(_Definitie):
    """Welk deel van de gevallen aan de teller voldoet; met een `klok` volgen periode en teller daaruit."""

    periode_op: Veld | None = None
    teller: Benoemd = field(default_factory=dict[str, Voorwaarde])
    bepaalbaar: Benoemd = field(default_factory=dict[str, Voorwaarde])
    open: Benoemd = field(default_factory=dict[str, Voorwaarde])
    apart: Benoemd = field(default_factory=dict[str, Voorwaarde])  # telt ook in `extra`
    klok: Termijn | None = None
    twee_tellingen: bool = False  # ook te tellen in de periode waarin de klok begon


@dataclass(frozen=True, eq=False, kw_only=True)
class Gemiddelde(_Definitie):
    """Het gemiddelde van een cijfer, met aantal en interval."""

    periode_op: Veld
    van: Veld


@dataclass(frozen=True, eq=False, kw_only=True)
class Doorlooptijd(_Definitie):
    """Mediaan en negentigste percentiel van het aantal dagen tussen twee datums."""

    periode_op: Veld
    duur: DagenTussen


@dataclass(frozen=True, eq=False, kw_only=True)
class Voorraad(_Definitie):
    """Hoeveel er op de peildatum openstaat; niet op te tellen over de tijd."""

    apart: Benoemd = field(default_factory=dict[str, Voorwaarde])


Indicator = Aantal | Aandeel | Gemiddelde | Doorlooptijd | Voorraad


@dataclass(frozen=True, eq=False)
class Telregel:
    """De vragen per geval, in volgorde; zie `Antwoord` en `core.reference.antwoord`.

    Niet in `periode`: telt niet. `noemer` onwaar: telt niet; onbekend: niet te bepalen. `bepaalbaar` niet waar:
    niet te bepalen. `open` waar: nog open; onbekend: niet te bepalen. `teller` onbekend: niet te bepalen.
    """

    periode: Benoemd
    noemer: Benoemd
    bepaalbaar: Benoemd = field(default_factory=dict[str, Voorwaarde])
    open: Benoemd = field(default_factory=dict[str, Voorwaarde])
    teller: Benoemd = field(default_factory=dict[str, Voorwaarde])
    apart: Benoemd = field(default_factory=dict[str, Voorwaarde])

    def voorwaarden(self) -> tuple[Voorwaarde, ...]:
        """Alle voorwaarden van de vijf vragen en de aparte tellingen."""
        delen = (self.periode, self.noemer, self.bepaalbaar, self.open, self.teller, self.apart)
        return tuple(voorwaarde for deel in delen for voorwaarde in deel.values())


def heeft_twee_tellingen(indicator: Indicator) -> bool:
    """Of de indicator ook naar ontvangst te tellen is."""
    return isinstance(indicator, Aandeel) and indicator.twee_tellingen


def telregel(indicator: Indicator, telling: Telling, *, heeft_termijn: bool = True) -> Telregel:
    """De vragen per geval, voor de gevraagde telling; zonder afgesproken termijn vervalt de vraag van de teller."""
    match indicator:
        case Aandeel(klok=Termijn() as klok):
            regel = _klokregel(indicator, klok, telling if indicator.twee_tellingen else Telling.AFGEROND)
            return regel if heeft_termijn else replace(regel, teller={})
        case Aandeel(periode_op=Veld() as periode_op):
            i = indicator
            return Telregel(_in_periode(periode_op), i.noemer, i.bepaalbaar, i.open, i.teller, i.apart)
        case Aandeel():
            raise ValueError(f"{indicator.code}: een aandeel heeft een klok of een datum nodig")
        case Aantal(periode_op=periode_op):
            return Telregel(_in_periode(periode_op), indicator.noemer)
        case Gemiddelde(periode_op=periode_op, van=van):
            bekend: Benoemd = {f"{van.naam} is bekend": van.ingevuld()}
            return Telregel(_in_periode(periode_op), indicator.noemer, bekend)
        case Doorlooptijd(periode_op=periode_op, duur=duur):
            return Telregel(_in_periode(periode_op), indicator.noemer, _duur_bepaalbaar(duur))
        case Voorraad():
            return Telregel({}, indicator.noemer, apart=indicator.apart)


def _in_periode(veld: Veld) -> Benoemd:
    return {f"{veld.naam.replace('_', ' ')} valt in de periode": veld.in_periode()}


def _duur_bepaalbaar(duur: DagenTussen) -> Benoemd:
    return {
        "het begin van de duur is bekend": duur.van.ingevuld(),
        "het einde ligt niet voor het begin": duur.van <= duur.tot,
    }


def _klokregel(indicator: Aandeel, klok: Termijn, telling: Telling) -> Telregel:
    """Leesregels 4, 5 en 6: begin onbekend of einde voor begin is niet te bepalen, en wat nog mag lopen is nog open."""
    bepaalbaar: Benoemd = {
        "het begin van de klok is bekend": klok.begint_bij.ingevuld(),
        "het einde ligt niet voor het begin": klok.op_volgorde,
        **indicator.bepaalbaar,
    }
    teller = {"afgerond binnen de termijn": klok.gehaald}
    if telling is Telling.AFGEROND:
        return Telregel(_in_periode(klok.eindigt_bij), indicator.noemer, bepaalbaar, {}, teller, indicator.apart)
    begin, einde = klok.begint_bij, klok.eindigt_bij
    zonder_begin = En((Niet(begin.ingevuld()), InPeriode(einde)))
    periode: Benoemd = {"de klok begon in de periode": Of((InPeriode(begin), zonder_begin))}
    nog_open: Benoemd = {
        "nog niet afgerond": Niet(einde.ingevuld()),
        "de termijn is nog niet verstreken": Niet(klok.verstreken),
    }
    teller = {"afgerond": einde.ingevuld(), **teller}
    return Telregel(periode, indicator.noemer, bepaalbaar, nog_open, teller, indicator.apart)


def eenheid(indicator: Indicator) -> Eenheid:
    """De eenheid van de waarde."""
    match indicator:
        case Aandeel():
            return Eenheid.AANDEEL
        case Gemiddelde():
            return Eenheid.CIJFER
        case Doorlooptijd():
            return Eenheid.DAGEN
        case Aantal() | Voorraad():
            return Eenheid.AANTAL


def register(indicatoren: Sequence[Indicator]) -> dict[str, Indicator]:
    """De indicatoren op code; een dubbele code is een fout in de catalogus."""
    op_code = {indicator.code: indicator for indicator in indicatoren}
    if len(op_code) != len(indicatoren):
        raise ValueError("Een code staat twee keer in de catalogus van indicatoren.")
    return op_code
