"""Een zaak van melding tot sluiten, met alleen handelingen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from support.web import NU, VANDAAG, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie
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


def ingevuld(melding, door, **anders):
    """Een beoordeling met antwoorden op alle vragen en alle bronnen bekeken."""
    formulier = taxatie.geldend(melding.ontvangen_op, "NHN")
    antwoorden = {code: "nee" for code, vraag in formulier.vragen.items() if "nee" in dict(vraag.keuzes)}
    uitkomst = {"acuut": False, "structureel": True, "multiproblematiek": False, "besluit": "vervolg_vt",
                "vervolg": ("voorwaarden_en_vervolg",), "toelichting": "Het gezin werkt mee.", "afwijking": "Patroon."}  # fmt: skip
    return beoordelingen.beoordeling_opslaan(
        melding, formulier=formulier.code, formulierversie=str(formulier.versie), antwoorden=antwoorden,
        uitkomst=beoordelingen.Uitkomst(**uitkomst | anders),
        gezegd={"eigen_dossiers_bekeken": "ja", "register_bekeken": "ja", "raad_bekeken": "ja"},
        op=VANDAAG, door=door, om=NU,
    )  # fmt: skip


def test_een_beoordeling_zonder_toelichting_kan_niet_naar_de_tweede_lezer():
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    melding = nieuwe_melding(toegang)
    beoordeling = ingevuld(melding, toegang, toelichting="")
    with pytest.raises(NietToegestaan, match="Schrijf op waarom u dit besluit neemt"):
        beoordelingen.beoordeling_voorleggen(beoordeling, aan=None, op=VANDAAG, door=toegang, om=NU)


def test_ook_de_databank_weigert_de_opsteller_als_tweede_lezer():
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    beoordeling = ingevuld(nieuwe_melding(toegang), toegang)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.TweedeLezing.objects.create(
            beoordeling=beoordeling, opsteller=toegang, lezer=toegang, hoedanigheid="collega", akkoord=True, op=VANDAAG
        )


def test_een_wachtende_melding_zonder_eigenaar_of_controledag_bestaat_niet():
    melding = nieuwe_melding(maak_gebruiker("tineke", Rol.TOEGANG))
    for leeg in ("eigenaar", "volgende_controle_op"):
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Melding.objects.filter(pk=melding.pk).update(**{leeg: None})
