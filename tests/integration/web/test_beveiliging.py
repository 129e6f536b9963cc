"""Wat een aanvaller in een tekstveld zet blijft tekst, en niets lekt waar het niet hoort. Zie ook test_elke_bladzijde.py."""

import re

import pytest
from django.conf import settings
from django.test import Client

from support.rondgang import elke_bladzijde_een_keer, maak_volle_wereld, routes
from support.routes import vraag
from support.veilig import uitgevoerd
from support.vulling import besmet, rijen_van, sleutels_van
from support.wereld import BSN, MELDERNAAM, Wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
GIF = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}{% debug %}"
FORMULE = '=cmd|"/c calc"!A1'
BELEID = re.compile(r"script-src 'self'(;|$)")


@pytest.fixture
def wereld() -> Wereld:
    return maak_volle_wereld()


def test_de_lezer_ziet_wat_een_browser_zou_uitvoeren():
    assert uitgevoerd("<p>goed</p><script src='/x.js'></script>") == []
    assert len(uitgevoerd(GIF)) == 2
    assert uitgevoerd("<a href=' JavaScript:x'>") != []
    assert uitgevoerd("<p style='x'>") != []


def test_wat_een_aanvaller_in_elk_tekstveld_zet_blijft_op_elke_bladzijde_en_in_elk_bestand_tekst(wereld):
    besmet(FORMULE + GIF)
    gezien = bestanden = 0
    for adres, antwoord in elke_bladzijde_een_keer(wereld):
        soort = antwoord.kop.get("Content-Type", "")
        if "html" in soort:
            assert uitgevoerd(antwoord.tekst) == [], adres
            assert "<script>alert" not in antwoord.tekst, adres
            assert "onerror=alert(2)>" not in antwoord.tekst, adres
            gezien += "&lt;script&gt;alert" in antwoord.tekst
        if "csv" in soort:
            assert not re.search(r'(^|[;,\n])"?=cmd', antwoord.tekst), adres
            bestanden += 1
    assert gezien > 40, f"de tekst kwam maar op {gezien} bladzijden, dus deze proef bewijst weinig"
    assert bestanden > 1


def test_ook_een_fout_en_een_onbekend_adres_geven_de_koppen(client):
    for adres in ("/bestaat-niet/", "/aanmelden/bestaat-niet/", "/dossier/D-26-222222/"):
        kop = client.get(adres).headers
        assert BELEID.search(kop["Content-Security-Policy"])
        assert kop["X-Content-Type-Options"] == "nosniff"
        assert kop["Cache-Control"] == "no-store"


def test_zonder_bewijs_tegen_vervalsing_wijzigt_geen_enkele_route_iets(wereld):
    client = Client(enforce_csrf_checks=True)
    client.force_login(wereld.mensen[Rol.TEAMLEIDER])
    sleutels = sleutels_van(rijen_van(wereld.van_noord))
    for route in routes():
        if route.van_systeem:
            continue
        antwoord = vraag(client, "POST", next(route.adressen(sleutels)))
        assert antwoord.status in ((403, 404, 405) if route.open else (403, 405)), (route.pad, antwoord.status)


def test_een_koek_is_alleen_voor_de_server_en_blijft_op_deze_site(client, wereld):
    client.force_login(wereld.mensen[Rol.TEAMLEIDER])
    client.get("/dossiers/")
    koek = client.cookies[settings.SESSION_COOKIE_NAME]
    assert koek["httponly"]
    assert koek["samesite"] == "Lax"
    assert not koek["expires"]
    assert len(client.cookies) == 1


def test_geen_adres_neemt_een_naam_aan_in_de_vraag():
    """Zoeken op mensen gaat met POST; in een adres staan alleen kenmerken en sleutels."""
    namen = {naam for route in routes() for naam, _ in route.parameters}
    assert namen <= {"kenmerk", "pk", "plek", "token", "key", "provider_id", "soort", "merk", "lezer", "sleutel", "periode", "code", "tabel", "deel",
                     "van", "nummer", "formaat", "vorm", "uitgave", "ander"}, namen  # fmt: skip


def test_een_fout_in_het_programma_toont_niets_en_staat_in_het_logboek(wereld, monkeypatch):
    def stuk(*_rest, **_meer):
        raise RuntimeError(f"{MELDERNAAM} {BSN}")

    monkeypatch.setattr("zicht.web.registratie.selecties.dossiers.dossierpagina", stuk)
    client = Client(raise_request_exception=False)
    client.force_login(wereld.mensen[Rol.TEAMLEIDER])
    antwoord = client.get(f"/dossier/{wereld.van_noord.kenmerk}/")
    assert antwoord.status_code == 500
    assert MELDERNAAM not in antwoord.text
    assert "Traceback" not in antwoord.text
    regel = Logregel.objects.order_by("-nummer").first()
    assert (regel.resultaat, regel.dossier) == ("mislukt", wereld.van_noord.kenmerk)
    assert MELDERNAAM not in str(vars(regel))
