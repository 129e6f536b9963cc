"""`zicht synthetisch` op de opdrachtregel."""

import json
from pathlib import Path

import pytest

from zicht.cli import main


def test_de_opdracht_maakt_een_map_met_feiten_en_zegt_waar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["synthetisch", "--regio", "nog", "--jaren", "1", "--schaal", "0.02", "--uit", str(tmp_path / "nog")])
    uit, fout = capsys.readouterr()
    assert status == 0
    assert str(tmp_path / "nog") in uit
    assert "Noord Oost Gelderland" in fout
    assert 'bron = "zicht synthetisch' in (tmp_path / "nog" / "feiten.toml").read_text(encoding="utf-8")
    assert len(list((tmp_path / "nog").glob("*.csv"))) == 14


@pytest.mark.parametrize(
    "onderdelen, verwacht",
    [
        (["--regio", "drenthe"], "--regio: verwacht nog, nhn of landelijk, gevonden 'drenthe'"),
        (["--regio", "nog", "--jaren", "0"], "--jaren: verwacht een getal van 1 tot en met 20, gevonden 0"),
        (["--regio", "nog", "--seed", "-1"], "--seed: verwacht een getal van 0 of meer, gevonden -1"),
        (["--regio", "nog", "--schaal", "0"], "--schaal: verwacht een getal van 0.005 tot en met 10, gevonden 0.0"),
    ],
)
def test_een_verkeerde_aanroep_geeft_status_2_en_zegt_wat_er_wel_kan(
    onderdelen: list[str], verwacht: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["synthetisch", *onderdelen, "--uit", str(tmp_path / "uit")]) == 2
    assert verwacht in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_een_map_van_iemand_anders_wordt_niet_overschreven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "brief.txt").write_text("belangrijk", encoding="utf-8")
    assert main(["synthetisch", "--regio", "nog", "--jaren", "1", "--uit", str(tmp_path)]) == 2
    assert "niet leeg" in capsys.readouterr().err
    assert (tmp_path / "brief.txt").exists()


def test_de_verzonnen_begroting_vult_de_rapporten_zegt_dat_zij_verzonnen_is_en_raakt_geen_feit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map_, uit = tmp_path / "nhn", tmp_path / "uit"
    assert main(["synthetisch", "--regio", "nhn", "--jaren", "2", "--schaal", "0.05", "--uit", str(map_)]) == 0
    met = _cijfers(map_, capsys)
    assert main(["check", str(map_)]) == 0
    assert "geen bevindingen" in capsys.readouterr().out
    assert main(["burap", str(map_), "--periode", "2025-burap2", "--uit", str(uit)]) == 0
    assert main(["jaarbeeld", str(map_), "--periode", "2025", "--uit", str(uit)]) == 0
    blad = (uit / "burap.html").read_text("utf-8")
    assert blad.count("uit: Verzonnen begroting 2024 en 2025") == 2
    assert "Verzonnen begroting van zicht synthetisch, geen echt stuk." in blad
    assert "geen begroot aantal bekend" not in blad
    jaarbeeld = (uit / "jaarbeeld.html").read_text("utf-8")
    assert "Begroot: Verzonnen begroting 2024 en 2025." in jaarbeeld
    assert "uitgegeven dan begroot" in jaarbeeld
    (map_ / "begroting.toml").unlink()
    assert _cijfers(map_, capsys) == met


def _cijfers(map_: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """De vingerafdruk en elk cijfer."""
    capsys.readouterr()
    assert main(["indicatoren", str(map_), "--periode", "2025", "--json"]) == 0
    return json.loads(capsys.readouterr().out)
