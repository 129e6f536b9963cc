"""Elke vraag aan het register is ondertekend. Het register bewaart alleen publieke sleutels: wie die steelt kan niemand nadoen."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KOPPEN = ("X-VT-Organisatie", "X-VT-Tijd", "X-VT-Eenmalig", "X-VT-Handtekening")


@dataclass(frozen=True)
class Vraag:
    """Wat er ondertekend wordt: alles wat de vraag is, het tijdstip en een getal dat maar een keer mag."""

    methode: str
    pad: str
    tijd: int
    eenmalig: str
    inhoud: bytes

    @property
    def tekst(self) -> bytes:
        """De bytes onder de handtekening."""
        afdruk = sha256(self.inhoud).hexdigest()
        return f"vt-register\n{self.methode}\n{self.pad}\n{self.tijd}\n{self.eenmalig}\n{afdruk}".encode()


def nieuwe_ondertekening() -> str:
    """Een nieuwe geheime sleutel om mee te ondertekenen."""
    return b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def publiek_van(geheim: str) -> str:
    """De publieke sleutel die bij een geheime hoort."""
    return b64encode(_geheim(geheim).public_key().public_bytes_raw()).decode()


def eenmalig() -> str:
    """Een getal dat nog nooit is gebruikt."""
    return secrets.token_hex(12)


def onderteken(vraag: Vraag, organisatie: str, geheim: str) -> dict[str, str]:
    """De koppen die bij een vraag horen."""
    handtekening = b64encode(_geheim(geheim).sign(vraag.tekst)).decode()
    return dict(zip(KOPPEN, (organisatie, str(vraag.tijd), vraag.eenmalig, handtekening), strict=True))


def klopt(vraag: Vraag, handtekening: str, publiek: bytes) -> bool:
    """Of deze handtekening bij deze vraag hoort."""
    try:
        Ed25519PublicKey.from_public_bytes(publiek).verify(b64decode(handtekening, validate=True), vraag.tekst)
    except (InvalidSignature, ValueError):
        return False
    return True


def _geheim(geheim: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(b64decode(geheim, validate=True))
