"""Doorrekeningen in de applicatie: vragen, wachten, stoppen, omvallen en teruglezen."""

import json
from datetime import timedelta
from threading import Event

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from support import capaciteit as maak
from support.web import maak_gebruiker
from zicht.capaciteit.studie.uitvoeren import Studieverslag, als_json, uit_json
from zicht.core.fouten import ZichtFout
from zicht.rapportage import getallen
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.capaciteit import handelingen, selecties, werk
from zicht.web.capaciteit.invoer import Eigen, Invoer, Mensen, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand, Verslag
from zicht.web.capaciteit.rekenen import Gestopt
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db
BLADEN = ("", "wachtlijst/", "op-tijd/", "grens/", "gewicht/", "terugtoets/")


@pytest.fixture
def controller():
    return maak_gebruiker("cap-controller", Rol.CONTROLLER)


@pytest.fixture
def directeur():
    return maak_gebruiker("cap-directeur", Rol.DIRECTEUR)


def _als(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def _stand(rij: Doorrekening) -> str:
    rij.refresh_from_db()
    return rij.stand


# ------------------------------------------------------------------------------------------------------------- de rij


def test_de_oudste_gaat_eerst_en_er_rekent_er_nooit_meer_dan_een(controller):
    eerste, tweede = maak.wachtend(controller, "a"), maak.wachtend(controller, "b")
    genomen = handelingen.neem_volgende(timezone.now())
    assert genomen == eerste
    assert selecties.voor_haar(tweede) == 1
    assert handelingen.neem_volgende(timezone.now()) is None, "de eerste is nog bezig"
    assert _stand(tweede) == Stand.WACHT
    with pytest.raises(IntegrityError), transaction.atomic():
        Doorrekening.objects.filter(pk=tweede.pk).update(stand=Stand.BEZIG)
    handelingen.gestopt(eerste, om=timezone.localtime())
    assert handelingen.neem_volgende(timezone.now()) == tweede


def test_alles_wat_wacht_wordt_afgewerkt_en_vastgelegd_met_een_logregel(controller):
    rijen = [maak.wachtend(controller, "a"), maak.wachtend(controller, "b")]
    werk.werk_af(maak.verzonnen)
    assert [_stand(rij) for rij in rijen] == [Stand.KLAAR, Stand.KLAAR]
    assert Verslag.objects.count() == 2
    gedaan = Logregel.objects.filter(soort="doorrekening", handeling="doorrekening_vastleggen")
    assert sorted(gedaan.values_list("kenmerk", flat=True)) == sorted(rij.kenmerk for rij in rijen)


def test_het_verslag_komt_byte_voor_byte_terug(controller):
    rij = maak.klaar(controller)
    tekst = selecties.tekst_van(selecties.verslag_of_404(rij))
    assert tekst.encode() == als_json(maak.verslag())
    assert uit_json(Studieverslag, tekst) == maak.verslag()
    antwoord = _als(controller).get(f"/capaciteit/{rij.kenmerk}/bestand/json/")
    assert antwoord.content == als_json(maak.verslag())


def test_een_fout_van_het_model_komt_in_woorden_bij_de_doorrekening(controller):
    def kan_niet(opdracht, meld, stop):
        raise ZichtFout("Er zijn te weinig meldingen.", "Er zijn er 12, en minstens 100 nodig.")

    rij = maak.wachtend(controller)
    werk.werk_af(kan_niet)
    assert _stand(rij) == Stand.MISLUKT
    assert rij.fout == "Er zijn te weinig meldingen.\nEr zijn er 12, en minstens 100 nodig."
    assert "Er zijn te weinig meldingen." in _als(controller).get(f"/capaciteit/{rij.kenmerk}/").content.decode()


def test_een_fout_in_het_programma_laat_geen_rij_hangen(controller):
    def kapot(opdracht, meld, stop):
        raise RuntimeError("kapot")

    rij = maak.wachtend(controller)
    with pytest.raises(RuntimeError):
        werk.werk_af(kapot)
    assert _stand(rij) == Stand.MISLUKT
    assert "fout in het programma" in rij.fout
    assert "kapot" not in rij.fout


# ---------------------------------------------------------------------------------------------- stoppen en omvallen


def test_wie_wacht_en_stopt_gaat_uit_de_rij(controller):
    rij = maak.wachtend(controller)
    handelingen.doorrekening_stoppen(rij, door=controller, om=timezone.localtime())
    assert rij.stand == Stand.GESTOPT
    assert handelingen.neem_volgende(timezone.now()) is None
    with pytest.raises(BeheerFout, match="loopt niet"):
        handelingen.doorrekening_stoppen(rij, door=controller, om=timezone.localtime())


def test_wie_vlak_voor_het_einde_stopt_krijgt_geen_verslag(controller):
    def stopt_intussen(opdracht, meld, stop):
        handelingen.doorrekening_stoppen(rij, door=controller, om=timezone.localtime())
        return maak.verzonnen(opdracht, meld, stop)

    rij = maak.wachtend(controller)
    werk.werk_af(stopt_intussen)
    assert _stand(rij) == Stand.GESTOPT
    assert not Verslag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_stoppen_bereikt_het_rekenen_via_de_hartslag(controller, monkeypatch):
    monkeypatch.setattr(werk, "HARTSLAG", 0.05)
    gemerkt = Event()

    def lang(opdracht, meld, stop):
        handelingen.doorrekening_stoppen(rij, door=controller, om=timezone.localtime())
        for _ in range(400):
            if stop():
                gemerkt.set()
                raise Gestopt
            Event().wait(0.02)
        return maak.verzonnen(opdracht, meld, stop)

    rij = maak.wachtend(controller)
    werk.werk_af(lang)
    assert gemerkt.is_set()
    assert _stand(rij) == Stand.GESTOPT
    assert not Verslag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_de_hartslag_geeft_levenstekens_zolang_er_gerekend_wordt(controller, monkeypatch):
    monkeypatch.setattr(werk, "HARTSLAG", 0.02)
    gezien: list[object] = []

    def lang(opdracht, meld, stop):
        for _ in range(100):
            gezien.append(Doorrekening.objects.get(pk=rij.pk).levensteken_om)
            if len(set(gezien)) >= 3:
                break
            Event().wait(0.02)
        return maak.verzonnen(opdracht, meld, stop)

    rij = maak.wachtend(controller)
    werk.werk_af(lang)
    assert len(set(gezien)) >= 3
    assert _stand(rij) == Stand.KLAAR


def test_een_slag_die_de_databank_niet_bereikt_stopt_het_rekenen_niet(controller, monkeypatch):
    def bezet(rij, nu):
        raise OperationalError("database is locked")

    monkeypatch.setattr(selecties, "leeft_nog", bezet)
    monkeypatch.setattr(werk.connections, "close_all", lambda: None)
    assert werk._slag(maak.wachtend(controller))


def test_zonder_levensteken_heet_zij_gestopt_en_kan_zij_opnieuw_beginnen(controller):
    rij = maak.wachtend(controller)
    handelingen.neem_volgende(timezone.now() - timedelta(minutes=5))
    rij.refresh_from_db()
    assert rij.stand == Stand.BEZIG
    assert selecties.getoonde_stand(rij, timezone.now()) == Stand.GESTOPT
    blad = _als(controller).get(f"/capaciteit/{rij.kenmerk}/").content.decode()
    assert "Gestopt voor het klaar was" in blad
    assert "Begin opnieuw" in blad
    tweede = maak.wachtend(controller, "b")
    assert handelingen.neem_volgende(timezone.now()) == tweede, "een omgevallen proces houdt de rij niet op"
    assert _stand(rij) == Stand.GESTOPT


def test_wie_voor_dood_is_verklaard_legt_niets_meer_vast(controller):
    rij = maak.wachtend(controller)
    handelingen.neem_volgende(timezone.now() - timedelta(minutes=5))
    handelingen.ruim_op(timezone.now())
    gezet = handelingen.verslag_zetten(
        rij, maak.verzonnen({}, lambda _s, _d: None, lambda: False), om=timezone.localtime()
    )
    assert not gezet
    assert (_stand(rij), Verslag.objects.count()) == (Stand.GESTOPT, 0)
    assert not selecties.leeft_nog(rij, timezone.now()), "het hart stopt met kloppen"


# ------------------------------------------------------------------------------------------------------------ rechten


def test_wie_alleen_mag_inzien_start_en_stopt_niets(controller, directeur):
    rij = maak.wachtend(controller)
    with pytest.raises(GeenToegang):
        handelingen.doorrekening_stoppen(rij, door=directeur, om=timezone.localtime())
    assert _als(directeur).post(f"/capaciteit/{rij.kenmerk}/stoppen/").status_code == 403
    assert _als(directeur).get("/capaciteit/nieuw/").status_code == 403
    blad = _als(directeur).get(f"/capaciteit/{rij.kenmerk}/").content.decode()
    assert "Stop het rekenen" not in blad
    assert _stand(rij) == Stand.WACHT


@pytest.mark.parametrize("rol", [Rol.GEMEENTE, Rol.TOEGANG, Rol.FG, Rol.BEHEERDER], ids=lambda rol: rol.value)
def test_andere_rollen_zien_geen_doorrekeningen(rol):
    assert _als(maak_gebruiker("cap-ander", rol)).get("/capaciteit/").status_code == 403


def test_een_vraag_die_niet_gestart_is_is_alleen_van_wie_haar_maakt(controller):
    rij, ander = maak.concept(controller), maak_gebruiker("cap-ander", Rol.TEAMLEIDER)
    assert _als(ander).get(f"/capaciteit/{rij.kenmerk}/controle/").status_code == 404
    assert rij.kenmerk not in _als(ander).get("/capaciteit/").content.decode()
    assert rij.kenmerk in _als(controller).get("/capaciteit/").content.decode()


# ------------------------------------------------------------------------------------------------------- de bladzijden


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad or "uitkomst")
def test_elk_blad_van_de_uitkomst_gaat_open_met_een_tabel(controller, blad):
    rij = maak.klaar(controller)
    antwoord = _als(controller).get(f"/capaciteit/{rij.kenmerk}/{blad}")
    assert antwoord.status_code == 200
    assert "<caption" in antwoord.content.decode()


def test_wat_dun_is_staat_bij_het_onderdeel_en_elke_keuze_van_zicht_is_te_lezen(controller):
    rij = maak.klaar(controller)
    blad = _als(controller).get(f"/capaciteit/{rij.kenmerk}/ijking/").content.decode()
    for aanname in maak.verslag().aannames:
        assert escape(aanname.tekst) in blad
    assert blad.count("omdat er te weinig cijfers waren") == len(
        {a.onderwerp for a in maak.verslag().aannames if a.dun}
    )


def test_elke_tekening_heeft_woorden_en_een_tabel(controller):
    rij = maak.klaar(controller)
    for blad in ("wachtlijst/", "grens/", "gewicht/"):
        tekst = _als(controller).get(f"/capaciteit/{rij.kenmerk}/{blad}").content.decode()
        tekeningen = tekst.count('role="img"')
        assert tekeningen
        assert tekst.count('role="img" aria-label="') == tekeningen
        assert "staan in de tabel" in tekst


def test_de_getallen_op_het_scherm_zijn_die_van_het_verslag(controller):
    rij, verslag = maak.klaar(controller), maak.verslag()
    blad = _als(controller).get(f"/capaciteit/{rij.kenmerk}/").content.decode()
    assert f"Nu wachten er {verslag.wacht_vandaag} meldingen" in blad
    for keuze in verslag.alle:
        assert getallen.getal(keuze.over("wacht_eind").midden) in blad
    kans, van = verslag.niets_doen.normkansen[0].gehaald.waarde, verslag.studie.herhalingen
    assert f"{getallen.getal(kans * van)} van de {getallen.getal(van)} keer" in blad


def test_een_blad_dat_bij_deze_vraag_niet_hoort_is_er_niet(controller):
    rij = maak.wachtend(controller)
    assert _als(controller).get(f"/capaciteit/{rij.kenmerk}/wachtlijst/").status_code == 404
    assert _als(controller).get(f"/capaciteit/{rij.kenmerk}/bestand/json/").status_code == 404
    assert _als(controller).get("/capaciteit/W-26-BESTAATNIET/").status_code == 404


def test_twee_doorrekeningen_staan_naast_elkaar(controller):
    een, ander = maak.klaar(controller, "a"), maak.klaar(controller, "b")
    tekst = _als(controller).get(f"/capaciteit/vergelijken/?een={een.kenmerk}&ander={ander.kenmerk}").content.decode()
    assert "Niets doen" in tekst
    assert tekst.count(een.kenmerk) >= 2
    assert (
        "Kies twee verschillende"
        in _als(controller).get(f"/capaciteit/vergelijken/?een={een.kenmerk}&ander={een.kenmerk}").content.decode()
    )


# ------------------------------------------------------------------------------------------------------- een nieuwe vraag


def test_een_vraag_van_begin_tot_controle_en_wat_getypt_is_blijft_staan(controller):
    client = _als(controller)
    assert client.get("/capaciteit/nieuw/").status_code == 200
    assert not Doorrekening.objects.exists(), "kijken maakt nog niets"
    antwoord = client.post("/capaciteit/nieuw/", {"vraag": "keuzes"})
    rij = Doorrekening.objects.get()
    assert antwoord["Location"] == f"/capaciteit/{rij.kenmerk}/keuzes/"
    leeg = client.post(f"/capaciteit/{rij.kenmerk}/keuzes/", {})
    assert "Kies minstens een keuze" in leeg.content.decode()
    fout = client.post(
        f"/capaciteit/{rij.kenmerk}/keuzes/nieuw/", {"titel": "Twee erbij", "team_1": "beoordeling", "fte_1": "twee"}
    )
    assert "geen getal" in fout.content.decode()
    assert "Twee erbij" in fout.content.decode()
    goed = {
        "titel": "Twee erbij",
        "team_1": "beoordeling",
        "fte_1": "2,5",
        "soort_1": "inhuur",
        "van_1": "1-2-2027",
        "tot_1": "31-5-2027",
    }
    assert client.post(f"/capaciteit/{rij.kenmerk}/keuzes/nieuw/", goed).status_code == 302
    assert client.post(f"/capaciteit/{rij.kenmerk}/keuzes/", {}).status_code == 302
    client.post(f"/capaciteit/{rij.kenmerk}/vooruit/", {"maanden": "6"})
    client.post(f"/capaciteit/{rij.kenmerk}/precies/", {"herhalingen": "100"})
    controle = client.get(f"/capaciteit/{rij.kenmerk}/controle/").content.decode()
    assert "2,5 fte erbij bij veiligheidsbeoordeling, inhuur van 1 februari 2027 tot en met 31 mei 2027" in controle
    assert "een half jaar" in controle
    rij.refresh_from_db()
    invoer = Invoer.van(rij.invoer)
    assert invoer.eigen == (Eigen("Twee erbij", (Mensen("beoordeling", "2.5", "inhuur", "2027-02-01", "2027-05-31"),)),)
    assert (invoer.vraag, invoer.maanden, invoer.herhalingen) == (Vraag.KEUZES, 6, 100)


def test_een_zelfgemaakte_keuze_is_aan_te_passen_en_weg_te_halen(controller):
    client, rij = _als(controller), maak.concept(controller)
    adres = f"/capaciteit/{rij.kenmerk}/keuzes/0/"
    assert 'value="2"' in client.get(adres).content.decode()
    client.post(f"{adres}?deel=instroom", {"titel": "Twee fte en meer meldingen", "groei": "9"})
    rij.refresh_from_db()
    (keuze,) = Invoer.van(rij.invoer).eigen
    assert (keuze.titel, keuze.groei, keuze.mensen) == ("Twee fte en meer meldingen", "9", maak.INHUUR.mensen)
    client.post(f"{adres}weg/", {"groep_0": ["catalogus:twee-fte-inhuur"]})
    rij.refresh_from_db()
    invoer = Invoer.van(rij.invoer)
    assert (invoer.eigen, invoer.keuzes) == ((), ("catalogus:twee-fte-inhuur",)), "wat was aangevinkt blijft"
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize(
    "deel, velden, zin",
    [
        ("mensen", {"titel": "x"}, "Er verandert nog niets"),
        ("mensen", {"titel": "x", "team_1": "onderzoek"}, "om hoeveel fte"),
        ("mensen", {"titel": "x", "fte_1": "2"}, "bij welk werk"),
        ("werkwijze", {"titel": "x", "samen_oppakken": "101", "samen_inspanning": "60"}, "van 0 tot en met 100"),
        ("werkwijze", {"titel": "x", "samen_oppakken": "10"}, "van de gewone tijd"),
        ("mensen", {"titel": "x", "team_1": "onderzoek", "fte_1": "1", "van_1": "2-2-2027", "tot_1": "1-2-2027"}, "voor de dag waarop"),
        ("instroom", {"groei": "5"}, "Hoe noemt u deze keuze?"),
    ],
)  # fmt: skip
def test_wat_niet_klopt_staat_boven_aan_met_een_verwijzing(controller, deel, velden, zin):
    rij = maak.concept(controller)
    tekst = _als(controller).post(f"/capaciteit/{rij.kenmerk}/keuzes/nieuw/?deel={deel}", velden).content.decode()
    assert "foutenoverzicht" in tekst
    assert zin in tekst


def test_een_vraag_weggooien_kan_alleen_voor_zij_gestart_is(controller):
    rij = maak.concept(controller)
    assert _als(controller).post(f"/capaciteit/{rij.kenmerk}/weggooien/").status_code == 302
    assert not Doorrekening.objects.exists()
    klaar = maak.klaar(controller)
    with pytest.raises(BeheerFout, match="blijft in de lijst"):
        handelingen.doorrekening_weggooien(klaar, door=controller, om=timezone.localtime())


def test_de_voortgang_is_te_volgen_en_stuurt_door_als_het_klaar_is(controller):
    client, rij = _als(controller), maak.wachtend(controller)
    assert "Wacht op de beurt" in client.get(f"/capaciteit/{rij.kenmerk}/stand/").content.decode()
    handelingen.neem_volgende(timezone.now())
    Doorrekening.objects.update(deel=0.4, stap="naspelen: niets doen")
    voortgang = client.get(f"/capaciteit/{rij.kenmerk}/stand/").content.decode()
    assert "40 % klaar" in voortgang
    assert "naspelen: niets doen" in voortgang
    assert "<noscript><meta http-equiv" in client.get(f"/capaciteit/{rij.kenmerk}/").content.decode()
    handelingen.verslag_zetten(rij, maak.verzonnen({}, lambda _s, _d: None, lambda: False), om=timezone.localtime())
    klaar = client.get(f"/capaciteit/{rij.kenmerk}/stand/")
    assert (klaar.status_code, klaar["HX-Redirect"]) == (204, f"/capaciteit/{rij.kenmerk}/")


def test_invoer_komt_onveranderd_terug():
    invoer = Invoer(Vraag.FORMATIE, ("catalogus:a",), (maak.INHUUR,), 24, 400, 3, {"vv-tijdig-na-start": "90"}, 90)
    assert Invoer.van(json.loads(json.dumps(invoer.als_json()))) == invoer
