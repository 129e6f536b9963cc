"""Kwaliteit als werk: een bevinding houdt haar identiteit, heeft een eigenaar en een dag, en gaat door dezelfde poort als haar dossier."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.eenmaal import eenmaal
from support.koppeling import maak_sleutel
from support.web import NU, maak_gebruiker
from support.wereld import Wereld, maak_wereld
from zicht.core.fouten import ZichtFout
from zicht.web.beheer.rechten import Rol
from zicht.web.kwaliteit import handelingen, nakijken, selecties
from zicht.web.kwaliteit.inrichting import gevonden
from zicht.web.kwaliteit.models import Bevinding, Stand, Stap, Verdeling
from zicht.web.kwaliteit.overnemen import Gevonden, neem_over, uiterlijk
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import exporteer

pytestmark = pytest.mark.django_db
MORGEN = NU + timedelta(days=1)
REGEL = "M-006"  # overgedragen voor de beoordeling


@pytest.fixture
def wereld() -> Wereld:
    return eenmaal("kwaliteit", maak_wereld)


def breek(dossier: Any) -> None:
    dossier.meldingen.update(beoordeeld_op=date(2026, 3, 4), besluit="overdracht", overgedragen_op=date(2026, 3, 3))


def herstel(dossier: Any) -> None:
    dossier.meldingen.update(overgedragen_op=date(2026, 3, 4))


def van_regel(**filter_) -> Any:
    return Bevinding.objects.get(regel=REGEL, **filter_)


def kijk_na(om=NU) -> None:
    with TemporaryDirectory() as tijdelijk:
        exporteer(Path(tijdelijk) / "feiten", peildatum=om.date())
        nakijken.regels(Path(tijdelijk) / "feiten", om, uit_registratie=True)


def een(feit="melding M-1", boodschap="Mis.", **anders) -> Gevonden:
    return Gevonden("M-001", feit, boodschap, **anders)


def standen() -> dict[str, str]:
    return dict(Bevinding.objects.values_list("feit", "stand"))


# ------------------------------------------------------------------------------------------------------------- overnemen


def test_een_bevinding_houdt_haar_identiteit_en_krijgt_een_geschiedenis():
    neem_over("levering", [een(), een("melding M-2")], om=NU)
    kenmerken = set(Bevinding.objects.values_list("kenmerk", flat=True))
    assert standen() == {"melding M-1": "nieuw", "melding M-2": "nieuw"}
    neem_over("levering", [een()], om=MORGEN)
    assert standen() == {"melding M-1": "open", "melding M-2": "weg"}
    uit = neem_over("levering", [een(), een("melding M-2")], om=MORGEN)
    assert (uit.nieuw, uit.terug) == (0, 1)
    assert set(Bevinding.objects.values_list("kenmerk", flat=True)) == kenmerken
    stappen = [stap.tekst.split(":")[0] for stap in Stap.objects.filter(bevinding__feit="melding M-2")]
    assert stappen == ["gevonden", "hersteld", "teruggekomen"]


def test_bronnen_raken_elkaar_niet_en_een_afgekapte_lijst_herstelt_niets():
    neem_over("levering", [een()], om=NU)
    neem_over("ander", [], om=NU)
    neem_over("levering", [], om=NU, afgekapt={"M-001"})
    assert standen() == {"melding M-1": "nieuw"}


def test_de_dag_hangt_af_van_het_niveau():
    assert uiterlijk("blokkeert", date(2026, 3, 4)) == date(2026, 3, 9)
    assert uiterlijk("uitleg", date(2026, 3, 4)) == date(2026, 3, 25)
    assert uiterlijk("hint", date(2026, 3, 4)) > date(2026, 5, 20)


def geaccepteerd(wereld: Wereld, tot: date | None = None) -> Bevinding:
    neem_over("levering", [een()], om=NU)
    b = Bevinding.objects.get()
    handelingen.accepteren(b, reden="Zo geleverd.", tot=tot, door=wereld.mensen[Rol.CONTROLLER], om=NU, versie=b.versie)
    return b


def test_een_geaccepteerde_bevinding_blijft_liggen_tot_het_feit_verandert(wereld):
    geaccepteerd(wereld)
    neem_over("levering", [een()], om=MORGEN)
    assert standen() == {"melding M-1": "geaccepteerd"}
    neem_over("levering", [een(boodschap="Nu anders mis.")], om=MORGEN)
    b = Bevinding.objects.get()
    assert (b.stand, b.reden, b.geaccepteerd_door) == ("open", "", None)
    assert "wat de regel ziet is veranderd" in Stap.objects.latest("pk").tekst


def test_een_acceptatie_met_een_dag_loopt_af(wereld):
    geaccepteerd(wereld, tot=NU.date())
    neem_over("levering", [een()], om=NU)
    assert standen() == {"melding M-1": "geaccepteerd"}
    neem_over("levering", [een()], om=MORGEN)
    assert standen() == {"melding M-1": "open"}


def test_een_acceptatie_is_in_te_trekken(wereld):
    b, client = geaccepteerd(wereld), Client()
    client.force_login(wereld.mensen[Rol.CONTROLLER])
    assert client.post(reverse("bevinding_heropenen", args=[b.kenmerk]), {"versie": b.versie}).status_code == 302
    assert standen() == {"melding M-1": "open"}


def test_wat_blokkeert_is_niet_te_accepteren_en_zonder_reden_ook_niet(wereld):
    neem_over("levering", [een(niveau="blokkeert"), een("melding M-2")], om=NU)
    for feit, reden in (("melding M-1", "Mag."), ("melding M-2", " ")):
        b = Bevinding.objects.get(feit=feit)
        with pytest.raises(ZichtFout):
            handelingen.accepteren(b, reden=reden, tot=None, door=wereld.mensen[Rol.CONTROLLER], om=NU, versie=1)


def test_wie_een_oude_versie_zag_overschrijft_niets(wereld):
    b, wie = geaccepteerd(wereld), wereld.mensen[Rol.CONTROLLER]
    with pytest.raises(ZichtFout, match="Iemand anders"):
        handelingen.heropenen(b, door=wie, om=NU, versie=1)


# -------------------------------------------------------------------------------------------------------- uit de registratie


def test_een_fout_in_een_dossier_wordt_een_taak_van_wie_het_dossier_heeft(wereld):
    breek(wereld.van_noord)
    m.Dossier.objects.filter(pk=wereld.van_noord.pk).update(eigenaar=wereld.mensen[Rol.REGIOTEAM])
    kijk_na()
    b = van_regel()
    assert (b.dossier_id, b.team, b.eigenaar) == (wereld.van_noord.pk, wereld.noord, wereld.mensen[Rol.REGIOTEAM])
    assert "rij" not in b.boodschap
    assert b.feit.startswith("melding M-")
    kijk_na(MORGEN)
    assert van_regel().kenmerk == b.kenmerk
    herstel(wereld.van_noord)
    kijk_na(MORGEN)
    assert van_regel().stand == Stand.WEG


def test_nu_nakijken_ziet_meteen_dat_iets_hersteld_is_en_alleen_daar(wereld):
    for dossier in (wereld.van_noord, wereld.van_zuid):
        breek(dossier)
    kijk_na()
    herstel(wereld.van_noord)
    herstel(wereld.van_zuid)
    voor = set(Bevinding.objects.filter(stand__in=("nieuw", "open")).values_list("feit", "regel"))
    client = Client()
    client.force_login(wereld.mensen[Rol.TEAMLEIDER])
    b = van_regel(dossier=wereld.van_noord)
    assert client.post(reverse("bevinding_nakijken", args=[b.kenmerk])).status_code == 302
    assert van_regel(dossier=wereld.van_noord).stand == Stand.WEG
    assert van_regel(dossier=wereld.van_zuid).is_open
    na = set(Bevinding.objects.filter(stand__in=("nieuw", "open")).values_list("feit", "regel"))
    assert voor - na == {(b.feit, REGEL)}, "wat niet hersteld is blijft staan, en er komt niets bij"
    kijk_na(MORGEN)
    assert van_regel(dossier=wereld.van_zuid).stand == Stand.WEG


def test_nu_nakijken_en_de_nacht_vinden_hetzelfde(wereld):
    for dossier in wereld.dossiers:
        breek(dossier)
        dossier.meldingen.update(beoordeeld_op=date(2026, 3, 3), besluit="", ter_registratie=False)
    kijk_na()
    voor = {b.pk: b.merk for b in Bevinding.objects.all()}
    for dossier in wereld.dossiers:
        nakijken.dossier_nu(Bevinding.objects.filter(dossier=dossier)[0], NU)
    assert {b.pk: b.merk for b in Bevinding.objects.filter(stand__in=("nieuw", "open"))} == voor


# ------------------------------------------------------------------------------------------------------------------ de poort


def bladen(client: Client) -> dict[str, str]:
    namen = ("bevindingen", "kwaliteit_overzicht")
    return {naam: client.get(reverse(naam) + "?stand=alles").content.decode() for naam in namen}


def test_een_bevinding_over_een_afgeschermd_dossier_bestaat_niet_ook_niet_in_een_telling(wereld):
    breek(wereld.van_noord)
    kijk_na()
    clients = {rol: Client() for rol in (Rol.TEAMLEIDER, Rol.CONTROLLER, Rol.BEHEERDER)}
    for rol, client in clients.items():
        client.force_login(wereld.mensen[rol])
    zonder = {rol: bladen(client) for rol, client in clients.items()}
    breek(wereld.beschermd)
    kijk_na()
    geheim = van_regel(dossier=wereld.beschermd)
    for rol, client in clients.items():
        for naam, tekst in bladen(client).items():
            assert not any(spoor in tekst for spoor in (geheim.kenmerk, geheim.feit)), (rol, naam)
            assert tel(tekst) == tel(zonder[rol][naam].replace("nieuw", "open")), (rol, naam)
        assert client.get(reverse("bevinding", args=[geheim.kenmerk])).status_code in (403, 404)
    m.Toegelaten.objects.create(dossier=wereld.beschermd, gebruiker=wereld.mensen[Rol.TEAMLEIDER])
    assert geheim.kenmerk in bladen(clients[Rol.TEAMLEIDER])["bevindingen"]


def tel(tekst: str) -> list[str]:
    import re

    return re.findall(r'class="getal">([\d.]+)<|(\d+) bevinding', tekst)


def test_een_regioteam_ziet_alleen_zijn_eigen_zaken_en_niets_wat_los_staat(wereld):
    for dossier in (wereld.van_noord, wereld.van_zuid):
        breek(dossier)
    kijk_na()
    neem_over("levering", [een()], om=NU)
    zichtbaar = selecties.zichtbaar(wereld.mensen[Rol.REGIOTEAM], NU)
    assert set(zichtbaar.values_list("dossier", flat=True)) == {wereld.van_noord.pk}


def test_een_klacht_ziet_alleen_wie_klachten_behandelt(wereld):
    neem_over("regels", [Gevonden("K-001", "klacht K-1", "Mis.", tabel="klacht")], om=NU)
    assert selecties.zichtbaar(wereld.mensen[Rol.KLACHTENFUNCTIONARIS], NU).count() == 1
    assert not selecties.zichtbaar(wereld.mensen[Rol.TEAMLEIDER], NU).exists()


def test_geen_overzicht_telt_per_mens():
    with pytest.raises(KeyError):
        selecties.tellingen(maak_gebruiker("c", Rol.CONTROLLER), NU, NU.date(), "eigenaar")


# ---------------------------------------------------------------------------------------------------------------- verdelen


def test_meer_tegelijk_toewijzen_en_terugdraaien_raakt_niet_wat_intussen_wijzigde(wereld):
    neem_over("levering", [een(f"melding M-{nr}") for nr in range(3)], om=NU)
    leider, naar = wereld.mensen[Rol.CONTROLLER], wereld.mensen[Rol.TEAMLEIDER]
    kenmerken = list(Bevinding.objects.order_by("feit").values_list("kenmerk", flat=True))
    verdeling = handelingen.verdelen(kenmerken, naar=naar, reden="Samen.", door=leider, om=NU)
    assert set(Bevinding.objects.values_list("eigenaar", flat=True)) == {naar.pk}
    b = Bevinding.objects.get(kenmerk=kenmerken[0])
    handelingen.accepteren(b, reden="Mag.", tot=None, door=naar, om=NU, versie=b.versie)
    handelingen.heropenen(b, door=naar, om=NU, versie=b.versie)
    assert handelingen.verdeling_terugdraaien(verdeling, door=leider, om=NU) == (2, 1)
    assert dict(Bevinding.objects.values_list("kenmerk", "eigenaar"))[kenmerken[1]] is None
    with pytest.raises(ZichtFout, match="al teruggedraaid"):
        handelingen.verdeling_terugdraaien(Verdeling.objects.get(), door=leider, om=NU)


def test_niemand_krijgt_wat_hij_niet_mag_zien(wereld):
    breek(wereld.van_zuid)
    kijk_na()
    b, leider = van_regel(), wereld.mensen[Rol.TEAMLEIDER]
    with pytest.raises(ZichtFout, match="niet zien"):
        handelingen.verdelen([b.kenmerk], naar=wereld.mensen[Rol.REGIOTEAM], reden="x", door=leider, om=NU)
    with pytest.raises(ZichtFout, match="niet zien"):
        handelingen.toewijzen(
            b, naar=wereld.mensen[Rol.REGIOTEAM], uiterlijk_op=NU.date(), door=leider, om=NU, versie=b.versie
        )


def test_de_lijst_en_het_toewijzen_werken_in_de_browser(wereld):
    neem_over("levering", [een(f"melding M-{nr}") for nr in range(3)], om=NU)
    client = Client()
    client.force_login(wereld.mensen[Rol.CONTROLLER])
    blad = client.post(reverse("bevindingen_verdelen"), {"alles": "1", "gevraagd": "regel=M-001"})
    assert "3 bevindingen toewijzen" in blad.content.decode()
    keuze = " ".join(Bevinding.objects.values_list("kenmerk", flat=True))
    naar = str(wereld.mensen[Rol.BEHEERDER].pk)
    klaar = client.post(
        reverse("bevindingen_verdelen_doen"), {"keuze": keuze, "naar": naar, "reden": "Beheer."}, follow=True
    )
    assert "Terugdraaien kan hieronder" in klaar.content.decode()
    assert client.post(reverse("verdeling_terugdraaien", args=[Verdeling.objects.get().pk])).status_code == 302


def test_de_inrichting_noemt_een_rol_zonder_mensen(wereld):
    client = Client()
    client.force_login(wereld.mensen[Rol.BEHEERDER])
    wereld.mensen[Rol.DIRECTEUR].roltoewijzingen.all().delete()
    tekst = client.get(reverse("inrichting")).content.decode()
    assert "Niemand heeft de rol directeur" in tekst
    assert "Team Noord heeft geen verantwoordelijke" in tekst


def test_de_inrichting_noemt_een_sleutel_die_bijna_verloopt():
    maak_sleutel()
    vandaag = timezone.localdate()
    zinnen = [gebrek.zin for controle, gebrek in gevonden(vandaag) if controle.code == "IN-17"]
    assert zinnen == ["De sleutel van politie-noord is verlopen of verloopt binnen een maand."]
