"""De prognose van het jaar: met de hand na te rekenen, en eerlijk als er te weinig is."""

from decimal import Decimal

import pytest

from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.prognose import TELLING, Methode, Prognose, optellen, voorspel
from zicht.core.begroting.terugtoets import Manier, samen, toets


def reeks(*getallen: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(getal)) for getal in getallen)


RITME = reeks(100, 100, 100, 100, 150, 100, 100, 100, 100, 100, 100, 150)  # vakantiegeld en eindejaarsuitkering
VLAK = reeks(*[100] * 12)
EERDER = {2023: RITME, 2024: tuple(maand * 2 for maand in RITME)}


def test_een_jaar_met_hetzelfde_ritme_wordt_precies_voorspeld():
    for maanden in range(1, 12):
        prognose = voorspel(tuple(maand * 3 for maand in RITME[:maanden]), EERDER)
        assert round(prognose.waarde, 6) == 3 * sum(RITME)
        assert prognose.methode is Methode.SEIZOEN
        assert prognose.jaren == (2023, 2024)


def test_keer_twaalf_zou_het_vakantiegeld_missen():
    [proef] = [p for p in toets({"lasten": EERDER}).proeven if p.maanden == 4]
    assert proef.fouten[Manier.KEER_TWAALF] > 7  # 1.200 in plaats van 1.300
    assert round(proef.fouten[Manier.ZICHT], 6) == 0
    assert proef.fouten[Manier.VORIG_JAAR] == 50


def test_zonder_eerder_jaar_is_het_gemiddelde_keer_twaalf_en_dat_staat_erbij():
    prognose = voorspel(reeks(90, 110, 100, 100), {})
    assert (prognose.waarde, prognose.methode, prognose.jaren) == (1200, Methode.GEMIDDELDE, ())
    assert "geen eerder vol jaar" in prognose.noot
    band = prognose.band()
    assert band is not None
    # de maanden schommelen 200 / 3 in kwadraat; acht maanden komen nog, en het gemiddelde zelf is onzeker
    assert round(prognose.fout or 0, 6) == round((Decimal(200) / 3 * 8 * 3).sqrt(), 6)
    assert band.laag < 1200 < band.hoog


@pytest.mark.parametrize("maanden", [1, 2, 3])
def test_na_een_paar_maanden_zonder_geschiedenis_is_er_geen_band(maanden: int):
    assert voorspel(reeks(90, 110, 100)[:maanden], {}).band() is None


def test_een_jaar_dat_om_is_heeft_geen_onzekerheid():
    prognose = voorspel(RITME, EERDER)
    band = prognose.band()
    assert (prognose.waarde, prognose.methode) == (sum(RITME), Methode.GEREALISEERD)
    assert band
    assert band.laag == band.hoog == sum(RITME)


def test_een_post_die_alleen_in_december_valt_volgt_vorig_jaar():
    prognose = voorspel(reeks(0, 0, 0, 0), {2024: reeks(*[0] * 11, 140_000)})
    assert (prognose.waarde, prognose.methode) == (140_000, Methode.VORIG_JAAR)
    assert prognose.band() is None


def test_een_nieuwe_post_kent_geen_ritme():
    assert voorspel(reeks(50, 50), {2024: reeks(*[0] * 12)}).methode is Methode.GEMIDDELDE


def test_onrust_maakt_de_band_breed_en_laat_vorig_jaar_meewegen():
    """Dezelfde opzet, maar met maanden die op en neer gaan."""
    onrustig = reeks(*[115, 85] * 6)
    anders = reeks(*[85, 115] * 6)
    rustig = voorspel(VLAK[:4], {2023: VLAK, 2024: VLAK})
    druk = voorspel(reeks(110, 110, 110, 110), {2023: onrustig, 2024: anders})
    assert rustig.fout == 0
    assert druk.fout
    assert druk.fout > 20
    assert Decimal("0.1") < druk.gewicht < Decimal("0.9")
    assert 1200 < druk.waarde < 1320  # tussen vorig jaar en doortrekken


def test_onrust_gewicht_en_fout_zijn_met_de_hand_na_te_rekenen():
    """Twee jaren van 110 en 90 om en om, en vier vlakke maanden: alles is op papier uit te rekenen."""
    prognose = voorspel(VLAK[:4], {2023: reeks(*[110, 90] * 6), 2024: reeks(*[90, 110] * 6)})
    onrust = Decimal(24) / 14  # 24 maanden wijken 10 af (10 × 10 / 100); 28 maanden min 12 delen, 3 jaartotalen, plus 1
    eigen = onrust * 1200 * 2 * Decimal("1.5")  # × (8/12) / (4/12) × (1 + 1.200/2.400)
    vorig = Decimal("0.05") ** 2 / 2 * 1200**2  # een jaarstap van nul, en de gekozen 5 procent
    assert prognose.vrijheid == 14
    assert prognose.gewicht == pytest.approx(vorig / (vorig + eigen))
    assert prognose.fout is not None
    assert prognose.fout**2 == pytest.approx(prognose.gewicht * eigen)
    assert prognose.waarde == 1200


def test_een_ritme_dat_toeval_is_wordt_niet_geleerd():
    """Twee jaren met tegengestelde pieken: samen lijkt het een ritme, maar de schommeling is groter."""
    hoog_laag = reeks(120, 120, 120, 120, 80, 80, 80, 80, 100, 100, 100, 100)
    laag_hoog = reeks(84, 84, 84, 84, 116, 116, 116, 116, 100, 100, 100, 100)
    prognose = voorspel(reeks(100, 100, 100, 100), {2023: hoog_laag, 2024: laag_hoog})
    assert round(prognose.waarde) == 1200


def test_aantallen_schommelen_minstens_als_losse_gebeurtenissen():
    zonder = voorspel(VLAK[:4], {2023: VLAK, 2024: VLAK})
    met = voorspel(VLAK[:4], {2023: VLAK, 2024: VLAK}, TELLING)
    assert zonder.fout == 0
    assert met.fout
    # 1.200 × (8/12) / (4/12) × (1 + 1.200/2.400), en vorig jaar weegt mee
    assert met.fout < (Decimal(1200) * 2 * Decimal("1.5")).sqrt()


def test_alleen_de_laatste_vier_jaren_tellen():
    eerder = dict.fromkeys(range(2018, 2025), VLAK)
    assert voorspel(VLAK[:2], eerder).jaren == (2021, 2022, 2023, 2024)


def test_de_band_is_ruimer_naarmate_men_zekerder_wil_zijn():
    prognose = Prognose(Decimal(1000), Methode.SEIZOEN, 4, (2024,), Decimal(10), 20)
    breedtes = [(band.hoog - band.laag) / 20 for z in (50, 80, 95, 99) if (band := prognose.band(Decimal(z)))]
    # de tabel van Student bij 20 vrijheidsgraden
    assert [round(float(b), 3) for b in breedtes] == [0.687, 1.325, 2.086, 2.845]


def test_een_band_op_weinig_afwijkingen_is_ruimer():
    smal, ruim = (Prognose(Decimal(0), Methode.SEIZOEN, 4, (), Decimal(1), v).band() for v in (100, 3))
    assert smal
    assert ruim
    assert 1.29 < smal.hoog < ruim.hoog
    assert float(ruim.hoog) == pytest.approx(1.638, abs=0.01)


def test_een_totaal_is_de_som_met_de_onzekerheid_van_het_geheel():
    delen = [Prognose(Decimal(n), Methode.SEIZOEN, 4, (2024,), Decimal(5), 9) for n in (10, 20)]
    geheel = Prognose(Decimal(31), Methode.SEIZOEN, 4, (2024,), Decimal(6), 9)
    assert (optellen(delen, geheel).waarde, optellen(delen, geheel).fout) == (30, 6)


def test_een_creditpost_breekt_niets():
    prognose = voorspel(reeks(-10, -12, -9), {2024: reeks(*[-10] * 12)})
    assert prognose.waarde < 0
    gemengd = voorspel(reeks(5, -3), {2024: reeks(10, -2, 5, 5, 5, 5, 5, 5, 5, 5, 5, -30)})
    assert gemengd.fout is None or gemengd.fout >= 0


@pytest.mark.parametrize("maanden", [0, 13])
def test_een_jaar_heeft_een_tot_twaalf_maanden(maanden: int):
    with pytest.raises(BegrotingFout, match="1 tot en met 12 maanden"):
        voorspel(reeks(*[1] * maanden), {})


def test_een_half_eerder_jaar_wordt_geweigerd():
    with pytest.raises(BegrotingFout, match="klopt niet voor 2023"):
        voorspel(reeks(1), {2023: reeks(1, 2), 2024: VLAK})


# ------------------------------------------------------------------------------------------------------------ terugtoets


def test_de_terugtoets_voorspelt_elk_jaar_uit_alleen_de_jaren_ervoor():
    jaren = {2022: VLAK, 2023: tuple(m * 2 for m in VLAK), 2024: tuple(m * 4 for m in VLAK)}
    uitslag = toets({"x": jaren})
    assert {(p.jaar, p.maanden) for p in uitslag.proeven} == {(j, k) for j in (2023, 2024) for k in range(1, 12)}
    vorig = uitslag.maat(Manier.VORIG_JAAR)
    assert vorig is not None
    assert (vorig.gemiddeld, vorig.mediaan, vorig.proeven) == (50, 50, 22)
    assert uitslag.beter(Manier.VORIG_JAAR) == tuple(range(1, 12))
    assert uitslag.beter(Manier.KEER_TWAALF) == ()  # bij vlakke jaren is keer twaalf precies goed


def test_de_tabel_heeft_een_rij_per_maand_en_een_over_alles():
    tabel = toets({"x": EERDER, "y": EERDER}).tabel()
    assert [rij[0].maanden for rij in tabel] == [*range(1, 12), None]
    assert all([maat.manier for maat in rij] == list(Manier) for rij in tabel)


def test_zonder_tweede_jaar_is_er_niets_te_toetsen():
    leeg = toets({"x": {2024: VLAK}})
    assert (leeg.proeven, leeg.tabel(), leeg.in_band, leeg.maat(Manier.ZICHT)) == ((), (), None, None)


def test_toetsen_van_regios_gaan_bij_elkaar():
    een = toets({"x": EERDER})
    assert len(samen([een, een]).proeven) == 2 * len(een.proeven)
