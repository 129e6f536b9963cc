"""Zoeken buiten een gesprek: op naam, op kenmerk, op BSN met het recht, en nooit langs de poort."""

import pytest
from django.urls import reverse

from support.wereld import BSN, maak_wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m

pytestmark = pytest.mark.django_db
GEBOREN = {"geboren_0": "12", "geboren_1": "4", "geboren_2": "1990"}


@pytest.fixture
def wereld():
    return maak_wereld()


def zoek(client, wie, **velden):
    client.force_login(wie)
    return client.post(reverse("zoeken"), velden)


def tekst(antwoord) -> str:
    return antwoord.content.decode()


def test_op_naam_met_andere_spelling_en_verwisselde_dag_en_maand(client, wereld):
    wie = wereld.mensen[Rol.TOEGANG]
    precies = tekst(zoek(client, wie, voornamen="Anna0", achternaam="Verzonnen0", **GEBOREN))
    assert "Anna0 de Verzonnen0" in precies
    assert reverse("dossier", args=[wereld.van_noord.kenmerk]) in precies
    slordig = {"geboren_0": "4", "geboren_1": "12", "geboren_2": "1990"}
    assert "Anna0 de Verzonnen0" in tekst(zoek(client, wie, voornamen="A.", achternaam="Versonnen0", **slordig))


def test_open_en_gesloten_staan_erbij(client, wereld):
    wie = wereld.mensen[Rol.TOEGANG]
    m.Dossier.objects.filter(pk=wereld.van_zuid.pk).update(gesloten_op="2026-03-03", sluitroute="geen_vervolg")
    gevonden = tekst(zoek(client, wie, bsn=BSN))
    assert "<strong>open</strong>, Noord" in gevonden
    assert "gesloten 03-03-2026" in gevonden


def test_op_kenmerk_van_dossier_melding_en_wat_iemand_niet_mag_zien(client, wereld):
    wie, dossier = wereld.mensen[Rol.TOEGANG], wereld.van_noord
    naar = reverse("dossier", args=[dossier.kenmerk])
    for kenmerk in (dossier.kenmerk.lower(), f" {dossier.meldingen.get().kenmerk} "):
        assert zoek(client, wie, kenmerk=kenmerk)["Location"] == naar
    for kenmerk in (wereld.beschermd.kenmerk, wereld.beschermd.meldingen.get().kenmerk, "D-26-2222222X"):
        assert f"geen zaak {kenmerk}" in tekst(zoek(client, wie, kenmerk=kenmerk))
    assert "een letter, het jaar en acht tekens" in tekst(zoek(client, wie, kenmerk="123"))


def test_te_weinig_om_op_te_zoeken_zegt_wat_erbij_moet(client, wereld):
    assert "ook een voornaam, een geboortejaar" in tekst(
        zoek(client, wereld.mensen[Rol.TOEGANG], achternaam="Verzonnen0")
    )


def test_op_bsn_alleen_met_het_recht(client, wereld):
    assert "Anna0" in tekst(zoek(client, wereld.mensen[Rol.TOEGANG], bsn=BSN))
    zonder = zoek(client, wereld.mensen[Rol.GEDRAGSDESKUNDIGE], bsn=BSN)
    assert "Anna0" not in tekst(zonder)
    assert 'name="bsn"' not in tekst(zonder)
    assert BSN not in tekst(zonder)


def test_een_afgeschermd_dossier_wordt_op_geen_enkele_manier_gevonden(client, wereld):
    wie = wereld.mensen[Rol.TEAMLEIDER]
    alles = {"voornamen": "Anna2", "achternaam": "Verzonnen2", "postcode": "1234AB", "huisnummer": "3", **GEBOREN}
    gevonden = tekst(zoek(client, wie, **alles))
    assert "Anna2" not in gevonden.split("<form")[0] or "Niemand" in gevonden
    assert wereld.beschermd.kenmerk not in gevonden + tekst(zoek(client, wie, bsn=BSN))
    m.Toegelaten.objects.create(dossier=wereld.beschermd, gebruiker=wie)
    assert wereld.beschermd.kenmerk in tekst(zoek(client, wie, **alles))


def test_een_regioteam_vindt_iemand_van_een_ander_team_maar_opent_dat_dossier_niet(client, wereld):
    gevonden = tekst(zoek(client, wereld.mensen[Rol.REGIOTEAM], bsn=BSN))
    assert reverse("dossier", args=[wereld.van_noord.kenmerk]) in gevonden
    assert wereld.van_zuid.kenmerk in gevonden
    assert reverse("dossier", args=[wereld.van_zuid.kenmerk]) not in gevonden


def test_zoeken_staat_in_het_logboek_zonder_wat_er_getypt_is(client, wereld):
    wie = wereld.mensen[Rol.TOEGANG]
    zoek(client, wie, voornamen="Anna0", achternaam="Verzonnen0", bsn=BSN)
    regel = Logregel.objects.latest("nummer")
    assert (regel.handeling, regel.soort, regel.resultaat) == ("persoon.zoeken:zoeken", "persoon", "gelukt")
    assert not [woord for woord in ("Anna0", "Verzonnen0", BSN) if woord in str(vars(regel).values())]


def test_wie_niet_mag_zoeken_ziet_de_pagina_niet(client, wereld):
    assert zoek(client, wereld.mensen[Rol.CONTROLLER], achternaam="x").status_code == 403
    assert "Zoeken" not in tekst(client.get("/"))


def test_met_verborgen_namen_staat_de_gevonden_naam_er_niet(client, wereld):
    client.force_login(wereld.mensen[Rol.TOEGANG])
    client.post(reverse("privacy"), {"next": "/"})
    gevonden = tekst(client.post(reverse("zoeken"), {"bsn": BSN}))
    assert "Gevonden (" in gevonden
    assert "Anna0" not in gevonden
