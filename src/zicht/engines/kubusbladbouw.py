"""Makes the leaf of a cube from its tables; only who keeps a cube needs this.

Many numbers come out of the database as one text, each number a character: a Python object per number would cost more
than all the rest.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
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
_NUL = 0xE000  # the character that stands for nought: from here on every code is a character
_HOOGST = sys.maxunicode - _NUL
_SCHRIFT = f"utf-32-{sys.byteorder[0]}e"  # four bytes per character, in the order of this machine


def maak_blad(verbinding: "DuckDBPyConnection", tabellen: Kubustabellen) -> Blad | None:
    """The leaf of the cube in these tables; None when strange dates or numbers would make it large."""
    vakken = [(niveau, naam) for niveau in GEBIEDEN for naam in _uniek(verbinding, niveau, *tabellen)]
    nummer: dict[Vak, int] = {vak: nr for nr, vak in enumerate([*vakken, ("land", None)])}
    if any(_te_groot(verbinding, tabel, len(nummer)) for tabel in tabellen[:2]):
        return None
    waarden = [str(waarde) for waarde in _uniek(verbinding, "waarde", tabellen.waarden)]
    per_code = _per_code(verbinding, tabellen.waarden, list(nummer), waarden)
    stroom, stand = _stroom(verbinding, tabellen.stroom, nummer), _stand(verbinding, tabellen.stand, nummer)
    return None if per_code is None else Blad(list(nummer), stroom, stand, waarden, per_code)


def _namen(verbinding: "DuckDBPyConnection", tabel: str) -> list[str]:
    """The names of the counts."""
    return [naam for naam, *_ in verbinding.execute(f"DESCRIBE {tabel}").fetchall()][_VAST:]


def _uniek(verbinding: "DuckDBPyConnection", wat: str, *tabellen: str) -> list[Any]:
    vraag = " UNION ".join(f"SELECT DISTINCT {wat} FROM {tabel}" for tabel in tabellen)
    return [waarde for (waarde,) in verbinding.execute(vraag).fetchall()]


def _per_code(verbinding: "DuckDBPyConnection", tabel: str, vakken: list[Vak],
              waarden: list[str]) -> "dict[str, Getallen] | None":  # fmt: skip
    """The rows with values, per code as columns of numbers; the database looks the numbers up."""
    kolommen = ("g.nr", "r.nr", "k.xm", "k.dm", "w.nr", f"least(abs(k.aantal), {_HOOGST})")
    teksten = ", ".join(f"string_agg({_teken(kolom)}, '')" for kolom in kolommen)
    rijen = verbinding.execute(
        "WITH plek AS (SELECT unnest(?::VARCHAR[]) AS niveau, unnest(?::VARCHAR[]) AS naam, unnest(range(?)) AS nr), "
        "waarden AS (SELECT CAST(unnest(?::VARCHAR[]) AS DECIMAL(18,6)) AS waarde, unnest(range(?)) AS nr) "
        f"SELECT k.code, k.aantal < 0, max(abs(k.aantal)), {teksten} FROM {tabel} k "
        "JOIN plek g ON g.niveau = 'gemeente' AND g.naam IS NOT DISTINCT FROM k.gemeente "
        "JOIN plek r ON r.niveau = 'regio' AND r.naam IS NOT DISTINCT FROM k.regio "
        "JOIN waarden w ON w.waarde = k.waarde GROUP BY k.code, k.aantal < 0",
        [[niveau for niveau, _ in vakken], [naam for _, naam in vakken], len(vakken), waarden, len(waarden)],
    ).fetchall()
    if any(hoogste > _HOOGST for _, _, hoogste, *_ in rijen):
        return None
    per_code: dict[str, list[Getallen]] = {}
    for code, eraf, _, *eigen in rijen:
        delen = [_uit_tekst(tekst) for tekst in eigen]
        if eraf:
            delen[-1] = array("i", [-aantal for aantal in delen[-1]])
        per_code[code] = (
            [een + twee for een, twee in zip(per_code[code], delen, strict=True)] if code in per_code else delen
        )
    return {code: _achter_elkaar(delen) for code, delen in per_code.items()}


def _teken(getal: str) -> str:
    """In SQL the character for a number from nought to the highest."""
    return f"chr(CAST({getal} AS INTEGER) + {_NUL})"


def _lang_van(tekst: str) -> int:
    """The numbers of a text as one long number."""
    return int.from_bytes(tekst.encode(_SCHRIFT), sys.byteorder) - _nullen(len(tekst))


@cache
def _nullen(aantal: int) -> int:
    return int.from_bytes(_NUL.to_bytes(_BREED, sys.byteorder) * aantal, sys.byteorder)


def _uit_tekst(tekst: str) -> "Getallen":
    uit = array("i")
    uit.frombytes(_lang_van(tekst).to_bytes(len(tekst) * _BREED, sys.byteorder))
    return uit


def _achter_elkaar(kolommen: Iterable[Sequence[int]]) -> "Getallen":
    uit = array("i")
    for kolom in kolommen:
        uit.extend(kolom)
    return uit


def _te_groot(verbinding: "DuckDBPyConnection", tabel: str, vakken: int) -> bool:
    [(maanden,)] = verbinding.execute(f"SELECT count(DISTINCT dm) FROM {tabel}").fetchall()
    return maanden * len(_namen(verbinding, tabel)) * vakken > _HOOGSTENS_CELLEN


def _vakken(rij: Rij) -> tuple[Vak, Vak, Vak]:
    """The areas that a row counts for."""
    return ("gemeente", rij[0]), ("regio", rij[1]), ("land", None)


def _stroom(verbinding: "DuckDBPyConnection", tabel: str, nummer: dict[Vak, int]) -> Reeks:
    namen = _namen(verbinding, tabel)
    velden = "".join(f', "{naam}"' for naam in namen)
    tekst = "".join(f""", {_teken(f'"{naam}"')}""" for naam in namen)
    gewoon = f"xm = dm AND least(0{velden}) = 0 AND greatest(0{velden}) <= {_HOOGST}"
    per_maand: dict[int, dict[int, int]] = {}
    vraag = f"SELECT gemeente, regio, xm, concat(''{tekst}) FROM {tabel} WHERE {gewoon}"
    for rij in verbinding.execute(vraag).fetchall():
        lang, cellen = _lang_van(rij[3]), per_maand.setdefault(rij[2], {})
        for plek in (nummer[vak] for vak in _vakken(rij)):
            cellen[plek] = cellen.get(plek, 0) + lang
    vraag = f"FROM {tabel} WHERE ({gewoon}) IS NOT TRUE"
    los = sorted(los for rij in verbinding.execute(vraag).fetchall() for los in _los(rij, nummer))
    return Reeks(namen, sorted(per_maand), _opgeteld(per_maand, len(nummer), len(namen) * _BREED),
                 _achter_elkaar(zip(*los, strict=True)))  # fmt: skip


def _los(rij: Rij, nummer: dict[Vak, int]) -> list[tuple[int, ...]]:
    plekken = [nummer[vak] for vak in _vakken(rij)]
    return [(rij[2], rij[3], plek, nr, n) for nr, n in enumerate(rij[_VAST:]) if n for plek in plekken]


def _opgeteld(per_maand: dict[int, dict[int, int]], plekken: int, breed: int) -> memoryview:
    """Every month added to the months before it."""
    totaal, delen = 0, list[bytes]()
    for _, cellen in sorted(per_maand.items()):
        slab = bytearray(breed * plekken)
        for plek, lang in cellen.items():
            slab[plek * breed : (plek + 1) * breed] = lang.to_bytes(breed, sys.byteorder)
        totaal += int.from_bytes(slab, sys.byteorder)
        delen.append(totaal.to_bytes(len(slab), sys.byteorder))
    return memoryview(b"".join(delen))


def _stand(verbinding: "DuckDBPyConnection", tabel: str, nummer: dict[Vak, int]) -> Reeks:
    """Stocks go up and down, but what is there at the end of a month is never less than nothing."""
    namen = _namen(verbinding, tabel)
    teken, breed = _tekens(len(namen)), len(namen) * _BREED
    cellen, maanden, delen = [0] * len(nummer), list[int](), list[bytes]()
    rijen = verbinding.execute(f"FROM {tabel}").fetchall()
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
