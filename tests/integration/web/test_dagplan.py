"""Het dagplan in de applicatie: werktijden, belangen, het voorstel, overnemen met reden, en niets dat lekt."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from support.werk import bewaar, maak_melding
from zicht.web.beheer import werktijden
from zicht.web.beheer.models import WEEKDAGEN, Afwezigheid, Werkprofiel
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import belangen
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.onderhoud import onderhoud
from zicht.web.registratie.selecties import dagplan as selecties
from zicht.web.registratie.selecties import toewijzen

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 3, 2)


@pytest.fixture
def leider():
    wie = maak_gebruiker("lieke", Rol.TEAMLEIDER)
    wie.team.verantwoordelijke = wie
    wie.team.save()
    return wie


def werkt(wie, leider, uren=8, kan=("beoordeling",), norm=None):
    elke_dag = {dag: Decimal(uren) for dag in WEEKDAGEN}
    return werktijden.werktijden_zetten(wie, uren=elke_dag, competenties=kan, eigen_norm=norm, door=leider, om=NU)


@pytest.fixture
def anne(leider):
    wie = maak_gebruiker("anne", Rol.TOEGANG)
    werkt(wie, leider, norm=Decimal(20))
    return wie


@pytest.fixture
def bert(leider):
    wie = maak_gebruiker("bert", Rol.TOEGANG)
    werkt(wie, leider, norm=Decimal(10))
    return wie


def wachtende(leider, aantal=1, **anders):
    zaken = [maak_melding(leider, ontvangen_op=VANDAAG - timedelta(days=nr), **anders) for nr in range(aantal)]
    bewaar(zaken)
    return zaken


def plan(leider, dag=VANDAAG):
    return selecties.dagplan(leider, dag, NU, "NHN")


def wie_krijgt(gevonden):
    return {v.regel.zaak.kenmerk: mens.rooster.gebruiker for mens, v in gevonden.voorstellen.values()}


# ---------------------------------------------------------------------------------------------------------- werktijden


def test_werktijden_staan_vast_met_een_logregel_en_de_norm_volgt_de_deeltijd(leider):
    noor = maak_gebruiker("noor", Rol.REGIOTEAM, team=maak_team("Noord", toegang=False))
    uren = dict.fromkeys(WEEKDAGEN, Decimal(0)) | {"maandag": Decimal(9), "dinsdag": Decimal(9)}
    werktijden.werktijden_zetten(noor, uren=uren, competenties=["onderzoek"], eigen_norm=None, door=leider, om=NU)
    (rij,) = werktijden.rooster(MAANDAG, "NHN")
    assert (rij.uren(MAANDAG), rij.uren(MAANDAG + timedelta(days=2)), rij.norm) == (9, 0, 7)
    assert Logregel.objects.get(handeling="werktijden_zetten").kenmerk == "noor"


def test_afwezig_zijn_heeft_geen_reden_en_geen_uren(leider, anne):
    namen = {veld.name for veld in Afwezigheid._meta.get_fields()}
    assert namen == {"id", "gebruiker", "van", "tot_en_met"}
    werktijden.afwezigheid_zetten(anne, van=VANDAAG, tot_en_met=VANDAAG, door=leider, om=NU)
    (rij,) = werktijden.rooster(VANDAAG, "NHN")
    assert (rij.uren(VANDAAG), rij.uren(VANDAAG)) == (0, 0)
    assert werktijden.rooster(VANDAAG + timedelta(days=1), "NHN")[0].uren(VANDAAG + timedelta(days=1)) == 8
    with pytest.raises(BeheerFout, match="laatste dag ligt voor"):
        werktijden.afwezigheid_zetten(anne, van=VANDAAG, tot_en_met=MAANDAG, door=leider, om=NU)


def test_afwezige_dagen_die_voorbij_zijn_gooit_het_onderhoud_weg(leider, anne):
    for van, tot in ((MAANDAG, MAANDAG), (MAANDAG, VANDAAG)):
        werktijden.afwezigheid_zetten(anne, van=van, tot_en_met=tot, door=leider, om=NU)
    assert {deel.code: deel.aantal for deel in onderhoud(NU).opgeruimd}["afwezigheden"] == 1
    assert [rij.tot_en_met for rij in Afwezigheid.objects.all()] == [VANDAAG]


def test_de_databank_weigert_een_dag_van_meer_dan_24_uur(anne):
    with pytest.raises(IntegrityError), transaction.atomic():
        Werkprofiel.objects.filter(gebruiker=anne).update(maandag=25)


def test_werktijden_invullen_in_de_bladzijde(client, leider):
    bert = maak_gebruiker("bert", Rol.TOEGANG)
    client.force_login(leider)
    assert "nog niet ingevuld" in client.get("/beheer/werktijden/").content.decode()
    velden = dict.fromkeys(WEEKDAGEN, "7,5") | {"competenties": ["beoordeling"], "eigen_norm": ""}
    antwoord = client.post(f"/beheer/werktijden/{bert.pk}/", velden, follow=True).content.decode()
    assert "De werktijden zijn opgeslagen." in antwoord
    assert "veiligheidsbeoordeling" in antwoord
    assert bert.werkprofiel.per_week == Decimal("52.5")
    client.post(f"/beheer/werktijden/{bert.pk}/afwezig/", {"van": "3-1-2050", "tot_en_met": "5-1-2050"})
    (rij,) = bert.afwezigheden.all()
    assert "03-01-2050 tot en met 05-01-2050" in client.get(f"/beheer/werktijden/{bert.pk}/afwezig/").content.decode()
    client.force_login(bert)
    assert client.post(f"/beheer/afwezigheid/{rij.pk}/weg/").status_code == 403
    client.force_login(leider)
    client.post(f"/beheer/afwezigheid/{rij.pk}/weg/")
    assert not bert.afwezigheden.exists()


# ------------------------------------------------------------------------------------------------------------ voorstel


def test_wat_bij_de_verantwoordelijke_wacht_wordt_verdeeld_naar_verhouding(leider, anne, bert):
    drie = wachtende(leider, 3, urgentie="hoog")
    gekregen = wie_krijgt(plan(leider))
    assert gekregen == {drie[2].kenmerk: anne, drie[1].kenmerk: bert}  # de oudste eerst; elk past er een in vier uur
    (over,) = plan(leider).ongeplaatst
    assert over.klok.taak.kenmerk == drie[0].kenmerk
    assert over.waarom == "Van de 2 collega’s in dit team: 2 hebben te weinig uren over."


def test_wat_al_van_iemand_is_wordt_niet_verdeeld_maar_telt_mee(leider, anne, bert):
    bewaar([maak_melding(anne), maak_melding(anne, opgepakt_op=VANDAAG)])
    gevonden = plan(leider)
    assert not gevonden.voorstellen
    van_anne = next(mens for mens in gevonden.mensen if mens.rooster.gebruiker == anne)
    assert (van_anne.caseload, van_anne.wachten, van_anne.nieuw) == (3, 1, Decimal("1.5"))
    assert van_anne.stand == "ruimte"


def test_wat_wacht_bij_wie_er_niet_is_wordt_verdeeld(leider, anne, bert):
    zaak = maak_melding(anne)
    bewaar([zaak])
    assert wie_krijgt(plan(leider)) == {}
    werktijden.afwezigheid_zetten(anne, van=VANDAAG, tot_en_met=VANDAAG, door=leider, om=NU)
    assert wie_krijgt(plan(leider)) == {zaak.kenmerk: bert}


def test_een_ander_gegeven_over_een_collega_verandert_het_voorstel_niet(leider, anne, bert):
    wachtende(leider, 2)
    eerst = wie_krijgt(plan(leider))
    anne.first_name, anne.last_name, anne.email = "Zzz", "Aaa", "x@voorbeeld.nl"
    anne.last_login, anne.date_joined = NU, NU
    anne.save()
    maak_gebruiker("zonder-werktijden", Rol.TOEGANG)
    maak_gebruiker("gedragsdeskundige", Rol.GEDRAGSDESKUNDIGE)
    assert wie_krijgt(plan(leider)) == eerst
    assert eerst


def test_een_belang_houdt_een_collega_eruit_en_alleen_een_teamleider_leest_het(client, leider, anne, bert):
    (zaak,) = wachtende(leider)
    assert wie_krijgt(plan(leider)) == {zaak.kenmerk: anne}
    client.force_login(leider)
    adres = f"/dossier/{zaak.dossier.kenmerk}/belangen/"
    client.post(adres, {"gebruiker": str(anne.pk), "reden": "Is de buurvrouw."})
    assert wie_krijgt(plan(leider)) == {zaak.kenmerk: bert}
    assert "Is de buurvrouw." in client.get(adres).content.decode()
    client.force_login(anne)
    assert client.get(adres).status_code == 403
    belang = m.Belang.objects.get()
    assert client.post(f"/belang/{belang.pk}/beeindigen/").status_code == 403
    with connection.cursor() as cursor:
        cursor.execute("SELECT reden FROM registratie_belang")
        assert "buurvrouw" not in str(cursor.fetchall())
    with pytest.raises(NietToegestaan, match="al vastgelegd"):
        belangen.belang_vastleggen(zaak.dossier, gebruiker=anne, reden="x", door=leider, om=NU)
    client.force_login(leider)
    client.post(f"/belang/{belang.pk}/beeindigen/")
    assert wie_krijgt(plan(leider)) == {zaak.kenmerk: anne}


def test_ook_met_de_hand_gaat_een_zaak_niet_naar_wie_er_een_belang_bij_heeft(leider, anne):
    (zaak,) = wachtende(leider)
    belangen.belang_vastleggen(zaak.dossier, gebruiker=anne, reden="Familie.", door=leider, om=NU)
    gevonden = toewijzen.zaken_van(leider, [zaak.kenmerk], NU)
    with pytest.raises(NietToegestaan, match="een belang bij het dossier") as fout:
        handelingen.in_bulk_toewijzen(
            gevonden, versies={z.kenmerk: z.versie for z in gevonden}, naar=anne, reden="x", door=leider, om=NU
        )
    assert "Familie" not in str(fout.value)


def test_een_afgeschermd_dossier_gaat_alleen_naar_wie_is_toegelaten(leider, anne, bert):
    (zaak,) = wachtende(leider)
    m.Dossier.objects.filter(pk=zaak.dossier_id).update(beschermd=True)
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=leider)
    assert wie_krijgt(plan(leider)) == {}
    assert plan(leider).ongeplaatst[0].waarom == "Van de 2 collega’s in dit team: 2 mogen dit dossier niet doen."
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=bert)
    assert wie_krijgt(plan(leider)) == {zaak.kenmerk: bert}


def test_voor_een_teamleider_die_niet_is_toegelaten_is_de_bladzijde_gelijk_met_of_zonder_het_dossier(
    client, leider, anne, bert
):
    """Ook de caseload van wie het dossier heeft, de uren en de volgorde verraden niets."""
    wachtende(leider, 2)
    ander = maak_gebruiker("lars", Rol.TEAMLEIDER)
    client.force_login(ander)
    eerst = kaal(client.get("/dagplan/?dag=04-03-2026").content.decode())
    zaken = [maak_melding(leider, urgentie="hoog"), maak_melding(anne), maak_melding(bert, opgepakt_op=VANDAAG)]
    bewaar(zaken)
    for zaak in zaken:
        m.Dossier.objects.filter(pk=zaak.dossier_id).update(beschermd=True)
        for wie in (leider, anne, bert):
            m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=wie)
    belangen.belang_vastleggen(zaken[0].dossier, gebruiker=bert, reden="x", door=leider, om=NU)
    assert kaal(client.get("/dagplan/?dag=04-03-2026").content.decode()) == eerst
    client.force_login(leider)
    assert zaken[0].kenmerk in client.get("/dagplan/?dag=04-03-2026").content.decode()


def test_ook_bij_toewijzen_met_de_hand_verraadt_het_aantal_open_werk_niets(leider, anne):
    wachtende(leider)
    eerst = dict(toewijzen.collegas(leider, NU))
    zaak = maak_melding(anne)
    bewaar([zaak])
    m.Dossier.objects.filter(pk=zaak.dossier_id).update(beschermd=True)
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=anne)
    assert dict(toewijzen.collegas(leider, NU)) == eerst
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=leider)
    assert dict(toewijzen.collegas(leider, NU))[anne] > eerst[anne]


def kaal(tekst: str) -> str:
    """Zonder wat bij elk verzoek anders is."""
    return re.sub(r"\b\w{64}\b", "", tekst)  # het bewijs tegen namaakverzoeken


def test_het_aantal_vragen_groeit_niet_met_het_aantal_zaken_of_collegas(leider, anne, bert):
    wachtende(leider, 2)
    with CaptureQueriesContext(connection) as eerst:
        plan(leider)
    wachtende(leider, 12)
    for nummer in range(4):
        werkt(maak_gebruiker(f"meer{nummer}", Rol.TOEGANG), leider)
    with CaptureQueriesContext(connection) as dan:
        plan(leider)
    assert len(dan) == len(eerst) <= 12


# ----------------------------------------------------------------------------------------------------------- overnemen


def kies(client, **gegevens):
    return client.post("/dagplan/bekijken/", {"dag": "4-3-2026", **gegevens})


@pytest.fixture
def open_dag(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: VANDAAG)


def test_alles_overnemen_wijst_toe_met_reden_en_is_terug_te_draaien(client, open_dag, leider, anne, bert):
    zaken = wachtende(leider, 2)
    client.force_login(leider)
    bladzijde = kies(client, alles="1")
    tekst = bladzijde.content.decode()
    assert "2 regels van het dagplan overnemen" in tekst
    assert all(wat in tekst for wat in (*(zaak.kenmerk for zaak in zaken), str(anne), str(bert)))
    assert set(m.Melding.objects.values_list("eigenaar", flat=True)) == {leider.pk}  # er is nog niets gebeurd
    begin = bladzijde.context["formulier"].initial
    klaar = client.post("/dagplan/overnemen/", dict(begin), follow=True).content.decode()
    assert "2 zaken zijn toegewezen volgens het dagplan" in klaar
    assert {z.kenmerk: z.eigenaar for z in m.Melding.objects.all()} == {zaken[1].kenmerk: anne, zaken[0].kenmerk: bert}
    redenen = set(m.Versie.objects.filter(handeling="zaak_toewijzen").values_list("reden", flat=True))
    assert len(redenen) == 1
    assert "Dagplan 04-03-2026: dringendste en oudste zaken eerst" in redenen.pop()
    assert Logregel.objects.filter(handeling="zaak_toewijzen").count() == 2
    for toewijzing in m.Bulktoewijzing.objects.all():
        assert handelingen.toewijzing_terugdraaien(toewijzing, door=leider, om=NU) == (1, 0)
    assert set(m.Melding.objects.values_list("eigenaar", flat=True)) == {leider.pk}


def test_een_regel_overnemen_laat_de_rest_en_vult_de_uren(client, open_dag, leider, anne, bert):
    wachtende(leider, 2)
    client.force_login(leider)
    (een, _) = plan(leider).voorstellen
    begin = kies(client, een=een, kies="wordt niet gebruikt").context["formulier"].initial
    client.post("/dagplan/overnemen/", dict(begin) | {"reden": "Anne kent het gezin niet"})
    assert m.Bulktoewijzing.objects.get().reden == "Anne kent het gezin niet"
    na = plan(leider)
    assert len(na.voorstellen) == 1
    van_anne = next(mens for mens in na.mensen if mens.rooster.gebruiker == anne)
    assert (van_anne.wachten, van_anne.nieuw) == (1, Decimal("1.5"))  # geen tweede zaak boven de uren van vandaag


def test_zonder_reden_of_zonder_keuze_gebeurt_er_niets(client, open_dag, leider, anne):
    wachtende(leider)
    client.force_login(leider)
    assert "Kies eerst een of meer regels." in client.post("/dagplan/bekijken/", {}, follow=True).content.decode()
    begin = kies(client, alles="1").context["formulier"].initial
    antwoord = client.post("/dagplan/overnemen/", dict(begin) | {"reden": ""}).content.decode()
    assert "Vul dit in." in antwoord
    assert not m.Bulktoewijzing.objects.exists()


def test_wat_intussen_is_veranderd_wordt_niet_overgenomen(client, open_dag, leider, anne, bert):
    (zaak,) = wachtende(leider)
    client.force_login(leider)
    begin = dict(kies(client, alles="1").context["formulier"].initial)
    m.Melding.objects.filter(pk=zaak.pk).update(versie=7)
    assert "Intussen gewijzigd" in client.post("/dagplan/overnemen/", begin).content.decode()
    werktijden.afwezigheid_zetten(anne, van=VANDAAG, tot_en_met=VANDAAG, door=leider, om=NU)
    antwoord = client.post("/dagplan/overnemen/", begin, follow=True).content.decode()
    assert "Het voorstel is intussen veranderd." in antwoord
    assert not m.Bulktoewijzing.objects.exists()


def test_een_zelfgemaakte_regel_staat_niet_in_het_voorstel(client, open_dag, leider, anne, bert):
    (zaak,) = wachtende(leider)
    client.force_login(leider)
    client.post("/dagplan/overnemen/", {"keuze": f"{zaak.kenmerk}:{bert.pk}:1", "dag": "4-3-2026", "reden": "x"})
    assert not m.Bulktoewijzing.objects.exists()


# ---------------------------------------------------------------------------------------------------------- bladzijde


def test_de_lege_bladzijde_zegt_vriendelijk_wat_eerst_kan(client, leider):
    client.force_login(leider)
    assert "Er zijn nog geen werktijden ingevuld" in client.get("/dagplan/").content.decode()
    anne = maak_gebruiker("anne", Rol.TOEGANG)
    werkt(anne, leider)
    assert "Er wacht niets dat nog verdeeld moet worden." in client.get("/dagplan/").content.decode()
    werkt(anne, leider, uren=0)
    assert "Niemand heeft op deze dag uren ingevuld." in client.get("/dagplan/").content.decode()
    assert client.get("/dagplan/?dag=onzin").status_code == 200


def test_de_bladzijde_noemt_uren_caseload_in_woord_en_getal_en_waarom(client, open_dag, leider, anne):
    bewaar([maak_melding(anne, opgepakt_op=VANDAAG)])
    zaak, later = wachtende(leider, 2)
    client.force_login(leider)
    tekst = " ".join(client.get("/dagplan/").content.decode().split())
    assert "Caseload 1,5 van 20,0:" in tekst
    assert "ruimte." in tekst
    assert "Heeft 4,0 van 8,0 uur voor nieuwe zaken" in tekst
    assert "bij een norm van 20: de enige die dit nu kan." in tekst
    assert "Past vandaag bij niemand (1)" in tekst
    assert zaak.kenmerk in tekst
    assert later.kenmerk in tekst
