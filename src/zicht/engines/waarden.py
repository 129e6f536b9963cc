"""Looks again at the rows that the reader marked: which cell is wrong, and why. Only broken files come here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zicht.core.bsn import bevat_bsn, is_bsn
from zicht.core.feiten import Tabel
from zicht.core.regels import Leesfout, Vondst, toon
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.bron import Bron
from zicht.engines.celtoetsen import bsn_sql, code_fout_sql, is_vrij
from zicht.engines.inlezen import Inlezing, laad
from zicht.engines.typering import TE_LEZEN, Schrijfwijze, toegestane_codes, uit_tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HOOGSTENS = 100_000  # findings per column and kind; more helps nobody


@dataclass(frozen=True)
class _Verdacht:
    """Een kolom met de voorwaarde waaronder een cel fout is."""

    fout: Leesfout
    kolom: str
    tekst: str
    voorwaarde: str


def zoek_waardefouten(inlezing: Inlezing) -> None:
    """Add a finding for every cell that cannot be right, and leave out rows that are wholly empty."""
    import duckdb

    for bron in list(inlezing.bronnen.values()):
        try:
            _zoek_fouten(inlezing, bron)
        except duckdb.Error:  # a broken page of a Parquet file shows only when it is read
            if bron.bestand.is_csv:
                raise
            inlezing.vondsten.append(bron.bestand.vondst(Leesfout.PARQUET_KAPOT))


def _zoek_fouten(inlezing: Inlezing, bron: Bron) -> None:
    if bron.gekeurd or not _heeft_fout(inlezing, bron):
        return
    if not bron.precies:
        bron = replace(bron, trim=True, precies=True)
        laad(inlezing, bron)
    if _heeft_fout(inlezing, bron):
        _zoek_in_tabel(inlezing, bron)
    _zoek_codes(inlezing, inlezing.bronnen[bron.bestand.tabel.naam])


def _heeft_fout(inlezing: Inlezing, bron: Bron) -> bool:
    vraag = f"SELECT 1 FROM ruw.{bron.bestand.tabel.naam} WHERE _fout LIMIT 1"
    return inlezing.verbinding.execute(vraag).fetchone() is not None


def _zoek_in_tabel(inlezing: Inlezing, bron: Bron) -> None:
    naam = bron.bestand.tabel.naam
    beter = _kies_datumvorm(inlezing.verbinding, bron)
    if beter is not bron:
        laad(inlezing, beter)
        bron = inlezing.bronnen[naam]
    _zet_apart(inlezing.verbinding, bron)
    _zonder_lege_rijen(inlezing, bron)
    for verdacht in _verdachten(bron):
        inlezing.vondsten.extend(_vondsten(inlezing.verbinding, bron, verdacht))


def _kies_datumvorm(verbinding: "DuckDBPyConnection", bron: Bron) -> Bron:
    """The way of writing dates that most values of the column have; the first rows may have misled."""
    datums = [kolom for kolom in bron.kolommen if kolom.soort is Soort.DATUM and bron.is_tekst(kolom)]
    if not datums:
        return bron
    vormen = [
        f"count({uit_tekst(kolom, bron.tekst(kolom), Schrijfwijze(dag_eerst))})"
        for kolom in datums
        for dag_eerst in (False, True)
    ]
    geteld = verbinding.execute(f"SELECT {', '.join(vormen)} FROM {bron.leest}").fetchone() or ()
    wijzen = dict(bron.wijzen)
    for nummer, kolom in enumerate(datums):
        oud = wijzen.get(kolom.naam, Schrijfwijze())
        wijzen[kolom.naam] = replace(oud, dag_eerst=geteld[2 * nummer + 1] > geteld[2 * nummer])
    return bron if wijzen == bron.wijzen else replace(bron, wijzen=wijzen)


def _zet_apart(verbinding: "DuckDBPyConnection", bron: Bron) -> None:
    """Text and value of every marked row side by side in the table `verdacht`."""
    naam = bron.bestand.tabel.naam
    teksten = ", ".join(f"{tekst} AS u{nummer}" for nummer, tekst in enumerate(bron.teksten().values()))
    if bron.bestand.is_csv:
        # the rows are numbered by storing them: only a whole table keeps the order of the file
        verbinding.execute(f"CREATE OR REPLACE TEMP TABLE teksten AS SELECT {teksten} FROM {bron.leest}")
        links, rechts = (
            f"(SELECT *, rowid AS _rij FROM ruw.{naam} WHERE _fout)",
            "(SELECT *, rowid AS _rij FROM teksten)",
        )
    else:
        links, rechts = f"(SELECT * FROM ruw.{naam} WHERE _fout)", f"(SELECT _rij, {teksten} FROM {bron.leest})"
    verbinding.execute(f"CREATE OR REPLACE TEMP TABLE verdacht AS SELECT * FROM {links} JOIN {rechts} USING (_rij)")
    verbinding.execute("DROP TABLE IF EXISTS teksten")


def _zonder_lege_rijen(inlezing: Inlezing, bron: Bron) -> None:
    leeg = " AND ".join(f"u{nummer} IS NULL" for nummer in range(len(bron.teksten())))
    rijen = inlezing.verbinding.execute(f"DELETE FROM verdacht WHERE {leeg} RETURNING _rij").fetchall()
    if not rijen:
        return
    inlezing.vondsten.extend(
        bron.bestand.vondst(Leesfout.LEGE_RIJ, rij=bron.eerste_rij + int(rij)) for (rij,) in rijen[:HOOGSTENS]
    )
    maak_tabel(inlezing.verbinding, bron)
    waar = "rowid" if bron.bestand.is_csv else "_rij"
    inlezing.verbinding.execute(
        f"DELETE FROM ruw.{bron.bestand.tabel.naam} WHERE {waar} IN (SELECT unnest(?::BIGINT[]))",
        [[rij for (rij,) in rijen]],
    )


def maak_tabel(verbinding: "DuckDBPyConnection", bron: Bron) -> None:
    """Turn the view on a Parquet file into a table, so that cells can be taken out."""
    if bron.bestand.is_csv:
        return
    naam = f"ruw.{bron.bestand.tabel.naam}"
    soort = verbinding.execute(
        "SELECT table_type FROM information_schema.tables WHERE table_schema = 'ruw' AND table_name = ?",
        [bron.bestand.tabel.naam],
    ).fetchone()
    if soort and soort[0] == "VIEW":
        verbinding.execute(f"CREATE TEMP TABLE overzetten AS SELECT * FROM {naam}")
        verbinding.execute(f"DROP VIEW {naam}")
        verbinding.execute(f"CREATE TABLE {naam} AS SELECT * FROM overzetten")
        verbinding.execute("DROP TABLE overzetten")


def _verdachten(bron: Bron) -> Iterator[_Verdacht]:
    kolommen = {kolom.naam: kolom for kolom in bron.kolommen}
    for nummer, naam in enumerate(bron.teksten()):
        tekst = f"u{nummer}"
        kolom = kolommen.get(naam)
        if kolom is None or kolom.soort in (Soort.ID, Soort.TEKST):
            yield _Verdacht(Leesfout.BSN, naam, tekst, bsn_sql(tekst, ook_in_tekst=kolom is None or is_vrij(kolom)))
        if kolom is None:
            continue
        if kolom.verplicht:
            yield _Verdacht(Leesfout.VERPLICHT_LEEG, naam, tekst, f"{tekst} IS NULL")
        if kolom.soort in TE_LEZEN:
            soort = Leesfout.ONMOGELIJK_VERPLICHT if kolom.verplicht else Leesfout.ONMOGELIJK
            yield _Verdacht(soort, naam, tekst, f"{tekst} IS NOT NULL AND {naam} IS NULL")
        elif toegestane_codes(kolom) and kolom.soort is not Soort.CODES:
            yield _Verdacht(Leesfout.ONBEKENDE_CODE, naam, tekst, code_fout_sql(kolom))


def _vondsten(verbinding: "DuckDBPyConnection", bron: Bron, verdacht: _Verdacht) -> Iterator[Vondst]:
    tabel = bron.bestand.tabel
    rijen = verbinding.execute(
        f"SELECT _rij, {id_sql(tabel)}, {verdacht.tekst} FROM verdacht WHERE {verdacht.voorwaarde} "
        f"ORDER BY _rij LIMIT {HOOGSTENS}"
    ).fetchall()
    for rij, id_, tekst in rijen:
        fout = _soort_fout(verdacht.fout, tekst, tabel, verdacht.kolom)
        if fout is not None:
            yield celvondst(bron, fout, int(rij), id_, verdacht.kolom, tekst)


def _soort_fout(fout: Leesfout, tekst: str | None, tabel: Tabel, naam: str) -> Leesfout | None:
    """A wrong cell that passes for a BSN is a BSN first; a suspected BSN that is none is no finding."""
    if tekst is None:
        return fout
    vrij = all(kolom.naam != naam or is_vrij(kolom) for kolom in tabel.kolommen)
    if is_bsn(tekst) or (vrij and bevat_bsn(tekst)):
        return Leesfout.BSN
    return None if fout is Leesfout.BSN else fout


def celvondst(bron: Bron, fout: Leesfout, rij: int, id_: object, kolom: str, tekst: object, **rest: str) -> Vondst:
    """A finding about one cell; `rij` counts from zero."""
    gegevens = {"bestand": bron.bestand.naam, "waarde": "" if tekst is None else toon(tekst)} | rest
    kenmerk = None if id_ is None else toon(id_)
    return Vondst(fout, bron.bestand.tabel.naam, kenmerk, bron.eerste_rij + rij, toon(kolom), gegevens)


def id_sql(tabel: Tabel, van: str = "") -> str:
    """The key of a row as one text, null for a table without a key."""
    if not tabel.sleutel:
        return "NULL"
    return "concat_ws(' + ', " + ", ".join(f"CAST({van}{kolom} AS VARCHAR)" for kolom in tabel.sleutel) + ")"


def _zoek_codes(inlezing: Inlezing, bron: Bron) -> None:
    """Columns with several codes: look at the distinct values first, they are few."""
    for kolom in bron.kolommen:
        if kolom.soort is not Soort.CODES:
            continue
        naam = bron.bestand.tabel.naam
        lijst = ", ".join(f"'{code}'" for code in toegestane_codes(kolom))
        fout = (
            f"SELECT w FROM (SELECT DISTINCT {kolom.naam} AS w FROM ruw.{naam}) WHERE w IS NOT NULL AND NOT "
            f"list_has_all([{lijst}], string_split(trim(w, ';'), ';'))"
        )
        if inlezing.verbinding.execute(fout + " LIMIT 1").fetchone():
            inlezing.vondsten.extend(_codevondsten(inlezing.verbinding, bron, kolom, fout))


def _codevondsten(verbinding: "DuckDBPyConnection", bron: Bron, kolom: Veld, fout: str) -> Iterator[Vondst]:
    tabel = bron.bestand.tabel
    rijen = verbinding.execute(
        f"SELECT rij - {bron.eerste_rij}, {id_sql(tabel)}, {kolom.naam} FROM main.{tabel.naam} "
        f"WHERE {kolom.naam} IN ({fout}) ORDER BY rij LIMIT {HOOGSTENS}"
    ).fetchall()
    bekend = toegestane_codes(kolom)
    for rij, id_, codes in rijen:
        for code in (code for code in str(codes).strip(";").split(";") if code not in bekend):
            soort = Leesfout.BSN if is_bsn(code) else Leesfout.ONBEKENDE_CODE
            yield celvondst(bron, soort, int(rij), id_, kolom.naam, code)
