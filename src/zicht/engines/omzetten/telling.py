"""What an omzetting did, in numbers: per field what was filled and not translated, and which rows were refused.

A value is shown when it occurs often enough to be a code; a rare one may be about somebody, so only its shape is shown,
with the rows where it stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.regels import toon
from zicht.core.voorwaarden import Soort
from zicht.engines.omzetten.bladen import kolomnaam
from zicht.engines.omzetten.vorm import Vertaling, Vulling
from zicht.engines.omzetten.waarden import code_sql, sql_tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VAAK = 3  # so often a value must occur to be shown as it is
MEEST = 20  # so many different values are told
VOORBEELDEN = 3
_KORT = 40
Plek = Callable[[int, int], str]  # from file and row to words


@dataclass(frozen=True)
class Onvertaald:
    """Een waarde die niet te vertalen of te lezen was, met waar zij staat."""

    waarde: str
    aantal: int
    rijen: tuple[str, ...]


@dataclass(frozen=True)
class Veldtelling:
    """Hoe een veld is gevuld."""

    veld: str
    gevuld: int
    leeg: int
    niet_vertaald: int
    waarden: tuple[Onvertaald, ...] = ()


@dataclass(frozen=True)
class Weigering:
    """Waarom rijen niet mee konden."""

    reden: str
    aantal: int
    rijen: tuple[str, ...]


@dataclass(frozen=True)
class Vultelling:
    """Wat een deel van de vertaling opleverde."""

    vulling: str
    tabel: str
    uit: str
    rijen: int
    mee: int
    velden: tuple[Veldtelling, ...] = ()
    geweigerd: tuple[Weigering, ...] = field(default_factory=tuple[Weigering, ...])


def tel_vulling(
    verbinding: "DuckDBPyConnection", vertaling: Vertaling, vulling: Vulling, tabel: str, plek: Plek
) -> Vultelling:
    """The numbers of one filled table, after the doubles were refused."""
    maten = "".join(f", count(t_{n}), count({n}), count(*) FILTER (WHERE f_{n})" for n in vulling.velden)
    ((rijen, mee, *getallen),) = verbinding.execute(
        f"SELECT count(*), count(*) FILTER (WHERE _reden IS NULL){maten} FROM {tabel}"
    ).fetchall()
    velden = tuple(
        Veldtelling(naam, getallen[3 * nr + 1], rijen - getallen[3 * nr], getallen[3 * nr + 2],
                    _onvertaald(verbinding, vertaling, vulling, naam, tabel, plek) if getallen[3 * nr + 2] else ())
        for nr, naam in enumerate(vulling.velden)
    )  # fmt: skip
    return Vultelling(vulling.naam, vulling.tabel, vulling.uit, rijen, mee, velden, _geweigerd(verbinding, tabel, plek))


def _geweigerd(verbinding: "DuckDBPyConnection", tabel: str, plek: Plek) -> tuple[Weigering, ...]:
    vraag = (
        f"SELECT _reden, count(*), {_voorbeelden()} FROM {tabel} WHERE _reden IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return tuple(Weigering(r, n, _plekken(waar, plek)) for r, n, waar in verbinding.execute(vraag).fetchall())


def _voorbeelden() -> str:
    return f"list_slice(list((_plek, _rij) ORDER BY _plek, _rij), 1, {VOORBEELDEN})"


def _plekken(waar: list[Any], plek: Plek) -> tuple[str, ...]:
    return tuple(plek(*(een.values() if isinstance(een, dict) else een)) for een in waar)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _onvertaald(verbinding: "DuckDBPyConnection", vertaling: Vertaling, vulling: Vulling, naam: str, tabel: str,
                plek: Plek) -> tuple[Onvertaald, ...]:  # fmt: skip
    veld, rijen = TABELLEN[vulling.tabel].kolom(naam), f"SELECT _plek, _rij, t_{naam} AS w FROM {tabel} WHERE f_{naam}"
    if veld.soort is Soort.CODES:
        lijst = vertaling.lijsten.get(vulling.velden[naam].lijst or "")
        codes = lijst.codes if lijst else {code: code for code, _ in (veld.codes.codes if veld.codes else ())}
        los = f"SELECT _plek, _rij, unnest(t_{naam}) AS w FROM {tabel} WHERE f_{naam}"
        rijen = f"SELECT * FROM ({los}) WHERE {code_sql('w', codes)} IS NULL"
    vraag = f"SELECT w, count(*), {_voorbeelden()} FROM ({rijen}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MEEST}"
    mag = veld.soort in (Soort.CODE, Soort.CODES, Soort.JANEE)
    return tuple(
        Onvertaald(tonen(str(w), n, code=mag), n, _plekken(waar, plek))
        for w, n, waar in verbinding.execute(vraag).fetchall()
    )


def tonen(waarde: str, aantal: int, *, code: bool) -> str:
    """A value that occurs often in a column of codes as it is; otherwise its shape: letters a, digits 9."""
    if code and aantal >= VAAK and len(waarde) <= _KORT:
        return toon(waarde)
    vorm = "".join("9" if teken.isdigit() else "a" if teken.isalpha() else teken for teken in waarde)
    return vorm if len(vorm) <= _KORT else vorm[: _KORT - 1] + "…"


def weiger_dubbele(verbinding: "DuckDBPyConnection", feit: Tabel, tabellen: list[str]) -> None:
    """Of rows with the same key the first stays; the others get a reason."""
    if not feit.sleutel:
        return
    sleutel = ", ".join(feit.sleutel)
    if not all(set(feit.sleutel) <= _heeft(verbinding, tabel) for tabel in tabellen):
        return  # a municipality without a year
    alle = " UNION ALL ".join(
        f"SELECT {nr} AS _deel, rowid AS _id, _plek, _rij, {sleutel} FROM {tabel} WHERE _reden IS NULL"
        for nr, tabel in enumerate(tabellen)
    )
    genummerd = (
        f"SELECT *, row_number() OVER (PARTITION BY {sleutel} ORDER BY _deel, _plek, _rij) AS _keer FROM ({alle})"
    )
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE _dubbel AS SELECT _deel, _id FROM ({genummerd}) WHERE _keer > 1")
    reden = sql_tekst(f"zelfde {' en '.join(feit.sleutel)} als een eerdere rij")
    for nr, tabel in enumerate(tabellen):
        verbinding.execute(
            f"UPDATE {tabel} SET _reden = {reden} WHERE rowid IN (SELECT _id FROM _dubbel WHERE _deel = {nr})"
        )


def _heeft(verbinding: "DuckDBPyConnection", tabel: str) -> set[str]:
    return {str(naam) for naam, *_ in verbinding.execute(f"DESCRIBE {tabel}").fetchall()}


def schrijf_tabel(verbinding: "DuckDBPyConnection", feit: Tabel, delen: Mapping[str, Vulling], pad: str) -> int:
    """Write the rows that may come along as CSV, in the order of the mapping and of the source; gives their number."""
    vragen: list[str] = []
    for nr, (tabel, vulling) in enumerate(delen.items()):
        keuze = ", ".join(
            kolom.naam if kolom.naam in vulling.velden else f"NULL AS {kolom.naam}" for kolom in _kolommen(feit, delen)
        )
        vragen.append(f"SELECT {nr} AS _deel, _plek, _rij, {keuze} FROM {tabel} WHERE _reden IS NULL")
    namen = ", ".join(kolom.naam for kolom in _kolommen(feit, delen))
    vraag = f"SELECT {namen} FROM ({' UNION ALL '.join(vragen)}) ORDER BY _deel, _plek, _rij"
    uit = verbinding.execute(f"COPY ({vraag}) TO {sql_tekst(pad)} (FORMAT csv, HEADER true)").fetchone()
    return int(uit[0]) if uit else 0


def _kolommen(feit: Tabel, delen: Mapping[str, Vulling]) -> list[Any]:
    gevuld = {naam for vulling in delen.values() for naam in vulling.velden}
    return [kolom for kolom in feit.kolommen if kolom.verplicht or kolom.naam in gevuld]


def ongenoemd(verbinding: "DuckDBPyConnection", vertaling: Vertaling, bron: str) -> dict[str, tuple[Onvertaald, ...]]:
    """Per column that conditions look at: the values that no condition names."""
    genoemd: dict[str, set[str]] = {}
    for vulling in vertaling.vullingen:
        for eis in (*vulling.als, *(eis for waarde in vulling.velden.values() for eis in waarde.bij)):
            waar, kolom = vulling.wijs(eis.kolom)
            if waar == bron and eis.waarden:
                genoemd.setdefault(kolom, set()).update(waarde.lower() for waarde in eis.waarden)
    uit: dict[str, tuple[Onvertaald, ...]] = {}
    for kolom, waarden in sorted(genoemd.items()):
        naam = kolomnaam(vertaling.kolommen(bron).index(kolom))
        bekend = ", ".join(sql_tekst(waarde) for waarde in sorted(waarden))
        over = verbinding.execute(
            f'SELECT {naam}, count(*) FROM "bron {bron}" WHERE lower({naam}) NOT IN ({bekend}) GROUP BY 1 ORDER BY 2 DESC, 1 '
            f"LIMIT {MEEST}"
        ).fetchall()
        if over:
            uit[kolom] = tuple(Onvertaald(tonen(str(w), n, code=True), n, ()) for w, n in over)
    return uit
