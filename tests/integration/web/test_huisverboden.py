"""Het tijdelijk huisverbod: van het telefoontje van de politie tot het einde, met klokken die nooit doorschuiven."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import diensten
from zicht.web.registratie.handelingen import huisverboden as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.klokken import Klokstand
from zicht.web.registratie.opslag import Versieverschil
from zicht.web.registratie.selecties import huisverboden as selecties

pytestmark = pytest.mark.django_db
# Opgelegd op donderdag 26 maart 2026: dag acht is Goede Vrijdag en dag tien eerste paasdag.
OPGELEGD = date(2026, 3, 26)
GESPROKEN = {"betrokkenen_gesproken": "ja"}


def moment(dag):
    return datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)


def dag(nummer):
    return OPGELEGD + timedelta(days=nummer)


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


@pytest.fixture
def op_dag(monkeypatch):
    return lambda nummer: monkeypatch.setattr("django.utils.timezone.now", lambda: moment(dag(nummer)))


@pytest.fixture
def client(tineke, op_dag):
    op_dag(0)
    client = Client()
    client.force_login(tineke)
    return client


@pytest.fixture
def dossier(tineke):
    return m.Dossier.objects.create(kenmerk="D-26-K7M4QXRT", team=tineke.team, geopend_op=OPGELEGD, versie=1)


def beoordeel(tineke, dossier=None):
    return handelingen.huisverbod_beoordelen(
        op=OPGELEGD, rihg_advies="opleggen", gemeente="GM0361", dossier=dossier, door=tineke, om=moment(OPGELEGD)
    )


def leg_op(tineke, dossier=None):
    rij = beoordeel(tineke, dossier)
    handelingen.huisverbod_besluit(rij, opgelegd=True, op=OPGELEGD, gezegd=GESPROKEN, door=tineke, om=moment(OPGELEGD))
    return rij


def taken(dossier):
    return {t.soort: t for t in m.Taak.objects.filter(dossier=dossier)}


def test_de_termijnen_tellen_kalenderdagen_en_schuiven_niet_om_pasen(tineke, dossier):
    rij = leg_op(tineke, dossier)
    dagen = selecties.dagen(rij, dag(3))
    assert dagen is not None
    assert (dagen.vandaag, dagen.advies_van, dagen.advies_tot_en_met) == (3, date(2026, 4, 2), date(2026, 4, 3))
    assert (dagen.einde, dagen.uiterste_einde) == (date(2026, 4, 5), date(2026, 4, 23))
    werk = taken(dossier)
    assert (werk["huisverbodadvies"].uiterlijk_op, werk["huisverbod"].uiterlijk_op) == (
        date(2026, 4, 3),
        date(2026, 4, 5),
    )


def test_van_telefoontje_tot_einde_door_alle_paginas(client, tineke, dossier, op_dag):
    client.post(reverse("huisverbod_nieuw"), {"op": "26-3-2026", "rihg_advies": "opleggen", "dossier": dossier.kenmerk})
    rij = m.Huisverbod.objects.get()
    assert rij.dossier == dossier

    def stap(naam, **velden):
        rij.refresh_from_db()
        antwoord = client.post(reverse(f"huisverbod_{naam}", args=[rij.kenmerk]), velden | {"versie": rij.versie})
        assert antwoord.status_code == 302, antwoord.content.decode()

    stap("besluit", opgelegd="ja", op="26-3-2026", betrokkenen_gesproken="ja")
    pagina = reverse("huisverbod", args=[rij.kenmerk])
    assert "Maak veiligheidsafspraken" in client.get(pagina).content.decode()
    op_dag(7)
    client.force_login(tineke)  # een sessie duurt geen week
    tekst = client.get(pagina).content.decode()
    assert "dag 7" in tekst
    assert "Op dag 7 (02-04-2026) of dag 8." in tekst
    stap("afspraken", veiligheidsafspraken_op="26-3-2026", hulp_geregeld="ja")
    stap("overleg", op="1-4-2026")
    stap("advies", op="2-4-2026", advies="Verlengen, het is nog niet veilig.")
    stap("verlengen", op="2-4-2026", tot="23-4-2026")
    assert taken(dossier)["huisverbod"].klok == "huisverbod_verlengd"
    assert taken(dossier)["huisverbod"].uiterlijk_op == dag(28)
    op_dag(28)
    client.force_login(tineke)
    assert "Nog te doen" not in client.get(pagina).content.decode()
    stap("einde", op="23-4-2026")
    rij.refresh_from_db()
    assert (rij.verlengd_tot, rij.beeindigd_op) == (dag(28), dag(28))
    assert all(taak.geeindigd_op for taak in taken(dossier).values())
    assert rij.kenmerk not in client.get(reverse("huisverboden")).content.decode()
    teksten = [*dossier.gebeurtenissen.values_list("tekst", flat=True)]
    assert "huisverbod opgelegd" in teksten
    assert "huisverbod verlengd" in teksten
    assert list(keten.breuken()) == []


def test_niet_opgelegd_is_klaar_en_heeft_geen_klokken(tineke, dossier):
    rij = beoordeel(tineke, dossier)
    handelingen.huisverbod_besluit(rij, opgelegd=False, op=OPGELEGD, gezegd=GESPROKEN, door=tineke, om=moment(OPGELEGD))
    assert selecties.dagen(rij, dag(1)) is None
    assert [(t.soort, t.geeindigd_op, t.klok) for t in taken(dossier).values()] == [("huisverbod", OPGELEGD, "")]
    with pytest.raises(NietToegestaan, match="ligt al vast"):
        handelingen.huisverbod_besluit(rij, opgelegd=True, op=OPGELEGD, door=tineke, om=moment(OPGELEGD))


def test_zonder_gesprek_komt_er_geen_besluit_tenzij_met_een_reden(tineke):
    rij = beoordeel(tineke)
    with pytest.raises(NietToegestaan, match="Spreek met de hulpofficier"):
        handelingen.huisverbod_besluit(rij, opgelegd=True, op=OPGELEGD, gezegd={"betrokkenen_gesproken": "nee"}, door=tineke, om=moment(OPGELEGD))  # fmt: skip
    assert rij.opgelegd_op is None
    handelingen.huisverbod_besluit(
        rij, opgelegd=True, op=OPGELEGD, gezegd={"betrokkenen_gesproken": "nee"},
        redenen={"WT-01": "de uithuisgeplaatste was al weg"}, door=tineke, om=moment(OPGELEGD),
    )  # fmt: skip
    assert m.Huisverbod.objects.get().afwijkingen == {"WT-01": "de uithuisgeplaatste was al weg"}


def test_een_besluit_zonder_advies_volgens_de_rihg_kan_ook_met_een_reden_niet(tineke):
    rij = handelingen.huisverbod_beoordelen(op=OPGELEGD, rihg_advies="", door=tineke, om=moment(OPGELEGD))
    with pytest.raises(NietToegestaan, match="Adviseer de hulpofficier"):
        handelingen.huisverbod_besluit(
            rij,
            opgelegd=True,
            op=OPGELEGD,
            gezegd=GESPROKEN,
            redenen={"WT-02": "vergeten"},
            door=tineke,
            om=moment(OPGELEGD),
        )


@pytest.mark.parametrize(
    "op, tot, zin",
    [
        (7, 29, "kan worden verlengd tot en met 23-04-2026"),
        (7, 10, "kan worden verlengd tot en met 23-04-2026"),
        (11, 20, "Daarna kan het niet meer worden verlengd"),
        (-1, 20, "voor het opleggen"),
    ],
)
def test_verlengen_kan_alleen_binnen_tien_dagen_en_tot_vier_weken(tineke, op, tot, zin):
    rij = leg_op(tineke)
    with pytest.raises(NietToegestaan, match=zin):
        handelingen.huisverbod_verlengen(rij, op=dag(op), tot=dag(tot), door=tineke, om=moment(dag(12)))
    handelingen.huisverbod_verlengen(rij, op=dag(10), tot=dag(28), door=tineke, om=moment(dag(12)))
    with pytest.raises(NietToegestaan, match="al verlengd"):
        handelingen.huisverbod_verlengen(rij, op=dag(10), tot=dag(28), door=tineke, om=moment(dag(12)))


def test_het_einde_is_niet_tegen_te_houden_maar_wat_open_bleef_krijgt_een_reden(tineke):
    rij = leg_op(tineke)
    open_ = {punt.regel for punt in selecties.punten(rij, dag(10))}
    assert {"WT-05", "WT-06", "WT-07"} <= open_
    with pytest.raises(NietToegestaan) as fout:
        handelingen.huisverbod_beeindigen(rij, op=dag(3), door=tineke, om=moment(dag(3)))
    assert any("Adviseer de burgemeester" in regel for regel in fout.value.regels)
    assert (rij.beeindigd_op, rij.versie) == (None, 2)
    redenen = dict.fromkeys([*open_, "WT-08"], "ingetrokken door de burgemeester")
    handelingen.huisverbod_beeindigen(rij, op=dag(3), redenen=redenen, door=tineke, om=moment(dag(3)))
    assert m.Huisverbod.objects.get().beeindigd_op == dag(3)


def test_een_einde_na_de_laatste_dag_kan_niet(tineke):
    rij = leg_op(tineke)
    with pytest.raises(NietToegestaan, match="liep tot en met 05-04-2026"):
        handelingen.huisverbod_beeindigen(rij, op=dag(11), door=tineke, om=moment(dag(12)))


@pytest.mark.parametrize(
    "nummer, stand", [(0, Klokstand.OP_TIJD), (8, Klokstand.BIJNA_TE_LAAT), (9, Klokstand.TE_LAAT)]
)
def test_de_klok_van_het_advies_loopt_ook_zonder_dossier(tineke, nummer, stand):
    rij = leg_op(tineke)
    (regel,) = selecties.regels([rij], dag(nummer))
    advies = next(k for k in regel.klokken if k.taak.soort == "huisverbodadvies")
    assert advies.stand is stand
    assert regel.eerste is advies


def test_koppelen_zet_de_klokken_in_de_werklijst(client, tineke, dossier):
    rij = leg_op(tineke)
    assert not m.Taak.objects.exists()
    antwoord = client.post(reverse("huisverbod_koppelen", args=[rij.kenmerk]), {"dossier": "D-26-NIET11", "versie": 2})
    assert "bestaat niet, of u kunt het niet zien" in antwoord.content.decode()
    client.post(reverse("huisverbod_koppelen", args=[rij.kenmerk]), {"dossier": "d-26-k7m4qxrt", "versie": 2})
    assert set(taken(dossier)) == {"huisverbod", "huisverbodadvies"}
    rij.refresh_from_db()
    with pytest.raises(NietToegestaan, match="hoort al bij een dossier"):
        handelingen.huisverbod_koppelen(rij, dossier, door=tineke, om=moment(OPGELEGD))


def test_een_afgeschermd_dossier_bestaat_niet_voor_wie_wil_koppelen(client, tineke, dossier):
    m.Dossier.objects.update(beschermd=True)
    rij = leg_op(tineke)
    for naam, velden in (
        ("huisverbod_koppelen", {"dossier": dossier.kenmerk, "versie": 2}),
        ("huisverbod_nieuw", {"dossier": dossier.kenmerk, "op": "26-3-2026", "rihg_advies": "opleggen"}),
    ):
        antwoord = client.post(reverse(naam, args=[rij.kenmerk] if "koppelen" in naam else []), velden)
        assert antwoord.status_code == 200
        assert "bestaat niet, of u kunt het niet zien" in antwoord.content.decode()
    assert m.Huisverbod.objects.get().dossier is None


def test_wie_een_zaak_niet_mag_zien_ziet_ook_het_huisverbod_niet(client, tineke, dossier):
    in_dossier, los = leg_op(tineke, dossier), leg_op(tineke)
    regio = maak_gebruiker("regio", Rol.REGIOTEAM, team=maak_team("Noord", toegang=False))
    ander = Client()
    ander.force_login(regio)
    for rij in (in_dossier, los):
        assert ander.get(reverse("huisverbod", args=[rij.kenmerk])).status_code == 404
        assert ander.post(reverse("huisverbod_einde", args=[rij.kenmerk])).status_code == 404
        assert client.get(reverse("huisverbod", args=[rij.kenmerk])).status_code == 200
    m.Dossier.objects.update(beschermd=True)
    assert client.get(reverse("huisverbod", args=[in_dossier.kenmerk])).status_code == 404
    tekst = client.get(reverse("huisverboden") + "?stand=alle").content.decode()
    assert in_dossier.kenmerk not in tekst
    assert los.kenmerk in tekst


def test_iemand_zonder_team_ziet_geen_huisverbod_zonder_dossier(tineke):
    leg_op(tineke)
    zonder = maak_gebruiker("zonder", Rol.REGIOTEAM)
    zonder.team = None
    zonder.save()
    assert not selecties.zichtbare(zonder, moment(OPGELEGD)).exists()


def test_twee_mensen_tegelijk_zien_dat_de_ander_eerder_was(tineke):
    rij = leg_op(tineke)
    with pytest.raises(Versieverschil):
        handelingen.huisverbod_overleg(rij, op=dag(1), door=tineke, om=moment(dag(1)), versie=1)


def test_de_lijst_stelt_een_vast_aantal_vragen(client, tineke, django_assert_max_num_queries):
    for _ in range(25):
        leg_op(tineke)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("huisverboden")).status_code == 200


@pytest.mark.parametrize(
    "soort, mist, gezegd",
    [
        ("meldpunt_jeugdprostitutie", "Verwijs door", {"doorverwezen_naar": "procesregisseur"}),
        ("mda", "wie het casemanagement doet", {"casemanager": "Sanne", "zicht_bij": "Veilig Thuis"}),
    ],
)
def test_meldpunt_jeugdprostitutie_en_mda_ronden_pas_af_als_vastligt_wie_verdergaat(
    tineke, dossier, soort, mist, gezegd
):
    om = moment(dag(5))
    dienst = diensten.dienst_inzetten(dossier, soort=soort, op=OPGELEGD, eigenaar=tineke, door=tineke, om=om)
    diensten.dienst_starten(dienst, op=OPGELEGD, door=tineke, om=om)
    with pytest.raises(NietToegestaan, match=mist):
        diensten.dienst_afronden(dienst, op=dag(5), door=tineke, om=om)
    diensten.werkstand_bijwerken(dienst, gezegd=gezegd, afwijkingen={}, door=tineke, om=om)
    diensten.dienst_afronden(dienst, op=dag(5), door=tineke, om=om)
    assert m.Dienst.objects.get().afgerond_op == dag(5)
