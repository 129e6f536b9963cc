"""Cijfers ophalen duurt even: dat gaat buiten het verzoek om, een voor een, en wie wacht ziet hoe ver het is.

Alles wordt in een keer weggeschreven als het klaar is. Valt het proces om, dan is er niets half: de opdracht heeft dan geen
levensteken meer, en iemand kan haar opnieuw geven.
"""

from collections.abc import Callable
from contextvars import copy_context
from datetime import datetime
from threading import Lock, Thread

from django.db import connections
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.rapportage.burap.werkboek import werkboek
from zicht.web.rapporten import bron, handelingen
from zicht.web.rapporten.gemaakt import Vrijgegeven, maak_op
from zicht.web.rapporten.models import Opdracht
from zicht.web.rapporten.opmaak import CONCEPT
from zicht.web.rapporten.soorten import BURAP

_MISLUKT = (
    "Het ophalen is mislukt door een fout in het programma. Er is niets veranderd. Geef dit door aan uw beheerder."
)


_beurt = Lock()


def begin(opdracht: Opdracht) -> None:
    """Voer de opdracht uit in een eigen draad."""
    context = copy_context()
    Thread(target=lambda: context.run(_in_draad, opdracht.pk), name=f"rapport-{opdracht.pk}", daemon=True).start()


def _in_draad(pk: int) -> None:
    try:
        opdracht = Opdracht.objects.select_related("rapport", "door").filter(pk=pk).first()
        if opdracht is not None:  # teruggedraaid voor wij begonnen
            voer_uit(opdracht)
    finally:
        connections.close_all()


def voer_uit(opdracht: Opdracht) -> None:
    """Haal de cijfers op en zet ze bij het rapport; een fout komt bij de opdracht te staan."""
    try:
        with _beurt:
            _haal_op(opdracht, _meldt(opdracht))
    except ZichtFout as fout:
        _klaar(opdracht, "\n".join(fout.regels))
    except Exception:
        _klaar(opdracht, _MISLUKT)
        raise
    else:
        _klaar(opdracht, "")


def _haal_op(opdracht: Opdracht, meld: Callable[[str], None]) -> None:
    rapport, plannen = opdracht.rapport, bron.plannen(opdracht.rapport.periode)
    opgehaald = bron.haal_op(rapport, timezone.now(), meld)
    stand = opgehaald.stand
    meld("de tabellen en de grafieken")
    gemaakt = maak_op(rapport.soort, rapport.uitgave, stand, plannen)
    boeken = (werkboek(stand), werkboek(stand, CONCEPT)) if rapport.soort == BURAP else (None, None)
    handelingen.cijfers_zetten(
        rapport,
        gemaakt,
        stand_op=opgehaald.op,
        merkpunt=opgehaald.merkpunt,
        vrijgave=Vrijgegeven(opgehaald.vrijgave.publicatie, opgehaald.register_tot, opgehaald.vrijgave.niet_bewezen),
        boeken=boeken,
        doorrekening=opgehaald.doorrekening,
        door=opdracht.door,
        om=timezone.localtime(),
    )


def _meldt(opdracht: Opdracht) -> Callable[[str], None]:
    def meld(stap: str) -> None:
        Opdracht.objects.filter(pk=opdracht.pk).update(stap=stap, levensteken_om=timezone.now())

    return meld


def _klaar(opdracht: Opdracht, fout: str) -> None:
    nu: datetime = timezone.now()
    Opdracht.objects.filter(pk=opdracht.pk).update(klaar_om=nu, levensteken_om=nu, fout=fout)
