"""Mensen in een dossier: erbij, verbeteren, verhuizen, BSN in beeld en aanwijzingen voor contact."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.contact import contact, in_de_databank, sla_op
from support.web import maak_gebruiker
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.herkenning import zoek

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


@pytest.fixture
def dossier(client, tineke):
    sla_op(client, contact(straat="Dorpsstraat", huisnummer="1", postcode="1234AB", **{"mensen-0-bsn": BSN}))
    return m.Dossier.objects.get()


def vandaag():
    return f"{timezone.localdate():%d-%m-%Y}"


def moeder():
    return m.Betrokkene.objects.get(rol="slachtoffer")


def wijzig(client, **anders):
    velden = {
        "rol": "slachtoffer", "voornamen": "Zwaantje", "achternaam": "Geheimstra", "geslacht": "v", "geboren_2": "1990",
        "reden": "naam verkeerd verstaan", "versie": moeder().persoon.versie,
    }  # fmt: skip
    adres = reverse("mens_wijzigen", args=[moeder().dossier.kenmerk, moeder().pk])
    return client.post(adres, velden | anders)


def test_iemand_erbij_op_een_adres_dat_er_al_is(client, dossier):
    huis = m.Huishouden.objects.get()
    velden = {"rol": "getuige", "voornamen": "Opa", "achternaam": "Bedacht", "huis": str(huis.pk)}
    client.post(reverse("mens_toevoegen", args=[dossier.kenmerk]), velden)
    assert m.Huishoudlid.objects.filter(huishouden=huis).count() == 3
    assert "Opa Bedacht" in client.get(reverse("mensen", args=[dossier.kenmerk])).content.decode()


def test_verbeteren_bewaart_de_oude_stand_met_de_reden_en_zoekt_op_de_nieuwe_naam_en_het_adres(client, tineke, dossier):
    assert wijzig(client, achternaam="Verzonnen").status_code == 302
    persoon = moeder().persoon
    assert persoon.achternaam == "Verzonnen"
    standen = m.Versie.objects.filter(rij=persoon.pk).order_by("nummer")
    assert [stand.inhoud["achternaam"] for stand in standen] == ["Geheimstra", "Verzonnen"]
    assert standen.last().reden == "naam verkeerd verstaan"
    vraag = Persoonsgegevens(achternaam="Verzonnen", postcode="1234AB", huisnummer="1", voornamen="Z.")
    assert [b.persoon for b in zoek(vraag, gebruiker=tineke, nu=timezone.now())] == [persoon]


def test_zonder_reden_wordt_niets_verbeterd(client, dossier):
    assert "Waarom wijzigt u dit?" in wijzig(client, achternaam="Anders", reden="").content.decode()
    assert moeder().persoon.achternaam == "Geheimstra"


def test_bij_een_botsing_staan_beide_standen_op_het_scherm_en_geen_bsn(client, dossier):
    oud = moeder().persoon.versie
    wijzig(client, achternaam="Eerder")
    tekst = wijzig(client, achternaam="Later", bsn="111222333", versie=oud).content.decode()
    assert "intussen gewijzigd" in tekst
    assert "nu staat er ‘Eerder’, u had ‘Later’" in tekst
    assert BSN not in tekst
    assert moeder().persoon.achternaam == "Eerder"


def test_het_bsn_is_afgeschermd_tot_iemand_met_recht_erom_vraagt_en_dat_staat_in_het_logboek(client, dossier):
    lijst = reverse("mensen", args=[dossier.kenmerk])
    tekst = client.get(lijst).content.decode()
    assert BSN not in tekst
    assert "••••••782" in tekst
    toon = reverse("mens_bsn", args=[dossier.kenmerk, moeder().pk])
    assert client.get(toon).status_code == 405
    assert BSN in client.post(toon).content.decode()
    regel = Logregel.objects.latest("om")
    assert (regel.handeling, regel.dossier, regel.resultaat) == ("persoon.bsn:mens_bsn", dossier.kenmerk, "gelukt")
    assert in_de_databank(BSN) == []
    client.force_login(maak_gebruiker("gerda", Rol.GEDRAGSDESKUNDIGE))
    assert client.post(toon).status_code == 403
    assert "Toon" not in client.get(lijst).content.decode()


def test_een_bsn_dat_de_elfproef_niet_haalt_wordt_geweigerd(client, dossier):
    assert "kan geen BSN zijn" in wijzig(client, bsn="123456789").content.decode()


def test_verhuizen_laat_het_oude_adres_staan_met_de_dag(client, dossier):
    dag = f"{timezone.localdate() - timedelta(days=1):%d-%m-%Y}"
    m.Huishoudlid.objects.update(van=timezone.localdate() - timedelta(days=30))
    velden = {"wie": [str(moeder().pk)], "op": dag, "naar": "nieuw", "straat": "Schuilstraat", "huisnummer": "9",
              "postcode": "4321 BA", "geheim": "on"}  # fmt: skip
    client.post(reverse("verhuizen", args=[dossier.kenmerk]), velden)
    oud, nieuw = m.Huishoudlid.objects.filter(persoon=moeder().persoon).order_by("van")
    assert oud.tot == nieuw.van == timezone.localdate() - timedelta(days=1)
    assert nieuw.huishouden.adres.postcode == "4321BA"
    tekst = client.get(reverse("mensen", args=[dossier.kenmerk])).content.decode()
    assert "Geheim adres" in tekst
    assert "Schuilstraat" not in tekst


def test_verhuizen_zonder_adres_en_zonder_mensen(client, dossier):
    adres = reverse("verhuizen", args=[dossier.kenmerk])
    leeg = client.post(adres, {"wie": [str(moeder().pk)], "op": vandaag(), "naar": "nieuw"})
    assert "Vul het nieuwe adres in" in leeg.content.decode()
    m.Huishoudlid.objects.update(van=timezone.localdate())
    client.post(adres, {"wie": [str(moeder().pk)], "op": vandaag(), "naar": "onbekend"})
    assert not m.Huishoudlid.objects.filter(persoon=moeder().persoon, tot=None).exists()
    niemand = client.post(adres, {"op": vandaag(), "naar": "onbekend"})
    assert "Er is nog één ding niet goed" in niemand.content.decode()


def test_een_aanwijzing_staat_boven_de_pagina_tot_zij_met_een_reden_eindigt(client, dossier):
    velden = {"soort": "niet_bellen", "tekst": "vader neemt op", "wie": str(moeder().pk), "op": vandaag()}
    client.post(reverse("vlag_zetten", args=[dossier.kenmerk]), velden)
    lijst = reverse("mensen", args=[dossier.kenmerk])
    assert "vader neemt op" in client.get(lijst).content.decode()
    vlag = m.Contactvlag.objects.get()
    assert vlag.betrokkene == moeder()
    einde = reverse("vlag_beeindigen", args=[dossier.kenmerk, vlag.pk])
    assert "niet goed" in client.post(einde, {"op": vandaag(), "reden": ""}).content.decode()
    client.post(einde, {"op": vandaag(), "reden": "ander nummer"})
    assert "vader neemt op" not in client.get(lijst).content.decode()
    assert client.get(einde).status_code == 404


def test_iemand_uit_een_ander_dossier_is_hier_niet_te_vinden(client, dossier):
    ander = moeder()
    sla_op(client, contact(mensen=({"rol": "kind", "voornamen": "Ander", "achternaam": "Kind"},)))
    tweede = m.Dossier.objects.exclude(pk=dossier.pk).get()
    for naam in ("mens_wijzigen", "mens_bsn"):
        assert client.post(reverse(naam, args=[tweede.kenmerk, ander.pk])).status_code == 404
    m.Dossier.objects.update(beschermd=True)
    assert client.get(reverse("mensen", args=[dossier.kenmerk])).status_code == 404


def test_met_verborgen_namen_staat_er_geen_naam_of_adres(client, dossier):
    client.post(reverse("privacy"), {"next": "/"})
    for naam in ("mensen", "verhuizen", "vlag_zetten"):
        tekst = client.get(reverse(naam, args=[dossier.kenmerk])).content.decode()
        assert "Geheimstra" not in tekst, naam
    assert "Dorpsstraat" not in client.get(reverse("mensen", args=[dossier.kenmerk])).content.decode()


def test_de_pagina_stelt_even_veel_vragen_bij_twee_als_bij_twaalf_mensen(
    client, dossier, django_assert_max_num_queries
):
    lijst = reverse("mensen", args=[dossier.kenmerk])
    client.get(lijst)
    with django_assert_max_num_queries(40) as eerste:
        client.get(lijst)
    aantal = len(eerste)
    huis = str(m.Huishouden.objects.get().pk)
    for nummer in range(10):
        velden = {"rol": "kind", "voornamen": f"Kind{nummer}", "huis": huis}
        client.post(reverse("mens_toevoegen", args=[dossier.kenmerk]), velden)
    with django_assert_max_num_queries(aantal):
        client.get(lijst)
