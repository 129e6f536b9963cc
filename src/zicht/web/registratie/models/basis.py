"""Wat alle tabellen delen: sleutel, versie, kenmerk, codevelden en versleutelde tekst."""

import uuid
from typing import Any

from django.db import models

from zicht.core.voorwaarden import Codelijst
from zicht.web.versleuteld import VersleuteldeTekst

__all__ = ["Geversioneerd", "VersleuteldeTekst", "codesveld", "codeveld", "datum_op_volgorde", "datumveld", "janeeveld"]


def codeveld(lijst: Codelijst, naam: str = "", **opties: Any) -> models.CharField:
    """Een code uit een gesloten lijst; leeg is niet bekend."""
    return models.CharField(naam or lijst.naam, max_length=40, choices=list(lijst.codes), blank=True, **opties)


def codesveld(naam: str) -> models.JSONField:
    """Meer codes uit een lijst."""
    return models.JSONField(naam, default=list, blank=True)


def janeeveld(naam: str) -> models.BooleanField:
    """Ja, nee of niet bekend."""
    return models.BooleanField(naam, null=True, blank=True)


def datumveld(naam: str, **opties: Any) -> models.DateField:
    """Een dag die nog niet bekend hoeft te zijn."""
    return models.DateField(naam, null=True, blank=True, **opties)


def datum_op_volgorde(eerst: str, dan: str, naam: str) -> models.CheckConstraint:
    """De tweede dag ligt niet voor de eerste; een lege dag mag."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{eerst}__isnull": True})
        | models.Q(**{f"{dan}__isnull": True})
        | models.Q(**{f"{dan}__gte": models.F(eerst)}),
        name=naam,
    )


class Geversioneerd(models.Model):
    """Een rij waarvan elke stand bewaard blijft (tabel Versie)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    versie = models.PositiveIntegerField("versie", default=0, editable=False)

    class Meta:
        abstract = True

    def inhoud(self) -> dict[str, Any]:
        """De stand van deze rij zoals zij in de databank gaat, versleutelde velden versleuteld."""
        return {
            veld.attname: veld.value_to_string(self) if _als_tekst(veld, self) else _prep(veld, self)
            for veld in self._meta.concrete_fields
        }


def _als_tekst(veld: models.Field, rij: models.Model) -> bool:
    soort = models.DateField | models.TimeField | models.DecimalField | models.UUIDField
    return isinstance(veld, soort) and getattr(rij, veld.attname) is not None  # anders werd niets de tekst "None"


def _prep(veld: models.Field, rij: models.Model) -> Any:
    waarde = getattr(rij, veld.attname)
    if isinstance(veld, VersleuteldeTekst):
        return veld.get_prep_value(waarde)
    return str(waarde) if isinstance(waarde, uuid.UUID) else waarde
