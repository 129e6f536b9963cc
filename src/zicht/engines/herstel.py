"""Takes the cells that block out of the facts (`--toch`): a wrong cell becomes unknown, a doubled row is left out."""

from collections.abc import Iterable

from zicht.core.regels import Leesfout, Vondst
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.bron import Bron
from zicht.engines.celtoetsen import bsn_sql, code_fout_sql, is_vrij
from zicht.engines.inlezen import Inlezing
from zicht.engines.sleutels import los_sql, verwijzingen, volledig
from zicht.engines.typering import toegestane_codes
from zicht.engines.waarden import maak_tabel


def herstel(inlezing: Inlezing) -> None:
    """Make every cell that blocks unknown; of rows with one key the first in order of content stays."""
    for naam in _tabellen(inlezing.vondsten, Leesfout.BSN, Leesfout.ONBEKENDE_CODE):
        _cellen_onbekend(inlezing, inlezing.bronnen[naam])
    for naam in _tabellen(inlezing.vondsten, Leesfout.DUBBELE_SLEUTEL):
        _zonder_dubbele(inlezing, inlezing.bronnen[naam])
    if any(vondst.fout is Leesfout.VERWIJZING for vondst in inlezing.vondsten) or _iets_weg(inlezing.vondsten):
        _zonder_losse(inlezing)


def _tabellen(vondsten: Iterable[Vondst], *fouten: Leesfout) -> list[str]:
    return list(dict.fromkeys(vondst.tabel for vondst in vondsten if vondst.fout in fouten and vondst.tabel))


def _iets_weg(vondsten: Iterable[Vondst]) -> bool:
    return any(vondst.fout is Leesfout.BSN for vondst in vondsten)


def _cellen_onbekend(inlezing: Inlezing, bron: Bron) -> None:
    maak_tabel(inlezing.verbinding, bron)
    for kolom in bron.kolommen:
        fout = _fout_sql(kolom)
        if fout:
            inlezing.verbinding.execute(f"UPDATE ruw.{bron.bestand.tabel.naam} SET {kolom.naam} = NULL WHERE {fout}")


def _fout_sql(kolom: Veld) -> str | None:
    if kolom.soort in (Soort.ID, Soort.TEKST):
        return bsn_sql(kolom.naam, ook_in_tekst=is_vrij(kolom))
    if kolom.soort is Soort.CODES:
        lijst = ", ".join(f"'{code}'" for code in toegestane_codes(kolom))
        return f"NOT list_has_all([{lijst}], string_split(trim({kolom.naam}, ';'), ';'))"
    return code_fout_sql(kolom) if toegestane_codes(kolom) else None


def _zonder_dubbele(inlezing: Inlezing, bron: Bron) -> None:
    tabel = bron.bestand.tabel
    maak_tabel(inlezing.verbinding, bron)
    volgorde = ", ".join(f"{kolom.naam} NULLS LAST" for kolom in tabel.kolommen)
    inlezing.verbinding.execute(
        f"DELETE FROM ruw.{tabel.naam} WHERE rowid IN (SELECT r FROM (SELECT rowid AS r, row_number() OVER "
        f"(PARTITION BY {', '.join(tabel.sleutel)} ORDER BY {volgorde}, rowid) AS n FROM ruw.{tabel.naam} "
        f"WHERE {volledig(tabel)}) WHERE n > 1)"
    )


def _zonder_losse(inlezing: Inlezing) -> None:
    for tabel, kolom, _, sleutels in verwijzingen():
        if (
            tabel in inlezing.bronnen
            and kolom in inlezing.bronnen[tabel].ruw
            and _heeft_losse(inlezing, tabel, kolom, sleutels)
        ):
            maak_tabel(inlezing.verbinding, inlezing.bronnen[tabel])
            inlezing.verbinding.execute(f"UPDATE ruw.{tabel} SET {kolom} = NULL WHERE {los_sql(kolom, sleutels)}")


def _heeft_losse(inlezing: Inlezing, tabel: str, kolom: str, sleutels: str) -> bool:
    vraag = f"SELECT 1 FROM ruw.{tabel} WHERE {los_sql(kolom, sleutels)} LIMIT 1"
    return inlezing.verbinding.execute(vraag).fetchone() is not None
