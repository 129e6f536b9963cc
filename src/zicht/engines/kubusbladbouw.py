"""Makes the leaf of a cube from its tables, with numpy; only who keeps a cube needs this."""

from collections.abc import Mapping, Sequence
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


def maak_blad(verbinding: "DuckDBPyConnection", tabellen: Kubustabellen) -> Blad | None:
    """The leaf of the cube in these tables; None when strange dates or numbers would make it large."""
    plaatsen = _nummer(verbinding, "_plek", "gemeente, regio", tabellen)
    soorten = _nummer(verbinding, "_soort", "code, waarde", [tabellen.waarden])
    vakken: list[Vak] = [*dict.fromkeys(("gemeente", gemeente) for gemeente, _ in plaatsen)]
    vakken += [*dict.fromkeys(("regio", regio) for _, regio in plaatsen), ("land", None)]
    nummer = {vak: nr for nr, vak in enumerate(vakken)}
    telt_in = [
        (nummer["gemeente", gemeente], nummer["regio", regio], nummer["land", None]) for gemeente, regio in plaatsen
    ]
    alles = "k.* EXCLUDE (gemeente, regio)"
    rijen = _rijen(verbinding, alles, f"{tabellen.stroom} k"), _rijen(verbinding, alles, f"{tabellen.stand} k")
    van_waarden = f"{tabellen.waarden} k JOIN _soort s ON s.code = k.code AND s.waarde = k.waarde"
    waarden = _rijen(verbinding, "k.xm, k.dm, s.nr, k.aantal", van_waarden)
    if any(type(kolom) is not np.ndarray for deel in (*rijen, waarden) for kolom in deel.values()):
        return None  # a number is missing
    stroom, stand = _reeks(rijen[0], telt_in, len(vakken)), _reeks(rijen[1], telt_in, len(vakken), stand=True)
    if stroom is None or stand is None:
        return None
    return Blad(vakken, telt_in, stroom, stand, [str(waarde) for _, waarde in soorten], _per_code(waarden, soorten))


def _rijen(verbinding: "DuckDBPyConnection", wat: str, van: str) -> dict[str, Any]:
    """Columns of a table after the number of the place."""
    op_plek = "p.gemeente IS NOT DISTINCT FROM k.gemeente AND p.regio IS NOT DISTINCT FROM k.regio"
    return verbinding.execute(f"SELECT p.nr AS plek, {wat} FROM {van} JOIN _plek p ON {op_plek}").fetchnumpy()


def _nummer(verbinding: "DuckDBPyConnection", naam: str, wat: str, tabellen: Sequence[str]) -> list[tuple[Any, Any]]:
    """Number what occurs in these tables, in a table with this name."""
    alle = " UNION ".join(f"SELECT DISTINCT {wat} FROM {tabel}" for tabel in tabellen)
    nr = f"CAST(row_number() OVER (ORDER BY {wat}) - 1 AS INTEGER) AS nr"
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS SELECT *, {nr} FROM ({alle})")
    return verbinding.execute(f"SELECT {wat} FROM {naam} ORDER BY nr").fetchall()


def _per_code(kolommen: "Mapping[str, Getallen]", soorten: Sequence[tuple[str, object]]) -> dict[str, memoryview]:
    """The rows with values, per code as columns of numbers."""
    codes = list(dict.fromkeys(code for code, _ in soorten))
    code_van = np.array([codes.index(code) for code, _ in soorten], np.int16)[kolommen["nr"]]
    volgorde, tot = np.argsort(code_van, kind="stable"), np.bincount(code_van, minlength=len(codes)).cumsum()
    rijen = {code: volgorde[van:eind] for code, van, eind in zip(codes, (0, *tot), tot, strict=False)}
    return {code: _bytes(np.concatenate([kolom[rij] for kolom in kolommen.values()])) for code, rij in rijen.items()}


def _reeks(kolommen: "Mapping[str, Getallen]", telt_in: Sequence[Sequence[int]], vakken: int, *,
           stand: bool = False) -> Reeks | None:  # fmt: skip
    """Every month added to the months before it, and what stands apart; None when a number would not fit."""
    (_, plek), (_, xm), (_, dm), *geteld = kolommen.items()
    if any(np.abs(kolom, dtype=np.int64).sum() > _HOOGST for _, kolom in geteld):
        return None
    gewoon = np.full(len(dm), fill_value=True) if stand else xm == dm
    for _, kolom in () if stand else geteld:
        gewoon &= kolom >= 0
    maanden, maand = np.unique(dm[gewoon], return_inverse=True)
    if len(maanden) * max(vakken, len(telt_in)) * len(geteld) > _HOOGSTENS_CELLEN:
        return None
    per_plaats = np.zeros((len(maanden), len(telt_in), len(geteld)), np.intc)
    cel = maand * len(telt_in) + plek[gewoon]
    for nr, (_, kolom) in enumerate(geteld):
        som = np.bincount(cel, kolom[gewoon], len(maanden) * len(telt_in))
        per_plaats[:, :, nr] = som.reshape(per_plaats.shape[:2])
    lopend = np.zeros((len(maanden), vakken, len(geteld)), np.intc)
    for plaats, eigen in enumerate(telt_in):
        for vak in eigen:
            lopend[:, vak] += per_plaats[:, plaats]
    np.cumsum(lopend, axis=0, out=lopend)
    los = np.array([kolom[~gewoon] for _, kolom in geteld]).reshape(len(geteld), (~gewoon).sum())
    paren, los = _los(xm[~gewoon], dm[~gewoon], np.array(telt_in)[plek[~gewoon]], los, vakken * len(geteld))
    return Reeks([naam for naam, _ in geteld], maanden.tolist(), _bytes(lopend), _bytes(paren), _bytes(los))


def _los(xm: "Getallen", dm: "Getallen", telt_in: "Getallen", geteld: "Getallen",
         cellen: int) -> "tuple[Getallen, Getallen]":  # fmt: skip
    """As columns: the pairs of months and where each ends, and the cells that count with their number."""
    _, eerste, paar = np.unique((xm.astype(np.int64) << 32) + dm, return_index=True, return_inverse=True)
    kolom, rij = np.nonzero(geteld)
    plek = paar[rij] * cellen + telt_in[rij].T * len(geteld) + kolom
    plekken, eigen = np.unique(plek, return_inverse=True)
    som = np.bincount(eigen.ravel(), np.tile(geteld[kolom, rij], len(plek)))
    tot = np.searchsorted(plekken, np.arange(1, len(eerste) + 1) * cellen)
    return np.concatenate((xm[eerste], dm[eerste], tot)), np.concatenate((plekken % max(cellen, 1), som))


def _bytes(getallen: "Getallen") -> memoryview:
    return getallen.astype(np.intc, copy=False).reshape(-1).view(np.uint8).data
