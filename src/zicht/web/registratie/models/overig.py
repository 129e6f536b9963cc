"""Klachten, tevredenheid en activiteiten."""

from django.db import models
from django.db.models import Q

from zicht.core.codelijsten import ACTIVITEIT, DOELGROEP, MOMENT, OORDEEL
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.models.basis import Geversioneerd, codeveld, datum_op_volgorde, datumveld
from zicht.web.registratie.models.dossiers import Dossier


class Klacht(Geversioneerd):
    """Een klacht; het oordeel over het geheel volgt uit de onderdelen."""

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="klachten")
    ingediend_op = models.DateField("ingediend op")
    afgehandeld_op = datumveld("afgehandeld op")
    oordeel = codeveld(OORDEEL)
    reactie_op = datumveld("reactie van Veilig Thuis op het oordeel")
    omschrijving = models.TextField("waar gaat de klacht over")
    behandelaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "klacht"
        verbose_name_plural = "klachten"
        ordering = ("-ingediend_op",)
        constraints = [
            datum_op_volgorde("ingediend_op", "afgehandeld_op", "klacht_afgehandeld_na_ingediend"),
            models.CheckConstraint(
                condition=Q(afgehandeld_op__isnull=True) | ~Q(oordeel=""), name="klacht_afgehandeld_met_oordeel"
            ),
            datum_op_volgorde("afgehandeld_op", "reactie_op", "klacht_reactie_na_oordeel"),
            models.CheckConstraint(
                condition=Q(reactie_op__isnull=True) | Q(afgehandeld_op__isnull=False), name="klacht_reactie_op_oordeel"
            ),
        ]

    def __str__(self) -> str:
        return self.kenmerk


class Klachtonderdeel(Geversioneerd):
    """Een onderdeel van een klacht, met een eigen oordeel."""

    klacht = models.ForeignKey(Klacht, on_delete=models.PROTECT, related_name="onderdelen")
    omschrijving = models.TextField("onderdeel")
    oordeel = codeveld(OORDEEL)
    toelichting = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "onderdeel van een klacht"
        verbose_name_plural = "onderdelen van een klacht"

    def __str__(self) -> str:
        return self.omschrijving[:60]


class Tevredenheidsvraag(Geversioneerd):
    """Een vraag om een oordeel, achter een link die verloopt. Van de link staat alleen een merk in de databank."""

    merk = models.CharField(max_length=64, unique=True)
    doelgroep = codeveld(DOELGROEP)
    moment = codeveld(MOMENT)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    verstuurd_op = models.DateField("verstuurd op")
    verloopt_op = models.DateField("verloopt op")
    ingetrokken_op = datumveld("ingetrokken op")
    beantwoord_op = datumveld("beantwoord op")
    cijfer = models.DecimalField("cijfer", max_digits=3, decimal_places=1, null=True, blank=True)
    toelichting = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "vraag naar tevredenheid"
        verbose_name_plural = "vragen naar tevredenheid"
        constraints = [
            models.CheckConstraint(
                condition=Q(cijfer__isnull=True) | Q(cijfer__gte=1, cijfer__lte=10), name="tevredenheid_cijfer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.doelgroep}, {self.moment}"


class Activiteit(Geversioneerd):
    """Voorlichting, overleg of een dag bereikbaarheid."""

    datum = models.DateField("dag")
    soort = codeveld(ACTIVITEIT)
    aantal = models.PositiveSmallIntegerField("aantal", default=1)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering = ("-datum",)

    def __str__(self) -> str:
        return f"{self.get_soort_display()} op {self.datum}"
