"""The file of a backup: a clear heading, then everything else encrypted in pieces.

The heading says which keys are needed (their check values, never the keys). Each piece is sealed with AES-256-GCM under
a key that is derived from the newest key of the installation and a salt of this file; its place and whether it is the
last one are part of the seal. A piece that was changed, moved, left out or cut off is an error, never other content.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import RawIOBase
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zicht.core.fouten import ZichtFout

MERK = b"ZICHT-BACKUP 1\n"
STUK, ZEGEL, KOP_HOOGSTENS = 1 << 20, 16, 10_000


class KapotteBackup(ZichtFout):
    """Het bestand is geen reservekopie, of niet meer heel."""


class VreemdeSleutel(ZichtFout):
    """De sleutels die er zijn passen niet op deze reservekopie."""


@dataclass(frozen=True)
class Opschrift:
    """Wat leesbaar voorop staat: genoeg om de goede sleutels erbij te zoeken, en niets over mensen."""

    gemaakt_om: str
    zicht: str
    databank: str
    sleutels: tuple[str, ...]
    zout: str


def nagaan(sleutel: str) -> str:
    """De controlewaarde van een sleutel: genoeg om hem te herkennen, niet om hem te raden."""
    return hmac.new(sleutel.encode(), b"zicht sleutel nagaan", sha256).hexdigest()[:16]


def schrijf_opschrift(bestand: BinaryIO, opschrift: Opschrift) -> bytes:
    """Write the heading; gives the bytes that every piece is bound to."""
    kop = MERK + json.dumps(asdict(opschrift), sort_keys=True).encode() + b"\n"
    bestand.write(kop)
    return kop


def lees_opschrift(bestand: BinaryIO) -> tuple[Opschrift, bytes]:
    """Read the heading of a backup."""
    if bestand.read(len(MERK)) != MERK:
        raise KapotteBackup("Dit bestand is geen reservekopie van Zicht. Verwacht: een bestand van `zicht backup`.")
    regel = bestand.readline(KOP_HOOGSTENS)
    try:
        gelezen: dict[str, Any] = json.loads(regel)
        opschrift = Opschrift(**gelezen | {"sleutels": tuple(gelezen["sleutels"])})  # pyright: ignore[reportArgumentType]
    except (ValueError, TypeError, KeyError) as fout:
        raise KapotteBackup("Het opschrift van deze reservekopie is beschadigd. Neem een andere kopie.") from fout
    return opschrift, MERK + regel


def passende_sleutels(opschrift: Opschrift, sleutels: Sequence[str]) -> tuple[str, ...]:
    """De sleutels van deze kopie, in hun volgorde; ontbreekt er een, dan zegt de fout welke."""
    op_waarde = {nagaan(sleutel): sleutel for sleutel in sleutels}
    mist = [waarde for waarde in opschrift.sleutels if waarde not in op_waarde]
    if mist:
        raise VreemdeSleutel(
            f"Deze reservekopie vraagt {len(opschrift.sleutels)} sleutel(s); de sleutel met controlewaarde {mist[0]} is er niet bij.",
            "Geef het bestand met de sleutels van die installatie met --sleutels, of zet ze in ZICHT_SLEUTELS.",
        )
    return tuple(op_waarde[waarde] for waarde in opschrift.sleutels)


class _Zegel:
    """The seal of piece after piece."""

    def __init__(self, sleutel: str, opschrift: Opschrift, kop: bytes) -> None:
        afgeleid = HKDF(SHA256(), 32, bytes.fromhex(opschrift.zout), b"zicht backup").derive(sleutel.encode())
        self._slot, self._kop, self._nummer = AESGCM(afgeleid), kop, 0

    def _plek(self, *, laatste: bool) -> bytes:
        plek = self._nummer.to_bytes(11, "big") + bytes([laatste])
        self._nummer += 1
        return plek

    def sluit(self, stuk: bytes, *, laatste: bool) -> bytes:
        """Piece to sealed piece."""
        return self._slot.encrypt(self._plek(laatste=laatste), stuk, self._kop)

    def open(self, stuk: bytes, *, laatste: bool) -> bytes:
        """Sealed piece to piece."""
        try:
            return self._slot.decrypt(self._plek(laatste=laatste), stuk, self._kop)
        except InvalidTag as fout:
            raise KapotteBackup(
                "Deze reservekopie is beschadigd of afgebroken: een stuk klopt niet met zijn zegel. Neem een andere kopie."
            ) from fout


class Inpakker(RawIOBase):
    """Seals what is written to it; only `voltooi` makes the file whole."""

    def __init__(self, bestand: BinaryIO, sleutel: str, opschrift: Opschrift) -> None:
        super().__init__()
        self._bestand, self._rest = bestand, bytearray()
        self._zegel = _Zegel(sleutel, opschrift, schrijf_opschrift(bestand, opschrift))

    def writable(self) -> bool:
        return True

    def write(self, b: Any, /) -> int:
        self._rest += b
        while len(self._rest) > STUK:
            self._bestand.write(self._zegel.sluit(bytes(self._rest[:STUK]), laatste=False))
            del self._rest[:STUK]
        return len(b)

    def voltooi(self) -> None:
        """Write the last piece."""
        self._bestand.write(self._zegel.sluit(bytes(self._rest), laatste=True))
        self._rest.clear()


class Uitpakker(RawIOBase):
    """Opens the pieces of a backup, one after the other; ends with an error unless the last piece was there."""

    def __init__(self, bestand: BinaryIO, sleutels: Sequence[str]) -> None:
        super().__init__()
        self.opschrift, kop = lees_opschrift(bestand)
        self.sleutels = passende_sleutels(self.opschrift, sleutels)
        self._zegel, self._bestand, self._rest = _Zegel(self.sleutels[0], self.opschrift, kop), bestand, b""
        self._volgende = bestand.read(STUK + ZEGEL)
        self._klaar = False

    def readable(self) -> bool:
        return True

    def readinto(self, b: Any, /) -> int:
        while not self._rest and not self._klaar:
            dit, self._volgende = self._volgende, self._bestand.read(STUK + ZEGEL)
            self._klaar = not self._volgende
            self._rest = self._zegel.open(dit, laatste=self._klaar)
        stuk, self._rest = self._rest[: len(b)], self._rest[len(b) :]
        b[: len(stuk)] = stuk
        return len(stuk)
