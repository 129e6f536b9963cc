"""`zicht brug` op de opdrachtregel: versies kiezen, de brug als tekst en als JSON, en wat niet kan."""

from pathlib import Path

import pytest

from support.maak import klacht, schrijf_map
from support.oracle.aanroep import zicht

VRAAG = ("--indicator", "klachten-gegrond", "--periode", "2025-burap1")


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    klachten = [
        klacht("K1", "2025-02-01", "gegrond"), klacht("K2", "2025-02-02", "ongegrond"),
        *(klacht(f"D{nr:02}", "2025-03-01", "deels_gegrond") for nr in range(25)),
    ]  # fmt: skip
    return schrijf_map(tmp_path_factory.mktemp("feiten"), {"klacht": klachten})


def test_zonder_versies_staat_er_waar_uit_te_kiezen_is(map_: Path) -> None:
    gezegd = zicht("brug", map_, *VRAAG)
    assert gezegd.status == 0
    assert "notitie: de notitie, zo rekenen de cijfers (geldt vanaf 01-01-2019)" in gezegd.uit
    assert "deels-telt-mee: deels gegrond telt ook als gegrond (een lezing, heeft nooit gegolden)" in gezegd.uit
    assert [v["versie"] for v in zicht("brug", map_, *VRAAG, "--json").json["versies"]][:2] == ["notitie", "bijlage5"]


def test_de_brug_als_tekst_noemt_regel_bron_en_gevallen(map_: Path) -> None:
    gezegd = zicht("brug", map_, *VRAAG, "--van", "notitie", "--naar", "deels-telt-mee")
    assert gezegd.status == 0
    assert (
        "Teller: van ‘het oordeel is gegrond’ naar ‘het oordeel is gegrond of deels gegrond’; 25 gevallen" in gezegd.uit
    )
    assert "teller +25, noemer 0" in gezegd.uit
    assert "D00, D01" in gezegd.uit
    assert "… en nog 5 (alles: --json)" in gezegd.uit
    assert "gelijk aan het cijfer in de rapportage" in gezegd.uit
    assert "Begin en stappen samen zijn precies het eind." in gezegd.uit


def test_de_brug_als_json_heeft_elk_geval(map_: Path) -> None:
    brug = zicht("brug", map_, *VRAAG, "--van", "notitie", "--naar", "deels-telt-mee", "--json").json
    [stap] = brug["stappen"]
    assert len(stap["verschuivingen"][0]["gevallen"]) == 25
    assert brug["van"]["teller"] + stap["verschil"]["teller"] == brug["naar"]["teller"] == 26
    assert (brug["sluit"], brug["van"]["gelijk_aan_cijfer"], brug["naar"]["gelijk_aan_cijfer"]) == (True, True, None)


@pytest.mark.parametrize(
    "argumenten, woorden",
    [
        (("--indicator", "bestaat-niet", "--periode", "2025"), "Onbekende indicator"),
        (("--indicator", "instroom-meldingen", "--periode", "2025"), "maar een versie bekend"),
        ((*VRAAG, "--van", "x", "--naar", "notitie"), "Onbekende versie 'x' van de definitie. Kies uit: notitie"),
        ((*VRAAG, "--van", "notitie", "--naar", "1999-01-01"), "Onbekende versie '1999-01-01'"),
        ((*VRAAG, "--van", "notitie", "--naar", "beoordeling-tijdig-na-ontvangst:wet"), "de ene telt per klacht"),
    ],
)
def test_wat_niet_kan_zegt_wat_er_wel_kan(map_: Path, argumenten: tuple[str, ...], woorden: str) -> None:
    gezegd = zicht("brug", map_, *argumenten)
    assert gezegd.status == 2
    assert woorden in gezegd.fout


def test_een_brug_gaat_over_een_regio(tmp_path: Path) -> None:
    for naam in ("nhn", "nog"):
        schrijf_map(tmp_path / naam, {}, regio=naam.upper())
    gezegd = zicht("brug", tmp_path, *VRAAG, "--van", "notitie", "--naar", "bijlage5")
    assert (gezegd.status, "Een brug gaat over een regio" in gezegd.fout) == (2, True)
