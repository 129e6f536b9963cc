"""De werklijst: wat zij toont, telt en bewaart, en dat zij niet trager wordt van meer werk."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from support.werk import bewaar, maak_melding, veel_werk
from zicht.web.beheer.models import Roltoewijzing
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import klokken
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.selecties import werk
from zicht.web.registratie.selecties.werk import DIMENSIES, GEEN, IK, MIJN, Werkfilter

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider():
    return maak_gebruiker("lieke", Rol.TEAMLEIDER)


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


@pytest.fixture
def noord():
    return maak_gebruiker("noor", Rol.REGIOTEAM, team=maak_team("Noord", toegang=False))


def lees(gebruiker, bladzijde=1, **filters):
    return werk.werklijst(gebruiker, Werkfilter.van(filters), bladzijde, NU, VANDAAG)


def test_de_stand_in_de_databank_is_die_van_de_klok(leider, tineke):
    veel_werk(300, [tineke])
    wachtend = m.Melding.objects.first()
    m.Taak.objects.filter(over_id=wachtend.pk).update(geschorst=True, uiterlijk_op=None)
    m.Taak.objects.filter(over_id=m.Melding.objects.last().pk).update(uiterlijk_op=None)
    taken = list(werk.open_werk(leider, NU, VANDAAG))
    assert {taak.klokstand for taak in taken} == {"te_laat", "bijna_te_laat", "op_tijd", "geschorst", GEEN}
    assert [t.klokstand for t in taken] == [klokken.stand(t, VANDAAG).value or GEEN for t in taken]


def test_het_aantal_bij_een_keus_is_wat_de_lijst_dan_toont(leider, tineke, noord):
    veel_werk(200, [leider, tineke, noord])
    for begin in ({}, {"stand": "te_laat"}, {"urgentie": "hoog", "soort": "beoordeling"}, {"gemeente": GEEN}):
        lijst = lees(leider, **begin)
        for naam in DIMENSIES:
            assert lijst.keuzes[naam], naam
            for keus in lijst.keuzes[naam]:
                assert lees(leider, **{**begin, naam: keus.waarde}).totaal == keus.aantal, (begin, naam, keus)


def test_bladeren_toont_elk_stuk_werk_een_keer(leider, tineke):
    veel_werk(80, [tineke])
    for volgorde in werk.VOLGORDES:
        gezien, bladzijde = [], 1
        while regels := lees(leider, bladzijde, volgorde=volgorde).regels:
            gezien += [k.taak.pk for k in regels]
            bladzijde += 1
        assert len(gezien) == len(set(gezien)) == m.Taak.objects.filter(geeindigd_op=None).count()


def test_de_eerste_uiterste_datum_staat_boven_en_zonder_klok_onder(leider, tineke):
    veel_werk(60, [tineke])
    m.Taak.objects.filter(pk=m.Taak.objects.first().pk).update(uiterlijk_op=None, geschorst=True)
    regels = [*lees(leider, 1).regels, *lees(leider, 2).regels, *lees(leider, 3).regels]
    datums = [k.taak.uiterlijk_op for k in regels]
    assert datums == sorted(datums, key=lambda dag: dag or date.max)
    assert datums[-1] is None


def test_een_regioteam_ziet_alleen_eigen_werk_en_dat_van_het_team(noord, tineke):
    ander, eigen, team = (maak_melding(tineke) for _ in range(3))
    eigen.eigenaar = noord
    team.dossier.team = noord.team
    bewaar([ander, eigen, team])
    assert {k.taak.kenmerk for k in lees(noord).regels} == {eigen.kenmerk, team.kenmerk}
    assert sum(lees(noord).groepen.values()) == lees(noord).totaal == 4


def test_een_afgeschermd_dossier_telt_ook_in_geen_filter_mee(leider, tineke):
    zaak = maak_melding(tineke, urgentie="hoog")
    zaak.dossier.beschermd = True
    bewaar([zaak])
    lijst = lees(leider)
    assert (lijst.totaal, lijst.groepen, lijst.keuzes["urgentie"]) == (0, {}, [])
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=leider)
    assert lees(leider).totaal == 2


def test_ik_en_mijn_team_gaan_over_wie_kijkt(tineke, noord):
    veel_werk(30, [tineke, noord])
    for mens in (tineke, noord):
        assert {k.taak.eigenaar for k in lees(mens, eigenaar=IK).regels} == {mens}
        assert {k.taak.team for k in lees(mens, team=MIJN).regels} == {mens.team}


@pytest.mark.parametrize("onzin", ["zomaar", "x" * 36, "' OR 1=1"])
def test_een_onbekende_eigenaar_in_het_adres_toont_niets(leider, tineke, onzin):
    veel_werk(3, [tineke])
    assert lees(leider, eigenaar=onzin).totaal == 0
    assert list(lees(leider, eigenaar=onzin).regels) == []


def test_volgende_zaak_loopt_het_eigen_werk_rond(tineke, leider):
    eerst, dan = (
        maak_melding(tineke, ontvangen_op=date(2026, 2, 2)),
        maak_melding(tineke, ontvangen_op=date(2026, 3, 2)),
    )
    bewaar([dan, eerst, maak_melding(leider, ontvangen_op=date(2026, 1, 2))])
    assert werk.volgende_zaak(tineke, "", NU, VANDAAG) == eerst.dossier.kenmerk
    assert werk.volgende_zaak(tineke, eerst.dossier.kenmerk, NU, VANDAAG) == dan.dossier.kenmerk
    assert werk.volgende_zaak(tineke, dan.dossier.kenmerk, NU, VANDAAG) == eerst.dossier.kenmerk


def test_volgende_zaak_slaat_over_wat_bij_een_ander_ligt(tineke):
    stil, bij_lezer = maak_melding(tineke), maak_melding(tineke)
    bewaar([stil, bij_lezer])
    m.Taak.objects.filter(over_id=stil.pk).update(geschorst=True)
    m.Taak.objects.filter(over_id=bij_lezer.pk).update(stap="wacht op de tweede lezer")
    assert werk.volgende_zaak(tineke, "", NU, VANDAAG) is None


# ---------------------------------------------------------------------------------------------------------- bladzijden


def aantal_vragen(client, adres):
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return len(vragen)


BLADZIJDEN = (
    "/",
    "/werklijst/?alles=1",
    "/werklijst/?stand=te_laat",
    "/wachtlijst/",
    "/wachtlijst/?stap=beoordeling",
    "/daglijst/",
)


@pytest.mark.traag
def test_het_aantal_vragen_hangt_niet_van_het_aantal_af(client):
    """Tienduizend rijen, voor wie alles van een team ziet en voor wie alleen het eigen werk doet."""
    collegas = [maak_gebruiker(naam) for naam in ("anne", "bo", "cor")]
    veel_werk(10, collegas)
    weinig = vragen_per_rol(client, collegas)
    veel_werk(10_000, collegas, zaad=2)
    assert m.Taak.objects.count() > 10_000
    assert vragen_per_rol(client, collegas) == weinig
    assert max(weinig.values()) <= 25, weinig


def vragen_per_rol(client, collegas):
    vragen = {}
    for rol in (Rol.TEAMLEIDER, Rol.REGIOTEAM):
        Roltoewijzing.objects.all().delete()
        for collega in collegas:
            Roltoewijzing.objects.create(gebruiker=collega, rol=rol.value, van=date(2020, 1, 1))
        client.force_login(collegas[0])
        client.get("/")
        vragen |= {(rol, adres): aantal_vragen(client, adres) for adres in BLADZIJDEN}
    return vragen


def test_een_bewaard_filter_is_te_delen_en_houdt_zijn_aantal(client, leider, tineke):
    veel_werk(40, [leider, tineke], zaad=3)
    client.force_login(tineke)
    antwoord = client.post(
        "/werklijst/filter/",
        {"naam": "Mijn late werk", "gedeeld": "on", "gevraagd": "eigenaar=ik&stand=te_laat&kolommen=klok"},
    )
    assert antwoord.status_code == 302
    bewaard = m.Zoekopdracht.objects.get()
    assert (bewaard.eigenaar, bewaard.team) == (tineke, tineke.team)
    assert bewaard.filters == {"eigenaar": "ik", "stand": "te_laat", "kolommen": ["klok"]}
    client.force_login(leider)
    vandaag = timezone.localdate()
    laat = m.Taak.objects.filter(geeindigd_op=None, eigenaar=leider, uiterlijk_op__lt=vandaag).count()
    assert f"Mijn late werk ({laat}), van Tineke Verzonnen" in client.get("/werklijst/?alles=1").content.decode()


def test_zonder_naam_opent_de_lijst_voortaan_zo(client, tineke):
    veel_werk(5, [tineke])
    client.force_login(tineke)
    client.post("/werklijst/filter/", {"naam": "", "gevraagd": "soort=beoordeling&kolommen=stap&kolommen=gemeente"})
    pagina = client.get("/werklijst/")
    assert pagina.context["filter"].soort == "beoordeling"
    assert [titel for _code, titel in pagina.context["kolommen"]] == ["Volgende stap", "Gemeente"]
    assert client.get("/werklijst/?alles=1").context["filter"] == Werkfilter()
    client.post(f"/werklijst/filter/{m.Zoekopdracht.objects.get().pk}/weg/")
    assert client.get("/werklijst/").context["filter"] == Werkfilter()


def test_een_filter_van_een_ander_gooit_niemand_weg(client, leider, tineke):
    eigen = handelingen.filter_bewaren(naam="van mij", filters={}, gedeeld=True, door=tineke, om=NU)
    with pytest.raises(NietToegestaan):
        handelingen.filter_verwijderen(eigen.pk, door=leider, om=NU)
    client.force_login(leider)
    antwoord = client.post(f"/werklijst/filter/{eigen.pk}/weg/", follow=True)
    assert "Dit filter is er niet meer, of het is van een ander." in antwoord.content.decode()
    assert m.Zoekopdracht.objects.exists()


def test_een_filter_zonder_naam_is_niet_te_delen(client, tineke):
    client.force_login(tineke)
    antwoord = client.post("/werklijst/filter/", {"naam": "", "gedeeld": "on", "gevraagd": "soort=onderzoek"})
    assert "Geef het filter een naam om het te delen." in antwoord.content.decode()
    assert 'value="soort=onderzoek"' in antwoord.content.decode()
    assert not m.Zoekopdracht.objects.exists()


@pytest.mark.parametrize("rol", [Rol.KLACHTENFUNCTIONARIS, Rol.CONTROLLER, Rol.FG, Rol.BEHEERDER])
def test_wie_geen_zaken_doet_begint_met_zijn_eigen_bladzijden(client, rol):
    client.force_login(maak_gebruiker("anders", rol))
    pagina = client.get("/").content.decode()
    assert "Dit kunt u in Zicht doen" in pagina
    assert "Volgende zaak" not in pagina
    assert client.get("/werklijst/").status_code == 403


def test_de_beginpagina_toont_eigen_werk_met_stand_en_uitleg(client, tineke):
    vandaag = timezone.localdate()
    laat = maak_melding(tineke, ontvangen_op=vandaag - timedelta(days=40), urgentie="hoog")
    bewaar([laat])
    client.force_login(tineke)
    pagina = client.get("/").content.decode()
    assert laat.kenmerk in pagina
    assert "te laat" in pagina
    taak = m.Taak.objects.get(over_id=laat.pk, soort="beoordeling")
    uitleg = client.get(f"/klok/{taak.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "5 werkdagen; de begindag telt niet mee" in uitleg
    assert "bron: " in uitleg
    assert "<html" not in uitleg
    assert "<html" in client.get(f"/klok/{taak.pk}/").content.decode()


def test_de_knop_volgende_zaak_gaat_naar_het_dossier_of_naar_de_wachtlijst(client, tineke):
    client.force_login(tineke)
    assert client.get("/volgende/").url == "/wachtlijst/"
    zaak = maak_melding(tineke)
    bewaar([zaak])
    assert client.get("/volgende/").url == f"/dossier/{zaak.dossier.kenmerk}/"


@pytest.mark.parametrize("schrijf", [str, str.lower])
def test_zoeken_op_het_kenmerk_van_dossier_of_melding_vindt_precies_dat_dossier(client, leider, tineke, schrijf):
    zaak, ander = maak_melding(tineke), maak_melding(tineke)
    bewaar([zaak, ander])
    client.force_login(leider)
    for kenmerk in (zaak.kenmerk, zaak.dossier.kenmerk):
        pagina = client.get("/dossiers/", {"kenmerk": schrijf(kenmerk)}).content.decode()
        assert f"/dossier/{zaak.dossier.kenmerk}/" in pagina
        assert f"/dossier/{ander.dossier.kenmerk}/" not in pagina
    m.Dossier.objects.filter(pk=zaak.dossier.pk).update(beschermd=True)
    assert (
        f"/dossier/{zaak.dossier.kenmerk}/" not in client.get("/dossiers/", {"kenmerk": zaak.kenmerk}).content.decode()
    )


def test_een_regel_opent_de_melding_zelf_en_bij_een_dienst_de_dienst(client, tineke):
    dienst = m.Dienst(
        kenmerk="V-26-7DDDDDDD", soort="onderzoek", toegewezen_op=VANDAAG, team=tineke.team, eigenaar=tineke,
        volgende_controle_op=VANDAAG,
    )  # fmt: skip
    melding = maak_melding(tineke, beoordeeld_op=VANDAAG, besluit="vervolg_vt", opgepakt_op=VANDAAG)
    wacht = maak_melding(tineke)
    dienst.dossier, dienst.melding = melding.dossier, melding
    bewaar([melding, wacht], diensten=(dienst,))
    client.force_login(tineke)
    for adres in ("/", "/werklijst/?alles=1", "/wachtlijst/"):
        pagina = client.get(adres).content.decode()
        assert f'href="/dienst/{dienst.kenmerk}/"' in pagina, adres
        assert f'href="/melding/{wacht.kenmerk}/"' in pagina, adres
        assert client.get(f"/dienst/{dienst.kenmerk}/").status_code == 200


def test_de_wachtlijst_zegt_hoeveel_de_cijfers_tellen_en_waarom(client, tineke):
    opgepakt = [maak_melding(tineke, opgepakt_op=VANDAAG) for _ in range(3)]
    registratie = maak_melding(tineke, ter_registratie=True)
    bewaar([*opgepakt, maak_melding(tineke), maak_melding(tineke), registratie])
    client.force_login(tineke)
    pagina = " ".join(client.get("/wachtlijst/").content.decode().split())
    assert "wachten hier 2 meldingen tot iemand ze oppakt" in pagina
    assert "komen dan voor wat u mag zien op 5" in pagina
