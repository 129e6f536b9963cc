"""The cache folder: what can be made again at any time, kept outside the folder of facts and thrown away when in the way.

A file gets its name only when it is whole: it is written under another name, flushed, and renamed. Two processes that
make the same file do so side by side, and the last one wins with the same content. Whatever goes wrong with the cache
is never an error: then there is no cache.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

HOOGSTENS_BYTES = 2 << 30  # above this the files that were used longest ago go
_HALF = ".half"  # a file that is being written
_HALF_TE_OUD = 24 * 3600  # seconds after which nobody is writing it any more


class Voorraadkast:
    """A folder with files that have a key for a name."""

    def __init__(self, map_: Path, hoogstens: int = HOOGSTENS_BYTES) -> None:
        self.map = map_
        self._hoogstens = hoogstens

    def zoek(self, naam: str) -> Path | None:
        """The file with this name, marked as used; None when it is not there."""
        pad = self.map / naam
        if not pad.is_file():
            return None
        with contextlib.suppress(OSError):  # a read-only cache is still a cache
            os.utime(pad)
        return pad

    def bewaar(self, naam: str, schrijf: Callable[[Path], None]) -> Path | None:
        """Let `schrijf` write a file and give it its name when it is whole; None when the folder cannot be used."""
        try:
            self.map.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds facts about people: for its owner only
            greep, half = tempfile.mkstemp(prefix=naam[:32], suffix=_HALF, dir=self.map)
            os.close(greep)
        except OSError:
            return None
        try:
            return self._schrijf(Path(half), naam, schrijf)
        except OSError:
            return None
        finally:
            Path(half).unlink(missing_ok=True)

    def _schrijf(self, half: Path, naam: str, schrijf: Callable[[Path], None]) -> Path:
        half.unlink()  # DuckDB refuses an empty file; the name stays ours
        schrijf(half)
        half.chmod(0o600)
        with half.open("rb") as stroom:
            os.fsync(stroom.fileno())
        half.replace(self.map / naam)
        self.ruim_op()
        return self.map / naam

    def vergeet(self, naam: str) -> None:
        """Throw a file away, for instance because it is broken."""
        with contextlib.suppress(OSError):
            (self.map / naam).unlink(missing_ok=True)

    def ruim_op(self) -> None:
        """Keep the folder small: first what was never finished, then what was used longest ago."""
        bestanden = sorted(_bestanden(self.map), key=lambda paar: paar[1].st_mtime_ns)
        nieuwst = bestanden[-1][1].st_mtime if bestanden else 0.0
        vol = sum(stat.st_size for _, stat in bestanden)
        for pad, stat in bestanden:
            oud_half = pad.name.endswith(_HALF) and nieuwst - stat.st_mtime > _HALF_TE_OUD
            if oud_half or (vol > self._hoogstens and stat.st_mtime < nieuwst):
                self.vergeet(pad.name)
                vol -= stat.st_size


def _bestanden(map_: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        for pad in map_.iterdir():
            with contextlib.suppress(OSError):  # someone else may just have thrown it away
                yield pad, pad.stat()
    except OSError:
        return


def gewone_kast(feiten: Path | None = None) -> Voorraadkast | None:
    """The cache of this user, ZICHT_CACHE or else the folder that the system has for caches; never among the facts."""
    gegeven = os.environ.get("ZICHT_CACHE")
    basis = os.environ.get("XDG_CACHE_HOME")
    try:
        map_ = Path(gegeven) if gegeven else (Path(basis) if basis else Path.home() / ".cache") / "zicht"
        if feiten is not None and map_.resolve().is_relative_to(feiten.resolve()):
            return None
    except (OSError, RuntimeError):  # no home folder
        return None
    return Voorraadkast(map_)


@cache
def pakketafdruk() -> str:
    """A quick fingerprint of the program itself: every source file and parameter with its size and time of writing."""
    wortel = Path(__file__).parent.parent
    delen = [f"{pad}|{stat.st_size}|{stat.st_mtime_ns}" for pad, stat in sorted(_programma(str(wortel)))]
    return sha256("\n".join(delen).encode()).hexdigest()[:16]


def _programma(map_: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(map_) as inhoud:
        for deel in inhoud:
            if deel.is_dir() and deel.name not in ("__pycache__", "web", "rapportage", "synthetisch", "cli"):
                yield from _programma(deel.path)
            elif deel.name.endswith((".py", ".toml")):
                yield deel.path, deel.stat()


def snelle_sleutel(map_: Path) -> str | None:
    """What finds the cache of a folder of facts: its path, and name, size and times of its files, and the program.

    A file whose bytes change while size and times stay the same is not noticed; the full fingerprint is for that.
    """
    try:
        delen = [f"{map_.resolve()}", pakketafdruk()]
        for pad in sorted(map_.iterdir()):
            stat = pad.stat()
            delen.append(f"{pad.name}|{stat.st_size}|{stat.st_mtime_ns}|{stat.st_ctime_ns}|{stat.st_ino}")
    except OSError:
        return None
    return sha256("\n".join(delen).encode()).hexdigest()
