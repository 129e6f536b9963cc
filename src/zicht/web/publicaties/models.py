"""Publicaties: wat klaarstaat, wat naar buiten ging, en wat is ingetrokken. Een rij verdwijnt nooit."""

import uuid

from django.db import models

from zicht.web.beheer.models import Gebruiker


class Publicatie(models.Model):
    """Een bundel veilige cijfers van een stand van de feiten; samen zijn zij het publicatieregister.

    Een rapport dat is bevroren staat hier ook, met het kenmerk van het rapport; te lezen is het daar.

    `inhoud` is de tekst van `core.publicatie.register`: wat getoond is, en (alleen binnen de organisatie) de exacte
    aantallen waarmee een volgende publicatie wordt getoetst. Na publicatie verandert zij niet meer.
    """

    GEMEENTEN, OPENBAAR, RAPPORT = "gemeenten", "openbaar", "rapport"
    TE_KIEZEN = [(GEMEENTEN, "gemeenten"), (OPENBAAR, "iedereen (open data)")]
    VOOR_WIE = [*TE_KIEZEN, (RAPPORT, "lezers van het rapport")]
    KLAAR, VRIJ, AFGEWEZEN, INGETROKKEN = "klaargezet", "gepubliceerd", "afgewezen", "ingetrokken"
    STANDEN = [(KLAAR, "wacht op goedkeuring"), (VRIJ, "gepubliceerd"), (AFGEWEZEN, "niet gepubliceerd"), (INGETROKKEN, "ingetrokken")]  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    nummer = models.PositiveIntegerField("plaats in het register", unique=True, null=True, editable=False)
    titel = models.CharField("titel", max_length=120)
    toelichting = models.TextField("toelichting voor de lezer", blank=True)
    voor_wie = models.CharField("voor wie", max_length=10, choices=VOOR_WIE)
    stand = models.CharField("stand", max_length=12, choices=STANDEN, default=KLAAR)
    perioden = models.JSONField("perioden", default=list)
    regio = models.CharField("regio", max_length=40)
    peildatum = models.DateField("peildatum")
    vingerafdruk = models.CharField("vingerafdruk van de feiten", max_length=80)
    definitieversie = models.CharField("versie van de definities", max_length=80)
    inhoud = models.TextField("wat getoond is en waaruit", editable=False)
    namen = models.JSONField("namen van de gemeenten", default=dict)
    weggelaten = models.JSONField("maten die niet mee kunnen, met de reden", default=dict)
    wegens_register = models.JSONField("cellen die om eerdere publicaties verborgen zijn", default=list)
    niet_bewezen = models.PositiveIntegerField("aantallen waarvan verbergen niet is aangetoond", default=0)
    klaargezet_om = models.DateTimeField("klaargezet om")
    klaargezet_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    besloten_om = models.DateTimeField("besloten om", null=True)
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", null=True)
    ingetrokken_om = models.DateTimeField("ingetrokken om", null=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", null=True)
    reden = models.CharField("waarom niet gepubliceerd, of waarom ingetrokken", max_length=300, blank=True)

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ("-klaargezet_om",)

    def __str__(self) -> str:
        return f"{self.titel} ({self.kenmerk})"

    @property
    def in_register(self) -> bool:
        """Of zij ooit naar buiten ging: wat bekend is blijft bekend, ook na intrekken."""
        return self.stand in (self.VRIJ, self.INGETROKKEN)

    @property
    def is_los(self) -> bool:
        """Of de cijfers op zichzelf te lezen zijn; anders staan zij in een rapport."""
        return self.voor_wie != self.RAPPORT

    @property
    def openbaar(self) -> bool:
        """Of iedereen haar mag zien."""
        return self.voor_wie == self.OPENBAAR and self.stand == self.VRIJ
