"""Een beeld: een verandering beweegt fte, euro, wachten en aandeel op tijd samen, en elke knop zegt hoeveel hij doet.

Fte en euro zijn wat het werk vraagt, uit de begroting. Wachten en op tijd zijn wat er gebeurt met de mensen die er zijn, uit de
simulatie. Zo staat naast elkaar wat bijhouden kost, en wat niet bijhouden doet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from zicht.capaciteit.draaien import Gestopt
from zicht.capaciteit.model import Model
from zicht.capaciteit.studie.kosten import rond
from zicht.capaciteit.studie.scenario import pas_toe
from zicht.capaciteit.studie.verslag import Aansluiting, Beeld, Beeldmaat, Knopeffect
from zicht.capaciteit.studie.zekerheid import gepaard
from zicht.capaciteit.studie.zekerheid import rond as rond_getal
from zicht.capaciteit.studie.zoeken import Loper, Steekproef
from zicht.core.begroting.afwijkingen import controleer
from zicht.core.begroting.begroting import BegrotingFout, Groep
from zicht.core.begroting.gevoeligheid import Knop, gevoeligheid
from zicht.core.begroting.inzetkosten import kort
from zicht.core.begroting.rekenen import Model as Rekening
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging

KEUZES = (
    "De stap van een knop is die van de gevoeligheid van de begroting: tien procent, of een punt bij een percentage.",
    "De knoppen zijn die met het grootste effect op het totaal, en alle die de simulatie volgt.",
)
WACHTTIJD, TIJDIG = "wachttijd", "tijdig"
_UIT_BEGROTING = {"uren": "uren", "fte": "fte.primair", "euro": "totaal"}
MEESTE_KNOPPEN = 16


@dataclass
class Beeldmaker:
    """Maakt een beeld met dezelfde herhalingen voor elke verandering."""

    model: Model
    basis: Rekening
    indicator: str
    loop: Loper
    herhalingen: int
    meld: Callable[[float], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False

    def __post_init__(self) -> None:
        """Speel de basis een keer."""
        self._nu = self.loop(self.model, 0, self.herhalingen)
        self._gespeelde: list[tuple[Model, Steekproef]] = [(self.model, self._nu)]

    def beeld(self, scenario: Scenario, meeste: int = MEESTE_KNOPPEN) -> Beeld:
        """De verandering en de knoppen."""
        maten = self.maten(scenario)
        return Beeld(
            scenario, self.indicator, self.herhalingen, maten, tuple(self._knoppen(meeste)) if meeste else (),
            tuple(aansluiting(self.basis)),
        )  # fmt: skip

    def maten(self, scenario: Scenario) -> tuple[Beeldmaat, ...]:
        """De vijf maten voor en na een scenario."""
        keuze = pas_toe(self.model, self.basis, scenario)
        nieuw = keuze.rekening or self.basis
        return (*_begroot(self.basis, nieuw), *self._gespeeld(self._speel(keuze.model)))

    def _speel(self, model: Model) -> Steekproef:
        """Twee knoppen die hetzelfde doen, zoals meer adviezen en langere adviezen, worden een keer gespeeld."""
        for ander, steekproef in self._gespeelde:
            if ander == model:
                return steekproef
        self._gespeelde.append((model, self.loop(model, 0, self.herhalingen)))
        return self._gespeelde[-1][1]

    def _gespeeld(self, anders: Steekproef) -> Iterator[Beeldmaat]:
        for maat, naam in ((WACHTTIJD, WACHTTIJD), (TIJDIG, self.indicator)):
            oud, nieuw = self._nu[naam], anders[naam]
            verschil = gepaard(maat, nieuw - oud)
            yield Beeldmaat(maat, _gemiddelde(oud), _gemiddelde(nieuw), verschil.gemiddelde, verschil)

    def _knoppen(self, meeste: int) -> Iterator[Knopeffect]:
        alle = [deel.knop for deel in gevoeligheid(self.basis.begroting)]
        zwaar = set(alle[: meeste // 2])
        gekozen = [knop for knop in alle if knop in zwaar or self._volgt(knop)][:meeste]
        for nummer, knop in enumerate(gekozen, 1):
            if self.stop():
                raise Gestopt("Het beeld is gestopt.")
            yield Knopeffect(
                knop.pad,
                knop.titel,
                _stap(knop),
                self._stap(knop, 1),
                self._stap(knop, -1),
                simulatie=self._volgt(knop),
            )
            self.meld(nummer / len(gekozen))

    def _volgt(self, knop: Knop) -> bool:
        for richting in (1, -1):
            try:
                return pas_toe(self.model, self.basis, _draai(knop, richting)).model != self.model
            except BegrotingFout:
                continue
        return False

    def _stap(self, knop: Knop, richting: int) -> tuple[Beeldmaat, ...]:
        try:
            return self.maten(_draai(knop, richting))
        except BegrotingFout:
            return ()


def _draai(knop: Knop, richting: int) -> Scenario:
    return Scenario("stap", "een stap", (Wijziging(knop.pad, knop.wijze, knop.stap * richting),))


def _stap(knop: Knop) -> str:
    return f"{kort(knop.stap)} {'punt' if knop.wijze is Wijze.PLUS else 'procent'}"


def _begroot(oud: Rekening, nieuw: Rekening) -> Iterator[Beeldmaat]:
    for maat, code in _UIT_BEGROTING.items():
        voor, na = (_waarde(model, code) for model in (oud, nieuw))
        verschil = None if voor is None or na is None else na - voor
        yield Beeldmaat(maat, _cent(voor), _cent(na), _cent(verschil))


def _waarde(model: Rekening, code: str) -> Decimal | None:
    return model.uitkomsten[code].waarde if code in model.uitkomsten else None


def _cent(getal: Decimal | None) -> Decimal | None:
    return None if getal is None else rond(getal)


def _gemiddelde(getallen: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float | None:
    bekend = getallen[~np.isnan(getallen)]
    return rond_getal(float(bekend.mean())) if len(bekend) else None


def aansluiting(basis: Rekening) -> Iterator[Aansluiting]:
    """Waar de berekening van het primaire proces en het totaal van het gedrukte stuk afwijken, en waarom."""
    uit_formatie = {
        f"post.{post.code}" for post in basis.begroting.posten if post.uit_formatie and post.groep is Groep.PERSONEEL
    }
    for deel in controleer(basis):
        if deel.controle.links in (*uit_formatie, "totaal"):
            model, gedrukt = _cent(deel.links.waarde), _cent(deel.rechts.waarde)
            yield Aansluiting(deel.controle.titel, model, gedrukt, _cent(deel.verschil), deel.controle.verklaring)
