"""Wat er met een levering gebeurt: elk met een recht, alles of niets, en een regel in het logboek zonder inhoud."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from zicht.catalogus.levering.protocollen import STANDAARDPROTOCOL
from zicht.core.levering.perioden import eis_open, lees_halfjaar
from zicht.uitwisseling.levering.indelingbestand import lees_indelingboek
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import BeheerFout, beheer, eis
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.levering import selecties
from zicht.web.levering.bouwen import maak
from zicht.web.levering.models import Indelingbestand, Levering, Retour, Verklaring

MAKEN, BESTAND, SOORT = "levering.maken", "levering.bestand", "levering"


def levering_beginnen(periode: str, indeling: Indelingbestand | None, *, door: Gebruiker, om: datetime) -> Levering:
    """Begin aan een levering over een halfjaar dat open staat; over een halfjaar is er een tegelijk in de maak."""
    halfjaar = lees_halfjaar(periode)
    eis_open(halfjaar, timezone.localdate(om))
    eerder = Levering.objects.filter(periode=halfjaar.code).order_by("-volgnummer").first()
    eis(eerder is None or eerder.is_geleverd, f"Over {halfjaar.code} is al een levering in voorbereiding.")
    rij = Levering(
        kenmerk=nieuw_kenmerk("C", om.year), periode=halfjaar.code, volgnummer=eerder.volgnummer + 1 if eerder else 1,
        protocol=STANDAARDPROTOCOL, indeling=indeling, begonnen_om=om, begonnen_door=door,
    )  # fmt: skip
    with beheer("levering_beginnen", MAKEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        try:
            with transaction.atomic():
                rij.save()
        except IntegrityError as fout:
            raise BeheerFout(f"Iemand anders begon net aan {halfjaar.code}. Ververs de bladzijde.") from fout
    return rij


def levering_bouwen(levering: Levering, *, door: Gebruiker, om: datetime) -> None:
    """Bouw het bestand uit de registratie van nu en keur het; bestand en bevindingen komen samen op hun plaats."""
    eis(door.mag(MAKEN) and not levering.is_geleverd, "Wat geleverd is verandert niet meer. Begin een correctie.")
    gemaakt = maak(levering, timezone.localdate(om))
    keuring, verschil = gemaakt.doorlichting.keuring, gemaakt.verschil
    with beheer("levering_bouwen", MAKEN, door=door, om=om, soort=SOORT, over=levering.kenmerk):
        rij = _op_slot(levering)
        eis(not rij.is_geleverd, "Deze levering is intussen als geleverd gemerkt.")
        rij.gebouwd_om, rij.gebouwd_door = om, door
        rij.inhoud, rij.vingerafdruk = gemaakt.bouwsel.inhoud.decode("latin-1"), gemaakt.vingerafdruk
        rij.aantallen, rij.ontbreekt = gemaakt.bouwsel.aantallen, dict(gemaakt.bouwsel.ontbreekt)
        rij.bevindingen = [
            {"regel": b.regel, "niveau": b.niveau.value, "soort": b.soort, "sleutel": b.sleutel, "rij": b.rij, "boodschap": b.boodschap}
            for b in keuring.bevindingen
        ]  # fmt: skip
        rij.tellingen = dict(keuring.aantallen)
        rij.verwijderd = {s: list(k) for s, k in verschil.verwijderd.items()} if verschil else {}
        rij.veranderd = (
            {
                s: [len(verschil.nieuw[s]), len(verschil.gewijzigd[s]), len(verschil.verwijderd[s]), verschil.gelijk[s]]
                for s in verschil.nieuw
            }
            if verschil
            else {}
        )
        rij.save()
    levering.refresh_from_db()


def bevindingen_verklaren(
    levering: Levering, welke: Sequence[str], tekst: str, *, door: Gebruiker, om: datetime
) -> int:
    """Leg vast waarom deze bevindingen zo zijn; elke bevinding apart, zodat een nieuwe er niet stil onder valt."""
    bekend = {b.kenmerk for b in levering.keuring.bevindingen}
    kiezen = [een for een in dict.fromkeys(welke) if een in bekend]
    eis(kiezen, "Deze bevinding is er niet meer. Bekijk de levering opnieuw.")
    eis(not levering.is_geleverd, "Wat geleverd is verandert niet meer.")
    with beheer("bevindingen_verklaren", MAKEN, door=door, om=om, soort=SOORT, over=levering.kenmerk):
        Verklaring.objects.bulk_create(
            Verklaring(periode=levering.periode, bevinding=een, tekst=tekst.strip(), door=door, om=om) for een in kiezen
        )
    return len(kiezen)


def levering_leveren(levering: Levering, *, gezien: str, verwijderingen: bool, door: Gebruiker, om: datetime) -> None:
    """Merk als geleverd: precies het bestand dat op het scherm stond, als niets het tegenhoudt."""
    eis_open(levering.halfjaar, timezone.localdate(om))
    with beheer("levering_leveren", BESTAND, door=door, om=om, soort=SOORT, over=levering.kenmerk):
        rij = _op_slot(levering)
        eis(not rij.is_geleverd, "Deze levering is al als geleverd gemerkt.")
        eis(rij.inhoud, "Er is nog geen bestand gebouwd.")
        eis(
            gezien == rij.vingerafdruk,
            "Het bestand is opnieuw gebouwd nadat u deze bladzijde opende. Bekijk het eerst.",
        )
        open_ = rij.keuring.open(selecties.verklaringen(rij.periode))
        eis(not open_, f"Er zijn nog {len(open_)} bevindingen die de levering tegenhouden.")
        eis(
            verwijderingen or not rij.verwijderingen,
            f"Bevestig eerst dat {rij.verwijderingen} records bij het CBS mogen verdwijnen.",
        )
        rij.stand, rij.geleverd_om, rij.geleverd_door = Levering.GELEVERD, om, door
        rij.save()
    levering.refresh_from_db()


def retour_bewaren(
    levering: Levering, *, naam: str, inhoud: bytes, soort: str, toelichting: str, door: Gebruiker, om: datetime
) -> Retour:
    """Bewaar wat het CBS terugstuurde."""
    eis(levering.is_geleverd, "Deze levering is nog niet geleverd; een retour hoort bij wat geleverd is.")
    rij = Retour(
        levering=levering, soort=soort, bestandsnaam=naam[:120], inhoud=inhoud.decode("latin-1"), toelichting=toelichting.strip(), door=door, om=om
    )  # fmt: skip
    with beheer("retour_bewaren", BESTAND, door=door, om=om, soort=SOORT, over=levering.kenmerk):
        rij.save()
    return rij


def indeling_inlezen(*, naam: str, inhoud: bytes, door: Gebruiker, om: datetime) -> Indelingbestand:
    """Bewaar een bestandsdefinitie, als zij te gebruiken is."""
    indeling = lees_indelingboek(inhoud, naam)
    rij = Indelingbestand(
        naam=indeling.naam[:60], titel=indeling.titel[:200], bestandsnaam=naam[:120], inhoud=inhoud, door=door, om=om
    )
    with beheer("indeling_inlezen", MAKEN, door=door, om=om, soort=SOORT, over=str(rij.pk)):
        rij.save()
    return rij


def _op_slot(levering: Levering) -> Levering:
    return Levering.objects.select_for_update(of=("self",)).get(pk=levering.pk)
