"""Klachten met hun klok."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from zicht.catalogus import load
from zicht.core import termijnen
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.klachten import voorgesteld_oordeel
from zicht.web.registratie.klokken import Klok, klok
from zicht.web.registratie.poort import dossiers

KLOK = "klachtreactie"
STANDEN = {"open": "open", "klaar": "klaar", "alle": "alle"}
_KLAAR = Q(reactie_op__isnull=False) | Q(oordeel="ingetrokken")


@dataclass(frozen=True)
class Klachtregel:
    """Een klacht in een lijst."""

    klacht: m.Klacht
    klok: Klok | None
    wacht_op: str


def reactieklok(klacht: m.Klacht, vandaag: date) -> Klok | None:
    """De klok van de reactie: een maand na het oordeel (Wmo 2015, artikel 4.2.7); zonder oordeel loopt zij nog niet."""
    if klacht.afgehandeld_op is None or klacht.oordeel == "ingetrokken":
        return None
    duur, kalender = load.duur(KLOK), load.kalender()
    uiterlijk = termijnen.uiterste_datum(duur, klacht.afgehandeld_op, kalender)
    taak = m.Taak(
        soort=KLOK, over_id=klacht.pk, kenmerk=klacht.kenmerk, klok=KLOK, begint_op=klacht.afgehandeld_op,
        uiterlijk_op=uiterlijk, waarschuw_op=termijnen.waarschuw_vanaf(duur, uiterlijk, kalender),
        geeindigd_op=klacht.reactie_op,
    )  # fmt: skip
    return klok(taak, vandaag)


def klachten(stand: str) -> QuerySet[m.Klacht]:
    """De klachten: wat open staat het oudste eerst, wat klaar is het nieuwste eerst."""
    rijen = m.Klacht.objects.select_related("behandelaar", "dossier").annotate(
        delen=Count("onderdelen"), beoordeeld=Count("onderdelen", filter=~Q(onderdelen__oordeel=""))
    )
    if stand == "open":
        return rijen.exclude(_KLAAR).order_by("ingediend_op", "pk")
    return (rijen.filter(_KLAAR) if stand == "klaar" else rijen).order_by("-ingediend_op", "pk")


def regels(rijen: Iterable[m.Klacht], vandaag: date) -> list[Klachtregel]:
    """De klachten met hun klok en wat er eerst moet."""
    return [Klachtregel(klacht, reactieklok(klacht, vandaag), wacht_op(klacht)) for klacht in rijen]


def wacht_op(klacht: m.Klacht) -> str:
    """Wat de volgende stap is; leeg als de klacht klaar is."""
    if klacht.afgehandeld_op is None:
        return "oordeel van de klachtencommissie"
    return "" if klacht.reactie_op or klacht.oordeel == "ingetrokken" else "reactie van Veilig Thuis"


def voorstel(klacht: m.Klacht) -> str:
    """Het oordeel dat uit de onderdelen volgt, of niets."""
    return voorgesteld_oordeel([onderdeel.oordeel for onderdeel in klacht.onderdelen.all()])


def mag_dossier_zien(klacht: m.Klacht, gebruiker: Gebruiker, nu: datetime) -> bool:
    """Of wie de klacht behandelt ook het dossier mag openen; anders ziet zij alleen het kenmerk."""
    return klacht.dossier_id is not None and dossiers(gebruiker, nu).filter(pk=klacht.dossier_id).exists()


def dossier_met(kenmerk: str) -> m.Dossier | None:
    """Het dossier dat een klager noemt. Hier gaat het niet door de poort: er komt alleen een verwijzing."""
    return m.Dossier.objects.filter(kenmerk__iexact=kenmerk.strip()).first()
