"""Berichten van en naar systemen die aanleveren: uitkomsten die eruit gaan, en wijzigingen die iemand moet bekijken."""

import uuid

from django.db import models

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.models.basis import VersleuteldeTekst
from zicht.web.registratie.models.meldingen import Melding


class Ontvanger(models.Model):
    """Waar de uitkomsten van een aanleveraar heen gaan, en hoe Zicht zich daar bekendmaakt."""

    class Aanmelding(models.TextChoices):
        SLEUTEL = "sleutel", "met een sleutel (Bearer)"
        HANDTEKENING = "handtekening", "met een handtekening (HMAC-SHA256)"

    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.PROTECT, primary_key=True, related_name="ontvanger")
    adres = models.CharField("adres", max_length=300)
    aanmelding = models.CharField("hoe Zicht zich aanmeldt", max_length=14, choices=Aanmelding.choices)
    geheim = VersleuteldeTekst("sleutel of geheim", blank=True)
    wacht_seconden = models.PositiveSmallIntegerField("hoogstens wachten op antwoord (seconden)", default=10)
    aan = models.BooleanField("berichten versturen", default=False)

    class Meta:
        verbose_name = "ontvanger"
        verbose_name_plural = "ontvangers"

    def __str__(self) -> str:
        return str(self.gebruiker)


class Uitkomstbericht(models.Model):
    """Een uitkomst voor de aanleveraar. Zij ontstaat in dezelfde transactie als het besluit; haar sleutel is haar identiteit."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "wacht op bezorgen"
        BEZORGD = "bezorgd", "bezorgd"
        VASTGELOPEN = "vastgelopen", "vastgelopen"
        VERVALLEN = "vervallen", "vervallen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="uitkomstberichten")
    aanleveraar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    nummer = models.PositiveIntegerField("volgnummer binnen de melding", default=1)
    status = models.CharField("uitkomst", max_length=10)
    gemaakt_om = models.DateTimeField("gemaakt om")
    stand = models.CharField("stand", max_length=12, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveIntegerField("pogingen", default=0)
    volgende_om = models.DateTimeField("volgende poging vanaf")
    bezorgd_om = models.DateTimeField("bezorgd om", null=True, blank=True)
    gebrek = models.CharField("waarom het niet lukte", max_length=40, blank=True)

    class Meta:
        verbose_name = "uitkomstbericht"
        verbose_name_plural = "uitkomstberichten"
        ordering = ("-gemaakt_om", "-nummer")
        constraints = [models.UniqueConstraint(fields=("melding", "nummer"), name="uitkomstbericht_op_volgorde")]
        indexes = [models.Index(fields=("stand", "volgende_om"), name="uitkomstbericht_wacht")]

    def __str__(self) -> str:
        return f"uitkomst {self.nummer} van {self.melding}"


class Berichtvoorstel(models.Model):
    """Wat de aanleveraar aan een melding wil veranderen of intrekken. Een mens beslist; de melding zelf verandert niet."""

    class Soort(models.TextChoices):
        WIJZIGING = "wijziging", "gewijzigde melding"
        INTREKKING = "intrekking", "ingetrokken melding"

    class Stand(models.TextChoices):
        NIEUW = "nieuw", "nog te bekijken"
        VERVANGEN = "vervangen", "door een later bericht vervangen"
        OVERGENOMEN = "overgenomen", "overgenomen"
        AFGEWEZEN = "afgewezen", "niet overgenomen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="voorstellen")
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    velden = VersleuteldeTekst("wat er nu in staat (JSON)", blank=True)
    afdruk = models.CharField("merk van de inhoud", max_length=64)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("ontvangen om")
    stand = models.CharField("stand", max_length=12, choices=Stand.choices, default=Stand.NIEUW)
    behandeld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    behandeld_om = models.DateTimeField("behandeld om", null=True, blank=True)
    reden = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "voorstel van een aanleveraar"
        verbose_name_plural = "voorstellen van aanleveraars"
        ordering = ("-om",)
        constraints = [
            models.UniqueConstraint(
                fields=("melding",), condition=models.Q(stand="nieuw"), name="voorstel_een_tegelijk"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.melding}"
