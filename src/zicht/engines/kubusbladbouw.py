"""Makes the leaf of a cube from its tables, with numpy; only who keeps a cube needs this."""

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from zicht.engines.kubus import Kubustabellen
from zicht.engines.kubusblad import Blad, Reeks, Vak

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Getallen = NDArray[np.integer]

_HOOGSTENS_CELLEN = 30_000_000
_HOOGST = np.iinfo(np.intc).max
_OP_PLEK = "JOIN _plek p ON p.gemeente IS NOT DISTINCT FROM k.gemeente AND p.regio IS NOT DISTINCT FROM k.regio"


def maak_blad(verbinding: "DuckDBPyConnection", tabellen: Kubustabellen) -> Blad | None:
    """The leaf of the cube in these tables; None when strange dates or numbers would make it large."""
    plaatsen = _nummer(verbinding, "_plek", "gemeente, regio", tabellen)
    soorten = _nummer(verbinding, "_soort", "code, waarde", [tabellen.waarden])
    vakken: list[Vak] = [*dict.fromkeys(("gemeente", gemeente) for gemeente, _ in plaatsen)]
    vakken += [*dict.fromkeys(("regio", regio) for _, regio in plaatsen), ("land", None)]
    nummer = {vak: nr for nr, vak in enumerate(vakken)}
    vak_van = [(nummer["gemeente", gemeente], nummer["regio", regio], len(nummer) - 1) for gemeente, regio in plaatsen]
    reeksen: list[Reeks] = []
    for tabel in (tabellen.stroom, tabellen.stand):
        vraag = f"SELECT p.nr, k.* EXCLUDE (gemeente, regio) FROM {tabel} k {_OP_PLEK}"
        kolommen = verbinding.execute(vraag).fetchnumpy()
        if any(np.ma.is_masked(kolom) for kolom in kolommen.values()):
            return None
        reeks = _reeks(kolommen, np.array(vak_van, np.intp).reshape(-1, 3), len(vakken), stand=tabel == tabellen.stand)
        if reeks is None:
            return None
        reeksen.append(reeks)
    per_code = _per_code(verbinding, tabellen.waarden, soorten)
    return Blad(vakken, vak_van, *reeksen, [str(waarde) for _, waarde in soorten], per_code)


def _nummer(verbinding: "DuckDBPyConnection", naam: str, wat: str, tabellen: Sequence[str]) -> list[tuple[Any, Any]]:
    """Number what occurs in these tables, in a table with this name."""
    alle = " UNION ".join(f"SELECT DISTINCT {wat} FROM {tabel}" for tabel in tabellen)
    nr = f"CAST(row_number() OVER (ORDER BY {wat}) - 1 AS INTEGER) AS nr"
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS SELECT *, {nr} FROM ({alle})")
    return verbinding.execute(f"SELECT {wat} FROM {naam} ORDER BY nr").fetchall()


def _per_code(verbinding: "DuckDBPyConnection", tabel: str,
              soorten: Sequence[tuple[str, object]]) -> dict[str, memoryview]:  # fmt: skip
    """The rows with values, per code as columns of numbers."""
    rijen = verbinding.execute(
        f"SELECT p.nr, k.xm, k.dm, s.nr, k.aantal FROM {tabel} k {_OP_PLEK} "
        "JOIN _soort s ON s.code = k.code AND s.waarde = k.waarde"
    ).fetchnumpy()
    kolommen, codes = list(rijen.values()), {code: None for code, _ in soorten}
    van_code = np.array([list(codes).index(code) for code, _ in soorten], np.intp)[kolommen[3]]
    return {
        code: _bytes(np.concatenate([kolom[van_code == nr] for kolom in kolommen])) for nr, code in enumerate(codes)
    }


def _reeks(kolommen: "dict[str, Getallen]", vak_van: "Getallen", vakken: int, *, stand: bool) -> Reeks | None:
    """Every month added to the months before it, and what stands apart; None when a number would not fit."""
    (_, plek), (_, xm), (_, dm), *geteld = kolommen.items()
    if any(np.abs(kolom, dtype=np.int64).sum() > _HOOGST for _, kolom in geteld):
        return None
    gewoon = np.full(len(dm), fill_value=True) if stand else xm == dm
    for _, kolom in () if stand else geteld:
        gewoon &= kolom >= 0
    maanden, maand = np.unique(dm[gewoon], return_inverse=True)
    vorm = (len(maanden), vakken, len(geteld))
    if prod(vorm) > _HOOGSTENS_CELLEN:
        return None
    lopend, cel = np.zeros(vorm, np.intc), (maand * vakken + vak_van[plek[gewoon]].T).ravel()
    for nr, (_, kolom) in enumerate(geteld):
        lopend[:, :, nr] = np.bincount(cel, np.tile(kolom[gewoon], 3), len(maanden) * vakken).reshape(vorm[:2])
    np.cumsum(lopend, axis=0, out=lopend)
    apart = np.array([kolom[~gewoon] for _, kolom in geteld]).reshape(len(geteld), (~gewoon).sum())
    paren, los = _los(xm[~gewoon], dm[~gewoon], vak_van[plek[~gewoon]], apart, vakken * len(geteld))
    return Reeks([naam for naam, _ in geteld], maanden.tolist(), _bytes(lopend), _bytes(paren), _bytes(los))


def _los(xm: "Getallen", dm: "Getallen", vak_van: "Getallen", geteld: "Getallen",
         cellen: int) -> "tuple[Getallen, Getallen]":  # fmt: skip
    """As columns: per pair of months where it ends, and per cell that counts its number."""
    paren, paar = np.unique(np.column_stack((xm, dm)), axis=0, return_inverse=True)
    kolom, rij = np.nonzero(geteld)
    plek = paar[rij] * cellen + vak_van[rij].T * len(geteld) + kolom
    plekken, eigen = np.unique(plek, return_inverse=True)
    som = np.bincount(eigen.ravel(), np.tile(geteld[kolom, rij], 3))
    tot = np.searchsorted(plekken, np.arange(1, len(paren) + 1) * cellen)
    return np.concatenate((*paren.T, tot)), np.concatenate((plekken % max(cellen, 1), som))


def _bytes(getallen: "Getallen") -> memoryview:
    return memoryview(getallen.astype(np.intc, copy=False).reshape(-1).view(np.uint8))
