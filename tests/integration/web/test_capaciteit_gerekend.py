"""Een doorrekening echt gerekend: van de feiten van een kleine regio tot het verslag, twee keer hetzelfde, en teruggevonden."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from support import capaciteit as maak
from support.web import maak_gebruiker
from zicht.capaciteit.studie.bewaren import uit_json
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.synthetisch import maak as maak_regio
from zicht.web.beheer.rechten import Rol
from zicht.web.capaciteit import handelingen, rekenen, selecties, werk
from zicht.web.capaciteit.invoer import Invoer, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.traag]  # het hart klopt op een eigen verbinding
INVOER = Invoer(keuzes=("catalogus:twee-fte-inhuur",), eigen=(maak.INHUUR,), maanden=3, herhalingen=20)


@pytest.fixture(scope="module")
def feiten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drie jaar van een vijfde van Noord Oost Gelderland, dat een begroting met prijzen heeft."""
    map_ = tmp_path_factory.mktemp("regio") / "feiten"
    maak_regio("nog", 3, 5, map_, 0.2)
    return map_


@pytest.fixture
def regio(feiten):
    with override_settings(INSTELLINGEN=replace(settings.INSTELLINGEN, feiten=str(feiten), regio="NOG")):
        yield


@pytest.fixture
def controller():
    return maak_gebruiker("reken-controller", Rol.CONTROLLER)


def start(wie, invoer: Invoer) -> Doorrekening:
    om = timezone.localtime()
    return handelingen.doorrekening_starten(handelingen.doorrekening_beginnen(invoer, door=wie, om=om), door=wie, om=om)


def test_een_vraag_echt_doorgerekend_en_daarna_teruggevonden(regio, controller):
    rij = start(controller, INVOER)
    werk.werk_af()
    rij.refresh_from_db()
    assert (rij.stand, rij.fout, rij.deel) == (Stand.KLAAR, "", 1.0)
    verslag = uit_json(Studieverslag, selecties.tekst_van(selecties.verslag_of_404(rij)))
    assert [keuze.scenario.titel for keuze in verslag.alle] == [
        "Niets doen",
        "Vier maanden 2 fte inhuur",
        "Twee fte inhuur",
    ]
    assert verslag.studie.herhalingen == 20
    assert verslag.keuzes[0].kosten.euro
    assert selecties.bijlagen(selecties.verslag_of_404(rij))["ijking"]["onderdelen"]
    assert start(controller, INVOER) == rij, "dezelfde vraag op dezelfde feiten"
    assert start(controller, INVOER.met(zaad=2)) != rij
    assert start(controller, INVOER.met(maanden=6)) != rij


def test_dezelfde_vraag_geeft_tweemaal_dezelfde_bytes_en_onderweg_steeds_meer(regio):
    opdracht = rekenen.maak_opdracht(INVOER)
    delen: list[float] = []
    een = rekenen.reken(opdracht, lambda _stap, deel: delen.append(deel), lambda: False)
    ander = rekenen.reken(opdracht, lambda _stap, _deel: None, lambda: False)
    assert een.tekst == ander.tekst
    assert delen == sorted(delen)
    assert delen[-1] == pytest.approx(1.0)


def test_stoppen_werkt_midden_in_het_naspelen(regio):
    gezien: list[float] = []

    def meld(_stap: str, deel: float) -> None:
        gezien.append(deel)

    with pytest.raises(rekenen.Gestopt):
        rekenen.reken(rekenen.maak_opdracht(INVOER.met(herhalingen=5_000)), meld, lambda: max(gezien, default=0) > 0.2)
    assert 0.2 < gezien[-1] < 0.9


def test_feiten_die_er_niet_meer_zijn_geven_een_zin_en_geen_verslag(regio, controller):
    rij = start(controller, INVOER)
    Doorrekening.objects.filter(pk=rij.pk).update(opdracht=rij.opdracht | {"feiten": "anders"})
    werk.werk_af()
    rij.refresh_from_db()
    assert rij.stand == Stand.MISLUKT
    assert "intussen vernieuwd" in rij.fout


@pytest.mark.parametrize(
    "invoer",
    [
        Invoer(Vraag.FORMATIE, normen={"beoordeling-tijdig-na-ontvangst": "50"}, maanden=3, herhalingen=20, meeste="2", soort="mix"),
        Invoer(Vraag.GRENS, maanden=3, herhalingen=20, soort="inhuur"),
        Invoer(Vraag.BEELD, keuzes=("catalogus:groei-midden",), maanden=3, herhalingen=20),
    ],
    ids=lambda invoer: invoer.vraag.value,
)  # fmt: skip
def test_elke_andere_vraag_krijgt_haar_eigen_antwoord(regio, controller, invoer):
    rij = start(controller, invoer)
    werk.werk_af()
    rij.refresh_from_db()
    assert (rij.stand, rij.fout) == (Stand.KLAAR, "")
    verslag = uit_json(Studieverslag, selecties.tekst_van(selecties.verslag_of_404(rij)))
    gevonden = {
        Vraag.FORMATIE: verslag.zoektochten,
        Vraag.GRENS: verslag.grens and verslag.keuzes,
        Vraag.BEELD: verslag.beeld,
    }
    assert gevonden[invoer.vraag]


def test_de_stand_aan_het_einde_is_het_laatste_getal_van_de_reeks(regio):
    """De zin en de grafiek noemen hetzelfde getal, ook bij een even aantal herhalingen."""
    opdracht = rekenen.maak_opdracht(INVOER)
    verslag = uit_json(Studieverslag, rekenen.reken(opdracht, lambda _stap, _deel: None, lambda: False).tekst)
    for keuze in verslag.alle:
        eind, reeks = keuze.over("wacht_eind"), keuze.reeks("wacht_beoordeling")
        assert (eind.laag, eind.midden, eind.hoog) == (reeks.laag[-1], reeks.midden[-1], reeks.hoog[-1])
