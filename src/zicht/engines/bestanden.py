"""Looks at the files of a folder before any row is read: which are there, how they are written, which are broken."""

import csv
import io
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.regels import Leesfout, Vondst, toon
from zicht.engines.kenmerken import reden

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
KOP_BYTES = 1 << 16
BEGELEIDEND = frozenset({".toml", ".md", ".json", ".txt", ".html", ".docx", ".pdf", ".xlsx", ".svg", ".png", ".log"})


@dataclass(frozen=True)
class Bestand:
    """Een bestand met een tabel, en hoe het is geschreven."""

    tabel: Tabel
    pad: Path
    kop: tuple[str, ...] = ()
    scheiding: str = ","
    heeft_rijen: bool = True
    eindigt_met_regeleinde: bool = True
    heeft_spaties: bool = True
    heeft_meervoud: bool = True
    naam: str = ""

    @property
    def is_csv(self) -> bool:
        """Of het een CSV-bestand is."""
        return self.pad.suffix.lower() == ".csv"

    def vondst(self, fout: Leesfout, *, rij: int | None = None, kolom: str | None = None, **gegevens: str) -> Vondst:
        """A finding in this file."""
        return Vondst(fout, self.tabel.naam, None, rij, kolom, {"bestand": self.naam} | gegevens)


def zoek_bestanden(map_: Path, vondsten: list[Vondst]) -> tuple[list[Bestand], frozenset[str]]:
    """The files with tables, and the names of the tables that are not there; faults go to `vondsten`."""
    gevonden: dict[str, list[Path]] = {}
    for pad in sorted(map_.iterdir()):
        if pad.suffix.lower() in (".csv", ".parquet") and pad.stem in TABELLEN:
            gevonden.setdefault(pad.stem, []).append(pad)
        elif pad.is_file() and not pad.name.startswith((".", "~")) and pad.suffix.lower() not in BEGELEIDEND:
            vondsten.append(_onbekend(pad))
    for naam, paden in gevonden.items():
        if len(paden) > 1:
            twee = " en ".join(pad.name for pad in paden)
            vondsten.append(Vondst(Leesfout.TABEL_DUBBEL, naam, gegevens={"bestanden": twee}))
    ontbrekend = frozenset(TABELLEN) - gevonden.keys()
    verplicht = [naam for naam in TABELLEN if naam in ontbrekend and TABELLEN[naam].verplicht]
    vondsten.extend(Vondst(Leesfout.TABEL_ONTBREEKT, naam, gegevens={"map": toon(map_)}) for naam in verplicht)
    return [Bestand(TABELLEN[naam], paden[0], naam=paden[0].name) for naam, paden in gevonden.items()], ontbrekend


def bekijk(bestanden: Sequence[Bestand], vondsten: list[Vondst]) -> list[Bestand]:
    """The CSV files with header and way of writing filled in; broken ones are left out and reported."""
    bekeken = [bestand for kandidaat in bestanden if (bestand := _bekijk_een(kandidaat, vondsten))]
    afgekapt = _afgekapt(bekeken)
    vondsten.extend(bestand.vondst(Leesfout.AFGEKAPT) for bestand in afgekapt)
    return [bestand for bestand in bekeken if bestand not in afgekapt]


def keur_kop(bestand: Bestand) -> Iterable[Vondst]:
    """What is wrong with the names of the columns."""
    kolommen = {kolom.naam: kolom for kolom in bestand.tabel.kolommen}
    kop = [naam for naam in bestand.kop if naam]
    for naam in dict.fromkeys(naam for naam in kop if kop.count(naam) > 1):
        yield bestand.vondst(Leesfout.KOLOM_DUBBEL, rij=_kopregel(bestand), kolom=toon(naam), naam=toon(naam))
    for naam, kolom in kolommen.items():
        if kolom.verplicht and naam not in kop:
            lijkt = _lijkt_op(naam, [n for n in kop if n not in kolommen])
            yield bestand.vondst(Leesfout.KOLOM_ONTBREEKT, rij=_kopregel(bestand), kolom=naam, naam=naam, lijkt=lijkt)
        elif kolom.soort.value == "janee" and naam not in kop:
            yield bestand.vondst(Leesfout.JANEE_ONTBREEKT, kolom=naam, naam=naam)
    for naam in dict.fromkeys(naam for naam in kop if naam not in kolommen):
        yield bestand.vondst(Leesfout.ONBEKENDE_KOLOM, rij=_kopregel(bestand), kolom=toon(naam), naam=toon(naam))


def _kopregel(bestand: Bestand) -> int | None:
    return 1 if bestand.is_csv else None


def _lijkt_op(naam: str, namen: Sequence[str]) -> str:
    klein = {ander.lower().replace(" ", "_"): ander for ander in namen}
    kandidaten = get_close_matches(naam, klein, n=1, cutoff=0.8)
    return f" Er staat wel een kolom '{toon(klein[kandidaten[0]])}'; bedoelt u die?" if kandidaten else ""


def _onbekend(pad: Path) -> Vondst:
    lijkt = get_close_matches(pad.stem.lower(), TABELLEN, n=1, cutoff=0.75)
    tip = f" Bedoelt u '{lijkt[0]}.csv' of '{lijkt[0]}.parquet'?" if lijkt else ""
    return Vondst(Leesfout.ONBEKEND_BESTAND, gegevens={"bestand": toon(pad.name), "lijkt": tip})


def _bekijk_een(bestand: Bestand, vondsten: list[Vondst]) -> Bestand | None:
    try:
        with bestand.pad.open("rb") as stroom:
            begin = stroom.read(KOP_BYTES)
            if not bestand.is_csv:
                return bestand if begin else _meld(vondsten, bestand.vondst(Leesfout.LEEG))
            fout = _kapot(bestand, begin)
            if fout:
                return _meld(vondsten, fout)
            doorgekeken = _kijk_door(bestand, stroom, vondsten)
            return _met_kop(doorgekeken, begin, vondsten) if doorgekeken else None
    except OSError as fout:
        return _meld(vondsten, bestand.vondst(Leesfout.NIET_TE_OPENEN, reden=reden(fout)))


def _meld(vondsten: list[Vondst], vondst: Vondst) -> None:
    vondsten.append(vondst)


def _kapot(bestand: Bestand, begin: bytes) -> Vondst | None:
    if not begin.removeprefix(BOM).strip():
        return bestand.vondst(Leesfout.LEEG)
    if begin.startswith(UTF16):
        return bestand.vondst(Leesfout.CODERING, plaats="het begin", codering="UTF-16")
    return None


def _kijk_door(bestand: Bestand, stroom: io.BufferedReader, vondsten: list[Vondst]) -> Bestand | None:
    """One look at all bytes: signs that are no text, spaces, and how the file ends."""
    with mmap.mmap(stroom.fileno(), 0, access=mmap.ACCESS_READ) as inhoud:
        plaats = inhoud.find(b"\0")
        if plaats >= 0:
            regel = inhoud[:plaats].count(b"\n") + 1
            return _meld(vondsten, bestand.vondst(Leesfout.GEEN_TEKST, rij=regel, regel=str(regel)))
        return replace(
            bestand,
            heeft_spaties=inhoud.find(b" ") >= 0,
            # a cell with several codes holds a semicolon; in a semicolon file it must be quoted
            heeft_meervoud=inhoud.find(b";") >= 0 and (inhoud.find(b",") >= 0 or inhoud.find(b'"') >= 0),
            eindigt_met_regeleinde=inhoud[-1:] in (b"\r", b"\n"),
        )


def _met_kop(bestand: Bestand, begin: bytes, vondsten: list[Vondst]) -> Bestand | None:
    kopbytes = _eerste_record(begin.removeprefix(BOM))
    try:
        kop = kopbytes.decode("utf-8")
    except UnicodeDecodeError:
        return _meld(vondsten, bestand.vondst(Leesfout.CODERING, rij=1, plaats="rij 1", codering="een andere codering"))
    scheiding = _scheiding(kop, bestand.tabel)
    if scheiding not in ",;":
        return _meld(vondsten, bestand.vondst(Leesfout.GEEN_CSV, rij=1))
    return replace(
        bestand,
        kop=_velden(kop, scheiding),
        scheiding=scheiding,
        heeft_rijen=bool(begin.removeprefix(BOM)[len(kopbytes) :].strip()),
    )


def _eerste_record(begin: bytes) -> bytes:
    """De kopregel, ook als er een regeleinde tussen aanhalingstekens staat."""
    for einde in range(len(begin)):
        if begin[einde : einde + 1] in b"\r\n" and begin[:einde].count(b'"') % 2 == 0:
            return begin[:einde]
    return begin


def _velden(kop: str, scheiding: str) -> tuple[str, ...]:
    for rij in csv.reader(io.StringIO(kop, newline=""), delimiter=scheiding):
        return tuple(naam.strip() for naam in rij)
    return ()


def _scheiding(kop: str, tabel: Tabel) -> str:
    bekend = {kolom.naam for kolom in tabel.kolommen}

    def treffers(scheiding: str) -> tuple[int, int]:
        namen = _velden(kop, scheiding)
        return len(bekend.intersection(namen)), len(namen)

    return max((",", ";", "\t", "|"), key=treffers)


def _afgekapt(bestanden: Sequence[Bestand]) -> list[Bestand]:
    """Een bestand met rijen dat midden in een regel ophoudt, terwijl de andere bestanden met een regeleinde eindigen."""
    csvs = [bestand for bestand in bestanden if bestand.is_csv]
    if not any(bestand.eindigt_met_regeleinde for bestand in csvs):
        return []
    return [bestand for bestand in csvs if not bestand.eindigt_met_regeleinde and _lijkt_onaf(bestand)]


def _lijkt_onaf(bestand: Bestand) -> bool:
    """Een kop zonder rijen mag zonder regeleinde, tenzij zij midden in een naam ophoudt."""
    return bestand.heeft_rijen or all(kolom.naam != bestand.kop[-1] for kolom in bestand.tabel.kolommen)
