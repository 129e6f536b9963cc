"""Organisaties en professionals als klein register, en informanten in een dossier."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.web import maak_gebruiker
from support.wereld import BSN, maak_wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import bronnen
from zicht.web.registratie.selecties.netwerk import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld():
    return maak_wereld()


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


def vandaag():
    return f"{timezone.localdate():%d-%m-%Y}"


def school(client, naam="Basisschool De Verzinner", **anders):
    antwoord = client.post(
        reverse("organisatie_nieuw"), {"naam": naam, "soort": "anders", "telefoon": "0101234567"} | anders
    )
    assert antwoord.status_code == 302, antwoord.content.decode()
    return m.Organisatie.objects.get(naam=naam)


def juf(client, organisatie, **anders):
    velden = {"naam": "Juf Bedacht", "functie": "intern begeleider", "organisatie": str(organisatie.pk)} | anders
    antwoord = client.post(reverse("professional_nieuw"), velden)
    assert antwoord.status_code == 302, antwoord.content.decode()
    return m.Professional.objects.get(naam=velden["naam"])


INFORMATIE = {
    "rol": "informant", "gevraagd": "Hoe gaat het met de kinderen in de klas?", "gehoord": "Zij zijn stil.",
    "toestemming": "gegeven", "geinformeerd": "on",
}  # fmt: skip


def leg_vast(client, dossier, **anders):
    velden = INFORMATIE | {"op": vandaag()} | anders
    return client.post(reverse("informant_nieuw", args=[dossier.kenmerk]), velden)


def test_het_register_is_te_doorzoeken_op_elk_woord(client, tineke):
    organisatie = school(client)
    juf(client, organisatie)
    school(client, "Wijkteam Noord", soort="lokaal_veld")
    assert [o.naam for o in register("verzin basis").organisaties] == ["Basisschool De Verzinner"]
    assert [p.naam for p in register("begeleider verzin").professionals] == ["Juf Bedacht"]
    assert register("begeleider noord").professionals == []
    pagina = client.get(reverse("netwerk"), {"vraag": "juf"}).content.decode()
    assert "Juf Bedacht" in pagina
    assert "Wijkteam Noord" not in pagina


def test_een_organisatie_staat_er_een_keer_in_en_verbeteren_is_een_versie(client, tineke):
    organisatie = school(client)
    dubbel = client.post(reverse("organisatie_nieuw"), {"naam": "basisschool de verzinner", "soort": "anders"})
    assert "staat al in het register" in dubbel.content.decode()
    adres = reverse("organisatie", args=[organisatie.pk])
    velden = {"naam": "Basisschool De Verzinner", "soort": "anders", "telefoon": "0107654321", "versie": 1}
    client.post(adres, velden)
    assert [v.inhoud["telefoon"] for v in m.Versie.objects.filter(rij=organisatie.pk).order_by("nummer")] == [
        "0101234567",
        "0107654321",
    ]
    assert "intussen gewijzigd" in client.post(adres, velden | {"telefoon": "1"}).content.decode()
    assert Logregel.objects.filter(handeling="organisatie_vastleggen").count() == 2


def test_wie_er_niet_meer_werkt_is_niet_te_kiezen_en_alleen_op_verzoek_te_vinden(client, tineke, wereld):
    wie = juf(client, school(client))
    velden = {
        "naam": wie.naam,
        "functie": wie.functie,
        "organisatie": str(wie.organisatie_id),
        "gestopt_op": vandaag(),
        "versie": 1,
    }
    client.post(reverse("professional", args=[wie.pk]), velden)
    assert register("").professionals == []
    assert [p.naam for p in register("", ook_gestopt=True).professionals] == [wie.naam]
    assert "Juf Bedacht" not in client.get(reverse("informant_nieuw", args=[wereld.van_noord.kenmerk])).content.decode()


def test_een_informant_uit_het_register_staat_in_het_dossier_met_wat_is_gevraagd(client, tineke, wereld):
    wie, dossier = juf(client, school(client)), wereld.van_noord
    assert leg_vast(client, dossier, professional=str(wie.pk)).status_code == 302
    rij = m.Informant.objects.get()
    assert (rij.naam, rij.functie, str(rij.organisatie)) == (
        "Juf Bedacht",
        "intern begeleider",
        "Basisschool De Verzinner",
    )
    pagina = client.get(reverse("informanten", args=[dossier.kenmerk])).content.decode()
    assert "Hoe gaat het met de kinderen in de klas?" in pagina
    assert "Juf Bedacht" in client.get(reverse("dossier", args=[dossier.kenmerk])).content.decode()
    assert m.Gebeurtenis.objects.filter(dossier=dossier, tekst="informatie gevraagd aan een professional").exists()
    # Een andere baan verandert niet wie er toen iets zei.
    m.Professional.objects.update(naam="Juf Anders")
    assert "Juf Bedacht" in client.get(reverse("informanten", args=[dossier.kenmerk])).content.decode()


def test_iemand_van_buiten_het_register_komt_er_op_verzoek_in(client, tineke, wereld):
    leg_vast(client, wereld.van_noord, naam="Dokter Verzonnen", functie="huisarts", bewaar="on")
    assert m.Informant.objects.get().professional == m.Professional.objects.get(naam="Dokter Verzonnen")
    leg_vast(client, wereld.van_noord, naam="Dokter Ander", functie="huisarts")
    assert m.Informant.objects.get(naam="Dokter Ander").professional is None


@pytest.mark.parametrize(
    "anders, zin",
    [
        ({"naam": ""}, "Kies een professional, of vul een naam in"),
        ({"toestemming": "zonder"}, "zonder toestemming van het gezin"),
        ({"toestemming": "geweigerd"}, "zonder toestemming van het gezin"),
        ({"gevraagd": f"Kent u {BSN}?"}, "staat een BSN"),
        ({"op": "morgen"}, "De dag ligt in de toekomst"),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_en_blijft_staan(client, tineke, wereld, anders, zin):
    if anders.get("op"):
        anders = {"op": f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}"}
    tekst = leg_vast(client, wereld.van_noord, **({"naam": "Dokter Verzonnen"} | anders)).content.decode()
    assert zin in tekst
    assert "Zij zijn stil." in tekst
    assert not m.Informant.objects.exists()


def test_verbeteren_vraagt_een_reden_en_bewaart_wat_er_stond(client, tineke, wereld):
    leg_vast(client, wereld.van_noord, naam="Dokter Verzonnen")
    rij = m.Informant.objects.get()
    adres = reverse("informant", args=[wereld.van_noord.kenmerk, rij.pk])
    velden = INFORMATIE | {"op": vandaag(), "naam": "Dokter Verzonnen", "gehoord": "Zij lachen weer.", "versie": 1}
    assert "niet goed" in client.post(adres, velden).content.decode()
    client.post(adres, velden | {"reden": "belde terug"})
    standen = m.Versie.objects.filter(rij=rij.pk).order_by("nummer")
    assert [(v.inhoud["gehoord"], v.reden) for v in standen] == [
        ("Zij zijn stil.", ""),
        ("Zij lachen weer.", "belde terug"),
    ]


def test_een_informant_van_een_ander_team_of_een_afgeschermd_dossier_is_er_niet(client, tineke, wereld):
    leg_vast(client, wereld.van_zuid, naam="Dokter Zuid")
    client.force_login(wereld.mensen[Rol.REGIOTEAM])
    rij = m.Informant.objects.get()
    for adres in (
        reverse("informanten", args=[wereld.van_zuid.kenmerk]),
        reverse("informant", args=[wereld.van_zuid.kenmerk, rij.pk]),
        reverse("informant", args=[wereld.van_noord.kenmerk, rij.pk]),
    ):
        assert client.get(adres).status_code == 404, adres
    client.force_login(tineke)
    assert leg_vast(client, wereld.beschermd, naam="x").status_code == 404


def test_een_informant_blijft_voor_het_gezin_geheim_in_brieven(client, tineke, wereld):
    leg_vast(client, wereld.van_noord, professional=str(juf(client, school(client)).pk))
    waarden = {geheim.waarde for geheim in bronnen.geheimen(wereld.van_noord)}
    assert {"Juf Bedacht", "Basisschool De Verzinner"} <= waarden


def test_een_overdracht_neemt_de_contactpersoon_en_zijn_organisatie_over(client, tineke, wereld):
    wie = juf(client, school(client, "Wijkteam Verzinhoven", soort="lokaal_veld"), naam="Sanne Bedacht")
    melding = wereld.van_noord.meldingen.get()
    velden = {"soort": "lokaal_veld", "professional": str(wie.pk), "afspraken": "Elke week langs.", "zicht_door": "het wijkteam",
              "op": vandaag()}  # fmt: skip
    antwoord = client.post(reverse("overdracht_aanbieden", args=[melding.kenmerk]), velden)
    assert antwoord.status_code == 302, antwoord.content.decode()
    overdracht = m.Overdracht.objects.get()
    assert (overdracht.ontvanger, str(overdracht.organisatie)) == ("Sanne Bedacht", "Wijkteam Verzinhoven")
