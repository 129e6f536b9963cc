"""Een reservekopie uitpakken en nakijken: elk stuk tegen zijn zegel, elk bestand tegen zijn afdruk."""

import gzip
import json
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from zicht.core.fouten import AanroepFout
from zicht.web.reserve.databanken import BESTAND, Stand
from zicht.web.reserve.verpakking import KapotteBackup, Opschrift, Uitpakker

INHOUD, DATAMAP = "inhoud.json", "datamap/"
_BLOK = 1 << 20


@dataclass(frozen=True)
class Gelezen:
    """Wat er in een reservekopie zit."""

    opschrift: Opschrift
    sleutels: tuple[str, ...]
    stand: Stand
    inhoud: dict[str, Any]


def kijk_na(pad: Path, sleutels: Sequence[str], verwacht: Stand | None = None) -> Gelezen:
    """Lees een reservekopie helemaal, zonder iets te bewaren."""
    gelezen = pak_uit(pad, sleutels, None)
    if verwacht is not None and gelezen.stand != verwacht:
        raise KapotteBackup(
            "Wat er geschreven is, is niet wat er gelezen werd. Probeer het opnieuw op een andere schijf."
        )
    return gelezen


def pak_uit(pad: Path, sleutels: Sequence[str], naar: Path | None) -> Gelezen:
    """Pak een reservekopie uit in `naar`, of kijk haar alleen na; een bestand dat niet klopt is een fout."""
    with _open(pad) as bestand:
        uitpakker = Uitpakker(bestand, sleutels)
        try:
            inhoud, afdrukken = _lees_leden(uitpakker, naar)
        except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as fout:
            raise KapotteBackup("De inhoud van deze reservekopie is beschadigd. Neem een andere kopie.") from fout
    verwacht: dict[str, str] = inhoud.get("bestanden", {})
    if afdrukken != verwacht or BESTAND[uitpakker.opschrift.databank] not in afdrukken:
        anders = sorted({naam for naam, _ in verwacht.items() ^ afdrukken.items()})
        raise KapotteBackup(
            f"In deze reservekopie klopt {anders[0] if anders else 'de databank'} niet. Neem een andere kopie."
        )
    nummer, afdruk = inhoud["stand"]["keten"]
    stand = Stand(inhoud["stand"]["tabellen"], (nummer, afdruk))
    return Gelezen(uitpakker.opschrift, uitpakker.sleutels, stand, inhoud)


@contextmanager
def _open(pad: Path) -> Iterator[BinaryIO]:
    if not pad.is_file():
        raise AanroepFout(f"{pad} is er niet, of is geen bestand. Geef het bestand van `zicht backup`.")
    with pad.open("rb") as bestand:
        yield bestand


def _lees_leden(uitpakker: Uitpakker, naar: Path | None) -> tuple[dict[str, Any], dict[str, str]]:
    inhoud: dict[str, Any] = {}
    afdrukken: dict[str, str] = {}
    with gzip.GzipFile(fileobj=cast("Any", uitpakker), mode="rb") as gz:
        with tarfile.open(fileobj=cast("Any", gz), mode="r|") as tar:
            for lid in tar:
                stroom = tar.extractfile(lid) if lid.isreg() else None
                if stroom is None:
                    raise KapotteBackup("In deze reservekopie zit iets dat geen bestand is. Neem een andere kopie.")
                if lid.name == INHOUD:
                    inhoud = json.loads(stroom.read())
                else:
                    afdrukken[lid.name] = _bewaar(stroom, _doel(lid.name, naar))
        while gz.read(_BLOK):  # to the very end, so that every piece has shown its seal
            pass
    return inhoud, afdrukken


def _doel(naam: str, naar: Path | None) -> Path | None:
    """Waar een bestand komt; een naam die uit de map wijst is geen naam van ons."""
    deel = PurePosixPath(naam.removeprefix(DATAMAP))
    if deel.is_absolute() or ".." in deel.parts or (naam not in BESTAND.values() and not naam.startswith(DATAMAP)):
        raise KapotteBackup("In deze reservekopie zit een bestand met een vreemde naam. Neem een andere kopie.")
    return naar / deel if naar else None


def _bewaar(stroom: IO[bytes], doel: Path | None) -> str:
    afdruk = sha256()
    if doel is None:
        while blok := stroom.read(_BLOK):
            afdruk.update(blok)
        return afdruk.hexdigest()
    doel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with doel.open("xb") as bestand:
        doel.chmod(0o600)
        while blok := stroom.read(_BLOK):
            afdruk.update(blok)
            bestand.write(blok)
    return afdruk.hexdigest()
