"""Werk verdelen: meer zaken tegelijk toewijzen en terugdraaien, de wachtlijst, opnieuw screenen en de daglijst."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from support.werk import bewaar, maak_melding, veel_werk, volgend_kenmerk
from zicht.catalogus import load
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen as meldinghandelingen
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.opslag import Versieverschil
from zicht.web.registratie.selecties import toewijzen, wachtlijst

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider():
    return maak_gebruiker("lieke", Rol.TEAMLEIDER)


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


@pytest.fixture
def noor():
    return maak_gebruiker("noor", Rol.REGIOTEAM, team=maak_team("Noord", toegang=False))


@pytest.fixture
def zaken(tineke):
    meldingen = [maak_melding(tineke) for _ in range(5)]
    bewaar(meldingen)
    return meldingen


def wijs_toe(leider, zaken, naar, reden="Tineke is ziek", versies=None):
    gevonden = toewijzen.zaken_van(leider, [zaak.kenmerk for zaak in zaken], NU)
    bekeken = {zaak.kenmerk: zaak.versie for zaak in gevonden} if versies is None else versies
    return handelingen.in_bulk_toewijzen(gevonden, versies=bekeken, naar=naar, reden=reden, door=leider, om=NU)


# ------------------------------------------------------------------------------------------------------------ toewijzen


def test_toewijzen_raakt_precies_de_gekozen_zaken_met_werk_versie_en_logregel(leider, tineke, noor, zaken):
    toewijzing = wijs_toe(leider, zaken[:3], noor)
    assert [rij["kenmerk"] for rij in toewijzing.vorige] == [zaak.kenmerk for zaak in zaken[:3]]
    assert set(m.Melding.objects.filter(eigenaar=noor)) == set(zaken[:3])
    assert {taak.over_id for taak in m.Taak.objects.filter(eigenaar=noor, team=noor.team)} == {z.pk for z in zaken[:3]}
    assert set(m.Taak.objects.exclude(eigenaar=noor).values_list("eigenaar", flat=True)) == {tineke.pk}
    redenen = m.Versie.objects.filter(handeling="zaak_toewijzen").values_list("reden", flat=True)
    assert list(redenen) == ["Tineke is ziek"] * 3
    assert Logregel.objects.filter(handeling="zaak_toewijzen").count() == 3
    assert list(keten.breuken()) == []


def test_terugdraaien_geeft_elke_zaak_terug_aan_wie_haar_had(leider, tineke, noor, zaken):
    wijs_toe(leider, zaken[:1], leider)
    toewijzing = wijs_toe(leider, zaken, noor)
    assert handelingen.toewijzing_terugdraaien(toewijzing, door=leider, om=NU) == (5, 0)
    assert m.Melding.objects.get(pk=zaken[0].pk).eigenaar == leider
    assert set(m.Melding.objects.filter(eigenaar=tineke)) == set(zaken[1:])
    assert not m.Taak.objects.filter(eigenaar=noor).exists()
    assert {melding.team for melding in m.Melding.objects.all()} == {tineke.team}


def test_een_tweede_keer_terugdraaien_wordt_geweigerd(leider, noor, zaken):
    toewijzing = wijs_toe(leider, zaken, noor)
    handelingen.toewijzing_terugdraaien(toewijzing, door=leider, om=NU)
    versies = list(m.Melding.objects.values_list("versie", flat=True))
    with pytest.raises(NietToegestaan, match="al teruggedraaid"):
        handelingen.toewijzing_terugdraaien(m.Bulktoewijzing.objects.get(), door=leider, om=NU)
    assert list(m.Melding.objects.values_list("versie", flat=True)) == versies


def test_terugdraaien_laat_staan_wat_intussen_is_gewijzigd(leider, tineke, noor, zaken):
    toewijzing = wijs_toe(leider, zaken, noor)
    gewijzigd = m.Melding.objects.get(pk=zaken[0].pk)
    meldinghandelingen.urgentie_bepalen(gewijzigd, urgentie="hoog", reden="gebeld", op=VANDAAG, door=noor, om=NU)
    assert handelingen.toewijzing_terugdraaien(toewijzing, door=leider, om=NU) == (4, 1)
    assert m.Melding.objects.get(pk=gewijzigd.pk).eigenaar == noor


def test_wat_na_het_bekijken_is_gewijzigd_houdt_alles_tegen(leider, tineke, noor, zaken):
    bekeken = {zaak.kenmerk: 1 for zaak in zaken}
    ander = m.Melding.objects.get(pk=zaken[2].pk)
    meldinghandelingen.urgentie_bepalen(ander, urgentie="laag", reden="gebeld", op=VANDAAG, door=tineke, om=NU)
    with pytest.raises(NietToegestaan, match=f"Intussen gewijzigd: {ander.kenmerk}"):
        wijs_toe(leider, zaken, noor, versies=bekeken)
    assert not m.Melding.objects.filter(eigenaar=noor).exists()
    assert not m.Bulktoewijzing.objects.exists()


def test_zonder_reden_of_naar_wie_geen_zaken_doet_gebeurt_er_niets(leider, noor, zaken):
    with pytest.raises(NietToegestaan, match="Schrijf op waarom"):
        wijs_toe(leider, zaken, noor, reden=" ")
    with pytest.raises(NietToegestaan, match="kan geen zaken behandelen"):
        wijs_toe(leider, zaken, maak_gebruiker("coen", Rol.CONTROLLER))
    assert not m.Bulktoewijzing.objects.exists()


def test_een_afgeschermde_zaak_gaat_niet_naar_wie_niet_is_toegelaten(leider, noor, zaken):
    m.Dossier.objects.filter(pk=zaken[0].dossier_id).update(beschermd=True)
    m.Toegelaten.objects.create(dossier=zaken[0].dossier, gebruiker=leider)
    with pytest.raises(NietToegestaan, match=f"niet toegelaten tot {zaken[0].kenmerk}"):
        wijs_toe(leider, zaken, noor)
    m.Toegelaten.objects.create(dossier=zaken[0].dossier, gebruiker=noor)
    assert len(wijs_toe(leider, zaken, noor).vorige) == 5


def test_kiezen_bekijken_toewijzen_en_terugdraaien_in_de_bladzijden(client, leider, tineke, noor, zaken):
    client.force_login(leider)
    assert zaken[0].kenmerk in client.get("/werklijst/?alles=1").content.decode()
    voorstel = client.post(
        "/toewijzen/", {"kies": [zaken[0].kenmerk, zaken[1].kenmerk, zaken[1].kenmerk, "M-bestaat-niet"]}
    )
    pagina = voorstel.content.decode()
    assert "2 zaken toewijzen" in pagina
    assert "M-bestaat-niet" in pagina
    assert not m.Melding.objects.filter(eigenaar=noor).exists()
    keuze = voorstel.context["formulier"].initial["keuze"]
    zonder = client.post("/toewijzen/doen/", {"keuze": keuze, "naar": str(noor.pk), "reden": ""})
    assert "Vul dit in." in zonder.content.decode()
    assert "2 zaken toewijzen" in zonder.content.decode()
    klaar = client.post("/toewijzen/doen/", {"keuze": keuze, "naar": str(noor.pk), "reden": "verlof"}, follow=True)
    assert "2 zaken zijn toegewezen aan Noor Verzonnen." in klaar.content.decode()
    assert m.Melding.objects.filter(eigenaar=noor).count() == 2
    terug = client.post(f"/toewijzingen/{m.Bulktoewijzing.objects.get().pk}/terug/", follow=True)
    assert "2 zaken zijn terug bij wie ze had." in terug.content.decode()
    nog_eens = client.post(f"/toewijzingen/{m.Bulktoewijzing.objects.get().pk}/terug/", follow=True)
    assert "al teruggedraaid" in nog_eens.content.decode()


def test_alles_van_een_filter_is_precies_wat_de_lijst_toont(client, leider, tineke, noor):
    veel_werk(40, [tineke, noor])
    client.force_login(leider)
    vraag = f"eigenaar={tineke.pk}&soort=beoordeling"
    voorstel = client.post("/toewijzen/", {"alles": "1", "gevraagd": vraag}).context["voorstel"]
    verwacht = set(m.Taak.objects.filter(eigenaar=tineke, soort="beoordeling").values_list("kenmerk", flat=True))
    assert {zaak.kenmerk for zaak in voorstel.zaken} == verwacht


def test_toewijzen_is_alleen_voor_wie_dat_mag(client, tineke, zaken):
    client.force_login(tineke)
    assert client.post("/toewijzen/", {"kies": [zaken[0].kenmerk]}).status_code == 403
    assert 'name="kies"' not in client.get("/werklijst/?alles=1").content.decode()


@pytest.mark.parametrize("keuze", ["", "onzin", "M-1:x", "M-1:" + "9" * 30])
def test_een_bedorven_keuze_geeft_uitleg_en_geen_fout(client, leider, noor, keuze):
    client.force_login(leider)
    antwoord = client.post("/toewijzen/doen/", {"keuze": keuze, "naar": str(noor.pk), "reden": "verlof"})
    assert antwoord.status_code == 200
    assert not m.Bulktoewijzing.objects.exists()


# ------------------------------------------------------------------------------------------------------------ wachtlijst


def wachtend(door, ontvangen, **anders):
    return maak_melding(
        door, ontvangen_op=ontvangen, volgende_controle_op=anders.pop("controle", VANDAAG + timedelta(days=9)), **anders
    )


def test_de_wachtlijst_telt_leeftijd_in_werkdagen_per_stap(leider, tineke):
    kalender = load.kalender()
    leeftijden = (0, 5, 6, 10, 11, 20, 21, 40)
    bewaar([wachtend(tineke, kalender.plus_werkdagen(VANDAAG, -n), urgentie="laag") for n in leeftijden])
    bewaar([maak_melding(tineke, opgepakt_op=VANDAAG)])
    gevonden = wachtlijst.wachtlijst(leider, "", 1, NU, VANDAAG)
    [stap] = gevonden.stappen
    assert (stap.code, stap.aantal, stap.banden, dict(stap.urgenties)) == ("beoordeling", 8, (2, 2, 2, 2), {"laag": 8})
    assert stap.oudste == kalender.plus_werkdagen(VANDAAG, -40)
    assert sorted(w.werkdagen for w in gevonden.regels) == list(leeftijden)


def test_een_voorbije_controle_staat_boven_dan_urgentie_dan_het_langst(leider, tineke):
    laag = wachtend(tineke, date(2026, 1, 5), urgentie="laag", controle=VANDAAG - timedelta(days=1))
    hoog, onbekend = (
        wachtend(tineke, date(2026, 3, 3), urgentie="hoog"),
        wachtend(tineke, date(2026, 3, 2), urgentie=""),
    )
    midden = wachtend(tineke, date(2026, 2, 2), urgentie="midden")
    vandaag = wachtend(tineke, date(2026, 2, 1), urgentie="laag", controle=VANDAAG)
    bewaar([midden, vandaag, onbekend, hoog, laag])
    regels = wachtlijst.wachtlijst(leider, "beoordeling", 1, NU, VANDAAG).regels
    assert [w.klok.taak.kenmerk for w in regels] == [z.kenmerk for z in (laag, onbekend, hoog, midden, vandaag)]
    assert [w.controle_voorbij for w in regels] == [True, False, False, False, False]


def test_ook_een_toegewezen_dienst_wacht_en_zegt_wie_zicht_houdt(client, leider, tineke):
    melding = maak_melding(tineke, beoordeeld_op=VANDAAG)
    dienst = m.Dienst(
        kenmerk=volgend_kenmerk("V"), dossier=melding.dossier, melding=melding, soort="onderzoek", team=melding.team,
        eigenaar=tineke, toegewezen_op=VANDAAG, volgende_controle_op=VANDAAG, zicht_door="lokaal_team",
    )  # fmt: skip
    bewaar([melding], diensten=(dienst,))
    [regel] = wachtlijst.wachtlijst(leider, "onderzoek", 1, NU, VANDAAG).regels
    assert (regel.klok.taak.kenmerk, regel.zicht_door, regel.is_melding) == (dienst.kenmerk, "het lokale team", False)
    client.force_login(tineke)
    bladzijde = client.get(f"/wachtlijst/{dienst.kenmerk}/screenen/").content.decode()
    assert "Hoe dringend" not in bladzijde
    vandaag = timezone.localdate()
    gegevens = {
        "op": f"{vandaag:%d-%m-%Y}",
        "bevinding": "School ziet de kinderen elke dag.",
        "zicht_door": "netwerk",
        "versie": "1",
    }
    assert client.post(f"/wachtlijst/{dienst.kenmerk}/screenen/", gegevens).status_code == 302
    dienst.refresh_from_db()
    assert (dienst.zicht_door, dienst.laatste_controle_op) == ("netwerk", vandaag)
    assert dienst.volgende_controle_op == meldinghandelingen.volgende_controle(vandaag, "")
    taak = m.Taak.objects.get(over_id=dienst.pk)
    assert taak.volgende_controle_op == dienst.volgende_controle_op


def test_opnieuw_screenen_zet_urgentie_met_reden_en_de_volgende_controle(client, tineke):
    zaak = wachtend(tineke, VANDAAG - timedelta(days=2), urgentie="laag")
    bewaar([zaak])
    client.force_login(tineke)
    vandaag = timezone.localdate()
    gegevens = {
        "urgentie": "hoog",
        "op": f"{vandaag:%d-%m-%Y}",
        "bevinding": "",
        "zicht_door": "politie",
        "versie": "1",
    }
    fout = client.post(f"/wachtlijst/{zaak.kenmerk}/screenen/", gegevens)
    assert "Vul dit in." in fout.content.decode()
    client.post(f"/wachtlijst/{zaak.kenmerk}/screenen/", gegevens | {"bevinding": "Vader is terug."})
    zaak.refresh_from_db()
    assert (zaak.urgentie, zaak.zicht_door) == ("hoog", "politie")
    assert m.Urgentie.objects.get(melding=zaak).reden == "Vader is terug."
    assert m.Taak.objects.get(over_id=zaak.pk, soort="beoordeling").urgentie == "hoog"


def test_wie_een_oude_stand_zag_overschrijft_niets(tineke):
    zaak = wachtend(tineke, VANDAAG)
    bewaar([zaak])
    with pytest.raises(Versieverschil):
        meldinghandelingen.urgentie_bepalen(zaak, urgentie="hoog", reden="x", op=VANDAAG, door=tineke, om=NU, versie=7)


def test_een_dienst_die_al_loopt_hoort_niet_op_de_wachtlijst(tineke):
    melding = maak_melding(tineke, beoordeeld_op=VANDAAG)
    dienst = m.Dienst(
        kenmerk=volgend_kenmerk("V"), dossier=melding.dossier, melding=melding, soort="onderzoek", team=melding.team,
        eigenaar=tineke, toegewezen_op=VANDAAG, gestart_op=VANDAAG, volgende_controle_op=VANDAAG,
    )  # fmt: skip
    bewaar([melding], diensten=(dienst,))
    with pytest.raises(NietToegestaan, match="al begonnen"):
        handelingen.dienst_screenen(dienst, op=VANDAAG, bevinding="x", zicht_door="", door=tineke, om=NU)


# -------------------------------------------------------------------------------------------------------------- daglijst


def test_de_daglijst_heeft_klokken_en_aanwijzingen_en_alleen_bij_eigen_werk_namen(client, tineke):
    eigen, ander = maak_melding(tineke), maak_melding(maak_gebruiker("bo", Rol.TOEGANG))
    bewaar([eigen, ander])
    for nr, zaak in enumerate((eigen, ander)):
        persoon = m.Persoon.objects.create(voornamen=f"Naam{nr}", achternaam=f"Gezin{nr}", bsn="123456782")
        m.Betrokkene.objects.create(dossier=zaak.dossier, persoon=persoon, rol="slachtoffer")
        m.Contactvlag.objects.create(
            dossier=zaak.dossier, soort="niet_bellen", tekst=f"wijzing{nr}", van=date(2026, 1, 1)
        )
        m.Melder.objects.create(melding=zaak, naam=f"Geheime Melder{nr}")
    oud = m.Contactvlag.objects.create(
        dossier=eigen.dossier, soort="tolk", tekst="sprak alleen Pools", van=date(2026, 1, 1), tot=date(2026, 2, 1)
    )
    client.force_login(tineke)
    pagina = client.get("/daglijst/").content.decode()
    assert eigen.kenmerk in pagina
    assert ander.kenmerk in pagina
    assert "Naam0 Gezin0" in pagina
    assert "Gezin1" not in pagina
    assert "wijzing0" in pagina
    assert "wijzing1" in pagina
    for geheim in (oud.tekst, "123456782", "Geheime Melder"):
        assert geheim not in pagina


def test_verborgen_namen_staan_ook_niet_op_de_daglijst(client, tineke):
    eigen = maak_melding(tineke)
    bewaar([eigen])
    persoon = m.Persoon.objects.create(voornamen="Anna", achternaam="Verborgen")
    m.Betrokkene.objects.create(dossier=eigen.dossier, persoon=persoon, rol="kind")
    client.force_login(tineke)
    client.post("/privacy/", {"next": "/"})
    assert "Anna" not in client.get("/daglijst/").content.decode()


def test_de_melder_staat_op_geen_enkele_lijst(client, leider, tineke):
    zaak = wachtend(tineke, timezone.localdate())
    bewaar([zaak])
    m.Melder.objects.create(melding=zaak, naam="Xerxes Geheim", functie="buurvrouw-geheim")
    for wie in (leider, tineke):
        client.force_login(wie)
        for adres in ("/", "/werklijst/?alles=1", "/wachtlijst/", "/daglijst/"):
            pagina = client.get(adres).content.decode()
            assert zaak.kenmerk in pagina or (wie, adres) == (leider, "/")
            assert "Xerxes" not in pagina
            assert "buurvrouw-geheim" not in pagina
