"""`zicht koppelen`: van een bestand met mensen naar clusters, kandidaten met redenen, en de kwaliteit."""

import csv
import json
from pathlib import Path

import pytest

from zicht.cli import main
from zicht.synthetisch.koppelset import koppelset, schrijf_csv


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "personen.csv"
    schrijf_csv(koppelset(1_500, zaad=2), pad)
    return pad


def _lees(pad: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(pad.read_text("utf-8").splitlines()))


def test_van_een_map_met_mensen_naar_clusters_en_kandidaten(bestand: Path, tmp_path: Path, capsys):
    assert main(["koppelen", str(tmp_path), "--uit", str(tmp_path / "uit")]) == 0
    assert "1500 rijen" in (uit := capsys.readouterr().out)
    assert "precisie 0,9" in uit
    clusters = _lees(tmp_path / "uit" / "clusters.csv")
    assert len(clusters) == 1_500
    kandidaten = _lees(tmp_path / "uit" / "kandidaten.csv")
    assert kandidaten
    assert all("gelijk" in rij["waarom"] or "lijkt" in rij["waarom"] or "past" in rij["waarom"] for rij in kandidaten)
    namen = {rij["achternaam"] for rij in _lees(bestand) if rij["achternaam"]}
    tekst = (tmp_path / "uit" / "kandidaten.csv").read_text()
    assert not [naam for naam in namen if len(naam) > 7 and naam in tekst]  # een reden noemt nooit het gegeven zelf


def test_zonder_de_echte_mens_is_er_geen_kwaliteit(bestand: Path, capsys):
    regels = [regel.rsplit(",", 1)[0] for regel in bestand.read_text().splitlines()]
    bestand.write_text("\n".join(regels))
    assert main(["koppelen", str(bestand), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kwaliteit"] is None


@pytest.mark.parametrize(
    "inhoud, verwacht",
    [
        ("naam\nJan\n", "de kolom id ontbreekt; gevonden: naam"),
        ("id,achternaam\n1,Bakker\n1,Jansen\n", "elke rij heeft een eigen id nodig"),
        ("", "de kolom id ontbreekt; gevonden: niets"),
    ],
)
def test_een_bestand_dat_niet_klopt_zegt_wat_er_mist(inhoud: str, verwacht: str, tmp_path: Path, capsys):
    (tmp_path / "personen.csv").write_text(inhoud)
    assert main(["koppelen", str(tmp_path)]) == 2
    assert verwacht in capsys.readouterr().err


def test_een_onbekende_manier_of_grens_zegt_wat_er_wel_kan(bestand: Path, capsys):
    assert main(["koppelen", str(bestand), "--met", "gok"]) == 2
    assert "regels, splink" in capsys.readouterr().err
    assert main(["koppelen", str(bestand), "--samen-vanaf", "2"]) == 2
    assert "--samen-vanaf" in capsys.readouterr().err


def test_een_proef_zegt_per_geplante_soort_hoe_het_ging(capsys):
    assert main(["koppelen", "--proef", "1500", "--zaad", "4", "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    goed = {rij["soort"]: rij["goed"] / rij["aantal"] for rij in uit["soorten"]}
    assert goed["gezin verhuisd"] > 0.9
    assert goed["tweeling"] > 0.8
    assert main(["koppelen", "--proef", "1500", "--zaad", "4"]) == 0
    assert "naamgenoot:" in capsys.readouterr().out
    assert main(["koppelen"]) == 2
    assert "--proef N" in capsys.readouterr().err
