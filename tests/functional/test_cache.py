"""De voorraad van brede feiten, gezien van de opdrachtregel: sneller, en verder merkt niemand er iets van."""

import json
import os
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from support.maak import melding, met_dossiers, schrijf_map
from support.oracle.aanroep import indicatoren, zicht
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.bewaard import open_map

PERIODE = ("--periode", "2025-burap1")
ZICHT = Path(sys.executable).with_name("zicht")
GEPLANT = "deze regel stond in de voorraad"


@pytest.fixture
def kast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Een eigen, lege voorraadkast."""
    map_ = tmp_path / "kast"
    monkeypatch.setenv("ZICHT_CACHE", str(map_))
    return map_


def feiten(pad: Path, aantal: int = 3, **anders: object) -> Path:
    """Een map met een paar meldingen."""
    rijen = [melding(f"M{nr}", ontvangen_op=date(2025, 1, 10 + nr), **anders) for nr in range(aantal)]
    return schrijf_map(pad, met_dossiers({"melding": rijen}))


def instroom(map_: Path, *argumenten: str) -> int:
    """De instroom van meldingen volgens de opdrachtregel."""
    uitslagen = indicatoren(map_, *PERIODE, *argumenten)["uitslagen"]
    return next(u["noemer"] for u in uitslagen if u["code"] == "instroom-meldingen")


def bewaard(kast: Path) -> Path:
    """Het ene bestand met brede feiten."""
    [pad] = kast.glob("feiten-*")
    return pad


def gegevens(kast: Path) -> Path:
    """Het ene bestand met wat er over de feiten bekend is."""
    [pad] = kast.glob("gegevens-*")
    return pad


def plant(kast: Path, **anders: object) -> None:
    """Verander wat er in de voorraad over de feiten staat, met een kloppende toetssom in de naam."""
    pad = gegevens(kast)
    pad.write_text(json.dumps(json.loads(pad.read_text("utf-8")) | anders), "utf-8")
    pad.rename(pad.with_suffix(f".{zlib.crc32(pad.read_bytes()):08x}"))


def plant_sleutel(pad: Path, sleutel: str) -> None:
    """Geef een bestand met feiten een andere sleutel, met een kloppende toetssom in de naam."""
    with duckdb.connect(str(pad)) as verbinding:
        [(tekst,)] = verbinding.execute("SELECT inhoud FROM voorraad").fetchall()
        verbinding.execute("UPDATE voorraad SET inhoud = ?", [json.dumps(json.loads(tekst) | {"sleutel": sleutel})])
    pad.rename(pad.with_suffix(f".{zlib.crc32(pad.read_bytes()):08x}"))


def test_de_tweede_keer_komen_dezelfde_cijfers_uit_de_voorraad(tmp_path: Path, kast: Path) -> None:
    map_ = feiten(tmp_path / "feiten")
    eerst = zicht("indicatoren", map_, *PERIODE, "--json")
    plant(kast, waarschuwingen=[GEPLANT])
    daarna = zicht("indicatoren", map_, *PERIODE, "--json")
    assert daarna.uit == eerst.uit
    assert GEPLANT in daarna.fout
    assert GEPLANT not in zicht("indicatoren", map_, *PERIODE, "--json", "--zonder-cache").fout


@pytest.mark.parametrize("argumenten", [("--per", "maand"), ("--per", "gemeente", "--telling", "ontvangen")])
def test_ook_de_kubus_wordt_bewaard_en_geeft_dezelfde_cijfers(
    tmp_path: Path, kast: Path, argumenten: tuple[str, ...]
) -> None:
    map_ = feiten(tmp_path / "feiten", beoordeeld_op=date(2025, 2, 3), ter_registratie="nee")
    antwoorden = {zicht("indicatoren", map_, *PERIODE, *argumenten, "--json").uit for _ in range(3)}
    antwoorden.add(zicht("indicatoren", map_, *PERIODE, *argumenten, "--json", "--zonder-cache").uit)
    assert len(antwoorden) == 1
    assert bool(list(kast.glob("kubus_*"))) is ("maand" in argumenten)


def test_een_andere_regel_in_de_feiten_geeft_meteen_andere_cijfers(tmp_path: Path, kast: Path) -> None:
    assert instroom(feiten(tmp_path / "feiten", 3)) == 3
    assert instroom(feiten(tmp_path / "feiten", 4)) == 4
    assert len(list(kast.glob("feiten-*"))) == 2


def test_een_beschadigde_voorraad_wordt_niet_gebruikt_maar_opnieuw_gemaakt(tmp_path: Path, kast: Path) -> None:
    map_ = feiten(tmp_path / "feiten")
    eerst = zicht("indicatoren", map_, *PERIODE, "--json")
    pad = bewaard(kast)
    inhoud = bytearray(pad.read_bytes())
    for plaats in range(0, len(inhoud), 4096):
        inhoud[plaats] ^= 0xFF
    pad.write_bytes(inhoud)
    daarna = zicht("indicatoren", map_, *PERIODE, "--json")
    assert (daarna.status, daarna.uit, daarna.fout) == (0, eerst.uit, eerst.fout)
    assert bewaard(kast).read_bytes() != inhoud


@pytest.mark.parametrize("inhoud", [b"", b"geen database", b"\0" * 20_000])
def test_een_bestand_dat_geen_voorraad_is_wordt_overgeslagen(tmp_path: Path, kast: Path, inhoud: bytes) -> None:
    map_ = feiten(tmp_path / "feiten")
    instroom(map_)
    oud = bewaard(kast)
    naam = oud.with_suffix(f".{zlib.crc32(inhoud):08x}")
    oud.unlink()
    naam.write_bytes(inhoud)
    assert instroom(map_) == 3


def test_een_voorraad_van_een_andere_map_wordt_niet_gebruikt(tmp_path: Path, kast: Path) -> None:
    een, ander = feiten(tmp_path / "een", 3), feiten(tmp_path / "ander", 5)
    instroom(een)
    van_een = bewaard(kast)
    inhoud = van_een.read_bytes()
    van_een.unlink()
    instroom(ander)
    van_ander = bewaard(kast)
    van_ander.unlink()
    van_ander.with_suffix(van_een.suffix).write_bytes(inhoud)
    assert instroom(ander) == 5


def test_de_grens_van_de_snelle_sleutel_en_wat_hem_bewijst(tmp_path: Path, kast: Path) -> None:
    """Blijven grootte en alle tijden van een bestand gelijk, dan merkt de sleutel een andere byte niet.

    Zo'n wijziging is met gewone middelen niet te maken; hier krijgt de voorraad van vijf meldingen daarom de sleutel
    van drie. `--zonder-cache` leest de feiten zelf: dan verschilt de vingerafdruk.
    """
    map_, ander = feiten(tmp_path / "feiten", 3), feiten(tmp_path / "ander", 5)
    instroom(map_)
    sleutel = json.loads(gegevens(kast).read_text("utf-8"))["sleutel"]
    doelen = [bewaard(kast), gegevens(kast)]
    for doel in doelen:
        doel.unlink()
    instroom(ander)
    for bron, doel in zip([bewaard(kast), gegevens(kast)], doelen, strict=True):
        bron.rename(doel)
    plant(kast, sleutel=sleutel)
    plant_sleutel(bewaard(kast), sleutel)
    uit_voorraad, zelf = indicatoren(map_, *PERIODE), indicatoren(map_, *PERIODE, "--zonder-cache")
    assert uit_voorraad["vingerafdruk"] != zelf["vingerafdruk"]
    assert instroom(map_) == 5
    assert instroom(map_, "--zonder-cache") == 3


def test_feiten_met_bevindingen_die_blokkeren_komen_niet_in_de_voorraad(tmp_path: Path, kast: Path) -> None:
    map_ = feiten(tmp_path / "feiten", urgentie="bestaat niet")
    assert zicht("indicatoren", map_, *PERIODE, "--json").status == 1
    assert zicht("indicatoren", map_, *PERIODE, "--toch", "--json").status == 0
    assert not list(kast.glob("feiten-*"))
    assert zicht("indicatoren", map_, *PERIODE, "--json").status == 1


def test_tussen_de_feiten_komt_geen_bestand_bij(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = feiten(tmp_path / "feiten")
    monkeypatch.setenv("ZICHT_CACHE", str(map_))
    voor = sorted(os.listdir(map_))
    zelfstandig = subprocess.run([ZICHT, "indicatoren", map_, *PERIODE, "--json"], stdout=subprocess.DEVNULL)
    assert zelfstandig.returncode == 0
    assert sorted(os.listdir(map_)) == voor


def test_een_kast_die_er_niet_kan_zijn_is_geen_fout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").write_text("geen map")
    monkeypatch.setenv("ZICHT_CACHE", str(tmp_path / "bestand"))
    afloop = zicht("indicatoren", feiten(tmp_path / "feiten"), *PERIODE, "--json")
    assert (afloop.status, afloop.fout.count("kast")) == (0, 0)


def test_parquet_komt_uit_de_voorraad_met_dezelfde_cijfers(tmp_path: Path, kast: Path) -> None:
    rijen = [melding(f"M{nr}", ontvangen_op=date(2025, 1, 10)) for nr in range(4)]
    map_ = schrijf_map(tmp_path / "feiten", met_dossiers({"melding": rijen}), vorm="parquet")
    assert instroom(map_) == 4
    plant(kast, bron="voorraad")
    assert instroom(map_) == 4


def test_uitleg_en_duiding_uit_de_voorraad_zijn_gelijk_aan_zelf_gebouwd(tmp_path: Path, kast: Path) -> None:
    """Ze vragen velden die niet in de eerste brede feiten staan, en naar het eerdere dossier."""
    map_ = feiten(tmp_path / "feiten")
    opdracht = ("uitleg", map_, "recidive-na-overdracht", "M1", *PERIODE)
    assert len({zicht(*opdracht).uit for _ in range(3)}) == 1
    assert bewaard(kast).exists()


def test_een_vraag_uit_de_bewaarde_kubus_opent_de_feiten_niet(tmp_path: Path, kast: Path) -> None:
    """Met onleesbare feiten naast een hele kubus komt het antwoord uit de kubus."""
    map_ = feiten(tmp_path / "feiten")
    maanden = [lees_periode(f"2025-0{nr}") for nr in (1, 2)]
    open_map(map_).reeks(maanden)
    bewaard(kast).unlink()
    uit_kubus = open_map(map_).reeks(maanden)
    assert not list(kast.glob("feiten-*"))
    assert uit_kubus == open_map(map_, zonder_cache=True).reeks(maanden)


def test_een_vraag_uit_de_bewaarde_kubus_laadt_niet_wat_ze_niet_nodig_heeft(tmp_path: Path, kast: Path) -> None:
    map_ = feiten(tmp_path / "feiten")
    maanden = [lees_periode(f"2025-0{nr}") for nr in (1, 2)]
    open_map(map_).reeks(maanden)
    zwaar = ["duckdb", "numpy", "sqlglot", "zicht.cijfers.bedrijfsvoering", "zicht.core.levering", "zicht.core.regels"]
    code = (
        "import sys; from pathlib import Path; from zicht.core.indicatoren import Telling; "
        "from zicht.uitwisseling.bewaard import open_map; "
        f"kubus = open_map(Path({str(map_)!r})).rekenaar.kubus(Telling.AFGEROND); assert kubus.blad is not None; "
        f"print([naam for naam in {zwaar} if naam in sys.modules])"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert uit == "[]\n"


@pytest.mark.parametrize("inhoud", [b"", b"geen blad", b'{"sleutel": "anders", "bytes": "little"}\n', b"[]\n"])
def test_een_bestand_dat_geen_kubus_is_wordt_overgeslagen(tmp_path: Path, kast: Path, inhoud: bytes) -> None:
    map_ = feiten(tmp_path / "feiten")
    maanden = [lees_periode(f"2025-0{nr}") for nr in (1, 2)]
    eerst = open_map(map_).reeks(maanden)
    [pad] = kast.glob("kubus_*")
    pad.unlink()
    pad.with_suffix(f".{zlib.crc32(inhoud):08x}").write_bytes(inhoud)
    assert open_map(map_).reeks(maanden) == eerst


def test_twee_processen_tegelijk_geven_hetzelfde_en_laten_een_voorraad_achter(tmp_path: Path, kast: Path) -> None:
    map_ = feiten(tmp_path / "feiten")
    opdracht = [ZICHT, "indicatoren", map_, *PERIODE, "--json"]
    samen = [subprocess.Popen(opdracht, stdout=subprocess.PIPE) for _ in range(2)]
    uit = {proces.communicate()[0] for proces in samen}
    assert uit == {zicht("indicatoren", map_, *PERIODE, "--json", "--zonder-cache").uit.encode()}
    assert all(proces.returncode == 0 for proces in samen)
    assert instroom(map_) == 3
    assert bewaard(kast).exists()
