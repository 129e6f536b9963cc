"""Een deelnemer in een eigen proces: drukt seconden, piekgeheugen en een afdruk van het antwoord als JSON af.

De klok loopt van de start van het programma (bibliotheken laden telt mee) tot het antwoord als tabel in het geheugen
staat. Daarna pas wordt het antwoord opgehaald om te zien of het gelijk is. De rekentijd is die van alle kernen samen:
zij merkt weinig van wie er nog meer op de machine werkt.
"""

import json
import os
import resource
import sys
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from operator import add
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.vraag import CODES, MATEN, Vraag, maak_vraag

Rijen = list[tuple[Any, ...]]
Ophalen = Callable[[], Rijen]
KALENDER = ("dag", "werk5", "weken10")


def main(naam: str, map_: Path) -> None:
    """Meet een deelnemer."""
    # wie met de hand rekent heeft een kalendertabel; Zicht gebruikt hem niet en laadt zichzelf dus binnen de klok
    kalender = {} if DEELNEMERS[naam] in VAN_ZICHT else kalendertabel()
    vraag = _vraag(map_)
    begin, rekentijd = perf_counter(), process_time()
    ophalen = DEELNEMERS[naam](map_, vraag, kalender)
    seconden, rekentijd = perf_counter() - begin, process_time() - rekentijd
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    uit = {"seconden": seconden, "rekentijd": rekentijd, "piek": piek, "antwoord": _afdruk(ophalen())}
    print(json.dumps(uit))


def kalendertabel() -> dict[str, list[date]]:
    """Elke dag met de uiterste datum van vijf werkdagen en van tien weken."""
    from zicht.catalogus import load
    from zicht.core.termijnen import uiterste_datum

    kalender = load.kalender()
    dagen = [rij.datum for rij in kalender.rijen(date(2010, 1, 1), date(2027, 1, 1))]
    duren = (load.duur("beoordeling"), load.duur("onderzoek"))
    kolommen = [dagen, *([uiterste_datum(duur, dag, kalender) for dag in dagen] for duur in duren)]
    return dict(zip(KALENDER, kolommen, strict=True))


def met_de_hand(map_: Path, vraag: Vraag, kalender: dict[str, list[date]]) -> Ophalen:
    """DuckDB, zoals een ervaren SQL-schrijver het zou doen."""
    import duckdb

    from benchmarks.hand_duckdb import antwoord, opdrachten

    verbinding = duckdb.connect()
    verbinding.execute(
        f"CREATE TABLE kalender AS SELECT {', '.join(f'unnest(?::DATE[]) AS {naam}' for naam in KALENDER)}",
        list(kalender.values()),
    )
    soort = "parquet" if (map_ / "melding.parquet").exists() else "csv"
    for opdracht in (*opdrachten(f"read_{soort}('{map_}/{{}}.{soort}')", vraag.vensters), antwoord(MATEN)):
        verbinding.execute(opdracht)
    return lambda: verbinding.execute(f"SELECT nr, niveau, gebied, {_namen()} FROM antwoord").fetchall()


def polars(map_: Path, vraag: Vraag, kalender: dict[str, list[date]]) -> Ophalen:
    """Polars, lui, in een keer uitgevoerd."""
    import polars as pl

    from benchmarks.hand_polars import antwoord

    tabel = antwoord(map_, pl.DataFrame(kalender), vraag)
    return lambda: tabel.select("nr", "niveau", "gebied", *MATEN).rows()


def pandas_gewoon(map_: Path, vraag: Vraag, kalender: dict[str, list[date]]) -> Ophalen:
    """Pandas, zoals men het schrijft."""
    return _pandas("gewoon", map_, vraag, kalender)


def pandas_slim(map_: Path, vraag: Vraag, kalender: dict[str, list[date]]) -> Ophalen:
    """Pandas, eerst opgeteld per maand."""
    return _pandas("slim", map_, vraag, kalender)


def _pandas(hoe: str, map_: Path, vraag: Vraag, kalender: dict[str, list[date]]) -> Ophalen:
    import pandas as pd

    from benchmarks import hand_pandas

    tabel = getattr(hand_pandas, hoe)(map_, pd.DataFrame({n: pd.to_datetime(d) for n, d in kalender.items()}), vraag)

    def rijen() -> Rijen:
        schoon = tabel[["nr", "niveau", "gebied", *MATEN]].astype(dict.fromkeys(MATEN, "int64")).astype(object)
        return list(schoon.where(schoon.notna(), None).itertuples(index=False, name=None))

    return rijen


def zicht_zonder_controles(map_: Path, vraag: Vraag, _: object) -> Ophalen:
    """De rekenmachine alleen: lezen, brede feiten bouwen en tellen."""
    return _tel(open_zonder_controles(map_), vraag)


def open_zonder_controles(map_: Path) -> Any:
    """De cijfers van een map die al gecontroleerd is; de lezer kijkt nog wel naar elke cel."""
    from zicht.cijfers import Cijfers
    from zicht.engines.feitenset import Feitenset
    from zicht.engines.inlezen import lees_map

    gelezen = lees_map(map_)
    kenmerken = gelezen.kenmerken
    assert kenmerken is not None
    feitenset = Feitenset(
        gelezen.verbinding, kenmerken.regios, kenmerken.peildatum, kenmerken.bron, map_, gelezen.ontbrekend
    )
    return Cijfers(feitenset)


def zicht(map_: Path, vraag: Vraag, _: object) -> Ophalen:
    """Zicht zoals de opdrachtregel het doet; wat er al is staat in ZICHT_CACHE."""
    from zicht.uitwisseling.bewaard import open_map

    return _tel(open_map(map_), vraag)


def zicht_eerste_keer(map_: Path, vraag: Vraag, leeg: object) -> Ophalen:
    """Zicht met een lege cache: lezen, alle controles, bouwen, bewaren en tellen."""
    with tempfile.TemporaryDirectory() as kast:
        os.environ["ZICHT_CACHE"] = kast
        return zicht(map_, vraag, leeg)


def zicht_zonder_kubus(map_: Path, vraag: Vraag, leeg: object) -> Ophalen:
    """Zicht met de brede feiten in de cache; de kubus wordt weggegooid en opnieuw gemaakt."""
    for pad in Path(os.environ["ZICHT_CACHE"]).glob("kubus_*"):
        pad.unlink()
    return zicht(map_, vraag, leeg)


def zicht_zelfde_vraag(map_: Path, vraag: Vraag, _: object) -> Ophalen:
    """De eerste keer, maar in de kubus alleen de indicatoren waar de SQL met de hand ook naar kijkt."""
    return _tel_gevraagd(open_zonder_controles(map_), vraag)


def zicht_zelfde_vraag_breed(map_: Path, vraag: Vraag, _: object) -> Ophalen:
    """De brede feiten uit de cache, en in de kubus alleen die indicatoren."""
    from zicht.uitwisseling.bewaard import open_map

    return _tel_gevraagd(open_map(map_), vraag)


def _tel_gevraagd(cijfers: Any, vraag: Vraag) -> Ophalen:
    from zicht.catalogus.indicatoren import INDICATOREN
    from zicht.core.indicatoren import Telling
    from zicht.engines.kubus import Kubus

    cijfers.rekenaar.bouw()
    taken = [(INDICATOREN[code].telt, cijfers.rekenaar.teltaak(INDICATOREN[code], Telling.AFGEROND)) for code in CODES]
    kubus = Kubus(cijfers.feitenset.verbinding, taken, "gevraagd")
    return _tel_van_blad(kubus.maak(cijfers.feitenset.peildatum), vraag)


def _tel(cijfers: Any, vraag: Vraag) -> Ophalen:
    from zicht.core.indicatoren import Telling

    return _tel_van_blad(cijfers.rekenaar.kubus(Telling.AFGEROND).blad, vraag)


def _tel_van_blad(blad: Any, vraag: Vraag) -> Ophalen:
    """Alle maten van de kubus: per venster een rij getallen per maat."""
    plekken = {False: blad.stroom.namen, True: blad.stand.namen}
    maten = [
        (maat, stand, [plekken[stand].index(kolom) for kolom in _van(maat)])
        for maat in MATEN
        for stand in [maat.startswith(_STAND)]
    ]
    antwoord: list[tuple[int, dict[str, Sequence[int]]]] = []
    for nr, begin, eind in vraag.vensters:
        getallen = {stand: blad.tel(begin, eind, stand=stand) for stand in plekken}
        per_maat: dict[str, Sequence[int]] = {}
        for maat, stand, kolommen in maten:
            eerste, *rest = (getallen[stand][kolom :: len(plekken[stand])] for kolom in kolommen)
            per_maat[maat] = list(map(add, eerste, rest[0])) if rest else eerste
        antwoord.append((nr, per_maat))
    return lambda: [
        (nr, *vak, *getallen)
        for nr, per_maat in antwoord
        for vak, getallen in zip(blad.vakken, zip(*(per_maat[maat] for maat in MATEN), strict=True), strict=True)
    ]


_DEEL = {"teller": ("4",), "onbepaald": ("1",), "open": ("2",), "noemer": ("3", "4")}
_STAND = ("wachtlijst", "werkvoorraad")


def _van(maat: str) -> list[str]:
    """De kolommen van de kubus waarvan een maat de som is; zonder teller telt alleen de noemer."""
    code, deel = maat.split(":")
    zonder_teller = code.startswith(("instroom", *_STAND)) or code.endswith("uitgevoerd")
    delen = ("3",) if deel == "noemer" and zonder_teller else _DEEL.get(deel, (deel,))
    return [f"{code}:{naam}" for naam in delen]


def _namen() -> str:
    return ", ".join(f'"{maat}"' for maat in MATEN)


def _afdruk(rijen: Rijen) -> str:
    """Een afdruk van alles wat niet nul is, in vaste volgorde."""
    gevuld = sorted(
        f"{nr} {niveau} {'' if niveau == 'land' else gebied} {[int(n) for n in aantallen]}"
        for nr, niveau, gebied, *aantallen in rijen
        if any(aantallen)
    )
    return sha256("\n".join(gevuld).encode()).hexdigest()[:16]


def _vraag(map_: Path) -> Vraag:
    """Alle maanden en burapperioden van de jaren in de feiten; een regio in CSV vraagt een burapperiode."""
    feiten = tomllib.loads((map_ / "feiten.toml").read_text("utf-8"))
    jaren = int(os.environ.get("BENCH_JAREN", "1"))
    return maak_vraag(feiten["peildatum"].year - jaren + 1, feiten["peildatum"])


DEELNEMERS: dict[str, Callable[[Path, Vraag, Any], Ophalen]] = {
    "met de hand": met_de_hand,
    "polars": polars,
    "pandas slim": pandas_slim,
    "pandas gewoon": pandas_gewoon,
    "eerste keer": zicht_zonder_controles,
    "eerste keer met controles": zicht_eerste_keer,
    "eerste keer, zelfde vraag": zicht_zelfde_vraag,
    "brede feiten": zicht_zonder_kubus,
    "brede feiten, zelfde vraag": zicht_zelfde_vraag_breed,
    "kubus": zicht,
}

VAN_ZICHT = (
    zicht_zonder_controles, zicht_eerste_keer, zicht_zelfde_vraag, zicht_zonder_kubus, zicht_zelfde_vraag_breed, zicht,
)  # fmt: skip

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
