"""Een reservekopie terugzetten: eerst ernaast en nagekeken, dan pas op haar plek.

Keuzes: terugzetten gaat in een lege datamap en een lege databank. Wat er al staat wordt nooit overschreven; wie dat
toch wil typt de naam van de map, en dan gaat de oude map opzij. Of er na de kopie nog is gewerkt, zegt een anker van
het logboek dat elders is bewaard.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.web.instellingen import Instellingen, lees
from zicht.web.reserve.databanken import (
    BESTAND,
    POSTGRES,
    SQLITE,
    Meld,
    Stand,
    stand_van_nu,
    stand_van_sqlite,
    zet_terug_in_postgres,
)
from zicht.web.reserve.nakijken import Gelezen, pak_uit

_MAG_ER_AL_ZIJN = {"sleutels", "geheim"}
_DATABANK = "zicht.sqlite3"


class NietGelijk(ZichtFout):
    """Wat er is teruggezet, is niet wat er in de kopie zat."""

    status = 1


@dataclass(frozen=True)
class Teruggezet:
    """Wat er is teruggezet, en wat er bij het nakijken opviel."""

    gelezen: Gelezen
    opzij: Path | None
    opgevallen: Sequence[str]


def lees_sleutels(datamap: Path, bestand: str | None) -> tuple[str, ...]:
    """De sleutels: uit het bestand, uit de omgeving, of uit de datamap waar zij al zijn neergezet."""
    tekst = lees().sleutels
    plekken = [Path(bestand)] if bestand else [] if tekst else [datamap / "sleutels"]
    for plek in plekken:
        if not plek.is_file():
            raise AanroepFout(
                f"De sleutels zijn er niet: {plek} is geen bestand. Geef ze met --sleutels of in ZICHT_SLEUTELS."
            )
        tekst = plek.read_text("utf-8")
    return tuple(sleutel.strip() for sleutel in tekst.replace("\n", ",").split(",") if sleutel.strip())


def zet_terug(bestand: Path, datamap: Path, sleutels: Sequence[str], *, vervang: str | None, om: datetime, meld: Meld) -> Teruggezet:  # fmt: skip
    """Zet een reservekopie terug en kijk na of alles er is; halverwege stoppen laat geen halve datamap achter."""
    _eis_plek(datamap, vervang)
    with _ernaast(datamap) as opzij:
        meld("uitpakken en nakijken")
        gelezen = pak_uit(bestand, sleutels, opzij)
        _eis_soort(gelezen, lees())
        _zet_sleutels(opzij, gelezen.sleutels)
        opgevallen = _zet_databank(opzij, gelezen, om, meld)
        oud = _zet_op_plek(opzij, datamap, om)
    return Teruggezet(gelezen, oud, opgevallen)


def _eis_plek(datamap: Path, vervang: str | None) -> None:
    if datamap.exists() and not datamap.is_dir():
        raise AanroepFout(f"--data: verwacht een map, maar {datamap} is een bestand.")
    if not _staat_er_iets(datamap) or vervang == datamap.name:
        return
    if vervang is not None:
        raise AanroepFout(
            f"Achter --vervang staat '{vervang[:80]}', maar de map heet {datamap.name}. Er is niets gewijzigd."
        )
    raise AanroepFout(
        f"De datamap {datamap} is niet leeg. Terugzetten overschrijft niets.",
        f"Kies een andere map met --data. Of typ de naam erbij: --vervang {datamap.name}; de oude map gaat dan opzij.",
    )


def _staat_er_iets(datamap: Path) -> bool:
    return datamap.is_dir() and bool({pad.name for pad in datamap.iterdir()} - _MAG_ER_AL_ZIJN)


@contextmanager
def _ernaast(datamap: Path) -> Iterator[Path]:
    plek = datamap.absolute().parent
    plek.mkdir(parents=True, exist_ok=True)
    opzij = Path(tempfile.mkdtemp(prefix=f".{datamap.name}-herstel-", dir=plek))  # made with mode 0700
    try:
        yield opzij
    finally:
        shutil.rmtree(opzij, ignore_errors=True)


def _eis_soort(gelezen: Gelezen, instellingen: Instellingen) -> None:
    if gelezen.opschrift.databank == POSTGRES and not instellingen.databank:
        raise AanroepFout(
            f"Deze reservekopie komt uit {POSTGRES}, maar hier is {SQLITE} ingesteld.",
            "Zet ZICHT_DATABANK op een lege databank van PostgreSQL.",
        )


def _zet_sleutels(opzij: Path, sleutels: Sequence[str]) -> None:
    """De sleutels komen in de datamap, behalve als de omgeving ze al geeft."""
    if not lees().sleutels:
        pad = opzij / "sleutels"
        pad.touch(mode=0o600)
        pad.write_text(",".join(sleutels) + "\n", encoding="utf-8")


def _zet_databank(opzij: Path, gelezen: Gelezen, om: datetime, meld: Meld) -> list[str]:
    from zicht.web.dienst import stel_in
    from zicht.web.opbouw import bijwerken
    from zicht.web.reserve.overzetten import zet_over, zonder_tellers

    kopie = opzij / BESTAND[gelezen.opschrift.databank]
    stel_in(str(opzij))
    meld("databank terugzetten")
    if gelezen.opschrift.databank == SQLITE and lees().databank:
        zet_over(kopie, gelezen.inhoud["migraties"], meld)
        kopie.unlink()
        _vergelijk(zonder_tellers(stand_van_nu()), zonder_tellers(gelezen.stand))
        return _kijk_keten_na(gelezen, om, meld)
    if gelezen.opschrift.databank == SQLITE:
        kopie.rename(opzij / _DATABANK)
        stand = stand_van_sqlite(opzij / _DATABANK)
    else:
        zet_terug_in_postgres(kopie)
        kopie.unlink()
        stand = stand_van_nu()
    _vergelijk(stand, gelezen.stand)
    meld("databank bijwerken tot deze versie")
    bijwerken()
    return _kijk_keten_na(gelezen, om, meld)


def _vergelijk(stand: Stand, verwacht: Stand) -> None:
    if stand == verwacht:
        return
    tabellen = sorted({naam for naam, _ in stand.tabellen.items() ^ verwacht.tabellen.items()})
    wat = f"tabel {tabellen[0]}" if tabellen else "het einde van het logboek"
    raise NietGelijk(f"Na het terugzetten klopt {wat} niet met de kopie. Er is niets op zijn plek gezet.")


def _kijk_keten_na(gelezen: Gelezen, om: datetime, meld: Meld) -> list[str]:
    from django.db import connection

    from zicht.web.logboek.keten import Regel, breuken, schrijf

    meld("keten van het logboek nalopen")
    breuk = next(breuken(), None)
    if breuk:
        raise NietGelijk(f"Het logboek in deze kopie is niet heel. {breuk}", "Er is niets op zijn plek gezet.")
    anker = _anker(lees())
    opgevallen = list(breuken(anker)) if anker else []
    schrijf([Regel(om=om, handeling="backup_terugzetten", gebruiker="opdrachtregel", herkomst=gelezen.opschrift.gemaakt_om)])  # fmt: skip
    connection.close()
    return opgevallen


def _anker(instellingen: Instellingen) -> Path | None:
    """Het anker dat buiten de datamap is bewaard: alleen dat weet wat er na de kopie nog is geschreven."""
    return instellingen.ankerbestand if instellingen.ankers else None


def _zet_op_plek(opzij: Path, datamap: Path, om: datetime) -> Path | None:
    """Van ernaast naar de plek zelf, met een enkele verplaatsing."""
    oud: Path | None = None
    if datamap.exists():
        oud = datamap.with_name(f"{datamap.name}-voor-herstel-{om:%Y%m%d-%H%M%S}")
        datamap.rename(oud)
    try:
        opzij.rename(datamap)
    except OSError:
        if oud is not None:
            oud.rename(datamap)
        raise
    if oud is not None and not _staat_er_iets(oud):
        shutil.rmtree(oud)  # alleen de sleutels die er al klaarlagen
        oud = None
    os.environ["ZICHT_DATA"] = str(datamap)
    return oud
