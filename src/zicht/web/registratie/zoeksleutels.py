"""De zoeksleutels van een persoon bewaren: onder wat er nu van hem bekend is, en onder wat er eerder van hem bekend was."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from zicht.web.delen import in_delen
from zicht.web.registratie import models as m
from zicht.web.registratie.eigenstanden import eerder_bekend
from zicht.web.registratie.herkenning import Plek, sleutels_op

# Vanaf deze migratie staan ook eerdere gegevens in de zoeksleutels.
VANAF = "0004_eerder_bekend"


def zet_sleutels(pk: UUID) -> None:
    """Maak de sleutels van een persoon opnieuw, uit zijn rij, zijn adressen en zijn versies."""
    rij = m.Persoon.objects.get(pk=pk)
    plekken: set[Plek] = {("", "")}
    plekken |= set(rij.huishoudens.values_list("huishouden__adres__postcode", "huishouden__adres__huisnummer"))
    eerder = eerder_bekend(rij)
    nu = sleutels_op([rij], plekken)
    m.Zoeksleutel.objects.filter(persoon=rij).delete()
    m.EerderBekend.objects.filter(persoon=rij).delete()
    m.EerderBekend.objects.bulk_create(eerder)
    m.Zoeksleutel.objects.bulk_create(
        [*_rijen(rij, nu, eerder=False), *_rijen(rij, sleutels_op(eerder, plekken) - nu, eerder=True)]
    )


def _rijen(rij: m.Persoon, sleutels: Iterable[str], *, eerder: bool) -> list[m.Zoeksleutel]:
    return [m.Zoeksleutel(persoon=rij, sleutel=sleutel, eerder=eerder) for sleutel in sorted(sleutels)]


def vul_aan() -> int:
    """Maak de sleutels opnieuw van wie ooit is verbeterd, verbonden of verhuisd; het aantal personen."""
    personen = m.Persoon.objects.annotate(adressen=Count("huishoudens")).filter(Q(versie__gt=1) | Q(adressen__gt=1))
    pks = list(personen.order_by("pk").values_list("pk", flat=True))
    for deel in in_delen(pks):
        with transaction.atomic():
            for pk in deel:
                zet_sleutels(pk)
    return len(pks)


def na_migratie(plan: Iterable[tuple[Any, bool]] = (), **_: Any) -> None:
    """Vul wat er al stond aan, als alle migraties klaar zijn: dan kloppen de tabellen met de code."""
    if any(migratie.name == VANAF and not terug for migratie, terug in plan):
        vul_aan()
