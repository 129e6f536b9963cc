"""Wie er werkt: gebruikers, hun team en hun rollen."""

import uuid
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from zicht.web.beheer.rechten import Bereik, Rol, bereik, recht


def geldt_op(dag: date) -> models.Q:
    """De roltoewijzingen die op deze dag gelden; op de dag bij `tot` geldt de rol niet meer."""
    return models.Q(van__lte=dag) & (models.Q(tot=None) | models.Q(tot__gt=dag))


class Team(models.Model):
    """Een team; zijn verantwoordelijke is eigenaar van werk dat nog niemand heeft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField("naam", max_length=80, unique=True)
    toegang = models.BooleanField("neemt meldingen aan", default=False)
    gemeenten = models.JSONField("gemeenten (CBS-codes)", default=list, blank=True)
    verantwoordelijke = models.ForeignKey(
        "Gebruiker", verbose_name="verantwoordelijke", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "teams"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class Gebruiker(AbstractUser):
    """Een medewerker, iemand van een gemeente, of een gekoppeld systeem."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, null=True, blank=True)
    gemeente = models.CharField("gemeente (CBS-code)", max_length=6, blank=True)  # wiens cijfers de rol gemeente ziet
    koppeling = models.BooleanField("is een gekoppeld systeem", default=False)
    wachtwoord_tijdelijk = models.BooleanField("kiest eerst een eigen wachtwoord", default=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ("last_name", "first_name")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """De rollen die nu gelden; per verzoek opnieuw gelezen, dus een ingetrokken rol werkt meteen."""
        return frozenset(
            Rol(rol)
            for rol in self.roltoewijzingen.filter(geldt_op(timezone.localdate())).values_list("rol", flat=True)
        )

    def bereik(self, code: str) -> Bereik | None:
        """Over welke zaken deze gebruiker het recht heeft, of None."""
        if not self.is_active:
            return None
        return recht(code).systeem if self.koppeling else bereik(self.rollen, code)

    def mag(self, code: str) -> bool:
        """Of deze gebruiker het recht heeft, over welke zaken dan ook."""
        return self.bereik(code) is not None


class Roltoewijzing(models.Model):
    """Een rol van een gebruiker, met begin en einde; een einde blijft staan voor het nakijken van rechten."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="roltoewijzingen")
    rol = models.CharField("rol", max_length=30, choices=[(rol.value, rol.titel) for rol in Rol])
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints = [
            models.UniqueConstraint(
                fields=("gebruiker", "rol"), condition=models.Q(tot=None), name="rol_hoogstens_een_keer_tegelijk"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.rol}"


class Rechtencontrole(models.Model):
    """Het jaarlijkse nakijken: iemand heeft van een rol gezegd of die nog nodig is (BIO2, 5.18)."""

    toewijzing = models.ForeignKey(Roltoewijzing, on_delete=models.CASCADE, related_name="controles")
    jaar = models.PositiveSmallIntegerField("jaar")
    nodig = models.BooleanField("nog nodig")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    om = models.DateTimeField("nagekeken om")

    class Meta:
        verbose_name = "nagekeken rol"
        verbose_name_plural = "nagekeken rollen"
        constraints = [models.UniqueConstraint(fields=("toewijzing", "jaar"), name="rol_een_keer_per_jaar_nagekeken")]

    def __str__(self) -> str:
        return f"{self.toewijzing}, {self.jaar}"


WEEKDAGEN: tuple[str, ...] = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def _urenveld(dag: str) -> models.DecimalField:
    return models.DecimalField(f"uren op {dag}", max_digits=4, decimal_places=2, default=Decimal(0))


class Werkprofiel(models.Model):
    """Hoeveel uur iemand per weekdag werkt en welk werk die mag doen: de invoer van het dagplan, en verder niets."""

    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.CASCADE, related_name="werkprofiel")
    maandag = _urenveld("maandag")
    dinsdag = _urenveld("dinsdag")
    woensdag = _urenveld("woensdag")
    donderdag = _urenveld("donderdag")
    vrijdag = _urenveld("vrijdag")
    zaterdag = _urenveld("zaterdag")
    zondag = _urenveld("zondag")
    competenties = models.JSONField("mag dit werk doen", default=list, blank=True)
    eigen_norm = models.DecimalField("eigen caseloadnorm", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "werktijden"
        verbose_name_plural = "werktijden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    **{f"{dag}__gte": 0 for dag in WEEKDAGEN}, **{f"{dag}__lte": 24 for dag in WEEKDAGEN}
                ),
                name="werkprofiel_uren_van_een_dag",
            )
        ]

    def __str__(self) -> str:
        return f"werktijden van {self.gebruiker}"

    def uren_op(self, dag: date) -> Decimal:
        """De uren op deze dag van de week."""
        return getattr(self, WEEKDAGEN[dag.weekday()])

    @property
    def per_week(self) -> Decimal:
        """De uren van een hele week."""
        return sum((getattr(self, dag) for dag in WEEKDAGEN), Decimal(0))


class Afwezigheid(models.Model):
    """Dagen waarop iemand er niet is. Waarom staat er met opzet niet bij: ziekte is een gegeven over gezondheid (AVG, artikel 9)."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="afwezigheden")
    van = models.DateField("eerste dag")
    tot_en_met = models.DateField("laatste dag")

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ("van",)
        constraints = [
            models.CheckConstraint(condition=models.Q(tot_en_met__gte=models.F("van")), name="afwezigheid_op_volgorde")
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} van {self.van} tot en met {self.tot_en_met}"
