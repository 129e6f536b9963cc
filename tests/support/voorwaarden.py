"""Willekeurige voorwaarden, telregels en feiten, en het antwoord van een database daarop.

Elke knoop van de taal heeft hier een strategie; `knopen` loopt een voorwaarde af zonder de taal te kennen, zodat een test
kan zien dat er geen knoop is vergeten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from sqlglot import exp

from support.brede import Brede, klokken
from support.maak import Rij
from support.willekeurig import SCHARNIEREN, maak_dataset
from zicht.core.codelijsten import ONBEKEND
from zicht.core.feiten import TABELLEN, Dienst, Feit, Klacht, Melding, Tevredenheid
from zicht.core.indicatoren import Telregel
from zicht.core.periodes import lees_periode
from zicht.core.uitleg import tekst
from zicht.core.voorwaarden import (
    Bevat,
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    InPeriode,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    Soort,
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
    Waarde,
)
from zicht.engines.sql import Venster, antwoord_sql, bekend, kolom, uiterste_kolom, voorwaarde_sql
from zicht.engines.tellen import Motor

FEITEN: tuple[type[Feit], ...] = (Melding, Dienst, Klacht, Tevredenheid)
PERIODEN = tuple(
    map(lees_periode, ("2025-burap1", "2025", "2025-04", "2024-12", "2025-04-18/2025-04-18", "2024-12-15/2025-04-18"))
)
_TEKST = (Soort.ID, Soort.TEKST, Soort.CODE, Soort.JANEE)
_Iets = TypeVar("_Iets")
_TEKSTEN = ("", "'", '"', "a", "B", "é", "%", ";", "\\", "ja", "nee", ONBEKEND, "M001")

# --------------------------------------------------------------------------------------------------------- voorwaarden


def kies(uit: Sequence[_Iets]) -> st.SearchStrategy[_Iets]:
    """Als `sampled_from`, zonder de reeks op te schrijven: hypothesis schrijft die anders bij elke strategie uit."""
    return st.integers(0, len(uit) - 1).map(lambda nummer: uit[nummer])


@cache
def datums() -> st.SearchStrategy[date]:
    """Dagen rond de scharnieren van kalender en perioden."""
    return st.builds(lambda dag, n: dag + timedelta(days=n), kies(SCHARNIEREN), st.integers(-3, 3))


def _velden(feit: type[Feit], *soorten: Soort) -> list[Veld]:
    return [veld for veld in feit.velden() if veld.soort in soorten]


def uiterste_datums(feit: type[Feit]) -> list[UitersteDatum]:
    """De klokken die op dit feit lopen."""
    return [klok.termijn.uiterste_datum for klok in klokken() if klok.feit is feit]


@cache
def _datumvelden(feit: type[Feit]) -> st.SearchStrategy[Veld]:
    return kies(_velden(feit, Soort.DATUM))


@cache
def datumwaarden(feit: type[Feit]) -> st.SearchStrategy[Waarde]:
    """Alles wat een datum is, ook een onbekende."""
    bekend_: list[st.SearchStrategy[Waarde]] = [
        _datumvelden(feit), st.builds(Vast, datums()), st.just(Vast(None)), st.just(Peildatum()),
    ]  # fmt: skip
    if klokken_ := uiterste_datums(feit):
        bekend_.append(kies(klokken_))
    return st.one_of(bekend_)


@cache
def getalwaarden(feit: type[Feit]) -> st.SearchStrategy[Waarde]:
    """Dagen tussen twee datums, getalvelden en vaste getallen."""
    tot = st.one_of(_datumvelden(feit), st.just(Peildatum()))
    vast = st.one_of(st.integers(-40, 90), kies((Decimal("6.5"), Decimal("7.25"), Decimal(10))), st.none())
    keuzes: list[st.SearchStrategy[Waarde]] = [st.builds(DagenTussen, _datumvelden(feit), tot), st.builds(Vast, vast)]
    if getallen := _velden(feit, Soort.GETAL, Soort.GEHEEL):
        keuzes.append(kies(getallen))
    return st.one_of(keuzes)


@cache
def _codes(veld: Veld) -> st.SearchStrategy[str]:
    return kies(_codes_van(veld))


def _codes_van(veld: Veld) -> tuple[str, ...]:
    return tuple(code for code, _ in veld.codes.codes) if veld.codes else ("ja", "nee", *_TEKSTEN)


@cache
def tekstwaarden(feit: type[Feit]) -> st.SearchStrategy[Waarde]:
    """Velden met tekst of een code, en vaste teksten."""
    velden = kies(_velden(feit, *_TEKST))
    codes = velden.flatmap(_codes)
    return st.one_of(velden, st.builds(Vast, st.one_of(codes, kies(_TEKSTEN), st.none())))


@cache
def waarden(feit: type[Feit]) -> st.SearchStrategy[Waarde]:
    """Een waarde van welke soort ook."""
    return st.one_of(datumwaarden(feit), getalwaarden(feit), tekstwaarden(feit), st.builds(Vast, st.booleans()))


@cache
def paren(feit: type[Feit]) -> st.SearchStrategy[tuple[Waarde, Waarde]]:
    """Twee waarden van dezelfde soort; vaker een veld met een code dat met een code wordt vergeleken."""
    velden = kies(_velden(feit, *_TEKST))
    met_code: st.SearchStrategy[tuple[Waarde, Waarde]] = velden.flatmap(
        lambda veld: _codes(veld).map(lambda code: (veld, Vast(code)))
    )
    soorten = [datumwaarden(feit), getalwaarden(feit), tekstwaarden(feit), st.builds(Vast, st.booleans())]
    return st.one_of(met_code, *(st.tuples(soort, soort) for soort in soorten))


@cache
def _een_van(feit: type[Feit]) -> st.SearchStrategy[EenVan]:
    @cache
    def van(veld: Veld) -> st.SearchStrategy[EenVan]:
        codes = st.lists(_codes(veld), min_size=1, max_size=4)
        return codes.map(lambda gekozen: EenVan(veld, tuple(gekozen)))

    los = st.builds(lambda waarde: EenVan(waarde, ("ja", "a")), kies((Vast("a"), Vast("b"), Vast(None))))
    return st.one_of(kies(_velden(feit, *_TEKST)).flatmap(van), los)


@cache
def bladen(feit: type[Feit]) -> st.SearchStrategy[Voorwaarde]:
    """Voorwaarden zonder voorwaarden erin."""
    keuzes: list[st.SearchStrategy[Voorwaarde]] = [
        st.builds(lambda paar: Gelijk(*paar), paren(feit)),
        st.builds(lambda paar: Kleiner(*paar), paren(feit)),
        _een_van(feit),
        st.builds(Ingevuld, waarden(feit)),
        st.builds(InPeriode, _datumvelden(feit)),
    ]
    if meer := _velden(feit, Soort.CODES):
        keuzes.append(kies(meer).flatmap(lambda veld: _codes(veld).map(lambda code: Bevat(veld, code))))
    return st.one_of(keuzes)


@cache
def voorwaarden(feit: type[Feit]) -> st.SearchStrategy[Voorwaarde]:
    """Een willekeurige voorwaarde over een feit, met elke knoop van de taal."""

    def groter(deel: st.SearchStrategy[Voorwaarde]) -> st.SearchStrategy[Voorwaarde]:
        delen = st.lists(deel, max_size=3).map(tuple)
        return st.one_of(st.builds(En, delen), st.builds(Of, delen), st.builds(Niet, deel))

    return st.recursive(bladen(feit), groter, max_leaves=6)


@cache
def telregels(feit: type[Feit]) -> st.SearchStrategy[Telregel]:
    """Een willekeurige telregel; elke vraag kan leeg zijn of uit twee voorwaarden bestaan."""
    vragen = st.lists(voorwaarden(feit), max_size=2).map(lambda delen: {f"vraag {n}": v for n, v in enumerate(delen)})
    return st.builds(Telregel, vragen, vragen, vragen, vragen, vragen, vragen)


@dataclass(frozen=True, repr=False)
class Opgave:
    """Een stapel vragen over een feit, een venster, en welke rijen (van, tot) het antwoord moeten geven."""

    feit: type[Feit]
    venster: Venster
    voorwaarden: tuple[Voorwaarde, ...]
    telregels: tuple[Telregel, ...]
    stuk: int

    def alle(self) -> tuple[Voorwaarde, ...]:
        """Alle voorwaarden, ook die in de telregels."""
        return (*self.voorwaarden, *(v for regel in self.telregels for v in regel.voorwaarden()))

    def __repr__(self) -> str:
        return f"{self.feit.__name__} op {self.venster.peildatum}: {'; '.join(tekst(v, {}) for v in self.alle())}"


STUKKEN = 12  # elke opgave gaat over een twaalfde van de rijen: genoeg om te verschillen, snel genoeg voor honderd


@cache
def opgaven() -> st.SearchStrategy[Opgave]:
    """Een willekeurige opgave."""

    @cache
    def over(feit: type[Feit]) -> st.SearchStrategy[Opgave]:
        def maak(venster: Venster, los: list[Voorwaarde], regels: list[Telregel], stuk: int) -> Opgave:
            return Opgave(feit, venster, tuple(los), tuple(regels), stuk)

        los = st.lists(voorwaarden(feit), min_size=3, max_size=6)
        return st.builds(
            maak, vensters(), los, st.lists(telregels(feit), min_size=1, max_size=1), st.integers(0, STUKKEN - 1)
        )

    return kies((Melding, Melding, Dienst, Dienst, Klacht, Tevredenheid)).flatmap(over)


@cache
def vensters() -> st.SearchStrategy[Venster]:
    """Een peildatum met een periode."""
    return st.builds(Venster, st.one_of(datums(), st.just(date(2025, 12, 31))), kies(PERIODEN))


def knopen(iets: object) -> Iterator[object]:
    """Elke knoop in een voorwaarde of waarde, ook die zelf."""
    if isinstance(iets, tuple):
        for deel in iets:
            yield from knopen(deel)
    elif is_dataclass(iets) and not isinstance(iets, type):
        yield iets
        if not isinstance(iets, Veld):
            for veld in fields(iets):
                yield from knopen(getattr(iets, veld.name))


# -------------------------------------------------------------------------------------------------------------- feiten


def gemene_tabellen(zaden: Sequence[int]) -> dict[str, list[Rij]]:
    """De rijen van een paar willekeurige datasets bij elkaar, met alle codes, lijsten en rare teksten die mogen."""
    kans = Random(str(tuple(zaden)))
    samen: dict[str, list[Rij]] = {}
    for zaad in zaden:
        for naam, rijen in maak_dataset(zaad, ("NHN",)).tabellen.items():
            samen.setdefault(naam, []).extend(_met_codes(naam, _eigen(rij, zaad), kans) for rij in rijen)
    for rij in samen["klacht"][::10]:
        rij["gemeente"] = ONBEKEND  # een kenmerk is geen code: wie zo heet, heet zo
    _eenmalig(samen, "dienst", "dienst_id")
    _eenmalig(samen, "gemeente", "gemeente")
    return samen


def _eigen(rij: Rij, zaad: int) -> Rij:
    """Ids die tussen datasets niet botsen."""
    return {k: f"{w}-{zaad}" if k.endswith("id") and w else w for k, w in rij.items()}


def _eenmalig(tabellen: dict[str, list[Rij]], naam: str, sleutel: str) -> None:
    tabellen[naam] = list({rij[sleutel]: rij for rij in tabellen[naam]}.values())


def _met_codes(naam: str, rij: Rij, kans: Random) -> Rij:
    """Vul de kolommen met codes die de dataset openlaat."""
    for kolom_ in TABELLEN[naam].kolommen:
        codes = _codes_van(kolom_)
        if kolom_.soort is Soort.CODES and not rij.get(kolom_.naam):
            rij[kolom_.naam] = kans.choice((None, kans.sample(codes, 1), kans.sample(codes, 3)))
        elif kolom_.soort is Soort.CODE and kolom_.naam not in rij:
            rij[kolom_.naam] = kans.choice((None, *codes))
        elif kolom_.soort is Soort.JANEE and kolom_.naam not in rij:
            rij[kolom_.naam] = kans.choice((None, "ja", "nee", ONBEKEND))
        elif kolom_.soort is Soort.TEKST and kolom_.naam not in rij:
            rij[kolom_.naam] = kans.choice(_TEKSTEN[1:])
    return rij


def sleutels_van_stuk(brede: Brede, feit: type[Feit], stuk: int) -> list[str]:
    """De sleutels van een van de stukken waarin de rijen zijn verdeeld."""
    return sorted(rij[feit.sleutel[0]] for rij in brede.rijen(feit))[stuk::STUKKEN]


# ------------------------------------------------------------------------------------------------- wat een database zegt


@dataclass(frozen=True)
class Gezien:
    """Wat een rekenmachine van een rij zegt: de bekende velden, de uiterste datums en alle antwoorden."""

    velden: Mapping[str, Any]
    uitersten: Mapping[str, date | None]
    voorwaarden: tuple[bool | None, ...]
    antwoorden: tuple[int, ...]


def vraag(motor: Motor, opgave: Opgave, sleutels: Sequence[str]) -> dict[str, Gezien]:
    """Alle vragen van een opgave over deze rijen, in een vraag aan de database; een rij die nog niet bestaat ontbreekt."""
    namen = [veld.naam for veld in opgave.feit.velden()]
    begin = {k.klok: k.begin.naam for k in uiterste_datums(opgave.feit)}
    delen = [(uiterste_kolom(klok), kolom(uiterste_kolom(klok))) for klok in begin]
    delen += [(f"v{n}", voorwaarde_sql(v, opgave.venster)) for n, v in enumerate(opgave.voorwaarden)]
    delen += [(f"t{n}", antwoord_sql(regel, opgave.venster)) for n, regel in enumerate(opgave.telregels)]
    sleutel = kolom(opgave.feit.sleutel[0])
    bron = bekend(opgave.feit, namen, begin, opgave.venster.peildatum)
    boom = (
        exp.select(*map(kolom, namen), *(exp.alias_(deel, naam) for naam, deel in delen))
        .from_(bron.subquery("f"))
        .where(exp.In(this=sleutel, expressions=[exp.Literal.string(s) for s in sleutels]))
    )
    return {rij[namen.index(opgave.feit.sleutel[0])]: _gezien(opgave, rij, namen, begin) for rij in motor.vraag(boom)}


def _gezien(opgave: Opgave, rij: Sequence[Any], namen: Sequence[str], begin: Mapping[str, str]) -> Gezien:
    grens = len(namen) + len(begin)
    eind = grens + len(opgave.voorwaarden)
    uitersten = dict(zip(begin, rij[len(namen) : grens], strict=True))
    return Gezien(dict(zip(namen, rij, strict=False)), uitersten, tuple(rij[grens:eind]), tuple(rij[eind:]))
