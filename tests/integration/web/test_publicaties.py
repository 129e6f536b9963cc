"""Cijfers naar buiten: klaargezet door de een, goedgekeurd door de ander, en wat iedereen dan ziet verraadt niemand."""

import csv
import io
import json
import re
from functools import partial
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.bord import met_cijfers
from support.web import maak_gebruiker
from zicht.cijfers.vrijgeven import tel, vak_van
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Getoond, Reden, reden_in_woorden
from zicht.core.publicatie.aanvaller import val_aan
from zicht.core.publicatie.cellen import REGIO, Cel, Publicatie
from zicht.core.publicatie.register import lees
from zicht.web import cijferbron
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.logboek.models import Logregel
from zicht.web.publicaties import handelingen, selecties
from zicht.web.publicaties import models as m

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("publicaties")


MATEN = [
    "instroom-meldingen",
    "vv-tijdig-na-start",
    "vv-tijdig-na-beoordeling",
    "wachtlijst-beoordeling",
    "tevredenheid-betrokkenen",
]


@pytest.fixture
def cijfers(datamap, monkeypatch):
    """Vijf indicatoren van elke soort: een aantal, twee aandelen met dezelfde noemer, een voorraad en een gemiddelde."""
    monkeypatch.setattr(handelingen, "tel", partial(tel, codes=MATEN))
    with met_cijfers(datamap):
        yield cijferbron.stand()


@pytest.fixture
def controller():
    return maak_gebruiker("pub-controller", Rol.CONTROLLER)


@pytest.fixture
def directeur():
    return maak_gebruiker("pub-directeur", Rol.DIRECTEUR)


def zet_klaar(cijfers, door, *codes: str, voor_wie: str = "openbaar") -> m.Publicatie:
    return handelingen.publicatie_klaarzetten(
        cijfers, titel=f"Cijfers {codes[0]}", toelichting="", voor_wie=voor_wie, perioden=[lees_periode(c) for c in codes],
        door=door, om=timezone.localtime(),
    )  # fmt: skip


def keur_goed(rij: m.Publicatie, door) -> m.Publicatie:
    handelingen.publicatie_goedkeuren(rij, gezien=handelingen.gezien_als(rij), door=door, om=timezone.localtime())
    rij.refresh_from_db()
    return rij


def als(gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def test_van_klaarzetten_tot_open_data_met_twee_mensen(cijfers, controller, directeur):
    klant = als(controller)
    gegevens = {
        "titel": "Januari tot en met april",
        "voor_wie": "openbaar",
        "perioden": ["2025-burap1"],
        "toelichting": "",
    }
    antwoord = klant.post(reverse("publicatie_klaarzetten"), gegevens)
    rij = m.Publicatie.objects.get()
    assert antwoord.url == reverse("publicatie", args=[rij.kenmerk])
    blad = klant.get(antwoord.url).content.decode()
    assert "Iemand anders" in blad
    assert "Goedkeuren en publiceren" not in blad
    assert Client().get(reverse("open_publicatie", args=[rij.kenmerk])).status_code == 404

    ander = als(directeur)
    assert "Goedkeuren en publiceren" in ander.get(antwoord.url).content.decode()
    assert "Vanaf nu ziet iedereen" in ander.get(reverse("publicatie_goedkeuren", args=[rij.kenmerk])).content.decode()
    ander.post(reverse("publicatie_goedkeuren", args=[rij.kenmerk]), {"gezien": handelingen.gezien_als(rij)})
    rij.refresh_from_db()
    assert (rij.stand, rij.nummer, rij.besloten_door) == (m.Publicatie.VRIJ, 1, directeur)
    assert Logregel.objects.filter(
        handeling="publicatie_goedkeuren", gebruiker="pub-directeur", kenmerk=rij.kenmerk
    ).exists()
    blad = unescape(Client().get(reverse("open_publicatie", args=[rij.kenmerk])).content.decode())
    assert "verborgen: minder dan 10" in blad
    assert "pub-controller" not in blad


def test_wie_klaarzet_keurt_nooit_zelf_goed_en_zonder_recht_kan_niemand_het(cijfers, controller):
    rij = zet_klaar(cijfers, controller, "2025-burap1")
    with pytest.raises(BeheerFout, match="zelf klaargezet"):
        keur_goed(rij, controller)
    with pytest.raises(GeenToegang):
        keur_goed(rij, maak_gebruiker("pub-beleid", Rol.BELEIDSMEDEWERKER))
    assert selecties.register() == ()


def test_een_periode_die_nog_loopt_gaat_niet_naar_buiten(cijfers, controller):
    with pytest.raises(Exception, match="nog niet voorbij"):
        zet_klaar(cijfers, controller, "2026")


def test_de_tellingen_zijn_die_van_de_indicatoren_en_wat_niet_optelt_gaat_niet_mee(cijfers):
    periode = lees_periode("2025-burap2")
    with cijfers.rekenen() as c:
        geteld = tel(c, [periode])
    assert "tevredenheid-betrokkenen" in geteld.weggelaten
    [uitkomst] = cijfers.reeks([periode])
    for uitslag in uitkomst.uitslagen:
        if uitslag.code in geteld.voorstel.tellingen:
            assert geteld.voorstel.aantal(Cel(uitslag.code, REGIO, vak_van(uitslag.code, periode))) == uitslag.noemer


def test_ingetrokken_is_weg_van_elke_bladzijde_maar_telt_in_het_register_mee(cijfers, controller, directeur):
    rij = keur_goed(zet_klaar(cijfers, controller, "2025-burap1"), directeur)
    handelingen.publicatie_intrekken(rij, reden="Een fout in de invoer.", door=directeur, om=timezone.localtime())
    klant = Client()
    blad = klant.get(reverse("open_publicatie", args=[rij.kenmerk]))
    assert blad.status_code == 410
    assert "Een fout in de invoer." in blad.content.decode()
    for naam in ("open_csv", "open_csvw", "open_api_publicatie", "open_api_cijfers"):
        assert klant.get(reverse(naam, args=[rij.kenmerk])).status_code == 404, naam
    assert rij.kenmerk not in klant.get(reverse("open_data")).content.decode()
    assert [p.kenmerk for p in selecties.register()] == [rij.kenmerk]
    assert selecties.veilige_cijfers("2025-burap1") == ()


def test_wat_voor_gemeenten_is_ziet_alleen_een_gemeente_en_alleen_haar_eigen_rijen(cijfers, controller, directeur):
    rij = keur_goed(zet_klaar(cijfers, controller, "2025-burap1", voor_wie="gemeenten"), directeur)
    assert Client().get(reverse("open_publicatie", args=[rij.kenmerk])).status_code == 404
    assert selecties.veilige_cijfers("2025-burap1") == ()
    eigen = selecties.veilige_cijfers("2025-burap1", gemeente="GM0361")
    assert {cijfer.plaats for cijfer in eigen} == {"regio", "GM0361"}
    assert all(g.zichtbaar or cijfer.waarom(deel) for cijfer in eigen for deel, g in cijfer.delen())
    assert selecties.perioden_van(gemeente="GM0361") == ("2025-burap1",)


def test_na_een_andere_publicatie_wordt_opnieuw_getoetst(cijfers, controller, directeur, monkeypatch):
    eerst, daarna = zet_klaar(cijfers, controller, "2025-burap1"), zet_klaar(cijfers, controller, "2025-burap2")
    keur_goed(eerst, directeur)
    veilig = handelingen._veilig

    def anders(rij, voorstel, om):
        """Het register van nu vraagt meer verbergen dan dat van toen."""
        uit = veilig(rij, voorstel, om)
        cel = next(cel for cel, getoond in uit.publicatie.getoond.items() if getoond.zichtbaar)
        getoond = {**uit.publicatie.getoond, cel: Getoond(None, Reden.BESCHERMT)}
        return type(uit)(Publicatie(uit.publicatie.kenmerk, voorstel, uit.publicatie.beleid, getoond), uit.lekken)

    monkeypatch.setattr(handelingen, "_veilig", anders)
    with pytest.raises(BeheerFout, match="opnieuw veilig"):
        keur_goed(daarna, directeur)
    handelingen.publicatie_vernieuwen(daarna, door=controller, om=timezone.localtime())
    daarna.refresh_from_db()
    assert keur_goed(daarna, directeur).nummer == 2


def test_de_bestanden_zeggen_wat_zij_zijn_en_zijn_alleen_te_lezen(cijfers, controller, directeur):
    rij, klant = keur_goed(zet_klaar(cijfers, controller, "2025-burap1"), directeur), Client()
    bestand = klant.get(reverse("open_csv", args=[rij.kenmerk]))
    beschrijving = json.loads(klant.get(f"{reverse('open_csv', args=[rij.kenmerk])}-metadata.json").content)
    kolommen = [kolom["name"] for kolom in beschrijving["tableSchema"]["columns"]]
    rijen = list(csv.DictReader(io.StringIO(bestand.content.decode())))
    assert list(rijen[0]) == kolommen
    sleutels = [tuple(r[k] for k in beschrijving["tableSchema"]["primaryKey"]) for r in rijen]
    assert len(set(sleutels)) == len(rijen)
    assert all(bool(r["aantal"]) != bool(r["waarom_leeg"]) for r in rijen)
    api = json.loads(klant.get(reverse("open_api_cijfers", args=[rij.kenmerk]), {"gebied": "regio"}).content)["cijfers"]
    assert [(r["indicator"], r["onderdeel"], str(r["aantal"] or "") if r["aantal"] != 0 else "0") for r in api] == [
        (r["indicator"], r["onderdeel"], r["aantal"]) for r in rijen if r["gebied"] == "regio"
    ]
    dcat = json.loads(klant.get(reverse("open_catalogus")).content)
    assert dcat["dcat:dataset"][0]["dcat:distribution"][0]["dcat:downloadURL"]["@id"].endswith("/cijfers.csv")
    assert klant.get(reverse("open_api_cijfers", args=[rij.kenmerk]), {"leeftijd": "3"}).status_code == 400
    for adres in (reverse("open_api_lijst"), reverse("open_csv", args=[rij.kenmerk])):
        antwoord = klant.get(adres)
        assert antwoord["Cache-Control"] == "public, max-age=300"
        assert "Access-Control-Allow-Origin" not in antwoord
        assert not antwoord.cookies
        assert klant.get(adres, headers={"if-none-match": antwoord["ETag"]}).status_code == 304
        for methode in ("post", "put", "delete", "patch"):
            assert getattr(klant, methode)(adres).status_code == 405
    assert klant.get(reverse("open_data"))["Cache-Control"] == "no-store"


def loop_alles_af() -> dict[str, dict[Cel, Getoond]]:
    """De aanvaller aan de buitenkant: elke bladzijde en verwijzing onder /open/, elk bestand en elk filter van de API."""
    klant, wacht, gezien = Client(), ["/open/", reverse("open_api_lijst")], dict[str, str]()
    while wacht:
        adres = wacht.pop()
        if adres in gezien:
            continue
        tekst = klant.get(adres).content.decode()
        gezien[adres] = tekst
        links = re.findall(r'(?:href="|http://testserver)(/(?:open|api/open)/[^"#\s]*)', tekst)
        wacht += [unescape(link).rstrip(",") for link in links]
        if adres.endswith("/cijfers/"):
            rijen = json.loads(tekst)["cijfers"]
            wacht += [f"{adres}?{k}={r[k]}" for k in ("indicator", "gebied", "periode") for r in rijen]
    uit: dict[str, dict[Cel, Getoond]] = {}
    for adres, tekst in gezien.items():
        if "/cijfers/" in adres:
            _noteer(json.loads(tekst)["cijfers"], uit)
        elif adres.endswith("cijfers.csv"):
            _noteer(csv.DictReader(io.StringIO(tekst)), uit)
    return uit


def _noteer(rijen, uit: dict[str, dict[Cel, Getoond]]) -> None:
    from zicht.core.publicatie import Beleid

    redenen = {reden_in_woorden(reden, Beleid()): reden for reden in Reden}
    for r in rijen:
        cel = Cel(r["indicator"], r["gebied"], vak_van(r["indicator"], lees_periode(r["periode"])), r["onderdeel"])
        leeg = r["aantal"] in ("", None)
        getoond = Getoond(None, redenen[r["waarom_leeg"]]) if leeg else Getoond(int(r["aantal"]))
        eerder = uit.setdefault(r["publicatie"], {}).setdefault(cel, getoond)
        assert eerder == getoond, f"{cel} staat er op twee manieren"


@pytest.mark.traag
def test_wie_elke_bladzijde_elk_filter_en_elke_download_naast_elkaar_legt_krijgt_niemand_te_pakken(
    cijfers, controller, directeur
):
    for codes in (["2025-burap1"], ["2025-burap2", "2025-K1"], ["2025"]):
        keur_goed(zet_klaar(cijfers, controller, *codes), directeur)
    buiten = loop_alles_af()
    register = [lees(rij.inhoud) for rij in m.Publicatie.objects.order_by("nummer")]
    assert set(buiten) == {publicatie.kenmerk for publicatie in register}
    assert [buiten[p.kenmerk] for p in register] == [p.getoond for p in register]
    van_buiten = [Publicatie(p.kenmerk, p.voorstel, p.beleid, buiten[p.kenmerk]) for p in register]
    pogingen = list(val_aan(van_buiten))
    assert len(pogingen) > 300
    assert [poging for poging in pogingen if poging.geslaagd] == []
