"""Activiteiten: snel vastgelegd, per maand opgeteld, en te verbeteren met een reden."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from support.web import NU, VANDAAG, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import activiteiten as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.selecties import activiteiten as selecties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_vandaag")]


@pytest.fixture
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


@pytest.fixture
def client(tineke):
    client = Client()
    client.force_login(tineke)
    return client


def leg_vast(tineke, op, soort="voorlichting", aantal=1):
    return handelingen.activiteit_registreren(op=op, soort=soort, aantal=aantal, door=tineke, om=NU)


def test_een_activiteit_vastleggen_toont_haar_maand_met_het_totaal_per_soort(client, tineke):
    m.Gemeente.objects.create(code="GM0361", naam="Alkmaar", jaar=2026)
    leg_vast(tineke, date(2026, 2, 3), aantal=2)
    velden = {
        "soort": "voorlichting",
        "op": "12-2-2026",
        "aantal": "3",
        "gemeente": "GM0361",
        "omschrijving": "Huisartsen",
    }
    antwoord = client.post(reverse("activiteiten"), velden)
    assert antwoord["Location"] == "/activiteiten/?maand=2026-02"
    tekst = client.get(antwoord["Location"]).content.decode()
    assert "Activiteiten in februari 2026" in tekst
    assert '<p class="kerngetal">5</p>' in tekst
    assert "Alkmaar" in tekst
    assert "Huisartsen" in tekst


def test_een_maand_loopt_van_de_eerste_tot_en_met_de_laatste_dag(tineke):
    for dag in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)):
        leg_vast(tineke, dag, "casusoverleg")
    maand = selecties.maand(date(2026, 1, 1))
    assert [rij.datum for rij in maand.rijen] == [date(2026, 1, 31), date(2026, 1, 1)]
    assert maand.totalen == [("casusoverleg", 2)]
    assert (maand.vorige, maand.volgende) == ("2025-12", "2026-02")


@pytest.mark.parametrize("tekst", ["", "gisteren", "2026-13", "2026-02-30", "' OR 1=1"])
def test_een_maand_die_niet_bestaat_is_deze_maand(tekst):
    assert selecties.lees_maand(tekst, VANDAAG) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "velden, zin",
    [
        ({"op": date(2026, 3, 5)}, "toekomst"),
        ({"soort": ""}, "Kies een soort"),
        ({"aantal": 0}, "minstens een"),
    ],
)
def test_wat_niet_kan_wordt_gezegd(tineke, velden, zin):
    with pytest.raises(NietToegestaan, match=zin):
        leg_vast(tineke, **({"op": VANDAAG} | velden))
    assert not m.Activiteit.objects.exists()


def test_verbeteren_vraagt_een_reden_en_bewaart_wat_er_stond(client, tineke):
    rij = leg_vast(tineke, VANDAAG, aantal=4)
    pad = reverse("activiteit_verbeteren", args=[rij.pk])
    velden = {"soort": "lokaal_overleg", "op": "4-3-2026", "aantal": "0", "versie": "1"}
    assert client.post(pad, velden).status_code == 200
    client.post(pad, velden | {"reden": "ging niet door"})
    rij.refresh_from_db()
    assert (rij.soort, rij.aantal) == ("lokaal_overleg", 0)
    oud, nieuw = m.Versie.objects.filter(tabel="activiteit").order_by("nummer")
    assert (oud.inhoud["aantal"], nieuw.inhoud["aantal"], nieuw.reden) == (4, 0, "ging niet door")
    antwoord = client.post(pad, velden | {"reden": "weer", "aantal": "2"})
    assert "intussen gewijzigd" in antwoord.content.decode()


def test_wie_niet_registreert_komt_er_niet_in():
    ander = Client()
    ander.force_login(maak_gebruiker("cor", Rol.CONTROLLER))
    assert ander.get(reverse("activiteiten")).status_code == 403
