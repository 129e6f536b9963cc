"""Een doorrekening in een echte browser, zonder muis: gevraagd, gevolgd, gestopt, opnieuw begonnen, gelezen en meegenomen."""

from collections.abc import Mapping
from threading import Event
from typing import Any

import pytest
from django.test import override_settings

from functional.test_web_toegankelijk import bevindingen
from support import capaciteit as maak
from support.toetsenbord import Toetsenbord
from support.web import WACHTWOORD, maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.capaciteit import rekenen, werk
from zicht.web.capaciteit.models import Doorrekening, Stand, Verslag
from zicht.web.capaciteit.rekenen import Gestopt, Meld, Stop, Uitslag

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]


class Naspeler:
    """Rekent in stappen die de toets laat doorgaan, en luistert intussen of iemand wil stoppen."""

    def __init__(self) -> None:
        self.verder = Event()

    def __call__(self, opdracht: Mapping[str, Any], meld: Meld, stop: Stop) -> Uitslag:
        """Halverwege wachten tot de toets zegt dat het verder mag."""
        meld("naspelen: niets doen", 0.5)
        while not self.verder.wait(0.05):
            if stop():
                raise Gestopt
        return maak.verzonnen(opdracht, meld, stop)


@pytest.fixture
def naspeler(monkeypatch: pytest.MonkeyPatch) -> Naspeler:
    """Het rekenen zelf heeft eigen toetsen; hier gaat het om wat iemand ziet."""
    gemaakt = Naspeler()
    monkeypatch.setattr(werk, "HARTSLAG", 0.1)
    monkeypatch.setattr(rekenen, "reken", gemaakt)
    monkeypatch.setattr(
        rekenen, "maak_opdracht", lambda invoer: {"invoer": invoer.als_json(), "studie": {"titel": invoer.titel}}
    )
    return gemaakt


def test_een_doorrekening_met_alleen_het_toetsenbord(tabblad: Any, live_server: Any, naspeler: Naspeler, tmp_path: Any):
    maak_gebruiker("coen", Rol.CONTROLLER, wachtwoord=WACHTWOORD)
    t = Toetsenbord(tabblad)
    with override_settings(ALLOWED_HOSTS=["*"]):
        t.blad.goto(f"{live_server.url}/aanmelden/login/")
        t.vul("Gebruikersnaam", "coen")
        t.vul("Wachtwoord", WACHTWOORD)
        t.volg("Inloggen")
        t.volg("Capaciteit")
        stel_een_vraag(t)
        zie_de_voortgang_en_stop(t)
        begin_opnieuw_en_lees(t, naspeler)
        neem_het_blad_mee(t)
        stel_dezelfde_vraag(t)


def stel_een_vraag(t: Toetsenbord) -> None:
    """Elke bladzijde een vraag; wat niet klopt staat bovenaan, met een verwijzing naar het veld."""
    t.volg("Nieuwe doorrekening")
    goed(t)
    t.rondje("Wat wilt u weten?", "Wat gebeurt er met de wachtlijst")
    t.volg("Verder")
    t.volg("Verder")
    assert "Kies minstens een keuze" in t.blad.inner_text("main")
    goed(t)
    t.vink("Vier maanden 2 fte inhuur")
    t.volg("Zelf een keuze maken")
    t.vul("Hoe noemt u deze keuze?", "Een fte in dienst")
    t.volg("Keuze bewaren")
    assert "Er verandert nog niets" in t.blad.inner_text("main")
    goed(t)
    t.kies("Bij welk werk?", "veilig")
    t.vul("Hoeveel fte?", "1")
    t.volg("Keuze bewaren")
    assert t.blad.locator("input:checked").count() == 1, "wat was aangevinkt staat er nog"
    goed(t)
    t.volg("Verder")
    t.rondje("Hoe ver wilt u vooruitkijken?", "een half jaar")
    t.volg("Verder")
    t.rondje("Hoe precies moet het antwoord zijn?", "Snel")
    t.volg("Verder")
    gevraagd = t.blad.inner_text("main")
    assert "1 fte erbij bij veiligheidsbeoordeling, in dienst" in gevraagd
    assert "een half jaar" in gevraagd
    goed(t)
    t.volg("Start de doorrekening")


def zie_de_voortgang_en_stop(t: Toetsenbord) -> None:
    t.blad.get_by_text("50 % klaar").wait_for()
    assert "naspelen: niets doen" in t.blad.inner_text("main")
    goed(t)
    t.volg("Stop het rekenen")
    t.blad.get_by_text("Gestopt voor het klaar was").first.wait_for()
    assert not Verslag.objects.exists()
    assert Doorrekening.objects.get().stand == Stand.GESTOPT
    goed(t)


def begin_opnieuw_en_lees(t: Toetsenbord, naspeler: Naspeler) -> None:
    """De bladzijde gaat vanzelf over in de uitkomst."""
    t.opnieuw()
    t.volg("Begin opnieuw")
    t.blad.get_by_text("50 % klaar").wait_for()
    naspeler.verder.set()
    t.blad.get_by_text("De keuzes naast elkaar").first.wait_for()
    assert "Nu wachten er 147 meldingen" in t.blad.inner_text("main")
    goed(t)
    for blad in (
        "Wachtlijst",
        "Op tijd",
        "Kosten en op tijd",
        "Wat telt het zwaarst",
        "Past het model?",
        "Een jaar terug",
    ):
        t.opnieuw()
        t.naar("Uitkomst")
        t.volg(blad)
        goed(t)


def neem_het_blad_mee(t: Toetsenbord) -> None:
    t.opnieuw()
    t.naar("Past het model?")
    t.blad.go_back()
    t.volg("Uitkomst")
    for soort, begin in (("PDF", b"%PDF"), ("DOCX", b"PK"), ("JSON", b"{")):
        t.opnieuw()
        t.naar(soort)
        with t.blad.expect_download() as download:
            t.blad.keyboard.press("Enter")
        assert download.value.path().read_bytes().startswith(begin), soort


def stel_dezelfde_vraag(t: Toetsenbord) -> None:
    """Dezelfde vraag op dezelfde cijfers geeft hetzelfde antwoord terug."""
    t.opnieuw()
    t.volg("Stel een vraag die hierop lijkt")
    for _ in range(4):
        t.volg("Verder")
    t.volg("Start de doorrekening")
    assert "er is niet opnieuw gerekend" in t.blad.inner_text("main")
    assert Doorrekening.objects.count() == 1
    t.volg("Capaciteit")
    goed(t)


def goed(t: Toetsenbord) -> None:
    """Axe vindt niets, en op 320 punten breed past het."""
    assert list(bevindingen(t.blad)) == [], t.blad.url
    t.blad.set_viewport_size({"width": 1280, "height": 900})
