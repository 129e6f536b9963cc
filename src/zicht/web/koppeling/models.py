"""De sleutels waarmee gekoppelde systemen zich bekendmaken."""

import uuid

from django.db import models

from zicht.web.beheer.models import Gebruiker


class Sleutel(models.Model):
    """Een sleutel van een aanleveraar. De sleutel zelf staat nergens: alleen zijn afdruk, en het begin om hem te herkennen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, verbose_name="aanleveraar", on_delete=models.PROTECT, related_name="+")
    begin = models.CharField("begint met", max_length=12)
    afdruk = models.CharField(max_length=64, unique=True)
    gemaakt_om = models.DateTimeField("gemaakt om")
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    verloopt_op = models.DateField("geldig tot en met")
    ingetrokken_om = models.DateTimeField("ingetrokken om", null=True, blank=True)
    gebruikt_om = models.DateTimeField("laatst gebruikt", null=True, blank=True)
    minuut = models.DateTimeField("minuut waarin geteld wordt", null=True, blank=True)
    aantal = models.PositiveIntegerField("verzoeken in die minuut", default=0)

    class Meta:
        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"
        ordering = ("gebruiker__username", "-gemaakt_om")

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.begin}…"
