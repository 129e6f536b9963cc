"""Zoeken op de echte simulatie, tegen elke bezetting proberen."""

from dataclasses import replace
from decimal import Decimal

from support.kleine_doorstroom import doorstroom, zonder_toeval
from zicht.capaciteit.model import Norm
from zicht.capaciteit.studie.spelen import Speler
from zicht.capaciteit.studie.verslag import Stand, Zoekas, Zoekvraag
from zicht.capaciteit.studie.zoeken import Zoektocht
from zicht.core.begroting.inzet import Dienstverband

MODEL = zonder_toeval(doorstroom(42))
NORM = Norm("beoordeling-tijdig-na-ontvangst", 0.6)
INHUUR, VAST = (Zoekas("beoordeling", soort, Decimal(4)) for soort in (Dienstverband.INHUUR, Dienstverband.IN_DIENST))
PRIJZEN: dict[Dienstverband, Decimal | None] = {
    Dienstverband.INHUUR: Decimal(119300),
    Dienstverband.IN_DIENST: Decimal(94200),
}


def test_verder_gaan_geeft_dezelfde_herhalingen_als_in_een_keer() -> None:
    speler = Speler(1)
    heel, staart = speler(MODEL, 0, 60), speler(MODEL, 35, 25)
    assert heel["wachttijd"][35:].tolist() == staart["wachttijd"].tolist()
    assert heel["wachttijd"][:25].tolist() != staart["wachttijd"].tolist()


def test_een_soort_mensen() -> None:
    vraag = Zoekvraag("x", (INHUUR,), (NORM,), herhalingen=50, meeste_herhalingen=200)
    zoektocht = Zoektocht(MODEL, vraag, Speler(1), PRIJZEN)
    verslag = zoektocht.zoek()
    alles = replace(zoektocht, proeven={})
    goed = [aantal for aantal in range(9) if alles.proef((aantal,)).haalt]
    assert verslag.stand in (Stand.GEVONDEN, Stand.TE_WEINIG_HERHALINGEN)
    assert verslag.gevonden is not None
    assert 0 < verslag.gevonden.fte < 4, "anders toetst dit niets"
    assert verslag.gevonden.fte == min(goed) * Decimal("0.5")
    kansen = [alles.proef((aantal,)).kans.waarde for aantal in range(9)]
    assert kansen == sorted(kansen), "meer mensen maken de kans niet kleiner"


def test_twee_soorten_mensen() -> None:
    vraag = Zoekvraag("x", (INHUUR, VAST), (NORM,), stap=Decimal(1), herhalingen=50, meeste_herhalingen=100)
    zoektocht = Zoektocht(MODEL, vraag, Speler(1), PRIJZEN)
    verslag = zoektocht.zoek()
    alles = replace(zoektocht, proeven={})
    goed = [(a, b) for a in range(5) for b in range(5) if alles.proef((a, b)).haalt]
    assert verslag.gevonden is not None
    assert verslag.gevonden.euro_per_jaar == min(alles.kosten(punt) or 0 for punt in goed)
    assert len(verslag.proeven) < 25
