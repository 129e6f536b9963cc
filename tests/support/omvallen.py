"""Een proces dat meldingen vastlegt en op een willekeurig moment omvalt; daarna wordt nagekeken of alles heel is.

Gestart als `python -m support.omvallen AANTAL`, met een eigen datamap in de omgeving. Elke keer is een kind van dit proces:
het stopt bij een willekeurige schrijfopdracht (ervoor of erna), vlak na het vastleggen, of wordt van buiten gedood.
Met `kapot` is de transactie weggehaald: zo is te zien dat het nakijken een half geschreven zaak ook vindt.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.db import connection, connections, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from support.web import maak_gebruiker  # noqa: E402
from zicht.web.beheer.models import Gebruiker  # noqa: E402
from zicht.web.beheer.rechten import Rol  # noqa: E402
from zicht.web.logboek import keten  # noqa: E402
from zicht.web.logboek.models import Logregel  # noqa: E402
from zicht.web.opbouw import bijwerken  # noqa: E402
from zicht.web.registratie import models as m  # noqa: E402
from zicht.web.registratie import opslag  # noqa: E402
from zicht.web.registratie.handelingen import meldingen  # noqa: E402
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek  # noqa: E402
from zicht.web.registratie.models.basis import Geversioneerd, VersleuteldeTekst  # noqa: E402

SCHRIJFT = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE")
MENSEN = 3
GEVALLEN = 9  # het teken van een kind dat zichzelf omver gooide
MODELLEN = [model for model in django.apps.apps.get_models() if issubclass(model, Geversioneerd)]


class Omvaller:
    """Stopt het proces bij de zoveelste schrijfopdracht, ervoor of erna."""

    def __init__(self, rest: int, *, ervoor: bool) -> None:
        self.rest, self.ervoor = rest, ervoor

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raak = sql.lstrip().upper().startswith(SCHRIJFT)
        self.rest -= raak
        if raak and self.rest <= 0 and self.ervoor:
            os._exit(GEVALLEN)
        uit = execute(sql, params, many, context)
        if raak and self.rest <= 0:
            os._exit(GEVALLEN)
        return uit


def werk(door: Gebruiker) -> Iterator[None]:
    """Meldingen vastleggen, oppakken en opnieuw screenen, tot iemand het stopt."""
    while True:
        vandaag = timezone.localdate()
        invoer = meldingen.NieuweMelding(
            ontvangen_op=vandaag, gemeente="GM0361", urgentie="midden", hoedanigheid="politie",
            aanleiding=("ex_partnergeweld",), melder=meldingen.Meldergegevens(naam="Agent Verzonnen"),
            betrokkenen=tuple(Betrokkenheid("kind", Mens(f"Kind{n}", "", "Verzonnen", "v", 2015)) for n in range(MENSEN)),
            adres=Woonplek("Nergenslaan", "1", "1234AB", "Verzonnen", "GM0361"),
        )  # fmt: skip
        melding = meldingen.melding_registreren(invoer, door=door, om=timezone.now())
        yield
        meldingen.urgentie_bepalen(melding, urgentie="hoog", reden="erger", op=vandaag, door=door, om=timezone.now())
        yield
        meldingen.melding_oppakken(melding, op=vandaag, eigenaar=door, door=door, om=timezone.now())
        yield


def kind(toeval: random.Random, hoe: str) -> None:
    """Werk tot het omvalt."""
    door = Gebruiker.objects.get(username="tineke")
    if hoe == "schrijven":
        connection.execute_wrappers.append(Omvaller(toeval.randint(1, 60), ervoor=toeval.random() < 0.5))
    rest = toeval.randint(1, 6)
    for _ in werk(door):
        rest -= 1
        if hoe == "erna" and rest == 0:
            transaction.on_commit(lambda: os._exit(GEVALLEN))


def een_keer(toeval: random.Random) -> None:
    """Laat een kind werken en omvallen."""
    hoe = toeval.choice(("schrijven", "schrijven", "erna", "doden"))
    connections.close_all()
    nummer = os.fork()
    if nummer == 0:
        try:
            kind(toeval, hoe)
        finally:
            os._exit(1)  # een gewone fout is geen omvallen
    if hoe == "doden":
        time.sleep(toeval.uniform(0.02, 0.2))
        os.kill(nummer, signal.SIGKILL)
    _, stand = os.waitpid(nummer, 0)
    gedood = os.WIFSIGNALED(stand) and os.WTERMSIG(stand) == signal.SIGKILL
    if not gedood and os.waitstatus_to_exitcode(stand) != GEVALLEN:
        raise SystemExit(f"Het kind stopte met {os.waitstatus_to_exitcode(stand)} in plaats van om te vallen ({hoe}).")


def gebreken() -> Iterator[str]:
    """Alles wat half is, in zinnen."""
    yield from keten.breuken()
    for melding in m.Melding.objects.select_related("dossier"):
        delen = (
            melding.dossier.betrokkenen.count() == MENSEN, m.Melder.objects.filter(melding=melding).count() == 1,
            melding.urgenties.exists(), m.Taak.objects.filter(over_id=melding.pk, soort="beoordeling").count() == 1,
            m.Gebeurtenis.objects.filter(kenmerk=melding.kenmerk).exists(),
        )  # fmt: skip
        if not all(delen):
            yield f"{melding.kenmerk} is half geschreven: {delen}"
    if m.Dossier.objects.filter(meldingen=None).exists() or m.Persoon.objects.filter(betrokkenheden=None).exists():
        yield "Er is een dossier zonder melding of een persoon zonder dossier."
    for model in MODELLEN:
        yield from _zonder_versie(model)
    versies = set(m.Versie.objects.values_list("om", "handeling"))
    regels = set(Logregel.objects.values_list("om", "handeling"))
    if versies - regels:
        yield f"{len(versies - regels)} wijzigingen staan niet in het logboek."
    if regels - versies:
        yield f"{len(regels - versies)} regels in het logboek horen bij niets."


def _zonder_versie(model: type[models.Model]) -> Iterator[str]:
    naam = model._meta.model_name
    geheim = {veld.attname for veld in model._meta.concrete_fields if isinstance(veld, VersleuteldeTekst)}
    versies: dict[Any, dict[int, Any]] = {}
    for versie in m.Versie.objects.filter(tabel=naam):
        versies.setdefault(versie.rij, {})[versie.nummer] = versie.inhoud
    for rij in model._default_manager.all():
        eigen = versies.pop(rij.pk, {})
        if sorted(eigen) != list(range(1, rij.versie + 1)):
            yield f"Een rij van {naam} heeft versie {rij.versie} en de versies {sorted(eigen)}."
            continue
        nu, laatste = json.loads(json.dumps(rij.inhoud(), default=str)), eigen[rij.versie]
        if {veld: w for veld, w in nu.items() if veld not in geheim} != {
            v: w for v, w in laatste.items() if v not in geheim
        }:
            yield f"Een rij van {naam} is anders dan haar laatste versie."
    if versies:
        yield f"{len(versies)} versies van {naam} horen bij geen rij."


def main(aantal: int, *, kapot: bool) -> None:
    """Val zo vaak om en kijk na; de uitslag komt als JSON op de uitvoer."""
    bijwerken()
    maak_gebruiker("tineke", Rol.TOEGANG)
    if kapot:
        opslag.transaction = SimpleNamespace(atomic=nullcontext)  # pyright: ignore[reportAttributeAccessIssue]
    toeval = random.Random(date(2026, 3, 4).toordinal())
    gevonden: list[str] = []
    for nummer in range(1, aantal + 1):
        een_keer(toeval)
        if nummer % 25 == 0 or nummer == aantal or kapot:
            gevonden = list(gebreken())
            if gevonden:
                break
    uit = {"gebreken": gevonden[:20], "meldingen": m.Melding.objects.count(), "regels": Logregel.objects.count()}
    sys.stdout.write(json.dumps(uit))


if __name__ == "__main__":
    main(int(sys.argv[1]), kapot="kapot" in sys.argv)
