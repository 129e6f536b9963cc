"""Keys: made once in the data folder when the environment gives none, and the cipher for the fields that need one.

The key stands outside the database. The first key encrypts, every key may decrypt, so that keys can be replaced
(`zicht sleutels vernieuwen`) while old backups stay readable for who has the old key.
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
    instellingen = lees()
    tekst = instellingen.sleutels or _uit_bestand(
        instellingen.datamap / "sleutels", lambda: Fernet.generate_key().decode()
    )
    return Kluis(tuple(sleutel.strip() for sleutel in tekst.replace("\n", ",").split(",") if sleutel.strip()))


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
            raise AanroepFout(
                "Dit gegeven is met een andere sleutel versleuteld. Zet de oude sleutel achter de nieuwe in ZICHT_SLEUTELS."
            ) from fout

    def vernieuw(self, cijfertekst: str) -> str:
        """The same text under the newest key; what is under it already stays as it is."""
        try:
            self._nieuwste.decrypt(cijfertekst.encode())
        except InvalidToken:
            return self.versleutel(self.ontsleutel(cijfertekst))
        return cijfertekst

    def merk(self, tekst: str) -> str:
        """The blind index of a text."""
        return hmac.new(self._merk, tekst.encode(), sha256).hexdigest() if tekst else ""


def _uit_bestand(pad: Path, maak: Callable[[], str]) -> str:
    """Read a secret file, or make it, readable for the owner only; who comes second never reads half of it."""
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=pad.parent, prefix=pad.name) as bestand:  # made with mode 0600
            bestand.write(maak())
            bestand.flush()
            with suppress(FileExistsError):  # another was first
                os.link(bestand.name, pad)
    return pad.read_text("utf-8").strip()
