"""De twee gedrukte begrotingen komen uit het model, en waar het papier niet klopt staat dat met een verklaring."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from zicht.catalogus import begrotingen, load
from zicht.core.begroting.afwijkingen import Afwijking, controleer
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.meerjaren import meerjarenraming, verschillen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, begroot_totaal, reken_scenarios
from zicht.core.begroting.verdeling import verdeel
from zicht.core.bronnen import zoek_bron

STUKKEN = list(begrotingen.alle())
NOG = begrotingen.begroting("nog", 2025)
MODEL = reken(NOG)
SCENARIOS = {scenario.code: scenario for scenario in begrotingen.scenarios("nog")}


def afgerond(code: str, plaatsen: str = "1") -> Decimal:
    """De uitkomst zoals zij gedrukt zou staan."""
    return MODEL[code].getal.quantize(Decimal(plaatsen), ROUND_HALF_UP)


def afwijking(titel: str, begroting: Begroting = NOG) -> Afwijking:
    """De controle met deze titel."""
    return next(a for a in controleer(reken(begroting)) if a.controle.titel == titel)


# ----------------------------------------------------------------------------------------------------------- NOG 2025


def test_zestien_diensten_geven_69263_uur_en_5279_fte() -> None:
    assert sum(1 for code in MODEL.uitkomsten if code.startswith("uren.")) == 16
    assert MODEL["uren"].waarde == 69_263
    assert (afgerond("fte.volume", "0.01"), afgerond("fte.primair", "0.01")) == (Decimal("52.79"), Decimal("60.79"))
    assert afgerond("post.primair_uitvoerend") == 5_726_599


def test_de_gedrukte_kosten_tellen_op() -> None:
    assert MODEL["begroot.groep.personeel"].waarde == 7_231_400
    assert MODEL["begroot.groep.overhead"].waarde == 1_446_100
    assert afgerond("begroot.overhead_aandeel", "0.1") == Decimal("20.0")
    assert MODEL["begroot.totaal"].waarde == 8_677_500


def test_primair_uitvoerend_wijkt_19201_euro_af_en_dat_is_verklaard() -> None:
    gevonden = afwijking("Primair uitvoerend: model tegenover gedrukt")
    assert round(gevonden.verschil or 0) == -19_201
    assert "61,0 fte" in gevonden.controle.verklaring


def test_dertien_meldingen_staan_nergens_in_de_trechter() -> None:
    assert MODEL["rest.meldingen"].waarde == 13
    assert afwijking("Trechter: alle meldingen geplaatst").verschil == -13
    assert (MODEL["stroom.vervolg"].waarde, MODEL["stroom.onderzoek"].waarde) == (963, 212)
    assert [
        round(MODEL[f"aandeel.{code}"].getal)
        for code in ("directe_overdracht", "vervolg", "voorwaarden_en_vervolg", "onderzoek")
    ] == [58, 42, 78, 22]


def test_er_zijn_27_overdrachten_meer_dan_diensten() -> None:
    assert afwijking("Overdrachten na een dienst tegenover het aantal diensten").verschil == 27


def test_met_541_chats_wordt_het_645_fte_en_608_miljoen() -> None:
    met_chat = reken_scenarios(NOG, [SCENARIOS["chat-541"]])["chat-541"]
    assert round(met_chat["fte.primair"].getal, 1) == Decimal("64.5")
    assert round(met_chat["post.primair_uitvoerend"].getal / 1_000_000, 2) == Decimal("6.08")


def test_de_begroting_van_2024_haar_herziening_en_de_indexatie_sluiten_aan() -> None:
    stukken = begrotingen.stukken("nog")
    eerst, herzien = (
        reken(stukken["2024"])["begroot.totaal"].getal,
        reken(stukken["2024-herziening"])["begroot.totaal"].getal,
    )
    assert (eerst, herzien, herzien - eerst) == (8_051_400, 8_351_700, 300_300)
    assert len(list(verschillen(stukken["2024"], stukken["2024-herziening"]))) == 9
    assert (MODEL["aansluiting.loon"].waarde, MODEL["aansluiting.inflatie"].waarde) == (250_551, Decimal("75165.3"))
    assert abs(afwijking("Herziene begroting 2024 met indexatie tegenover begroting 2025").verschil or 0) < 100


@pytest.mark.parametrize(
    "titel, gedrukt, hoogstens",
    [
        ("Honderd meldingen meer", 147_500, 5),
        ("Een punt verzuim meer", 92_900, 2),
        ("Een fte inhuur in plaats van in dienst", 25_100, 0),
    ],
)
def test_de_vragen_per_eenheid_liggen_dicht_bij_wat_gedrukt_staat(titel: str, gedrukt: int, hoogstens: int) -> None:
    gevonden = afwijking(titel)
    assert gevonden.rechts.waarde == gedrukt
    assert gevonden.procent is not None
    assert abs(gevonden.procent) <= hoogstens


def test_2025_tot_en_met_2028_zijn_gelijk_zonder_index() -> None:
    totalen = {jaar: model["totaal"].waarde for jaar, model in meerjarenraming(NOG).items()}
    assert list(totalen) == [2025, 2026, 2027, 2028]
    assert len(set(totalen.values())) == 1


def test_de_bijdragen_zijn_samen_precies_het_vastgestelde_totaal() -> None:
    bijdragen = verdeel(NOG, MODEL["begroot.totaal"].getal)
    assert len(bijdragen) == 22
    assert sum(bijdrage.bedrag_euro for bijdrage in bijdragen) == 8_677_500


def test_het_loon_op_525_procent_kost_188_duizend_op_de_gedrukte_begroting() -> None:
    """2,25 procent van 8.351.700 is 187.913; het model rekent hetzelfde over zijn eigen, iets lagere totaal."""
    modellen = reken_scenarios(NOG, [SCENARIOS["loon-525"]])
    assert (begroot_totaal(modellen["basis"], modellen["loon-525"]) or 0) - 8_677_500 == pytest.approx(
        Decimal(187_913), rel=Decimal("0.004")
    )


# ----------------------------------------------------------------------------------------------------------- NHN 2019


def test_nhn_telt_op_en_is_niet_na_te_rekenen_waar_de_normtijden_ontbreken() -> None:
    model = reken(begrotingen.begroting("nhn"))
    assert model["begroot.totaal"].waarde == 8_200_000
    assert (model["eenmalig"].waarde, model["samen"].waarde) == (1_300_000, 9_500_000)
    assert (model["begroot.direct"].waarde, model["begroot.indirect"].waarde) == (6_600_000, 1_600_000)
    assert (model["fte.gedrukt"].waarde, model["formatie.uitvoering_eenmalig.fte"].waarde) == (
        Decimal("86.2"),
        Decimal("12.3"),
    )
    assert model["uren"].waarde is None
    assert "normtijd advies en ondersteuning is niet bekend" in model["uren"].noot


def test_de_etiketten_van_de_taart_van_nhn_zijn_verwisseld() -> None:
    nhn = begrotingen.begroting("nhn")
    assert afwijking("Taartfiguur: overige bedrijfskosten", nhn).verschil == -500_000
    assert afwijking("Taartfiguur: ondersteuning GGD", nhn).verschil == 500_000


@pytest.mark.parametrize(
    "code, meldingen, adviezen", [("laag", 4380, 4953), ("midden", 4430, 5045), ("hoog", 4480, 5137)]
)
def test_laag_midden_en_hoog_van_nhn(code: str, meldingen: int, adviezen: int) -> None:
    nhn = begrotingen.begroting("nhn")
    modellen = reken_scenarios(nhn, begrotingen.scenarios("nhn"))
    assert round(modellen[code]["stroom.meldingen"].getal) == meldingen
    assert round(modellen[code]["dienst.adviezen.aantal"].getal) == adviezen
    if code != "midden":
        assert begroot_totaal(modellen["basis"], modellen[code]) is None  # zonder normtijden weet niemand wat het kost


# ---------------------------------------------------------------------------------------------------------- de inhoud


@pytest.mark.parametrize("stuk", STUKKEN, ids=lambda stuk: stuk.bestand)
def test_elke_afwijking_in_de_catalogus_is_verklaard(stuk: Begroting) -> None:
    assert [a.controle.titel for a in controleer(reken(stuk)) if a.onverklaard] == []


@pytest.mark.parametrize("stuk", STUKKEN, ids=lambda stuk: stuk.bestand)
def test_elk_getal_heeft_een_bron_die_bestaat_en_een_vindplaats(stuk: Begroting) -> None:
    for getal in stuk.getallen.values():
        assert zoek_bron(load.bronnen(), getal.bron).titel
        assert getal.bron.vindplaats


@pytest.mark.parametrize("regio", ["nog", "nhn"])
def test_elk_scenario_is_door_te_rekenen_en_noemt_zijn_bron(regio: str) -> None:
    scenarios: tuple[Scenario, ...] = begrotingen.scenarios(regio)
    assert {"laag", "midden", "hoog"} <= {s.code for s in scenarios}
    assert len(reken_scenarios(begrotingen.begroting(regio), scenarios)) == len(scenarios) + 1
    assert all(s.bron and zoek_bron(load.bronnen(), s.bron) for s in scenarios)


def test_een_jaar_zonder_begroting_zegt_welke_er_zijn() -> None:
    with pytest.raises(
        begrotingen.BegrotingFout, match=r"geen begroting van NOG voor 2031\. Bekende jaren: 2024, 2025, 2026"
    ):
        begrotingen.begroting("nog", 2031)


def test_het_voorbeeld_in_de_handleiding_is_een_begroting() -> None:
    tekst = (Path(__file__).parents[2] / "docs" / "doen" / "burap-maken.md").read_text("utf-8")
    (voorbeeld,) = (deel.partition("```")[0] for deel in tekst.split("```toml\n") if "[dienst." in deel)
    assert begrotingen.lees(voorbeeld, "begroting.toml").diensten[0].code == "meldingen"
