"""Wat de registratie over zichzelf bijhoudt: taken met hun klok, gebeurtenissen, versies, concepten en documenten."""

import uuid

from django.db import models
from django.db.models import Q

from zicht.core.codelijsten import URGENTIE
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie.models.basis import Geversioneerd, VersleuteldeTekst, codeveld, datumveld
from zicht.web.registratie.models.dossiers import Advies, Dossier


class Taak(models.Model):
    """Een stuk werk met zijn klok. Afgeleid uit de registratie door taken.py; niemand vult dit in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, null=True, blank=True, related_name="taken")
    soort = models.CharField("soort werk", max_length=30)
    over_id = models.UUIDField("waarover")
    kenmerk = models.CharField("kenmerk", max_length=14)
    klok = models.CharField("klok", max_length=40, blank=True)
    begint_op = models.DateField("klok begint")
    uiterlijk_op = datumveld("uiterlijk")
    waarschuw_op = datumveld("waarschuwen vanaf")
    geschorst = models.BooleanField("geschorst", default=False)
    geeindigd_op = datumveld("klaar op")
    wacht = models.CharField("wacht op", max_length=40, blank=True)
    stap = models.CharField("volgende stap", max_length=140, blank=True)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="taken")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="taken")
    urgentie = codeveld(URGENTIE)
    laatste_controle_op = datumveld("laatste veiligheidscontrole")
    volgende_controle_op = datumveld("volgende veiligheidscontrole")
    gemeente = models.CharField("gemeente", max_length=6, blank=True)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints = [models.UniqueConstraint(fields=("over_id", "soort", "klok"), name="taak_een_keer")]
        indexes = [
            models.Index(
                fields=("team", "uiterlijk_op"), name="taak_open_team", condition=Q(geeindigd_op__isnull=True)
            ),
            models.Index(
                fields=("eigenaar", "uiterlijk_op"), name="taak_open_eigenaar", condition=Q(geeindigd_op__isnull=True)
            ),
            models.Index(fields=("wacht", "begint_op"), name="taak_wacht", condition=Q(geeindigd_op__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.kenmerk}"


class Gebeurtenis(models.Model):
    """Iets dat in een dossier of advies gebeurde, voor de tijdlijn. Zonder namen en zonder inhoud."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, null=True, blank=True, related_name="gebeurtenissen")
    advies = models.ForeignKey(Advies, on_delete=models.CASCADE, null=True, blank=True, related_name="gebeurtenissen")
    soort = models.CharField("soort", max_length=40)
    op = models.DateField("dag")
    om = models.DateTimeField("vastgelegd om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    tekst = models.CharField("wat", max_length=200)
    kenmerk = models.CharField("waarover", max_length=14, blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ("op", "om")
        indexes = [models.Index(fields=("dossier", "op"), name="gebeurtenis_dossier")]

    def __str__(self) -> str:
        return self.tekst


class Versie(models.Model):
    """Een stand van een rij, met wie, wanneer en waarom. Zo wordt niets overschreven."""

    tabel = models.CharField(max_length=40)
    rij = models.UUIDField()
    nummer = models.PositiveIntegerField()
    inhoud = models.JSONField()
    om = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    handeling = models.CharField(max_length=60)
    reden = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        constraints = [models.UniqueConstraint(fields=("rij", "nummer"), name="versie_een_keer")]
        indexes = [models.Index(fields=("tabel", "om"), name="versie_tabel_om")]

    def __str__(self) -> str:
        return f"{self.tabel} {self.nummer}"


class Concept(models.Model):
    """Getypte tekst die nog niet is opgeslagen: op de server, versleuteld, alleen voor wie het typt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="concepten")
    plek = models.CharField(max_length=80)
    velden = VersleuteldeTekst()
    gewijzigd_om = models.DateTimeField()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [models.UniqueConstraint(fields=("eigenaar", "plek"), name="concept_een_per_plek")]

    def __str__(self) -> str:
        return self.plek


class Document(Geversioneerd):
    """Een gemaakte brief: de bewaakte tekst, voor wie zij is en waarover; Word en PDF worden daaruit gemaakt."""

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documenten")
    melding = models.ForeignKey(
        "registratie.Melding", on_delete=models.PROTECT, null=True, blank=True, related_name="documenten"
    )
    overdracht = models.ForeignKey(
        "registratie.Overdracht", on_delete=models.PROTECT, null=True, blank=True, related_name="documenten"
    )
    betrokkene = models.ForeignKey(
        "registratie.Betrokkene", on_delete=models.PROTECT, null=True, blank=True, related_name="documenten"
    )
    informant = models.ForeignKey(
        "registratie.Informant", on_delete=models.PROTECT, null=True, blank=True, related_name="documenten"
    )
    soort = models.CharField("soort brief", max_length=40)
    lezer = models.CharField("voor wie", max_length=40)
    tekst = VersleuteldeTekst("tekst")
    gemaakt_op = models.DateField("gemaakt op")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    verstuurd_op = datumveld("verstuurd op")

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ("gemaakt_op",)

    def __str__(self) -> str:
        return f"{self.soort} van {self.gemaakt_op}"


class Noodtoegang(models.Model):
    """Toegang buiten het eigen bereik: met reden, voor zestig minuten, en daarna nagekeken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="noodtoegangen")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="noodtoegangen")
    reden = models.TextField("reden")
    van = models.DateTimeField("vanaf")
    tot = models.DateTimeField("tot")
    nagekeken_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nagekeken_op = datumveld("nagekeken op")
    terecht = models.BooleanField("terecht", null=True, blank=True)
    opmerking = models.CharField("opmerking", max_length=200, blank=True)

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="noodtoegang_met_reden"),
            models.CheckConstraint(
                condition=Q(nagekeken_door__isnull=True) | ~Q(nagekeken_door=models.F("gebruiker")),
                name="noodtoegang_door_een_ander_nagekeken",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} {self.van:%d-%m-%Y %H:%M}"


class Zoekopdracht(models.Model):
    """Een bewaard filter op de werklijst, van een persoon of gedeeld met een team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField("naam", max_length=60)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="zoekopdrachten")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    filters = models.JSONField(default=dict)

    class Meta:
        verbose_name = "bewaard filter"
        verbose_name_plural = "bewaarde filters"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class Bulktoewijzing(models.Model):
    """Een toewijzing van meer zaken tegelijk, met wie ze had, zodat zij ongedaan te maken is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField()
    reden = models.CharField("reden", max_length=200)
    vorige = models.JSONField(default=list)
    ongedaan_om = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"

    def __str__(self) -> str:
        return f"{len(self.vorige)} zaken naar {self.naar}"


class Vaststelling(models.Model):
    """Een vastgestelde periode: haar cijfers blijven zoals op dit tijdstip bekend, tot een volgende uitgave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    periode = models.CharField("periode", max_length=30)
    uitgave = models.PositiveSmallIntegerField("uitgave")
    om = models.DateTimeField("vastgesteld om")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField("toelichting", max_length=200, blank=True)

    class Meta:
        verbose_name = "vaststelling"
        verbose_name_plural = "vaststellingen"
        ordering = ("periode", "uitgave")
        constraints = [models.UniqueConstraint(fields=("periode", "uitgave"), name="vaststelling_een_keer")]

    def __str__(self) -> str:
        return f"{self.periode}, uitgave {self.uitgave}"
