"""De opdrachten rond de registratie, van begin tot eind: demo, export, import, logboek en serve."""

import json
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from support import gedeeld
from support.gedeeld import KAAL, KLEIN
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web.dienst import huidige_periode


def zicht(*opdracht: str | Path, omgeving: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    aanroep = [sys.executable, "-W", "error::ResourceWarning", "-c", KLEIN, *map(str, opdracht)]
    return subprocess.run(aanroep, env=KAAL | (omgeving or {}), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gedeeld.demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.traag
def test_een_demo_noemt_een_gebruiker_per_rol_en_toont_de_aanmeldpagina() -> None:
    uitvoer = gedeeld.demo_uitvoer()
    assert "toonde de aanmeldpagina" in uitvoer
    rollen = re.findall(r"^  (\S.*?)  +(\S+) +alles-is-verzonnen$", uitvoer, re.MULTILINE)
    assert len(rollen) == len({gebruiker for _, gebruiker in rollen}) == 12


def cijfers_van(map_: Path, perioden: list[str]) -> dict[tuple[str, str], object]:
    cijfers = Cijfers(lees_feiten(map_))
    return {(p, u.code): u.tellingen for p in perioden for u in cijfers.uitslagen(lees_periode(p)).uitslagen}


@pytest.mark.traag
def test_een_demo_wordt_een_keer_gemaakt(demo: Path) -> None:
    voor = (demo / "demo.txt").stat().st_mtime_ns
    klaar = zicht("demo", "--alleen-maken", "--json", "--data", demo)
    assert klaar.returncode == 0
    assert {rij["gebruiker"] for rij in json.loads(klaar.stdout)} >= {"toegang", "fg", "beheerder"}
    assert (demo / "demo.txt").stat().st_mtime_ns == voor


@pytest.mark.traag
def test_uitvoeren_inlezen_en_weer_uitvoeren_geeft_dezelfde_cijfers(demo: Path, tmp_path: Path) -> None:
    een, ander = tmp_path / "een", tmp_path / "ander"
    klaar = zicht("export", "--data", demo, "--uit", een, "--json")
    assert klaar.returncode == 0, klaar.stderr
    peildatum = json.loads(klaar.stdout)["peildatum"]
    klaar = zicht("import", een, "--data", tmp_path / "leeg")
    assert klaar.returncode == 0, klaar.stderr
    assert zicht("export", "--data", tmp_path / "leeg", "--uit", ander).returncode == 0
    jaar = int(peildatum[:4])
    perioden = [f"{jaar - 1}-burap{n}" for n in (1, 2, 3)] + [str(jaar)]
    verwacht = cijfers_van(een, perioden)
    assert cijfers_van(ander, perioden) == verwacht
    assert any(getattr(telling, "noemer", 0) for telling in verwacht.values())
    met_naam = sqlite3.connect(tmp_path / "leeg" / "zicht.sqlite3")
    try:
        assert met_naam.execute("SELECT count(*) FROM registratie_persoon WHERE achternaam <> ''").fetchone() == (0,)
        assert met_naam.execute("SELECT count(*) FROM beheer_gebruiker WHERE password NOT LIKE '!%'").fetchone() == (0,)
    finally:
        met_naam.close()


@pytest.mark.traag
def test_een_map_van_een_eerdere_dag_is_kleiner(demo: Path, tmp_path: Path) -> None:
    assert zicht("export", "--data", demo, "--uit", tmp_path / "nu").returncode == 0
    toen = (datetime.now(tz=UTC) - timedelta(days=200)).date().isoformat()
    assert zicht("export", "--data", demo, "--uit", tmp_path / "toen", "--stand-op", toen).returncode == 0
    aantal_nu, aantal_toen = (
        len((tmp_path / naam / "melding.csv").read_text("utf-8").splitlines()) for naam in ("nu", "toen")
    )
    assert 1 < aantal_toen < aantal_nu


@pytest.mark.traag
def test_het_logboek_is_heel_en_een_gewijzigde_regel_valt_op(demo: Path, tmp_path: Path) -> None:
    anker = tmp_path / "elders" / "anker"
    klaar = zicht("logboek", "--data", demo, "--anker", anker)
    assert klaar.returncode == 0, klaar.stderr
    assert "Het logboek is heel" in klaar.stdout
    assert len(anker.read_text("utf-8").splitlines()) == 1
    kopie = tmp_path / "kopie"
    kopie.mkdir()
    bron, doel = sqlite3.connect(demo / "zicht.sqlite3"), sqlite3.connect(kopie / "zicht.sqlite3")
    bron.backup(doel)
    doel.execute("UPDATE logboek_logregel SET gebruiker = 'iemand anders' WHERE nummer = 17")
    doel.execute("DELETE FROM logboek_logregel WHERE nummer = (SELECT max(nummer) FROM logboek_logregel)")
    doel.commit()
    doel.close()
    bron.close()
    klaar = zicht("logboek", "--data", kopie, "--anker", anker)
    assert klaar.returncode == 1
    assert "Regel 17 is na het schrijven gewijzigd." in klaar.stderr
    assert "het einde is weg" in klaar.stderr


def test_serve_weigert_een_datamap_van_de_demo(tmp_path: Path) -> None:
    (tmp_path / "demo.txt").write_text("demo", encoding="utf-8")
    klaar = zicht("serve", "--data", tmp_path, "--poort", "0")
    assert klaar.returncode == 2
    assert "de wachtwoorden daarin zijn bekend" in klaar.stderr
    klaar = zicht("serve", "--data", tmp_path / "nieuw", "--poort", "0", omgeving={"ZICHT_DEMO": "ja"})
    assert klaar.returncode == 2


@pytest.mark.parametrize("opdracht", ["serve", "demo"])
def test_een_bezette_poort_zegt_wat_te_doen(tmp_path: Path, opdracht: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bezet:
        poort = bezet.getsockname()[1]
        klaar = zicht(opdracht, "--data", tmp_path / "data", "--poort", str(poort))
    assert klaar.returncode == 2
    assert f"Poort {poort} op 127.0.0.1 is niet vrij" in klaar.stderr
    assert "--poort" in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert not (tmp_path / "data").exists()


def test_een_map_die_er_niet_is_of_niet_past_geeft_een_nette_fout(tmp_path: Path) -> None:
    klaar = zicht("export", "--data", tmp_path / "nergens", "--uit", tmp_path / "uit")
    assert klaar.returncode == 2
    assert "is er niet" in klaar.stderr
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    klaar = zicht("serve", "--data", tmp_path / "bestand", "--poort", "0")
    assert klaar.returncode == 2
    assert "is een bestand" in klaar.stderr
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "dagboek.txt").write_text("van mij", encoding="utf-8")
    klaar = zicht("demo", "--alleen-maken", "--data", tmp_path / "vol")
    assert klaar.returncode == 2
    assert (tmp_path / "vol" / "dagboek.txt").read_text("utf-8") == "van mij"


@pytest.mark.traag
def test_exporteren_over_een_andere_map_heen_mag_niet(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "dagboek.txt").write_text("van mij", encoding="utf-8")
    klaar = zicht("export", "--data", demo, "--uit", tmp_path / "uit")
    assert klaar.returncode == 2
    assert "niet leeg" in klaar.stderr
    klaar = zicht("export", "--data", demo, "--uit", tmp_path / "goed", "--stand-op", "gisteren")
    assert klaar.returncode == 2
    assert "jjjj-mm-dd" in klaar.stderr


def test_de_periode_van_een_dag() -> None:
    assert huidige_periode(date(2026, 4, 30)) == "2026-burap1"
    assert huidige_periode(date(2026, 5, 1)) == "2026-burap2"
