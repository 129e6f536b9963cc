"""The wide facts of one version of a folder, kept in the cache: the tables, and what is known about them.

Kept are the typed tables, the wide tables, the leaves of cubes, and what is known about them such as the fingerprint;
a hit skips reading and checking, and who only needs a leaf opens no database. A large table that
comes from Parquet is not copied: its view on the unchanged file is made again. Only facts without findings that block
are kept.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zicht.engines.feitenset import Feitenset
from zicht.engines.kubusblad import Blad, uit_bytes
from zicht.engines.verbinding import LateVerbinding, open_verbinding
from zicht.engines.voorraadkast import Voorraadkast, gewone_kast, snelle_sleutel, vergeet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BREED = "feit_"  # how the names of wide tables begin
_TE_GROOT = 100_000  # rows from which a table in Parquet stays where it is


class Voorraad:
    """What the cache holds for one version of a folder of facts."""

    def __init__(self, kast: Voorraadkast, map_: Path, sleutel: str) -> None:
        self._kast = kast
        self._map = map_
        self._sleutel = sleutel

    def _naam(self, wat: str) -> str:
        return f"{wat}-{self._sleutel[:32]}"

    @property
    def geldt_nog(self) -> bool:
        """Whether the folder is still as it was when its key was made."""
        return snelle_sleutel(self._map) == self._sleutel

    def open(self, opnieuw: Callable[[], Feitenset]) -> Feitenset | None:
        """What is kept; None when it is not there or of no use.

        The facts themselves are opened when someone asks for them, and made by `opnieuw` if that does not work out.
        """
        inhoud = self._kast.lees(self._naam("gegevens"))
        try:
            return self._lees(inhoud, opnieuw) if inhoud else None
        except (ValueError, KeyError, TypeError):
            return None

    def _lees(self, inhoud: bytes, opnieuw: Callable[[], Feitenset]) -> Feitenset | None:
        gegevens: dict[str, Any] = json.loads(inhoud)
        if gegevens["sleutel"] != self._sleutel:
            return None
        laat = LateVerbinding(lambda: self._open_feiten() or opnieuw().verbinding)
        return Feitenset(
            verbinding=cast("DuckDBPyConnection", laat),
            regios=tuple(gegevens["regios"]),
            peildatum=date.fromisoformat(gegevens["peildatum"]),
            bron=gegevens["bron"],
            map=self._map,
            ontbrekend=frozenset(gegevens["ontbrekend"]),
            waarschuwingen=tuple(gegevens["waarschuwingen"]),
            recidive_wisselt=gegevens["recidive_wisselt"],
            bekende_vingerafdruk=gegevens["vingerafdruk"],
            voorraad=self,
        )

    def _open_feiten(self) -> "DuckDBPyConnection | None":
        import duckdb

        pad = self._kast.zoek(self._naam("feiten"))
        if pad is None:
            return None
        try:
            verbinding = open_verbinding()
            _hang_aan(verbinding, pad, "feiten")
            [(tekst,)] = verbinding.execute("SELECT inhoud FROM voorraad").fetchall()
            gegevens: dict[str, Any] = json.loads(tekst)
            if gegevens["sleutel"] != self._sleutel:
                return None
            for zicht in gegevens["zichten"]:
                verbinding.execute(zicht)
        except (duckdb.Error, ValueError, KeyError, TypeError):
            vergeet(pad)
            return None
        return verbinding

    def bewaar(self, feitenset: Feitenset, *, recidive_wisselt: bool) -> Feitenset:
        """Keep a fact set with its wide facts built; gives it back with the place where its cubes can be kept."""
        if feitenset.toch or not self.geldt_nog:
            return feitenset
        zichten, tabellen = _indeling(feitenset.verbinding)
        gegevens = {
            "sleutel": self._sleutel,
            "regios": feitenset.regios,
            "peildatum": feitenset.peildatum.isoformat(),
            "bron": feitenset.bron,
            "ontbrekend": sorted(feitenset.ontbrekend),
            "waarschuwingen": feitenset.waarschuwingen,
            "recidive_wisselt": recidive_wisselt,
            "vingerafdruk": feitenset.vingerafdruk,
        }
        feiten = json.dumps({"sleutel": self._sleutel, "zichten": zichten})
        if self._schrijf(feitenset.verbinding, self._naam("feiten"), tabellen, feiten):
            self._kast.bewaar(self._naam("gegevens"), lambda pad: _schrijf_tekst(pad, json.dumps(gegevens)))
        return replace(
            feitenset, recidive_wisselt=recidive_wisselt, bekende_vingerafdruk=feitenset.vingerafdruk, voorraad=self
        )

    def haal_kubus(self, naam: str) -> Blad | None:
        """The leaf of a kept cube; None when there is none."""
        inhoud = self._kast.lees(self._naam(naam))
        try:
            return uit_bytes(inhoud, self._sleutel) if inhoud else None
        except (ValueError, KeyError, TypeError):
            return None

    def bewaar_kubus(self, naam: str, blad: Blad) -> None:
        """Keep the leaf of a cube."""
        if self.geldt_nog:
            delen = blad.delen({"sleutel": self._sleutel})
            self._kast.bewaar(self._naam(naam), lambda pad: _schrijf_delen(pad, delen))

    def haal_tekst(self, naam: str) -> str | None:
        """A text that was made of these facts, such as a small table; None when there is none."""
        inhoud = self._kast.lees(self._naam(naam))
        try:
            return inhoud.decode("utf-8") if inhoud is not None else None
        except ValueError:
            return None

    def bewaar_tekst(self, naam: str, tekst: str) -> None:
        """Keep a text for whoever opens the same facts after us."""
        if self.geldt_nog:
            self._kast.bewaar(self._naam(naam), lambda pad: _schrijf_tekst(pad, tekst))

    def _schrijf(self, verbinding: "DuckDBPyConnection", naam: str, tabellen: Sequence[str], gegevens: str) -> bool:
        import duckdb

        def schrijf(pad: Path) -> None:
            try:
                verbinding.execute(f"ATTACH {_tekst(str(pad))} AS nieuw")
                verbinding.execute("BEGIN")  # one transaction: one time to wait for the disk
                for tabel in tabellen:
                    verbinding.execute(f"CREATE TABLE nieuw.main.{tabel} AS SELECT * FROM {tabel}")
                verbinding.execute("CREATE TABLE nieuw.main.voorraad AS SELECT ? AS inhoud", [gegevens])
                verbinding.execute("COMMIT")
                verbinding.execute("CHECKPOINT nieuw")
                verbinding.execute("DETACH nieuw")
            except duckdb.Error as fout:
                raise OSError(str(fout)) from fout  # no cache, no error

        return self._kast.bewaar(naam, schrijf) is not None


def voorraad_van(map_: Path, kastmap: Path | None = None) -> Voorraad | None:
    """Where the wide facts of this folder are kept, in `kastmap` or the usual cache; None without a cache or a folder."""
    kast = Voorraadkast(kastmap) if kastmap else gewone_kast()
    sleutel = snelle_sleutel(map_) if kast else None
    return Voorraad(kast, map_, sleutel) if kast and sleutel else None


def _hang_aan(verbinding: "DuckDBPyConnection", pad: Path, naam: str) -> None:
    """Attach a kept database so that its tables are found by their own name, after those in memory."""
    verbinding.execute(f"ATTACH {_tekst(str(pad))} AS {naam} (READ_ONLY)")
    [(zoekpad,)] = verbinding.execute("SELECT current_setting('search_path')").fetchall()
    verbinding.execute(f"SET search_path = '{zoekpad or 'memory.main'},{naam}.main'")


def _indeling(verbinding: "DuckDBPyConnection") -> tuple[list[str], list[str]]:
    """The views to be made again, on large Parquet files and on wide tables, and the tables to copy."""
    op_bestand = dict(
        verbinding.execute("SELECT view_name, sql FROM duckdb_views() WHERE schema_name = 'ruw'").fetchall()
    )
    zichten: list[str] = []
    tabellen: list[str] = []
    for naam, tekst in verbinding.execute(
        "SELECT view_name, sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal AND NOT temporary"
    ).fetchall():
        if naam in op_bestand and _aantal(verbinding, naam) > _TE_GROOT:
            zichten += [op_bestand[naam], tekst]
        elif naam.startswith(_BREED):
            zichten.append(tekst)
        else:
            tabellen.append(naam)
    breed = verbinding.execute(
        f"SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, '{_BREED}') ORDER BY table_name"
    ).fetchall()
    return zichten, [*tabellen, *(naam for (naam,) in breed)]


def _aantal(verbinding: "DuckDBPyConnection", tabel: str) -> int:
    [(aantal,)] = verbinding.execute(f"SELECT count(*) FROM {tabel}").fetchall()
    return aantal


def _schrijf_tekst(pad: Path, tekst: str) -> None:
    pad.write_text(tekst, "utf-8")


def _schrijf_delen(pad: Path, delen: Sequence[bytes | memoryview]) -> None:
    with pad.open("wb") as stroom:
        stroom.writelines(delen)


def _tekst(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"
