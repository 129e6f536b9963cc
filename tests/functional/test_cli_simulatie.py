"""`zicht simulatie` op de opdrachtregel: wat niet kan is een nette fout, en verder staat er wat het verslag zegt."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.burapfeiten import burapfeiten
from zicht.cli import main


@pytest.fixture(scope="module")
def feiten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een kleine regio uit vaste patronen: twee jaar, zonder toeval."""
    return burapfeiten(tmp_path_factory.mktemp("feiten"))


# ------------------------------------------------------------------------------------------------------- wat niet kan


@pytest.mark.parametrize(
    "opties, verwacht",
    [
        (["--weken", "0"], "--weken is 0; verwacht 1 tot en met 156"),
        (["--herhalingen", "5"], "--herhalingen is 5; verwacht 20"),
        (["--zekerheid", "100"], "verwacht 50 tot en met 99"),
        (["--herhalingen", "veel"], "geen geheel getal"),
        (["--scenario", "nergens.toml"], "nergens.toml is geen bestand"),
        (["--scenario", "x.toml", "--keuzes", "laag"], "niet allebei"),
        (["--keuzes", "een-fte-vats"], "Onbekende keuze 'een-fte-vats'. Bedoelt u 'een-fte-vast'"),
        (["--norm", "beoordeling-tijdig-na-ontvngst=60"], "Onbekende indicator 'beoordeling-tijdig-na-ontvngst'"),
        (["--norm", "beoordeling-tijdig-na-ontvangst=veel"], "verwacht CODE=PROCENT"),
        (["--norm", "recidive-na-overdracht=10"], "Onbekende indicator 'recidive-na-overdracht'"),
        (["--begroting", "nergens"], "'nergens' is geen regio met een begroting"),
        (["--peildatum", "2031-01-01"], "ligt na de laatste dag van de feiten"),
        (["--grens", "wachtlijst"], "Onbekende indicator 'wachtlijst'"),
    ],
)
def test_een_verkeerde_vraag_is_een_fout_in_gewone_taal(
    feiten: Path, capsys: pytest.CaptureFixture[str], opties: list[str], verwacht: str
) -> None:
    try:
        status = main(["simulatie", str(feiten), *opties])
    except SystemExit as uitgang:  # argparse
        status = uitgang.code
    uitvoer = capsys.readouterr()
    assert status == 2
    assert verwacht in uitvoer.err
    assert uitvoer.out == ""


def test_een_scenariobestand_met_fouten_noemt_wat_er_mis_is(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "keuzes.toml"
    bestand.write_text(
        '[scenario.x]\ntitel = "X"\n[[scenario.x.mensen]]\nteam = "beoordeling"\nfte = "twee"\n', "utf-8"
    )
    assert main(["simulatie", str(feiten), "--scenario", str(bestand)]) == 2
    fout = capsys.readouterr().err
    assert "keuzes.toml" in fout
    assert "fte" in fout
    assert "soort" in fout


def test_een_map_zonder_feiten_is_een_fout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulatie", str(tmp_path / "leeg")]) == 2
    assert "leeg" in capsys.readouterr().err


def test_een_bestand_op_de_plaats_van_de_map_is_een_fout(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "uit").write_text("", "utf-8")
    assert main(["simulatie", str(feiten), "--uit", str(tmp_path / "uit")]) == 2
    assert "is een bestand" in capsys.readouterr().err


def test_de_keuzes_die_klaarliggen_hebben_een_code_en_een_titel(
    feiten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulatie", str(feiten), "--keuzes", "lijst", "--json"]) == 0
    keuzes = {keuze["code"]: keuze["titel"] for keuze in json.loads(capsys.readouterr().out)}
    assert keuzes["twee-fte-inhuur"] == "Vier maanden 2 fte inhuur"
    assert main(["simulatie", str(feiten), "--keuzes", "lijst"]) == 0
    assert "een-fte-vast" in capsys.readouterr().out


def test_wie_alleen_hulp_vraagt_laadt_geen_rekenwerk() -> None:
    code = (
        "import sys; from zicht.cli import main\n"
        "try:\n    main(['simulatie', '--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'numba', 'rich', 'duckdb', 'zicht.capaciteit') if m in sys.modules])"
    )
    klaar = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert klaar.stdout.splitlines()[-1] == "[]"
