"""Wat iemand met een bevinding doet: toewijzen, een dag afspreken, accepteren met een reden, en dat terugdraaien."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.kwaliteit.models import OPEN, Bevinding, Stand, Stap, Verdeling
from zicht.web.kwaliteit.overnemen import uiterlijk
from zicht.web.kwaliteit.selecties import BEWERKEN, VERDELEN, te_ontvangen, zichtbaar

HOOGSTENS = 500
HOOGSTENS_JAREN = 2
_SOORT = "bevinding"


def toewijzen(b: Bevinding, *, naar: Gebruiker, uiterlijk_op: date, door: Gebruiker, om: datetime, versie: int) -> None:
    """Geef een bevinding een eigenaar en een dag."""
    with beheer("bevinding_toewijzen", BEWERKEN, door=door, om=om, soort=_SOORT, over=b.kenmerk):
        eis(b.is_open, "Deze bevinding is niet meer open.")
        eis(uiterlijk_op >= om.date(), "Kies een dag die nog komt.")
        eis(te_ontvangen(naar, [b], om), f"{naar} mag deze bevinding niet zien. Kies een ander.")
        _wijzig(b, versie, eigenaar=naar, toegewezen=True, uiterlijk_op=uiterlijk_op, stand=Stand.OPEN)
        _stap(b, om, door, f"toegewezen aan {naar}, uiterlijk {uiterlijk_op:%d-%m-%Y}")


def accepteren(b: Bevinding, *, reden: str, tot: date | None, door: Gebruiker, om: datetime, versie: int) -> None:
    """Laat een bevinding staan, met een reden; zij komt terug als het feit verandert of als de dag voorbij is."""
    with beheer("bevinding_accepteren", BEWERKEN, door=door, om=om, soort=_SOORT, over=b.kenmerk):
        eis(b.is_open, "Deze bevinding is niet meer open.")
        eis(reden.strip(), "Schrijf op waarom dit zo mag blijven.")
        eis(tot is None or om.date() <= tot, "De dag ligt in het verleden.")
        eis(
            b.niveau != "blokkeert", "Wat blokkeert kan niet geaccepteerd worden: zonder herstel komen er geen cijfers."
        )
        _wijzig(b, versie, stand=Stand.GEACCEPTEERD, reden=reden.strip(), geaccepteerd_door=door, geaccepteerd_tot=tot)
        _stap(b, om, door, f"geaccepteerd{f' tot en met {tot:%d-%m-%Y}' if tot else ''}")


def heropenen(b: Bevinding, *, door: Gebruiker, om: datetime, versie: int) -> None:
    """Trek een acceptatie in."""
    with beheer("bevinding_heropenen", BEWERKEN, door=door, om=om, soort=_SOORT, over=b.kenmerk):
        eis(b.stand == Stand.GEACCEPTEERD, "Deze bevinding is niet geaccepteerd.")
        _wijzig(
            b, versie, stand=Stand.OPEN, reden="", geaccepteerd_door=None, geaccepteerd_tot=None,
            uiterlijk_op=uiterlijk(b.niveau, om.date()),
        )  # fmt: skip
        _stap(b, om, door, "acceptatie ingetrokken")


def verdelen(kenmerken: Collection[str], *, naar: Gebruiker, reden: str, door: Gebruiker, om: datetime) -> Verdeling:
    """Wijs meer bevindingen in een keer toe: allemaal of geen, met een reden, en terug te draaien."""
    with beheer("bevindingen_verdelen", VERDELEN, door=door, om=om, soort=_SOORT, over=f"{len(kenmerken)} stuks"):
        eis(reden.strip(), "Schrijf op waarom deze bevindingen naar een ander gaan.")
        eis(0 < len(kenmerken) <= HOOGSTENS, f"Kies minstens een en hoogstens {HOOGSTENS} bevindingen.")
        rijen = list(
            zichtbaar(door, om, VERDELEN).filter(kenmerk__in=kenmerken, stand__in=OPEN).select_related("dossier")
        )
        eis(
            len(rijen) == len(set(kenmerken)), "Een deel van deze bevindingen is er niet meer. Bekijk de lijst opnieuw."
        )
        mag = te_ontvangen(naar, rijen, om)
        dicht = [b.kenmerk for b in rijen if b.pk not in mag]
        eis(not dicht, f"{naar} mag {', '.join(dicht[:5])} niet zien. Haal die uit de keuze.")
        vorige = [_verdeel(b, naar, reden, om, door) for b in rijen]
        return Verdeling.objects.create(door=door, naar=naar, om=om, reden=reden.strip()[:200], vorige=vorige)


def _verdeel(b: Bevinding, naar: Gebruiker, reden: str, om: datetime, door: Gebruiker) -> dict[str, Any]:
    was = {"kenmerk": b.kenmerk, "eigenaar": str(b.eigenaar_id or ""), "toegewezen": b.toegewezen}
    _wijzig(b, b.versie, eigenaar=naar, toegewezen=True, stand=Stand.OPEN)
    _stap(b, om, door, f"toegewezen aan {naar}: {reden.strip()}")
    return {**was, "versie": b.versie}


def verdeling_terugdraaien(verdeling: Verdeling, *, door: Gebruiker, om: datetime) -> tuple[int, int]:
    """Geef terug wat sindsdien niet veranderde; het antwoord is hoeveel terugging en hoeveel bleef."""
    with beheer(
        "verdeling_terugdraaien", VERDELEN, door=door, om=om, soort=_SOORT, over=f"{len(verdeling.vorige)} stuks"
    ):
        open_ = Verdeling.objects.filter(pk=verdeling.pk, ongedaan_om=None)
        eis(open_.update(ongedaan_om=om), "Deze toewijzing is al teruggedraaid.")
        was = {rij["kenmerk"]: rij for rij in verdeling.vorige}
        terug = 0
        for b in zichtbaar(door, om, VERDELEN).filter(kenmerk__in=was, stand__in=OPEN):
            rij = was[b.kenmerk]
            if b.versie == rij["versie"]:
                _wijzig(b, b.versie, eigenaar_id=rij["eigenaar"] or None, toegewezen=rij["toegewezen"])
                _stap(b, om, door, "toewijzing teruggedraaid")
                terug += 1
    return terug, len(was) - terug


def _wijzig(b: Bevinding, versie: int, **velden: Any) -> None:
    """Schrijf alleen als niemand anders ertussen kwam."""
    if not Bevinding.objects.filter(pk=b.pk, versie=versie).update(**velden, versie=versie + 1):
        raise ZichtFout("Iemand anders wijzigde deze bevinding intussen. Bekijk haar opnieuw.")
    b.refresh_from_db()


def _stap(b: Bevinding, om: datetime, door: Gebruiker, tekst: str) -> None:
    Stap.objects.create(bevinding=b, om=om, door=door, tekst=tekst[:300])
