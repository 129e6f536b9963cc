"""Fills one table of the Feitenformaat from one source: the rows, what was refused, and what could not be translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.celtoetsen import bsn_sql, is_vrij
from zicht.engines.omzetten.bladen import kolomnaam
from zicht.engines.omzetten.datums import moment_sql
from zicht.engines.omzetten.vorm import Anders, Blad, Lijst, Vertaling, Vulling, Waarde, Wijze
from zicht.engines.omzetten.waarden import JA_NEE, eis_sql, lijsttabel, omgezet, sql_tekst, tekst_sql, teksten_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RIJ = "_plek, _rij"


def maak_lijsten(verbinding: "DuckDBPyConnection", lijsten: Mapping[str, Lijst]) -> None:
    """A table for each code list."""
    for lijst in (*lijsten.values(), Lijst("ja_nee", JA_NEE)):
        verbinding.execute(f"CREATE OR REPLACE TABLE {lijsttabel(lijst.naam)} (van VARCHAR, naar VARCHAR)")
        verbinding.executemany(
            f"INSERT INTO {lijsttabel(lijst.naam)} VALUES (?, ?)",
            [(van.lower(), naar) for van, naar in lijst.codes.items()],
        )


@dataclass(frozen=True)
class _Kolommen:
    """Where each column of the mapping stands in the query."""

    vulling: Vulling
    kolommen: Mapping[str, tuple[str, ...]]

    def __call__(self, verwijzing: str) -> str:
        bron, kolom = self.vulling.wijs(verwijzing)
        tabel = "b" if bron == self.vulling.uit else f'"j {bron}"'
        return f"{tabel}.{kolomnaam(self.kolommen[bron].index(kolom))}"


def maak_vulling(verbinding: "DuckDBPyConnection", vertaling: Vertaling, vulling: Vulling, tabel: str) -> None:
    """Make the table with every row that the source gives: text (`t_`), value, fault (`f_`) and the reason to refuse it."""
    kolom = _Kolommen(vulling, {naam: vertaling.kolommen(naam) for naam in vertaling.bladen})
    ruw = _per(vertaling, vulling, kolom) if vulling.per else _los(vulling, kolom)
    feit, koppels, keuze = TABELLEN[vulling.tabel], "", ""
    for naam, waarde in vulling.velden.items():
        veld = feit.kolom(naam)
        uit = omgezet(veld, waarde, vulling, vertaling.bladen, vertaling.lijsten.get(waarde.lijst or ""))
        koppels += uit.koppel
        keuze += f", {uit.waarde} AS {naam}, coalesce({uit.fout}, false) AS f_{naam}"
    query = f"SELECT r.*{keuze} FROM ({ruw}) AS r{koppels}"
    verbinding.execute(
        f"CREATE OR REPLACE TABLE {tabel} AS SELECT *, {_reden(feit, vulling, vertaling.lijsten)} AS _reden FROM ({query})"
    )


def _van(vulling: Vulling, kolom: _Kolommen) -> str:
    """The source with what is joined to it, and only the rows that are asked for."""
    erbij = "".join(
        f' LEFT JOIN "bron {k.bron}" AS "j {k.bron}" ON {kolom(k.hier)} = {kolom(f"{k.bron}.{k.daar}")}'
        for k in vulling.erbij
    )
    return f'FROM "bron {vulling.uit}" AS b{erbij} WHERE {eis_sql(vulling.als, kolom)}'


def _los(vulling: Vulling, kolom: _Kolommen) -> str:
    teksten = "".join(f", {_tekst(_veld(vulling, naam), w, kolom)} AS t_{naam}" for naam, w in vulling.velden.items())
    return f"SELECT b._plek, b._rij{teksten} {_van(vulling, kolom)}"


def _veld(vulling: Vulling, naam: str) -> Veld:
    return TABELLEN[vulling.tabel].kolom(naam)


def _tekst(veld: Veld, waarde: Waarde, kolom: _Kolommen) -> str:
    return teksten_sql(waarde, kolom) if veld.soort is Soort.CODES else tekst_sql(waarde, kolom)


def _per(vertaling: Vertaling, vulling: Vulling, kolom: _Kolommen) -> str:
    """One row for all rows with the same key: first and last are by the moment, then by the order in the files."""
    teksten, samen = "", ""
    for naam, waarde in vulling.velden.items():
        veld = _veld(vulling, naam)
        teksten += f", {_tekst(veld, waarde, kolom)} AS t_{naam}, {eis_sql(waarde.bij, kolom)} AS b_{naam}"
        samen += f", {_samen(veld, waarde)} AS t_{naam}"
    sleutel = ", ".join(f"{kolom(naam)} AS p{nr}" for nr, naam in enumerate(vulling.per))
    groep = ", ".join(f"p{nr}" for nr in range(len(vulling.per)))
    gevuld = " AND ".join(f"{kolom(naam)} IS NOT NULL" for naam in vulling.per)
    rijen = (
        f"SELECT b._plek, b._rij, {sleutel}, {_moment(vertaling, vulling, kolom)} AS _moment{teksten} "
        f"{_van(vulling, kolom)} AND {gevuld}"
    )
    genummerd = f"SELECT *, row_number() OVER (ORDER BY _moment NULLS LAST, {_RIJ}) AS _nr FROM ({rijen})"
    eerste = "CAST(min_by(_plek, _nr) AS INTEGER) AS _plek, CAST(min_by(_rij, _nr) AS INTEGER) AS _rij"
    return f"SELECT {eerste}{samen} FROM ({genummerd}) GROUP BY {groep}"


def _samen(veld: Veld, waarde: Waarde) -> str:
    x, bij = f"t_{veld.naam}", f"b_{veld.naam}"
    if waarde.wijze is Wijze.ALLE:
        return f"list_sort(list_distinct(flatten(list({x}) FILTER (WHERE {bij}))))"
    welke = "max_by" if waarde.wijze is Wijze.LAATSTE else "min_by"
    return f"{welke}({x}, _nr) FILTER (WHERE {bij} AND {x} IS NOT NULL)"


def _moment(vertaling: Vertaling, vulling: Vulling, kolom: _Kolommen) -> str:
    if vulling.volgorde is None:
        return "CAST(NULL AS TIMESTAMP)"
    blad = vertaling.bladen[vulling.wijs(vulling.volgorde)[0]]
    return moment_sql(kolom(vulling.volgorde), blad.datum, werkblad=blad.bestand.lower().endswith((".xlsx", ".xlsm")))


def _reden(feit: Tabel, vulling: Vulling, lijsten: Mapping[str, Lijst]) -> str:
    """Why a row cannot come along; null when it can."""
    redenen: list[tuple[str, str]] = []
    for kolom in feit.kolommen:
        if kolom.naam not in vulling.velden:
            continue
        waarde = vulling.velden[kolom.naam]
        lijst = lijsten.get(waarde.lijst or "")
        if lijst is not None and lijst.anders is Anders.WEIGER:
            redenen.append((f"f_{kolom.naam}", f"{kolom.naam}: de waarde staat niet in lijst {lijst.naam}"))
        if kolom.verplicht:
            redenen.append((f"f_{kolom.naam} AND {kolom.naam} IS NULL", f"{kolom.naam}: niet te lezen, en verplicht"))
            redenen.append((f"{kolom.naam} IS NULL", f"{kolom.naam}: leeg, en verplicht"))
        if kolom.soort in (Soort.ID, Soort.TEKST) and waarde.wijze not in (Wijze.SLEUTEL, Wijze.VAST):
            lek = bsn_sql(kolom.naam, ook_in_tekst=is_vrij(kolom))
            redenen.append((f"coalesce({lek}, false)", f"{kolom.naam}: lijkt op een burgerservicenummer"))
    gevallen = " ".join(f"WHEN {als} THEN {sql_tekst(reden)}" for als, reden in redenen)
    return f"CASE {gevallen} END" if gevallen else "CAST(NULL AS VARCHAR)"


def maak_bronnen(verbinding: "DuckDBPyConnection", paden: Mapping[str, list[str]]) -> None:
    """A view for each source over its Parquet files; `_plek` is which of them a row came from."""
    for naam, delen in paden.items():
        vragen = (f"SELECT CAST({nr} AS INTEGER) AS _plek, * FROM read_parquet({pad})" for nr, pad in enumerate(delen))
        verbinding.execute(f'CREATE OR REPLACE VIEW "bron {naam}" AS {" UNION ALL ".join(vragen)}')


def dubbel(verbinding: "DuckDBPyConnection", vulling: Vulling, vertaling: Vertaling) -> list[tuple[str, int]]:
    """The joined sources of which a key occurs more than once: then rows would be doubled."""
    uit: list[tuple[str, int]] = []
    for koppeling in vulling.erbij:
        naam = kolomnaam(vertaling.kolommen(koppeling.bron).index(koppeling.daar))
        vraag = (
            f'SELECT {naam} FROM "bron {koppeling.bron}" WHERE {naam} IS NOT NULL GROUP BY {naam} HAVING count(*) > 1'
        )
        ((aantal,),) = verbinding.execute(f"SELECT count(*) FROM ({vraag})").fetchall()
        if aantal:
            uit.append((koppeling.bron, int(aantal)))
    return uit


def bladen_van(vulling: Vulling, bladen: Mapping[str, Blad]) -> list[Blad]:
    """The sources of a table: its own and what is joined."""
    return [bladen[naam] for naam in (vulling.uit, *(koppeling.bron for koppeling in vulling.erbij))]
