"""Reads a folder of facts into typed DuckDB tables; what is wrong becomes a list of `Vondst`, never an exception.

CSV is read as text and typed in the same statement; a row with a cell that cannot be right gets the mark `_fout`, so
that a clean file costs one pass and only a broken one is looked at again. Parquet stays where it is: a view.
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.regels import Leesfout, Vondst, toon
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.bestanden import BOM, Bestand, bekijk, keur_kop, zoek_bestanden
from zicht.engines.bron import Bron
from zicht.engines.celtoetsen import foutteken
from zicht.engines.csvfouten import herschrijf, zoek_csvfout
from zicht.engines.kenmerken import Kenmerken, lees_kenmerken
from zicht.engines.parquet import doorgeven, is_schoon
from zicht.engines.typering import Schrijfwijze, geordende_codes, kolomtype, omsloten_codes, uit_getypeerd, uit_tekst
from zicht.engines.verbinding import open_verbinding

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ONLEESBAAR = frozenset(fout for fout in Leesfout if fout.value < "L-1")
MONSTER_BYTES = 1 << 14
_CELGRENS = 2_000_000


@dataclass
class Inlezing:
    """Wat er uit een map is gelezen, en wat de lezer daarbij vond."""

    map: Path
    verbinding: "DuckDBPyConnection"
    kenmerken: Kenmerken | None = None
    bronnen: dict[str, Bron] = field(default_factory=dict[str, Bron])
    ontbrekend: frozenset[str] = frozenset()
    vondsten: list[Vondst] = field(default_factory=list[Vondst])
    tijdelijk: list[Path] = field(default_factory=list[Path])

    def ruim_op(self) -> None:
        """Gooi weg wat alleen tijdens het lezen nodig was."""
        for pad in self.tijdelijk:
            pad.unlink(missing_ok=True)

    @property
    def onleesbaar(self) -> bool:
        """Of er een fout is waardoor er niets te rekenen valt."""
        return any(vondst.fout in ONLEESBAAR for vondst in self.vondsten)


def lees_map(map_: Path) -> Inlezing:
    """Read every table of a folder; check the files and columns, not yet the values."""
    inlezing = Inlezing(map_, open_verbinding())
    vondsten = inlezing.vondsten
    if not _is_map(map_, vondsten):
        return inlezing
    inlezing.kenmerken = lees_kenmerken(map_, vondsten)
    bestanden, inlezing.ontbrekend = zoek_bestanden(map_, vondsten)
    for bestand in bekijk(bestanden, vondsten):
        _lees_bestand(inlezing, bestand)
    for naam in inlezing.ontbrekend:
        _lege_tabel(inlezing.verbinding, TABELLEN[naam])
    return inlezing


def _is_map(map_: Path, vondsten: list[Vondst]) -> bool:
    if map_.is_dir():
        return True
    wat = "is een bestand" if map_.exists() else "bestaat niet"
    vondsten.append(Vondst(Leesfout.GEEN_MAP, gegevens={"map": toon(map_), "wat": wat}))
    return False


def _lees_bestand(inlezing: Inlezing, bestand: Bestand) -> None:
    bron = _csv_bron(bestand) if bestand.is_csv else _parquet_bron(inlezing, bestand)
    if bron is None:
        return
    kopfouten = list(keur_kop(bron.bestand))
    inlezing.vondsten.extend(kopfouten)
    if not any(vondst.fout in ONLEESBAAR for vondst in kopfouten):
        laad(inlezing, bron)


def laad(inlezing: Inlezing, bron: Bron) -> None:
    """Make the typed table of one file; a CSV that DuckDB refuses is searched for its first fault."""
    import duckdb

    naam = bron.bestand.tabel.naam
    try:
        if not bron.bestand.is_csv and not bron.precies:
            bron = replace(bron, gekeurd=is_schoon(inlezing.verbinding, bron))
        _maak(inlezing.verbinding, bron)
    except duckdb.Error:
        if not bron.bestand.is_csv:
            inlezing.vondsten.append(bron.bestand.vondst(Leesfout.PARQUET_KAPOT))
            return
        vondst = zoek_csvfout(bron.bestand)
        if vondst:
            inlezing.vondsten.append(vondst)
            return
        herschreven = herschrijf(bron.bestand)
        inlezing.tijdelijk.append(herschreven.pad)
        bron = _csv_bron(herschreven)
        _maak(inlezing.verbinding, bron)
    inlezing.bronnen[naam] = bron


def _maak(verbinding: "DuckDBPyConnection", bron: Bron) -> None:
    tabel = bron.bestand.tabel
    soort = "TABLE" if bron.bestand.is_csv else "VIEW"
    query = doorgeven(bron) if bron.gekeurd else _getypeerd(bron)
    verbinding.execute(f"CREATE OR REPLACE {soort} ruw.{tabel.naam} AS {query}")
    _maak_zicht(verbinding, tabel, "rowid + 2" if bron.bestand.is_csv else "_rij + 1")


def _maak_zicht(verbinding: "DuckDBPyConnection", tabel: Tabel, rij: str) -> None:
    kolommen = ", ".join(kolom.naam for kolom in tabel.kolommen)
    verbinding.execute(
        f"CREATE OR REPLACE VIEW main.{tabel.naam} AS SELECT {kolommen}, CAST({rij} AS INTEGER) AS rij FROM ruw.{tabel.naam}"
    )


def rijnummer(kolommen: Collection[str]) -> str:
    """What the view on a table says of the number of a row, for a table with these columns."""
    return f"CAST({'_rij + 1' if '_rij' in kolommen else 'rowid + 2'} AS INTEGER)"


def _lege_tabel(verbinding: "DuckDBPyConnection", tabel: Tabel) -> None:
    kolommen = ", ".join(f"{kolom.naam} {kolomtype(kolom)}" for kolom in tabel.kolommen)
    verbinding.execute(f"CREATE TABLE ruw.{tabel.naam} ({kolommen}, _fout BOOLEAN)")
    _maak_zicht(verbinding, tabel, "rowid + 2")


def _getypeerd(bron: Bron) -> str:
    """Text, then typed value, then the mark: layers, so that each expression stands once."""
    kolommen = bron.bestand.tabel.kolommen
    rij = "" if bron.bestand.is_csv else ", _rij"
    lezing = [f"{_tekst(bron, kolom)} AS t_{kolom.naam}" for kolom in bron.kolommen]
    lezing += [f"{tekst} AS {naam}" for naam, tekst in bron.onbekende_teksten().items()]
    omsloten = "".join(f", {omsloten_codes(f't_{k.naam}')} AS y_{k.naam}" for k in _met_meer_codes(bron))
    codes = "".join(f", {geordende_codes(k, f'y_{k.naam}')} AS z_{k.naam}" for k in _met_meer_codes(bron))
    waarden = ", ".join(f"{_waarde(bron, kolom)} AS {kolom.naam}" for kolom in kolommen)
    tekst = f"(SELECT *{omsloten} FROM (SELECT {', '.join(lezing)}{rij} FROM {bron.leest}))"
    return (
        f"SELECT {', '.join(kolom.naam for kolom in kolommen)}{rij}, {foutteken(bron)} AS _fout "
        f"FROM (SELECT *, {waarden} FROM (SELECT *{codes} FROM {tekst}))"
    )


def _met_meer_codes(bron: Bron) -> list[Veld]:
    return [kolom for kolom in bron.kolommen if bron.meervoud and kolom.soort is Soort.CODES]


def _tekst(bron: Bron, kolom: Veld) -> str:
    return bron.tekst(kolom) if bron.is_tekst(kolom) else bron.ruw[kolom.naam]


def _waarde(bron: Bron, kolom: Veld) -> str:
    if kolom.naam not in bron.ruw:
        return "'nee'" if kolom.soort is Soort.JANEE else f"CAST(NULL AS {kolomtype(kolom)})"
    tekst = f"t_{kolom.naam}"
    getypeerd = uit_getypeerd(kolom, tekst, bron.soorten[kolom.naam])
    wijze = replace(bron.wijzen.get(kolom.naam, Schrijfwijze()), meervoud=bron.meervoud, precies=bron.precies)
    return getypeerd or uit_tekst(kolom, tekst, wijze)


def _csv_bron(bestand: Bestand) -> Bron:
    kolommen = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(bestand.kop)))
    leest = (
        f"read_csv({sql_pad(bestand.pad)}, columns = {{{kolommen}}}, delim = '{bestand.scheiding}', quote = '\"', "
        f"escape = '\"', header = true, auto_detect = false, strict_mode = true, max_line_size = {_CELGRENS})"
    )
    ruw = {naam: f"c{i}" for i, naam in enumerate(bestand.kop) if naam}
    soorten = dict.fromkeys(ruw, "VARCHAR")
    wijzen = _schrijfwijzen(bestand)
    return Bron(bestand, leest, ruw, soorten, wijzen, trim=bestand.heeft_spaties, meervoud=bestand.heeft_meervoud)


def _schrijfwijzen(bestand: Bestand) -> dict[str, Schrijfwijze]:
    """Per column how it seems to be written, from the first rows; the check on values looks at all of them."""
    komma = bestand.scheiding == ";"
    rijen = _monster(bestand)
    wijzen: dict[str, Schrijfwijze] = {}
    for nummer, naam in enumerate(bestand.kop):
        waarden = [rij[nummer].strip() for rij in rijen if len(rij) > nummer]
        dag_eerst = sum(waarde[2:3] == "-" or waarde[1:2] == "-" for waarde in waarden)
        wijzen[naam] = Schrijfwijze(dag_eerst > sum(waarde[4:5] == "-" for waarde in waarden), komma)
    return wijzen


def _monster(bestand: Bestand) -> list[list[str]]:
    with bestand.pad.open("rb") as stroom:
        begin = stroom.read(MONSTER_BYTES).removeprefix(BOM)
    regels = begin.decode("utf-8", errors="replace").splitlines()[:200]
    return list(csv.reader(regels[1:], delimiter=bestand.scheiding))


def _parquet_bron(inlezing: Inlezing, bestand: Bestand) -> Bron | None:
    import duckdb

    leest = f"read_parquet({sql_pad(bestand.pad)}, file_row_number = true)"
    try:
        beschrijving = inlezing.verbinding.execute(f"DESCRIBE SELECT * FROM {leest}").fetchall()
    except duckdb.Error:
        inlezing.vondsten.append(bestand.vondst(Leesfout.PARQUET_KAPOT))
        return None
    soorten = {str(naam): str(soort) for naam, soort, *_ in beschrijving if naam != "file_row_number"}
    ruw = {naam: sql_naam(naam) for naam in soorten}
    met_kop = replace(bestand, kop=tuple(soorten))
    leest = f"(SELECT * RENAME (file_row_number AS _rij) FROM {leest})"
    return Bron(met_kop, leest, ruw, soorten, trim=False)


def sql_pad(pad: Path) -> str:
    """A path as SQL text, with the signs that DuckDB would read as a pattern taken literally."""
    letterlijk = "".join(f"[{teken}]" if teken in "*?[" else teken for teken in str(pad))
    return "'" + letterlijk.replace("'", "''") + "'"


def sql_naam(naam: str) -> str:
    """A name as quoted SQL identifier."""
    return '"' + naam.replace('"', '""') + '"'
