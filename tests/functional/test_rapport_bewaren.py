"""Een rapport dat bewaard is, is hetzelfde rapport: tot op de byte, met de bindingen die bij elk blok te kiezen zijn."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from support.burapfeiten import burapfeiten
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.bewaren import als_json, lijst_als_json, lijst_uit_json, uit_json
from zicht.rapportage.blokken import Kop, Rapport, alinea, tekst
from zicht.rapportage.burap import maak
from zicht.rapportage.burap.duiding import KOPPEN, bind_duiding, plaats, van_teksten
from zicht.rapportage.burap.uitgave import Uitgave, bevries, vergelijk
from zicht.rapportage.cijferkeuze import keuzes, namen, titels
from zicht.rapportage.html import html, inhoud
from zicht.rapportage.jaarbeeld import maak as jaarbeeld
from zicht.rapportage.jaarbeeld.vakken import blad
from zicht.rapportage.opdracht import een_regio, stand_van
from zicht.rapportage.pdf import pdf
from zicht.rapportage.stand import Stand
from zicht.rapportage.zinnen import bind
from zicht.uitwisseling.bewaard import open_mappen


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    map_ = burapfeiten(tmp_path_factory.mktemp("feiten"))
    cijfers = een_regio(open_mappen(map_, toch=False))
    return stand_van(
        cijfers, lees_periode("2025"), peildatum=None, indicatorset=None, map_=map_, beleid=Beleid(), meld=lambda _: None,
        trend=("instroom-meldingen",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def romp(stand: Stand) -> Rapport:
    return maak.romp(stand, 1, {})


def heen_en_terug(waarde: Any) -> Any:
    return uit_json(json.loads(json.dumps(als_json(waarde))))


def test_een_bewaarde_burap_geeft_dezelfde_bytes(stand: Stand, romp: Rapport):
    terug = heen_en_terug(romp)
    assert terug == romp
    assert html(terug) == html(romp)
    assert pdf(terug) == pdf(romp)
    lijst = lijst_uit_json(json.loads(json.dumps(lijst_als_json(stand.lijst))))
    assert lijst.cijfers == {c.sleutel: c for c in stand.lijst}


def test_de_romp_met_tekst_is_dezelfde_burap_als_uit_een_map(stand: Stand, romp: Rapport):
    duiding = bind_duiding(van_teksten({"Blok 1": "Er kwamen **{{instroom-meldingen}}** meldingen."}), stand.lijst)
    uit_map = maak.rapport(stand, Uitgave(1, (), ()), duiding, {})
    samen = maak.schrijf_in(heen_en_terug(romp), lambda kop: plaats(duiding, kop, stand.periode.code), ())
    assert samen == uit_map
    leeg = maak.schrijf_in(romp, lambda kop: (alinea(f"bij {kop}"),), ())
    assert [b for b in leeg.blokken if b in [alinea(f"bij {kop}") for kop in KOPPEN]] == [
        alinea(f"bij {kop}") for kop in KOPPEN
    ]


def test_voor_een_bladzijde_van_de_applicatie_is_er_geen_stijl_en_begint_het_bij_kop_twee(romp: Rapport):
    binnen = inhoud(romp)
    assert "style" not in binnen
    assert "<h1" not in binnen
    assert "<main" not in binnen
    assert binnen in html(romp)


def test_elke_binding_uit_de_lijst_is_te_plakken_en_geeft_wat_er_staat(stand: Stand):
    bekend = namen(stand)
    geteld = 0
    for blok in KOPPEN:
        gekozen = keuzes(bekend, stand.lijst, blok)
        assert gekozen, blok
        for keuze in gekozen:
            for binding in keuze.bindingen:
                assert "".join(stuk.tekst for stuk in bind(binding.binding, stand.lijst)) == binding.tekst, binding
                geteld += 1
    assert geteld > 300
    assert titels(bekend)["instroom-meldingen"] == "Instroom meldingen"


def test_een_gemeente_heeft_haar_eigen_cijfers(stand: Stand):
    gekozen = keuzes(namen(stand), stand.lijst, "Blok 1", "GM0361")
    assert gekozen
    assert all("@GM0361" in keuze.bindingen[0].binding for keuze in gekozen)


def test_de_volgende_uitgave_vergelijkt_met_de_bevroren_cijfers(stand: Stand):
    oud = bevries(stand) | {"uitgave": 1}
    nieuw = bevries(replace(stand, vingerafdruk="anders"))
    assert vergelijk(oud, nieuw).nummer == 2
    assert vergelijk(oud, nieuw).redenen == (
        "andere feiten: registraties zijn nagekomen of gecorrigeerd (de vingerafdruk verschilt)",
    )
    assert bevries(stand, "jaarbeeld")["soort"] == "jaarbeeld"


def test_een_jaarbeeld_met_inleiding_en_merk_blijft_een_bladzijde(stand: Stand):
    lang = "Dit was een druk jaar met veel vragen van scholen. " * 4 + "Wij danken iedereen die meldde."
    papier = replace(blad(stand), inleiding=tekst(lang), merk="CONCEPT, niet vastgesteld")
    assert heen_en_terug(papier) == papier
    lezer = pypdf.PdfReader(_bestand(jaarbeeld.pdf(papier)))
    woorden = " ".join(lezer.pages[0].extract_text().split())
    assert len(lezer.pages) == 1
    assert "CONCEPT" in woorden
    assert "veel vragen van scholen" in woorden
    assert "Vingerafdruk".lower() in woorden.lower()
    assert "style=" not in jaarbeeld.vakken(papier)
    assert "CONCEPT" in jaarbeeld.html(papier)


def _bestand(inhoud_: bytes) -> Any:
    from io import BytesIO

    return BytesIO(inhoud_)


def test_de_koppen_van_een_rapport_zijn_die_waar_de_schrijver_bij_schrijft(romp: Rapport):
    koppen = [blok.tekst.partition(".")[0] for blok in romp.blokken if isinstance(blok, Kop) and blok.niveau == 2]
    assert [kop for kop in koppen if kop in KOPPEN] == list(KOPPEN)


def test_geen_pad_van_deze_machine_in_een_bewaard_rapport(romp: Rapport):
    assert str(Path.home()) not in json.dumps(als_json(romp))
