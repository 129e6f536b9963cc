"""Begrotingen en scenario's van de organisatie: elk een tekst in TOML waarvan elke versie bewaard blijft."""

import uuid

from django.db import models

from zicht.web.beheer.models import Gebruiker


class Begrotingsstuk(models.Model):
    """Een begroting of een begrotingswijziging. Na het vaststellen verandert zij niet meer."""

    CONCEPT, VASTGESTELD = "concept", "vastgesteld"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    titel = models.CharField("titel", max_length=200)
    organisatie = models.CharField("organisatie", max_length=200)
    regio = models.CharField("regio", max_length=20)
    jaar = models.PositiveSmallIntegerField("jaar")
    wijzigt = models.ForeignKey(
        "self", verbose_name="wijzigt", on_delete=models.PROTECT, null=True, blank=True, related_name="wijzigingen"
    )
    afkomst = models.CharField("gemaakt uit", max_length=200, blank=True)
    stand = models.CharField("stand", max_length=12, choices=[(CONCEPT, "concept"), (VASTGESTELD, "vastgesteld")])
    versie = models.PositiveIntegerField("versie", default=0, editable=False)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    besluit = models.CharField("besluit", max_length=200, blank=True)

    class Meta:
        verbose_name = "begroting"
        verbose_name_plural = "begrotingen"
        ordering = ("-jaar", "titel", "kenmerk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stand="concept", vastgesteld_op=None)
                | models.Q(stand="vastgesteld", vastgesteld_op__isnull=False),
                name="vastgesteld_met_een_dag",
            )
        ]

    def __str__(self) -> str:
        return f"{self.titel} ({self.kenmerk})"

    @property
    def vast(self) -> bool:
        """Of de begroting is vastgesteld en dus niet meer verandert."""
        return self.stand == self.VASTGESTELD


class Begrotingsversie(models.Model):
    """De tekst van een begroting na een verandering, met wie het deed en waarom."""

    stuk = models.ForeignKey(Begrotingsstuk, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField("nummer")
    tekst = models.TextField("tekst")
    reden = models.CharField("reden", max_length=200)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versie van een begroting"
        verbose_name_plural = "versies van begrotingen"
        ordering = ("-nummer",)
        constraints = [models.UniqueConstraint(fields=("stuk", "nummer"), name="begroting_versie_een_keer")]

    def __str__(self) -> str:
        return f"{self.stuk_id}, versie {self.nummer}"


class Begrotingsscenario(models.Model):
    """Een bewaard scenario op een begroting; de wijzigingen staan in zijn versies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stuk = models.ForeignKey(Begrotingsstuk, on_delete=models.PROTECT, related_name="scenarios")
    code = models.CharField("code", max_length=60)
    titel = models.CharField("naam", max_length=80)
    versie = models.PositiveIntegerField("versie", default=0, editable=False)

    class Meta:
        verbose_name = "scenario"
        verbose_name_plural = "scenario's"
        ordering = ("titel",)
        constraints = [models.UniqueConstraint(fields=("stuk", "code"), name="scenario_code_een_keer")]

    def __str__(self) -> str:
        return self.titel


class Scenarioversie(models.Model):
    """De tekst van een scenario na een verandering."""

    scenario = models.ForeignKey(Begrotingsscenario, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField("nummer")
    tekst = models.TextField("tekst")
    op_versie = models.PositiveIntegerField("op versie van de begroting")
    reden = models.CharField("reden", max_length=200)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versie van een scenario"
        verbose_name_plural = "versies van scenario's"
        ordering = ("-nummer",)
        constraints = [models.UniqueConstraint(fields=("scenario", "nummer"), name="scenario_versie_een_keer")]

    def __str__(self) -> str:
        return f"{self.scenario_id}, versie {self.nummer}"
