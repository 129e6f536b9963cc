"""A path from which text can be read once while it is written, so that it never stands on the disk."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

Schrijver = Callable[[IO[str]], None]


@contextmanager
def als_pijp(schrijf: Schrijver) -> Generator[Path]:
    """What `schrijf` writes, to be read from the path; where there are no pipes (Windows) a file that goes away again."""
    with tempfile.TemporaryDirectory(prefix="zicht-omzetten-") as map_:  # made with mode 0700
        pad = Path(map_) / "stroom"
        if not hasattr(os, "mkfifo"):
            _schrijf(pad, schrijf)
            yield pad
            return
        os.mkfifo(pad, 0o600)
        fouten: list[Exception] = []
        draad = Thread(target=_in_draad, args=(pad, schrijf, fouten), daemon=True)
        draad.start()
        try:
            yield pad
        finally:
            _maak_los(pad, draad)
        if fouten:
            raise fouten[0]


def _schrijf(pad: Path, schrijf: Schrijver) -> None:
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijf(stroom)


def _in_draad(pad: Path, schrijf: Schrijver, fouten: list[Exception]) -> None:
    try:
        _schrijf(pad, schrijf)
    except BrokenPipeError:
        return  # the reader stopped, and says why itself
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as fout:
        fouten.append(fout)


def _maak_los(pad: Path, draad: Thread) -> None:
    """A writer that still waits for a reader gets one that goes away at once."""
    while draad.is_alive():
        os.close(os.open(pad, os.O_RDONLY | os.O_NONBLOCK))
        draad.join(0.05)
