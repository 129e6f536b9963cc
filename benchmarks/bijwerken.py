"""Bijwerken naast opnieuw bouwen: een gewijzigd dossier, en een dag nieuwe meldingen, in brede feiten en kubus.

Drukt per geval de verhouding tot opnieuw bouwen af; het bijgewerkte wordt eerst met het herbouwde vergeleken.
Aanroep: `python -m benchmarks.bijwerken MAP` met feiten in Parquet.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.deelnemers import open_zonder_controles
from zicht.cijfers import Cijfers
from zicht.core.indicatoren import Telling

TABELLEN = ("dossier", "betrokkene", "melding", "dienst", "schorsing")
SLEUTEL = "gemeente, regio, xm, dm"
RONDES = 5


def main(map_: Path) -> None:
    """Meet en druk af."""
    cijfers = open_zonder_controles(map_)
    vraag = cijfers.feitenset.verbinding.execute
    for naam in TABELLEN:  # wat verandert moet een tabel zijn, geen zicht op een bestand
        vraag(f"CREATE TEMP TABLE o AS FROM ruw.{naam}; DROP VIEW ruw.{naam}; CREATE TABLE ruw.{naam} AS FROM o")
        vraag("DROP TABLE o")
    bouw, rekentijd = _midden([_klok(lambda: _bouw(cijfers)) for _ in range(3)])
    print(f"opnieuw bouwen: {bouw:.2f} s\n\n| geval | × opnieuw bouwen | × rekentijd | mediaan s |\n|---|---|---|---|")
    for naam, gevallen in _gevallen(cijfers).items():
        klok, eigen = _midden([_klok(lambda d=d: cijfers.werk_bij(d, _verschuif(cijfers, d))) for d in gevallen])
        print(f"| {naam} | {klok / bouw:.3f} | {eigen / rekentijd:.3f} | {klok:.2f} |")
    bijgewerkt = _som(cijfers)
    _bouw(cijfers)
    print(f"\nGelijk aan opnieuw gebouwd: {'ja' if _som(cijfers) == bijgewerkt else 'NEE'}")


def _bouw(cijfers: Cijfers) -> None:
    vers = Cijfers(replace(cijfers.feitenset))
    vers.rekenaar.kubus(Telling.AFGEROND)
    cijfers.rekenaar = vers.rekenaar


def _klok(doe: Callable[[], object]) -> tuple[float, float]:
    """De tijd op de klok en die van de kernen."""
    klok, rekentijd = perf_counter(), process_time()
    doe()
    return perf_counter() - klok, process_time() - rekentijd


def _midden(tijden: Sequence[tuple[float, float]]) -> tuple[float, float]:
    klok, rekentijd = zip(*tijden, strict=True)
    return median(klok), median(rekentijd)


def _gevallen(cijfers: Cijfers) -> dict[str, list[list[str]]]:
    """Steeds andere dossiers met een melding, en steeds een andere dag met al zijn meldingen."""
    vraag, laatste = cijfers.feitenset.verbinding.execute, cijfers.feitenset.peildatum
    een = vraag("SELECT DISTINCT dossier_id FROM melding ORDER BY hash(dossier_id) LIMIT ?", [RONDES]).fetchall()
    dagen = [
        vraag(
            "SELECT DISTINCT dossier_id FROM melding WHERE ontvangen_op = ?", [laatste - timedelta(days=7 * nr)]
        ).fetchall()
        for nr in range(10, 10 + RONDES)
    ]
    return {
        "een dossier": [[dossier] for (dossier,) in een],
        "een dag meldingen": [[dossier for (dossier,) in dag] for dag in dagen],
    }


def _verschuif(cijfers: Cijfers, dossiers: Sequence[str]) -> Callable[[], object]:
    """Beoordeel de meldingen van deze dossiers een dag eerder."""
    tekst = (
        "UPDATE ruw.melding SET beoordeeld_op = greatest(ontvangen_op, beoordeeld_op - 1) "
        "WHERE dossier_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    return lambda: cijfers.feitenset.verbinding.execute(tekst, [list(dossiers)])


def _som(cijfers: Cijfers) -> list[list[tuple[Any, ...]]]:
    """De kubus per sleutel opgeteld, en de brede meldingen als een getal."""
    vraag, tabellen = cijfers.feitenset.verbinding.execute, cijfers.rekenaar.kubus(Telling.AFGEROND).tabellen
    rijen = [
        vraag(
            f"SELECT {SLEUTEL}, sum(COLUMNS(* EXCLUDE ({SLEUTEL}))) FROM {tabel} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        for tabel in tabellen[:2]
    ]
    smal = "SELECT bit_xor(md5_number(f::VARCHAR)) FROM (SELECT * EXCLUDE (rij) FROM feit_melding) f"
    return [*([rij for rij in deel if any(rij[4:])] for deel in rijen), vraag(smal).fetchall()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
