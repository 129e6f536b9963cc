"""De marge tot de norm is die van de indicator: dezelfde cijfers als op de uitgevoerde feiten, en een telling die klopt."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.web import maak_gebruiker
from support.werk import bewaar, maak_melding, volgend_kenmerk
from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.core.parameters import Norm, Richting
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import exporteer
from zicht.web.registratie.selecties.marge import Lopend, Marge, burapperiode, marges

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 4, 8)  # in burap 1, drie weken voor het einde
NU = datetime(2026, 4, 8, 9, tzinfo=UTC)
NORM = load.parameters("NHN").norm("prestatienormen.beoordeling-tijdig-na-ontvangst", VANDAAG)


@pytest.fixture
def leider():
    m.Gemeente.objects.create(code="GM0361", naam="Alkmaar", jaar=2025, inwoners=100, jeugdigen=20)
    return maak_gebruiker("lieke", Rol.TEAMLEIDER)


def region(dobbel: Random, door, aantal: int):
    """Meldingen en diensten van een half jaar, met alles wat een geval kan doen: te laat, open, stil, onbekend."""
    meldingen, diensten, pauzes = [], [], []
    for _ in range(aantal):
        ontvangen = VANDAAG - timedelta(days=dobbel.randrange(200))
        opgepakt = _later(dobbel, ontvangen, 4)
        beoordeeld = _later(dobbel, opgepakt, 9) if opgepakt else None
        melding = maak_melding(
            door, ontvangen_op=ontvangen, opgepakt_op=opgepakt, beoordeeld_op=beoordeeld,
            ter_registratie=dobbel.choices([False, True, None], [8, 1, 1])[0],
        )  # fmt: skip
        meldingen.append(melding)
        if dobbel.random() < 0.15:
            pauzes.append(_pauze(dobbel, "beoordeling", ontvangen, beoordeeld, melding=melding))
        if beoordeeld and dobbel.random() < 0.7:
            dienst = _dienst(dobbel, melding, beoordeeld)
            diensten.append(dienst)
            if dobbel.random() < 0.2 and dienst.soort != "monitoren":
                pauzes.append(_pauze(dobbel, dienst.soort, beoordeeld, dienst.afgerond_op, dienst=dienst))
    return meldingen, tuple(pauzes), tuple(diensten)


def _later(dobbel, dag, hoogstens):
    later = dag + timedelta(days=dobbel.randrange(hoogstens * 2))
    return later if later <= VANDAAG and dobbel.random() < 0.9 else None


def _dienst(dobbel, melding, op):
    gestart = _later(dobbel, op, 20)
    return m.Dienst(
        kenmerk=volgend_kenmerk("V"), dossier=melding.dossier, melding=melding, team=melding.team, eigenaar=melding.eigenaar,
        soort=dobbel.choice(["voorwaarden_en_vervolg", "onderzoek", "monitoren"]), toegewezen_op=op, gestart_op=gestart,
        afgerond_op=_later(dobbel, gestart, 55) if gestart else None, volgende_controle_op=VANDAAG,
    )  # fmt: skip


def _pauze(dobbel, termijn, begin, einde, **over):
    van = min(begin + timedelta(days=dobbel.randrange(8)), einde or VANDAAG)
    tot = van + timedelta(days=dobbel.randrange(1, 15))
    open_ = einde is None and dobbel.random() < 0.5
    return m.Schorsing(
        termijn=termijn, van=van, tot=None if open_ else min(tot, einde or VANDAAG), grond="wacht", **over
    )


@pytest.mark.traag
@pytest.mark.parametrize("zaad", [1, 2, 3])
def test_de_marge_noemt_dezelfde_aantallen_als_de_indicator_op_de_uitgevoerde_feiten(tmp_path, leider, zaad):
    meldingen, pauzes, diensten = region(Random(zaad), leider, 400)
    bewaar(meldingen, *pauzes, diensten=diensten)
    m.Melding.objects.filter(pk=meldingen[0].pk).update(omgezet_op=VANDAAG)
    m.Dienst.objects.filter(pk=diensten[0].pk).update(ingetrokken_op=VANDAAG, afgerond_op=None, reden_ingetrokken="x")
    gevonden = marges(leider, "NHN", NU, VANDAAG)
    exporteer(tmp_path, peildatum=VANDAAG)
    uitkomst = Cijfers(lees_feiten(tmp_path)).uitslagen(lees_periode("2026-burap1"))
    assert [marge.nummer for marge in gevonden.marges] == ["1a", "1b", "2a", "2b", "3a", "3b"]
    for marge in gevonden.marges:
        uitslag = uitkomst.van(marge.indicator.code)
        gelijk = (uitslag.noemer, uitslag.teller, uitslag.niet_te_bepalen, uitslag.norm)
        assert (marge.noemer, marge.teller, marge.niet_te_bepalen, float(marge.norm.waarde)) == gelijk, uitslag.code
        assert 0 < marge.teller < marge.noemer, "dit voorbeeld laat niets zien"


@pytest.mark.traag
def test_wat_loopt_beslist_echt_over_de_norm(tmp_path, leider):
    """Rond elke lopende zaak op haar laatste dag af, en zoveel te laat als mag: de indicator haalt de norm nog net."""
    op_tijd = [maak_melding(leider, ontvangen_op=date(2026, 2, 2), beoordeeld_op=date(2026, 2, 9)) for _ in range(60)]
    te_laat = [maak_melding(leider, ontvangen_op=date(2026, 2, 2), beoordeeld_op=date(2026, 2, 10)) for _ in range(30)]
    al_laat = [maak_melding(leider, ontvangen_op=date(2026, 3, 2)) for _ in range(3)]
    lopend = [maak_melding(leider, ontvangen_op=VANDAAG - timedelta(days=nr % 5)) for nr in range(20)]
    bewaar([*op_tijd, *te_laat, *al_laat, *lopend])
    marge = marges(leider, "NHN", NU, VANDAAG).marges[0]
    assert (marge.noemer, marge.teller, len(marge.lopend), len(marge.te_laat), marge.ruimte) == (90, 60, 20, 3, 12)
    m.Melding.objects.filter(pk__in=[melding.pk for melding in al_laat]).update(beoordeeld_op=date(2026, 4, 28))
    for mag in (marge.ruimte, marge.ruimte + 1):
        for nr, zaak in enumerate(marge.lopend):
            op = zaak.uiterlijk_op + timedelta(days=1 if nr < mag else 0)
            m.Melding.objects.filter(kenmerk=zaak.kenmerk).update(beoordeeld_op=op)
        map_ = tmp_path / str(mag)
        exporteer(map_, peildatum=date(2026, 4, 30))
        uitslag = Cijfers(lees_feiten(map_)).uitslagen(lees_periode("2026-burap1")).van(marge.indicator.code)
        assert uitslag.noemer == 113
        assert uitslag.oordeel == ("gehaald" if mag == marge.ruimte else "niet_gehaald")


def een_marge(teller: int, noemer: int, lopend: int, te_laat: int = 0, norm: str = "0.60") -> Marge:
    zaak = Lopend("M-1", VANDAAG, "")
    return Marge(
        indicator=SimpleNamespace(), nummer="1a", norm=Norm(Decimal(norm), Richting.MINIMAAL, "procent", NORM.versie),
        noemer=noemer, teller=teller, niet_te_bepalen=0, lopend=[zaak] * lopend, te_laat=[zaak] * te_laat,
    )  # fmt: skip


@pytest.mark.parametrize(
    "teller,noemer,lopend,te_laat,ruimte",
    [
        (60, 100, 0, 0, 0),  # precies gehaald, niets loopt
        (60, 100, 5, 0, 2),  # 65-2 van 105 is 60 %
        (61, 100, 5, 0, 3),
        (6, 10, 10, 0, 4),
        (10, 10, 3, 0, 3),  # alles mag te laat
        (6, 10, 0, 1, -1),  # 6 van 11: een te weinig
        (0, 10, 2, 0, -6),  # 2 van 12, en 8 van 12 is nodig
        (0, 0, 5, 0, 2),  # nog niets afgerond
        (0, 0, 0, 0, 0),
    ],
)
def test_de_ruimte_is_hoeveel_lopende_zaken_te_laat_mogen(teller, noemer, lopend, te_laat, ruimte):
    assert een_marge(teller, noemer, lopend, te_laat).ruimte == ruimte


def test_een_stilstaande_klok_beslist_niet_mee_en_een_te_late_wel(leider):
    stil, laat, loopt = (maak_melding(leider, ontvangen_op=VANDAAG - timedelta(days=n)) for n in (2, 30, 2))
    pauze = m.Schorsing(termijn="beoordeling", melding=stil, van=VANDAAG - timedelta(days=1), grond="wacht")
    bewaar([stil, laat, loopt], pauze)
    marge = marges(leider, "NHN", NU, VANDAAG).marges[0]
    assert [zaak.kenmerk for zaak in marge.lopend] == [loopt.kenmerk]
    assert [zaak.kenmerk for zaak in marge.te_laat] == [laat.kenmerk]


def test_lopende_zaken_gaan_door_de_poort(leider):
    zaak = maak_melding(leider, ontvangen_op=VANDAAG)
    zaak.dossier.beschermd = True
    bewaar([zaak])
    assert marges(leider, "NHN", NU, VANDAAG).marges[0].lopend == []
    m.Toegelaten.objects.create(dossier=zaak.dossier, gebruiker=leider)
    assert [z.kenmerk for z in marges(leider, "NHN", NU, VANDAAG).marges[0].lopend] == [zaak.kenmerk]


@pytest.mark.parametrize(
    "dag,code",
    [("2026-01-01", 1), ("2026-04-30", 1), ("2026-05-01", 2), ("2026-08-31", 2), ("2026-09-01", 3), ("2026-12-31", 3)],
)
def test_een_dag_hoort_bij_de_burapperiode_die_dan_loopt(dag, code):
    periode = burapperiode(date.fromisoformat(dag))
    assert periode.code == f"2026-burap{code}"
    assert periode.bevat(date.fromisoformat(dag))


def test_het_aantal_vragen_is_vast(leider):
    meldingen, pauzes, diensten = region(Random(9), leider, 60)
    marges(leider, "NHN", NU, VANDAAG)
    with CaptureQueriesContext(connection) as weinig:
        marges(leider, "NHN", NU, VANDAAG)
    bewaar(meldingen, *pauzes, diensten=diensten)
    with CaptureQueriesContext(connection) as veel:
        marges(leider, "NHN", NU, VANDAAG)
    assert len(weinig) == len(veel) <= 16


def test_een_regio_zonder_normen_heeft_geen_marges(leider):
    assert marges(leider, "NOG", NU, VANDAAG).marges == []


def test_een_controller_ziet_de_marge_zonder_zaken(client, leider, monkeypatch):
    zaak = maak_melding(leider, ontvangen_op=VANDAAG)
    bewaar([zaak])
    monkeypatch.setattr("zicht.web.werkvoorraad.views.marge.timezone.localdate", lambda: VANDAAG)
    client.force_login(maak_gebruiker("coen", Rol.CONTROLLER))
    pagina = client.get("/marge/").content.decode()
    assert "Geen van de 1 lopende zaken mag nog te laat komen." in pagina
    assert zaak.kenmerk not in pagina
    client.force_login(leider)
    pagina = client.get("/marge/").content.decode()
    assert f'href="{reverse("melding", args=[zaak.kenmerk])}"' in pagina
    assert reverse("dossier", args=[zaak.dossier.kenmerk]) not in pagina
    client.force_login(maak_gebruiker("tineke", Rol.TOEGANG))
    assert client.get("/marge/").status_code == 403
