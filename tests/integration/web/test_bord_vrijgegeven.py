"""Het dashboard van een gemeente: alleen wat is vrijgegeven, in veilige vorm, de eigen gemeente naast de regio."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from support.bord import met_cijfers
from support.eenmaal import eenmaal
from support.web import NU, maak_gebruiker
from zicht.cijfers.cijfers import Per
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid, is_klein
from zicht.core.publicatie.cellen import REGIO
from zicht.web import cijferbron
from zicht.web.beheer.rechten import Rol
from zicht.web.bord import vrijgegeven
from zicht.web.publicaties import handelingen
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import veilige_cijfers

pytestmark = pytest.mark.django_db
PERIODEN = ("2024-burap1", "2025-burap1")
GEMEENTE, ANDER = "GM0361", "GM0373"


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("vrijgegeven")


@pytest.fixture
def cijfers(datamap) -> Iterator[cijferbron.Stand]:
    with met_cijfers(datamap):
        yield cijferbron.stand()


@pytest.fixture
def klant(cijfers, request: pytest.FixtureRequest) -> Client:
    if "publicatie" in request.fixturenames:
        request.getfixturevalue("publicatie")  # die begint in een lege databank
    client = Client()
    client.force_login(maak_gebruiker("gemeente", Rol.GEMEENTE))
    return client


@pytest.fixture
def publicatie(cijfers) -> Publicatie:
    return eenmaal("vrijgegeven buraps", lambda: publiceer(cijfers))


def publiceer(cijfers: cijferbron.Stand) -> Publicatie:
    schrijver, directeur = maak_gebruiker("beleid", Rol.BELEIDSMEDEWERKER), maak_gebruiker("baas", Rol.DIRECTEUR)
    rij = handelingen.publicatie_klaarzetten(
        cijfers, titel="Buraps", toelichting="", voor_wie=Publicatie.GEMEENTEN,
        perioden=[lees_periode(code) for code in PERIODEN], door=schrijver, om=NU,
    )  # fmt: skip
    handelingen.publicatie_goedkeuren(rij, gezien=handelingen.gezien_als(rij), door=directeur, om=NU)
    rij.refresh_from_db()
    return rij


def blad(antwoord) -> str:
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode()


def test_voor_iets_is_vrijgegeven_staat_er_niets(klant):
    assert "Er is nog niets vrijgegeven" in blad(klant.get(reverse("bord")))


def test_een_gemeente_ziet_haar_eigen_cijfers_naast_de_regio_en_niet_die_van_een_ander(klant, publicatie):
    tekst = blad(klant.get(reverse("bord")))
    assert "Dashboard Alkmaar" in tekst
    assert publicatie.namen[ANDER] not in tekst
    assert publicatie.kenmerk in tekst
    assert "2025" in tekst
    assert "2024-burap1" in tekst
    assert klant.get(reverse("bord"), {"periode": "2023-burap1"}).status_code == 404


def test_elk_getoond_aantal_is_veilig_en_elk_verborgen_aantal_zegt_waarom(klant, publicatie, cijfers):
    beleid, verborgen = Beleid(), 0
    for code in PERIODEN:
        [exact] = cijfers.reeks([lees_periode(code)], per=Per.GEMEENTE, gebieden=(GEMEENTE,))
        for _, regels in vrijgegeven.overzicht(GEMEENTE, lees_periode(code)):
            for regel in regels:
                punt, uitslag = regel.gemeente, exact.van(regel.indicator.code)
                assert punt is not None
                if punt.noemer is not None:
                    assert punt.noemer % beleid.afronding == 0
                    assert not is_klein(uitslag.noemer, beleid)
                if punt.waarde is None:
                    assert punt.reden, regel.indicator.code
                    verborgen += "verborgen" in punt.reden
    assert verborgen > 3
    assert "verborgen" in blad(klant.get(reverse("bord")))


def test_een_indicator_toont_dezelfde_soort_perioden_over_de_jaren_zonder_grenzen(klant, publicatie):
    tekst = blad(klant.get(reverse("bord_vrijgegeven", args=["instroom-meldingen"])))
    assert tekst.count('class="kaart-verloop"') == 2
    assert "Burap 1 2024" in tekst
    assert 'class="grens"' not in tekst
    assert klant.get(reverse("bord_vrijgegeven", args=["bestaat-niet"])).status_code == 404


def test_het_bestand_heeft_alleen_de_eigen_gemeente_en_de_regio_en_dezelfde_getallen(klant, publicatie):
    inhoud = b"".join(klant.get(reverse("bord_vrijgegeven_bestand", args=["csv"])).streaming_content).decode(
        "utf-8-sig"
    )
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    assert {rij["plaats"] for rij in rijen} == {GEMEENTE, "regio"}
    tekst = blad(klant.get(reverse("bord")))
    for rij in rijen:
        if rij["noemer"] and rij["teller"]:
            assert re.search(rf"{int(rij['teller']):,} van {int(rij['noemer']):,}".replace(",", r"\."), tekst), rij
    assert klant.get(reverse("bord_vrijgegeven_bestand", args=["xlsx"])).status_code == 200
    assert klant.get(reverse("bord_vrijgegeven_bestand", args=["exe"])).status_code == 404


def test_wat_is_ingetrokken_staat_er_niet_meer_en_de_eigen_organisatie_heeft_haar_eigen_bord(klant, publicatie):
    handelingen.publicatie_intrekken(
        publicatie, reden="fout", door=maak_gebruiker("c", Rol.CONTROLLER, Rol.DIRECTEUR), om=NU
    )
    assert "Er is nog niets vrijgegeven" in blad(klant.get(reverse("bord")))
    eigen = Client()
    eigen.force_login(maak_gebruiker("teamleider", Rol.TEAMLEIDER))
    assert eigen.get(reverse("bord_vrijgegeven", args=["instroom-meldingen"])).status_code == 404
    assert publicatie.peildatum > date(2025, 4, 30)


def test_een_gemeente_leest_de_afgesproken_normen_zonder_een_exact_cijfer(klant, publicatie):
    html = unescape(blad(klant.get(reverse("normafspraken"))))
    assert "minimaal 60" in html
    assert "Met opzet zonder norm" in html
    codes = ("beoordeling-tijdig-na-ontvangst", "vv-tijdig-na-ontvangst")
    regio = [c for c in veilige_cijfers(PERIODEN[1], gemeente=GEMEENTE) if c.plaats == REGIO and c.indicator in codes]
    assert len(regio) == len(codes)
    assert all(cijfer.aandeel in html for cijfer in regio)
    for intern in (reverse("normen"), reverse("normwerkbank", args=[codes[0]])):
        assert klant.get(intern).status_code == 403
