"""Melding ter registratie (de radarfunctie): de professional kan en wil het zelf; wat dat betekent voor klokken en werk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from support.contact import contact, sla_op, vul_in
from support.web import NU, VANDAAG, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.feiten import Stand
from zicht.web.registratie.handelingen import meldingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.handelingen.meldingen import Registratie
from zicht.web.registratie.opslag import Opslag
from zicht.web.registratie.selecties.wachtlijst import wachtlijst

pytestmark = pytest.mark.django_db
RADAR = {
    "hoedanigheid": "onderwijs_basis", "ter_registratie": "on", "professional_kan": "ja", "professional_wil": "ja",
    "reden_registratie": "School spreekt de ouders morgen en belt ons bij nieuwe zorgen.",
}  # fmt: skip


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


def taken(melding, soort="beoordeling"):
    return [(taak.klok != "", taak.wacht, taak.stap) for taak in m.Taak.objects.filter(over_id=melding.pk, soort=soort)]


def feit(melding):
    return next(
        rij for rij in Stand(VANDAAG + timedelta(days=400)).tabel("melding") if rij["melding_id"] == melding.kenmerk
    )


def test_bij_het_aannemen_kiezen_met_de_reden_en_de_twee_vragen(client, tineke):
    antwoord = vul_in(client, contact(**RADAR))
    nakijken = client.get(antwoord["Location"]).content.decode()
    assert "School spreekt de ouders morgen" in nakijken
    client.post(antwoord["Location"])
    melding = m.Melding.objects.get()
    assert melding.ter_registratie
    assert melding.werkstand == {"professional_kan": True, "professional_wil": True}
    assert feit(melding)["ter_registratie"] == "ja"
    pagina = client.get(reverse("melding", args=[melding.kenmerk])).content.decode()
    assert "School spreekt de ouders morgen" in pagina
    assert "De veiligheidstaxatie is nog te doen" in pagina


@pytest.mark.parametrize(
    "anders, zin",
    [
        ({"hoedanigheid": "buurtbewoner"}, "alleen als een professional meldt"),
        ({"kanaal": "ambtshalve"}, "alleen als een professional meldt"),
        ({"professional_kan": "nee"}, "alleen als de professional het kan"),
        ({"professional_wil": ""}, "alleen als de professional het wil"),
        ({"reden_registratie": ""}, "Schrijf op hoe de professional het aanpakt"),
    ],
)
def test_wat_geen_registratie_is_wordt_geweigerd_en_de_tekst_blijft(client, tineke, anders, zin):
    antwoord = vul_in(client, contact(**(RADAR | anders)))
    assert antwoord.status_code == 200
    tekst = antwoord.content.decode()
    assert zin in tekst
    assert "De buurvrouw hoort al weken geschreeuw." in tekst
    assert not m.Melding.objects.exists()


def test_een_gewone_melding_blijft_zoals_zij_was(client, tineke):
    sla_op(client, contact())
    melding = m.Melding.objects.get()
    assert (melding.ter_registratie, feit(melding)["ter_registratie"]) == (False, "nee")
    assert taken(melding) == [(True, "beoordeling", "oppakken")]


def test_er_is_werk_zonder_klok_geen_eerste_contact_en_niets_op_de_wachtlijst(client, tineke):
    sla_op(client, contact(**RADAR))
    melding = m.Melding.objects.get()
    assert taken(melding) == [(False, "", "veiligheidstaxatie invullen, ter registratie")]
    assert taken(melding, "eerste_contact") == []
    assert wachtlijst(tineke, "", 1, NU, VANDAAG).totaal == 0
    stand = werkstand.van_dossier(Opslag(), melding.dossier)
    assert stand["open_meldingen"] == 1  # zonder taxatie sluit het dossier niet


def registreer(tineke, **anders):
    velden = {"ontvangen_op": VANDAAG - timedelta(days=20), "hoedanigheid": "huisarts", "urgentie": "laag"} | anders
    return meldingen.melding_registreren(meldingen.NieuweMelding(**velden), door=tineke, om=NU)


def test_terugdraaien_met_reden_zet_de_klok_en_het_eerste_contact_terug(client, tineke):
    melding = registreer(tineke, ter_registratie=Registratie("de huisarts pakt het op", kan=True, wil=True))
    adres = reverse("melding_registratie", args=[melding.kenmerk])
    tekst = client.get(adres).content.decode()
    assert "loopt dan vanaf de dag van ontvangst en kan al voorbij zijn" in tekst
    assert "niet goed" in client.post(adres, {"reden": "", "versie": melding.versie}).content.decode()
    client.post(adres, {"reden": "de huisarts ziet het gezin niet meer", "versie": melding.versie})
    melding.refresh_from_db()
    assert melding.ter_registratie is False
    assert melding.reden_registratie == "de huisarts ziet het gezin niet meer"
    taak = m.Taak.objects.get(over_id=melding.pk, soort="beoordeling")
    assert taak.uiterlijk_op < VANDAAG
    assert taak.begint_op == melding.ontvangen_op
    assert len(taken(melding, "eerste_contact")) == 1
    standen = m.Versie.objects.filter(rij=melding.pk).order_by("nummer")
    assert [stand.inhoud["ter_registratie"] for stand in standen] == [True, False]
    assert m.Gebeurtenis.objects.filter(tekst="melding niet meer alleen ter registratie").count() == 1
    assert Logregel.objects.filter(handeling="registratie_wijzigen", kenmerk=melding.kenmerk).count() == 1


def test_alsnog_ter_registratie_met_dezelfde_eisen(client, tineke):
    melding = registreer(tineke)
    adres = reverse("melding_registratie", args=[melding.kenmerk])
    velden = {
        "professional_kan": "ja",
        "professional_wil": "nee",
        "aanpak": "huisbezoek",
        "reden": "belde terug",
        "versie": 1,
    }
    assert "goed kan én wil aanpakken" in client.post(adres, velden).content.decode()
    client.post(adres, velden | {"professional_wil": "ja"})
    melding.refresh_from_db()
    assert melding.ter_registratie
    assert taken(melding) == [(False, "", "veiligheidstaxatie invullen, ter registratie")]


def test_wie_niet_mag_verbeteren_verandert_dit_niet(client, tineke):
    melding = registreer(tineke)
    client.force_login(maak_gebruiker("gerda", Rol.GEDRAGSDESKUNDIGE))
    assert client.get(reverse("melding_registratie", args=[melding.kenmerk])).status_code == 403
    assert "ter registratie" not in client.get(reverse("melding", args=[melding.kenmerk])).content.decode()


def wijzig(tineke, melding, registratie):
    meldingen.registratie_wijzigen(melding, registratie, reden="nieuwe kennis", door=tineke, om=NU)


def test_na_een_besluit_met_vervolg_is_het_geen_registratie_meer(tineke):
    melding = registreer(tineke)
    m.Melding.objects.filter(pk=melding.pk).update(beoordeeld_op=VANDAAG, besluit="overdracht")
    melding.refresh_from_db()
    with pytest.raises(NietToegestaan, match="Er kwam vervolg"):
        wijzig(tineke, melding, Registratie("x", kan=True, wil=True))
    m.Melding.objects.filter(pk=melding.pk).update(besluit="geen_vervolg")
    melding.refresh_from_db()
    wijzig(tineke, melding, Registratie("x", kan=True, wil=True))
    assert taken(melding) == [(False, "", "klaar")]


def test_de_beoordeling_begint_met_wat_bij_het_aannemen_is_gezegd_en_vraagt_het_na(client, tineke):
    melding = registreer(tineke, ter_registratie=Registratie("de huisarts", kan=True, wil=True))
    formulier = client.get(reverse("beoordelen", args=[melding.kenmerk])).context["besluit"]
    assert formulier.initial["ter_registratie"] is True
    assert (formulier.initial["professional_kan"], formulier.initial["besluit"]) == ("ja", "geen_vervolg")

    def punten(**anders):
        rij = werkstand.van_melding(Opslag(), melding) | {"ter_registratie": "ja", "besluit": "geen_vervolg"} | anders
        gevonden = werkstand.open_punten("veiligheidsbeoordeling", rij, melding, VANDAAG)
        return {punt.regel for punt in gevonden} & {"WB-17", "WB-18", "WB-19"}

    assert punten() == set()
    assert punten(professional_kan="nee") == {"WB-17"}
    assert punten(professional_wil=None) == {"WB-18"}
    assert punten(besluit="overdracht") == {"WB-19"}
    assert punten(ter_registratie="nee", professional_kan=None, besluit="overdracht") == set()


def test_een_beoordeling_in_bewerking_gaat_mee_en_die_bij_de_tweede_lezer_niet(tineke):
    melding = registreer(tineke)
    beoordeling = m.Veiligheidsbeoordeling.objects.create(
        melding=melding, opsteller=tineke, versie=1, formulier="x", formulierversie="1"
    )
    wijzig(tineke, melding, Registratie("de huisarts", kan=True, wil=True))
    beoordeling.refresh_from_db()
    assert beoordeling.ter_registratie
    m.Veiligheidsbeoordeling.objects.update(stand="voorgelegd", voorgelegd_op=VANDAAG)
    with pytest.raises(NietToegestaan, match="tweede lezer leest nu"):
        wijzig(tineke, melding, None)
