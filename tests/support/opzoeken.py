"""In welke tabel een route de sleutel uit haar adres opzoekt: afgeluisterd van de databank, een keer per proces.

Zonder dit probeert een toets op elke route de sleutel van elke tabel, en groeit het aantal verzoeken met bladzijden keer tabellen.
Nu alleen wat er kan passen. Een route die haar sleutel nergens opzoekt (een soort brief, een vorm) houdt ze allemaal.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client

from support.routes import GELEERD, ONBEKEND, Route, Sleutel, alle_routes, vraag
from support.wereld import Wereld
from zicht.web.beheer.rechten import Rol, recht

_TABEL = re.compile(r'"(\w+)"\."\w+" (?:=|IN) ')


def leer(wereld: Wereld, sleutels: list[Sleutel]) -> None:
    """Onthoud van elke route met een sleutel in het adres waar die sleutel wordt opgezocht."""
    bestand = (
        Path(os.environ["ZICHT_TEST_GEDEELD"]) / "geleerd.json"
    )  # de andere processen van dezelfde keer lezen het ook
    if not GELEERD and bestand.exists():
        GELEERD.update(
            {pad: tuple(map(frozenset, plekken)) for pad, plekken in json.loads(bestand.read_text()).items()}
        )
    nieuw = [
        r for r in alle_routes() if r.pad not in GELEERD and r.parameters and r.recht and not (r.open or r.van_systeem)
    ]
    for route in nieuw:
        _leer_route(wereld, route, sleutels)
    if nieuw:
        eerst = bestand.with_suffix(f".{os.getpid()}")
        eerst.write_text(json.dumps({pad: [sorted(plek) for plek in plekken] for pad, plekken in GELEERD.items()}))
        eerst.replace(bestand)


def _leer_route(wereld: Wereld, route: Route, sleutels: list[Sleutel]) -> None:
    assert route.recht is not None
    client = Client()
    client.force_login(wereld.mensen[next(rol for rol in Rol if rol in recht(route.recht.code).wie)])
    for plek in range(len(route.parameters)):  # de tweede sleutel wordt pas gezocht als de eerste is gevonden
        GELEERD[route.pad] = (*GELEERD.get(route.pad, ()), _tabellen(client, route, plek, sleutels))


def _tabellen(client: Client, route: Route, plek: int, sleutels: list[Sleutel]) -> frozenset[str]:
    waarden = [_onbekend(route, nummer) for nummer in range(len(route.parameters))]
    if plek:
        waarden[0] = route.keuze(0, sleutels)[0]
    with _geluisterd(waarden[plek]) as gevonden:
        for methode in ("GET", "POST"):
            if not gevonden:
                vraag(client, methode, route.adres(waarden))
    return frozenset(gevonden)


def _onbekend(route: Route, plek: int) -> str:
    """Een sleutel die er niet is, in de vorm die er kan zijn."""
    soort = route.parameters[plek][1]
    if soort == "UUIDConverter":
        return f"00000000-0000-4000-8000-0000000000{plek + 10}"
    return ONBEKEND.get(soort, f"{route.pad[1:2].upper()}-26-2222222{plek + 2}")


@contextmanager
def _geluisterd(sleutel: str) -> Iterator[set[str]]:
    gevonden: set[str] = set()
    kaal = sleutel.replace("-", "")

    def luister(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and any(kaal in str(een).replace("-", "") for een in params or ()):
            gevonden.update(_TABEL.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(luister):
        yield gevonden
