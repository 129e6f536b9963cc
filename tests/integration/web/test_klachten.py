"""Klachten: in onderdelen, een oordeel dat daaruit volgt, de klok van de reactie, en zonder zicht op het dossier."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen import klachten as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.klokken import Klokstand
from zicht.web.registratie.opslag import Opslag, Versieverschil, in_bulk
from zicht.web.registratie.selecties import klachten as selecties
from zicht.web.registratie.taken import werk_bij

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_vandaag")]


@pytest.fixture
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def karin():
    return maak_gebruiker("karin", Rol.KLACHTENFUNCTIONARIS)


@pytest.fixture
def client(karin):
    client = Client()
    client.force_login(karin)
    return client


def nieuwe_klacht(karin, *onderdelen, op=date(2026, 2, 2), dossier=None):
    return handelingen.klacht_registreren(
        op=op, omschrijving="Niet gebeld", onderdelen=onderdelen, dossier=dossier, door=karin, om=NU
    )


def beoordeel(klacht, karin, *oordelen):
    for onderdeel, oordeel in zip(klacht.onderdelen.order_by("omschrijving"), oordelen, strict=True):
        handelingen.klachtonderdeel_beoordelen(onderdeel, oordeel=oordeel, door=karin, om=NU)


@pytest.mark.parametrize(
    "oordelen, geheel",
    [
        (["gegrond", "gegrond"], "gegrond"),
        (["gegrond", "ongegrond"], "deels_gegrond"),
        (["gegrond", "niet_ontvankelijk"], "deels_gegrond"),
        (["deels_gegrond", "deels_gegrond"], "deels_gegrond"),
        (["deels_gegrond", "gegrond"], "deels_gegrond"),
        (["ongegrond", "ongegrond"], "ongegrond"),
        (["ongegrond", "niet_ontvankelijk"], "ongegrond"),
        (["niet_ontvankelijk"], "niet_ontvankelijk"),
        (["gegrond", "ingetrokken"], "gegrond"),
        (["ingetrokken", "ingetrokken"], "ingetrokken"),
        (["gegrond", ""], ""),
        ([], ""),
    ],
)
def test_het_oordeel_over_het_geheel_volgt_uit_de_onderdelen(oordelen, geheel):
    assert handelingen.voorgesteld_oordeel(oordelen) == geheel
    assert handelingen.voorgesteld_oordeel(oordelen[::-1]) == geheel


def test_gegrond_is_alleen_als_alles_wat_telt_gegrond_is():
    codes = ("gegrond", "deels_gegrond", "ongegrond", "niet_ontvankelijk", "ingetrokken")
    for oordelen in product(codes, repeat=3):
        tellend = [oordeel for oordeel in oordelen if oordeel != "ingetrokken"]
        verwacht = bool(tellend) and all(oordeel == "gegrond" for oordeel in tellend)
        assert (handelingen.voorgesteld_oordeel(oordelen) == "gegrond") is verwacht


def test_een_klacht_door_alle_paginas_heen(client, karin):
    client.post(
        reverse("klacht_nieuw"),
        {"op": "2-2-2026", "omschrijving": "Slecht contact", "onderdelen": "niet gebeld\n\n te laat "},
    )
    klacht = m.Klacht.objects.get()
    assert [*klacht.onderdelen.values_list("omschrijving", flat=True).order_by("omschrijving")] == [
        "niet gebeld",
        "te laat",
    ]
    for onderdeel, oordeel in zip(klacht.onderdelen.order_by("omschrijving"), ("gegrond", "ongegrond"), strict=True):
        client.post(
            reverse("klachtonderdeel", args=[onderdeel.pk]), {"oordeel": oordeel, "toelichting": "x", "versie": 1}
        )
    pagina = reverse("klacht", args=[klacht.kenmerk])
    assert "Uit de onderdelen volgt: <strong>deels gegrond</strong>" in client.get(pagina).content.decode()
    formulier = client.get(reverse("klacht_oordeel", args=[klacht.kenmerk])).context["formulier"]
    assert formulier.initial["oordeel"] == "deels_gegrond"
    client.post(
        reverse("klacht_oordeel", args=[klacht.kenmerk]), {"oordeel": "deels_gegrond", "op": "20-2-2026", "versie": 1}
    )
    tekst = client.get(pagina).content.decode()
    assert "wacht op: reactie van Veilig Thuis" in tekst
    assert "Reactie uiterlijk 20 maart 2026" in tekst
    client.post(reverse("klacht_reactie", args=[klacht.kenmerk]), {"op": "4-3-2026", "versie": 2})
    klacht.refresh_from_db()
    assert (klacht.oordeel, klacht.afgehandeld_op, klacht.reactie_op) == ("deels_gegrond", date(2026, 2, 20), VANDAAG)
    assert klacht.kenmerk not in client.get(reverse("klachten")).content.decode()
    assert klacht.kenmerk in client.get(reverse("klachten") + "?stand=klaar").content.decode()
    assert m.Versie.objects.filter(tabel="klacht").count() == 3
    assert list(keten.breuken()) == []


def test_de_klok_van_de_reactie_begint_bij_het_oordeel_en_duurt_een_maand(karin):
    klacht = nieuwe_klacht(karin)
    assert selecties.reactieklok(klacht, VANDAAG) is None
    klacht.afgehandeld_op, klacht.oordeel = date(2026, 1, 31), "gegrond"
    klok = selecties.reactieklok(klacht, VANDAAG)
    assert klok is not None
    assert klok.taak.uiterlijk_op == date(2026, 3, 2)  # 28 februari is een zaterdag
    assert klok.stand is Klokstand.TE_LAAT
    klacht.reactie_op = date(2026, 3, 2)
    assert (klok := selecties.reactieklok(klacht, VANDAAG)) is not None
    assert klok.stand is Klokstand.GEHAALD


def test_een_klacht_zonder_onderdelen_is_zelf_het_onderdeel(karin):
    klacht = nieuwe_klacht(karin)
    handelingen.klacht_afhandelen(klacht, oordeel="ongegrond", op=VANDAAG, door=karin, om=NU)
    assert [*klacht.onderdelen.values_list("oordeel", flat=True)] == ["ongegrond"]


def test_in_een_keer_geschreven_is_hetzelfde_als_stap_voor_stap(karin):
    def drie_klachten():
        een, twee, drie = (nieuwe_klacht(karin, *delen) for delen in ((), ("a", "b"), ("a", "b")))
        handelingen.klacht_afhandelen(een, oordeel="gegrond", op=VANDAAG, door=karin, om=NU)
        handelingen.klacht_intrekken(twee, op=VANDAAG, reden="gezegd", door=karin, om=NU)
        with pytest.raises(NietToegestaan, match="elk onderdeel"):
            handelingen.klacht_afhandelen(drie, oordeel="gegrond", op=VANDAAG, door=karin, om=NU)

    def stand():
        return sorted(m.Klachtonderdeel.objects.values_list("klacht__oordeel", "omschrijving", "oordeel"))

    drie_klachten()
    stap_voor_stap = stand()
    m.Klachtonderdeel.objects.all().delete()
    with in_bulk(werk_bij):
        drie_klachten()
    assert stand() == stap_voor_stap
    assert ("gegrond", "Niet gebeld", "gegrond") in stap_voor_stap


def test_eerst_een_oordeel_over_elk_onderdeel_en_afwijken_mag_met_een_reden(karin):
    klacht = nieuwe_klacht(karin, "a", "b")
    with pytest.raises(NietToegestaan, match="elk onderdeel"):
        handelingen.klacht_afhandelen(klacht, oordeel="gegrond", op=VANDAAG, door=karin, om=NU)
    beoordeel(klacht, karin, "gegrond", "ongegrond")
    with pytest.raises(NietToegestaan, match="waarom u ervan afwijkt"):
        handelingen.klacht_afhandelen(klacht, oordeel="gegrond", op=VANDAAG, door=karin, om=NU)
    handelingen.klacht_afhandelen(klacht, oordeel="gegrond", reden="a weegt zwaarder", op=VANDAAG, door=karin, om=NU)
    assert m.Versie.objects.get(tabel="klacht", nummer=2).reden == "a weegt zwaarder"


def test_intrekken_vraagt_een_reden_en_laat_een_gegeven_oordeel_staan(karin):
    klacht = nieuwe_klacht(karin, "a", "b")
    handelingen.klachtonderdeel_beoordelen(
        klacht.onderdelen.get(omschrijving="a"), oordeel="gegrond", door=karin, om=NU
    )
    with pytest.raises(NietToegestaan, match="hoe u weet"):
        handelingen.klacht_intrekken(klacht, op=VANDAAG, reden=" ", door=karin, om=NU)
    handelingen.klacht_intrekken(klacht, op=VANDAAG, reden="gezegd aan de telefoon", door=karin, om=NU)
    assert {*klacht.onderdelen.values_list("omschrijving", "oordeel")} == {("a", "gegrond"), ("b", "ingetrokken")}
    assert selecties.reactieklok(klacht, VANDAAG) is None
    with pytest.raises(NietToegestaan, match="al afgehandeld"):
        handelingen.klacht_intrekken(klacht, op=VANDAAG, reden="nog eens", door=karin, om=NU)
    with pytest.raises(NietToegestaan, match="al afgehandeld"):
        handelingen.klacht_afhandelen(klacht, oordeel="gegrond", op=VANDAAG, door=karin, om=NU)
    with pytest.raises(NietToegestaan, match="niet nodig"):
        handelingen.klacht_beantwoorden(klacht, op=VANDAAG, door=karin, om=NU)


def test_twee_mensen_tegelijk_zien_dat_de_ander_eerder_was(karin):
    klacht = nieuwe_klacht(karin)
    ander = m.Klacht.objects.get(pk=klacht.pk)
    handelingen.klacht_afhandelen(klacht, oordeel="gegrond", op=VANDAAG, door=karin, om=NU, versie=1)
    ander.refresh_from_db()
    with pytest.raises(Versieverschil):
        handelingen.klacht_beantwoorden(ander, op=VANDAAG, door=karin, om=NU, versie=1)


@pytest.mark.parametrize("beschermd", [False, True])
def test_de_klachtenfunctionaris_ziet_alleen_het_kenmerk_van_het_dossier(client, karin, beschermd):
    dossier = m.Dossier.objects.create(
        kenmerk="D-26-K7M4QXRT", team=maak_team(), geopend_op=VANDAAG, beschermd=beschermd, versie=1
    )
    antwoord = client.post(reverse("klacht_nieuw"), {"op": "2-2-2026", "omschrijving": "x", "dossier": "d-26-k7m4qxrt"})
    klacht = m.Klacht.objects.get()
    assert antwoord["Location"] == reverse("klacht", args=[klacht.kenmerk])
    assert klacht.dossier == dossier
    tekst = client.get(reverse("klacht", args=[klacht.kenmerk])).content.decode()
    assert "D-26-K7M4QXRT" in tekst
    assert reverse("dossier", args=["D-26-K7M4QXRT"]) not in tekst
    assert "U ziet alleen het kenmerk" in tekst
    assert client.get(reverse("dossier", args=["D-26-K7M4QXRT"])).status_code == 403


def test_een_kenmerk_dat_er_niet_is_wordt_gezegd_en_de_tekst_blijft_staan(client):
    antwoord = client.post(
        reverse("klacht_nieuw"), {"op": "2-2-2026", "omschrijving": "bewaar mij", "dossier": "D-26-NIET11"}
    )
    assert "Dit kenmerk is er niet" in antwoord.content.decode()
    assert "bewaar mij" in antwoord.content.decode()
    assert not m.Klacht.objects.exists()


def test_een_open_klacht_houdt_het_sluiten_van_het_dossier_in_beeld(karin):
    dossier = m.Dossier.objects.create(kenmerk="D-26-K7M4QXRT", team=maak_team(), geopend_op=VANDAAG, versie=1)
    klacht = nieuwe_klacht(karin, dossier=dossier)
    assert werkstand.van_dossier(Opslag(), dossier)["open_klachten"] == 1
    handelingen.klacht_intrekken(klacht, op=VANDAAG, reden="gezegd", door=karin, om=NU)
    assert werkstand.van_dossier(Opslag(), dossier)["open_klachten"] == 0


def test_wie_geen_klachten_behandelt_komt_er_niet_in(karin):
    klacht = nieuwe_klacht(karin)
    toegang = maak_gebruiker("tineke", Rol.TOEGANG, Rol.TEAMLEIDER, Rol.CONTROLLER)
    ander = Client()
    ander.force_login(toegang)
    for pad in (reverse("klachten"), reverse("klacht", args=[klacht.kenmerk])):
        assert ander.get(pad).status_code == 403
    with pytest.raises(GeenToegang):
        handelingen.klacht_intrekken(klacht, op=VANDAAG, reden="x", door=toegang, om=NU)


def test_de_lijst_stelt_een_vast_aantal_vragen(client, karin, django_assert_max_num_queries):
    for nummer in range(30):
        nieuwe_klacht(karin, "a", "b", op=date(2026, 1, 1 + nummer))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("klachten")).status_code == 200


def test_een_oordeel_in_de_toekomst_kan_niet(karin):
    klacht = nieuwe_klacht(karin)
    with pytest.raises(NietToegestaan, match="toekomst"):
        handelingen.klacht_afhandelen(klacht, oordeel="gegrond", op=date(2026, 3, 5), door=karin, om=NU)
    with pytest.raises(NietToegestaan, match="nog geen oordeel"):
        handelingen.klacht_beantwoorden(klacht, op=VANDAAG, door=karin, om=datetime(2026, 3, 4, tzinfo=UTC))
