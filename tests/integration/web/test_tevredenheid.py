"""Tevredenheid: een link die een keer werkt, niets over een zaak laat zien en de respons naast het cijfer."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from support.web import NU, VANDAAG, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import tevredenheid as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.opslag import Versieverschil
from zicht.web.registratie.selecties import tevredenheid as selecties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_vandaag")]
DICHT = "Deze vragenlijst is dicht"


@pytest.fixture
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


@pytest.fixture
def client(tineke):
    client = Client()
    client.force_login(tineke)
    return client


def vraag(tineke, doelgroep="betrokkene", moment="melding", op=VANDAAG):
    return handelingen.tevredenheid_vragen(
        doelgroep=doelgroep, moment=moment, gemeente="GM0361", op=op, door=tineke, om=NU
    )


def pad(code):
    return reverse("oordeel", args=[code])


def test_de_link_is_een_keer_te_zien_en_staat_alleen_als_merk_in_de_databank(client):
    tekst = client.post(reverse("tevredenheid_vragen"), {"waarover": "betrokkene:vervolgdienst"}).content.decode()
    (code,) = re.findall(r"/vragenlijst/([\w-]{32})/", tekst)
    assert "Kopieer hem nu" in tekst
    assert code not in client.get(reverse("tevredenheid")).content.decode()
    rij = m.Tevredenheidsvraag.objects.get()
    assert (rij.doelgroep, rij.moment, rij.verloopt_op) == ("betrokkene", "vervolgdienst", date(2026, 4, 3))
    sporen = [
        str(rij.__dict__),
        *(str(v.inhoud) for v in m.Versie.objects.all()),
        *(str(r.__dict__) for r in Logregel.objects.all()),
    ]
    assert not any(code in spoor for spoor in sporen)


def test_wie_antwoordt_heeft_geen_account_en_geen_koekje_nodig_en_ziet_niets_van_een_zaak(tineke):
    rij, code = vraag(tineke)
    bezoeker = Client(enforce_csrf_checks=True)
    antwoord = bezoeker.get(pad(code))
    tekst = antwoord.content.decode()
    assert "<title>Vragenlijst" in tekst
    assert not bezoeker.cookies
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert antwoord["Cache-Control"] == "no-store"
    for woord in ("Veilig Thuis", "melding", "dossier", "GM0361", "Tineke", "hoofdmenu", code[:8]):
        assert woord not in tekst.replace(pad(code), "")
    klaar = bezoeker.post(pad(code), {"cijfer": "8", "toelichting": "Fijn gesprek"})
    assert "Dank u wel" in klaar.content.decode()
    assert not bezoeker.cookies
    rij.refresh_from_db()
    assert (rij.cijfer, rij.toelichting, rij.beantwoord_op) == (Decimal(8), "Fijn gesprek", VANDAAG)


def test_de_bladzijde_heeft_een_uitgang_die_zonder_script_werkt(tineke):
    tekst = Client().get(pad(vraag(tineke)[1])).content.decode()
    (weg,) = re.findall(r"<a [^>]*id=\"snelweg\"[^>]*>", tekst)
    assert 'href="https://' in weg
    assert "noreferrer" in weg
    assert '<form method="post"' in tekst
    assert "onclick" not in tekst


@pytest.mark.parametrize("hoe", ["beantwoord", "verlopen", "ingetrokken", "verzonnen"])
def test_een_link_die_niet_meer_geldt_geeft_altijd_hetzelfde_antwoord(tineke, hoe):
    rij, code = vraag(tineke, op=VANDAAG - timedelta(days=31) if hoe == "verlopen" else VANDAAG)
    if hoe == "beantwoord":
        Client().post(pad(code), {"cijfer": "7"})
    elif hoe == "ingetrokken":
        handelingen.tevredenheid_intrekken(rij, op=VANDAAG, door=tineke, om=NU)
    elif hoe == "verzonnen":
        code = "x" * 32
    for antwoord in (Client().get(pad(code)), Client().post(pad(code), {"cijfer": "1"})):
        assert antwoord.status_code == 404
        assert DICHT in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.cijfer == (7 if hoe == "beantwoord" else None)


def test_de_laatste_dag_telt_nog_mee(tineke):
    _, code = vraag(tineke, op=VANDAAG - handelingen.GELDIG)
    assert Client().get(pad(code)).status_code == 200


@pytest.mark.parametrize("cijfer", ["", "0", "11", "7.5", "acht"])
def test_een_ander_cijfer_dan_een_tot_en_met_tien_kan_niet_en_de_tekst_blijft_staan(tineke, cijfer):
    rij, code = vraag(tineke)
    antwoord = Client().post(pad(code), {"cijfer": cijfer, "toelichting": "bewaar mij"})
    assert antwoord.status_code == 200
    assert "bewaar mij" in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.beantwoord_op is None


def test_twee_antwoorden_tegelijk_geven_er_een(tineke):
    rij, _ = vraag(tineke)
    ander = m.Tevredenheidsvraag.objects.get(pk=rij.pk)
    handelingen.tevredenheid_antwoorden_per_link(rij, cijfer=Decimal(9), op=VANDAAG, om=NU)
    with pytest.raises(Versieverschil):
        handelingen.tevredenheid_antwoorden_per_link(ander, cijfer=Decimal(1), op=VANDAAG, om=NU)
    assert m.Tevredenheidsvraag.objects.get().cijfer == 9


def test_het_logboek_kent_het_antwoord_maar_niet_van_waar_het_kwam(tineke):
    _, code = vraag(tineke)
    Client(REMOTE_ADDR="203.0.113.9").post(pad(code), {"cijfer": "8"})
    regel = Logregel.objects.order_by("-nummer").first()
    assert regel is not None
    assert (regel.handeling, regel.gebruiker, regel.herkomst, regel.kenmerk) == ("tevredenheid_per_link", "", "", "")
    assert list(keten.breuken()) == []


def test_over_samenwerking_vraagt_u_alleen_een_ketenpartner(tineke):
    with pytest.raises(NietToegestaan, match="ketenpartner"):
        vraag(tineke, "betrokkene", "samenwerking")
    assert vraag(tineke, "ketenpartner", "samenwerking")


def test_de_vier_momenten_en_de_ketenpartner_zijn_te_kiezen(client):
    tekst = client.get(reverse("tevredenheid")).content.decode()
    keuzes = re.findall(r'name="waarover" value="([^"]+)"', tekst)
    assert keuzes == ["betrokkene:advies", "betrokkene:melding", "betrokkene:vervolgdienst", "betrokkene:monitoring",
                      "ketenpartner:samenwerking"]  # fmt: skip


def test_de_respons_staat_naast_het_cijfer_en_weinig_antwoorden_geven_geen_cijfer(client, tineke):
    for nummer in range(8):
        rij, _ = vraag(tineke)
        if nummer < 5:
            handelingen.tevredenheid_beantwoorden(
                rij, cijfer=Decimal(6 + nummer % 2), toelichting=f"tekst {nummer}", op=VANDAAG, door=tineke, om=NU
            )
        if nummer == 7:
            handelingen.tevredenheid_intrekken(rij, op=VANDAAG, door=tineke, om=NU)
    een, _ = vraag(tineke, "ketenpartner", "samenwerking")
    handelingen.tevredenheid_beantwoorden(
        een, cijfer=Decimal(3), toelichting="alleen ik", op=VANDAAG, door=tineke, om=NU
    )
    veel, weinig = selecties.respons(VANDAAG, VANDAAG)
    assert (veel.moment, veel.gevraagd, veel.beantwoord, veel.gemiddeld) == ("melding", 7, 5, Decimal("6.4"))
    assert (weinig.gevraagd, weinig.beantwoord, weinig.te_weinig) == (1, 1, True)
    tekst = client.get(reverse("tevredenheid")).content.decode()
    assert "(5 van 7)" in tekst
    assert "6,4" in tekst
    assert "tekst 1" in tekst
    assert "te weinig antwoorden" in tekst
    assert "alleen ik" not in tekst


def test_intrekken_kan_alleen_zolang_er_geen_antwoord_is_en_alleen_met_post(client, tineke):
    rij, code = vraag(tineke)
    client.get(reverse("tevredenheid_intrekken", args=[rij.pk]))
    assert Client().get(pad(code)).status_code == 200
    client.post(reverse("tevredenheid_intrekken", args=[rij.pk]))
    assert Client().get(pad(code)).status_code == 404
    with pytest.raises(NietToegestaan, match="al ingetrokken"):
        handelingen.tevredenheid_intrekken(m.Tevredenheidsvraag.objects.get(), op=VANDAAG, door=tineke, om=NU)


def test_wie_het_recht_niet_heeft_maakt_geen_link():
    ander = Client()
    ander.force_login(maak_gebruiker("karin", Rol.KLACHTENFUNCTIONARIS))
    assert ander.post(reverse("tevredenheid_vragen"), {"waarover": "betrokkene:melding"}).status_code == 403
    assert not m.Tevredenheidsvraag.objects.exists()
