"""Wat er met een verbeterplan gebeurt: openen na een gemiste norm, maatregelen, een keuze voor het bestuur, sluiten."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from zicht.core.uitslagen import Uitslag
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import BeheerFout, beheer, eis
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.normen.models import Verbetermaatregel, Verbeterplan

RECHT = "verbeterplan.bewerken"


def plan_openen(uitslag: Uitslag, periode: str, aanleiding: str, *, door: Gebruiker, om: datetime) -> Verbeterplan:
    """Open een plan bij een norm die in een periode is gemist; bij een gehaalde norm is er niets te verbeteren."""
    rij = Verbeterplan(kenmerk=nieuw_kenmerk("L", om.year), indicator=uitslag.code, periode=periode,
                       aanleiding=aanleiding, om=om, door=door)  # fmt: skip
    with beheer("verbeterplan_openen", RECHT, door=door, om=om, soort="verbeterplan", over=rij.kenmerk):
        eis(
            uitslag.oordeel == "niet_gehaald",
            "Deze norm is in deze periode niet gemist, of er is geen norm. Een verbeterplan hoort bij een gemiste norm.",
        )
        try:
            with transaction.atomic():
                rij.save(force_insert=True)
        except IntegrityError:
            eis(None, "Voor deze norm en periode is er al een plan. Open dat in de lijst.")
    return rij


def maatregel_toevoegen(
    plan: Verbeterplan, velden: Mapping[str, Any], *, door: Gebruiker, om: datetime
) -> Verbetermaatregel:
    """Zet een maatregel in het plan."""
    with beheer("maatregel_toevoegen", RECHT, door=door, om=om, soort="verbeterplan", over=plan.kenmerk):
        rij = _open(plan)
        _keur(velden, om.date())
        return Verbetermaatregel.objects.create(plan=rij, om=om, door=door, **velden)


def maatregel_bijwerken(
    maatregel: Verbetermaatregel, velden: Mapping[str, Any], *, versie: int, door: Gebruiker, om: datetime
) -> None:
    """Wijzig een maatregel, bijvoorbeeld met de dag waarop zij is ingegaan."""
    with beheer("maatregel_bijwerken", RECHT, door=door, om=om, soort="verbeterplan", over=maatregel.plan.kenmerk):
        _open(maatregel.plan)
        _keur(velden, om.date())
        rij = Verbetermaatregel.objects.select_for_update().get(pk=maatregel.pk)
        _nog_dezelfde(rij, versie)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        rij.versie, rij.om, rij.door = versie + 1, om, door
        rij.save()


def keuze_voorleggen(plan: Verbeterplan, *, keuze: str, versie: int, door: Gebruiker, om: datetime) -> None:
    """Leg het bestuur een keuze voor, in plaats van of naast maatregelen."""
    with beheer("keuze_voorleggen", RECHT, door=door, om=om, soort="verbeterplan", over=plan.kenmerk):
        rij = _open(plan)
        _nog_dezelfde(rij, versie)
        rij.bestuurlijke_keuze, rij.versie = keuze, versie + 1
        rij.save()


def plan_sluiten(plan: Verbeterplan, *, conclusie: str, versie: int, door: Gebruiker, om: datetime) -> None:
    """Sluit een plan, met wat het heeft gebracht."""
    with beheer("verbeterplan_sluiten", RECHT, door=door, om=om, soort="verbeterplan", over=plan.kenmerk):
        rij = _open(plan)
        _nog_dezelfde(rij, versie)
        eis(
            rij.bestuurlijke_keuze or rij.maatregelen.exists(),
            "Dit plan is nog leeg. Zet er een maatregel in, of leg het bestuur een keuze voor.",
        )
        rij.conclusie, rij.gesloten_op, rij.versie = conclusie, om.date(), versie + 1
        rij.save()


def _keur(velden: Mapping[str, Any], vandaag: date) -> None:
    ingegaan = velden.get("ingegaan_op")
    eis(
        ingegaan is None or ingegaan <= vandaag,
        "De dag waarop de maatregel inging ligt in de toekomst. Laat haar leeg tot het zover is.",
    )


def _open(plan: Verbeterplan) -> Verbeterplan:
    rij = Verbeterplan.objects.select_for_update().get(pk=plan.pk)
    eis(rij.open, "Dit plan is gesloten en verandert niet meer.")
    return rij


def _nog_dezelfde(rij: Verbeterplan | Verbetermaatregel, versie: int) -> None:
    if rij.versie != versie:
        raise BeheerFout(
            "Iemand anders heeft dit intussen gewijzigd. Wat u typte staat nog hieronder; open de bladzijde in een ander "
            "tabblad en kijk of uw wijziging er nog bij past."
        )
