"""Makes the leaf of a cube from its tables; only who keeps a cube needs this."""

import operator
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zicht.engines.kubus import GEBIEDEN, Kubustabellen
from zicht.engines.kubusblad import Blad, Reeks, Vak

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from zicht.engines.kubusblad import Getallen

Rij = tuple[Any, ...]
_NIVEAU = {1: "gemeente", 2: "regio", 3: "land"}  # which of the two is added up, in bits
_SLEUTEL = 4  # columns of a table before its counts
_VAST = 5  # columns of a row before its counts
_HOOGSTENS_CELLEN = 30_000_000


def maak_blad(verbinding: "DuckDBPyConnection", tabellen: Kubustabellen) -> Blad | None:
    """The leaf of the cube in these tables; None when strange dates would make it large."""
    stromen, standen = (_rijen(verbinding, tabel) for tabel in tabellen[:2])
    vakken = {_vak(rij): None for _, rijen in (stromen, standen) for rij in rijen}
    for niveau in GEBIEDEN:
        vakken |= {(niveau, naam): None for naam in _uniek(verbinding, niveau, tabellen.waarden)}
    nummer: dict[Vak, int] = {vak: nr for nr, vak in enumerate(vakken)}
    if any(_te_groot(namen, rijen, len(nummer)) for namen, rijen in (stromen, standen)):
        return None
    waarden = [str(waarde) for waarde in _uniek(verbinding, "waarde", tabellen.waarden)]
    per_code = _per_code(verbinding, tabellen.waarden, list(nummer), waarden)
    return Blad(list(nummer), _stroom(*stromen, nummer), _stand(*standen, nummer), waarden, per_code)


def _rijen(verbinding: "DuckDBPyConnection", tabel: str) -> tuple[list[str], list[Rij]]:
    """The names of the counts, and per month and area one row with all of them."""
    namen = [naam for naam, *_ in verbinding.execute(f"DESCRIBE {tabel}").fetchall()][_SLEUTEL:]
    sommen = "".join(f', CAST(sum("{naam}") AS INTEGER)' for naam in namen)
    vraag = (
        f"SELECT xm, dm, grouping(gemeente, regio), gemeente, regio{sommen} FROM {tabel} "
        "GROUP BY GROUPING SETS ((xm, dm, gemeente), (xm, dm, regio), (xm, dm)) ORDER BY xm, dm"
    )
    return namen, verbinding.execute(vraag).fetchall()


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
    return len({rij[1] for rij in rijen}) * len(namen) * vakken > _HOOGSTENS_CELLEN


def _vak(rij: Rij) -> Vak:
    return _NIVEAU[rij[2]], rij[3] if rij[2] == 1 else rij[4]


def _stroom(namen: list[str], rijen: list[Rij], nummer: dict[Vak, int]) -> Reeks:
    per_maand: dict[int, Getallen] = {}
    los: list[tuple[int, ...]] = []
    breed = len(namen)
    for rij in rijen:
        xm, dm, *_, plek, getallen = *rij[:3], nummer[_vak(rij)], rij[_VAST:]
        if xm == dm and min(getallen) >= 0:
            slab = per_maand.get(xm)
            if slab is None:
                slab = per_maand[xm] = _leeg(breed * len(nummer))
            slab[plek * breed : (plek + 1) * breed] = array("i", getallen)
        else:
            los += [(xm, dm, plek, nr, n) for nr, n in enumerate(getallen) if n]
    maanden, totaal, delen = sorted(per_maand), 0, list[bytes]()
    for maand in maanden:
        totaal += int.from_bytes(per_maand[maand].tobytes(), sys.byteorder)
        delen.append(totaal.to_bytes(len(nummer) * breed * 4, sys.byteorder))
    return Reeks(namen, maanden, memoryview(b"".join(delen)), _achter_elkaar(zip(*los, strict=True)))


def _stand(namen: list[str], rijen: list[Rij], nummer: dict[Vak, int]) -> Reeks:
    breed, maanden = len(namen), sorted({rij[1] for rij in rijen})
    per_maand = {maand: _leeg(breed * len(nummer)) for maand in maanden}
    for rij in rijen:
        plek = nummer[_vak(rij)] * breed
        per_maand[rij[1]][plek : plek + breed] = array("i", rij[_VAST:])
    totaal, delen = _leeg(breed * len(nummer)), list[bytes]()
    for maand in maanden:
        totaal = array("i", map(operator.add, totaal, per_maand[maand]))
        delen.append(totaal.tobytes())
    return Reeks(namen, maanden, memoryview(b"".join(delen)), array("i"))


def _leeg(lengte: int) -> "Getallen":
    return array("i", bytes(4 * lengte))
