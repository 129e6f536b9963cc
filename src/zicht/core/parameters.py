"""Parameters: waarden met een geldigheid en een bron, gelezen uit TOML-tekst; de regio gaat voor het land.

Een parameter heet `thema.sleutel`. Wie een waarde vraagt op een dag zonder versie krijgt een fout, nooit stil een nul.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeAlias

from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout

LANDELIJK = "landelijk"

Waarde: TypeAlias = Decimal | str | bool


class ParameterFout(ZichtFout):
    """Een parameter bestaat niet, heeft op die dag geen waarde of is niet goed opgeschreven."""


class Richting(Enum):
    """Of een norm een ondergrens of een bovengrens is."""

    MINIMAAL = "minimaal"
    MAXIMAAL = "maximaal"


# Per eenheid de kleinste en grootste waarde die kan kloppen.
EENHEDEN: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType(
    {
        "procent": (Decimal(0), Decimal(100)),
        "cijfer": (Decimal(1), Decimal(10)),
        "werkdagen": (Decimal(1), Decimal(60)),
        "dagen": (Decimal(1), Decimal(366)),
        "weken": (Decimal(1), Decimal(104)),
        "maanden": (Decimal(1), Decimal(240)),
        "uren": (Decimal(0), Decimal(10_000)),
        "fte": (Decimal(0), Decimal(1_000)),
        "aantal": (Decimal(0), Decimal(1_000_000)),
        "euro": (Decimal(-1_000_000_000), Decimal(1_000_000_000)),
        "tekst": (Decimal(0), Decimal(0)),
        "ja/nee": (Decimal(0), Decimal(0)),
    }
)


@dataclass(frozen=True, slots=True)
class Versie:
    """Eén waarde van een parameter: vanaf wanneer, uit welke bron, en wanneer iemand hem heeft nagekeken."""

    vanaf: date
    waarde: Waarde | None
    eenheid: str
    bron: Bron | None
    nagekeken_op: date | None
    vastgesteld_op: date | None = None
    reden: str = ""
    keuzes: tuple[str, ...] = ()
    kenmerken: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def bekend_op(self) -> date:
        """De dag waarop deze versie bekend was: het besluit, en zonder besluitdatum de ingangsdatum."""
        return self.vastgesteld_op or self.vanaf


@dataclass(frozen=True, slots=True)
class Parameter:
    """Een benoemde waarde door de tijd heen."""

    naam: str
    omschrijving: str
    eenheid: str
    versies: tuple[Versie, ...]
    bestand: str
    richting: Richting | None = None
    indicator: str | None = None

    def versie(self, op: date, bekend_op: date | None = None) -> Versie | None:
        """De versie die op deze dag geldt, met wat op `bekend_op` bekend was."""
        geldig = [
            versie
            for versie in self.versies
            if versie.vanaf <= op and (bekend_op is None or versie.bekend_op <= bekend_op)
        ]
        return geldig[-1] if geldig else None


@dataclass(frozen=True, slots=True)
class Norm:
    """Een norm op een dag: als aandeel tussen 0 en 1 of als cijfer, met zijn richting en bron."""

    waarde: Decimal
    richting: Richting
    eenheid: str
    versie: Versie

    def gehaald(self, teller: int | Decimal, noemer: int) -> bool:
        """Of teller gedeeld door noemer de norm haalt, exact gerekend; gelijk aan de norm is gehaald."""
        verschil = Decimal(teller) - self.waarde * noemer
        return verschil >= 0 if self.richting is Richting.MINIMAAL else verschil <= 0


Thema: TypeAlias = Mapping[str, Parameter]


@dataclass(frozen=True)
class Parameters:
    """Alle parameters van het land en van één regio, per thema; de versie van de regio gaat voor."""

    lagen: tuple[Mapping[str, Thema], ...]
    regio: str | None = None

    def versie(self, naam: str, op: date, bekend_op: date | None = None) -> Versie:
        """De versie die op deze dag geldt; een fout als die er niet is."""
        varianten = self._varianten(naam)
        versie = self._geldend(naam, op, bekend_op)
        if versie is not None:
            return versie
        eerste = min((v.vanaf for p in varianten for v in p.versies), default=None)
        vanaf = f"; de eerste waarde geldt vanaf {eerste:%d-%m-%Y}" if eerste else ""
        raise ParameterFout(f"Voor '{naam}' is op {op:%d-%m-%Y} geen waarde bekend{vanaf} ({varianten[0].bestand}).")

    def waarde(self, naam: str, op: date, bekend_op: date | None = None) -> Waarde:
        """De waarde op deze dag; een fout als er geen waarde is of als die is beëindigd."""
        versie = self.versie(naam, op, bekend_op)
        if versie.waarde is None:
            raise ParameterFout(
                f"'{naam}' heeft vanaf {versie.vanaf:%d-%m-%Y} met opzet geen waarde: {versie.reden} "
                f"({self.parameter(naam).bestand})."
            )
        return versie.waarde

    def getal(self, naam: str, op: date, bekend_op: date | None = None) -> Decimal:
        """De waarde op deze dag als getal."""
        waarde = self.waarde(naam, op, bekend_op)
        if not isinstance(waarde, Decimal):
            raise ParameterFout(f"'{naam}' is geen getal maar {waarde!r}.")
        return waarde

    def heeft_waarde(self, naam: str, op: date, bekend_op: date | None = None) -> bool:
        """Of er op deze dag een waarde is; False als de parameter niet bestaat, nog niet begon of is beëindigd."""
        versie = self._geldend(naam, op, bekend_op)
        return versie is not None and versie.waarde is not None

    def norm(self, naam: str, op: date, bekend_op: date | None = None) -> Norm | None:
        """De norm op deze dag, of None als er op die dag geen norm is."""
        versie = self._geldend(naam, op, bekend_op)
        if versie is None or versie.waarde is None:
            return None
        parameter, getal = self.parameter(naam), versie.waarde
        if parameter.richting is None:
            raise ParameterFout(f"'{naam}' heeft geen richting (minimaal of maximaal) en is dus geen norm.")
        if not isinstance(getal, Decimal):
            raise ParameterFout(f"'{naam}' is geen getal maar {getal!r}.")
        return Norm(getal / 100 if versie.eenheid == "procent" else getal, parameter.richting, versie.eenheid, versie)

    def parameter(self, naam: str) -> Parameter:
        """De parameter zelf, met al zijn versies; die van de regio als de regio hem heeft."""
        return self._varianten(naam)[0]

    def thema(self, thema: str) -> tuple[Parameter, ...]:
        """Alle parameters van een thema, de regio voor het land."""
        samen: dict[str, Parameter] = {}
        for laag in self.lagen:
            for naam, parameter in laag.get(thema, {}).items():
                samen.setdefault(naam, parameter)
        return tuple(samen.values())

    def alle(self) -> Iterator[Parameter]:
        """Elke parameter van elke laag, ook als een andere laag voorgaat."""
        for laag in self.lagen:
            for thema in laag.values():
                yield from thema.values()

    def _zoek(self, naam: str) -> list[Parameter]:
        thema = naam.partition(".")[0]
        return [laag[thema][naam] for laag in self.lagen if thema in laag and naam in laag[thema]]

    def _geldend(self, naam: str, op: date, bekend_op: date | None) -> Versie | None:
        versies = (parameter.versie(op, bekend_op) for parameter in self._zoek(naam))
        return next((versie for versie in versies if versie is not None), None)

    def _varianten(self, naam: str) -> list[Parameter]:
        gevonden = self._zoek(naam)
        if not gevonden:
            waar = f"landelijk of bij regio {self.regio}" if self.regio else "landelijk"
            raise ParameterFout(f"De parameter '{naam}' bestaat niet ({waar}).")
        return gevonden


def lees_thema(thema: str, tekst: str, bestand: str) -> Thema:
    """Lees de parameters van één thema uit TOML-tekst; getallen zijn exact."""
    parameters = [
        _parameter(f"{thema}.{sleutel}", tabel, bestand)
        for sleutel, tabel in tomllib.loads(tekst, parse_float=Decimal).items()
    ]
    return MappingProxyType({parameter.naam: parameter for parameter in parameters})


def gebreken(parameter: Parameter, bronnen: Iterable[str]) -> list[str]:
    """Wat er aan een parameter mankeert: volgorde, bereik, bron, reden of controledatum."""
    sleutels = set(bronnen)
    fouten = [] if parameter.versies else ["heeft geen versies"]
    data = [(versie.vanaf, versie.bekend_op) for versie in parameter.versies]
    if data != sorted(set(data)):
        fouten.append("versies staan niet in oplopende volgorde")
    for versie in parameter.versies:
        fouten += [f"versie {versie.vanaf:%d-%m-%Y}: {gebrek}" for gebrek in _gebreken_versie(versie, sleutels)]
    return [f"{parameter.naam} ({parameter.bestand}): {gebrek}" for gebrek in fouten]


def _gebreken_versie(versie: Versie, bronnen: set[str]) -> Iterator[str]:
    if versie.eenheid not in EENHEDEN:
        yield f"onbekende eenheid '{versie.eenheid}'"
    elif isinstance(versie.waarde, Decimal):
        laagste, hoogste = EENHEDEN[versie.eenheid]
        if not laagste <= versie.waarde <= hoogste:
            yield f"{versie.waarde} {versie.eenheid} ligt niet tussen {laagste} en {hoogste}"
    if versie.bron is None or versie.bron.sleutel not in bronnen or not versie.bron.vindplaats:
        yield "heeft geen bron met vindplaats die in bronnen.toml staat"
    if versie.waarde is None and not versie.reden:
        yield "heeft geen waarde en geen reden"
    if versie.nagekeken_op is None:
        yield "niemand heeft hem nagekeken (nagekeken_op)"


def _parameter(naam: str, tabel: dict[str, Any], bestand: str) -> Parameter:
    onbekend = tabel.keys() - {"omschrijving", "eenheid", "richting", "indicator", "versie"}
    if onbekend or not tabel.get("omschrijving") or not tabel.get("eenheid"):
        raise ParameterFout(
            f"{bestand}, [{naam}]: verwacht omschrijving, eenheid, eventueel richting en indicator, en versies; "
            f"gevonden: {', '.join(sorted(tabel)) or 'niets'}."
        )
    return Parameter(
        naam=naam,
        omschrijving=tabel["omschrijving"],
        eenheid=tabel["eenheid"],
        versies=tuple(_versie(naam, versie, tabel["eenheid"], bestand) for versie in tabel.get("versie", ())),
        bestand=bestand,
        richting=Richting(tabel["richting"]) if "richting" in tabel else None,
        indicator=tabel.get("indicator"),
    )


_VASTE_VELDEN = (
    "vanaf",
    "waarde",
    "eenheid",
    "bron",
    "vindplaats",
    "nagekeken_op",
    "vastgesteld_op",
    "reden",
    "keuzes",
)


def _versie(naam: str, tabel: dict[str, Any], eenheid: str, bestand: str) -> Versie:
    if not isinstance(tabel.get("vanaf"), date):
        raise ParameterFout(f"{bestand}, [{naam}]: een versie heeft geen datum 'vanaf' (jjjj-mm-dd).")
    return Versie(
        vanaf=tabel["vanaf"],
        waarde=_waarde(naam, tabel.get("waarde"), bestand),
        eenheid=tabel.get("eenheid", eenheid),
        bron=Bron(tabel["bron"], tabel.get("vindplaats", "")) if "bron" in tabel else None,
        nagekeken_op=tabel.get("nagekeken_op"),
        vastgesteld_op=tabel.get("vastgesteld_op"),
        reden=tabel.get("reden", ""),
        keuzes=tuple(tabel.get("keuzes", ())),
        kenmerken=MappingProxyType({sleutel: w for sleutel, w in tabel.items() if sleutel not in _VASTE_VELDEN}),
    )


def _waarde(naam: str, ruw: object, bestand: str) -> Waarde | None:
    match ruw:
        case None | bool() | str() | Decimal():
            return ruw
        case int():
            return Decimal(ruw)
        case _:
            raise ParameterFout(f"{bestand}, [{naam}]: een waarde is een getal, tekst of ja/nee, geen {ruw!r}.")
