"""Wat mensen bij de cijfers vastleggen: kanttekeningen op een dag of periode, en tabellen van het CBS."""

import uuid

from django.db import models

from zicht.web.beheer.models import Gebruiker


class Kanttekening(models.Model):
    """Een geschreven kanttekening. Zij verdwijnt niet: wie haar intrekt, staat erbij."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    tekst = models.CharField("tekst", max_length=500)
    bron = models.CharField("bron", max_length=200, blank=True)
    code = models.CharField("indicator", max_length=60, blank=True)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("gemaakt om")
    ingetrokken_om = models.DateTimeField("ingetrokken om", null=True, blank=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "kanttekening"
        verbose_name_plural = "kanttekeningen"
        ordering = ("van", "om")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot=None) | models.Q(tot__gte=models.F("van")), name="kanttekening_op_volgorde"
            )
        ]

    def __str__(self) -> str:
        return f"{self.van}: {self.tekst[:40]}"


class Statlinetabel(models.Model):
    """Een tabel van StatLine zoals zij is gedownload; de nieuwste wordt vergeleken, de oudere blijven."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField("bestand", max_length=120)
    titel = models.CharField("titel", max_length=300)
    inhoud = models.BinaryField("inhoud", editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("ingelezen om")

    class Meta:
        verbose_name = "tabel van StatLine"
        verbose_name_plural = "tabellen van StatLine"
        ordering = ("-om",)

    def __str__(self) -> str:
        return f"{self.titel} ({self.naam})"
