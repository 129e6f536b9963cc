"""Het logboek: wie wat zag, deed of niet mocht, met welk doel. Zonder inhoud, en geketend."""

from django.db import models


class Logregel(models.Model):
    """Een gebeurtenis in het logboek. `afdruk` keten de regels: een gewijzigde, weggelaten of verplaatste regel valt op."""

    class Resultaat(models.TextChoices):
        GELUKT = "gelukt", "gelukt"
        GEWEIGERD = "geweigerd", "geweigerd"
        NIET_GEVONDEN = "niet_gevonden", "niet gevonden"
        MISLUKT = "mislukt", "niet gelukt"

    nummer = models.PositiveBigIntegerField("nummer", primary_key=True)
    om = models.DateTimeField("tijdstip", db_index=True)
    gebruiker = models.CharField("gebruiker", max_length=150, blank=True, db_index=True)
    rollen = models.CharField("rollen", max_length=200, blank=True)
    handeling = models.CharField("handeling", max_length=60, db_index=True)
    resultaat = models.CharField("resultaat", max_length=15, choices=Resultaat.choices)
    doel = models.CharField("doel", max_length=40, blank=True)
    soort = models.CharField("soort gegeven", max_length=30, blank=True)
    kenmerk = models.CharField("kenmerk", max_length=40, blank=True, db_index=True)
    dossier = models.CharField("dossier", max_length=40, blank=True, db_index=True)
    herkomst = models.CharField("herkomst", max_length=80, blank=True)
    vorige = models.CharField("afdruk van de vorige regel", max_length=64)
    afdruk = models.CharField("afdruk", max_length=64)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ("nummer",)

    def __str__(self) -> str:
        return f"{self.nummer} {self.handeling} {self.resultaat}"
