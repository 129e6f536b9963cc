"""Normtijden bewaken bij een begroting: met en zonder geschreven tijd, en door naar de werkbank."""

import re
import shutil

import pytest
from django.test import Client

from support.begroting import maak_controller
from support.bord import feitenmap, instellingen
from support.web import maak_gebruiker
from zicht.synthetisch.tijdschrijven import schrijf_bij
from zicht.uitwisseling.feiten import lees_feiten
from zicht.uitwisseling.tijdschrijven import BESTAND
from zicht.web.beheer.rechten import Rol

pytestmark = pytest.mark.django_db
ADRES = "/begrotingen/nog-2025/normtijden/"


@pytest.fixture
def klant() -> Client:
    client = Client()
    client.force_login(maak_controller())
    return client


def kaal(antwoord) -> str:
    return " ".join(antwoord.content.decode().split())


def test_zonder_cijfers_zegt_de_bladzijde_hoe_zij_er_komen(klant, tmp_path):
    with instellingen(data=str(tmp_path), feiten=""):
        tekst = kaal(klant.get(ADRES))
    assert "Normtijden bewaken" in tekst
    assert "Nog geen cijfers" in tekst or "Geen geschreven tijd" in tekst


def test_zonder_geschreven_tijd_is_er_geen_advies_maar_wel_doorlooptijd(klant, tmp_path):
    with instellingen(data=str(tmp_path), feiten=str(feitenmap())):
        tekst = kaal(klant.get(ADRES))
    assert "Er is geen geschreven tijd" in tekst
    assert "herzien:" not in tekst
    assert re.search(r"\d+ dagen", tekst)
    assert "de feiten zijn van NHN en deze begroting is van NOG" in tekst


def test_met_geschreven_tijd_staat_er_advies_en_opent_de_werkbank_met_het_voorstel(klant, tmp_path):
    map_ = tmp_path / "feiten"
    shutil.copytree(feitenmap(), map_)
    schrijf_bij(lees_feiten(map_), map_ / BESTAND, 1)
    with instellingen(data=str(tmp_path / "data"), feiten=str(map_)):
        tekst = kaal(klant.get(ADRES))
        assert "hoogstens 1 op de 20 keer ooit" in tekst
        assert "herzien: 1" in tekst  # de verzonnen tijd volgt de normtijd van NHN voor monitoren: 15 uur
        assert re.search(r"Monitoren: van 6 uur naar 1\d uur\. In de begroting: \+", tekst)
        velden = dict(re.findall(r'name="(k_dienst[^"]+)" value="([^"]+)"', tekst))
        assert "k_dienst.monitoren.normtijd_uren" in velden
        werkbank = klant.post("/begrotingen/nog-2025/werkbank/", velden)
        assert werkbank.status_code == 200
        assert f'value="{velden["k_dienst.monitoren.normtijd_uren"]}"' in werkbank.content.decode()
        (map_ / BESTAND).write_text("soort,id,datum,uren\nmelding,M1,gisteren,3\n", "utf-8")
        assert "rij 2: verwacht een datum als jjjj-mm-dd" in kaal(klant.get(ADRES))


def test_alleen_wie_begrotingen_mag_inzien_ziet_de_normtijden():
    client = Client()
    client.force_login(maak_gebruiker("tineke", Rol.TOEGANG))
    assert client.get(ADRES).status_code == 403
