"""Termijnen: van begindag, duur en kalender naar een uiterste datum die zichzelf uitlegt.

Een termijn *is* zijn uiterste datum. Werkdagen tellen is alleen om te laten zien hoe lang het nog duurt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias

from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.kalender import Kalender, weekdag

_EEN_DAG = timedelta(days=1)


class Eenheid(Enum):
    """Waarin een termijn telt."""

    WERKDAGEN = "werkdagen"
    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"


# Algemene termijnenwet, artikel 4: boven deze lengte geldt de wet niet. Een termijn in uren kennen we hier niet.
_LANGSTE_ONDER_TERMIJNENWET = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}
_ENKELVOUD = {Eenheid.WERKDAGEN: "werkdag", Eenheid.DAGEN: "dag", Eenheid.WEKEN: "week", Eenheid.MAANDEN: "maand"}


@dataclass(frozen=True, slots=True)
class Duur:
    """Hoe lang een termijn is en hoe hij telt, met zijn bron."""

    code: str
    aantal: int
    eenheid: Eenheid
    bron: Bron
    omschrijving: str = ""
    verlengt_bij_vrije_dag: bool = False
    minstens_gewone_dagen: int = 0
    telt_ontvangstdag: bool = False
    verlenging_aantal: int = 0
    verlenging_eenheid: Eenheid | None = None
    hoogstens_dagen: int | None = None
    waarschuw: int = 0
    keuzes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Weiger een duur die niet kan, of die de Algemene termijnenwet niet dekt."""
        if self.aantal < 1:
            raise AanroepFout(
                f"De termijn '{self.code}' duurt {self.aantal} {self.eenheid.value}; verwacht minstens 1."
            )
        if self.telt_ontvangstdag and self.eenheid is Eenheid.MAANDEN:
            raise AanroepFout(f"De termijn '{self.code}' telt in maanden; dan kan de begindag niet meetellen.")
        langste = _LANGSTE_ONDER_TERMIJNENWET.get(self.eenheid)
        if self.onder_termijnenwet and (langste is None or self.aantal > langste):
            raise AanroepFout(
                f"De termijn '{self.code}' ({self.lengte}) valt niet onder de Algemene termijnenwet: die geldt tot en met "
                "90 dagen, 12 weken of 3 maanden. Zet verlengt_bij_vrije_dag en minstens_gewone_dagen uit."
            )

    @property
    def onder_termijnenwet(self) -> bool:
        """Of de Algemene termijnenwet op deze termijn wordt toegepast."""
        return self.verlengt_bij_vrije_dag or self.minstens_gewone_dagen > 0

    @property
    def lengte(self) -> str:
        """De lengte in woorden: 5 werkdagen, 10 weken."""
        return _hoeveel(self.aantal, self.eenheid)

    @property
    def regel(self) -> str:
        """De rekenregel in één zin."""
        delen = [self.lengte, "de begindag telt mee" if self.telt_ontvangstdag else "de begindag telt niet mee"]
        if self.minstens_gewone_dagen:
            delen.append(f"met minstens {self.minstens_gewone_dagen} gewone dagen")
        if self.verlengt_bij_vrije_dag:
            delen.append("op een vrije dag schuift de termijn door naar de eerstvolgende werkdag")
        elif self.eenheid is not Eenheid.WERKDAGEN:
            delen.append("weekend en feestdagen verschuiven niets")
        return "; ".join(delen)


@dataclass(frozen=True, slots=True)
class Schorsing:
    """Een pauze van de klok: van `van` tot (niet met) `tot`; zonder `tot` loopt de pauze nog."""

    van: date
    tot: date | None
    grond: str

    def __post_init__(self) -> None:
        """Weiger een schorsing die eindigt voor ze begint."""
        if self.tot is not None and self.tot < self.van:
            raise AanroepFout(
                f"De schorsing ({self.grond}) begint op {_kort(self.van)} en eindigt op {_kort(self.tot)}: "
                "het einde ligt voor het begin."
            )

    def loopt_op(self, dag: date) -> bool:
        """Of de klok op deze dag stilstaat."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True, slots=True)
class Verlenging:
    """Een verlenging van de termijn, met de grond waarop zij is gegeven."""

    aantal: int
    eenheid: Eenheid
    grond: str


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
    for verlenging in _toegestaan(duur, verlengingen):
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
            return _tel_dagen(vanaf, (_plus_maanden(vanaf, aantal) - vanaf).days, pauzes)


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


def _plus_maanden(dag: date, aantal: int) -> date:
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
            f"De schorsing ({schorsing.grond}) vanaf {_kort(schorsing.van)} loopt nog; "
            "geef de peildatum mee, anders is er geen uiterste datum."
        )
    return schorsing.van, schorsing.tot


def _toegestaan(duur: Duur, verlengingen: Sequence[Verlenging]) -> Sequence[Verlenging]:
    """De verlengingen, als elke verlenging en het totaal binnen het maximum van de duur blijven."""
    for verlenging in verlengingen:
        if verlenging.eenheid is not duur.verlenging_eenheid or not 1 <= verlenging.aantal <= duur.verlenging_aantal:
            gevraagd = _hoeveel(verlenging.aantal, verlenging.eenheid)
            raise AanroepFout(f"De termijn '{duur.code}' {_mag_verlengd(duur)}; gevraagd is {gevraagd}.")
    totaal = sum((_dagen(v.aantal, v.eenheid) for v in verlengingen), _dagen(duur.aantal, duur.eenheid))
    if verlengingen and duur.hoogstens_dagen is not None and totaal > duur.hoogstens_dagen:
        raise AanroepFout(
            f"De termijn '{duur.code}' duurt met verlenging hoogstens {duur.hoogstens_dagen} dagen vanaf het begin; "
            f"gevraagd is {totaal} dagen."
        )
    return verlengingen


def _mag_verlengd(duur: Duur) -> str:
    if duur.verlenging_eenheid is None:
        return "kan niet worden verlengd"
    return f"kan per keer met hoogstens {_hoeveel(duur.verlenging_aantal, duur.verlenging_eenheid)} worden verlengd"


def _dagen(aantal: int, eenheid: Eenheid) -> int:
    return aantal * 7 if eenheid is Eenheid.WEKEN else aantal


# ------------------------------------------------------------------------------------------------------------ uitleg


def _stappen_verlenging(begin: date, verlengingen: Sequence[Verlenging]) -> Iterator[Stap]:
    for v in verlengingen:
        yield Stap(StapSoort.VERLENGING, begin, begin, f"{_hoeveel(v.aantal, v.eenheid)} ({v.grond})")


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
            f"vanaf {_kort(van)}, op {_kort(laatste)} nog niet voorbij"
            if open_op_peildatum
            else (f"van {_kort(van)} tot en met {_kort(laatste)}")
        )
        yield Stap(StapSoort.SCHORSING, van, laatste, f"{eind} ({schorsing.grond})")


def _stappen_overgeslagen(duur: Duur, begin: date, geteld: date, kalender: Kalender, pauzes: _Pauzes) -> Iterator[Stap]:
    if duur.eenheid is not Eenheid.WERKDAGEN:
        return
    eerste = begin if duur.telt_ontvangstdag else begin + _EEN_DAG
    for dag, naam in kalender.vrije_dagen(eerste, geteld):
        if not any(van <= dag < tot for van, tot in pauzes):
            yield Stap(StapSoort.OVERGESLAGEN, dag, dag, f"{naam} {_kort(dag)}")


def _stappen_gewone_dagen(duur: Duur, begin: date, geteld: date, gewoon: date, kalender: Kalender) -> Iterator[Stap]:
    if gewoon > geteld:
        vrij = ", ".join(f"{naam} {_kort(dag)}" for dag, naam in kalender.vrije_dagen(begin, gewoon))
        reden = f"{_kort(gewoon)} voor minstens {duur.minstens_gewone_dagen} gewone dagen (vrij zijn {vrij})"
        yield Stap(StapSoort.GEWONE_DAGEN, geteld, gewoon, reden)


def _stappen_doorgeschoven(gewoon: date, datum: date, kalender: Kalender) -> Iterator[Stap]:
    for dag, naam in kalender.vrije_dagen(gewoon, datum - _EEN_DAG):
        yield Stap(StapSoort.DOORGESCHOVEN, dag, dag, f"{naam} {_kort(dag)}")


def _hoeveel(aantal: int, eenheid: Eenheid) -> str:
    return f"{aantal} {_ENKELVOUD[eenheid] if aantal == 1 else eenheid.value}"


def _kort(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"


def _lang(dag: date) -> str:
    return f"{weekdag(dag)} {_kort(dag)}"
