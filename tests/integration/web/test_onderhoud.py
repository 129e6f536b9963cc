"""Het nachtelijke onderhoud: wat zijn tijd heeft gehad gaat weg, de rest blijft, en het logboek zegt wat."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse

from support.web import NU, VANDAAG, maak_gebruiker
from support.wereld import maak_wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import concepten
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import tevredenheid
from zicht.web.registratie.onderhoud import onderhoud
from zicht.web.registratie.selecties.tevredenheid import respons

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)
    settings.INSTELLINGEN = replace(settings.INSTELLINGEN, ankers=str(tmp_path))


@pytest.fixture
def tineke():
    return maak_gebruiker("tineke", Rol.TOEGANG)


def weg(uitslag):
    return {soort.code: soort.aantal for soort in uitslag.opgeruimd}


def log_van_onderhoud():
    regels = Logregel.objects.filter(handeling__startswith="onderhoud_").order_by("nummer")
    return list(regels.values_list("handeling", "herkomst", "gebruiker"))


def test_oude_concepten_en_afgelopen_sessies_gaan_weg_en_nieuwe_blijven(tineke):
    for plek, dagen in (("intake/oud", 8), ("intake/net-niet", 7), ("intake/nieuw", 0)):
        concepten.bewaar(tineke, plek, {"naam": ["Verzonnen"]}, om=NU - timedelta(days=dagen))
    for naam, dagen in (("oud", -1), ("nieuw", 1)):
        Session.objects.create(session_key=naam, session_data="", expire_date=NU + timedelta(days=dagen))
    assert weg(onderhoud(NU)) | {"tellers": 0} == {
        "concepten": 1,
        "links": 0,
        "afwezigheden": 0,
        "sessies": 1,
        "tellers": 0,
    }
    assert set(m.Concept.objects.values_list("plek", flat=True)) == {"intake/net-niet", "intake/nieuw"}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]
    assert log_van_onderhoud() == [
        ("onderhoud_concepten", "1 weg", "opdrachtregel"), ("onderhoud_sessies", "1 weg", "opdrachtregel"),
    ]  # fmt: skip
    assert list(keten.breuken()) == []


def test_een_verlopen_link_opent_nooit_meer_iets_en_de_respons_blijft_gelijk(client, tineke, monkeypatch):
    def vraag(dagen):
        op = VANDAAG - timedelta(days=dagen)
        return tevredenheid.tevredenheid_vragen(
            doelgroep="betrokkene", moment="melding", gemeente="GM0361", op=op, door=tineke, om=NU
        )

    (oud, oude_code), (_laatste, laatste_code) = vraag(31), vraag(30)
    periode = (VANDAAG - timedelta(days=60), VANDAAG)
    voor = respons(*periode)
    assert weg(onderhoud(NU))["links"] == 1
    assert respons(*periode) == voor
    assert voor[0].gevraagd == 2
    oud.refresh_from_db()
    assert (oud.versie, oud.merk[:9]) == (2, "verlopen-")
    assert m.Versie.objects.filter(rij=oud.pk).count() == 2, "ook dit is een versie"
    m.Tevredenheidsvraag.objects.update(verloopt_op=VANDAAG + timedelta(days=9))  # een klok die terug wordt gezet
    for code, werkt in ((oude_code, False), (laatste_code, True)):
        bladzijde = client.get(reverse("oordeel", args=[code])).content.decode()
        assert ("Deze vragenlijst is dicht" not in bladzijde and 'name="cijfer"' in bladzijde) is werkt


def test_twee_keer_is_een_keer(tineke):
    concepten.bewaar(tineke, "intake/oud", {}, om=NU - timedelta(days=30))
    onderhoud(NU)
    regels = Logregel.objects.count()
    assert set(weg(onderhoud(NU)).values()) == {0}
    assert Logregel.objects.count() == regels, "wie niets opruimt, schrijft niets op"


def test_een_noodtoegang_verdwijnt_nooit_en_wie_te_lang_wacht_wordt_genoemd():
    wereld = maak_wereld()
    for dagen in (1, 30):
        van = NU - timedelta(days=dagen)
        m.Noodtoegang.objects.create(
            gebruiker=wereld.mensen[Rol.REGIOTEAM], dossier=wereld.van_zuid, reden="Verzonnen reden.", van=van,
            tot=van + timedelta(hours=1),
        )  # fmt: skip
    uitslag = onderhoud(NU)
    assert uitslag.noodtoegang_te_laat == 1
    assert m.Noodtoegang.objects.count() == 2


def test_alleen_tellers_waarvan_de_tijd_om_is_gaan_weg(settings):
    if not settings.INSTELLINGEN.tellers_in_databank:
        pytest.skip("de tellers staan hier in het geheugen; met PostgreSQL staan zij in de databank")
    cache.set("kort", 1, timeout=60)
    cache.set("lang", 1, timeout=9_000)
    straks = datetime.now(tz=UTC) + timedelta(seconds=120)  # tellers lopen op de echte klok
    assert weg(onderhoud(straks))["tellers"] == 1
    assert cache.get("lang") == 1


def test_het_onderhoud_zet_het_anker_van_de_dag(tineke, tmp_path):
    concepten.bewaar(tineke, "intake/oud", {}, om=NU - timedelta(days=30))
    onderhoud(NU)
    onderhoud(NU + timedelta(days=1))
    assert (tmp_path / "logboek.txt").read_text().count("\n") == 1
    assert list(keten.breuken(tmp_path / "logboek.txt")) == []
