"""De alinea's van dit boek zijn scherp: wie een voorwaarde omdraait of een grens een dag verlegt, maakt er een onwaar.

Elke indicator wordt een beetje stukgemaakt, en dan moet een alinea anders uitkomen. Zo is geen voorwaarde zonder geval.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, get_args

import pytest

from support.brede import Brede
from support.spec import INDICATOREN as SOORTEN
from support.spec import UITKOMSTEN, Opgave, maak_opgave, regel_van, volgens_referentie, wijkt_af
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.indicatoren import Antwoord, Indicator, Telling, Telregel, heeft_twee_tellingen
from zicht.core.reference import Omgeving, evalueer
from zicht.core.uitleg import KOPJES
from zicht.core.voorwaarden import En, Gelijk, Kleiner, Niet, Of, Voorwaarde

HOOFDSTUKKEN = ("snelheid", "kwaliteit", "keten", "productie", "voorraad")
VRAGEN = [(code, telling) for code, i in INDICATOREN.items() for telling in Telling
          if telling is Telling.AFGEROND or heeft_twee_tellingen(i)]  # fmt: skip


@dataclass(frozen=True)
class Alinea:
    """Een opgave met haar feiten, een keer gebouwd."""

    opgave: Opgave
    brede: Brede

    def gaat_over(self, indicator: Indicator, telling: Telling) -> bool:
        return self.opgave.wat is indicator and self.opgave.telling is telling

    def ziet_verschil(self, regel: Telregel) -> bool:
        """Of een geval met deze regel iets anders doet dan er staat, of anders in een aparte telling valt."""
        anders = volgens_referentie(self.opgave, self.brede, regel)
        return bool(wijkt_af(self.opgave, anders)) or self._apart(regel) != self._verwacht_apart(regel)

    def _apart(self, regel: Telregel) -> dict[str, int]:
        op = self.opgave.venster
        omgeving = Omgeving(op.peildatum, op.periode, self.brede.uiterste())
        doet = volgens_referentie(self.opgave, self.brede, regel)
        telt = [rij for rij in self.brede.bekend(self.opgave.feit, op.peildatum)
                if doet[self.opgave.sleutel_van(rij)] >= Antwoord.NOEMER]  # fmt: skip
        return {naam: sum(evalueer(v, rij, omgeving) is True for rij in telt) for naam, v in regel.apart.items()}

    def _verwacht_apart(self, regel: Telregel) -> dict[str, int]:
        return {naam: self.opgave.extra[naam] for naam in regel.apart}


@pytest.fixture(scope="module")
def alineas() -> list[Alinea]:
    """Elke opgave van elk hoofdstuk."""
    opgaven: list[Opgave] = []

    def noteer(*delen: Any, **rest: Any) -> None:
        opgaven.append(maak_opgave(*delen, **rest))

    for hoofdstuk in HOOFDSTUKKEN:
        module = import_module(f"spec.indicatoren.test_{hoofdstuk}")
        for naam, functie in vars(module).items():
            if naam.startswith("test_"):
                functie(noteer)
    return [Alinea(opgave, opgave.brede()) for opgave in opgaven if isinstance(opgave.wat, SOORTEN)]


def grenzen(voorwaarde: Voorwaarde) -> Iterator[Voorwaarde]:
    """De voorwaarde met telkens een grens verlegd: `eerder` wordt `eerder of gelijk`."""
    match voorwaarde:
        case Kleiner(links=links, rechts=rechts):
            yield Of((voorwaarde, Gelijk(links, rechts)))
        case Niet(deel=deel):
            yield from (Niet(anders) for anders in grenzen(deel))
        case En(delen=delen):
            yield from (
                En((*delen[:nr], anders, *delen[nr + 1 :])) for nr, d in enumerate(delen) for anders in grenzen(d)
            )
        case Of(delen=delen):
            yield from (
                Of((*delen[:nr], anders, *delen[nr + 1 :])) for nr, d in enumerate(delen) for anders in grenzen(d)
            )
        case _:
            return


def mutanten(regel: Telregel) -> Iterator[tuple[str, Telregel]]:
    """De telregel met telkens een voorwaarde omgedraaid of een grens verlegd."""
    for deel in (*KOPJES, "apart"):
        vragen = getattr(regel, deel)
        for naam, voorwaarde in vragen.items():
            for wat, anders in (("omgedraaid", Niet(voorwaarde)), *(("verlegd", g) for g in grenzen(voorwaarde))):
                yield f"{deel}, {naam}: {wat}", replace(regel, **{deel: {**vragen, naam: anders}})


@pytest.mark.parametrize("code, telling", VRAGEN)
def test_elke_voorwaarde_en_elke_grens_heeft_een_geval(alineas: list[Alinea], code: str, telling: Telling) -> None:
    indicator = INDICATOREN[code]
    eigen = [alinea for alinea in alineas if alinea.gaat_over(indicator, telling)]
    regel = regel_van(indicator, telling)
    assert eigen, "geen alinea over deze indicator"
    assert not any(alinea.ziet_verschil(regel) for alinea in eigen)
    ongezien = [naam for naam, mutant in mutanten(regel) if not any(alinea.ziet_verschil(mutant) for alinea in eigen)]
    assert not ongezien


@pytest.mark.parametrize("code, telling", VRAGEN)
def test_elke_uitkomst_die_kan_komt_voor(alineas: list[Alinea], code: str, telling: Telling) -> None:
    """Wie een noemer, teller, open vraag of onbekende kan geven, doet dat in een alinea ook."""
    indicator, regel = INDICATOREN[code], regel_van(INDICATOREN[code], telling)
    eigen = [alinea for alinea in alineas if alinea.gaat_over(indicator, telling)]
    gezien = {UITKOMSTEN[u] for alinea in eigen for u in alinea.opgave.verwacht.values()}
    moet = {Antwoord.NOEMER, Antwoord.TELT_NIET}
    moet |= {Antwoord.TELLER} if regel.teller else set()
    moet |= {Antwoord.NOG_OPEN} if regel.open else set()
    moet |= {Antwoord.NIET_TE_BEPALEN} if regel.noemer or regel.bepaalbaar else set()
    assert gezien >= moet


def test_de_mutanten_kennen_elke_voorwaarde_waar_een_grens_in_zit() -> None:
    """Een nieuwe knoop met voorwaarden erin moet ook hier bekend zijn."""
    met_delen = {knoop for knoop in get_args(Voorwaarde) if {"delen", "deel"} & {*knoop.__dataclass_fields__}}
    assert met_delen == {En, Of, Niet}
