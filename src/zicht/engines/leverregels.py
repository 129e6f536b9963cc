"""Tests the rules for a delivery: all rules over one record kind, or over one join, in a single scan of all files together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Hulptabel, Keuring, Leverbevinding, Leverregel
from zicht.core.regels import toon
from zicht.engines.levering import sleutel_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HOOGSTENS = 1_000  # findings per rule and file that are listed; all are counted
_NIET_GETOOND = frozenset({"bsn", "geboortedatum"})


def keur(
    verbinding: "DuckDBPyConnection", indeling: Indeling, regels: Sequence[Leverregel], hulp: Sequence[Hulptabel],
    aantal: int, hoogstens: int = HOOGSTENS,
) -> tuple[Keuring, ...]:  # fmt: skip
    """The findings of every file, in the order they were loaded."""
    tel = tel_regels(verbinding, indeling, regels, hulp)
    raak = {code for code, _ in tel}
    gevonden: dict[int, list[Leverbevinding]] = {nummer: [] for nummer in range(aantal)}
    for regel in (regel for regel in regels if regel.code in raak):
        for bevinding in _bevindingen(verbinding, indeling, regel, hoogstens):
            gevonden[bevinding.levering].append(bevinding)
    return tuple(
        Keuring(tuple(gevonden[nummer]), {code: keer for (code, levering), keer in tel.items() if levering == nummer})
        for nummer in range(aantal)
    )


def tel_regels(
    verbinding: "DuckDBPyConnection", indeling: Indeling, regels: Sequence[Leverregel], hulp: Iterable[Hulptabel]
) -> Mapping[tuple[str, int], int]:
    """How often each rule is broken in each file; rules over something the layout does not have are left out."""
    for tabel in hulp:
        if all(indeling.heeft(soort, ()) for soort in tabel.soorten):
            verbinding.execute(f"CREATE OR REPLACE TABLE {tabel.naam} AS {tabel.sql}")
    uit: Counter[tuple[str, int]] = Counter()
    for verband, deel in _per_verband(geldig(indeling, regels)):
        tellingen = ", ".join(f"count(*) FILTER (WHERE {regel.fout_als})" for regel in deel)
        for levering, *aantallen in verbinding.execute(
            f"SELECT r.levering, {tellingen} FROM {verband} GROUP BY r.levering"
        ).fetchall():
            uit.update({(regel.code, levering): keer for regel, keer in zip(deel, aantallen, strict=True) if keer})
    return uit


def geldig(indeling: Indeling, regels: Iterable[Leverregel]) -> list[Leverregel]:
    """The rules that say something about this layout."""
    los = ("bestand", "levering")
    return [r for r in regels if r.soort in los or indeling.heeft(r.soort, r.gegevens)]


def _per_verband(regels: Iterable[Leverregel]) -> Iterator[tuple[str, list[Leverregel]]]:
    per: dict[str, list[Leverregel]] = {}
    for regel in regels:
        per.setdefault(regel.uit, []).append(regel)
    yield from per.items()


def _bevindingen(
    verbinding: "DuckDBPyConnection", indeling: Indeling, regel: Leverregel, hoogstens: int
) -> Iterator[Leverbevinding]:
    kolommen = "".join(f", {uitdrukking} AS toon_{naam}" for naam, uitdrukking in regel.toont.items())
    heel = regel.soort == "levering"
    sleutel = "''" if heel or regel.soort == "bestand" else sleutel_sql(indeling.record(regel.soort), "tekst")
    rij = "NULL::INTEGER" if heel else "r.rij"
    rijen = verbinding.execute(
        f"SELECT q.levering, q.rij, {sleutel if not heel else repr('')}, q.* EXCLUDE (levering, rij) FROM ("
        f"SELECT r.levering, {rij} AS rij{kolommen} FROM {regel.uit} WHERE {regel.fout_als} "
        f"QUALIFY row_number() OVER (PARTITION BY r.levering ORDER BY {rij}) <= {hoogstens}) q "
        f"{'' if heel else 'JOIN regel t ON t.levering = q.levering AND t.rij = q.rij '}ORDER BY q.levering, q.rij"
    ).fetchall()
    for levering, nummer, kenmerk, *waarden in rijen:
        yield Leverbevinding(
            regel.code, regel.niveau, regel.soort, toon(kenmerk), nummer, _zin(regel, waarden), levering
        )


def _zin(regel: Leverregel, waarden: Sequence[Any]) -> str:
    return regel.boodschap.format_map({naam: _toon(naam, w) for naam, w in zip(regel.toont, waarden, strict=True)})


def _toon(naam: str, waarde: Any) -> str:
    if naam in _NIET_GETOOND:
        return "(niet getoond)"
    if waarde is None:
        return "leeg"
    if isinstance(waarde, str):
        return toon(waarde.strip(";").replace(";", ", ").replace("_", " "))
    return toon(waarde) if isinstance(waarde, date | int) else toon(f"{waarde:.0f}")
