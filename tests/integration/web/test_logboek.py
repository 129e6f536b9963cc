"""Het logboek: lezen, bewaren, wie een dossier zag, en elke ingreep in de keten die opvalt."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from support.web import maak_gebruiker
from support.wereld import maak_wereld
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.vormgeving.csvbestand import veilig

pytestmark = pytest.mark.django_db
NU = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def schrijf(aantal: int, **anders: str) -> None:
    keten.schrijf(
        [
            keten.Regel(om=NU + timedelta(minutes=n), handeling="proef", gebruiker="sanne", **anders)
            for n in range(aantal)
        ]
    )


@pytest.fixture
def fg(client, settings, tmp_path):
    gebruiker = maak_gebruiker("fg", Rol.FG)
    client.force_login(gebruiker)
    Logregel.objects.all().delete()
    settings.INSTELLINGEN = replace(settings.INSTELLINGEN, ankers=str(tmp_path))
    return gebruiker


def test_filteren_op_gebruiker_kenmerk_resultaat_en_dag(fg, client):
    schrijf(3, dossier="D-26-AAAAAA")
    schrijf(2, kenmerk="M-26-BBBBBB", resultaat="geweigerd")
    gevallen = {
        "gebruiker=sanne": 5, "gebruiker=niemand": 0, "kenmerk=D-26-AAAAAA": 3, "kenmerk=M-26-BBBBBB": 2,
        "resultaat=geweigerd": 2, "handeling=proef": 5, "van=4-3-2026&tot=4-3-2026": 5, "van=5-3-2026&tot=6-3-2026": 0,
        "gebruiker=sanne&resultaat=geweigerd": 2,
    }  # fmt: skip
    for vraag, aantal in gevallen.items():
        assert client.get(f"/logboek/?{vraag}").context["bladzijde"].paginator.count == aantal, vraag


def test_bladeren_en_een_vast_aantal_vragen(fg, client, django_assert_max_num_queries):
    schrijf(250)
    with django_assert_max_num_queries(14):
        assert "Bladzijde 2 van 3" in client.get("/logboek/?bladzijde=2").text


def test_het_bestand_bevat_dezelfde_regels_en_geen_formules(fg, client):
    schrijf(2, kenmerk='=cmd|"/c calc"!A1')
    antwoord = client.get("/logboek/bestand/?gebruiker=sanne")
    rijen = list(csv.reader(io.StringIO(b"".join(antwoord.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert len(rijen) == 3
    assert rijen[1][rijen[0].index("kenmerk")] == '\'=cmd|"/c calc"!A1'
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="logboek.csv"'
    assert Logregel.objects.filter(handeling="logboek.inzien:logboek_bestand").count() == 1


@pytest.mark.parametrize("tekst", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_wat_een_rekenblad_als_formule_leest_wordt_tekst(tekst):
    assert veilig(tekst) == f"'{tekst}"


@pytest.mark.parametrize("waarde", ["gewoon", "a=b", "", 5, None])
def test_gewone_tekst_blijft_zoals_zij_is(waarde):
    assert veilig(waarde) == ("" if waarde is None else str(waarde))


def test_wie_een_dossier_zag_wijzigde_of_niet_in_mocht(client):
    wereld = maak_wereld()
    kenmerk = wereld.van_zuid.kenmerk
    for rol, status in ((Rol.TEAMLEIDER, 200), (Rol.REGIOTEAM, 404), (Rol.CONTROLLER, 403)):
        client.force_login(wereld.mensen[rol])
        assert client.get(f"/dossier/{kenmerk}/").status_code == status
    client.force_login(wereld.mensen[Rol.FG])
    rijen = client.get(f"/logboek/dossier/{kenmerk}/").context["rijen"]
    gezien = {(rij["gebruiker"], rij["resultaat"]) for rij in rijen}
    assert {("teamleider", "gelukt"), ("medewerker-regioteam", "niet_gevonden"), ("controller", "geweigerd"),
            ("aannemer", "gelukt")} <= gezien  # fmt: skip


def ingreep_wijzigen() -> None:
    Logregel.objects.filter(nummer=3).update(gebruiker="een ander")


def ingreep_weglaten() -> None:
    Logregel.objects.filter(nummer=3).delete()


def ingreep_verwisselen() -> None:
    drie, vier = Logregel.objects.get(nummer=3), Logregel.objects.get(nummer=4)
    Logregel.objects.filter(nummer__in=(3, 4)).delete()
    drie.nummer, vier.nummer = 4, 3
    Logregel.objects.bulk_create([drie, vier])


def ingreep_tussenvoegen() -> None:
    laatste = Logregel.objects.get(nummer=6)
    laatste.nummer = 7
    Logregel.objects.filter(nummer=6).delete()
    Logregel.objects.bulk_create(
        [Logregel(nummer=6, om=NU, handeling="vals", resultaat="gelukt", vorige="x", afdruk="y"), laatste]
    )


def ingreep_einde_afknippen() -> None:
    Logregel.objects.filter(nummer__gte=5).delete()


def ingreep_opnieuw_rekenen() -> None:
    """Iemand die het hele logboek herschrijft, met kloppende afdrukken."""
    Logregel.objects.all().delete()
    schrijf(6, dossier="D-26-VALSVV")


@pytest.mark.parametrize(
    "ingreep",
    [
        ingreep_wijzigen,
        ingreep_weglaten,
        ingreep_verwisselen,
        ingreep_tussenvoegen,
        ingreep_einde_afknippen,
        ingreep_opnieuw_rekenen,
    ],
)
def test_elke_ingreep_in_de_keten_valt_op(ingreep, tmp_path):
    schrijf(6)
    anker = tmp_path / "anker.txt"
    keten.zet_anker(anker, NU)
    assert list(keten.breuken(anker)) == []
    ingreep()
    assert list(keten.breuken(anker)) != []


def test_de_pagina_zegt_of_de_keten_heel_is(fg, client):
    schrijf(6)
    assert "De keten is heel" in client.post("/logboek/keten/").text
    Logregel.objects.filter(nummer=2).update(handeling="anders")
    blad = client.post("/logboek/keten/").text
    assert "De keten is niet heel" in blad
    assert "Regel 2 is na het schrijven gewijzigd." in blad


def test_alleen_wie_toeziet_leest_het_logboek(client):
    for rol in set(Rol) - {Rol.FG}:
        client.force_login(maak_gebruiker(f"wie-{rol.value}", rol))
        for pad in ("/logboek/", "/logboek/bestand/", "/logboek/keten/", "/logboek/dossier/D-26-AAAAAA/"):
            assert client.get(pad).status_code == 403
