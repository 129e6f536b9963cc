"""Keys: made once in the data folder when the environment gives none, and the cipher for the fields that need one.

The key stands outside the database. The first key encrypts, every key may decrypt, so that keys can be replaced
(`zicht sleutels`) while old backups stay readable for who has the old key.
"""

import hmac
import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from zicht.core.fouten import AanroepFout
from zicht.web.instellingen import Instellingen, lees


def geheim(instellingen: Instellingen) -> str:
    """What signs sessions."""
    return instellingen.geheim or _uit_bestand(instellingen.datamap / "geheim", lambda: secrets.token_urlsafe(48))


@cache
def kluis() -> "Kluis":
    """The cipher of this installation."""
    return Kluis(_sleutels(lees()))


def _sleutels(instellingen: Instellingen) -> tuple[str, ...]:
    tekst = instellingen.sleutels or _uit_bestand(
        instellingen.datamap / "sleutels", lambda: Fernet.generate_key().decode()
    )
    return tuple(sleutel.strip() for sleutel in tekst.replace("\n", ",").split(",") if sleutel.strip())


def nieuwe_sleutel(instellingen: Instellingen) -> int:
    """Put a new key in front in the file of keys; what was there stays behind it. Gives how many there are now."""
    if instellingen.sleutels:
        raise AanroepFout(
            "De sleutels staan in ZICHT_SLEUTELS, niet in een bestand. Zet daar zelf een nieuwe vooraan, met een komma erachter.",
            "Een nieuwe sleutel maken: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'",
        )
    sleutels = (Fernet.generate_key().decode(), *_sleutels(instellingen))
    pad = instellingen.datamap / "sleutels"
    with tempfile.NamedTemporaryFile("w", dir=pad.parent, prefix=f".{pad.name}-", delete=False) as bestand:  # mode 0600
        bestand.write(",".join(sleutels))
        bestand.flush()
        os.fsync(bestand.fileno())
    os.replace(bestand.name, pad)
    kluis.cache_clear()
    return len(sleutels)


class Kluis:
    """Encrypts texts, and makes a blind index: equal texts give equal marks, without giving the text."""

    def __init__(self, sleutels: tuple[str, ...]) -> None:
        self.sleutels = sleutels
        self._nieuwste = Fernet(sleutels[0])
        self._fernet = MultiFernet([Fernet(sleutel) for sleutel in sleutels])
        # The oldest key marks, so that replacing keys leaves every mark as it is.
        self._merk = hmac.new(sleutels[-1].encode(), b"zicht blind index", sha256).digest()

    @property
    def merkgeheim(self) -> bytes:
        """The secret behind blind indexes and search keys."""
        return self._merk

    def versleutel(self, tekst: str) -> str:
        """Text to cipher text; an empty text stays empty."""
        return self._fernet.encrypt(tekst.encode()).decode() if tekst else ""

    def ontsleutel(self, cijfertekst: str) -> str:
        """Cipher text to text; with the wrong key an error, never another text."""
        try:
            return self._fernet.decrypt(cijfertekst.encode()).decode() if cijfertekst else ""
        except InvalidToken as fout:
            if self is kluis() and _sleutels(lees()) != self.sleutels:  # a key was added while this process ran
                kluis.cache_clear()
                return kluis().ontsleutel(cijfertekst)
            raise AanroepFout(
                "Dit gegeven is met een andere sleutel versleuteld. Zet de oude sleutel achter de nieuwe in ZICHT_SLEUTELS."
            ) from fout

    def is_nieuw(self, cijfertekst: str) -> bool:
        """Whether this is under the newest key."""
        try:
            self._nieuwste.decrypt(cijfertekst.encode())
        except InvalidToken:
            return False
        return True

    def vernieuw(self, cijfertekst: str) -> str:
        """The same text under the newest key; what is under it already stays as it is."""
        return cijfertekst if self.is_nieuw(cijfertekst) else self.versleutel(self.ontsleutel(cijfertekst))

    def merk(self, tekst: str) -> str:
        """The blind index of a text."""
        return hmac.new(self._merk, tekst.encode(), sha256).hexdigest() if tekst else ""


def _uit_bestand(pad: Path, maak: Callable[[], str]) -> str:
    """Read a secret file, or make it, readable for the owner only; who comes second never reads half of it."""
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=pad.parent, prefix=f".{pad.name}-") as bestand:  # made with mode 0600
            bestand.write(maak())
            bestand.flush()
            with suppress(FileExistsError):  # another was first
                os.link(bestand.name, pad)
    return pad.read_text("utf-8").strip()
