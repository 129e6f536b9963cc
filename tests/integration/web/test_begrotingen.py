"""Begrotingen: inlezen, kopiëren, versies, vaststellen en wijzigen; niets verdwijnt en niets komt er half in."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support.begroting import TITEL, kopie, maak_controller
from support.web import NU, maak_gebruiker
from zicht.catalogus import begrotingen, load
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.meerjaren import verschillen
from zicht.web.begroting import handelingen
from zicht.web.begroting.models import Begrotingsstuk, Begrotingsversie
from zicht.web.begroting.stukken import open_stuk
from zicht.web.begroting.tekst import Regel
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.logboek.models import Logregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def coen():
    return maak_controller()


@pytest.fixture
def klant(coen) -> Client:
    client = Client()
    client.force_login(coen)
    return client


def tekst_van(naam: str = "2025", regio: str = "nog") -> str:
    return load.begrotingsteksten(regio)[naam]


def toml(tekst: str | bytes, naam: str = "begroting.toml") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, tekst if isinstance(tekst, bytes) else tekst.encode())


def lees_in(klant: Client, tekst: str | bytes, naam: str = "begroting.toml"):
    return klant.post("/begrotingen/inlezen/", {"bestand": toml(tekst, naam), "reden": "toets"})


# ----------------------------------------------------------------------------------------------------- inlezen, kopiëren


def test_een_ingevuld_sjabloon_komt_erin_als_dezelfde_begroting(klant):
    blad = klant.get("/begrotingen/nog-2025/bestand/sjabloon/").content
    antwoord = lees_in(klant, blad, "begroting.xlsx")
    assert antwoord.status_code == 302, antwoord.content.decode()
    stuk = open_stuk(Begrotingsstuk.objects.get().kenmerk)
    assert list(verschillen(open_stuk("nog-2025").begroting, stuk.begroting)) == []
    assert stuk.rekenwerk.model["uren"].waarde == 69263


def test_het_lege_sjabloon_zegt_per_rij_wat_er_nog_moet(klant):
    blad = klant.get("/begrotingen/bestand/sjabloon/").content
    pagina = lees_in(klant, blad, "leeg.xlsx").content.decode()
    assert "leeg.xlsx" in pagina
    assert Begrotingsstuk.objects.count() == 0


@pytest.mark.parametrize("soort, begin", [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_het_stuk_is_te_downloaden(klant, coen, soort, begin):
    antwoord = klant.get(f"/begrotingen/{kopie(coen).kenmerk}/bestand/{soort}/")
    assert antwoord.content.startswith(begin)
    assert antwoord["Content-Disposition"].endswith(f'.{soort}"')
    assert klant.get("/begrotingen/nog-2025/bestand/exe/").status_code == 404


def test_een_kopie_rekent_hetzelfde_als_het_voorbeeld_en_heeft_een_eigen_titel(coen):
    stuk = open_stuk(kopie(coen).kenmerk)
    voorbeeld = open_stuk("nog-2025")
    assert stuk.begroting.titel == TITEL
    assert stuk.begroting.organisatie == "Veilig Thuis Verzinhoven"
    assert list(verschillen(voorbeeld.begroting, stuk.begroting)) == []
    assert stuk.rekenwerk.model["uren"].waarde == Decimal(69263)
    assert stuk.rekenwerk.model["totaal"].waarde == voorbeeld.rekenwerk.model["totaal"].waarde


def test_een_bestand_gaat_onveranderd_heen_en_weer(klant):
    antwoord = lees_in(klant, tekst_van())
    stuk = Begrotingsstuk.objects.get()
    assert antwoord["Location"] == f"/begrotingen/{stuk.kenmerk}/"
    terug = klant.get(f"/begrotingen/{stuk.kenmerk}/bestand/toml/")
    assert terug.content.decode() == tekst_van()
    assert terug["Content-Disposition"].endswith(f'begroting-{stuk.kenmerk}-versie-1.toml"')


@pytest.mark.parametrize(
    "wat, verandering, woorden",
    [
        ("geen TOML", ("[formatie]", "[formatie"), "regel 20, teken 10 klopt niet. Daar staat: [formatie"),
        ("onbekende dienst", ("[dienst.onderzoek]", "[dienst.onderzoeken]"), "Bedoelt u &#x27;onderzoek&#x27;?"),
        ("aandeel boven 100", ("aandeel = 28", "aandeel = 128"), "stroom.meerdere.aandeel"),
        ("samen meer dan het geheel", ("aantal = 910", "aantal = 3000"), "hoogstens 100 procent"),
        ("negatieve uren", ("normtijd_uren = 40", "normtijd_uren = -40"), "dienst.onderzoek.normtijd_uren"),
        ("geen jaar", ("jaar = 2025\n", ""), "het jaar ontbreekt"),
        ("getal zonder bron", (', vindplaats = "6, Vacatures invullen, Kosten" }\ninhuur', " }\ninhuur"), "zonder vindplaats"),
        ("controle op niets", ('links = "totaal"', 'links = "totalen"'), "Bedoelt u"),
        ("veel te groot", ("in_dienst = { waarde = 94200", "in_dienst = { waarde = 1e500"), "loonkosten.in_dienst"),
        ("gewichten geen honderd", ("gewicht = 100", "gewicht = 90"), "samen geen 100 procent"),
    ],
)  # fmt: skip
def test_een_kapot_bestand_wordt_in_woorden_geweigerd_en_laat_niets_achter(klant, wat, verandering, woorden):
    stuk_tekst = tekst_van().replace(*verandering, 1)
    assert stuk_tekst != tekst_van()
    antwoord = lees_in(klant, stuk_tekst, "mijn.toml")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "mijn.toml" in pagina
    assert woorden in pagina, re.sub(r"\s+", " ", pagina)[:3000]
    assert Begrotingsstuk.objects.count() == 0
    assert Begrotingsversie.objects.count() == 0


@pytest.mark.parametrize(
    "inhoud, woorden",
    [
        (b"", "leeg"),
        (b"\xff\xfe\x00\x01", "UTF-8"),
        (b"x" * 1_000_001, "te groot"),
        (b"a = " + b"[" * 20_000, "niet te lezen als TOML"),
        (b"PK\x03\x04 een rekenblad", "niet te lezen als Excel-bestand"),
        (b"a = 1", "verwacht formaat"),
        (b"gemeenten = 5\npost = 3\nstroom = []\ndienst = 'x'\ncontrole = 7", "gemeenten"),
    ],
)
def test_een_bestand_dat_geen_begroting_is_geeft_een_zin(klant, inhoud, woorden):
    pagina = lees_in(klant, inhoud).content.decode()
    assert woorden in pagina
    assert Begrotingsstuk.objects.count() == 0


def test_een_wijziging_is_geen_begin(klant):
    assert "Dit bestand is een begrotingswijziging." in lees_in(klant, tekst_van("2024-herziening")).content.decode()
    assert Begrotingsstuk.objects.count() == 0
    assert klant.get("/begrotingen/nog-2024-herziening/kopieren/").status_code == 404
    assert klant.get("/begrotingen/nog-2023-realisatie/kopieren/").status_code == 404


# --------------------------------------------------------------------------------------------------------------- versies


def test_elke_verandering_is_een_versie_en_de_oude_blijft_te_openen(klant, coen):
    rij = kopie(coen)
    gegevens = {
        "bestand": toml(open_stuk(rij.kenmerk).tekst.replace("aantal = 6600", "aantal = 7000")),
        "reden": "meer adviezen",
        "versie": 1,
    }
    antwoord = klant.post(f"/begrotingen/{rij.kenmerk}/bijwerken/", gegevens)
    assert antwoord.status_code == 302
    rij.refresh_from_db()
    assert rij.versie == 2
    assert open_stuk(rij.kenmerk, 1).begroting.getallen["dienst.adviezen.aantal"].waarde == 6600
    assert open_stuk(rij.kenmerk).begroting.getallen["dienst.adviezen.aantal"].waarde == 7000
    versies = klant.get(f"/begrotingen/{rij.kenmerk}/versies/").content.decode()
    assert "meer adviezen" in versies
    assert "Advies en ondersteuning, aantal" in versies
    assert klant.get(f"/begrotingen/{rij.kenmerk}/?versie=1").content.decode().count("eerdere versie") == 1
    assert klant.get(f"/begrotingen/{rij.kenmerk}/?versie=9").status_code == 404


def test_twee_mensen_tegelijk_de_tweede_ziet_wat_de_eerste_deed_en_houdt_zijn_keuze(klant, coen):
    rij = kopie(coen)
    ander = maak_controller("cora")
    handelingen.begroting_regels_zetten(
        rij, regels=[Regel("post.tolken", "taakveld", "6.2")], reden="tolken elders", versie=1, door=ander, om=NU
    )
    gegevens = {**velden_van(klant, rij), "taakveld_tolken": "6.9", "reden": "mijn reden", "versie": 1}
    antwoord = klant.post(f"/begrotingen/{rij.kenmerk}/taakvelden/", gegevens)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Cora Verzonnen heeft deze begroting intussen gewijzigd (versie 2: tolken elders)" in pagina
    assert 'value="6.9"' in pagina
    assert "mijn reden" in pagina
    assert Begrotingsversie.objects.filter(stuk=rij).count() == 2


def velden_van(klant: Client, rij: Begrotingsstuk) -> dict[str, str]:
    """Wat er in het formulier staat."""
    formulier = klant.get(f"/begrotingen/{rij.kenmerk}/taakvelden/").context["formulier"]
    return {naam: str(formulier[naam].value() or "") for naam in formulier.fields}


def test_taakveld_gewicht_en_aantal_per_gemeente_zijn_te_wijzigen_en_de_rest_van_het_bestand_blijft(klant, coen):
    rij = kopie(coen)
    voor = open_stuk(rij.kenmerk).tekst
    gegevens = {
        **velden_van(klant, rij),
        "taakveld_tolken": "6.2",
        "aantal_inwoners_GM0197": "27.500",
        "reden": "nieuw",
        "versie": 1,
    }
    assert klant.post(f"/begrotingen/{rij.kenmerk}/taakvelden/", gegevens).status_code == 302
    na = open_stuk(rij.kenmerk)
    assert next(p.taakveld for p in na.begroting.posten if p.code == "tolken") == "6.2"
    assert na.begroting.maten[0].per_gemeente["GM0197"] == 27500
    anders = [(a, b) for a, b in zip(voor.splitlines(), na.tekst.splitlines(), strict=True) if a != b]
    assert anders == [('taakveld = "6.81"', 'taakveld = "6.2"'), ("GM0197 = 27000", "GM0197 = 27500")]


def test_gewichten_die_samen_geen_honderd_zijn_staan_er_met_het_getal(klant, coen):
    rij = kopie(coen)
    gegevens = {**velden_van(klant, rij), "gewicht_inwoners": "90,5", "reden": "nieuw", "versie": 1}
    pagina = klant.post(f"/begrotingen/{rij.kenmerk}/taakvelden/", gegevens).content.decode()
    assert "De gewichten zijn samen 90,5 procent" in pagina
    assert 'value="90,5"' in pagina


def test_wie_niets_verandert_krijgt_geen_lege_versie(klant, coen):
    rij = kopie(coen)
    pagina = klant.post(
        f"/begrotingen/{rij.kenmerk}/taakvelden/", {**velden_van(klant, rij), "reden": "x", "versie": 1}
    )
    assert "niets anders" in pagina.content.decode()
    assert Begrotingsversie.objects.count() == 1


# ---------------------------------------------------------------------------------------------- vaststellen en wijzigen


def stel_vast(coen, rij: Begrotingsstuk) -> Begrotingsstuk:
    handelingen.begroting_vaststellen(
        rij, op=date(2026, 3, 1), besluit="AB 2026-14", versie=rij.versie, door=coen, om=NU
    )
    rij.refresh_from_db()
    return rij


def test_wat_is_vastgesteld_verandert_niet_meer(klant, coen):
    rij = stel_vast(coen, kopie(coen))
    voor = open_stuk(rij.kenmerk).tekst
    regels = [Regel("post.tolken", "taakveld", "6.2")]
    with pytest.raises(BeheerFout, match="vastgesteld en verandert niet meer"):
        handelingen.begroting_regels_zetten(rij, regels=regels, reden="x", versie=1, door=coen, om=NU)
    with pytest.raises(BeheerFout, match="verandert niet meer"):
        handelingen.begroting_vaststellen(rij, op=date(2026, 3, 2), besluit="nog eens", versie=1, door=coen, om=NU)
    assert open_stuk(rij.kenmerk).tekst == voor
    pagina = klant.get(f"/begrotingen/{rij.kenmerk}/").content.decode()
    assert "1 maart 2026" in pagina
    assert "/vaststellen/" not in pagina
    assert "Begrotingswijziging" in pagina


def test_vaststellen_kan_niet_in_de_toekomst(coen):
    rij = kopie(coen)
    with pytest.raises(BeheerFout, match="toekomst"):
        handelingen.begroting_vaststellen(rij, op=date(2026, 4, 1), besluit="x", versie=1, door=coen, om=NU)
    rij.refresh_from_db()
    assert rij.stand == "concept"


def test_een_wijziging_noemt_alleen_haar_verschillen_en_laat_de_begroting_staan(klant, coen):
    rij = stel_vast(coen, kopie(coen))
    formulier = klant.get(f"/begrotingen/{rij.kenmerk}/wijziging/").context["formulier"]
    gegevens = {naam: formulier[naam].value() or "" for naam in formulier.fields}
    gegevens |= {"titel": "Eerste wijziging", "vindplaats": "voorstel 3", "bedrag_tolken": "40.000"}
    antwoord = klant.post(f"/begrotingen/{rij.kenmerk}/wijziging/", gegevens)
    wijziging = Begrotingsstuk.objects.get(wijzigt=rij)
    assert antwoord["Location"] == f"/begrotingen/{wijziging.kenmerk}/"
    stuk = open_stuk(wijziging.kenmerk)
    assert stuk.tekst.count("bedrag =") == 1
    (anders,) = verschillen(open_stuk(rij.kenmerk).begroting, stuk.begroting)
    assert (anders.pad, anders.oud.waarde, anders.nieuw.waarde) == ("post.tolken.bedrag", 32400, 40000)
    assert stuk.rekenwerk.model["begroot.totaal"].waarde == 8_677_500 + 7_600
    pagina = klant.get(f"/begrotingen/{wijziging.kenmerk}/").content.decode()
    assert "Wat verandert" in pagina
    assert "voorstel 3" in pagina


def test_op_een_wijziging_kan_een_tweede_wijziging(coen):
    rij = stel_vast(coen, kopie(coen))
    eerste = handelingen.wijziging_maken(
        rij, titel="Eerste", vindplaats="a", bedragen={"tolken": Decimal(40000)}, door=coen, om=NU
    )
    stel_vast(coen, eerste)
    tweede = handelingen.wijziging_maken(
        eerste, titel="Tweede", vindplaats="b", bedragen={"huisvesting": Decimal(200000)}, door=coen, om=NU
    )
    getallen = open_stuk(tweede.kenmerk).begroting.getallen
    assert (getallen["post.tolken.bedrag"].waarde, getallen["post.huisvesting.bedrag"].waarde) == (40000, 200000)


def test_een_wijziging_zonder_verschil_of_op_een_concept_kan_niet(coen):
    rij = kopie(coen)
    with pytest.raises(BeheerFout, match="Een concept past u zelf aan"):
        handelingen.wijziging_maken(rij, titel="x", vindplaats="x", bedragen={}, door=coen, om=NU)
    with pytest.raises(BeheerFout, match="geen bedrag anders"):
        handelingen.wijziging_maken(
            stel_vast(coen, rij), titel="x", vindplaats="x", bedragen={"tolken": Decimal(32400)}, door=coen, om=NU
        )


# ------------------------------------------------------------------------------------------------------ rechten en log


def test_wie_niet_bewerkt_maar_wel_inziet_ziet_geen_knoppen_en_mag_niets(coen):
    rij = kopie(coen)
    tom = maak_gebruiker("tom", Rol.TEAMLEIDER)
    client = Client()
    client.force_login(tom)
    pagina = client.get(f"/begrotingen/{rij.kenmerk}/").content.decode()
    assert "Vaststellen" not in pagina
    assert "Kopieer" not in pagina
    with pytest.raises(GeenToegang):
        handelingen.begroting_bijwerken(rij, tekst="x", reden="x", versie=1, door=tom, om=NU)
    assert client.post(f"/begrotingen/{rij.kenmerk}/vaststellen/", {}).status_code == 403


def test_het_logboek_noemt_het_kenmerk_en_niet_de_inhoud(klant, coen):
    rij = kopie(coen)
    klant.get(f"/begrotingen/{rij.kenmerk}/")
    gemaakt, gezien = Logregel.objects.filter(soort="begroting").order_by("nummer")
    assert (gemaakt.handeling, gemaakt.kenmerk, gemaakt.soort) == ("begroting_kopieren", rij.kenmerk, "begroting")
    assert (gezien.handeling, gezien.kenmerk) == ("begroting.inzien:begroting", rij.kenmerk)
    assert TITEL not in " ".join(str(waarde) for waarde in vars(gemaakt).values())


# -------------------------------------------------------------------------------------------------- wat een pagina toont


def test_elk_getal_van_het_voorbeeld_klapt_open_tot_zijn_bron(klant):
    pagina = klant.get("/begrotingen/nog-2025/").content.decode()
    adressen = set(re.findall(r'hx-get="([^"]+)"', pagina))
    assert len(adressen) > 80
    for adres in sorted(adressen):
        opbouw = klant.get(adres.replace("&amp;", "&"), headers={"HX-Request": "true"})
        assert opbouw.status_code == 200, adres
        assert "<html" not in opbouw.content.decode()
    totaal = klant.get("/begrotingen/nog-2025/opbouw/?code=totaal").content.decode()
    for woorden in ("Meerjarenbegroting 2025-2028", "5.3, tabel Kernprestaties, regel 7", "€\xa094.200", "1.312"):
        assert woorden in totaal, woorden
    assert klant.get("/begrotingen/nog-2025/opbouw/?code=bestaat.niet").status_code == 404


@pytest.mark.parametrize("stuk", [f"{r}-{n}" for r in ("nog", "nhn") for n in begrotingen.stukken(r)])
@pytest.mark.parametrize(
    "pagina",
    ["", "werkbank/", "vergelijken/", "gevoeligheid/", "risicos/", "bestand/toml/", "vergelijken/bestand/csv/"],
)
def test_elk_stuk_van_de_catalogus_opent_op_elke_pagina(klant, stuk, pagina):
    assert klant.get(f"/begrotingen/{stuk}/{pagina}").status_code == 200


def test_de_bijdragen_op_de_pagina_zijn_samen_het_begrote_totaal(klant):
    gemeenten = klant.get("/begrotingen/nog-2025/").context["gemeenten"]
    assert sum(b.bedrag_euro for b, _ in gemeenten) == 8_677_500


def test_het_aantal_vragen_aan_de_databank_groeit_niet_mee(klant, coen):
    def vragen(adres: str) -> int:
        klant.get(adres)
        with CaptureQueriesContext(connection) as gevangen:
            assert klant.get(adres).status_code == 200
        return len(gevangen)

    rij = kopie(coen)
    handelingen.begroting_regels_zetten(
        rij, regels=[Regel("post.tolken", "taakveld", "6.2")], reden="begin", versie=1, door=coen, om=NU
    )
    adressen = ["/begrotingen/", f"/begrotingen/{rij.kenmerk}/", f"/begrotingen/{rij.kenmerk}/werkbank/", f"/begrotingen/{rij.kenmerk}/versies/",
                f"/begrotingen/{rij.kenmerk}/vergelijken/"]  # fmt: skip
    eerst = [vragen(adres) for adres in adressen]
    for nummer in range(5):
        kopie(coen, f"Nog een {nummer}")
        tekst = open_stuk(rij.kenmerk).tekst.replace("aantal = 6600", f"aantal = {6700 + nummer}") + f"# {nummer}\n"
        handelingen.begroting_bijwerken(rij, tekst=tekst, reden=f"r{nummer}", versie=nummer + 2, door=coen, om=NU)
    assert [vragen(adres) for adres in adressen] == eerst


def test_een_tekst_die_niet_op_eigen_regels_staat_wordt_niet_half_gewijzigd(coen):
    rij = kopie(coen)
    with pytest.raises(BegrotingFout, match="staat niet als eigen regel"):
        handelingen.begroting_regels_zetten(
            rij, regels=[Regel("post.bestaat_niet", "taakveld", "6.2")], reden="x", versie=1, door=coen, om=NU
        )
    assert Begrotingsversie.objects.count() == 1
