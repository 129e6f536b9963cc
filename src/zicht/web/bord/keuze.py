"""Wat er op een bladzijde van het dashboard gekozen is: gebied, periode, stap, telling en het eerste jaar."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers import Gemeente
from zicht.cijfers.cijfers import Per
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Indicator, Telling, heeft_twee_tellingen
from zicht.core.periodes import Periode, lees_periode
from zicht.rapportage.bord.verloop import Stap, perioden, periodenaam
from zicht.web.cijferbron import Stand

JAREN = 4  # zo veel jaren in beeld, als er niets is gekozen
_MEESTE = 25
_SOORTEN = (Stap.BURAP, Stap.HALFJAAR, Stap.KWARTAAL, Stap.MAAND, Stap.JAAR)


@dataclass(frozen=True)
class Gebied:
    """Een regio of een gemeente daarin."""

    code: str
    naam: str
    is_gemeente: bool
    regio: str

    @property
    def per(self) -> Per:
        """Waarover de uitslagen verdeeld moeten zijn om dit gebied te vinden."""
        return Per.GEMEENTE if self.is_gemeente else Per.REGIO


@dataclass(frozen=True)
class Keuze:
    """De keuzes van een bladzijde, nagekeken: een onbekende waarde bestaat niet (404)."""

    stand: Stand
    gebied: Gebied
    stap: Stap
    van: int
    periode: Periode
    telling: Telling

    @property
    def gebieden(self) -> list[Gebied]:
        """Elk gebied dat te kiezen is."""
        return gebieden(self.stand)

    @property
    def regio(self) -> Gebied:
        """De regio waar het gebied in ligt."""
        return next(g for g in self.gebieden if g.code == self.gebied.regio and not g.is_gemeente)

    @cached_property
    def perioden(self) -> list[Periode]:
        """De perioden van het verloop."""
        return perioden(self.stap, self.van, self.stand.peildatum)

    @property
    def jaren(self) -> list[int]:
        """De jaren waaruit te kiezen is, het nieuwste eerst."""
        return list(range(self.stand.peildatum.year, eerste_jaar(self.stand) - 1, -1))

    @property
    def periodekeuzes(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Per soort de perioden met hun naam, de nieuwste eerst."""
        return [
            (soort.titel, [(p.code, periodenaam(p)) for p in reversed(perioden(soort, min(self.jaren), self.stand.peildatum))])
            for soort in _SOORTEN
        ]  # fmt: skip

    @property
    def voorlopig(self) -> bool:
        """Of de gekozen periode nog loopt."""
        return self.stand.peildatum < self.periode.eind

    def inwoners(self, jaar: int) -> int | None:
        """De inwoners van het gebied in een jaar; onbekend als een gemeente ontbreekt."""
        return som([g.inwoners for g in self._gemeenten(jaar)])

    def _gemeenten(self, jaar: int) -> list[Gemeente]:
        alle = self.stand.gemeenten(jaar)
        if self.gebied.is_gemeente:
            return [g for g in alle if g.code == self.gebied.code]
        return [g for g in alle if g.regio == self.gebied.code or len(self.stand.regios) == 1]

    def vraag(self, **anders: str | int) -> str:
        """Deze keuzes als vraag achter een adres, met wat er anders moet."""
        vast: dict[str, str | int] = {
            "gebied": self.gebied.code, "periode": self.periode.code, "stap": self.stap.value, "van": self.van,
            "telling": self.telling.value,
        }  # fmt: skip
        return urlencode(vast | anders)


def som(delen: Sequence[int | None]) -> int | None:
    """De som, of niets als een deel onbekend is."""
    bekend = [deel for deel in delen if deel is not None]
    return sum(bekend) if delen and len(bekend) == len(delen) else None


def eerste_jaar(stand: Stand) -> int:
    """Het eerste jaar om uit te kiezen."""
    return max(stand.eerste_jaar, stand.peildatum.year - _MEESTE)


def gebieden(stand: Stand) -> list[Gebied]:
    """De regio's, elk met haar gemeenten op naam."""
    alle = stand.gemeenten(stand.peildatum.year)
    uit: list[Gebied] = []
    for regio in stand.regios:
        uit.append(Gebied(regio, f"regio {regio}", is_gemeente=False, regio=regio))
        eigen = [g for g in alle if g.regio == regio or len(stand.regios) == 1]
        uit += [Gebied(g.code, g.naam, is_gemeente=True, regio=regio) for g in sorted(eigen, key=lambda g: g.naam)]
    return uit


def lees_keuze(stand: Stand, get: QueryDict) -> Keuze:
    """De keuzes uit het adres."""
    try:
        gevraagd = lees_periode(get["periode"]) if get.get("periode") else _laatste_burap(stand)
        return Keuze(
            stand,
            next(g for g in gebieden(stand) if g.code == (get.get("gebied") or stand.regios[0])),
            Stap(get.get("stap") or Stap.MAAND.value),
            _jaar(stand, get.get("van", "")),
            gevraagd if gevraagd.begin <= stand.peildatum else _laatste_burap(stand),
            Telling(get.get("telling") or Telling.AFGEROND.value),
        )
    except (AanroepFout, StopIteration, ValueError) as fout:
        raise Http404("Deze keuze bestaat niet.") from fout


def _jaar(stand: Stand, tekst: str) -> int:
    eerste = eerste_jaar(stand)
    if not tekst:
        return max(eerste, stand.peildatum.year - JAREN + 1)
    jaar = int(tekst)
    if not eerste <= jaar <= stand.peildatum.year:
        raise ValueError(jaar)
    return jaar


def _laatste_burap(stand: Stand) -> Periode:
    """De laatste burap-periode die voorbij is, en anders de eerste die is begonnen."""
    alle = perioden(Stap.BURAP, stand.peildatum.year - 1, stand.peildatum)
    voorbij = [periode for periode in alle if periode.eind <= stand.peildatum]
    return (voorbij or alle)[-1]


def indicator(code: str) -> Indicator:
    """De indicator van een bladzijde."""
    if code not in INDICATOREN:
        raise Http404("Deze indicator bestaat niet.")
    return INDICATOREN[code]


def met_telling(indicator_: Indicator, keuze: Keuze) -> Telling:
    """De telling die voor deze indicator iets betekent."""
    return keuze.telling if heeft_twee_tellingen(indicator_) else Telling.AFGEROND
