"""Een burap die bevriest staat in het publicatieregister: andere publicaties worden ernaast getoetst, en zij naast andere."""

import pytest
from django.test import Client
from django.urls import reverse

from support.rapporten import (
    OM,
    PERIODE,
    Gemaakte,
    Mensen,
    begin,
    cijfers_van,
    een_keer,
    feiten,
    keur_goed,
    maak_mensen,
    vers,
    zet,
)
from zicht.core.periodes import lees_periode
from zicht.core.publicatie.cellen import REGIO, Cel, Vak
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.publicaties import handelingen as publicaties
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import perioden_van, register, veilige_cijfers, vrijgegeven
from zicht.web.rapporten import handelingen, selecties
from zicht.web.rapporten.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def mensen() -> Mensen:
    return maak_mensen()


@pytest.fixture(scope="module")
def van_burap2(tmp_path_factory) -> Gemaakte:
    return cijfers_van(feiten(tmp_path_factory.mktemp("feiten")), periode="2025-burap2")


def als(gebruiker) -> Client:
    klant = Client()
    klant.force_login(gebruiker)
    return klant


def bevries(rapport, mensen):
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    return vers(rapport)


def test_bevriezen_zet_precies_wat_er_gedrukt_is_in_het_register(mensen):
    rapport = bevries(begin(mensen, een_keer()), mensen)
    rij = Publicatie.objects.get()
    assert (rij.kenmerk, rij.nummer, rij.voor_wie, rij.perioden) == (rapport.kenmerk, 1, Publicatie.RAPPORT, [PERIODE])
    assert (rij.klaargezet_door, rij.besloten_door) == (mensen.bea, mensen.coen)
    [publicatie] = register()
    cel = Cel("instroom-meldingen", REGIO, Vak.uit(lees_periode(PERIODE)))
    assert publicatie.kenmerk == rapport.kenmerk
    assert publicatie.getoond[cel].waarde == een_keer().cijfers.lijst.zoek("instroom-meldingen").waarde


def test_in_het_register_is_niet_vrijgegeven_als_losse_cijfers(mensen):
    rapport = bevries(begin(mensen, een_keer()), mensen)
    assert not vrijgegeven(ook_gemeenten=True).exists()
    assert perioden_van(gemeente="GM0361") == ()
    assert veilige_cijfers(PERIODE) == ()
    klant = als(mensen.coen)
    blad = klant.get(reverse("publicatie", args=[rapport.kenmerk])).content.decode()
    assert "Deze cijfers staan in een rapport" in blad
    assert reverse("rapport", args=[rapport.kenmerk]) in blad
    assert ">Burap 1 van 2025, uitgave 1<" in klant.get(reverse("publicaties")).content.decode()
    with pytest.raises(BeheerFout, match="nieuwe uitgave"):
        publicaties.publicatie_intrekken(Publicatie.objects.get(), reden="toch niet", door=mensen.dirk, om=OM)


def test_wat_na_het_ophalen_is_gepubliceerd_vraagt_de_cijfers_opnieuw_en_kost_geen_handtekening(mensen, van_burap2):
    wacht = begin(mensen, een_keer())
    ander = begin(mensen, van_burap2, periode="2025-burap2")
    keur_goed(wacht, mensen)
    bevries(ander, mensen)
    with pytest.raises(BeheerFout, match="is er iets anders gepubliceerd"):
        handelingen.bevriezen(vers(wacht), door=mensen.coen, om=OM)
    assert vers(wacht).status == Status.GOEDGEKEURD
    assert Publicatie.objects.count() == 1
    zet(vers(wacht), een_keer(), mensen)
    assert len(selecties.handtekeningen(wacht)) == 3
    handelingen.bevriezen(vers(wacht), door=mensen.coen, om=OM)
    assert [p.kenmerk for p in register()] == [ander.kenmerk, wacht.kenmerk]


def test_cijfers_van_een_oudere_versie_bevriezen_niet(mensen):
    rapport = begin(mensen, een_keer())
    keur_goed(rapport, mensen)
    type(rapport.cijfers).objects.update(vrijgave=b"")
    with pytest.raises(BeheerFout, match="Haal ze opnieuw op"):
        handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
