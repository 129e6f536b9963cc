"""Activiteiten per maand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from zicht.core.codelijsten import ACTIVITEIT
from zicht.web.registratie import models as m


@dataclass(frozen=True)
class Maand:
    """Een maand met haar activiteiten en het totaal per soort."""

    begin: date
    rijen: Sequence[m.Activiteit]
    totalen: Sequence[tuple[str, int]]

    @property
    def vorige(self) -> str:
        """De maand ervoor, zoals zij in het adres staat."""
        return f"{self.begin - timedelta(days=1):%Y-%m}"

    @property
    def volgende(self) -> str:
        """De maand erna."""
        return f"{self.begin + timedelta(days=31):%Y-%m}"


def maand(begin: date) -> Maand:
    """De activiteiten van een maand, de laatste dag eerst."""
    einde = (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
    rijen = m.Activiteit.objects.filter(datum__gte=begin, datum__lt=einde)
    per_soort = dict(rijen.order_by().values_list("soort").annotate(n=Sum("aantal")))
    totalen = [(titel, per_soort[code]) for code, titel in ACTIVITEIT.codes if per_soort.get(code)]
    return Maand(begin, [*rijen.select_related("door").order_by("-datum", "pk")], totalen)


def lees_maand(tekst: str, vandaag: date) -> date:
    """De eerste dag van 2026-03; iets anders is deze maand."""
    try:
        return date.fromisoformat(f"{tekst}-01")
    except ValueError:
        return vandaag.replace(day=1)
