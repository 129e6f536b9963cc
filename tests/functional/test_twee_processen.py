"""Twee webservers op een databank: wie bij de een is vastgelopen met raden, is dat ook bij de ander."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
import requests
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from support.web import WACHTWOORD

ROOT = Path(__file__).resolve().parents[2]
KAAL = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("ZICHT_", "DJANGO_"))}
GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INRICHTEN = f"""
from zicht.web.dienst import klaar
klaar()
from allauth.mfa.totp.internal.auth import TOTP
from support.web import maak_gebruiker
from zicht.web.beheer.rechten import Rol
for naam in ("sanne", "tineke"):
    TOTP.activate(maak_gebruiker(naam, Rol.TOEGANG, wachtwoord={WACHTWOORD!r}), {GEHEIM!r})
"""
BEWIJS = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def webserver(omgeving: dict[str, str]) -> Iterator[str]:
    """Een `zicht serve` in een eigen proces."""
    with closing(socket.create_server(("127.0.0.1", 0))) as vrij:
        poort = vrij.getsockname()[1]
    opdracht = [sys.executable, "-c", "from zicht.cli import main; main()", "serve", "--poort", str(poort)]
    proces = subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(300):
            try:
                requests.get(adres, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield adres
    finally:
        proces.terminate()
        proces.wait()


@pytest.fixture
def twee(tmp_path: Path, postgres_url: str) -> Iterator[tuple[str, str]]:
    import psycopg

    schema = f"twee_{os.getpid()}"
    teken = "&" if "?" in postgres_url else "?"
    omgeving = KAAL | {
        "ZICHT_DATA": str(tmp_path),
        "ZICHT_DATABANK": f"{postgres_url}{teken}options=-c%20search_path%3D{schema}",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "src"))),
    }
    with psycopg.connect(postgres_url, autocommit=True) as server, ExitStack() as stapel:
        server.execute(f"CREATE SCHEMA {schema}")  # pyright: ignore[reportArgumentType, reportCallIssue]
        stapel.callback(server.execute, f"DROP SCHEMA {schema} CASCADE")  # pyright: ignore[reportArgumentType]
        subprocess.run([sys.executable, "-c", INRICHTEN], env=omgeving, check=True)
        yield stapel.enter_context(webserver(omgeving)), stapel.enter_context(webserver(omgeving))


def verstuur(sessie: requests.Session, adres: str, velden: dict[str, str]) -> requests.Response:
    bewijs = BEWIJS.search(sessie.get(adres, timeout=20).text)
    assert bewijs, adres
    return sessie.post(adres, {**velden, "csrfmiddlewaretoken": bewijs[1]}, timeout=20, allow_redirects=False)


def wachtwoord(server: str, naam: str, geprobeerd: str = WACHTWOORD) -> tuple[requests.Session, int]:
    sessie = requests.Session()
    sessie.headers["Host"] = "localhost"  # as behind one web server: people see one address, whichever process answers
    antwoord = verstuur(sessie, f"{server}/aanmelden/login/", {"login": naam, "password": geprobeerd})
    return sessie, antwoord.status_code


def code_werkt(sessie: requests.Session, server: str, code: str) -> bool:
    return verstuur(sessie, f"{server}/aanmelden/2fa/authenticate/", {"code": code}).status_code == 302


def verse_code() -> str:
    """De code van nu, met minstens tien seconden te gaan."""
    while time.time() % 30 > 20:
        time.sleep(0.5)
    return format_hotp_value(hotp_value(GEHEIM, next(yield_hotp_counters_from_time())))


@pytest.mark.traag
@pytest.mark.postgres
def test_tellers_en_gebruikte_codes_gelden_in_elk_proces(twee: tuple[str, str]) -> None:
    een, ander = twee
    code = verse_code()
    eerst, dan = wachtwoord(een, "sanne"), wachtwoord(ander, "sanne")
    assert (eerst[1], dan[1]) == (302, 302)
    assert code_werkt(eerst[0], een, code)
    assert not code_werkt(dan[0], ander, code), "dezelfde code opent bij het andere proces niets meer"

    for poging in range(5):
        assert wachtwoord(een if poging % 2 else ander, "tineke", "raden-raden-raden")[1] == 200
    assert wachtwoord(ander, "tineke")[1] != 302, "ook het goede wachtwoord nu niet, bij geen van beide"
    assert wachtwoord(een, "tineke")[1] != 302
    assert wachtwoord(een, "sanne")[1] == 302, "een ander heeft daar geen last van"
