"""Wat de bladzijden van de levering laten zien."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from zicht.catalogus.levering.protocollen import regelset
from zicht.catalogus.statline import LEVERING_DAGEN
from zicht.core.levering.bestand import lees
from zicht.core.levering.perioden import open_halfjaren, uiterste_dag
from zicht.core.levering.regels import Leverbevinding, Leverregel, Niveau
from zicht.core.periodes import Periode
from zicht.uitwisseling.levering.aansluiting import Geleverd
from zicht.web.levering.bouwen import indeling_van
from zicht.web.levering.models import Levering, Verklaring


@dataclass(frozen=True)
class Openstaand:
    """Een halfjaar waarover nu geleverd of verbeterd kan worden."""

    periode: Periode
    uiterlijk: date
    laatste: Levering | None
    te_laat: bool

    @property
    def bezig(self) -> bool:
        """Of er een levering in voorbereiding is."""
        return self.laatste is not None and not self.laatste.is_geleverd


@dataclass(frozen=True)
class Regelgroep:
    """Alles wat een regel vond, met wat er verklaard is."""

    regel: Leverregel
    aantal: int
    bevindingen: tuple[Leverbevinding, ...]
    verklaard: int

    @property
    def open(self) -> int:
        """Hoeveel hiervan de levering nog tegenhoudt."""
        if self.regel.niveau is Niveau.HINT:
            return 0
        return self.aantal if self.regel.niveau is Niveau.BLOKKEERT else len(self.bevindingen) - self.verklaard


def openstaand(vandaag: date) -> list[Openstaand]:
    """De twee halfjaren die open staan, met hun laatste levering."""
    uit: list[Openstaand] = []
    for periode in open_halfjaren(vandaag):
        laatste = zonder_inhoud().filter(periode=periode.code).order_by("-volgnummer").first()
        uiterlijk = uiterste_dag(periode, LEVERING_DAGEN)
        ooit = Levering.objects.filter(periode=periode.code, stand=Levering.GELEVERD).exists()
        uit.append(Openstaand(periode, uiterlijk, laatste, vandaag > uiterlijk and not ooit))
    return uit


def zonder_inhoud() -> QuerySet[Levering]:
    """Leveringen zonder het bestand mee te lezen."""
    return Levering.objects.select_related("begonnen_door", "gebouwd_door", "geleverd_door", "indeling").defer("inhoud")


def verklaringen(periode: str) -> dict[str, str]:
    """Bij elke bevinding haar laatste verklaring."""
    return dict(Verklaring.objects.filter(periode=periode).order_by("om", "id").values_list("bevinding", "tekst"))


def laatste_verklaringen(periode: str) -> dict[str, Verklaring]:
    """Bij elke bevinding haar laatste verklaring, met wie en wanneer."""
    rijen = Verklaring.objects.filter(periode=periode).select_related("door").order_by("om", "id")
    return {rij.bevinding: rij for rij in rijen}


def geleverd(perioden: Collection[str]) -> dict[str, Geleverd]:
    """Wat over deze halfjaren het laatst is geleverd, om op aan te sluiten; van mensen blijft er niets in."""
    uit: dict[str, Geleverd] = {}
    for rij in Levering.objects.filter(stand=Levering.GELEVERD, periode__in=perioden).order_by("volgnummer"):
        indeling = indeling_van(rij)
        records = tuple(record for record in lees(indeling, rij.bytes) if record.soort != "persoon")
        assert rij.geleverd_om is not None
        uit[rij.periode] = Geleverd(rij.periode, indeling, records, timezone.localdate(rij.geleverd_om))
    return uit


def geleverde_perioden() -> dict[str, str]:
    """De halfjaren waarover geleverd is, elk met de vingerafdruk van wat geldt."""
    rijen = Levering.objects.filter(stand=Levering.GELEVERD).order_by("volgnummer")
    return dict(rijen.values_list("periode", "vingerafdruk"))


def groepen(levering: Levering, verklaard: Mapping[str, object]) -> list[Regelgroep]:
    """De bevindingen per regel, de zwaarste eerst."""
    per: dict[str, list[Leverbevinding]] = {}
    for bevinding in levering.keuring.bevindingen:
        per.setdefault(bevinding.regel, []).append(bevinding)
    regels = {r.code: r for r in regelset(levering.protocol, indeling_van(levering)).regels()}
    uit = [
        Regelgroep(regels[code], levering.tellingen[code], tuple(deel), sum(b.kenmerk in verklaard for b in deel))
        for code, deel in per.items()
    ]
    volgorde = list(Niveau)
    return sorted(uit, key=lambda g: (volgorde.index(g.regel.niveau), g.open == 0, g.regel.code))
