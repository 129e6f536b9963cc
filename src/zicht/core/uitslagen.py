"""Van tellingen naar uitslag: waarde, norm en oordeel. Delen gebeurt alleen hier, op exacte aantallen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import atan, cos, pi, sin, sqrt, tan
from statistics import NormalDist
from typing import Literal, TypeVar

from zicht.core.indicatoren import Aandeel, Aantal, Doorlooptijd, Eenheid, Gemiddelde, Indicator, Voorraad, eenheid
from zicht.core.parameters import Norm

Extra = Mapping[str, float | int | list[float] | None]
Oordeel = Literal["gehaald", "niet_gehaald"]
_Sleutel = TypeVar("_Sleutel")


@dataclass(frozen=True)
class Tellingen:
    """De exacte aantallen van een indicator in een gebied; `verdeling` telt per waarde (cijfer of dagen)."""

    noemer: int = 0
    teller: int = 0
    niet_te_bepalen: int = 0
    nog_open: int = 0
    apart: Mapping[str, int] = field(default_factory=dict[str, int])
    verdeling: Mapping[Decimal, int] = field(default_factory=dict[Decimal, int])

    def __add__(self, ander: "Tellingen") -> "Tellingen":
        """De tellingen van twee groepen gevallen samen."""
        return Tellingen(
            self.noemer + ander.noemer,
            self.teller + ander.teller,
            self.niet_te_bepalen + ander.niet_te_bepalen,
            self.nog_open + ander.nog_open,
            _samen(self.apart, ander.apart),
            _samen(self.verdeling, ander.verdeling),
        )


def _samen(een: Mapping[_Sleutel, int], ander: Mapping[_Sleutel, int]) -> dict[_Sleutel, int]:
    return {sleutel: een.get(sleutel, 0) + ander.get(sleutel, 0) for sleutel in {**een, **ander}}


@dataclass(frozen=True)
class Uitslag:
    """De uitslag van een indicator in een gebied en een periode; `waarde` is exact en ongerond."""

    code: str
    titel: str
    nummer: str | None
    gebied: str | None
    maand: str | None
    noemer: int
    teller: int | None
    niet_te_bepalen: int
    nog_open: int
    waarde: float | int | None
    eenheid: str
    norm: float | None
    oordeel: Oordeel | None
    extra: Extra
    tellingen: Tellingen = field(default=Tellingen(), repr=False, compare=False)  # waar de uitslag uit komt
    afspraak: Norm | None = field(default=None, repr=False, compare=False)  # de norm met haar richting en bron

    def als_dict(self) -> dict[str, object]:
        """De vorm van `zicht indicatoren --json`."""
        return {veld.name: getattr(self, veld.name) for veld in fields(self) if veld.repr}


def uitslag(
    indicator: Indicator,
    tellingen: Tellingen,
    *,
    gebied: str | None,
    maand: str | None = None,
    nummer: str | None = None,
    norm: Norm | None = None,
    heeft_termijn: bool = True,
) -> Uitslag:
    """Maak de uitslag van exacte tellingen; zonder norm komt er nooit een oordeel, zonder termijn geen teller."""
    waarde = exacte_waarde(indicator, tellingen) if heeft_termijn else None
    return Uitslag(
        code=indicator.code,
        titel=indicator.titel,
        nummer=nummer,
        gebied=gebied,
        maand=maand,
        noemer=tellingen.noemer,
        teller=tellingen.teller if isinstance(indicator, Aandeel) and heeft_termijn else None,
        niet_te_bepalen=tellingen.niet_te_bepalen,
        nog_open=tellingen.nog_open,
        waarde=_getal(waarde, eenheid(indicator)),
        eenheid=eenheid(indicator).value,
        norm=None if norm is None else float(norm.waarde),
        oordeel=None if norm is None or waarde is None else _oordeel(norm, waarde),
        extra=_extra(indicator, tellingen),
        tellingen=tellingen,
        afspraak=norm,
    )


def _oordeel(norm: Norm, waarde: Fraction) -> Oordeel:
    return "gehaald" if norm.gehaald(waarde.numerator, waarde.denominator) else "niet_gehaald"


def exacte_waarde(indicator: Indicator, tellingen: Tellingen) -> Fraction | None:
    """De waarde van een indicator als breuk; None als er niets te delen is."""
    match indicator:
        case Aantal() | Voorraad():
            return Fraction(tellingen.noemer)
        case Aandeel():
            return Fraction(tellingen.teller, tellingen.noemer) if tellingen.noemer else None
        case Gemiddelde():
            return _gemiddelde(tellingen.verdeling)
        case Doorlooptijd():
            return kwantiel(tellingen.verdeling, Fraction(1, 2))


def _getal(waarde: Fraction | None, soort: Eenheid) -> float | int | None:
    if waarde is None:
        return None
    return int(waarde) if soort is Eenheid.AANTAL else float(waarde)


def _extra(indicator: Indicator, tellingen: Tellingen) -> Extra:
    match indicator:
        case Gemiddelde():
            return {"n": tellingen.noemer, "interval": interval(tellingen.verdeling)}
        case Doorlooptijd():
            p90 = kwantiel(tellingen.verdeling, Fraction(9, 10))
            return {"n": tellingen.noemer, "p90": None if p90 is None else float(p90)}
        case Aandeel() | Voorraad():
            return {naam: tellingen.apart.get(naam, 0) for naam in indicator.apart}
        case Aantal():
            return {}


def _gemiddelde(verdeling: Mapping[Decimal, int]) -> Fraction | None:
    n = sum(verdeling.values())
    return sum((Fraction(waarde) * aantal for waarde, aantal in verdeling.items()), Fraction()) / n if n else None


def kwantiel(verdeling: Mapping[Decimal, int], deel: Fraction) -> Fraction | None:
    """Het kwantiel van getelde waarden, lineair tussen de twee dichtstbijzijnde; leeg geeft niets."""
    n = sum(verdeling.values())
    if n == 0:
        return None
    plaats = deel * (n - 1)
    onder, rest = int(plaats), plaats - int(plaats)
    laag, hoog = _op_rang(verdeling, onder), _op_rang(verdeling, min(onder + 1, n - 1))
    return laag + (hoog - laag) * rest


def _op_rang(verdeling: Mapping[Decimal, int], rang: int) -> Fraction:
    for waarde in sorted(verdeling):
        rang -= verdeling[waarde]
        if rang < 0:
            return Fraction(waarde)
    raise IndexError("rang buiten de verdeling")


def interval(verdeling: Mapping[Decimal, int], zekerheid: float = 0.95) -> list[float] | None:
    """Betrouwbaarheidsinterval van het gemiddelde (Student t), of niets bij minder dan twee metingen."""
    n = sum(verdeling.values())
    midden = _gemiddelde(verdeling)
    if n < 2 or midden is None:
        return None
    kwadraten = sum(((Fraction(waarde) - midden) ** 2 * aantal for waarde, aantal in verdeling.items()), Fraction())
    marge = student_t(n - 1, zekerheid) * sqrt(kwadraten / (n - 1) / n)
    return [float(midden) - marge, float(midden) + marge]


_EXACT_TOT = 30  # daarboven wijkt de reeks minder dan een op tien miljoen af


@cache
def student_t(vrijheidsgraden: int, zekerheid: float) -> float:
    """Tweezijdig kwantiel van de t-verdeling: exact tot en met dertig vrijheidsgraden, daarboven een reeks."""
    if vrijheidsgraden > _EXACT_TOT:
        return _t_reeks(vrijheidsgraden, NormalDist().inv_cdf((1 + zekerheid) / 2))
    laag, hoog = 0.0, tan(pi * zekerheid / 2)  # met een vrijheidsgraad is de verdeling het breedst
    for _ in range(80):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if _t_kans(vrijheidsgraden, midden) < zekerheid else (laag, midden)
    return hoog


def _t_kans(n: int, t: float) -> float:
    """De kans op een waarde tussen -t en t (Abramowitz en Stegun 26.7.3 en 26.7.4)."""
    hoek = atan(t / sqrt(n))
    oneven = n % 2
    term = som = 0.0 if n == 1 else cos(hoek) if oneven else 1.0
    for k in range(2 + oneven, n - 1, 2):
        term *= cos(hoek) ** 2 * (k - 1) / k
        som += term
    return 2 / pi * (hoek + sin(hoek) * som) if oneven else sin(hoek) * som


def _t_reeks(n: int, z: float) -> float:
    """Cornish-Fisher-reeks van de t-verdeling rond de normale verdeling (Abramowitz en Stegun 26.7.5)."""
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / n + g2 / n**2 + g3 / n**3 + g4 / n**4
