"""De bezorger: stuurt wat klaarstaat, tot er niets meer klaarstaat. Meer bezorgers tegelijk mag; valt er een om, dan gaat een ander verder."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from uuid import UUID

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from zicht.web.koppeling.versturen import verstuur
from zicht.web.registratie import uitgaand

OM_DE = 15.0  # seconden
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ronde:
    """Hoeveel er in een ronde bezorgd is, hoeveel later nog eens gaat, en hoeveel er vastliep."""

    bezorgd: int = 0
    later: int = 0
    vastgelopen: int = 0


def bezorg(klok: Callable[[], datetime] = timezone.now, *, hoogstens: int = 10_000) -> Ronde:
    """Stuur wat klaarstaat. Een ontvanger die niet te bereiken is slaan we de rest van de ronde over."""
    dicht: set[UUID] = set()
    geteld = {"bezorgd": 0, "later": 0, "vastgelopen": 0}
    for _ in range(hoogstens):
        bericht = uitgaand.pak(klok(), dicht)
        if bericht is None:
            break
        geteld[_bezorg(bericht, klok, dicht)] += 1
    return Ronde(**geteld)


def _bezorg(bericht: uitgaand.Uitgaand, klok: Callable[[], datetime], dicht: set[UUID]) -> str:
    uitslag = verstuur(bericht, klok())
    if not uitslag.gebrek:
        uitgaand.bezorgd(bericht, klok())
        return "bezorgd"
    if not uitslag.bereikt:
        dicht.add(bericht.ontvanger.gebruiker_id)
    vast = uitgaand.mislukt(bericht, uitslag.gebrek, klok(), opnieuw=uitslag.opnieuw, pas_na=uitslag.pas_na)
    return "vastgelopen" if vast else "later"


def blijf_bezorgen(stop: Event, *, om_de: float = OM_DE, klok: Callable[[], datetime] = timezone.now) -> None:
    """Bezorg tot `stop`; een databank die even weg is houdt dat niet tegen."""
    while not stop.is_set():
        try:
            close_old_connections()
            bezorg(klok)
        except DatabaseError as fout:
            _log.warning("Bezorgen lukt nu niet (%s); straks nog eens.", type(fout).__name__)
        finally:
            close_old_connections()
        stop.wait(om_de)


def op_de_achtergrond() -> Callable[[], None]:
    """Begin te bezorgen naast de webserver; het antwoord is hoe het stopt."""
    stop = Event()
    draad = Thread(target=blijf_bezorgen, args=(stop,), name="bezorger", daemon=True)
    draad.start()

    def einde() -> None:
        stop.set()
        draad.join(timeout=5)

    return einde
