"""De pagina waarop de beheerder sleutels maakt en intrekt, en de uitleg van de koppeling."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from support.koppeling import MELDING, Systeem, maak_sleutel
from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.koppeling.models import Sleutel
from zicht.web.koppeling.sleutels import afdruk, sleutel_intrekken, sleutel_maken
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder():
    client = Client()
    client.force_login(maak_gebruiker("beheerder", Rol.BEHEERDER))
    team = maak_team()
    team.verantwoordelijke = maak_gebruiker("teamleider", Rol.TEAMLEIDER)
    team.save()
    return client


def maak(client, **anders):
    gegevens = {"aanleveraar": "politie-noord", "titel": "Politie Noord", "verloopt_op": f"{timezone.localdate()}"}
    dag = timezone.localdate()
    return client.post("/api/sleutels/", gegevens | {"verloopt_op": f"{dag.day}-{dag.month}-{dag.year}"} | anders)


def test_een_sleutel_staat_een_keer_in_beeld_en_werkt_tot_hij_wordt_ingetrokken(beheerder):
    pagina = maak(beheerder).content.decode()
    sleutel = pagina.split("<code>zicht_")[1].split("</code>")[0]
    assert Sleutel.objects.get().afdruk == afdruk(f"zicht_{sleutel}")
    assert sleutel not in beheerder.get("/api/sleutels/").content.decode()
    systeem = Systeem(f"zicht_{sleutel}")
    assert systeem.stuur(MELDING).status_code == 201
    adres = f"/api/sleutels/{Sleutel.objects.get().pk}/intrekken/"
    assert "Sleutel intrekken" in beheerder.get(adres).content.decode()
    assert systeem.stuur(MELDING).status_code == 200
    beheerder.post(adres)
    assert systeem.stuur(MELDING).status_code == 401
    assert "is al ingetrokken" in beheerder.post(adres, follow=True).content.decode()
    assert list(Logregel.objects.filter(soort="sleutel", handeling__startswith="sleutel_").values_list(
        "handeling", "gebruiker", "kenmerk"
    )) == [("sleutel_maken", "beheerder", "politie-noord"), ("sleutel_intrekken", "beheerder", "politie-noord")]  # fmt: skip


def test_een_nieuwe_sleutel_werkt_naast_de_oude_voor_dezelfde_aanleveraar(beheerder):
    maak(beheerder)
    maak(beheerder)
    assert Sleutel.objects.count() == 2
    assert Gebruiker.objects.filter(koppeling=True).count() == 1


@pytest.mark.parametrize(
    "anders, zin",
    [
        ({"aanleveraar": "beheerder"}, "is van een medewerker"),
        ({"aanleveraar": "Met Hoofdletters"}, "kleine letters"),
        ({"verloopt_op": "1-1-2020"}, "in het verleden"),
        ({"verloopt_op": "1-1-2090"}, "hoogstens een jaar"),
    ],
)
def test_een_sleutel_die_niet_kan_zegt_waarom_en_houdt_de_tekst_vast(beheerder, anders, zin):
    pagina = maak(beheerder, **anders).content.decode()
    assert zin in pagina
    assert "Politie Noord" in pagina
    assert Sleutel.objects.count() == 0
    assert not Gebruiker.objects.filter(koppeling=True).exists()


def test_zonder_verantwoordelijke_komt_er_geen_sleutel(beheerder):
    team = maak_team()
    team.verantwoordelijke = None
    team.save()
    assert "nog geen verantwoordelijke" in maak(beheerder).content.decode()
    assert Sleutel.objects.count() == 0


def test_alleen_de_beheerder_maakt_en_trekt_in():
    maak_sleutel()
    sleutel = Sleutel.objects.get()
    fg = maak_gebruiker("fg", Rol.FG)
    client = Client()
    client.force_login(fg)
    assert client.get("/api/sleutels/").status_code == 403
    assert client.post(f"/api/sleutels/{sleutel.pk}/intrekken/").status_code == 403
    nu = timezone.localtime()
    with pytest.raises(GeenToegang):
        sleutel_intrekken(sleutel, door=fg, om=nu)
    with pytest.raises(GeenToegang):
        sleutel_maken(aanleveraar="x-y", titel="X", verloopt_op=nu.date() + timedelta(days=1), door=fg, om=nu)


def test_de_uitleg_en_de_beschrijving_zijn_voor_iedereen_en_noemen_elke_bewerking():
    pagina = Client().get("/api/").content.decode()
    beschrijving = Client().get("/api/v1/openapi.json").json()
    assert list(beschrijving["paths"]) == [
        "/api/v1/meldingen", "/api/v1/meldingen/{kenmerk}", "/api/v1/meldingen/{kenmerk}/status", "/api/v1/politiemeldingen",
    ]  # fmt: skip
    for pad, methoden in beschrijving["paths"].items():
        assert pad in pagina
        assert all(een["security"] for een in methoden.values())
    assert "VT-01-04" in pagina
    assert Client().get("/api/v1/").status_code == 404
