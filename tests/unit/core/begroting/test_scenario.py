"""Scenario's, gevoeligheid, latere jaren, wijzigingen, vragen per eenheid en afwijkingen, op de kleine begroting."""

from decimal import Decimal

import pytest

from support.kleine_begroting import anders, lees
from zicht.core.begroting.afwijkingen import controleer
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.gevoeligheid import gevoeligheid, knoppen, per_wijziging
from zicht.core.begroting.meerjaren import in_jaar, jaren, lees_wijziging, meerjarenraming, verschillen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import (
    BASIS,
    Scenario,
    Wijze,
    Wijziging,
    begroot_totaal,
    effect,
    lees_scenarios,
    pas_toe,
    reken_scenarios,
)
from zicht.core.begroting.vragen import vragen

DRUK = Scenario("druk", "Druk", (
    Wijziging("stroom.meldingen.aantal", Wijze.PROCENT, Decimal(10)),
    Wijziging("dienst.lang.normtijd_uren", Wijze.PLUS, Decimal(5)),
))  # fmt: skip


def test_zonder_wijziging_is_een_scenario_de_begroting_zelf() -> None:
    assert pas_toe(lees(), BASIS) == lees()


def test_scenarios_staan_naast_elkaar_en_het_vastgestelde_totaal_schuift_met_het_effect_mee() -> None:
    modellen = reken_scenarios(anders(("bedrag = 140", "bedrag = 160")), [DRUK])
    assert list(modellen) == ["basis", "druk"]
    assert effect(modellen["basis"], modellen["druk"]) == modellen["druk"]["totaal"].getal - 840
    assert begroot_totaal(modellen["basis"], modellen["basis"]) == 860
    assert begroot_totaal(modellen["basis"], modellen["druk"]) == modellen["druk"]["totaal"].getal + 20


def test_zonder_post_uit_formatie_is_het_effect_van_ander_werk_onbekend_en_geen_nul() -> None:
    modellen = reken_scenarios(anders(("uit_formatie = true\n", "")), [DRUK])
    assert begroot_totaal(modellen["basis"], modellen["druk"]) is None
    duurder = Scenario("huur", "Huur", (Wijziging("post.leiding.bedrag", Wijze.PLUS, Decimal(10)),))
    modellen = reken_scenarios(anders(("uit_formatie = true\n", "")), [duurder])
    assert effect(modellen["basis"], modellen["huur"]) == 12


@pytest.mark.parametrize(
    "pad, wijze, getal, zin",
    [
        (
            "dienst.lnag.normtijd_uren",
            Wijze.PLUS,
            1,
            r"staat niet in de begroting\. Bedoelt u 'dienst\.lang\.normtijd_uren'",
        ),
        (
            "dienst.lang.normtijd_uren",
            Wijze.PLUS,
            -60,
            r"dienst\.lang\.normtijd_uren wordt -10 uren; verwacht tussen 0",
        ),
        ("stroom.kort.aantal", Wijze.ZET, 130, "van 'Meldingen' is 130 procent verdeeld"),
        ("dienst.anders.aantal", Wijze.ZET, 1, "staat niet in de begroting"),
    ],
)
def test_een_scenario_dat_niet_kan_zegt_waarom(pad: str, wijze: Wijze, getal: int, zin: str) -> None:
    with pytest.raises(BegrotingFout, match=f"Scenario 'Kan niet': .*{zin}"):
        pas_toe(lees(), Scenario("x", "Kan niet", (Wijziging(pad, wijze, Decimal(getal)),)))


def test_een_scenario_mag_een_aantal_zetten_dat_met_opzet_niet_begroot_is() -> None:
    begroting = anders(
        (
            "[dienst.nazorg]",
            '[dienst.chat]\ntitel = "Chat"\nnormtijd_uren = 9\nniet_begroot = "staat er niet"\n[dienst.nazorg]',
        )
    )
    model = reken(pas_toe(begroting, Scenario("c", "C", (Wijziging("dienst.chat.aantal", Wijze.ZET, Decimal(100)),))))
    assert model["uren"].waarde == 3900


def test_scenarios_lezen_met_fouten_in_woorden() -> None:
    tekst = 'bron = "b"\nvindplaats = "v"\n[scenario.a]\ntitel = "A"\n[[scenario.a.wijziging]]\npad = "overhead.procent"\nzet = 10\n'
    (gelezen,) = lees_scenarios(tekst, "s.toml")
    assert gelezen.wijzigingen == (Wijziging("overhead.procent", Wijze.ZET, Decimal(10)),)
    with pytest.raises(BegrotingFout, match="verwacht een van zet, plus of procent met een getal"):
        lees_scenarios(tekst.replace("zet = 10", "zet = 10\nplus = 1"), "s.toml")
    with pytest.raises(BegrotingFout, match="heeft geen wijzigingen"):
        lees_scenarios('bron = "b"\nvindplaats = "v"\n[scenario.a]\ntitel = "A"\n', "s.toml")


# ------------------------------------------------------------------------------------------------------- gevoeligheid


def test_de_grootste_knop_staat_boven_en_elke_knop_is_een_stap() -> None:
    rij = gevoeligheid(lees())
    assert [g.grootste for g in rij] == sorted((g.grootste for g in rij), reverse=True)
    op_pad = {g.knop.pad: (g.omhoog, g.omlaag) for g in rij}
    assert op_pad["stroom.meldingen.aantal"] == (36, -36)
    assert op_pad["overhead.procent"] == (7, -7)  # een punt van 700
    assert op_pad["loonkosten.aandeel_inhuur"] == (3, None)  # onder nul kan niet
    assert "stroom.lang.aandeel" not in {k.pad for k in knoppen(lees())}


def test_per_wijziging_zegt_wat_het_meest_doet() -> None:
    eerste, tweede = per_wijziging(reken(lees()), DRUK)
    assert [eerste[0].pad, tweede[0].pad] == ["stroom.meldingen.aantal", "dienst.lang.normtijd_uren"]
    assert [eerste[1], tweede[1]] == [36, 24]


# --------------------------------------------------------------------------------------------------------- meer jaren


def test_latere_jaren_houden_wat_eerder_veranderde_en_tellen_de_index_door() -> None:
    assert jaren(lees()) == (2030, 2031, 2032)
    modellen = meerjarenraming(lees())
    assert [modellen[jaar]["uren"].waarde for jaar in modellen] == [3000, 3000, 6000]
    assert modellen[2031]["personeel"].waarde == 770
    assert modellen[2032]["personeel"].waarde == (800 + 200) * Decimal("1.1")  # 6 + 2 fte, en leiding
    with pytest.raises(BegrotingFout, match="gaat over 2030, 2031, 2032; 2033 staat er niet in"):
        in_jaar(lees(), 2033)


def test_een_scenario_werkt_ook_in_een_later_jaar() -> None:
    later = in_jaar(pas_toe(lees(), DRUK), 2031)
    assert reken(later)["uren"].waarde == reken(pas_toe(lees(), DRUK))["uren"].waarde


def test_een_begrotingswijziging_noemt_alleen_wat_verandert() -> None:
    tekst = 'formaat = 1\nbron = "besluit 2"\nvindplaats = "b"\ntitel = "Herziening"\n[post.leiding]\nbedrag = 250\n'
    herzien = lees_wijziging(tekst, "h.toml", lees())
    assert reken(herzien)["begroot.totaal"].waarde == 890
    (verschil,) = verschillen(lees(), herzien)
    assert (verschil.pad, verschil.oud and verschil.oud.waarde, verschil.nieuw and verschil.nieuw.waarde) == (
        "post.leiding.bedrag",
        200,
        250,
    )
    assert herzien.wijzigt == "Kleine begroting"
    with pytest.raises(
        BegrotingFout, match=r"post\.leding\.bedrag: staat niet in de begroting\. Bedoelt u 'post\.leiding\.bedrag'"
    ):
        lees_wijziging(tekst.replace("post.leiding", "post.leding"), "h.toml", lees())


# ------------------------------------------------------------------------------------------------ vragen, afwijkingen


def test_de_vragen_per_eenheid_volgen_uit_het_model() -> None:
    antwoord = {vraag.code: vraag.waarde for vraag in vragen(reken(lees()))}
    assert antwoord == {
        "vraag.honderd_meldingen": 450,  # nog eens 3 fte, ingehuurd
        "vraag.punt_verzuim": Decimal("10.5"),  # 7 fte × 1 % × 150
        "vraag.inhuur_duurder": 50,
    }


def test_zonder_inhuurtarief_is_er_niets_te_vragen() -> None:
    assert list(vragen(reken(anders(("inhuur = 150\n", ""))))) == []


CONTROLE = '[[controle]]\ntitel = "T"\nlinks = "{}"\n{}\n[gemeenten]'


def test_een_afwijking_zonder_verklaring_valt_op() -> None:
    begroting = anders(("[gemeenten]", CONTROLE.format("totaal", "gedrukt = 900")))
    (afwijking,) = controleer(reken(begroting))
    assert (afwijking.verschil, afwijking.klopt, afwijking.onverklaard) == (-60, False, True)
    assert afwijking.procent == pytest.approx(Decimal("-6.6667"), abs=Decimal("0.0001"))


def test_een_verklaarde_afwijking_en_een_kloppend_getal() -> None:
    begroting = anders(("[gemeenten]", CONTROLE.format("totaal", 'gedrukt = 900\nverklaring = "Zo gedrukt."')))
    assert not controleer(reken(begroting))[0].onverklaard
    assert controleer(reken(anders(("[gemeenten]", CONTROLE.format("totaal", 'rechts = "begroot.totaal"')))))[0].klopt


def test_een_controle_op_een_uitkomst_die_er_niet_is_wordt_geweigerd() -> None:
    with pytest.raises(BegrotingFout, match=r"de uitkomst 'totaaal' is er niet\. Bedoelt u 'totaal'"):
        controleer(reken(anders(("[gemeenten]", CONTROLE.format("totaaal", "gedrukt = 1")))))
