"""Zoeken en herkennen in de applicatie met een groot register: `python -m benchmarks.register [--mensen N] [--vragen N]`.

Vult een SQLite-databank van de applicatie rechtstreeks met verzonnen huishoudens, elk met een dossier en een adres. Daarna wordt
gevraagd wat het scherm vraagt: wie al bekend is terwijl iemand typt (intake), en de zoekpagina met aanmelding, poort, opmaak
en logregel erbij. De ene helft van de mensen staat er al in en is opnieuw ingetypt, de andere helft is nieuw.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.synthetisch.mensen import opnieuw_ingetypt, register

_STAP = 20_000
_DAG = "2026-03-02"
Rijen = dict[str, list[tuple[Any, ...]]]


def main() -> None:
    """Vul, meet en druk af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--mensen", type=int, default=1_000_000)
    vraag.add_argument("--vragen", type=int, default=400)
    vraag.add_argument("--postgres", action="store_true", help="op een echte PostgreSQL, met fsync aan")
    args = vraag.parse_args()
    if args.postgres and "ZICHT_DATABANK" not in os.environ:
        from tests.support import postgres

        postgres.SETTINGS = ("fsync=on", "synchronous_commit=on", "max_connections=20", "shared_buffers=1GB")
        with postgres.server() as url:
            opdracht = [sys.executable, "-m", "benchmarks.register", *sys.argv[1:]]
            subprocess.run(opdracht, check=True, env={**os.environ, "ZICHT_DATABANK": url})
        return
    with tempfile.TemporaryDirectory(prefix="zicht-register-") as map_:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "zicht.web.settings", "ZICHT_DATA": map_, "ZICHT_TWEEDE_FACTOR": "nee",
            "ZICHT_HOSTS": "testserver",
        }  # fmt: skip
        import django

        django.setup()
        _meet(args.mensen, args.vragen)


def _meet(mensen: int, vragen: int) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    begin = perf_counter()
    gebruiker = _collega()
    _vul(mensen, gebruiker)
    print(f"gevuld met {mensen} mensen in {perf_counter() - begin:.0f} s", flush=True)
    gezocht = _gezocht(mensen, vragen)
    _druk_af("herkennen terwijl iemand typt", *_herken(gezocht, gebruiker))
    _druk_af("een melding van vier mensen herkennen", *_melding(gezocht, gebruiker))
    _druk_af("zoekpagina", *_zoekpagina(gezocht, gebruiker))


def _collega() -> Any:
    from datetime import date

    from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team
    from zicht.web.beheer.rechten import Rol

    team = Team.objects.create(naam="Toegang", toegang=True)
    mens = Gebruiker(username="collega", first_name="Collega", last_name="Verzonnen", team=team)
    mens.set_unusable_password()
    mens.save()
    Roltoewijzing.objects.create(gebruiker=mens, rol=Rol.TOEGANG.value, van=date(2020, 1, 1))
    return mens


# ---------------------------------------------------------------------------------------------------------------- vullen


def _vul(aantal: int, gebruiker: Any) -> None:
    """De rijen rechtstreeks in de tabellen; de index op de sleutels komt achteraf, dat scheelt de helft."""
    from django.db import connection

    from zicht.web.registratie import models as m

    index = next(index for index in m.Zoeksleutel._meta.indexes if index.name == "zoeksleutel_persoon")
    with connection.schema_editor() as bouw:
        bouw.remove_index(m.Zoeksleutel, index)
    rijen: Rijen = {}
    for nummer, (_, huishouden) in enumerate(
        groupby(register(aantal), key=lambda mens: (mens.postcode, mens.huisnummer))
    ):
        _huishouden(rijen, nummer, list(huishouden), gebruiker)
        if len(rijen["persoon"]) >= _STAP:
            _schrijf(rijen)
            rijen = {}
    _schrijf(rijen)
    with connection.schema_editor() as bouw:
        bouw.add_index(m.Zoeksleutel, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _huishouden(rijen: Rijen, nummer: int, mensen: list[Persoonsgegevens], gebruiker: Any) -> None:
    from zicht.web.sleutels import kluis

    adres = (mensen[0].postcode, mensen[0].huisnummer)
    dossier, woning = UUID(int=nummer * 100).hex, UUID(int=nummer * 100 + 1).hex

    def erbij(tabel: str, *waarden: object) -> None:
        rijen.setdefault(tabel, []).append(waarden)

    erbij("dossier", dossier, f"D-26-{nummer:08d}", _hex(gebruiker.team_id), _hex(gebruiker.pk), _DAG)
    erbij("adres", woning, *adres)
    erbij("huishouden", woning, woning)
    for plaats, mens in enumerate(mensen):
        pk = UUID(int=nummer * 100 + 2 + plaats).hex
        erbij(
            "persoon",
            pk,
            mens.voornamen,
            mens.voorvoegsel or "",
            mens.achternaam,
            mens.geslacht,
            mens.jaar,
            mens.maand,
            mens.dag,
        )
        erbij("betrokkene", pk, dossier, pk)
        erbij("huishoudlid", pk, woning, pk, dossier)
        for sleutel in zoeksleutels(mens, kluis().merkgeheim):
            erbij("zoeksleutel", pk, sleutel)


def _hex(sleutel: Any) -> object:
    return sleutel.hex if isinstance(sleutel, UUID) else sleutel


# Per tabel de kolommen die uit het register komen, en wat in elke rij gelijk is.
_KOLOMMEN: dict[str, tuple[str, dict[str, object]]] = {
    "dossier": (
        "id kenmerk team_id eigenaar_id geopend_op",
        {"versie": 1, "gemeente": "GM0361", "sluitroute": "", "beschermd": False},
    ),
    "adres": (
        "id postcode huisnummer",
        {"versie": 1, "straat": "Dorpsstraat", "plaats": "Verzinhoven", "gemeente": "GM0361", "geheim": False},
    ),
    "huishouden": ("id adres_id", {"versie": 1}),
    "persoon": (
        "id voornamen voorvoegsel achternaam geslacht geboortejaar geboortemaand geboortedag",
        {"versie": 1, "ongeboren": False, "bsn": "", "bsn_merk": ""},
    ),
    "betrokkene": ("id dossier_id persoon_id", {"versie": 1, "rol": "slachtoffer", "toelichting": ""}),
    "huishoudlid": ("id huishouden_id persoon_id dossier_id", {"versie": 1, "van": _DAG}),
    "zoeksleutel": ("persoon_id sleutel", {"eerder": False}),
}


def _schrijf(rijen: Rijen) -> None:
    from django.db import connection, transaction

    if connection.vendor == "postgresql":
        _kopieer(rijen)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for tabel, (eigen, vast) in _KOLOMMEN.items():
            kolommen, waarden = [*eigen.split(), *vast], tuple(vast.values())
            plaatsen = ", ".join(["%s"] * len(kolommen))
            opdracht = f"INSERT INTO registratie_{tabel} ({', '.join(kolommen)}) VALUES ({plaatsen})"
            cursor.executemany(opdracht, [rij + waarden for rij in rijen.get(tabel, [])])


def _kopieer(rijen: Rijen) -> None:
    """Met COPY, en zonder de verwijzingen een voor een na te kijken."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for tabel, (eigen, vast) in _KOLOMMEN.items():
            waarden = tuple(vast.values())
            with cursor.copy(f"COPY registratie_{tabel} ({', '.join([*eigen.split(), *vast])}) FROM STDIN") as bestand:
                for rij in rijen.get(tabel, []):
                    bestand.write_row(rij + waarden)


# ----------------------------------------------------------------------------------------------------------------- meten


def _gezocht(aantal: int, vragen: int) -> list[Persoonsgegevens]:
    kans = Random("zoeken")
    gekozen = set(kans.sample(range(aantal), vragen // 2))
    bekend = [opnieuw_ingetypt(mens, rij, kans).opnieuw for rij, mens in enumerate(register(aantal)) if rij in gekozen]
    gemengd = [*bekend, *register(vragen - len(bekend), zaad=2)]
    kans.shuffle(gemengd)
    return gemengd


def _herken(gezocht: list[Persoonsgegevens], gebruiker: Any) -> tuple[list[float], list[float]]:
    from django.utils import timezone

    from zicht.web.registratie.selecties.intake import bekenden

    return _klok(lambda mens: bekenden(mens, gebruiker, timezone.now()), gezocht)


def _melding(gezocht: list[Persoonsgegevens], gebruiker: Any) -> tuple[list[float], list[float]]:
    """Vier mensen achter elkaar, zoals het scherm van een melding hen opzoekt."""
    from django.utils import timezone

    from zicht.web.registratie.selecties.intake import bekenden

    viertallen = [gezocht[begin : begin + 4] for begin in range(0, len(gezocht) - 3, 4)]
    return _klok(lambda vier: [bekenden(mens, gebruiker, timezone.now()) for mens in vier], viertallen)


def _zoekpagina(gezocht: list[Persoonsgegevens], gebruiker: Any) -> tuple[list[float], list[float]]:
    from django.test import Client

    client = Client()
    client.force_login(gebruiker)

    def zoek(mens: Persoonsgegevens) -> None:
        antwoord = client.post("/zoeken/", _velden(mens))
        if antwoord.status_code != 200:
            raise SystemExit(f"/zoeken/: {antwoord.status_code}")

    return _klok(zoek, gezocht)


def _velden(mens: Persoonsgegevens) -> dict[str, Any]:
    namen = ("voornamen", "voorvoegsel", "achternaam", "postcode", "huisnummer")
    datum = dict(zip(("geboren_0", "geboren_1", "geboren_2"), (mens.dag, mens.maand, mens.jaar), strict=True))
    return {naam: waarde for naam, waarde in _met(mens, namen) if waarde} | {k: v for k, v in datum.items() if v}


def _met(mens: Persoonsgegevens, namen: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    return ((naam, getattr(mens, naam)) for naam in namen)


def _klok(doe: Any, gezocht: list[Persoonsgegevens]) -> tuple[list[float], list[float]]:
    for mens in gezocht[:10]:  # de eerste keren laden nog van alles
        doe(mens)
    klok, reken = [], []
    for mens in gezocht:
        begin, bezig = perf_counter(), process_time()
        doe(mens)
        reken.append((process_time() - bezig) * 1_000)
        klok.append((perf_counter() - begin) * 1_000)
    return klok, reken


def _druk_af(wat: str, klok: list[float], reken: list[float]) -> None:
    delen = [
        f"{naam} p50 {median(t):.1f} ms, p95 {quantiles(t, n=20)[-1]:.1f} ms"
        for naam, t in (("klok", klok), ("rekentijd", reken))
    ]
    print(f"{wat}: {'; '.join(delen)}; {len(klok)} vragen", flush=True)


if __name__ == "__main__":
    main()
