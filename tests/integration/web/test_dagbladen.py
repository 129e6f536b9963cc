"""De daglijst als bestand: hetzelfde als op de bladzijde, en voor niemand meer dan die mag zien."""

import html
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from support.web import NU, maak_gebruiker
from support.wereld import maak_wereld
from zicht.core.fouten import AanroepFout
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.personen import contactvlag_zetten
from zicht.web.werkvoorraad.dagbladen import MERK, maak_daglijsten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def wereld():
    wereld = maak_wereld()
    regio = wereld.mensen[Rol.REGIOTEAM]
    contactvlag_zetten(
        wereld.van_noord, soort="niet_schrijven", tekst="Post wordt geopend.", betrokkene=None, op=NU.date(),
        door=regio, om=NU,
    )  # fmt: skip
    m.Taak.objects.filter(dossier=wereld.van_noord).update(eigenaar=regio)
    return wereld


def maak(uit, team=None):
    return maak_daglijsten(uit, team, NU, lambda _: None)


def cellen(tekst):
    """Elke rij van elke tabel, als kale woorden."""
    rijen = re.findall(r"<tr>(.*?)</tr>", tekst.split("<main", 1)[1], re.DOTALL)
    return [_rij(rij) for rij in rijen if "<td" in rij]


def _rij(rij):
    kaal = (re.sub(r'<span class="alleen-voorlezen">.*?</span>', "", cel, flags=re.DOTALL) for cel in re.findall(r"<t[hd].*?</t[hd]>", rij, re.DOTALL))  # fmt: skip
    return [" ".join(html.unescape(re.sub(r"<br>", "; ", re.sub(r"<(?!br)[^>]+>", "", cel))).split()) for cel in kaal]


def lees(map_, naam):
    return (map_ / f"{naam}.html").read_text("utf-8"), (map_ / f"{naam}.pdf").read_bytes()


@pytest.mark.traag
def test_het_bestand_heeft_dezelfde_regels_als_de_bladzijde(client, wereld, tmp_path):
    maak(tmp_path)
    regio = wereld.mensen[Rol.REGIOTEAM]
    client.force_login(regio)
    op_de_bladzijde = cellen(client.get("/daglijst/").content.decode())
    html_, pdf = lees(tmp_path / "noord", regio.username)
    assert cellen(html_) == op_de_bladzijde
    assert any("Anna0" in cel for rij in op_de_bladzijde for cel in rij)
    assert any("Post wordt geopend" in cel for rij in op_de_bladzijde for cel in rij)
    gedrukt = " ".join(" ".join(blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages).split())
    for rij in op_de_bladzijde:
        assert rij[0].split("-")[-1] in gedrukt
    assert "Anna0 de Verzonnen0" in gedrukt


@pytest.mark.traag
def test_ieder_krijgt_alleen_wat_die_mag_zien(wereld, tmp_path):
    leider = wereld.mensen[Rol.TEAMLEIDER]
    geheim = wereld.beschermd.meldingen.get().kenmerk
    maak(tmp_path)
    namen = {pad.stem for pad in tmp_path.rglob("*.pdf")}
    assert namen == {mens.username for mens in wereld.mensen.values() if mens.mag("werk.inzien")} | {"aannemer"}
    assert "controller" not in namen
    alles = {pad: pad.read_text("utf-8") for pad in tmp_path.rglob("*.html")}
    assert not [pad for pad, tekst in alles.items() if geheim in tekst]
    regio = (tmp_path / "noord" / f"{wereld.mensen[Rol.REGIOTEAM].username}.html").read_text("utf-8")
    assert wereld.van_zuid.meldingen.get().kenmerk not in regio, "het andere team"
    m.Toegelaten.objects.create(dossier=wereld.beschermd, gebruiker=leider)
    m.Taak.objects.filter(dossier=wereld.beschermd).update(eigenaar=leider)
    maak(tmp_path)
    met_geheim = [pad.stem for pad in tmp_path.rglob("*.html") if geheim in pad.read_text("utf-8")]
    assert met_geheim == [leider.username], "alleen wie is toegelaten"
    assert {oct(pad.stat().st_mode & 0o77) for pad in tmp_path.rglob("*")} == {"0o0"}


@pytest.mark.traag
def test_wie_weggaat_heeft_de_volgende_nacht_geen_lijst_meer(wereld, tmp_path):
    eerst = maak(tmp_path, "Toegang")
    weg = wereld.mensen[Rol.TOEGANG]
    weg.is_active = False
    weg.save()
    (tmp_path / "toegang" / ".half").write_text("half")
    dan = maak(tmp_path, "Toegang")
    assert (dan.lijsten, dan.weg) == (eerst.lijsten - 1, 1)
    assert not (tmp_path / "toegang" / f"{weg.username}.pdf").exists()
    assert not (tmp_path / "toegang" / ".half").exists()
    regels = Logregel.objects.filter(handeling="daglijst_maken").values_list("kenmerk", flat=True)
    assert weg.username in regels, "ook op papier is inzage een regel waard"


def test_een_map_van_een_ander_of_een_team_dat_er_niet_is_wordt_geweigerd(wereld, tmp_path):
    (tmp_path / "dagboek.txt").write_text("van mij")
    with pytest.raises(AanroepFout, match="niet van de daglijsten"):
        maak(tmp_path)
    with pytest.raises(AanroepFout, match="Kies uit: Noord, Toegang, Zuid"):
        maak(tmp_path / "nieuw", "Oost")
    assert (tmp_path / "nieuw" / MERK).exists()
    assert [pad.name for pad in tmp_path.iterdir() if pad.name != "nieuw"] == ["dagboek.txt"]


def test_een_gebruikersnaam_kan_niet_uit_de_map_wijzen(tmp_path):
    maak_gebruiker("..", Rol.TOEGANG)
    maak(tmp_path / "uit")
    assert len(list((tmp_path / "uit").rglob("*.pdf"))) == 1
    assert len(list(tmp_path.iterdir())) == 1
