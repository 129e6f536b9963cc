"""The system step does nothing when all is there, and goes on with a message when it cannot install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import maat

SCRIPT = maat.ROOT / "tools" / "install_system.sh"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script where only these programs exist."""
    shell = shutil.which("sh") or "/bin/sh"
    return subprocess.run([shell, SCRIPT], env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, text: str = "exit 0") -> None:
    """Put a program in the folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_nothing_is_said_when_everything_is_there(tmp_path: Path) -> None:
    program(tmp_path, "google-chrome")
    program(tmp_path, "pdftoppm")
    program(tmp_path, "soffice")
    result = run(tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_an_ordinary_user_is_told_what_is_missing_and_goes_on(tmp_path: Path) -> None:
    program(tmp_path, "id", "echo 1000")
    program(tmp_path, "chromium")
    result = run(tmp_path)
    assert result.returncode == 0
    assert "Not here: poppler-utils libreoffice-calc." in result.stdout


@pytest.mark.parametrize("works", [True, False])
def test_root_on_debian_installs_and_goes_on_even_when_that_fails(tmp_path: Path, *, works: bool) -> None:
    called = tmp_path / "called"
    program(tmp_path, "id", "echo 0")
    program(tmp_path, "apt-get", f'echo "$@" >> {called}\nexit {0 if works else 1}')
    program(tmp_path, "sleep")
    for name in ("mktemp", "rm", "tail"):
        os.symlink(shutil.which(name) or name, tmp_path / name)
    result = run(tmp_path)
    assert result.returncode == 0
    assert ("Could not install" in result.stdout) is not works
    assert "chromium" in called.read_text() or not works
