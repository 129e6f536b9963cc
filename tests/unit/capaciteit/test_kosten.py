"""Wat een keuze kost, met de hand nagerekend op de kleine begroting en op die van Noord Oost Gelderland."""

from datetime import date
from decimal import Decimal

import pytest

from support.kleine_begroting import lees
from support.kleine_doorstroom import doorstroom
from zicht.capaciteit.studie.kosten import GEEN_BEGROTING, kosten, per_jaar
from zicht.capaciteit.studie.scenario import pas_toe
from zicht.capaciteit.studie.verslag import NIETS_DOEN, Kosten
from zicht.catalogus import begrotingen
from zicht.core.begroting.inzet import Dienstverband, Groei, Inzet
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging

MODEL, JAAR = doorstroom(), (date(2030, 1, 1), date(2030, 12, 31))
KLEIN, NOG = reken(lees()), reken(begrotingen.begroting("nog", 2025))
TWEE_FTE = Inzet("toegang", Decimal(2), Dienstverband.INHUUR, maanden=4)


def van(
    *wijzigingen: Wijziging, basis: Model | None = KLEIN, dagen: tuple[date, date] = JAAR, **anders: object
) -> Kosten:
    scenario = Scenario("x", "X", wijzigingen, **anders)  # pyright: ignore[reportArgumentType]
    return kosten(basis, pas_toe(MODEL, basis, scenario), *dagen)


def test_niets_doen_kost_niets() -> None:
    assert kosten(KLEIN, pas_toe(MODEL, KLEIN, NIETS_DOEN), *JAAR) == Kosten(
        Decimal("0.00"), Decimal("0.00"), Decimal("0.00"), Decimal("0.00"), Decimal("0.00")
    )


def test_twee_fte_inhuur_voor_vier_maanden_is_2_maal_119300_maal_een_derde() -> None:
    gevonden = van(basis=NOG, mensen=(TWEE_FTE,))
    assert (gevonden.euro, gevonden.fte) == (Decimal("79533.33"), Decimal("0.67"))
    assert gevonden.bijhouden == 0
    (regel,) = gevonden.regels
    assert regel.titel == "2 fte inhuur, 01-01-2030 tot en met 30-04-2030"
    assert (regel.prijs, regel.jaardeel) == (119_300, Decimal("0.333333"))


def test_een_half_jaar_vooruit_telt_de_helft_van_wat_de_begroting_per_jaar_rekent() -> None:
    halfjaar = date(2030, 7, 1), date(2030, 12, 31)
    duurder = Wijziging("post.leiding.bedrag", Wijze.PLUS, Decimal(10))
    assert van(duurder).euro == 12  # met 20 procent overhead
    assert van(duurder, dagen=halfjaar).euro == 6


def test_meer_werk_wordt_niet_uitgegeven_maar_staat_ernaast() -> None:
    gevonden = van(Wijziging("stroom.meldingen.aantal", Wijze.PROCENT, Decimal(10)))
    assert (gevonden.euro, gevonden.bijhouden, gevonden.bijhouden_fte) == (0, 36, Decimal("0.30"))


def test_groei_van_de_instroom_telt_net_zo() -> None:
    gevonden = van(instroom=(Groei(Decimal(10)),))
    assert (gevonden.euro, gevonden.bijhouden) == (0, 36)


def test_mensen_bij_meer_werk_worden_niet_dubbel_geteld() -> None:
    groei = Wijziging("stroom.meldingen.aantal", Wijze.PROCENT, Decimal(10))
    gevonden = van(groei, mensen=(TWEE_FTE,))
    assert (gevonden.mensen, gevonden.prijs, gevonden.euro, gevonden.bijhouden) == (100, 0, 100, 36)


def test_meer_inhuur_in_de_formatie_wordt_uitgegeven() -> None:
    gevonden = van(Wijziging("loonkosten.aandeel_inhuur", Wijze.ZET, Decimal(10)))
    assert gevonden.euro == 30  # 5 fte × 10 % × 50, met 20 procent overhead
    assert gevonden.bijhouden == 0


def test_verzuim_geeft_niemand_vanzelf_uit() -> None:
    gevonden = van(Wijziging("verzuim.verwacht", Wijze.PLUS, Decimal(1)))
    assert (gevonden.euro, gevonden.bijhouden) == (0, Decimal("10.50"))
    assert gevonden.bijhouden_fte == Decimal("0.07"), "een procent van 7 fte"


def test_zonder_begroting_is_het_bedrag_onbekend_en_niet_nul() -> None:
    gevonden = van(basis=None, mensen=(TWEE_FTE,))
    assert (gevonden.euro, gevonden.waarom_onbekend, gevonden.fte) == (None, GEEN_BEGROTING, Decimal("0.67"))


def test_zonder_prijs_staat_er_waarom_het_onbekend_is() -> None:
    gevonden = van(basis=reken(begrotingen.begroting("nhn")), mensen=(TWEE_FTE,))
    assert gevonden.euro is None
    assert "inhuur staat niet in de begroting" in gevonden.waarom_onbekend


@pytest.mark.parametrize("fte, euro", [("0.5", "59650.00"), ("-1", "-119300.00")])
def test_per_jaar(fte: str, euro: str) -> None:
    assert per_jaar(NOG.begroting, (Inzet("toegang", Decimal(fte), Dienstverband.INHUUR, maanden=2),)) == Decimal(euro)
