"""Een monitormoment vastleggen dat ver voor de afgesproken dag is gehouden vraagt een reden."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.web import maak_gebruiker
from support.wereld import zaak
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import overdrachten
from zicht.web.registratie.handelingen.diensten import dienst_inzetten

pytestmark = pytest.mark.django_db


@pytest.fixture
def dienst(client):
    tineke = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(tineke)
    return dienst_inzetten(
        zaak(tineke.team, tineke), soort="monitoren", op=timezone.localdate(), eigenaar=tineke, melding=None, door=tineke,
        om=timezone.localtime(),
    )  # fmt: skip


def moment(dienst, dagen):
    dag = timezone.localdate() + timedelta(days=dagen)
    om = timezone.localtime()
    return overdrachten.monitormoment_plannen(dienst, gepland_op=dag, met="gezin", door=dienst.eigenaar, om=om)


def houd(client, rij, **anders):
    velden = {"op": f"{timezone.localdate():%d-%m-%Y}", "cijfer": "7", "verslag": "Het gaat goed."} | anders
    antwoord = client.post(reverse("moment_houden", args=[rij.pk]), velden)
    rij.refresh_from_db()
    return antwoord


def test_een_moment_van_over_een_half_jaar_vraagt_een_reden_en_houdt_wat_getypt_is(client, dienst):
    rij = moment(dienst, 180)
    tekst = houd(client, rij).content.decode()
    assert "Schrijf op waarom het zoveel eerder was" in tekst
    assert "Het gaat goed." in tekst
    assert rij.uitgevoerd_op is None
    assert houd(client, rij, reden_eerder="moeder belde zelf").status_code == 302
    assert rij.uitgevoerd_op == timezone.localdate()
    assert m.Versie.objects.filter(rij=rij.pk).latest("nummer").reden == "moeder belde zelf"
    assert m.Gebeurtenis.objects.filter(tekst="monitormoment gehouden, eerder dan afgesproken").exists()


@pytest.mark.parametrize("dagen", [0, 14])
def test_een_moment_van_nu_of_bijna_vraagt_niets(client, dienst, dagen):
    rij = moment(dienst, dagen)
    assert houd(client, rij).status_code == 302
    assert rij.uitgevoerd_op is not None
