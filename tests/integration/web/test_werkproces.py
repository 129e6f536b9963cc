"""Een zaak van melding tot sluiten, met alleen handelingen."""

from datetime import date
from decimal import Decimal

import pytest

from support.web import NU, VANDAAG, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import beoordelingen, meldingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

pytestmark = pytest.mark.django_db


def nieuwe_melding(door, **anders):
    gegevens = {
        "ontvangen_op": date(2026, 3, 2),
        "gemeente": "GM0361",
        "urgentie": "midden",
        "hoedanigheid": "politie",
        "aanleiding": ("ex_partnergeweld",),
        "aard": ("psychisch_geweld",),
        "situatie": "Ruzie waarbij de politie kwam.",
        "melder": meldingen.Meldergegevens(naam="Agent Verzonnen", organisatie="politie"),
        "betrokkenen": (
            Betrokkenheid("slachtoffer", Mens("Anna", "de", "Verzonnen", "v", 1990, 4, 12)),
            Betrokkenheid("pleger", Mens("Bert", "", "Bedacht", "m", 1988)),
            Betrokkenheid("kind", Mens("Cas", "", "Bedacht", "m", 2020, 1, 1)),
            Betrokkenheid("kind", Mens(ongeboren=True)),
        ),
        "adres": Woonplek("Dorpsstraat", "1", "1234AB", "Verzinhoven", "GM0361"),
    } | anders
    return meldingen.melding_registreren(meldingen.NieuweMelding(**gegevens), door=door, om=NU)


def test_een_melding_schrijft_alles_in_een_keer(django_assert_max_num_queries):
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    with django_assert_max_num_queries(45):
        melding = nieuwe_melding(toegang)
    assert m.Melding.objects.get() == melding
    assert m.Betrokkene.objects.filter(dossier=melding.dossier).count() == 4
    assert melding.tijdens == "geen"
    assert set(m.Taak.objects.values_list("soort", "uiterlijk_op")) == {
        ("beoordeling", date(2026, 3, 9)),
        ("eerste_contact", date(2026, 3, 12)),
    }
    assert m.Versie.objects.filter(tabel="melding", rij=melding.pk).count() == 1
    assert list(keten.breuken()) == []


def test_een_tweede_lezer_is_nooit_de_opsteller():
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    melding = nieuwe_melding(toegang)
    meldingen.melding_oppakken(melding, op=date(2026, 3, 3), eigenaar=toegang, door=toegang, om=NU)
    beoordeling = beoordelingen.beoordeling_opslaan(
        melding, formulier="x", formulierversie="1", antwoorden={},
        uitkomst=beoordelingen.Uitkomst(acuut=False, structureel=True, multiproblematiek=False, besluit="vervolg_vt",
                                        vervolg=("voorwaarden_en_vervolg",), toelichting="omdat"),
        gezegd={}, op=VANDAAG, door=toegang, om=NU,
    )  # fmt: skip
    with pytest.raises(NietToegestaan) as fout:
        beoordelingen.beoordeling_voorleggen(beoordeling, aan=None, op=VANDAAG, door=toegang, om=NU)
    print(fout.value.regels)
