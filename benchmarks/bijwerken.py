"""Bijwerken naast opnieuw bouwen: een gewijzigd dossier, en een dag nieuwe meldingen, in brede feiten en kubus.

Drukt per geval de verhouding tot opnieuw bouwen af: de mediaan van vijf keer, en de eerste keer apart, want die zoekt nog
op waar alle rijen staan. Daarna wordt alles opnieuw gebouwd en vergeleken; is er verschil, dan eindigt het met een fout.
Aanroep: `python -m benchmarks.bijwerken MAP` met feiten in Parquet.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.deelnemers import open_zonder_controles
from zicht.cijfers import Cijfers
from zicht.core.indicatoren import Telling
from zicht.engines.feitenset import Bouw

TABELLEN = ("dossier", "betrokkene", "melding", "dienst", "schorsing")
RONDES = 5


def main(map_: Path) -> None:
    """Meet en druk af."""
    cijfers = open_zonder_controles(map_)
    for naam in TABELLEN:  # wat verandert moet een tabel zijn, geen zicht op een bestand
        _vraag(
            cijfers, f"CREATE TEMP TABLE o AS FROM ruw.{naam}; DROP VIEW ruw.{naam}; CREATE TABLE ruw.{naam} AS FROM o"
        )
        _vraag(cijfers, "DROP TABLE o")
    dagen = [_zet_apart(cijfers, cijfers.feitenset.peildatum - timedelta(days=nr)) for nr in range(RONDES)]
    bouw = _midden([_klok(lambda: _bouw(cijfers)) for _ in range(3)])
    print(
        f"opnieuw bouwen: {bouw[0]:.2f} s\n\n| geval | × opnieuw bouwen | × rekentijd | s rekentijd |\n|---|---|---|---|"
    )
    een, *dossiers = _dossiers(cijfers)
    _meet("een dossier, de eerste keer", bouw, [_klok(_correctie(cijfers, een))])
    _meet("een dossier", bouw, [_klok(_correctie(cijfers, dossier)) for dossier in dossiers])
    _meet("een dag nieuwe meldingen", bouw, [_klok(_nieuwe_dag(cijfers, dag)) for dag in dagen])
    bijgewerkt = _som(cijfers)
    _bouw(cijfers)
    gelijk = _som(cijfers) == bijgewerkt
    print(
        f"\nMeldingen per dag: {[len(dag.dossiers) for dag in dagen]}. Gelijk aan opnieuw gebouwd: {'ja' if gelijk else 'NEE'}"
    )
    sys.exit(0 if gelijk else 1)


def _vraag(cijfers: Cijfers, tekst: str, *waarden: object) -> list[tuple[Any, ...]]:
    return cijfers.feitenset.verbinding.execute(tekst, list(waarden)).fetchall()


def _bouw(cijfers: Cijfers) -> None:
    """Brede feiten en kubus helemaal opnieuw."""
    vers = Cijfers(replace(cijfers.feitenset, bouw=Bouw()))
    vers.rekenaar.kubus(Telling.AFGEROND)
    cijfers.feitenset, cijfers.rekenaar = vers.feitenset, vers.rekenaar


def _meet(naam: str, bouw: tuple[float, float], tijden: Sequence[tuple[float, float]]) -> None:
    klok, eigen = _midden(tijden)
    print(f"| {naam} | {klok / bouw[0]:.3f} | {eigen / bouw[1]:.3f} | {eigen:.2f} |")


def _klok(doe: Callable[[], object]) -> tuple[float, float]:
    """De tijd op de klok en die van de kernen."""
    klok, rekentijd = perf_counter(), process_time()
    doe()
    return perf_counter() - klok, process_time() - rekentijd


def _midden(tijden: Sequence[tuple[float, float]]) -> tuple[float, float]:
    klok, rekentijd = zip(*tijden, strict=True)
    return median(klok), median(rekentijd)


def _dossiers(cijfers: Cijfers) -> list[str]:
    """Steeds andere dossiers met een melding."""
    rijen = _vraag(cijfers, "SELECT DISTINCT dossier_id FROM melding ORDER BY hash(dossier_id) LIMIT ?", RONDES + 1)
    return [dossier for (dossier,) in rijen]


def _correctie(cijfers: Cijfers, dossier: str) -> Callable[[], None]:
    """Beoordeel de meldingen van dit dossier een dag eerder."""
    tekst = "UPDATE ruw.melding SET beoordeeld_op = greatest(ontvangen_op, beoordeeld_op - 1) WHERE dossier_id = ?"
    return lambda: cijfers.werk_bij([dossier], lambda: _vraag(cijfers, tekst, dossier))


@dataclass(frozen=True)
class _Dag:
    """Een dag die nog niet in de feiten staat: waar de rijen wachten, en van welke dossiers."""

    apart: str
    dossiers: list[str]


def _zet_apart(cijfers: Cijfers, dag: date) -> _Dag:
    """Haal een dag uit de feiten: zijn meldingen met hun diensten, en de dossiers die toen opengingen."""
    apart = f"dag{dag:%Y%m%d}"
    waar = {
        "dossier": f"geopend_op = DATE '{dag}'",
        "betrokkene": f"dossier_id IN (SELECT dossier_id FROM {apart}.dossier)",
        "melding": f"ontvangen_op = DATE '{dag}' OR dossier_id IN (SELECT dossier_id FROM {apart}.dossier)",
        "dienst": f"melding_id IN (SELECT melding_id FROM {apart}.melding) "
        f"OR dossier_id IN (SELECT dossier_id FROM {apart}.dossier)",
        "schorsing": f"over_id IN (SELECT melding_id FROM {apart}.melding UNION SELECT dienst_id FROM {apart}.dienst)",
    }
    _vraag(cijfers, f"CREATE SCHEMA {apart}")
    for naam in TABELLEN:
        _vraag(cijfers, f"CREATE TABLE {apart}.{naam} AS FROM ruw.{naam} WHERE {waar[naam]}")
        _vraag(cijfers, f"DELETE FROM ruw.{naam} WHERE {waar[naam]}")
    dossiers = " UNION ".join(f"SELECT dossier_id FROM {apart}.{naam}" for naam in ("dossier", "melding", "dienst"))
    return _Dag(apart, [dossier for (dossier,) in _vraag(cijfers, dossiers)])


def _nieuwe_dag(cijfers: Cijfers, dag: _Dag) -> Callable[[], None]:
    """Zet de dag in de feiten."""
    tekst = "; ".join(f"INSERT INTO ruw.{naam} FROM {dag.apart}.{naam}" for naam in TABELLEN)
    return lambda: cijfers.werk_bij(dag.dossiers, lambda: _vraag(cijfers, tekst))


def _som(cijfers: Cijfers) -> list[object]:
    """De kubus per gebied en kolom, van elke maand apart en tot het eind, en de brede tabellen elk als een getal."""
    blad, uit = cijfers.rekenaar.kubus(Telling.AFGEROND).blad, list[object]()
    maanden = blad.stroom.maanden
    for stand, namen in ((False, blad.stroom.namen), (True, blad.stand.namen)):
        for maand in maanden:
            for eind in (maand, maanden[-1]):
                getallen = blad.tel(maand, eind, stand=stand)
                cellen = [(vak, naam) for vak in blad.vakken for naam in namen]
                uit.append({cel: n for cel, n in zip(cellen, getallen, strict=True) if n})
    heel = [(maanden[0], maand) for maand in maanden[-3:]]
    uit += [blad.verdelingen(code, heel, "gemeente") for code in sorted({*blad.per_code, *blad.erbij})]
    breed = ("feit_melding", "feit_dienst", "feit_overdracht")
    return uit + [_vraag(cijfers, f"SELECT count(*), bit_xor(md5_number(f::VARCHAR)) FROM {naam} f") for naam in breed]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
