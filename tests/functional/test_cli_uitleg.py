"""`zicht uitleg` zoals een medewerker het leest: wat een geval doet, waarom, en welke datums dat beslisten."""

import json
from pathlib import Path

import pytest

from support.maak import (
    betrokkene,
    dienst,
    dossier,
    klacht,
    melding,
    met_dossiers,
    schorsing,
    schrijf_map,
    tevredenheid,
)
from support.oracle.aanroep import Afloop, zicht

NA_ONTVANGST = "beoordeling-tijdig-na-ontvangst"
P = ("--periode", "2025-burap1")


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een kleine regio waarin elk antwoord een keer voorkomt."""
    tabellen = met_dossiers(
        {
            "melding": [
                melding("M1", "2025-01-06", "2025-01-13", overgedragen_op="2025-01-14"),
                melding("M2", "2025-01-06", "2025-01-15"),
                melding("M3", "2025-01-06", "2025-01-09", ter_registratie="ja"),
                melding("M4", "2025-01-06", "2025-01-09", ter_registratie=None),
                melding("M5", "2025-04-28"),
                melding("M6", "2025-05-06", "2025-05-08"),
                melding("M7", "2025-01-06", "2025-01-02"),
                melding("M8", "2025-01-06", "2025-01-15"),
                melding("M9", "2025-03-03"),
            ],
            "dienst": [
                dienst("M1", "onderzoek", "2025-01-13", gestart_op="2025-01-20", afgerond_op="2025-04-01",
                       overgedragen_op="2025-04-08", top3="onbekend"),
            ],
            "dossier": [
                dossier("D-oud", "2023-02-01", gesloten_op="2024-03-04", sluitroute="directe_overdracht"),
                dossier("D-ouder", "2022-02-01", gesloten_op="2023-03-04", sluitroute="vervolgdienst"),
            ],
            "betrokkene": [
                betrokkene("D-M1", "P1"), betrokkene("D-oud", "P1"), betrokkene("D-ouder", "P1"),
                betrokkene("D-M2", "P2"),
            ],
            "klacht": [klacht("K1", "2025-02-03"), klacht("K2", "2025-02-03", "ongegrond", afgehandeld_op="2025-03-03")],
            "tevredenheid": [tevredenheid("T1", "2025-02-03", 7.5)],
            "schorsing": [schorsing("beoordeling", "M8", "2025-01-07", "2025-01-10")],
        }
    )  # fmt: skip
    return schrijf_map(tmp_path_factory.mktemp("uitleg"), tabellen)


def leg_uit(map_: Path, code: str, *argumenten: str) -> str:
    """De uitvoer van een geslaagde aanroep."""
    afloop = zicht("uitleg", map_, code, *argumenten, *(() if "--periode" in argumenten else P))
    assert afloop.status == 0, afloop.fout
    return afloop.uit


def geval(map_: Path, code: str, id_: str, *argumenten: str) -> tuple[str, str]:
    """De zin en de feiten van een geval."""
    _, regels = leg_uit(map_, code, id_, *argumenten).split("\n\n", 1)
    zin, feiten, *_ = regels.splitlines()
    return zin, feiten


@pytest.mark.parametrize(
    "id_, zin, feiten",
    [
        (
            "M1",
            "Melding M1 telt in de noemer en in de teller: afgerond binnen de termijn — ja.",
            "Ontvangen op 06-01-2025, uiterste datum 13-01-2025 (5 werkdagen), beoordeeld op 13-01-2025.",
        ),
        (
            "M2",
            "Melding M2 telt in de noemer, maar niet in de teller: afgerond binnen de termijn — nee.",
            "Ontvangen op 06-01-2025, uiterste datum 13-01-2025 (5 werkdagen), beoordeeld op 15-01-2025 (2 dagen te laat).",
        ),
        (
            "M3",
            "Melding M3 telt niet mee: de melding is niet alleen ter registratie — nee.",
            ("Ontvangen op 06-01-2025, uiterste datum 13-01-2025 (5 werkdagen), beoordeeld op 09-01-2025, "
            "ter registratie: ja."),
        ),
        (
            "M4",
            "Melding M4 is niet te bepalen: de melding is niet alleen ter registratie — onbekend.",
            ("Ontvangen op 06-01-2025, uiterste datum 13-01-2025 (5 werkdagen), beoordeeld op 09-01-2025, "
            "ter registratie: niet bekend."),
        ),
        (
            "M5",
            "Melding M5 telt niet mee: beoordeeld op valt in de periode — nee.",
            "Ontvangen op 28-04-2025, uiterste datum 06-05-2025 (5 werkdagen), beoordeeld op: niet bekend.",
        ),
        (
            "M7",
            "Melding M7 is niet te bepalen: het einde ligt niet voor het begin — nee.",
            "Ontvangen op 06-01-2025, uiterste datum 13-01-2025 (5 werkdagen), beoordeeld op 02-01-2025.",
        ),
        (
            "M8",
            "Melding M8 telt in de noemer en in de teller: afgerond binnen de termijn — ja.",
            ("Ontvangen op 06-01-2025, uiterste datum 16-01-2025 (5 werkdagen, stilgezet van 07-01-2025 tot en met "
            "09-01-2025 (wacht op gegevens)), beoordeeld op 15-01-2025."),
        ),
    ],
)  # fmt: skip
def test_een_geval_krijgt_een_zin_en_de_datums_die_beslisten(map_: Path, id_: str, zin: str, feiten: str) -> None:
    assert geval(map_, NA_ONTVANGST, id_) == (zin, feiten)


def test_naar_ontvangst_geteld_kan_een_geval_nog_open_zijn(map_: Path) -> None:
    zin, feiten = geval(map_, NA_ONTVANGST, "M5", "--telling", "ontvangen")
    assert zin == ("Melding M5 is nog open: nog niet afgerond — ja; de termijn is nog niet verstreken — ja.")
    assert feiten.startswith("Ontvangen op 28-04-2025, uiterste datum 06-05-2025")
    zin, _ = geval(map_, NA_ONTVANGST, "M9", "--telling", "ontvangen")
    assert zin == ("Melding M9 telt in de noemer, maar niet in de teller: afgerond — nee.")


def test_recidive_noemt_het_dossier_dat_besliste(map_: Path) -> None:
    zin, feiten = geval(map_, "recidive-na-overdracht", "M1")
    assert zin == "Melding M1 telt in de noemer en in de teller: het eerdere dossier sloot na directe overdracht — ja."
    assert feiten == (
        "Ontvangen op 06-01-2025, het laatst gesloten eerdere dossier van de betrokkenen is D-oud, gesloten op "
        "04-03-2024 met sluitroute ‘directe overdracht na de veiligheidsbeoordeling’."
    )
    _, feiten = geval(map_, "recidive-na-vervolgdienst", "M2")
    assert feiten == (
        "Ontvangen op 06-01-2025, geen van de betrokkenen komt voor in een dossier dat eerder is gesloten."
    )


def test_overdracht_noemt_de_dagen_en_houdt_melding_en_dienst_uit_elkaar(map_: Path) -> None:
    """Een melding en een dienst mogen hetzelfde kenmerk hebben."""
    uit = leg_uit(map_, "overdracht-snelheid", "M1")
    assert "Overdracht van melding M1 telt mee" in uit
    assert "Besluit op 13-01-2025, overgedragen op 14-01-2025, dat is 1 dag." in uit
    assert "Overdracht van dienst M1 telt mee" in uit
    assert "Besluit op 01-04-2025, overgedragen op 08-04-2025, dat zijn 7 dagen." in uit


def test_tevredenheid_noemt_het_cijfer_en_een_klacht_haar_oordeel(map_: Path) -> None:
    assert geval(map_, "tevredenheid-betrokkenen", "T1")[1].startswith("Datum 03-02-2025, cijfer: 7,5")
    assert geval(map_, "klachten-gegrond", "K1") == (
        "Klacht K1 is nog open: er is nog geen oordeel — ja.",
        "Ingediend op 03-02-2025, oordeel: niet bekend.",
    )
    assert geval(map_, "klachten-gegrond", "K2")[1] == "Ingediend op 03-02-2025, oordeel: ongegrond."


def test_zonder_vastgestelde_termijn_staat_dat_erbij(map_: Path) -> None:
    _, feiten = geval(map_, "terugkoppeling-melder-tijdig", "M1")
    assert feiten.startswith("Ontvangen op 06-01-2025, er is geen termijn vastgesteld")


def test_een_geval_toont_elke_vraag_elke_getelde_dag_en_de_definitie(map_: Path) -> None:
    uit = leg_uit(map_, NA_ONTVANGST, "M2")
    assert "  Telt mee als: de melding is niet alleen ter registratie — ja" in uit
    assert "  In de teller als: afgerond binnen de termijn — nee" in uit
    assert "overgeslagen: zaterdag 11-01-2025, zondag 12-01-2025; uiterste datum maandag 13-01-2025 (bron:" in uit
    assert "De definitie" in uit
    assert "Keuze: " in uit


def test_een_geval_dat_op_de_peildatum_nog_niet_bestaat_zegt_dat(map_: Path) -> None:
    uit = leg_uit(map_, NA_ONTVANGST, "M6")
    assert "Melding M6 telt niet mee: op de peildatum 30-04-2025 bestaat het nog niet (ontvangen op 06-05-2025)." in uit
    als_json = json.loads(leg_uit(map_, NA_ONTVANGST, "M6", "--json"))
    assert als_json["gevallen"] == []
    assert als_json["opmerkingen"][0].startswith("Melding M6 telt niet mee")


def test_een_onbekend_kenmerk_is_een_fout_die_zegt_wat_verwacht_werd(map_: Path) -> None:
    afloop: Afloop = zicht("uitleg", map_, NA_ONTVANGST, "M77", *P)
    assert (afloop.status, afloop.uit) == (2, "")
    assert "Geen melding met kenmerk 'M77' in deze feiten." in afloop.fout
    assert "het kenmerk van een melding" in afloop.fout
    assert len(afloop.fout.splitlines()) == 2  # de andere regel gaat over de feiten zelf
    assert "123456782" not in zicht("uitleg", map_, NA_ONTVANGST, "123456782", *P).fout  # klopt met de elfproef


@pytest.mark.parametrize(
    "argumenten, woord",
    [
        (("bestaat-niet", *P), "Kies uit: beoordeling-tijdig-na-ontvangst"),
        ((NA_ONTVANGST, "--periode", "2025-burap9"), "2025-burap1"),
        ((NA_ONTVANGST, *P, "--telling", "anders"), "afgerond, ontvangen"),
        ((NA_ONTVANGST, "--periode", "2026"), "31-12-2025"),
    ],
)
def test_een_verkeerde_aanroep_zegt_wat_er_mag(map_: Path, argumenten: tuple[str, ...], woord: str) -> None:
    afloop = zicht("uitleg", map_, *argumenten)
    assert (afloop.status, afloop.uit) == (2, "")
    assert woord in afloop.fout


def test_een_hele_indicator_telt_de_antwoorden_en_noemt_alleen_wie_in_beeld_is(map_: Path) -> None:
    uit = leg_uit(map_, NA_ONTVANGST)
    assert "5 gevallen (2 in de noemer en in de teller; 1 in de noemer, niet in de teller; 2 niet te bepalen)." in uit
    assert "Melding M2 telt" in uit
    assert "Melding M3" not in uit
    assert "peildatum 30-04-2025, geteld naar afronding" in uit


def test_een_lange_lijst_wordt_afgebroken_met_de_weg_naar_de_rest(tmp_path: Path) -> None:
    meldingen = [melding(f"M{n:02}", "2025-01-06", "2025-01-13") for n in range(30)]
    uit = leg_uit(schrijf_map(tmp_path, met_dossiers({"melding": meldingen})), NA_ONTVANGST)
    assert uit.count("Melding M") == 25
    assert "… en nog 5 gevallen. Een geval met alle vragen: zet zijn kenmerk erachter." in uit
    een = schrijf_map(tmp_path / "een", met_dossiers({"melding": meldingen[:1]}))
    assert ": 1 geval (1 in de noemer en in de teller)." in leg_uit(een, NA_ONTVANGST)
    assert ": 0 gevallen." in leg_uit(een, "klachten-gegrond")


def test_json_geeft_elk_geval_met_zijn_vragen_waarden_en_datums(map_: Path) -> None:
    uit = json.loads(leg_uit(map_, NA_ONTVANGST, "--json"))
    assert (uit["code"], uit["periode"], uit["peildatum"]) == (NA_ONTVANGST, "2025-burap1", "2025-04-30")
    per_id = {een["id"]: een for een in uit["gevallen"]}
    assert per_id.keys() == {"M1", "M2", "M4", "M7", "M8"}
    assert per_id["M1"]["telt_in_noemer"]
    assert per_id["M1"]["telt_in_teller"]
    assert not per_id["M2"]["telt_in_teller"]
    assert per_id["M2"]["uiterste_datums"] == {"beoordeling-na-ontvangst": "2025-01-13"}
    assert per_id["M2"]["waarden"]["beoordeeld_op"] == "2025-01-15"
    assert {"vraag": "teller", "naam": "afgerond binnen de termijn", "antwoord": False} in per_id["M2"]["voorwaarden"]
    assert per_id["M7"]["antwoord"] == "niet_te_bepalen"
    assert per_id["M2"]["uitleg"].startswith("Melding M2 telt in de noemer, maar niet in de teller")


def test_json_noemt_bij_recidive_het_eerdere_dossier(map_: Path) -> None:
    [een] = json.loads(leg_uit(map_, "recidive-na-overdracht", "M1", "--json"))["gevallen"]
    assert een["eerder_dossier"] == {
        "dossier_id": "D-oud", "gesloten_op": "2024-03-04", "sluitroute": "directe_overdracht",
    }  # fmt: skip


def test_een_map_per_regio_legt_het_geval_van_elke_regio_uit(tmp_path: Path) -> None:
    """Twee regio's mogen hetzelfde kenmerk gebruiken: dan staan ze er allebei."""
    for regio, klaar in (("NHN", "2025-01-13"), ("NOG", "2025-01-20")):
        rijen = met_dossiers({"melding": [melding("M1", "2025-01-06", klaar)]})
        schrijf_map(tmp_path / regio, rijen, regio=regio)
    uit = leg_uit(tmp_path, NA_ONTVANGST, "M1")
    assert "Melding M1 telt in de noemer en in de teller" in uit
    assert "Melding M1 telt in de noemer, maar niet in de teller" in uit
