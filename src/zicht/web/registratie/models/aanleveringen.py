"""Wat een gekoppeld systeem aanleverde: genoeg om dezelfde aanlevering te herkennen, niet wat erin stond."""

from django.db import models

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.models.meldingen import Melding


class Aanlevering(models.Model):
    """Een aangeleverde melding: door wie, en het merk van de hele inhoud (een HMAC, dus niet terug te rekenen)."""

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, primary_key=True, related_name="aanlevering")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField("merk van de inhoud", max_length=64)
    om = models.DateTimeField("aangeleverd om")
    terugkoppeling = models.BooleanField("de aanleveraar wil de uitkomst weten", default=True)

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"

    def __str__(self) -> str:
        return f"aanlevering {self.melding}"


class Overgenomen(models.Model):
    """Een rij die uit een vorig systeem is overgenomen, zodat zij er nooit dubbel bij komt.

    In `merk` staat een merk van de sleutel in dat systeem, niet de sleutel zelf: zonder die bestanden zegt het niets.
    """

    merk = models.CharField(max_length=64, primary_key=True)
    rij = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "overgenomen rij"
        verbose_name_plural = "overgenomen rijen"

    def __str__(self) -> str:
        return self.merk[:12]
