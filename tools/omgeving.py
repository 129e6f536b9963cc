"""Makes .venv from a lock with hashes and puts the package in it; runs on a bare Python, so standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("basis", "ontwikkeling")
NO_PIP = """\
Python can make a virtual environment here, but without pip, because its part `ensurepip` is missing.
Install it (Debian and Ubuntu: the package python3-venv) or name another Python: make PYTHON=/path/to/python3.11 …
"""
TOO_OLD = "Zicht needs Python 3.11 or newer; this is {version}. Name another one: make PYTHON=/path/to/python3.11 …\n"


def main(arguments: Sequence[str]) -> int:
    """Bring the environment up to date; quick when nothing changed."""
    if sys.version_info < (3, 11):  # noqa: UP036 (runs before anything is installed, on whatever Python make found)
        sys.stderr.write(TOO_OLD.format(version=sys.version.split()[0]))
        return 2
    if len(arguments) != 1 or arguments[0] not in KINDS:
        sys.stderr.write(f"usage: omgeving.py {'|'.join(KINDS)}\n")
        return 2
    return set_up(ROOT, arguments[0])


def set_up(root: Path, kind: str) -> int:
    """Make the environment, install the lock and the package, and leave a stamp with the fingerprint."""
    stamp, wanted = root / ".venv" / "bin" / f".{kind}", fingerprint(root, kind)
    if not stamp.exists() or stamp.read_text() != wanted:
        if not make_environment(root / ".venv"):
            sys.stderr.write(NO_PIP)
            return 2
        install(root, kind)
    stamp.write_text(wanted)
    if kind == "ontwikkeling":  # holds everything of basis as well
        (stamp.parent / ".basis").write_text(fingerprint(root, "basis"))
    return 0


def fingerprint(root: Path, kind: str) -> str:
    """What the environment depends on: the lock, the project file, the Python and where it all stands."""
    files = [root / "requirements" / f"{kind}.txt", root / "pyproject.toml"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    digest.update(f"{sys.version} {root}".encode())
    return digest.hexdigest() + "\n"


def make_environment(folder: Path) -> bool:
    """Make the virtual environment when there is none that works; False when pip cannot be had."""
    if has_pip(folder):
        return True
    if not has_ensurepip():
        install_ensurepip()
        if not has_ensurepip():
            return False
    print(f"making {folder} with Python {sys.version.split()[0]}", flush=True)
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(folder)
    return has_pip(folder)


def has_pip(folder: Path) -> bool:
    """Whether this environment can install packages."""
    python = folder / "bin" / "python"
    return python.exists() and quiet(python, "-m", "pip", "--version")


def has_ensurepip() -> bool:
    """Whether this Python can put pip in an environment (Debian leaves that part out)."""
    return quiet(sys.executable, "-c", "import ensurepip")


def install_ensurepip() -> None:
    """On a Debian machine where we may: install the missing part of Python."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "python3-venv"]):
            subprocess.run(["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, check=False)


def install(root: Path, kind: str) -> None:
    """Install exactly what the lock says, then the package itself, editable and without fetching anything more."""
    python = root / ".venv" / "bin" / "python"
    print(f"installing requirements/{kind}.txt", flush=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    lock = ["--require-hashes", "--requirement", root / "requirements" / f"{kind}.txt"]
    subprocess.run([*pip, *lock], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", root], check=True)


def quiet(*command: "str | Path") -> bool:
    """Run a command without showing it; True when it succeeded."""
    return subprocess.run([*command], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
