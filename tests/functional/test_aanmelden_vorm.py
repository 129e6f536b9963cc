"""De bladzijden van het aanmelden, in onze eigen woorden en in een echte browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.test import override_settings

from support.browser import FLAGS
from support.web import WACHTWOORD, maak_gebruiker
from zicht.web.beheer.aanmelden import Aanmelding, TweedeFactor
from zicht.web.beheer.rechten import Rol
from zicht.web.vormgeving.aanmeldzinnen import ACCOUNTZINNEN, MFAZINNEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Wat in een bladzijde van allauth staat als die niet van ons is: Engels, of 'je' in plaats van 'u'.
ENGELS = re.compile(
    r"\b(sign|authenticat\w*|password|please|your|security|codes are|recovery|name|je|jouw)\b", re.IGNORECASE
)


# Van twee apps met hetzelfde sjabloon wint de eerste.
APPS = sorted(settings.INSTALLED_APPS, key=lambda app: app != "zicht.web.vormgeving")


@pytest.fixture
def adres(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # Zo nemen de adapters van beheer de zinnen op; hier nog eens, want die map is niet van de vormgeving.
    monkeypatch.setattr(Aanmelding, "error_messages", Aanmelding.error_messages | ACCOUNTZINNEN)
    monkeypatch.setattr(TweedeFactor, "error_messages", TweedeFactor.error_messages | MFAZINNEN)
    with override_settings(ROOT_URLCONF="support.stijlblad", ALLOWED_HOSTS=["*"], INSTALLED_APPS=APPS):
        yield live_server.url


@pytest.fixture
def blad(chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright laat in deze draad een lus achter
    with sync_playwright() as spelen:
        programma = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        tabblad = programma.new_page()
        tabblad.set_default_timeout(10_000)
        yield tabblad
        programma.close()


def keur(tabblad: Any) -> None:
    """Geen bevinding van axe, geen zijwaarts schuiven op 400 %, geen Engels en geen 'je'."""
    from axe_playwright_python.sync_playwright import Axe

    for breedte in (1280, 320):
        tabblad.set_viewport_size({"width": breedte, "height": 800})
        uitslag = Axe().run(tabblad)
        assert uitslag.violations_count == 0, f"{tabblad.url}: {uitslag.generate_report()}"
        assert tabblad.evaluate("document.documentElement.scrollWidth") == breedte, tabblad.url
    assert not ENGELS.findall(tabblad.inner_text("body")), tabblad.url
    assert tabblad.locator("style, [style], script:not([src]):not([type='application/json'])").count() == 0


def code_van_nu(sleutel: str) -> str:
    return format_hotp_value(hotp_value(sleutel, next(yield_hotp_counters_from_time())))


def log_in(tabblad: Any, adres: str) -> None:
    tabblad.goto(adres + "/aanmelden/login/")
    tabblad.fill("#id_login", "sanne")
    tabblad.fill("#id_password", WACHTWOORD)
    tabblad.get_by_role("button", name="Inloggen", exact=True).click()
    tabblad.wait_for_url(lambda url: "/login/" not in url)


def test_inloggen_een_app_koppelen_en_met_de_code_weer_inloggen(blad: Any, adres: str):
    """De hele weg: een verkeerd wachtwoord, de app koppelen, herstelcodes zien, uitloggen, met de code erin."""
    maak_gebruiker("sanne", Rol.TOEGANG, wachtwoord=WACHTWOORD)
    for pad in ("signup/", "password/reset/", "inactive/", "login/"):
        blad.goto(f"{adres}/aanmelden/{pad}")
        keur(blad)
    blad.fill("#id_login", "sanne")
    blad.fill("#id_password", "een heel ander woord")
    blad.get_by_role("button", name="Inloggen", exact=True).click()
    blad.wait_for_selector("#foutenoverzicht")
    assert blad.input_value("#id_login") == "sanne"
    keur(blad)

    log_in(blad, adres)
    blad.goto(adres + "/aanmelden/2fa/")
    keur(blad)
    blad.goto(adres + "/aanmelden/2fa/totp/activate/")
    assert blad.inner_text("h1") == "Bent u het zelf?"
    keur(blad)
    blad.fill("#id_password", WACHTWOORD)
    blad.get_by_role("button", name="Bevestigen").click()
    blad.wait_for_selector(".qr")
    assert blad.evaluate("document.querySelector('.qr').naturalWidth") > 0
    keur(blad)
    blad.get_by_text("Kunt u niet scannen?").click()
    sleutel = blad.inner_text(".geheim")
    blad.fill("#id_code", "000000")
    blad.get_by_role("button", name="Koppelen").click()
    blad.wait_for_selector("#foutenoverzicht")
    keur(blad)
    blad.fill("#id_code", code_van_nu(sleutel))
    blad.get_by_role("button", name="Koppelen").click()
    blad.wait_for_selector(".codes")
    assert blad.locator(".codes li").count() == 10
    keur(blad)

    for pad in ("2fa/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/", "2fa/webauthn/", "2fa/webauthn/add/",
                "password/change/", "logout/"):  # fmt: skip
        blad.goto(f"{adres}/aanmelden/{pad}")
        keur(blad)
    blad.locator("main").get_by_role("button", name="Uitloggen").click()
    blad.wait_for_url("**/login/")

    log_in(blad, adres)
    assert blad.url.startswith(adres + "/aanmelden/2fa/authenticate/")
    keur(blad)
