"""Berichten in en uit: een uitkomst ontstaat met het besluit, komt een keer aan, en een wijziging overschrijft niets."""

import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.koppeling import MELDING, MELDINGEN, Systeem, maak_sleutel, met
from support.ontvanger import Ontvanger, databank, draaiend
from support.web import maak_gebruiker
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.koppeling.bezorgen import Ronde, bezorg
from zicht.web.koppeling.versturen import handtekening
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie import uitgaand
from zicht.web.registratie.handelingen.adviezen import melding_omzetten
from zicht.web.registratie.handelingen.berichten import ontvanger_instellen, veilig_adres

pytestmark = pytest.mark.django_db
GEHEIM = "geheim-van-de-ontvanger"


@pytest.fixture
def ander(tmp_path) -> Iterator[SimpleNamespace]:
    """Een aanleveraar met een sleutel, en een ontvanger die luistert."""
    systeem = Systeem(maak_sleutel())
    programma = Ontvanger(tmp_path / "ander.sqlite3")
    with draaiend(programma) as adres:
        stel_in(adres)
        yield SimpleNamespace(systeem=systeem, programma=programma, adres=adres)


def stel_in(adres: str, aanmelding: str = "sleutel", *, aan: bool = True, wacht: int = 1) -> None:
    ontvanger_instellen(
        Gebruiker.objects.get(username="politie-noord"), adres=adres, aanmelding=aanmelding, geheim=GEHEIM, wacht_seconden=wacht,
        aan=aan, door=Gebruiker.objects.get(username="beheerder"), om=timezone.localtime(),
    )  # fmt: skip


def lever(ander: SimpleNamespace, **anders) -> Any:
    antwoord = ander.systeem.stuur(met(MELDING, **anders))
    assert antwoord.status_code in (200, 201), antwoord.content
    return m.Melding.objects.get(kenmerk=antwoord.json()["kenmerk"])


def besluit(melding: Any) -> None:
    """De melding wordt een advies: de uitkomst is VT-00."""
    nu = timezone.localtime()
    door = Gebruiker.objects.get(username="teamleider")
    melding_omzetten(melding, vraag="Wat nu?", reactie="Dit.", reden="Advies.", op=nu.date(), door=door, om=nu)


def over(minuten: int = 0):
    """Een klok die zoveel minuten voorloopt."""
    return lambda: timezone.now() + timedelta(minutes=minuten)


def aangekomen(ander: SimpleNamespace) -> list[tuple[str, str, int]]:
    return (
        databank(ander.programma.pad)
        .execute("SELECT uw_kenmerk, status, keren FROM verwerkt ORDER BY volgnummer")
        .fetchall()
    )


def standen() -> list[tuple[str, int, str]]:
    return list(m.Uitkomstbericht.objects.order_by("nummer").values_list("stand", "pogingen", "gebrek"))


# --------------------------------------------------------------------------------------------------------------------- uit


def test_een_besluit_zet_de_uitkomst_klaar_en_zij_komt_een_keer_aan_zonder_inhoud(ander):
    melding = lever(ander)
    assert not m.Uitkomstbericht.objects.exists(), "zonder besluit is er geen uitkomst"
    besluit(melding)
    assert bezorg() == Ronde(bezorgd=1)
    assert bezorg() == Ronde()
    assert aangekomen(ander) == [("PL-2026-1", "VT-00", 1)]
    (gezien,) = ander.programma.gezien
    assert gezien["koppen"]["Authorization"] == f"Bearer {GEHEIM}"
    bericht = json.loads(gezien["inhoud"])
    assert bericht.keys() == {"soort", "kenmerk", "uwKenmerk", "status", "omschrijving", "volgnummer", "datumTijd"}
    regel = Logregel.objects.latest("nummer")
    assert (regel.handeling, regel.kenmerk, regel.resultaat) == ("uitkomst_versturen", melding.kenmerk, "gelukt")


def test_gaat_het_besluit_niet_door_dan_is_er_ook_geen_bericht(ander):
    melding = lever(ander)
    with transaction.atomic():
        besluit(melding)
        assert m.Uitkomstbericht.objects.count() == 1
        transaction.set_rollback(True)
    assert not m.Uitkomstbericht.objects.exists()


@pytest.mark.parametrize("waarom", ["geen terugkoppeling", "afgeschermd", "uit"])
def test_geen_bericht_als_de_aanleveraar_het_niet_wil_of_een_mens_het_doet(ander, waarom):
    melding = lever(ander, terugkoppelingGewenst=waarom != "geen terugkoppeling")
    if waarom == "afgeschermd":
        m.Dossier.objects.filter(pk=melding.dossier_id).update(beschermd=True)
        m.Toegelaten.objects.create(dossier=melding.dossier, gebruiker=Gebruiker.objects.get(username="teamleider"))
        melding.refresh_from_db()
    if waarom == "uit":
        stel_in(ander.adres, aan=False)
    besluit(melding)
    assert not m.Uitkomstbericht.objects.exists()


def test_wat_wacht_vervalt_als_het_dossier_wordt_afgeschermd(ander):
    melding = lever(ander)
    besluit(melding)
    m.Dossier.objects.filter(pk=melding.dossier_id).update(beschermd=True)
    bezorg()
    assert standen() == [("vervallen", 0, "afgeschermd")]
    assert aangekomen(ander) == []


def test_dezelfde_uitkomst_gaat_niet_nog_eens(ander):
    melding = lever(ander)
    besluit(melding)
    uitgaand.zet_klaar([melding.dossier_id], timezone.now())
    assert m.Uitkomstbericht.objects.count() == 1


def test_een_handtekening_is_na_te_rekenen(ander):
    stel_in(ander.adres, "handtekening")
    besluit(lever(ander))
    bezorg()
    (gezien,) = ander.programma.gezien
    delen = dict(deel.split("=") for deel in gezien["koppen"]["Zicht-Handtekening"].split(","))
    echt = hmac.new(GEHEIM.encode(), f"{delen['t']}.".encode() + gezien["inhoud"], sha256).hexdigest()
    assert delen["v1"] == echt == handtekening(GEHEIM, delen["t"], gezien["inhoud"])
    assert "Authorization" not in gezien["koppen"]


@pytest.mark.parametrize(
    "antwoord, gebrek",
    [("500 Stuk", "storing"), ("503 Druk", "druk"), ("429 Druk", "druk"), ("wacht1.3", "te_langzaam")],
)
def test_na_een_storing_gaat_het_later_opnieuw_met_dezelfde_sleutel(ander, antwoord, gebrek):
    ander.programma.antwoorden.append(antwoord)
    besluit(lever(ander))
    assert bezorg() == Ronde(later=1)
    assert standen() == [("wacht", 1, gebrek)]
    assert bezorg() == Ronde(), "nog niet aan de beurt"
    assert bezorg(over(2)) == Ronde(bezorgd=1)
    sleutels = {gezien["koppen"]["Idempotency-Key"] for gezien in ander.programma.gezien}
    assert len(sleutels) == 1
    assert len(ander.programma.gezien) == 2
    assert [rij[:2] for rij in aangekomen(ander)] == [("PL-2026-1", "VT-00")]


def test_een_bevestiging_die_verloren_gaat_geeft_geen_tweede_uitkomst(ander):
    ander.programma.antwoorden.append("na verwerken 500")
    besluit(lever(ander))
    bezorg()
    bezorg(over(2))
    assert aangekomen(ander) == [("PL-2026-1", "VT-00", 2)], "twee keer langsgekomen, een keer verwerkt"


@pytest.mark.parametrize(
    "antwoord, gebrek",
    [
        ("401 Nee", "sleutel"),
        ("404 Nee", "adres"),
        ("302 Daar", "doorverwezen"),
        ("422 Nee", "geweigerd"),
        ("409 Al", "geweigerd"),
    ],
)
def test_wat_geen_tweede_keer_kan_lukken_loopt_meteen_vast_en_gaat_op_de_knop_opnieuw(ander, antwoord, gebrek):
    ander.programma.antwoorden.append(antwoord)
    ander.programma.extra.append(("Location", f"{ander.adres}/elders"))
    besluit(lever(ander))
    assert bezorg() == Ronde(vastgelopen=1)
    assert standen() == [("vastgelopen", 1, gebrek)]
    beheerder = Client()
    beheerder.force_login(Gebruiker.objects.get(username="beheerder"))
    blad = beheerder.get(reverse("berichten")).content.decode()
    assert uitgaand.GEBREKEN[gebrek].lower() in blad.lower()
    assert "Meldersma" not in blad
    assert "VT-00" not in blad, "de uitkomst is inhoud"
    sleutel = m.Uitkomstbericht.objects.get().pk
    assert beheerder.post(reverse("bericht_opnieuw", args=[sleutel])).status_code == 302
    assert bezorg() == Ronde(bezorgd=1)
    assert m.Uitkomstbericht.objects.get().pk == sleutel


def test_na_tien_pogingen_loopt_een_bericht_vast(ander):
    besluit(lever(ander))
    ander.programma.antwoorden[:] = ["500 Stuk"] * 20
    rondes = [bezorg(over(60 * 24 * dag)) for dag in range(12)]
    assert [ronde.later for ronde in rondes[:9]] == [1] * 9
    assert rondes[9] == Ronde(vastgelopen=1)
    assert standen() == [("vastgelopen", uitgaand.POGINGEN, "storing")]


def test_retry_after_telt_als_het_langer_is(ander):
    ander.programma.antwoorden.append("503 Druk")
    ander.programma.extra.append(("Retry-After", "7200"))
    besluit(lever(ander))
    bezorg()
    assert bezorg(over(60)) == Ronde()
    assert bezorg(over(125)) == Ronde(bezorgd=1)


def test_een_ontvanger_die_weg_is_houdt_een_ander_niet_tegen(ander):
    stel_in("http://127.0.0.1:9/")  # daar luistert niemand
    for nummer in range(3):
        besluit(lever(ander, uwKenmerk=f"PL-{nummer}"))
    assert bezorg() == Ronde(later=1), "na een keer niet bereikbaar wacht de rest op de volgende ronde"


def test_wie_omvalt_na_het_pakken_laat_niets_liggen_en_een_ander_pakt_niet_tegelijk(ander):
    besluit(lever(ander))
    assert uitgaand.pak(timezone.now()) is not None
    assert uitgaand.pak(timezone.now()) is None
    assert bezorg(over(1)) == Ronde(bezorgd=1)


def test_berichten_over_een_melding_gaan_op_volgorde(ander):
    melding = lever(ander)
    besluit(melding)
    eerste = m.Uitkomstbericht.objects.get()
    nu = timezone.now()
    m.Uitkomstbericht.objects.create(
        melding=melding,
        aanleveraar=eerste.aanleveraar,
        nummer=2,
        status="VT-03",
        gemaakt_om=nu,
        volgende_om=nu - timedelta(hours=1),
    )
    bezorg()
    assert [json.loads(gezien["inhoud"])["volgnummer"] for gezien in ander.programma.gezien] == [1, 2]


@pytest.mark.parametrize(
    "adres, mag",
    [("https://politie.example/x", True), ("http://127.0.0.1:8/x", True), ("http://politie.example", False), ("https://a:b@politie.example", False),
     ("ftp://politie.example", False), ("https://", False), ("https://politie.example:x/", False)],
)  # fmt: skip
def test_alleen_een_veilig_adres(adres, mag):
    assert veilig_adres(adres) is mag


# ---------------------------------------------------------------------------------------------------------------------- in


def wijzig(ander: SimpleNamespace, kenmerk: str, **anders):
    return ander.systeem.client.put(
        f"{MELDINGEN}/{kenmerk}", json.dumps(met(MELDING, **anders)), content_type="application/json"
    )


ANDERS = {"overigeInformatie": "Er is nog een kind."}


def test_een_gewijzigd_bericht_overschrijft_niets_en_twee_keer_is_een_voorstel(ander):
    melding = lever(ander)
    assert wijzig(ander, melding.kenmerk).status_code == 200, "dezelfde inhoud is geen wijziging"
    assert [wijzig(ander, melding.kenmerk, **ANDERS).status_code for _ in range(2)] == [202, 200]
    voorstel = m.Berichtvoorstel.objects.get()
    assert (voorstel.soort, voorstel.stand) == ("wijziging", "nieuw")
    assert "nog een kind" not in m.Melding.objects.get().situatie
    assert "111222333" not in voorstel.velden
    assert "Geheimenaam" not in voorstel.velden


def test_een_later_bericht_vervangt_een_voorstel_dat_niemand_bekeek(ander):
    melding = lever(ander)
    wijzig(ander, melding.kenmerk, **ANDERS)
    wijzig(ander, melding.kenmerk, overigeInformatie="Toch twee kinderen.")
    assert ander.systeem.client.delete(f"{MELDINGEN}/{melding.kenmerk}").status_code == 202
    assert ander.systeem.client.delete(f"{MELDINGEN}/{melding.kenmerk}").status_code == 200
    assert list(m.Berichtvoorstel.objects.order_by("om").values_list("soort", "stand")) == [
        ("wijziging", "vervangen"), ("wijziging", "vervangen"), ("intrekking", "nieuw"),
    ]  # fmt: skip
    assert m.Melding.objects.get().omgezet_op is None, "een intrekking sluit niets"


def test_over_een_melding_van_een_ander_of_die_er_niet_is_zegt_zicht_hetzelfde(ander):
    melding = lever(ander)
    vreemd = SimpleNamespace(systeem=Systeem(maak_sleutel("school-zuid")))
    assert wijzig(vreemd, melding.kenmerk, **ANDERS).status_code == 404
    assert wijzig(ander, "M-26-22222222", **ANDERS).status_code == 404
    assert wijzig(ander, melding.kenmerk, uwKenmerk="PL-ANDERS").status_code == 422
    assert not m.Berichtvoorstel.objects.exists()


def test_een_afgeschermd_dossier_neemt_een_wijziging_aan_zonder_dat_het_te_merken_is(ander):
    melding = lever(ander)
    m.Dossier.objects.filter(pk=melding.dossier_id).update(beschermd=True)
    assert wijzig(ander, melding.kenmerk, **ANDERS).status_code == 202
    client = Client()
    client.force_login(maak_gebruiker("collega", Rol.TOEGANG))
    voorstel = m.Berichtvoorstel.objects.get()
    assert client.get(reverse("wijziging", args=[voorstel.pk])).status_code == 404
    assert melding.kenmerk not in client.get(reverse("wijzigingen")).content.decode()
    beheerder = Client()
    beheerder.force_login(Gebruiker.objects.get(username="beheerder"))
    assert melding.kenmerk not in beheerder.get(reverse("berichten")).content.decode()


@pytest.mark.parametrize("keuze", ["ja", "nee"])
def test_een_medewerker_beslist_over_een_wijziging_en_de_oude_stand_blijft(ander, keuze):
    melding = lever(ander)
    wijzig(ander, melding.kenmerk, **ANDERS)
    client = Client()
    voorstel: Any = m.Berichtvoorstel.objects.get()
    client.force_login(maak_gebruiker("collega", Rol.TOEGANG))
    adres = reverse("wijziging", args=[voorstel.pk])
    assert "Er is nog een kind." in client.get(adres).content.decode()
    gegevens = {"besluit": keuze, "reden": "Nagevraagd.", "versie": melding.versie}
    assert client.post(adres, gegevens).status_code == 302
    melding.refresh_from_db()
    voorstel.refresh_from_db()
    assert ("nog een kind" in melding.situatie) is (keuze == "ja")
    assert voorstel.stand == ("overgenomen" if keuze == "ja" else "afgewezen")
    assert m.Versie.objects.filter(tabel="melding", rij=melding.pk, nummer=1).exists()
    nog_eens = client.post(adres, {"besluit": "nee" if keuze == "ja" else "ja", "reden": "x", "versie": melding.versie})
    assert f"{voorstel.get_stand_display().capitalize()} door" in nog_eens.content.decode()
    voorstel.refresh_from_db()
    assert voorstel.reden == "Nagevraagd."


def test_na_een_wijziging_in_de_melding_kijkt_iemand_opnieuw(ander):
    melding = lever(ander)
    wijzig(ander, melding.kenmerk, **ANDERS)
    client = Client()
    client.force_login(maak_gebruiker("collega", Rol.TOEGANG))
    adres = reverse("wijziging", args=[m.Berichtvoorstel.objects.get().pk])
    blad = client.post(adres, {"besluit": "ja", "reden": "x", "versie": melding.versie - 1}).content.decode()
    assert "intussen gewijzigd" in blad
    assert m.Berichtvoorstel.objects.get().stand == "nieuw"


def test_de_beheerder_stelt_een_ontvanger_in_en_het_geheim_staat_nergens(ander):
    beheerder = Client()
    beheerder.force_login(Gebruiker.objects.get(username="beheerder"))
    systeem = Gebruiker.objects.get(username="politie-noord")
    adres = reverse("ontvanger", args=[systeem.pk])
    gegevens = {
        "adres": "https://politie.example/in",
        "aanmelding": "handtekening",
        "geheim": "",
        "wacht_seconden": "5",
        "aan": "on",
    }
    assert beheerder.post(adres, gegevens).status_code == 302
    assert m.Ontvanger.objects.get().geheim == GEHEIM, "leeg laat het oude staan"
    assert GEHEIM not in beheerder.get(adres).content.decode()
    assert "https://" in beheerder.post(adres, gegevens | {"adres": "http://politie.example"}).content.decode()
