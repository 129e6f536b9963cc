"""De scenariowerkbank en de scenario's naast elkaar: dezelfde getallen als de kern, en wat niet kan staat bij de knop."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client

from support.begroting import kopie, maak_controller
from support.web import NU
from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Wijze, Wijziging, begroot_totaal, effect, lees_scenarios, pas_toe
from zicht.core.fouten import AanroepFout
from zicht.web.begroting import handelingen
from zicht.web.begroting.getalveld import lees_getal, schrijf_getal
from zicht.web.begroting.models import Begrotingsscenario, Scenarioversie
from zicht.web.begroting.stukken import open_stuk
from zicht.web.begroting.werkbank import invoer

pytestmark = pytest.mark.django_db
BANK = "/begrotingen/nog-2025/werkbank/"


@pytest.fixture
def coen():
    return maak_controller()


@pytest.fixture
def klant(coen) -> Client:
    client = Client()
    client.force_login(coen)
    return client


def euro(bedrag: Decimal | None) -> str:
    from zicht.rapportage import getallen

    return getallen.euro(bedrag or 0)


# ------------------------------------------------------------------------------------------------------------- werkbank


def test_een_knop_verschoven_geeft_wat_de_kern_geeft(klant):
    antwoord = klant.post(
        BANK, {"k_stroom.meldingen.aantal": "3.575", "gemeente": "GM0200"}, headers={"HX-Request": "true"}
    )
    pagina = antwoord.content.decode()
    basis = reken(begrotingen.begroting("nog"))
    ander = reken(pas_toe(basis.begroting, next(s for s in begrotingen.scenarios("nog") if s.code == "volume-plus-10")))
    assert f"+\u2060{euro(effect(basis, ander))}" in pagina
    assert euro(begroot_totaal(basis, ander)) in pagina
    assert "Apeldoorn" in pagina
    assert "<html" not in pagina, "htmx vraagt alleen de uitkomst"


def test_zonder_script_is_het_een_gewone_bladzijde_met_alles_wat_getypt_is(klant):
    pagina = klant.post(
        BANK, {"k_stroom.meldingen.aantal": "3575", "k_dienst.onderzoek.normtijd_uren": "42,5"}
    ).content.decode()
    assert "<html" in pagina
    assert 'value="3575"' in pagina
    assert 'value="42,5"' in pagina


@pytest.mark.parametrize("code", [s.code for s in begrotingen.scenarios("nog")])
def test_een_scenario_van_de_catalogus_geeft_op_de_werkbank_hetzelfde_effect(klant, code):
    scenario = next(s for s in begrotingen.scenarios("nog") if s.code == code)
    basis = reken(begrotingen.begroting("nog"))
    antwoord = klant.get(f"{BANK}?scenario={code}")
    assert antwoord.context["uitslag"].effect == pytest.approx(
        effect(basis, reken(pas_toe(basis.begroting, scenario))), abs=Decimal("0.01")
    )


def test_samen_meer_dan_honderd_procent_staat_bij_de_verschoven_knoppen_en_wat_getypt_is_blijft(klant):
    velden = {"k_stroom.meerdere.aandeel": "40", "k_stroom.eerste_contact.aandeel": "72,5"}
    antwoord = klant.post(BANK, velden)
    invoer_ = antwoord.context["invoer"]
    met_fout = {veld.knop.pad: veld.fouten for veld in invoer_.velden if veld.fouten}
    assert met_fout.keys() == {"stroom.meerdere.aandeel", "stroom.eerste_contact.aandeel"}
    (zin,) = met_fout["stroom.meerdere.aandeel"]
    assert zin == "Van 'Meldingen' is 113,5 procent verdeeld; samen kan het hoogstens 100 procent zijn."
    pagina = antwoord.content.decode()
    assert 'value="72,5"' in pagina
    assert 'aria-invalid="true"' in pagina
    assert antwoord.context["uitslag"] is None


@pytest.mark.parametrize(
    "pad, getypt, zin",
    [
        ("stroom.meerdere.aandeel", "140", "Dit wordt 140 procent; verwacht tussen 0 en 100."),
        ("dienst.onderzoek.normtijd_uren", "-4", "Dit wordt -4 uren; verwacht tussen 0 en 10000."),
        ("dienst.onderzoek.normtijd_uren", "veel", "‘veel’ is geen getal. Schrijf het zo: 3.250 of 1,95."),
        ("dienst.adviezen.aantal", "", "‘’ is geen getal. Schrijf het zo: 3.250 of 1,95."),
        ("dienst.adviezen.aantal", "1e99", "‘1e99’ is geen getal. Schrijf het zo: 3.250 of 1,95."),
        ("formatie.productieve_uren", "99999999999999", "Dit getal is te groot om mee te rekenen."),
    ],
)
def test_wat_niet_kan_staat_bij_de_knop_in_woorden(klant, pad, getypt, zin):
    antwoord = klant.post(BANK, {f"k_{pad}": getypt})
    (veld,) = [veld for veld in antwoord.context["invoer"].velden if veld.fouten]
    assert (veld.knop.pad, veld.fouten) == (pad, [zin])
    assert veld.getypt == getypt


def test_onbekend_blijft_onbekend_met_de_reden(klant):
    antwoord = klant.post("/begrotingen/nhn-2019/werkbank/", {"k_stroom.meldingen.aantal": "5000"})
    pagina = antwoord.content.decode()
    assert antwoord.context["uitslag"].effect is None
    assert "Wat dit in euro's doet is onbekend." in pagina.replace("&#x27;", "'")
    assert "normtijd advies en ondersteuning is niet bekend" in pagina


def test_elke_schuif_begint_precies_op_de_waarde_van_de_begroting():
    for regio in ("nog", "nhn"):
        stuk = open_stuk(f"{regio}-{'2025' if regio == 'nog' else '2019'}")
        for veld in invoer(stuk.rekenwerk, None).velden:
            grens = {naam: Decimal(getal) for naam, getal in veld.schuif.items()}
            assert (veld.knop.waarde - grens["min"]) % grens["step"] == 0, veld.knop.pad
            assert grens["min"] <= veld.knop.waarde < grens["max"], veld.knop.pad
            assert grens["value"] == veld.knop.waarde
            assert veld.knop.eenheid != "procent" or grens["max"] <= 100


def test_een_onbekend_scenario_of_stuk_bestaat_niet(klant):
    assert klant.get(f"{BANK}?scenario=niets").status_code == 404
    assert klant.get("/begrotingen/F-26-KKKKKKKK/werkbank/").status_code == 404


@pytest.mark.parametrize(
    "getypt, getal",
    [("3.250", "3250"), ("3250", "3250"), ("1,95", "1.95"), ("1.95", "1.95"), ("1.234,5", "1234.5"), ("€ 94.200", "94200"), ("20,0 %", "20.0"), ("−3", "-3")],
)  # fmt: skip
def test_een_getal_mag_op_elke_gewone_manier(getypt, getal):
    assert lees_getal(getypt) == Decimal(getal)
    assert lees_getal(schrijf_getal(Decimal(getal))) == Decimal(getal)


@pytest.mark.parametrize("getypt", ["", "abc", "1,2,3", "1.2.3", "--3", "NaN", "1e5", "٣"])
def test_wat_geen_getal_is_wordt_gezegd(getypt):
    with pytest.raises(AanroepFout, match="geen getal"):
        lees_getal(getypt)


# -------------------------------------------------------------------------------------------------------------- bewaren


def bewaar(klant: Client, kenmerk: str, titel: str = "Meer meldingen", **velden: str):
    gegevens = {
        "titel": titel,
        "reden": "de politie meldt meer",
        "op_versie": "1",
        "k_stroom.meldingen.aantal": "3.575",
        **velden,
    }
    return klant.post(f"/begrotingen/{kenmerk}/werkbank/bewaren/", gegevens)


def test_een_scenario_bewaren_en_weer_openen_geeft_hetzelfde(klant, coen):
    rij = kopie(coen)
    antwoord = bewaar(klant, rij.kenmerk)
    assert antwoord["Location"] == f"/begrotingen/{rij.kenmerk}/vergelijken/?s=eigen-meer-meldingen"
    versie = Scenarioversie.objects.get()
    assert (versie.nummer, versie.op_versie, versie.reden) == (1, 1, "de politie meldt meer")
    (scenario,) = lees_scenarios(versie.tekst, "toets")
    assert [(w.pad, w.wijze, w.getal) for w in scenario.wijzigingen] == [("stroom.meldingen.aantal", Wijze.ZET, 3575)]
    open_ = klant.get(f"/begrotingen/{rij.kenmerk}/werkbank/?scenario=eigen-meer-meldingen")
    assert 'value="3.575"' in open_.content.decode()
    naast = klant.get(antwoord["Location"])
    assert [k.scenario.titel for k in naast.context["gekozen"]] == ["Meer meldingen"]


def test_een_scenario_van_de_catalogus_met_een_eigen_knop_erbij_houdt_wat_geen_knop_heeft(klant, coen):
    rij = kopie(coen)
    bewaar(klant, rij.kenmerk, "Chat en meldingen", scenario="chat-541")
    (scenario,) = lees_scenarios(Scenarioversie.objects.get().tekst, "toets")
    assert {w.pad for w in scenario.wijzigingen} == {"dienst.chat.aantal", "stroom.meldingen.aantal"}


def test_twee_mensen_bewaren_hetzelfde_scenario_en_niemand_overschrijft_de_ander(klant, coen):
    rij = kopie(coen)
    bewaar(klant, rij.kenmerk)
    eigen = "eigen-meer-meldingen"
    assert (
        bewaar(
            klant, rij.kenmerk, scenario=eigen, scenarioversie="1", **{"k_stroom.meldingen.aantal": "3600"}
        ).status_code
        == 302
    )
    tweede = bewaar(klant, rij.kenmerk, scenario=eigen, scenarioversie="1", **{"k_stroom.meldingen.aantal": "3700"})
    pagina = tweede.content.decode()
    assert tweede.status_code == 200
    assert "Coen Verzonnen heeft het scenario ‘Meer meldingen’ intussen gewijzigd (versie 2" in pagina
    assert 'value="3700"' in pagina
    nieuw = bewaar(klant, rij.kenmerk)
    assert "intussen gewijzigd" in nieuw.content.decode(), "een nieuw scenario neemt geen bestaande naam over"
    assert Scenarioversie.objects.count() == 2
    assert Begrotingsscenario.objects.get().versie == 2


@pytest.mark.parametrize(
    "velden, zin",
    [
        ({"k_stroom.meldingen.aantal": "3.250"}, "nog niets anders"),
        ({"k_stroom.meerdere.aandeel": "99"}, "Deze combinatie kan niet"),
        ({"titel": ""}, "Vul dit in"),
        ({"reden": ""}, "Vul dit in"),
        ({"titel": "???"}, "een naam met letters of cijfers"),
    ],
)
def test_wat_niet_te_bewaren_is_zegt_waarom_en_bewaart_niets(klant, coen, velden, zin):
    rij = kopie(coen)
    antwoord = klant.post(f"/begrotingen/{rij.kenmerk}/werkbank/bewaren/", {
        "titel": "Naam", "reden": "reden", "op_versie": "1", "k_stroom.meldingen.aantal": "3.575", **velden})  # fmt: skip
    assert antwoord.status_code == 200
    assert zin in antwoord.content.decode()
    assert Begrotingsscenario.objects.count() == 0


def test_een_handeling_weigert_een_scenario_dat_niet_kan(coen):
    rij = kopie(coen)
    onmogelijk = [Wijziging("stroom.meerdere.aandeel", Wijze.ZET, Decimal(99))]
    with pytest.raises(BegrotingFout, match="hoogstens 100 procent"):
        handelingen.scenario_bewaren(
            rij, titel="x", wijzigingen=onmogelijk, reden="x", op_versie=1, versie=None, door=coen, om=NU
        )
    assert Begrotingsscenario.objects.count() == 0


# --------------------------------------------------------------------------------------------------- naast elkaar, lijst


def test_naast_elkaar_staan_de_getallen_van_de_kern_en_het_effect(klant):
    blokken = klant.get("/begrotingen/nog-2025/vergelijken/?s=laag&s=hoog").context["blokken"]
    lasten = {
        rij.titel: [cel.waarde for cel in rij.cellen] for rij in next(b for b in blokken if b.titel == "Lasten").rijen
    }
    basis = reken(begrotingen.begroting("nog"))
    scenarios = {s.code: reken(pas_toe(basis.begroting, s)) for s in begrotingen.scenarios("nog")}
    modellen = [basis, scenarios["laag"], scenarios["hoog"]]
    assert lasten["Totaal"] == [m["totaal"].waarde for m in modellen]
    assert lasten["Vastgesteld totaal met het effect"] == [begroot_totaal(basis, m) for m in modellen]
    gemeenten = next(b for b in blokken if b.titel == "Bijdrage per gemeente").rijen
    for kolom, model in enumerate(modellen):
        assert sum(rij.cellen[kolom].waarde for rij in gemeenten) == round(begroot_totaal(basis, model))


def test_bij_nhn_is_het_effect_onbekend_en_staat_erbij_waarom(klant):
    pagina = klant.get("/begrotingen/nhn-2019/vergelijken/?s=hoog").content.decode()
    assert "onbekend: de begroting zegt niet wat een ander aantal kost" in pagina
    assert "effect onbekend" in pagina


def test_meer_scenario_s_dan_er_op_een_vel_passen_wordt_gezegd(klant):
    codes = "&".join(f"s={s.code}" for s in begrotingen.scenarios("nog"))
    antwoord = klant.get(f"/begrotingen/nog-2025/vergelijken/?{codes}")
    assert len(antwoord.context["gekozen"]) == 5
    assert "Er passen 5 scenario" in antwoord.content.decode()


def test_niets_kiezen_toont_alleen_de_begroting(klant):
    assert klant.get("/begrotingen/nog-2025/vergelijken/?kies=1").context["gekozen"] == []


def test_de_csv_heeft_dezelfde_getallen_als_de_pagina(klant):
    antwoord = klant.get("/begrotingen/nog-2025/vergelijken/bestand/csv/?s=laag&s=loon-525")
    rijen = list(csv.reader(io.StringIO(b"".join(antwoord.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert rijen[0][3:] == [
        "Begroting 2025 (meerjarenbegroting 2025-2028)",
        "Effect van de meldcode: laag",
        "Loon stijgt 5,25 procent",
    ]
    uren = next(rij for rij in rijen if rij[1] == "Uren van alle diensten")
    assert uren[3] == "69263"
    assert any(rij[3] == "onbekend" for rij in rijen)


def test_de_gevoeligheid_staat_op_volgorde_in_tekening_en_tabel(klant):
    pagina = klant.get("/begrotingen/nog-2025/gevoeligheid/").content.decode()
    plekken = [
        pagina.index(f">{titel}<")
        for titel in ("Loonkosten per fte in dienst", "Productieve uren per fte", "Aantal meldingen")
    ]
    assert plekken == sorted(plekken)
    assert "687.192" in pagina
    assert pagina.count("<rect") == 24


# --------------------------------------------------------------------------------------------------------------- risico's


def test_de_risicopagina_toont_bedragen_uit_het_model_en_de_reserve(klant):
    antwoord = klant.get("/begrotingen/nog-2025/risicos/")
    beeld, pagina = antwoord.context["beeld"], antwoord.content.decode()
    assert euro(beeld.verwacht) in pagina
    assert euro(beeld.benodigd) in pagina
    assert "Niet gehaald" in pagina
    for weging in beeld.wegingen:
        assert weging.risico.titel in pagina
    assert abs(antwoord.context["band"].waarde - float(beeld.verwacht)) < 2000
    adres = "/begrotingen/nog-2025/opbouw/?code=risico.wachtlijsten"
    assert klant.get(adres).status_code == 200
    assert klant.get("/begrotingen/nog-2025/opbouw/?code=reserve.beschikbaar").status_code == 200


def test_de_warmtetabel_leest_zonder_kleur(klant):
    warmte = klant.get("/begrotingen/nog-2025/risicos/").context["warmte"]
    assert sum(len(cel) for rij in warmte.rijen for cel in rij.cellen) == 6
    pagina = klant.get("/begrotingen/nog-2025/risicos/").content.decode()
    assert "Ernstig (oranje)" in pagina
    assert "80 % of meer" in pagina


def test_een_register_zonder_bedragen_verzint_niets(klant):
    antwoord = klant.get("/begrotingen/nhn-2019/risicos/")
    assert antwoord.context["beeld"].verwacht is None
    assert "onbekend" in antwoord.content.decode()
    assert "verdeling" not in antwoord.context
