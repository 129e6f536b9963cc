"""Een melding met vier mensen vastleggen, naast dezelfde rijen zonder alles eromheen: `python -m benchmarks.intake`.

Beide in een SQLite-bestand met WAL en synchronous FULL. De kale kant krijgt precies de opdrachten die de handeling gaf,
in een transactie. Met `--postgres` ook de handeling op een echte PostgreSQL, met fsync aan.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any


def main() -> None:
    """Meet en druk de verhouding af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--keer", type=int, default=300)
    vraag.add_argument("--postgres", action="store_true")
    args = vraag.parse_args()
    if args.postgres and "ZICHT_DATABANK" not in os.environ:
        from tests.support import postgres

        postgres.SETTINGS = ("fsync=on", "synchronous_commit=on", "max_connections=20")
        with postgres.server() as url:
            subprocess.run(
                [sys.executable, "-m", "benchmarks.intake", *sys.argv[1:]],
                check=True,
                env={**os.environ, "ZICHT_DATABANK": url},
            )
        return
    with tempfile.TemporaryDirectory() as map_:
        _meet(Path(map_), args.keer)


def _meet(map_: Path, keer: int) -> None:
    os.environ |= {"ZICHT_DATA": str(map_), "DJANGO_SETTINGS_MODULE": "zicht.web.settings"}
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    door = _medewerker()
    kaal = None
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copy(map_ / "zicht.sqlite3", map_ / "kaal.sqlite3")
        kaal = sqlite3.connect(map_ / "kaal.sqlite3", isolation_level=None)
        kaal.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA foreign_keys=ON"
        )
    onze: list[float] = []
    hunne: list[float] = []
    for nummer in range(keer + 20):
        gegeven: list[tuple[str, Any]] = []
        onze.append(_leg_vast(door, nummer, gegeven))
        if kaal is not None:
            hunne.append(_schrijf_kaal(kaal, gegeven))
    _druk_af(connection.vendor, onze[20:], hunne[20:], len(gegeven))


def _medewerker() -> Any:
    from datetime import date

    from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team

    team = Team.objects.create(naam="Toegang", toegang=True)
    door = Gebruiker.objects.create(username="toegang", team=team)
    Roltoewijzing.objects.create(gebruiker=door, rol="medewerker_toegang", van=date(2020, 1, 1))
    return door


def _leg_vast(door: Any, nummer: int, gegeven: list[tuple[str, Any]]) -> float:
    """Registreer een melding; onthoud wat er werd geschreven."""
    from django.db import connection
    from django.utils import timezone

    from zicht.web.registratie.handelingen import meldingen
    from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

    def onthoud(doe: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            gegeven.append((sql, params))
        return doe(sql, params, many, context)

    mensen = tuple(
        Betrokkenheid(
            rol,
            Mens(
                f"Mens{nummer}",
                "de",
                f"Verzonnen{nummer % 97}",
                "v",
                1970 + nummer % 40,
                1 + nummer % 12,
                1 + nummer % 28,
            ),
        )
        for rol in ("slachtoffer", "pleger", "kind", "kind")
    )
    invoer = meldingen.NieuweMelding(
        ontvangen_op=timezone.localdate(), gemeente="GM0361", urgentie="midden", hoedanigheid="politie",
        aanleiding=("ex_partnergeweld",), situatie="Verzonnen.", melder=meldingen.Meldergegevens(naam="Verzonnen"),
        betrokkenen=mensen, adres=Woonplek("Dorpsstraat", str(nummer), "1234AB", "Verzinhoven", "GM0361"),
    )  # fmt: skip
    with connection.execute_wrapper(onthoud):
        begin = perf_counter()
        meldingen.melding_registreren(invoer, door=door, om=timezone.localtime())
        return perf_counter() - begin


def _schrijf_kaal(kaal: sqlite3.Connection, gegeven: list[tuple[str, Any]]) -> float:
    opdrachten = [(sql.replace("%s", "?"), params) for sql, params in gegeven]
    begin = perf_counter()
    kaal.execute("BEGIN IMMEDIATE")
    for sql, params in opdrachten:
        kaal.execute(sql, params or ())
    kaal.execute("COMMIT")
    return perf_counter() - begin


def _druk_af(databank: str, onze: list[float], hunne: list[float], opdrachten: int) -> None:
    print(f"\n| {databank}, {len(onze)} meldingen | mediaan ms | p95 ms |\n|---|---|---|")
    print(f"| de handeling | {median(onze) * 1000:.1f} | {_p95(onze) * 1000:.1f} |")
    if hunne:
        print(f"| dezelfde {opdrachten} opdrachten kaal | {median(hunne) * 1000:.1f} | {_p95(hunne) * 1000:.1f} |")
        print(f"| verhouding | {median(onze) / median(hunne):.1f} | {_p95(onze) / _p95(hunne):.1f} |")


def _p95(tijden: list[float]) -> float:
    return quantiles(tijden, n=20)[-1]


if __name__ == "__main__":
    main()
