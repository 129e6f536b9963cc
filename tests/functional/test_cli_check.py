"""`zicht check` van begin tot eind: kapotte mappen, statussen, Nederlandse zinnen en JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.kapot import BSN, GEVALLEN, bsns, maak, regio
from support.maak import csv_bytes, melding, schrijf_map
from support.oracle.aanroep import Afloop, zicht

VELDEN = ["regel", "tabel", "id", "rij", "kolom", "boodschap", "blokkeert"]


def check(map_: Path, *argumenten: str) -> Afloop:
    return zicht("check", map_, *argumenten)


def test_een_schone_map_heeft_geen_bevindingen(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    assert check(map_, "--json").json == {"bevindingen": []}
    afloop = check(map_)
    assert (afloop.status, afloop.fout) == (0, "")
    assert "geen bevindingen" in afloop.uit


@pytest.mark.parametrize("naam", GEVALLEN)
def test_een_kapotte_map_geeft_status_en_een_nederlandse_zin(tmp_path: Path, naam: str) -> None:
    geval = GEVALLEN[naam]
    afloop = check(maak(tmp_path / "feiten", geval), "--json")
    assert afloop.status == geval.status, afloop
    bevindingen = afloop.json["bevindingen"]
    assert [list(bevinding) for bevinding in bevindingen] == [VELDEN] * len(bevindingen)
    blokkerend = " ".join(bevinding["boodschap"] for bevinding in bevindingen if bevinding["blokkeert"])
    for woord in geval.woorden:
        assert woord in blokkerend
    assert not [nummer for nummer in (BSN, "1234.56.782", *bsns(20)) if nummer in afloop.uit + afloop.fout]


@pytest.mark.parametrize("naam", ["afgekapt tussen aanhalingstekens", "Windows-1252", "duizend foute rijen"])
@pytest.mark.parametrize("opdracht", ["indicatoren", "uitleg"])
def test_een_kapotte_map_geeft_nooit_een_cijfer(tmp_path: Path, naam: str, opdracht: str) -> None:
    map_ = maak(tmp_path / "feiten", GEVALLEN[naam])
    code = ["beoordeling-tijdig-na-ontvangst"] if opdracht == "uitleg" else []
    afloop = zicht(opdracht, map_, *code, "--periode", "2025-burap1", "--json")
    assert (afloop.status, afloop.uit) == (GEVALLEN[naam].status, "")
    assert afloop.fout.strip()


def test_duizend_foute_rijen_geven_twintig_regels_en_een_aantal(tmp_path: Path) -> None:
    map_ = maak(tmp_path / "feiten", GEVALLEN["duizend foute rijen"])
    afloop = check(map_)
    regels = afloop.fout.strip().splitlines()
    bevindingen = check(map_, "--json").json["bevindingen"]
    assert len([b for b in bevindingen if b["regel"] == "L-102"]) == 1000
    assert len(regels) == 21
    assert f"nog {len(bevindingen) - 20} regels" in regels[-1]
    assert f"{len(bevindingen)} bevindingen" in afloop.uit


def test_een_bevinding_zegt_precies_waar_ze_is(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["melding"][3]["ontvangen_op"] = "2025-02-30"
    map_ = schrijf_map(tmp_path, tabellen)
    [bevinding] = [b for b in check(map_, "--json").json["bevindingen"] if b["regel"] == "L-102"]
    assert {k: bevinding[k] for k in ("tabel", "id", "rij", "kolom", "blokkeert")} == {
        "tabel": "melding", "id": "M3", "rij": 5, "kolom": "ontvangen_op", "blokkeert": True,
    }  # fmt: skip
    assert "melding.csv, rij 5" in bevinding["boodschap"]


def test_in_parquet_is_de_eerste_rij_rij_een(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["klacht"][0]["oordeel"] = "onzin"
    map_ = schrijf_map(tmp_path, tabellen, vorm="parquet")
    [bevinding] = [b for b in check(map_, "--json").json["bevindingen"] if b["blokkeert"]]
    assert (bevinding["regel"], bevinding["id"], bevinding["rij"]) == ("L-103", "K1", 1)


def test_een_enkele_bevinding_staat_in_het_enkelvoud(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    (map_ / "melding.csv").write_bytes(b"")
    assert "1 bevinding, 1 blokkeert." in check(map_).uit


def test_een_volgordefout_blokkeert_niet(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["melding"][0]["beoordeeld_op"] = "2025-01-05"
    afloop = check(schrijf_map(tmp_path, tabellen), "--json")
    assert afloop.status == 0
    gevonden = {(b["regel"], b["id"], b["blokkeert"]) for b in afloop.json["bevindingen"]}
    assert ("M-002", "M0", False) in gevonden


def test_een_onmogelijke_datum_in_een_vrije_kolom_is_een_bevinding_die_niet_blokkeert(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["melding"][0]["teruggekoppeld_op"] = "2025-02-30"
    afloop = check(schrijf_map(tmp_path, tabellen), "--json")
    assert afloop.status == 0
    [bevinding] = afloop.json["bevindingen"]
    assert (bevinding["regel"], bevinding["kolom"]) == ("L-201", "teruggekoppeld_op")


def test_een_map_met_regiomappen_noemt_de_map(tmp_path: Path) -> None:
    for regio_ in ("NHN", "NOG"):
        schrijf_map(tmp_path / regio_, regio(), regio=regio_)
    (tmp_path / "NOG" / "klacht.csv").unlink()
    afloop = check(tmp_path, "--json")
    assert afloop.status == 2
    assert [b["boodschap"].split(":")[0] for b in afloop.json["bevindingen"]] == ["NOG"]


def test_een_lange_waarde_wordt_ingekort(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["klacht"][0]["oordeel"] = "x" * 5000
    afloop = check(schrijf_map(tmp_path, tabellen))
    assert afloop.status == 1
    assert "x" * 80 not in afloop.fout
    assert "x" * 70 in afloop.fout


def test_dezelfde_map_geeft_twee_keer_dezelfde_bytes(tmp_path: Path) -> None:
    map_ = maak(tmp_path / "feiten", GEVALLEN["duizend foute rijen"])
    assert check(map_, "--json").uit == check(map_, "--json").uit


def test_een_bestand_zonder_leesrecht_geeft_een_zin(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    (map_ / "klacht.csv").chmod(0)
    if os.access(map_ / "klacht.csv", os.R_OK):
        pytest.skip("deze gebruiker mag alles lezen")
    afloop = check(map_)
    assert afloop.status == 2
    assert "leesrechten" in afloop.fout


def test_als_eigen_proces_zonder_traceback_en_met_status(tmp_path: Path) -> None:
    map_ = maak(tmp_path / "feiten", GEVALLEN["afgekapt tussen aanhalingstekens"])
    proces = subprocess.run(
        [Path(sys.executable).parent / "zicht", "check", map_, "--json"], capture_output=True, text=True
    )
    assert proces.returncode == 2, proces.stderr
    assert json.loads(proces.stdout)["bevindingen"]
    assert "Traceback" not in proces.stderr


def test_een_symbolische_koppeling_naar_een_bestand_wordt_gelezen(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path / "feiten", regio())
    (map_ / "melding.csv").rename(tmp_path / "elders.csv")
    (map_ / "melding.csv").symlink_to(tmp_path / "elders.csv")
    assert check(map_, "--json").json == {"bevindingen": []}


def test_een_pad_met_haken_en_aanhalingsteken_wordt_gelezen(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path / "feiten [2025] 'q' *", regio())
    assert check(map_, "--json").json == {"bevindingen": []}


def test_gemengde_regeleinden_zijn_geen_fout_en_laten_niets_achter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tijdelijk").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tijdelijk"))
    map_ = schrijf_map(tmp_path / "feiten", regio())
    regels = (map_ / "melding.csv").read_bytes().splitlines()
    (map_ / "melding.csv").write_bytes(b"".join(r + (b"\r\n" if i % 2 else b"\n") for i, r in enumerate(regels)))
    assert check(map_, "--json").json == {"bevindingen": []}
    assert not list((tmp_path / "tijdelijk").glob("*.csv"))


def test_een_formule_in_een_tekst_blijft_tekst(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["gemeente"] = [{"gemeente": "GM0361", "naam": "=cmd|'/c calc'!A1", "jaar": 2025}]
    assert check(schrijf_map(tmp_path, tabellen), "--json").status == 0


def test_een_lange_reeks_goede_rijen_met_een_fout_achteraan_wordt_gevonden(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    rijen = [melding(f"M{i}", "2025-01-06", dossier_id="D-M0") for i in range(30_000)]
    rijen.append(melding("M30000", "2025-13-01", dossier_id="D-M0"))
    (map_ / "melding.csv").write_bytes(csv_bytes(["melding_id", "dossier_id", "ontvangen_op"], rijen))
    [bevinding] = [b for b in check(map_, "--json").json["bevindingen"] if b["blokkeert"]]
    assert (bevinding["id"], bevinding["rij"]) == ("M30000", 30_002)
