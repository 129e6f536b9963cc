"""Gebruikers, teams en het jaarlijkse nakijken van rechten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from support.web import WACHTWOORD, maak_gebruiker, maak_team
from zicht.web.beheer import handelingen, selecties
from zicht.web.beheer.models import Gebruiker, Rechtencontrole, Roltoewijzing
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db
NU = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@pytest.fixture
def beheerder():
    return maak_gebruiker("bea", Rol.BEHEERDER)


def regels():
    return list(Logregel.objects.values_list("handeling", "kenmerk", "doel", "resultaat"))


def test_een_nieuwe_gebruiker_heeft_een_tijdelijk_wachtwoord_dat_nergens_staat(beheerder, client):
    client.force_login(beheerder)
    gegevens = {"voornaam": "Sanne", "achternaam": "de Wit", "gebruikersnaam": "s.dewit", "team": "", "van": "1-3-2026",
                "rollen": [Rol.TOEGANG.value]}  # fmt: skip
    antwoord = client.post("/beheer/gebruikers/nieuw/", gegevens)
    wachtwoord = antwoord.context["wachtwoord"]
    sanne = Gebruiker.objects.get(username="s.dewit")
    assert sanne.check_password(wachtwoord)
    assert sanne.wachtwoord_tijdelijk
    assert sanne.mag("advies.registreren")
    assert wachtwoord not in client.get(f"/beheer/gebruikers/{sanne.pk}/").text
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert not [rij for rij in Logregel.objects.values() if wachtwoord in str(rij)]
    assert ("gebruiker_maken", "s.dewit", "beheer", "gelukt") in regels()
    binnen = Client()
    assert binnen.post("/aanmelden/login/", {"login": "s.dewit", "password": wachtwoord}).status_code == 302
    assert binnen.get("/dossiers/").headers["Location"] == "/aanmelden/password/change/"
    eigen = {"oldpassword": wachtwoord, "password1": WACHTWOORD, "password2": WACHTWOORD}
    assert binnen.post("/aanmelden/password/change/", eigen).status_code == 302
    assert binnen.get("/dossiers/").status_code == 200


def test_wie_alleen_via_de_organisatie_inlogt_heeft_geen_wachtwoord(beheerder):
    wie, wachtwoord = handelingen.gebruiker_maken(
        gebruikersnaam="o.ganisatie", voornaam="Oda", achternaam="Ganisatie", team=None, rollen=[Rol.FG], van=date(2026, 3, 1),
        alleen_organisatie=True, door=beheerder, om=NU,
    )  # fmt: skip
    assert wachtwoord == ""
    assert not wie.has_usable_password()


@pytest.mark.parametrize("naam", ["Met Spatie", "x", "a" * 41, "<script>", "bea", "BEA"])
def test_een_gebruikersnaam_die_niet_kan_of_al_bestaat_wordt_geweigerd(beheerder, naam):
    with pytest.raises(BeheerFout):
        handelingen.gebruiker_maken(
            gebruikersnaam=naam, voornaam="A", achternaam="B", team=None, rollen=[], van=date(2026, 3, 1), door=beheerder, om=NU
        )  # fmt: skip
    assert Gebruiker.objects.count() == 1


def test_een_gesloten_account_is_bij_het_volgende_verzoek_buiten(beheerder, client):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    client.force_login(sanne)
    assert client.get("/dossiers/").status_code == 200
    handelingen.gebruiker_sluiten(sanne, op=timezone.localdate(), door=beheerder, om=timezone.now())
    assert client.get("/dossiers/").status_code == 302
    assert not [s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(sanne.pk)]
    handelingen.gebruiker_openen(sanne, door=beheerder, om=timezone.now())
    client.force_login(sanne)
    assert client.get("/dossiers/").status_code == 403, "een geopend account krijgt zijn rollen niet terug"


def test_een_ingetrokken_rol_werkt_bij_het_volgende_verzoek_niet_meer(beheerder, client):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    client.force_login(sanne)
    assert client.get("/dossiers/").status_code == 200
    handelingen.rol_beeindigen(sanne.roltoewijzingen.get(), tot=timezone.localdate(), door=beheerder, om=timezone.now())
    assert client.get("/dossiers/").status_code == 403
    assert ("rol_beeindigen:medewerker_toegang", "sanne", "beheer", "gelukt") in regels()


def test_een_rol_geldt_van_haar_begin_tot_haar_einde():
    vandaag = timezone.localdate()
    dag = timedelta(days=1)
    gevallen = [(vandaag, None, True), (vandaag + dag, None, False), (vandaag - dag, vandaag, False),
                (vandaag - dag, vandaag + dag, True)]  # fmt: skip
    for nummer, (van, tot, geldt) in enumerate(gevallen):
        wie = maak_gebruiker(f"wie{nummer}")
        Roltoewijzing.objects.create(gebruiker=wie, rol=Rol.FG.value, van=van, tot=tot)
        assert wie.mag("logboek.inzien") is geldt, (van, tot)


def test_een_beheerder_wijzigt_zijn_eigen_rechten_niet(beheerder):
    eigen = beheerder.roltoewijzingen.get()
    pogingen = [
        lambda: handelingen.rol_geven(beheerder, Rol.FG, van=date(2026, 3, 1), door=beheerder, om=NU),
        lambda: handelingen.rol_beeindigen(eigen, tot=date(2026, 3, 1), door=beheerder, om=NU),
        lambda: handelingen.gebruiker_sluiten(beheerder, op=date(2026, 3, 1), door=beheerder, om=NU),
        lambda: handelingen.wachtwoord_vernieuwen(beheerder, door=beheerder, om=NU),
        lambda: handelingen.tweede_factor_wissen(beheerder, door=beheerder, om=NU),
        lambda: handelingen.rol_nakijken(eigen, jaar=2026, nodig=True, op=date(2026, 3, 1), door=beheerder, om=NU),
    ]
    for poging in pogingen:
        with pytest.raises(BeheerFout):
            poging()
    assert [rij.tot for rij in beheerder.roltoewijzingen.all()] == [None]


def test_wie_geen_beheerder_is_beheert_niets():
    fg = maak_gebruiker("fg", Rol.FG)
    sanne = maak_gebruiker("sanne")
    with pytest.raises(GeenToegang):
        handelingen.rol_geven(sanne, Rol.FG, van=date(2026, 3, 1), door=fg, om=NU)
    with pytest.raises(GeenToegang):
        handelingen.rol_nakijken(fg.roltoewijzingen.get(), jaar=2026, nodig=True, op=date(2026, 3, 1), door=fg, om=NU)


def test_dezelfde_rol_is_er_geen_twee_keer_tegelijk(beheerder):
    sanne = maak_gebruiker("sanne", Rol.TOEGANG)
    with pytest.raises(BeheerFout, match="al"):
        handelingen.rol_geven(sanne, Rol.TOEGANG, van=date(2026, 3, 1), door=beheerder, om=NU)


def test_een_nieuw_wachtwoord_en_een_gewiste_tweede_factor_beeindigen_de_sessie(beheerder, client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    for doe in (handelingen.wachtwoord_vernieuwen, handelingen.tweede_factor_wissen):
        sanne = maak_gebruiker(f"sanne-{doe.__name__}"[:40], Rol.TOEGANG)
        TOTP.activate(sanne, generate_totp_secret())
        client.force_login(sanne)
        assert client.get("/dossiers/").status_code == 200
        doe(sanne, door=beheerder, om=timezone.now())
        assert client.get("/dossiers/").status_code == 302
        assert sanne.authenticator_set.exists() is (doe is handelingen.wachtwoord_vernieuwen)


def test_een_geplante_vertrekker_komt_bovenaan_en_het_antwoord_wordt_bewaard(beheerder, client):
    vandaag = timezone.localdate()
    weg = maak_gebruiker("zoe-weg", Rol.TOEGANG)
    Gebruiker.objects.filter(pk=weg.pk).update(is_active=False)
    lang = maak_gebruiker("anna-lang-weg", Rol.FG)
    Gebruiker.objects.filter(pk=lang.pk).update(last_login=timezone.now() - timedelta(days=100))
    gewoon = maak_gebruiker("bob", Rol.TOEGANG)
    regels = selecties.na_te_kijken(vandaag.year, vandaag)
    assert {r.toewijzing.gebruiker.username for r in regels[:2]} == {"zoe-weg", "anna-lang-weg"}
    assert {r.toewijzing.gebruiker.username for r in regels[2:]} == {"bob", "bea"}
    client.force_login(beheerder)
    antwoord = client.post("/beheer/rechten/nakijken/", {"namen": "bob\nzoe-weg, niemand"})
    assert [wie.username for wie in antwoord.context["vertrokken"]] == ["bob", "zoe-weg"]
    assert antwoord.context["onbekend"] == ["niemand"]
    for wie, nodig in ((gewoon, "ja"), (lang, "nee")):
        gegevens = {"toewijzing": wie.roltoewijzingen.get().pk, "nodig": nodig}
        assert client.post("/beheer/rechten/nakijken/", gegevens).status_code == 302
    assert set(Rechtencontrole.objects.values_list("toewijzing__gebruiker__username", "nodig", "door__username")) == {
        ("bob", True, "bea"), ("anna-lang-weg", False, "bea"),
    }  # fmt: skip
    assert lang.roltoewijzingen.get().tot == vandaag
    blad = client.get("/beheer/rechten/nakijken/").text
    assert "Nog 2 van 3 rollen" in blad


def test_een_team_maken_en_wijzigen(beheerder, client):
    client.force_login(beheerder)
    assert "CBS-code" in client.post("/beheer/teams/nieuw/", {"naam": "Noord", "gemeenten": "Alkmaar"}).text
    assert client.post("/beheer/teams/nieuw/", {"naam": "Noord", "gemeenten": "gm0361, GM0373"}).status_code == 302
    noord = maak_team("Noord")
    assert noord.gemeenten == ["GM0361", "GM0373"]
    assert "al een team" in client.post("/beheer/teams/nieuw/", {"naam": "noord"}).text
    gegevens = {"naam": "Noordkop", "toegang": "on", "verantwoordelijke": str(beheerder.pk)}
    assert client.post(f"/beheer/teams/{noord.pk}/", gegevens).status_code == 302
    noord.refresh_from_db()
    assert (noord.naam, noord.toegang, noord.verantwoordelijke) == ("Noordkop", True, beheerder)
    assert "Noordkop" in client.get("/beheer/teams/").text


def test_de_tabel_met_rechten_zegt_wat_de_poort_doet(client):
    client.force_login(maak_gebruiker("fg", Rol.FG))
    blad = client.get("/beheer/rechten/").text
    assert "dossiers inzien" in blad
    rijen = {
        regel.recht.code: dict(zip(Rol, regel.per_rol, strict=True))
        for _, groep in selecties.rechtentabel()
        for regel in groep
    }
    for rol in Rol:
        wie = maak_gebruiker(f"van-{rol.value}", rol)
        assert {code: wie.bereik(code) for code in rijen} == {code: per[rol] for code, per in rijen.items()}


def test_de_eerste_beheerder_is_er_maar_een():
    handelingen.eerste_beheerder(gebruikersnaam="bea", voornaam="Bea", achternaam="Heer", op=timezone.localdate())
    with pytest.raises(BeheerFout, match="al een beheerder"):
        handelingen.eerste_beheerder(gebruikersnaam="bob", voornaam="Bob", achternaam="Heer", op=timezone.localdate())
