"""Adviezen: anoniem, meer contacten zijn een advies, en van advies naar melding en terug."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.contact import contact, sla_op, vul_in
from support.web import maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import Stand
from zicht.web.registratie.handelingen.adviezen import NieuwAdvies, advies_registreren, namen_in
from zicht.web.registratie.handelingen.kern import NietToegestaan

pytestmark = pytest.mark.django_db


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


def maak_advies(door, **anders):
    return advies_registreren(
        NieuwAdvies(**{"op": timezone.localdate(), "vraag": "Hoe nu verder?", "reactie": "Bel het wijkteam."} | anders),
        door=door,
        om=timezone.now(),
    )


def maak_melding(client):
    sla_op(client, contact(melder_naam="Mevrouw Melderink"))
    return m.Melding.objects.get()


def feiten(tabel):
    return list(Stand(timezone.localdate()).tabel(tabel))


def test_meer_contacten_zijn_een_advies(client, tineke):
    advies = maak_advies(tineke, afgesloten=False)
    velden = {"op": "vandaag?", "kanaal": "chat", "vraag": "Wat als hij boos wordt?", "reactie": "Ga naar buiten."}
    adres = reverse("advies_contact", args=[advies.kenmerk])
    fout = client.post(adres, velden)
    assert "Wat als hij boos wordt?" in fout.content.decode()
    client.post(adres, velden | {"op": f"{timezone.localdate():%d-%m-%Y}"})
    advies.refresh_from_db()
    assert advies.contacten.count() == 2
    assert advies.afgesloten_op == timezone.localdate()
    assert "Ga naar buiten." in client.get(reverse("advies", args=[advies.kenmerk])).content.decode()


@pytest.mark.parametrize("veld", ["vraag", "reactie"])
def test_een_bsn_in_een_advies_wordt_geweigerd_op_het_scherm_en_in_de_handeling(client, tineke, veld):
    advies = maak_advies(tineke)
    velden = {"op": f"{timezone.localdate():%d-%m-%Y}", "kanaal": "chat", veld: "Nummer 123456782 dus."}
    antwoord = client.post(reverse("advies_contact", args=[advies.kenmerk]), velden)
    assert "die een BSN kunnen zijn" in antwoord.content.decode()
    with pytest.raises(NietToegestaan, match="BSN"):
        maak_advies(tineke, **{veld: "Nummer 123456782 dus."})
    assert m.Adviescontact.objects.count() == 1


def test_de_lijst_filtert_op_periode_soort_en_stand(client, tineke):
    oud = maak_advies(tineke, op=timezone.localdate() - timedelta(days=40))
    nieuw = maak_advies(tineke, soort="ondersteuning", afgesloten=False)
    verwacht = {
        "": {oud, nieuw},
        f"?van={timezone.localdate():%d-%m-%Y}": {nieuw},
        f"?tot={timezone.localdate() - timedelta(days=1):%d-%m-%Y}": {oud},
        "?soort=advies": {oud},
        "?stand=open": {nieuw},
        "?stand=gesloten": {oud},
        f"?kenmerk={oud.kenmerk.lower()}": {oud},
    }
    for vraag, adviezen in verwacht.items():
        tekst = client.get(reverse("adviezen") + vraag).content.decode()
        assert {a for a in (oud, nieuw) if a.kenmerk in tekst} == adviezen, vraag


def test_de_lijst_stelt_even_veel_vragen_bij_twee_als_bij_dertig_adviezen(
    client, tineke, django_assert_max_num_queries
):
    for _ in range(2):
        maak_advies(tineke)
    client.get(reverse("adviezen"))
    with django_assert_max_num_queries(40) as eerste:
        client.get(reverse("adviezen"))
    aantal = len(eerste)
    for _ in range(28):
        maak_advies(tineke)
    with django_assert_max_num_queries(aantal):
        client.get(reverse("adviezen"))


def test_afsluiten_weigert_wat_een_ander_net_wijzigde(client, tineke):
    advies = maak_advies(tineke, afgesloten=False)
    adres, dag = reverse("advies_afsluiten", args=[advies.kenmerk]), f"{timezone.localdate():%d-%m-%Y}"
    assert "intussen gewijzigd" in client.post(adres, {"op": dag, "versie": advies.versie + 1}).content.decode()
    client.post(adres, {"op": dag, "versie": advies.versie})
    advies.refresh_from_db()
    assert advies.afgesloten_op == timezone.localdate()


# ----------------------------------------------------------------------------------------------------------- omzetten


def test_van_melding_naar_advies_blijft_de_melding_staan_sluit_het_dossier_en_is_het_advies_anoniem(client, tineke):
    melding = maak_melding(client)
    velden = {
        "reden": "beller wilde alleen advies", "op": f"{timezone.localdate():%d-%m-%Y}", "vraag": "Hoe praat ik met haar?",
        "reactie": "Begin met vragen.",
    }  # fmt: skip
    client.post(reverse("melding_omzetten", args=[melding.kenmerk]), velden)
    melding.refresh_from_db()
    advies = m.Advies.objects.get()
    assert (melding.omgezet_op, melding.omgezet_in) == (timezone.localdate(), advies)
    assert melding.dossier.sluitroute == "overig"
    assert melding.situatie
    assert m.Melder.objects.get().naam == "Mevrouw Melderink"
    assert not m.Taak.objects.filter(geeindigd_op=None).exists()
    assert m.Versie.objects.filter(tabel="melding").count() == 2
    assert m.Versie.objects.filter(handeling="melding_omzetten", reden="beller wilde alleen advies").exists()
    assert feiten("melding") == feiten("dossier") == []
    assert [rij["advies_id"] for rij in feiten("advies")] == [advies.kenmerk]
    contacten = repr(list(m.Advies.objects.values())) + repr(list(m.Adviescontact.objects.values()))
    assert "Geheimstra" not in contacten
    assert melding.dossier.kenmerk not in contacten
    assert list(keten.breuken()) == []


@pytest.mark.parametrize("woord", ["Geheimstra", "zwaantje", "Melderink"])
def test_een_naam_uit_het_dossier_komt_niet_in_het_advies(client, tineke, woord):
    melding = maak_melding(client)
    velden = {"reden": "alleen advies", "op": f"{timezone.localdate():%d-%m-%Y}", "vraag": f"{woord} zegt niets.",
              "reactie": "Begin met vragen."}  # fmt: skip
    antwoord = client.post(reverse("melding_omzetten", args=[melding.kenmerk]), velden)
    assert "Een advies is anoniem" in antwoord.content.decode()
    assert not m.Advies.objects.exists()
    melding.refresh_from_db()
    assert melding.omgezet_op is None


def test_een_dossier_waarin_nog_iets_loopt_blijft_open(client, tineke):
    melding = maak_melding(client)
    persoon = m.Persoon.objects.get(voornamen="Zwaantje")
    sla_op(client, contact(**{"mensen-0-persoon": str(persoon.pk)}), dossier=melding.dossier.kenmerk)
    velden = {"reden": "alleen advies", "op": f"{timezone.localdate():%d-%m-%Y}", "vraag": "Hoe nu?", "reactie": "Zo."}
    client.post(reverse("melding_omzetten", args=[melding.kenmerk]), velden)
    melding.dossier.refresh_from_db()
    assert melding.dossier.gesloten_op is None
    assert m.Taak.objects.filter(soort="beoordeling", geeindigd_op=None).count() == 1


def test_en_weer_terug_gaat_dezelfde_melding_verder_met_haar_eigen_klok(client, tineke):
    melding = maak_melding(client)
    klok = m.Taak.objects.get(soort="beoordeling").uiterlijk_op
    velden = {"reden": "alleen advies", "op": f"{timezone.localdate():%d-%m-%Y}", "vraag": "Hoe nu?", "reactie": "Zo."}
    client.post(reverse("melding_omzetten", args=[melding.kenmerk]), velden)
    advies = m.Advies.objects.get()
    adres = reverse("advies_omzetten", args=[advies.kenmerk])
    assert "gaat verder" in client.get(adres).content.decode()
    antwoord = client.post(adres, {"reden": "toch onveilig"})
    assert antwoord.url == reverse("dossier", args=[melding.dossier.kenmerk])
    melding.refresh_from_db()
    advies.refresh_from_db()
    assert melding.omgezet_op is None
    assert melding.dossier.gesloten_op is None
    assert advies.omgezet_op == timezone.localdate()
    assert m.Taak.objects.get(soort="beoordeling").uiterlijk_op == klok
    assert [rij["melding_id"] for rij in feiten("melding")] == [melding.kenmerk]
    assert feiten("advies") == []
    tweede = client.post(adres, {"reden": "nog eens"})
    assert "al een melding geworden" in tweede.content.decode()


def test_van_advies_naar_melding_vraagt_niets_twee_keer_en_het_advies_verwijst_nergens_heen(client, tineke):
    advies = maak_advies(tineke, hoedanigheid="huisarts", aanleiding=("ex_partnergeweld",))
    naar_intake = client.post(reverse("advies_omzetten", args=[advies.kenmerk]), {"reden": "het is onveilig"})
    scherm = client.get(naar_intake.url).content.decode()
    assert "Hoe nu verder?" in scherm
    assert '<option value="huisarts" selected>' in scherm
    pk = naar_intake.url.strip("/").rpartition("/")[2]
    velden = contact(uit_advies=advies.kenmerk, reden_omzetten="het is onveilig")
    klaar = client.post(reverse("intake", args=[pk]), velden | {"actie": "verder"})
    client.post(klaar.url)
    advies.refresh_from_db()
    melding = m.Melding.objects.get()
    assert advies.omgezet_op == melding.ontvangen_op
    assert m.Versie.objects.get(tabel="advies", nummer=2).reden == "het is onveilig"
    assert melding.kenmerk not in repr(list(m.Gebeurtenis.objects.filter(advies=advies).values()))
    assert m.Gebeurtenis.objects.filter(dossier=melding.dossier, kenmerk=advies.kenmerk).count() == 1


def test_wat_uit_een_advies_komt_kan_niet_nog_een_advies_worden(client, tineke):
    advies = maak_advies(tineke)
    antwoord = vul_in(client, contact("advies", uit_advies=advies.kenmerk))
    assert "Kies ‘Melding’" in antwoord.content.decode()


def test_een_beoordeelde_melding_wordt_geen_advies(client, tineke):
    melding = maak_melding(client)
    m.Melding.objects.update(beoordeeld_op=melding.ontvangen_op)
    velden = {"reden": "alleen advies", "op": f"{timezone.localdate():%d-%m-%Y}", "vraag": "Hoe nu?", "reactie": "Zo."}
    antwoord = client.post(reverse("melding_omzetten", args=[melding.kenmerk]), velden)
    assert "al beoordeeld" in antwoord.content.decode()


def test_een_afgeschermde_melding_is_er_niet_voor_wie_haar_niet_mag_zien(client, tineke):
    melding = maak_melding(client)
    m.Dossier.objects.update(beschermd=True)
    assert client.get(reverse("melding_omzetten", args=[melding.kenmerk])).status_code == 404


def test_een_naam_is_een_heel_woord_en_kleine_woorden_tellen_niet():
    assert namen_in("Jan zag de buurvrouw.", ["Jan", "de Vries"]) == ["Jan"]
    assert namen_in("janken helpt", ["Jan"]) == []
