"""Writing to the log and checking its chain.

Each line holds the fingerprint of the line before it. Changing, leaving out, moving or inserting a line breaks the
chain there; a cut-off end or an old copy put back is found by the anchors, which are kept in another place.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from zicht.web.logboek.models import Logregel

BEGIN = "0" * 64
_SLOT = 5_120_230  # the advisory lock of the chain on PostgreSQL
_VELDEN = (
    "nummer", "om", "gebruiker", "rollen", "handeling", "resultaat", "doel", "soort", "kenmerk", "dossier", "herkomst",
    "vorige",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Regel:
    """What is written down: who, what, with which purpose, about which record. Never what was in it."""

    om: datetime
    handeling: str
    gebruiker: str = ""
    rollen: str = ""
    resultaat: str = "gelukt"
    doel: str = ""
    soort: str = ""
    kenmerk: str = ""
    dossier: str = ""
    herkomst: str = ""


def schrijf(regels: Sequence[Regel]) -> None:
    """Add lines at the end of the chain, inside the transaction of what they are about."""
    if not regels:
        return
    with transaction.atomic():
        _wacht_op_beurt()
        laatste = Logregel.objects.order_by("-nummer").first()
        nummer, vorige = (laatste.nummer, laatste.afdruk) if laatste else (0, BEGIN)
        Logregel.objects.bulk_create(_keten(regels, nummer, vorige), batch_size=2_000)


def _wacht_op_beurt() -> None:
    """One writer at a time; on SQLite the transaction itself is that already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])


def _keten(regels: Iterable[Regel], nummer: int, vorige: str) -> Iterator[Logregel]:
    for regel in regels:
        nummer += 1
        waarden = {veld: getattr(regel, veld) for veld in regel.__slots__}
        logregel = Logregel(nummer=nummer, vorige=vorige, **waarden)
        vorige = logregel.afdruk = afdruk(logregel)
        yield logregel


def afdruk(regel: Logregel) -> str:
    """The fingerprint of a line, the line before it included."""
    waarden = [getattr(regel, veld) for veld in _VELDEN]
    waarden[1] = regel.om.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(json.dumps(waarden, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def breuken(ankers: Path | None = None) -> Iterator[str]:
    """Everything that is wrong with the chain, as Dutch sentences; nothing when it is whole."""
    nummer, vorige, bekend = 0, BEGIN, dict(_lees_ankers(ankers))
    for regel in Logregel.objects.order_by("nummer").iterator(chunk_size=5_000):
        if regel.nummer != nummer + 1:
            yield f"Na regel {nummer} komt regel {regel.nummer}: er is een regel weg of tussengevoegd."
        if regel.vorige != vorige:
            yield f"Regel {regel.nummer} sluit niet aan op de regel ervoor."
        if afdruk(regel) != regel.afdruk:
            yield f"Regel {regel.nummer} is na het schrijven gewijzigd."
        if bekend.pop(regel.nummer, regel.afdruk) != regel.afdruk:
            yield f"Regel {regel.nummer} is niet de regel die het anker kent: er is een andere keten teruggezet."
        nummer, vorige = regel.nummer, regel.afdruk
    if bekend:
        yield f"Het anker kent regel {max(bekend)}, maar het logboek eindigt bij {nummer}: het einde is weg."


def zet_anker(pad: Path, om: datetime) -> None:
    """Write down the end of the chain in a file, which belongs in another place than the database."""
    laatste = Logregel.objects.order_by("-nummer").first()
    if laatste:
        pad.parent.mkdir(parents=True, exist_ok=True)
        with pad.open("a", encoding="utf-8") as bestand:
            bestand.write(f"{om.isoformat()} {laatste.nummer} {laatste.afdruk}\n")


def zet_anker_van_vandaag(pad: Path, om: datetime) -> None:
    """One anchor a day is enough; the first who signs in that day sets it."""
    if pad.exists():
        *_, laatste = ["", *pad.read_text("utf-8").splitlines()]
        if laatste[:10] == f"{om:%Y-%m-%d}":
            return
    zet_anker(pad, om)


def _lees_ankers(pad: Path | None) -> Iterator[tuple[int, str]]:
    if pad is not None and pad.exists():
        for rij in pad.read_text("utf-8").splitlines():
            _, nummer, waarde = rij.split()
            yield int(nummer), waarde
