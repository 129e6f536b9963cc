"""Inloggen via de organisatie, tegen een echte aanmelddienst: gelukt, onbekend, geweigerd, nagemaakt, en de tweede factor."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from support.oidc import CLIENT, GEHEIM, Aanmelddienst, aanmelddienst
from support.web import maak_gebruiker
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db
NAAR, TERUG = "/aanmelden/oidc/organisatie/login/", "/aanmelden/oidc/organisatie/login/callback/"
SANNE = {"sub": "a1b2", "preferred_username": "sanne", "name": "Sanne Verzonnen"}


@pytest.fixture
def dienst(settings) -> Iterator[Aanmelddienst]:
    settings.INSTELLINGEN = replace(settings.INSTELLINGEN, tweede_factor=True)
    with aanmelddienst() as dienst:
        dienst.mag_terug_naar = (f"http://testserver{TERUG}",)
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "organisatie", "name": "Veilig Thuis", "client_id": CLIENT, "secret": GEHEIM,
                        "settings": {"server_url": dienst.adres},
                    }
                ],
            }
        }  # fmt: skip
        yield dienst


def naar_de_dienst(client: Client) -> str:
    """De knop op de aanmeldpagina; het adres waar de browser heen gaat."""
    antwoord = client.post(NAAR)
    assert antwoord.status_code == 302, antwoord.content.decode()
    return antwoord.headers["Location"]


def bij_de_dienst(adres: str) -> str:
    """Wat de dienst met de browser doet: terug naar Zicht."""
    antwoord = requests.get(adres, allow_redirects=False, timeout=10)
    assert antwoord.status_code == 302, antwoord.text
    return antwoord.headers["Location"]


def meld_aan(client: Client):
    terug = bij_de_dienst(naar_de_dienst(client))
    return client.get(terug.removeprefix("http://testserver"), follow=True)


def binnen(client: Client) -> bool:
    return client.get("/dossiers/").status_code == 200


def log() -> list[tuple[str, str, str]]:
    return list(Logregel.objects.order_by("nummer").values_list("handeling", "resultaat", "gebruiker"))


def test_de_aanmeldpagina_heeft_de_knop_en_het_beleid_laat_hem_door(client, dienst):
    bladzijde = client.get("/aanmelden/login/").content.decode()
    assert NAAR in bladzijde
    assert "Veilig Thuis" in bladzijde


def test_wie_hier_bestaat_komt_binnen_zonder_wachtwoord_en_eigen_tweede_factor(client, dienst):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    dienst.wie = SANNE
    adres = naar_de_dienst(client)
    vraag = parse_qs(urlsplit(adres).query)
    assert vraag["code_challenge_method"] == ["S256"]
    assert "openid" in vraag["scope"][0].split()
    assert len(vraag["state"][0]) >= 16
    client.get(bij_de_dienst(adres).removeprefix("http://testserver"))
    assert binnen(client), "de dienst vraagt zelf om een wachtwoord en een tweede factor"
    assert {"/token", "/userinfo"} <= set(dienst.gezien)
    assert ("aangemeld", "gelukt", "sanne") in log()
    assert SocialAccount.objects.get().user_id == sanne.pk
    assert list(keten.breuken()) == []

    nog_een = Client()
    dienst.wie = SANNE | {"preferred_username": "anders"}  # wie al is gekoppeld blijft wie zij is, hoe zij nu ook heet
    meld_aan(nog_een)
    assert binnen(nog_een)
    assert nog_een.session["_auth_user_id"] == str(sanne.pk)


@pytest.mark.parametrize("soort", ["onbekend", "gesloten", "systeem", "zonder naam"])
def test_wie_hier_niet_bestaat_of_niet_mag_komt_niet_binnen(client, dienst, soort):
    Gebruiker.objects.create(username="gesloten", is_active=False)
    Gebruiker.objects.create(username="systeem", koppeling=True)
    dienst.wie = {"sub": soort} | ({} if soort == "zonder naam" else {"preferred_username": soort})
    antwoord = meld_aan(client)
    assert antwoord.status_code == 200
    assert not binnen(client)
    assert not SocialAccount.objects.exists()
    assert Gebruiker.objects.count() == 2, "niemand maakt zo een account"


def test_een_koppeling_aan_een_account_dat_later_sluit_opent_niets_meer(client, dienst):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    dienst.wie = SANNE
    meld_aan(client)
    assert binnen(client)
    sanne.is_active = False
    sanne.save()
    assert not binnen(client)
    ander = Client()
    meld_aan(ander)
    assert not binnen(ander)


def test_wie_hier_een_eigen_tweede_factor_heeft_wordt_er_ook_om_gevraagd(client, dienst):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    TOTP.activate(sanne, generate_totp_secret())
    dienst.wie = SANNE
    antwoord = meld_aan(client)
    assert antwoord.request["PATH_INFO"] == "/aanmelden/2fa/authenticate/"
    assert not binnen(client)


def test_wie_bij_de_dienst_weigert_komt_niet_binnen(client, dienst):
    maak_gebruiker("sanne", Rol.TOEGANG)
    antwoord = meld_aan(client)
    assert antwoord.status_code in (200, 403)
    assert not binnen(client)


def test_een_nagemaakt_of_herhaald_antwoord_opent_niets(client, dienst):
    maak_gebruiker("sanne", Rol.TOEGANG)
    dienst.wie = SANNE
    terug = bij_de_dienst(naar_de_dienst(client)).removeprefix("http://testserver")
    vreemd = Client()
    vreemd.get(terug)
    assert not binnen(vreemd), "een antwoord hoort bij de browser die vroeg"
    zonder_state = terug.split("&state=")[0]
    client.get(zonder_state)
    assert not binnen(client)
    nogmaals = Client()
    adres = naar_de_dienst(nogmaals)
    state = parse_qs(urlsplit(adres).query)["state"][0]
    nogmaals.get(f"{TERUG}?code=verzonnen&state={state}")
    assert not binnen(nogmaals)


def test_een_token_voor_een_ander_of_over_de_tijd_opent_niets(client, dienst, monkeypatch):
    maak_gebruiker("sanne", Rol.TOEGANG)
    dienst.wie = SANNE
    echt = dienst.onderteken
    for anders in ({"aud": "een ander"}, {"iss": "https://kwaad.example"}, {"exp": 1_000_000}):
        monkeypatch.setattr(dienst, "onderteken", lambda claims, anders=anders: echt(claims | anders))
        poging = Client()
        meld_aan(poging)
        assert not binnen(poging), anders


def test_een_dienst_die_niet_antwoordt_geeft_een_nette_bladzijde(client, dienst, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    antwoord = client.post(NAAR)
    assert antwoord.status_code == 503
    assert "Inloggen via uw organisatie lukt nu niet" in antwoord.content.decode()
    assert not binnen(client)
    assert ("eigen:openid_connect_login", "mislukt", "") in log()


def test_elke_bladzijde_onderweg_is_in_onze_woorden(client, dienst):
    afgebroken = meld_aan(client).content.decode()
    assert "Het inloggen via uw organisatie is afgebroken" in afgebroken
    tussenin = Client().get(NAAR).content.decode()
    assert "komt daarna hier terug" in tussenin
    dienst.wie = {"sub": "x", "preferred_username": "onbekend"}
    onbekend = meld_aan(Client()).content.decode()
    assert "U hebt nog geen account" in onbekend
    dienst.wie = SANNE
    terug = bij_de_dienst(naar_de_dienst(client)).removeprefix("http://testserver")
    vreemd = Client().get(terug)
    assert (vreemd.status_code, "lukt nu niet" in vreemd.content.decode()) == (401, True)
