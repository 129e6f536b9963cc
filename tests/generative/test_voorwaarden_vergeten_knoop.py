"""Een nieuwe knoop die iemand vergeet, komt niet langs de typecontrole: die noemt elke plaats die hem nog niet kent."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BRON = Path(__file__).resolve().parents[2] / "src" / "zicht"
NIEUWE_KNOPEN = {"Voorwaarde": "_Combineerbaar", "Waarde": "_Vergelijkbaar"}  # union en wat haar leden erven
KNOOP = """
@dataclass(frozen=True)
class Nieuwe{union}({basis}):
    \"\"\"Een knoop die nergens is uitgewerkt.\"\"\"

    veld: Veld


{union} = Nieuwe{union} | """
INSTELLINGEN = {
    "include": ["zicht/core", "zicht/engines/sql.py"],
    "strict": ["zicht"],
    "pythonVersion": "3.11",
    "venvPath": str(Path(sys.prefix).parent),
    "venv": Path(sys.prefix).name,
    "extraPaths": ["."],
}


def kopie(map_: Path) -> Path:
    """De kern en de rekenmachines, met een extra lid in elke union."""
    for naam in ("core", "engines"):
        shutil.copytree(BRON / naam, map_ / "zicht" / naam, ignore=shutil.ignore_patterns("__pycache__"))
    (map_ / "zicht" / "__init__.py").touch()
    (map_ / "pyrightconfig.json").write_text(json.dumps(INSTELLINGEN), encoding="utf-8")
    pad = map_ / "zicht" / "core" / "voorwaarden.py"
    tekst = pad.read_text("utf-8")
    for union, basis in NIEUWE_KNOPEN.items():
        tekst, aantal = re.subn(rf"^{union} = ", KNOOP.format(union=union, basis=basis), tekst, flags=re.MULTILINE)
        assert aantal == 1
    pad.write_text(tekst, encoding="utf-8")
    return map_


def bezwaren(map_: Path) -> dict[str, set[str]]:
    """Per nieuwe knoop de bestanden waarin pyright er een fout over ziet."""
    pyright = Path(sys.executable).with_name("pyright")
    proces = subprocess.run(
        [str(pyright), "--outputjson"], cwd=map_, capture_output=True, encoding="utf-8", timeout=300
    )
    fouten = [m for m in json.loads(proces.stdout)["generalDiagnostics"] if m["severity"] == "error"]
    return {
        union: {
            Path(fout["file"]).relative_to(map_.resolve() / "zicht").as_posix()
            for fout in fouten
            if f"Nieuwe{union}" in fout["message"]
        }
        for union in NIEUWE_KNOPEN
    }


@pytest.mark.traag
def test_een_vergeten_knoop_komt_niet_langs_de_typecontrole(tmp_path: Path) -> None:
    """Zonder de nieuwe knopen is de kern schoon (`make types`); dit gaat dus echt over die knopen."""
    gezien = bezwaren(kopie(tmp_path))
    for union in NIEUWE_KNOPEN:
        assert gezien[union] >= {"core/reference.py", "core/uitleg.py", "core/voorwaarden.py", "engines/sql.py"}, union
