"""`zicht termijn`: van de opdrachtregel tot het antwoord, en wat een verkeerde aanroep zegt."""

import json

import pytest

from zicht.cli import OPDRACHTEN, main

CODES = (
    "beoordeling",
    "voorwaarden_en_vervolg",
    "onderzoek",
    "eerste_contact",
    "onderzoek_start_wettelijk",
    "huisverbod",
    "huisverbod_verlengd",
)
Uitvoer = pytest.CaptureFixture[str]


def test_de_tekst_noemt_datum_regel_overgeslagen_dagen_en_bron(capsys: Uitvoer) -> None:
    assert main(["termijn", "beoordeling", "--vanaf", "2025-04-17"]) == 0
    kop, uitleg, *keuzes = capsys.readouterr().out.splitlines()
    assert kop == "Veiligheidsbeoordeling na een melding: uiterlijk maandag 28-04-2025"
    for deel in (
        "5 werkdagen",
        "Goede Vrijdag 18-04-2025",
        "Koningsdag (zaterdag) 26-04-2025",
        "Prestatie-Indicatoren",
    ):
        assert deel in uitleg
    assert keuzes
    assert all(keuze.startswith("Keuze: ") for keuze in keuzes)


@pytest.mark.parametrize(
    "code, vanaf, uiterlijk",
    [
        ("beoordeling", "2025-04-17", "2025-04-28"),
        ("onderzoek", "2025-02-10", "2025-04-22"),
        ("onderzoek_start_wettelijk", "2025-04-17", "2025-04-23"),
        ("huisverbod", "2025-04-17", "2025-04-27"),
        ("huisverbod_verlengd", "2025-04-17", "2025-05-15"),
    ],
)
def test_gouden_gevallen_als_json(code: str, vanaf: str, uiterlijk: str, capsys: Uitvoer) -> None:
    assert main(["termijn", code, "--vanaf", vanaf, "--json"]) == 0
    antwoord = json.loads(capsys.readouterr().out)
    assert (antwoord["code"], antwoord["vanaf"], antwoord["uiterste_datum"]) == (code, vanaf, uiterlijk)
    assert antwoord["bron"]["titel"]
    assert antwoord["regel"]


def test_json_noemt_elke_overgeslagen_dag_met_naam(capsys: Uitvoer) -> None:
    main(["termijn", "beoordeling", "--vanaf", "2025-04-17", "--json"])
    assert json.loads(capsys.readouterr().out)["overgeslagen"] == [
        {"datum": "2025-04-18", "naam": "Goede Vrijdag"},
        {"datum": "2025-04-19", "naam": "zaterdag"},
        {"datum": "2025-04-20", "naam": "zondag"},
        {"datum": "2025-04-21", "naam": "Tweede paasdag"},
        {"datum": "2025-04-26", "naam": "Koningsdag (zaterdag)"},
        {"datum": "2025-04-27", "naam": "zondag"},
    ]


@pytest.mark.parametrize("code", CODES)
def test_elke_code_uit_het_feitenformaat_werkt(code: str, capsys: Uitvoer) -> None:
    assert main(["termijn", code, "--vanaf", "2025-03-03"]) == 0
    assert "uiterlijk" in capsys.readouterr().out


def test_een_gelijkgestelde_dag_wordt_gemeld_als_zij_verschil_maakt(capsys: Uitvoer) -> None:
    assert main(["termijn", "onderzoek", "--vanaf", "2025-03-21"]) == 0
    uitvoer = capsys.readouterr().out
    assert "uiterlijk vrijdag 30-05-2025" in uitvoer
    assert "met de kalender atw_met_besluiten is de uiterste datum 02-06-2025" in uitvoer


@pytest.mark.parametrize(
    "argumenten, melding",
    [
        (["bestaatniet", "--vanaf", "2025-04-17"], "Onbekende termijn 'bestaatniet'. Kies uit: beoordeling, "),
        (["beoordeling", "--vanaf", "2025-02-30"], "'2025-02-30' is geen datum. Verwacht: jjjj-mm-dd"),
        (["beoordeling", "--vanaf", "17-04-2025"], "'17-04-2025' is geen datum"),
        (["beoordeling", "--vanaf", "2014-12-31"], "de eerste waarde geldt vanaf 01-01-2015"),
        (["beoordeling", "--vanaf", "2060-12-31"], "valt daarbuiten"),
        (["terugkoppeling", "--vanaf", "2025-04-17"], "de bronnen noemen geen aantal dagen"),
    ],
)
def test_een_verkeerde_aanroep_zegt_wat_er_mis_is(argumenten: list[str], melding: str, capsys: Uitvoer) -> None:
    assert main(["termijn", *argumenten]) == 2
    uitvoer = capsys.readouterr()
    assert melding in uitvoer.err
    assert uitvoer.out == ""
    assert "Traceback" not in uitvoer.err


def test_een_onbekende_code_noemt_alle_codes_uit_het_feitenformaat(capsys: Uitvoer) -> None:
    main(["termijn", "x", "--vanaf", "2025-04-17"])
    melding = capsys.readouterr().err
    assert [code for code in CODES if code not in melding] == []
    assert "terugkoppeling" not in melding


@pytest.mark.parametrize("opdracht", [*OPDRACHTEN])
def test_de_hulp_is_in_het_nederlands(opdracht: str, capsys: Uitvoer) -> None:
    with pytest.raises(SystemExit):
        main([opdracht, "--help"])
    hulp = capsys.readouterr().out
    assert hulp.startswith(f"gebruik: zicht {opdracht}")
    for engels in ("usage:", "positional arguments", "options:", "show this help"):
        assert engels not in hulp
