"""De matrix: elke rol tegen elke route, met zaken van het eigen team, van een ander team en afgeschermd."""

from itertools import product

import pytest
from django.test import Client

from support import rondgang
from support.openen import OPENINGEN
from support.rondgang import alle_sleutels, als, maak_volle_wereld, mag
from support.routes import Route, Sleutel, vraag
from support.veilig import lekt, onvolledig
from support.vulling import rijen_van, sleutels_van
from support.wereld import Wereld
from support.zaken import afzender
from zicht.web.beheer.aanmeldpaden import NODIG
from zicht.web.beheer.rechten import Doel, Rol, recht
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel

pytestmark = [pytest.mark.django_db, pytest.mark.traag]

ALLEEN_IN_DE_DEMO = {"vormgeving", "vormgeving-zoek"}  # het stijlblad
EIGEN_TOETS = {
    "verbeterplan_openen",  # alleen bij een gemiste norm: test_verbeterplannen.py
    "levering_bouwen",  # alleen met een formulier: test_levering.py
    "bevinding_heropenen", "bevinding_nakijken", "verdeling_terugdraaien",  # alleen met POST: test_kwaliteit.py
    "afwezigheid_weghalen", "belang_beeindigen",  # alleen met POST: test_dagplan.py
    "bericht_opnieuw",  # alleen met POST: test_berichten.py
    # alleen met POST: test_capaciteit.py
    "capaciteit_eigen_weg", "capaciteit_weggooien", "doorrekening_stoppen", "doorrekening_opnieuw", "doorrekening_kopie",
}  # fmt: skip
OPEN_MET_REDEN = {
    "account_set_password",
    "account_reset_password",
    "oordeel",
    "api-root",
    "openapi-json",
    "koppeling_uitleg",
    # Wat gepubliceerd is, is voor iedereen.
    "open_data",
    "open_catalogus",
    "open_publicatie",
    "open_csv",
    "open_csvw",
    "open_api_lijst",
    "open_api_publicatie",
    "open_api_cijfers",
}
EIGEN_SLEUTEL = {
    "intake",
    "intake_controle",
    "filter_verwijderen",
}  # een concept of filter van wie het vraagt, geen zaak
# Een zaakroute hoort bij een dossier; de andere gaan over klachten, het logboek, gebruikers en cijfers.
ZAAKDOELEN = {Doel.MELDING, Doel.ADVIES}


def routes() -> list[Route]:
    """Elke route buiten het aanmelden."""
    return [route for route in rondgang.routes() if not route.van_allauth]


@pytest.fixture
def wereld() -> Wereld:
    return maak_volle_wereld()


def test_elke_route_heeft_een_recht_of_is_met_reden_open():
    zonder = [route.pad for route in routes() if route.recht is None]
    assert zonder == [], "zet @recht(…) boven de view"
    assert {route.naam for route in rondgang.routes() if route.van_allauth} <= NODIG
    open_voor_iedereen = {route.naam for route in routes() if route.open}
    assert open_voor_iedereen <= OPEN_MET_REDEN, open_voor_iedereen


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_zonder_het_recht_geeft_elke_route_403_en_een_logregel(wereld, rol):
    client = als(wereld, rol)
    sleutels = alle_sleutels(wereld)
    geprobeerd = 0
    for route, methode in product(routes(), ("GET", "POST")):
        if methode == "POST" and route.recht.voor(methode) == route.recht.code:
            continue  # hetzelfde recht: zie de toets hieronder
        if not route.open and (route.van_systeem or not mag(route, rol, methode)):
            _geweigerd(client, route, methode, next(route.adressen(sleutels)))
            geprobeerd += 1
    assert geprobeerd > 20


def test_elke_methode_die_wijzigt_vraagt_op_elke_route_hetzelfde_recht(wereld):
    """Gelijk recht, dus wie de ene niet mag, mag de andere niet; op elke route een keer echt geprobeerd."""
    clients = {rol: als(wereld, rol) for rol in Rol}
    sleutels = alle_sleutels(wereld)
    for route, methode in product(routes(), ("POST", "PUT", "DELETE")):
        if route.open:
            continue
        assert route.recht.voor(methode) == (route.recht.post or route.recht.code), route.pad
        dicht = [rol for rol in Rol if route.van_systeem or not mag(route, rol, methode)]
        if dicht:
            _geweigerd(clients[dicht[0]], route, methode, next(route.adressen(sleutels)))


def _geweigerd(client: Client, route: Route, methode: str, adres: str) -> None:
    antwoord = vraag(client, methode, adres)
    assert antwoord.status in ((401, 403, 429) if route.van_systeem else (403,)), (methode, adres, antwoord.status)
    verwacht = [] if antwoord.status == 429 else ["geweigerd"]  # een stortvloed vult het logboek niet
    assert [regel.resultaat for regel in antwoord.regels] == verwacht, (methode, route.pad)


def test_elke_route_gaat_voor_minstens_een_rol_echt_open(wereld):
    """Wat iets eigens vraagt heeft hieronder zijn eigen toets."""
    clients = {rol: als(wereld, rol) for rol in Rol}
    sleutels = alle_sleutels(wereld)
    dicht = {
        route.naam for route in routes()
        if not (route.open or route.van_systeem or route.naam in OPENINGEN or _gaat_open(clients, route, sleutels))
    }  # fmt: skip
    assert dicht <= ALLEEN_IN_DE_DEMO | EIGEN_TOETS, " ".join(sorted(dicht - ALLEEN_IN_DE_DEMO - EIGEN_TOETS))


def _gaat_open(clients: dict[Rol, Client], route: Route, sleutels: list[Sleutel]) -> bool:
    pogingen = ((rol, m, adres) for m in ("GET", "POST") for rol in Rol if mag(route, rol, m) for adres in route.adressen(sleutels))  # fmt: skip
    return any(vraag(clients[rol], methode, adres).status in (200, 204, 302) for rol, methode, adres in pogingen)


@pytest.mark.parametrize("naam", OPENINGEN)
def test_wat_iets_eigens_vraagt_gaat_open_met_een_regel_zonder_inhoud_en_voor_wie_het_recht_niet_heeft_dicht(
    wereld, naam
):
    route = next(route for route in routes() if route.naam == naam)
    with afzender():
        opening = OPENINGEN[naam](wereld)
        methode = "POST" if opening.met_post else "GET"
        antwoord = vraag(als(wereld, opening.rol), methode, opening.adres, opening.gegevens)
        assert antwoord.status == 200, (antwoord.status, antwoord.kop)
        (regel,) = antwoord.regels
        gebrek = onvolledig(regel, route, wereld.mensen[opening.rol].username)
        assert [fout for fout in gebrek if fout is not True] == []
        for rol in Rol:
            if not mag(route, rol, methode):
                geweigerd = vraag(als(wereld, rol), methode, opening.adres, opening.gegevens)
                assert geweigerd.status == 403, rol
                assert [regel.resultaat for regel in geweigerd.regels] == ["geweigerd"], rol


@pytest.mark.parametrize("wie", ["regioteam en een ander team", "iedereen en een afgeschermd dossier"])
def test_wat_iemand_niet_mag_zien_bestaat_niet(wereld, wie):
    anders = wie.startswith("regioteam")
    rollen = [Rol.REGIOTEAM] if anders else [Rol.REGIOTEAM, Rol.TEAMLEIDER, Rol.FG]
    dossier = wereld.van_zuid if anders else wereld.beschermd
    rijen = rijen_van(dossier)
    sleutels = sleutels_van([rij for rij in rijen if type(rij).__name__ not in ("Klacht", "Klachtonderdeel")])
    geprobeerd = 0
    for rol in rollen:
        client = als(wereld, rol)
        for route in routes():
            if route.open or route.van_systeem or not route.parameters or not mag(route, rol, "GET"):
                continue
            if recht(route.recht.code).doel not in ZAAKDOELEN or route.naam in EIGEN_SLEUTEL:
                continue
            for adres in route.adressen(sleutels):
                for methode in ("GET", "POST") if mag(route, rol, "POST") else ("GET",):
                    antwoord = vraag(client, methode, adres)
                    assert antwoord.status in (404, 405), (rol.value, methode, adres, antwoord.status)
                    assert not lekt(antwoord.tekst, dossier, adres), (rol.value, adres)
                    assert [regel.resultaat for regel in antwoord.regels][:1] != ["gelukt"], adres
                    geprobeerd += 1
    assert geprobeerd > 50


def test_een_afgeschermd_dossier_telt_nergens_mee(wereld):
    """Dezelfde bladzijden met en zonder het afgeschermde dossier: geen getal mag verschillen."""
    import re

    from zicht.web.registratie import models as m

    getal = re.compile(r">\s*[\d.,]+\s*<|\b\d+ (?:dossiers?|meldingen|zaken|taken|rijen|van)\b")

    def getallen() -> dict[str, list[str]]:
        gevonden = {}
        for rol in (Rol.TEAMLEIDER, Rol.REGIOTEAM, Rol.TOEGANG):
            client = als(wereld, rol)
            for route in routes():
                if route.parameters or route.open or route.van_systeem or not mag(route, rol, "GET"):
                    continue
                if recht(route.recht.code).doel in ZAAKDOELEN:
                    gevonden[f"{rol.value} {route.naam}"] = getal.findall(vraag(client, "GET", route.pad).tekst)
        return gevonden

    met = getallen()
    m.Dossier.objects.filter(pk=wereld.beschermd.pk).update(geopend_op="2019-01-01")
    m.Taak.objects.filter(dossier=wereld.beschermd).delete()
    assert getallen() == met
    assert any(met.values())


def test_wie_niet_is_ingelogd_gaat_naar_inloggen_en_ziet_niets(wereld):
    client = Client()
    for route in routes():
        if route.open or route.van_systeem:
            continue
        for adres in route.adressen(sleutels_van(rijen_van(wereld.van_noord))[:3]):
            antwoord = vraag(client, "GET", adres)
            assert antwoord.status == 302, adres
            assert antwoord.kop["Location"].startswith("/aanmelden/login/"), adres


def test_een_view_zonder_recht_wordt_geweigerd(wereld, settings):
    from django.http import HttpResponse
    from django.urls import path

    settings.ROOT_URLCONF = type(
        "Routes", (), {"urlpatterns": [path("vergeten/", lambda _verzoek: HttpResponse("geheim"))]}
    )
    antwoord = vraag(als(wereld, Rol.TEAMLEIDER), "GET", "/vergeten/")
    assert antwoord.status == 403
    assert "geheim" not in antwoord.tekst


def test_de_keten_is_heel_na_een_rondgang(wereld):
    client = als(wereld, Rol.TOEGANG)
    for adres in ("/dossiers/", f"/dossier/{wereld.van_noord.kenmerk}/", f"/dossier/{wereld.beschermd.kenmerk}/"):
        client.get(adres)
    assert list(keten.breuken()) == []
    assert Logregel.objects.filter(resultaat="niet_gevonden", kenmerk=wereld.beschermd.kenmerk).count() == 1
