"""Cijfers uit de registratie, en een vastgestelde periode die blijft zoals zij was."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from support.web import maak_gebruiker
from zicht.core.periodes import lees_periode
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen, perioden
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.selecties import cijfers as selecties

pytestmark = pytest.mark.django_db
PERIODE = lees_periode("2025-burap1")
TOEN = datetime(2025, 5, 6, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def gemeente():
    m.Gemeente.objects.create(code="GM0361", naam="Alkmaar", jaar=2025, inwoners=111_000, jeugdigen=20_000)


def meld(dag: date, om: datetime) -> m.Melding:
    door = maak_gebruiker(f"tineke{m.Melding.objects.count()}", Rol.TOEGANG)
    return meldingen.melding_registreren(
        meldingen.NieuweMelding(ontvangen_op=dag, gemeente="GM0361", hoedanigheid="politie"), door=door, om=om
    )


def instroom(uitkomst) -> int:
    return uitkomst.van("instroom-meldingen").waarde


def test_een_vastgestelde_periode_blijft_zoals_zij_was_tot_een_nieuwe_uitgave():
    controller = maak_gebruiker("controller", Rol.CONTROLLER)
    meld(date(2025, 3, 3), datetime(2025, 3, 3, 9, tzinfo=UTC))
    eerste = perioden.periode_vaststellen(PERIODE.code, door=controller, om=TOEN)
    meld(date(2025, 4, 1), datetime(2025, 6, 1, 9, tzinfo=UTC))  # later ontdekt en vastgelegd
    vandaag = date(2025, 6, 2)
    assert instroom(selecties.uitkomst(PERIODE, vandaag)) == 2
    assert instroom(selecties.uitkomst(PERIODE, TOEN.date(), eerste.om)) == 1
    anders = {v.uitslag.code: (v.toen, v.nu) for v in selecties.verschillen(eerste, vandaag) if v.anders}
    assert anders["instroom-meldingen"] == ("1", "2")
    with pytest.raises(NietToegestaan, match="nieuwe uitgave"):
        perioden.periode_vaststellen(PERIODE.code, door=controller, om=TOEN)
    tweede = perioden.periode_vaststellen(
        PERIODE.code, toelichting="een melding kwam later", door=controller, om=datetime(2025, 6, 2, 9, tzinfo=UTC)
    )
    assert tweede.uitgave == 2
    assert not [v for v in selecties.verschillen(tweede, vandaag) if v.anders]


def test_een_periode_die_nog_loopt_is_niet_vast_te_stellen():
    controller = maak_gebruiker("controller", Rol.CONTROLLER)
    with pytest.raises(NietToegestaan, match="loopt nog"):
        perioden.periode_vaststellen("2025-burap2", door=controller, om=TOEN)
    assert not m.Vaststelling.objects.exists()


def test_een_nieuwe_melding_is_meteen_in_de_cijfers_te_zien():
    meld(date(2025, 3, 3), datetime(2025, 3, 3, 9, tzinfo=UTC))
    assert instroom(selecties.uitkomst(PERIODE, date(2025, 4, 30))) == 1
    meld(date(2025, 3, 4), datetime(2025, 3, 4, 9, tzinfo=UTC))
    assert instroom(selecties.uitkomst(PERIODE, date(2025, 4, 30))) == 2


def test_de_controller_ziet_cijfers_en_het_verschil_met_een_vastgestelde_periode(client):
    controller = maak_gebruiker("controller", Rol.CONTROLLER)
    client.force_login(controller)
    code = selecties.perioden(timezone.localdate())[1]
    antwoord = client.get("/cijfers/", {"periode": code})
    assert antwoord.status_code == 200
    assert "Instroom meldingen" in antwoord.content.decode()
    perioden.periode_vaststellen(code, door=controller, om=timezone.localtime())
    antwoord = client.get(f"/cijfers/perioden/{code}/1/")
    assert "Geen enkel cijfer is sindsdien anders" in antwoord.content.decode()
    assert Logregel.objects.filter(handeling="periode_vaststellen", gebruiker="controller").count() == 1
    assert client.get(f"/cijfers/perioden/{code}/9/").status_code == 404
    assert client.get("/cijfers/", {"periode": "1999-burap1"}).status_code == 404


def test_wie_alleen_mag_kijken_stelt_niets_vast():
    leider = maak_gebruiker("leider", Rol.TEAMLEIDER)
    with pytest.raises(GeenToegang):
        perioden.periode_vaststellen("2025-burap1", door=leider, om=TOEN)
    assert not m.Vaststelling.objects.exists()
