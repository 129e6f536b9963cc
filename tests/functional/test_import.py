"""Eigen feiten overnemen: wat kan gaat door, wat niet mag wordt genoemd, en niets komt er dubbel bij."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from support import gedeeld
from support.gedeeld import KAAL
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_feiten

# Groepen van tien dossiers in plaats van tweehonderd, zodat een kleine regio er een handvol heeft.
KLEIN = """
import sys
from zicht.web import dienst
dienst.DEMOSCHAAL, dienst.DEMOJAREN, gewoon = 0.01, 2, dienst.klaar
def klaar(*args, **kwargs):
    uit = gewoon(*args, **kwargs)
    from zicht.web.registratie.inladen import naspelen
    naspelen.GROEP = 10
    return uit
dienst.klaar = klaar
from zicht.cli import main
sys.exit(main())
"""
# Wat uit de feiten volgt; hoe vaak er bijvoorbeeld is gescreend, verschilt van keer tot keer.
VAST = [
    f"registratie_{naam}"
    for naam in ("activiteit", "advies", "betrokkene", "dienst", "dossier", "dossierverband", "gemeente", "huisverbod",
                 "klacht", "melder", "melding", "monitormoment", "overdracht", "overgenomen", "persoon", "schorsing",
                 "tevredenheidsvraag", "veiligheidsbeoordeling")
]  # fmt: skip


def aanroep(*opdracht: str | Path) -> list[str]:
    return [sys.executable, "-W", "error::ResourceWarning", "-c", KLEIN, *map(str, opdracht)]


def zicht(*opdracht: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(aanroep(*opdracht), env=KAAL, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def feiten() -> Path:
    return gedeeld.feiten()


@pytest.fixture
def met_fouten(feiten: Path, tmp_path: Path) -> Path:
    """Drie dossiers die zijn gesloten terwijl er nog iets liep, en twee overdrachten voor het besluit."""
    map_ = tmp_path / "met fouten"
    shutil.copytree(feiten, map_)
    gesloten = {rij["dossier_id"] for rij in lees(map_ / "dossier.csv") if rij["gesloten_op"]}
    diensten, meldingen = lees(map_ / "dienst.csv"), lees(map_ / "melding.csv")
    klaar = [rij for rij in diensten if rij["soort"] == "onderzoek" and rij["afgerond_op"] and rij["dossier_id"] in gesloten]  # fmt: skip
    for rij in klaar[:3]:
        rij["afgerond_op"] = rij["resultaat"] = ""
    over = [rij for rij in meldingen if rij["overgedragen_op"] and rij["beoordeeld_op"] > rij["ontvangen_op"]]
    for rij in over[:2]:
        rij["overgedragen_op"] = rij["ontvangen_op"]
    schrijf(map_ / "dienst.csv", diensten)
    schrijf(map_ / "melding.csv", meldingen)
    return map_


def lees(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def schrijf(pad: Path, rijen: list[dict[str, str]]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]), lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)


def aantallen(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / "zicht.sqlite3")) as databank:
        namen = [naam for (naam,) in databank.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {naam: databank.execute(f"SELECT count(*) FROM {naam}").fetchone()[0] for naam in namen}


def cijfers(map_: Path) -> dict[str, object]:
    return {u.code: u.tellingen for u in Cijfers(lees_feiten(map_)).uitslagen(lees_periode("2025")).uitslagen}


def uitgevoerd(data: Path, uit: Path) -> dict[str, object]:
    assert zicht("export", "--data", data, "--uit", uit).returncode == 0
    return cijfers(uit)


@pytest.mark.traag
def test_wat_niet_mag_wordt_genoemd_en_houdt_de_rest_niet_tegen(feiten: Path, met_fouten: Path, tmp_path: Path) -> None:
    data, verslag = gedeeld.leeg(tmp_path / "data"), tmp_path / "verslag.csv"
    klaar = zicht("import", met_fouten, "--data", data, "--proef", "--json")
    assert klaar.returncode == 1
    proef = json.loads(klaar.stdout)
    assert aantallen(data)["registratie_dossier"] == aantallen(data)["beheer_team"] == 0, "een proef bewaart niets"

    klaar = zicht("import", met_fouten, "--data", data, "--verslag", verslag, "--json")
    assert klaar.returncode == 1, klaar.stderr
    uitslag = json.loads(klaar.stdout)
    assert uitslag["geweigerd"] == proef["geweigerd"]
    assert uitslag["dossiers"] == proef["dossiers"] == len(lees(feiten / "dossier.csv")) - 5
    regels = lees(verslag)
    assert len(regels) == 5
    assert [r["id"] for r in regels] == [g["sleutel"] for g in uitslag["geweigerd"]]
    for regel in regels:
        bestand, _, rij = regel["waar"].partition(", rij ")
        bron = lees(met_fouten / bestand)[int(rij) - 2]
        assert bron["dossier_id"] == regel["id"], "de rij is die van het bestand"
        assert regel["reden"]
        assert "draai deze opdracht nog eens" in regel["wat te doen"]
    assert sum("Rond elke dienst af" in regel["reden"] for regel in regels) == 3
    assert sum(regel["waar"].startswith("melding.csv") for regel in regels) == 2

    voor = aantallen(data)
    assert zicht("import", met_fouten, "--data", data).returncode == 1
    assert aantallen(data) == voor, "een tweede keer voegt niets toe"
    klaar = zicht("import", feiten, "--data", data, "--json")
    assert klaar.returncode == 0, klaar.stderr
    assert json.loads(klaar.stdout)["dossiers"] == 5
    assert uitgevoerd(data, tmp_path / "uit") == cijfers(feiten), "na herstel is alles er"
    assert "Het logboek is heel" in zicht("logboek", "--data", data).stdout


@pytest.mark.traag
def test_wie_halverwege_stopt_gaat_verder_waar_hij_was(feiten: Path, tmp_path: Path) -> None:
    data, tussen = gedeeld.leeg(tmp_path / "data"), []
    for na in (1, 3, 4):
        proces = subprocess.Popen(
            aanroep("import", feiten, "--data", data), env=KAAL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        assert proces.stderr is not None
        gezien = 0
        while gezien < na:
            gezien += "dossier" in proces.stderr.readline()
        proces.kill()
        proces.communicate()
        tussen.append(aantallen(data)["registratie_dossier"])
    alle = len(lees(feiten / "dossier.csv"))
    assert tussen == sorted(tussen)
    assert 0 < tussen[-1] < alle, "geen enkele keer halverwege: dit bewijst niets"
    assert {nr % 10 for nr in tussen} == {0}, "een groep is heel of er niet"
    klaar = zicht("import", feiten, "--data", data, "--json")
    assert klaar.returncode == 0, klaar.stderr
    uitslag = json.loads(klaar.stdout)
    assert uitslag["dossiers"] + uitslag["al_overgenomen"]["dossier"] == alle

    in_een_keer = gedeeld.leeg(tmp_path / "in een keer")
    assert zicht("import", feiten, "--data", in_een_keer).returncode == 0
    een, ander = aantallen(data), aantallen(in_een_keer)
    assert {naam: een[naam] for naam in VAST} == {naam: ander[naam] for naam in VAST}
    assert uitgevoerd(data, tmp_path / "uit") == cijfers(feiten)
    voor = aantallen(data)
    assert zicht("import", feiten, "--data", data).returncode == 0
    nu = aantallen(data)
    assert {naam for naam in nu if nu[naam] != voor[naam]} <= {"logboek_logregel"}
    with closing(sqlite3.connect(data / "zicht.sqlite3")) as databank:
        merken = str(databank.execute("SELECT * FROM registratie_overgenomen").fetchall())
    assert lees(feiten / "betrokkene.csv")[0]["persoon_id"] not in merken


@pytest.mark.traag
def test_in_een_datamap_waar_al_is_gewerkt_komt_niets_binnen(feiten: Path, tmp_path: Path) -> None:
    data = gedeeld.leeg(tmp_path / "data")
    assert zicht("beheerder", "bea", "--voornaam", "Bea", "--achternaam", "Verzonnen", "--data", data).returncode == 0
    klaar = zicht("import", feiten, "--data", data)
    assert klaar.returncode == 2
    assert "al gewerkt" in klaar.stderr
