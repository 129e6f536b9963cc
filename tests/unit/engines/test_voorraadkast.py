"""De voorraadkast: alleen hele bestanden, klein gehouden, en nooit een reden om te stoppen."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zicht.engines.voorraadkast import Voorraadkast, gewone_kast, snelle_sleutel

HALVERWEGE = """
import sys, time
from pathlib import Path
from zicht.engines.voorraadkast import Voorraadkast

def schrijf(pad):
    pad.write_bytes(b"half")
    print("bezig", flush=True)
    time.sleep(60)

Voorraadkast(Path(sys.argv[1])).bewaar("feiten", schrijf)
"""


def zet(kast: Voorraadkast, naam: str, inhoud: bytes) -> Path:
    """Bewaar deze bytes."""
    pad = kast.bewaar(naam, lambda half: _schrijf(half, inhoud))
    assert pad is not None
    return pad


def _schrijf(pad: Path, inhoud: bytes) -> None:
    pad.write_bytes(inhoud)


def test_wat_is_bewaard_is_terug_te_vinden_en_alleen_voor_de_eigenaar(tmp_path: Path) -> None:
    kast = Voorraadkast(tmp_path / "kast")
    pad = zet(kast, "feiten", b"heel")
    assert kast.zoek("feiten") == pad
    assert pad.read_bytes() == b"heel"
    assert pad.stat().st_mode & 0o077 == 0
    assert kast.map.stat().st_mode & 0o077 == 0
    assert kast.zoek("iets anders") is None


def test_een_bestand_met_een_andere_byte_telt_niet_en_gaat_weg(tmp_path: Path) -> None:
    kast = Voorraadkast(tmp_path)
    pad = zet(kast, "feiten", b"heel")
    pad.write_bytes(b"hool")
    assert kast.zoek("feiten") is None
    assert not pad.exists()


def test_wie_de_inhoud_vraagt_krijgt_precies_wat_is_nagekeken(tmp_path: Path) -> None:
    kast = Voorraadkast(tmp_path)
    leeg, pad = zet(kast, "leeg", b""), zet(kast, "blad", b"heel" * 100_000)
    assert (kast.lees("leeg"), kast.lees("blad"), kast.lees("iets anders")) == (b"", b"heel" * 100_000, None)
    os.utime(leeg, (0, 0))
    assert kast.lees("leeg") == b""
    assert leeg.stat().st_mtime > 0, "gelezen is gebruikt"
    pad.write_bytes(b"heel" * 99_999)
    assert kast.lees("blad") is None
    assert list(tmp_path.iterdir()) == [leeg]


def test_een_proces_dat_halverwege_wordt_gestopt_laat_niets_achter_dat_gebruikt_wordt(tmp_path: Path) -> None:
    schrijver = subprocess.Popen([sys.executable, "-c", HALVERWEGE, str(tmp_path)], stdout=subprocess.PIPE)
    assert schrijver.stdout is not None
    with schrijver.stdout:
        assert schrijver.stdout.readline() == b"bezig\n"
        schrijver.send_signal(signal.SIGKILL)
        schrijver.wait()
    [half] = tmp_path.iterdir()
    kast = Voorraadkast(tmp_path)
    assert kast.zoek("feiten") is None
    pad = zet(kast, "feiten", b"heel")
    assert half.exists(), "er kan nog iemand bezig zijn"
    os.utime(half, (0, 0))
    kast.ruim_op()
    assert list(tmp_path.iterdir()) == [pad]


def test_wat_het_langst_niet_is_gebruikt_gaat_het_eerst_weg(tmp_path: Path) -> None:
    kast = Voorraadkast(tmp_path, hoogstens=25)
    for nr, naam in enumerate("abc"):
        os.utime(zet(Voorraadkast(tmp_path), naam, b"x" * 10), (nr, nr))
    assert kast.zoek("a") is not None  # nu is b het langst niet gebruikt
    kast.ruim_op()
    assert [naam for naam in "abc" if kast.zoek(naam)] == ["a", "c"]


def test_een_nieuwe_versie_komt_in_de_plaats_van_de_oude(tmp_path: Path) -> None:
    kast = Voorraadkast(tmp_path)
    zet(kast, "feiten", b"oud")
    pad = zet(kast, "feiten", b"nieuw")
    assert list(tmp_path.iterdir()) == [pad]


def test_zonder_plaats_om_te_schrijven_is_er_geen_voorraad_en_geen_fout(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    kast = Voorraadkast(tmp_path / "bestand")
    assert kast.zoek("feiten") is None
    assert kast.bewaar("feiten", lambda half: _schrijf(half, b"heel")) is None
    kast.ruim_op()


def test_een_schrijver_die_faalt_laat_niets_achter(tmp_path: Path) -> None:
    def schrijf(pad: Path) -> None:
        pad.write_bytes(b"half")
        raise OSError("schijf vol")

    assert Voorraadkast(tmp_path).bewaar("feiten", schrijf) is None
    assert list(tmp_path.iterdir()) == []


def test_de_voorraad_ligt_nooit_tussen_de_feiten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZICHT_CACHE", str(tmp_path / "feiten" / "cache"))
    assert gewone_kast() is not None
    (tmp_path / "feiten").mkdir()
    (tmp_path / "feiten" / "feiten.toml").touch()
    assert gewone_kast() is None


def test_zonder_eigen_keuze_ligt_de_voorraad_in_de_cachemap_van_de_gebruiker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZICHT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kast = gewone_kast()
    assert kast is not None
    assert kast.map == tmp_path / "zicht"


def test_de_sleutel_verandert_met_elk_bestand_en_alleen_daarmee(tmp_path: Path) -> None:
    (tmp_path / "melding.csv").write_text("a")
    eerst = snelle_sleutel(tmp_path)
    assert snelle_sleutel(tmp_path) == eerst
    tijden = (tmp_path / "melding.csv").stat()
    (tmp_path / "melding.csv").write_text("b")  # even groot
    os.utime(tmp_path / "melding.csv", ns=(tijden.st_atime_ns, tijden.st_mtime_ns))  # en met de oude tijd
    assert snelle_sleutel(tmp_path) != eerst, "de tijd van de laatste wijziging van het bestand zelf telt ook"
    assert snelle_sleutel(tmp_path / "bestaat niet") is None
