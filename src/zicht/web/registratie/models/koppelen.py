"""Wie dezelfde kan zijn, over het hele register gezocht; en wat er met het VT-register is gedeeld en van daar kwam."""

from django.conf import settings
from django.db import models

from zicht.web.registratie.models.dossiers import Dossier
from zicht.web.registratie.models.personen import Betrokkene, Persoon


class Koppelkandidaat(models.Model):
    """Twee personen die over een mens kunnen gaan, gevonden bij het koppelen van het hele register; afgeleid, nooit ingevoerd.

    Wat iemand beslist staat in Persoonsverband, met wie en wanneer; hier staat alleen wat er nog na te kijken is.
    """

    een = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    ander = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    kans = models.FloatField("kans")
    gevonden_om = models.DateTimeField("gevonden om")

    class Meta:
        verbose_name = "kandidaat om te koppelen"
        verbose_name_plural = "kandidaten om te koppelen"
        constraints = [models.UniqueConstraint(fields=("een", "ander"), name="koppelkandidaat_een_keer")]
        indexes = [models.Index(fields=("-kans", "een", "ander"), name="koppelkandidaat_kans")]

    def __str__(self) -> str:
        return f"{self.kans:.2f}"


class Radarbetrokkenheid(models.Model):
    """Wat het VT-register van een betrokkene moet weten, en tot welke versie het dat weet: de uitgaande post in een rij.

    Het kenmerk is willekeurig: uit het register is niet af te leiden om welk dossier het gaat.
    """

    betrokkene = models.OneToOneField(Betrokkene, on_delete=models.CASCADE, related_name="radar")
    ref = models.CharField(max_length=32, unique=True)
    versie = models.PositiveIntegerField(default=1)
    verzonden = models.PositiveIntegerField(default=0)
    betrokken = models.BooleanField("betrokken", default=True)
    afdruk = models.CharField(max_length=64)
    pogingen = models.PositiveIntegerField(default=0)
    niet_voor = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "betrokkenheid in het VT-register"
        verbose_name_plural = "betrokkenheden in het VT-register"

    def __str__(self) -> str:
        return self.ref


class Radarmelding(models.Model):
    """Een bericht van het VT-register: een andere organisatie is of was ook betrokken bij iemand uit dit dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="radarmeldingen")
    betrokkene = models.ForeignKey(Betrokkene, on_delete=models.CASCADE, related_name="radarmeldingen")
    nummer = models.PositiveBigIntegerField()  # dat van het register: hetzelfde bericht komt maar een keer binnen
    organisatie = models.CharField("organisatie", max_length=80)
    op_bsn = models.BooleanField("op BSN", default=False)
    is_betrokken = models.BooleanField("is nu betrokken", default=False)
    op = models.DateField("op")
    ontvangen_om = models.DateTimeField("ontvangen om")
    opgepakt_om = models.DateTimeField("opgepakt om", null=True, blank=True)
    opgepakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    notitie = models.CharField("wat is er gedaan", max_length=200, blank=True)

    class Meta:
        verbose_name = "bericht van het VT-register"
        verbose_name_plural = "berichten van het VT-register"
        ordering = ("ontvangen_om", "pk")
        constraints = [
            models.UniqueConstraint(fields=("nummer", "betrokkene", "op"), name="radarmelding_een_keer"),
            models.CheckConstraint(
                condition=models.Q(opgepakt_om__isnull=True) | models.Q(opgepakt_door__isnull=False),
                name="radarmelding_opgepakt_door",
            ),
        ]

    def __str__(self) -> str:
        return self.organisatie
