"""Noodtoegang: met reden, zestig minuten, nooit dubbel, en altijd nagekeken."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from support.web import NU, maak_gebruiker
from support.wereld import maak_wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import bescherming, noodtoegang
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.poort import dossiers
from zicht.web.registratie.selecties import noodtoegang as selecties

pytestmark = pytest.mark.django_db
REDEN = "Er staat nu iemand aan de deur die hulp vraagt."


def open_nood(wereld, om=NU):
    return noodtoegang.noodtoegang_openen(
        wereld.van_zuid.kenmerk, reden=REDEN, door=wereld.mensen[Rol.REGIOTEAM], om=om
    )


def test_noodtoegang_opent_een_uur_en_daarna_niet_meer():
    wereld = maak_wereld()
    regio = wereld.mensen[Rol.REGIOTEAM]
    assert wereld.van_zuid not in dossiers(regio, NU)
    open_nood(wereld)
    assert wereld.van_zuid in dossiers(regio, NU + timedelta(minutes=59))
    assert wereld.van_zuid not in dossiers(regio, NU + timedelta(minutes=60))
    assert wereld.van_zuid not in dossiers(regio, NU, "melder.inzien")


def test_een_tweede_noodtoegang_kan_pas_als_de_eerste_dicht_is():
    wereld = maak_wereld()
    nood = open_nood(wereld)
    ander = maak_wereld_dossier(wereld)
    regio = wereld.mensen[Rol.REGIOTEAM]
    with pytest.raises(NietToegestaan, match="al een noodtoegang"):
        noodtoegang.noodtoegang_openen(ander.kenmerk, reden=REDEN, door=regio, om=NU + timedelta(minutes=5))
    noodtoegang.noodtoegang_sluiten(nood, door=regio, om=NU + timedelta(minutes=6))
    assert wereld.van_zuid not in dossiers(regio, NU + timedelta(minutes=7))
    noodtoegang.noodtoegang_openen(ander.kenmerk, reden=REDEN, door=regio, om=NU + timedelta(minutes=7))


def maak_wereld_dossier(wereld):
    from support.wereld import zaak

    return zaak(wereld.zuid, maak_gebruiker("nog-een-aannemer", Rol.TOEGANG, team=wereld.toegang), 7)


def test_een_afgeschermd_dossier_en_een_dossier_dat_niet_bestaat_geven_hetzelfde_antwoord():
    wereld = maak_wereld()
    regio = wereld.mensen[Rol.REGIOTEAM]
    zinnen = []
    for kenmerk in (wereld.beschermd.kenmerk, "D-26-222222"):
        with pytest.raises(NietToegestaan) as fout:
            noodtoegang.noodtoegang_openen(kenmerk, reden=REDEN, door=regio, om=NU)
        zinnen.append(fout.value.regels)
    assert zinnen[0] == zinnen[1]
    assert not m.Noodtoegang.objects.exists()


def test_afschermen_sluit_een_lopende_noodtoegang():
    wereld = maak_wereld()
    open_nood(wereld)
    leider = wereld.mensen[Rol.TEAMLEIDER]
    bescherming.dossier_beschermen(
        wereld.van_zuid, toegelaten=[leider], reden="over een collega", op=date(2026, 3, 4), door=leider, om=NU
    )
    assert wereld.van_zuid not in dossiers(wereld.mensen[Rol.REGIOTEAM], NU + timedelta(minutes=1))
    (rij,) = selecties.na_te_kijken(wereld.mensen[Rol.FG], date(2026, 3, 5))
    assert rij.kenmerk == ""  # de rij blijft, het kenmerk is weg
    (rij,) = selecties.na_te_kijken(leider, date(2026, 3, 5))
    assert rij.kenmerk == wereld.van_zuid.kenmerk


def test_zonder_reden_of_zonder_recht_gaat_niets_open():
    wereld = maak_wereld()
    with pytest.raises(NietToegestaan, match="hele zin"):
        noodtoegang.noodtoegang_openen(wereld.van_zuid.kenmerk, reden="nodig", door=wereld.mensen[Rol.REGIOTEAM], om=NU)
    for rol in set(Rol) - {Rol.REGIOTEAM}:
        with pytest.raises(GeenToegang):
            noodtoegang.noodtoegang_openen(wereld.van_zuid.kenmerk, reden=REDEN, door=wereld.mensen[rol], om=NU)
    with pytest.raises(NietToegestaan, match="gewoon openen"):
        noodtoegang.noodtoegang_openen(wereld.van_noord.kenmerk, reden=REDEN, door=wereld.mensen[Rol.REGIOTEAM], om=NU)


def test_een_ander_kijkt_na_een_keer_en_uiterlijk_de_tweede_werkdag():
    wereld = maak_wereld()
    nood = open_nood(wereld)  # woensdag
    fg = wereld.mensen[Rol.FG]
    assert [r.te_laat for r in selecties.na_te_kijken(fg, date(2026, 3, 6))] == [False]
    assert [r.te_laat for r in selecties.na_te_kijken(fg, date(2026, 3, 9))] == [True]
    dubbel = maak_gebruiker("dubbel", Rol.REGIOTEAM, Rol.TEAMLEIDER, team=wereld.noord)
    m.Noodtoegang.objects.filter(pk=nood.pk).update(gebruiker=dubbel)
    nood.refresh_from_db()
    with pytest.raises(NietToegestaan, match="kijkt een ander na"):
        noodtoegang.noodtoegang_nakijken(nood, terecht=True, opmerking="", op=date(2026, 3, 5), door=dubbel, om=NU)
    with pytest.raises(NietToegestaan, match="wat er niet klopte"):
        noodtoegang.noodtoegang_nakijken(nood, terecht=False, opmerking=" ", op=date(2026, 3, 5), door=fg, om=NU)
    noodtoegang.noodtoegang_nakijken(nood, terecht=False, opmerking="kon wachten", op=date(2026, 3, 5), door=fg, om=NU)
    assert selecties.na_te_kijken(fg, date(2026, 3, 9)) == []
    with pytest.raises(NietToegestaan, match="al nagekeken"):
        noodtoegang.noodtoegang_nakijken(nood, terecht=True, opmerking="", op=date(2026, 3, 5), door=fg, om=NU)
    assert not Logregel.objects.filter(handeling__contains="wachten").exists()


def test_de_weg_in_de_browser_van_zoeken_tot_nakijken(client):
    wereld = maak_wereld()
    client.force_login(wereld.mensen[Rol.REGIOTEAM])
    kenmerk = wereld.van_zuid.kenmerk
    assert client.get(f"/dossier/{kenmerk}/").status_code == 404
    gezocht = client.get("/dossiers/", {"kenmerk": kenmerk}).text
    assert f"/noodtoegang/?kenmerk={kenmerk}" in gezocht
    assert client.post("/noodtoegang/", {"kenmerk": kenmerk, "reden": "kort"}).status_code == 200
    antwoord = client.post("/noodtoegang/", {"kenmerk": kenmerk, "reden": REDEN})
    assert antwoord.headers["Location"] == f"/dossier/{kenmerk}/"
    blad = client.get(antwoord.headers["Location"]).text
    assert "Noodtoegang tot" in blad
    assert client.get(f"/dossier/{wereld.van_noord.kenmerk}/").text.count("Noodtoegang tot") == 0
    melding = wereld.van_zuid.meldingen.get()
    assert client.get(f"/melding/{melding.kenmerk}/melder/").status_code == 404
    assert client.post("/noodtoegang/sluiten/").status_code == 302
    assert client.get(f"/dossier/{kenmerk}/").status_code == 404

    client.force_login(wereld.mensen[Rol.FG])
    lijst = client.get("/noodtoegang/nakijken/").text
    assert REDEN in lijst
    nood = m.Noodtoegang.objects.get()
    assert "zaak.inzien:dossier" in client.get(f"/noodtoegang/nakijken/{nood.pk}/").text
    klaar = client.post(f"/noodtoegang/nakijken/{nood.pk}/", {"terecht": "ja", "opmerking": ""})
    assert klaar.status_code == 302
    nood.refresh_from_db()
    assert nood.terecht is True
    assert nood.nagekeken_op == timezone.localdate()
