"""Een reservekopie maken: eerst opzij, dan nagekeken, en pas dan onder haar eigen naam.

Keuzes: de sleutels gaan nooit mee, alleen hun controlewaarde; sessies en het geheim waarmee zij worden ondertekend ook
niet, want op een andere machine logt iedereen opnieuw in. Bestanden uit de datamap gaan voor de databank: een anker kan
zo niet verder reiken dan het logboek in de kopie.
"""

import gzip
import json
import os
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from zicht import __version__
from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.web.reserve.databanken import BESTAND, Meld, Stand, kopieer
from zicht.web.reserve.nakijken import INHOUD, kijk_na
from zicht.web.reserve.verpakking import Inpakker, Opschrift, nagaan
from zicht.web.sleutels import kluis

WERKMAP, DEEL = ".backup-", ".deel"
_GEHEIM = ("geheim", "sleutels", "oidc_geheim", "databank", "data")  # instellingen die niet meegaan
_NIET = {"geheim", "sleutels", "static", "zicht.sqlite3", "zicht.sqlite3-wal", "zicht.sqlite3-shm", "zicht.sqlite3-journal"}  # fmt: skip


@dataclass(frozen=True)
class Backup:
    """Wat er is gemaakt."""

    pad: Path
    grootte: int
    sha256: str
    stand: Stand


def maak(uit: Path, om: datetime, meld: Meld) -> Backup:
    """Maak een reservekopie in `uit`, een nieuw bestand of een map waarin zij haar eigen naam krijgt."""
    pad = _pad(uit, om)
    try:
        with _werkmap() as opzij, _deelbestand(pad) as deel:
            stand = _pak_in(opzij, deel, om, meld)
            meld("nakijken wat er geschreven is")
            kijk_na(deel, kluis().sleutels, stand)
            _zet_neer(deel, pad)
        return Backup(pad, pad.stat().st_size, _schrijf_controlegetal(pad), stand)
    except OSError as fout:
        raise ZichtFout(
            f"De reservekopie kon niet worden geschreven: {fout.strerror or fout}. Kijk of er ruimte is in {pad.parent} en in de datamap.",
        ) from fout


def _pad(uit: Path, om: datetime) -> Path:
    pad = uit / f"zicht-{om:%Y-%m-%d-%H%M%S}.zicht" if uit.is_dir() else uit
    if pad.exists():
        raise AanroepFout(f"{pad} bestaat al. Een reservekopie wordt nooit overschreven: kies een andere naam.")
    if not pad.parent.is_dir():
        raise AanroepFout(f"De map {pad.parent} is er niet. Maak haar eerst, liefst op een andere schijf.")
    if pad.resolve().is_relative_to(settings.INSTELLINGEN.datamap.resolve()):
        raise AanroepFout("Een reservekopie in de datamap zelf gaat met de datamap verloren. Kies een andere plek.")
    return pad


@contextmanager
def _werkmap() -> Iterator[Path]:
    """Waar de databank leesbaar wordt klaargezet: in de datamap, die dat toch al is. Wat een vorige keer achterliet gaat weg."""
    datamap = settings.INSTELLINGEN.datamap
    for oud in datamap.glob(f"{WERKMAP}*"):
        shutil.rmtree(oud, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WERKMAP, dir=datamap) as map_:  # made with mode 0700
        yield Path(map_)


@contextmanager
def _deelbestand(pad: Path) -> Iterator[Path]:
    """Een bestand naast de kopie, alleen voor de eigenaar; het verdwijnt als het niet wordt neergezet."""
    for oud in pad.parent.glob(f".{pad.name}-*{DEEL}"):
        oud.unlink(missing_ok=True)
    nummer, naam = tempfile.mkstemp(prefix=f".{pad.name}-", suffix=DEEL, dir=pad.parent)  # made with mode 0600
    os.close(nummer)
    try:
        yield Path(naam)
    finally:
        Path(naam).unlink(missing_ok=True)


def _pak_in(opzij: Path, deel: Path, om: datetime, meld: Meld) -> Stand:
    bestanden = dict(_bestanden(opzij))
    databank = opzij / BESTAND[connection.vendor]
    stand = kopieer(databank, meld)
    bestanden[databank.name] = databank
    opschrift = Opschrift(
        gemaakt_om=om.isoformat(timespec="seconds"),
        zicht=__version__,
        databank=connection.vendor,
        sleutels=tuple(nagaan(sleutel) for sleutel in kluis().sleutels),
        zout=secrets.token_hex(16),
    )
    meld("inpakken en versleutelen")
    with deel.open("wb") as bestand:
        inpakker = Inpakker(bestand, kluis().sleutels[0], opschrift)
        with (
            gzip.GzipFile(fileobj=inpakker, mode="wb", compresslevel=4, mtime=0) as gz,
            tarfile.open(fileobj=cast("Any", gz), mode="w|") as tar,
        ):
            _vul(tar, bestanden, _inhoud(stand, om, bestanden))
        inpakker.voltooi()
        bestand.flush()
        os.fsync(bestand.fileno())
    return stand


def _bestanden(opzij: Path) -> Iterator[tuple[str, Path]]:
    """Wat naast de databank in de datamap staat, zoals de afzender van brieven; een kopie, want er wordt aan gewerkt."""
    datamap = settings.INSTELLINGEN.datamap
    gevonden = (pad for pad in sorted(datamap.rglob("*")) if pad.is_file() and not pad.is_symlink())
    for nummer, pad in enumerate(gevonden):
        naam = pad.relative_to(datamap)
        if naam.parts[0] in _NIET or any(deel.startswith(".") for deel in naam.parts):
            continue
        with suppress(FileNotFoundError):
            shutil.copyfile(pad, opzij / str(nummer))
            yield f"datamap/{naam.as_posix()}", opzij / str(nummer)


def _inhoud(stand: Stand, om: datetime, bestanden: dict[str, Path]) -> bytes:
    instellingen = settings.INSTELLINGEN
    gegevens = {
        "gemaakt_om": om.isoformat(timespec="seconds"),
        "zicht": __version__,
        "stand": asdict(stand),
        "migraties": sorted(
            f"{app}.{naam}" for app, naam in MigrationRecorder(cast("Any", connection)).applied_migrations()
        ),
        "instellingen": {v.name: getattr(instellingen, v.name) for v in fields(instellingen) if v.name not in _GEHEIM},
        "bestanden": {naam: _afdruk(pad) for naam, pad in bestanden.items()},
    }
    return json.dumps(gegevens, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _afdruk(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return file_digest(bestand, "sha256").hexdigest()


def _vul(tar: tarfile.TarFile, bestanden: dict[str, Path], inhoud: bytes) -> None:
    _voeg_toe(tar, INHOUD, len(inhoud), BytesIO(inhoud))
    for naam, pad in bestanden.items():
        with pad.open("rb") as bestand:
            _voeg_toe(tar, naam, pad.stat().st_size, bestand)


def _voeg_toe(tar: tarfile.TarFile, naam: str, grootte: int, bestand: BinaryIO) -> None:
    plek = tarfile.TarInfo(naam)
    plek.size, plek.mode = grootte, 0o600
    tar.addfile(plek, bestand)


def _zet_neer(deel: Path, pad: Path) -> None:
    try:
        os.link(deel, pad)  # fails when somebody else was first; never overwrites
    except FileExistsError as fout:
        raise AanroepFout(
            f"{pad} bestaat al. Een reservekopie wordt nooit overschreven: kies een andere naam."
        ) from fout


def _schrijf_controlegetal(pad: Path) -> str:
    """Naast de kopie, in de vorm van sha256sum: zo is ook zonder sleutel na te gaan of zij heel is aangekomen."""
    getal = _afdruk(pad)
    ernaast = pad.with_name(f"{pad.name}.sha256")
    ernaast.write_text(f"{getal}  {pad.name}\n", encoding="utf-8")
    ernaast.chmod(0o600)
    return getal


def bewaar_sleutels(pad: Path) -> None:
    """Zet de sleutels in een nieuw bestand, alleen voor de eigenaar; het hoort op een andere plek dan de kopie."""
    try:
        nummer = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fout:
        raise AanroepFout(f"{pad} bestaat al. Kies een andere naam voor het bestand met sleutels.") from fout
    with os.fdopen(nummer, "w", encoding="utf-8") as bestand:
        bestand.write(",".join(kluis().sleutels) + "\n")
