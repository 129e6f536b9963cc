"""Adviezen van de eigen organisatie. Zij zijn anoniem, dus er is niets af te schermen dan het recht zelf."""

from datetime import date

from django.db.models import Count, QuerySet

from zicht.web.registratie import models as m


def adviezen(
    *, van: date | None = None, tot: date | None = None, soort: str = "", stand: str = "", kenmerk: str = ""
) -> QuerySet[m.Advies]:
    """De adviezen, het nieuwste eerst, met het aantal contacten."""
    lijst = m.Advies.objects.select_related("door").annotate(aantal_contacten=Count("contacten"))
    lijst = lijst.order_by("-gestart_op", "-kenmerk")
    if kenmerk:
        return lijst.filter(kenmerk__iexact=kenmerk)
    if van:
        lijst = lijst.filter(gestart_op__gte=van)
    if tot:
        lijst = lijst.filter(gestart_op__lte=tot)
    if soort:
        lijst = lijst.filter(soort=soort)
    if stand == "open":
        lijst = lijst.filter(afgesloten_op=None, omgezet_op=None)
    elif stand == "gesloten":
        lijst = lijst.exclude(afgesloten_op=None)
    return lijst


def advies_of_niets(kenmerk: str) -> m.Advies | None:
    """Het advies met dit kenmerk."""
    return m.Advies.objects.select_related("door", "team").filter(kenmerk=kenmerk).first() if kenmerk else None


def melding_van(advies: m.Advies) -> m.Melding | None:
    """De melding die dit advies eerst was, of None."""
    return m.Melding.objects.filter(omgezet_in=advies).select_related("dossier__team").first()
