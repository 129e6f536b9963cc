"""Normen als gesprek: voorstel, gesprekken en besluit; en het verbeterplan als een norm is gemist."""

import uuid

from django.db import models

from zicht.core.parameters import Richting
from zicht.web.beheer.models import Gebruiker

RICHTINGEN = [(richting.value, richting.value) for richting in Richting]


class Normvoorstel(models.Model):
    """Een voorstel voor een norm, met de geschiedenis waarop het steunt. Per indicator loopt er een tegelijk."""

    LOOPT, VASTGESTELD, INGETROKKEN = "loopt", "vastgesteld", "ingetrokken"
    STANDEN = [(LOOPT, "in gesprek"), (VASTGESTELD, "vastgesteld"), (INGETROKKEN, "ingetrokken")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    indicator = models.CharField("indicator", max_length=60)
    waarde = models.DecimalField("norm", max_digits=6, decimal_places=2)
    richting = models.CharField("richting", max_length=10, choices=RICHTINGEN)
    vanaf = models.DateField("geldt vanaf")
    evaluatie_op = models.DateField("volgende evaluatie")
    toelichting = models.TextField("onderbouwing")
    proef = models.JSONField("de geschiedenis bij het voorstel")
    stand = models.CharField("stand", max_length=12, choices=STANDEN, default=LOOPT)
    reden = models.CharField("reden van intrekken", max_length=200, blank=True)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "voorstel voor een norm"
        verbose_name_plural = "voorstellen voor normen"
        ordering = ("-om",)
        constraints = [
            models.UniqueConstraint(
                fields=("indicator",), condition=models.Q(stand="loopt"), name="een_lopend_voorstel_per_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.kenmerk})"

    @property
    def loopt(self) -> bool:
        """Of er nog over gesproken wordt."""
        return self.stand == self.LOOPT


class Normgesprek(models.Model):
    """Een gesprek over een voorstel: wie erbij waren, wat er gezegd is, en of men het eens is."""

    voorstel = models.ForeignKey(Normvoorstel, on_delete=models.PROTECT, related_name="gesprekken")
    datum = models.DateField("datum")
    deelnemers = models.CharField("wie erbij waren", max_length=400)
    verslag = models.TextField("wat er is besproken")
    overeenstemming = models.BooleanField("overeenstemming")
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "gesprek over een norm"
        verbose_name_plural = "gesprekken over normen"
        ordering = ("datum", "om")

    def __str__(self) -> str:
        return f"{self.voorstel_id}, {self.datum}"


class Normbesluit(models.Model):
    """De afgesproken norm. Hieruit volgt de waarde waarmee vanaf haar dag elk cijfer wordt beoordeeld."""

    voorstel = models.OneToOneField(Normvoorstel, on_delete=models.PROTECT, related_name="besluit")
    indicator = models.CharField("indicator", max_length=60)
    waarde = models.DecimalField("norm", max_digits=6, decimal_places=2)
    richting = models.CharField("richting", max_length=10, choices=RICHTINGEN)
    vanaf = models.DateField("geldt vanaf")
    besloten_op = models.DateField("besloten op")
    orgaan = models.CharField("besloten door", max_length=200)
    document = models.CharField("document", max_length=200)
    evaluatie_op = models.DateField("volgende evaluatie")
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vastgestelde norm"
        verbose_name_plural = "vastgestelde normen"
        ordering = ("indicator", "vanaf", "besloten_op", "pk")
        constraints = [
            models.UniqueConstraint(fields=("indicator", "vanaf", "besloten_op"), name="een_besluit_per_dag"),
            models.CheckConstraint(
                condition=models.Q(vanaf__gte=models.F("besloten_op")), name="norm_niet_met_terugwerkende_kracht"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} vanaf {self.vanaf}"


class Verbeterplan(models.Model):
    """Wat er gebeurt na een gemiste norm: maatregelen, of een keuze die aan het bestuur is voorgelegd."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    indicator = models.CharField("indicator", max_length=60)
    periode = models.CharField("periode", max_length=30)
    aanleiding = models.CharField("uitkomst en norm bij het openen", max_length=200)
    bestuurlijke_keuze = models.TextField("keuze voor het bestuur", blank=True)
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    conclusie = models.TextField("conclusie", blank=True)
    versie = models.PositiveIntegerField("versie", default=1, editable=False)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verbeterplan"
        verbose_name_plural = "verbeterplannen"
        ordering = ("-periode", "indicator")
        constraints = [
            models.UniqueConstraint(fields=("indicator", "periode"), name="een_plan_per_gemiste_norm"),
            models.CheckConstraint(
                condition=models.Q(gesloten_op=None) | ~models.Q(conclusie=""), name="gesloten_met_een_conclusie"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.periode} ({self.kenmerk})"

    @property
    def open(self) -> bool:
        """Of er nog aan gewerkt wordt."""
        return self.gesloten_op is None


class Verbetermaatregel(models.Model):
    """Een maatregel van een plan; `ingegaan_op` is de dag vanaf wanneer haar effect te meten is."""

    plan = models.ForeignKey(Verbeterplan, on_delete=models.PROTECT, related_name="maatregelen")
    oorzaak = models.CharField("oorzaak", max_length=400)
    maatregel = models.CharField("maatregel", max_length=400)
    eigenaar = models.CharField("eigenaar", max_length=100)
    verwacht_effect = models.CharField("verwacht effect", max_length=200)
    klaar_op = models.DateField("klaar op")
    ingegaan_op = models.DateField("ingegaan op", null=True, blank=True)
    versie = models.PositiveIntegerField("versie", default=1, editable=False)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        ordering = ("klaar_op", "pk")

    def __str__(self) -> str:
        return self.maatregel[:60]
