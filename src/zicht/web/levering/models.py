"""Leveringen, verklaringen, retouren en indelingen. Wat geleverd is verandert niet meer en verdwijnt niet."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from zicht.core.levering.regels import Keuring, Leverbevinding, Niveau
from zicht.core.periodes import Periode, lees_periode
from zicht.web.beheer.models import Gebruiker
from zicht.web.versleuteld import VersleuteldeTekst


class Indelingbestand(models.Model):
    """Een bestandsdefinitie die is ingelezen, zoals die van het CBS; de oudere blijven."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField("naam", max_length=60)
    titel = models.CharField("titel", max_length=200, blank=True)
    bestandsnaam = models.CharField("bestand", max_length=120)
    inhoud = models.BinaryField("inhoud", editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("ingelezen om")

    class Meta:
        verbose_name = "indeling"
        verbose_name_plural = "indelingen"
        ordering = ("-om",)

    def __str__(self) -> str:
        return f"{self.naam} ({self.bestandsnaam})"


class Levering(models.Model):
    """Een levering over een halfjaar; een hoger volgnummer is een correctie die alles vervangt.

    Bestand en bevindingen worden samen neergezet: er is nooit een bestand dat niet is gekeurd.
    """

    BEZIG, GELEVERD = "bezig", "geleverd"
    STANDEN = [(BEZIG, "in voorbereiding"), (GELEVERD, "geleverd")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    periode = models.CharField("halfjaar", max_length=7)
    volgnummer = models.PositiveSmallIntegerField("volgnummer")
    stand = models.CharField("stand", max_length=10, choices=STANDEN, default=BEZIG)
    protocol = models.CharField("protocol", max_length=40)
    indeling = models.ForeignKey(Indelingbestand, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begonnen_om = models.DateTimeField("begonnen om")
    begonnen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gebouwd_om = models.DateTimeField("gebouwd om", null=True, blank=True)
    gebouwd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inhoud = VersleuteldeTekst("het bestand", blank=True, editable=False)
    vingerafdruk = models.CharField("vingerafdruk", max_length=64, blank=True, editable=False)
    aantallen = models.JSONField("aantal records", default=dict)
    ontbreekt = models.JSONField("wat de registratie niet heeft", default=dict)
    bevindingen = models.JSONField("bevindingen", default=list)
    tellingen = models.JSONField("hoe vaak elke regel geraakt is", default=dict)
    verwijderd = models.JSONField("wat bij het CBS verdwijnt", default=dict)
    veranderd = models.JSONField("wat een correctie verandert", default=dict)
    geleverd_om = models.DateTimeField("geleverd om", null=True, blank=True)
    geleverd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        ordering = ("-periode", "-volgnummer")
        constraints = [
            models.UniqueConstraint(fields=("periode", "volgnummer"), name="levering_volgnummer_een_keer"),
            models.UniqueConstraint(
                fields=("periode",), condition=Q(stand="bezig"), name="levering_een_tegelijk_bezig"
            ),
            models.CheckConstraint(
                condition=Q(stand="bezig", geleverd_om=None)
                | Q(stand="geleverd", geleverd_om__isnull=False, gebouwd_om__isnull=False),
                name="levering_geleverd_met_tijdstip",
            ),
        ]

    def __str__(self) -> str:
        return f"levering {self.periode}, nummer {self.volgnummer}"

    @property
    def halfjaar(self) -> Periode:
        """Het halfjaar waarover het gaat."""
        return lees_periode(self.periode)

    @property
    def is_geleverd(self) -> bool:
        """Of zij de deur uit is."""
        return self.stand == self.GELEVERD

    @property
    def bytes(self) -> bytes:
        """Het bestand, zoals het naar het CBS gaat."""
        return self.inhoud.encode("latin-1")

    @property
    def keuring(self) -> Keuring:
        """De bevindingen over dit bestand."""
        rijen = tuple(_bevinding(rij) for rij in self.bevindingen)
        return Keuring(rijen, self.tellingen)

    @property
    def verwijderingen(self) -> int:
        """Hoeveel records bij het CBS verdwijnen."""
        return sum(len(sleutels) for sleutels in self.verwijderd.values())


def _bevinding(rij: dict[str, Any]) -> Leverbevinding:
    return Leverbevinding(
        rij["regel"], Niveau(rij["niveau"]), rij["soort"], rij["sleutel"], rij["rij"], rij["boodschap"]
    )


class Verklaring(models.Model):
    """Waarom een bevinding zo is. Zij hoort bij het halfjaar: een correctie neemt haar over. De laatste geldt."""

    periode = models.CharField("halfjaar", max_length=7)
    bevinding = models.CharField("bevinding", max_length=120)
    tekst = models.CharField("verklaring", max_length=500)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("verklaard om")

    class Meta:
        verbose_name = "verklaring"
        verbose_name_plural = "verklaringen"
        ordering = ("om", "id")
        indexes = [models.Index(fields=("periode", "bevinding"), name="verklaring_bevinding")]

    def __str__(self) -> str:
        return f"{self.bevinding}: {self.tekst[:40]}"


class Retour(models.Model):
    """Wat het CBS terugstuurde over een levering."""

    SOORTEN = [
        ("spiegelrapport", "spiegelrapport"),
        ("kwaliteitsrapport", "kwaliteitsrapport"),
        ("anders", "iets anders"),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    levering = models.ForeignKey(Levering, on_delete=models.PROTECT, related_name="retouren")
    soort = models.CharField("soort", max_length=20, choices=SOORTEN)
    bestandsnaam = models.CharField("bestand", max_length=120)
    inhoud = VersleuteldeTekst("inhoud", editable=False)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("bewaard om")

    class Meta:
        verbose_name = "retour"
        verbose_name_plural = "retouren"
        ordering = ("om",)

    def __str__(self) -> str:
        return f"{self.bestandsnaam} bij {self.levering}"
