"""`zicht simulatie` op de opdrachtregel: wat niet kan is een nette fout, en verder staat er wat het verslag zegt."""

import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from support.burapfeiten import burapfeiten
from zicht.capaciteit.studie.uitvoeren import Studieverslag, uit_json
from zicht.cli import main

pytestmark = pytest.mark.traag


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


# ----------------------------------------------------------------------------------------------------- wat eruit komt

KLEIN = ("--herhalingen", "20", "--weken", "26", "--keuzes", "twee-fte-inhuur")


@pytest.fixture(scope="module")
def uit(feiten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Het keuzeblad van de kleine regio, met terugtoets."""
    map_ = tmp_path_factory.mktemp("simulatie") / "uit"
    assert main(["simulatie", str(feiten), *KLEIN, "--uit", str(map_)]) == 0
    return map_


def lees(uit: Path) -> Studieverslag:
    return uit_json(Studieverslag, (uit / "simulatie.json").read_bytes())


def test_het_keuzeblad_van_een_echte_kleine_regio_is_twee_bladzijden(uit: Path) -> None:
    assert sorted(pad.name for pad in uit.iterdir()) == [
        "keuzeblad.docx",
        "keuzeblad.html",
        "keuzeblad.pdf",
        "simulatie.json",
    ]
    assert len(pypdf.PdfReader(uit / "keuzeblad.pdf").pages) == 2
    html = (uit / "keuzeblad.html").read_text("utf-8")
    assert "B. Vier maanden 2 fte inhuur" in html
    assert "€\N{NO-BREAK SPACE}79.533" in html


def test_het_verslag_zegt_waar_het_op_steunt(uit: Path) -> None:
    verslag = lees(uit)
    assert verslag.studie.herhalingen == 20
    assert len(verslag.weekeinde) == 26
    assert verslag.terugblik is not None
    assert {norm.indicator for norm in verslag.studie.normen} >= {"beoordeling-tijdig-na-ontvangst"}
    assert verslag.herkomst.versies["definitie"]
    assert any(aanname.onderwerp == "Prijs van een fte" for aanname in verslag.aannames)


def test_json_is_het_verslag_en_steeds_hetzelfde(feiten: Path, uit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulatie", str(feiten), *KLEIN, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((uit / "simulatie.json").read_text("utf-8"))


def test_op_het_scherm_staan_de_tabellen_en_de_andere_antwoorden(
    feiten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opties = ("--grens", "beoordeling-tijdig-na-ontvangst", "--zonder-terugtoets", "--norm", "vv-tijdig-na-start=85")
    assert main(["simulatie", str(feiten), *KLEIN, *opties]) == 0
    uitvoer = capsys.readouterr().out
    for woorden in ("De keuzes naast elkaar", "De wachtlijst door het jaar", "Op tijd, over het hele tijdvak",
                    "Kosten tegenover op tijd", "minstens 85", "Nagerekend op vroeger is dit niet"):  # fmt: skip
        assert woorden in " ".join(uitvoer.split()).replace("\N{NO-BREAK SPACE}", " ")


def test_zoeken_naar_een_bezetting_zegt_wat_geprobeerd_is(feiten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opties = ("--zoek-formatie", "beoordeling", "--norm", "beoordeling-tijdig-na-oppakken=10", "--zonder-terugtoets")
    assert main(["simulatie", str(feiten), "--herhalingen", "20", "--weken", "13", *opties, "--json"]) == 0
    (tocht,) = json.loads(capsys.readouterr().out)["zoektochten"]
    assert tocht["stand"] in {"NU_AL", "GEVONDEN"}
    assert tocht["proeven"]


def test_het_ijkverslag_en_de_terugtoets_los(feiten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulatie", str(feiten), "--ijkverslag"]) == 0
    assert "Instroom van meldingen" in capsys.readouterr().out
    assert main(["simulatie", str(feiten), "--terugtoets", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reeksen"]


def test_een_burap_met_een_simulatie_die_er_niet_is_is_een_fout(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opdracht = ["burap", str(feiten), "--periode", "2025-burap3", "--uit", str(tmp_path / "burap"), "--simulatie"]
    assert main([*opdracht, str(tmp_path / "nergens.json")]) == 2
    assert "is niet te lezen" in capsys.readouterr().err
    (tmp_path / "kapot.json").write_text("{}", "utf-8")
    assert main([*opdracht, str(tmp_path / "kapot.json")]) == 2
    assert "Verwacht een bewaard studieverslag van Zicht" in capsys.readouterr().err
    assert not (tmp_path / "burap").exists()
