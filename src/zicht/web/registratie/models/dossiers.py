"""Het dossier en wat eraan voorafging; het advies, dat nooit naar een persoon of dossier verwijst."""

import uuid

from django.conf import settings
from django.db import models

from zicht.core.codelijsten import AANLEIDING, AARD, HOEDANIGHEID, KANAAL, SLUITROUTE, SOORT_ADVIES
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie.models.basis import (
    Geversioneerd,
    VersleuteldeTekst,
    codesveld,
    codeveld,
    datum_op_volgorde,
    datumveld,
)

__all__ = [
    "AANLEIDING",
    "AARD",
    "Advies",
    "Adviescontact",
    "Belang",
    "Dossier",
    "Dossierverband",
    "Gemeente",
    "Toegelaten",
]


class Gemeente(models.Model):
    """Een gemeente van de regio, met haar inwoners op 1 januari van een jaar."""

    code = models.CharField("CBS-code", max_length=6)
    naam = models.CharField("naam", max_length=60)
    jaar = models.PositiveSmallIntegerField("jaar")
    inwoners = models.PositiveIntegerField("inwoners", null=True, blank=True)
    jeugdigen = models.PositiveIntegerField("jeugdigen", null=True, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("naam", "jaar")
        constraints = [models.UniqueConstraint(fields=("code", "jaar"), name="gemeente_een_keer_per_jaar")]

    def __str__(self) -> str:
        return self.naam


class Dossier(Geversioneerd):
    """Een dossier over een gezin of huishouden; gaat open met een melding en dicht als niets meer loopt."""

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, related_name="dossiers")
    eigenaar = models.ForeignKey(
        Gebruiker,
        verbose_name="eerste aanspreekpunt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    geopend_op = models.DateField("geopend op")
    gesloten_op = datumveld("gesloten op")
    sluitroute = codeveld(SLUITROUTE)
    beschermd = models.BooleanField("afgeschermd", default=False)

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        indexes = [
            models.Index(fields=("gesloten_op", "team"), name="dossier_open"),
            models.Index(fields=("-geopend_op", "id"), name="dossier_geopend"),
        ]
        constraints = [
            datum_op_volgorde("geopend_op", "gesloten_op", "dossier_gesloten_na_geopend"),
            models.CheckConstraint(
                condition=models.Q(gesloten_op__isnull=False) | models.Q(sluitroute=""),
                name="dossier_sluitroute_alleen_gesloten",
            ),
        ]

    def __str__(self) -> str:
        return self.kenmerk


class Dossierverband(Geversioneerd):
    """Een nieuw dossier na een gesloten dossier over dezelfde mensen."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="eerdere")
    eerder = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="latere")

    class Meta:
        verbose_name = "verband tussen dossiers"
        verbose_name_plural = "verbanden tussen dossiers"
        constraints = [models.UniqueConstraint(fields=("dossier", "eerder"), name="dossierverband_een_keer")]

    def __str__(self) -> str:
        return f"{self.dossier} na {self.eerder}"


class Toegelaten(models.Model):
    """Wie een afgeschermd dossier mag zien."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="toegelatenen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("dossier", "gebruiker"), name="toegelaten_een_keer")]

    def __str__(self) -> str:
        return f"{self.gebruiker} bij {self.dossier}"


class Belang(models.Model):
    """Een collega die een dossier niet kan doen omdat die er zelf een belang bij heeft; alleen een teamleider ziet dit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="belangen")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    reden = VersleuteldeTekst("waarom")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("vastgelegd om")
    beeindigd_om = models.DateTimeField("geldt niet meer sinds", null=True, blank=True)

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints = [
            models.UniqueConstraint(
                fields=("dossier", "gebruiker"), condition=models.Q(beeindigd_om=None), name="belang_een_keer_tegelijk"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} bij {self.dossier}"


class Advies(Geversioneerd):
    """Een advies of ondersteuning: anoniem, een of meer contacten over dezelfde vraag."""

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    gestart_op = models.DateField("eerste contact", db_index=True)
    afgesloten_op = datumveld("laatste contact")
    soort = codeveld(SOORT_ADVIES)
    kanaal = codeveld(KANAAL)
    hoedanigheid = codeveld(HOEDANIGHEID)
    aanleiding = codesveld("aanleiding")
    aard = codesveld("aard van het geweld")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    omgezet_op = datumveld("omgezet in een melding op")
    werkstand = models.JSONField("wat is gedaan, per punt van het werkproces", default=dict, blank=True)
    afwijkingen = models.JSONField("waarom een punt open mocht blijven", default=dict, blank=True)

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        constraints = [datum_op_volgorde("gestart_op", "afgesloten_op", "advies_afgesloten_na_gestart")]

    def __str__(self) -> str:
        return self.kenmerk


class Adviescontact(Geversioneerd):
    """Een contact binnen een advies. De tekst gaat over de vraag en het advies, niet over wie het is."""

    advies = models.ForeignKey(Advies, on_delete=models.PROTECT, related_name="contacten")
    op = models.DateField("dag")
    kanaal = codeveld(KANAAL)
    vraag = models.TextField("vraag", blank=True)
    reactie = models.TextField("advies", blank=True)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ("op",)

    def __str__(self) -> str:
        return f"{self.advies}, {self.op}"
