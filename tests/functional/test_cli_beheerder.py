"""De eerste beheerder maakt zichzelf op de opdrachtregel; een tweede niet."""

import json
import subprocess
import sys
from pathlib import Path


def zicht(*delen: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from zicht.cli import main; sys.exit(main())", *delen],
        capture_output=True, text=True,
    )  # fmt: skip


def test_alleen_de_eerste_beheerder_komt_van_de_opdrachtregel(tmp_path: Path):
    delen = ("--voornaam", "Bea", "--achternaam", "Verzonnen", "--data", str(tmp_path))
    eerste = zicht("beheerder", "bea", *delen, "--json")
    assert eerste.returncode == 0, eerste.stderr
    assert len(json.loads(eerste.stdout)["wachtwoord"]) >= 12
    tweede = zicht("beheerder", "bob", *delen)
    assert tweede.returncode != 0
    assert "Er is al een beheerder" in tweede.stderr
