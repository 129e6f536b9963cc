"""Valt het proces om terwijl er wordt doorgerekend of een verslag wordt vastgelegd, dan is er niets half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.traag
def test_omgebracht_midden_in_het_rekenen_en_bij_elke_schrijfopdracht(tmp_path: Path) -> None:
    omgeving = os.environ | {
        "ZICHT_DATA": str(tmp_path),
        "ZICHT_DATABANK": "",
        "DJANGO_SETTINGS_MODULE": "zicht.web.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
    }
    opdracht = [sys.executable, "-m", "support.capaciteit_omvallen"]
    klaar = subprocess.run(opdracht, env=omgeving, cwd=ROOT, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr[-2000:] + klaar.stdout
    uit = json.loads(klaar.stdout)
    assert uit["rekenen"] == {
        "omgebracht": True,
        "stond op": ["bezig", 0.5, 0],
        "meteen": "bezig",
        "straks": "gestopt",
        "opnieuw": ["klaar", 1],
    }
    assert uit["gebreken"] == []
    assert uit["klopt"]
    assert uit["keren"] > 4
    assert uit["zonder transactie"], "zonder transactie moet het nakijken een half verslag vinden"
