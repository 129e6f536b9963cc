"""Een bevinding als taak, haar geschiedenis, en toewijzingen van meer bevindingen tegelijk."""

import uuid
from datetime import date

from django.db import models

from zicht.web.beheer.models import Gebruiker, Team


class Niveau(models.TextChoices):
    """Wat een bevinding vraagt."""

    BLOKKEERT = "blokkeert", "blokkeert"
    UITLEG = "uitleg", "herstellen of uitleggen"
    HINT = "hint", "aanvulling"


class Stand(models.TextChoices):
    """Waar een bevinding staat."""

    NIEUW = "nieuw", "nieuw"
    OPEN = "open", "open"
    GEACCEPTEERD = "geaccepteerd", "geaccepteerd"
    WEG = "weg", "hersteld"


OPEN = (Stand.NIEUW, Stand.OPEN)


class Bevinding(models.Model):
    """Een regel bij een feit: wat eraan mankeert, van wie het is en tot wanneer. Bron, regel en feit zijn haar identiteit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    bron = models.CharField("bron", max_length=20)
    regel = models.CharField("regel", max_length=40)
    feit = models.CharField("feit", max_length=120)
    tabel = models.CharField("tabel", max_length=30, blank=True)
    niveau = models.CharField("niveau", max_length=10, choices=Niveau.choices)
    boodschap = models.TextField("boodschap")
    merk = models.CharField("merk van wat de regel zag", max_length=64)
    dossier = models.ForeignKey(
        "registratie.Dossier", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    toegewezen = models.BooleanField("door iemand toegewezen", default=False)
    stand = models.CharField("stand", max_length=14, choices=Stand.choices, default=Stand.NIEUW)
    eerst_op = models.DateField("eerst gezien op")
    laatst_op = models.DateField("laatst gezien op")
    weg_op = models.DateField("hersteld op", null=True, blank=True)
    uiterlijk_op = models.DateField("uiterlijk op", null=True, blank=True)
    reden = models.TextField("waarom geaccepteerd", blank=True)
    geaccepteerd_door = models.ForeignKey(Gebruiker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    geaccepteerd_tot = models.DateField("geaccepteerd tot en met", null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ("uiterlijk_op", "regel", "feit")
        constraints = [models.UniqueConstraint(fields=("bron", "regel", "feit"), name="bevinding_regel_bij_feit")]
        indexes = [models.Index(fields=("stand", "uiterlijk_op"), name="bevinding_open")]

    def __str__(self) -> str:
        return f"{self.regel} {self.kenmerk}"

    @property
    def is_open(self) -> bool:
        """Of er nog iets mee moet."""
        return self.stand in OPEN

    def te_laat(self, vandaag: date) -> bool:
        """Of de dag voorbij is en er nog iets mee moet."""
        return self.is_open and self.uiterlijk_op is not None and self.uiterlijk_op < vandaag


class Stap(models.Model):
    """Wat er met een bevinding gebeurde."""

    bevinding = models.ForeignKey(Bevinding, on_delete=models.CASCADE, related_name="stappen")
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    tekst = models.CharField("wat er gebeurde", max_length=300)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ("om", "pk")

    def __str__(self) -> str:
        return self.tekst


class Nagekeken(models.Model):
    """Wanneer een bron voor het laatst helemaal is nagekeken."""

    bron = models.CharField(max_length=20, primary_key=True)
    om = models.DateTimeField("nagekeken om", null=True, blank=True)

    class Meta:
        verbose_name = "nagekeken bron"
        verbose_name_plural = "nagekeken bronnen"

    def __str__(self) -> str:
        return self.bron


class Verdeling(models.Model):
    """Meer bevindingen tegelijk toegewezen: genoeg om het terug te draaien."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("om")
    reden = models.CharField("reden", max_length=200)
    vorige = models.JSONField("van wie zij waren", default=list)
    ongedaan_om = models.DateTimeField("teruggedraaid om", null=True, blank=True)

    class Meta:
        verbose_name = "toewijzing van bevindingen"
        verbose_name_plural = "toewijzingen van bevindingen"
        ordering = ("-om",)

    def __str__(self) -> str:
        return f"{len(self.vorige)} naar {self.naar}"
