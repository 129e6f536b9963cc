"""Tekst die versleuteld in de databank staat; elk onderdeel dat zoiets bewaart gebruikt dit veld, zodat een nieuwe sleutel het vindt."""

from typing import Any

from django.db import models

from zicht.web.sleutels import kluis


class VersleuteldeTekst(models.TextField):
    """Tekst die versleuteld in de databank staat; de sleutel staat ergens anders."""

    def get_prep_value(self, value: Any) -> Any:
        return kluis().versleutel(value) if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return kluis().ontsleutel(value) if value else ""
