"""De map: nooit half geschreven, nooit over andermans bestanden heen."""

from pathlib import Path

import pytest

from zicht.core.fouten import AanroepFout
from zicht.synthetisch.map import nieuwe_map, schrijf_feiten_toml


def maak_set(uit: Path, tekst: str = "een") -> None:
    with nieuwe_map(uit) as map_:
        schrijf_feiten_toml(map_, ["NOG"], 1, 1, 1.0)
        (map_ / "klacht.csv").write_text(tekst, encoding="utf-8")


def test_een_map_met_andere_bestanden_wordt_geweigerd_en_blijft_heel(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "dagboek.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(AanroepFout, match="niet leeg"), nieuwe_map(tmp_path / "uit"):
        pass
    assert (tmp_path / "uit" / "dagboek.txt").read_text(encoding="utf-8") == "van mij"


def test_een_bestand_als_doel_wordt_geweigerd(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("", encoding="utf-8")
    with pytest.raises(AanroepFout, match="is een bestand"), nieuwe_map(tmp_path / "uit"):
        pass


def test_een_eerdere_synthetische_set_wordt_vervangen(tmp_path: Path) -> None:
    maak_set(tmp_path / "uit")
    maak_set(tmp_path / "uit", "twee")
    assert (tmp_path / "uit" / "klacht.csv").read_text(encoding="utf-8") == "twee"


def test_gaat_het_mis_dan_blijft_de_oude_set_staan_en_niets_halfs_achter(tmp_path: Path) -> None:
    maak_set(tmp_path / "uit")
    with pytest.raises(FileNotFoundError), nieuwe_map(tmp_path / "uit") as map_:
        (map_ / "bestaat" / "niet.csv").write_text("half", encoding="utf-8")
    assert [pad.name for pad in tmp_path.iterdir()] == ["uit"]
    assert (tmp_path / "uit" / "klacht.csv").read_text(encoding="utf-8") == "een"
