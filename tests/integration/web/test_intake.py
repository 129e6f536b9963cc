"""Nieuw contact: eerst luisteren, aan het eind kiezen, en wat er dan wel en niet blijft staan."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from support.contact import contact, in_de_databank, sla_op, vul_in
from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import concepten
from zicht.web.registratie import models as m
from zicht.web.registratie import urls as registratie_urls

pytestmark = pytest.mark.django_db


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


def test_een_advies_laat_nergens_in_de_databank_een_naam_achter(client, tineke):
    velden = contact("advies", melder_naam="Mevrouw Melderink", straat="Schuilstraat", huisnummer="7")
    assert vul_in(client, velden, "rij").status_code == 302
    m.Concept.objects.all().delete()
    antwoord = sla_op(client, velden)
    advies = m.Advies.objects.get()
    assert antwoord.url == reverse("advies", args=[advies.kenmerk])
    assert m.Adviescontact.objects.get().reactie == "Bel samen met de moeder het wijkteam."
    assert in_de_databank("Zwaantje", "Geheimstra", "Quirijn", "Melderink", "Schuilstraat") == []
    assert not m.Persoon.objects.exists()
    assert not m.Concept.objects.exists()


def test_voor_het_opslaan_zegt_het_scherm_welke_namen_verdwijnen(client, tineke):
    klaar = vul_in(client, contact("advies"))
    tekst = client.get(klaar.url).content.decode()
    assert "Een advies is anoniem" in tekst
    assert "Deze mensen worden niet bewaard" in tekst
    assert "Zwaantje Geheimstra" in tekst


@pytest.mark.parametrize(
    "velden, zin",
    [
        ({"situatie": "Zwaantje wordt geslagen."}, "Een advies is anoniem"),
        ({"situatie": "Het nummer is 123456782."}, "kunnen zijn. Een advies is anoniem"),
        ({"melder_naam": "Jan Melderink", "reactie": "Melderink belt terug."}, "Een advies is anoniem"),
        ({"reactie": ""}, "Schrijf op wat u heeft geadviseerd."),
        ({"kanaal": "ambtshalve"}, "Ambtshalve past alleen bij een melding."),
    ],
)
def test_een_advies_met_een_naam_of_bsn_wordt_vriendelijk_geweigerd_met_de_tekst_er_nog_in(client, tineke, velden, zin):
    antwoord = vul_in(client, contact("advies", **velden))
    tekst = antwoord.content.decode()
    assert zin in tekst
    assert velden.get("situatie", "geschreeuw") in tekst
    assert not m.Advies.objects.exists()


def test_een_melding_schrijft_mensen_adres_vlag_melder_en_urgentie(client, tineke):
    antwoord = sla_op(
        client,
        contact(
            urgentie="hoog", reden_urgentie="Er is een mes.", straat="Dorpsstraat", huisnummer="1", postcode="1234 ab",
            vlaggen=["niet_bellen"], vlagtekst="vader neemt op", melder_naam="Mevrouw Melderink", anoniem="on",
        ),
    )  # fmt: skip
    melding = m.Melding.objects.get()
    assert antwoord.url == reverse("intake_klaar", args=[melding.kenmerk])
    assert melding.melder.naam == "Mevrouw Melderink"
    assert melding.anoniem is True
    assert {b.rol for b in m.Betrokkene.objects.all()} == {"slachtoffer", "kind"}
    assert m.Persoon.objects.get(ongeboren=True).voornamen == "Quirijn"
    assert m.Adres.objects.get().postcode == "1234AB"
    assert m.Contactvlag.objects.get().tekst == "vader neemt op"
    assert m.Urgentie.objects.get().reden == "Er is een mes."
    assert not m.Concept.objects.exists()
    assert list(keten.breuken()) == []


def test_de_bevestiging_noemt_kenmerk_klok_met_uitleg_en_wat_er_volgt(client, tineke):
    antwoord = client.get(sla_op(client, contact()).url)
    tekst = antwoord.content.decode()
    melding = m.Melding.objects.get()
    assert melding.kenmerk in tekst
    assert "Waarom deze datum?" in tekst
    assert "werkdagen" in tekst
    assert "Wat er nu gebeurt" in tekst
    assert "Naar de melding" in tekst
    assert "Geheimstra" not in tekst


def test_een_regioteam_dat_een_melding_aanneemt_krijgt_de_bevestiging(client):
    toegang = maak_team("Toegang")
    toegang.verantwoordelijke = maak_gebruiker("tineke", Rol.TOEGANG)
    toegang.save()
    client.force_login(maak_gebruiker("rik", Rol.REGIOTEAM, team=maak_team("West", toegang=False)))
    antwoord = client.get(sla_op(client, contact(vlaggen=["tolk"])).url)
    assert antwoord.status_code == 200
    assert "Naar de melding" not in antwoord.content.decode()
    assert m.Contactvlag.objects.get().soort == "tolk"


def test_twee_keer_op_opslaan_drukken_is_een_keer_opslaan(client, tineke):
    klaar = vul_in(client, contact())
    adres = reverse("intake_controle", args=[klaar.pk])
    client.post(adres)
    tweede = client.post(adres, follow=True)
    assert "al opgeslagen" in tweede.content.decode()
    assert m.Melding.objects.count() == 1


def test_een_concept_wordt_precies_een_keer_verbruikt_en_blijft_staan_als_het_opslaan_mislukt(tineke):
    concepten.bewaar(tineke, "intake/x", {"situatie": ["tekst"]}, om=timezone.now())
    with pytest.raises(ZeroDivisionError), concepten.verbruik(tineke, "intake/x"):
        raise ZeroDivisionError
    with concepten.verbruik(tineke, "intake/x"):
        pass
    with pytest.raises(concepten.AlOpgeslagen), concepten.verbruik(tineke, "intake/x"):
        pytest.fail("een verbruikt concept werd nog een keer opgeslagen")


def test_na_een_afgelopen_sessie_staat_de_getypte_tekst_er_nog_versleuteld(client, tineke):
    pk = vul_in(client, contact(), "rij").pk
    plek = reverse("concept", args=[f"intake/{pk}"])
    assert client.post(plek, contact(situatie="Half getypt verhaal over Geheimstra")).status_code == 204
    assert in_de_databank("Half getypt", "Geheimstra") == []
    client.logout()
    naar_aanmelden = client.get(reverse("intake", args=[pk]))
    assert f"/nieuw-contact/{pk}/" in naar_aanmelden.url.replace("%2F", "/")
    client.force_login(tineke)
    tekst = client.get(reverse("intake", args=[pk])).content.decode()
    assert "Half getypt verhaal over Geheimstra" in tekst
    assert "Zwaantje" in tekst
    assert "dingen niet goed" not in tekst
    assert str(pk) in client.get(reverse("intake_begin")).content.decode()


def test_een_concept_is_alleen_voor_wie_het_typt_en_na_zeven_dagen_weg(client, tineke):
    pk = vul_in(client, contact(), "rij").pk
    client.force_login(maak_gebruiker("ander", Rol.TOEGANG))
    assert "Zwaantje" not in client.get(reverse("intake", args=[pk])).content.decode()
    client.force_login(tineke)
    m.Concept.objects.update(gewijzigd_om=timezone.now() - timedelta(days=8))
    client.get(reverse("intake_begin"))
    assert not m.Concept.objects.exists()


def test_er_kan_iemand_bij_zonder_script_en_een_lege_rij_telt_niet_mee(client, tineke):
    pk = vul_in(client, contact(), "rij").pk
    tekst = client.get(reverse("intake", args=[pk])).content.decode()
    assert "Mens 3" in tekst
    velden = contact(**{"mensen-TOTAL_FORMS": "3", "mensen-2-woont_hier": "on"})
    sla_op(client, velden)
    assert m.Persoon.objects.count() == 2


def test_weggooien_gooit_het_concept_weg(client, tineke):
    pk = vul_in(client, contact(), "rij").pk
    client.post(reverse("intake", args=[pk]), contact() | {"actie": "weg"})
    assert not m.Concept.objects.exists()


# ------------------------------------------------------------------------------------------------------- al bekend


def zoek(client, **mens):
    velden = contact(mensen=({"voornamen": "Zwaantje", "achternaam": "Geheimstra", "geboren_2": "1990"} | mens,))
    return client.post(reverse("intake_bekend"), velden | {"rij": "0"}, headers={"hx-request": "true"})


def test_terwijl_iemand_typt_staat_er_wie_al_bekend_is_met_reden_dossier_en_wie_te_bellen(client, tineke):
    sla_op(client, contact())
    dossier = m.Dossier.objects.get()
    dossier.eigenaar = tineke
    dossier.save()
    tekst = zoek(client).content.decode()
    assert "Misschien al bekend" in tekst
    assert "achternaam gelijk" in tekst
    assert f"dossier {dossier.kenmerk}" in tekst
    assert "Tineke Verzonnen" in tekst
    assert "Slachtoffer in" in tekst


def test_wie_in_een_afgeschermd_dossier_staat_verschijnt_nooit(client, tineke):
    sla_op(client, contact())
    m.Dossier.objects.update(beschermd=True)
    persoon = m.Persoon.objects.get(voornamen="Zwaantje")
    assert "Niemand gevonden" in zoek(client).content.decode()
    gekoppeld = contact(mensen=({"rol": "kind", "persoon": str(persoon.pk)},))
    assert "Al bekend" not in client.get(vul_in(client, gekoppeld, "rij").url).content.decode()
    sla_op(client, gekoppeld)
    assert m.Betrokkene.objects.filter(persoon=persoon).count() == 1


def test_een_melding_over_een_bekende_komt_op_het_open_dossier_met_een_eigen_klok(client, tineke):
    sla_op(client, contact())
    dossier, persoon = m.Dossier.objects.get(), m.Persoon.objects.get(voornamen="Zwaantje")
    eerste = vul_in(client, contact(), f"koppel:0:{persoon.pk}")
    assert "Al bekend" in client.get(eerste.url).content.decode()
    velden = contact(**{"mensen-0-persoon": str(persoon.pk)})
    klaar = vul_in(client, velden)
    assert f"Open dossier {dossier.kenmerk}" in client.get(klaar.url).content.decode()
    client.post(klaar.url, {"dossier": dossier.kenmerk})
    assert m.Dossier.objects.count() == 1
    assert dossier.meldingen.count() == 2
    assert m.Taak.objects.filter(soort="beoordeling").count() == 2
    assert dossier.betrokkenen.filter(persoon=persoon).count() == 1


def test_een_melding_over_een_bekende_uit_een_gesloten_dossier_opent_een_nieuw_dossier_met_verband(client, tineke):
    sla_op(client, contact())
    oud, persoon = m.Dossier.objects.get(), m.Persoon.objects.get(voornamen="Zwaantje")
    m.Dossier.objects.update(gesloten_op=timezone.localdate(), sluitroute="overig")
    sla_op(client, contact(**{"mensen-0-persoon": str(persoon.pk)}))
    assert m.Dossierverband.objects.get().eerder == oud
    assert m.Dossier.objects.count() == 2


def test_een_ander_gezin_met_dezelfde_vader_kan_een_nieuw_dossier_zijn(client, tineke):
    sla_op(client, contact())
    persoon = m.Persoon.objects.get(voornamen="Zwaantje")
    sla_op(client, contact(**{"mensen-0-persoon": str(persoon.pk)}), dossier="nieuw")
    assert m.Dossier.objects.count() == 2


# ----------------------------------------------------------------------------------------------------------- melder


def test_de_melder_staat_op_geen_enkele_pagina(client, tineke):
    sla_op(client, contact(melder_naam="Mevrouw Melderink", melder_telefoon="0612345678"))
    melding, dossier = m.Melding.objects.get(), m.Dossier.objects.get()
    paginas = [
        reverse("intake_begin"), reverse("adviezen"), reverse("dossiers"), reverse("dossier", args=[dossier.kenmerk]),
        reverse("mensen", args=[dossier.kenmerk]), reverse("intake_klaar", args=[melding.kenmerk]),
        reverse("melding", args=[melding.kenmerk]), reverse("melding_omzetten", args=[melding.kenmerk]),
    ]  # fmt: skip
    for pagina in paginas:
        antwoord = client.get(pagina, follow=True)
        assert antwoord.status_code == 200, pagina
        assert "Melderink" not in antwoord.content.decode(), pagina
        assert "0612345678" not in antwoord.content.decode(), pagina
    assert "Melderink" not in zoek(client, achternaam="Melderink").content.decode().replace('value="Melderink"', "")
    assert in_de_databank("Melderink", "0612345678") == []


def test_wie_geen_recht_heeft_komt_niet_binnen(client):
    client.force_login(maak_gebruiker("karel", Rol.CONTROLLER))
    for naam in ("intake_begin", "adviezen", "politie"):
        assert client.get(reverse(naam)).status_code == 403
    assert client.post(reverse("intake_bekend"), contact() | {"rij": "0"}).status_code == 403


def paden_met(waarden):
    """Elke pagina van de registratie, met elk kenmerk en elk nummer dat er in kan."""
    for patroon in registratie_urls.urlpatterns:
        namen = patroon.pattern.converters or dict.fromkeys(patroon.pattern.regex.groupindex)
        if "concept" in str(patroon.name):
            continue
        for keuze in product(*(waarden.get(naam, ()) for naam in namen)):
            yield patroon.name, reverse(patroon.name, kwargs=dict(zip(namen, keuze, strict=True)))


def test_op_geen_enkele_route_ziet_iemand_zonder_recht_wie_de_melder_is(client, tineke):
    sla_op(
        client, contact(melder_naam="Mevrouw Melderink", melder_organisatie="Schoolstra", melder_adres="Geheimpad 3")
    )
    melding = m.Melding.objects.get()
    pks = [
        rij.pk
        for soort in (m.Melding, m.Taak, m.Betrokkene, m.Persoon, m.Dossier, m.Melder)
        for rij in soort.objects.all()
    ]
    waarden = {"kenmerk": [melding.kenmerk, melding.dossier.kenmerk], "pk": pks}
    client.force_login(maak_gebruiker("gerda", Rol.GEDRAGSDESKUNDIGE))
    gezien: set[str] = set()
    for naam, pad in paden_met(waarden):
        antwoord = client.get(pad)
        tekst = antwoord.getvalue().decode("utf-8", "replace")
        assert not any(geheim in tekst for geheim in ("Melderink", "Schoolstra", "Geheimpad")), pad
        gezien |= {naam} if antwoord.status_code == 200 else set()
    assert {"dossier", "melding", "mensen", "intake_klaar", "dossiers", "intake"} <= gezien
    client.force_login(tineke)
    assert "Melderink" in client.get(reverse("melder", args=[melding.kenmerk])).content.decode()


def test_het_advies_in_het_gesprek_raakt_bij_een_melding_niet_weg(client, tineke):
    sla_op(client, contact())
    situatie = m.Melding.objects.get().situatie
    assert situatie.endswith("Advies tijdens het gesprek: Bel samen met de moeder het wijkteam.")


def test_een_typfout_bij_een_mens_houdt_een_melding_tegen_en_een_advies_niet(client, tineke):
    fout = {"mensen-0-bsn": "123456789"}
    assert "kan geen BSN zijn" in vul_in(client, contact(**fout)).content.decode()
    assert vul_in(client, contact("advies", **fout)).status_code == 302
