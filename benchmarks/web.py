"""Hoe snel de werklijst is: `python -m benchmarks.web [--jaren 1 10] [--per-jaar N] [--vragen N] [--databank sqlite postgres]`.

Vult een databank met verzonnen dossiers van een en van tien jaar, en vraagt elke lijst een paar honderd keer op zoals een
browser dat doet: met aanmelding, poort, opmaak en logregel erbij. De taken komen uit registratie/taken.py zelf.

Op een drukke machine zegt de klok weinig. Daarom staat er naast: de rekentijd van het proces dat antwoordt, en tussen elke
twee vragen een vast stuk werk. Duurt dat werk veel langer dan op zijn snelst, dan was de machine druk; ‘klok, rustig’ is
de klok gedeeld door die vertraging.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

_TEGELIJK = 2_000
_COLLEGAS = 60
_BLADEN = {
    "mijn werk": "/",
    "werklijst van het team": "/werklijst/?team=mijn",
    "te laat, hele organisatie": "/werklijst/?stand=te_laat",
    "werklijst, bladzijde 8": "/werklijst/?alles=1&bladzijde=8",
    "wachtlijst": "/wachtlijst/",
    "daglijst": "/daglijst/",
    "marge tot de norm": "/marge/",
    "dossiers": "/dossiers/",
    "dossiers, zoeken op kenmerk": "/dossiers/?kenmerk=M-00-000042",
}


def main() -> None:
    """Meet elke databank in een eigen proces en druk een tabel af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--jaren", type=int, nargs="+", default=[1, 10])
    vraag.add_argument("--per-jaar", type=int, default=5_000)
    vraag.add_argument("--vragen", type=int, default=200)
    vraag.add_argument("--databank", nargs="+", default=["sqlite", "postgres"], choices=["sqlite", "postgres"])
    vraag.add_argument("--binnen", action="store_true", help=argparse.SUPPRESS)
    args = vraag.parse_args()
    if args.binnen:
        print(json.dumps(_meet(args.jaren[0], args.per_jaar, args.vragen)))
        return
    for soort in args.databank:
        gemeten = {jaren: _in_eigen_proces(soort, jaren, args.per_jaar, args.vragen) for jaren in args.jaren}
        _druk_af(soort, gemeten)


@contextmanager
def _databank(soort: str) -> Iterator[dict[str, str]]:
    """De omgeving van een verse databank."""
    with tempfile.TemporaryDirectory(prefix="zicht-bench-") as map_:
        basis = {
            "DJANGO_SETTINGS_MODULE": "zicht.web.settings", "ZICHT_DATA": map_, "ZICHT_TWEEDE_FACTOR": "nee",
            "ZICHT_HOSTS": "testserver",
        }  # fmt: skip
        if soort == "sqlite":
            yield basis
            return
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from support import postgres

        with postgres.server() as adres:
            yield basis | {"ZICHT_DATABANK": adres}


def _in_eigen_proces(soort: str, jaren: int, per_jaar: int, vragen: int) -> dict[str, Any]:
    opdracht = ["--binnen", "--jaren", jaren, "--per-jaar", per_jaar, "--vragen", vragen]
    with _databank(soort) as omgeving:
        uit = subprocess.run(
            [sys.executable, "-m", "benchmarks.web", *map(str, opdracht)],
            env=os.environ | omgeving, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return json.loads(uit.stdout.splitlines()[-1])


def _druk_af(soort: str, gemeten: dict[int, dict[str, Any]]) -> None:
    jaren = sorted(gemeten)
    for aantal in jaren:
        vast = gemeten[aantal]["vast"]
        print(f"\n{soort}, {aantal} jaar: {gemeten[aantal]['inhoud']}")
        print("vast werk ertussen: snelst {snelst:.1f} ms, mediaan {mediaan:.1f} ms, p95 {p95:.1f} ms".format(**vast))
        print("\n| lijst | vragen | klok mediaan | klok p95 | klok, rustig p95 | rekentijd mediaan | rekentijd p95 |")
        print(f"|{'---|' * 7}")
        for naam, c in gemeten[aantal]["bladen"].items():
            tijden = " | ".join(f"{c[n]:.1f}" for n in ("mediaan", "p95", "rustig", "reken", "reken_p95"))
            print(f"| {naam} | {c['queries']} | {tijden} |")
    if len(jaren) > 1:
        print(f"\n| lijst op {soort} | rekentijd {jaren[-1]} : {jaren[0]} jaar | klok, rustig {jaren[-1]} : {jaren[0]} jaar |\n|---|---|---|")  # fmt: skip
        for naam in _BLADEN:
            lang, kort = (gemeten[aantal]["bladen"][naam] for aantal in (jaren[-1], jaren[0]))
            print(f"| {naam} | {lang['reken'] / kort['reken']:.2f} | {lang['rustig'] / kort['rustig']:.2f} |")


# ------------------------------------------------------------------------------------------------- binnen het eigen proces


def _meet(jaren: int, per_jaar: int, vragen: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    collegas = _collegas()
    for jaar in range(jaren):
        _vul(jaar, per_jaar, collegas)
    with connection.cursor() as cursor:  # what autovacuum does within a minute; SQLite plans these lists well without
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    gemeten = {naam: _bekijk(adres, vragen, collegas[0]) for naam, adres in _BLADEN.items()}
    vast = [tijd for meting in gemeten.values() for tijd in meting.pop("vast")]
    for meting in gemeten.values():
        meting["rustig"] = _p95([klok * min(vast) / om for klok, om in meting.pop("paren")])
    samen = {"snelst": min(vast), "mediaan": median(vast), "p95": _p95(vast)}
    return {"inhoud": _inhoud(), "bladen": gemeten, "vast": samen}


def _collegas() -> list[Any]:
    from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team
    from zicht.web.beheer.rechten import Rol

    teams = [Team.objects.create(naam=f"Team {nr}", toegang=nr == 0) for nr in range(5)]
    uit = []
    for nr in range(_COLLEGAS):
        naam = f"collega{nr}"
        mens = Gebruiker(username=naam, first_name="Collega", last_name=f"Verzonnen {nr}", team=teams[nr % 5])
        mens.set_unusable_password()
        mens.save()
        rol = Rol.TEAMLEIDER if nr < 5 else Rol.REGIOTEAM
        Roltoewijzing.objects.create(gebruiker=mens, rol=rol.value, van=date(2020, 1, 1))
        uit.append(mens)
    return uit


def _vul(jaar: int, aantal: int, collegas: list[Any]) -> None:
    """De dossiers van een jaar, zoveel jaar geleden; het laatste jaar is in elke databank hetzelfde."""
    from django.db import transaction

    dobbel = Random(jaar)
    for begin in range(0, aantal, _TEGELIJK):
        tot = min(begin + _TEGELIJK, aantal)
        with transaction.atomic():
            _schrijf([_zaak(dobbel, jaar, nr, aantal, dobbel.choice(collegas)) for nr in range(begin, tot)])


def _schrijf(zaken: list[tuple[Any, Any, Any]]) -> None:
    from zicht.web.registratie import models as m
    from zicht.web.registratie.opslag import Opslag
    from zicht.web.registratie.taken import van_dossier

    taken = []
    for dossier, melding, dienst in zaken:
        opslag = Opslag()
        for rij in filter(None, (dossier, melding, dienst)):
            opslag.bewaar(rij, handeling="meting", door=melding.eigenaar, om=None)  # pyright: ignore[reportArgumentType]
        taken += [m.Taak(dossier=dossier, **vars(werk)) for werk in van_dossier(opslag, dossier)]
    m.Dossier.objects.bulk_create([dossier for dossier, _melding, _dienst in zaken])
    m.Melding.objects.bulk_create([melding for _dossier, melding, _dienst in zaken])
    m.Dienst.objects.bulk_create([dienst for _dossier, _melding, dienst in zaken if dienst])
    m.Taak.objects.bulk_create(taken)


def _zaak(dobbel: Random, jaar: int, nr: int, aantal: int, eigenaar: Any) -> tuple[Any, Any, Any]:
    """Een dossier met een melding en soms een dienst: bijna alles is klaar, behalve van de laatste weken."""
    from zicht.web.registratie import models as m

    vandaag = date.today()  # noqa: DTZ011 - the pages ask the same clock
    ontvangen = vandaag - timedelta(days=365 * jaar + nr * 365 // aantal)
    beoordeeld = _voor(ontvangen + timedelta(days=dobbel.randrange(2, 12)), vandaag)
    afgerond = _voor(ontvangen + timedelta(days=dobbel.randrange(40, 120)), vandaag)
    met_dienst = beoordeeld is not None and dobbel.random() < 0.5
    klaar = afgerond if met_dienst else beoordeeld
    dossier = m.Dossier(
        kenmerk=f"D-{jaar:02d}-{nr:06d}", gemeente=dobbel.choice(("GM0361", "GM0400", "GM0373")), team=eigenaar.team,
        geopend_op=ontvangen, gesloten_op=klaar, sluitroute="vervolgdienst" if klaar else "",
    )  # fmt: skip
    samen = {"dossier": dossier, "team": eigenaar.team, "eigenaar": eigenaar, "volgende_controle_op": vandaag}
    melding = m.Melding(
        kenmerk=f"M-{jaar:02d}-{nr:06d}", bron="telefoon", ontvangen_op=ontvangen, beoordeeld_op=beoordeeld,
        opgepakt_op=beoordeeld and ontvangen, urgentie=dobbel.choice(("hoog", "midden", "laag")), ter_registratie=False,
        eerste_contact_op=beoordeeld, teruggekoppeld_op=beoordeeld, laatste_controle_op=ontvangen, **samen,
    )  # fmt: skip
    dienst = m.Dienst(
        kenmerk=f"V-{jaar:02d}-{nr:06d}", melding=melding, soort=dobbel.choice(("voorwaarden_en_vervolg", "onderzoek")),
        toegewezen_op=beoordeeld, gestart_op=_voor(beoordeeld + timedelta(days=20), vandaag) or afgerond,
        afgerond_op=afgerond, **samen,
    ) if met_dienst and beoordeeld else None  # fmt: skip
    return dossier, melding, dienst


def _voor(dag: date, vandaag: date) -> date | None:
    return dag if dag <= vandaag else None


def _inhoud() -> str:
    from zicht.web.registratie import models as m

    open_ = m.Taak.objects.filter(geeindigd_op=None).count()
    return (
        f"{m.Dossier.objects.count()} dossiers, {m.Melding.objects.count()} meldingen, {m.Dienst.objects.count()} diensten, "
        f"{m.Taak.objects.count()} taken waarvan {open_} open"
    )


def _bekijk(adres: str, vragen: int, gebruiker: Any) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(gebruiker)
    client.get(adres)
    with CaptureQueriesContext(connection) as gesteld:
        client.get(adres)
    queries = len(gesteld)  # now: the next request empties the list
    klok, reken, vast = [], [], [_vast_werk()]
    for _ in range(vragen):
        begin, bezig = perf_counter(), process_time()
        antwoord = client.get(adres)
        reken.append((process_time() - bezig) * 1_000)
        klok.append((perf_counter() - begin) * 1_000)
        vast.append(_vast_werk())
        if antwoord.status_code != 200:
            raise SystemExit(f"{adres}: {antwoord.status_code}")
    om = [(voor + na) / 2 for voor, na in pairwise(vast)]  # the fixed work just before and just after
    return {
        "mediaan": median(klok), "p95": _p95(klok), "reken": median(reken), "reken_p95": _p95(reken), "queries": queries,
        "vast": vast, "paren": list(zip(klok, om, strict=True)),
    }  # fmt: skip


def _vast_werk() -> float:
    """Always the same work of some ten milliseconds; how long it takes says how busy the machine is."""
    begin = perf_counter()
    dobbel, woorden = Random(7), {}
    for nummer in range(6_000):
        woorden[f"{dobbel.random():.6f}"] = nummer
    "".join(sorted(woorden)).encode()
    return (perf_counter() - begin) * 1_000


def _p95(tijden: list[float]) -> float:
    return quantiles(tijden, n=20)[-1]


if __name__ == "__main__":
    main()
