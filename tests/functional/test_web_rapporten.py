"""Een burap in een echte browser: geschreven, geweigerd, getekend, bevroren, gepubliceerd en opnieuw uitgegeven, zonder muis."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from support.burapfeiten import _tabellen
from support.maak import dossier, melding
from support.rapporten import (
    FOUT,
    OM,
    Mensen,
    begin,
    cijfers_van,
    feiten,
    keur_goed,
    maak_mensen,
    met_feiten,
    schrijf,
    vers,
    zet_klok,
)
from support.toetsenbord import Toetsenbord
from support.web import WACHTWOORD
from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek import keten
from zicht.web.rapporten import handelingen
from zicht.web.rapporten.models import Cijferstand, Rapport, Status

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]
NAAM = "Burap 1 van 2025"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return feiten(tmp_path / "feiten")


def test_een_burap_van_begin_tot_tweede_uitgave_met_alleen_het_toetsenbord(
    tabblad: Any, live_server: Any, map_: Path, monkeypatch: pytest.MonkeyPatch
):
    zet_klok(monkeypatch)
    maak_mensen(WACHTWOORD)
    tabblad.set_default_timeout(90_000)
    t = Toetsenbord(tabblad)
    with override_settings(INSTELLINGEN=met_feiten(map_), ALLOWED_HOSTS=["*"]):
        meld_aan(t, live_server.url, "bea")
        begin_rapport(t)
        een_verkeerde_zin_wordt_geweigerd(t)
        schrijf_goed(t)
        onderteken(t, "schrijver", "De duiding is af")
        laat_tekenen_bevriezen_en_publiceren(t, live_server.url)
        een_gemeente_leest(t, live_server.url)
        later_gemeld(map_)
        meld_aan(t, live_server.url, "bea")
        begin_rapport(t, "nagekomen meldingen van maart")
        lees_wat_er_veranderde(t)
        laat_tekenen_bevriezen_en_publiceren(t, live_server.url)
    eerste, tweede = Rapport.objects.order_by("uitgave")
    assert (eerste.status, tweede.status) == (Status.GEPUBLICEERD, Status.GEPUBLICEERD)
    assert tweede.stappen.filter(wat__startswith="getekend als").count() == 3
    inhoud = json.loads(bytes(tweede.bestanden.get(soort="json").inhoud))
    assert inhoud["uitgave"] == 2
    assert "instroom-meldingen" in [w["sleutel"] for w in inhoud["wijzigingen"]]
    assert list(keten.breuken()) == []


def meld_aan(t: Toetsenbord, adres: str, naam: str) -> None:
    t.blad.context.clear_cookies()
    t.blad.goto(f"{adres}/aanmelden/login/")
    t.vul("Gebruikersnaam", naam)
    t.vul("Wachtwoord", WACHTWOORD)
    t.volg("Inloggen")
    t.volg("Burap en jaarbeeld")


def begin_rapport(t: Toetsenbord, aanleiding: str = "") -> None:
    t.volg("Rapport beginnen")
    t.kies("Wat gaat u maken?", NAAM)
    if aanleiding:
        t.vul("Waarom een nieuwe uitgave", aanleiding)
    t.volg("Beginnen")
    t.blad.get_by_text("Haal de cijfers van nu op").wait_for()
    assert Cijferstand.objects.filter(rapport__bevroren_om=None).count() == 1
    t.opnieuw()
    t.volg("Terug naar het rapport")


def een_verkeerde_zin_wordt_geweigerd(t: Toetsenbord) -> None:
    t.volg("Blok 1. Beschrijvende")
    t.vul("Uw tekst", FOUT)
    t.volg("Toets de tekst")
    gevonden = t.blad.inner_text("main")
    assert "Het getal '999' hangt niet aan een cijfer." in gevonden
    assert "Het woord 'daalde' hangt niet aan een cijfer." in gevonden
    t.volg("Bewaren")
    t.volg(NAAM)
    assert "1 zin past niet bij de cijfers" in t.blad.inner_text("main")
    assert not t.blad.get_by_role("link", name="Tekenen als schrijver").count()


def schrijf_goed(t: Toetsenbord) -> None:
    """Een cijfer uit de lijst komt met een toets op de plaats van de cursor."""
    t.volg("Blok 1. Beschrijvende")
    t.vul("Uw tekst", "Dit jaar kwamen er meer vragen van scholen. Het aantal meldingen was ")
    t.naar("Voeg in: b. Instroom meldingen, het cijfer")
    t.blad.keyboard.press("Enter")
    assert t.blad.input_value(".schrijfvak").endswith("meldingen was {{instroom-meldingen}}")
    assert t.focus()["naam"].startswith("Uw tekst")
    t.blad.keyboard.type(".")
    t.volg("Bewaren")
    assert "Alle zinnen kloppen met de cijfers" in t.blad.inner_text("main")
    t.volg(NAAM)


def onderteken(t: Toetsenbord, rol: str, zin: str) -> None:
    t.volg(f"Tekenen als {rol}")
    t.vink(zin)
    t.volg("Ondertekenen")
    assert "Uw handtekening is gezet." in t.blad.inner_text("main")


def laat_tekenen_bevriezen_en_publiceren(t: Toetsenbord, adres: str) -> None:
    for naam, rol, zin in (("coen", "controller", "Ik heb de cijfers"), ("dirk", "directeur", "Ik keur")):
        meld_aan(t, adres, naam)
        t.opnieuw()
        t.volg(NAAM)
        onderteken(t, rol, zin)
    for stap in ("Bevriezen", "Publiceren"):
        t.volg(stap)
        t.volg(stap)
    assert "De gemeenten zien het nu." in t.blad.inner_text("main")


def een_gemeente_leest(t: Toetsenbord, adres: str) -> None:
    meld_aan(t, adres, "gert")
    t.volg(NAAM)
    gelezen = t.blad.inner_text("main")
    assert "Het aantal meldingen was 180." in gelezen
    assert "CONCEPT" not in gelezen


def later_gemeld(map_: Path) -> None:
    """Twintig meldingen van maart die pas na de eerste uitgave zijn aangeleverd."""
    oud = _tabellen()
    erbij = [
        melding(f"L{nr}", "2025-03-11", "2025-03-13", dossier_id=f"DL{nr}", hoedanigheid="huisarts") for nr in range(20)
    ]
    feiten(
        map_, melding=oud["melding"] + erbij,
        dossier=oud["dossier"] + [dossier(f"DL{nr}", "2025-03-11", gemeente="GM0400") for nr in range(20)],
    )  # fmt: skip


def lees_wat_er_veranderde(t: Toetsenbord) -> None:
    assert "cijfers zijn anders" in t.blad.inner_text("main")
    t.volg("Tekenen als schrijver")
    gelezen = t.blad.inner_text("main")
    assert "Wat er veranderde sinds de vorige uitgave" in gelezen
    assert "later ingevoerd" in gelezen
    t.vink("De duiding is af")
    t.volg("Ondertekenen")


# ------------------------------------------------------------------------------------------------------------------ vormgeving


def test_elke_pagina_van_rapporten_is_zonder_bevinding_en_past_op_320(
    tabblad: Any, live_server: Any, map_: Path, monkeypatch: pytest.MonkeyPatch
):
    from axe_playwright_python.sync_playwright import Axe

    zet_klok(monkeypatch)
    mensen = maak_mensen()
    fouten: list[str] = []
    with override_settings(INSTELLINGEN=met_feiten(map_), ALLOWED_HOSTS=["*"]):
        paden = _rapporten(mensen, map_)
        tabblad.set_default_timeout(90_000)
        for naam, pad in paden:
            _als(tabblad, live_server.url, naam)
            tabblad.set_viewport_size({"width": 1280, "height": 900})
            assert tabblad.goto(live_server.url + pad).status == 200, pad
            tabblad.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            uitslag = Axe().run(tabblad)
            fouten += [f"{pad}: {uitslag.generate_report()}"] if uitslag.violations_count else []
            if tabblad.locator("style, [style], script:not([src])").count():
                fouten.append(f"{pad}: ingebouwde stijl of script")
            tabblad.set_viewport_size({"width": 320, "height": 800})
            breed = tabblad.evaluate("document.documentElement.scrollWidth")
            fouten += [f"{pad}: {breed} breed op 400 %"] if breed > 320 else []
    assert not fouten, "\n".join(fouten)


def _rapporten(mensen: Mensen, map_: Path) -> list[tuple[str, str]]:
    """Een burap die vastligt, een tweede uitgave met een verkeerde zin, en een jaarbeeld."""
    eerste = begin(mensen, cijfers_van(map_))
    keur_goed(eerste, mensen)
    handelingen.bevriezen(vers(eerste), door=mensen.coen, om=OM)
    later_gemeld(map_)
    tweede = begin(mensen, cijfers_van(map_, uitgave=2), tekst="", aanleiding="nagekomen meldingen")
    schrijf(tweede, mensen, FOUT)
    jaar = begin(
        mensen, cijfers_van(map_, "jaarbeeld", "2025"), soort="jaarbeeld", periode="2025", tekst="Een druk jaar."
    )
    een, twee, drie = (f"/rapporten/{rapport.kenmerk}/" for rapport in (eerste, tweede, jaar))
    return [
        ("bea", "/rapporten/"), ("bea", "/rapporten/beginnen/"), ("bea", een), ("bea", twee), ("bea", f"{twee}lezen/"),
        ("bea", f"{twee}wijzigingen/"), ("bea", f"{twee}cijfers/"), ("bea", f"{twee}schrijven/blok-1/"), ("bea", f"{twee}versies/blok-1/"),
        ("bea", f"{twee}tekenen/"), ("bea", f"{drie}tekenen/"), ("bea", f"{drie}lezen/"), ("bea", f"{drie}schrijven/inleiding/"),
        ("dirk", f"{een}publiceren/"), ("gert", "/rapporten/"),
    ]  # fmt: skip


def _als(tabblad: Any, adres: str, naam: str) -> None:
    klant = Client()
    klant.force_login(Gebruiker.objects.get(username=naam))
    tabblad.context.clear_cookies()
    tabblad.context.add_cookies([{"name": "zicht", "value": klant.cookies["zicht"].value, "url": adres}])
