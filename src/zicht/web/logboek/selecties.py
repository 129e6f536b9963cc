"""Het logboek gelezen: gefilterd, en wie een dossier zag."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from zicht.web.logboek.models import Logregel


@dataclass(frozen=True)
class Logfilter:
    """Wat iemand van het logboek wil zien."""

    gebruiker: str = ""
    kenmerk: str = ""
    resultaat: str = ""
    handeling: str = ""
    van: date | None = None
    tot: date | None = None


def regels(filter_: Logfilter) -> QuerySet[Logregel]:
    """De regels die passen, de nieuwste eerst."""
    gekozen = Logregel.objects.order_by("-nummer")
    if filter_.gebruiker:
        gekozen = gekozen.filter(gebruiker=filter_.gebruiker)
    if filter_.kenmerk:
        gekozen = gekozen.filter(Q(dossier=filter_.kenmerk) | Q(kenmerk=filter_.kenmerk))
    if filter_.resultaat:
        gekozen = gekozen.filter(resultaat=filter_.resultaat)
    if filter_.handeling:
        gekozen = gekozen.filter(handeling__startswith=filter_.handeling)
    if filter_.van:
        gekozen = gekozen.filter(om__gte=_begin(filter_.van))
    if filter_.tot:
        gekozen = gekozen.filter(om__lt=_begin(filter_.tot + timedelta(days=1)))
    return gekozen


def _begin(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def wie_zag(kenmerk: str) -> list[dict[str, Any]]:
    """Per gebruiker en resultaat: hoe vaak, wanneer het eerst en het laatst, en met welke rollen."""
    gezien = Logregel.objects.filter(Q(dossier=kenmerk) | Q(kenmerk=kenmerk)).order_by()
    per_persoon = gezien.values("gebruiker", "rollen", "resultaat").annotate(
        aantal=Count("nummer"), eerste=Min("om"), laatste=Max("om")
    )
    return list(per_persoon.order_by("gebruiker", "resultaat", "rollen"))
