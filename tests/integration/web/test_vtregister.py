"""Wat deze organisatie met het VT-register deelt, en wat er van een treffer te zien is; met een echt register ernaast."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.urls import reverse

from support.web import NU, maak_gebruiker
from zicht.core.personen import Persoonsgegevens
from zicht.uitwisseling.vtregister.bestand import Bestand
from zicht.uitwisseling.vtregister.dienst import Dienst
from zicht.uitwisseling.vtregister.kast import Kast, Opgave
from zicht.uitwisseling.vtregister.klant import Register
from zicht.uitwisseling.vtregister.ondertekening import nieuwe_ondertekening, publiek_van
from zicht.uitwisseling.vtregister.pseudoniem import lees_sleutels, nieuwe_sleutel, pseudoniemen
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie import vtregister
from zicht.web.registratie.handelingen import meldingen
from zicht.web.registratie.handelingen.bescherming import dossier_beschermen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

pytestmark = pytest.mark.django_db
ANNA = Mens("Anna", "de", "Wit", "v", 1990, 4, 12, bsn="123456782")
ANNA_DAAR = Persoonsgegevens(bsn="123456782", voornamen="Anna", achternaam="Wit", jaar=1990, maand=4, dag=12)


class _Stil(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Niets op het scherm."""


class Elders:
    """Het register en een andere organisatie."""

    def __init__(self, map_: Path, settings) -> None:
        self.kast = Kast(Bestand(map_ / "register" / "register.sqlite3"), {1: b"r" * 32, 2: b"s" * 32})
        self.kast.open_tijdvak(1)
        sleutels = "\n".join((nieuwe_sleutel(1), nieuwe_sleutel(2)))
        self.gedeeld = lees_sleutels(sleutels, "test")
        eigen, daar = nieuwe_ondertekening(), nieuwe_ondertekening()
        self.kast.laat_toe("HIER", "Hier", publiek_van(eigen))
        self.kast.laat_toe("DAAR", "Daar", publiek_van(daar))
        self.server = make_server("127.0.0.1", 0, Dienst(self.kast), handler_class=_Stil)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        adres = f"http://127.0.0.1:{self.server.server_port}"
        self.daar, self.hier = Register(adres, "DAAR", daar), Register(adres, "HIER", eigen)
        (map_ / vtregister.ONDERTEKENING).write_text(eigen)
        (map_ / vtregister.TIJDVAKKEN).write_text(sleutels)
        settings.INSTELLINGEN = replace(
            settings.INSTELLINGEN, data=str(map_), vtregister=adres, vtregister_organisatie="HIER"
        )

    def meldt(self, wie: Persoonsgegevens = ANNA_DAAR, *, versie: int = 1, betrokken: bool = True) -> None:
        vakken = {nr: pseudoniemen(wie, self.gedeeld[nr]) for nr in self.kast.tijdvakken()}
        self.daar.geef_op([Opgave("daar-kenmerk", versie, betrokken, vakken)])


@pytest.fixture
def elders(tmp_path: Path, settings):
    elders = Elders(tmp_path, settings)
    yield elders
    elders.server.shutdown()
    elders.server.server_close()


@pytest.fixture
def collega():
    return maak_gebruiker("tineke", Rol.TOEGANG)


def zaak(mens: Mens, collega) -> m.Dossier:
    nieuw = meldingen.NieuweMelding(
        ontvangen_op=date(2026, 3, 2), gemeente="GM0361", adres=Woonplek("Dorpsstraat", "1", "1234AB", "Verzinhoven"),
        betrokkenen=(Betrokkenheid("slachtoffer", mens),),
    )  # fmt: skip
    return meldingen.melding_registreren(nieuw, door=collega, om=NU).dossier


def test_een_treffer_staat_op_de_dossierpagina_en_is_op_te_pakken(elders, collega, client):
    dossier = zaak(ANNA, collega)
    elders.meldt()
    verloop = vtregister.ronde(NU)
    assert (verloop.klaargezet, verloop.aangeleverd, verloop.berichten, verloop.wacht, verloop.fouten) == (
        1,
        1,
        1,
        0,
        (),
    )
    assert [b.organisatie for b in elders.daar.berichten()] == ["HIER"]
    client.force_login(collega)
    bladzijde = client.get(reverse("dossier", args=[dossier.kenmerk])).content.decode()
    assert "DAAR is ook betrokken" in bladzijde
    adres = reverse("radarmelding", args=[m.Radarmelding.objects.get().pk])
    assert client.get(adres).status_code == 200
    client.post(adres, {"notitie": "gebeld, zij nemen dinsdag contact op"})
    melding = m.Radarmelding.objects.get()
    assert melding.opgepakt_door == collega
    assert client.get(adres).status_code == 404
    assert (
        "DAAR" not in client.get(reverse("dossier", args=[dossier.kenmerk])).content.decode().split('id="tijdlijn"')[0]
    )
    assert Logregel.objects.filter(handeling="radarmelding_oppakken", dossier=dossier.kenmerk).exists()


def test_opnieuw_draaien_verandert_niets_en_een_verbetering_gaat_opnieuw(elders, collega):
    dossier = zaak(ANNA, collega)
    assert vtregister.ronde(NU).klaargezet == 1
    assert vtregister.ronde(NU).klaargezet == 0
    persoon = m.Persoon.objects.get()
    persoon.zet_bsn("111222333")
    persoon.save()
    assert vtregister.ronde(NU).aangeleverd == 1
    dossier.gesloten_op = date(2026, 3, 3)
    dossier.save()
    assert vtregister.ronde(NU).aangeleverd == 1
    assert not m.Radarbetrokkenheid.objects.get().betrokken
    elders.meldt(Persoonsgegevens(bsn="111222333"))
    assert vtregister.ronde(NU).berichten == 0
    assert [b.betrokken for b in elders.daar.berichten()] == [False]


def test_valt_het_uit_na_bewaren_en_voor_bevestigen_dan_telt_hetzelfde_bericht_maar_een_keer(elders, collega):
    zaak(ANNA, collega)
    vtregister.ronde(NU)
    elders.meldt()
    assert [vtregister._bewaar(bericht, NU) for bericht in elders.hier.berichten()] == [
        True
    ]  # en hier valt de stroom uit
    assert vtregister.ronde(NU).berichten == 0
    assert m.Radarmelding.objects.count() == m.Gebeurtenis.objects.filter(soort="radarmelding").count() == 1
    assert elders.hier.berichten() == []


def test_is_het_register_weg_dan_blijft_alles_staan_en_gaat_het_later_vanzelf(elders, collega, settings):
    zaak(ANNA, collega)
    goed = settings.INSTELLINGEN
    vtregister.stem_af([1])
    register = Register("http://127.0.0.1:9", "HIER", nieuwe_ondertekening())
    with pytest.raises(vtregister.Onbereikbaar):
        vtregister.lever(register, {1: elders.gedeeld[1]}, NU)
    wacht = m.Radarbetrokkenheid.objects.get()
    assert (wacht.verzonden, wacht.pogingen) == (0, 1)
    assert wacht.fout
    settings.INSTELLINGEN = goed
    assert vtregister.ronde(NU).aangeleverd == 0  # nog even wachten
    assert vtregister.ronde(NU + timedelta(hours=1)).aangeleverd == 1


def test_een_afgeschermd_dossier_gaat_er_niet_heen_tenzij_de_organisatie_dat_wil(elders, collega, settings):
    lid = maak_gebruiker("lid", Rol.TEAMLEIDER)
    dossier = zaak(ANNA, collega)
    dossier_beschermen(dossier, toegelaten=[lid], reden="bekende", op=NU.date(), door=lid, om=NU)
    assert vtregister.ronde(NU).klaargezet == 0
    settings.INSTELLINGEN = replace(settings.INSTELLINGEN, vtregister_afgeschermd=True)
    elders.meldt()
    assert vtregister.ronde(NU).berichten == 1


def test_een_treffer_is_er_niet_voor_wie_het_dossier_niet_mag_zien(elders, collega, client):
    lid = maak_gebruiker("lid", Rol.TEAMLEIDER)
    dossier = zaak(ANNA, collega)
    elders.meldt()
    vtregister.ronde(NU)
    dossier_beschermen(dossier, toegelaten=[lid], reden="bekende", op=NU.date(), door=lid, om=NU)
    client.force_login(collega)
    assert client.get(reverse("dossier", args=[dossier.kenmerk])).status_code == 404
    assert client.get(reverse("radarmelding", args=[m.Radarmelding.objects.get().pk])).status_code == 404


def test_bij_een_nieuw_tijdvak_gaat_iedereen_er_opnieuw_heen(elders, collega):
    zaak(ANNA, collega)
    vtregister.ronde(NU)
    elders.kast.open_tijdvak(2)
    assert elders.kast.alleen_in(1) == 1
    assert vtregister.ronde(NU).aangeleverd == 1
    assert elders.kast.alleen_in(1) == 0


def test_wie_geen_bsn_en_geen_hele_geboortedatum_heeft_gaat_er_niet_heen(elders, collega):
    zaak(Mens("Anna", "", "Wit", "v", 1990), collega)
    zaak(Mens(ongeboren=True), collega)
    assert vtregister.ronde(NU).klaargezet == 0
