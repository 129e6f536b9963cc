"""Doorrekeningen voor de tests: met een verzonnen verslag, dus zonder te rekenen."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils import timezone

from support.keuzeverslag import keuzeverslag
from support.studieverslag import studieverslag
from zicht.capaciteit.studie.uitvoeren import Studieverslag
from zicht.web.beheer.models import Gebruiker
from zicht.web.capaciteit import handelingen
from zicht.web.capaciteit.invoer import Eigen, Invoer, Mensen, Vraag
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.capaciteit.rekenen import Meld, Stop, Uitslag


@cache
def verslag() -> Studieverslag:
    """Een jaar met vijf keuzes, en met een zoektocht, een grens en een beeld erbij."""
    klein = studieverslag()
    return replace(keuzeverslag(), zoektochten=klein.zoektochten, grens=klein.grens, beeld=klein.beeld)


INHUUR = Eigen("Twee fte inhuur", (Mensen("beoordeling", "2", "inhuur"),))


def verzonnen(opdracht: Mapping[str, Any], meld: Meld, stop: Stop) -> Uitslag:
    """Geeft zonder te rekenen een verzonnen verslag."""
    meld("naspelen", 0.5)
    return Uitslag.van(verslag())


def concept(door: Gebruiker, *eigen: Eigen, vraag: Vraag = Vraag.KEUZES) -> Doorrekening:
    """Een vraag die nog niet gestart is."""
    invoer = Invoer(vraag, eigen=eigen or (INHUUR,))
    return handelingen.doorrekening_beginnen(invoer, door=door, om=timezone.localtime())


def wachtend(door: Gebruiker, sleutel: str = "a") -> Doorrekening:
    """Een vraag die op haar beurt wacht."""
    rij, nu = concept(door), timezone.now()
    Doorrekening.objects.filter(pk=rij.pk).update(stand=Stand.WACHT, sleutel=sleutel * 64, gevraagd_om=nu)
    rij.refresh_from_db()
    return rij


def klaar(door: Gebruiker, sleutel: str = "k", uitslag: Uitslag | None = None) -> Doorrekening:
    """Een doorrekening met een verzonnen verslag."""
    rij, nu = wachtend(door, sleutel), timezone.now()
    Doorrekening.objects.filter(pk=rij.pk).update(stand=Stand.BEZIG, begonnen_om=nu, levensteken_om=nu)
    handelingen.verslag_zetten(rij, uitslag or Uitslag.van(verslag()), om=timezone.localtime())
    rij.refresh_from_db()
    return rij
