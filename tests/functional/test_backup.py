"""De reservekopie als oefening: maken terwijl er gewerkt wordt, elders terugzetten, en alles is er weer."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from support import gedeeld
from support.gedeeld import KAAL, KLEIN
from support.postgres import programmas
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_feiten

ROOT = Path(__file__).resolve().parents[2]


def zicht(*opdracht: str | Path, omgeving: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    aanroep = [sys.executable, "-W", "error::ResourceWarning", "-c", KLEIN, *map(str, opdracht)]
    return subprocess.run(aanroep, env=KAAL | (omgeving or {}), capture_output=True, text=True, check=False)


def gelukt(*opdracht: str | Path, omgeving: Mapping[str, str] | None = None) -> str:
    klaar = zicht(*opdracht, omgeving=omgeving)
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = gedeeld.demo(tmp_path_factory.mktemp("demo"))
    (data / "organisatie.toml").write_text('naam = "Veilig Thuis Verzonnen"\n', encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def kopie(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("kopie") / "zicht.zicht"
    gelukt("backup", "--data", demo, "--uit", pad)
    return pad


def cijfers_van(data: Path, uit: Path) -> dict[tuple[str, str], object]:
    peildatum = json.loads(gelukt("export", "--data", data, "--uit", uit, "--json"))["peildatum"]
    jaar, cijfers = int(peildatum[:4]), Cijfers(lees_feiten(uit))
    perioden = [f"{jaar - 1}-burap{n}" for n in (1, 2, 3)] + [str(jaar)]
    return {(p, u.code): u.tellingen for p in perioden for u in cijfers.uitslagen(lees_periode(p)).uitslagen}


def keten_van(data: Path, hoeveel: int) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(data / "zicht.sqlite3")) as databank:
        vraag = "SELECT nummer, afdruk FROM logboek_logregel WHERE nummer <= ? ORDER BY nummer"
        return databank.execute(vraag, [hoeveel]).fetchall()


@pytest.mark.traag
def test_de_oefening_elders_terugzetten_geeft_dezelfde_cijfers_en_dezelfde_keten(demo: Path, tmp_path: Path) -> None:
    gemaakt = json.loads(
        gelukt("backup", "--data", demo, "--uit", tmp_path, "--sleutels-naar", tmp_path / "sleutels", "--json")
    )
    kopie, nieuw = Path(gemaakt["bestand"]), tmp_path / "andere machine"
    terug = json.loads(gelukt("herstel", kopie, "--data", nieuw, "--sleutels", tmp_path / "sleutels", "--json"))
    assert terug["tabellen"] == gemaakt["tabellen"]
    assert terug["tabellen"]["registratie_melding"] > 50
    assert keten_van(nieuw, gemaakt["logregel"]) == keten_van(demo, gemaakt["logregel"])
    assert len(keten_van(demo, gemaakt["logregel"])) == gemaakt["logregel"] > 100
    assert "Het logboek is heel" in gelukt("logboek", "--data", nieuw)
    voor, na = cijfers_van(demo, tmp_path / "voor"), cijfers_van(nieuw, tmp_path / "na")
    assert na == voor
    assert any(getattr(telling, "noemer", 0) for telling in voor.values())
    assert (nieuw / "organisatie.toml").read_text("utf-8") == (demo / "organisatie.toml").read_text("utf-8")
    assert (nieuw / "geheim").read_text() != (demo / "geheim").read_text(), "iedereen logt daar opnieuw in"
    assert {oct(pad.stat().st_mode & 0o77) for pad in (kopie, nieuw, nieuw / "sleutels", tmp_path / "sleutels")} == {
        "0o0"
    }
    with closing(sqlite3.connect(nieuw / "zicht.sqlite3")) as databank:
        laatste = databank.execute("SELECT handeling FROM logboek_logregel ORDER BY nummer").fetchall()
    assert ("backup_terugzetten",) in laatste


def test_in_de_kopie_staat_niets_leesbaars_en_zonder_sleutels_is_zij_niets(
    kopie: Path, demo: Path, tmp_path: Path
) -> None:
    inhoud = kopie.read_bytes()
    assert not [woord for woord in (b"SQLite format", b"registratie_", b"Verzonnen") if woord in inhoud]
    assert (demo / "sleutels").read_bytes().strip() not in inhoud
    klaar = zicht("herstel", kopie, "--data", tmp_path / "nieuw")
    assert klaar.returncode == 2
    assert "De sleutels zijn er niet" in klaar.stderr
    from cryptography.fernet import Fernet

    (tmp_path / "vreemd").write_bytes(Fernet.generate_key())
    klaar = zicht("herstel", kopie, "--data", tmp_path / "nieuw", "--sleutels", tmp_path / "vreemd")
    assert klaar.returncode == 2
    assert "controlewaarde" in klaar.stderr
    assert not (tmp_path / "nieuw").exists()


def test_niets_wordt_overschreven(kopie: Path, demo: Path, tmp_path: Path) -> None:
    voor = kopie.read_bytes()
    klaar = zicht("backup", "--data", demo, "--uit", kopie)
    assert (klaar.returncode, kopie.read_bytes()) == (2, voor)
    assert "bestaat al" in klaar.stderr
    klaar = zicht("backup", "--data", demo, "--uit", demo / "kopie.zicht")
    assert klaar.returncode == 2
    assert "Kies een andere plek" in klaar.stderr
    vol = tmp_path / "vol"
    vol.mkdir()
    (vol / "dagboek.txt").write_text("van mij", encoding="utf-8")
    for extra, zin in (((), "is niet leeg"), (("--vervang", "anders"), "Er is niets gewijzigd")):
        klaar = zicht("herstel", kopie, "--data", vol, "--sleutels", demo / "sleutels", *extra)
        assert klaar.returncode == 2
        assert zin in klaar.stderr
        assert [pad.name for pad in vol.iterdir()] == ["dagboek.txt"]
    gelukt("herstel", kopie, "--data", vol, "--sleutels", demo / "sleutels", "--vervang", "vol")
    (oud,) = tmp_path.glob("vol-voor-herstel-*")
    assert (oud / "dagboek.txt").read_text("utf-8") == "van mij"
    assert (vol / "zicht.sqlite3").exists()


def test_een_beschadigde_kopie_komt_niet_op_haar_plek(kopie: Path, demo: Path, tmp_path: Path) -> None:
    heel = kopie.read_bytes()
    half, kapot = tmp_path / "half.zicht", tmp_path / "kapot.zicht"
    half.write_bytes(heel[: len(heel) // 2])
    kapot.write_bytes(heel[:-100] + bytes([heel[-100] ^ 1]) + heel[-99:])
    for pad in (half, kapot):
        for extra in ((), ("--alleen-nakijken",)):
            klaar = zicht("herstel", pad, "--data", tmp_path / "nieuw", "--sleutels", demo / "sleutels", *extra)
            assert klaar.returncode == 2
            assert "beschadigd of afgebroken" in klaar.stderr
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["half.zicht", "kapot.zicht"]


def test_met_een_anker_elders_valt_op_wat_er_na_de_kopie_is_verdwenen(kopie: Path, demo: Path, tmp_path: Path) -> None:
    data, ankers = tmp_path / "data", tmp_path / "ankers"
    sleutels = ("--sleutels", demo / "sleutels")
    gelukt("herstel", kopie, "--data", data, *sleutels)
    gelukt("export", "--data", data, "--uit", tmp_path / "uit")  # nog een logregel
    gelukt("logboek", "--data", data, "--anker", ankers / "logboek.txt")
    klaar = zicht("herstel", kopie, "--data", tmp_path / "terug", *sleutels, omgeving={"ZICHT_ANKERS": str(ankers)})
    assert klaar.returncode == 0
    assert "Na deze kopie is er nog gewerkt" in klaar.stderr
    assert "het einde is weg" in klaar.stderr


# --------------------------------------------------------------------------------------------------- terwijl er gewerkt wordt


def doorwerken(wat: str, data: Path, databank: str) -> subprocess.Popen[str]:
    omgeving = KAAL | {
        "ZICHT_DATA": str(data),
        "ZICHT_DATABANK": databank,
        "DJANGO_SETTINGS_MODULE": "zicht.web.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
        "ZICHT_TEST_GEDEELD": os.environ["ZICHT_TEST_GEDEELD"],
    }
    return subprocess.Popen(
        [sys.executable, "-m", "support.doorwerken", wat], env=omgeving, stdout=subprocess.PIPE, text=True
    )


@contextmanager
def iemand_werkt(data: Path, databank: str) -> Iterator[subprocess.Popen[str]]:
    werker = doorwerken("werk", data, databank)
    assert werker.stdout is not None
    try:
        assert werker.stdout.read(20) == "." * 20
        yield werker
    finally:
        werker.kill()
        werker.communicate()


def oefen_tijdens_het_werk(tmp_path: Path, bron: dict[str, str], doel: dict[str, str]) -> None:
    data, nieuw = tmp_path / "data", tmp_path / "nieuw"
    if not bron:
        gedeeld.leeg(data)
    gelukt("beheerder", "bea", "--voornaam", "Bea", "--achternaam", "Verzonnen", "--data", data, omgeving=bron)
    with iemand_werkt(data, bron.get("ZICHT_DATABANK", "")) as werker:
        kopieen = [
            json.loads(gelukt("backup", "--data", data, "--uit", tmp_path / f"{n}.zicht", "--json", omgeving=bron))
            for n in range(2)
        ]
        assert werker.poll() is None, "de werker is er tijdens het kopiëren niet mee opgehouden"
        assert werker.stdout is not None
        assert werker.stdout.read(3) == "...", "en kan daarna gewoon door"
    eerst, dan = (kopie["tabellen"]["registratie_melding"] for kopie in kopieen)
    assert 0 < eerst < dan, "er is tussendoor geschreven"
    terug = json.loads(
        gelukt(
            "herstel", tmp_path / "1.zicht", "--data", nieuw, "--sleutels", data / "sleutels", "--json", omgeving=doel
        )
    )
    assert terug["tabellen"] == kopieen[1]["tabellen"]
    nagekeken, _ = doorwerken("gebreken", nieuw, doel.get("ZICHT_DATABANK", "")).communicate()
    uitslag = json.loads(nagekeken)
    assert uitslag["meldingen"] == dan
    eigen = [zin for zin in uitslag["gebreken"] if "horen bij niets" not in zin]  # ‘eerste_beheerder’ en ‘backup_…’
    assert eigen == []


@pytest.mark.traag
def test_een_kopie_terwijl_een_ander_schrijft_is_van_een_moment(tmp_path: Path) -> None:
    oefen_tijdens_het_werk(tmp_path, {}, {})


@pytest.fixture
def twee_databanken(postgres_url: str) -> Iterator[tuple[str, str]]:
    import psycopg

    namen = (f"bron_{os.getpid()}", f"terug_{os.getpid()}")
    with psycopg.connect(postgres_url, autocommit=True) as server:
        for naam in namen:
            server.execute(f"CREATE DATABASE {naam}")  # pyright: ignore[reportArgumentType, reportCallIssue]
        try:
            yield tuple(urlsplit(postgres_url)._replace(path=f"/{naam}").geturl() for naam in namen)  # pyright: ignore[reportReturnType]
        finally:
            for naam in namen:
                server.execute(f"DROP DATABASE {naam} WITH (FORCE)")  # pyright: ignore[reportArgumentType, reportCallIssue]


@pytest.mark.traag
@pytest.mark.postgres
def test_op_postgresql_ook_en_terugzetten_kan_alleen_in_een_lege(
    tmp_path: Path, twee_databanken: tuple[str, str]
) -> None:
    bron, doel = (
        {"ZICHT_DATABANK": adres, "ZICHT_POSTGRES_PROGRAMMAS": str(programmas())} for adres in twee_databanken
    )
    oefen_tijdens_het_werk(tmp_path, bron, doel)
    sleutels = ("--sleutels", tmp_path / "data" / "sleutels")
    klaar = zicht("herstel", tmp_path / "1.zicht", "--data", tmp_path / "nog een", *sleutels, omgeving=doel)
    assert klaar.returncode == 2
    assert "is niet leeg" in klaar.stderr
    klaar = zicht("herstel", tmp_path / "1.zicht", "--data", tmp_path / "nog een", *sleutels)
    assert klaar.returncode == 2
    assert "komt uit postgresql, maar hier is sqlite ingesteld" in klaar.stderr
    nergens = bron | {"ZICHT_POSTGRES_PROGRAMMAS": str(tmp_path)}
    klaar = zicht("backup", "--data", tmp_path / "data", "--uit", tmp_path / "x.zicht", omgeving=nergens)
    assert klaar.returncode == 2
    assert "postgresql-client" in klaar.stderr
    assert not list(tmp_path.glob("*x.zicht*"))


@pytest.mark.traag
def test_wie_halverwege_stopt_laat_niets_achter_dat_heel_lijkt(demo: Path, tmp_path: Path) -> None:
    toeval, uit, half = random.Random(20260304), tmp_path / "kopieen", 0
    uit.mkdir()
    begin = time.perf_counter()
    gelukt("backup", "--data", demo, "--uit", tmp_path / "maat.zicht")
    duur = time.perf_counter() - begin
    for _ in range(12):
        aanroep = [sys.executable, "-c", KLEIN, "backup", "--data", str(demo), "--uit", str(uit)]
        proces = subprocess.Popen(aanroep, env=KAAL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(toeval.uniform(0.4, 1.0) * duur)
        proces.send_signal(signal.SIGKILL)
        proces.wait()
        half += bool(list(uit.glob(".*.deel")))
        for deel in uit.glob(".*.deel"):
            shutil.move(deel, tmp_path / "deel")
            klaar = zicht("herstel", tmp_path / "deel", "--alleen-nakijken", "--sleutels", demo / "sleutels")
            if klaar.returncode == 0:
                continue  # helemaal geschreven en nog niet neergezet: wat er staat is dan ook heel
            assert "Neem een andere kopie" in klaar.stderr or "geen reservekopie" in klaar.stderr
    assert half, "geen enkele keer halverwege: dit bewijst niets"
    for kopie in uit.glob("*.zicht"):
        gelukt("herstel", kopie, "--alleen-nakijken", "--sleutels", demo / "sleutels")
    gelukt("backup", "--data", demo, "--uit", tmp_path / "na.zicht")
    assert not list(demo.glob(".backup-*")), "de volgende ruimt op wat leesbaar achterbleef"


# ----------------------------------------------------------------------------------------------- een hele installatie elders


def installatie(wat: str, data: Path, databank: str = "") -> str:
    """Vul een installatie, of neem een afdruk van haar bladzijden, in een eigen proces."""
    omgeving = KAAL | {
        "ZICHT_DATA": str(data), "ZICHT_DATABANK": databank, "ZICHT_TWEEDE_FACTOR": "nee",
        "DJANGO_SETTINGS_MODULE": "zicht.web.settings", "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
        "ZICHT_TEST_GEDEELD": os.environ["ZICHT_TEST_GEDEELD"],
    }  # fmt: skip
    opdracht = [sys.executable, "-m", "support.installatie", wat]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


@dataclass(frozen=True)
class Vol:
    """Een installatie met alles erin, haar kopie, en hoe haar bladzijden eruitzien."""

    data: Path
    kopie: Path
    gemaakt: dict[str, Any]
    bladzijden: dict[str, Any]

    def terug(self, naar: Path) -> tuple[str | Path, ...]:
        return ("herstel", self.kopie, "--data", naar, "--sleutels", self.data / "sleutels", "--json")


@pytest.fixture(scope="module")
def vol(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Vol:
    """Registratie, eigen norm, begroting, publicatie en een getekende burap."""
    map_ = tmp_path_factory.mktemp("vol")
    data = Path(shutil.copytree(demo, map_ / "data"))
    installatie("vul", data)
    gemaakt = json.loads(gelukt("backup", "--data", data, "--uit", map_ / "vol.zicht", "--json"))
    return Vol(data, map_ / "vol.zicht", gemaakt, json.loads(installatie("bladzijden", data)))


@pytest.mark.traag
def test_een_hele_installatie_geeft_elders_dezelfde_bladzijden(vol: Vol, tmp_path: Path) -> None:
    assert {status for status, *_ in vol.bladzijden.values()} == {200}
    assert len(vol.bladzijden) > 12
    gelukt(*vol.terug(tmp_path / "elders"))
    assert json.loads(installatie("bladzijden", tmp_path / "elders")) == vol.bladzijden


@pytest.mark.traag
@pytest.mark.postgres
def test_van_sqlite_naar_postgresql_met_elke_rij_en_dezelfde_bladzijden(
    vol: Vol, tmp_path: Path, twee_databanken: tuple[str, str]
) -> None:
    elders, (doel, _) = tmp_path / "elders", twee_databanken
    omgeving = {"ZICHT_DATABANK": doel}
    terug = json.loads(gelukt(*vol.terug(elders), omgeving=omgeving))
    assert terug["tabellen"] == vol.gemaakt["tabellen"]
    assert not (elders / "zicht.sqlite3").exists()
    assert json.loads(installatie("bladzijden", elders, doel)) == vol.bladzijden
    assert "Het logboek is heel" in gelukt("logboek", "--data", elders, omgeving=omgeving)
    with iemand_werkt(elders, doel):
        pass  # nieuwe rijen krijgen een nummer dat nog vrij is
    klaar = zicht(*vol.terug(elders), "--vervang", "elders", omgeving=omgeving)
    assert klaar.returncode == 2
    assert "is niet leeg" in klaar.stderr
