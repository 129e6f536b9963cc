"""De controller in een echte browser: van voorbeeld tot scenario met alleen het toetsenbord. Axe loopt alle pagina's langs in test_web_toegankelijk.py."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client, override_settings

from support.toetsenbord import Toetsenbord
from support.web import WACHTWOORD, maak_gebruiker
from zicht.core.begroting.scenario import lees_scenarios
from zicht.web.begroting.models import Begrotingsstuk, Scenarioversie
from zicht.web.beheer.rechten import Rol

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]


def test_van_voorbeeld_tot_risico_met_alleen_het_toetsenbord(tabblad: Any, live_server: Any):
    maak_gebruiker("coen", Rol.CONTROLLER, wachtwoord=WACHTWOORD)
    tabblad.set_default_timeout(60_000)
    t = Toetsenbord(tabblad)
    with override_settings(ALLOWED_HOSTS=["*"]):
        tabblad.goto(f"{live_server.url}/aanmelden/login/")
        t.vul("Gebruikersnaam", "coen")
        t.vul("Wachtwoord", WACHTWOORD)
        t.volg("Inloggen")
        kopieer(t)
        schuif(t)
        bewaar(t)
        vergelijk_en_lees(t)


def kopieer(t: Toetsenbord) -> None:
    t.volg("Begrotingen")
    t.volg("Begroting 2025 (meerjaren")
    t.volg("Kopieer als begin")
    t.vul("Titel van de nieuwe begroting", "Begroting 2026")
    t.vul("Waarvoor maakt u haar?", "begin voor 2026")
    t.volg("Kopiëren")
    assert Begrotingsstuk.objects.get().titel == "Begroting 2026", t.blad.inner_text("main")[:800]


def schuif(t: Toetsenbord) -> None:
    """Pijltjes op de schuif: het getal ernaast en de uitkomst gaan mee, zonder nieuwe bladzijde."""
    t.volg("Scenariowerkbank")
    t.opnieuw()
    t.naar("Aantal meldingen, schuif")
    for _ in range(5):
        t.blad.keyboard.press("ArrowRight")
    t.blad.locator("#stand", has_text="samen").wait_for()
    schuif_ = t.blad.locator("[data-schuif=knop-stroom-meldingen-aantal]")
    getal = t.blad.locator("#knop-stroom-meldingen-aantal").input_value()
    assert getal == "3.500"
    assert schuif_.get_attribute("aria-valuetext") == "3.500, 8 procent meer dan de begroting"
    assert "meer" not in t.blad.locator("#knop-stroom-meldingen-aantal-fout").inner_text()


def bewaar(t: Toetsenbord) -> None:
    t.vul("Naam van het scenario", "Meer meldingen")
    t.vul("Waarom?", "de politie meldt meer")
    t.volg("Scenario bewaren")
    (scenario,) = lees_scenarios(Scenarioversie.objects.get().tekst, "toets")
    assert [(w.pad, w.getal) for w in scenario.wijzigingen] == [("stroom.meldingen.aantal", Decimal(3500))]


def vergelijk_en_lees(t: Toetsenbord) -> None:
    assert "Het scenario ‘Meer meldingen’ is bewaard." in t.blad.inner_text("main")
    t.vink("Effect van de meldcode: laag")
    t.volg("Zet naast elkaar")
    kop = t.blad.locator("thead").first.inner_text()
    assert "Meer meldingen" in kop
    assert "Effect van de meldcode: laag" in kop
    t.volg("Risico's")
    assert "Verwachte schade" in t.blad.inner_text("main")
    t.volg("Begroting 2026")
    t.naar("€ 8.654.639, Totaal: opbouw")
    t.blad.keyboard.press("Enter")
    t.blad.wait_for_selector(".kerngetal .boom")


def test_wat_niet_kan_staat_meteen_bij_de_knop(tabblad: Any, live_server: Any):
    maak_gebruiker("coen", Rol.CONTROLLER)
    with override_settings(ALLOWED_HOSTS=["*"]):
        meld_aan(tabblad, live_server.url)
        tabblad.goto(f"{live_server.url}/begrotingen/nog-2025/werkbank/")
        t = Toetsenbord(tabblad)
        t.naar("Aandelen in de trechter")
        tabblad.keyboard.press("Enter")
        typ(t, "98")
        tabblad.wait_for_selector("#knop-stroom-eerste_contact-aandeel[aria-invalid=true]")
        zin = tabblad.inner_text("#knop-stroom-eerste_contact-aandeel-fout")
        assert "samen kan het hoogstens 100 procent zijn" in zin
        assert tabblad.input_value("#knop-stroom-eerste_contact-aandeel") == "98"
        assert t.focus()["naam"].startswith("Aandeel eerste contact"), "wie typt houdt de focus"
        typ(t, "70")
        tabblad.wait_for_selector("#knop-stroom-eerste_contact-aandeel:not([aria-invalid])")
        assert not tabblad.locator("#knop-stroom-eerste_contact-aandeel-fout p").count()


def typ(t: Toetsenbord, getal: str) -> None:
    """Het getal naast de schuif."""
    t.naar("Aandeel eerste contact", soort="text")
    t.blad.keyboard.press("ControlOrMeta+a")
    t.blad.keyboard.type(getal)


def meld_aan(tabblad: Any, adres: str) -> None:
    from zicht.web.beheer.models import Gebruiker

    tabblad.set_default_timeout(60_000)
    klant = Client()
    klant.force_login(Gebruiker.objects.get(username="coen"))
    tabblad.context.add_cookies([{"name": "zicht", "value": klant.cookies["zicht"].value, "url": adres}])
