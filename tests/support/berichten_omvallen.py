"""Twee kanten die op elk moment kunnen omvallen: Zicht, en een aanleveraar die meldt en uitkomsten ontvangt.

Gestart als `python -m support.berichten_omvallen AANTAL`, met een eigen datamap. Elke kant is een eigen proces met een eigen
databank; zij praten over HTTP. AANTAL keer krijgt een willekeurige kant op een willekeurig moment SIGKILL en start opnieuw.
Daarna mogen zij uitpraten, en wordt nagekeken of er niets weg is en niets dubbel. Met `kapot` bevestigt de aanleveraar voordat
hij iets bewaart: zo is te zien dat het nakijken een verloren bericht ook vindt.
"""

import http.client
import json
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from support.koppeling import MELDING, Systeem, maak_sleutel, met  # noqa: E402
from support.ontvanger import Ontvanger, databank, luister  # noqa: E402
from zicht.catalogus import load  # noqa: E402
from zicht.web.beheer.models import Gebruiker  # noqa: E402
from zicht.web.dienst import server  # noqa: E402
from zicht.web.koppeling import aanmelden  # noqa: E402
from zicht.web.koppeling.bezorgen import blijf_bezorgen  # noqa: E402
from zicht.web.logboek import keten  # noqa: E402
from zicht.web.opbouw import bijwerken  # noqa: E402
from zicht.web.registratie import models as m  # noqa: E402
from zicht.web.registratie.handelingen.adviezen import melding_omzetten  # noqa: E402
from zicht.web.registratie.handelingen.berichten import ontvanger_instellen  # noqa: E402

BEGIN = time.time()
HARDER = 2_000  # zo veel sneller loopt de klok van de bezorger, zodat opnieuw proberen hier geen minuten duurt
UITPRATEN = 180  # seconden, hoogstens; een drukke computer mag er lang over doen
RUST = 0.05  # tussen twee keer kijken of er iets te doen is
aanmelden.PER_MINUUT = 1_000_000  # hier gaat het niet om misbruik


def klok() -> datetime:
    """De klok van de bezorger."""
    return timezone.now() + timedelta(seconds=(time.time() - BEGIN) * HARDER)


def contact() -> socket.socket:
    """Een poort die ook na een omval dezelfde blijft: het contact leeft in het ouderproces."""
    vrij = socket.socket()
    vrij.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    vrij.bind(("127.0.0.1", 0))
    return vrij


# ------------------------------------------------------------------------------------------------------- de kant van Zicht


def zicht(stopcontact: socket.socket) -> None:
    """De webserver, de bezorger, en een medewerker die besluit over wat binnenkomt."""
    webserver = server(stopcontact)
    Thread(target=blijf_bezorgen, args=(Event(),), kwargs={"om_de": RUST, "klok": klok}, daemon=True).start()
    Thread(target=besluit, daemon=True).start()
    webserver.run()


def besluit() -> None:
    """Maak van elke melding een advies: dan is er een uitkomst."""
    while True:
        door = Gebruiker.objects.get(username="teamleider")
        for melding in m.Melding.objects.filter(omgezet_op=None).select_related("dossier")[:5]:
            nu = timezone.localtime()
            melding_omzetten(melding, vraag="v", reactie="r", reden="r", op=nu.date(), door=door, om=nu)
        close_old_connections()
        time.sleep(RUST)


# ------------------------------------------------------------------------------------------------ de kant van de aanleveraar


class Bedachtzaam(Ontvanger):
    """Een ontvanger die voor en na het bewaren even nadenkt: daar kan iemand tussen omvallen."""

    def _onthoud(self, sleutel: str, bericht: dict[str, Any]) -> None:
        time.sleep(0.03)
        super()._onthoud(sleutel, bericht)
        time.sleep(0.03)


class Haastig(Ontvanger):
    """Een ontvanger die bevestigt voor hij bewaart: zo raakt een bericht weg."""

    def _onthoud(self, sleutel: str, bericht: dict[str, Any]) -> None:
        Thread(target=lambda: (time.sleep(1.5), super(Haastig, self)._onthoud(sleutel, bericht)), daemon=True).start()


def aanleveraar(pad: Path, poort: int, zicht_poort: int, sleutel: str, aantal: int, *, kapot: bool) -> None:
    """Stuur meldingen tot ze allemaal bevestigd zijn, en ontvang intussen uitkomsten."""
    ontvanger = luister((Haastig if kapot else Bedachtzaam)(pad), poort)
    Thread(target=ontvanger.serve_forever, daemon=True).start()
    verbinding = databank(pad)
    for nummer in range(aantal):
        naam = f"PL-{nummer}"
        while not verbinding.execute("SELECT 1 FROM verzonden WHERE uw_kenmerk = ?", (naam,)).fetchone():
            kenmerk = _stuur(zicht_poort, sleutel, naam)
            if kenmerk:
                verbinding.execute("INSERT INTO verzonden VALUES (?, ?)", (naam, kenmerk))
            else:
                time.sleep(RUST)
    while True:
        time.sleep(1)


def _stuur(poort: int, sleutel: str, naam: str) -> str:
    lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=5)
    try:
        koppen = {"Authorization": f"Bearer {sleutel}", "Content-Type": "application/json"}
        lijn.request("POST", "/api/v1/meldingen", json.dumps(met(MELDING, uwKenmerk=naam)), koppen)
        antwoord = lijn.getresponse()
        inhoud = antwoord.read()
        return json.loads(inhoud)["kenmerk"] if antwoord.status in (200, 201) else ""
    except (OSError, http.client.HTTPException, ValueError):
        return ""
    finally:
        lijn.close()


# ------------------------------------------------------------------------------------------------------------ omvallen


def warm(sleutel: str) -> None:
    """Laad alles een keer voor het splitsen; anders doet elk kind dat opnieuw."""
    settings.ALLOWED_HOSTS = ["*"]
    load.kalender()
    Systeem(sleutel).status("M-26-22222222")
    Systeem(sleutel).stuur(met(MELDING, uwKenmerk="", soort="VT"))


def start(doe: Callable[[], None]) -> int:
    """Een kind dat dit doet tot het omvalt."""
    connections.close_all()
    nummer = os.fork()
    if nummer == 0:
        try:
            doe()
        finally:
            os._exit(1)
    return nummer


def dood(nummer: int) -> None:
    """SIGKILL, en wachten tot het weg is."""
    os.kill(nummer, signal.SIGKILL)
    os.waitpid(nummer, 0)


def stand(pad: Path) -> tuple[int, int]:
    """Hoeveel meldingen bevestigd zijn, en hoeveel uitkomsten aankwamen."""
    verbinding = databank(pad)
    try:
        return tuple(
            verbinding.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0] for tabel in ("verzonden", "verwerkt")
        )  # type: ignore[return-value]
    finally:
        verbinding.close()


def wacht_op_beweging(pad: Path) -> None:
    """Tot er iets aankwam, hoogstens een paar tellen: wie omvalt terwijl er niets gebeurt bewijst weinig."""
    voor, eind = stand(pad), time.monotonic() + 3
    while stand(pad) == voor and time.monotonic() < eind:
        time.sleep(0.01)


def uitgepraat(aantal: int) -> bool:
    """Of Zicht van elk bericht weet dat het is aangekomen."""
    return m.Uitkomstbericht.objects.filter(stand="bezorgd").count() == aantal


def gebreken(pad: Path, aantal: int) -> Iterator[str]:
    """Alles wat weg is of dubbel."""
    verbinding = databank(pad)
    hier = dict(m.Melding.objects.values_list("extern_kenmerk", "kenmerk"))
    daar = dict(verbinding.execute("SELECT uw_kenmerk, kenmerk FROM verzonden").fetchall())
    if m.Melding.objects.count() != aantal:
        yield f"Er zijn {m.Melding.objects.count()} meldingen; gestuurd zijn er {aantal}."
    if hier != daar:
        yield f"Bij {len(set(daar.items()) ^ set(hier.items()))} meldingen heeft de andere kant een ander kenmerk."
    uitkomsten = [rij[0] for rij in verbinding.execute("SELECT uw_kenmerk FROM verwerkt").fetchall()]
    if sorted(uitkomsten) != sorted(hier):
        yield f"Er kwamen {len(uitkomsten)} uitkomsten aan over {len(set(uitkomsten))} meldingen; het moeten er {aantal} zijn, elk een keer."
    if m.Uitkomstbericht.objects.exclude(stand="bezorgd").exists() or m.Uitkomstbericht.objects.count() != aantal:
        yield "Er staat een bericht dat niet is bezorgd, of dat er niet hoort."
    yield from keten.breuken()
    verbinding.close()


def main(keren: int, *, kapot: bool) -> None:
    """Praat, val om, praat uit, kijk na; de uitslag komt als JSON op de uitvoer."""
    bijwerken()
    pad, toeval, aantal = settings.INSTELLINGEN.datamap / "ander.sqlite3", random.Random(7), max(20, keren * 2)
    sleutel, hier, daar = maak_sleutel(), contact(), contact()
    poort = daar.getsockname()[1]
    daar.close()
    ontvanger_instellen(
        Gebruiker.objects.get(username="politie-noord"), adres=f"http://127.0.0.1:{poort}/", aanmelding="handtekening", geheim="g",
        wacht_seconden=2, aan=True, door=Gebruiker.objects.get(username="beheerder"), om=timezone.localtime(),
    )  # fmt: skip
    databank(pad).close()
    warm(sleutel)
    kanten: list[Callable[[], None]] = [
        lambda: zicht(hier),
        lambda: aanleveraar(pad, poort, hier.getsockname()[1], sleutel, aantal, kapot=kapot),
    ]
    lopend = [start(kant) for kant in kanten]
    for _ in range(keren):
        wacht_op_beweging(pad)
        time.sleep(toeval.uniform(0, 0.1))
        wie = toeval.randrange(2)
        dood(lopend[wie])
        lopend[wie] = start(kanten[wie])
    begin, eind = time.monotonic(), time.monotonic() + (15 if kapot else UITPRATEN)
    while time.monotonic() < eind and not (min(stand(pad)) == aantal and uitgepraat(aantal)):
        time.sleep(0.1)
    for nummer in lopend:
        dood(nummer)
    vaker = databank(pad).execute("SELECT count(*) FROM verwerkt WHERE keren > 1").fetchone()[0]
    uit = {
        "gebreken": list(gebreken(pad, aantal)),
        "berichten": aantal,
        "vaker": vaker,
        "uitpraten": round(time.monotonic() - begin, 1),
    }
    sys.stdout.write(json.dumps(uit))


if __name__ == "__main__":
    main(int(sys.argv[1]), kapot="kapot" in sys.argv)
