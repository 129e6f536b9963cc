"""Van registratie naar cijfers: een nagespeelde regio geeft dezelfde cijfers als haar feiten, en een naam komt nergens."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from support.web import NU, maak_gebruiker
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.synthetisch import maak
from zicht.uitwisseling.controle import controleer
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import Stand, exporteer
from zicht.web.registratie.handelingen import meldingen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens
from zicht.web.registratie.inladen import bron
from zicht.web.registratie.inladen.naspelen import laad_feiten

PERIODEN = [
    *(f"{jaar}-{deel}" for jaar in (2024, 2025) for deel in ("burap1", "burap2", "burap3", "H1", "K3")),
    *(f"2025-{maand:02d}" for maand in range(1, 13)),
    "2026-01", "2026-02", "2024", "2025", "2026-burap1",
]  # fmt: skip


@pytest.fixture(scope="module")
def geladen(django_db_setup, django_db_blocker, tmp_path_factory):
    """Een kleine verzonnen regio, nagespeeld; met de feiten waaruit zij komt."""
    map_ = tmp_path_factory.mktemp("regio")
    maak("nhn", 2, 3, map_ / "bron", 0.02)
    feiten = bron.lees(map_ / "bron", NU.date())
    feiten.schrijf(map_ / "verschoven")
    eigen = replace(
        settings.INSTELLINGEN, data=str(map_ / "data")
    )  # een ander proces van pytest deelt de gewone datamap
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "INSTELLINGEN", eigen)
        laad_feiten(feiten, NU)
        yield feiten, map_
        transaction.set_rollback(True)


def uitslagen(map_: Path) -> dict[tuple[str, str, str], tuple]:
    cijfers = Cijfers(lees_feiten(map_))
    return {
        (periode, uitslag.code, str(uitslag.gebied)): (uitslag.waarde, uitslag.tellingen, uitslag.oordeel)
        for periode in PERIODEN
        for uitslag in cijfers.uitslagen(lees_periode(periode)).uitslagen
    }


def test_de_uitvoer_geeft_voor_elke_indicator_en_periode_dezelfde_cijfers_als_de_bron(geladen, tmp_path):
    feiten, map_ = geladen
    exporteer(tmp_path / "uit", peildatum=feiten.peildatum)
    verwacht, gevonden = uitslagen(map_ / "verschoven"), uitslagen(tmp_path / "uit")
    assert {sleutel: gevonden[sleutel] for sleutel in verwacht} == verwacht
    assert any(waarden[0] for waarden in verwacht.values())


def test_de_uitvoer_heeft_geen_bevinding_die_de_bron_niet_had(geladen, tmp_path):
    feiten, map_ = geladen
    exporteer(tmp_path / "uit", peildatum=feiten.peildatum)
    gevonden = controleer(tmp_path / "uit")
    assert [b.boodschap for b in gevonden if b.blokkeert] == []
    assert {b.regel for b in gevonden} <= {b.regel for b in controleer(map_ / "verschoven")}


def test_zoals_nu_bekend_uit_de_versies_is_gelijk_aan_de_tabellen(geladen):
    feiten, _ = geladen
    nu, versies = Stand(feiten.peildatum), Stand(feiten.peildatum, timezone.now() + timedelta(days=9_999))
    for (naam, een), (_, ander) in zip(nu.tabellen(), versies.tabellen(), strict=True):
        assert sorted(map(str, een)) == sorted(map(str, ander)), naam


def test_op_een_eerdere_dag_was_minder_bekend(geladen):
    feiten, _ = geladen
    toen = feiten.peildatum - timedelta(days=200)
    moment = datetime(toen.year, toen.month, toen.day, 23, 59, tzinfo=UTC)
    rijen = {rij["melding_id"]: rij for rij in Stand(toen, moment).tabel("melding")}
    nu = {rij["melding_id"]: rij for rij in Stand(feiten.peildatum).tabel("melding")}
    assert len(rijen) == sum(rij["ontvangen_op"] <= toen.isoformat() for rij in nu.values())
    later = [id_ for id_, rij in rijen.items() if nu[id_]["beoordeeld_op"] > toen.isoformat()]
    assert later
    assert all(rijen[id_]["beoordeeld_op"] == rijen[id_]["besluit"] == "" for id_ in later)


def test_het_naspelen_laat_een_hele_keten_en_een_versie_per_rij_na(geladen):
    assert list(keten.breuken()) == []
    for model in (m.Dossier, m.Melding, m.Dienst, m.Persoon, m.Overdracht, m.Monitormoment):
        rijen = dict(model.objects.values_list("pk", "versie"))
        laatste = {}
        for rij, nummer in m.Versie.objects.filter(tabel=model._meta.model_name).values_list("rij", "nummer"):
            laatste[rij] = max(nummer, laatste.get(rij, 0))
        assert laatste == rijen, model


def test_wat_nagespeeld_is_heeft_open_werk_een_wachtlijst_en_een_vooruitblik(geladen):
    feiten, _ = geladen
    open_taken = m.Taak.objects.filter(geeindigd_op=None)
    assert {"overdracht", "monitormoment", "voorwaarden_en_vervolg"} <= set(open_taken.values_list("soort", flat=True))
    assert open_taken.exclude(wacht="").exists()
    assert m.Monitormoment.objects.filter(gepland_op__gt=feiten.peildatum, uitgevoerd_op=None).exists()
    assert open_taken.filter(uiterlijk_op__lt=feiten.peildatum).exists()


@pytest.mark.django_db
def test_geen_naam_bsn_of_vrije_tekst_komt_in_de_uitvoer(tmp_path):
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    melding = meldingen.melding_registreren(
        meldingen.NieuweMelding(
            ontvangen_op=NU.date(), gemeente="GM0361", hoedanigheid="politie", aanleiding=("ex_partnergeweld",),
            situatie="GEHEIM verhaal", melder=meldingen.Meldergegevens(naam="GEHEIM Melder"),
            betrokkenen=(Betrokkenheid("slachtoffer", Mens("GEHEIM", "", "Naam", "v", 1990, 1, 2, bsn="111222333")),),
        ), door=toegang, om=NU,
    )  # fmt: skip
    meldingen.klok_schorsen(
        melding, termijn="beoordeling", van=NU.date(), grond="GEHEIM naar het ziekenhuis", door=toegang, om=NU
    )
    exporteer(tmp_path / "uit", peildatum=NU.date())
    tekst = "".join(pad.read_text("utf-8") for pad in (tmp_path / "uit").iterdir())
    assert melding.kenmerk in tekst
    assert not re.search(r"GEHEIM|111222333|Naam\b", tekst)
    persoon = str(m.Persoon.objects.get().pk)
    assert persoon not in tekst
    assert persoon.replace("-", "") not in tekst
    [rij] = csv.DictReader((tmp_path / "uit" / "betrokkene.csv").read_text("utf-8").splitlines())
    assert re.fullmatch(r"NHN-[b-z]{15}", rij["persoon_id"])


@pytest.mark.django_db
def test_een_melding_die_een_advies_werd_en_haar_lege_dossier_zijn_geen_feit(tmp_path):
    toegang = maak_gebruiker("tineke", Rol.TOEGANG)
    invoer = meldingen.NieuweMelding(ontvangen_op=NU.date(), gemeente="GM0361")
    blijft, weg = (meldingen.melding_registreren(invoer, door=toegang, om=NU) for _ in range(2))
    m.Melding.objects.filter(pk=weg.pk).update(omgezet_op=NU.date())
    stand = Stand(NU.date())
    assert [rij["melding_id"] for rij in stand.tabel("melding")] == [blijft.kenmerk]
    assert [rij["dossier_id"] for rij in stand.tabel("dossier")] == [blijft.dossier.kenmerk]


def test_een_klacht_die_volgens_de_feiten_klaar_is_lijkt_niet_jaren_te_laat(geladen):
    from zicht.web.registratie.selecties.klachten import klachten, regels

    open_ = [regel for regel in regels(klachten("open"), NU.date()) if regel.klok]
    assert [regel.klacht.kenmerk for regel in open_ if regel.klok.taak.uiterlijk_op < NU.date()] == []
    klaar = m.Klacht.objects.exclude(afgehandeld_op=None).exclude(reactie_op=None)
    assert klaar.exists()
    for klacht in klaar:
        assert timedelta(days=3) <= klacht.reactie_op - klacht.afgehandeld_op < timedelta(days=28)
        assert klacht.reactie_op <= NU.date()
