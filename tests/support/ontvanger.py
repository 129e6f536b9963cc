"""Een aanleveraar aan de andere kant: een klein WSGI-programma dat uitkomsten ontvangt en onthoudt in een eigen databank.

Het doet wat we van een ontvanger vragen: een sleutel die het al kent verwerkt het niet nog eens. Met `antwoorden` gedraagt het
zich slecht, zo vaak als gevraagd. Ook zelf kan het op elk moment omvallen: wat het bevestigt staat op schijf.
"""

import json
import sqlite3
import time
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

_TABELLEN = """
CREATE TABLE IF NOT EXISTS verwerkt (sleutel TEXT PRIMARY KEY, uw_kenmerk TEXT, status TEXT, volgnummer INTEGER, keren INTEGER);
CREATE TABLE IF NOT EXISTS verzonden (uw_kenmerk TEXT PRIMARY KEY, kenmerk TEXT);
"""


def databank(pad: Path) -> sqlite3.Connection:
    """De databank van de andere kant."""
    verbinding = sqlite3.connect(pad, timeout=10, isolation_level=None, check_same_thread=False)
    verbinding.execute("PRAGMA journal_mode=WAL")
    verbinding.executescript(_TABELLEN)
    return verbinding


@dataclass
class Ontvanger:
    """Het programma: onthoudt elk bericht een keer, en telt hoe vaak het langskwam."""

    pad: Path
    antwoorden: list[str] = field(default_factory=list)
    gezien: list[dict[str, Any]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, omgeving: dict[str, Any], begin: Any) -> Iterable[bytes]:
        inhoud = omgeving["wsgi.input"].read(int(omgeving.get("CONTENT_LENGTH") or 0))
        koppen = {
            naam[5:].replace("_", "-").title(): waarde for naam, waarde in omgeving.items() if naam.startswith("HTTP_")
        }
        self.gezien.append({"koppen": koppen, "inhoud": inhoud, "pad": omgeving["PATH_INFO"]})
        slecht = self.antwoorden.pop(0) if self.antwoorden else ""
        if slecht.startswith("wacht"):
            time.sleep(float(slecht[5:]))
        if slecht != "na verwerken 500" and slecht and not slecht.startswith("wacht"):
            begin(slecht, [("Content-Type", "text/plain"), *self.extra])
            return [b"Zwaantje Meldersma belt u terug"]  # wat een ontvanger zegt hoort nergens terecht te komen
        self._onthoud(koppen["Idempotency-Key"], json.loads(inhoud))
        begin("500 Later" if slecht else "200 OK", [("Content-Type", "text/plain")])
        return [b""]

    def _onthoud(self, sleutel: str, bericht: dict[str, Any]) -> None:
        verbinding = databank(self.pad)
        try:
            verbinding.execute(
                "INSERT INTO verwerkt VALUES (?, ?, ?, ?, 1) ON CONFLICT (sleutel) DO UPDATE SET keren = keren + 1",
                (sleutel, bericht["uwKenmerk"], bericht["status"], bericht["volgnummer"]),
            )
        finally:
            verbinding.close()


class _Stil(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Zeg niets."""


class _Server(WSGIServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Wie ophangt is geen fout van ons."""


def luister(programma: Ontvanger, poort: int = 0) -> WSGIServer:
    """Een server op deze poort; nul is een vrije."""
    return make_server("127.0.0.1", poort, programma, server_class=_Server, handler_class=_Stil)


@contextmanager
def draaiend(programma: Ontvanger):
    """De ontvanger in een eigen draad; geeft zijn adres."""
    server = luister(programma)
    draad = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/uitkomstmeldingen"
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
