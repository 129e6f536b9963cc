"""Doorrekeningen: de vraag, hoe ver het rekenen is, en het verslag als het klaar is."""

import uuid

from django.db import models
from django.db.models import Q

from zicht.web.beheer.models import Gebruiker


class Stand(models.TextChoices):
    """Hoe ver een doorrekening is."""

    CONCEPT = "concept", "nog niet gestart"
    WACHT = "wacht", "wacht op haar beurt"
    BEZIG = "bezig", "wordt doorgerekend"
    KLAAR = "klaar", "klaar"
    GESTOPT = "gestopt", "gestopt"
    MISLUKT = "mislukt", "mislukt"


GESTART = (Stand.WACHT, Stand.BEZIG)
LEEFT = (*GESTART, Stand.KLAAR)


class Doorrekening(models.Model):
    """Een vraag over de wachtlijst, met het antwoord als zij klaar is.

    `invoer` is wat iemand koos. Bij het starten komt daar `opdracht` bij: alles wat het antwoord bepaalt, voluit, zodat een
    scenario dat later verandert dit antwoord niet raakt. `sleutel` is daar een afdruk van, met de feiten erbij.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    titel = models.CharField("vraag", max_length=200, blank=True)
    invoer = models.JSONField("wat er gekozen is", default=dict)
    opdracht = models.JSONField("wat er doorgerekend wordt", default=dict)
    sleutel = models.CharField("afdruk van vraag en feiten", max_length=64, blank=True)
    stand = models.CharField("stand", max_length=8, choices=Stand.choices, default=Stand.CONCEPT)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gemaakt_om = models.DateTimeField("gemaakt om")
    gevraagd_om = models.DateTimeField("gestart om", null=True, blank=True)
    begonnen_om = models.DateTimeField("begonnen met rekenen om", null=True, blank=True)
    levensteken_om = models.DateTimeField("laatste levensteken", null=True, blank=True)
    klaar_om = models.DateTimeField("klaar om", null=True, blank=True)
    stap = models.CharField("bezig met", max_length=160, blank=True)
    deel = models.FloatField("welk deel klaar is", default=0.0)
    stop_gevraagd_om = models.DateTimeField("gevraagd te stoppen om", null=True, blank=True)
    fout = models.TextField("waarom zij niet klaar is", blank=True)

    class Meta:
        verbose_name = "doorrekening"
        verbose_name_plural = "doorrekeningen"
        ordering = ("-gemaakt_om", "kenmerk")
        constraints = [
            models.UniqueConstraint(
                fields=("stand",), condition=Q(stand=Stand.BEZIG), name="doorrekening_een_tegelijk"
            ),
            models.UniqueConstraint(
                fields=("sleutel",), condition=Q(stand__in=LEEFT), name="doorrekening_vraag_een_keer"
            ),
            models.CheckConstraint(
                condition=~Q(stand=Stand.KLAAR) | Q(klaar_om__isnull=False), name="doorrekening_klaar_met_tijdstip"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kenmerk}: {self.titel}"


class Verslag(models.Model):
    """Het verslag van een doorrekening, zoals het berekend is: de bron van elke bladzijde en elk bestand."""

    doorrekening = models.OneToOneField(Doorrekening, on_delete=models.PROTECT, related_name="verslag")
    inhoud = models.BinaryField("verslag, ingepakt")
    afdruk = models.CharField("afdruk van het verslag", max_length=64)
    hoofdzaken = models.JSONField("de hoofdzaken", default=dict)
    bijlagen = models.BinaryField("ijking en terugtoets, ingepakt", default=b"")

    class Meta:
        verbose_name = "verslag van een doorrekening"
        verbose_name_plural = "verslagen van doorrekeningen"

    def __str__(self) -> str:
        return f"verslag van {self.doorrekening_id}"
