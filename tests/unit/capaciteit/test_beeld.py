"""Een beeld: fte, euro, wachten en op tijd bewegen samen, de basis sluit aan op wat gedrukt staat, en elke knop zegt hoeveel hij doet."""

from decimal import Decimal

import pytest

from support.kleine_doorstroom import doorstroom, zonder_toeval
from zicht.capaciteit.draaien import Gestopt
from zicht.capaciteit.studie.beeld import Beeldmaker
from zicht.capaciteit.studie.spelen import Speler
from zicht.capaciteit.studie.verslag import NIETS_DOEN, Beeld, Beeldmaat
from zicht.catalogus import begrotingen
from zicht.core.begroting.gevoeligheid import gevoeligheid
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging

INDICATOR = "beoordeling-tijdig-na-ontvangst"
NOG = reken(begrotingen.begroting("nog", 2025))
MODEL = zonder_toeval(doorstroom(42))
MEER = Scenario("meer", "Tien procent meer", (Wijziging("stroom.meldingen.aantal", Wijze.PROCENT, Decimal(10)),))


def maker(**anders: object) -> Beeldmaker:
    return Beeldmaker(MODEL, NOG, INDICATOR, Speler(1), 40, **anders)  # pyright: ignore[reportArgumentType]


@pytest.fixture(scope="module")
def beeld() -> Beeld:
    return maker().beeld(MEER, meeste=10)


def maten(reeks: tuple[Beeldmaat, ...]) -> dict[str, Beeldmaat]:
    return {maat.maat: maat for maat in reeks}


def test_de_basis_geeft_69263_uur_en_5279_plus_8_fte_en_sluit_met_het_verschil_op_5_75_miljoen() -> None:
    basis = maten(maker().maten(NIETS_DOEN))
    assert basis["uren"].basis == 69_263
    assert basis["fte"].basis == Decimal("60.79")
    assert Decimal("60.79") == Decimal("52.79") + 8
    assert all(maat.verschil == 0 for maat in basis.values())
    sluit = {deel.titel: deel for deel in maker().beeld(NIETS_DOEN, meeste=0).aansluiting}
    primair = sluit["Primair uitvoerend: model tegenover gedrukt"]
    assert (round(primair.model or 0, -4), primair.gedrukt) == (5_730_000, 5_745_800)
    assert round(primair.verschil or 0) == -19_201
    assert "61,0 fte" in primair.verklaring
    assert sluit["Totaal: model tegenover gedrukt"].gedrukt == 8_677_500


def test_meer_meldingen_is_meer_uren_fte_en_euro_langer_wachten_en_minder_op_tijd(beeld: Beeld) -> None:
    gevonden = maten(beeld.maten)
    for maat in ("uren", "fte", "euro"):
        verschil = gevonden[maat].verschil
        assert verschil is not None
        assert verschil > 0
        assert gevonden[maat].interval is None
    wacht, tijdig = gevonden["wachttijd"], gevonden["tijdig"]
    assert wacht.interval is not None
    assert wacht.interval.laag > 0
    assert tijdig.interval is not None
    assert tijdig.interval.hoog < 0
    assert float(wacht.anders or 0) - float(wacht.basis or 0) == pytest.approx(float(wacht.verschil or 0), abs=1e-4)


def test_elke_maat_heeft_haar_eigen_volgorde_van_knoppen(beeld: Beeld) -> None:
    euro, wacht = ([knop.pad for knop in beeld.volgorde(maat)] for maat in ("euro", "wachttijd"))
    alle = [deel.knop.pad for deel in gevoeligheid(NOG.begroting)]
    assert euro[:3] == alle[:3], "op euro is de volgorde die van de begroting"
    assert "loonkosten.in_dienst" in euro
    assert "loonkosten.in_dienst" not in wacht
    assert wacht[0] in ("formatie.team_toegang.fte", "formatie.productieve_uren", "stroom.meldingen.aantal")
    grootste = [knop.grootste("wachttijd") for knop in beeld.volgorde("wachttijd")]
    assert grootste == sorted(grootste, reverse=True)


def test_een_knop_die_de_simulatie_niet_volgt_zegt_dat_en_verandert_er_niets(beeld: Beeld) -> None:
    knop = next(knop for knop in beeld.knoppen if knop.pad == "loonkosten.in_dienst")
    assert not knop.simulatie
    assert knop.stap == "10 procent"
    assert [maat.verschil for maat in knop.omhoog if maat.interval] == [0.0, 0.0]


def test_de_voortgang_gaat_tot_een_en_stoppen_stopt() -> None:
    gemeld = list[float]()
    maker(meld=gemeld.append).beeld(NIETS_DOEN, meeste=2)
    assert gemeld == [0.5, 1.0]
    with pytest.raises(Gestopt):
        maker(stop=lambda: True).beeld(NIETS_DOEN, meeste=2)
