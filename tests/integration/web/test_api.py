"""De koppeling: een melding aanleveren, tweemaal is een keer, en alleen de eigen status."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from support.koppeling import BULK, MELDING, MELDINGEN, Systeem, maak_sleutel, met
from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import RECHTEN, Rol
from zicht.web.koppeling import aanmelden
from zicht.web.koppeling.models import Sleutel
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.aanleveren import BEKEND
from zicht.web.registratie.selecties.aanleveringen import status

pytestmark = pytest.mark.django_db


@pytest.fixture
def systeem():
    return Systeem(maak_sleutel())


def test_een_melding_komt_compleet_binnen(systeem):
    antwoord = systeem.stuur(MELDING)
    assert antwoord.status_code == 201, antwoord.content
    melding = m.Melding.objects.get()
    assert antwoord.json() == {
        "kenmerk": melding.kenmerk,
        "uwKenmerk": "PL-2026-1",
        "ontvangenOp": timezone.localdate().isoformat(),
        "status": None,
        "omschrijving": None,
    }
    assert (melding.bron, melding.hoedanigheid, melding.dossier.gemeente) == ("koppeling", "politie", "GM0361")
    assert "02-03-2026, 23:10; Verzinhoven" in melding.situatie
    assert "Is er al hulp? Nee." in melding.situatie
    assert melding.melder.naam == "Agent Geheimenaam"
    assert melding.eigenaar.username == "teamleider"
    adressen = {
        str(lid.persoon): lid.huishouden.adres.postcode
        for lid in m.Huishoudlid.objects.select_related("persoon", "huishouden__adres")
    }
    assert adressen == {"Anna de Verzonnen": "1234AB", "Bert Bedacht": "4321BA"}
    assert m.Betrokkene.objects.count() == 3
    assert list(keten.breuken()) == []


def test_dezelfde_melding_nog_eens_geeft_hetzelfde_antwoord(systeem):
    eerste = systeem.stuur(MELDING)
    omgekeerd = dict(reversed(list(met(MELDING, terugkoppelingGewenst=True).items())))
    tweede = systeem.stuur(omgekeerd)
    assert (eerste.status_code, tweede.status_code) == (201, 200)
    assert eerste.json() == tweede.json()
    assert m.Melding.objects.count() == 1


def test_andere_inhoud_onder_hetzelfde_kenmerk_wordt_geweigerd(systeem):
    systeem.stuur(MELDING)
    antwoord = systeem.stuur(met(MELDING, verzoek="Iets anders."))
    assert antwoord.status_code == 409
    assert antwoord["Content-Type"] == "application/problem+json"
    assert m.Melding.objects.count() == 1


def test_twee_aanleveraars_mogen_hetzelfde_kenmerk_gebruiken(systeem):
    ander = Systeem(maak_sleutel("school-zuid"))
    kenmerken = {een.stuur(MELDING).json()["kenmerk"] for een in (systeem, ander)}
    assert len(kenmerken) == 2


def test_wie_al_bekend_is_wordt_gemerkt_en_nooit_verbonden(systeem):
    systeem.stuur(MELDING)
    systeem.stuur(met(MELDING, uwKenmerk="PL-2026-2"))
    assert m.Dossier.objects.count() == 2
    assert m.Persoon.objects.filter(achternaam="Verzonnen").count() == 2
    assert m.Dossierverband.objects.count() == 0
    gemerkt = m.Gebeurtenis.objects.filter(tekst=BEKEND)
    assert [str(een.dossier) for een in gemerkt] == [str(m.Melding.objects.get(extern_kenmerk="PL-2026-2").dossier)]


def test_een_afgeschermd_dossier_merkt_niets_en_verandert_het_antwoord_niet(systeem):
    eerste = systeem.stuur(MELDING)
    m.Dossier.objects.update(beschermd=True)
    tweede = systeem.stuur(met(MELDING, uwKenmerk="PL-2026-2"))
    assert tweede.status_code == 201
    assert not m.Gebeurtenis.objects.filter(tekst=BEKEND).exists()
    assert set(tweede.json()) == set(eerste.json())


def test_de_uitkomst_van_een_afgeschermd_dossier_blijft_binnen(systeem):
    kenmerk = systeem.stuur(MELDING).json()["kenmerk"]
    m.Melding.objects.update(besluit="overdracht", beoordeeld_op=timezone.localdate())
    assert systeem.status(kenmerk).json()["status"] == "VT-01-02"
    m.Dossier.objects.update(beschermd=True)
    antwoord = systeem.status(kenmerk)
    assert (antwoord.status_code, antwoord.json()["status"]) == (200, None)


def test_de_status_van_een_ander_is_er_niet(systeem):
    kenmerk = systeem.stuur(MELDING).json()["kenmerk"]
    ander = Systeem(maak_sleutel("school-zuid"))
    assert systeem.status(kenmerk).status_code == 200
    assert ander.status(kenmerk).content == ander.status("M-26-222222").content
    assert ander.status(kenmerk).status_code == 404


def test_een_melding_die_niet_is_aangeleverd_is_er_niet(systeem):
    kenmerk = systeem.stuur(MELDING).json()["kenmerk"]
    m.Aanlevering.objects.all().delete()
    assert systeem.status(kenmerk).status_code == 404


@pytest.mark.parametrize(
    "velden, dossier, verwacht",
    [
        ({}, {}, None),
        ({"besluit": "vervolg_vt"}, {}, "VT-01-01"),
        ({"besluit": "overdracht"}, {}, "VT-01-02"),
        ({"besluit": "geen_vervolg"}, {}, "VT-01-03"),
        ({"besluit": "regionaal_maatwerk"}, {}, "VT-01-04"),
        ({"besluit": "overdracht", "overgedragen_op": True}, {}, "VT-02"),
        ({"besluit": "vervolg_vt"}, {"gesloten_op": True}, "VT-03"),
        ({"omgezet_op": True}, {}, "VT-00"),
        ({"besluit": "onbekend"}, {}, None),
    ],
)
def test_de_uitkomst_volgt_uit_het_besluit(systeem, velden, dossier, verwacht):
    systeem.stuur(MELDING)
    melding, vandaag = m.Melding.objects.get(), timezone.localdate()
    if "besluit" in velden:
        melding.beoordeeld_op = vandaag
    for rij, anders in ((melding, velden), (melding.dossier, dossier)):
        for naam, waarde in anders.items():
            setattr(rij, naam, vandaag if waarde is True else waarde)
    assert status(melding) == verwacht


# ----------------------------------------------------------------------------------------------------------- sleutels
def test_zonder_geldige_sleutel_gaat_niets_open():
    goed = maak_sleutel()
    verkeerd = (None, "", goed[:-1], goed + "x", "zicht_" + "a" * 43)
    for sleutel in verkeerd:
        client = Client(headers={"Authorization": f"Bearer {sleutel}"} if sleutel is not None else {})
        antwoord = client.post(MELDINGEN, MELDING, content_type="application/json")
        assert (antwoord.status_code, antwoord["Content-Type"]) == (401, "application/problem+json")
    assert Client(headers={"Authorization": f"Basic {goed}"}).get(f"{MELDINGEN}/M-26-222222/status").status_code == 401
    assert m.Melding.objects.count() == 0


def test_een_ingetrokken_verlopen_of_afgesloten_sleutel_werkt_niet_meer():
    sleutels = [maak_sleutel(naam) for naam in ("een", "twee", "drie")]
    Sleutel.objects.filter(gebruiker__username="een").update(ingetrokken_om=timezone.now())
    Sleutel.objects.filter(gebruiker__username="twee").update(verloopt_op=timezone.localdate() - timedelta(days=1))
    Gebruiker.objects.filter(username="drie").update(is_active=False)
    assert [Systeem(sleutel).stuur(MELDING).status_code for sleutel in sleutels] == [401, 401, 401]


def test_een_sleutel_staat_nergens_leesbaar():
    sleutel = maak_sleutel()
    assert sleutel not in str(list(Sleutel.objects.values()))
    assert sleutel[20:] not in str(list(Logregel.objects.values()))


def test_een_sessie_van_een_mens_opent_de_koppeling_niet_en_een_systeem_geen_pagina():
    sleutel = maak_sleutel()
    mens = Client()
    mens.force_login(maak_gebruiker("tineke", Rol.TOEGANG, Rol.BEHEERDER))
    assert mens.get(f"{MELDINGEN}/M-26-222222/status").status_code == 401
    aangemeld = Systeem(sleutel).client
    aangemeld.force_login(Gebruiker.objects.get(username="politie-noord"))
    assert aangemeld.get("/api/sleutels/").status_code in (302, 403)


def test_een_systeem_heeft_maar_een_recht_ook_als_iemand_het_een_rol_geeft():
    maak_sleutel()
    systeem = Gebruiker.objects.get(username="politie-noord")
    systeem.roltoewijzingen.create(rol=Rol.BEHEERDER.value, van=timezone.localdate())
    assert [recht.code for recht in RECHTEN if systeem.mag(recht.code)] == ["koppeling.melden"]
    assert not [recht.code for recht in RECHTEN if recht.code == "koppeling.melden" and recht.wie]


def test_te_veel_verzoeken_in_een_minuut_moeten_wachten(systeem, monkeypatch):
    monkeypatch.setattr(aanmelden, "PER_MINUUT", 3)
    antwoorden = [systeem.status("M-26-222222") for _ in range(10)]  # ten, because a minute may end in between
    assert [antwoord.status_code for antwoord in antwoorden[:3]] == [404, 404, 404]
    geweigerd = [antwoord for antwoord in antwoorden if antwoord.status_code == 429]
    assert len(geweigerd) >= 4
    assert {antwoord["Retry-After"] for antwoord in geweigerd} == {"60"}


def test_zonder_verantwoordelijke_wordt_niets_aangenomen(systeem):
    team = maak_team()
    team.verantwoordelijke = None
    team.save()
    antwoord = systeem.stuur(MELDING)
    assert antwoord.status_code == 503
    assert "verantwoordelijke" not in antwoord.content.decode()
    assert m.Melding.objects.count() == 0


# ----------------------------------------------------------------------------------------------------------- fouten
@pytest.mark.parametrize(
    "anders, veld",
    [
        ({"soort": "NAZ"}, "soort"),
        ({"uwKenmerk": "met spatie"}, "uwKenmerk"),
        ({"natuurlijkePersonen": []}, "natuurlijkePersonen"),
        ({"natuurlijkePersonen": [{"bsn": "123456789"}]}, "natuurlijkePersonen[0].bsn"),
        ({"natuurlijkePersonen": [{"geboortedatum": "2024-02-31"}]}, "natuurlijkePersonen[0].geboortedatum"),
        ({"natuurlijkePersonen": [{"naam": {"voornamen": "A\u0000"}}]}, "natuurlijkePersonen[0].naam.voornamen"),
        ({"incident": {"omschrijving": "  "}}, "incident.omschrijving"),
        ({"incident": {"omschrijving": "x", "datum": 0}}, "incident.datum"),
        ({"aard": ["schelden"]}, "aard[0]"),
        ({"111222333": "x"}, "bericht"),
    ],
)
def test_een_fout_noemt_het_veld_en_nooit_de_waarde(systeem, anders, veld):
    antwoord = systeem.stuur(met(MELDING, **anders))
    assert antwoord.status_code == 422, antwoord.content
    assert [fout["veld"] for fout in antwoord.json()["fouten"]] == [veld]
    tekst = antwoord.content.decode()
    for waarde in ("Anna", "Geheimenaam", "111222333", "123456789", "NAZ", "met spatie", "schelden", "02-31"):
        assert waarde not in tekst
    assert m.Melding.objects.count() == 0


@pytest.mark.parametrize(
    "inhoud, soort, verwacht",
    [
        ("{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("{}", "text/plain", 415),
        ('{"x": "' + "a" * 200_000 + '"}', "application/json", 413),
        ("[]", "application/json", 422),
        ("null", "application/json", 422),
        ("", "application/json", 415),  # without a body the test client sends no content type
        ('{"uwKenmerk": "\\ud800"}', "application/json", 422),
        ('{"uwKenmerk": NaN}', "application/json", 422),
    ],
)
def test_een_bericht_dat_niet_te_lezen_is_geeft_een_nette_fout(systeem, inhoud, soort, verwacht):
    antwoord = systeem.stuur(inhoud, soort=soort)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (verwacht, "application/problem+json")


def test_een_incident_in_de_toekomst_kan_niet(systeem):
    morgen = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert systeem.stuur(met(MELDING, incident={"omschrijving": "x", "datum": morgen})).status_code == 422
    assert systeem.stuur(met(MELDING, natuurlijkePersonen=[{"geboortedatum": morgen}])).status_code == 422


@pytest.mark.parametrize("kenmerk", ["%00", "x" * 300, "111222333", "..%2f..", "M-26-222222%0a"])
def test_een_vreemd_kenmerk_is_gewoon_niet_bekend(systeem, kenmerk):
    antwoord = systeem.client.get(f"{MELDINGEN}/{kenmerk}/status")
    assert antwoord.status_code == 404


def test_een_verkeerde_methode_zegt_wat_wel_kan(systeem):
    antwoord = systeem.client.get(MELDINGEN)
    assert (antwoord.status_code, antwoord["Allow"], antwoord["Content-Type"]) == (
        405, "POST", "application/problem+json",
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- logboek
def test_elk_verzoek_staat_een_keer_in_het_logboek_zonder_inhoud(systeem):
    begin = Logregel.objects.count()
    kenmerk = systeem.stuur(MELDING).json()["kenmerk"]
    systeem.stuur(MELDING)
    systeem.stuur(met(MELDING, verzoek="anders"))
    systeem.status(kenmerk)
    systeem.status("111222333")
    systeem.stuur(met(MELDING, soort="NAZ"))
    Client().get(f"{MELDINGEN}/{kenmerk}/status")
    regels = list(Logregel.objects.filter(nummer__gt=begin))
    assert [(regel.handeling.split(":")[0], regel.resultaat) for regel in regels] == [
        ("melding_registreren", "gelukt"),
        ("koppeling.melden", "gelukt"),
        ("koppeling.melden", "mislukt"),
        ("koppeling.melden", "gelukt"),
        ("koppeling.melden", "niet_gevonden"),
        ("koppeling.melden", "mislukt"),
        ("koppeling.melden", "geweigerd"),
    ]
    assert {regel.gebruiker for regel in regels} == {"politie-noord", ""}
    alles = str([vars(regel) for regel in regels])
    for inhoud in ("Anna", "Geheimenaam", "111222333", "Dorpsstraat", "Ruzie"):
        assert inhoud not in alles
    assert list(keten.breuken()) == []


def test_de_bulk_kent_ook_het_recht(systeem):
    assert Client().post(BULK, {"meldingen": []}, content_type="application/json").status_code == 401
