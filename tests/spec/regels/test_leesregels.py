"""Elke regel van de lezer: de goede voorbeelden geven haar niet, de foute wel."""

import shutil
from pathlib import Path

import pytest

from support.maak import schrijf_map
from zicht.catalogus import load
from zicht.catalogus.regels import LEESREGELS
from zicht.core.bronnen import zoek_bron
from zicht.core.regels import Bestanden, Leesfout, Leesregel
from zicht.uitwisseling.controle import controleer

GOED = [pytest.param(regel, voorbeeld, id=regel.code) for regel in LEESREGELS for voorbeeld in regel.goed]
FOUT = [pytest.param(regel, voorbeeld, id=regel.code) for regel in LEESREGELS for voorbeeld in regel.fout]


@pytest.fixture(scope="module")
def geldig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een geldige map waarin de voorbeelden worden gezet."""
    return schrijf_map(tmp_path_factory.mktemp("geldig"))


def zet(geldig: Path, map_: Path, bestanden: Bestanden) -> Path:
    """Een kopie van de geldige map met deze bestanden erin; `.` is de map zelf, een naam met `/` wordt een map."""
    shutil.copytree(geldig, map_)
    for naam, inhoud in bestanden.items():
        if naam == ".":
            shutil.rmtree(map_)
        elif naam.endswith("/"):
            (map_ / naam).mkdir()
        elif inhoud is None:
            (map_ / naam).unlink()
        else:
            (map_ / naam).write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return map_


@pytest.mark.parametrize("regel, voorbeeld", GOED)
def test_een_goed_voorbeeld_geeft_de_regel_niet(
    regel: Leesregel, voorbeeld: Bestanden, geldig: Path, tmp_path: Path
) -> None:
    gevonden = controleer(zet(geldig, tmp_path / "map", voorbeeld))
    assert regel.code not in {bevinding.regel for bevinding in gevonden}


@pytest.mark.parametrize("regel, voorbeeld", FOUT)
def test_een_fout_voorbeeld_geeft_de_regel_met_een_volledige_zin(
    regel: Leesregel, voorbeeld: Bestanden, geldig: Path, tmp_path: Path
) -> None:
    gevonden = controleer(zet(geldig, tmp_path / "map", voorbeeld))
    [bevinding, *_] = [bevinding for bevinding in gevonden if bevinding.regel == regel.code]
    assert bevinding.blokkeert == regel.ernst.blokkeert
    assert "{" not in bevinding.boodschap
    assert bevinding.boodschap.endswith((".", "?"))


def test_elke_leesfout_heeft_een_regel_met_een_bron() -> None:
    assert [regel.fout_soort for regel in LEESREGELS] == list(Leesfout)
    for regel in LEESREGELS:
        assert zoek_bron(load.bronnen(), regel.bron)
