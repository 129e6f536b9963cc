"""De duur van een termijn, en wat haar stilzet of verlengt: waarden met hun bron en grond."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import korte_datum


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
        return hoeveel(self.aantal, self.eenheid)

    @property
    def regel(self) -> str:
        """De rekenregel in één zin."""
        delen = [self.lengte, "de begindag telt mee" if self.telt_ontvangstdag else "de begindag telt niet mee"]
        # In weken en maanden wordt het minimum aan gewone dagen vanzelf gehaald; noemen maakt de regel alleen langer.
        if self.minstens_gewone_dagen and self.eenheid is Eenheid.DAGEN:
            delen.append(f"met minstens {self.minstens_gewone_dagen} gewone dagen")
        if self.verlengt_bij_vrije_dag:
            delen.append("eindigt hij op een vrije dag, dan geldt de eerstvolgende werkdag")
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
                f"De schorsing ({self.grond}) begint op {korte_datum(self.van)} en eindigt op {korte_datum(self.tot)}: "
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


def toegestaan(duur: Duur, verlengingen: Sequence[Verlenging]) -> Sequence[Verlenging]:
    """De verlengingen, als elke verlenging en het totaal binnen het maximum van de duur blijven."""
    for verlenging in verlengingen:
        if verlenging.eenheid is not duur.verlenging_eenheid or not 1 <= verlenging.aantal <= duur.verlenging_aantal:
            gevraagd = hoeveel(verlenging.aantal, verlenging.eenheid)
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
    return f"kan per keer met hoogstens {hoeveel(duur.verlenging_aantal, duur.verlenging_eenheid)} worden verlengd"


def _dagen(aantal: int, eenheid: Eenheid) -> int:
    return aantal * 7 if eenheid is Eenheid.WEKEN else aantal


def hoeveel(aantal: int, eenheid: Eenheid) -> str:
    """Een aantal met zijn eenheid in woorden: 1 week, 5 werkdagen."""
    return f"{aantal} {_ENKELVOUD[eenheid] if aantal == 1 else eenheid.value}"
