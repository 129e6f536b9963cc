"""Lezen voor het scherm Nieuw contact: gemeenten, wie al bekend is, en de klokken van een nieuwe melding."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from zicht.core.bsn import wijst_aan
from zicht.core.herkenning import Oordeel, Reden, Soort, vergelijk
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import groepen, open_bekend, zichtbare_groepen, zichtbare_personen
from zicht.web.registratie.klokken import Klok, klok, uitleg
from zicht.web.registratie.poort import dossiers
from zicht.web.sleutels import kluis


@dataclass(frozen=True)
class Gevonden:
    """Iemand die hier misschien al bekend is, zoals hij onder de getypte naam staat."""

    persoon: m.Persoon
    soort: Soort
    redenen: Sequence[Reden]
    betrokkenheden: Sequence[m.Betrokkene]
    eerder: m.EerderBekend | None = None
    eerder_in: Collection[str] = ()


def gemeenten() -> list[tuple[str, str]]:
    """De gemeenten van de regio: code en naam, elk een keer."""
    namen: dict[str, str] = dict(m.Gemeente.objects.order_by("jaar").values_list("code", "naam"))
    return sorted(namen.items(), key=lambda gemeente: gemeente[1])


def bekenden(vraag: Persoonsgegevens, gebruiker: Gebruiker, nu: datetime) -> list[Gevonden]:
    """Wie hier al bekend kan zijn, met per gegeven waarom; niemand uit een afgeschermd dossier."""
    return [als_gevonden(bekende) for bekende in herkenning.zoek(vraag, gebruiker=gebruiker, nu=nu)]


def als_gevonden(b: herkenning.Bekende) -> Gevonden:
    """Iemand die bekend is, met alleen de gegevens die iets zeggen, en wat open is bovenaan."""
    zeggend = [reden for reden in b.gelijkenis.redenen if reden.oordeel is not Oordeel.ONBEKEND]
    return Gevonden(b.persoon, b.gelijkenis.soort, zeggend, _open_eerst(b.betrokkenheden), b.eerder, b.eerder_in)


def _open_eerst(betrokkenheden: Iterable[m.Betrokkene]) -> list[m.Betrokkene]:
    return sorted(betrokkenheden, key=lambda b: (b.dossier.gesloten_op is not None, b.dossier.kenmerk))


def bekende_personen(pks: Iterable[UUID], gebruiker: Gebruiker, nu: datetime) -> dict[UUID, m.Persoon]:
    """De personen die deze gebruiker bij het zoeken mag vinden; een ander is er niet."""
    return zichtbare_personen(list(pks), gebruiker, nu, "persoon.zoeken")


def dossiers_van(personen: Iterable[m.Persoon], gebruiker: Gebruiker, nu: datetime) -> list[m.Dossier]:
    """De dossiers waarin een van deze mensen voorkomt: eerst wat open is, dan het laatst geslotene."""
    samen = zichtbare_groepen({persoon.pk for persoon in personen}, gebruiker, nu, "persoon.zoeken")
    gevonden = dossiers(gebruiker, nu, "persoon.zoeken").filter(betrokkenen__persoon__in=list(samen)).distinct()
    lijst = list(gevonden.select_related("team", "eigenaar").order_by("-geopend_op"))
    return sorted(lijst, key=lambda dossier: dossier.gesloten_op is not None)


def zelfde_bsn(bsn: str, anders: Persoonsgegevens | None = None) -> m.Persoon | None:
    """Wie dit BSN heeft, in een dossier dat niet is afgeschermd; zonder BSN niemand.

    Heeft niemand het, dan wie er eerder mee was vastgelegd, als `anders` op diegene lijkt: een nummer kan juist verbeterd
    zijn omdat het van een ander was.
    """
    nummer = wijst_aan(bsn)
    if nummer is None:
        return None
    open_ = m.Persoon.objects.filter(betrokkenheden__dossier__beschermd=False).order_by("pk")
    nu = open_.filter(bsn_merk=kluis().merk(nummer)).first()
    return nu or (_eerder_met_bsn(kluis().merk(nummer), anders) if anders else None)


def _eerder_met_bsn(merk: str, anders: Persoonsgegevens) -> m.Persoon | None:
    eerder = m.EerderBekend.objects.filter(bsn_merk=merk, dossier__beschermd=False).select_related("persoon")
    for een in eerder.order_by("persoon", "pk"):
        namen = (replace(herkenning.gegevens_van(wie), bsn=None) for wie in (een.persoon, een))
        if any(vergelijk(anders, wie).soort is not Soort.GEEN for wie in namen):
            return een.persoon
    return None


def open_en_gesloten(personen: Iterable[m.Persoon]) -> tuple[m.Dossier | None, list[m.Dossier]]:
    """Het open dossier over deze mensen en de gesloten dossiers; wat is afgeschermd telt niet mee."""
    samen = groepen({persoon.pk for persoon in personen}, open_bekend)
    lijst = m.Dossier.objects.filter(beschermd=False, betrokkenen__persoon__in=list(samen)).distinct()
    rijen = list(lijst.order_by("-geopend_op", "kenmerk"))
    gesloten = [dossier for dossier in rijen if dossier.gesloten_op]
    return next((dossier for dossier in rijen if not dossier.gesloten_op), None), gesloten


def eigen_melding(gebruiker: Gebruiker, kenmerk: str, nu: datetime) -> m.Melding | None:
    """Een melding voor wie haar vastlegde of haar dossier mag zien: genoeg voor de bevestiging, die geen namen heeft."""
    melding = m.Melding.objects.filter(kenmerk=kenmerk).select_related("dossier__team", "eigenaar").first()
    if melding is None:
        return None
    zelf = m.Versie.objects.filter(rij=melding.pk, nummer=1, door=gebruiker).exists()
    mag = (
        dossiers(gebruiker, nu, "melding.registreren" if zelf else "zaak.inzien").filter(pk=melding.dossier_id).exists()
    )
    return melding if mag else None


def klokken_van(melding: m.Melding, vandaag: date) -> list[tuple[Klok, str]]:
    """De klokken van een melding met hun uitleg."""
    taken = m.Taak.objects.filter(over_id=melding.pk, geeindigd_op=None).order_by("uiterlijk_op")
    return [(klok(taak, vandaag), uitleg(taak, vandaag)) for taak in taken]
