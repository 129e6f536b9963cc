"""Sprongen: een maand waarin een bron ongewoon veel of weinig meldt, of een veld ongewoon vaak leeg laat.

Per bron (groep melders, gemeente) wordt de laatste volle maand vergeleken met de twaalf maanden ervoor. Hoeveel een bron
vanzelf schommelt komt uit die twaalf maanden zelf, en is nooit minder dan het toeval van losse gevallen; het seizoen zit
daar dus in. De toets is die van Student met elf vrijheidsgraden. Alle toetsen van een maand delen samen een kans van een
op de twintig op loos alarm (Bonferroni); `tests/unit/cijfers/test_sprongen.py` meet dat na, ook bij bronnen die meer
schommelen dan toeval. Een sprong is een vraag, geen oordeel: vaak is er gewoon iets gebeurd.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance
from typing import TYPE_CHECKING

from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.woorden import aantal as aantal_
from zicht.cijfers.woorden import procent
from zicht.core.codelijsten import HOEDANIGHEID
from zicht.core.periodes import maandnaam
from zicht.core.uitslagen import student_t

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

EERDER = 12
MINSTENS_PER_MAAND = 5.0  # gemiddeld; een kleinere bron springt vanzelf
LOOS_ALARM = 0.05  # per maand, over alle bronnen en velden samen
GEWOON_MINSTENS = 0.01  # ook waar nooit iets leeg was, is een enkele lege cel gewoon
VELDEN = ("aanleiding", "aard", "gemeente")

LOOS_ALARM_IN_WOORDEN = (
    "Verandert er niets, dan noemt deze toets in hoogstens 1 op de 20 maanden toch een sprong, over alle bronnen samen."
)
KEUZES = (
    "De laatste volle maand tegen de twaalf maanden ervoor. Komt een deel later binnen, dan lijkt die maand te laag.",
    "Een bron telt mee vanaf gemiddeld vijf meldingen per maand; een kleinere springt vanzelf.",
    "Hoe meer een bron vanzelf schommelt, ook door het seizoen, hoe groter een sprong moet zijn om op te vallen.",
    "Veel bronnen tegelijk toetsen maakt elke toets strenger: bij tien bronnen valt een verdubbeling vaak op, een vijfde erbij niet.",
)


@dataclass(frozen=True)
class Reeks:
    """Een bron met haar maanden: hoeveel, en hoeveel daarvan met een leeg veld. De laatste is de maand van nu."""

    soort: str
    bron: str
    titel: str
    maanden: tuple[str, ...]
    aantallen: tuple[int, ...]
    leeg: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Sprong:
    """Een maand van een bron die niet bij de twaalf ervoor past."""

    soort: str
    bron: str
    titel: str
    maand: str
    veld: str  # leeg: het aantal zelf
    nu: int
    van: int
    gewoon: float
    omhoog: bool

    @property
    def zin(self) -> str:
        """Wat er opvalt, in een zin."""
        maand = f"{maandnaam(int(self.maand[5:]))} {self.maand[:4]}"
        if not self.veld:
            richting = "meer" if self.omhoog else "minder"
            return f"{self.titel}: in {maand} {aantal_(self.nu)} meldingen, {richting} dan gewoon ({_een(self.gewoon)} per maand)."
        richting = "vaker" if self.omhoog else "minder vaak"
        return (
            f"{self.titel}: in {maand} is {self.veld} {richting} leeg dan gewoon: {procent(self.nu, self.van)} "
            f"({aantal_(self.nu)} van {aantal_(self.van)}), gewoon {procent(round(self.gewoon * 1000), 1000)}."
        )


def _een(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")


@dataclass(frozen=True)
class _Toets:
    reeks: Reeks
    veld: str
    nu: int
    van: int
    gewoon: float
    afstand: float  # in standaardfouten


def zoek(reeksen: Sequence[Reeks]) -> tuple[Sprong, ...]:
    """De sprongen van de laatste maand, de grootste eerst."""
    toetsen = [toets for reeks in reeksen for toets in _toetsen(reeks)]
    if not toetsen:
        return ()
    grens = student_t(EERDER - 1, 1 - LOOS_ALARM / len(toetsen))
    raak = sorted((een for een in toetsen if abs(een.afstand) > grens), key=lambda een: -abs(een.afstand))
    return tuple(
        Sprong(een.reeks.soort, een.reeks.bron, een.reeks.titel, een.reeks.maanden[-1], een.veld, een.nu, een.van, een.gewoon,
               een.afstand > 0)
        for een in raak
    )  # fmt: skip


def _toetsen(reeks: Reeks) -> Iterator[_Toets]:
    eerder = reeks.aantallen[-EERDER - 1 : -1]
    if len(eerder) < EERDER or fmean(eerder) < MINSTENS_PER_MAAND:
        return
    yield _aantal(reeks, eerder)
    if reeks.aantallen[-1] >= MINSTENS_PER_MAAND:
        for veld, leeg in reeks.leeg.items():
            yield _aandeel(reeks, veld, eerder, leeg[-EERDER - 1 : -1], leeg[-1])


def _aantal(reeks: Reeks, eerder: Sequence[int]) -> _Toets:
    gewoon, nu = fmean(eerder), reeks.aantallen[-1]
    fout = sqrt(max(variance(eerder), gewoon) * (1 + 1 / EERDER))
    return _Toets(reeks, "", nu, nu, gewoon, (nu - gewoon) / fout)


def _aandeel(reeks: Reeks, veld: str, eerder: Sequence[int], leeg: Sequence[int], nu: int) -> _Toets:
    van, totaal = reeks.aantallen[-1], sum(eerder)
    gewoon = min(max(sum(leeg) / totaal, GEWOON_MINSTENS), 1 - GEWOON_MINSTENS)
    kansen = gewoon * (1 - gewoon)
    chi = sum((k - n * gewoon) ** 2 / (n * kansen) for n, k in zip(eerder, leeg, strict=True) if n)
    fout = sqrt(max(chi / (EERDER - 1), 1.0) * kansen * (1 / van + 1 / totaal))
    return _Toets(reeks, veld, nu, van, gewoon, _met_stap(nu / van - gewoon, 0.5 / van) / fout)


def _met_stap(verschil: float, halve: float) -> float:
    """Een aandeel springt met hele gevallen: een half geval ruimte, zodat een enkele lege cel geen sprong is."""
    return max(abs(verschil) - halve, 0.0) * (1 if verschil > 0 else -1)


# ---------------------------------------------------------------------------------------------------- uit de gegevensset

_LEEG = {
    veld: f"(m.{veld} IS NULL OR CAST(m.{veld} AS VARCHAR) IN ('', '[]', 'onbekend'))"
    for veld in ("aanleiding", "aard")
}
_LEEG["gemeente"] = "(d.gemeente IS NULL OR d.gemeente = '')"
_TELLING = (
    "SELECT {bron}, strftime(m.ontvangen_op, '%Y-%m'), count(*), {leeg} FROM melding m "
    "LEFT JOIN dossier d ON d.dossier_id = m.dossier_id WHERE m.ontvangen_op <= $peildatum GROUP BY 1, 2"
)
_BRONNEN = {"melder": "coalesce(m.hoedanigheid, '')", "gemeente": "coalesce(d.gemeente, '')"}


def sprongen(cijfers: "Cijfers") -> tuple[Sprong, ...]:
    """De sprongen in de laatste volle maand van deze feiten."""
    return onthoud(cijfers, "sprongen", lambda: zoek(reeksen(cijfers)))


def reeksen(cijfers: "Cijfers") -> tuple[Reeks, ...]:
    """Elke bron met haar laatste dertien volle maanden."""
    maanden = _maanden(cijfers)
    namen = {**dict(HOEDANIGHEID.codes), **_gemeentenamen(cijfers)}
    return tuple(reeks for soort in _BRONNEN for reeks in _van_soort(cijfers, soort, maanden, namen))


def _maanden(cijfers: "Cijfers") -> tuple[str, ...]:
    dag = cijfers.feitenset.peildatum
    laatste = dag.year * 12 + dag.month - 2
    return tuple(f"{nr // 12:04d}-{nr % 12 + 1:02d}" for nr in range(laatste - EERDER, laatste + 1))


def _gemeentenamen(cijfers: "Cijfers") -> dict[str, str]:
    rijen = cijfers.feitenset.verbinding.execute("SELECT gemeente, max(naam) FROM gemeente GROUP BY 1").fetchall()
    return {str(code): str(naam) for code, naam in rijen}


def _van_soort(cijfers: "Cijfers", soort: str, maanden: Sequence[str], namen: Mapping[str, str]) -> Iterator[Reeks]:
    leeg = ", ".join(f"count(*) FILTER (WHERE {_LEEG[veld]})" for veld in VELDEN)
    tekst = _TELLING.format(bron=_BRONNEN[soort], leeg=leeg)
    per_bron: dict[str, dict[str, Sequence[int]]] = {}
    for bron, maand, *geteld in cijfers.feitenset.verbinding.execute(
        tekst, {"peildatum": cijfers.feitenset.peildatum}
    ).fetchall():
        per_bron.setdefault(bron, {})[maand] = geteld
    for bron, geteld in sorted(per_bron.items()):
        rijen = [geteld.get(maand, (0,) * (len(VELDEN) + 1)) for maand in maanden]
        velden = {veld: tuple(rij[nr] for rij in rijen) for nr, veld in enumerate(VELDEN, 1) if veld != soort}
        titel = namen.get(bron, "onbekende " + ("melder" if soort == "melder" else "gemeente"))
        yield Reeks(soort, bron or "onbekend", titel, tuple(maanden), tuple(rij[0] for rij in rijen), velden)
