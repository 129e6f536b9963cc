"""The cache folder: what can be made again at any time, kept outside the folder of facts and thrown away when in the way.

A file gets its name only when it is whole: it is written in a folder of its own, and moved. Its name holds a
checksum, so that a broken file is never used. Two processes that make the same file do so side by side, and the last
one wins with the same content. Whatever goes wrong with the cache is never an error: then there is no cache.
"""

import contextlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from zicht.engines.feitenset import BESTAND

HOOGSTENS_BYTES = 2 << 30  # above this the files that were used longest ago go
HOOGSTENS_BESTANDEN = 200
_HALF = "half-"  # folders in which a file is being written
_BROK = 1 << 16
_HALF_TE_OUD = 24 * 3600  # seconds after which nobody is writing there any more
_Gevonden = TypeVar("_Gevonden")


class Voorraadkast:
    """A folder of files that can be missed; the checksum in the name of each proves that it is whole."""

    def __init__(self, map_: Path, hoogstens: int = HOOGSTENS_BYTES) -> None:
        self.map = map_
        self._hoogstens = hoogstens

    def zoek(self, naam: str) -> Path | None:
        """The whole file with this name, marked as used; None when it is not there. A broken one is thrown away."""
        return self._zoek(naam, lambda pad: (_toetssom(pad), pad))

    def lees(self, naam: str) -> bytes | None:
        """The content of that file, read once: what was checked is what is given."""
        return self._zoek(naam, lambda pad: (zlib.crc32(inhoud := pad.read_bytes()), inhoud))

    def _zoek(self, naam: str, bekijk: Callable[[Path], tuple[int, _Gevonden]]) -> _Gevonden | None:
        for pad in self.map.glob(f"{naam}.*"):
            with contextlib.suppress(OSError):
                som, gevonden = bekijk(pad)
                if pad.suffix == _achter(som):
                    _gebruikt(pad)
                    return gevonden
            vergeet(pad)
        return None

    def bewaar(self, naam: str, schrijf: Callable[[Path], None]) -> Path | None:
        """Let `schrijf` make a file and give it its name when it is whole; None when that does not work out."""
        try:
            self.map.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds facts about people: for its owner only
            with tempfile.TemporaryDirectory(prefix=_HALF, dir=self.map) as werkmap:
                half = Path(werkmap) / naam
                schrijf(half)
                return self._zet_neer(half, naam)
        except OSError:
            return None

    def _zet_neer(self, half: Path, naam: str) -> Path:
        half.chmod(0o600)  # no wait for the disk: what a power cut leaves half written, the checksum gives away
        doel = self.map / f"{naam}{_achter(_toetssom(half))}"
        oud = list(self.map.glob(f"{naam}.*"))
        heel = half.replace(doel)
        for pad in oud:
            if pad != heel:
                vergeet(pad)
        self.ruim_op()
        return heel

    def ruim_op(self) -> None:
        """Keep the folder small: what was never finished goes, then what was used longest ago."""
        inhoud = sorted(_inhoud(self.map), key=lambda paar: paar[1].st_mtime_ns, reverse=True)
        nu, vol = (inhoud[0][1].st_mtime, 0) if inhoud else (0.0, 0)
        for nr, (pad, stat) in enumerate(inhoud):
            vol += stat.st_size
            blijft = nr < HOOGSTENS_BESTANDEN and (nr == 0 or vol <= self._hoogstens)
            half = pad.name.startswith(_HALF)
            if (half and nu - stat.st_mtime > _HALF_TE_OUD) or not (half or blijft):
                vergeet(pad)


def vergeet(pad: Path) -> None:
    """Throw away what can be made again."""
    with contextlib.suppress(OSError):
        shutil.rmtree(pad) if pad.is_dir() else pad.unlink(missing_ok=True)


def _gebruikt(pad: Path) -> None:
    with contextlib.suppress(OSError):  # a read-only cache is still a cache
        os.utime(pad)


def _toetssom(pad: Path) -> int:
    som = 0
    with pad.open("rb") as stroom:
        while brok := stroom.read(_BROK):
            som = zlib.crc32(brok, som)
    return som


def _achter(som: int) -> str:
    return f".{som:08x}"


def _inhoud(map_: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        for pad in map_.iterdir():
            with contextlib.suppress(OSError):  # someone else may just have thrown it away
                yield pad, pad.stat()
    except OSError:
        return


def gewone_kast() -> Voorraadkast | None:
    """The cache of this user: ZICHT_CACHE, or else the folder that the system has for caches; never among facts."""
    gegeven = os.environ.get("ZICHT_CACHE")
    basis = os.environ.get("XDG_CACHE_HOME")
    try:
        map_ = Path(gegeven) if gegeven else (Path(basis) if basis else Path.home() / ".cache") / "zicht"
        map_ = map_.resolve()
        if any((deel / BESTAND).exists() for deel in (map_, *map_.parents)):
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
