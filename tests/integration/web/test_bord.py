"""Het dashboard: dezelfde cijfers als de indicatoren, uit te vouwen tot elk geval, voor wie dat mag."""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from support.bord import instellingen, met_cijfers
from support.web import maak_gebruiker, maak_team
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.indicatoren import Antwoord
from zicht.web import cijferbron
from zicht.web.beheer.rechten import Rol
from zicht.web.bord import ontvouwen
from zicht.web.bord.keuze import gebieden, lees_keuze
from zicht.web.cijferbron import plaats
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen

pytestmark = pytest.mark.django_db
TIJDIG = "beoordeling-tijdig-na-ontvangst"


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("bord")


@pytest.fixture
def cijfers(datamap):
    with met_cijfers(datamap):
        yield cijferbron.stand()


def als(rol: Rol) -> Client:
    client = Client()
    client.force_login(maak_gebruiker(f"bord-{rol.value}", rol))
    return client


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode()


def keuze(cijfers, **anders):
    from django.http import QueryDict

    vraag = QueryDict(mutable=True)
    vraag.update({"periode": "2025-burap2", **anders})
    return lees_keuze(cijfers, vraag)


def test_het_overzicht_toont_elke_indicator_met_het_cijfer_van_de_indicatoren(cijfers):
    blad = tekst(als(Rol.DIRECTEUR).get(reverse("bord"), {"periode": "2025-burap2"}))
    gekozen = keuze(cijfers)
    [uitkomst] = cijfers.reeks([gekozen.periode])
    for code, indicator in INDICATOREN.items():
        assert f"/bord/indicator/{code}/" in blad
        uitslag = uitkomst.van(code)
        if uitslag.teller is not None and uitslag.noemer:
            assert f"{uitslag.teller} van {uitslag.noemer}" in blad, indicator.titel
    assert f"{cijfers.vingerafdruk[:12]}" in blad
    assert "voorlopig" not in blad


def test_instroom_en_recidive_krijgen_nooit_een_oordeel(cijfers):
    klant = als(Rol.CONTROLLER)
    for code, indicator in INDICATOREN.items():
        if indicator.beschrijvend:
            blad = tekst(klant.get(reverse("bord_indicator", args=[code])))
            assert "gehaald" not in blad, code
            assert 'class="norm"' not in blad, code
            assert "met opzet geen norm" in blad, code


def test_de_gevallen_zijn_samen_precies_het_cijfer_van_elke_indicator_en_elk_gebied(cijfers):
    for gebied in [gebieden(cijfers)[0], *gebieden(cijfers)[1:4]]:
        for telling in ("afgerond", "ontvangen"):
            gekozen = keuze(cijfers, gebied=gebied.code, telling=telling)
            [uitkomst] = cijfers.reeks(
                [gekozen.periode], per=gebied.per, telling=gekozen.telling, gebieden=(gebied.code,)
            )
            for code, indicator in INDICATOREN.items():
                uit = ontvouwen.achter(gekozen, indicator)
                per, uitslag = Counter(geval.antwoord for geval in uit.gevallen), uitkomst.van(code)
                assert per[Antwoord.TELLER] + per[Antwoord.NOEMER] == uitslag.noemer, (code, gebied.naam)
                assert per[Antwoord.NOG_OPEN] == uitslag.nog_open, code
                assert per[Antwoord.NIET_TE_BEPALEN] == uitslag.niet_te_bepalen, code
                if uitslag.teller is not None:
                    assert per[Antwoord.TELLER] == uitslag.teller, code


def test_van_een_cijfer_naar_een_geval_naar_elke_indicator_waarin_het_telt(cijfers):
    klant, vraag = als(Rol.CONTROLLER), {"periode": "2025-burap2"}
    lijst = tekst(klant.get(reverse("bord_gevallen", args=[TIJDIG]), vraag | {"antwoord": "noemer"}))
    assert "telt in de noemer, niet in de teller" in lijst
    assert "te laat" in lijst
    adres = re.search(r'href="(/bord/geval/melding/[^"]+)"', lijst)[1].replace("&amp;", "&")
    geval = tekst(klant.get(adres))
    van_meldingen = [i for i in INDICATOREN.values() if i.telt.tabelnaam() == "melding"]
    for indicator in van_meldingen:
        assert indicator.titel.replace("&", "&amp;") in geval
    assert "Zo is de uiterste datum geteld" in geval
    assert klant.get("/bord/geval/melding/bestaat-niet/").status_code == 404
    assert klant.get(reverse("bord_gevallen", args=[TIJDIG]), vraag | {"antwoord": "iets"}).status_code == 404


def test_wie_geen_gevallen_mag_zien_ziet_er_ook_geen_verwijzing_naar(cijfers):
    blad = tekst(als(Rol.DIRECTEUR).get(reverse("bord_indicator", args=[TIJDIG])))
    assert "/gevallen/" not in blad
    assert als(Rol.TOEGANG).get(reverse("bord_gevallen", args=[TIJDIG])).status_code == 403
    assert als(Rol.GEDRAGSDESKUNDIGE).get(reverse("bord_gevallen", args=[TIJDIG])).status_code == 403


def test_het_bestand_heeft_dezelfde_cijfers_als_de_bladzijde(cijfers):
    klant, vraag = als(Rol.CONTROLLER), {"stap": "kwartaal", "gebied": "GM0361"}
    adres = reverse("bord_bestand", args=[TIJDIG, "csv"])
    inhoud = b"".join(klant.get(adres, vraag).streaming_content).decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    blad = tekst(klant.get(reverse("bord_indicator", args=[TIJDIG]), vraag))
    for rij in rijen:
        assert f"{rij['teller']} van {rij['noemer']}" in blad or rij["noemer"] == "0"
    xlsx = klant.get(reverse("bord_bestand", args=[TIJDIG, "xlsx"]), vraag)
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(xlsx.content)).namelist()
    assert klant.get(reverse("bord_bestand", args=[TIJDIG, "exe"]), vraag).status_code == 404


@pytest.mark.parametrize(
    "vraag",
    [{"gebied": "GM9999"}, {"periode": "2025-x"}, {"stap": "eeuw"}, {"van": "1800"}, {"telling": "x"}, {"van": "x"}],
)
def test_een_keuze_die_niet_bestaat_is_404(cijfers, vraag):
    assert als(Rol.CONTROLLER).get(reverse("bord"), vraag).status_code == 404


def test_zonder_cijfers_zegt_de_bladzijde_wat_te_doen_en_de_knop_maakt_ze(tmp_path, transactional_db):
    m.Gemeente.objects.create(code="GM0361", naam="Alkmaar", jaar=2026, inwoners=111_000, jeugdigen=20_000)
    door = maak_gebruiker("aannemer", Rol.TOEGANG, team=maak_team())
    om = datetime(2026, 3, 2, 9, tzinfo=UTC)
    nieuw = meldingen.NieuweMelding(ontvangen_op=om.date(), gemeente="GM0361", hoedanigheid="politie")
    meldingen.melding_registreren(nieuw, door=door, om=om)
    klant = als(Rol.CONTROLLER)
    with instellingen(data=str(tmp_path)):
        blad = tekst(klant.get(reverse("bord")))
        assert "Er zijn nog geen cijfers" in blad
        assert "Cijfers bijwerken" in blad
        assert klant.post(reverse("bord_bijwerken")).status_code == 302
        stand = cijferbron.stand()
        [uitkomst] = stand.reeks([keuze(stand, periode="2026").periode])
        assert uitkomst.van("instroom-meldingen").waarde == 1
        assert "Instroom meldingen" in tekst(klant.get(reverse("bord")))
        for _ in range(plaats.BEWAARD + 1):
            cijferbron.bijwerken(datetime.now(UTC))
        assert len(plaats.standen()) == plaats.BEWAARD
        assert not list(plaats.wortel().glob("half-*"))
        assert als(Rol.TEAMLEIDER).post(reverse("bord_bijwerken")).status_code == 403


def test_de_duiding_telt_zoals_de_burap_en_zegt_elk_aantal_ook_in_woorden(cijfers):
    klant, vraag = als(Rol.DIRECTEUR), {"periode": "2025-burap2"}
    blad = tekst(klant.get(reverse("bord_duiding"), vraag))
    with cijfers.rekenen() as c:
        verwacht = c.duiding(keuze(cijfers).periode)
    inhoud = b"".join(klant.get(reverse("bord_duiding_bestand", args=["csv"]), vraag).streaming_content).decode(
        "utf-8-sig"
    )
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    for uitgesplitst in verwacht:
        u = uitgesplitst.uitsplitsing
        aantallen = [int(rij["aantal"]) for rij in rijen if rij["code"] == u.code]
        assert tuple(aantallen) == uitgesplitst.aantallen["NHN"], u.code
        assert u.titel.replace("&", "&amp;") in blad
    assert blad.count("<svg class=") >= 12


def test_iemand_van_een_gemeente_ziet_nergens_een_exact_cijfer(cijfers):
    klant = als(Rol.GEMEENTE)
    assert "niets vrijgegeven" in tekst(klant.get(reverse("bord")))
    for naam, wat in (("bord_indicator", [TIJDIG]), ("bord_bestand", [TIJDIG, "csv"]), ("bord_duiding", []), ("bord_duiding_bestand", ["csv"])):  # fmt: skip
        assert klant.get(reverse(naam, args=wat)).status_code == 404, naam
    assert klant.get(reverse("bord_gevallen", args=[TIJDIG])).status_code == 403
