"""Termijnen: van begindag, duur en kalender naar een uiterste datum die zichzelf uitlegt.

Een termijn *is* zijn uiterste datum. Werkdagen tellen is alleen om te laten zien hoe lang het nog duurt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias, assert_never

from zicht.core.duur import Duur, Eenheid, Schorsing, Verlenging, hoeveel, toegestaan
from zicht.core.fouten import AanroepFout
from zicht.core.kalender import Kalender, weekdag
from zicht.core.periodes import korte_datum

__all__ = [
    "Duur",
    "Eenheid",
    "Schorsing",
    "Stand",
    "Stap",
    "StapSoort",
    "Uiterlijk",
    "Verlenging",
    "bereken",
    "plus_maanden",
    "stand",
    "uiterste_datum",
    "waarschuw_vanaf",
]

_EEN_DAG = timedelta(days=1)


class StapSoort(Enum):
    """Wat er in een stap van de telling gebeurt."""

    OVERGESLAGEN = "overgeslagen"
    SCHORSING = "schorsing"
    VERLENGING = "verlenging"
    GEWONE_DAGEN = "gewone_dagen"
    DOORGESCHOVEN = "doorgeschoven"


@dataclass(frozen=True, slots=True)
class Stap:
    """Een stap van de telling: van en tot en met welke dag, en waarom."""

    soort: StapSoort
    van: date
    tot_en_met: date
    omschrijving: str


@dataclass(frozen=True, slots=True)
class Uiterlijk:
    """Een uiterste datum met de stappen die ernaartoe leiden."""

    datum: date
    begin: date
    duur: Duur
    stappen: tuple[Stap, ...]
    kalender: str

    @property
    def overgeslagen(self) -> tuple[Stap, ...]:
        """De vrije dagen die zijn overgeslagen of waarover is doorgeschoven, elk met naam."""
        return tuple(stap for stap in self.stappen if stap.soort in (StapSoort.OVERGESLAGEN, StapSoort.DOORGESCHOVEN))

    def uitleg(self, titel: str = "") -> str:
        """De hele telling in één regel: begin, rekenregel, elke overgeslagen dag, pauzes en bron."""
        delen = [f"Begint op {_lang(self.begin)}", self.duur.regel]
        for soort, kop in _KOPPEN:
            stappen = [stap.omschrijving for stap in self.stappen if stap.soort is soort]
            if stappen:
                delen.append(f"{kop}{', '.join(stappen)}")
        bron = f"{titel or self.duur.bron.sleutel}, {self.duur.bron.vindplaats}"
        return f"{'; '.join(delen)}; uiterste datum {_lang(self.datum)} (bron: {bron}; kalender: {self.kalender})."


_KOPPEN = (
    (StapSoort.VERLENGING, "verlengd met "),
    (StapSoort.SCHORSING, "stilgezet "),
    (StapSoort.OVERGESLAGEN, "overgeslagen: "),
    (StapSoort.GEWONE_DAGEN, "verlengd tot "),
    (StapSoort.DOORGESCHOVEN, "doorgeschoven over "),
)


class Stand(Enum):
    """Hoe een termijn ervoor staat op een dag."""

    LOOPT = "loopt"
    NADERT = "nadert"
    VERSTREKEN = "verstreken"
    GEHAALD = "gehaald"
    TE_LAAT = "te_laat"
    GESCHORST = "geschorst"


def uiterste_datum(
    duur: Duur,
    begin: date,
    kalender: Kalender,
    schorsingen: Sequence[Schorsing] = (),
    verlengingen: Sequence[Verlenging] = (),
    bekend_tot: date | None = None,
) -> date:
    """De laatste dag waarop de termijn nog is gehaald, zonder uitleg (snel)."""
    return _tel(duur, begin, kalender, _pauzes(schorsingen, bekend_tot), verlengingen)[-1]


def bereken(
    duur: Duur,
    begin: date,
    kalender: Kalender,
    schorsingen: Sequence[Schorsing] = (),
    verlengingen: Sequence[Verlenging] = (),
    bekend_tot: date | None = None,
) -> Uiterlijk:
    """De uiterste datum met elke stap van de telling.

    Een lopende schorsing duurt tot en met `bekend_tot`; wat na die dag ligt is nog niet bekend.
    """
    pauzes = _pauzes(schorsingen, bekend_tot)
    geteld, gewoon, datum = _tel(duur, begin, kalender, pauzes, verlengingen)
    stappen = [
        *_stappen_verlenging(begin, verlengingen),
        *_stappen_schorsing(begin, geteld, schorsingen, bekend_tot),
        *_stappen_overgeslagen(duur, begin, geteld, kalender, pauzes),
        *_stappen_gewone_dagen(duur, begin, geteld, gewoon, kalender),
        *_stappen_doorgeschoven(gewoon, datum, kalender),
    ]
    return Uiterlijk(datum, begin, duur, tuple(stappen), kalender.naam)


def waarschuw_vanaf(duur: Duur, uiterlijk: date, kalender: Kalender) -> date:
    """De dag vanaf wanneer de termijn nadert: zoveel werkdagen voor de uiterste datum als de duur zegt."""
    return kalender.plus_werkdagen(uiterlijk, -duur.waarschuw)


def stand(
    uiterlijk: date,
    geeindigd_op: date | None,
    vandaag: date,
    waarschuw_vanaf: date | None = None,
    schorsingen: Iterable[Schorsing] = (),
) -> Stand:
    """Hoe de termijn er vandaag voor staat; op de uiterste datum zelf is hij nog niet verstreken."""
    if geeindigd_op is not None and geeindigd_op <= vandaag:
        return Stand.GEHAALD if geeindigd_op <= uiterlijk else Stand.TE_LAAT
    if uiterlijk < vandaag:
        return Stand.VERSTREKEN
    if any(schorsing.loopt_op(vandaag) for schorsing in schorsingen):
        return Stand.GESCHORST
    return Stand.NADERT if waarschuw_vanaf is not None and vandaag >= waarschuw_vanaf else Stand.LOOPT


# ------------------------------------------------------------------------------------------------------------- tellen

_Pauzes: TypeAlias = tuple[tuple[date, date], ...]


def _tel(
    duur: Duur,
    begin: date,
    kalender: Kalender,
    pauzes: _Pauzes,
    verlengingen: Sequence[Verlenging],
) -> tuple[date, date, date]:
    """De laatste getelde dag, die dag na het minimum aan gewone dagen, en de uiterste datum na het doorschuiven."""
    voor = begin - _EEN_DAG if duur.telt_ontvangstdag else begin
    geteld = _tel_verder(voor, duur.aantal, duur.eenheid, kalender, pauzes)
    for verlenging in toegestaan(duur, verlengingen):
        geteld = _tel_verder(geteld, verlenging.aantal, verlenging.eenheid, kalender, pauzes)
    gewoon = geteld
    if duur.minstens_gewone_dagen:
        gewoon = max(geteld, _tel_verder(voor, duur.minstens_gewone_dagen, Eenheid.WERKDAGEN, kalender, pauzes))
    return geteld, gewoon, kalender.eerstvolgende_werkdag(gewoon) if duur.verlengt_bij_vrije_dag else gewoon


def _tel_verder(vanaf: date, aantal: int, eenheid: Eenheid, kalender: Kalender, pauzes: _Pauzes) -> date:
    match eenheid:
        case Eenheid.WERKDAGEN:
            return _tel_werkdagen(vanaf, aantal, kalender, pauzes)
        case Eenheid.DAGEN:
            return _tel_dagen(vanaf, aantal, pauzes)
        case Eenheid.WEKEN:
            return _tel_dagen(vanaf, 7 * aantal, pauzes)
        case Eenheid.MAANDEN:
            return _tel_dagen(vanaf, (plus_maanden(vanaf, aantal) - vanaf).days, pauzes)
        case _:
            assert_never(eenheid)


def _tel_werkdagen(vanaf: date, aantal: int, kalender: Kalender, pauzes: _Pauzes) -> date:
    if not pauzes:
        return kalender.plus_werkdagen(vanaf, aantal)
    nummer = kalender.werkdagnummer(vanaf) + aantal
    for van, tot in pauzes:
        if van > kalender.werkdag(nummer):
            break
        nummer += kalender.aantal_werkdagen(max(van, vanaf + _EEN_DAG), tot)
    return kalender.werkdag(nummer)


def _tel_dagen(vanaf: date, aantal: int, pauzes: _Pauzes) -> date:
    eind = vanaf + timedelta(days=aantal)
    for van, tot in pauzes:
        if van > eind:
            break
        eind += max(tot - max(van, vanaf + _EEN_DAG), timedelta())
    return eind


def plus_maanden(dag: date, aantal: int) -> date:
    """Dezelfde dag een aantal maanden later; bestaat die niet, dan de laatste dag van die maand."""
    jaren, maand = divmod(dag.month - 1 + aantal, 12)
    volgende = date(dag.year + jaren + (maand == 11), (maand + 1) % 12 + 1, 1)
    return min(date(dag.year + jaren, maand + 1, 1) + timedelta(days=dag.day - 1), volgende - _EEN_DAG)


def _pauzes(schorsingen: Sequence[Schorsing], bekend_tot: date | None) -> _Pauzes:
    """De schorsingen als losse, oplopende stukken; overlappende zijn samengevoegd."""
    if not schorsingen:
        return ()
    stukken: list[tuple[date, date]] = []
    for van, tot in sorted(_bekend(schorsing, bekend_tot) for schorsing in schorsingen):
        if stukken and van <= stukken[-1][1]:
            stukken[-1] = (stukken[-1][0], max(tot, stukken[-1][1]))
        elif van < tot:
            stukken.append((van, tot))
    return tuple(stukken)


def _bekend(schorsing: Schorsing, bekend_tot: date | None) -> tuple[date, date]:
    """Begin en einde van een schorsing met wat op de peildatum bekend is: een later einde is er nog niet."""
    if bekend_tot is not None:
        grens = bekend_tot + _EEN_DAG
        return min(schorsing.van, grens), min(schorsing.tot or grens, grens)
    if schorsing.tot is None:
        raise AanroepFout(
            f"De schorsing ({schorsing.grond}) vanaf {korte_datum(schorsing.van)} loopt nog; "
            "geef de peildatum mee, anders is er geen uiterste datum."
        )
    return schorsing.van, schorsing.tot


# ------------------------------------------------------------------------------------------------------------ uitleg


def _stappen_verlenging(begin: date, verlengingen: Sequence[Verlenging]) -> Iterator[Stap]:
    for v in verlengingen:
        yield Stap(StapSoort.VERLENGING, begin, begin, f"{hoeveel(v.aantal, v.eenheid)} ({v.grond})")


def _stappen_schorsing(
    begin: date, geteld: date, schorsingen: Sequence[Schorsing], bekend_tot: date | None
) -> Iterator[Stap]:
    for schorsing in sorted(schorsingen, key=lambda schorsing: schorsing.van):
        van, tot = _bekend(schorsing, bekend_tot)
        laatste = tot - _EEN_DAG
        if van > geteld or laatste < max(van, begin):
            continue
        open_op_peildatum = schorsing.tot is None or schorsing.tot > tot
        eind = (
            f"vanaf {korte_datum(van)}, op {korte_datum(laatste)} nog niet voorbij"
            if open_op_peildatum
            else (f"van {korte_datum(van)} tot en met {korte_datum(laatste)}")
        )
        yield Stap(StapSoort.SCHORSING, van, laatste, f"{eind} ({schorsing.grond})")


def _stappen_overgeslagen(duur: Duur, begin: date, geteld: date, kalender: Kalender, pauzes: _Pauzes) -> Iterator[Stap]:
    if duur.eenheid is not Eenheid.WERKDAGEN:
        return
    eerste = begin if duur.telt_ontvangstdag else begin + _EEN_DAG
    for dag, naam in kalender.vrije_dagen(eerste, geteld):
        if not any(van <= dag < tot for van, tot in pauzes):
            yield Stap(StapSoort.OVERGESLAGEN, dag, dag, f"{naam} {korte_datum(dag)}")


def _stappen_gewone_dagen(duur: Duur, begin: date, geteld: date, gewoon: date, kalender: Kalender) -> Iterator[Stap]:
    if gewoon > geteld:
        vrij = ", ".join(f"{naam} {korte_datum(dag)}" for dag, naam in kalender.vrije_dagen(begin, gewoon))
        reden = f"{korte_datum(gewoon)} voor minstens {duur.minstens_gewone_dagen} gewone dagen (vrij zijn {vrij})"
        yield Stap(StapSoort.GEWONE_DAGEN, geteld, gewoon, reden)


def _stappen_doorgeschoven(gewoon: date, datum: date, kalender: Kalender) -> Iterator[Stap]:
    for dag, naam in kalender.vrije_dagen(gewoon, datum - _EEN_DAG):
        yield Stap(StapSoort.DOORGESCHOVEN, dag, dag, f"{naam} {korte_datum(dag)}")


def _lang(dag: date) -> str:
    return f"{weekdag(dag)} {korte_datum(dag)}"
