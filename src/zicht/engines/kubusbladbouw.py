"""Makes the leaf of a cube from its tables; only who keeps a cube needs this."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from zicht.engines.kubus import GEBIEDEN, Kubustabellen
from zicht.engines.kubusblad import Blad, Reeks, Vak

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from zicht.engines.kubusblad import Getallen

Rij = tuple[Any, ...]
_VAST = 4  # columns of a row before its counts: municipality, region, month of the case, month of the event
_BREED = array("i").itemsize
_HOOGSTENS_CELLEN = 30_000_000


def maak_blad(verbinding: "DuckDBPyConnection", tabellen: Kubustabellen) -> Blad | None:
    """The leaf of the cube in these tables; None when strange dates would make it large."""
    stromen, standen = (_rijen(verbinding, tabel) for tabel in tabellen[:2])
    vakken: dict[Vak, None] = {vak: None for _, rijen in (stromen, standen) for rij in rijen for vak in _vakken(rij)}
    for niveau in GEBIEDEN:
        vakken |= {(niveau, naam): None for naam in _uniek(verbinding, niveau, tabellen.waarden)}
    nummer: dict[Vak, int] = {vak: nr for nr, vak in enumerate(vakken)}
    if any(_te_groot(namen, rijen, len(nummer)) for namen, rijen in (stromen, standen)):
        return None
    waarden = [str(waarde) for waarde in _uniek(verbinding, "waarde", tabellen.waarden)]
    per_code = _per_code(verbinding, tabellen.waarden, list(nummer), waarden)
    return Blad(list(nummer), _stroom(*stromen, nummer), _stand(*standen, nummer), waarden, per_code)


def _rijen(verbinding: "DuckDBPyConnection", tabel: str) -> tuple[list[str], list[Rij]]:
    """The names of the counts, and the rows."""
    namen = [naam for naam, *_ in verbinding.execute(f"DESCRIBE {tabel}").fetchall()][_VAST:]
    return namen, verbinding.execute(f"FROM {tabel}").fetchall()


def _uniek(verbinding: "DuckDBPyConnection", wat: str, tabel: str) -> list[Any]:
    return [waarde for (waarde,) in verbinding.execute(f"SELECT DISTINCT {wat} FROM {tabel}").fetchall()]


def _per_code(verbinding: "DuckDBPyConnection", tabel: str, vakken: list[Vak],
              waarden: list[str]) -> "dict[str, Getallen]":  # fmt: skip
    """The rows with values, per code as columns of numbers; the database looks the numbers up."""
    rijen = verbinding.execute(
        "WITH plek AS (SELECT unnest(?::VARCHAR[]) AS niveau, unnest(?::VARCHAR[]) AS naam, unnest(range(?)) AS nr), "
        "waarden AS (SELECT CAST(unnest(?::VARCHAR[]) AS DECIMAL(18,6)) AS waarde, unnest(range(?)) AS nr) "
        f"SELECT k.code, list(g.nr), list(r.nr), list(k.xm), list(k.dm), list(w.nr), list(k.aantal) FROM {tabel} k "
        "JOIN plek g ON g.niveau = 'gemeente' AND g.naam IS NOT DISTINCT FROM k.gemeente "
        "JOIN plek r ON r.niveau = 'regio' AND r.naam IS NOT DISTINCT FROM k.regio "
        "JOIN waarden w ON w.waarde = k.waarde GROUP BY k.code",
        [[niveau for niveau, _ in vakken], [naam for _, naam in vakken], len(vakken), waarden, len(waarden)],
    ).fetchall()
    return {code: _achter_elkaar(kolommen) for code, *kolommen in rijen}


def _achter_elkaar(kolommen: Iterable[Sequence[int]]) -> "Getallen":
    uit = array("i")
    for kolom in kolommen:
        uit.extend(kolom)
    return uit


def _te_groot(namen: list[str], rijen: list[Rij], vakken: int) -> bool:
    return len({rij[3] for rij in rijen}) * len(namen) * vakken > _HOOGSTENS_CELLEN


def _vakken(rij: Rij) -> tuple[Vak, Vak, Vak]:
    """The areas that a row counts for."""
    return ("gemeente", rij[0]), ("regio", rij[1]), ("land", None)


def _stroom(namen: list[str], rijen: list[Rij], nummer: dict[Vak, int]) -> Reeks:
    per_maand: dict[int, dict[int, int]] = {}
    los: list[tuple[int, ...]] = []
    for rij in rijen:
        (xm, dm), getallen, plekken = rij[2:_VAST], rij[_VAST:], [nummer[vak] for vak in _vakken(rij)]
        if xm == dm and min(getallen) >= 0:
            lang, cellen = _lang(array("i", getallen)), per_maand.setdefault(xm, {})
            for plek in plekken:
                cellen[plek] = cellen.get(plek, 0) + lang
        else:
            los += [(xm, dm, plek, nr, n) for nr, n in enumerate(getallen) if n for plek in plekken]
    maanden, breed, totaal, delen = sorted(per_maand), len(namen) * _BREED, 0, list[bytes]()
    for maand in maanden:
        slab = bytearray(breed * len(nummer))
        for plek, lang in per_maand[maand].items():
            slab[plek * breed : (plek + 1) * breed] = lang.to_bytes(breed, sys.byteorder)
        totaal += int.from_bytes(slab, sys.byteorder)
        delen.append(totaal.to_bytes(len(slab), sys.byteorder))
    return Reeks(namen, maanden, memoryview(b"".join(delen)), _achter_elkaar(zip(*sorted(los), strict=True)))


def _stand(namen: list[str], rijen: list[Rij], nummer: dict[Vak, int]) -> Reeks:
    """Stocks go up and down, but what is there at the end of a month is never less than nothing."""
    teken, breed = _tekens(len(namen)), len(namen) * _BREED
    cellen, maanden, delen = [0] * len(nummer), list[int](), list[bytes]()
    for maand, eigen in groupby(sorted(rijen, key=itemgetter(3)), key=itemgetter(3)):
        for rij in eigen:
            lang = (_lang(array("i", rij[_VAST:])) ^ teken) - teken
            for vak in _vakken(rij):
                cellen[nummer[vak]] += lang
        maanden.append(maand)
        delen.append(b"".join(cel.to_bytes(breed, sys.byteorder) for cel in cellen))
    return Reeks(namen, maanden, memoryview(b"".join(delen)), array("i"))


def _lang(getallen: "Getallen") -> int:
    """All counts of a row as one long number: adding rows is then one addition."""
    return int.from_bytes(getallen.tobytes(), sys.byteorder)


def _tekens(aantal: int) -> int:
    """The sign bit of every count: with it a long number also holds counts below zero."""
    return _lang(array("i", [-(2**31)] * aantal))
