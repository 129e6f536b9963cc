"""The one place that reads the TOML files of the package; hands their text to the core and keeps the answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zicht.core import bronnen as kern_bronnen
from zicht.core import indicatorsets as kern_sets
from zicht.core import parameters as kern_parameters
from zicht.core.bronnen import Bron, Brondocument
from zicht.core.duur import Duur, Eenheid
from zicht.core.fouten import AanroepFout
from zicht.core.indicatorsets import Indicatorset
from zicht.core.kalender import Feestdagentabel, Kalender, lees_feestdagen
from zicht.core.parameters import LANDELIJK, Norm, Parameters, Thema, Versie

if TYPE_CHECKING:  # a count needs none of these
    from zicht.core.begrippen import Begrippenlijst
    from zicht.core.formulieren import Formulier
    from zicht.core.levering.indeling import Indeling
    from zicht.core.publicatie import Beleid

STANDAARDKALENDER = "atw"

# Not importlib.resources: it costs 40 ms at every start of the command line, and the package is never run from a zip.
_WORTEL = Path(__file__).parent

# Files in a parameter folder that are no parameters: their content has its own form.
_GEEN_PARAMETERS = frozenset({"feestdagen", "indicatorsets"})
_DUUR_KENMERKEN = frozenset(
    {
        "verlengt_bij_vrije_dag",
        "minstens_gewone_dagen",
        "telt_ontvangstdag",
        "verlenging_aantal",
        "hoogstens_dagen",
    }
)


class _Laag(Mapping[str, Thema]):
    """The themes of one folder; a file is read when its theme is first asked for, so that starting stays quick."""

    def __init__(self, map_naam: str) -> None:
        self._map = _WORTEL / "parameters" / map_naam
        self._naam = map_naam
        self._gelezen: dict[str, Thema] = {}

    def __getitem__(self, thema: str) -> Thema:
        if thema not in self._gelezen:
            bestand = self._map / f"{thema}.toml"
            if thema in _GEEN_PARAMETERS or not bestand.is_file():
                raise KeyError(thema)
            plaats = f"parameters/{self._naam}/{thema}.toml"
            self._gelezen[thema] = kern_parameters.lees_thema(thema, bestand.read_text("utf-8"), plaats)
        return self._gelezen[thema]

    def __iter__(self) -> Iterator[str]:
        namen = (bestand.name.removesuffix(".toml") for bestand in self._map.glob("*.toml"))
        yield from sorted(naam for naam in namen if naam not in _GEEN_PARAMETERS)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def bronnen() -> Mapping[str, Brondocument]:
    """Every source document, by key."""
    return kern_bronnen.lees_bronnen(_tekst("bronnen.toml"))


@cache
def begrippen() -> "Begrippenlijst":
    """The glossary."""
    from zicht.core.begrippen import lees_begrippen

    return lees_begrippen(_tekst("begrippen.toml"))


def titel(bron: Bron) -> str:
    """The title of the document that a reference points to."""
    return kern_bronnen.zoek_bron(bronnen(), bron).titel


@cache
def regios() -> tuple[str, ...]:
    """The regions that have parameters of their own in the package."""
    mappen = (_WORTEL / "parameters").iterdir()
    return tuple(sorted(m.name for m in mappen if m.is_dir() and m.name not in (LANDELIJK, "__pycache__")))


def parameters(regio: str | None = None) -> Parameters:
    """The parameters of a region on top of the national ones; a region without its own gets the national ones."""
    return _parameters(regio.lower() if regio and regio.lower() in regios() else None)


@cache
def _parameters(regio: str | None) -> Parameters:
    return Parameters((_laag(regio), _laag(LANDELIJK)) if regio else (_laag(LANDELIJK),), regio)


@cache
def _laag(map_naam: str) -> _Laag:
    return _Laag(map_naam)


def normnaam(indicator: str) -> str:
    """The name of the parameter that holds the norm of an indicator."""
    return f"prestatienormen.{indicator}"


def eigen_norm(eigen: Thema, indicator: str, op: date) -> Norm | None:
    """The norm that an organisation decided itself and that holds on a day, or None."""
    return Parameters(({"prestatienormen": eigen},)).norm(normnaam(indicator), op)


def lees_normen(tekst: str, bestand: str) -> Thema:
    """The norms of an organisation, written as a parameter file of its own."""
    return kern_parameters.lees_thema("prestatienormen", tekst, bestand)


@cache
def feestdagen() -> Feestdagentabel:
    """The holiday rules and the calendars made of them."""
    return lees_feestdagen(_tekst("parameters", LANDELIJK, "feestdagen.toml"))


@cache
def kalender(naam: str = STANDAARDKALENDER) -> Kalender:
    """The calendar with this name."""
    return feestdagen().kalender(naam)


def termijncodes() -> tuple[str, ...]:
    """The codes of all terms, also those without a value."""
    return tuple(naam.removeprefix("termijnen.") for naam in _laag(LANDELIJK)["termijnen"])


@cache
def duur(code: str, op: date | None = None, regio: str | None = None) -> Duur:
    """The length and counting rule of a term on a day (without a day: the newest); an error when it has no value."""
    if code not in termijncodes():
        raise AanroepFout(f"Onbekende termijn '{code}'. Kies uit: {', '.join(termijncodes())}.")
    naam, lagen = f"termijnen.{code}", parameters(regio)
    dag = op or date.max
    aantal = lagen.getal(naam, dag)
    signaal = f"signalering.{code}"
    waarschuw = int(lagen.getal(signaal, dag)) if lagen.heeft_waarde(signaal, dag) else 0
    return _duur(code, int(aantal), waarschuw, lagen.versie(naam, dag), lagen.parameter(naam).omschrijving)


def duur_of_niets(code: str, op: date | None = None, regio: str | None = None) -> Duur | None:
    """The same, or None when the sources give no value on that day (as for the feedback to the reporter)."""
    heeft = parameters(regio).heeft_waarde(f"termijnen.{code}", op or date.max)
    return duur(code, op, regio) if heeft or code not in termijncodes() else None


@cache
def indicatorsets() -> Mapping[str, Indicatorset]:
    """Every published set of performance indicators, by code."""
    gevonden: dict[str, Indicatorset] = {}
    for regio in regios():
        bestand = _WORTEL / "parameters" / regio / "indicatorsets.toml"
        if bestand.is_file():
            plaats = f"parameters/{regio}/indicatorsets.toml"
            gevonden |= {s.code: s for s in kern_sets.lees_indicatorsets(bestand.read_text("utf-8"), plaats)}
    return gevonden


def indicatorset(code: str) -> Indicatorset:
    """The set with this code; an unknown code is an error."""
    return kern_sets.zoek_set(indicatorsets(), code)


def standaardset(regio: str | None, op: date) -> Indicatorset | None:
    """The usual set of a region on a day, or None."""
    return kern_sets.standaardset(indicatorsets().values(), regio, op)


@cache
def formulieren() -> "tuple[Formulier, ...]":
    """Every version of every form; a folder inside `formulieren` holds the forms of a region."""
    from zicht.core.formulierbestand import lees_formulier

    map_ = _WORTEL / "formulieren"
    bestanden = ((bestand, bestand.relative_to(map_)) for bestand in sorted(map_.rglob("*.toml")))
    return tuple(
        lees_formulier(
            bestand.read_text("utf-8"), f"formulieren/{kort}", kort.parts[0] if len(kort.parts) > 1 else None
        )
        for bestand, kort in bestanden
    )


@cache
def publicatiebeleid(op: date, regio: str | None = None) -> "Beleid":
    """What figures may show outside the organisation on a day; a region may be stricter than the country."""
    from zicht.core.publicatie import lees_beleid

    return lees_beleid(parameters(regio), op)


@cache
def begrotingsteksten(regio: str) -> Mapping[str, str]:
    """The budget files of a region as text, by name; empty without budgets."""
    map_ = _WORTEL / "parameters" / regio.lower() / "begroting"
    return {bestand.stem: bestand.read_text("utf-8") for bestand in sorted(map_.glob("*.toml"))}


REFERENTIE_INDELING = "zicht-referentie-1"


@cache
def leverindeling(naam: str = REFERENTIE_INDELING) -> "Indeling":
    """The layout of a delivery file that comes with Zicht."""
    import csv

    from zicht.core.levering.indeling import lees_indeling

    map_ = _WORTEL / "levering" / naam
    if not map_.is_dir() or not map_.joinpath("indeling.csv").is_file():
        raise AanroepFout(f"Onbekende indeling '{naam[:40]}'. Zicht heeft er een: {REFERENTIE_INDELING}.")
    velden, codes, kenmerken = (
        list(csv.DictReader(_tekst("levering", naam, f"{deel}.csv").splitlines()))
        for deel in ("indeling", "codelijsten", "kenmerken")
    )
    return lees_indeling(velden, codes, {rij["naam"]: rij["waarde"] for rij in kenmerken})


def _duur(code: str, aantal: int, waarschuw: int, versie: Versie, omschrijving: str) -> Duur:
    kenmerken = dict(versie.kenmerken)
    verlenging = kenmerken.pop("verlenging_eenheid", None)
    onbekend = kenmerken.keys() - _DUUR_KENMERKEN
    if onbekend:
        raise kern_parameters.ParameterFout(f"termijnen.{code}: onbekend kenmerk {', '.join(sorted(onbekend))}.")
    vrije_velden: dict[str, Any] = kenmerken
    assert versie.bron is not None, code
    return Duur(
        code=code,
        aantal=aantal,
        eenheid=Eenheid(versie.eenheid),
        bron=versie.bron,
        omschrijving=omschrijving,
        waarschuw=waarschuw,
        verlenging_eenheid=Eenheid(verlenging) if verlenging else None,
        keuzes=versie.keuzes,
        **vrije_velden,
    )


def _tekst(*delen: str) -> str:
    return _WORTEL.joinpath(*delen).read_text("utf-8")
