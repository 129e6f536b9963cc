"""Wat een aanvaller in een tekstveld zet blijft tekst; elke route geeft de strenge koppen; niets lekt waar het niet hoort."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from support.routes import Route, alle_routes, vraag
from support.vulling import besmet, rijen_van, sleutels_van, vul
from support.wereld import BSN, MELDERNAAM, TELEFOON, Wereld, maak_wereld
from zicht.web.beheer.rechten import Rol, recht
from zicht.web.logboek.models import Logregel

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
GIF = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}{% debug %}"
FORMULE = '=cmd|"/c calc"!A1'
BELEID = re.compile(r"script-src 'self'(;|$)")


@cache
def routes() -> list[Route]:
    """Elke route."""
    return alle_routes()


@pytest.fixture
def wereld() -> Wereld:
    wereld = maak_wereld()
    for dossier in wereld.dossiers:
        vul(dossier, wereld.mensen[Rol.TEAMLEIDER])
    return wereld


def als(wereld: Wereld, rol: Rol) -> Client:
    client = Client()
    client.force_login(wereld.mensen[rol])
    return client


def bladen(wereld: Wereld, rol: Rol, client: Client):
    """Elke bladzijde die voor deze rol opengaat: route, adres en antwoord."""
    sleutels = sleutels_van([*rijen_van(wereld.van_noord), *wereld.mensen.values()])
    for route in routes():
        zaak = route.recht is not None and not route.open and not route.van_systeem
        if zaak and rol not in recht(route.recht.voor("GET")).wie:
            continue
        for adres in route.adressen(sleutels):
            antwoord = vraag(client, "GET", adres)
            yield route, adres, antwoord
            if antwoord.status == 200:
                break


class Lezer(HTMLParser):
    """Wat een browser in een bladzijde zou uitvoeren."""

    def __init__(self) -> None:
        super().__init__()
        self.fout: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Geen script zonder bron, geen stijl in de bladzijde, geen gebeurtenis in een attribuut, geen javascript-adres."""
        waarden = dict(attrs)
        if tag == "style" or "style" in waarden:
            self.fout.append(f"stijl in <{tag}>")
        if tag == "script" and "src" not in waarden and waarden.get("type") != "application/json":
            self.fout.append("script in de bladzijde")
        self.fout += [f"{naam} in <{tag}>" for naam in waarden if naam.startswith("on")]
        self.fout += [
            f"adres {w}" for w in waarden.values() if w and w.strip().lower().startswith(("javascript:", "data:text"))
        ]


def uitgevoerd(html: str) -> list[str]:
    lezer = Lezer()
    lezer.feed(html)
    return lezer.fout


def test_de_lezer_ziet_wat_een_browser_zou_uitvoeren():
    assert uitgevoerd("<p>goed</p><script src='/x.js'></script>") == []
    assert len(uitgevoerd(GIF)) == 2
    assert uitgevoerd("<a href=' JavaScript:x'>") != []
    assert uitgevoerd("<p style='x'>") != []


@pytest.mark.parametrize(
    "rol", [Rol.TEAMLEIDER, Rol.REGIOTEAM, Rol.KLACHTENFUNCTIONARIS, Rol.FG, Rol.BEHEERDER], ids=lambda rol: rol.value
)
def test_een_script_in_elk_tekstveld_blijft_op_elke_bladzijde_tekst(wereld, rol):
    besmet(GIF)
    client = als(wereld, rol)
    gezien = 0
    for _, adres, antwoord in bladen(wereld, rol, client):
        assert antwoord.status < 500, adres
        if "html" in antwoord.kop.get("Content-Type", ""):
            assert uitgevoerd(antwoord.tekst) == [], adres
            assert "<script>alert" not in antwoord.tekst, adres
            assert "onerror=alert(2)>" not in antwoord.tekst, adres
            gezien += "&lt;script&gt;alert" in antwoord.tekst
    assert gezien > 0, "de tekst kwam op geen enkele bladzijde, dus deze proef bewijst niets"


def test_een_formule_in_elk_tekstveld_is_in_elk_bestand_tekst(wereld):
    besmet(FORMULE)
    gevonden = 0
    for rol in (Rol.TEAMLEIDER, Rol.CONTROLLER, Rol.FG, Rol.TOEGANG):
        for _, adres, antwoord in bladen(wereld, rol, als(wereld, rol)):
            if "csv" in antwoord.kop.get("Content-Type", ""):
                assert not re.search(r'(^|[;,\n])"?=cmd', antwoord.tekst), adres
                gevonden += 1
    assert gevonden > 0


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_elke_route_geeft_strenge_koppen_en_niets_in_de_bladzijde_zelf(wereld, rol):
    for route, adres, antwoord in bladen(wereld, rol, als(wereld, rol)):
        kop = antwoord.kop
        assert BELEID.search(kop["Content-Security-Policy"]), adres
        assert "unsafe" not in kop["Content-Security-Policy"], adres
        assert "frame-ancestors 'none'" in kop["Content-Security-Policy"], adres
        assert kop["X-Content-Type-Options"] == "nosniff", adres
        assert kop["X-Frame-Options"] == "DENY", adres
        assert "no-store" in kop["Cache-Control"], adres
        assert kop["Referrer-Policy"] in ("same-origin", "no-referrer"), adres
        assert "Access-Control-Allow-Origin" not in kop, adres
        if "html" in kop.get("Content-Type", "") and not route.van_systeem:
            assert uitgevoerd(antwoord.tekst) == [], adres


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


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_bsn_en_melder_staan_alleen_waar_iemand_er_recht_op_heeft(wereld, rol):
    for route, adres, antwoord in bladen(wereld, rol, als(wereld, rol)):
        melder_mag = route.recht is not None and route.recht.code in ("melder.inzien", "brief.maken")
        bsn_mag = route.recht is not None and route.recht.code == "persoon.bsn"
        if not melder_mag:
            assert MELDERNAAM not in antwoord.tekst, adres
            assert TELEFOON not in antwoord.tekst, adres
        if not bsn_mag:
            assert BSN not in antwoord.tekst, adres
        titel = re.search(r"<title>(.*?)</title>", antwoord.tekst, re.DOTALL)
        assert not re.search("Verzonnen|Anna|Meldersma", titel[1] if titel else ""), adres
    verboden = ("Anna", MELDERNAAM, BSN, TELEFOON, "Dorpsstraat", "Verzonnen0")
    for rij in Logregel.objects.values():
        assert not [woord for woord in verboden if woord in str(rij)], rij


def test_geen_adres_neemt_een_naam_aan_in_de_vraag():
    """Zoeken op mensen gaat met POST; in een adres staan alleen kenmerken en sleutels."""
    namen = {naam for route in routes() for naam, _ in route.parameters}
    assert namen <= {"kenmerk", "pk", "plek", "token", "key", "provider_id", "soort", "merk", "lezer", "sleutel", "periode", "code",
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
