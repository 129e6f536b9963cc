"""Wie er werkt: gebruikers, hun team en hun rollen."""

import uuid
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from zicht.web.beheer.rechten import Bereik, Rol, bereik


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
    """Een medewerker of een gekoppeld systeem."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, null=True, blank=True)
    koppeling = models.BooleanField("is een gekoppeld systeem", default=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ("last_name", "first_name")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """De rollen die nu gelden; per verzoek opnieuw gelezen, dus een ingetrokken rol werkt meteen."""
        return frozenset(Rol(rol) for rol in self.roltoewijzingen.filter(tot=None).values_list("rol", flat=True))

    def bereik(self, code: str) -> Bereik | None:
        """Over welke zaken deze gebruiker het recht heeft, of None."""
        return bereik(self.rollen, code) if self.is_active else None

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
