"""Het menu volgt de rechten, en de bladzijden van de vormgeving zeggen niet meer dan nodig."""

import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from support import stijlblad
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.instellingen import Instellingen
from zicht.web.vormgeving import menu
from zicht.web.vormgeving.context import algemeen


@pytest.fixture(autouse=True)
def _omgeving(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(menu, "_PUNTEN", {})
    with override_settings(**stijlblad.INSTELLINGEN):
        yield


def vraag(pad: str, *rollen: Rol) -> HttpRequest:
    request = RequestFactory().get(pad)
    request.user = Gebruiker(username="proef")
    vars(request.user)["rollen"] = frozenset(rollen)
    return request


def test_in_het_menu_staat_alleen_wat_iemand_mag_openen_in_volgorde_van_plaats():
    menu.voeg_toe(
        menu.Menupunt("hulp", "Hulp", "eigen", 90),
        menu.Menupunt("vormgeving", "Stijl", "melding.registreren", 10),
        menu.Menupunt("privacy", "Logboek", "logboek.inzien"),
        menu.Menupunt("bestaat-niet", "Weg", "eigen"),
    )
    assert [punt.label for punt in menu.menu_voor(vraag("/", Rol.TOEGANG))] == ["Stijl", "Hulp"]
    assert [punt.label for punt in menu.menu_voor(vraag("/", Rol.FG))] == ["Logboek", "Hulp"]
    assert menu.menu_voor(vraag("/")) == []


def test_het_menu_wijst_aan_waar_iemand_is_ook_een_bladzijde_dieper():
    menu.voeg_toe(menu.Menupunt("hulp", "Hulp", "eigen"), menu.Menupunt("vormgeving", "Stijl", "eigen"))
    actief = [punt.label for punt in menu.menu_voor(vraag("/vormgeving/zoek/", Rol.FG)) if punt.actief]
    assert actief == ["Stijl"]


def test_wie_niet_is_ingelogd_heeft_geen_menu_en_geen_sessie():
    menu.voeg_toe(menu.Menupunt("hulp", "Hulp", "eigen"))
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    gegevens = algemeen(request)
    assert (gegevens["menu"], gegevens["sessie_seconden"], gegevens["sessie_wie"]) == ([], 0, "")


def test_de_afdruk_van_wie_er_is_verschilt_per_mens_en_noemt_niemand():
    een, ander = vraag("/"), vraag("/")
    afdruk = algemeen(een)["sessie_wie"]
    assert afdruk == algemeen(een)["sessie_wie"] != algemeen(ander)["sessie_wie"]
    assert str(een.user.pk)[:8] not in afdruk


def test_de_rollen_staan_er_in_gewone_woorden():
    assert algemeen(vraag("/", Rol.TEAMLEIDER, Rol.FG))["rolnamen"] == ("functionaris gegevensbescherming, teamleider")


def test_de_sessie_zegt_wie_en_geeft_een_bewijs_en_verder_niets():
    antwoord = json.loads(Client().get("/sessie/").content)
    assert set(antwoord) == {"csrf", "wie"}
    assert len(antwoord["csrf"]) > 30


def test_namen_verbergen_gaat_aan_en_uit_en_niet_met_een_verwijzing():
    client = Client()
    assert "Roos van den Berg" in client.get("/vormgeving/").content.decode()
    assert client.post("/privacy/", {"next": "/vormgeving/"}).headers["Location"] == "/vormgeving/"
    assert "Roos van den Berg" not in client.get("/vormgeving/").content.decode()
    client.post("/privacy/", {"next": "//voorbeeld.nl/"})
    assert "Roos van den Berg" in client.get("/vormgeving/").content.decode()
    assert client.get("/privacy/").status_code == 405


@pytest.mark.parametrize("doel", ["https://voorbeeld.nl/", "//voorbeeld.nl", "javascript:alert(1)", ""])
def test_na_namen_verbergen_blijft_iemand_binnen_zicht(doel: str):
    assert Client().post("/privacy/", {"next": doel}).headers["Location"] == "/"


def test_het_stijlblad_is_er_alleen_in_de_demo():
    assert Client().get("/vormgeving/").status_code == 200
    with override_settings(INSTELLINGEN=Instellingen(demo=False)):
        assert Client().get("/vormgeving/").status_code == 404
        assert Client().post("/vormgeving/zoek/").status_code == 404
        assert "Demo:" not in Client().get("/hulp/").content.decode()


def test_een_fout_bij_het_opslaan_zonder_bewijs_zegt_wat_te_doen():
    antwoord = Client(enforce_csrf_checks=True).post("/privacy/")
    assert antwoord.status_code == 403
    assert "Dit is niet opgeslagen" in antwoord.content.decode()
