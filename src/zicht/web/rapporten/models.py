"""Rapporten van de organisatie: hun tekst in versies, de cijfers waar zij op staan, wie tekende, en de bestanden."""

import uuid

from django.db import models
from django.db.models import Q

from zicht.web.beheer.models import Gebruiker


class Status(models.TextChoices):
    """Hoe ver een rapport is."""

    CONCEPT = "concept", "concept"
    TER_TOETSING = "ter_toetsing", "ter toetsing"
    GETOETST = "getoetst", "getoetst"
    GOEDGEKEURD = "goedgekeurd", "goedgekeurd"
    BEVROREN = "bevroren", "bevroren"
    GEPUBLICEERD = "gepubliceerd", "gepubliceerd"


VAST = (Status.BEVROREN, Status.GEPUBLICEERD)


class Rapport(models.Model):
    """Een uitgave van een burap of jaarbeeld. Is zij bevroren, dan verandert zij niet meer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kenmerk = models.CharField("kenmerk", max_length=14, unique=True, editable=False)
    soort = models.CharField("soort", max_length=12)
    periode = models.CharField("periode", max_length=30)
    uitgave = models.PositiveSmallIntegerField("uitgave")
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.CONCEPT)
    aanleiding = models.CharField("waarom een nieuwe uitgave", max_length=200, blank=True)
    begonnen_om = models.DateTimeField("begonnen om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    bevroren_om = models.DateTimeField("bevroren om", null=True, blank=True)
    gepubliceerd_om = models.DateTimeField("gepubliceerd om", null=True, blank=True)

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        ordering = ("-periode", "soort", "-uitgave")
        constraints = [
            models.UniqueConstraint(fields=("soort", "periode", "uitgave"), name="rapport_uitgave_een_keer"),
            models.UniqueConstraint(
                fields=("soort", "periode"), condition=~Q(status__in=VAST), name="rapport_een_tegelijk_in_de_maak"
            ),
            models.CheckConstraint(
                condition=Q(status__in=VAST, bevroren_om__isnull=False) | (~Q(status__in=VAST) & Q(bevroren_om=None)),
                name="rapport_bevroren_met_tijdstip",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.GEPUBLICEERD, gepubliceerd_om__isnull=False)
                | (~Q(status=Status.GEPUBLICEERD) & Q(gepubliceerd_om=None)),
                name="rapport_gepubliceerd_met_tijdstip",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.periode}, uitgave {self.uitgave}"

    @property
    def vast(self) -> bool:
        """Of het rapport niet meer verandert."""
        return self.status in VAST


class Tekst(models.Model):
    """De duiding bij een deel, na een keer opslaan. Elke versie blijft."""

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="teksten")
    deel = models.CharField("deel", max_length=20)
    nummer = models.PositiveIntegerField("nummer")
    tekst = models.TextField("tekst", blank=True)
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tekst van een rapport"
        verbose_name_plural = "teksten van rapporten"
        ordering = ("deel", "-nummer")
        constraints = [models.UniqueConstraint(fields=("rapport", "deel", "nummer"), name="tekst_versie_een_keer")]

    def __str__(self) -> str:
        return f"{self.rapport_id}, {self.deel}, versie {self.nummer}"


class Cijferstand(models.Model):
    """De cijfers waar een rapport op staat: uit welke feiten, zoals bekend op welk tijdstip, en alles wat eruit volgt."""

    rapport = models.OneToOneField(Rapport, on_delete=models.PROTECT, related_name="cijfers")
    stand_op = models.DateTimeField("zoals bekend op")
    peildatum = models.DateField("peildatum")
    voorlopig = models.BooleanField("voorlopig")
    vingerafdruk = models.CharField("vingerafdruk van de feiten", max_length=64)
    definitieversie = models.CharField("versie van de definities", max_length=20)
    afdruk = models.CharField("afdruk van de cijfers", max_length=64)
    merkpunt = models.CharField("waar de registratie toen was", max_length=80, blank=True)
    inhoud = models.BinaryField("cijfers en romp, ingepakt")
    werkboek = models.BinaryField("werkboek", null=True, blank=True)
    conceptwerkboek = models.BinaryField("werkboek van het concept", null=True, blank=True)
    vrijgave = models.BinaryField("wat er in het publicatieregister komt, ingepakt", default=b"")
    register_tot = models.PositiveIntegerField("veilig naast het register tot en met nummer", default=0)
    doorrekening = models.CharField("vooruitblik uit doorrekening", max_length=14, blank=True)
    niet_bewezen = models.PositiveIntegerField("aantallen waarvan verbergen niet is aangetoond", default=0)

    class Meta:
        verbose_name = "cijferstand"
        verbose_name_plural = "cijferstanden"

    def __str__(self) -> str:
        return f"{self.rapport_id}, {self.stand_op:%Y-%m-%d %H:%M}"


class Handtekening(models.Model):
    """Iemand zegt ja tegen precies deze tekst en deze cijfers. Verandert er iets, dan vervalt zij, met de reden."""

    SCHRIJVER, CONTROLLER, DIRECTEUR = "schrijver", "controller", "directeur"
    ROLLEN = ((SCHRIJVER, "schrijver"), (CONTROLLER, "controller"), (DIRECTEUR, "directeur"))

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="handtekeningen")
    rol = models.CharField("rol", max_length=12, choices=ROLLEN)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("om")
    afdruk = models.CharField("afdruk van wat getekend is", max_length=64)
    vervallen_om = models.DateTimeField("vervallen om", null=True, blank=True)

    class Meta:
        verbose_name = "handtekening"
        verbose_name_plural = "handtekeningen"
        ordering = ("om",)
        constraints = [
            models.UniqueConstraint(
                fields=("rapport", "rol"), condition=Q(vervallen_om=None), name="handtekening_een_per_rol"
            ),
            models.UniqueConstraint(
                fields=("rapport", "door"), condition=Q(vervallen_om=None), name="handtekening_een_rol_per_persoon"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rol}: {self.door}"


class Stap(models.Model):
    """Wat er met een rapport gebeurde, met wie en waarom; om terug te lezen op de bladzijde van het rapport."""

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="stappen")
    om = models.DateTimeField("om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    wat = models.CharField("wat", max_length=200)
    reden = models.CharField("reden", max_length=500, blank=True)

    class Meta:
        verbose_name = "stap van een rapport"
        verbose_name_plural = "stappen van rapporten"
        ordering = ("-om", "-pk")

    def __str__(self) -> str:
        return self.wat


class Opdracht(models.Model):
    """Cijfers die worden opgehaald: wat er nu gebeurt, zodat wie wacht het ziet. Zonder levensteken is zij gestopt."""

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="opdrachten")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    begonnen_om = models.DateTimeField("begonnen om")
    levensteken_om = models.DateTimeField("laatste levensteken")
    stap = models.CharField("bezig met", max_length=120, blank=True)
    klaar_om = models.DateTimeField("klaar om", null=True, blank=True)
    fout = models.TextField("fout", blank=True)

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ("-begonnen_om", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("rapport",), condition=Q(klaar_om=None), name="opdracht_een_tegelijk")
        ]

    def __str__(self) -> str:
        return f"{self.rapport_id}: {self.stap}"


class Bestand(models.Model):
    """Een bestand van een bevroren rapport, zoals het is verstuurd."""

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="bestanden")
    soort = models.CharField("soort", max_length=5)
    inhoud = models.BinaryField("inhoud")
    sha256 = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = "bestand van een rapport"
        verbose_name_plural = "bestanden van rapporten"
        constraints = [models.UniqueConstraint(fields=("rapport", "soort"), name="bestand_een_per_soort")]

    def __str__(self) -> str:
        return f"{self.rapport_id}.{self.soort}"
