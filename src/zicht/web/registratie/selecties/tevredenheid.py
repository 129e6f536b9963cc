"""Tevredenheid: hoeveel er is gevraagd, hoeveel mensen antwoordden, en wat zij vonden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count

from zicht.core.codelijsten import DOELGROEP, MOMENT
from zicht.web.registratie import models as m
from zicht.web.sleutels import kluis

TE_WEINIG = 5  # keuze: onder vijf antwoorden geen gemiddelde en geen teksten, dan is te zien wie iets schreef


@dataclass(frozen=True)
class Respons:
    """Een doelgroep op een moment: gevraagd, beantwoord en het gemiddelde cijfer."""

    doelgroep: str
    moment: str
    gevraagd: int
    beantwoord: int
    gemiddeld: Decimal | None

    @property
    def te_weinig(self) -> bool:
        """Of er te weinig antwoorden zijn om iets te laten zien."""
        return self.beantwoord < TE_WEINIG


def respons(van: date, tot_en_met: date) -> list[Respons]:
    """Per doelgroep en moment; gevraagd en beantwoord tellen op de dag van de vraag, dus het is een en dezelfde groep."""
    rijen = (
        m.Tevredenheidsvraag.objects.filter(verstuurd_op__range=(van, tot_en_met), ingetrokken_op=None)
        .values_list("doelgroep", "moment")
        .annotate(gevraagd=Count("pk"), beantwoord=Count("beantwoord_op"), gemiddeld=Avg("cijfer"))
        .order_by("doelgroep", "moment")
    )
    volgorde = [code for code, _ in MOMENT.codes]
    gevonden = [Respons(*rij) for rij in rijen]
    return sorted(gevonden, key=lambda r: (r.doelgroep, volgorde.index(r.moment) if r.moment in volgorde else 99))


def woorden(regels: Sequence[Respons]) -> list[tuple[str, str, Respons]]:
    """De regels met de woorden van hun codes."""
    return [(DOELGROEP.titel(r.doelgroep), MOMENT.titel(r.moment) if r.moment else "niet bekend", r) for r in regels]


def open_vragen(vandaag: date) -> list[m.Tevredenheidsvraag]:
    """De links die nog geldig zijn, de nieuwste eerst."""
    open_ = m.Tevredenheidsvraag.objects.filter(beantwoord_op=None, ingetrokken_op=None, verloopt_op__gte=vandaag)
    return [*open_.order_by("-verstuurd_op", "pk")[:200]]


def teksten(regels: Sequence[Respons], van: date, tot_en_met: date) -> list[m.Tevredenheidsvraag]:
    """Wat mensen erbij schreven, alleen uit groepen met genoeg antwoorden."""
    genoeg = {(r.doelgroep, r.moment) for r in regels if not r.te_weinig}
    rijen = m.Tevredenheidsvraag.objects.filter(verstuurd_op__range=(van, tot_en_met)).exclude(toelichting="")
    return [rij for rij in rijen.order_by("-beantwoord_op", "pk")[:200] if (rij.doelgroep, rij.moment) in genoeg]


def bij_code(code: str) -> m.Tevredenheidsvraag | None:
    """De vraag achter een link. In de databank staat alleen een merk van de code."""
    return m.Tevredenheidsvraag.objects.filter(merk=kluis().merk(code)).first() if code else None
