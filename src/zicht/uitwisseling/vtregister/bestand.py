"""Het bestand van het register: tabellen, en per draad een verbinding."""

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_TABELLEN = """
CREATE TABLE IF NOT EXISTS organisatie (
  code TEXT PRIMARY KEY, naam TEXT NOT NULL, publiek BLOB NOT NULL, per_dag INTEGER NOT NULL, gestopt INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS tijdvak (nr INTEGER PRIMARY KEY, open INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS betrokkenheid (
  id INTEGER PRIMARY KEY, organisatie TEXT NOT NULL REFERENCES organisatie, ref TEXT NOT NULL, versie INTEGER NOT NULL,
  betrokken INTEGER NOT NULL, van TEXT NOT NULL, tot TEXT, UNIQUE (organisatie, ref)
) STRICT;
CREATE INDEX IF NOT EXISTS betrokkenheid_tot ON betrokkenheid (tot) WHERE tot IS NOT NULL;
CREATE TABLE IF NOT EXISTS pseudoniem (
  waarde BLOB NOT NULL, betrokkenheid INTEGER NOT NULL REFERENCES betrokkenheid ON DELETE CASCADE, tijdvak INTEGER NOT NULL,
  soort TEXT NOT NULL, PRIMARY KEY (waarde, betrokkenheid)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pseudoniem_van ON pseudoniem (betrokkenheid, soort, tijdvak);
CREATE TABLE IF NOT EXISTS treffer (
  een INTEGER NOT NULL REFERENCES betrokkenheid ON DELETE CASCADE, ander INTEGER NOT NULL REFERENCES betrokkenheid ON DELETE CASCADE,
  soort TEXT NOT NULL, PRIMARY KEY (een, ander), CHECK (een < ander)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS treffer_ander ON treffer (ander);
CREATE TABLE IF NOT EXISTS bericht (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, voor TEXT NOT NULL, ref TEXT NOT NULL, organisatie TEXT NOT NULL, soort TEXT NOT NULL,
  betrokken INTEGER NOT NULL, op TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bericht_voor ON bericht (voor, nr);
CREATE TABLE IF NOT EXISTS teller (
  organisatie TEXT NOT NULL, dag TEXT NOT NULL, wat TEXT NOT NULL, aantal INTEGER NOT NULL, PRIMARY KEY (organisatie, dag, wat)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS logregel (
  nr INTEGER PRIMARY KEY, om INTEGER NOT NULL, organisatie TEXT NOT NULL, handeling TEXT NOT NULL, aantal INTEGER NOT NULL,
  uitkomst TEXT NOT NULL, eenmalig TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS logregel_eenmalig ON logregel (organisatie, eenmalig);
"""


class Bestand:
    """Een SQLite-bestand dat een plotseling einde overleeft: wat bevestigd is staat op schijf."""

    def __init__(self, pad: Path) -> None:
        self._pad, self._eigen = pad, threading.local()
        pad.parent.mkdir(parents=True, exist_ok=True)
        self.lees().executescript(_TABELLEN)
        pad.chmod(0o600)

    def lees(self) -> sqlite3.Connection:
        """De verbinding van deze draad."""
        verbinding: sqlite3.Connection | None = getattr(self._eigen, "verbinding", None)
        if verbinding is None:
            verbinding = sqlite3.connect(self._pad, timeout=10, isolation_level=None)
            for keuze in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                verbinding.execute(f"PRAGMA {keuze}")
            self._eigen.verbinding = verbinding
        return verbinding

    @contextmanager
    def schrijf(self) -> Generator[sqlite3.Connection]:
        """Alles of niets."""
        verbinding = self.lees()
        verbinding.execute("BEGIN IMMEDIATE")
        try:
            yield verbinding
        except BaseException:
            verbinding.execute("ROLLBACK")
            raise
        verbinding.execute("COMMIT")
