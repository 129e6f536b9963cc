"""Dubbelbeeld, verborgen wachten, recidive, kanttekeningen en de vergelijking met het CBS, als pagina's."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.bord import met_cijfers
from support.statlinebestand import ONDERWERPEN, als_tabel, getallen
from support.web import maak_gebruiker
from zicht.catalogus import load
from zicht.cijfers.dubbelbeeld import dubbelbeeld
from zicht.cijfers.recidive import WAAROM_GEEN_NORM, Route, terugkeer
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.cbsvergelijking import alleen, vergelijk
from zicht.uitwisseling.levering.aansluiting import Geleverd, sluit_aan
from zicht.uitwisseling.levering.bouwen import bouw
from zicht.uitwisseling.statline import ontleed
from zicht.web import cijferbron
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.bord import kanttekeningen
from zicht.web.bord.models import Kanttekening, Statlinetabel
from zicht.web.levering.models import Levering
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db
BLADEN = ("bord_dubbelbeeld", "bord_verborgen", "bord_recidive", "bord_kanttekeningen", "bord_statline")
NHN = "Noord-Holland Noord (VT)"


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("analyses")


@pytest.fixture(autouse=True)
def stand(datamap):
    with met_cijfers(datamap):
        yield cijferbron.stand()


def als(rol: Rol) -> Client:
    client = Client()
    client.force_login(maak_gebruiker(f"analyse-{rol.value}", rol))
    return client


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200, antwoord.status_code
    return unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


@pytest.mark.parametrize("blad", BLADEN)
@pytest.mark.parametrize(
    "rol, status", [(Rol.CONTROLLER, 200), (Rol.TEAMLEIDER, 200), (Rol.GEMEENTE, 403), (Rol.TOEGANG, 403)]
)
def test_exacte_aantallen_zijn_voor_de_eigen_organisatie(blad, rol, status):
    assert als(rol).get(reverse(blad)).status_code == status


def test_het_dubbelbeeld_toont_beide_telling_en_wat_nog_kan(stand):
    with stand.rekenen() as cijfers:
        laatste = dubbelbeeld(cijfers, "vv-tijdig-na-ontvangst").maanden[-1].stand
    blad = tekst(als(Rol.CONTROLLER).get(reverse("bord_dubbelbeeld"), {"code": "vv-tijdig-na-ontvangst"}))

    assert laatste.open
    assert f"{laatste.op_tijd} van {laatste.beslist}" in blad
    assert f"{laatste.afgerond_op_tijd} van {laatste.afgerond}" in blad
    assert "kan nog op tijd komen" in blad
    assert als(Rol.DIRECTEUR).get(reverse("bord_dubbelbeeld"), {"code": "klachten-gegrond"}).status_code == 404


def test_verborgen_wachten_zegt_hoe_er_is_getoetst():
    blad = tekst(als(Rol.TEAMLEIDER).get(reverse("bord_verborgen")))

    assert "hoogstens 1 op de 20 reeksen in een jaar" in blad
    assert "Voorwaarden & Vervolg" in blad


def test_recidive_heeft_geen_norm_geen_kleur_en_wel_de_reden(stand):
    antwoord = als(Rol.BELEIDSMEDEWERKER).get(reverse("bord_recidive"), {"periode": "2025"})
    blad = tekst(antwoord)

    assert all(regel in blad for regel in WAAROM_GEEN_NORM)
    assert "gehaald" not in blad
    assert 'class="norm"' not in antwoord.content.decode()
    with stand.rekenen() as cijfers:
        kromme = next(deel.kromme for deel in terugkeer(cijfers) if deel.route is Route.VERVOLGDIENST)
        instroom = cijfers.uitslagen(lees_periode("2025"), codes=["instroom-meldingen"]).uitslagen[0].noemer
    assert f"{kromme.aantal} dossiers" in blad
    assert re.search(rf"Alle meldingen\s+{instroom}\b", blad)
    assert "Hermelding" in blad


def test_een_gemeente_kiezen_laat_de_tabel_per_gemeente_weg():
    klant = als(Rol.CONTROLLER)
    alle = tekst(klant.get(reverse("bord_recidive")))
    een = tekst(klant.get(reverse("bord_recidive"), {"gebied": "GM0361"}))

    assert "Per gemeente, na een vervolgdienst" in alle
    assert "verborgen: minder dan 10 dossiers" in alle
    assert "Per gemeente, na" not in een


# ---------------------------------------------------------------------------------------------------- kanttekeningen


def _schrijf(klant: Client, **anders: str):
    gegevens = {
        "van": "3-3-2025",
        "tot": "28-3-2025",
        "tekst": "Landelijke staking.",
        "bron": "Bericht",
        "code": "",
        **anders,
    }
    return klant.post(reverse("bord_kanttekening_schrijven"), gegevens)


def test_een_geschreven_kanttekening_reist_mee_met_de_grafiek_en_verdwijnt_niet(stand):
    klant = als(Rol.CONTROLLER)
    assert _schrijf(klant, code="beoordeling-tijdig-na-ontvangst").status_code == 302

    rij = Kanttekening.objects.get()
    assert (rij.van, rij.tot) == (date(2025, 3, 3), date(2025, 3, 28))
    blad = klant.get(reverse("bord_dubbelbeeld"))
    assert "3 maart 2025 tot en met 28 maart 2025: Landelijke staking." in tekst(blad)
    assert "kanttekening-nummer" in blad.content.decode()
    indicator = klant.get(reverse("bord_indicator", args=["beoordeling-tijdig-na-ontvangst"]), {"stap": "kwartaal"})
    assert "3 maart 2025 tot en met 28 maart 2025: Landelijke staking." in tekst(indicator)
    assert indicator.content.decode().count("kanttekening-nummer") == 1
    anders = tekst(klant.get(reverse("bord_dubbelbeeld"), {"code": "vv-tijdig-na-start"}))
    assert "Landelijke staking" not in anders
    assert [k.tekst for k in kanttekeningen.van(stand, lees_periode("2025-K1"))] == ["Landelijke staking."]

    assert klant.post(reverse("bord_kanttekening_intrekken", args=[rij.pk])).status_code == 302
    rij.refresh_from_db()
    assert rij.ingetrokken_door is not None
    assert kanttekeningen.geschreven() == []
    assert list(Logregel.objects.filter(soort="kanttekening").values_list("handeling", flat=True)) == [
        "kanttekening_schrijven", "kanttekening_intrekken",
    ]  # fmt: skip
    klant.post(reverse("bord_kanttekening_intrekken", args=[rij.pk]))
    assert "al ingetrokken" in tekst(klant.get(reverse("bord_kanttekeningen")))


def test_een_kanttekening_die_eindigt_voor_zij_begint_komt_er_niet():
    antwoord = _schrijf(als(Rol.BELEIDSMEDEWERKER), tot="1-3-2025")

    assert "Deze dag ligt voor de eerste dag" in tekst(antwoord)
    assert not Kanttekening.objects.exists()
    assert _schrijf(als(Rol.TEAMLEIDER)).status_code == 403


# ------------------------------------------------------------------------------------------------------------------ CBS


def _tabel() -> bytes:
    cellen = [(NHN, "2025 1e halfjaar*", onderwerp, "120") for onderwerp in ONDERWERPEN[:2]]
    return als_tabel(getallen([*cellen, (NHN, "2024 2e halfjaar", ONDERWERPEN[1], ".")]))


def _lees_in(klant: Client, inhoud: bytes):
    bestand = SimpleUploadedFile("84847NED.csv", inhoud)
    return klant.post(reverse("bord_statline_inlezen"), {"bestand": bestand})


def test_een_ingelezen_tabel_wordt_vergeleken_met_oorzaken_en_een_rest(stand):
    klant = als(Rol.CONTROLLER)
    assert "nog geen tabel" in tekst(klant.get(reverse("bord_statline")))
    assert _lees_in(klant, _tabel()).status_code == 302

    blad = tekst(klant.get(reverse("bord_statline")))
    with stand.rekenen() as cijfers:
        adviezen, meldingen = alleen(vergelijk(cijfers, ontleed(_tabel(), "x")).vergelijkingen, periode="2025-H1")
    for rij in (adviezen, meldingen):
        assert re.search(rf"Eigen telling\s+{rij.eigen}\b", blad)
        assert rij.rest is not None
    assert "Alleen ter registratie" in blad
    assert "CBS, voorlopig" in blad
    geheim = tekst(klant.get(reverse("bord_statline"), {"halfjaar": "2024-H2"}))
    assert "onbekend of geheim" in geheim
    assert "geen getal van Alkmaar" in tekst(klant.get(reverse("bord_statline"), {"gebied": "GM0361"}))
    assert Logregel.objects.filter(handeling="statline_inlezen").count() == 1


def test_is_er_geleverd_dan_loopt_de_vergelijking_daarlangs_en_sluit_elk_been(stand):
    klant, periode = als(Rol.CONTROLLER), lees_periode("2025-H1")
    _lees_in(klant, _tabel())
    with stand.rekenen() as cijfers:
        bouwsel = bouw(cijfers.feitenset, periode, load.leverindeling(), op=date(2025, 7, 8))
        verwacht = vergelijk(cijfers, ontleed(_tabel(), "x")).vergelijkingen
        geleverd = Geleverd(periode.code, load.leverindeling(), bouwsel.records, date(2025, 7, 8))
        adviezen, meldingen = sluit_aan(cijfers, alleen(verwacht, periode="2025-H1"), {periode.code: geleverd})
    nu, door = timezone.now(), Gebruiker.objects.get()
    Levering.objects.create(
        kenmerk="C-26-AAAAAAAA", periode=periode.code, volgnummer=1, stand="geleverd", protocol="informatieprotocol-2.0", begonnen_om=nu,
        begonnen_door=door, gebouwd_om=nu, gebouwd_door=door, geleverd_om=nu, geleverd_door=door, vingerafdruk="v",
        inhoud=bouwsel.inhoud.decode("latin-1"),
    )  # fmt: skip
    blad = tekst(klant.get(reverse("bord_statline"), {"halfjaar": "2025-H1"}))
    for een in (adviezen, meldingen):
        assert een.tweede is not None
        assert een.eerste.sluit
        assert een.tweede.sluit
        assert re.search(rf"Geleverd aan het CBS\s+{een.eerste.naar}\b", blad)
    assert "Andere definitie" in blad


def test_een_ander_bestand_wordt_geweigerd_met_uitleg():
    antwoord = _lees_in(als(Rol.CONTROLLER), b"naam;leeftijd\nAnna;30\n")

    assert "dit is geen tabel van StatLine over Veilig Thuis" in tekst(antwoord)
    assert not Statlinetabel.objects.exists()
    assert _lees_in(als(Rol.TEAMLEIDER), _tabel()).status_code == 403
