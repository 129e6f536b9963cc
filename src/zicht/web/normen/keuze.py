"""Wat er op een bladzijde gekozen is: gebied, jaren, stukken, telling, en de norm om te proberen."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.cijfers import Per
from zicht.cijfers.normproef import JAREN, Korrel
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Indicator, Telling, heeft_twee_tellingen
from zicht.web.begroting.getalveld import lees_getal
from zicht.web.cijferbron import Stand

MEESTE_JAREN = 10


@dataclass(frozen=True)
class Gebied:
    """Een regio of een gemeente daarin."""

    code: str
    naam: str
    is_gemeente: bool

    @property
    def per(self) -> Per:
        """Waarover de metingen verdeeld moeten zijn."""
        return Per.GEMEENTE if self.is_gemeente else Per.REGIO


def gebieden(stand: Stand) -> list[Gebied]:
    """De regio's en daarna de gemeenten op naam."""
    gemeenten = sorted(stand.gemeenten(stand.peildatum.year), key=lambda gemeente: gemeente.naam)
    regios = [Gebied(regio, f"regio {regio}", is_gemeente=False) for regio in stand.regios]
    return [*regios, *(Gebied(g.code, g.naam, is_gemeente=True) for g in gemeenten)]


@dataclass(frozen=True)
class Keuze:
    """De keuzes van de werkbank; `fout` zegt waarom een getypte norm geen getal is."""

    gebied: Gebied
    jaren: int
    korrel: Korrel
    telling: Telling
    norm: Decimal | None
    getypt: str
    fout: str

    def vraag(self, **anders: str) -> str:
        """Deze keuzes als vraag achter een adres."""
        vast = {
            "gebied": self.gebied.code, "jaren": str(self.jaren), "per": self.korrel.value, "telling": self.telling.value,
            "norm": self.getypt,
        }  # fmt: skip
        return urlencode(vast | anders)


def lees_keuze(stand: Stand, indicator: Indicator, get: QueryDict) -> Keuze:
    """De keuzes uit het adres; wat niet bestaat is 404, een norm die geen getal is staat bij het vak."""
    try:
        gebied = next(g for g in gebieden(stand) if g.code == (get.get("gebied") or stand.regios[0]))
        jaren, korrel = int(get.get("jaren") or JAREN), Korrel(get.get("per") or Korrel.BURAP.value)
        telling = Telling(get.get("telling") or Telling.AFGEROND.value)
    except (StopIteration, ValueError) as fout:
        raise Http404("Deze keuze bestaat niet.") from fout
    if not 1 <= jaren <= MEESTE_JAREN:
        raise Http404("Zo veel jaren geschiedenis is niet te kiezen.")
    if not heeft_twee_tellingen(indicator):
        telling = Telling.AFGEROND
    norm, reden = _norm(get.get("norm", ""))
    return Keuze(gebied, jaren, korrel, telling, norm, get.get("norm", ""), reden)


def _norm(getypt: str) -> tuple[Decimal | None, str]:
    if not getypt:
        return None, ""
    try:
        return lees_getal(getypt), ""
    except AanroepFout as fout:
        return None, " ".join(fout.regels)


def indicator(code: str) -> Indicator:
    """De indicator van een bladzijde."""
    if code not in INDICATOREN:
        raise Http404("Deze indicator bestaat niet.")
    return INDICATOREN[code]
