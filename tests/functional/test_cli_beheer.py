"""De opdrachten van de nacht en van de beheerder: sleutels, onderhoud en daglijst, van begin tot eind."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from support import gedeeld
from support.gedeeld import KAAL, KLEIN


def zicht(*opdracht: str | Path) -> subprocess.CompletedProcess[str]:
    aanroep = [sys.executable, "-W", "error::ResourceWarning", "-c", KLEIN, *map(str, opdracht)]
    return subprocess.run(aanroep, env=KAAL, capture_output=True, text=True, check=False)


def als_json(*opdracht: str | Path) -> dict[str, object]:
    klaar = zicht(*opdracht, "--json")
    assert klaar.returncode == 0, klaar.stderr
    return json.loads(klaar.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gedeeld.demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.traag
def test_een_sleutel_wisselen_dat_steeds_wordt_afgebroken_komt_toch_rond(demo: Path, tmp_path: Path) -> None:
    begin = als_json("sleutels", "--data", demo)
    assert begin["onder_oude_sleutel"] == 0
    assert (
        zicht("backup", "--data", demo, "--uit", tmp_path / "oud.zicht", "--sleutels-naar", tmp_path / "oud").returncode
        == 0
    )
    met_nieuwe = als_json("sleutels", "--nieuw", "--data", demo)
    assert met_nieuwe["sleutels"] != begin["sleutels"]
    assert set(begin["sleutels"]) < set(met_nieuwe["sleutels"])  # type: ignore[call-overload]
    alle = rest = met_nieuwe["onder_oude_sleutel"]
    assert isinstance(alle, int)
    assert alle > 500
    toeval, halverwege = random.Random(4), 0
    for _ in range(25):
        opdracht = [sys.executable, "-c", KLEIN, "sleutels", "--vernieuw", "--data", str(demo)]
        proces = subprocess.Popen(opdracht, env=KAAL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert proces.stderr is not None
        proces.stderr.readline()  # de eerste groep is over
        time.sleep(toeval.uniform(0, 0.3))
        proces.send_signal(signal.SIGKILL)
        proces.communicate()
        nu = als_json("sleutels", "--data", demo)["onder_oude_sleutel"]
        assert isinstance(nu, int)
        assert isinstance(rest, int)
        assert nu <= rest, "wat over is, blijft over"
        halverwege += 0 < nu < alle
        rest = nu
        if nu == 0:
            break
    assert halverwege, "geen enkele keer halverwege: dit bewijst niets"
    assert als_json("sleutels", "--vernieuw", "--data", demo)["onder_oude_sleutel"] == 0
    assert als_json("sleutels", "--vernieuw", "--data", demo)["vernieuwd"] == 0

    oude = (tmp_path / "oud").read_text("utf-8").strip().split(",")  # meer dan een als een andere toets al wisselde
    sleutels = (demo / "sleutels").read_text("utf-8").split(",")
    assert sleutels[1:] == oude
    (demo / "sleutels").write_text(sleutels[0], encoding="utf-8")  # zonder de oude is alles nog te lezen
    assert als_json("sleutels", "--data", demo)["onder_oude_sleutel"] == 0
    assert zicht("export", "--data", demo, "--uit", tmp_path / "uit").returncode == 0
    (demo / "sleutels").write_text(",".join(sleutels), encoding="utf-8")
    assert zicht("herstel", tmp_path / "oud.zicht", "--alleen-nakijken", "--sleutels", tmp_path / "oud").returncode == 0
    assert (
        zicht("herstel", tmp_path / "oud.zicht", "--alleen-nakijken", "--sleutels", demo / "sleutels").returncode == 0
    )
    assert "Het logboek is heel" in zicht("logboek", "--data", demo).stdout


@pytest.mark.traag
def test_wie_al_draait_leest_ook_wat_onder_een_nieuwe_sleutel_is_gezet(demo: Path) -> None:
    lezer = """
import sys
from zicht.web.dienst import klaar
klaar(sys.argv[1])
from zicht.web.registratie.models import Melder
from zicht.web.sleutels import kluis
namen = lambda: sorted(Melder.objects.values_list("naam", flat=True))
voor, eerste = namen(), kluis().sleutels
print("klaar", flush=True)
sys.stdin.readline()
assert namen() == voor
assert len(kluis().sleutels) == len(eerste) + 1
"""
    proces = subprocess.Popen([sys.executable, "-c", lezer, str(demo)], env=KAAL, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert proces.stdout is not None
    assert proces.stdout.readline() == "klaar\n"
    als_json("sleutels", "--nieuw", "--vernieuw", "--data", demo)
    proces.communicate("verder\n")
    assert proces.returncode == 0


@pytest.mark.traag
def test_onderhoud_en_daglijst_draaien_elke_nacht_zonder_iemand_erbij(demo: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(demo / "zicht.sqlite3")) as databank, databank:
        databank.execute("INSERT INTO django_session VALUES ('oud', '', '2020-01-01 00:00:00')")
    klaar = zicht("onderhoud", "--data", demo)
    assert klaar.returncode == 0, klaar.stderr
    assert "1 afgelopen sessies" in klaar.stdout
    assert "Er was niets op te ruimen" in zicht("onderhoud", "--data", demo).stdout
    gemaakt = als_json("daglijst", "--data", demo, "--uit", tmp_path / "lijsten", "--team", "Regioteam Noord")
    assert gemaakt["lijsten"] == len(list((tmp_path / "lijsten" / "regioteam-noord").glob("*.pdf"))) == 4
    klaar = zicht("daglijst", "--data", demo, "--uit", tmp_path / "lijsten", "--team", "Oost")
    assert klaar.returncode == 2
    assert "Regioteam Noord" in klaar.stderr
    assert "Het logboek is heel" in zicht("logboek", "--data", demo).stdout


def test_met_de_sleutels_in_de_omgeving_zegt_een_nieuwe_wat_te_doen(tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    (tmp_path / "data").mkdir()
    opdracht = [sys.executable, "-c", KLEIN, "sleutels", "--nieuw", "--data", str(tmp_path / "data")]
    omgeving = KAAL | {"ZICHT_SLEUTELS": Fernet.generate_key().decode()}
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 2
    assert "ZICHT_SLEUTELS" in klaar.stderr
    assert omgeving["ZICHT_SLEUTELS"] not in klaar.stdout + klaar.stderr
