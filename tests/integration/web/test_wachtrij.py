"""De wachtrij over het hele register: wie erin komt, wie haar ziet, en dat een besluit haar kleiner maakt."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from support.web import NU, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import dubbelen, meldingen
from zicht.web.registratie.handelingen.bescherming import dossier_beschermen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek
from zicht.web.registratie.selecties.dubbelen import wachtrij
from zicht.web.registratie.wachtrij import werk_wachtrij_bij

pytestmark = pytest.mark.django_db
ANNA = Mens("Anna", "de", "Wit", "v", 1990, 4, 12)
ANNA_ELDERS = Mens("A.", "", "Wit-Jansen", "v", 1990, 4, 12)
PIET = Mens("Piet", "", "Anders", "m", 1950, 1, 30)


@pytest.fixture
def collega():
    return maak_gebruiker("tineke", Rol.TOEGANG)


def zaak(mens: Mens, collega, postcode: str = "1234AB") -> m.Dossier:
    nieuw = meldingen.NieuweMelding(
        ontvangen_op=date(2026, 3, 2), gemeente="GM0361", adres=Woonplek("Dorpsstraat", "1", postcode, "Verzinhoven"),
        betrokkenen=(Betrokkenheid("slachtoffer", mens),),
    )  # fmt: skip
    return meldingen.melding_registreren(nieuw, door=collega, om=NU).dossier


def test_de_wachtrij_vindt_het_paar_en_een_besluit_haalt_het_eruit(collega, client):
    een, ander, _ = zaak(ANNA, collega), zaak(ANNA_ELDERS, collega, "9876ZX"), zaak(PIET, collega)
    assert werk_wachtrij_bij(NU) == 1
    client.force_login(collega)
    assert "Vergelijken" in client.get(reverse("dubbelen_wachtrij")).content.decode()
    personen = [m.Persoon.objects.get(betrokkenheden__dossier=d) for d in (een, ander)]
    verband = dubbelen.twee_mensen(*personen, reden="nicht", door=collega, om=NU)
    assert wachtrij(collega, NU, 0) == ([], None)
    assert werk_wachtrij_bij(NU) == 0
    assert (verband.door, verband.op) == (collega, NU.date())
    verband.refresh_from_db()
    dubbelen.personen_verbinden(
        *personen, keuzes=dict.fromkeys(("voornamen", "achternaam"), personen[0]), reden="toch", door=collega, om=NU + timedelta(minutes=1)
    )  # fmt: skip
    assert werk_wachtrij_bij(NU) == 0
    dubbelen.personen_losmaken(
        m.Persoonsverband.objects.get(zelfde=True), reden="toch niet", door=collega, om=NU + timedelta(minutes=2)
    )
    assert werk_wachtrij_bij(NU) == 1


def test_een_kandidaat_uit_een_afgeschermd_dossier_is_er_voor_een_ander_niet(collega, client):
    een, _ = zaak(ANNA, collega), zaak(ANNA_ELDERS, collega)
    lid = maak_gebruiker("lid", Rol.TEAMLEIDER)
    dossier_beschermen(een, toegelaten=[lid], reden="bekende", op=NU.date(), door=lid, om=NU)
    assert werk_wachtrij_bij(NU) == 1
    assert len(wachtrij(lid, NU, 0)[0]) == 1
    assert wachtrij(collega, NU, 0) == ([], None)
    client.force_login(collega)
    antwoord = client.get(reverse("dubbelen_wachtrij")).content.decode()
    assert "niets na te kijken" in antwoord
    assert "Volgende paren" not in antwoord
