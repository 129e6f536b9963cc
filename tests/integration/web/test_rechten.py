"""De matrix: elke rol tegen elke route, met zaken van het eigen team, van een ander team en afgeschermd."""

from functools import cache

import pytest
from django.test import Client

from support.begroting import kopie
from support.openen import OPENINGEN
from support.routes import Route, alle_routes, vraag
from support.vulling import rijen_van, sleutels_van, vul
from support.web import NU
from support.wereld import BSN, MELDERNAAM, TELEFOON, Wereld, maak_wereld
from support.zaken import afzender
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.beheer.aanmeldpaden import NODIG
from zicht.web.beheer.rechten import Doel, Rol, recht
from zicht.web.bord.handelingen import kanttekening_schrijven
from zicht.web.bord.models import Kanttekening
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.rapporten.models import Rapport

pytestmark = [pytest.mark.django_db, pytest.mark.traag]

ALLEEN_IN_DE_DEMO = {"vormgeving", "vormgeving-zoek"}  # het stijlblad
OPEN_MET_REDEN = {
    "account_set_password",
    "account_reset_password",
    "oordeel",
    "api-root",
    "openapi-json",
    "koppeling_uitleg",
}
EIGEN_SLEUTEL = {
    "intake",
    "intake_controle",
    "filter_verwijderen",
}  # een concept of filter van wie het vraagt, geen zaak
# Een zaakroute hoort bij een dossier; de andere gaan over klachten, het logboek, gebruikers en cijfers.
ZAAKDOELEN = {Doel.MELDING, Doel.ADVIES}
HOUDT_TOEZICHT = "logboek.inzien"  # wie toeziet ziet van elk dossier dat het is geopend, ook van een afgeschermd


@cache
def routes() -> list[Route]:
    """Elke route buiten het aanmelden."""
    return [route for route in alle_routes() if not route.van_allauth]


@pytest.fixture
def wereld() -> Wereld:
    wereld = maak_wereld()
    for dossier in wereld.dossiers:
        vul(dossier, wereld.mensen[Rol.TEAMLEIDER])
    kopie(wereld.mensen[Rol.CONTROLLER])
    notitie = {"van": NU.date(), "tot": None, "tekst": "Nieuw systeem.", "bron": "", "code": ""}
    kanttekening_schrijven(**notitie, door=wereld.mensen[Rol.CONTROLLER], om=NU)
    return wereld


def als(wereld: Wereld, rol: Rol) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(wereld.mensen[rol])
    return client


def mag(route: Route, rol: Rol, methode: str) -> bool:
    assert route.recht is not None
    return rol in recht(route.recht.voor(methode)).wie


def test_elke_route_heeft_een_recht_of_is_met_reden_open():
    zonder = [route.pad for route in routes() if route.recht is None]
    assert zonder == [], "zet @recht(…) boven de view"
    assert {route.naam for route in alle_routes() if route.van_allauth} <= NODIG
    open_voor_iedereen = {route.naam for route in routes() if route.open}
    assert open_voor_iedereen <= OPEN_MET_REDEN, open_voor_iedereen


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_zonder_het_recht_geeft_elke_route_403_en_een_logregel(wereld, rol):
    client = als(wereld, rol)
    sleutels = sleutels_van(rijen_van(wereld.van_noord))
    geprobeerd = 0
    for route in routes():
        for methode in ("GET", "POST", "PUT", "DELETE"):
            if route.open or (not route.van_systeem and mag(route, rol, methode)):
                continue
            antwoord = vraag(client, methode, next(route.adressen(sleutels)))
            assert antwoord.status in ((401, 403, 429) if route.van_systeem else (403,)), (
                methode,
                route.pad,
                antwoord.status,
            )
            verwacht = [] if antwoord.status == 429 else ["geweigerd"]  # een stortvloed vult het logboek niet
            assert [regel.resultaat for regel in antwoord.regels] == verwacht, (methode, route.pad)
            geprobeerd += 1
    assert geprobeerd > 20


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_met_het_recht_opent_de_route_en_staat_er_een_regel_zonder_inhoud(wereld, rol):
    client = als(wereld, rol)
    sleutels = sleutels_van(rijen_van(wereld.van_noord))
    for route in routes():
        if route.open or route.van_systeem or not mag(route, rol, "GET"):
            continue
        for adres in route.adressen(sleutels):
            antwoord = vraag(client, "GET", adres)
            assert antwoord.status in (200, 204, 302, 404, 405), (adres, antwoord.status)
            assert len(antwoord.regels) == 1, (adres, antwoord.regels)
            (regel,) = antwoord.regels
            _volledig(regel, route, adres, wereld.mensen[rol].username)
            if antwoord.status == 200:
                break


def _volledig(regel: Logregel, route: Route, adres: str, gebruiker: str) -> None:
    assert regel.gebruiker == gebruiker, adres
    assert regel.handeling == f"{route.recht.code}:{route.naam}"[:60], adres
    assert regel.doel in {doel.value for doel in Doel}, adres
    assert all((regel.rollen, regel.herkomst, regel.resultaat)), adres
    assert regel.soort or route.recht.code == "eigen", f"{adres}: geef @recht een soort gegeven"
    for verboden in (BSN, MELDERNAAM, TELEFOON, "Verzonnen", "Dorpsstraat"):
        assert verboden not in " ".join(str(waarde) for waarde in vars(regel).values()), adres


def test_elke_route_gaat_voor_minstens_een_rol_echt_open(wereld):
    dicht = []
    for route in routes():
        if route.open or route.van_systeem:
            continue
        rollen = [rol for rol in Rol if mag(route, rol, "GET") or mag(route, rol, "POST")]
        sleutels = sleutels_van([*rijen_van(wereld.van_noord), *wereld.mensen.values(), wereld.noord, *_los()])
        if not any(_opent(als(wereld, rol), route, sleutels) for rol in rollen):
            dicht.append(route.naam)
    assert set(dicht) <= ALLEEN_IN_DE_DEMO | set(OPENINGEN), " ".join(sorted(set(dicht) - set(OPENINGEN)))


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
        _volledig(regel, route, opening.adres, wereld.mensen[opening.rol].username)
        for rol in Rol:
            if not mag(route, rol, methode):
                geweigerd = vraag(als(wereld, rol), methode, opening.adres, opening.gegevens)
                assert geweigerd.status == 403, rol
                assert [regel.resultaat for regel in geweigerd.regels] == ["geweigerd"], rol


def _opent(client: Client, route: Route, sleutels: list[str]) -> bool:
    return any(
        vraag(client, methode, adres).status in (200, 204, 302)
        for adres in route.adressen(sleutels)
        for methode in ("GET", "POST")
    )


def _los() -> list:
    """Rijen die in een adres kunnen staan en aan geen dossier hangen."""
    from zicht.web.registratie import models as m

    return [rij for soort in (m.Advies, m.Tevredenheidsvraag, m.Activiteit, m.Zoekopdracht, m.Bulktoewijzing, m.Vaststelling, m.Concept, m.Noodtoegang)
            for rij in soort.objects.all()] + list(Begrotingsstuk.objects.all()) + list(Kanttekening.objects.all()) + list(Rapport.objects.all())  # fmt: skip


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
                    assert not _lekt(antwoord.tekst, dossier, adres), (rol.value, adres)
                    geprobeerd += 1
    assert geprobeerd > 50


def _lekt(tekst: str, dossier, adres: str) -> list[str]:
    namen = [str(b.persoon) for b in dossier.betrokkenen.exclude(persoon__achternaam="")]
    kenmerken = [
        dossier.kenmerk,
        *dossier.meldingen.values_list("kenmerk", flat=True),
        *dossier.diensten.values_list("kenmerk", flat=True),
    ]
    return [woord for woord in (*namen, *kenmerken) if woord in tekst and woord not in adres]


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_een_afgeschermd_dossier_staat_op_geen_enkele_bladzijde_of_lijst(wereld, rol):
    client = als(wereld, rol)
    gezocht = f"?kenmerk={wereld.beschermd.kenmerk}&stand=alle"
    sleutels = sleutels_van(rijen_van(wereld.van_noord))
    for route in routes():
        if route.open or route.van_systeem or not mag(route, rol, "GET") or route.recht.code == HOUDT_TOEZICHT:
            continue
        for adres in route.adressen(sleutels):
            antwoord = vraag(client, "GET", adres)
            assert not _lekt(antwoord.tekst, wereld.beschermd, adres), (rol.value, adres)
            if antwoord.status == 200:
                assert f"/dossier/{wereld.beschermd.kenmerk}/" not in vraag(client, "GET", adres + gezocht).tekst, adres
                break


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
