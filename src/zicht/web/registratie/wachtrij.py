"""De wachtrij van wie dezelfde kan zijn, over het hele register: elke nacht opnieuw gekoppeld, in een keer.

De wachtrij zegt alleen welke twee rijen op elkaar lijken. Waarom, en of dat zo is met wat deze gebruiker mag zien, rekent de
bladzijde zelf uit (selecties/dubbelen.py): een kandidaat uit een afgeschermd dossier is er voor een ander niet.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zicht.engines.koppelen import koppel_rijen
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import geldige_paren, wortels
from zicht.web.registratie.herkenning import Beschreven

VANAF = 0.1  # Keuze: dezelfde grens als `zicht koppelen`; wat minder lijkt toont ‘Staat dubbel?’ bij de persoon zelf
HOOGSTENS = 20_000
_PERSOON = ("voornamen", "voorvoegsel", "achternaam", "geslacht", "geboortejaar", "geboortemaand", "geboortedag", "bsn")


def werk_wachtrij_bij(nu: datetime) -> int:
    """Koppel het hele register en zet klaar wat nog niet is beslist; hoeveel paren."""
    wortel = wortels(geldige_paren())
    twee = set(m.Persoonsverband.objects.filter(zelfde=False, beeindigd_op=None).values_list("een", "ander"))
    paren = {
        paar: kans for paar, kans in _gekoppeld().items()
        if paar not in twee and wortel.get(paar[0], paar[0]) != wortel.get(paar[1], paar[1])
    }  # fmt: skip
    hoogste = sorted(paren.items(), key=lambda paar: (-paar[1], paar[0]))[:HOOGSTENS]
    with transaction.atomic():
        m.Koppelkandidaat.objects.all().delete()
        m.Koppelkandidaat.objects.bulk_create(
            [
                m.Koppelkandidaat(een_id=een, ander_id=ander, kans=kans, gevonden_om=nu)
                for (een, ander), kans in hoogste
            ],
            batch_size=2_000,
        )
    return len(hoogste)


def _gekoppeld() -> dict[tuple[UUID, UUID], float]:
    """De paren met hun hoogste kans; wie op meer adressen woonde staat er met elk adres in."""
    wie: list[UUID] = []
    rijen: list[tuple[object, ...]] = []
    for pk, rij in _rijen():
        wie.append(pk)
        rijen.append((str(len(rijen)), *rij))
    beste: dict[tuple[UUID, UUID], float] = {}
    for een, ander, kans in koppel_rijen(rijen, VANAF):
        laag, hoog = sorted((wie[int(een)], wie[int(ander)]))
        if laag != hoog:
            beste[laag, hoog] = max(kans, beste.get((laag, hoog), 0.0))
    return beste


def _rijen() -> Iterator[tuple[UUID, tuple[object, ...]]]:
    plekken: defaultdict[UUID, set[tuple[str, str]]] = defaultdict(set)
    leden = m.Huishoudlid.objects.values_list("persoon", "huishouden__adres__postcode", "huishouden__adres__huisnummer")
    for pk, *plek in leden.iterator():
        plekken[pk].add((plek[0], plek[1]))
    for pk, *velden in m.Persoon.objects.filter(ongeboren=False).values_list("pk", *_PERSOON).iterator():
        mens = Beschreven(*velden)
        for plek in sorted(plekken.get(pk) or {("", "")}):
            yield pk, (*mens[:7], *plek, mens.bsn)
