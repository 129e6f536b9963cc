"""`zicht begroting`: van de opdrachtregel tot tabel, JSON, stuk en sjabloon, en wat verkeerde invoer zegt."""

import json
from pathlib import Path
from typing import Any

import pytest

from zicht.catalogus import begrotingen
from zicht.cli import main
from zicht.core.begroting.schrijven import als_toml

Uitvoer = pytest.CaptureFixture[str]


def gegevens(capsys: Uitvoer, *args: str) -> dict[str, Any]:
    assert main(["begroting", *args, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def waarden(inhoud: dict[str, Any]) -> dict[str, Any]:
    return {deel["code"]: deel["waarde"] for deel in inhoud["uitkomsten"]}


def test_json_geeft_de_uitkomsten_van_de_begroting(capsys: Uitvoer) -> None:
    inhoud = gegevens(capsys, "nog")
    uitkomsten = waarden(inhoud)
    assert (inhoud["regio"], inhoud["jaar"], inhoud["scenario"]) == ("NOG", 2025, None)
    assert uitkomsten["uren"] == 69263
    assert uitkomsten["fte.primair"] == 60.791921
    assert uitkomsten["post.primair_uitvoerend"] == 5726598.932927
    assert uitkomsten["begroot.totaal"] == 8677500
    assert sum(deel["bedrag"] for deel in inhoud["bijdragen"]) == 8677500
    open_ = [deel["titel"] for deel in inhoud["afwijkingen"] if not deel["klopt"] and not deel["verklaring"]]
    assert open_ == []


def test_onbekend_is_null_en_zegt_waarom(capsys: Uitvoer) -> None:
    uren = next(deel for deel in gegevens(capsys, "nhn")["uitkomsten"] if deel["code"] == "uren")
    assert uren["waarde"] is None
    assert "niet bekend" in uren["noot"]


def test_een_scenario_staat_naast_de_begroting(capsys: Uitvoer) -> None:
    inhoud = gegevens(capsys, "nog", "--scenario", "hoog")
    scenario = inhoud["scenario"]
    totaal = waarden(scenario)["totaal"]
    assert round(totaal - waarden(inhoud)["totaal"], 4) == round(scenario["effect"], 4) > 1_500_000
    assert sum(deel["bedrag"] for deel in scenario["bijdragen"]) == round(scenario["begroot_totaal"])
    assert [deel["pad"] for deel in inhoud["gevoeligheid"][:3]] == [
        "loonkosten.in_dienst", "formatie.productieve_uren", "stroom.meldingen.aantal"]  # fmt: skip


def test_een_scenario_uit_een_bestand(capsys: Uitvoer, tmp_path: Path) -> None:
    bestand = tmp_path / "proef.toml"
    bestand.write_text(
        'bron = "zicht-keuze"\nvindplaats = "proef"\n'
        '[scenario.twee]\ntitel = "Twee keer"\n[[scenario.twee.wijziging]]\npad = "stroom.meldingen.aantal"\nprocent = 100\n'
        '[scenario.een]\ntitel = "Een procent"\n[[scenario.een.wijziging]]\npad = "stroom.meldingen.aantal"\nprocent = 1\n'
    )
    inhoud = gegevens(capsys, "nog", "--scenario", str(bestand))
    assert [deel["code"] for deel in inhoud["scenarios"]] == ["twee", "een"]
    assert inhoud["scenario"] is None
    assert inhoud["scenarios"][0]["effect"] == pytest.approx(100 * inhoud["scenarios"][1]["effect"])


def test_de_tabellen_noemen_beide_kanten_en_de_verklaring(capsys: Uitvoer) -> None:
    assert main(["begroting", "nog", "--scenario", "loon-525"]) == 0
    tekst = capsys.readouterr().out
    for deel in ("69.263", "60,79 fte", "€ 5.745.800", "€ 5.726.599", "Winterswijk", "applicatiebeheer", "Loon stijgt 5,25 procent",
                 "+€ 187.420", "Welke aanname weegt het zwaarst", "Niet geplaatst"):  # fmt: skip
        assert deel.replace(" ", "\N{NO-BREAK SPACE}") in tekst or deel in tekst, deel


def test_uitleg_gaat_tot_de_bron(capsys: Uitvoer) -> None:
    assert main(["begroting", "nog", "--uitleg", "post.primair_uitvoerend"]) == 0
    tekst = capsys.readouterr().out
    for deel in (
        "Primair uitvoerend",
        "Uren van alle diensten",
        "5.3, tabel Kernprestaties, regel 7",
        "6, Vacatures invullen, Kosten",
    ):
        assert deel in tekst
    boom = gegevens(capsys, "nog", "--uitleg", "fte.volume")
    assert (boom["bewerking"], [deel["code"] for deel in boom["delen"]]) == (
        "deelsom",
        ["uren", "formatie.productieve_uren"],
    )
    assert boom["delen"][1]["bron"]["vindplaats"] == "5.3, boven het schema: productieve uren per jaar"


def test_uitleg_van_een_scenario_herhaalt_niet_wat_een_andere_waarde_heeft(capsys: Uitvoer) -> None:
    assert main(["begroting", "nog", "--scenario", "laag", "--uitleg", "uren.voorwaarden_en_vervolg"]) == 0
    toen = [regel for regel in capsys.readouterr().out.splitlines() if "÷ Vervolg overige meldingen: 963" in regel]
    assert len(toen) == 1
    assert "zie boven" not in toen[0]


def test_een_later_jaar(capsys: Uitvoer) -> None:
    assert gegevens(capsys, "nog", "--jaar", "2027")["jaar"] == 2027
    assert gegevens(capsys, "nog", "--jaar", "2024")["titel"] == "Begroting 2024 (VVG)"


def test_het_stuk_komt_als_vijf_bestanden(capsys: Uitvoer, tmp_path: Path) -> None:
    uit = tmp_path / "stuk"
    assert main(["begroting", "nhn", "--uit", str(uit)]) == 0
    namen = ["begroting.xlsx", "begroting.docx", "begroting.pdf", "begroting.html", "begroting.json"]
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(uit / naam) for naam in namen]
    assert "begroting: PDF …" in printed.err
    assert sorted(pad.name for pad in uit.iterdir()) == sorted(namen)
    eerst = {naam: (uit / naam).read_bytes() for naam in namen}
    assert main(["begroting", "nhn", "--uit", str(uit)]) == 0
    assert {naam: (uit / naam).read_bytes() for naam in namen} == eerst


@pytest.mark.parametrize(
    "args, verwacht",
    [
        (["noh"], "'noh' is geen regio met een begroting en geen bestand. Bedoelt u 'nog'?"),
        (["nog", "--jaar", "2031"], "geen begroting van NOG voor 2031. Bekende jaren: 2024, 2025"),
        (["nog", "--scenario", "hog"], "Onbekend scenario 'hog' voor NOG. Bedoelt u 'hoog'?"),
        (["nog", "--uitleg", "total"], "Onbekende uitkomst 'total'"),
        (["nog", "--uitleg", "total"], "Bedoelt u 'totaal'?"),
        (["nog", "--sjabloon", "sjabloon.xls"], "een bestand dat eindigt op .xlsx"),
    ],
)
def test_een_verkeerde_aanroep_zegt_wat_er_bedoeld_kan_zijn(capsys: Uitvoer, args: list[str], verwacht: str) -> None:
    assert main(["begroting", *args]) == 2
    assert verwacht in capsys.readouterr().err


NOG = als_toml(begrotingen.begroting("nog"), begrotingen.kernprestaties())
GOED = 'vindplaats = "5.3, tabel Kernprestaties, regel 7"\nnormtijd_uren = 40'


@pytest.mark.parametrize(
    "oud, nieuw, verwacht",
    [
        ("[dienst.onderzoek]", "[dienst.onderzok]", "de dienst 'onderzok' is niet bekend. Bedoelt u 'onderzoek'?"),
        ("aantal = 2294", "aantal = 3200", "van 'Meldingen' is"),
        (GOED, GOED.replace("40", "-40"), "dienst.onderzoek.normtijd_uren: -40 uren kan niet"),
        ("jaar = 2025\n", "", "het jaar ontbreekt of kan niet"),
        (GOED, GOED.replace("= 40", "= veertig"), "niet te lezen als TOML"),
        (GOED, GOED.replace("40", '"veertig"'), "verwacht een getal (uren)"),
        ("procent = { waarde = 20.0", "procent = { waarde = 120", "120 procent kan niet: verwacht tussen 0 en 100"),
    ],
)
def test_een_fout_in_het_bestand_zegt_waar_en_wat(
    capsys: Uitvoer, tmp_path: Path, oud: str, nieuw: str, verwacht: str
) -> None:
    assert NOG.count(oud) >= 1
    bestand = tmp_path / "eigen.toml"
    bestand.write_text(NOG.replace(oud, nieuw, 1))
    assert main(["begroting", str(bestand)]) == 2
    assert verwacht in capsys.readouterr().err


@pytest.mark.parametrize("naam", ["begroting.toml", "begroting.xlsx", "begroting.pdf"])
def test_een_bestand_dat_iets_anders_is(capsys: Uitvoer, tmp_path: Path, naam: str) -> None:
    bestand = tmp_path / naam
    bestand.write_bytes(b"\xff\xfe\x00geen begroting\x81")
    assert main(["begroting", str(bestand)]) == 2
    fout = capsys.readouterr().err
    assert "niet te lezen" in fout
    assert "Traceback" not in fout


def test_een_verschil_zonder_verklaring_is_een_bevinding(capsys: Uitvoer, tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_text(NOG.replace("gedrukt = { waarde = 7231400,", "gedrukt = { waarde = 7231500,"))
    assert main(["begroting", str(bestand)]) == 1
    assert "Personeel: som van de posten: er is een verschil zonder verklaring." in capsys.readouterr().err


def test_een_eigen_bestand_rekent_als_de_catalogus(capsys: Uitvoer, tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_text(NOG)
    assert waarden(gegevens(capsys, str(bestand), "--scenario", "hoog")) == waarden(gegevens(capsys, "nog"))


def test_sjabloon_heen_en_terug_rekent_hetzelfde(capsys: Uitvoer, tmp_path: Path) -> None:
    bestand = tmp_path / "invullen.xlsx"
    assert main(["begroting", "nog", "--sjabloon", str(bestand)]) == 0
    assert main(["begroting", "nog", "--sjabloon", str(bestand)]) == 2  # wat er staat, wordt niet overschreven
    assert "bestaat al" in capsys.readouterr().err
    assert waarden(gegevens(capsys, str(bestand))) == waarden(gegevens(capsys, "nog"))
