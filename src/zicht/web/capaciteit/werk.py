"""Doorrekenen duurt even: dat gaat buiten het verzoek om, een voor een, en wie wacht ziet hoe ver het is.

Een draad neemt de oudste die wacht, rekent, en neemt de volgende. De databank laat er nooit twee tegelijk beginnen, ook
niet als er meer processen zijn. Zolang er gerekend wordt, klopt er een hart: elke paar seconden een levensteken, en meteen
de vraag of iemand op Stoppen drukte. Het verslag wordt in een keer weggeschreven als het af is. Valt het proces om, dan is
er niets half; zonder levensteken heet de doorrekening gestopt, en kan zij opnieuw beginnen.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Event, Lock, Thread

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.capaciteit import handelingen, rekenen, selecties
from zicht.web.capaciteit.models import Doorrekening

HARTSLAG = 2.0  # seconden tussen twee levenstekens
_MISLUKT = "Het doorrekenen is mislukt door een fout in het programma. Geef dit door aan uw beheerder."
_deur = Lock()
_draad: Thread | None = None


def wek() -> None:
    """Zorg dat er gerekend wordt als er iets wacht, zodra dit verzoek is vastgelegd; een draad per proces is genoeg."""
    transaction.on_commit(_begin)


def _begin() -> None:
    global _draad  # noqa: PLW0603  (een draad per proces)
    with _deur:
        if selecties.iets_te_doen(timezone.now()) and (_draad is None or not _draad.is_alive()):
            context = copy_context()
            _draad = Thread(target=lambda: context.run(_in_draad), name="capaciteit", daemon=True)
            _draad.start()


def _in_draad() -> None:
    try:
        werk_af()
    finally:
        connections.close_all()


def werk_af(reken: rekenen.Reken | None = None) -> None:
    """Reken alles wat wacht, de oudste eerst."""
    while (rij := handelingen.neem_volgende(timezone.now())) is not None:
        voer_uit(rij, reken)


def voer_uit(rij: Doorrekening, reken: rekenen.Reken | None = None) -> None:
    """Reken een doorrekening die aan de beurt is; een fout komt bij haar te staan."""
    try:
        with hart(rij) as stop:
            verslag = (reken or rekenen.reken)(rij.opdracht, _meldt(rij), stop.is_set)
    except rekenen.Gestopt:
        handelingen.gestopt(rij, om=timezone.localtime())
    except ZichtFout as fout:
        handelingen.mislukt(rij, "\n".join(fout.regels), om=timezone.localtime())
    except Exception:
        handelingen.mislukt(rij, _MISLUKT, om=timezone.localtime())
        raise
    else:
        handelingen.verslag_zetten(rij, verslag, om=timezone.localtime())


@contextmanager
def hart(rij: Doorrekening) -> Iterator[Event]:
    """Geef levenstekens zolang dit duurt; de uitkomst gaat om als iemand vroeg te stoppen."""
    stop, klaar = Event(), Event()

    def klop() -> None:
        try:
            while not klaar.wait(HARTSLAG):
                if not _slag(rij):
                    stop.set()
        finally:
            connections.close_all()

    draad = Thread(target=klop, name=f"hart-{rij.kenmerk}", daemon=True)
    draad.start()
    try:
        yield stop
    finally:
        klaar.set()
        draad.join()


def _slag(rij: Doorrekening) -> bool:
    """Een slag: of er doorgegaan mag worden. Is de databank even bezet, dan is de volgende slag er weer een."""
    try:
        return selecties.leeft_nog(rij, timezone.now())
    except DatabaseError:
        connections.close_all()
        return True


def _meldt(rij: Doorrekening) -> rekenen.Meld:
    def meld(stap: str, deel: float) -> None:
        with suppress(DatabaseError):  # een gemiste voortgang is geen mislukte doorrekening
            Doorrekening.objects.filter(pk=rij.pk).update(
                stap=stap[:160], deel=min(max(deel, 0.0), 1.0), levensteken_om=timezone.now()
            )

    return meld
