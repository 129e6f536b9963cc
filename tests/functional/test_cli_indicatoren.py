"""`zicht indicatoren` van begin tot eind: vorm van het antwoord, schrijfwijzen, weigeringen en meldingen."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.maak import (
    Rij,
    Tabellen,
    betrokkene,
    csv_bytes,
    dienst,
    dossier,
    klacht,
    melding,
    met_dossiers,
    schrijf_map,
    tevredenheid,
)
from support.oracle.aanroep import Afloop, indicatoren, zicht

GELDIGE_BSN = "123456782"  # klopt met de elfproef; een verzonnen testnummer
VELDEN = {
    "code", "titel", "nummer", "gebied", "maand", "noemer", "teller", "niet_te_bepalen", "nog_open", "waarde",
    "eenheid", "norm", "oordeel", "extra",
}  # fmt: skip


def voorbeeld() -> dict[str, list[Rij]]:
    """Een kleine, foutloze regio met van alles iets."""
    meldingen = [
        melding("M1", "2025-01-06", "2025-01-10", opgepakt_op="2025-01-07", aanleiding=["ex_partnergeweld"]),
        melding(
            "M2", "2025-02-03", "2025-02-17", opgepakt_op="2025-02-10", aard=["anders_onveilig", "anders_niet_onveilig"]
        ),
        melding("M3", "2025-04-28"),
    ]
    return met_dossiers(
        {
            "melding": meldingen,
            "dienst": [dienst("S1", dossier_id="D-M1", melding_id="M1", toegewezen_op="2025-01-10", top3="ja")],
            "betrokkene": [betrokkene("D-M1", "P1"), betrokkene("D-M2", "P2")],
            "klacht": [klacht("K1", "2025-02-03", "gegrond", afgehandeld_op="2025-03-03")],
            "tevredenheid": [tevredenheid("T1", "2025-02-03", 7.5), tevredenheid("T2", "2025-03-03", 8)],
        }
    )


def vraag(map_: Path, *argumenten: str, periode: str = "2025-burap1") -> Afloop:
    """Een aanroep met JSON, waarvan de status nog niets hoeft te zijn."""
    return zicht("indicatoren", map_, "--periode", periode, *argumenten, "--json")


def assert_weigering(afloop: Afloop, status: int, *woorden: str) -> None:
    """Geen cijfers, geen traceback, een regel of meer op standaardfout met deze woorden erin."""
    assert afloop.status == status, afloop.fout
    assert '"uitslagen"' not in afloop.uit
    assert "Traceback" not in afloop.fout
    assert 1 <= len(afloop.fout.strip().splitlines()) <= 21
    for woord in woorden:
        assert woord in afloop.fout, afloop.fout


# ---------------------------------------------------------------------------------------------- vorm van het antwoord


def test_het_antwoord_heeft_precies_de_velden_van_het_contract(tmp_path: Path) -> None:
    uit = indicatoren(schrijf_map(tmp_path, voorbeeld()), "--periode", "2025-burap1")
    assert {"periode", "peildatum", "vingerafdruk", "uitslagen"} <= uit.keys()
    assert (uit["periode"], uit["peildatum"]) == ("2025-burap1", "2025-04-30")
    for uitslag in uit["uitslagen"]:
        assert uitslag.keys() == VELDEN
        assert uitslag["titel"]
        assert uitslag["gebied"] == "NHN"
        assert uitslag["maand"] is None


def test_tevredenheid_heeft_een_aantal_en_een_interval_om_het_gemiddelde(tmp_path: Path) -> None:
    uit = indicatoren(schrijf_map(tmp_path, voorbeeld()), "--periode", "2025-burap1")
    [uitslag] = [u for u in uit["uitslagen"] if u["code"] == "tevredenheid-betrokkenen"]
    laag, hoog = uitslag["extra"]["interval"]
    assert uitslag["extra"]["n"] == 2
    assert laag <= uitslag["waarde"] == 7.75 <= hoog


def test_zonder_json_staat_er_een_leesbare_tabel(tmp_path: Path) -> None:
    afloop = zicht("indicatoren", schrijf_map(tmp_path, voorbeeld()), "--periode", "2025-burap1")
    assert afloop.status == 0
    assert "30-04-2025" in afloop.uit or "30 april 2025" in afloop.uit or "2025-04-30" in afloop.uit
    assert "1a" in afloop.uit


def test_als_eigen_proces_geeft_het_dezelfde_uitvoer(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, voorbeeld())
    programma = "import sys; from zicht.cli import main; sys.exit(main())"
    opdracht = [sys.executable, "-c", programma, "indicatoren", str(map_), "--periode", "2025-burap1", "--json"]
    proces = subprocess.run(opdracht, capture_output=True, encoding="utf-8", timeout=60)
    assert (proces.returncode, proces.stdout) == (0, vraag(map_).uit)


# ------------------------------------------------------------------------------------------------------ schrijfwijzen


@pytest.mark.parametrize("vorm", ["csv-nl", "parquet"])
def test_elke_schrijfwijze_geeft_dezelfde_cijfers_en_vingerafdruk(tmp_path: Path, vorm: str) -> None:
    csv, ander = (schrijf_map(tmp_path / v, voorbeeld(), vorm=v) for v in ("csv", vorm))
    assert vraag(csv).json == vraag(ander).json


def test_een_lege_lijst_in_parquet_is_leeg_zoals_een_lege_cel_in_csv(tmp_path: Path) -> None:
    tabellen = voorbeeld()
    for rij in tabellen["melding"]:
        rij["aard"] = []
    csv, parquet = (schrijf_map(tmp_path / v, tabellen, vorm=v) for v in ("csv", "parquet"))
    assert vraag(parquet).status == 0, vraag(parquet).fout
    assert vraag(csv).json == vraag(parquet).json


def test_volgorde_van_rijen_en_kolommen_maakt_niet_uit(tmp_path: Path) -> None:
    recht = schrijf_map(tmp_path / "recht", voorbeeld())
    kans = random.Random(7)
    gehusseld = schrijf_map(tmp_path / "gehusseld", {t: kans.sample(r, len(r)) for t, r in voorbeeld().items()})
    assert vraag(recht).json == vraag(gehusseld).json  # ook de vingerafdruk
    rijen = voorbeeld()["melding"]
    kolommen = sorted({kolom for rij in rijen for kolom in rij}, reverse=True)
    (gehusseld / "melding.csv").write_bytes(csv_bytes(kolommen, rijen))
    assert (
        indicatoren(recht, "--periode", "2025")["uitslagen"] == indicatoren(gehusseld, "--periode", "2025")["uitslagen"]
    )


def test_een_ander_feit_geeft_een_andere_vingerafdruk(tmp_path: Path) -> None:
    anders = voorbeeld()
    anders["melding"][0]["urgentie"] = "hoog"
    een, twee = (schrijf_map(tmp_path / n, t) for n, t in (("een", voorbeeld()), ("twee", anders)))
    assert vraag(een).json["vingerafdruk"] != vraag(twee).json["vingerafdruk"]


def test_gewijzigde_feiten_in_dezelfde_map_geven_nieuwe_cijfers(tmp_path: Path) -> None:
    """Een tussenopslag mag nooit een oud cijfer teruggeven."""
    eerst = indicatoren(schrijf_map(tmp_path, voorbeeld()), "--periode", "2025-burap1")
    tabellen = voorbeeld()
    tabellen["melding"][2]["ontvangen_op"] = "2025-05-28"  # even lang: alleen de inhoud verandert
    daarna = indicatoren(schrijf_map(tmp_path, tabellen), "--periode", "2025-burap1")
    instroom = [
        next(u["noemer"] for u in uit["uitslagen"] if u["code"] == "instroom-meldingen") for uit in (eerst, daarna)
    ]
    assert instroom == [3, 2]


def test_een_map_met_een_map_per_regio_is_een_landelijk_bestand(tmp_path: Path) -> None:
    """Dezelfde ids in twee regio's zijn andere meldingen en andere mensen."""
    for regio in ("NHN", "NOG"):
        schrijf_map(tmp_path / regio.lower(), voorbeeld(), regio=regio)
    uit = indicatoren(tmp_path, "--periode", "2025-burap1", "--per", "regio")
    instroom = {u["gebied"]: u["noemer"] for u in uit["uitslagen"] if u["code"] == "instroom-meldingen"}
    assert instroom == {"NHN": 3, "NOG": 3}


def test_een_map_per_regio_heeft_samen_een_rij_zonder_gemeente(tmp_path: Path) -> None:
    for regio in ("NHN", "NOG"):
        zonder_gemeente = [klacht("K1", "2025-02-03", "gegrond", afgehandeld_op="2025-03-03", gemeente=None)]
        schrijf_map(tmp_path / regio, {"klacht": zonder_gemeente}, regio=regio)
    uit = indicatoren(tmp_path, "--periode", "2025-burap1", "--per", "gemeente")
    onbekend = [(u["code"], u["noemer"], u["teller"]) for u in uit["uitslagen"] if u["gebied"] is None]
    assert onbekend == [("klachten-gegrond", 2, 2)]


# ----------------------------------------------------------------------------------------------- verkeerde aanroep: 2


@pytest.mark.parametrize(
    "argumenten,woord",
    [
        (["--periode", "2025-burap4"], "2025-burap4"),
        (["--periode", "2025-13"], "2025-13"),
        (["--periode", "2025-04-30/2025-01-01"], "2025-04-30"),
        (["--periode", "2025-02-30/2025-03-01"], "2025-02-30"),
        (["--periode", "2026"], "2026"),
        (["--periode", "2025", "--per", "wijk"], "wijk"),
        (["--periode", "2025", "--telling", "gestart"], "gestart"),
        (["--periode", "2025", "--set", "nhn-1999"], "nhn-1999"),
        (["--periode", "2025", "--engine", "oracle"], "oracle"),
        (["--periode", "2025", "--peildatum", "31-02-2025"], "31-02-2025"),
        ([], "--periode"),
    ],
)
def test_een_verkeerde_aanroep_wordt_met_reden_geweigerd(tmp_path: Path, argumenten: list[str], woord: str) -> None:
    afloop = zicht("indicatoren", schrijf_map(tmp_path, voorbeeld()), *argumenten, "--json")
    assert_weigering(afloop, 2, woord)


# --------------------------------------------------------------------------------------------------- onleesbaar: 2


def _zonder_kolom(map_: Path) -> None:
    rijen = [{k: w for k, w in rij.items() if k != "ontvangen_op"} for rij in voorbeeld()["melding"]]
    (map_ / "melding.csv").write_bytes(csv_bytes(["melding_id", "dossier_id"], rijen))


def _vervang(tabel: str, oud: bytes, nieuw: bytes) -> Callable[[Path], None]:
    def doe(map_: Path) -> None:
        bestand = map_ / f"{tabel}.csv"
        inhoud = bestand.read_bytes()
        assert oud in inhoud
        bestand.write_bytes(inhoud.replace(oud, nieuw, 1))

    return doe


def _dubbel_geschreven(map_: Path) -> None:
    schrijf_map(map_.parent / "p", voorbeeld(), vorm="parquet")
    shutil.copy(map_.parent / "p" / "melding.parquet", map_)


ONLEESBAAR: dict[str, tuple[Callable[[Path], Any], tuple[str, ...]]] = {
    "geen map": (shutil.rmtree, ()),
    "geen feiten.toml": (lambda m: (m / "feiten.toml").unlink(), ("feiten.toml",)),
    "feiten.toml is geen TOML": (lambda m: (m / "feiten.toml").write_text("regio = NHN"), ("feiten.toml",)),
    "verplichte tabel ontbreekt": (lambda m: (m / "klacht.csv").unlink(), ("klacht",)),
    "verplichte kolom ontbreekt": (_zonder_kolom, ("melding.csv", "ontvangen_op")),
    "leeg bestand": (lambda m: (m / "melding.csv").write_bytes(b""), ("melding.csv",)),
    "andere codering": (_vervang("gemeente", b"Alkmaar", "Súdwest".encode("latin-1")), ("gemeente.csv",)),
    "te veel cellen": (_vervang("klacht", b"gegrond", b"gegrond,extra"), ("klacht.csv",)),
    "te weinig cellen": (_vervang("klacht", b"K1,GM0361,2025-02-03,2025-03-03,gegrond", b"K1,GM0361"), ("klacht.csv",)),
    "dubbele kolom": (_vervang("klacht", b"gemeente", b"klacht_id"), ("klacht.csv", "klacht_id")),
    "CSV en Parquet van dezelfde tabel": (_dubbel_geschreven, ("melding",)),
}


@pytest.mark.parametrize("geval", ONLEESBAAR)
def test_onleesbare_feiten_worden_geweigerd_met_naam_en_plaats(tmp_path: Path, geval: str) -> None:
    map_ = schrijf_map(tmp_path / "feiten", voorbeeld())
    doe, woorden = ONLEESBAAR[geval]
    doe(map_)
    assert_weigering(vraag(map_), 2, *woorden)


@pytest.mark.parametrize("tabel,vorm", [("melding", "csv"), ("dossier", "csv-nl"), ("melding", "parquet")])
def test_een_afgebroken_bestand_geeft_nooit_een_cijfer_dat_goed_lijkt(tmp_path: Path, tabel: str, vorm: str) -> None:
    map_ = schrijf_map(tmp_path, voorbeeld(), vorm=vorm)
    [bestand] = map_.glob(f"{tabel}.*")
    bestand.write_bytes(bestand.read_bytes()[:-25])
    afloop = vraag(map_)
    assert afloop.status in (1, 2), afloop.fout
    assert_weigering(afloop, afloop.status, tabel)


# --------------------------------------------------------------------------------------------------- blokkerend: 1


def _vul(tabel: str, rij: int, kolom: str, waarde: Any) -> Callable[[dict[str, list[Rij]]], None]:
    def doe(tabellen: dict[str, list[Rij]]) -> None:
        tabellen[tabel][rij][kolom] = waarde

    return doe


BLOKKEREND: dict[str, tuple[Callable[[dict[str, list[Rij]]], Any], str]] = {
    "lege verplichte cel": (_vul("melding", 0, "ontvangen_op", None), "ontvangen_op"),
    "onbekende code": (_vul("melding", 0, "urgentie", "zeer hoog"), "urgentie"),
    "dossier bestaat niet": (_vul("melding", 0, "dossier_id", "D-WEG"), "dossier_id"),
    "een BSN als persoon": (_vul("betrokkene", 0, "persoon_id", GELDIGE_BSN), "persoon_id"),
}
BLOKKEREND_SAMEN: tuple[Callable[[dict[str, list[Rij]]], Any], ...] = (
    # verplichte datums die geen datum zijn: onmogelijk, twee cijfers voor het jaar, op zijn Amerikaans, in woorden
    _vul("klacht", 0, "ingediend_op", "30-02-2025"),
    _vul("klacht", 1, "ingediend_op", "06-01-25"),
    _vul("klacht", 2, "ingediend_op", "01/06/2025"),
    _vul("klacht", 3, "ingediend_op", "6 januari 2025"),
    # codes: hoofdletter, een onbekende tussen bekende, ja/nee met iets anders
    _vul("klacht", 0, "oordeel", "Gegrond"),
    _vul("melding", 0, "aard", ["anders_onveilig", "mystiek"]),
    _vul("melding", 1, "ter_registratie", "misschien"),
    # een dubbel id en verwijzingen die nergens heen gaan
    lambda tabellen: tabellen["melding"].append(melding("M1", "2025-01-06", dossier_id="D-M1")),
    _vul("klacht", 1, "gemeente", "GM9999"),
    _vul("dienst", 0, "melding_id", "M-WEG"),
)


@pytest.mark.parametrize(
    "geval", ["lege verplichte cel", "onbekende code", "dossier bestaat niet", "een BSN als persoon"]
)
def test_een_blokkerende_bevinding_geeft_geen_cijfers(tmp_path: Path, geval: str) -> None:
    tabellen = voorbeeld()
    doe, woord = BLOKKEREND[geval]
    doe(tabellen)
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert_weigering(afloop, 1, woord)
    assert GELDIGE_BSN not in afloop.fout


def test_elke_blokkerende_bevinding_wordt_bij_naam_genoemd(tmp_path: Path) -> None:
    """Alle fouten samen in een map, elk in een eigen rij of kolom."""
    tabellen = voorbeeld()
    tabellen["klacht"] += [klacht(f"K{n}", "2025-02-03") for n in (2, 3, 4)]
    for doe in BLOKKEREND_SAMEN:
        doe(tabellen)
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert_weigering(afloop, 1, "30-02", "06-01-25", "01/06/2025", "6 januari 2025", "Gegrond", "mystiek")
    assert_weigering(afloop, 1, "misschien", "M1", "GM9999", "M-WEG")


def test_toch_geeft_cijfers_met_de_foute_cel_als_onbekend_en_zegt_dat_erbij(tmp_path: Path) -> None:
    tabellen = voorbeeld()
    tabellen["melding"][0]["ter_registratie"] = "misschien"
    map_ = schrijf_map(tmp_path, tabellen)
    afloop = vraag(map_, "--toch")
    assert afloop.status == 0, afloop.fout
    [uitslag] = [u for u in afloop.json["uitslagen"] if u["code"] == "beoordeling-tijdig-na-ontvangst"]
    # M1 is nu niet te bepalen; M2 (ontvangen 3 februari, uiterlijk 10 februari) is te laat
    assert (uitslag["noemer"], uitslag["teller"], uitslag["niet_te_bepalen"]) == (1, 0, 1)
    assert afloop.fout.strip()


# ------------------------------------------------------------------------------------------ wat niet tegenhoudt: 0


def test_volgordefouten_latere_datums_en_gaten_houden_cijfers_niet_tegen(tmp_path: Path) -> None:
    """Beoordeeld voor ontvangst, beoordeeld na de peildatum van de gegevens, een lege beoordeling en registratie."""
    tabellen = voorbeeld()
    for rij, waarde in zip(tabellen["melding"], ("2025-01-03", "2026-02-03", None), strict=True):
        rij["beoordeeld_op"] = waarde
    tabellen["melding"][2]["ter_registratie"] = None
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert afloop.status == 0, afloop.fout
    [uitslag] = [u for u in afloop.json["uitslagen"] if u["code"] == "wachtlijst-beoordeling"]
    assert (uitslag["noemer"], uitslag["niet_te_bepalen"]) == (1, 1)


def test_een_datum_na_de_peildatum_geeft_een_waarschuwing(tmp_path: Path) -> None:
    tabellen = voorbeeld()
    tabellen["melding"][0]["beoordeeld_op"] = "2026-02-03"
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert (afloop.status, len(afloop.fout.strip().splitlines())) == (0, 1)


def test_een_ontbrekende_ja_nee_kolom_geeft_een_waarschuwing_en_telt_als_nee(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, voorbeeld(), zonder={"melding": {"ter_registratie"}})
    afloop = vraag(map_)
    assert afloop.status == 0
    assert "ter_registratie" in afloop.fout
    [uitslag] = [u for u in afloop.json["uitslagen"] if u["code"] == "beoordeling-tijdig-na-ontvangst"]
    assert (uitslag["noemer"], uitslag["niet_te_bepalen"]) == (2, 0)


def test_een_onbekende_kolom_blijft_buiten_met_een_waarschuwing(tmp_path: Path) -> None:
    tabellen = voorbeeld()
    tabellen["melding"][0]["schoenmaat"] = "42"
    gewoon, extra = schrijf_map(tmp_path / "gewoon", voorbeeld()), schrijf_map(tmp_path / "extra", tabellen)
    afloop = vraag(extra)
    assert "schoenmaat" in afloop.fout
    assert afloop.json == vraag(gewoon).json


def test_foutloze_feiten_geven_geen_enkele_waarschuwing(tmp_path: Path) -> None:
    assert vraag(schrijf_map(tmp_path, voorbeeld())).fout == ""


# --------------------------------------------------------------------------------------------- meldingen blijven netjes


def test_duizend_foute_rijen_geven_hooguit_twintig_regels_en_een_aantal(tmp_path: Path) -> None:
    tabellen: Tabellen = {
        "dossier": [dossier("D1", "2025-01-06")],
        "melding": [melding(f"M{n}", "2025-01-06", dossier_id="D1", urgentie=f"fout{n}") for n in range(1000)],
    }
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert afloop.status == 1
    regels = afloop.fout.strip().splitlines()
    assert len(regels) <= 21
    assert any("980" in r or "1000" in r or "1.000" in r or "981" in r for r in regels[-2:]), regels[-2:]


def test_een_lange_waarde_wordt_afgekapt_en_een_bsn_nooit_getoond(tmp_path: Path) -> None:
    tabellen = voorbeeld()
    tabellen["melding"][0]["urgentie"] = "x" * 500
    tabellen["melding"][1]["besluit"] = GELDIGE_BSN
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert afloop.status == 1
    assert "x" * 81 not in afloop.fout + afloop.uit
    assert GELDIGE_BSN not in afloop.fout + afloop.uit


def test_een_kolom_vol_bsns_wordt_geweigerd_zonder_een_nummer_te_tonen(tmp_path: Path) -> None:
    nummers = (GELDIGE_BSN, "111222333")
    tabellen: Tabellen = {
        "dossier": [dossier("D1", "2025-01-06")],
        "betrokkene": [betrokkene("D1", nummer) for nummer in nummers],
    }
    afloop = vraag(schrijf_map(tmp_path, tabellen))
    assert_weigering(afloop, 1, "betrokkene")
    assert not [nummer for nummer in nummers if nummer in afloop.fout + afloop.uit]


@pytest.mark.parametrize("welke", ["nhn-2022", "nhn-bijlage5"])
def test_in_het_scherm_staan_de_nummers_van_elke_set_op_volgorde(tmp_path: Path, welke: str) -> None:
    uit = zicht("indicatoren", schrijf_map(tmp_path, voorbeeld()), "--periode", "2025", "--set", welke).uit
    nummers = re.findall(r"^│ (\d[ab]?) ", uit, re.MULTILINE)
    assert nummers == sorted(nummers)
    assert nummers[-1] == "7b"
