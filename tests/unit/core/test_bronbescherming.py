"""Bronbescherming: wat de lezer niet mag weten wordt gevonden, hoe het ook geschreven is, en anders niets."""

import pytest

from zicht.core.bronbescherming import (
    ZICHTREGELS,
    Bekend,
    BronbeschermingFout,
    Geheim,
    Grond,
    Herkomst,
    Lezer,
    bewaak,
    controleer,
    is_geheim_voor,
    is_te_bewaken,
)
from zicht.core.fouten import ZichtFout
from zicht.core.sporen import Soort

GEZIN = Lezer.DIRECT_BETROKKENE
BUITEN = [Lezer.DIRECT_BETROKKENE, Lezer.OVERDRACHTSPARTIJ, Lezer.MELDER, Lezer.INFORMANT]


def vormen(tekst: str, soort: Soort, waarde: str, *bekend: Bekend) -> list[str]:
    return [v.vorm for v in controleer(tekst, [Geheim(soort, waarde)], GEZIN, bekend=bekend)]


GEVONDEN = [
    (Soort.NAAM, "Petra Willemsen", "Wij spraken Petra Willemsen."),
    (Soort.NAAM, "Petra Willemsen", "wij spraken PETRA WILLEMSEN"),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken Petra\nWillemsen."),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken mevrouw Wille-\nmsen."),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken mevrouw Wille\N{SOFT HYPHEN}msen."),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken P. Willemsen."),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken **Petra** _Willemsen_."),
    (Soort.NAAM, "Petra Willemsen", "Willemsen, Petra"),
    (Soort.NAAM, "Petra Willemsen", "Willemsen P."),
    (Soort.NAAM, "Petra Willemsen", "Het verhaal van Willemsen klopt."),
    (Soort.NAAM, "Petra Willemsen", "Het is Willemsens verhaal."),
    (Soort.NAAM, "Petra Willemsen", "Zie petrawillemsen1.docx"),
    (Soort.NAAM, "Petra Willemsen", "W i l l e m s e n"),
    (Soort.NAAM, "Willemsen, Petra", "Petra Willemsen"),
    (Soort.NAAM, "mevrouw P.J. Willemsen", "P J Willemsen"),
    (Soort.NAAM, "René Müller", "Rene Muller"),
    (Soort.NAAM, "Rene Muller", "Rene\N{COMBINING ACUTE ACCENT} Müller"),
    (Soort.NAAM, "Jan Meijer", "Jan Meyer"),
    (Soort.NAAM, "Jan Meyer", "meneer Meĳer"),
    (Soort.NAAM, "Jan van den IJssel", "mevrouw Van den Yssel"),
    (Soort.NAAM, "Anne-Marie Postma", "Annemarie Postma"),
    (Soort.NAAM, "Anne-Marie van den Broekhuizen", "AM Broekhuizen"),
    (Soort.NAAM, "Petra Jansen-Willemsen", "Petra Willemsen"),
    (Soort.NAAM, "Petra Jansen-Willemsen", "mevrouw Jansen"),
    (Soort.NAAM, "Petra Willemsen", "Wij spraken Petra W. thuis."),
    (Soort.NAAM, "Piet de Jong", "jong, piet"),
    (Soort.NAAM, "Jong, Piet de", "piet de jong"),
    (Soort.NAAM, "Jong, Piet de", "meneer p. jong"),
    (Soort.NAAM, "Vos, Piet", "piet b. vos"),
    (Soort.NAAM, "Vos, Piet Jan", "jan vos"),
    (Soort.NAAM, "Søren Łuczak", "soren luczak"),
    (Soort.NAAM, "Søren Łuczak", "mevrouw Luczak"),
    (Soort.NAAM, "Petra van den Broekhuizen", "mevrouw v.d. Broekhuizen"),
    (Soort.NAAM, "Petra (Pien) van den Berg", "Pien van den Berg"),
    (Soort.NAAM, "Petra van den Berg", "P. v.d. Berg"),
    (Soort.NAAM, "Piet de Jong", "Volgens Piet de Jong is het zo."),
    (Soort.NAAM, "Piet de Jong", "Volgens P. de Jong is het zo."),
    (Soort.NAAM, "Piet de Jong", "Volgens de heer de jong is het zo."),
    (Soort.NAAM, "Piet de Jong", "Jong, P. de"),
    (Soort.NAAM, "Piet de Jong", "Dat zei De Jong."),
    (Soort.NAAM, "Piet Bakker", "Wij belden Bakker."),
    (Soort.NAAM, "Thi Li", "Thi Li was er."),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "Dorpsstraat 12"),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "dorps-straat nr. 12a"),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "Dorpsstr. 12"),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "postcode 1234ab"),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "1234\nAB"),
    (Soort.ADRES, "1234AB", "1234 AB"),
    (Soort.ADRES, "1e Dwarsweg 3", "1e Dwarsweg 3"),
    (Soort.TELEFOON, "06 12345678", "bel 0612345678"),
    (Soort.TELEFOON, "0612345678", "bel 06-12 34 56 78."),
    (Soort.TELEFOON, "06-12345678", "bel +31 6 1234 5678"),
    (Soort.TELEFOON, "+31612345678", "bel 06 1234 5678"),
    (Soort.TELEFOON, "0031 (0)6 12345678", "bel 06 1234 5678"),
    (Soort.TELEFOON, "0612345678", "bel +31 (0)6-12345678"),
    (Soort.TELEFOON, "0229 123456", "(0229) 12 34 56"),
    (Soort.TELEFOON, "0229-123456 / 06-12345678", "bel 0229 123456"),
    (Soort.TELEFOON, "0229-123456 / 06-12345678", "bel 06 12345678"),
    (Soort.TELEFOON, "+32 470 12 34 56", "bel 0032 470 123456"),
    (Soort.TELEFOON, "+32 470 12 34 56", "bel 0470 123456"),
    (Soort.TELEFOON, "0229 123456 tst 12", "bel 0229 123456"),
    (Soort.EMAIL, "p.willems@deklimop.nl", "P.Willems@DeKlimop.nl"),
    (Soort.EMAIL, "p.willems@deklimop.nl", "p.willems (at) deklimop punt nl"),
    (Soort.EMAIL, "p.willems@deklimop.nl", "p.willems@deklimop.nlen"),
    (Soort.EMAIL, "p_willems@deklimop.nl", "p\\_willems\\@deklimop.nl"),
    (Soort.ORGANISATIE, "Basisschool De Klimop", "Basisschool de Klimop"),
    (Soort.ORGANISATIE, "Basisschool De Klimop", "De klimop is een fijne plek."),
    (Soort.ORGANISATIE, "Basisschool De Klimop", "Bij Klimop zien zij dit."),
    (Soort.ORGANISATIE, "Stichting Humanitas", "humanitas"),
    (Soort.ORGANISATIE, "Politie", "De politie meldde dit bij ons."),
    (Soort.ORGANISATIE, "De Boom", "Op school De Boom zien zij dit."),
    (Soort.FUNCTIE, "leerkracht van groep 5", "de leerkracht van groep 5"),
    (Soort.FUNCTIE, "huisarts", "Uw huisarts vertelde ons dit."),
    (Soort.GEHEIM_ADRES, "Lindelaan 3, 7411 AA Deventer", "Zij woont in de Lindelaan."),
    (Soort.GEHEIM_ADRES, "Blijf-huis De Linde", "Zij woont in Blijfhuis de Linde."),
]


@pytest.mark.parametrize("soort, waarde, tekst", GEVONDEN)
def test_een_geheim_wordt_gevonden_hoe_het_ook_geschreven_is(soort: Soort, waarde: str, tekst: str):
    assert vormen(tekst, soort, waarde)


NIETS = [
    (Soort.NAAM, "Petra Willemsen", "Petra kwam mee."),
    (Soort.NAAM, "Petra Willemsen", "Petra was er niet."),
    (Soort.NAAM, "Petra Willemsen", "De heer Willems en mevrouw Willemsenaar."),
    (Soort.NAAM, "Piet de Jong", "Een jong kind. De jongste is de jong van geest."),
    (Soort.NAAM, "Piet de Jong", "Jong en oud praten mee."),
    (Soort.NAAM, "Piet Bakker", "De bakker is open. Bakker zijn is een vak."),
    (Soort.NAAM, "Jan Berg", "De berg werk is klaar."),
    (Soort.NAAM, "Thi Li", "Lieve mensen lachen."),
    (Soort.NAAM, "Bo Aal", "De zaal en a al."),
    (Soort.NAAM, "Kees Meer", "Er is meer hulp. Meer weten? Bel ons."),
    (Soort.ADRES, "Dorpsstraat 12a, 1234 AB Zwolle", "U woont in de Dorpsstraat in Zwolle."),
    (Soort.ADRES, "Dorpsstraat 12, 1234 AB Zwolle", "Dorpsstraat 123, 1234 AC"),
    (Soort.ADRES, "Dorpsstraat 12, 1234 AB Zwolle", "In 1234 abten schreven 12 mensen."),
    (Soort.TELEFOON, "0612345678", "kenmerk 906123456780"),
    (Soort.TELEFOON, "0612345678", "bel 0612345679"),
    (Soort.TELEFOON, "geen", "Er is geen telefoon."),
    (Soort.EMAIL, "p.willems@deklimop.nl", "info@deklimop.nl"),
    (Soort.ORGANISATIE, "Politie", "Bel bij nood de politie via 112."),
    (Soort.ORGANISATIE, "De Boom", "Er staat een boom."),
    (Soort.FUNCTIE, "huisarts", "Ga met pijn naar uw huisarts."),
    (Soort.GEHEIM_ADRES, "Lindelaan 3, 7411 AA Deventer", "Zij woont in Deventer."),
    (Soort.NAAM, "", "Hier staat niets."),
]


@pytest.mark.parametrize("soort, waarde, tekst", NIETS)
def test_een_gewoon_woord_alleen_is_geen_vondst(soort: Soort, waarde: str, tekst: str):
    assert vormen(tekst, soort, waarde) == []


def test_een_vondst_zegt_soort_vorm_en_plaats():
    tekst = "Beste lezer,\n\nAlles goed.\nNog een regel.\n\nWij spraken\nP. Willemsen en Petra Willemsen."
    vondsten = controleer(tekst, [Geheim(Soort.NAAM, "Petra Willemsen")], GEZIN)
    assert [(v.vorm, v.alinea, v.regel) for v in vondsten] == [
        ("voorletter en achternaam", 3, 7),
        ("hele naam", 3, 7),
    ]
    assert [tekst[v.begin : v.eind] for v in vondsten] == ["P. Willemsen", "Petra Willemsen"]


def test_alle_plekken_worden_gevonden_en_elke_plek_een_keer():
    assert (
        vormen("Petra Willemsen. Petra Willemsen. Petra Willemsen.", Soort.NAAM, "Petra Willemsen") == ["hele naam"] * 3
    )


def test_de_fout_zegt_wat_waar_en_wat_te_doen_en_noemt_het_geheim_niet():
    geheim = Geheim(Soort.NAAM, "Petra Willemsen", persoon="M-7")
    with pytest.raises(BronbeschermingFout) as fout:
        bewaak("Dag.\n\nPetra Willemsen belde.", [geheim], GEZIN)
    assert isinstance(fout.value, ZichtFout)
    assert fout.value.regels[:2] == (
        "Deze tekst is niet gemaakt. Er staat iets in dat het gezin niet mag weten.",
        "Gevonden: de naam van een bron (hele naam), in alinea 2 (regel 3).",
    )
    assert "Leg dan eerst de toestemming of de afweging vast" in fout.value.regels[-1]
    for verraad in ("Petra", "Willemsen", "M-7"):
        assert verraad not in str(fout.value) + repr(fout.value) + repr(geheim) + repr(fout.value.vondsten)


def test_een_tekst_zonder_geheim_mag_door():
    bewaak("Niets aan de hand.", [Geheim(Soort.NAAM, "Petra Willemsen")], GEZIN)


@pytest.mark.parametrize("lezer", BUITEN)
def test_een_particulier_blijft_geheim_tot_zij_toestemming_geeft(lezer: Lezer):
    assert is_geheim_voor(Geheim(Soort.NAAM, "x"), lezer)
    assert is_geheim_voor(Geheim(Soort.NAAM, "x", gronden=frozenset()), lezer)
    assert not is_geheim_voor(Geheim(Soort.NAAM, "x", toestemming=True), lezer)


@pytest.mark.parametrize("lezer", BUITEN)
@pytest.mark.parametrize("grond", Grond)
def test_een_beroepskracht_blijft_geheim_bij_elke_grond_en_zolang_niemand_het_afwoog(lezer: Lezer, grond: Grond):
    assert is_geheim_voor(Geheim(Soort.NAAM, "x", Herkomst.BEROEPSMATIG), lezer)
    assert is_geheim_voor(Geheim(Soort.NAAM, "x", Herkomst.BEROEPSMATIG, frozenset({grond})), lezer)
    assert is_geheim_voor(Geheim(Soort.NAAM, "x", Herkomst.BEROEPSMATIG, toestemming=True), lezer)
    assert not is_geheim_voor(Geheim(Soort.NAAM, "x", Herkomst.BEROEPSMATIG, frozenset()), lezer)


@pytest.mark.parametrize("lezer", BUITEN)
def test_een_geheim_adres_gaat_nooit_open(lezer: Lezer):
    adres = Geheim(Soort.GEHEIM_ADRES, "x", Herkomst.BEROEPSMATIG, frozenset(), toestemming=True, persoon="B-1")
    assert is_geheim_voor(adres, lezer)
    assert not is_geheim_voor(adres, lezer, eigen="B-1")


def test_wie_zelf_leest_mag_het_eigen_gegeven_zien_en_dat_van_een_ander_niet():
    mijn, ander = Geheim(Soort.NAAM, "x", persoon="M-1"), Geheim(Soort.NAAM, "x", persoon="M-2")
    assert not is_geheim_voor(mijn, Lezer.MELDER, "M-1")
    assert is_geheim_voor(ander, Lezer.MELDER, "M-1")
    assert is_geheim_voor(Geheim(Soort.NAAM, "x"), Lezer.MELDER, "")


def test_binnen_veilig_thuis_is_niets_verborgen():
    assert controleer("Petra Willemsen", [Geheim(Soort.NAAM, "Petra Willemsen")], Lezer.INTERN) == ()


def test_elke_regel_heeft_een_bron_en_een_keuze():
    assert set(ZICHTREGELS) == set(Herkomst)
    assert all(regel.bron.vindplaats and regel.keuze for regel in ZICHTREGELS.values())


def test_een_achternaam_die_het_gezin_ook_heeft_is_alleen_met_de_voornaam_van_de_bron_een_geheim():
    gezin = Bekend(Soort.NAAM, "Pim Willemsen")
    assert vormen("Beste mevrouw Willemsen, dag P. Willemsen", Soort.NAAM, "Petra Willemsen", gezin) == []
    assert vormen("Dag Petra Willemsen", Soort.NAAM, "Petra Willemsen", gezin) == ["hele naam"]


def test_een_gezinslid_dat_zelf_bron_is_mag_genoemd_worden_en_de_buurvrouw_niet():
    bekend = Bekend(Soort.NAAM, "Petra Willemsen")
    assert vormen("Voor Petra Willemsen", Soort.NAAM, "Petra Willemsen", bekend) == []
    assert vormen("Voor Petra Willemsen", Soort.NAAM, "Karin Willemsen", bekend) == []
    assert vormen("Voor Karin Willemsen", Soort.NAAM, "Karin Willemsen", bekend) == ["hele naam"]


def test_een_medewerker_met_dezelfde_achternaam_geeft_de_bron_niet_vrij():
    collega = Bekend(Soort.NAAM, "Noor Willemsen", alleen_heel=True)
    assert vormen("Bel Noor Willemsen.", Soort.NAAM, "Petra Willemsen", collega) == []
    assert vormen("Mevrouw Willemsen belde.", Soort.NAAM, "Petra Willemsen", collega) == ["aanspreekvorm en achternaam"]


def test_een_geheim_adres_wordt_ook_gevonden_als_iemand_het_voor_bekend_houdt():
    adres = "Lindelaan 3, 7411 AA Deventer"
    assert vormen(adres, Soort.ADRES, adres, Bekend(Soort.ADRES, adres)) == []
    assert vormen(adres, Soort.GEHEIM_ADRES, adres, Bekend(Soort.ADRES, adres))


def test_te_bewaken_is_alleen_wat_gezocht_kan_worden():
    assert is_te_bewaken(Geheim(Soort.NAAM, "Li"))
    assert not is_te_bewaken(Geheim(Soort.NAAM, "-"))
    assert not is_te_bewaken(Geheim(Soort.TELEFOON, "onbekend"))
    assert not is_te_bewaken(Geheim(Soort.EMAIL, "geen mail"))


def test_een_lange_tekst_met_veel_geheimen_is_snel_gelezen():
    geheimen = [Geheim(Soort.NAAM, f"Petra{i} van den Willemsen{i}-Jansma{i}") for i in range(20)]
    assert controleer("Wij spraken met de familie over van den Berg en p p p p p. " * 500, geheimen, GEZIN) == ()
