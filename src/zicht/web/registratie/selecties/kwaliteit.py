"""Bij welk dossier een feit hoort, en de feiten van een dossier alleen: voor wie de kwaliteit nakijkt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from zicht.uitwisseling.schrijven import Herkomst, schrijf_feiten
from zicht.web.delen import in_delen
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import BRON, Bron, Stand, momentopname
from zicht.web.registratie.opslag import PAD

# Hoe het dossier uit de sleutel van een feit volgt: het model, het veld met de sleutel, en de weg naar het dossier.
_WEG: Mapping[str, tuple[type[m.Geversioneerd], str, str]] = {
    "dossier": (m.Dossier, "kenmerk", ""),
    "melding": (m.Melding, "kenmerk", "dossier__"),
    "dienst": (m.Dienst, "kenmerk", "dossier__"),
    "huisverbod": (m.Huisverbod, "kenmerk", "dossier__"),
    "klacht": (m.Klacht, "kenmerk", "dossier__"),
}
MET_DOSSIER = frozenset({*_WEG, "betrokkene", "monitormoment", "schorsing"})


@dataclass(frozen=True)
class Thuis:
    """Het dossier van een feit, met wie er over gaat."""

    dossier: UUID
    team: UUID
    eigenaar: UUID | None


def thuis_van(soort: str, sleutels: Iterable[str]) -> dict[str, Thuis | None]:
    """Per sleutel van deze tabel het dossier; None als het feit bestaat maar bij geen dossier hoort."""
    model, veld, pad = _WEG[soort]
    uit: dict[str, Thuis | None] = {}
    delen = ("pk", "team", "eigenaar", "eigenaar__is_active", "team__verantwoordelijke")
    kolommen = (veld, *(f"{pad}{deel}" for deel in delen))
    for deel in in_delen(sorted(set(sleutels))):
        for sleutel, dossier, team, eigenaar, werkt, ander in model._default_manager.filter(
            **{f"{veld}__in": deel}
        ).values_list(*kolommen):
            uit[sleutel] = Thuis(dossier, team, eigenaar if werkt else ander) if dossier else None
    return uit


def gemeentecodes() -> list[str]:
    """De gemeenten van de regio, als CBS-code."""
    return list(m.Gemeente.objects.order_by("code").values_list("code", flat=True).distinct())


class _Dossierstand(Stand):
    """De feiten van een dossier, zoals zij nu zijn."""

    def __init__(self, peildatum: date, dossier: UUID) -> None:
        super().__init__(peildatum)
        self._dossier = dossier

    def _rijen(self, bron: Bron) -> Any:
        paden = ("pk",) if bron.model is m.Dossier else PAD.get(bron.model, ())
        rijen = super()._rijen(bron)
        if not paden:
            return rijen.none()
        voorwaarde = Q()
        for pad in paden:
            voorwaarde |= Q(**{pad: self._dossier})
        return rijen.filter(voorwaarde)


def feiten_van(dossier: UUID, uit: Path, peildatum: date) -> None:
    """Schrijf de feiten van een dossier als map; de andere dossiers staan er niet in."""
    stand = _Dossierstand(peildatum, dossier)
    with momentopname():
        schrijf_feiten(uit, Herkomst(settings.INSTELLINGEN.regio, peildatum, f"{BRON}: een dossier"), stand.tabellen())
