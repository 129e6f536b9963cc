"""Wat er met een publicatie gebeurt: klaarzetten, opnieuw veilig maken, goedkeuren of afwijzen, en intrekken.

Wie klaarzet keurt nooit zelf goed. Bij het goedkeuren wordt opnieuw getoetst tegen het register van dat moment: is er
intussen iets anders gepubliceerd waardoor er meer verborgen moet, dan gaat zij niet door.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from zicht.catalogus import load
from zicht.cijfers.vrijgeven import tel
from zicht.core.periodes import Periode
from zicht.core.publicatie import cellen as kern
from zicht.core.publicatie.cellen import Cel, Voorstel
from zicht.core.publicatie.register import lees, schrijf
from zicht.core.publicatie.veilig import Veilig, maak_veilig, wegens_register
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import BeheerFout, beheer, eis
from zicht.web.cijferbron import Stand
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import laatste_nummer, register

VOORBEREIDEN, GOEDKEUREN, SOORT = "publicatie.voorbereiden", "publicatie.goedkeuren", "publicatie"


def publicatie_klaarzetten(
    cijfers: Stand,
    *,
    titel: str,
    toelichting: str,
    voor_wie: str,
    perioden: Sequence[Periode],
    door: Gebruiker,
    om: datetime,
) -> Publicatie:
    """Zet cijfers klaar: geteld uit de stand van nu, en veilig naast alles wat al is gepubliceerd."""
    kenmerk = nieuw_kenmerk("P", om.year)
    with beheer("publicatie_klaarzetten", VOORBEREIDEN, door=door, om=om, soort=SOORT, over=kenmerk):
        eis(perioden, "Kies minstens een periode.")
        with cijfers.rekenen() as c:
            geteld = tel(c, perioden)
        stand = geteld.voorstel.stand
        rij = Publicatie(
            kenmerk=kenmerk, titel=titel, toelichting=toelichting, voor_wie=voor_wie, regio=geteld.regio,
            perioden=[periode.code for periode in perioden], peildatum=stand.peildatum, vingerafdruk=stand.vingerafdruk,
            definitieversie=stand.definitieversie, namen=dict(geteld.namen), weggelaten=dict(geteld.weggelaten),
            klaargezet_om=om, klaargezet_door=door,
        )  # fmt: skip
        _vul(rij, geteld.voorstel, om)
        rij.save()
    return rij


def _vul(rij: Publicatie, voorstel: Voorstel, om: datetime) -> None:
    veilig = _veilig(rij, voorstel, om)
    rij.inhoud = schrijf(veilig.publicatie)
    rij.niet_bewezen = len(veilig.lekken)
    rij.wegens_register = [sleutel(cel) for cel in sorted(wegens_register(veilig))]


def _veilig(rij: Publicatie, voorstel: Voorstel, om: datetime) -> Veilig:
    return maak_veilig(rij.kenmerk, voorstel, load.publicatiebeleid(om.date(), rij.regio), register())


def sleutel(cel: Cel) -> list[Any]:
    """Een cel zoals zij in een lijst in de databank staat."""
    return [cel.maat, cel.plaats, cel.vak.van, cel.vak.tot, cel.deel]


def publicatie_vernieuwen(publicatie: Publicatie, *, door: Gebruiker, om: datetime) -> None:
    """Maak dezelfde tellingen opnieuw veilig naast wat intussen is gepubliceerd."""
    with beheer("publicatie_vernieuwen", VOORBEREIDEN, door=door, om=om, soort=SOORT, over=publicatie.kenmerk):
        rij = _wacht(publicatie)
        _vul(rij, lees(rij.inhoud).voorstel, om)
        rij.klaargezet_om, rij.klaargezet_door = om, door
        rij.save()


def publicatie_goedkeuren(publicatie: Publicatie, *, gezien: str, door: Gebruiker, om: datetime) -> None:
    """Laat de cijfers als tweede persoon naar buiten gaan; `gezien` is de vingerafdruk van wat op het scherm stond."""
    with beheer("publicatie_goedkeuren", GOEDKEUREN, door=door, om=om, soort=SOORT, over=publicatie.kenmerk):
        rij = _wacht(publicatie)
        eis(rij.klaargezet_door_id != door.pk, "U heeft deze cijfers zelf klaargezet. Iemand anders keurt ze goed.")
        eis(
            gezien == gezien_als(rij),
            "De cijfers zijn opnieuw klaargezet nadat u deze bladzijde opende. Bekijk ze eerst.",
        )
        nummer = (
            laatste_nummer() + 1
        )  # voor het lezen van het register: wie intussen publiceert, krijgt hetzelfde nummer
        eerder = lees(rij.inhoud)
        nu = _veilig(rij, eerder.voorstel, om)
        eis(
            nu.publicatie.getoond == eerder.getoond,
            "Sinds het klaarzetten is er iets anders gepubliceerd, waardoor hier meer verborgen moet. Maak de cijfers "
            "opnieuw veilig en bekijk ze nog eens.",
        )
        rij.nummer, rij.stand, rij.besloten_om, rij.besloten_door = nummer, Publicatie.VRIJ, om, door
        _bewaar(rij)


def gezien_als(rij: Publicatie) -> str:
    """Waaraan te herkennen is welke versie iemand zag."""
    return f"{rij.klaargezet_om.timestamp():.6f}"


def _bewaar(rij: Publicatie) -> None:
    """Twee goedkeuringen tegelijk krijgen hetzelfde nummer; dan wint de eerste en toetst de tweede opnieuw."""
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        raise BeheerFout("Er werd op hetzelfde moment iets anders gepubliceerd. Probeer het nog een keer.") from fout


@dataclass(frozen=True)
class Rapportcijfers:
    """De cijfers van een rapport: wat er getoond wordt en waaruit, veilig naast het register tot en met dit nummer."""

    kenmerk: str  # van het rapport
    titel: str
    periode: str
    regio: str
    publicatie: kern.Publicatie
    tot_nummer: int
    niet_bewezen: int
    klaargezet_om: datetime
    klaargezet_door: Gebruiker


def rapport_opnemen(cijfers: Rapportcijfers, *, door: Gebruiker, om: datetime) -> Publicatie:
    """Zet de cijfers van een rapport dat bevriest in het register: vanaf nu telt het bij elke publicatie mee.

    Binnen de handeling van het rapport; die heeft het recht getoetst en het logboek geschreven.
    """
    eis(
        cijfers.tot_nummer == laatste_nummer(),
        "Sinds de cijfers van dit rapport zijn opgehaald, is er iets anders gepubliceerd. Haal de cijfers opnieuw op; is er "
        "geen cijfer anders, dan blijven de handtekeningen staan.",
    )
    stand = cijfers.publicatie.voorstel.stand
    rij = Publicatie(
        kenmerk=cijfers.kenmerk, nummer=cijfers.tot_nummer + 1, titel=cijfers.titel, voor_wie=Publicatie.RAPPORT,
        stand=Publicatie.VRIJ, regio=cijfers.regio, perioden=[cijfers.periode], peildatum=stand.peildatum,
        vingerafdruk=stand.vingerafdruk, definitieversie=stand.definitieversie, inhoud=schrijf(replace(cijfers.publicatie, kenmerk=cijfers.kenmerk)),
        niet_bewezen=cijfers.niet_bewezen, klaargezet_om=cijfers.klaargezet_om, klaargezet_door=cijfers.klaargezet_door,
        besloten_om=om, besloten_door=door,
    )  # fmt: skip
    _bewaar(rij)
    return rij


def publicatie_afwijzen(publicatie: Publicatie, *, reden: str, door: Gebruiker, om: datetime) -> None:
    """Laat de cijfers niet naar buiten gaan; zij komen niet in het register."""
    recht = GOEDKEUREN if door.mag(GOEDKEUREN) else VOORBEREIDEN
    with beheer("publicatie_afwijzen", recht, door=door, om=om, soort=SOORT, over=publicatie.kenmerk):
        rij = _wacht(publicatie)
        rij.stand, rij.reden, rij.besloten_om, rij.besloten_door = Publicatie.AFGEWEZEN, reden, om, door
        rij.save()


def publicatie_intrekken(publicatie: Publicatie, *, reden: str, door: Gebruiker, om: datetime) -> None:
    """Haal de cijfers weg van elke bladzijde. In het register blijven zij: wie ze zag, weet ze nog."""
    with beheer("publicatie_intrekken", GOEDKEUREN, door=door, om=om, soort=SOORT, over=publicatie.kenmerk):
        rij = _op_slot(publicatie)
        eis(rij.stand == Publicatie.VRIJ, "Deze cijfers zijn niet (meer) gepubliceerd.")
        eis(
            rij.is_los,
            "Deze cijfers staan in een rapport. Maak een nieuwe uitgave als er iets niet klopt.",
        )
        rij.stand, rij.reden, rij.ingetrokken_om, rij.ingetrokken_door = Publicatie.INGETROKKEN, reden, om, door
        rij.save()


def _wacht(publicatie: Publicatie) -> Publicatie:
    rij = _op_slot(publicatie)
    eis(rij.stand == Publicatie.KLAAR, f"Over deze cijfers is al besloten: {rij.get_stand_display()}.")
    return rij


def _op_slot(publicatie: Publicatie) -> Publicatie:
    return Publicatie.objects.select_for_update(of=("self",)).get(pk=publicatie.pk)
