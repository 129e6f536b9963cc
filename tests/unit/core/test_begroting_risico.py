"""Een risicoregister lezen en wegen; wat onbekend is blijft onbekend en wordt geteld."""

from dataclasses import replace
from decimal import Decimal

import pytest

from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.risico import Ernst, Risicobeeld, Risicoregister, warmtetabel, weeg
from zicht.core.begroting.risicos_lezen import lees_risicos

KOP = 'formaat = 1\nregio = "NOG"\njaar = 2025\ntitel = "Proef"\nbron = "b"\nvindplaats = "p"\n'


@pytest.fixture(scope="module")
def model() -> Model:
    return reken(begrotingen.begroting("nog", 2025))


def lees(inhoud: str) -> Risicoregister:
    return lees_risicos(KOP + inhoud, "risicos.toml", begrotingen.scenarios("nog"))


def beeld(inhoud: str, model: Model, zekerheid: Decimal = Decimal(90)) -> Risicobeeld:
    return weeg(lees(inhoud), model, zekerheid)


def risico(code: str, bedrag: str, rest: str = "") -> str:
    return f'[risico.{code}]\ntitel = "{code.upper()}"\nbedrag = {bedrag}\n{rest}\n'


def test_een_vast_bedrag_een_keer_een_vraag_en_een_scenario(model: Model):
    gewogen = beeld(
        risico("vast", "{ vast = 1000 }", "kans = 10")
        + risico("vraag", '{ uitkomst = "vraag.inhuur_duurder", maal = 2 }', "kans = 50")
        + risico("loon", '{ scenario = "loon-525" }', "kans = 70"),
        model,
    )
    vast, vraag, loon = (weging.bedrag for weging in gewogen.wegingen)
    assert vast.getal == 1000
    assert vraag.getal == 2 * (119_300 - 94_200)
    assert round(loon.getal) == 187_420
    assert gewogen.verwacht == Decimal(100) + Decimal(25_100) + loon.getal * Decimal("0.7")
    assert {deel.code for deel in loon.alle()} >= {"scenario.loon-525", "totaal"}  # open te klappen


def test_wat_onbekend_is_telt_niet_als_nul_maar_wordt_geteld(model: Model):
    gewogen = beeld(
        risico("zonder_kans", "{ vast = 5000 }")
        + risico("zonder_bedrag", '{ onbekend = "niemand noemt een bedrag" }', "kans = 50")
        + risico("imago", '{ niet_in_geld = "het gaat om vertrouwen" }', "kans = 40"),
        model,
    )
    assert (gewogen.verwacht, gewogen.benodigd, gewogen.tekort, gewogen.kans_genoeg) == (None, None, None, None)
    assert [weging.waarom_niet for weging in gewogen.onbekend] == [
        "de kans is niet bekend", "niemand noemt een bedrag", "niet in geld uit te drukken: het gaat om vertrouwen",
    ]  # fmt: skip


def test_de_benodigde_reserve_tegenover_de_beschikbare(model: Model):
    gewogen = beeld(risico("groot", "{ vast = 400000 }", "kans = 15"), model)
    beschikbaar = Decimal(8677500) * Decimal("0.033")
    assert gewogen.dekking.getal == beschikbaar
    assert gewogen.benodigd == 400_000  # met 85 procent kans nul, en dat is geen 90
    assert gewogen.tekort == 400_000 - beschikbaar
    assert gewogen.kans_genoeg == 85
    assert beeld(risico("groot", "{ vast = 400000 }", "kans = 15"), model, Decimal(80)).benodigd == 0


def test_een_bezuiniging_is_geen_schade(model: Model):
    assert beeld(risico("mee", "{ vast = -5000 }", "kans = 50"), model).verwacht == 0


def test_wat_geen_schade_is_staat_erbij_met_de_reden(model: Model):
    gewogen = beeld(
        risico("reserve", '{ uitkomst = "reserve.aanvulling" }', 'kans = 25\ntelt_niet_mee = "geen schade"'), model
    )
    assert gewogen.verwacht is None
    assert gewogen.onbekend[0].waarom_niet == "geen schade"
    assert gewogen.onbekend[0].bedrag.getal == Decimal("581392.5")


def test_het_gedrukte_bedrag_blijft_ernaast_staan(model: Model):
    tekst = risico("a", "{ vast = 1000 }", "kans = 10\ngedrukt = { waarde = 900, tolerantie = 100 }")
    tekst += risico("b", "{ vast = 1000 }", "gedrukt = { waarde = 899, tolerantie = 100 }")
    tekst += risico("c", "{ vast = 1000 }", 'gedrukt = { waarde = 1, verklaring = "anders" }') + risico(
        "d", "{ vast = 1 }"
    )
    a, b, c, d = beeld(tekst, model).wegingen
    assert [w.verschil for w in (a, b, c, d)] == [100, 101, 999, None]
    assert [w.klopt for w in (a, b, c, d)] == [True, False, False, None]
    assert [w.onverklaard for w in (a, b, c, d)] == [False, True, False, False]


def test_de_warmtetabel_leest_zonder_kleur(model: Model):
    tekst = "".join(
        risico(f"r{kans}", "{ vast = 1 }", f'kans = {kans}\nernst = "oranje"') for kans in (0, 19, 20, 39, 79, 80, 100)
    )
    tekst += risico("open", "{ vast = 1 }", 'ernst = "geel"') + risico("vreemd", "{ vast = 1 }", "kans = 50")
    tabel = warmtetabel(beeld(tekst, model))
    rijen = {rij.titel: rij.woorden for rij in tabel.rijen}
    assert list(rijen) == ["catastrofaal (rood)", "ernstig (oranje)", "middelgroot (geel)", "onbekend"]
    assert rijen["ernstig (oranje)"] == ("2: R0, R19", "2: R20, R39", "–", "1: R79", "2: R80, R100", "–")
    assert rijen["middelgroot (geel)"][-1] == "1: OPEN"
    assert rijen["onbekend"][2] == "1: VREEMD"
    assert len(tabel.kolommen) == 6


def test_elke_ernst_heeft_een_woord_en_een_betekenis():
    assert {ernst.value: ernst.woord for ernst in Ernst} == {
        "rood": "catastrofaal", "oranje": "ernstig", "geel": "middelgroot",
    }  # fmt: skip
    assert all(ernst.betekenis.startswith(ernst.woord) for ernst in Ernst)


def test_zonder_balans_is_de_reserve_onbekend(model: Model):
    kaal = replace(
        model.begroting,
        getallen={pad: g for pad, g in model.begroting.getallen.items() if not pad.startswith("balans.")},
    )
    gewogen = weeg(lees(risico("a", "{ vast = 1000 }", "kans = 10")), reken(kaal))
    assert (gewogen.dekking.waarde, gewogen.tekort, gewogen.ratio.voldoende) == (None, None, None)
    assert gewogen.dekking.noot == "reserve als deel van de subsidie is niet bekend"


@pytest.mark.parametrize(
    "inhoud,fout",
    [
        ("", "er staan geen risico's in"),
        (risico("a", "5"), "verwacht een van uitkomst, scenario, vast"),
        (risico("a", '{ vast = 1, onbekend = "x" }'), "verwacht een van uitkomst, scenario, vast"),
        (risico("a", '{ scenario = "loon-52" }'), "het scenario 'loon-52' is er niet. Bedoelt u 'loon-525'?"),
        (risico("a", "{ vast = 1 }", "kans = 101"), "101 procent kan niet"),
        (risico("a", "{ vast = 1 }", "kans = -1"), "-1 procent kan niet"),
        (risico("a", "{ vast = 1 }", 'ernst = "paars"'), "'ernst' is rood of oranje of geel"),
        (risico("a", "{ vast = 1 }", "kanz = 1"), "'kanz' is hier niet bekend. Bedoelt u 'kans'?"),
        (risico("a", "{ vast = 1, maal = 2 }"), "'maal' hoort bij een uitkomst"),
        (risico("a", '{ uitkomst = "x", maal = -2 }'), "'maal' is een getal van 0 of meer"),
        (risico("a", "{ vast = 1 }", "gedrukt = 5"), "verwacht gedrukt = { waarde = … }"),
        (risico("a", '{ niet_in_geld = "" }'), "verwacht bij 'niet_in_geld' een tekst"),
        (risico("a", "{ vast = 1 }", 'doel = "los"'), "verwacht bij 'doel' een lijst van teksten"),
    ],
)
def test_een_fout_zegt_waar_en_wat_wel_mag(inhoud: str, fout: str):
    with pytest.raises(BegrotingFout) as gevangen:
        lees(inhoud)
    assert fout in "\n".join(gevangen.value.regels)
    assert "risicos.toml" in gevangen.value.regels[0]


def test_zonder_vindplaats_of_formaat_wordt_er_niets_gelezen():
    with pytest.raises(BegrotingFout) as gevangen:
        lees_risicos('regio = "X"\njaar = "2025"\ntitel = "T"\n' + risico("a", "{ vast = 1 }"), "r.toml")
    tekst = "\n".join(gevangen.value.regels)
    assert "formaat = 1" in tekst
    assert "verwacht het jaar" in tekst
    assert "zonder vindplaats" in tekst


@pytest.mark.parametrize(
    "inhoud,bedoeld",
    [
        (risico("a", '{ uitkomst = "vraag.punt_verzuin" }'), "vraag.punt_verzuim"),
        ('dekking = "reserve.beschikbar"\n' + risico("a", "{ vast = 1 }"), "reserve.beschikbaar"),
    ],
)
def test_een_uitkomst_die_er_niet_is_wordt_genoemd(inhoud: str, bedoeld: str, model: Model):
    with pytest.raises(BegrotingFout) as gevangen:
        beeld(inhoud, model)
    assert f"Bedoelt u '{bedoeld}'?" in gevangen.value.regels[0]
