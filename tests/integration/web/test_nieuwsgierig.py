"""De nieuwsgierige collega: wat laat een politiebestand, een gesprek, een adres of een koppeling merken van een afgeschermd dossier.

Elke toets vergelijkt twee werelden: een waarin het afgeschermde dossier er is, en een waarin er niets is. Wie niet is toegelaten
mag geen verschil zien.
"""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from support.contact import contact, vul_in
from support.koppeling import BULK, MELDING, RIJ, Systeem, maak_sleutel, met
from support.web import NU, VANDAAG, maak_gebruiker
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import post
from zicht.web.registratie.handelingen import meldingen, personen
from zicht.web.registratie.handelingen.bescherming import dossier_beschermen
from zicht.web.registratie.handelingen.personen import ELDERS, Betrokkenheid, Mens, Woonplek
from zicht.web.registratie.handelingen.politie import politiemeldingen_inlezen
from zicht.web.registratie.selecties.intake import open_en_gesloten, zelfde_bsn

pytestmark = pytest.mark.django_db
BSN = "111222333"
MENS = Mens("Carla", "", "Collega", "v", 1985, 6, 7, bsn=BSN)
SCHUILPLEK = Woonplek("Schuilweg", "8", "1357AC", "Verzwegenstad", "GM0361")


class Kantoor:
    """Een nieuwsgierige medewerker en een teamleider die bij het afgeschermde dossier is toegelaten."""

    def __init__(self) -> None:
        self.nieuwsgierig = maak_gebruiker("nieuwsgierig", Rol.TOEGANG)
        self.leider = maak_gebruiker("leider", Rol.TEAMLEIDER)

    def geheim(self, persoon: m.Persoon | None = None) -> m.Dossier:
        """Een afgeschermd dossier over de collega, met een schuilplek."""
        wie = Betrokkenheid("slachtoffer", None if persoon else MENS, persoon)
        nieuw = meldingen.NieuweMelding(
            ontvangen_op=VANDAAG, betrokkenen=(wie,), adres=SCHUILPLEK, extern_kenmerk="PL-GEHEIM",
        )  # fmt: skip
        dossier = meldingen.melding_registreren(nieuw, door=self.leider, om=NU).dossier
        dossier_beschermen(dossier, toegelaten=(self.leider,), reden="collega", op=VANDAAG, door=self.leider, om=NU)
        return dossier

    def open_zaak(self) -> m.Dossier:
        nieuw = meldingen.NieuweMelding(
            ontvangen_op=VANDAAG, betrokkenen=(Betrokkenheid("slachtoffer", MENS),),
            adres=Woonplek("Dorpsstraat", "1", "1234AB", "Verzinhoven", "GM0361"),
        )  # fmt: skip
        return meldingen.melding_registreren(nieuw, door=self.nieuwsgierig, om=NU).dossier


@pytest.fixture
def kantoor():
    return Kantoor()


@pytest.fixture
def collega(kantoor):
    client = Client()
    client.force_login(kantoor.nieuwsgierig)
    return client


def zonder_toeval(tekst: str) -> str:
    """Een pagina zonder wat elke keer anders is: merken tegen vervalsing, kenmerken, sleutels en tijdstippen."""
    tekst = re.sub(r'("X-CSRFToken": |name="csrfmiddlewaretoken" value=)"[^"]*"', "", tekst)
    tekst = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "SLEUTEL", tekst)
    return re.sub(r"\b[MD]-26-[0-9A-Z]{8}\b", "KENMERK", tekst)


def politiebestand(*kenmerken: str) -> SimpleUploadedFile:
    uit = io.StringIO()
    kolommen = [
        "extern_kenmerk",
        "ontvangen_op",
        "situatie",
        "betrokkene_1_rol",
        "betrokkene_1_achternaam",
        "betrokkene_1_bsn",
    ]
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(kolommen)
    schrijver.writerows([kenmerk, "2026-03-03", "Ruzie.", "slachtoffer", "Collega", BSN] for kenmerk in kenmerken)
    return SimpleUploadedFile("politie.csv", uit.getvalue().encode(), content_type="text/csv")


def stuur(collega: Client, *kenmerken: str) -> tuple[str, str]:
    """Het oordeel op proef en na het inlezen."""
    naar = collega.post(reverse("politie"), {"bestand": politiebestand(*kenmerken)})["Location"]
    return tuple(zonder_toeval(antwoord.content.decode()) for antwoord in (collega.get(naar), collega.post(naar)))


def test_een_politiebestand_met_het_bsn_laat_niets_merken(kantoor, collega):
    with transaction.atomic():
        zonder = stuur(collega, "PL-1")
        transaction.set_rollback(True)
    kantoor.geheim()
    assert stuur(collega, "PL-1") == zonder
    assert "al open is" not in "".join(zonder)


def test_een_kenmerk_dat_al_is_ingelezen_zegt_niet_of_die_melding_is_afgeschermd(kantoor, collega):
    def al_bekend() -> str:
        return stuur(collega, "PL-GEHEIM")[0]

    politiemeldingen_inlezen(
        [{"extern_kenmerk": "PL-GEHEIM", "ontvangen_op": "2026-03-03", "situatie": "x", "betrokkenen": []}],
        proef=False, door=kantoor.nieuwsgierig, om=NU,
    )  # fmt: skip
    open_ = al_bekend()
    melding = m.Melding.objects.get()
    assert "al bekend" in open_
    assert melding.kenmerk not in collega.get("/politiemeldingen/").content.decode()
    m.Dossier.objects.update(beschermd=True)
    assert al_bekend() == open_
    assert "KENMERK" not in open_


def test_het_gelijke_bsn_wijst_nooit_naar_wie_alleen_is_afgeschermd(kantoor):
    geheim = kantoor.geheim()
    assert zelfde_bsn(BSN) is None
    persoon = geheim.betrokkenen.get().persoon
    assert open_en_gesloten([persoon]) == (None, [])
    open_ = kantoor.open_zaak()
    assert zelfde_bsn(BSN) == open_.betrokkenen.get().persoon
    # Een verband dat een toegelaten collega legde, brengt een politierij niet in het afgeschermde dossier, en ook niet
    # langs het afgeschermde dossier in een derde.
    derde = kantoor.open_zaak()
    for dossier in (open_, derde):
        een, ander = sorted([persoon.pk, dossier.betrokkenen.get().persoon_id])
        m.Persoonsverband.objects.create(
            een_id=een, ander_id=ander, zelfde=True, reden="x", op=VANDAAG, door=kantoor.leider, versie=1
        )
    for dossier in (open_, derde):
        assert open_en_gesloten([dossier.betrokkenen.get().persoon]) == (dossier, [])


def test_wie_is_toegelaten_leest_dat_er_elders_iets_kwam_en_een_ander_merkt_niets(kantoor, collega):
    geheim = kantoor.geheim()
    assert not m.Gebeurtenis.objects.filter(tekst=ELDERS).exists()
    nieuw = kantoor.open_zaak()
    (regel,) = m.Gebeurtenis.objects.filter(tekst=ELDERS)
    assert regel.dossier == geheim
    assert "elders" not in collega.get(reverse("dossier", args=[nieuw.kenmerk])).content.decode()
    leider = Client()
    leider.force_login(kantoor.leider)
    assert "elders iets vastgelegd" in leider.get(reverse("dossier", args=[geheim.kenmerk])).content.decode()
    lijst = leider.get(reverse("dubbelen")).content.decode()
    assert geheim.kenmerk in lijst  # met de twee naast elkaar, om ook het nieuwe dossier af te schermen
    assert geheim.kenmerk not in collega.get(reverse("dubbelen")).content.decode()


def test_een_gesprek_over_de_collega_laat_niets_merken(kantoor, collega):
    mens = {"rol": "slachtoffer", "voornamen": "Carla", "achternaam": "Collega", "geboren_0": "7", "geboren_1": "6",
            "geboren_2": "1985", "bsn": BSN}  # fmt: skip
    velden = contact(mensen=(mens,), straat="Schuilweg", huisnummer="8", postcode="1357AC")

    def bladen() -> list[str]:
        bekend = collega.post(reverse("intake_bekend"), {"rij": "0", **velden})
        gezocht = vul_in(collega, velden, actie="zoek")
        nakijken = vul_in(collega, velden)
        gelezen = [bekend, collega.get(gezocht["Location"]), collega.get(nakijken["Location"])]
        return [zonder_toeval(antwoord.content.decode()) for antwoord in gelezen]

    zonder = bladen()
    kantoor.geheim()
    assert bladen() == zonder


def test_een_adres_uit_het_afgeschermde_dossier_blijft_daar(kantoor, collega):
    """De collega is bekend in een open dossier, en wordt later in het afgeschermde dossier met haar schuilplek vastgelegd."""
    open_ = kantoor.open_zaak()
    persoon = open_.betrokkenen.get().persoon
    adressen = [reverse(naam, args=[open_.kenmerk]) for naam in ("dossier", "mensen", "verhuizen", "mens_toevoegen")]

    def bladen(client: Client) -> list[str]:
        return [zonder_toeval(client.get(adres).content.decode()) for adres in adressen]

    vraag = Persoonsgegevens("Carla", "", "Collega", postcode="1357AC", huisnummer="8", bsn=BSN)

    def redenen(wie) -> list[str]:
        (bekende,) = herkenning.zoek(vraag, gebruiker=wie, nu=NU)
        return [reden.uitleg for reden in bekende.gelijkenis.redenen]

    zonder, redenen_zonder = bladen(collega), redenen(kantoor.nieuwsgierig)
    geheim = kantoor.geheim(persoon)
    assert bladen(collega) == zonder
    assert redenen(kantoor.nieuwsgierig) == redenen_zonder
    assert "adres gelijk" in redenen(kantoor.leider)
    brief = post.geadresseerde(open_.betrokkenen.select_related("persoon", "dossier").get(), geheim=False)
    assert brief.adresregels == ("Dorpsstraat 1", "1234 AB Verzinhoven")
    leider = Client()
    leider.force_login(kantoor.leider)
    assert "Schuilweg" in leider.get(reverse("mensen", args=[geheim.kenmerk])).content.decode()
    # Ook een verhuizing in het open dossier raakt de schuilplek niet.
    betrokkene = open_.betrokkenen.select_related("persoon").get()
    personen.verhuizen(
        open_, [betrokkene], naar=None, op=VANDAAG, door=kantoor.nieuwsgierig, om=NU + timedelta(hours=1)
    )
    assert m.Huishoudlid.objects.get(dossier=geheim).tot is None


def test_een_aanleveraar_krijgt_hetzelfde_antwoord_of_iemand_bekend_is_of_niet(kantoor):
    systeem = Systeem(maak_sleutel())

    def antwoorden(nummer: int) -> list[str]:
        melding = systeem.stuur(met(MELDING, uwKenmerk=f"A-{nummer}"))
        bulk = {"meldingen": [met(RIJ, extern_kenmerk=f"B-{nummer}")]}
        proef, echt = (systeem.stuur(bulk, adres) for adres in (f"{BULK}?proef=true", BULK))
        assert (melding.status_code, echt.status_code) == (201, 200), (melding.content, echt.content)
        return [zonder_toeval(a.content.decode()).replace(f'-{nummer}"', "") for a in (melding, proef, echt)]

    zonder = antwoorden(1)
    kantoor.geheim()
    assert antwoorden(2) == zonder
