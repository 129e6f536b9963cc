"""Een schone synthetische set geeft nooit een bevinding; rommel die te vinden is, wordt gevonden."""

import filecmp
import json
from pathlib import Path

import pytest

from zicht.synthetisch import maak
from zicht.synthetisch.rommel import SOORTEN, schijn_bsn
from zicht.uitwisseling.controle import controleer_mappen


@pytest.mark.parametrize(
    "regio, jaren, seed, schaal", [("nog", 1, 0, 0.3), ("nog", 3, 99, 0.05), ("nhn", 8, 12, 0.1), ("nhn", 1, 3, 0.01)]
)
def test_een_schone_set_heeft_geen_enkele_bevinding(
    regio: str, jaren: int, seed: int, schaal: float, tmp_path: Path
) -> None:
    maak(regio, jaren, seed, tmp_path / "set", schaal)
    assert controleer_mappen(tmp_path / "set") == []


def test_dezelfde_seed_geeft_dezelfde_bytes_en_een_andere_seed_niet(tmp_path: Path) -> None:
    for naam, seed in (("a", 5), ("b", 5), ("c", 6)):
        maak("nog", 2, seed, tmp_path / naam, 0.1, rommel=True)
    namen = sorted(pad.name for pad in (tmp_path / "a").iterdir())
    assert filecmp.cmpfiles(tmp_path / "a", tmp_path / "b", namen, shallow=False) == (namen, [], [])
    assert "melding.csv" in filecmp.cmpfiles(tmp_path / "a", tmp_path / "c", namen, shallow=False)[1]


def test_een_landelijke_set_in_parquet_is_schoon_en_tot_op_de_byte_gelijk(tmp_path: Path) -> None:
    for naam in "ab":
        maak("landelijk", 1, 5, tmp_path / naam, 0.01)
    namen = sorted(pad.name for pad in (tmp_path / "a").iterdir())
    assert filecmp.cmpfiles(tmp_path / "a", tmp_path / "b", namen, shallow=False) == (namen, [], [])
    assert controleer_mappen(tmp_path / "a") == []


@pytest.mark.parametrize("soort", [naam for naam, gegevens in SOORTEN.items() if gegevens.vindbaar])
def test_elke_vindbare_soort_rommel_wordt_in_elke_rij_gevonden(soort: str, tmp_path: Path) -> None:
    maak("nog", 1, 21, tmp_path / "set", 0.3, rommel=frozenset({soort}))
    gemaakt = json.loads((tmp_path / "set" / "rommel.json").read_text(encoding="utf-8"))["fouten"]
    gevonden = controleer_mappen(tmp_path / "set")
    assert gemaakt
    assert {(fout["tabel"], fout["rij"]) for fout in gemaakt} <= {(b.tabel, b.rij) for b in gevonden}
    assert any(bevinding.blokkeert for bevinding in gevonden) == SOORTEN[soort].blokkeert


@pytest.mark.parametrize("soort", [naam for naam, gegevens in SOORTEN.items() if not gegevens.vindbaar])
def test_rommel_die_niemand_kan_zien_geeft_geen_bevinding_die_blokkeert(soort: str, tmp_path: Path) -> None:
    maak("nog", 1, 21, tmp_path / "set", 0.3, rommel=frozenset({soort}))
    assert json.loads((tmp_path / "set" / "rommel.json").read_text(encoding="utf-8"))["fouten"]
    assert not any(bevinding.blokkeert for bevinding in controleer_mappen(tmp_path / "set"))


def test_een_schijn_bsn_haalt_de_elfproef_en_begint_als_een_testnummer() -> None:
    for nummer in range(50):
        cijfers = [int(cijfer) for cijfer in schijn_bsn(nummer)]
        gewogen = sum(gewicht * cijfer for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
        assert gewogen % 11 == 0
        assert cijfers[:4] == [9, 9, 9, 9]
    assert len({schijn_bsn(nummer) for nummer in range(1000)}) == 1000
