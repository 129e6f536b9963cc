"""Van de bevindingen over een map met feiten naar taken: een vaste naam per feit, en het dossier waar het bij hoort.

Een rijnummer verschuift elke nacht, dus dat is geen naam. Een feit heet naar zijn sleutel; een tabel zonder sleutel naar de
velden die samen een rij aanwijzen. Hoort een tabel bij dossiers en is het dossier niet te vinden, dan komt er geen taak:
liever een nacht later dan een taak over een dossier waarvan niet te zeggen is wie het mag zien.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zicht.core.feiten import TABELLEN
from zicht.core.regels import Bevinding
from zicht.uitwisseling.controle import AFGEKAPT_BIJ, is_aanvulling, lees_en_keur
from zicht.uitwisseling.mappen import mappen_in
from zicht.web.kwaliteit.models import Niveau
from zicht.web.kwaliteit.overnemen import Gevonden
from zicht.web.registratie.selecties.kwaliteit import MET_DOSSIER, Thuis, thuis_van

_PLEK = re.compile(r"^\S+, rij \d+(?: \([^)]*\))?: ")
_AANWIJZEN: Mapping[str, tuple[str, ...]] = {
    "monitormoment": ("dienst_id", "gepland_op"),
    "schorsing": ("over_id", "termijn", "van"),
    "activiteit": ("datum", "soort", "gemeente"),
}


@dataclass(frozen=True)
class Oogst:
    """De bevindingen van een map, en de regels waarvan de lijst is afgekapt."""

    gevonden: tuple[Gevonden, ...]
    afgekapt: frozenset[str]


@dataclass(frozen=True)
class _Ruw:
    """Een bevinding met de naam van haar feit en de sleutel waarmee het dossier te vinden is."""

    bevinding: Bevinding
    feit: str
    plek: tuple[str, str] | None


def uit_map(map_: Path, *, uit_registratie: bool, altijd: bool = False) -> Oogst:
    """Alles wat er aan een map mankeert, als taken."""
    rauw = [een for deel in mappen_in(map_) for een in _van_deel(deel, altijd=altijd, met_naam=deel != map_)]
    thuis = _thuis(een.plek for een in rauw) if uit_registratie else {}
    gevonden = sorted(
        (een for een in _taken(rauw, thuis, uit_registratie)), key=lambda een: een.boodschap, reverse=True
    )
    per_regel = Counter(een.bevinding.regel for een in rauw)
    return Oogst(tuple(gevonden), frozenset(regel for regel, n in per_regel.items() if n >= AFGEKAPT_BIJ))


def _van_deel(map_: Path, *, altijd: bool, met_naam: bool) -> Iterator[_Ruw]:
    _, bevindingen = lees_en_keur(map_, altijd=altijd)
    rijen = _rijen(map_, bevindingen)
    for een in bevindingen:
        feit, plek = _naam(een, rijen.get((een.tabel or "", een.rij or 0), {}))
        yield _Ruw(een, f"{map_.name} {feit}" if met_naam else feit, plek)


def _rijen(map_: Path, bevindingen: Iterable[Bevinding]) -> dict[tuple[str, int], Mapping[str, str]]:
    """De rijen van tabellen zonder sleutel waar iets mee is."""
    gevraagd: dict[str, set[int]] = defaultdict(set)
    for een in bevindingen:
        if een.tabel and een.tabel in _AANWIJZEN and een.rij and een.id is None:
            gevraagd[een.tabel].add(een.rij)
    uit: dict[tuple[str, int], Mapping[str, str]] = {}
    for tabel, nummers in gevraagd.items():
        pad = map_ / f"{tabel}.csv"
        if pad.is_file():
            with pad.open(encoding="utf-8", newline="") as bestand:
                uit |= {(tabel, nr): rij for nr, rij in enumerate(csv.DictReader(bestand), 2) if nr in nummers}
    return uit


def _naam(een: Bevinding, rij: Mapping[str, str]) -> tuple[str, tuple[str, str] | None]:
    """De naam van het feit, en welke sleutel het dossier vindt."""
    tabel = een.tabel or ""
    kolom = f" {een.kolom}" if een.regel.startswith("L-") and een.kolom else ""
    if een.id:
        return f"{tabel} {een.id}{kolom}"[:120], _plek(tabel, een.id)
    if rij:
        delen = [rij.get(naam, "") for naam in _AANWIJZEN[tabel]]
        return f"{tabel} {' '.join(delen)}{kolom}"[:120], _plek(tabel, delen[0])
    if een.rij:
        return f"{tabel} {sha256(_zin(een).encode()).hexdigest()[:16]}{kolom}"[:120], None
    return (f"{tabel}{kolom}".strip() or "de map")[:120], None


def _plek(tabel: str, sleutel: str) -> tuple[str, str] | None:
    match tabel:
        case "dossier" | "melding" | "dienst" | "huisverbod" | "klacht":
            return tabel, sleutel
        case "betrokkene":
            return "dossier", sleutel.split(" + ", maxsplit=1)[0]
        case "monitormoment":
            return "dienst", sleutel
        case "schorsing":
            return ("melding" if sleutel.startswith("M-") else "dienst"), sleutel
        case _:
            return None


def _thuis(plekken: Iterable[tuple[str, str] | None]) -> dict[tuple[str, str], Thuis | None]:
    per_soort: dict[str, set[str]] = defaultdict(set)
    for plek in plekken:
        if plek is not None:
            per_soort[plek[0]].add(plek[1])
    return {
        (soort, sleutel): thuis
        for soort, sleutels in per_soort.items()
        for sleutel, thuis in thuis_van(soort, sleutels).items()
    }


def _taken(
    rauw: Iterable[_Ruw], thuis: Mapping[tuple[str, str], Thuis | None], uit_registratie: bool
) -> Iterator[Gevonden]:
    for een in rauw:
        tabel = een.bevinding.tabel or ""
        if uit_registratie and tabel in MET_DOSSIER and een.bevinding.rij and een.plek not in thuis:
            continue
        plek = thuis.get(een.plek) if een.plek else None
        yield Gevonden(
            een.bevinding.regel, een.feit, _zin(een.bevinding), niveau(een.bevinding), tabel if tabel in TABELLEN else "",
            *((plek.dossier, plek.team, plek.eigenaar) if plek else ()),
        )  # fmt: skip


def niveau(een: Bevinding) -> str:
    """Wat een bevinding vraagt."""
    if een.blokkeert:
        return Niveau.BLOKKEERT
    return Niveau.HINT if is_aanvulling(een) else Niveau.UITLEG


def _zin(een: Bevinding) -> str:
    """De boodschap zonder de plek in het bestand: die verschuift elke nacht."""
    return _PLEK.sub("", een.boodschap)
