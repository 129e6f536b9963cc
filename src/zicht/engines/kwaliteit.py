"""Tests the quality rules: all rules over one table, or over one join, in a single scan.

A rule is not tested when a column it looks at is missing, or empty in every row: then the organisation does not
deliver that column, and a finding per row would only repeat so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from zicht.core.feiten import Feit
from zicht.core.regels import Regel, Samenhangregel, Treffer, toon
from zicht.core.voorwaarden import En, Niet, Veld, Voorwaarde
from zicht.engines.inlezen import Inlezing
from zicht.engines.teksten import vraagtekst
from zicht.engines.venster import Venster
from zicht.engines.waarden import HOOGSTENS, id_sql

if TYPE_CHECKING:
    from sqlglot import Expr


@dataclass(frozen=True)
class _Toets:
    """Een regel als SQL: over welk verband, en wanneer een rij haar overtreedt."""

    code: str
    over: type[Feit]
    kolom: str
    verband: str
    fout_als: str
    toont: Mapping[str, str]
    alle: tuple[Veld, ...] = ()  # all of these must be delivered
    een_van: tuple[Veld, ...] = ()  # and one of these


def toets(
    inlezing: Inlezing, regels: Sequence[Regel], samenhang: Sequence[Samenhangregel], *, altijd: bool = False
) -> list[Treffer]:
    """Every row that breaks a rule; `altijd` also tests a rule about a column that is empty here."""
    assert inlezing.kenmerken is not None
    dag = inlezing.kenmerken.peildatum
    toetsen = [_van_regel(regel, dag) for regel in regels] + [_van_samenhang(regel, dag) for regel in samenhang]
    per_verband: dict[str, list[_Toets]] = {}
    for een in (een for een in toetsen if _geleverd(een, lambda veld: _staat_er(inlezing, veld))):
        per_verband.setdefault(een.verband, []).append(een)
    return [
        treffer
        for verband, deel in per_verband.items()
        for treffer in _toets_verband(inlezing, verband, deel, altijd=altijd)
    ]


def overtreding(regel: Regel) -> Voorwaarde:
    """The condition that is true for a row that breaks the rule."""
    return En((regel.als, Niet(regel.dan)))


def _geleverd(een: _Toets, is_er: Callable[[Veld], bool]) -> bool:
    return all(map(is_er, een.alle)) and (not een.een_van or any(map(is_er, een.een_van)))


def _staat_er(inlezing: Inlezing, veld: Veld) -> bool:
    bron = inlezing.bronnen.get(veld.feit)
    return bron is not None and veld.naam in bron.ruw


def _van_regel(regel: Regel, dag: date) -> _Toets:
    fout = overtreding(regel)

    def maak(venster: Venster) -> "Expr":
        from zicht.engines.sql import voorwaarde_sql

        return voorwaarde_sql(fout, venster)

    fout_als = vraagtekst(f"regel {sha256(repr(fout).encode()).hexdigest()[:16]}", maak, Venster(dag), "duckdb")
    verband = f"main.{regel.over.tabelnaam()} AS f"
    return _Toets(regel.code, regel.over, regel.kolom.naam, verband, fout_als, regel.toont, een_van=regel.vraagt)


def _van_samenhang(regel: Samenhangregel, dag: date) -> _Toets:
    fout_als = regel.fout_als.replace(":peildatum", f"DATE '{dag.isoformat()}'")
    return _Toets(regel.code, regel.over, regel.kolom.naam, regel.verband, fout_als, regel.toont, regel.gebruikt)


def _toets_verband(inlezing: Inlezing, verband: str, toetsen: Sequence[_Toets], *, altijd: bool) -> Iterator[Treffer]:
    tellingen = ", ".join(f"count(*) FILTER (WHERE {een.fout_als})" for een in toetsen)
    aantallen = inlezing.verbinding.execute(f"SELECT {tellingen} FROM {verband}").fetchone() or ()
    for een, aantal in zip(toetsen, aantallen, strict=True):
        if aantal and (altijd or _geleverd(een, lambda veld: _is_gevuld(inlezing, veld))):
            yield from _treffers(inlezing, een)


def _is_gevuld(inlezing: Inlezing, veld: Veld) -> bool:
    vraag = f"SELECT 1 FROM ruw.{veld.feit} WHERE {veld.naam} IS NOT NULL LIMIT 1"
    return inlezing.verbinding.execute(vraag).fetchone() is not None


def _treffers(inlezing: Inlezing, een: _Toets) -> Iterator[Treffer]:
    tabel = een.over.tabel()
    kolommen = "".join(f", {uitdrukking}" for uitdrukking in een.toont.values())
    rijen = inlezing.verbinding.execute(
        f"SELECT f.rij, {id_sql(tabel, 'f.')}{kolommen} FROM {een.verband} WHERE {een.fout_als} "
        f"ORDER BY f.rij LIMIT {HOOGSTENS}"
    ).fetchall()
    for rij, id_, *waarden in rijen:
        kenmerk = None if id_ is None else toon(id_)
        yield Treffer(een.code, tabel.naam, kenmerk, rij, een.kolom, dict(zip(een.toont, waarden, strict=True)))
