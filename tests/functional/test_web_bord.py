"""Het hele dashboard zonder muis en zonder plaatjes: van het overzicht tot het waarom van een geval, en elke analyse."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from support.bord import met_cijfers
from support.toetsenbord import Toetsenbord
from support.web import maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.bord.models import Kanttekening

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]


def test_het_hele_dashboard_met_alleen_het_toetsenbord_en_zonder_plaatjes(
    tabblad: Any, live_server: Any, tmp_path: Path
):
    tabblad.set_default_timeout(60_000)
    klant = Client()
    klant.force_login(maak_gebruiker("bea", Rol.BELEIDSMEDEWERKER, Rol.CONTROLLER))
    tabblad.context.add_cookies([{"name": "zicht", "value": klant.cookies["zicht"].value, "url": live_server.url}])
    t = Toetsenbord(tabblad)
    with override_settings(ALLOWED_HOSTS=["*"]), met_cijfers(tmp_path):
        tabblad.goto(f"{live_server.url}/bord/")
        van_overzicht_tot_geval(t)
        tabblad.goto(f"{live_server.url}/bord/")
        langs_elke_analyse(t)
        kanttekening(t)


def lees(t: Toetsenbord) -> str:
    """Wat er staat als geen enkel plaatje te zien is."""
    t.blad.evaluate("document.querySelectorAll('svg, img').forEach(plaatje => plaatje.remove())")
    return t.blad.inner_text("main")


def van_overzicht_tot_geval(t: Toetsenbord) -> None:
    """Kies gebied en periode, open een indicator, tel hem uit tot een geval, en lees waarom dat meetelt."""
    t.kies("Gebied", "Alkmaar")
    t.kies("Periode", "mei-a")
    t.volg("Tonen")
    assert "Dashboard Alkmaar" in lees(t)
    t.volg("Veiligheidsbeoordeling binnen 5 werkdagen na ontvangst")
    tekst = lees(t)
    assert "De cijfers van de grafiek" in tekst
    assert "Wat er geteld is" in tekst
    t.kies("Per", "kwartaal")
    t.volg("Tonen")
    assert "per kwartaal" in lees(t)
    for soort in ("CSV", "Excel"):
        t.naar(f"Download als {soort}")
        with t.blad.expect_download() as bezig:
            t.blad.keyboard.press("Enter")
        assert bezig.value.path().stat().st_size > 200
    t.opnieuw()
    t.volg("1e kwartaal 2025")
    assert "gevallen:" in lees(t)
    t.volg("telt in de noemer en in de teller")
    t.volg("NHN-M")
    tekst = lees(t)
    assert "In welke indicatoren dit geval telt, en waarom" in tekst
    assert "Instroom meldingen" in tekst


def langs_elke_analyse(t: Toetsenbord) -> None:
    """Elke analyse is te vinden vanaf het overzicht, en zegt zonder haar plaatjes wat zij te zeggen heeft."""
    for naam, kop, zin in (
        ("Duiding", "Duiding", "Hoedanigheid"),
        ("Dubbelbeeld", "Dubbelbeeld", "Waarom twee beelden"),
        ("Verborgen wachten", "Verborgen wachten", "Hoe er is getoetst"),
        ("Recidive", "Recidive", "met opzet geen norm"),
        ("Vergelijken met het CBS", "Vergelijken met het CBS", "StatLine"),
    ):
        t.opnieuw()
        t.volg(naam)
        tekst = lees(t)
        assert kop in tekst, naam
        assert zin in tekst, naam
        t.opnieuw()
        t.volg("Dashboard")


def kanttekening(t: Toetsenbord) -> None:
    """Schrijf wat een lezer moet weten; het staat daarna ook bij de grafiek."""
    t.opnieuw()
    t.volg("Kanttekeningen en late invoer")
    t.volg("Kanttekening schrijven")
    t.vul("Vanaf", "1-3-2025")
    t.vul("Wat", "Nieuw registratiesysteem.")
    t.volg("Opslaan")
    assert Kanttekening.objects.count() == 1
    assert "Nieuw registratiesysteem." in lees(t)
    t.opnieuw()
    t.volg("Dashboard")
    t.volg("Veiligheidsbeoordeling binnen 5 werkdagen na ontvangst")
    assert "Nieuw registratiesysteem." in lees(t)
