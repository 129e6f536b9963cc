"""Het geraamte van een wijziging in het beheer: het recht, alles of niets, en een logregel."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from zicht.core.fouten import ZichtFout
from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel, schrijf


class BeheerFout(ZichtFout):
    """Een wijziging in het beheer die niet kan."""

    status = 1


@contextmanager
def beheer(
    naam: str, recht: str, *, door: Gebruiker, om: datetime, soort: str = "gebruiker", over: str = ""
) -> Iterator[None]:
    """Voer een wijziging uit: alles of niets, en nooit zonder logregel."""
    if not door.mag(recht):
        raise GeenToegang(f"{door} mag dit niet ({recht}). Vraag uw beheerder om de goede rol.")
    with transaction.atomic():
        yield
        schrijf([regel(naam, recht, door=door, om=om, soort=soort, over=over)])
    verzoek.geschreven.set(True)


def regel(naam: str, recht: str, *, door: Gebruiker, om: datetime, soort: str, over: str) -> Regel:
    """De logregel van een wijziging; `over` is een gebruikersnaam of de sleutel van een team, nooit een inhoud."""
    return Regel(
        om=om,
        handeling=naam,
        gebruiker=door.username,
        rollen=",".join(sorted(rol.value for rol in door.rollen)),
        doel=rechten.recht(recht).doel.value,
        soort=soort,
        kenmerk=over[:40],
        herkomst=verzoek.herkomst.get(),
    )


def eis(voorwaarde: object, zin: str) -> None:
    """Houd de wijziging tegen, met wat er eerst moet."""
    if not voorwaarde:
        raise BeheerFout(zin)
