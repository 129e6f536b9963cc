"""Noodtoegang lezen: wat nog nagekeken moet worden, en wat er in die tijd is bekeken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.noodtoegang import uiterlijk_nakijken


@dataclass(frozen=True)
class Nakijkregel:
    """Een noodtoegang zoals zij in de rij staat."""

    nood: m.Noodtoegang
    kenmerk: str
    uiterlijk: date
    te_laat: bool
    eigen: bool


def na_te_kijken(gebruiker: Gebruiker, vandaag: date) -> list[Nakijkregel]:
    """Elke noodtoegang die nog niet is nagekeken, de oudste eerst; geen enkele valt weg."""
    return [_regel(nood, gebruiker, vandaag) for nood in _noodtoegangen(gebruiker).filter(nagekeken_op=None)]


def nagekeken(gebruiker: Gebruiker, vandaag: date) -> list[Nakijkregel]:
    """De laatste vijftig die zijn nagekeken."""
    rijen = _noodtoegangen(gebruiker).filter(nagekeken_op__isnull=False).order_by("-van")[:50]
    return [_regel(nood, gebruiker, vandaag) for nood in rijen]


def noodtoegang(gebruiker: Gebruiker, pk: str, vandaag: date) -> Nakijkregel | None:
    """Een noodtoegang om na te kijken, of None."""
    nood = _noodtoegangen(gebruiker).filter(pk=pk).first()
    return _regel(nood, gebruiker, vandaag) if nood else None


def _noodtoegangen(gebruiker: Gebruiker):
    toegelaten = m.Toegelaten.objects.filter(dossier=OuterRef("dossier"), gebruiker=gebruiker)
    rijen = m.Noodtoegang.objects.select_related("dossier", "gebruiker__team", "nagekeken_door").order_by("van")
    return rijen.annotate(noemen=Q(dossier__beschermd=False) | Exists(toegelaten))


def _regel(nood: m.Noodtoegang, gebruiker: Gebruiker, vandaag: date) -> Nakijkregel:
    uiterlijk = uiterlijk_nakijken(nood)
    kenmerk = nood.dossier.kenmerk if nood.noemen else ""
    te_laat = nood.nagekeken_op is None and vandaag > uiterlijk
    return Nakijkregel(nood, kenmerk, uiterlijk, te_laat, nood.gebruiker_id == gebruiker.pk)


def bekeken(nood: m.Noodtoegang) -> Sequence[dict[str, object]]:
    """Wat er volgens het logboek met dit dossier is gedaan zolang de noodtoegang duurde, zonder inhoud."""
    regels = Logregel.objects.filter(
        dossier=nood.dossier.kenmerk, gebruiker=nood.gebruiker.username, om__gte=nood.van, om__lte=nood.tot
    ).order_by()
    return list(regels.values("handeling", "resultaat").annotate(aantal=Count("nummer")).order_by("handeling"))


def aantal_open(nu: datetime) -> int:
    """Hoeveel noodtoegangen op nakijken wachten."""
    return m.Noodtoegang.objects.filter(nagekeken_op=None, van__lte=nu).count()
