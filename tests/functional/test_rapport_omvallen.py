"""Valt het proces om terwijl een rapport wordt bevroren of cijfers krijgt, dan is er niets half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.traag
def test_bij_elke_schrijfopdracht_omvallen_laat_niets_half(tmp_path: Path) -> None:
    omgeving = os.environ | {
        "ZICHT_DATA": str(tmp_path),
        "ZICHT_DATABANK": "",
        "DJANGO_SETTINGS_MODULE": "zicht.web.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
    }
    opdracht = [sys.executable, "-m", "support.rapport_omvallen"]
    klaar = subprocess.run(opdracht, env=omgeving, cwd=ROOT, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr[-2000:] + klaar.stdout
    uit = json.loads(klaar.stdout)
    assert uit["gebreken"] == []
    assert uit["klopt"]
    assert uit["keren"] > 20
    assert uit["zonder transactie"], "zonder transactie moet het nakijken een half rapport vinden"
