"""De eerste laag: wat een organisatie van een mens naar het register stuurt. Dit gebeurt bij de organisatie zelf.

Een pseudoniem is HMAC-SHA256 met de sleutel van een tijdvak, die alle organisaties delen en het register nooit krijgt. Over het
BSN, en daarnaast over naam en geboortedatum, want niet elke organisatie kent het BSN (Wmo 2015, artikel 5.2.9).

Keuzes: de naam telt zoals `core/namen.py` hem hoort (achternaam in delen, voorletter), alleen met een hele geboortedatum; van wie op
1 januari staat is de datum vaak niet bekend, dus dan geen pseudoniem op naam. Verandert een regel, dan gaat `NORMALISATIE` omhoog
en begint er een nieuw tijdvak.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from zicht.core.bsn import wijst_aan
from zicht.core.fouten import AanroepFout
from zicht.core.namen import klank, voorletter
from zicht.core.personen import Persoonsgegevens

NORMALISATIE = 1
BSN, NAAM = "bsn", "naam"
_NAMEN = 2


@dataclass(frozen=True)
class Pseudoniemen:
    """Van een mens in een tijdvak: hoogstens een op BSN, en geen, een of enkele op naam."""

    bsn: str | None
    namen: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.bsn is not None or bool(self.namen)


def pseudoniemen(persoon: Persoonsgegevens, geheim: bytes) -> Pseudoniemen:
    """De pseudoniemen van een mens; wie geen BSN en geen naam met hele geboortedatum heeft, krijgt er geen."""
    bsn = wijst_aan(persoon.bsn)
    return Pseudoniemen(
        bsn=_afdruk(geheim, BSN, bsn) if bsn else None,
        namen=tuple(sorted({_afdruk(geheim, NAAM, inhoud) for inhoud in _op_naam(persoon)})),
    )


def _op_naam(persoon: Persoonsgegevens) -> Iterator[str]:
    if not (persoon.jaar and persoon.maand and persoon.dag) or (persoon.maand, persoon.dag) == (1, 1):
        return
    for deel in persoon.achternaamdelen.delen[:_NAMEN]:
        for naam in persoon.voornaamlijst[:_NAMEN]:
            yield f"{klank(deel)}|{voorletter(naam.tekst)}|{persoon.jaar:04d}-{persoon.maand:02d}-{persoon.dag:02d}"


def _afdruk(geheim: bytes, soort: str, inhoud: str) -> str:
    return hmac.new(geheim, f"vt-register|{NORMALISATIE}|{soort}|{inhoud}".encode(), sha256).hexdigest()


def nieuwe_sleutel(tijdvak: int) -> str:
    """Een regel voor het sleutelbestand."""
    return f"{tijdvak}:{b64encode(secrets.token_bytes(32)).decode()}"


def lees_sleutels(tekst: str, waar: str) -> Mapping[int, bytes]:
    """De sleutels per tijdvak uit een bestand met regels `nummer:sleutel`; de sleutel zelf staat nooit in een fout."""
    gevonden: dict[int, bytes] = {}
    for nr, regel in enumerate(filter(None, (r.strip() for r in tekst.replace(",", "\n").splitlines())), 1):
        nummer, _, sleutel = regel.partition(":")
        try:
            geheim = b64decode(sleutel, validate=True)
        except ValueError:
            geheim = b""
        if not nummer.isdigit() or len(geheim) != 32:
            raise AanroepFout(f"{waar}, regel {nr}: verwacht nummer:sleutel, met een sleutel van 32 bytes in base64.")
        gevonden[int(nummer)] = geheim
    return gevonden
