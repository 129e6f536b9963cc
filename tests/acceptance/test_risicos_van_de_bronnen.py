"""De risico's van de twee begrotingen zoals zij gedrukt staan, en wat het model er zelf van maakt."""

from decimal import Decimal

import pytest

from zicht.capaciteit.risico import simuleer
from zicht.catalogus import begrotingen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.risico import Ernst, Risicobeeld, warmtetabel, weeg


@pytest.fixture(scope="module")
def nog() -> Risicobeeld:
    return _beeld("nog")


@pytest.fixture(scope="module")
def nhn() -> Risicobeeld:
    return _beeld("nhn")


def _beeld(regio: str) -> Risicobeeld:
    register = begrotingen.risicos(regio)
    assert register is not None
    return weeg(register, reken(begrotingen.begroting(regio, register.jaar)))


def test_nog_heeft_zes_risicos_met_de_gedrukte_kans_en_ernst(nog: Risicobeeld):
    gedrukt = {w.risico.code: (w.risico.kans and w.risico.kans.waarde, w.risico.ernst) for w in nog.wegingen}
    assert gedrukt == {
        "wachtlijsten": (80, Ernst.ORANJE),
        "cao": (70, Ernst.ORANJE),
        "vacatures": (40, Ernst.GEEL),
        "verzuim": (25, Ernst.GEEL),
        "algemene_reserve": (25, Ernst.GEEL),
        "imago": (40, Ernst.GEEL),
    }


@pytest.mark.parametrize(
    "code,gedrukt,model",
    [
        ("wachtlijsten", 147_500, 141_215),
        ("vacatures", 119_300, 25_100),
        ("verzuim", 92_900, 91_339),
        ("algemene_reserve", 500_000, 581_392),
    ],
)
def test_een_gedrukt_bedrag_blijft_naast_het_model_staan_en_het_verschil_heeft_een_naam(
    nog: Risicobeeld, code: str, gedrukt: int, model: int
):
    weging = next(w for w in nog.wegingen if w.risico.code == code)
    assert weging.risico.gedrukt is not None
    assert weging.risico.gedrukt.getal.waarde == gedrukt
    assert int(weging.bedrag.getal) == model
    assert weging.klopt is False
    assert weging.risico.gedrukt.verklaring
    assert not weging.onverklaard


def test_de_cao_kost_in_het_model_een_loonstijging_tot_525(nog: Risicobeeld):
    cao = next(w for w in nog.wegingen if w.risico.code == "cao")
    assert cao.risico.gedrukt is None
    # van 103,9 naar 106,15 procent van het prijspeil van het jaar ervoor, over alle lasten van het model
    totaal = reken(begrotingen.begroting("nog", 2025))["totaal"].getal
    assert round(cao.bedrag.getal, 6) == round(totaal * Decimal("2.25") / Decimal("103.9"), 6)


def test_de_reserve_van_nog_is_33_procent_tegen_10_gewenst(nog: Risicobeeld):
    assert nog.reserve["reserve.beschikbaar"].getal == Decimal("286357.5")
    assert nog.reserve["reserve.gewenst"].getal == 867_750
    assert nog.reserve["reserve.aanvulling"].getal == Decimal("581392.5")
    assert Decimal(8_051_400) * Decimal("0.067") == pytest.approx(
        Decimal("539443.8")
    )  # over de begroting 2024: ruim 500.000


def test_de_current_ratio_van_nog_haalt_de_norm_niet(nog: Risicobeeld):
    assert (nog.ratio.nu.waarde, nog.ratio.gewenst.waarde, nog.ratio.voldoende) == (
        Decimal("0.90"),
        Decimal("1.0"),
        False,
    )


def test_de_risicos_van_nog_wegen_samen_zwaarder_dan_de_reserve(nog: Risicobeeld):
    bedragen = {w.risico.code: w.bedrag.getal for w in nog.wegingen if w.meegeteld}
    assert set(bedragen) == {"wachtlijsten", "cao", "vacatures", "verzuim"}
    verwacht = sum(bedragen[code] * kans / 100 for code, kans in
                   {"wachtlijsten": 80, "cao": 70, "vacatures": 40, "verzuim": 25}.items())  # fmt: skip
    assert nog.verwacht == verwacht
    assert round(verwacht) == 277_041
    assert nog.benodigd == 419_974  # wachtlijst, CAO en verzuim in hetzelfde jaar
    assert round(nog.tekort or 0) == 133_616
    assert nog.kans_genoeg == Decimal("42.6")
    assert [w.risico.code for w in nog.onbekend] == ["algemene_reserve", "imago"]


def test_loten_geeft_voor_nog_hetzelfde(nog: Risicobeeld):
    geloot = simuleer(nog.meegeteld)
    assert geloot.gemiddelde().bevat(float(nog.verwacht or 0))
    assert geloot.kans_hooguit(286_357.5).bevat(42.6)
    assert geloot.kwantiel(90).waarde == pytest.approx(float(nog.benodigd or 0), abs=1)


def test_nhn_heeft_tien_risicos_met_maatregel_en_verder_is_alles_onbekend(nhn: Risicobeeld):
    assert len(nhn.wegingen) == 10
    assert all(w.risico.maatregel and w.risico.kans is None and w.risico.ernst is None for w in nhn.wegingen)
    assert (nhn.verwacht, nhn.benodigd, nhn.kans_genoeg) == (None, None, None)
    assert len(nhn.onbekend) == 10
    assert nhn.wegingen[-1].waarom_niet == (
        "de kans is niet bekend; de begroting zegt niet wat ‘Effect van de meldcode: hoog’ kost"
    )
    assert nhn.dekking.getal == 1_300_000  # het budget voor risico's en ontwikkelruimte


def test_de_warmtetabel_van_nog(nog: Risicobeeld):
    rijen = {rij.titel: rij.woorden for rij in warmtetabel(nog).rijen}
    assert rijen == {
        "catastrofaal (rood)": ("–",) * 6,
        "ernstig (oranje)": ("–", "–", "–", "1: CAO Jeugdzorg", "1: Wachtlijst bij meer meldingen", "–"),
        "middelgroot (geel)": ("–", "2: Verzuim van medewerkers, Algemene reserve", "2: Vacatures invullen, Imago", "–", "–", "–"),
    }  # fmt: skip


def test_elk_risico_heeft_een_bron_met_vindplaats(nog: Risicobeeld, nhn: Risicobeeld):
    assert all(w.risico.bron.vindplaats and w.risico.bron.sleutel for beeld in (nog, nhn) for w in beeld.wegingen)


def test_een_regio_zonder_register_heeft_er_geen():
    assert begrotingen.risicos("hgn") is None
