"""De bladzijden van een rapport: schrijven met de toets, lezen, bestanden, en wie wat ziet."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pypdf
import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from support.rapporten import (
    FOUT,
    OM,
    PERIODE,
    TEKST,
    Gemaakte,
    Mensen,
    begin,
    cijfers_van,
    een_keer,
    feiten,
    keur_goed,
    maak_mensen,
    met_feiten,
    schrijf,
    teken,
    vers,
)
from support.web import maak_gebruiker
from zicht.rapportage.burap.maak import inhoud_json
from zicht.rapportage.burap.uitgave import Uitgave
from zicht.web.beheer.rechten import Rol
from zicht.web.bord.models import Kanttekening
from zicht.web.rapporten import bron, handelingen, selecties, werk
from zicht.web.rapporten.gemaakt import maak_op, van
from zicht.web.rapporten.models import Cijferstand, Rapport, Status, Tekst
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return feiten(tmp_path_factory.mktemp("feiten"))


@pytest.fixture
def gemaakt() -> Gemaakte:
    return een_keer()


@pytest.fixture
def mensen() -> Mensen:
    return maak_mensen()


@pytest.fixture(autouse=True)
def bron_op_schijf(map_: Path):
    with override_settings(INSTELLINGEN=met_feiten(map_)):
        yield


@pytest.fixture
def rapport(mensen: Mensen, gemaakt: Gemaakte) -> Rapport:
    return begin(mensen, gemaakt)


def als(wie) -> Client:
    klant = Client()
    klant.force_login(wie)
    return klant


def blad(wie, rapport: Rapport, achter: str = "", **gegevens: str) -> str:
    antwoord = als(wie).get(f"/rapporten/{rapport.kenmerk}/{achter}", gegevens)
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode().replace("\N{NO-BREAK SPACE}", " ")


# ---------------------------------------------------------------------------------------------------------------- schrijven


def stuur(wie, rapport: Rapport, tekst: str, actie: str, versie: int = 1, **erbij: str):
    adres = f"/rapporten/{rapport.kenmerk}/schrijven/blok-1/"
    return als(wie).post(adres, {"tekst": tekst, "versie": versie, "actie": actie, **erbij})


def test_toetsen_zegt_per_zin_wat_waaraan_hangt_en_wat_geweigerd_wordt_zonder_te_bewaren(rapport, mensen):
    html = stuur(mensen.bea, rapport, f"{TEKST} {FOUT}", "toets").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "hangt aan a. Instroom meldingen: 180" in html or "hangt aan Instroom meldingen: 180" in html
    assert "Het getal &#x27;999&#x27; hangt niet aan een cijfer." in html
    assert "Het woord &#x27;daalde&#x27; hangt niet aan een cijfer." in html
    assert html.index("999 meldingen") < html.index("hangt aan"), "wat geweigerd wordt staat eerst"
    assert Tekst.objects.filter(rapport=rapport).count() == 1
    assert "wat u hier typte en nog niet bewaarde" in blad(mensen.bea, rapport, "schrijven/blok-1/")


def test_bewaren_maakt_een_versie_en_ruimt_het_concept_op(rapport, mensen):
    stuur(mensen.bea, rapport, "Eerst iets.", "toets")
    antwoord = stuur(mensen.bea, rapport, "Nu anders.", "bewaren")
    assert antwoord.status_code == 302
    assert [t.tekst for t in selecties.versies(rapport, "blok-1")] == ["Nu anders.", TEKST]
    html = blad(mensen.bea, rapport, "schrijven/blok-1/")
    assert "nog niet bewaarde" not in html
    assert "Alle zinnen kloppen met de cijfers" in html
    assert "Versie 2" in blad(mensen.bea, rapport, "versies/blok-1/")


def test_wat_iemand_typte_voor_de_sessie_afliep_staat_er_na_het_inloggen_weer(rapport, mensen):
    """Het script bewaart elke paar tellen; na opnieuw inloggen staat de tekst in het vak, alleen bij wie haar typte."""
    adres = reverse("concept", args=[f"rapport/{rapport.kenmerk}-blok-1"])
    assert als(mensen.bea).post(adres, {"tekst": "Half af", "versie": "1"}).status_code == 204
    html = blad(mensen.bea, rapport, "schrijven/blok-1/")
    assert f'data-concept-url="{adres}"' in html
    assert "Half af</textarea>" in html
    els = maak_gebruiker("els", Rol.BELEIDSMEDEWERKER)
    assert "Half af" not in blad(els, rapport, "schrijven/blok-1/")
    stuur(mensen.bea, rapport, "Half af", "weggooien")
    assert "Half af" not in blad(mensen.bea, rapport, "schrijven/blok-1/")
    assert selecties.woorden(rapport)["blok-1"] == TEKST


def test_bij_twee_schrijvers_staan_beide_teksten_er_en_daarna_kan_bewaren(rapport, mensen):
    els = maak_gebruiker("els", Rol.BELEIDSMEDEWERKER)
    handelingen.tekst_bewaren(rapport, "blok-1", "De tekst van de ander.", versie=1, door=els, om=OM)
    html = stuur(mensen.bea, rapport, "Mijn eigen tekst.", "bewaren").content.decode()
    assert "De tekst van de ander." in html
    assert "Mijn eigen tekst." in html
    assert 'name="versie" value="2"' in html
    assert stuur(mensen.bea, rapport, "Mijn eigen tekst.", "bewaren", versie=2).status_code == 302
    assert selecties.woorden(rapport)["blok-1"] == "Mijn eigen tekst."


def test_wie_meeleest_ziet_de_tekst_en_kan_haar_niet_wijzigen(rapport, mensen):
    html = blad(mensen.dirk, rapport, "schrijven/blok-1/")
    assert "<textarea" not in html
    assert "instroom-meldingen" in html
    assert stuur(mensen.dirk, rapport, "Van Dirk.", "bewaren").status_code == 403


def test_cijfers_zijn_te_zoeken_ook_zonder_script_en_de_getypte_tekst_blijft_staan(rapport, mensen):
    html = blad(mensen.bea, rapport, "schrijven/blok-1/keuzes/", zoek="meldingen")
    assert "{{instroom-meldingen}}" in html
    assert "instroom-adviezen" not in html
    assert "@GM0361" in blad(mensen.bea, rapport, "schrijven/blok-1/keuzes/", gemeente="GM0361")
    assert "Geen cijfer gevonden" in blad(mensen.bea, rapport, "schrijven/blok-1/keuzes/", zoek="olifant")
    html = stuur(mensen.bea, rapport, "Half getypt", "zoek", zoek="adviesaanvragen").content.decode()
    assert "Half getypt" in html
    assert "{{instroom-adviezen}}" in html


def test_een_jaarbeeld_heeft_een_inleiding_met_een_maat(mensen, map_):
    gemaakt = cijfers_van(map_, "jaarbeeld", "2025")
    rapport = begin(
        mensen, gemaakt, soort="jaarbeeld", periode="2025", tekst="Er kwamen {{instroom-meldingen}} meldingen."
    )
    assert "Er kwamen 550 meldingen." in blad(mensen.bea, rapport, "lezen/")
    schrijf(rapport, mensen, "Een lange zin zonder getallen die maar doorgaat. " * 8)
    assert "er is plaats voor 260" in selecties.bezwaren_tegen(vers(rapport), mensen.bea, OM.date())[0]
    schrijf(rapport, mensen, "Er kwamen {{instroom-meldingen}} meldingen.")
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    bestanden = {b.soort: bytes(b.inhoud) for b in vers(rapport).bestanden.all()}
    assert set(bestanden) == {"html", "pdf", "json"}
    assert len(pypdf.PdfReader(io.BytesIO(bestanden["pdf"])).pages) == 1
    assert json.loads(bestanden["json"])["soort"] == "jaarbeeld"
    assert not m.Vaststelling.objects.exists()


# --------------------------------------------------------------------------------------------------------------- wie ziet wat


def test_een_gemeente_ziet_een_rapport_pas_als_het_gepubliceerd_is(rapport, mensen):
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    gert = als(mensen.gert)
    assert "Er is nog geen rapport gepubliceerd" in gert.get("/rapporten/").content.decode()
    adressen = [f"/rapporten/{rapport.kenmerk}/{achter}" for achter in ("lezen/", "bestand/pdf/", "bestand/json/")]
    assert [gert.get(adres).status_code for adres in adressen] == [404, 404, 404]
    handelingen.rapport_publiceren(vers(rapport), door=mensen.dirk, om=OM)
    assert "Burap 1 van 2025" in gert.get("/rapporten/").content.decode()
    assert [gert.get(adres).status_code for adres in adressen] == [200, 200, 200]
    assert "concept" not in blad(mensen.gert, rapport, "lezen/").lower()
    assert gert.get(f"/rapporten/{rapport.kenmerk}/").status_code == 403


def test_bovenaan_staat_wat_op_iemand_wacht(rapport, mensen):
    def wacht(wie) -> str:
        html = als(wie).get("/rapporten/").content.decode()
        return html.split("Uw beurt: ")[1].split("<")[0] if "Uw beurt: " in html else ""

    assert (wacht(mensen.bea), wacht(mensen.coen), wacht(mensen.dirk)) == ("schrijven", "", "")
    teken(rapport, "schrijver", mensen.bea)
    assert (wacht(mensen.bea), wacht(mensen.coen), wacht(mensen.dirk)) == ("", "toetsen", "")
    teken(rapport, "controller", mensen.coen)
    assert (wacht(mensen.coen), wacht(mensen.dirk)) == ("", "goedkeuren")
    teken(rapport, "directeur", mensen.dirk)
    assert (wacht(mensen.bea), wacht(mensen.coen), wacht(mensen.dirk)) == ("", "bevriezen", "bevriezen")


def test_de_tekenpagina_weigert_wie_niet_aan_de_beurt_is_en_zegt_wat_er_eerst_moet(rapport, mensen):
    niet_nu = als(mensen.coen).get(f"/rapporten/{rapport.kenmerk}/tekenen/", follow=True)
    assert "Nu tekent de schrijver." in niet_nu.content.decode()
    schrijf(rapport, mensen, FOUT)
    html = blad(mensen.bea, rapport, "tekenen/")
    assert "1 zin past niet bij de cijfers" in html
    assert "Ondertekenen" not in html
    schrijf(rapport, mensen, TEKST)
    afdruk = selecties.inhoudsafdruk(vers(rapport))
    klant = als(mensen.bea)
    zonder = klant.post(f"/rapporten/{rapport.kenmerk}/tekenen/", {"afdruk": afdruk})
    assert "Zet hier een vinkje" in zonder.content.decode()
    with_oud = klant.post(f"/rapporten/{rapport.kenmerk}/tekenen/", {"afdruk": "oud", "akkoord": "on"})
    assert "Lees het rapport opnieuw" in with_oud.content.decode()
    klant.post(f"/rapporten/{rapport.kenmerk}/tekenen/", {"afdruk": afdruk, "akkoord": "on"})
    assert vers(rapport).status == Status.TER_TOETSING


def test_terugsturen_op_de_bladzijde_laat_de_reden_zien(rapport, mensen):
    teken(rapport, "schrijver", mensen.bea)
    als(mensen.coen).post(f"/rapporten/{rapport.kenmerk}/terugsturen/", {"reden": "Noem ook de wachtlijst."})
    html = blad(mensen.bea, rapport)
    assert "Noem ook de wachtlijst." in html
    assert "handtekeningen vervallen: Bea Verzonnen (schrijver)" in html


# ----------------------------------------------------------------------------------------------------------------- bestanden


def test_elk_bestand_van_een_concept_zegt_dat_het_er_een_is(rapport, mensen):
    klant = als(mensen.coen)

    def bestand(soort: str) -> bytes:
        antwoord = klant.get(f"/rapporten/{rapport.kenmerk}/bestand/{soort}/")
        assert f"-concept.{soort}" in antwoord["Content-Disposition"]
        return antwoord.content

    assert b"CONCEPT, niet vastgesteld" in bestand("html")
    assert json.loads(bestand("json"))["status"] == "concept"
    bladzijden = pypdf.PdfReader(io.BytesIO(bestand("pdf"))).pages
    assert all("CONCEPT" in blad_.extract_text() for blad_ in bladzijden)
    docx = zipfile.ZipFile(io.BytesIO(bestand("docx")))
    assert b"CONCEPT" in docx.read("word/footerzicht.xml")
    xlsx = zipfile.ZipFile(io.BytesIO(bestand("xlsx")))
    bladen = [naam for naam in xlsx.namelist() if naam.startswith("xl/worksheets/sheet")]
    assert len(bladen) == 8
    assert all(b"CONCEPT" in xlsx.read(naam) for naam in bladen)
    assert klant.get(f"/rapporten/{rapport.kenmerk}/bestand/exe/").status_code == 404


def test_een_verkeerde_zin_komt_niet_in_het_concept_maar_haar_bezwaar_wel(rapport, mensen):
    schrijf(rapport, mensen, FOUT)
    html = blad(mensen.bea, rapport, "lezen/")
    assert "De duiding past nog niet bij de cijfers" in html
    assert "hangt niet aan een cijfer" in html
    assert als(mensen.bea).get(f"/rapporten/{rapport.kenmerk}/bestand/pdf/").status_code == 200


def test_html_in_de_tekst_blijft_tekst(rapport, mensen):
    schrijf(rapport, mensen, "Kijk <script>alert(1)</script> en <img src=x onerror=alert(1)>.")
    for achter in ("", "lezen/", "schrijven/blok-1/", "versies/blok-1/"):
        html = blad(mensen.bea, rapport, achter)
        assert "<script>alert" not in html
        assert "<img src=x" not in html


# ------------------------------------------------------------------------------------------------------------------- cijfers


def test_ophalen_zet_de_cijfers_uit_de_feiten_bij_het_rapport(mensen, map_):
    gemaakt = cijfers_van(map_, trend=None)
    noteer = partial(Kanttekening.objects.create, om=OM, door=mensen.bea)
    noteer(van=date(2025, 2, 3), tot=date(2025, 2, 7), tekst="Een week staking.", code="instroom-meldingen")
    noteer(van=date(2025, 7, 1), tekst="Na de periode.")
    rapport = begin(mensen, None, tekst="")
    opdracht = handelingen.opdracht_geven(rapport, door=mensen.bea, om=timezone.localtime())
    werk.voer_uit(opdracht)
    opdracht.refresh_from_db()
    assert (opdracht.fout, opdracht.stap) == ("", "de tabellen en de grafieken")
    stand = vers(rapport).cijfers
    assert stand.vingerafdruk == gemaakt.cijfers.bevroren["vingerafdruk"]
    assert van(stand).bevroren["cijfers"] == gemaakt.cijfers.bevroren["cijfers"]
    assert not selecties.is_veranderd(vers(rapport))
    html = blad(mensen.bea, rapport, "cijfers/")
    assert "Daarna is er niets meer vastgelegd" in html
    gelezen = blad(mensen.bea, rapport, "lezen/")
    assert gelezen.count("3 februari 2025 tot en met 7 februari 2025: Een week staking.") == 1  # alleen bij die grafiek
    assert "Na de periode." not in gelezen
    noteer(van=date(2025, 3, 1), tekst="Nog een.")
    assert selecties.is_veranderd(vers(rapport))


def test_wat_niet_lukt_staat_er_met_wat_te_doen_en_er_is_niets_veranderd(mensen, tmp_path):
    rapport = begin(mensen, None, tekst="")
    with override_settings(INSTELLINGEN=met_feiten(tmp_path / "leeg")):
        opdracht = handelingen.opdracht_geven(rapport, door=mensen.bea, om=timezone.localtime())
        werk.voer_uit(opdracht)
        html = blad(mensen.bea, rapport, "cijfers/")
    assert "Het ophalen is niet gelukt" in html
    assert not Cijferstand.objects.exists()


def test_de_cijfers_van_een_bevroren_burap_zijn_uit_de_registratie_opnieuw_te_maken(mensen, tmp_path):
    """Tot op de byte, ook als er daarna van alles is vastgelegd."""
    eigen = replace(met_feiten(tmp_path), feiten="", data=str(tmp_path))
    with override_settings(INSTELLINGEN=eigen):
        for nummer in range(30):
            _meld(date(2025, 2, 1) + timedelta(days=nummer), nummer)
        rapport = begin(mensen, None, tekst="")
        werk.voer_uit(handelingen.opdracht_geven(rapport, door=mensen.bea, om=timezone.localtime()))
        stand = vers(rapport).cijfers
        _meld(date(2025, 3, 30), 99)
        assert selecties.is_veranderd(vers(rapport))
        opnieuw = bron.herbouw(vers(rapport), tmp_path / "werk")
    bevroren = van(stand).bevroren
    assert bevroren["cijfers"]["instroom-meldingen"]["waarde"] == 30
    gebouwd = maak_op("burap", 1, opnieuw, {}).bevroren
    assert inhoud_json(gebouwd, Uitgave(1, (), ())) == inhoud_json(bevroren, Uitgave(1, (), ()))


def _meld(dag: date, nummer: int) -> None:
    m.Gemeente.objects.get_or_create(code="GM0361", jaar=2025, defaults={"naam": "Alkmaar", "inwoners": 111_000})
    wie = maak_gebruiker(f"t{nummer}", Rol.TOEGANG)
    om = datetime.combine(dag, datetime.min.time(), UTC) if nummer < 99 else timezone.localtime()
    meldingen.melding_registreren(
        meldingen.NieuweMelding(ontvangen_op=dag, gemeente="GM0361", hoedanigheid="politie"), door=wie, om=om
    )


# ---------------------------------------------------------------------------------------------------------------- een plaats


def test_de_oude_weg_leidt_naar_de_nieuwe(mensen):
    klant = als(mensen.coen)
    assert klant.get("/cijfers/perioden/")["Location"] == "/rapporten/"
    assert klant.post("/cijfers/burap/", {"periode": PERIODE}).status_code == 404
    m.Vaststelling.objects.create(periode="2024-burap3", uitgave=1, om=OM, door=mensen.coen)
    assert "burap 3 van 2024" in klant.get("/rapporten/").content.decode()


def test_een_rapport_beginnen_op_de_bladzijde_vraagt_een_reden_bij_een_volgende_uitgave(mensen):
    klant, keuze = als(mensen.bea), selecties.te_beginnen(timezone.localdate())[1]
    m.Vaststelling.objects.create(periode=keuze[1], uitgave=1, om=OM, door=mensen.coen)
    antwoord = klant.post("/rapporten/beginnen/", {"wat": f"{keuze[0]}/{keuze[1]}", "aanleiding": ""})
    assert "waarom er een nieuwe uitgave komt" in antwoord.content.decode()
    assert not Rapport.objects.exists()
    assert als(mensen.coen).get("/rapporten/beginnen/").status_code == 403
