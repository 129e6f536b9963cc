"""Snapshots: text that people read, kept in the repository. `make snapshots` rewrites them; a human reads the difference."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "snapshots"
WRITE = os.environ.get("ZICHT_SNAPSHOTS") == "schrijf"


def check(name: str, text: str) -> None:
    """Compare with the snapshot of this name, or write it."""
    path = FOLDER / name
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {name}: run `make snapshots` and read what it writes"
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: run `make snapshots` and read the difference"


def names(folder: str, suffix: str) -> set[str]:
    """The snapshots that are in a folder, so that none stays behind when its definition goes."""
    return {path.relative_to(FOLDER).as_posix() for path in (FOLDER / folder).rglob(f"*{suffix}")}
