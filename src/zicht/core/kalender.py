"""De werkkalender: erkende feestdagen uit regels met bron, werkdagen en hun nummers.

Een kalender is een waarde. Alle vragen over een dag zijn één keer opzoeken in een vooraf gemaakte tabel.
"""

import tomllib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from itertools import accumulate, compress
from typing import Any, NamedTuple, assert_never

from zicht.core.fouten import AanroepFout, ZichtFout

EERSTE_DAG = date(2000, 1, 1)
LAATSTE_DAG = date(2060, 12, 31)

_DAGNAMEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_ZATERDAG, _ZONDAG = 5, 6
_WEEK = b"\1\1\1\1\1\0\0"  # van maandag tot en met zondag: telt de dag als werkdag
_TIJDPERK = date(1970, 1, 1).toordinal()


class KalenderFout(ZichtFout):
    """De feestdagentabel klopt niet."""


class Soort(Enum):
    """Hoe de datum van een feestdag uit het jaar volgt."""

    VAST = "vast"
    PASEN = "pasen"
    LIJST = "lijst"


@dataclass(frozen=True, slots=True)
class Feestdag:
    """Een regel voor een erkende of gelijkgestelde feestdag, met bron en geldigheid."""

    code: str
    naam: str
    soort: Soort
    bron: str
    vindplaats: str
    maand: int = 0
    dag: int = 0
    op_zondag: int = 0
    verschil: int = 0
    dagen: tuple[date, ...] = ()
    vanaf_jaar: int = 1965
    tot_en_met_jaar: int = 9999

    def op(self, jaar: int) -> tuple[date, ...]:
        """De dagen waarop deze feestdag in `jaar` valt."""
        if not self.vanaf_jaar <= jaar <= self.tot_en_met_jaar:
            return ()
        match self.soort:
            case Soort.VAST:
                return (self._vaste_dag(jaar),)
            case Soort.PASEN:
                return (eerste_paasdag(jaar) + timedelta(days=self.verschil),)
            case Soort.LIJST:
                return tuple(dag for dag in self.dagen if dag.year == jaar)
            case _:
                assert_never(self.soort)

    def _vaste_dag(self, jaar: int) -> date:
        dag = date(jaar, self.maand, self.dag)
        return dag + timedelta(days=self.op_zondag) if dag.weekday() == _ZONDAG else dag


class KalenderRij(NamedTuple):
    """Eén rij van de kalendertabel waarmee een database termijnen opzoekt."""

    datum: date
    dagnummer: int
    werkdagnummer: int
    is_werkdag: bool
    eerstvolgende_werkdag: date


@dataclass(frozen=True)
class Kalender:
    """Welke dagen vrij zijn: zaterdag, zondag en de feestdagen van deze kalender."""

    naam: str
    feestdagen: tuple[tuple[date, str], ...]
    eerste: date = EERSTE_DAG
    laatste: date = LAATSTE_DAG
    omschrijving: str = field(default="", compare=False)
    _namen: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _begin: int = field(init=False, repr=False, compare=False)
    _nummers: "array[int]" = field(init=False, repr=False, compare=False)
    _werkdagen: "array[int]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Maak de tabellen: per dag het werkdagnummer, per werkdagnummer de dag."""
        begin, eind = self.eerste.toordinal(), self.laatste.toordinal()
        weken = _WEEK[self.eerste.weekday() :] + _WEEK * ((eind - begin) // 7 + 1)
        telt = bytearray(weken[: eind - begin + 1])
        for dag, _ in self.feestdagen:
            if self.eerste <= dag <= self.laatste:
                telt[dag.toordinal() - begin] = 0
        object.__setattr__(self, "_namen", dict(self.feestdagen))
        object.__setattr__(self, "_begin", begin)
        object.__setattr__(self, "_nummers", array("l", accumulate(telt)))
        object.__setattr__(self, "_werkdagen", array("l", compress(range(begin, eind + 1), telt)))

    def is_werkdag(self, dag: date) -> bool:
        """Of `dag` een gewone dag is: geen zaterdag, zondag of feestdag."""
        return dag.weekday() < _ZATERDAG and self._binnen(dag) not in self._namen

    def is_vrije_dag(self, dag: date) -> bool:
        """Of `dag` een zaterdag, zondag of feestdag is."""
        return not self.is_werkdag(dag)

    def naam_vrije_dag(self, dag: date) -> str | None:
        """Hoe de vrije dag heet, of None voor een werkdag; een feestdag in het weekend noemt ook de weekdag."""
        naam = self._namen.get(self._binnen(dag))
        if dag.weekday() < _ZATERDAG:
            return naam
        return f"{naam} ({weekdag(dag)})" if naam else weekdag(dag)

    def werkdagnummer(self, dag: date) -> int:
        """Het aantal werkdagen van het begin van de kalender tot en met `dag`."""
        return self._nummers[self._plaats(dag)]

    def werkdag(self, nummer: int) -> date:
        """De werkdag met dit nummer."""
        if not 1 <= nummer <= len(self._werkdagen):
            raise self._buiten("een dag in deze telling")
        return date.fromordinal(self._werkdagen[nummer - 1])

    def eerstvolgende_werkdag(self, dag: date) -> date:
        """`dag` zelf als het een werkdag is, en anders de eerste werkdag erna."""
        return dag if self.is_werkdag(dag) else self.werkdag(self.werkdagnummer(dag) + 1)

    def plus_werkdagen(self, dag: date, aantal: int) -> date:
        """De zoveelste werkdag na `dag` (of ervoor, bij een negatief aantal); `dag` zelf telt niet."""
        if aantal == 0:
            return dag
        anker = self.werkdagnummer(dag)
        if aantal < 0 and self.is_vrije_dag(dag):
            anker += 1
        return self.werkdag(anker + aantal)

    def aantal_werkdagen(self, van: date, tot: date) -> int:
        """Het aantal werkdagen van `van` tot (niet met) `tot`; nul als `tot` niet later is."""
        if tot <= van:
            return 0
        eerdere = self.werkdagnummer(van) - self.is_werkdag(van)
        return self.werkdagnummer(tot - timedelta(days=1)) - eerdere

    def vrije_dagen(self, van: date, tot_en_met: date) -> Iterator[tuple[date, str]]:
        """Elke vrije dag van `van` tot en met `tot_en_met`, met zijn naam."""
        for nummer in range(van.toordinal(), tot_en_met.toordinal() + 1):
            dag = date.fromordinal(nummer)
            naam = self.naam_vrije_dag(dag)
            if naam:
                yield dag, naam

    def rijen(self, van: date | None = None, tot: date | None = None) -> Iterator[KalenderRij]:
        """De kalendertabel van `van` tot en met `tot`; zonder grenzen zover de volgende werkdag bekend is."""
        van = van or self.eerste
        tot = tot or self.werkdag(len(self._werkdagen))
        for nummer in range(self._binnen(van).toordinal(), self._binnen(tot).toordinal() + 1):
            dag = date.fromordinal(nummer)
            yield KalenderRij(
                dag, dagnummer(dag), self.werkdagnummer(dag), self.is_werkdag(dag), self.eerstvolgende_werkdag(dag)
            )

    def _binnen(self, dag: date) -> date:
        self._plaats(dag)
        return dag

    def _plaats(self, dag: date) -> int:
        plaats = dag.toordinal() - self._begin
        if not 0 <= plaats < len(self._nummers):
            raise self._buiten(f"{dag:%d-%m-%Y}")
        return plaats

    def _buiten(self, wat: str) -> AanroepFout:
        return AanroepFout(
            f"De kalender '{self.naam}' loopt van {self.eerste:%d-%m-%Y} tot en met {self.laatste:%d-%m-%Y}; "
            f"{wat} valt daarbuiten. Controleer de datum."
        )


def weekdag(dag: date) -> str:
    """De naam van de weekdag."""
    return _DAGNAMEN[dag.weekday()]


def dagnummer(dag: date) -> int:
    """Het aantal dagen sinds 1 januari 1970, zoals ook databases dagen nummeren."""
    return dag.toordinal() - _TIJDPERK


def eerste_paasdag(jaar: int) -> date:
    """Eerste paasdag in de gregoriaanse kalender (de rekenwijze van Meeus, Jones en Butcher)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    epacta = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    zondag = (32 + 2 * (b % 4) + 2 * (c // 4) - epacta - c % 4) % 7
    correctie = (a + 11 * epacta + 22 * zondag) // 451
    maand, dag = divmod(epacta + zondag - 7 * correctie + 114, 31)
    return date(jaar, maand, dag + 1)


def maak_kalender(
    naam: str,
    regels: Iterable[Feestdag],
    eerste: date = EERSTE_DAG,
    laatste: date = LAATSTE_DAG,
    omschrijving: str = "",
) -> Kalender:
    """Reken feestdagregels uit tot een kalender; vallen er twee op één dag, dan heet die dag naar allebei."""
    namen: dict[date, list[str]] = {}
    for regel in regels:
        for jaar in range(eerste.year, laatste.year + 1):
            for dag in regel.op(jaar):
                namen.setdefault(dag, []).append(regel.naam)
    feestdagen = tuple((dag, " en ".join(namen[dag])) for dag in sorted(namen))
    return Kalender(naam, feestdagen, eerste, laatste, omschrijving)


@dataclass(frozen=True, slots=True)
class Feestdagentabel:
    """Alle feestdagregels, en welke regels bij welke kalender horen."""

    regels: tuple[Feestdag, ...]
    kalenders: Mapping[str, tuple[str, ...]]
    omschrijvingen: Mapping[str, str]

    def kalender(self, naam: str) -> Kalender:
        """De kalender met deze naam."""
        if naam not in self.kalenders:
            raise AanroepFout(f"Onbekende kalender '{naam}'. Kies uit: {', '.join(sorted(self.kalenders))}.")
        codes = self.kalenders[naam]
        regels = [regel for regel in self.regels if regel.code in codes]
        return maak_kalender(naam, regels, omschrijving=self.omschrijvingen[naam])


def lees_feestdagen(tekst: str, bestand: str = "feestdagen.toml") -> Feestdagentabel:
    """Lees feestdagregels en kalenders uit TOML-tekst."""
    inhoud = tomllib.loads(tekst)
    regels = tuple(_feestdag(code, tabel, bestand) for code, tabel in inhoud["feestdag"].items())
    kalenders = {naam: tuple(tabel["feestdagen"]) for naam, tabel in inhoud["kalender"].items()}
    for naam, codes in kalenders.items():
        onbekend = set(codes) - {regel.code for regel in regels}
        if onbekend:
            raise KalenderFout(f"{bestand}, kalender '{naam}': onbekende feestdag {', '.join(sorted(onbekend))}.")
    return Feestdagentabel(regels, kalenders, {n: t["omschrijving"] for n, t in inhoud["kalender"].items()})


def _feestdag(code: str, tabel: dict[str, Any], bestand: str) -> Feestdag:
    try:
        velden: dict[str, Any] = {**tabel, "soort": Soort(tabel["soort"]), "dagen": tuple(tabel.get("dagen", ()))}
        return Feestdag(code=code, **velden)
    except (KeyError, TypeError, ValueError) as fout:
        raise KalenderFout(f"{bestand}, [feestdag.{code}] is niet te lezen: {fout}.") from fout
